//! Quotations and code in a text.

use std::ops::Range;

/// The longest quotation, in bytes. A mark without its partner must not silence the checks.
const LONGEST: usize = 600;

/// The ranges between quotation marks that have an end. A text that is one quotation has none.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if !text.contains(['"', '“', '„', '«', '»', '”']) {
        return found;
    }
    let mut open: Option<(usize, char)> = None;
    for (at, mark) in text.char_indices() {
        match (open, mark) {
            (Some((start, _)), _) if at - start > LONGEST => open = None,
            (Some((start, first)), mark) if closes(first, mark) => {
                found.push(start..at + mark.len_utf8());
                open = None;
            }
            _ => {}
        }
        let just_closed = found.last().is_some_and(|range| range.end == at + mark.len_utf8());
        if open.is_none() && !just_closed && opens(text, at, mark) {
            open = Some((at, mark));
        }
    }
    let whole = text.trim();
    found.retain(|range| range.len() < whole.len());
    found
}

fn opens(text: &str, at: usize, mark: char) -> bool {
    match mark {
        // After a digit it is an inch.
        '"' => !text[..at].ends_with(|before: char| before.is_alphanumeric()),
        '“' | '„' | '«' | '»' | '”' => true,
        _ => false,
    }
}

fn closes(open: char, mark: char) -> bool {
    match open {
        '"' => mark == '"',
        '„' => matches!(mark, '“' | '”' | '"'),
        '“' => mark == '”' || mark == '"',
        '«' => mark == '»',
        '»' => matches!(mark, '«' | '»'),
        '”' => mark == '”',
        _ => false,
    }
}

/// The ranges between backticks, single or in fences.
pub(super) fn code(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains('`') {
        return found;
    }
    let mut at = 0;
    while let Some(start) = text[at..].find('`').map(|next| at + next) {
        let ticks = text[start..].bytes().take_while(|byte| *byte == b'`').count();
        let fence = &text[start..start + ticks];
        let Some(end) = text[start + ticks..].find(fence).map(|next| start + ticks + next + ticks) else { break };
        found.push(start..end);
        at = end;
    }
    found
}
