//! Markdown: for people to read and print. Turns are quoted blocks, so that a heading in a text stays inside its turn.

use crate::domain::conversation::Role;
use crate::domain::markdown::{block, line};

use crate::export::formats::format::{Format, Row};

#[derive(Debug)]
pub(super) struct Markdown;

impl Format for Markdown {
    fn begin(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"# Conversations\n");
    }

    fn row(&mut self, row: Row<'_>, out: &mut Vec<u8>) {
        if let Row::Native(full) = row {
            out.extend_from_slice(conversation(full).as_bytes());
        }
    }
}

fn conversation(full: &crate::store::FullConversation) -> String {
    let c = &full.conversation;
    let mut text = format!("\n## {}\n\n", line(&c.title));
    let quality = c.quality_score.map(|score| format!("{score} of 10")).unwrap_or_default();
    let status = c.status.as_str().replace('_', " ");
    let tier = c.tier.as_str().replace('_', " ");
    let rows = [
        ("Persona", line(&c.persona)),
        ("Emotion", line(&c.emotion)),
        ("Topic", line(&c.topic)),
        ("Status", status),
        ("Quality", quality),
        ("Tier", tier),
        ("Template", c.template.as_deref().map(line).unwrap_or_default()),
        ("Model", c.model.as_deref().map(line).unwrap_or_default()),
        ("Id", c.id.to_string()),
    ];
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
