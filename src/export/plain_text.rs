//! What no trainer should read: carriage returns, NUL, and what hides text or turns its direction.

use std::borrow::Cow;

use crate::domain::invisible::{hides, without};
use crate::export::control_tokens::ControlTokens;

/// Trims a text, makes its line ends LF, and removes NUL and invisible characters.
pub(super) fn plain_text(text: &str) -> Cow<'_, str> {
    if !may_change(text) {
        return Cow::Borrowed(text.trim());
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = without(&lines, |letter| letter == '\0' || hides(letter));
    Cow::Owned(kept.trim().to_owned())
}

/// A text that is no turn, as it may be exported: without control tokens as well. It is the stored one, where there is
/// nothing to clean.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let text = plain_text(text);
    let safe = match ControlTokens::default().defused(&text) {
        Some(Cow::Borrowed(_)) => None,
        Some(Cow::Owned(safe)) => Some(safe),
        None => Some(String::new()),
    };
    safe.map_or(text, Cow::Owned)
}

/// Nearly no text has anything to remove: the first look is cheap, and enough for ASCII.
fn may_change(text: &str) -> bool {
    let goes = |letter: char| matches!(letter, '\r' | '\0') || hides(letter);
    let bytes = text.as_bytes();
    let may_go = |byte: u8| matches!(byte, b'\r' | b'\0') || may_hide(byte);
    holds_byte(bytes, |byte| matches!(byte, b'\r' | b'\0') || !byte.is_ascii())
        && holds_byte(bytes, may_go)
        && bytes.iter().enumerate().any(|(at, byte)| may_go(*byte) && text[at..].starts_with(goes))
}

/// Whether the byte begins a character that hides text or breaks a line, and others: U+0085, U+00AD, U+061C, U+180E,
/// those of U+2000, U+FEFF, U+FFF9, U+1BCA0, U+1D173, and the tags. Dashes and curly quotes begin like them; letters with
/// accents do not.
pub(super) fn may_hide(byte: u8) -> bool {
    matches!(byte, 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf0 | 0xf3)
}

/// Whether any byte is so. Looks at many bytes at once, where `any` would look at each.
pub(super) fn holds_byte(text: &[u8], is_it: impl Fn(u8) -> bool) -> bool {
    text.chunks(64).any(|some| some.iter().fold(false, |found, byte| found | is_it(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_hides_text_or_breaks_a_line_begins_with_a_byte_that_may() {
        let wanted = |letter: &char| hides(*letter) || matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}');
        for letter in ('\0'..=char::MAX).filter(wanted) {
            assert!(may_hide(letter.encode_utf8(&mut [0; 4]).as_bytes()[0]), "{}", letter.escape_unicode());
        }
    }

    #[test]
    fn line_ends_become_lf_and_nul_and_hidden_characters_go() {
        assert_eq!(plain_text(" a\r\nb\rc\0d\u{202e}\u{200d}e\n"), "a\nb\ncd\u{200d}e");
    }
}
