//! How many conversations an export takes, and how many it leaves out, counted in one pass.

use crate::domain::filter::{Filter, Without};

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

impl Store {
    /// Counts what a filter with a status leaves out.
    pub(crate) async fn exportable(&self, filter: &Filter) -> Result<Exportable> {
        let skips_unread = filter.without == Without::UnreadSerious;
        let without = if skips_unread { Without::Nothing } else { filter.without };
        let wide = Filter { status: Vec::new(), without_simulated: false, without, ..filter.clone() };
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
