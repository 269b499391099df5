//! The headings of a text in Markdown.

use serde::{Deserialize, Serialize};

/// A heading and where its line begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Heading {
    /// The byte of the text where its line begins.
    pub at: usize,
    /// 1 for the outermost.
    pub level: u8,
    pub title: String,
}

/// The headings with `#` and those underlined by `=` or `-`, without those in fenced code.
pub(super) fn headings(text: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    let mut above: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, trimmed) = (at, line.trim());
        at += line.len();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            _ => {}
        }
        if fence.is_some() || mark.is_some() {
            above = None;
            continue;
        }
        if let Some((level, title)) = marked(trimmed) {
            found.push(Heading { at: start, level, title: title.to_owned() });
            above = None;
            continue;
        }
        if let (Some((start, title)), Some(level)) = (above, underline(trimmed)) {
            found.push(Heading { at: start, level, title: title.to_owned() });
        }
        above = (!trimmed.is_empty() && !trimmed.starts_with(['-', '*', '>', '|', '+'])).then_some((start, trimmed));
    }
    found
}

/// The heading of a line that begins with `#`.
fn marked(line: &str) -> Option<(u8, &str)> {
    let rest = line.trim_start_matches('#');
    let level = u8::try_from(line.len() - rest.len()).ok().filter(|level| (1..=6).contains(level))?;
    let title = rest.strip_prefix([' ', '\t'])?.trim().trim_end_matches('#').trim();
    (!title.is_empty()).then_some((level, title))
}

fn underline(line: &str) -> Option<u8> {
    let is_all = |mark: char| line.len() >= 3 && line.chars().all(|letter| letter == mark);
    if is_all('=') {
        return Some(1);
    }
    is_all('-').then_some(2)
}

/// The headings above one place after another: each heading is looked at once.
#[derive(Debug)]
pub(super) struct Path<'a> {
    rest: &'a [Heading],
    open: Vec<&'a Heading>,
}

impl<'a> Path<'a> {
    pub(super) fn new(headings: &'a [Heading]) -> Path<'a> {
        Path { rest: headings, open: Vec::new() }
    }

    /// The titles above a place, the outermost first. No place stands before the one asked for last.
    pub(super) fn at(&mut self, place: usize) -> Vec<String> {
        while let Some((heading, rest)) = self.rest.split_first().filter(|(heading, _)| heading.at <= place) {
            self.open.retain(|above| above.level < heading.level);
            self.open.push(heading);
            self.rest = rest;
        }
        self.open.iter().map(|heading| heading.title.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_and_code_has_none() {
        let text = "# One\n\ntext\n\n```sh\n# a comment\n```\nTwo\n===\n\n## Three ##\n#tag\n- list\n---\n";
        let found: Vec<_> = headings(text).into_iter().map(|it| (it.level, it.title)).collect();
        assert_eq!(found, [(1, "One".into()), (1, "Two".into()), (2, "Three".into())]);
    }

    #[test]
    fn the_path_holds_the_open_headings_alone() {
        let text = "# A\n## B\nx\n## C\n### D\ny\n# E\nz";
        let all = headings(text);
        let mut path = Path::new(&all);
        assert_eq!(path.at(text.find('x').expect("there")), ["A", "B"]);
        assert_eq!(path.at(text.find('y').expect("there")), ["A", "C", "D"]);
        assert_eq!(path.at(text.find('z').expect("there")), ["E"]);
    }
}
