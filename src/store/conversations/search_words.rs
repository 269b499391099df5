//! Splits texts into search words: when a conversation is stored and when a user searches.

use std::collections::HashSet;

use crate::domain::conversation::NewConversation;

/// The most characters of a word; PostgreSQL takes no more than 2,046 bytes.
const LONGEST_WORD: usize = 100;

/// The most bytes of a conversation's search words; PostgreSQL takes less than 1 MiB of different ones.
const MOST_BYTES: usize = 512 * 1024;

/// The search words of a conversation, in order, with spaces between. Both engines keep each word once.
pub(crate) fn conversation_words(new: &NewConversation) -> String {
    let subject = &new.subject;
    let parts = [&new.title, &subject.persona, &subject.emotion, &subject.topic];
    words_of(parts.into_iter().chain(new.turns.iter().map(|turn| &turn.content)))
}

/// The search words of the title, persona, emotion, topic and turns of a conversation.
pub(crate) fn words_of<'a>(parts: impl Iterator<Item = &'a String> + Clone) -> String {
    let mut words = String::with_capacity(parts.clone().map(|part| part.len() + 1).sum());
    parts.for_each(|part| add_words(part, &mut words));
    if words.len() > MOST_BYTES {
        let end = words.as_bytes()[..MOST_BYTES].iter().rposition(|byte| *byte == b' ').unwrap_or(0);
        words.truncate(end);
    }
    words
}

/// The search words of a text, each once: runs of letters and digits in lower case, at most 100 characters each.
///
/// The same rule splits stored and searched text, so neither an engine's own rule nor its query syntax matters.
pub(crate) fn search_words(text: &str) -> Vec<String> {
    let mut words = String::new();
    add_words(text, &mut words);
    let mut seen = HashSet::new();
    words.split_ascii_whitespace().filter(|word| seen.insert(*word)).map(str::to_owned).collect()
}

/// Adds the words of a text to a line, with one space between words: PostgreSQL takes no empty word.
fn add_words(text: &str, words: &mut String) {
    if text.is_ascii() {
        // Like below, but faster: bytes instead of characters. Most texts are ASCII.
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
        // Most words are short and ASCII. Without an allocation for each, saving takes a tenth less time.
        if word.len() <= LONGEST_WORD && word.is_ascii() {
            words.push_str(word);
            words[begin..].make_ascii_lowercase();
            continue;
        }
        let cut = word.char_indices().nth(LONGEST_WORD).map_or(word, |(end, _)| &word[..end]);
        // Lower case can add combining marks ("İ" does), which are no letters: dropped in stored and searched text.
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
        assert_eq!(search_words(&"funds Funds bonds ".repeat(20_000)), ["funds", "bonds"]);
    }
}
