//! Redacts a server's message: no keys, no terminal escapes, not too long.

use secrecy::{ExposeSecret, SecretString};

use crate::domain::invisible::is_invisible;

/// In characters.
const LONGEST: usize = 300;

/// Replaces configured keys, and whatever looks like a key, by `[key]`; control characters and white space by single
/// spaces; and cuts the message after 300 characters.
pub(crate) fn safe(message: &str, keys: &[SecretString]) -> String {
    let keys = || keys.iter().map(ExposeSecret::expose_secret).filter(|key| !key.is_empty());
    // First, or an invisible character would split a key and both halves would be shown.
    let mut text: String = message.chars().filter(|letter| !is_invisible(*letter)).collect();
    for key in keys() {
        text = text.replace(key, "[key]");
    }
    let mut shown = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !shown.is_empty() {
            shown.push(' ');
        }
        if keys().any(|key| holds_part(word, key)) {
            shown.push_str("[key]")
        } else {
            shown.push_str(&without_key(word))
        }
    }
    if shown.chars().count() > LONGEST { shown.chars().take(LONGEST - 1).chain(['…']).collect() } else { shown }
}

/// This many consecutive bytes of a key reveal it.
const PART: usize = 8;

/// Whether a word holds a piece of a key.
fn holds_part(word: &str, key: &str) -> bool {
    word.len() >= PART
        && key.as_bytes().windows(PART).any(|part| word.as_bytes().windows(PART).any(|seen| seen == part))
}

/// The beginnings of the usual vendors' keys.
const PREFIXES: &[&str] = &["sk-", "sk_", "AIza", "xai-"];

/// Where a prefix begins the word or a part of it. "risk-free" holds no key.
fn at_start(word: &str, prefix: &str) -> Option<usize> {
    word.match_indices(prefix)
        .map(|(at, _)| at)
        .find(|at| !word[..*at].chars().next_back().is_some_and(char::is_alphanumeric))
}

fn without_key(word: &str) -> String {
    let in_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '*' | '.' | '…');
    let masked = word.contains("***") || (word.contains("...") && word.len() > 20);
    let start = if masked { word.find(in_key) } else { PREFIXES.iter().find_map(|prefix| at_start(word, prefix)) };
    let Some(start) = start else { return word.to_owned() };
    let end = word[start..].find(|c| !in_key(c)).map_or(word.len(), |length| start + length);
    format!("{}[key]{}", &word[..start], &word[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_never_come_through_not_even_in_part() {
        let keys = [SecretString::from("tiny-secret-1")];
        for (given, shown) in [
            ("bad key tiny-secret-1!", "bad key [key]!"),
            ("Incorrect API key provided: sk-proj-abc***wxyz.", "Incorrect API key provided: [key]"),
            ("got \"sk-ant-api03-AAbb\" here", "got \"[key]\" here"),
            ("Incorrect key abcd****wxyz", "Incorrect key [key]"),
            ("Bearer=sk-1234567890", "Bearer=[key]"),
            ("a risk-free task-list", "a risk-free task-list"),
            ("it ends in y-secret-1 as others do", "it ends in [key] as others do"),
            ("no secret, tiny or other", "no secret, tiny or other"),
            ("bad key tiny-se\u{200b}cret-1", "bad key [key]"),
            ("bad key sk-pr\u{2060}oj-\u{e0041}abcd", "bad key [key]"),
        ] {
            assert_eq!(safe(given, &keys), shown, "{given}");
        }
    }

    #[test]
    fn control_characters_and_length_are_held_down() {
        assert_eq!(safe("a\u{1b}[31mred\n\nline\u{202e}x", &[]), "a [31mred linex");
        assert_eq!(safe(&"ä".repeat(1000), &[]).chars().count(), 300);
    }
}
