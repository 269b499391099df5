//! What no trainer should read: carriage returns, NUL, and what hides text or turns its direction.

use std::borrow::Cow;

use crate::domain::invisible::hides;
use crate::export::control_tokens::ControlTokens;

/// Trims a text, makes its line ends LF, and removes NUL and invisible characters.
pub(super) fn plain_text(text: &str) -> Cow<'_, str> {
    if !may_change(text) {
        return Cow::Borrowed(text.trim());
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = lines.chars().filter(|letter| *letter != '\0' && !hides(*letter)).collect();
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

/// Nearly no text has anything to remove, and nothing invisible is ASCII: one look is enough for most.
fn may_change(text: &str) -> bool {
    holds_byte(text.as_bytes(), |byte| matches!(byte, b'\r' | b'\0') || !byte.is_ascii())
        && text.contains(|letter| matches!(letter, '\r' | '\0') || hides(letter))
}

/// Whether any byte is so. Looks at many bytes at once, where `any` would look at each.
pub(super) fn holds_byte(text: &[u8], is_it: impl Fn(u8) -> bool) -> bool {
    text.chunks(64).any(|some| some.iter().fold(false, |found, byte| found | is_it(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_lf_and_nul_and_hidden_characters_go() {
        assert_eq!(plain_text(" a\r\nb\rc\0d\u{202e}\u{200d}e\n"), "a\nb\ncd\u{200d}e");
    }
}
