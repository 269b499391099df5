//! A placeholder nobody filled in.

use std::ops::Range;

use crate::domain::conversation::Turn;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Look};

pub(super) const LEFTOVER_PLACEHOLDER: Check = Check {
    finding: Finding::LeftoverPlaceholder,
    rule: "A placeholder was not filled in.",
    look: Look::Turn(placeholder),
};

/// The longest placeholder, in bytes between its brackets.
const PLACEHOLDER_BYTES: usize = 60;

/// Words that make a bracketed text a placeholder: "[Your Name]", "<insert amount>".
const FILL_IN: [&str; 12] = [
    "your",
    "name",
    "insert",
    "date",
    "amount",
    "company",
    "city",
    "address",
    "client",
    "number",
    "placeholder",
    "topic",
];

fn placeholder(turn: &Turn) -> Option<Range<usize>> {
    let text = turn.content.as_bytes();
    text.iter().enumerate().find_map(|(at, byte)| match byte {
        b'{' => braces(text, at),
        b'[' => brackets(text, at),
        b'<' => angles(text, at),
        b'X' => crosses(text, at),
        _ => None,
    })
}

/// The bytes up to the closing bracket, which must be near and on the same line.
fn until(text: &[u8], start: usize, close: u8) -> Option<&[u8]> {
    let rest = &text[start..text.len().min(start + PLACEHOLDER_BYTES)];
    let end = rest.iter().position(|byte| *byte == close || *byte == b'\n')?;
    (rest[end] == close && end > 0).then_some(&rest[..end])
}

/// `{{anything}}`, `{%` of a template, `{one_name}`.
fn braces(text: &[u8], at: usize) -> Option<Range<usize>> {
    match text.get(at + 1)? {
        b'{' => until(text, at + 2, b'}')
            .map(|inner| at..at + 2 + inner.len() + 1 + usize::from(text.get(at + 3 + inner.len()) == Some(&b'}'))),
        b'%' => until(text, at + 2, b'%').map(|inner| at..at + 3 + inner.len()),
        _ => {
            let inner = until(text, at + 1, b'}')?;
            let is_name = inner.iter().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b' '));
            is_name.then_some(at..at + inner.len() + 2)
        }
    }
}

/// `[Your Name]`, `[CLIENT]`; not `[sighs]`, nor a Markdown link.
fn brackets(text: &[u8], at: usize) -> Option<Range<usize>> {
    let inner = until(text, at + 1, b']')?;
    let end = at + inner.len() + 2;
    (text.get(end) != Some(&b'(') && is_fill_in(inner)).then_some(at..end)
}

/// `<NAME>`, `<your name>`; not `<b>`, nor "a < b and c > d".
fn angles(text: &[u8], at: usize) -> Option<Range<usize>> {
    let inner = until(text, at + 1, b'>')?;
    is_fill_in(inner).then_some(at..at + inner.len() + 2)
}

/// Whether a text is all capitals, or has a word of [`FILL_IN`].
fn is_fill_in(inner: &[u8]) -> bool {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-' | b'\'' | b'/' | b'.');
    if inner.len() < 2 || !inner[0].is_ascii_alphabetic() || !inner.iter().all(allowed) {
        return false;
    }
    let words = || inner.split(|byte| !byte.is_ascii_alphanumeric());
    !inner.iter().any(u8::is_ascii_lowercase)
        || words().any(|word| FILL_IN.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes())))
}

/// `XXX` as a whole word, or `XX` after a dollar sign.
fn crosses(text: &[u8], at: usize) -> Option<Range<usize>> {
    if text[..at].last().is_some_and(|before| before.is_ascii_alphanumeric() || !before.is_ascii()) {
        return None;
    }
    let length = text[at..].iter().take_while(|byte| **byte == b'X').count();
    let ends = text.get(at + length).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let enough = length >= 3 || (length == 2 && text[..at].ends_with(b"$"));
    (enough && ends).then_some(at..at + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::found;

    #[test]
    fn leftover_placeholders_are_found() {
        for (text, part) in [
            ("Dear {{persona}}, hello", "{{persona}}"),
            ("Dear {name}, hello", "{name}"),
            ("{% if topic %} hello", "{% if topic %"),
            ("Hello [Your Name], sit down", "[Your Name]"),
            ("Hello [CLIENT_NAME]", "[CLIENT_NAME]"),
            ("Hello <NAME>", "<NAME>"),
            ("pay <insert amount> now", "<insert amount>"),
            ("pay $XXX now", "XXX"),
            ("pay $XX now", "XX"),
        ] {
            let expected = [(Finding::LeftoverPlaceholder, Some(2), part.to_owned())];
            assert_eq!(found(&["hi", text]), expected, "{text}");
        }
        for fine in ["[sighs] well", "see [your plan](plan.md)", "MAXXX", "<b>bold</b>", "{}", "{\"a\": 1}", "{ 1, 2 }"]
        {
            assert_eq!(found(&["hi", fine]), [], "{fine}");
        }
    }
}
