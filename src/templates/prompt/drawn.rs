//! What an item drew, as part of its prompt.

use std::collections::BTreeMap;

use crate::domain::limits::Style;

/// The draw that chooses an example; it is no note for the model.
const EXAMPLE: &str = "example";

/// The draws that the template's text does not say itself.
pub(super) fn notes(drawn: &BTreeMap<String, String>, style: Style, is_said: impl Fn(&str) -> bool) -> Option<String> {
    let notes: Vec<String> = drawn
        .iter()
        .filter(|(name, _)| *name != EXAMPLE && !is_said(name))
        .map(|(name, value)| format!("{}: {value}", name.replace('_', " ")))
        .collect();
    if notes.is_empty() {
        return None;
    }
    Some(match style {
        Style::Brief => format!("Notes: {}.", notes.join("; ")),
        Style::Full => format!(
            "For this conversation alone (show it, never name it; what does not fit the user or the subject gives way):\n- {}",
            notes.join("\n- ")
        ),
    })
}

/// The example an item shows: that of its draw, else the first.
pub(super) fn example(examples: &[String], drawn: &BTreeMap<String, String>) -> Option<String> {
    let place = drawn.get(EXAMPLE).and_then(|number| number.parse::<usize>().ok()).unwrap_or(1).max(1) - 1;
    let example = examples.get(place % examples.len().max(1))?;
    Some(format!("# Example of the voices (not of the subject; never repeat it)\n{example}"))
}
