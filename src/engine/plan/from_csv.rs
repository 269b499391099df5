//! Reads CSV: one item a row. The first row names the columns: template, persona, emotion, topic, any variable.

use std::path::Path;

use crate::domain::axis::Axis;
use crate::domain::curly_quotes;
use crate::domain::quoted::quoted;
use crate::domain::value::cleaned;

use crate::engine::plan::check::{meant, variable_name};
use crate::engine::plan::definition::{PlanError, PlannedItem};
use crate::engine::plan::field_names::column;
use crate::engine::plan::separator::{self, Separated, Table};

/// Reads the rows. Row numbers are those of a spreadsheet: the column names are row 1.
pub(super) fn parse(path: &Path, content: &str) -> Result<Vec<PlannedItem>, PlanError> {
    // Files put together have the mark of each inside.
    let content = content.replace("\n\u{feff}", "\n");
    let is_header = |names: &csv::StringRecord| {
        let names: Vec<String> = names.iter().map(column).collect();
        gives_the_rest(&names) || needed().all(|needed| names.iter().any(|name| name == needed))
    };
    let table = separator::find(&content, is_header);
    Sheet { path, table }.items()
}

/// Whether a column names scenarios or edge cases, which give what other columns do not.
fn gives_the_rest(names: &[String]) -> bool {
    names.iter().any(|name| name == "scenario" || name == "edge_case")
}

/// The columns that every other file has.
fn needed() -> impl Iterator<Item = &'static str> {
    std::iter::once("template").chain(Axis::required().map(Axis::as_str))
}

/// What stands in a cell where a formula has no value, and what data frames write for none.
const SHEET_ERRORS: [&str; 12] = [
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#NV", "#BEZUG!", "#WERT!", "#ZAHL!",
];
const MISSING: [&str; 2] = ["NaN", "nan"];

/// The rows of a file.
struct Sheet<'a> {
    path: &'a Path,
    table: Table<'a>,
}

/// A row and where it is.
struct Row<'a> {
    cells: &'a csv::StringRecord,
    number: usize,
    line: usize,
    /// Its text in the file, and what follows.
    text: &'a str,
}

