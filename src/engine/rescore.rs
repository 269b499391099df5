//! Recomputes score and findings of stored conversations after the checks have changed.
//!
//! A decided conversation keeps its status. Where a serious finding is new on it, nobody has decided with that knowledge:
//! its basis goes, so that an export leaves it out until a person reads or names it.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::batch::{BatchStatus, BatchType};
use crate::domain::conversation::Conversation;
use crate::domain::filter::{Filter, Order};
use crate::domain::finding::{Finding, Note};
use crate::domain::ids::ConversationId;
use crate::domain::quality::{Assessment, QualityMetrics, Score};
use crate::domain::review::is_sent_back;
use crate::domain::status::Status;
use crate::quality;
use crate::store::{JobRecord, Rescored, Store, StoreError};

use crate::engine::look::Look;

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
    /// What else changes, in words: "low_mark 1 → 2", "confidence high → low".
    pub other: Vec<String>,
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

/// Looks anew at every conversation of the filter, oldest first; `progress` gets the number done. `min_mark` is the lowest
/// mark of a judge that is no finding; `None` leaves it as each judge was asked.
pub async fn rescore(
    store: &Store,
    filter: &Filter,
    by: &str,
    min_mark: Option<u8>,
    progress: impl Fn(u64),
) -> Result<Rescore, StoreError> {
    let mut look = Look::new(store).with_min_mark(min_mark);
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
                && quality::is_same(&it.quality_metrics, &after.metrics);
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
        let done = self.write(store, goes_on).await?;
        store.recount_results(None).await?;
        let ended = if done.stopped { BatchStatus::Cancelled } else { BatchStatus::Completed };
        store.record_job(&self.job(now, ended, &done)).await?;
        Ok(done)
    }

    async fn write(&self, store: &Store, goes_on: impl Fn(&RescoreDone) -> bool) -> Result<RescoreDone, StoreError> {
        let mut done = RescoreDone::default();
        let mut chunks = self.changes.chunks(PAGE as usize);
        while goes_on(&done) {
            if let Some(some) = chunks.next() {
                done.changed += store.rescore(some, &self.by).await?;
            } else if let Some(compared) = store.compare_older(PAGE).await? {
                done.compared += compared.compared;
                done.alike += compared.alike;
            } else {
                return Ok(done);
            }
        }
        done.stopped = true;
        Ok(done)
    }

    fn job(&self, began: DateTime<Utc>, ended: BatchStatus, done: &RescoreDone) -> JobRecord<'_> {
        JobRecord {
            kind: BatchType::Validation,
            name: format!("score {}", began.format("%Y-%m-%dT%H:%M:%S%.6fZ")),
            by: &self.by,
            began,
            status: ended,
            error: None,
            results: serde_json::json!({ "read": self.read, "done": done }),
        }
    }
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
        other: others(it, after),
        serious: after.has_serious_finding(),
        was_serious: it.quality_metrics.has_serious_finding(),
    }
}

/// What changes beside the score and the kinds of findings.
fn others(it: &Conversation, after: &Assessment) -> Vec<String> {
    let (before, now) = (&it.quality_metrics, &after.metrics);
    let number = |metrics: &QualityMetrics, kind| metrics.findings.iter().filter(|note| note.finding == kind).count();
    let mut others = Vec::new();
    for kind in Finding::ALL {
        let (old, new) = (number(before, *kind), number(now, *kind));
        let of = |metrics: &QualityMetrics| {
            let notes = metrics.findings.iter().filter(|note| note.finding == *kind);
            let mut notes: Vec<String> = notes.map(|note| format!("{note:?}")).collect();
            notes.sort();
            notes
        };
        if old > 0 && new > 0 && old != new {
            others.push(format!("{kind} {old} → {new}"));
        } else if old > 0 && new > 0 && of(before) != of(now) {
            others.push(format!("{kind} told otherwise"));
        }
    }
    if let Some(confidence) = it.confidence.filter(|confidence| *confidence != after.confidence) {
        others.push(format!("confidence {confidence} → {}", after.confidence));
    }
    let lowest = |metrics: &QualityMetrics| metrics.judge.as_ref().map(|judgement| judgement.min_mark);
    if let (Some(old), Some(new)) = (lowest(before), lowest(now))
        && old != new
    {
        others.push(format!("lowest mark {old} → {new}"));
    }
    let points = |it: &QualityMetrics| (it.turn_count_points, it.turn_length_points, it.alternation_points);
    if points(before) != points(now) || before.average_turn_chars != now.average_turn_chars {
        others.push("points for the form".to_owned());
    }
    others
}

fn change(it: &Conversation, after: Assessment) -> Rescored {
    let is_bad = after.score < it.quality_threshold || after.has_serious_finding();
    let status = it.status.after_scoring(is_bad, is_sent_back(&it.review_history));
    let is_news = after.has_serious_finding() && !it.quality_metrics.has_serious_finding();
    let forget_basis = is_news && !it.status.is_undecided();
    Rescored { id: it.id, from: it.status, to: status, seen: it.updated_at, assessment: after, forget_basis }
}
