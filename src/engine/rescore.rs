//! Recomputes score and findings of stored conversations after the checks have changed.
//!
//! A decided conversation keeps its status. Where a serious finding is new on it, nobody has decided with that knowledge:
//! its basis goes, so that an export leaves it out until a person reads or names it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::batch::{BatchStatus, ItemRequest};
use crate::domain::conversation::{Conversation, Subject, Turn};
use crate::domain::filter::{Filter, Order};
use crate::domain::finding::{Finding, Note};
use crate::domain::ids::ConversationId;
use crate::domain::language::LANGUAGE;
use crate::domain::quality::{Assessment, Score};
use crate::domain::review::last_standing;
use crate::domain::status::Status;
use crate::domain::template::TemplateText;
use crate::quality;
use crate::store::{FullConversation, Rescored, Store, StoreError};
use crate::templates::{Directions, answer, prompt};

use crate::engine::batch::Configuration;
use crate::engine::template_versions::TemplateVersions;
use crate::engine::terms::AskSettings;

/// Conversations in one read or one transaction.
const PAGE: u32 = 200;

/// What a new look changes about one conversation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The conversation.
    pub id: ConversationId,
    /// Its id as people type it.
    pub short_id: String,
    /// Its title, for lists.
    pub title: String,
    /// Its status now.
    pub status: Status,
    /// The score before.
    pub from: Option<Score>,
    /// The score after.
    pub to: Score,
    /// Findings that are new.
    pub gained: Vec<&'static str>,
    /// Findings that are gone.
    pub lost: Vec<&'static str>,
    /// Whether it has a serious finding now.
    pub serious: bool,
    /// Whether it had one before.
    pub was_serious: bool,
}

/// What a new look at the conversations of a filter would change. Nothing changes before [`Rescore::commit`].
#[derive(Debug)]
pub struct Rescore {
    by: String,
    /// How many were looked at.
    pub read: u64,
    /// Those that change, oldest first.
    pub differences: Vec<Difference>,
    changes: Vec<Rescored>,
    /// Conversations that were never compared with the others.
    pub not_compared: u64,
}

/// What a new look changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct RescoreDone {
    /// Conversations that changed.
    pub changed: u64,
    /// Conversations that were compared with the others for the first time.
    pub compared: u64,
    /// Near-duplicates and repeated openings among them.
    pub alike: u64,
    /// Whether it was asked to stop before all was done.
    #[serde(skip)]
    pub stopped: bool,
}

/// Looks anew at every conversation of the filter, oldest first; `progress` gets the number done.
pub async fn rescore(store: &Store, filter: &Filter, by: &str, progress: impl Fn(u64)) -> Result<Rescore, StoreError> {
    let mut look = Look { store, templates: TemplateVersions::new(store), asked: HashMap::new() };
    let mut found = Rescore {
        by: by.to_owned(),
        read: 0,
        differences: Vec::new(),
        changes: Vec::new(),
        not_compared: store.not_compared().await?,
    };
    let mut cursor = None;
    loop {
        let (page, next) = store.list_full(filter, Order::OLDEST, PAGE, cursor.as_deref()).await?;
        for full in page.iter().filter(|full| !full.turns.is_empty()) {
            let after = look.again(full).await?;
            found.read += 1;
            let it = &full.conversation;
            let is_same = it.quality_score == Some(after.score)
                && it.confidence == Some(after.confidence)
                && it.quality_metrics == after.metrics;
            if !is_same {
                found.differences.push(difference(it, &after));
                found.changes.push(change(it, after));
            }
        }
        progress(found.read);
        cursor = next;
        if cursor.is_none() {
            return Ok(found);
        }
    }
}

impl Rescore {
    /// Writes the changes, many in one transaction, and leaves a job of the type `validation` behind. A conversation that
    /// somebody changed meanwhile stays as it is. `goes_on` gets the number done and is asked before each transaction;
    /// once it says no, the rest stays as it was.
    pub async fn commit(
        self,
        store: &Store,
        now: DateTime<Utc>,
        goes_on: impl Fn(&RescoreDone) -> bool,
    ) -> Result<RescoreDone, StoreError> {
        let mut done = RescoreDone::default();
        let mut chunks = self.changes.chunks(PAGE as usize);
        while goes_on(&done) {
            if let Some(some) = chunks.next() {
                done.changed += store.rescore(some, &self.by).await?;
            } else if let Some(compared) = store.compare_older(PAGE).await? {
                done.compared += compared.compared;
                done.alike += compared.alike;
            } else {
                let results = serde_json::json!({ "read": self.read, "done": done });
                store.record_validation(&self.by, now, BatchStatus::Completed, &results).await?;
                return Ok(done);
            }
        }
        done.stopped = true;
        let results = serde_json::json!({ "read": self.read, "done": done });
        store.record_validation(&self.by, now, BatchStatus::Cancelled, &results).await?;
        Ok(done)
    }
}

