//! Words and phrases in the bytes of a text.
//!
//! A word is letters and digits. Every byte above ASCII counts as a letter: the checks work in any script and never cut
//! a character.

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Where the words of a text begin.
pub(super) fn word_starts(text: &[u8]) -> impl Iterator<Item = usize> {
    let mut in_word = false;
    text.iter().enumerate().filter_map(move |(at, byte)| {
        let was_in_word = std::mem::replace(&mut in_word, is_word(*byte));
        (in_word && !was_in_word).then_some(at)
    })
}

/// The length of the first phrase the text begins with, where a word ends there too.
pub(super) fn begins_with_any(text: &[u8], phrases: &[&str]) -> Option<usize> {
    phrases.iter().find_map(|phrase| begins_with(text, phrase).filter(|end| is_word_end(text, *end)))
}

fn is_word_end(text: &[u8], end: usize) -> bool {
    text.get(end).is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

/// The length of `phrase` (lower case, ASCII) at the beginning of the text, in any case. A curly apostrophe (U+2019,
/// three bytes) matches a straight one.
pub(super) fn begins_with(text: &[u8], phrase: &str) -> Option<usize> {
    let mut at = 0;
    for expected in phrase.bytes() {
        if expected == b'\'' && text[at..].starts_with("’".as_bytes()) {
            at += 3;
        } else if text.get(at)?.to_ascii_lowercase() == expected {
            at += 1;
        } else {
            return None;
        }
    }
    Some(at)
}
