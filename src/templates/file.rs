//! Template files: TOML, or a TOML head between two lines `+++` and the prompt below it.

mod error;
mod form;
mod reader;
mod write;

use std::path::Path;

use toml::Spanned;
use toml::de::DeTable;

use crate::domain::conversation::Tier;
use crate::domain::curly_quotes;
use crate::domain::name;
use crate::domain::quality::Score;
use crate::domain::quoted::words;
use crate::domain::template::{TemplateKind, TemplateText};

pub use error::TemplateFileError;
use form::Form;
pub(crate) use form::{is_template_file, renamed};
use reader::{File, start};
pub(crate) use write::write;

/// The fields of a template file, in the order they are written.
const FIELDS: [&str; 18] = [
    "name",
    "kind",
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

fn parsed<'a>(file: &File<'a>) -> Result<Spanned<DeTable<'a>>, TemplateFileError> {
    DeTable::parse(file.content).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        match curly_quotes::near_line(file.content, file.line(at) - file.lines_before) {
            Some((line, quote)) => {
                file.on_line(line + file.lines_before, format!("not valid TOML: the line has {quote}"))
            }
            None => file.error(at, format!("not valid TOML: {}", words(&error.message().replace('\n', "; ")))),
        }
    })
}

fn threshold(file: &File<'_>, table: &DeTable<'_>) -> Result<Score, TemplateFileError> {
    match file.number(table, "quality_threshold", "0 to 10")? {
        None => Ok(Score::DEFAULT_THRESHOLD),
        // Checked before rounding: 10.04 is out of range, not 10.0.
        Some(number) => Score::new(number).filter(|_| (0.0..=10.0).contains(&number)).ok_or_else(|| {
            let message = format!("quality_threshold is {number}; expected 0 to 10");
            file.error(start(table, "quality_threshold"), message)
        }),
    }
}

/// The prompt below a head.
fn below_head(file: &File<'_>, head: &DeTable<'_>, body: &str) -> Result<String, TemplateFileError> {
    if head.contains_key("text") {
        return Err(file.error(start(head, "text"), "the file has the field text and a prompt below its head"));
    }
    if body.trim().is_empty() {
        return Err(file.error(file.content.len(), "text is empty; expected the prompt below the head"));
    }
    Ok(body.to_owned())
}

/// Reads a template file, whatever ends its lines. Unknown fields and values out of range are errors that name line and
/// field.
pub(crate) fn parse(path: &Path, content: &str) -> Result<TemplateText, TemplateFileError> {
    let content = &content.replace("\r\n", "\n");
    let form = Form::of(content);
    let file = File { path, content: form.toml, lines_before: form.lines_before };
    if form.is_unended() {
        let message = "the head has no end; expected a second line \"+++\" below it, then the prompt";
        return Err(file.on_line(1, message));
    }
    let table = parsed(&file)?;
    let table = table.get_ref();
    file.known(table, &FIELDS, "a template")?;
    let text = |field: &str| Ok(file.text(table, field, "")?.unwrap_or_default());
    let list = |field: &str| file.list(table, field, "");
    let required = |field: &str| match file.text(table, field, "")? {
        None => Err(file.error(0, format!("the field \"{field}\" is missing"))),
        Some(value) if value.trim().is_empty() => {
            Err(file.error(start(table, field), format!("{field} is empty; expected some text")))
        }
        Some(value) => Ok(value),
    };
    let prompt = match form.body {
        None => required("text")?,
        Some(body) => below_head(&file, table, body)?,
    };
    let kind = match file.text(table, "kind", "")? {
        None => TemplateKind::Template,
        Some(word) => word.parse().map_err(|error| file.error(start(table, "kind"), format!("{error}")))?,
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
    Ok(TemplateText {
        name: required("name")?,
        kind,
        description: text("description")?,
        category: text("category")?,
        tier,
        text: prompt,
        structure: list("structure")?,
        variables: file.variables(table)?,
        tone: text("tone")?,
        complexity,
        style_notes: text("style_notes")?,
        example: text("example")?,
        system_prompt: text("system_prompt")?,
        quality_threshold: threshold(&file, table)?,
        required_elements: list("required_elements")?,
        applicable_personas: list("applicable_personas")?,
        applicable_emotions: list("applicable_emotions")?,
        applicable_topics: list("applicable_topics")?,
        partials: Default::default(),
    })
}

/// Keeps a file from bringing a new name that no command line could tell from a flag.
pub(crate) fn check_name(path: &Path, content: &str, name: &str) -> Result<(), TemplateFileError> {
    let Some(fault) = name::unfit(name) else { return Ok(()) };
    let form = Form::of(content);
    let file = File { path, content: form.toml, lines_before: form.lines_before };
    let at = DeTable::parse(form.toml).map_or(0, |table| start(table.get_ref(), "name"));
    Err(file.error(at, format!("name {fault}")))
}

#[cfg(test)]
mod tests;
