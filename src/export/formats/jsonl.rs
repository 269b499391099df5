//! JSONL in the messages shape: `{"messages":[{"role","content"},…]}`, one training example a line.
//!
//! The shape every trainer takes: roles alternate from the user on and end with the assistant, no content is empty,
//! every row has the same keys and types (`""` and never null, lists and dates inside strings), so that loaders which
//! infer a schema from the first rows never meet a different one.

use serde::Serialize;

use crate::domain::conversation::{Conversation, Role};
use crate::domain::export::Include;
use crate::store::FullConversation;

use crate::export::formats::format::{Format, Part, Unfit};
use crate::export::formats::json::write_json;
use crate::export::plain_text::plain_text;
use crate::quality::control_token;

/// `include` adds a `metadata` object to every row.
#[derive(Debug)]
pub(super) struct Jsonl {
    pub(super) include: Include,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Message {
    pub(super) role: Role,
    pub(super) content: String,
}

#[derive(Serialize)]
struct Row<'a> {
    messages: &'a [Message],
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<Metadata<'a>>,
}

/// The fields besides the messages. Each group is whole or absent, and the same in every row.
#[derive(Serialize)]
struct Metadata<'a> {
    id: String,
    #[serde(flatten)]
    about: Option<About<'a>>,
    #[serde(flatten)]
    quality: Option<Quality>,
    #[serde(flatten)]
    times: Option<Times>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approval_history: Option<String>,
}

#[derive(Serialize)]
struct About<'a> {
    title: &'a str,
    persona: &'a str,
    emotion: &'a str,
    topic: &'a str,
    tier: &'a str,
    template: &'a str,
    template_version: u32,
    provider: &'a str,
    model: &'a str,
    batch: &'a str,
}

#[derive(Serialize)]
struct Quality {
    /// 0.0 with an empty confidence: never scored.
    quality_score: f64,
    confidence: &'static str,
    findings: String,
}

#[derive(Serialize)]
struct Times {
    created_at: String,
    approved_at: String,
}

impl Format for Jsonl {
    fn write(&mut self, part: Part<'_>, out: &mut Vec<u8>) -> Result<(), Unfit> {
        let Part::One(full) = part else { return Ok(()) };
        let messages = messages(full)?;
        fitness(&messages)?;
        let asked = self.include != Include::default();
        write_json(
            &Row { messages: &messages, metadata: asked.then(|| metadata(&full.conversation, self.include)) },
            out,
        );
        out.push(b'\n');
        Ok(())
    }
}

/// The turns as a trainer reads them. Refuses control tokens: the tokenizer would read them as structure.
pub(super) fn messages(full: &FullConversation) -> Result<Vec<Message>, Unfit> {
    let turns = full.turns.iter();
    let messages: Vec<Message> =
        turns.map(|turn| Message { role: turn.role, content: plain_text(&turn.content) }).collect();
    match messages.iter().any(|message| control_token(&message.content).is_some()) {
        true => Err(Unfit::ControlToken),
        false => Ok(messages),
    }
}

fn fitness(messages: &[Message]) -> Result<(), Unfit> {
    let speaker = |place: usize| if place.is_multiple_of(2) { Role::User } else { Role::Assistant };
    match messages.last() {
        None => Err(Unfit::NoTurns),
        Some(_) if messages.iter().any(|message| message.content.is_empty()) => Err(Unfit::EmptyTurn),
        Some(_) if messages.iter().enumerate().any(|(place, message)| message.role != speaker(place)) => {
            Err(Unfit::RolesNotAlternating)
        }
        Some(last) if last.role == Role::User => Err(Unfit::EndsOnUser),
        Some(_) => Ok(()),
    }
}

fn metadata(conversation: &Conversation, include: Include) -> Metadata<'_> {
    let c = conversation;
    // Some loaders read pure ISO dates as timestamps in one file and as text in the next.
    let time = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%d %H:%M:%S UTC").to_string();
    let findings =
        || c.quality_metrics.findings.iter().map(|note| note.finding.as_str()).collect::<Vec<_>>().join(", ");
    Metadata {
        // The letter keeps loaders from taking an id for a number or a date.
        id: format!("c-{}", c.id),
        about: include.metadata.then(|| About {
            title: &c.title,
            persona: &c.persona,
            emotion: &c.emotion,
            topic: &c.topic,
            tier: c.tier.as_str(),
            template: c.template.as_deref().unwrap_or_default(),
            template_version: c.template_version.unwrap_or_default(),
            provider: c.provider.map_or("", |provider| provider.as_str()),
            model: c.model.as_deref().unwrap_or_default(),
            batch: c.batch.as_deref().unwrap_or_default(),
        }),
        quality: include.quality_scores.then(|| Quality {
            quality_score: c.quality_score.map_or(0.0, |score| score.points()),
            confidence: c.confidence.map_or("", |confidence| confidence.as_str()),
            findings: findings(),
        }),
        times: include.timestamps.then(|| Times {
            created_at: time(c.created_at),
            approved_at: c.approved_at.map(time).unwrap_or_default(),
        }),
        approval_history: include.approval_history.then(|| {
            let mut history = Vec::new();
            write_json(&c.review_history, &mut history);
            String::from_utf8_lossy(&history).into_owned()
        }),
    }
}
