//! One decision about many conversations: all of them change, or none.

use chrono::{DateTime, Utc};

use crate::domain::filter::{Filter, Without};
use crate::domain::ids::ConversationId;
use crate::domain::review::{Basis, Change, Decision};
use crate::domain::status::{Move, MoveNotAllowed, Repeat, Status};
use crate::store::{Candidate, Store, StoreError};

/// A decision, who makes it, and about which conversations.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The reviewer's name for the review history.
    pub by: String,
    /// The decision, with its reason or note.
    pub decision: Decision,
    /// The conversations it is about.
    pub selection: Selection,
}

/// The conversations a decision is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Selection {
    /// This one, which the reviewer has opened.
    Opened(ConversationId),
    /// This one, which was on the reviewer's screen for too short a time to be seen. It counts as selected by the queue.
    Glanced(ConversationId),
    /// Exactly these, which the reviewer names.
    Ids(Vec<ConversationId>),
    /// All that match, oldest first. Without a status: the undecided ones, or to reopen, the rejected ones.
    Filter {
        /// Which ones.
        filter: Box<Filter>,
        /// Whether those with a serious finding are decided, too. A filter for findings asks for them by itself, but to
        /// approve them.
        with_findings: bool,
    },
}

impl Selection {
    fn basis(&self) -> Basis {
        match self {
            Selection::Opened(_) => Basis::Opened,
            Selection::Ids(_) => Basis::Named,
            Selection::Glanced(_) | Selection::Filter { .. } => Basis::Filter,
        }
    }
}

/// A conversation whose status forbids the decision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{short_id}: {source}")]
pub struct Refusal {
    /// The conversation's short id.
    pub short_id: String,
    /// The status, and the move it forbids.
    pub source: MoveNotAllowed,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// The reason, note or remark is only white space.
    #[error("the reason is empty")]
    NoReason,
    /// The status of some conversations forbids the decision.
    #[error("{}", said_of(refusals, *of))]
    NotAllowed {
        /// One entry for each of them.
        refusals: Vec<Refusal>,
        /// How many conversations were selected.
        of: usize,
    },
    /// The database failed, or a conversation does not exist.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn said_of(refusals: &[Refusal], of: usize) -> String {
    match refusals {
        [one] => one.to_string(),
        many => format!("{} of {of} conversations do not allow this decision; nothing was changed", many.len()),
    }
}

/// Decisions that every selected conversation allows. Nothing changes before [`Plan::commit`].
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    by: String,
    /// Each with the conversations it changes.
    decisions: Vec<(Decision, Vec<ConversationId>)>,
    basis: Basis,
    changes: Vec<Change>,
    left_out: u64,
}

/// Plans a decision and commits it.
pub async fn decide(store: &Store, request: Request, now: DateTime<Utc>) -> Result<Vec<Change>, DecideError> {
    plan(store, request).await?.commit(store, now).await
}

/// Checks a decision against every selected conversation and changes nothing: a dry run.
pub async fn plan(store: &Store, request: Request) -> Result<Plan, DecideError> {
    let Request { by, decision, selection } = request;
    let decision = decision.trimmed().ok_or(DecideError::NoReason)?;
    let basis = selection.basis();
    let agrees = match &selection {
        Selection::Opened(id) => store.may_agree(*id, &by).await?,
        Selection::Glanced(_) | Selection::Ids(_) | Selection::Filter { .. } => false,
    };
    let (selected, left_out) = match selection {
        Selection::Opened(id) | Selection::Glanced(id) => (store.candidates_named(&[id]).await?, 0),
        Selection::Ids(ids) => (store.candidates_named(&ids).await?, 0),
        Selection::Filter { filter, with_findings } => {
            let all = narrowed(*filter, decision.step());
            let fine = without_serious(&all, with_findings, decision.step());
            let left_out =
                if fine == all { 0 } else { store.count(&all).await?.saturating_sub(store.count(&fine).await?) };
            (store.candidates(&fine).await?, left_out)
        }
    };
    let changes = changes(selected, decision.step(), basis, agrees)?;
    let decisions = vec![(decision, ids_of(&changes))];
    Ok(Plan { by, decisions, basis, changes, left_out })
}

