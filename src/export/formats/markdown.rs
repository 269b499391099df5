//! Markdown: for people to read and print. Turns are quoted blocks, so that a heading in a text stays inside its turn.

use chrono::{DateTime, Utc};

use crate::domain::conversation::Role;
use crate::domain::export::Include;
use crate::domain::markdown::{block, line};
use crate::domain::review::ReviewEntry;

use crate::export::findings;
use crate::export::formats::format::{Format, Row};

#[derive(Debug)]
pub(super) struct Markdown {
    pub(super) include: Include,
}

impl Format for Markdown {
    fn begin(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"# Conversations\n");
    }

    fn row(&mut self, row: Row<'_>, out: &mut Vec<u8>) {
        if let Row::Native(full) = row {
            out.extend_from_slice(conversation(full, self.include).as_bytes());
        }
    }
}

fn conversation(full: &crate::store::FullConversation, include: Include) -> String {
    let c = &full.conversation;
    let mut text = format!("\n## {}\n\n", line(&c.title));
    let quality = c.quality_score.map(|score| format!("{score} of 10")).unwrap_or_default();
    let status = c.status.as_str().replace('_', " ");
    let tier = c.tier.as_str().replace('_', " ");
    let mut rows = Vec::new();
    if include.metadata {
        rows.extend([
            ("Persona", line(&c.persona)),
            ("Emotion", line(&c.emotion)),
            ("Topic", line(&c.topic)),
            ("Status", status),
        ]);
    }
    if include.quality_scores {
        rows.push(("Quality", quality));
        rows.push(("Confidence", c.confidence.map(|it| it.to_string()).unwrap_or_default()));
    }
    if include.metadata || include.quality_scores {
        rows.extend(c.quality_metrics.findings.iter().map(|note| {
            let name = if note.is_serious() { "Serious finding" } else { "Hint" };
            (name, line(&findings::line(note)))
        }));
    }
    if include.metadata {
        rows.extend([
            ("Tier", tier),
            ("Template", c.template.as_deref().map(line).unwrap_or_default()),
            ("Model", c.model.as_deref().map(line).unwrap_or_default()),
        ]);
    }
    if include.timestamps {
        let said = |at: DateTime<Utc>| at.format("%Y-%m-%d %H:%M UTC").to_string();
        let by = c.approved_by.as_deref().map(|name| format!(" by {}", line(name))).unwrap_or_default();
        let approved = c.approved_at.map(|at| format!("{}{by}", said(at))).unwrap_or_default();
        rows.extend([("Made", said(c.created_at)), ("Approved", approved)]);
    }
    rows.push(("Id", c.id.to_string()));
    if include.approval_history {
        rows.extend(c.review_history.iter().map(|entry| ("Decision", line(&decision(entry)))));
    }
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        text.push_str(&format!("- {name}: {value}\n"));
    }
    for turn in &full.turns {
        let speaker = match turn.role {
            Role::User => "User",
            Role::Assistant => "Assistant",
        };
        text.push_str(&format!("\n**{speaker}**\n\n"));
        for line in block(&turn.content).lines() {
            text.push_str(if line.is_empty() { ">" } else { "> " });
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// "rita, 2026-11-22 12:00 UTC: generated to approved (why)".
fn decision(entry: &ReviewEntry) -> String {
    let why = entry.why.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
    let undo = if entry.undo { ", taken back" } else { "" };
    format!("{}, {}: {} to {}{undo}{why}", entry.by, entry.at.format("%Y-%m-%d %H:%M UTC"), entry.from, entry.to)
}
