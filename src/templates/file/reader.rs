//! Reads the fields of a template file. Every error has its line.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::nearest;
use crate::domain::quoted::quoted;
use crate::domain::template::{Variable, VariableType};
use crate::templates::file::error::TemplateFileError;

/// The fields of a variable.
const VARIABLE_FIELDS: [&str; 6] = ["name", "type", "choices", "required", "default", "help"];

pub(super) fn start(table: &DeTable<'_>, field: &str) -> usize {
    table.get(field).map_or(0, |value| value.span().start)
}

/// The file, for the lines in errors.
pub(super) struct File<'a> {
    pub(super) path: &'a Path,
    /// The TOML, and the lines of the file before it.
    pub(super) content: &'a str,
    pub(super) lines_before: usize,
}

impl File<'_> {
    pub(super) fn line(&self, at: usize) -> usize {
        let before = self.content.as_bytes().get(..at).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1 + self.lines_before
    }

    pub(super) fn error(&self, at: usize, message: impl Into<String>) -> TemplateFileError {
        self.on_line(self.line(at), message)
    }

    pub(super) fn on_line(&self, line: usize, message: impl Into<String>) -> TemplateFileError {
        TemplateFileError { place: format!("{}:{line}", self.path.display()), message: message.into() }
    }

    pub(super) fn known(&self, table: &DeTable<'_>, fields: &[&str], of: &str) -> Result<(), TemplateFileError> {
        // Name the first in the file, not in the alphabet.
        let unknown = table.keys().filter(|key| !fields.contains(&key.get_ref().as_ref()));
        let Some(key) = unknown.min_by_key(|key| key.span().start) else { return Ok(()) };
        let near = nearest(key.get_ref(), fields.iter().copied());
        let hint = near.map(|near| format!(" (did you mean \"{near}\"?)")).unwrap_or_default();
        let message = format!("unknown field {}; {of} has: {}{hint}", quoted(key.get_ref()), fields.join(", "));
        Err(self.error(key.span().start, message))
    }

    fn wrong(&self, value: &Spanned<DeValue<'_>>, field: &str, expected: &str) -> TemplateFileError {
        let message = format!("{field} has the type {}; expected {expected}", value.get_ref().type_str());
        self.error(value.span().start, message)
    }

    /// `of` goes before the field in errors.
    pub(super) fn text(&self, table: &DeTable<'_>, field: &str, of: &str) -> Result<Option<String>, TemplateFileError> {
        let Some(value) = table.get(field) else { return Ok(None) };
        match value.get_ref().as_str() {
            Some(text) => Ok(Some(text.to_owned())),
            None => Err(self.wrong(value, &format!("{of}{field}"), "a text in quotes")),
        }
    }

    pub(super) fn list(&self, table: &DeTable<'_>, field: &str, of: &str) -> Result<Vec<String>, TemplateFileError> {
        let Some(value) = table.get(field) else { return Ok(Vec::new()) };
        let expected = "a list of texts, such as [\"one\", \"two\"]";
        let entries = value.get_ref().as_array().ok_or_else(|| self.wrong(value, &format!("{of}{field}"), expected))?;
        let entry = |entry: &Spanned<DeValue<'_>>| {
            let text = entry.get_ref().as_str().map(str::to_owned);
            text.ok_or_else(|| self.wrong(entry, &format!("an entry of {of}{field}"), "a text in quotes"))
        };
        entries.iter().map(entry).collect()
    }

    pub(super) fn number(
        &self,
        table: &DeTable<'_>,
        field: &str,
        range: &str,
    ) -> Result<Option<f64>, TemplateFileError> {
        let Some(value) = table.get(field) else { return Ok(None) };
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|it| it as f64),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        number.map(Some).ok_or_else(|| self.wrong(value, field, &format!("a number from {range}")))
    }

    /// The default of a variable, in its own type or as a text: `3`, `["bread", "rolls"]`, `true` for a choice or a text.
    fn default(&self, table: &DeTable<'_>, kind: VariableType) -> Result<Option<String>, TemplateFileError> {
        let Some(value) = table.get("default") else { return Ok(None) };
        let has_list = kind == VariableType::List;
        Ok(Some(match value.get_ref() {
            DeValue::Integer(number) if !has_list => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => number.to_string(),
                Err(_) => return Err(self.wrong(value, "variables.default", "a number that is not so large")),
            },
            DeValue::Float(number) if !has_list => number.as_str().to_owned(),
            DeValue::Boolean(truth) if matches!(kind, VariableType::Choice | VariableType::Text) => truth.to_string(),
            DeValue::Array(_) if has_list => {
                let entries = self.list(table, "default", "variables.")?;
                if entries.iter().any(|entry| entry.contains(';')) {
                    return Err(self.wrong(
                        value,
                        "variables.default",
                        "entries without a semicolon, which parts them",
                    ));
                }
                entries.join("; ")
            }
            _ => return self.text(table, "default", "variables."),
        }))
    }

    pub(super) fn variables(&self, table: &DeTable<'_>) -> Result<Vec<Variable>, TemplateFileError> {
        let Some(value) = table.get("variables") else { return Ok(Vec::new()) };
        let expected = "[[variables]] tables";
        let entries = value.get_ref().as_array().ok_or_else(|| self.wrong(value, "variables", expected))?;
        let entry = |entry: &Spanned<DeValue<'_>>| {
            let table = entry.get_ref().as_table().ok_or_else(|| self.wrong(entry, "variables", expected))?;
            self.known(table, &VARIABLE_FIELDS, "a variable")?;
            let text = |field| self.text(table, field, "variables.");
            let name =
                text("name")?.ok_or_else(|| self.error(entry.span().start, "a variable has no field \"name\""))?;
            let required = match table.get("required") {
                None => true,
                Some(value) => {
                    value.get_ref().as_bool().ok_or_else(|| self.wrong(value, "variables.required", "true or false"))?
                }
            };
            let kind = match text("type")? {
                None => VariableType::Text,
                Some(word) => word
                    .parse()
                    .map_err(|error| self.error(start(table, "type"), format!("variables.type: {error}")))?,
            };
            let choices = self.list(table, "choices", "variables.")?;
            let default = self.default(table, kind)?;
            Ok(Variable { name, kind, choices, required, default, help: text("help")? })
        };
        entries.iter().map(entry).collect()
    }
}
