//! What no trainer should read: carriage returns, NUL, and what hides text or turns its direction.

use crate::domain::invisible::hides;

/// Trims a text, makes its line ends LF, and removes NUL and invisible characters.
pub(super) fn plain_text(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = lines.chars().filter(|letter| *letter != '\0' && !hides(*letter)).collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_lf_and_nul_and_hidden_characters_go() {
        assert_eq!(plain_text(" a\r\nb\rc\0d\u{202e}\u{200d}e\n"), "a\nb\ncd\u{200d}e");
    }
}
