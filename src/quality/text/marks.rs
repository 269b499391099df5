//! Quotations and code in a text.

use std::ops::Range;

/// The longest quotation, in bytes. A mark without its partner must not silence the checks.
const LONGEST: usize = 600;

/// The longest one between single marks: an apostrophe may look like the end of one.
const LONGEST_SINGLE: usize = 240;

/// The ranges between quotation marks that have an end. A text that is one quotation has none.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let has_single = || text.starts_with('\'') || text.contains(" '") || text.contains(['‘', '‚']);
    if !text.contains(['"', '“', '„', '«', '»', '”']) && !has_single() {
        return found;
    }
    let mut open: Option<(usize, char)> = None;
    for (at, mark) in text.char_indices() {
        match (open, mark) {
            (Some((start, first)), _) if at - start > longest(first) => open = None,
            (Some((start, first)), mark) if closes(first, mark) && ends(text, at, mark) => {
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
        '“' | '„' | '«' | '»' | '”' | '‘' | '‚' => true,
        '\'' => {
            let begins = text[..at].chars().next_back().is_none_or(|before| before.is_whitespace() || before == '(');
            begins && text[at + 1..].starts_with(char::is_uppercase)
        }
        _ => false,
    }
}

fn longest(open: char) -> usize {
    if matches!(open, '\'' | '‘' | '‚') { LONGEST_SINGLE } else { LONGEST }
}

/// Whether a closing mark is no apostrophe.
fn ends(text: &str, at: usize, mark: char) -> bool {
    let in_word = || text[at + mark.len_utf8()..].starts_with(char::is_alphanumeric);
    !matches!(mark, '\'' | '’') || !in_word()
}

fn closes(open: char, mark: char) -> bool {
    match open {
        '"' => mark == '"',
        '„' => matches!(mark, '“' | '”' | '"'),
        '“' => mark == '”' || mark == '"',
        '«' => mark == '»',
        '»' => matches!(mark, '«' | '»'),
        '”' => mark == '”',
        '\'' => mark == '\'',
        '‘' => mark == '’' || mark == '\'',
        '‚' => matches!(mark, '‘' | '’' | '\''),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_have_two_marks_and_an_apostrophe_is_none() {
        let quoted = |text: &'static str| quotations(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(quoted("He said \"no\", and „nein“ and «non»."), ["\"no\"", "„nein“", "«non»"]);
        assert_eq!(
            quoted("It told me, 'As a model, I can't say', and then: ‘It’s fine’."),
            ["'As a model, I can't say'", "‘It’s fine’"]
        );
        for plain in ["It's the dogs' bowl, isn't it?", "In the '90s and 'cause we're here, it's fine.", "a 6\" pipe"] {
            assert!(quoted(plain).is_empty(), "{plain}");
        }
    }
}
