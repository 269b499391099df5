//! The turns of a conversation as rows of a width, with each finding beside the turn it points at.

use std::collections::BTreeSet;
use std::ops::Range;

use textwrap::{Options, WordSplitter};

use crate::domain::conversation::Role;
use crate::domain::finding::{Finding, Note, Severity};
use crate::quality::{describe, detail, says_only_its_rule};
use crate::store::FullConversation;
use crate::ui::printable::printable;

/// Columns of the mark before each row.
pub(super) const GUTTER: usize = 2;
/// No row is longer than this, to stay readable.
const WIDEST: usize = 100;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    Blank,
    /// The beginning of a turn: "› 3 user".
    Label {
        number: u32,
        role: Role,
    },
    /// A part of a turn's text; `bytes` is its place in `Layout::texts[turn]`.
    Text {
        turn: usize,
        role: Role,
        bytes: Range<usize>,
    },
    /// A row of a finding; only the first one has the mark.
    Finding {
        finding: Finding,
        severity: Severity,
        text: String,
        is_first: bool,
    },
}

/// The rows of one conversation at one width.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub(super) rows: Vec<Row>,
    /// The text of each turn as shown.
    pub(super) texts: Vec<String>,
    /// The rows at which a finding begins.
    pub(super) findings: Vec<usize>,
    /// Hints that point at no turn, each in words. The facts on top name them, and Tab says them after all others.
    pub(super) whole: Vec<(Finding, String)>,
}

impl Layout {
    /// In a window that is short, no row is empty between two turns, and several findings of one kind beside a turn have
    /// one row.
    pub(super) fn new(full: &FullConversation, columns: usize, is_short: bool) -> Layout {
        let width = columns.saturating_sub(GUTTER).clamp(1, WIDEST);
        let notes = &full.conversation.quality_metrics.findings;
        let mut layout = Layout::default();
        let numbers: Vec<u32> = full.turns.iter().map(|turn| turn.turn_number).collect();
        for (turn, stored) in full.turns.iter().enumerate() {
            if turn > 0 && !is_short {
                layout.rows.push(Row::Blank);
            }
            layout.rows.push(Row::Label { number: stored.turn_number, role: stored.role });
            let begins =
                |note: &&Note| note.turns.iter().find(|turn| numbers.contains(turn)) == Some(&stored.turn_number);
            let beside = notes.iter().filter(|note| note.turns.contains(&stored.turn_number));
            let (first, again): (Vec<&Note>, Vec<&Note>) = beside.partition(begins);
            layout.add_findings(&first, width, is_short);
            layout.add_again(&again, width);
            let text = printable(&stored.content).replace('\t', "    ");
            for bytes in wrapped(&text, width) {
                layout.rows.push(Row::Text { turn, role: stored.role, bytes });
            }
            layout.texts.push(text);
        }
        // What points at no turn, or at one that is not there: the facts on top name it, and the text begins with turn 1.
        let whole = notes.iter().filter(|note| !note.turns.iter().any(|turn| numbers.contains(turn)));
        let (serious, hints): (Vec<&Note>, Vec<&Note>) = whole.partition(|note| note.is_serious());
        layout.whole = hints.into_iter().map(|note| (note.finding, in_words(note))).collect();
        for (place, note) in serious.into_iter().enumerate() {
            if place == 0 {
                layout.rows.push(Row::Blank);
            }
            layout.add_finding(note, width);
        }
        layout
    }

    /// The findings beside a turn.
    fn add_findings(&mut self, notes: &[&Note], width: usize, is_short: bool) {
        let mut kinds = BTreeSet::new();
        for note in notes {
            let same: Vec<&Note> = notes.iter().copied().filter(|other| other.finding == note.finding).collect();
            match same.len() > 1 && is_short {
                false => self.add_finding(note, width),
                true if kinds.insert(note.finding) => self.add_kind(&same, width),
                true => {}
            }
        }
    }

