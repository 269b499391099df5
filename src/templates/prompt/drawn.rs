//! What an item drew, as part of its prompt.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::limits::Style;

/// The draw that chooses an example; it is no note for the model.
const EXAMPLE: &str = "example";

/// The draw that says when the conversation takes place.
const MONTH: &str = "month";

/// Whether the item says itself when it takes place.
pub(super) fn has_month(drawn: &BTreeMap<String, String>) -> bool {
    drawn.contains_key(MONTH)
}

/// The day, where the item has no month of its own, and the draws that the template's text does not say itself.
pub(super) fn notes(
    drawn: &BTreeMap<String, String>,
    style: Style,
    today: Option<NaiveDate>,
    is_said: impl Fn(&str) -> bool,
) -> Option<String> {
    let notes = drawn.iter().filter(|(name, _)| *name != EXAMPLE && !is_said(name));
    let mut notes: Vec<String> = notes.map(|(name, value)| format!("{}: {value}", name.replace('_', " "))).collect();
    let day = today.map(|today| today.format("%-d %B %Y").to_string());
    if style == Style::Brief {
        // A line more is more than a small model can follow.
        notes.extend(day.map(|day| format!("date: {day}")));
        return (!notes.is_empty()).then(|| format!("Notes: {}.", notes.join("; ")));
    }
    let day = day.map(|day| format!("The conversation takes place on {day}."));
    let notes = (!notes.is_empty()).then(|| {
        format!(
            "For this conversation alone (show it, never name it; what does not fit the user or the subject gives way):\n- {}",
            notes.join("\n- ")
        )
    });
    let both: Vec<String> = day.into_iter().chain(notes).collect();
    (!both.is_empty()).then(|| both.join("\n\n"))
}

/// The example an item shows: that of its draw, else the first.
pub(super) fn example(examples: &[String], drawn: &BTreeMap<String, String>) -> Option<String> {
    let place = drawn.get(EXAMPLE).and_then(|number| number.parse::<usize>().ok()).unwrap_or(1).max(1) - 1;
    let example = examples.get(place % examples.len().max(1))?;
    Some(format!("# Example of the voices (not of the subject; never repeat it)\n{example}"))
}
