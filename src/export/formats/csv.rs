//! CSV: one row a conversation (RFC 4180: CRLF between rows, quotes doubled), the messages as JSON in the last cell.
//!
//! Loaders read a cell that says `null`, `None` or nothing as missing, and `001` as 1: for training, JSONL is safer.

use chrono::SecondsFormat;

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

/// CSV. `spreadsheet_safe` puts an apostrophe before cells that a spreadsheet would run as a formula. The messages cell
/// always begins with `[`, so the text that is trained on is never altered.
#[derive(Debug)]
pub(super) struct Csv {
    pub(super) spreadsheet_safe: bool,
}

impl Format for Csv {
    fn write(&mut self, part: Part<'_>, out: &mut Vec<u8>) -> Result<u64, Unfit> {
        let full = match part {
            Part::Begin => {
                self.row(COLUMNS.iter().map(|name| (*name).to_owned()), out);
                return Ok(0);
            }
            Part::One(full) => full,
            Part::End => return Ok(0),
        };
        let (messages, removed) = jsonl::messages(full);
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
        Ok(removed)
    }
}

impl Csv {
    fn row(&self, cells: impl Iterator<Item = String>, out: &mut Vec<u8>) {
        for (place, cell) in cells.enumerate() {
            if place > 0 {
                out.push(b',');
            }
            let cell = cell.replace('\0', "");
            let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
            let cell = if self.spreadsheet_safe && runs { format!("'{cell}") } else { cell };
            if cell.contains([',', '"', '\n', '\r']) || cell.trim() != cell {
                out.extend_from_slice(format!("\"{}\"", cell.replace('"', "\"\"")).as_bytes());
            } else {
                out.extend_from_slice(cell.as_bytes());
            }
        }
        out.extend_from_slice(b"\r\n");
    }
}
