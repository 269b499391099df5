//! How many conversations have each kind of finding.

use crate::domain::filter::Filter;

use crate::store::conversations::filter::push_where;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// How many conversations have one kind of finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FindingTotal {
    /// The kind.
    pub finding: String,
    /// Conversations with it.
    pub conversations: u64,
    /// Those for which it is serious.
    pub serious: u64,
}

/// Adds a condition that conversations `c` have a serious finding. The column `has_serious` says the same, but SQLite
/// computes it from the checks of each row.
pub(super) const WITH_SERIOUS: &str =
    " AND c.id IN (SELECT conversation_id FROM conversation_findings WHERE severity = 'serious')";

fn select<DB: Dialect>(filter: &Filter) -> Statement {
    let mut select = Statement::new(
        "SELECT g.finding, count(*), count(*) FILTER (WHERE g.severity = 'serious') FROM conversation_findings g",
    );
    if filter.is_empty() {
        // No filter still leaves superseded ones out; to join every conversation for that would take long.
        select.push(" WHERE g.conversation_id NOT IN (SELECT conversation_id FROM superseded)");
    } else {
        select.push(" JOIN conversations c ON g.conversation_id = c.id");
        push_where::<DB>(&mut select, filter);
    }
    select.push(" GROUP BY g.finding ORDER BY 3 DESC, 2 DESC, 1");
    select
}

impl Store {
    /// One row for each kind of finding, the most serious ones first.
    pub async fn finding_totals(&self, filter: &Filter) -> Result<Vec<FindingTotal>> {
        let rows: Vec<(String, i64, i64)> =
            reading!(&self.db, |pool| select::<Engine>(filter).query_as::<Engine, _>().fetch_all(pool).await)?;
        let total = |(finding, conversations, serious)| FindingTotal {
            finding,
            conversations: count(conversations),
            serious: count(serious),
        };
        Ok(rows.into_iter().map(total).collect())
    }
}
