//! What is compared of two templates: their conversations, and which of them were asked for alike.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::conversation::Conversation;
use crate::domain::filter::{Filter, Order};
use crate::domain::ids::{ConversationId, TemplateId};
use crate::domain::quality::JudgeMarks;
use crate::domain::review::Basis;
use crate::domain::status::Status;
use crate::store::{Store, StoreError};

/// Conversations in one read of the store.
const PAGE: u32 = 500;

/// The model and the checksum of the rubric.
pub(super) type JudgeKey = (String, String);

/// What counts of a conversation.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sample {
    /// The same number where another template was asked for the same in the same batch.
    pub cell: Option<u64>,
    /// What a person decided who had opened or named it.
    pub approved: Option<bool>,
    pub score: Option<f64>,
    pub has_serious: bool,
    pub judged: Option<(JudgeKey, JudgeMarks)>,
    /// Its failed attempts included.
    pub dollars: f64,
}

/// The conversations of one template.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Samples {
    pub all: Vec<Sample>,
    /// Those that only a filter decided about: nobody read them, so the decision does not count.
    pub decided_by_filter: u64,
}

impl Samples {
    /// Those that the template made of its own prompt, and that are there: a failed one has no text. A new version of a conversation had another prompt: it does not
    /// count, and the old one counts as it is.
    pub async fn read(store: &Store, filter: &Filter, template: TemplateId) -> Result<Samples, StoreError> {
        let cells = cells(store, template).await?;
        let (mut samples, mut cursor) = (Samples::default(), None);
        loop {
            let page = store.list(filter, Order::OLDEST, PAGE, cursor.as_deref()).await?;
            for it in page.conversations.iter().filter(|it| it.made_from().is_none() && it.status != Status::Failed) {
                let is_by_filter = it.decision_basis == Some(Basis::Filter);
                samples.decided_by_filter += u64::from(is_by_filter && decision(it).is_some());
                samples.all.push(Sample {
                    cell: cells.get(&it.id).copied(),
                    approved: decision(it).filter(|_| !is_by_filter),
                    score: it.quality_score.map(|score| score.points()),
                    has_serious: it.quality_metrics.has_serious_finding(),
                    judged: judged(it),
                    dollars: it.actual_cost_usd.dollars(),
                });
            }
            cursor = page.next_cursor;
            if cursor.is_none() {
                return Ok(samples);
            }
        }
    }

    pub fn decided(&self) -> u64 {
        self.all.iter().filter(|sample| sample.approved.is_some()).count() as u64
    }
}

fn decision(it: &Conversation) -> Option<bool> {
    match it.status {
        Status::Approved => Some(true),
        Status::Rejected => Some(false),
        _ => None,
    }
}

fn judged(it: &Conversation) -> Option<(JudgeKey, JudgeMarks)> {
    let judgement = it.quality_metrics.judge.as_ref()?;
    Some(((judgement.model.clone(), judgement.rubric.clone()), judgement.marks))
}

/// A number for the batch, subject, variables, draws, place and source that each conversation was asked for with.
async fn cells(store: &Store, template: TemplateId) -> Result<HashMap<ConversationId, u64>, StoreError> {
    let asked = store.asked_of(template).await?;
    let cells = asked.into_iter().map(|(id, batch, mut request)| {
        request.template.clear();
        let mut hasher = DefaultHasher::new();
        (batch.0, &request).hash(&mut hasher);
        (id, hasher.finish())
    });
    Ok(cells.collect())
}

/// The values of both sides in the cells where both have one; the first of each cell.
pub(super) fn pairs<T: Copy>(a: &Samples, b: &Samples, of: impl Fn(&Sample) -> Option<T>) -> Vec<(T, T)> {
    let mut firsts: HashMap<u64, T> = HashMap::new();
    for (cell, value) in a.all.iter().filter_map(|sample| sample.cell.zip(of(sample))) {
        firsts.entry(cell).or_insert(value);
    }
    let seconds = b.all.iter().filter_map(|sample| sample.cell.zip(of(sample)));
    seconds.filter_map(|(cell, second)| Some((firsts.remove(&cell)?, second))).collect()
}
