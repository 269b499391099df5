//! Placeholders without brackets: `#DATE#`, `@@NAME@@`, `~name~`, `INSERT_BRANCH`, `$NN,NNN`, "on MM/DD/YYYY".

use std::ops::Range;

use crate::quality::checks::placeholder::words::{SLOTS, before, table};

/// A slot word, or capitals, between two equal signs: `#DATE#`, `|amount|`, `~name~`.
pub(super) fn pair(text: &[u8], at: usize) -> Option<Range<usize>> {
    let sign = text[at];
    let signs = text[at..].iter().take_while(|byte| **byte == sign).count();
    if signs > 2 || before(text, at) == sign || before(text, at).is_ascii_alphanumeric() {
        return None;
    }
    let start = at + signs;
    let length = text[start..].iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'_').count();
    let (name, end) = (&text[start..start + length], start + length + signs);
    let closes = text.get(start + length..end).is_some_and(|close| close.iter().all(|byte| *byte == sign));
    let ends = text.get(end).is_none_or(|next| !next.is_ascii_alphanumeric() && *next != sign);
    // "#FREEDOM#" and "~NO~" are loose writing.
    let capitals = length >= 3
        && matches!(sign, b'@' | b'|')
        && name.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_');
    (closes && ends && (capitals || is_slot(name))).then_some(at..end)
}

fn is_slot(name: &[u8]) -> bool {
    let lower = String::from_utf8_lossy(name).to_lowercase();
    !lower.is_empty() && lower.split('_').any(|word| SLOTS.contains(word))
}

/// A date that nobody filled in: "on MM/DD/YYYY". A form may ask for one in this format.
pub(super) fn date(text: &str, at: usize) -> Option<Range<usize>> {
    const FORMS: [&str; 6] = ["MM/DD/YYYY", "DD/MM/YYYY", "DD.MM.YYYY", "TT.MM.JJJJ", "JJ/MM/AAAA", "DD/MM/AAAA"];
    let form = FORMS.iter().find(|form| text[at..].starts_with(**form))?;
    let lead = text[..at].trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    table("date leads").contains(&lead.as_str()).then(|| at..at + form.len())
}

/// `$NN,NNN`, and capitals with underscores of which one is a slot: `INSERT_BRANCH`, `CLIENT_NAME`.
pub(super) fn capitals(text: &str, at: usize) -> Option<Range<usize>> {
    if text[at..].starts_with("$N") {
        let length = text[at + 1..].bytes().take_while(|byte| matches!(byte, b'N' | b',' | b'.')).count();
        return (length >= 2).then_some(at..at + 1 + length);
    }
    let word =
        text[at..].strip_prefix("INSERT_").map(|rest| 7 + rest.bytes().take_while(u8::is_ascii_uppercase).count())?;
    (word > 8 && !before(text.as_bytes(), at).is_ascii_alphanumeric()).then_some(at..at + word)
}
