//! Blanks to be filled in: `____`, `XXX`, `TBD`.

use std::ops::Range;

use crate::quality::checks::placeholder::words::{before, table};

/// `____` to be filled in, and `__NAME__`.
///
/// What the whole turn says comes from outside, so that it is looked for once: whether it is an exercise, and whether it
/// has several blanks.
pub(super) fn blank(
    text: &[u8],
    at: usize,
    is_exercise: impl Fn() -> bool,
    has_several: impl Fn() -> bool,
) -> Option<Range<usize>> {
    if before(text, at) == b'_' {
        return None;
    }
    let length = text[at..].iter().take_while(|byte| **byte == b'_').count();
    let name = text[at + length..].iter().take_while(|byte| byte.is_ascii_uppercase() || **byte == b'_').count();
    let dunder = length == 2 && name >= 5 && text[at + length..at + length + name].ends_with(b"__");
    let alone = !before(text, at).is_ascii_alphanumeric()
        && text.get(at + length).is_none_or(|next| !next.is_ascii_alphanumeric());
    // An exercise has blanks too: "Fill in the verb: he ___ to school."
    let lead = String::from_utf8_lossy(&text[at.saturating_sub(12)..at]).to_lowercase();
    // "Dear ____ (fill in the name)": who left the blank says so.
    let explained = length >= 4 && text[at + length..].starts_with(b" (");
    // "About ____ euros a month".
    let measured = length >= 3 && has_unit(&text[at + length..]);
    let alone = alone
        && length >= 3
        && !is_exercise()
        && (explained || measured || has_several() || table("blank leads").iter().any(|word| leads(&lead, word)));
    (alone || dunder).then_some(at..at + length + if dunder { name } else { 0 })
}

/// "She owes ______ in all, which is ____ a month": who leaves two blanks has a form.
pub(super) fn has_several(text: &[u8]) -> bool {
    text.split(|byte| *byte != b'_').filter(|run| run.len() >= 4).count() >= 2
}

/// Whether a text ends with a word and a space, or with a currency sign.
fn leads(text: &str, word: &str) -> bool {
    let sign = word.chars().all(|c| !c.is_alphabetic());
    if sign { text.ends_with(word) } else { text.strip_suffix(' ').is_some_and(|text| text.ends_with(word)) }
}

/// `XXX` as a whole word, or `XX` after a dollar sign or before a percent sign.
pub(super) fn crosses(text: &[u8], at: usize) -> Option<Range<usize>> {
    let money = ["€", "£"].iter().any(|sign| text[..at].ends_with(sign.as_bytes()));
    if !money && text[..at].last().is_some_and(|before| before.is_ascii_alphanumeric() || !before.is_ascii()) {
        return None;
    }
    let length = text[at..].iter().take_while(|byte| **byte == b'X').count();
    let end = at + length;
    let grouped = text[end..].starts_with(b",XXX") || text[end..].starts_with(b".XX");
    let ends = text.get(end).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let marked = before(text, at) == b'$' || text.get(end) == Some(&b'%') || money;
    let unit = text.get(end..).is_some_and(has_unit);
    // "XX-Bank"
    let named = length == 2 && matches!(text.get(end..end + 2), Some([b'-', b'A'..=b'Z']));
    let enough = length >= 3
        || named
        || unit && length == 2
        || length >= 1 && (marked && length >= 2 || grouped || before(text, at) == b'$');
    (enough && ends).then_some(at..end)
}

fn has_unit(behind: &[u8]) -> bool {
    let Some(behind) = behind.strip_prefix(b" ") else { return false };
    table("units").iter().any(|unit| behind.starts_with(unit.as_bytes()))
}

/// `TBD`, `TODO:`; in quotation marks it is what somebody else wrote.
pub(super) fn to_do(text: &[u8], at: usize) -> Option<Range<usize>> {
    let word = ["TBD", "TODO:", "TKTK"].iter().find(|word| text[at..].starts_with(word.as_bytes()))?;
    let ends = text.get(at + word.len()).is_none_or(|next| !next.is_ascii_alphanumeric());
    let quoted = matches!(before(text, at), b'"' | b'\'')
        || ["“", "„", "«", "‘"].iter().any(|mark| text[..at].ends_with(mark.as_bytes()));
    (ends && !quoted && !before(text, at).is_ascii_alphanumeric()).then_some(at..at + word.len())
}
