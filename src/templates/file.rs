//! Template files: TOML with a Markdown-like body.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::conversation::Tier;
use crate::domain::curly_quotes;
use crate::domain::nearest;
use crate::domain::quality::Score;
use crate::domain::quoted::{quoted, words};
use crate::domain::template::{TemplateText, Variable};

/// A fault in a template file, and its place.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct TemplateFileError {
    /// The file and the line: `my.toml:12`.
    pub place: String,
    /// What is wrong and what was expected.
    pub message: String,
}

/// The fields of a template file, in the order they are written.
const FIELDS: [&str; 17] = [
    "name",
    "description",
    "category",
    "tier",
    "complexity",
    "quality_threshold",
    "structure",
    "tone",
    "style_notes",
    "example",
    "system_prompt",
    "required_elements",
    "applicable_personas",
    "applicable_emotions",
    "applicable_topics",
    "text",
    "variables",
];

/// The fields of a variable.
const VARIABLE_FIELDS: [&str; 4] = ["name", "required", "default", "help"];

/// Reads a template file. Unknown fields and values out of range are errors that name line and field.
pub(crate) fn parse(path: &Path, content: &str) -> Result<TemplateText, TemplateFileError> {
    let file = File { path, content };
    let table = DeTable::parse(content).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        match curly_quotes::near_line(content, file.line(at)) {
            Some((line, quote)) => file.on_line(line, format!("not valid TOML: the line has {quote}")),
            None => file.error(at, format!("not valid TOML: {}", words(&error.message().replace('\n', "; ")))),
        }
    })?;
    let table = table.get_ref();
    file.known(table, &FIELDS, "a template")?;
    let text = |field: &str| Ok(file.text(table, field, "")?.unwrap_or_default());
    let list = |field: &str| file.list(table, field);
    let required = |field: &str| match file.text(table, field, "")? {
        None => Err(file.error(0, format!("the field \"{field}\" is missing"))),
        Some(value) if value.trim().is_empty() => {
            Err(file.error(start(table, field), format!("{field} is empty; expected some text")))
        }
        Some(value) => Ok(value),
    };
    let tier = match file.text(table, "tier", "")? {
        None => Tier::Template,
        Some(word) => word.parse().map_err(|error| file.error(start(table, "tier"), format!("{error}")))?,
    };
    let complexity = match file.number(table, "complexity", "1 to 10")? {
        None => 5,
        Some(number) if (1.0..=10.0).contains(&number) && number.fract() == 0.0 => number as u8,
        Some(number) => {
            let message = format!("complexity is {number}; expected a whole number from 1 to 10");
            return Err(file.error(start(table, "complexity"), message));
        }
    };
    let quality_threshold = match file.number(table, "quality_threshold", "0 to 10")? {
        None => Score::DEFAULT_THRESHOLD,
        // Checked before rounding: 10.04 is out of range, not 10.0.
        Some(number) => Score::new(number).filter(|_| (0.0..=10.0).contains(&number)).ok_or_else(|| {
            let message = format!("quality_threshold is {number}; expected 0 to 10");
            file.error(start(table, "quality_threshold"), message)
        })?,
    };
    Ok(TemplateText {
        name: required("name")?,
        description: text("description")?,
        category: text("category")?,
        tier,
        text: required("text")?,
        structure: list("structure")?,
        variables: file.variables(table)?,
        tone: text("tone")?,
        complexity,
        style_notes: text("style_notes")?,
        example: text("example")?,
        system_prompt: text("system_prompt")?,
        quality_threshold,
        required_elements: list("required_elements")?,
        applicable_personas: list("applicable_personas")?,
        applicable_emotions: list("applicable_emotions")?,
        applicable_topics: list("applicable_topics")?,
    })
}

fn start(table: &DeTable<'_>, field: &str) -> usize {
    table.get(field).map_or(0, |value| value.span().start)
}

/// The file, for the lines in errors.
struct File<'a> {
    path: &'a Path,
    content: &'a str,
}

