//! Short quotations of text nobody has vetted, safe to print in one line.

use crate::domain::invisible::is_invisible;

/// How many characters a quotation has at most.
pub(crate) const EXCERPT_CHARS: usize = 80;

/// The beginning of a text in one line: at most 80 characters; white space, control characters and invisible ones as
/// single spaces; "…" where something was left out.
pub(crate) fn start_of(text: &str) -> String {
    let mut short = String::new();
    let (mut count, mut gap) = (0, false);
    for c in text.chars() {
        // A quotation stands inside a message of ours: it must not hide or turn what follows.
        if c.is_whitespace() || c.is_control() || is_invisible(c) {
            gap = count > 0;
            continue;
        }
        if count + usize::from(gap) >= EXCERPT_CHARS {
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

/// The end of a text in one line, in the same way.
pub(crate) fn end_of(text: &str) -> String {
    let start = text.char_indices().rev().nth(EXCERPT_CHARS - 1).map_or(0, |(at, _)| at);
    let short = start_of(&text[start..]);
    if start > 0 { format!("…{short}") } else { short }
}

/// The text around a byte position (any number: it is moved to the nearest character before it), in the same way.
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
