//! The two forms of a template file.

use std::ops::Range;

use toml::de::DeTable;

use crate::templates::file::write::toml_text;

/// The line around the head.
const MARK: &str = "+++";

/// The parts of a file. One that begins with a line `+++` has a head and a body; any other is all TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form<'a> {
    pub toml: &'a str,
    /// The prompt below the head, where the file has a head.
    pub body: Option<&'a str>,
    /// The lines of the file above the TOML.
    pub lines_before: usize,
}

impl<'a> Form<'a> {
    pub fn of(content: &'a str) -> Form<'a> {
        let content = content.strip_prefix('\u{feff}').unwrap_or(content);
        let Some(first) = content.split_inclusive('\n').next().filter(|line| line.trim_end() == MARK) else {
            return Form { toml: content, body: None, lines_before: 0 };
        };
        let mut at = first.len();
        for line in content[first.len()..].split_inclusive('\n') {
            if line.trim_end() == MARK {
                let body = content[at + line.len()..].trim_start_matches(['\n', '\r']);
                return Form { toml: &content[first.len()..at], body: Some(body), lines_before: 1 };
            }
            at += line.len();
        }
        Form { toml: &content[first.len()..], body: None, lines_before: 1 }
    }

    /// Whether the second line `+++` is missing.
    pub fn is_unended(&self) -> bool {
        self.body.is_none() && self.lines_before > 0
    }
}

/// Whether a path names a template file. The name alone decides, whatever files exist.
pub(crate) fn is_template_file(path: &str) -> bool {
    let path = path.to_lowercase();
    path.ends_with(".toml") || path.ends_with(".md")
}

/// The file with another name in it; everything else stays as it was. `None` where it has no name.
pub(crate) fn renamed(content: &str, name: &str) -> Option<String> {
    let toml = Form::of(content).toml;
    let before = toml.as_ptr() as usize - content.as_ptr() as usize;
    let span: Range<usize> = DeTable::parse(toml).ok()?.get_ref().get("name")?.span();
    let (from, to) = (before + span.start, before + span.end);
    Some(format!("{}{}{}", content.get(..from)?, toml_text(name), content.get(to..)?))
}
