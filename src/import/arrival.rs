//! A conversation that arrives: read, not yet scored and not yet stored.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::conversation::{Imported, NewConversation, Source, Subject, Tier, Turn};
use crate::domain::document as chunk;
use crate::domain::excerpt;
use crate::domain::ids::ConversationId;
use crate::domain::import::ImportFormat;
use crate::domain::language::LANGUAGE;
use crate::domain::money::Usd;
use crate::domain::quality::Score;
use crate::domain::usage::estimate_tokens_of_turns;
use crate::import::about::{self, About};
use crate::import::fault::Wrong;
use crate::import::formats;
use crate::import::options::Options;
use crate::quality;
use crate::store::ImportKey;

/// The persona or emotion of a conversation that does not say it.
const UNKNOWN: &str = "unknown";
/// The parameter that keeps the system prompt.
const SYSTEM: &str = "system";

/// A conversation as it was read.
#[derive(Debug)]
pub(super) struct Arrival {
    id: ConversationId,
    title: String,
    subject: Subject,
    about: About,
    turns: Vec<Turn>,
    parameters: BTreeMap<String, String>,
    imported: Imported,
}

impl Arrival {
    pub(super) fn of(
        row: &Map<String, Value>,
        format: ImportFormat,
        options: &Options,
        source: Source,
    ) -> Result<Arrival, Wrong> {
        let talk = formats::read(format, row)?;
        let about = about::read(row, &options.mapped())?;
        let mut parameters = about.own.parameters.clone();
        for name in options.parameters() {
            parameters.extend(about::parameter(row, name)?.map(|value| (name.to_owned(), value)));
        }
        parameters.extend(talk.system.map(|system| (SYSTEM.to_owned(), system)));
        let or = |own: &Option<String>, given: &str| own.clone().unwrap_or_else(|| given.to_owned());
        let known = |value: String| if value.is_empty() { UNKNOWN.to_owned() } else { value };
        let subject = Subject {
            persona: known(or(&about.persona, &options.subject.persona)),
            emotion: known(or(&about.emotion, &options.subject.emotion)),
            topic: or(&about.topic, &options.subject.topic),
        };
        let checksum = checksum(&talk.turns, parameters.get(SYSTEM));
        Ok(Arrival {
            id: about.own.id.unwrap_or_else(ConversationId::new),
            title: about.title.clone().unwrap_or_else(|| title_of(&talk.turns, &subject)),
            subject,
            about,
            turns: talk.turns,
            parameters,
            imported: Imported { source, checksum },
        })
    }

    pub(super) fn key(&self) -> ImportKey {
        ImportKey { id: self.id, checksum: self.imported.checksum.clone() }
    }

    #[cfg(test)]
    pub(super) fn turns(&self) -> &[Turn] {
        &self.turns
    }

    #[cfg(test)]
    pub(super) fn line(&self) -> u64 {
        self.imported.source.line
    }

    /// Bytes of its text: what it takes in memory is a few times as much.
    pub(super) fn size(&self) -> usize {
        let parameters: usize = self.parameters.values().map(String::len).sum();
        self.turns.iter().map(|turn| turn.content.len()).sum::<usize>() + parameters
    }

    /// The id of the chunk that it rests on, as an export of ours gives it.
    pub(super) fn chunk(&self) -> Option<&str> {
        self.about.own.chunk.as_deref()
    }

    /// Scores and checks it as `dialoom score` will later. Nothing was paid for it here. `rests_on` is its chunk, where
    /// this database has it.
    pub(super) fn scored(self, by: &str, now: DateTime<Utc>, rests_on: Option<&chunk::Source>) -> NewConversation {
        let Arrival { id, title, subject, about, turns, parameters, imported } = self;
        let own = about.own;
        // Nobody counted, where it says nothing or none.
        let counted = own.total_tokens.filter(|tokens| *tokens > 0);
        let total_tokens = counted.unwrap_or_else(|| estimate_tokens_of_turns(&turns));
        let threshold = own.threshold.unwrap_or(Score::DEFAULT_THRESHOLD);
        let source = rests_on.map(chunk::Source::quoted);
        let context = quality::Context {
            threshold,
            total_tokens,
            title: Some(&title),
            subject: Some(&subject),
            system: parameters.get(SYSTEM).map(String::as_str),
            values: Some(&parameters),
            source: source.as_deref(),
            language: parameters.get(LANGUAGE).map_or("", String::as_str),
            ..quality::Context::default()
        };
        let assessment = quality::assess(&turns, &context);
        NewConversation {
            id,
            title,
            subject,
            intent: about.intent,
            tone: about.tone,
            tier: own.tier.unwrap_or(Tier::Template),
            categories: about.categories,
            turns,
            assessment,
            threshold,
            total_tokens,
            tokens_estimated: own.tokens_estimated || counted.is_none(),
            estimated_cost: Usd::ZERO,
            actual_cost: Usd::ZERO,
            duration_ms: 0,
            retry_count: 0,
            template: None,
            provider: own.provider,
            model: about.model,
            batch: None,
            chunk: rests_on.map(|source| (source.document_id, source.chunk_id)),
            parent: own.parent,
            situation: None,
            parameters,
            imported: Some(imported),
            created_by: by.to_owned(),
            created_at: own.created_at.unwrap_or(now),
        }
    }
}

/// The beginning of what the user says: "unknown - " would tell no two conversations apart.
fn title_of(turns: &[Turn], subject: &Subject) -> String {
    let first = turns.first().map(|turn| excerpt::start_of(&turn.content)).unwrap_or_default();
    if first.is_empty() { format!("{} - {}", subject.persona, subject.topic) } else { first }
}

/// Of the text alone: a file under another name, or compressed, holds the same conversations.
fn checksum(turns: &[Turn], system: Option<&String>) -> String {
    let mut hash = Sha256::new();
    let mut add = |who: &str, text: &str| {
        hash.update(format!("{who} {}\n", text.len()));
        hash.update(text);
    };
    add(SYSTEM, system.map_or("", String::as_str));
    turns.iter().for_each(|turn| add(turn.role.as_str(), &turn.content));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
