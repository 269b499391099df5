//! Short quotations of untrusted text, safe to print on one line.

use crate::domain::invisible::is_invisible;

/// The longest quotation, in characters.
pub(crate) const EXCERPT_CHARS: usize = 80;

/// The beginning of a text on one line, with "…" where it is cut. White space, control and invisible characters become
/// single spaces.
pub(crate) fn start_of(text: &str) -> String {
    cut(text, EXCERPT_CHARS)
}

/// The same with another limit, in characters.
pub(crate) fn cut(text: &str, longest: usize) -> String {
    let mut short = String::new();
    let (mut count, mut gap) = (0, false);
    for c in text.chars() {
        // The quotation stands inside our message: it must not hide or reverse the text after it.
        if c.is_whitespace() || c.is_control() || is_invisible(c) {
            gap = count > 0;
            continue;
        }
        if count + usize::from(gap) >= longest {
            short.push('…');
            return short;
        }
        if gap {
            short.push(' ');
            count += 1;
            gap = false;
        }
        short.push(c);
        count += 1;
    }
    short
}

/// The end of a text on one line, by the same rules.
pub(crate) fn end_of(text: &str) -> String {
    let start = text.char_indices().rev().nth(EXCERPT_CHARS - 1).map_or(0, |(at, _)| at);
    let short = start_of(&text[start..]);
    if start > 0 { format!("…{short}") } else { short }
}

/// The text from 40 bytes before a position, by the same rules. `at` may be inside a character or past the end.
pub(crate) fn around(text: &str, at: usize) -> String {
    let mut start = at.min(text.len()).saturating_sub(EXCERPT_CHARS / 2);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    start_of(&text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_short_line_without_control_characters() {
        assert_eq!(start_of("  a\n\u{1b}[31mb\u{202e}c\u{2060}\u{e0041}d  "), "a [31mb c d");
        let long = "é".repeat(200);
        assert_eq!(start_of(&long).chars().count(), EXCERPT_CHARS + 1);
        assert_eq!(end_of(&long).chars().count(), EXCERPT_CHARS + 1);
        assert_eq!(around("é", 99), "é");
    }
}
