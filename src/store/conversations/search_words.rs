//! The words that find a conversation: how a text is split, when it is stored and when it is searched for.

use crate::domain::conversation::NewConversation;

/// Characters of a word that count; PostgreSQL takes no more than 2,046 bytes.
const LONGEST_WORD: usize = 100;

/// The words a conversation is found by, in order, with spaces between. Both engines keep each word once.
pub(crate) fn found_by(new: &NewConversation) -> String {
    let subject = &new.subject;
    let parts = [&new.title, &subject.persona, &subject.emotion, &subject.topic];
    let parts = parts.into_iter().chain(new.turns.iter().map(|turn| &turn.content));
    let mut words = String::with_capacity(parts.clone().map(|part| part.len() + 1).sum());
    parts.for_each(|part| add_words(part, &mut words));
    words
}

/// The words of a text as they are searched for: runs of letters and digits in lower case, at most 100 characters each.
///
/// The same function splits what is stored and what is asked for, so no engine's own idea of a word (and no syntax of
/// its query language) ever comes in.
pub(crate) fn search_words(text: &str) -> Vec<String> {
    let mut words = String::new();
    add_words(text, &mut words);
    words.split_ascii_whitespace().map(str::to_owned).collect()
}

/// Adds the words of a text to a line of words, one space between any two: PostgreSQL takes no empty one.
fn add_words(text: &str, words: &mut String) {
    if text.is_ascii() {
        // The same as below; most texts are plain, and a byte is told from a letter much sooner than a character.
        for word in text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
            if !words.is_empty() {
                words.push(' ');
            }
            words.extend(word.iter().take(LONGEST_WORD).map(|byte| char::from(byte.to_ascii_lowercase())));
        }
        return;
    }
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let begin = words.len();
        if begin > 0 {
            words.push(' ');
        }
        // Nearly all are short and plain: those cost no memory of their own, which was a tenth of saving.
        if word.len() <= LONGEST_WORD && word.is_ascii() {
            words.push_str(word);
            words[begin..].make_ascii_lowercase();
            continue;
        }
        let cut = word.char_indices().nth(LONGEST_WORD).map_or(word, |(end, _)| &word[..end]);
        // Lower case can bring in combining marks ("İ" does), which are no letters: dropped on both sides alike.
        words.extend(cut.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits_in_lower_case_whatever_stands_between() {
        let words = search_words("My 401(k) — \"Größe\" OR NOT* don't İ");
        assert_eq!(words, ["my", "401", "k", "größe", "or", "not", "don", "t", "i"]);
    }
}
