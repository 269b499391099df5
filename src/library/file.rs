//! The file of a scenario or an edge case: TOML. Every error names the line and the field.

use std::path::Path;

use crate::domain::quoted::words;
use crate::domain::value::cleaned;
use crate::domain::{name, nearest};
use crate::store::LibraryEntry;

/// A fault in a file, and its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct FileError {
    /// The file and the line: `my.toml:12`.
    pub place: String,
    /// What is wrong and what was expected.
    pub message: String,
}

/// An entry that has a file.
pub trait FileEntry: LibraryEntry {
    /// The fields of the file, in the order they are written.
    const FIELDS: &'static [&'static str];
    /// Another spelling that a file may have, with the field that it stands for.
    const ALIASES: &'static [(&'static str, &'static str)];
    /// Every text of the entry, with its field and whether it must be there.
    fn texts(&mut self) -> Vec<(&'static str, bool, &mut String)>;
    /// What else must hold: the field and the fault.
    fn fault(&self) -> Option<(&'static str, String)>;
}

/// Reads a file. Unknown fields, wrong types and empty texts are errors.
pub fn parse<T: FileEntry>(path: &Path, content: &str) -> Result<T, FileError> {
    let error = |line: usize, message: String| FileError { place: format!("{}:{line}", path.display()), message };
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let mut entry: T = toml::from_str(content).map_err(|said| {
        let at = said.span().map_or(0, |span| span.start).min(content.len());
        let line = content.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        error(line, told::<T>(said.message(), content.lines().nth(line - 1).unwrap_or_default()))
    })?;
    for (field, is_needed, text) in entry.texts() {
        let line = line_of::<T>(content, field);
        *text = cleaned(text).map_err(|control| error(line, format!("{field} holds {control}")))?;
        if is_needed && text.is_empty() {
            return Err(error(line, format!("{field} is empty; expected some text")));
        }
    }
    if let Some(fault) = name::fault(entry.name()) {
        return Err(error(line_of::<T>(content, "name"), format!("name {fault}")));
    }
    match entry.fault() {
        Some((field, message)) => Err(error(line_of::<T>(content, field), message)),
        None => Ok(entry),
    }
}

/// Keeps a file from bringing a new name that no command line could tell from a flag.
pub(super) fn check_name<T: FileEntry>(path: &Path, content: &str, name: &str) -> Result<(), FileError> {
    let Some(fault) = name::unfit(name) else { return Ok(()) };
    let place = format!("{}:{}", path.display(), line_of::<T>(content, "name"));
    Err(FileError { place, message: format!("name {fault}") })
}

/// The entry as a file, which [`parse`] reads back to the same.
pub fn write<T: FileEntry>(entry: &T) -> String {
    toml::to_string_pretty(entry).expect("texts, lists and a table of texts have a TOML form")
}

/// What the reader of TOML said, with the field of its line and the nearest field there is.
fn told<T: FileEntry>(said: &str, line: &str) -> String {
    let said = words(&said.replace('\n', "; "));
    if let Some(given) = said.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next()) {
        let near = nearest(given, T::FIELDS.iter().copied());
        let near = near.map(|near| format!(" (did you mean \"{near}\"?)")).unwrap_or_default();
        return format!("unknown field \"{given}\"; {} has: {}{near}", T::WHAT, T::FIELDS.join(", "));
    }
    if let Some(field) = said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        return format!("the field \"{field}\" is missing");
    }
    let Some((field, value)) = line.split_once('=').filter(|(field, _)| is_name(field.trim())) else {
        return in_words(&said);
    };
    let (field, value) = (field.trim(), value.split('#').next().unwrap_or_default().trim());
    match said.split_once(", expected ").filter(|(given, _)| given.contains(": floating point ")) {
        Some((_, expected)) if value.parse::<f64>().is_ok() => format!("{field} is {value}; expected {expected}"),
        _ => format!("{field}: {}", in_words(&said)),
    }
}

/// What a value is to be, with the value that stands there in the right form.
fn in_words(said: &str) -> String {
    let Some((given, wanted)) = said.strip_prefix("invalid type: ").and_then(|said| said.split_once(", expected "))
    else {
        return said.to_owned();
    };
    let value = given.split_once(['`', '"']).map(|(_, value)| value.trim_end_matches(['`', '"']));
    match (wanted, value) {
        ("a string", Some(value)) => format!("expected a text in quotes, as in \"{value}\""),
        ("a string", None) => "expected one text in quotes".to_owned(),
        ("a sequence", Some(value)) => format!("expected a list of texts, as in [\"{value}\"]"),
        ("a sequence", None) => "expected a list of texts in square brackets".to_owned(),
        ("a map", _) => "expected a table: a name and a text in each line".to_owned(),
        _ => said.to_owned(),
    }
}

