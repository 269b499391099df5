//! Splits texts into search words: when a conversation is stored and when a user searches.

use std::collections::HashSet;

use crate::domain::conversation::NewConversation;

use crate::store::sql::dialect::SearchWord;

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
    let all: usize = parts.clone().map(|part| part.len() + 1).sum();
    let mut words = String::with_capacity(all.min(MOST_BYTES + LONGEST_WORD));
    for part in parts {
        add_words(part, &mut words);
        if words.len() > MOST_BYTES {
            break;
        }
    }
    if words.len() > MOST_BYTES {
        let end = words.as_bytes()[..MOST_BYTES].iter().rposition(|byte| *byte == b' ').unwrap_or(0);
        words.truncate(end);
    }
    words
}

/// The words of a search, each once: runs of letters and digits in lower case, at most 100 characters each. A `*` right
/// after a word, and before no other letter, makes it a prefix.
///
/// The same rule splits stored and searched text, so neither an engine's own rule nor its query syntax matters.
pub(crate) fn search_words(text: &str) -> Vec<SearchWord> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(begin) = rest.find(char::is_alphanumeric) {
        rest = &rest[begin..];
        let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
        let mut lower = String::new();
        add_words(&rest[..end], &mut lower);
        rest = &rest[end..];
        let is_prefix = rest.strip_prefix('*').is_some_and(|after| !after.starts_with(char::is_alphanumeric));
        let word = SearchWord { text: lower, is_prefix };
        if !word.text.is_empty() && seen.insert(word.clone()) {
            found.push(word);
        }
    }
    found
}

/// Adds the words of a text to a line, with one space between words: PostgreSQL takes no empty word. Stops behind the
/// word that makes it longer than [`MOST_BYTES`].
fn add_words(text: &str, words: &mut String) {
    if text.is_ascii() {
        // Like below, but faster: bytes instead of characters. Most texts are ASCII.
        for word in text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
            if words.len() > MOST_BYTES {
                return;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.extend(word.iter().take(LONGEST_WORD).map(|byte| char::from(byte.to_ascii_lowercase())));
        }
        return;
    }
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let begin = words.len();
        if begin > MOST_BYTES {
            return;
        }
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
        let texts = |text: &str| search_words(text).into_iter().map(|word| word.text).collect::<Vec<_>>();
        let words = texts("My 401(k) — \"Größe\" OR NOT, don't İ");
        assert_eq!(words, ["my", "401", "k", "größe", "or", "not", "don", "t", "i"]);
        assert_eq!(texts(&"funds Funds bonds ".repeat(20_000)), ["funds", "bonds"]);
    }

    #[test]
    fn a_star_right_after_a_word_makes_it_a_prefix() {
        let prefixes = |text: &str| {
            let words = search_words(text).into_iter();
            words.filter(|word| word.is_prefix).map(|word| word.text).collect::<Vec<_>>()
        };
        assert_eq!(prefixes("Ret* grö*, (fear*) a*"), ["ret", "grö", "fear", "a"]);
        assert_eq!(prefixes("* a *b c * d*e &*"), [""; 0]);
        assert_eq!(search_words("ret ret* RET*").len(), 2);
    }
}
