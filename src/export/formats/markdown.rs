//! Markdown: for people to read and print. Turns are quoted blocks, so that a heading in a text stays inside its turn.

use crate::domain::conversation::Role;

use crate::export::formats::format::{Format, Part, Unfit};

#[derive(Debug)]
pub(super) struct Markdown;

impl Format for Markdown {
    fn write(&mut self, part: Part<'_>, out: &mut Vec<u8>) -> Result<u64, Unfit> {
        match part {
            Part::Begin => out.extend_from_slice(b"# Conversations\n"),
            Part::One(full) => out.extend_from_slice(conversation(full).as_bytes()),
            Part::End => {}
        }
        Ok(0)
    }
}

fn conversation(full: &crate::store::FullConversation) -> String {
    let c = &full.conversation;
    let mut text = format!("\n## {}\n\n", field(&c.title));
    let quality = c.quality_score.map(|score| format!("{score} of 10")).unwrap_or_default();
    let status = c.status.as_str().replace('_', " ");
    let tier = c.tier.as_str().replace('_', " ");
    let rows = [
        ("Persona", field(&c.persona)),
        ("Emotion", field(&c.emotion)),
        ("Topic", field(&c.topic)),
        ("Status", status),
        ("Quality", quality),
        ("Tier", tier),
        ("Template", c.template.as_deref().map(field).unwrap_or_default()),
        ("Model", c.model.as_deref().map(field).unwrap_or_default()),
        ("Id", c.short_id.clone()),
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
        for line in printable(&turn.content).lines() {
            text.push_str(if line.is_empty() { ">" } else { "> " });
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// A field on one line, with the characters of Markdown escaped.
fn field(text: &str) -> String {
    let line = printable(text).split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().fold(String::with_capacity(line.len()), |mut escaped, letter| {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|') {
            escaped.push('\\');
        }
        escaped.push(letter);
        escaped
    })
}

/// Makes line ends LF, removes control characters, and escapes each `<` that would open an HTML tag.
fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut safe = String::with_capacity(text.len());
    let mut letters = text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).peekable();
    while let Some(letter) = letters.next() {
        if letter == '<'
            && letters.peek().is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
        {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}
