//! The rows that every act leaves: the act itself, what was before, and the entry in each review history.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::ids::ActId;
use crate::domain::review::{Action, Basis, ReviewEntry};
use crate::domain::status::Status;

use crate::store::sql::bulk::in_shapes;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};

/// An act to write.
#[derive(Debug, Clone)]
pub(crate) struct NewAct<'a> {
    pub(crate) id: ActId,
    pub(crate) action: Action,
    pub(crate) by: &'a str,
    pub(crate) at: DateTime<Utc>,
    pub(crate) why: Option<&'a str>,
    pub(crate) basis: Option<Basis>,
    pub(crate) undoes: Option<ActId>,
}

impl NewAct<'_> {
    /// The statement for the act itself.
    pub(crate) fn insert(&self) -> Statement {
        let mut insert = Statement::new("INSERT INTO acts (id, action, made_by, made_at, why, basis, undoes) VALUES ");
        insert.bind_list([
            Value::from(self.id.0),
            self.action.as_str().into(),
            self.by.into(),
            self.at.into(),
            self.why.into(),
            self.basis.map(Basis::as_str).into(),
            self.undoes.map(|act| act.0).into(),
        ]);
        insert
    }

    /// The entry it leaves in a review history.
    pub(crate) fn entry(&self, from: Status, to: Status) -> ReviewEntry {
        ReviewEntry {
            by: self.by.to_owned(),
            at: Time::from(self.at).into(),
            from,
            to,
            why: self.why.map(str::to_owned),
            basis: self.basis,
            undo: self.action == Action::Undo,
        }
    }

    /// The statements that keep what is before the act changes these conversations. They run before the change. `why` is
    /// kept where it is not the one of the whole act.
    pub(crate) fn keep_before(&self, ids: &[Uuid], to: Option<Status>, why: Option<&str>) -> Vec<Statement> {
        let own = why.filter(|_| why != self.why);
        let keep = |some: &[Uuid]| {
            let mut insert = Statement::new(KEEP_BEFORE);
            insert.bind(self.id.0).push(", c.status, ").bind(to.map(Status::as_str)).push(", ").bind(own).push(BEFORE);
            insert.push(" FROM conversations c WHERE c.id IN ").bind_list(some.iter().copied());
            insert
        };
        in_shapes(ids).map(keep).collect()
    }
}

const KEEP_BEFORE: &str = "INSERT INTO decisions (conversation_id, act_id, from_status, to_status, why, earlier_approved_by, \
    earlier_approved_at, earlier_notes, earlier_basis) SELECT c.id, ";
const BEFORE: &str = ", c.approved_by, c.approved_at, c.reviewer_notes, c.decision_basis";

/// Begins the change of conversations by an act: who, when, and the entry in the review history.
///
/// The database appends, so that no entry of another reviewer is lost.
pub(crate) fn begin_change<DB: Dialect>(entry: &ReviewEntry) -> Statement {
    let mut change = Statement::new("UPDATE conversations SET updated_by = ");
    let (before, after) = DB::HISTORY_APPEND;
    change.bind(entry.by.as_str()).push(", updated_at = ").bind(entry.at);
    change.push(", review_history = ").push(before).bind(Value::json(entry)).push(after);
    change
}

/// From so many conversations on, a change goes through more pages than a cache holds.
const MANY: usize = 500;

/// The statement before a change of so many conversations; it holds for the rest of the connection.
pub(crate) fn before_many<DB: Dialect>(conversations: usize) -> Option<Statement> {
    let (small, _) = DB::CACHES.filter(|_| conversations >= MANY)?;
    Some(Statement::new(small))
}

/// Groups conversations by what they share, so that one statement changes many.
pub(crate) fn grouped<K: Ord>(all: impl IntoIterator<Item = (K, Uuid)>) -> BTreeMap<K, Vec<Uuid>> {
    let mut groups: BTreeMap<K, Vec<Uuid>> = BTreeMap::new();
    for (key, id) in all {
        groups.entry(key).or_default().push(id);
    }
    groups
}
