//! Values for a prompt, from the command line, a plan or a template.

/// A control character that no prompt may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the control character U+{:04X}", u32::from(*.0))]
pub struct ControlCharacter(pub char);

/// The form of a value in a prompt and a fingerprint: trimmed, with LF for CRLF.
///
/// Every value from a person passes through here, so that equal words give equal items. A lone carriage return is an
/// error: it would make a terminal overwrite the text before it.
pub fn cleaned(given: &str) -> Result<String, ControlCharacter> {
    let value = given.trim().replace("\r\n", "\n");
    match value.chars().find(|letter| letter.is_control() && !matches!(letter, '\n' | '\t')) {
        Some(control) => Err(ControlCharacter(control)),
        None => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_the_same_value_whatever_ends_their_lines() {
        assert_eq!(cleaned(" a\r\nb\tc\r\n"), Ok("a\nb\tc".into()));
        assert_eq!(cleaned(" a\r\nb\tc\r\n"), cleaned("a\nb\tc"));
        for control in ['\r', '\u{1b}', '\0', '\u{85}', '\u{7f}'] {
            assert_eq!(cleaned(&format!("a{control}b")), Err(ControlCharacter(control)));
        }
        assert_eq!(ControlCharacter('\u{1b}').to_string(), "the control character U+001B");
    }
}
