//! Placeholders between square and round brackets.

use std::ops::Range;

use crate::quality::checks::placeholder::words::{SLOTS, before, table, until};

/// `[Your Name]`, `[CLIENT]`, `$[X]`; not `[sighs]`, `[IRS]`, `items[number]` nor a Markdown link.
pub(super) fn brackets(text: &[u8], at: usize) -> Option<Range<usize>> {
    let inner = until(text, at + 1, b']')?;
    let end = at + inner.len() + 2;
    if matches!(text.get(end), Some(b'(' | b':')) && text.get(end + 1).is_some_and(|next| !next.is_ascii_whitespace()) {
        return None;
    }
    let is_index = before(text, at).is_ascii_alphanumeric() || matches!(before(text, at), b']' | b')' | b'_');
    let money = matches!(before(text, at), b'$')
        || text[..at].ends_with("€".as_bytes())
        || text[..at].ends_with("£".as_bytes());
    let letter = matches!(inner, b"X" | b"Y" | b"N" | b"#" | b"x" | b"XX" | b"xx" | b"___" | b"_");
    (!is_index && (money && !inner[0].is_ascii_digit() || letter || is_left_out(inner) || is_fill_in(inner)))
        .then_some(at..end)
}

/// `[...]`: in a quotation somebody left words out; elsewhere they are missing.
pub(super) fn is_left_out(inner: &[u8]) -> bool {
    inner == b"..." || inner == "…".as_bytes()
}

/// `(insert amount here)`, `(your name)`, `(rate to be filled in)`.
pub(super) fn parentheses(text: &[u8], at: usize) -> Option<Range<usize>> {
    let inner = until(text, at + 1, b')')?;
    let lower = String::from_utf8_lossy(inner).to_lowercase();
    let starts = table("fills");
    let fills = starts.iter().any(|start| lower.starts_with(*start))
        && (lower.contains("here") || lower.split(' ').any(|word| SLOTS.contains(word)));
    let ends = table("fill ends").iter().any(|end| lower.ends_with(*end)) && lower.split(' ').count() <= 5;
    (fills || ends).then_some(at..at + inner.len() + 2)
}

/// Whether a text is a slot: it has a slot word, or is capitals with an underscore or a space.
pub(super) fn is_fill_in(inner: &[u8]) -> bool {
    let allowed = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b' ' | b'_' | b'-' | b'\'' | b'/' | b'.' | b',' | b':' | b'#')
            || *byte >= 0x80
    };
    let first = inner.iter().find(|byte| !matches!(byte, b' ' | b'<' | b'['));
    if inner.len() < 2
        || !first.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80)
        || !inner.iter().skip(1).all(allowed)
    {
        return false;
    }
    let text = String::from_utf8_lossy(inner).to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty()
        || words == ["enter"]
        || words.len() > 6
        || words.iter().any(|word| table("asides").contains(word))
    {
        return false;
    }
    let capitals = !inner.iter().any(u8::is_ascii_lowercase);
    let has_slot = words
        .iter()
        .any(|word| SLOTS.contains(word) || word.strip_suffix('s').is_some_and(|word| SLOTS.contains(word)));
    // "[the bank]" and "[they say]" are an editor's; "[client's age]" is a slot.
    let editors = matches!(
        words[0],
        "the" | "they" | "he" | "she" | "it" | "we" | "i" | "and" | "in" | "of" | "to" | "is" | "are" | "was" | "my"
    ) && !capitals;
    has_slot && !editors || capitals && inner.contains(&b'_')
}
