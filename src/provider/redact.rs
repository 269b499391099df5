//! Redacts a server's message: no keys, no terminal escapes, not too long.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use secrecy::{ExposeSecret, SecretString};

use crate::domain::invisible::is_invisible;
use crate::provider::key_spellings::{Spellings, is_dummy, without};
use crate::provider::split_keys::SplitKeys;

/// The longest text of a server that is quoted, in characters.
const LONGEST: usize = 300;
/// The longest error, which ends with such a text, in characters.
const LONGEST_ERROR: usize = 400;
/// The longest hint or line about a server, in characters.
const LONGEST_LINE: usize = 1_000;
/// The longest id that is kept, in characters.
const LONGEST_ID: usize = 200;
/// So much of a text is looked at, in bytes: what is longer is cut anyway.
const LOOKED_AT: usize = 64 * 1024;
/// This many consecutive bytes of a key reveal it.
const PART: usize = 8;

/// What no text of a server may show, prepared once for all texts.
pub(super) struct Secrets {
    spellings: Spellings,
    split: SplitKeys,
    /// Finds any piece of a key that would reveal it.
    parts: Option<AhoCorasick>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets")
    }
}

impl Secrets {
    pub(super) fn of(keys: &[SecretString]) -> Secrets {
        let keys = || keys.iter().map(ExposeSecret::expose_secret).filter(|key| !is_dummy(key));
        let parts: BTreeSet<&[u8]> = keys().flat_map(|key| key.as_bytes().windows(PART)).collect();
        // Building fails only above gigabytes of keys.
        let parts = (!parts.is_empty()).then(|| AhoCorasick::new(parts).ok()).flatten();
        Secrets { spellings: Spellings::of(keys()), split: SplitKeys::of(keys()), parts }
    }

    /// Replaces secrets, and whatever looks like a key, by `[key]`; control characters and white space by single spaces;
    /// and cuts the text after 300 characters.
    pub(super) fn safe(&self, text: &str) -> String {
        self.bounded(text, LONGEST)
    }

    /// The same for an error, which ends with such a text: up to 400 characters.
    pub(super) fn error(&self, text: &str) -> String {
        self.bounded(text, LONGEST_ERROR)
    }

    /// The same for a hint or a line about the server: up to 1,000 characters.
    pub(super) fn line(&self, text: &str) -> String {
        self.bounded(text, LONGEST_LINE)
    }

    /// The same for an id or a name: up to 200 characters.
    pub(super) fn id(&self, text: &str) -> String {
        self.bounded(text, LONGEST_ID)
    }

    /// Replaces secrets by `[key]` and leaves the rest as it is: for an answer, which is content.
    pub(super) fn without_keys(&self, text: String) -> String {
        let text = self.split.hidden(text);
        let found = self.spellings.find(&text);
        without(text, &found)
    }

    /// The same for the body of an error, without pieces of a key either: it may be cut within one.
    pub(super) fn body(&self, text: String) -> String {
        let text = self.without_keys(text);
        let Some(parts) = &self.parts else { return text };
        let mut shown = String::with_capacity(text.len());
        let (mut at, mut hidden) = (0, 0..0);
        for found in parts.find_overlapping_iter(&text) {
            if found.start() > hidden.end {
                at = pass_over(&text, at, &hidden, &mut shown);
                hidden = found.start()..found.end();
            }
            hidden = hidden.start..hidden.end.max(found.end());
        }
        at = pass_over(&text, at, &hidden, &mut shown);
        shown.push_str(&text[at..]);
        shown
    }

    fn bounded(&self, text: &str, longest: usize) -> String {
        let end = (0..=LOOKED_AT.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        // First, or an invisible character would split a key and both halves would be shown.
        let text: String = text[..end].chars().filter(|letter| !is_invisible(*letter)).collect();
        let text = self.without_keys(text);
        let mut shown = String::new();
        for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
            if !shown.is_empty() {
                shown.push(' ');
            }
            if self.parts.as_ref().is_some_and(|parts| parts.is_match(word)) {
                shown.push_str("[key]")
            } else {
                shown.push_str(&without_key(word))
            }
        }
        if shown.chars().count() > longest { shown.chars().take(longest - 1).chain(['…']).collect() } else { shown }
    }
}

/// Adds the text up to a piece of a key, and `[key]` in place of that. Where the text goes on.
fn pass_over(text: &str, at: usize, hidden: &std::ops::Range<usize>, shown: &mut String) -> usize {
    if hidden.is_empty() {
        return at;
    }
    let start = (at..=hidden.start).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(at);
    let end = (hidden.end..=text.len()).find(|place| text.is_char_boundary(*place)).unwrap_or(text.len());
    shown.push_str(&text[at..start]);
    shown.push_str("[key]");
    end
}

/// The beginnings of the usual vendors' keys.
const PREFIXES: &[&str] = &["sk-", "sk_", "AIza", "xai-"];

/// Where a prefix begins the word or a part of it. "risk-free" holds no key.
fn at_start(word: &str, prefix: &str) -> Option<usize> {
    word.match_indices(prefix)
        .map(|(at, _)| at)
        .find(|at| !word[..*at].chars().next_back().is_some_and(char::is_alphanumeric))
}

/// A word without what looks like a key in it: what a person typed where something else was wanted.
pub(crate) fn without_key(word: &str) -> String {
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
        let secrets = Secrets::of(&[SecretString::from("tiny-secret-1")]);
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
            ("bad key tiny-se\ncret-1", "bad key [key]"),
            ("bad key t i n y - s e c r e t - 1!", "bad key [key]!"),
        ] {
            assert_eq!(secrets.safe(given), shown, "{given}");
        }
    }

    #[test]
    fn a_dummy_key_leaves_every_word_alone() {
        let secrets = Secrets::of(&["none", "x", "ollama"].map(SecretString::from));
        assert_eq!(secrets.safe("none of the ollama boxes"), "none of the ollama boxes");
        assert_eq!(secrets.without_keys("none  of\nollama".into()), "none  of\nollama");
    }

    #[test]
    fn an_answer_keeps_its_form() {
        let secrets = Secrets::of(&[SecretString::from("tiny-secret-1")]);
        assert_eq!(secrets.without_keys("a\n\"tiny-secret-1\"  b sk-x".into()), "a\n\"[key]\"  b sk-x");
    }

    #[test]
    fn a_body_keeps_its_form_and_holds_no_piece_of_a_key() {
        let secrets = Secrets::of(&[SecretString::from("tiny-secret-1"), SecretString::from("schlüssel-für-alle")]);
        for (given, shown) in [
            ("{\"a\":\"tiny-secret-1\",\n \"b\":1}", "{\"a\":\"[key]\",\n \"b\":1}"),
            ("{\"key\":\"tiny-secre", "{\"key\":\"[key]"),
            ("ny-secret-1 and tiny-sec, tiny", "[key] and [key], tiny"),
            ("üssel-für-al", "[key]"),
            ("ä ssel-für ö", "ä [key] ö"),
            ("no secret here", "no secret here"),
            ("", ""),
        ] {
            assert_eq!(secrets.body(given.into()), shown, "{given}");
        }
    }

    #[test]
    fn control_characters_and_length_are_held_down() {
        let secrets = Secrets::of(&[]);
        assert_eq!(secrets.safe("a\u{1b}[31mred\n\nline\u{202e}x"), "a [31mred linex");
        assert_eq!(secrets.safe(&"ä".repeat(1000)).chars().count(), 300);
    }
}