impl Sheet<'_> {
    fn items(&self) -> Result<Vec<PlannedItem>, PlanError> {
        let mut reader = Separated { content: self.table.content, separator: self.table.separator }.reader();
        let mut columns: Vec<String> =
            reader.headers().map_err(|error| self.broken(&error))?.iter().map(column).collect();
        // A spreadsheet keeps empty columns at the right.
        columns.truncate(columns.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
        self.check_columns(&columns)?;
        let mut items = Vec::new();
        let (mut at, mut line) = (0, self.table.first_line);
        for (index, record) in reader.records().enumerate() {
            let record = record.map_err(|error| self.broken(&error))?;
            // The reader's own line number is too low after CRLF and empty lines, so this counts to the row's first byte.
            let start = record.position().map_or(at, |position| position.byte() as usize);
            let blank = self.table.content[start..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            line += self.table.content[at..start + blank].matches('\n').count();
            at = start + blank;
            let row = Row {
                cells: &record,
                number: index + 2 + self.table.rows_before,
                line,
                text: &self.table.content[at..],
            };
            items.extend(self.item(&columns, &row)?);
        }
        Ok(items)
    }

    /// The item of a row; `None` where the row says nothing.
    fn item(&self, columns: &[String], row: &Row<'_>) -> Result<Option<PlannedItem>, PlanError> {
        let Row { cells, number, line, .. } = *row;
        let place = format!("row {number} (line {line})");
        let wrong =
            |message: String| PlanError { place: format!("{} {place}", self.path.display()), message, hint: None };
        // As a spreadsheet writes an empty row, and as files put together repeat their names.
        let is_names =
            || cells.len() >= columns.len() && columns.iter().zip(cells).all(|(name, cell)| *name == column(cell));
        if cells.iter().all(|cell| cell.is_empty() || MISSING.contains(&cell)) || is_names() {
            return Ok(None);
        }
        let fits = cells.len() >= columns.len() || has_the_needed(columns, cells);
        let is_whole = fits && cells.iter().skip(columns.len()).all(str::is_empty);
        if let Some((at, quote)) = self.curly_quote(row, is_whole) {
            let name = columns.get(at).map_or("the row", String::as_str);
            return Err(wrong(format!("{name} has {quote}")).hint(curly_quotes::HINT));
        }
        if let Some(column) = self.late_quote(row, is_whole) {
            let message = format!("the cell in column {column} has a space before its double quote");
            return Err(wrong(message).hint("Take the space away, so that the quotes hold the cell together."));
        }
        if !is_whole {
            let hint = format!(
                "Put double quotes around a text with {}, and write an empty cell as \"\".",
                separator::named(self.table.separator)
            );
            let message = format!("the row has {}; the first row names {}", counted(cells.len()), columns.len());
            return Err(wrong(message).hint(hint));
        }
        let mut item = PlannedItem::at(place.clone());
        for (at, (column, cell)) in columns.iter().zip(cells).enumerate() {
            let value = cleaned(cell).map_err(|control| wrong(format!("{column} holds {control}")))?;
            if value.is_empty() || MISSING.contains(&value.as_str()) {
                continue;
            }
            if column.is_empty() {
                let hint = "Name the column in the first row, or empty its cells.";
                return Err(wrong(format!("column {} has no name and holds {}", at + 1, quoted(&value))).hint(hint));
            }
            if SHEET_ERRORS.contains(&value.as_str()) {
                let starts = separator::cells(row.text, self.table.separator).nth(at);
                let place = starts.map_or_else(String::new, |cell| format!(" in column {}", cell.column));
                let hint = "Mend the formula, or empty the cell.";
                return Err(wrong(format!("{column} has the spreadsheet's error {value}{place}")).hint(hint));
            }
            item.set(column, value).map_err(|said| wrong(format!("{column} {said}")))?;
        }
        Ok(Some(item))
    }

    /// The column of the first cell that has a space before the quote that was meant to open it. A cell may begin with a
    /// quote and be whole.
    fn late_quote(&self, row: &Row<'_>, is_whole: bool) -> Option<usize> {
        let starts = separator::cells(row.text, self.table.separator).take(row.cells.len()).enumerate();
        let late = starts.filter(|(_, cell)| cell.is_indented && cell.text.starts_with('"'));
        let is_meant = |place: usize| {
            let cell = row.cells.get(place).unwrap_or_default();
            cell.len() > 1 && cell.ends_with('"') || !is_whole
        };
        late.filter(|(place, _)| is_meant(*place)).map(|(_, cell)| cell.column).next()
    }

    /// The first cell that curly quotes were meant to enclose, and that quote. A cell may begin with one and be whole.
    fn curly_quote(&self, row: &Row<'_>, is_whole: bool) -> Option<(usize, curly_quotes::CurlyQuote)> {
        let starts = separator::cells(row.text, self.table.separator);
        starts.take(row.cells.len()).enumerate().find_map(|(place, cell)| {
            let quote = cell.text.chars().next().filter(|letter| curly_quotes::is_double(*letter))?;
            let is_enclosed = row.cells.get(place)?.chars().next_back().is_some_and(curly_quotes::is_double);
            let found = curly_quotes::CurlyQuote { quote, column: cell.column };
            (is_enclosed || !is_whole).then_some((place, found))
        })
    }

    fn broken(&self, error: &csv::Error) -> PlanError {
        let line = error.position().map_or(1, csv::Position::line) as usize + self.table.first_line - 1;
        let place = format!("{}:{line}", self.path.display());
        PlanError { place, message: format!("not CSV: {error}"), hint: None }
    }

    fn check_columns(&self, columns: &[String]) -> Result<(), PlanError> {
        let wrong = |message: String| PlanError {
            place: format!(
                "{} row {} (line {})",
                self.path.display(),
                self.table.rows_before + 1,
                self.table.first_line
            ),
            message,
            hint: None,
        };
        let first_row = self.table.content.trim_start_matches(['\r', '\n']);
        let curly = separator::cells(first_row, self.table.separator).take(columns.len()).find_map(|cell| {
            let quote = cell.text.chars().next().filter(|letter| curly_quotes::is_double(*letter))?;
            Some(curly_quotes::CurlyQuote { quote, column: cell.column })
        });
        if let Some(quote) = curly {
            return Err(wrong(format!("the name of a column has {quote}")).hint(curly_quotes::HINT));
        }
        if let Some(twice) =
            (1..columns.len()).find(|at| !columns[*at].is_empty() && columns[..*at].contains(&columns[*at]))
        {
            return Err(wrong(format!("column {} is there twice", quoted(&columns[twice]))));
        }
        for needed in needed().filter(|_| !gives_the_rest(columns)) {
            if !columns.iter().any(|column| column == needed) {
                let near = meant(needed, columns.iter().map(String::as_str));
                let hint = "The first row names the columns, with commas, semicolons or tabs between them: template, persona, \
                            emotion, topic, and any variable of the template.";
                return Err(wrong(format!("there is no column \"{needed}\"{near}")).hint(hint));
            }
        }
        columns.iter().filter(|column| !column.is_empty()).try_for_each(|column| variable_name(column).map_err(wrong))
    }
}

/// Whether a row that ends early has all that an item needs: cells that are missing at the right are empty.
fn has_the_needed(columns: &[String], cells: &csv::StringRecord) -> bool {
    let cell = |name: &str| columns.iter().position(|column| column == name).and_then(|at| cells.get(at));
    let is_given = |name: &str| cell(name).is_some_and(|cell| !cell.is_empty());
    needed().all(|name| cell(name).is_some()) || is_given("scenario") || is_given("edge_case")
}

fn counted(cells: usize) -> String {
    if cells == 1 { "1 cell".into() } else { format!("{cells} cells") }
}
