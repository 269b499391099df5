//! A new look at a stored conversation: the score and findings that a fresh one would get.

use crate::domain::conversation::Turn;
use crate::domain::document::Source;
use crate::domain::finding::{Finding, Note};
use crate::domain::language::LANGUAGE;
use crate::domain::quality::{Assessment, Judgement};
use crate::quality;
use crate::store::{FullConversation, Store, StoreError};
use crate::templates::answer;

use crate::engine::asked_for::AskedFor;

/// What a look needs beside the conversation.
pub(super) struct Look {
    asked_for: AskedFor,
    /// Marks below are findings; `None` for what each judge was asked.
    min_mark: Option<u8>,
}

impl Look {
    pub(super) fn new(store: &Store) -> Look {
        Look { asked_for: AskedFor::new(store), min_mark: None }
    }

    /// The same with another lowest mark that is no finding.
    pub(super) fn with_min_mark(self, min_mark: Option<u8>) -> Look {
        Look { min_mark, ..self }
    }

    /// Score and findings of a conversation as it is now. Keeps what only the store or the provider could know.
    pub(super) async fn again(&mut self, full: &FullConversation) -> Result<Assessment, StoreError> {
        let it = &full.conversation;
        let wish = self.asked_for.wish(it).await?;
        let turns: Vec<Turn> =
            full.turns.iter().map(|turn| Turn { role: turn.role, content: turn.content.clone() }).collect();
        let text = wish.template.as_deref();
        // A chunk keeps its text for good, so this is what the prompt quoted.
        let source = self.asked_for.source(it).await?.map(|chunk| Source::from((*chunk).clone()).quoted());
        let stored = it.quality_metrics.judge.clone();
        let judge = stored.map(|stored| Judgement { min_mark: self.min_mark.unwrap_or(stored.min_mark), ..stored });
        let context = quality::Context {
            threshold: it.quality_threshold,
            required_elements: text.map_or(&[], |text| text.required_elements.as_slice()),
            criteria: it.situation.as_ref().map_or(&[], |situation| situation.criteria.as_slice()),
            expected: it.situation.as_ref().map_or("", |situation| situation.expected()),
            cut_off: it.quality_metrics.findings.iter().any(quality::is_stop),
            judge: judge.as_ref(),
            total_tokens: it.total_tokens,
            turns_asked: wish.turns,
            // What no prompt asked for cannot break a rule of the prompt.
            turn_limits: if text.is_some() { &answer::TURN_LIMITS } else { &[] },
            title: Some(&it.title),
            subject: Some(&wish.subject),
            field: text.map_or(["", ""], |text| [text.category.as_str(), text.name.as_str()]),
            prompt: wish.sent(),
            system: it.imported_system(),
            values: Some(&it.parameters),
            source: source.as_deref(),
            stages: text.map_or(&[], |text| text.structure.as_slice()),
            plain_prose: text.is_some(),
            language: it.parameters.get(LANGUAGE).map_or("", String::as_str),
        };
        let mut after = quality::assess(&turns, &context);
        // Only the store compares conversations.
        let is_of_store = |note: &&Note| matches!(note.finding, Finding::NearDuplicate | Finding::SameOpening);
        for note in it.quality_metrics.findings.iter().filter(is_of_store) {
            quality::add_finding(&mut after, note.clone(), it.quality_threshold);
        }
        Ok(after)
    }
}