fn is_name(field: &str) -> bool {
    !field.is_empty() && field.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// The line of a field, from 1; 1 where the file has none.
fn line_of<T: FileEntry>(content: &str, field: &str) -> usize {
    let names = |given: &str| given == field || T::ALIASES.contains(&(given, field));
    let found = content.lines().position(|line| {
        let line = line.trim_start();
        names(line.split('=').next().unwrap_or_default().trim()) || names(line.trim().trim_matches(['[', ']']))
    });
    found.map_or(1, |line| line + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::edge_case::EdgeCaseText;
    use crate::domain::scenario::ScenarioText;

    const SCENARIO: &str = "name = \"A\"\ncontext = '''\nOne \"line\".\n{{ x }} {% y %}'''\n\
        emotional_arc = [\"fear\", \"relief\"]\n[parameters]\nage = \"41\"\n";

    fn said(content: &str) -> String {
        parse::<ScenarioText>(Path::new("a.toml"), content).expect_err("a fault").to_string()
    }

    #[test]
    fn what_is_written_reads_back_to_the_same() {
        let scenario: ScenarioText = parse(Path::new("a.toml"), SCENARIO).expect("a scenario");
        assert_eq!(scenario.parameter_values["age"], "41");
        assert_eq!(parse(Path::new("b.toml"), &write(&scenario)), Ok(scenario));
        let text =
            "name = 'E'\ntrigger = 'asks\n'\nexpected_behaviour = 'no'\npriority = 10\n".replace("asks\n", "asks");
        let edge: EdgeCaseText = parse(Path::new("a.toml"), &text).expect("an edge case");
        assert_eq!(parse(Path::new("b.toml"), &write(&edge)), Ok(edge));
    }

    #[test]
    fn every_fault_names_its_line_and_field() {
        assert!(said("name = 'A'\ncontxt = 'B'\n").contains("did you mean \"context\"?"));
        assert_eq!(said("name = 'A'\ncontext = ' '\n"), "a.toml:2: context is empty; expected some text");
        assert_eq!(said("name = 'A'\n"), "a.toml:1: the field \"context\" is missing");
        assert!(said("context = 'B'\nname = 3\n").starts_with("a.toml:2: name: "));
        assert!(said("name = 'A'\ncontext = 'B'\ncomplexity = 'hard'\n").starts_with("a.toml:3: complexity: "));
        assert!(said("name = 'A'\ncontext = \"a\\u001bb\"\n").starts_with("a.toml:2: context holds "));
        for (line, expected) in [
            ("[parameters]\ndays = 5", "a.toml:4: days: expected a text in quotes, as in \"5\""),
            ("topic = ['a', 'b']", "a.toml:3: topic: expected one text in quotes"),
            ("tags = 'Nurse'", "a.toml:3: tags: expected a list of texts, as in [\"Nurse\"]"),
            ("tags = [true]", "a.toml:3: tags: expected a text in quotes, as in \"true\""),
            ("parameters = 'a'", "a.toml:3: parameters: expected a table: a name and a text in each line"),
        ] {
            assert_eq!(said(&format!("name = 'A'\ncontext = 'B'\n{line}\n")), expected);
        }
        let edge = "name = 'A'\ntrigger = 'B'\nexpected_behavior = 'C'\npriority = 11\n";
        let error = parse::<EdgeCaseText>(Path::new("a.toml"), edge).expect_err("a fault");
        assert_eq!(error.to_string(), "a.toml:4: priority is 11; expected a whole number from 1 to 10");
        let edge = |priority: &str| edge.replace("11", priority);
        let whole: EdgeCaseText = parse(Path::new("a.toml"), &edge("5.0")).expect("an edge case");
        assert_eq!(whole.priority, 5);
        for typed in ["4.5", "nan", "1e3"] {
            let error = parse::<EdgeCaseText>(Path::new("a.toml"), &edge(typed)).expect_err("a fault");
            let said = format!("a.toml:4: priority is {typed}; expected a whole number from 1 to 10");
            assert_eq!(error.to_string(), said);
        }
    }
}
