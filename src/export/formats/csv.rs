//! CSV: one row a conversation (RFC 4180: CRLF between rows, quotes doubled), the messages as JSON in the last cell.
//!
//! Loaders read a cell that says `null`, `None` or nothing as missing, and `001` as 1: for training, JSONL is safer.

use chrono::SecondsFormat;

use crate::domain::invisible::hides;
use crate::export::formats::format::{Format, Part, Unfit};
use crate::export::formats::json::write_json;
use crate::export::formats::jsonl;

const COLUMNS: &[&str] = &[
    "id",
    "title",
    "persona",
    "emotion",
    "topic",
    "tier",
    "status",
    "quality_score",
    "confidence",
    "turn_count",
    "template",
    "template_version",
    "provider",
    "model",
    "created_at",
    "approved_at",
    "approved_by",
    "messages",
];

/// `spreadsheet_safe` puts an apostrophe before cells that a spreadsheet would run as a formula. The messages cell
/// always begins with `[`, so the text of the training data is never altered.
#[derive(Debug)]
pub(super) struct Csv {
    pub(super) spreadsheet_safe: bool,
}

impl Format for Csv {
    fn write(&mut self, part: Part<'_>, out: &mut Vec<u8>) -> Result<(), Unfit> {
        let full = match part {
            Part::Begin => {
                self.row(COLUMNS.iter().map(|name| (*name).to_owned()), out);
                return Ok(());
            }
            Part::One(full) => full,
            Part::End => return Ok(()),
        };
        let messages = jsonl::messages(full)?;
        let mut json = Vec::new();
        write_json(&messages, &mut json);
        let c = &full.conversation;
        let time = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let cells: [String; 18] = [
            format!("c-{}", c.id),
            c.title.clone(),
            c.persona.clone(),
            c.emotion.clone(),
            c.topic.clone(),
            c.tier.to_string(),
            c.status.to_string(),
            c.quality_score.map(|score| score.to_string()).unwrap_or_default(),
            c.confidence.map(|confidence| confidence.to_string()).unwrap_or_default(),
            c.turn_count.to_string(),
            c.template.clone().unwrap_or_default(),
            c.template_version.map(|version| version.to_string()).unwrap_or_default(),
            c.provider.map(|provider| provider.to_string()).unwrap_or_default(),
            c.model.clone().unwrap_or_default(),
            time(c.created_at),
            c.approved_at.map(time).unwrap_or_default(),
            c.approved_by.clone().unwrap_or_default(),
            String::from_utf8_lossy(&json).into_owned(),
        ];
        self.row(cells.into_iter(), out);
        Ok(())
    }
}

impl Csv {
    fn row(&self, cells: impl Iterator<Item = String>, out: &mut Vec<u8>) {
        let mut row = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
        let written = row.write_record(cells.map(|cell| self.safe(&cell)).map(String::into_bytes));
        written
            .and_then(|()| Ok(row.flush()?))
            .expect("a Vec takes every byte, and a writer of one row any number of cells");
    }

    /// Removes NUL, which ends a text for some readers, and what hides text or turns its direction. Disarms what a spreadsheet would run.
    fn safe(&self, cell: &str) -> String {
        let cell: String = cell.chars().filter(|letter| *letter != '\0' && !hides(*letter)).collect();
        let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
        if self.spreadsheet_safe && runs { format!("'{cell}") } else { cell }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The bytes of the earlier writer, so that the same export keeps its checksum. It also quoted cells with white
    /// space at their ends, which no reader needs.
    fn as_before(cells: &[String]) -> String {
        let quote = |cell: &String| match cell.contains([',', '"', '\n', '\r']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.clone(),
        };
        cells.iter().map(quote).collect::<Vec<_>>().join(",") + "\r\n"
    }

    proptest! {
        #[test]
        fn a_row_has_the_bytes_it_always_had_and_reads_back(
            cells in prop::collection::vec("[a-z,\"\r\n =é;#']{0,8}", 2..6),
        ) {
            let mut out = Vec::new();
            Csv { spreadsheet_safe: false }.row(cells.iter().cloned(), &mut out);
            prop_assert_eq!(String::from_utf8_lossy(&out), as_before(&cells));
            let read = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&out[..]).into_records().next();
            let read: Vec<String> = read.expect("a row").expect("CSV").iter().map(str::to_owned).collect();
            prop_assert_eq!(read, cells);
        }
    }
}
