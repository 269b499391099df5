//! How many conversations an export takes, and how many it leaves out, counted in one pass.

use crate::domain::filter::{Filter, Without};
use crate::domain::ids::ConversationId;

use crate::store::conversations::filter::{IS_REAL, IS_UNREAD, push_where};
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// The conversations of a filter. Each number but `rejected` is a part of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exportable {
    /// Those of any status.
    pub(crate) any: u64,
    /// Those that are rejected.
    pub(crate) rejected: u64,
    /// Those that have the status.
    pub(crate) of_status: u64,
    /// Those without a serious finding, or with one that a person opened or named; where the filter asks for that.
    pub(crate) read: u64,
    /// Those that no simulator made, where the filter asks for that.
    pub(crate) exported: u64,
}

/// What an export may leave out of some conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Held {
    /// Those with a serious finding that nobody opened or named.
    pub(crate) unread: u64,
    /// Those of the simulator among the others.
    pub(crate) simulated: u64,
    /// Those whose place an approved newer version took.
    pub(crate) superseded: u64,
}

/// Conversations in one statement.
const IDS_AT_ONCE: usize = 500;

fn skips_unread(filter: &Filter) -> bool {
    filter.without == Without::UnreadSerious
}

/// The filter that [`Exportable::any`] counts by.
fn of_any_status(filter: &Filter) -> Filter {
    let without = if skips_unread(filter) { Without::Nothing } else { filter.without };
    Filter { status: Vec::new(), without_simulated: false, without, ..filter.clone() }
}

impl Store {
    /// How many of these the counts of a filter have as conversations of another status, and how many of them as rejected
    /// ones.
    pub(crate) async fn of_other_status(&self, filter: &Filter, ids: &[ConversationId]) -> Result<(u64, u64)> {
        let (wide, statuses) = (of_any_status(filter), filter.status.iter().map(ToString::to_string));
        let statuses: Vec<String> = statuses.collect();
        let (mut all, mut all_rejected) = (0, 0);
        for some in ids.chunks(IDS_AT_ONCE) {
            let (others, rejected): (i64, i64) = reading!(&self.db, |pool| {
                let mut select = Statement::new("SELECT count(*), count(*) FILTER (WHERE c.status = 'rejected')");
                select.push(" FROM conversations c");
                push_where::<Engine>(&mut select, &wide);
                select.push(" AND c.status NOT").bind_any::<Engine>(&statuses);
                select.push(" AND c.id IN ").bind_list(some.iter().map(|id| id.0));
                select.query_as::<Engine, _>().fetch_one(pool).await
            })?;
            (all, all_rejected) = (all + count(others), all_rejected + count(rejected));
        }
        Ok((all, all_rejected))
    }

    /// What an export may leave out of these.
    pub(crate) async fn held_of(&self, ids: &[ConversationId]) -> Result<Held> {
        let mut held = Held::default();
        for some in ids.chunks(IDS_AT_ONCE) {
            let mut select = Statement::new(&format!(
                "SELECT count(*) FILTER (WHERE {IS_UNREAD}), count(*) FILTER (WHERE NOT {IS_REAL} AND NOT {IS_UNREAD}), \
                 count(*) FILTER (WHERE EXISTS (SELECT 1 FROM superseded s WHERE s.conversation_id = c.id)) FROM conversations c WHERE c.id IN "
            ));
            select.bind_list(some.iter().map(|id| id.0));
            let (unread, simulated, superseded): (i64, i64, i64) =
                reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_one(pool).await)?;
            held = Held {
                unread: held.unread + count(unread),
                simulated: held.simulated + count(simulated),
                superseded: held.superseded + count(superseded),
            };
        }
        Ok(held)
    }

    /// Counts what a filter with a status leaves out.
    pub(crate) async fn exportable(&self, filter: &Filter) -> Result<Exportable> {
        let (skips_unread, wide) = (skips_unread(filter), of_any_status(filter));
        let (any, rejected, of_status, read, exported): (i64, i64, i64, i64, i64) = reading!(&self.db, |pool| {
            let unread = if skips_unread { format!(" AND NOT {IS_UNREAD}") } else { String::new() };
            let real = if filter.without_simulated { format!(" AND {IS_REAL}") } else { String::new() };
            let statuses: Vec<String> = filter.status.iter().map(ToString::to_string).collect();
            let mut select = Statement::new("SELECT count(*), count(*) FILTER (WHERE c.status = 'rejected')");
            for more in [String::new(), unread.clone(), format!("{unread}{real}")] {
                select.push(", count(*) FILTER (WHERE c.status").bind_any::<Engine>(&statuses).push(&more).push(")");
            }
            select.push(" FROM conversations c");
            push_where::<Engine>(&mut select, &wide);
            select.query_as::<Engine, _>().fetch_one(pool).await
        })?;
        let [any, rejected, of_status, read, exported] = [any, rejected, of_status, read, exported].map(count);
        Ok(Exportable { any, rejected, of_status, read, exported })
    }
}