    /// Findings that stand whole beside an earlier turn, in one row.
    fn add_again(&mut self, notes: &[&Note], width: usize) {
        let Some(worst) = notes.iter().find(|note| note.is_serious()).or(notes.first()) else { return };
        self.findings.push(self.rows.len());
        let mut names: Vec<String> = Vec::new();
        for note in notes {
            let name = note.finding.as_str().replace('_', " ");
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let whole = format!("{}, as above", names.join(", "));
        let text = console::truncate_str(&whole, width.saturating_sub(GUTTER).max(1), "…").into_owned();
        let (finding, severity) = (worst.finding, worst.severity);
        self.rows.push(Row::Finding { finding, severity, text, is_first: true });
    }

    /// Several findings of one kind in one row, as far as it has room for them.
    fn add_kind(&mut self, notes: &[&Note], width: usize) {
        self.findings.push(self.rows.len());
        let is_serious = notes.iter().any(|note| note.is_serious());
        let severity = if is_serious { Severity::Serious } else { Severity::Hint };
        let Some(finding) = notes.first().map(|note| note.finding) else { return };
        let name = finding.as_str().replace('_', " ");
        let told: Vec<&str> = notes
            .iter()
            .map(|note| if says_only_its_rule(note) { &note.excerpt } else { &note.detail }.as_str())
            .collect();
        let whole = printable(&format!("{name} ×{}: {}", notes.len(), told.join(" · "))).replace(['\n', '\t'], " ");
        let text = console::truncate_str(&whole, width.saturating_sub(GUTTER).max(1), "…").into_owned();
        self.rows.push(Row::Finding { finding, severity, text, is_first: true });
    }

    fn add_finding(&mut self, note: &Note, width: usize) {
        self.findings.push(self.rows.len());
        let whole = in_words(note);
        for (place, line) in textwrap::wrap(&whole, width.saturating_sub(GUTTER).max(1)).iter().enumerate() {
            let text = line.trim_end().to_owned();
            self.rows.push(Row::Finding { finding: note.finding, severity: note.severity, text, is_first: place == 0 });
        }
    }

    /// The place of the turn that a row belongs to: the one whose label stands last before it.
    pub(super) fn turn_at(&self, row: usize) -> Option<usize> {
        let labels = self.rows.iter().take(row + 1).filter(|row| matches!(row, Row::Label { .. }));
        labels.count().checked_sub(1)
    }

    /// The row at which a turn begins.
    pub(super) fn label_of(&self, turn: usize) -> Option<usize> {
        let labels = self.rows.iter().enumerate().filter(|(_, row)| matches!(row, Row::Label { .. }));
        labels.map(|(place, _)| place).nth(turn)
    }

    /// The row that shows what a row of another width showed.
    pub(super) fn place_of(&self, row: &Row) -> Option<usize> {
        match row {
            Row::Text { turn, bytes, .. } => self.row_of(*turn, bytes.start),
            row => self.rows.iter().position(|own| own == row),
        }
    }

    /// The row that shows this byte of a turn's text.
    pub(super) fn row_of(&self, of_turn: usize, byte: usize) -> Option<usize> {
        let mut last = None;
        for (place, row) in self.rows.iter().enumerate() {
            if let Row::Text { turn, bytes, .. } = row
                && *turn == of_turn
                && bytes.start <= byte
            {
                last = Some(place);
            }
        }
        last
    }
}

/// What it is, and what it says of its place.
fn in_words(note: &Note) -> String {
    let text = printable(&describe(note)).replace(['\n', '\t'], " ");
    let detail = printable(&detail(note)).replace(['\n', '\t'], " ");
    if detail.is_empty() { text } else { format!("{text} — {detail}") }
}

/// The parts of a text that stand on one row each, without the white space between them.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<Range<usize>> {
    let options = Options::new(width).word_splitter(WordSplitter::NoHyphenation);
    let mut parts = Vec::new();
    let mut begin = 0;
    let end_of_text = text.trim_end().len();
    for paragraph in text[..end_of_text].split('\n') {
        let mut at = 0;
        for line in textwrap::wrap(paragraph, &options) {
            let line = line.trim_end();
            // Each line is a part of the paragraph: nothing is hyphenated or indented.
            let from = paragraph[at..].find(line).map_or(at, |found| at + found);
            at = from + line.len();
            parts.push(begin + from..begin + at);
        }
        begin += paragraph.len() + 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrapped(text, width).into_iter().map(|bytes| &text[bytes]).collect()
    }

    #[test]
    fn a_finding_of_many_turns_stands_whole_beside_the_first_alone() {
        let mut full = crate::ui::review::screen::sample::conversation(crate::domain::status::Status::NeedsRevision);
        for turn in &mut full.turns {
            turn.content = "Again and again.".into();
        }
        let note = |finding: Finding, turns: Vec<u32>| Note {
            finding,
            severity: Severity::Serious,
            turns,
            excerpt: "Again and again.".into(),
            detail: "The words come again. ".repeat(20),
        };
        full.conversation.quality_metrics.findings =
            vec![note(Finding::RepeatedTurn, (1..=10).collect()), note(Finding::RepetitionInside, vec![2, 3])];
        let layout = Layout::new(&full, 80, false);
        let told = |turn: u32| -> Vec<String> {
            let rows =
                layout.rows.iter().skip_while(|row| !matches!(row, Row::Label { number, .. } if *number == turn));
            let of_turn = rows.skip(1).take_while(|row| !matches!(row, Row::Label { .. }));
            of_turn
                .filter_map(|row| if let Row::Finding { text, .. } = row { Some(text.clone()) } else { None })
                .collect()
        };
        assert!(told(1).len() > 3, "{:?}", told(1));
        assert_eq!(told(2).last().map(String::as_str), Some("repeated turn, as above"));
        assert_eq!(told(3), ["repeated turn, repetition inside, as above"]);
        assert_eq!(told(10), ["repeated turn, as above"]);
        assert!(layout.rows.len() < 60, "{}", layout.rows.len());
    }

    #[test]
    fn words_wrap_and_wide_letters_count_two() {
        assert_eq!(lines("one two three\n\n  four", 8), ["one two", "three", "", "  four"]);
        assert_eq!(lines("日本語日本語", 8), ["日本語日", "本語"]);
        assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(lines("the the the", 3), ["the", "the", "the"]);
    }

    #[test]
    fn no_word_is_lost_at_any_width() {
        let text = "A  user said: «größer — 日本語 word»,\nthen https://example.com/a/long/path?with=query and 🙂👩\u{200d}👧 more.";
        let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        for width in 2..60 {
            let lines = lines(text, width);
            assert_eq!(letters(&lines.concat()), letters(text), "{width}");
        }
    }
}