impl File<'_> {
    fn line(&self, at: usize) -> usize {
        let before = self.content.as_bytes().get(..at).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }

    fn error(&self, at: usize, message: impl Into<String>) -> TemplateFileError {
        self.on_line(self.line(at), message)
    }

    fn on_line(&self, line: usize, message: impl Into<String>) -> TemplateFileError {
        TemplateFileError { place: format!("{}:{line}", self.path.display()), message: message.into() }
    }

    fn known(&self, table: &DeTable<'_>, fields: &[&str], of: &str) -> Result<(), TemplateFileError> {
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
    fn text(&self, table: &DeTable<'_>, field: &str, of: &str) -> Result<Option<String>, TemplateFileError> {
        let Some(value) = table.get(field) else { return Ok(None) };
        match value.get_ref().as_str() {
            Some(text) => Ok(Some(text.to_owned())),
            None => Err(self.wrong(value, &format!("{of}{field}"), "a text in quotes")),
        }
    }

    fn list(&self, table: &DeTable<'_>, field: &str) -> Result<Vec<String>, TemplateFileError> {
        let Some(value) = table.get(field) else { return Ok(Vec::new()) };
        let expected = "a list of texts, such as [\"one\", \"two\"]";
        let entries = value.get_ref().as_array().ok_or_else(|| self.wrong(value, field, expected))?;
        let entry = |entry: &Spanned<DeValue<'_>>| {
            let text = entry.get_ref().as_str().map(str::to_owned);
            text.ok_or_else(|| self.wrong(entry, &format!("an entry of {field}"), "a text in quotes"))
        };
        entries.iter().map(entry).collect()
    }

    fn number(&self, table: &DeTable<'_>, field: &str, range: &str) -> Result<Option<f64>, TemplateFileError> {
        let Some(value) = table.get(field) else { return Ok(None) };
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|it| it as f64),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        number.map(Some).ok_or_else(|| self.wrong(value, field, &format!("a number from {range}")))
    }

    fn variables(&self, table: &DeTable<'_>) -> Result<Vec<Variable>, TemplateFileError> {
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
            Ok(Variable { name, required, default: text("default")?, help: text("help")? })
        };
        entries.iter().map(entry).collect()
    }
}

/// The template as a file, which [`parse`] reads back to the same.
pub(crate) fn write(template: &TemplateText) -> String {
    let mut file = String::new();
    let mut line = |name: &str, value: String| file.push_str(&format!("{name} = {value}\n"));
    line("name", toml_text(&template.name));
    for (name, text) in [("description", &template.description), ("category", &template.category)] {
        if !text.is_empty() {
            line(name, toml_text(text));
        }
    }
    line("tier", toml_text(template.tier.as_str()));
    line("complexity", template.complexity.to_string());
    line("quality_threshold", template.quality_threshold.to_string());
    let lists = [
        ("structure", &template.structure),
        ("required_elements", &template.required_elements),
        ("applicable_personas", &template.applicable_personas),
        ("applicable_emotions", &template.applicable_emotions),
        ("applicable_topics", &template.applicable_topics),
    ];
    for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        line(name, format!("[{}]", list.iter().map(|it| toml_text(it)).collect::<Vec<_>>().join(", ")));
    }
    let texts = [
        ("tone", &template.tone),
        ("style_notes", &template.style_notes),
        ("example", &template.example),
        ("system_prompt", &template.system_prompt),
    ];
    for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        line(name, toml_text(text));
    }
    line("text", toml_text(&template.text));
    for variable in &template.variables {
        file.push_str(&format!("\n[[variables]]\nname = {}\n", toml_text(&variable.name)));
        if !variable.required {
            file.push_str("required = false\n");
        }
        for (name, value) in [("default", &variable.default), ("help", &variable.help)] {
            if let Some(value) = value {
                file.push_str(&format!("{name} = {}\n", toml_text(value)));
            }
        }
    }
    file
}

/// A TOML string: literal over several lines where that is possible, else on one line with escapes.
fn toml_text(text: &str) -> String {
    let plain = |c: char| c == '\n' || c == '\t' || !c.is_control();
    if text.contains('\n') && !text.contains("'''") && !text.ends_with('\'') && text.chars().all(plain) {
        return format!("'''\n{text}'''");
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests;
