//! Text of others made safe for a terminal.

use std::borrow::Cow;

/// A text that is safe to print: terminal control sequences and control characters taken out, line ends kept.
///
/// Gone are escape sequences (CSI, OSC and their kin, in 7 and 8 bits), C0 and C1 controls other than line end and
/// tab, and the characters that override the direction of text. A sequence that never ends loses only its
/// introducer: text that a person is to judge must not be hidden by a stray escape.
pub fn printable(text: &str) -> String {
    if !text.chars().any(is_unsafe) {
        return text.to_owned();
    }
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    // Once no terminator was found, none follows later either: looking again each time would take quadratic time.
    let mut terminators_left = true;
    while let Some(at) = rest.find(is_unsafe) {
        safe.push_str(&rest[..at]);
        let sequence = &rest[at..];
        rest = &sequence[length_of_sequence(sequence, &mut terminators_left)..];
    }
    safe.push_str(rest);
    safe
}

fn is_unsafe(letter: char) -> bool {
    (letter.is_control() && letter != '\n' && letter != '\t') || overrides_direction(letter)
}

/// Embeddings, overrides and isolates of the bidirectional algorithm: they make text read other than it is.
fn overrides_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How many bytes of `text`, which begins with an unsafe character, are to go (ECMA-48, section 5).
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

/// Up to and with BEL, ESC \ or its 8-bit form; 0 where none follows.
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

/// JSON with the characters escaped that serde_json leaves as they are and a terminal might obey.
pub(super) fn escaped_json(json: &str) -> Cow<'_, str> {
    let is_unsafe = |letter: char| matches!(letter, '\u{7f}'..='\u{9f}') || overrides_direction(letter);
    if !json.chars().any(is_unsafe) {
        return Cow::Borrowed(json);
    }
    // Outside strings JSON holds no such character, so each of them can be written as an escape.
    let escape = |letter: char| match is_unsafe(letter) {
        true => format!("\\u{:04x}", u32::from(letter)),
        false => letter.to_string(),
    };
    Cow::Owned(json.chars().map(escape).collect())
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
        let json = serde_json::to_string("a\u{9b}b\u{202e}c\u{1b}").expect("JSON");
        let escaped = escaped_json(&json);
        assert!(!escaped.chars().any(|letter| letter.is_control() || overrides_direction(letter)));
        assert_eq!(serde_json::from_str::<String>(&escaped).expect("JSON"), "a\u{9b}b\u{202e}c\u{1b}");
    }
}
