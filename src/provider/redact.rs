//! Redacts a server's message: no keys, no terminal escapes, not too long.

use secrecy::{ExposeSecret, SecretString};

use crate::domain::invisible::is_invisible;
use crate::provider::key_spellings::{self, is_dummy};

/// The longest text of a server that is quoted, in characters.
const LONGEST: usize = 300;
/// The longest message that quotes one, in characters.
const LONGEST_MESSAGE: usize = 1_000;
/// So much of a text is looked at, in bytes: what is longer is cut anyway.
const LOOKED_AT: usize = 64 * 1024;

/// Replaces configured keys, and whatever looks like a key, by `[key]`; control characters and white space by single
/// spaces; and cuts the text after 300 characters.
pub(crate) fn safe(text: &str, keys: &[SecretString]) -> String {
    bounded(text, keys, LONGEST)
}

/// The same for a whole message, which quotes such a text: up to 1,000 characters.
pub(crate) fn message(text: &str, keys: &[SecretString]) -> String {
    bounded(text, keys, LONGEST_MESSAGE)
}

/// Replaces configured keys by `[key]` and leaves the rest as it is: for an answer, which is content.
pub(crate) fn without_keys(text: String, keys: &[SecretString]) -> String {
    let found = key_spellings::find(&text, keys.iter().map(ExposeSecret::expose_secret));
    if found.is_empty() {
        return text;
    }
    let mut left = String::with_capacity(text.len());
    let mut at = 0;
    for range in found {
        left.push_str(&text[at..range.start]);
        left.push_str("[key]");
        at = range.end;
    }
    left.push_str(&text[at..]);
    left
}

fn bounded(text: &str, keys: &[SecretString], longest: usize) -> String {
    let end = (0..=LOOKED_AT.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let text = &text[..end];
    // First, or an invisible character would split a key and both halves would be shown.
    let text: String = text.chars().filter(|letter| !is_invisible(*letter)).collect();
    let text = without_keys(text, keys);
    let keys = || keys.iter().map(ExposeSecret::expose_secret).filter(|key| !is_dummy(key));
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
    if shown.chars().count() > longest { shown.chars().take(longest - 1).chain(['…']).collect() } else { shown }
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
    // A host is no key, whatever it is called: "https://sk-gateway.example".
    if word.starts_with("http://") || word.starts_with("https://") {
        let host = word.find("://").map_or(0, |at| at + 3);
        let end = word[host..].find(['/', '?', '#']).map_or(word.len(), |length| host + length);
        if !word[host..end].contains('@') && end > host {
            return format!(
                "{}{}",
                &word[..end],
                if end < word.len() { without_key(&word[end..]) } else { String::new() }
            );
        }
    }
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
            ("https://sk-gateway.example/v1/sk-abc: no", "https://sk-gateway.example/v1/[key]: no"),
            ("bad key tiny-se\u{200b}cret-1", "bad key [key]"),
            ("bad key sk-pr\u{2060}oj-\u{e0041}abcd", "bad key [key]"),
        ] {
            assert_eq!(safe(given, &keys), shown, "{given}");
        }
    }

    #[test]
    fn a_dummy_key_leaves_every_word_alone() {
        let keys = ["none", "x", "ollama"].map(SecretString::from);
        assert_eq!(safe("none of the ollama boxes", &keys), "none of the ollama boxes");
        assert_eq!(without_keys("none  of\nollama".into(), &keys), "none  of\nollama");
    }

    #[test]
    fn an_answer_keeps_its_form() {
        let keys = [SecretString::from("tiny-secret-1")];
        assert_eq!(without_keys("a\n\"tiny-secret-1\"  b sk-x".into(), &keys), "a\n\"[key]\"  b sk-x");
    }

    #[test]
    fn control_characters_and_length_are_held_down() {
        assert_eq!(safe("a\u{1b}[31mred\n\nline\u{202e}x", &[]), "a [31mred linex");
        assert_eq!(safe(&"ä".repeat(1000), &[]).chars().count(), 300);
    }
}
