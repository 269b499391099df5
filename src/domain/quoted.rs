//! A stranger's text in a message: short, and nothing in it that a terminal obeys.

/// So much of it stands in a message, in characters.
const LONGEST: usize = 60;

/// The longest list, in names.
const LONGEST_LIST: usize = 20;
/// The longest words of a parser, in characters.
const LONGEST_WORDS: usize = 300;

/// In quotes, control characters escaped, at most 60 characters.
pub(crate) fn quoted(text: &str) -> String {
    let short: String = text.chars().take(LONGEST).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("{short:?}{more}")
}

/// A number or a name without quotes: at most 60 characters.
pub(crate) fn shortened(name: &str) -> String {
    cut(name, LONGEST)
}

/// Names in a list: at most 20 of them.
pub(crate) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let shown: Vec<String> = names.iter().take(LONGEST_LIST).map(|name| shortened(name.as_ref())).collect();
    let more = names.len() - shown.len();
    if more == 0 { shown.join(", ") } else { format!("{}, and {more} more", shown.join(", ")) }
}

/// The words of a parser: at most 300 characters.
pub(crate) fn words(text: &str) -> String {
    cut(text, LONGEST_WORDS)
}

fn cut(text: &str, longest: usize) -> String {
    let letters = || text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let short: String = letters().take(longest).collect();
    if letters().nth(longest).is_some() { short + "…" } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_message_is_short_and_moves_nothing() {
        assert_eq!(quoted("a \"b\"\u{1b}[2J"), r#""a \"b\"\u{1b}[2J""#);
        assert_eq!(quoted(&"ä".repeat(61)), format!("\"{}\"…", "ä".repeat(60)));
        assert_eq!(shortened(&"9".repeat(61)), format!("{}…", "9".repeat(60)));
        assert_eq!(listed(&["a", "b"]), "a, b");
        assert!(listed(&["a"; 25]).ends_with("a, and 5 more"));
        assert_eq!(words("a\u{1b}b"), "a b");
    }
}
