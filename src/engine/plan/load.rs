//! Reads a plan from its file.

use std::path::Path;

use crate::domain::curly_quotes;
use crate::domain::foreign_file;
use crate::domain::ordinary_file::check_readable;
use crate::domain::quoted::words;
use crate::domain::word::nearest;

use crate::engine::plan::definition::{Plan, PlanError};
use crate::engine::plan::read::Reader;
use crate::engine::plan::{from_csv, from_json, from_toml};

/// The file endings a plan can have.
pub(super) const ENDINGS: &[&str] = &["toml", "json", "jsonl", "csv"];

impl Plan {
    /// Reads a plan. The file's ending says its form.
    pub fn load(path: &Path) -> Result<Plan, PlanError> {
        let place = path.display().to_string();
        ending(path)?;
        let bytes = check_readable(path).and_then(|()| std::fs::read(path)).map_err(|error| PlanError {
            place: place.clone(),
            message: format!("cannot read the plan: {error}"),
            hint: Some("Give the path of a plan; `dialoom init` writes an example to start from.".into()),
        })?;
        if let Some(what) = foreign_file::described(&bytes, path) {
            return Err(PlanError { place, message: format!("cannot read the plan: {what}"), hint: None });
        }
        let content = std::str::from_utf8(&bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            PlanError {
                place: format!("{place}:{line}"),
                message: format!("byte {} is not UTF-8", before.len() + 1),
                hint: Some("Save the file as UTF-8 (in a spreadsheet: CSV UTF-8).".into()),
            }
        })?;
        Plan::parse(path, content)
    }

    /// Reads a plan from text. `path` gives its form and is named in messages.
    pub fn parse(path: &Path, content: &str) -> Result<Plan, PlanError> {
        let content = content.strip_prefix('\u{feff}').unwrap_or(content);
        let reader = Reader { path };
        let syntax = |(line, said): (usize, String), form: &str| match curly_quotes::near_line(content, line) {
            Some((line, quote)) => {
                reader.error(line, format!("not {form}: the line has {quote}")).hint(curly_quotes::HINT)
            }
            None => {
                match content.lines().nth(line.saturating_sub(1)).and_then(bare_number).filter(|_| form == "JSON") {
                    Some(name) => reader
                        .error(line, format!("not JSON: {name} is no value of JSON"))
                        .hint("Leave the field out, or write null."),
                    None => reader.error(line, format!("not {form}: {}", words(&said))),
                }
            }
        };
        match ending(path)? {
            "toml" => reader.plan(from_toml::parse(content).map_err(|error| syntax(error, "TOML"))?),
            "json" => reader.plan(from_json::parse(content, 1).map_err(|error| syntax(error, "JSON"))?),
            form => {
                let mut plan = Plan::empty(path);
                if form == "csv" {
                    plan.items = from_csv::parse(path, content)?;
                } else {
                    for (number, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                        for value in from_json::values(line) {
                            let node = from_json::parse(value, number + 1).map_err(|error| syntax(error, "JSON"))?;
                            plan.items.extend(reader.item(node)?);
                        }
                    }
                }
                plan.check(|_| path.display().to_string())?;
                Ok(plan)
            }
        }
    }
}

/// `NaN` or `Infinity` outside quotes, as some programs write a missing number.
fn bare_number(line: &str) -> Option<&'static str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    line.char_indices().find_map(|(at, letter)| {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            'N' | 'I' if !is_quoted => {
                return ["NaN", "Infinity"].into_iter().find(|name| line[at..].starts_with(name));
            }
            _ => {}
        }
        None
    })
}

fn ending(path: &Path) -> Result<&'static str, PlanError> {
    let given = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    ENDINGS.iter().copied().find(|ending| *ending == given).ok_or_else(|| {
        let near = match given.as_str() {
            "ndjson" | "ldjson" => Some("jsonl"),
            _ => nearest(&given, ENDINGS.iter().copied()),
        };
        let near = near.map(|ending| format!(" (did you mean .{ending}?)")).unwrap_or_default();
        PlanError {
            place: path.display().to_string(),
            message: format!("a plan ends in .toml, .json, .jsonl or .csv{near}"),
            hint: match () {
                () if foreign_file::is_named_spreadsheet(path) => Some("Save the sheet as CSV in UTF-8."),
                () if given == "ndjson" || given == "ldjson" => Some("Rename the file: its form is that of .jsonl."),
                () => None,
            }
            .map(str::to_owned),
        }
    })
}
