//! Reads CSV: one item a row. The first row names the columns: template, persona, emotion, topic, any variable.

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::axis::Axis;
use crate::domain::value::cleaned;

use crate::engine::plan::check::{meant, variable_name};
use crate::engine::plan::definition::{PlanError, PlannedItem};
use crate::engine::plan::node::quoted;

/// Reads the rows. Row numbers are those of a spreadsheet: the column names are row 1.
pub(super) fn parse(path: &Path, content: &str) -> Result<Vec<PlannedItem>, PlanError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(content.as_bytes());
    let broken = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        PlanError { place: format!("{}:{line}", path.display()), message: format!("not CSV: {error}"), hint: None }
    };
    let mut columns: Vec<String> = reader.headers().map_err(broken)?.iter().map(str::to_owned).collect();
    // A spreadsheet keeps empty columns at the right.
    columns.truncate(columns.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
    check_columns(&columns).map_err(|(message, hint)| PlanError {
        place: format!("{} row 1 (line 1)", path.display()),
        message,
        hint,
    })?;
    let mut items = Vec::new();
    let (mut at, mut line) = (0, 1);
    for (number, record) in reader.records().enumerate() {
        let record = record.map_err(broken)?;
        // The reader's own line number is too low after CRLF and empty lines, so this counts to the row's first byte.
        let start = record.position().map_or(at, |position| position.byte() as usize);
        let blank = content[start..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += content[at..start + blank].matches('\n').count();
        at = start + blank;
        let place = format!("row {} (line {line})", number + 2);
        let wrong = |message: String| PlanError { place: format!("{} {place}", path.display()), message, hint: None };
        // As a spreadsheet writes an empty row.
        if record.iter().all(str::is_empty) {
            continue;
        }
        if record.len() < columns.len() || record.iter().skip(columns.len()).any(|cell| !cell.is_empty()) {
            let hint = "Put double quotes around a text with a comma, and write an empty cell as \"\".";
            let message = format!("the row has {}; the first row names {}", cells(record.len()), columns.len());
            return Err(wrong(message).hint(hint));
        }
        let mut item = PlannedItem { place: place.clone(), template: None, values: BTreeMap::new() };
        for (column, cell) in columns.iter().zip(&record) {
            let value = cleaned(cell).map_err(|control| wrong(format!("{column} holds {control}")))?;
            if value.is_empty() {
                continue;
            }
            if column == "template" {
                item.template = Some(value);
            } else {
                item.values.insert(column.clone(), value);
            }
        }
        items.push(item);
    }
    Ok(items)
}

fn cells(number: usize) -> String {
    if number == 1 { "1 cell".into() } else { format!("{number} cells") }
}

fn check_columns(columns: &[String]) -> Result<(), (String, Option<String>)> {
    if let [only] = columns
        && only.contains([';', '\t'])
    {
        let hint = "Save the file with commas between the cells (in a spreadsheet: CSV UTF-8, comma delimited).";
        return Err((format!("the first row is one cell: {}; expected commas", quoted(only)), Some(hint.into())));
    }
    for (place, column) in columns.iter().enumerate() {
        if column.is_empty() {
            return Err((format!("column {} has no name", place + 1), None));
        }
        if columns[..place].contains(column) {
            return Err((format!("column {} is there twice", quoted(column)), None));
        }
        variable_name(column).map_err(|said| (said, None))?;
    }
    for needed in std::iter::once("template").chain(Axis::required().map(Axis::as_str)) {
        if !columns.iter().any(|column| column == needed) {
            let near = meant(needed, columns.iter().map(String::as_str));
            let hint =
                "The first row names the columns: template, persona, emotion, topic, and any variable of the template.";
            return Err((format!("there is no column \"{needed}\"{near}"), Some(hint.into())));
        }
    }
    Ok(())
}
