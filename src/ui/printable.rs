//! Makes text from models, documents and people safe for a terminal.

use std::borrow::Cow;

use crate::domain::invisible::{hides, is_invisible, region};

/// A text that is safe to print.
///
/// Removes escape sequences (CSI, OSC and the like, in 7 and 8 bits), C0 and C1 controls except line end and tab, and
/// invisible characters, which hide text or turn its direction. A sequence that never ends loses only its introducer: a
/// stray escape must not hide text from a reviewer.
pub fn printable(text: &str) -> String {
    if !text.chars().any(is_unsafe) {
        return text.to_owned();
    }
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    // Where no terminator was found, none follows later: a new search each time would take quadratic time.
    let mut terminators_left = true;
    while let Some(at) = rest.find(is_unsafe) {
        safe.push_str(&rest[..at]);
        let sequence = &rest[at..];
        if let Some(tags) = region(text[..text.len() - sequence.len()].chars().next_back(), sequence) {
            safe.push_str(&sequence[..tags]);
            rest = &sequence[tags..];
            continue;
        }
        rest = &sequence[length_of_sequence(sequence, &mut terminators_left)..];
    }
    safe.push_str(rest);
    safe
}

fn is_unsafe(letter: char) -> bool {
    // Joiners stay: words of some scripts, and emoji, change without them.
    (letter.is_control() && letter != '\n' && letter != '\t') || hides(letter)
}

/// How many bytes to remove from the start of `text`, which is an unsafe character (ECMA-48, section 5).
fn length_of_sequence(text: &str, terminators_left: &mut bool) -> usize {
    let mut letters = text.chars();
    let first = letters.next().map_or(0, char::len_utf8);
    let (introducer, kind) = match (text.chars().next(), letters.next()) {
        (Some('\u{1b}'), Some(second)) if second.is_ascii() && !second.is_ascii_control() => (first + 1, second),
        (Some('\u{9b}'), _) => (first, '['),
        (Some('\u{9d}'), _) => (first, ']'),
        (Some('\u{90}'), _) => (first, 'P'),
        _ => return first,
    };
    let body = &text[introducer..];
    match kind {
        '[' => {
            let parameters = body.bytes().take_while(|byte| (0x20..=0x3f).contains(byte)).count();
            let is_whole = body.as_bytes().get(parameters).is_some_and(|byte| (0x40..=0x7e).contains(byte));
            introducer + if is_whole { parameters + 1 } else { 0 }
        }
        ']' | 'P' | 'X' | '^' | '_' => introducer + length_to_terminator(body, terminators_left),
        ' '..='/' => {
            let more = body.bytes().take_while(|byte| (0x20..=0x2f).contains(byte)).count();
            let is_whole = body.as_bytes().get(more).is_some_and(|byte| (0x30..=0x7e).contains(byte));
            introducer + if is_whole { more + 1 } else { 0 }
        }
        _ => introducer,
    }
}

/// The length up to and including BEL, ESC \ or its 8-bit form; 0 where none follows.
fn length_to_terminator(body: &str, terminators_left: &mut bool) -> usize {
    if !*terminators_left {
        return 0;
    }
    let ends = body.char_indices().find_map(|(at, letter)| match letter {
        '\u{7}' => Some(at + 1),
        '\u{9c}' => Some(at + 2),
        '\u{1b}' if body[at..].starts_with("\u{1b}\\") => Some(at + 2),
        _ => None,
    });
    *terminators_left = ends.is_some();
    ends.unwrap_or(0)
}

/// Escapes the characters of a JSON text that a terminal might obey and serde_json leaves as they are.
pub(super) fn escaped_json(json: &str) -> Cow<'_, str> {
    // Joiners, too: the escape means the same character.
    let is_unsafe = |letter: char| matches!(letter, '\u{7f}'..='\u{9f}') || is_invisible(letter);
    if !json.chars().any(is_unsafe) {
        return Cow::Borrowed(json);
    }
    // Outside strings JSON holds no such character, so each of them can be written as an escape.
    let mut escaped = String::with_capacity(json.len() + 16);
    for letter in json.chars() {
        if is_unsafe(letter) {
            // Two for a character beyond the first plane, as JSON writes it.
            for unit in letter.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(letter);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_sequences_of_every_kind_are_taken_out() {
        assert_eq!(printable("a\u{1b}[31mred\u{1b}[0m b"), "ared b");
        assert_eq!(printable("a\u{1b}]0;title\u{7}b"), "ab");
        assert_eq!(printable("a\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\b"), "alinkb");
        assert_eq!(printable("a\u{9b}2Jb\u{9d}0;t\u{9c}c"), "abc");
        assert_eq!(printable("a\u{1b}(Bb\u{1b}cc"), "abc");
        assert_eq!(printable("a\u{1b}Pq#0\u{1b}\\b"), "ab");
    }

    #[test]
    fn controls_and_direction_overrides_go_while_line_ends_and_tabs_stay() {
        assert_eq!(printable("a\r\n\tb\u{8}\u{0}\u{7f}\u{85}c"), "a\n\tbc");
        assert_eq!(printable("pay \u{202e}001\u{202c} \u{2066}x\u{2069}"), "pay 001 x");
        assert_eq!(printable("ünï 日本 🙂"), "ünï 日本 🙂");
    }

    #[test]
    fn hidden_text_goes_while_words_and_emoji_keep_their_joiners() {
        assert_eq!(printable("pay\u{200b} me\u{e0041}\u{e0042}\u{feff}\u{2060}\u{200f}"), "pay me");
        for whole in ["می\u{200c}خواهم", "👩\u{200d}👧"] {
            assert_eq!(printable(whole), whole);
        }
    }

    #[test]
    fn an_unfinished_sequence_hides_nothing() {
        assert_eq!(printable("a\u{1b}]0;the rest is read"), "a0;the rest is read");
        assert_eq!(printable("a\u{1b}[12"), "a12");
        assert_eq!(printable("a\u{1b}"), "a");
    }

    #[test]
    fn a_long_run_of_open_sequences_takes_linear_time() {
        let text = "\u{1b}]".repeat(500_000);
        assert_eq!(printable(&text), "");
    }

    #[test]
    fn json_keeps_its_meaning_when_escaped() {
        let text = "a\u{9b}b\u{202e}c\u{1b}\u{200b}\u{e0041}";
        let json = serde_json::to_string(text).expect("JSON");
        let escaped = escaped_json(&json);
        assert!(!escaped.chars().any(|letter| letter.is_control() || is_invisible(letter)));
        assert_eq!(serde_json::from_str::<String>(&escaped).expect("JSON"), text);
    }
}
