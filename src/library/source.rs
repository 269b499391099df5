//! The file of a stored scenario, edge case or vocabulary, with the comments and the order of its author.

use std::path::Path;

use toml::de::DeTable;

use crate::store::{NewEntry, Stored};

use crate::library::file::{FileEntry, FileError, check_name, parse, write};

/// What the program changes in a file, with the value that a missing field has.
const CHANGED: [(&str, &str); 3] = [("name", ""), ("template", ""), ("status", "active")];

/// The entry that a file holds, with the file.
pub(super) fn entry_of<T: FileEntry>(path: &Path, content: &str) -> Result<NewEntry<T>, FileError> {
    let text: T = parse(path, content)?;
    check_name::<T>(path, content, text.name())?;
    Ok(NewEntry { text, source: Some(content.to_owned()) })
}

/// The file of a version: as its author wrote it where that says what is stored, else written from the fields.
pub fn file_of<T: FileEntry>(stored: &Stored<T>) -> String {
    let kept = stored.source.as_deref().and_then(|source| saying(source, &stored.text));
    kept.unwrap_or_else(|| write(&stored.text))
}

/// What an author makes of an entry: the same file again is no change. It may keep any name that it has.
pub fn edited<T: FileEntry>(before: &Stored<T>, path: &Path, content: &str) -> Result<NewEntry<T>, FileError> {
    if content.trim_end() == file_of(before).trim_end() {
        return Ok(before.clone().into());
    }
    let text: T = parse(path, content)?;
    if text.name() != before.text.name() {
        check_name::<T>(path, content, text.name())?;
    }
    Ok(NewEntry { text, source: Some(content.to_owned()) })
}

/// Another text of an entry, in the file of that entry as far as it can say so.
pub fn changed<T: FileEntry>(before: &Stored<T>, text: T) -> NewEntry<T> {
    let source = before.source.as_deref().and_then(|source| saying(source, &text));
    NewEntry { text, source }
}

/// Whether a file says what is stored. It may name its template and its scenarios in any case.
pub fn says<T: FileEntry>(file: &T, stored: &T) -> bool {
    let in_one_case = |entry: &T| {
        let mut entry = entry.clone();
        let mut names: Vec<&mut String> = entry.scenarios_mut().iter_mut().collect();
        names.iter_mut().for_each(|name| **name = name.to_lowercase());
        if let Some(template) = entry.template_mut() {
            *template = template.to_lowercase();
        }
        entry
    };
    in_one_case(file) == in_one_case(stored)
}

/// The file with the name, the template and the status of the text; `None` where it says something else all the same.
pub(super) fn saying<T: FileEntry>(source: &str, text: &T) -> Option<String> {
    let is_it = |source: &str| parse::<T>(Path::new("stored"), source).is_ok_and(|file| says(&file, text));
    if is_it(source) {
        return Some(source.to_owned());
    }
    let fields = serde_json::to_value(text).ok()?;
    let mut source = source.strip_prefix('\u{feff}').unwrap_or(source).to_owned();
    for (field, otherwise) in CHANGED.iter().filter(|(field, _)| T::FIELDS.contains(field)) {
        let value = fields.get(field).and_then(|value| value.as_str()).unwrap_or(otherwise);
        source = with_field::<T>(&source, field, (value, *otherwise))?;
    }
    is_it(&source).then_some(source)
}

/// The file with another value of a field: in its place, else in a line below the name where that is not what counts
/// without one. Everything else stays.
fn with_field<T: FileEntry>(source: &str, field: &str, (value, otherwise): (&str, &str)) -> Option<String> {
    let table = DeTable::parse(source).ok()?;
    let names =
        || std::iter::once(field).chain(T::ALIASES.iter().filter(|(_, of)| *of == field).map(|(name, _)| *name));
    let quoted = toml::Value::from(value).to_string();
    if let Some(span) = names().find_map(|name| table.get_ref().get(name)).map(|value| value.span()) {
        let is_same = table.get_ref().iter().any(|(name, there)| {
            names().any(|field| name.get_ref() == field) && there.get_ref().as_str() == Some(value)
        });
        return match is_same {
            true => Some(source.to_owned()),
            false => Some(format!("{}{quoted}{}", source.get(..span.start)?, source.get(span.end..)?)),
        };
    }
    if value == otherwise {
        return Some(source.to_owned());
    }
    let name = table.get_ref().get("name")?.span();
    let line_end = source.get(name.end..)?.find('\n').map(|at| name.end + at + 1);
    let (before, after) = source.split_at_checked(line_end.unwrap_or(source.len()))?;
    let gap = if before.ends_with('\n') { "" } else { "\n" };
    Some(format!("{before}{gap}{field} = {quoted}\n{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scenario::{ScenarioStatus, ScenarioText};
    use crate::domain::vocabulary::VocabularyText;
    use crate::store::LibraryEntry;

    const SCENARIO: &str = "# ours\ncontext = 'c' # why\nname = 'A' # who\nparent_template = 'old one'\n\n[parameters]\n# years\nage = \"41\"\n";

    fn scenario(source: &str) -> ScenarioText {
        parse(Path::new("a.toml"), source).expect("a scenario")
    }

    #[test]
    fn a_file_that_says_what_is_stored_stays_as_it_is() {
        let text = ScenarioText { template: "Old One".into(), ..scenario(SCENARIO) };
        assert_eq!(saying(SCENARIO, &text).as_deref(), Some(SCENARIO));
    }

    #[test]
    fn what_the_program_changes_is_changed_in_the_file_and_nothing_else() {
        let text = ScenarioText { template: "New".into(), ..scenario(SCENARIO) }.retired().renamed("B \"2\"");
        let expected = SCENARIO.replace("'A' # who\n", "'B \"2\"' # who\nstatus = \"archived\"\n");
        let expected = expected.replace("'old one'", "\"New\"");
        assert_eq!(saying(SCENARIO, &text), Some(expected.clone()));
        let again = saying(&expected, &ScenarioText { status: ScenarioStatus::Active, ..text });
        assert_eq!(again, Some(expected.replace("archived", "active")));
    }

    #[test]
    fn a_file_that_says_something_else_is_not_used() {
        let text = ScenarioText { context: "another".into(), ..scenario(SCENARIO) };
        assert_eq!(saying(SCENARIO, &text), None);
        assert_eq!(saying("no toml", &scenario(SCENARIO)), None);
    }

    #[test]
    fn a_last_line_without_an_end_gets_one() {
        let source = "axis = 'topic'\nvalues = ['a']\nname = 'v'";
        let text: VocabularyText = parse(Path::new("v.toml"), source).expect("a vocabulary");
        let off = saying(source, &text.clone().retired());
        assert_eq!(off.as_deref(), Some("axis = 'topic'\nvalues = ['a']\nname = 'v'\nstatus = \"archived\"\n"));
        let on = saying(&off.expect("a file"), &text);
        assert_eq!(on.as_deref(), Some("axis = 'topic'\nvalues = ['a']\nname = 'v'\nstatus = \"active\"\n"));
    }
}