/// Plans decisions that a rule makes, not a person: each about its own conversations. No conversation comes twice.
pub async fn plan_by_rule(
    store: &Store,
    by: String,
    each: Vec<(Decision, Vec<ConversationId>)>,
) -> Result<Plan, DecideError> {
    let mut plan = Plan { by, decisions: Vec::new(), basis: Basis::Filter, changes: Vec::new(), left_out: 0 };
    for (decision, ids) in each {
        let decision = decision.trimmed().ok_or(DecideError::NoReason)?;
        let changes = changes(store.candidates_named(&ids).await?, decision.step(), plan.basis, false)?;
        plan.decisions.push((decision, ids_of(&changes)));
        plan.changes.extend(changes);
    }
    Ok(plan)
}

fn ids_of(changes: &[Change]) -> Vec<ConversationId> {
    changes.iter().map(|change| change.id).collect()
}

impl Plan {
    /// The changes, in the order of the selection.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Conversations that match the filter and stay as they are: a serious finding wants a reader.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Changes all or none. Returns what the store wrote: since the plan, somebody may have decided about one.
    pub async fn commit(self, store: &Store, now: DateTime<Utc>) -> Result<Vec<Change>, DecideError> {
        let Plan { by, decisions, basis, changes, .. } = self;
        // Titles once: the store gives those of what it wrote.
        drop(changes);
        let decided = decisions.iter().flat_map(|(decision, ids)| ids.iter().map(move |id| (*id, decision)));
        let each: Vec<_> = decided.collect();
        match store.decide_each(&each, basis, &by, now).await {
            Ok(written) => Ok(written),
            Err(StoreError::Move { short_id, source }) => {
                Err(DecideError::NotAllowed { refusals: vec![Refusal { short_id, source }], of: each.len() })
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// The statuses that wait for a decision.
pub(super) fn undecided() -> Vec<Status> {
    Status::ALL.iter().copied().filter(|status| status.is_undecided()).collect()
}

/// A filter without a status means the undecided ones, so that the same decision can run twice.
fn narrowed(mut filter: Filter, step: Move) -> Filter {
    if filter.status.is_empty() {
        filter.status = match step {
            Move::Reopen => vec![Status::Rejected],
            _ => undecided(),
        };
    }
    filter
}

/// A filter is no reading, so it leaves out conversations with a serious finding, unless the reviewer asked for them.
/// To reject what has a finding names the fault; to approve it wants more than its name.
fn without_serious(filter: &Filter, with_findings: bool, step: Move) -> Filter {
    let asked = with_findings || step != Move::Approve && !filter.finding.is_empty();
    match filter.without {
        Without::Nothing | Without::UnreadSerious if !asked => Filter { without: Without::Serious, ..filter.clone() },
        _ => filter.clone(),
    }
}

fn changes(selected: Vec<Candidate>, step: Move, basis: Basis, agrees: bool) -> Result<Vec<Change>, DecideError> {
    let of = selected.len();
    let mut changes = Vec::with_capacity(of);
    let mut refusals = Vec::new();
    for it in selected {
        let is_unread = basis != Basis::Filter && it.is_unread;
        match it.status.decided(step, Repeat::of(it.status, is_unread, agrees)) {
            Ok(to) => changes.push(Change { id: it.id, short_id: it.short_id, from: it.status, to, title: it.title }),
            Err(source) => refusals.push(Refusal { short_id: it.short_id, source }),
        }
    }
    match refusals.is_empty() {
        true => Ok(changes),
        false => Err(DecideError::NotAllowed { refusals, of }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_without_a_status_mean_the_undecided_ones() {
        let filter = narrowed(Filter::default(), Move::Approve);
        assert!(filter.status.contains(&Status::NeedsRevision) && !filter.status.contains(&Status::Approved));
        assert_eq!(narrowed(Filter::default(), Move::Reopen).status, [Status::Rejected]);
        let asked = Filter { status: vec![Status::Approved], ..Filter::default() };
        assert_eq!(narrowed(asked.clone(), Move::Reject), asked);
    }
}
