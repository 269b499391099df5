//! Placeholders between braces, angles, percent signs and guillemets.

use std::ops::Range;

use crate::quality::checks::placeholder::brackets::is_fill_in;
use crate::quality::checks::placeholder::words::{SLOTS, before, table, until};

/// `{{anything}}`, `{%` of a template, `{one_name}`; not `\frac{a}{b}`, nor a set.
pub(super) fn braces(text: &[u8], at: usize) -> Option<Range<usize>> {
    match text.get(at + 1)? {
        b'{' => {
            let inner = until(text, at + 2, b'}')?;
            let is_name = inner
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b' ' | b'.' | b'-' | b'|'));
            let closes = text.get(at + 3 + inner.len()) == Some(&b'}');
            (is_name && before(text, at) != b'$').then(|| at..at + 2 + inner.len() + 1 + usize::from(closes))
        }
        b'%' => until(text, at + 2, b'%').map(|inner| at..at + 3 + inner.len()),
        _ => {
            let inner = until(text, at + 1, b'}')?;
            let is_name =
                inner.len() >= 2 && inner.iter().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b' '));
            let is_argument = before(text, at).is_ascii_alphanumeric()
                || matches!(before(text, at), b'}' | b'\\' | b'_' | b'^' | b']');
            (is_name && !is_argument).then_some(at..at + inner.len() + 2)
        }
    }
}

/// `<NAME>`, `<your name>`, `<<amount>>`; not `<b>`, `Vec<Name>`, nor "a < b and c > d".
pub(super) fn angles(text: &[u8], at: usize) -> Option<Range<usize>> {
    let inner = until(text, at + 1, b'>')?;
    let is_argument = before(text, at).is_ascii_alphanumeric() || inner.starts_with(b" ") || inner.ends_with(b" ");
    let is_tag =
        inner.starts_with(b"/") || table("tags").iter().any(|tag| inner == tag.as_bytes()) || inner.contains(&b'=');
    (!is_argument && !is_tag && is_fill_in(inner)).then_some(at..at + inner.len() + 2)
}

/// `%NAME%`, `%(name)s`, and `%s` or `$%d` by itself.
pub(super) fn percents(text: &[u8], at: usize) -> Option<Range<usize>> {
    if before(text, at).is_ascii_alphanumeric() {
        return None;
    }
    let inner = until(text, at + 1, b'%')
        .filter(|inner| inner.len() >= 3 && inner.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_'));
    let named = || {
        let inner = until(text, at + 2, b')').filter(|_| text.get(at + 1) == Some(&b'('))?;
        (text.get(at + 3 + inner.len()) == Some(&b's')).then_some(at..at + 4 + inner.len())
    };
    let directive = || {
        let alone = matches!(before(text, at), b' ' | b'$' | b'"')
            && text.get(at + 2).is_none_or(|next| !next.is_ascii_alphanumeric());
        (alone && matches!(text.get(at + 1), Some(b's' | b'd'))).then_some(at..at + 2)
    };
    inner.map(|inner| at..at + inner.len() + 2).or_else(named).or_else(directive)
}

/// `«First_Name»`, `‹Betrag_Brutto›` and `‹betrag›`: fields of form letters. `«nombre»` may be a quotation.
pub(super) fn guillemets(text: &str, at: usize) -> Option<Range<usize>> {
    let (rest, close, double) = match text.get(at..)?.chars().next()? {
        '«' => (&text[at + 2..], '»', true),
        '‹' => (&text[at + 3..], '›', false),
        _ => return None,
    };
    let inner = &rest[..rest.find(close).filter(|end| (1..32).contains(end))?];
    let is_name = inner.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ' ' && !double);
    let slot = || inner.to_lowercase().split(['_', ' ']).any(|word| SLOTS.contains(word));
    let length = inner.len() + if double { 4 } else { 6 };
    (is_name && (inner.contains('_') || !double) && slot()).then(|| at..at + length)
}