/// What a look needs beside the conversation, each read once.
struct Look<'s> {
    store: &'s Store,
    templates: TemplateVersions,
    /// What each batch asked for; `None` where its configuration does not say.
    asked: HashMap<String, Option<AskSettings>>,
}

impl Look<'_> {
    async fn again(&mut self, full: &FullConversation) -> Result<Assessment, StoreError> {
        let it = &full.conversation;
        let template = self.templates.of(it).await?;
        let asked = self.asked(it).await?;
        let turns_asked = asked.as_ref().map_or(0, |asked| asked.turns);
        let directions = asked.map_or_else(|| Directions::full(1), |asked| asked.directions());
        let subject = Subject { persona: it.persona.clone(), emotion: it.emotion.clone(), topic: it.topic.clone() };
        let prompt = template.as_ref().and_then(|template| sent(template, it, &subject, &directions));
        let turns: Vec<Turn> =
            full.turns.iter().map(|turn| Turn { role: turn.role, content: turn.content.clone() }).collect();
        let text = template.as_deref();
        let context = quality::Context {
            threshold: it.quality_threshold,
            required_elements: text.map_or(&[], |text| text.required_elements.as_slice()),
            cut_off: has(it, Finding::CutOff),
            judge: it.quality_metrics.judge.as_ref(),
            total_tokens: it.total_tokens,
            turns_asked,
            longest_turn: answer::LONGEST_TURN,
            title: Some(&it.title),
            subject: Some(&subject),
            field: text.map_or(["", ""], |text| [text.category.as_str(), text.name.as_str()]),
            prompt: prompt.as_ref().map_or(["", ""], |prompt| [&prompt.system, &prompt.text]),
            values: Some(&it.parameters),
            stages: text.map_or(&[], |text| text.structure.as_slice()),
            plain_prose: true,
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

    async fn asked(&mut self, it: &Conversation) -> Result<Option<AskSettings>, StoreError> {
        let Some(batch) = &it.batch else { return Ok(None) };
        if let Some(asked) = self.asked.get(batch) {
            return Ok(asked.clone());
        }
        let configuration = Configuration::of(&self.store.batch(batch).await?);
        let asked = configuration.ok().map(|configuration| configuration.ask);
        self.asked.insert(batch.clone(), asked.clone());
        Ok(asked)
    }
}

/// The prompt as it was sent; `None` where the values no longer fit the template.
fn sent(
    template: &TemplateText,
    it: &Conversation,
    subject: &Subject,
    directions: &Directions,
) -> Option<prompt::Prompt> {
    let declared = |name: &String| name == LANGUAGE || template.variables.iter().any(|variable| variable.name == *name);
    // Draws are kept as `vary.NAME`.
    let drawn = |(name, value): (&String, &String)| Some((name.strip_prefix("vary.")?.to_owned(), value.clone()));
    let variables = it.parameters.iter().filter(|(name, _)| declared(name));
    let request = ItemRequest {
        template: template.name.clone(),
        subject: subject.clone(),
        variables: variables.map(|(name, value)| (name.clone(), value.clone())).collect(),
        tier: Some(it.tier),
        ordinal: 0,
        drawn: it.parameters.iter().filter_map(drawn).collect(),
    };
    prompt::build(template, &request, directions).ok()
}

fn has(it: &Conversation, finding: Finding) -> bool {
    it.quality_metrics.findings.iter().any(|note| note.finding == finding)
}

fn difference(it: &Conversation, after: &Assessment) -> Difference {
    let kinds = |notes: &[Note]| -> Vec<&'static str> {
        let mut kinds: Vec<_> = notes.iter().map(|note| note.finding.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    };
    let (before, now) = (kinds(&it.quality_metrics.findings), kinds(&after.metrics.findings));
    Difference {
        id: it.id,
        short_id: it.short_id.clone(),
        title: it.title.clone(),
        status: it.status,
        from: it.quality_score,
        to: after.score,
        gained: now.iter().filter(|kind| !before.contains(kind)).copied().collect(),
        lost: before.iter().filter(|kind| !now.contains(kind)).copied().collect(),
        serious: after.has_serious_finding(),
        was_serious: it.quality_metrics.has_serious_finding(),
    }
}

fn change(it: &Conversation, after: Assessment) -> Rescored {
    let is_bad = after.score < it.quality_threshold || after.has_serious_finding();
    let was_sent_back = last_standing(&it.review_history).is_some_and(|entry| entry.to == Status::NeedsRevision);
    let status = it.status.after_scoring(is_bad, was_sent_back);
    let is_news = after.has_serious_finding() && !it.quality_metrics.has_serious_finding();
    let forget_basis = is_news && !it.status.is_undecided();
    Rescored { id: it.id, from: it.status, to: status, seen: it.updated_at, assessment: after, forget_basis }
}
