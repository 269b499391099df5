//! The library as a folder of files, one a template.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::template::Template;
use crate::library::templates::file_of;
use crate::templates::is_template_file;

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exported {
    pub file_name: String,
    pub content: String,
}

/// The template files of a folder, sorted by name. Other files and hidden ones are left alone.
pub(crate) fn template_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_note = name.eq_ignore_ascii_case("readme.md");
        if !name.starts_with('.') && is_template_file(&name) && !is_note && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The files of these templates, each with a name of its own.
pub(crate) fn files_of(templates: &[Template]) -> Vec<Exported> {
    let mut taken = HashSet::new();
    let exported = |template: &Template| {
        let content = file_of(template);
        let ending = if content.trim_start_matches('\u{feff}').starts_with("+++") { "md" } else { "toml" };
        let stem = file_name(&template.text.name);
        let names = std::iter::once(stem.clone()).chain((2..).map(|number| format!("{stem}-{number}")));
        let file_name = names.map(|stem| format!("{stem}.{ending}")).find(|name| taken.insert(name.clone()));
        Exported { file_name: file_name.unwrap_or_default(), content }
    };
    templates.iter().map(exported).collect()
}

/// A name as the stem of a file: letters, digits and hyphens alone, at most 80 bytes, on every system.
pub(crate) fn file_name(name: &str) -> String {
    let mut stem = String::new();
    for letter in name.to_lowercase().chars().filter(|letter| *letter != '\'') {
        match letter.is_alphanumeric() {
            true if stem.len() + letter.len_utf8() <= 80 => stem.push(letter),
            false if !stem.is_empty() && !stem.ends_with('-') && stem.len() < 80 => stem.push('-'),
            _ => {}
        }
    }
    let stem = stem.trim_end_matches('-');
    let is_device = matches!(stem, "con" | "prn" | "aux" | "nul" | "readme") || stem.is_empty();
    if is_device { format!("template-{stem}").trim_end_matches('-').to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_file_name_that_every_system_takes() {
        for (name, stem) in [
            ("Retirement Planning: Anxiety → Relief", "retirement-planning-anxiety-relief"),
            ("../../etc/passwd", "etc-passwd"),
            ("CON", "template-con"),
            ("…", "template"),
            ("Parent's Care", "parents-care"),
        ] {
            assert_eq!(file_name(name), stem);
        }
        assert!(file_name(&"é".repeat(500)).len() <= 80);
    }
}
