//! How the conversations of each cell of the axes did.

use crate::domain::conversation::Subject;
use crate::domain::filter::Filter;

use crate::store::conversations::filter::push_where;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// The conversations that share persona, emotion and topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellTotals {
    /// What they share.
    pub subject: Subject,
    /// How many there are.
    pub conversations: u64,
    /// How many of them are at their threshold without a serious finding, whatever was decided.
    pub passed: u64,
}

impl Store {
    /// One row for each cell.
    pub async fn cell_totals(&self, filter: &Filter) -> Result<Vec<CellTotals>> {
        let rows: Vec<(String, String, String, i64, i64)> = reading!(&self.db, |pool| {
            let mut statement = Statement::new(
                "SELECT c.persona, c.emotion, c.topic, count(*), count(*) FILTER (WHERE \
                 c.quality_score >= c.quality_threshold AND NOT c.has_serious) FROM conversations c",
            );
            push_where::<Engine>(&mut statement, filter);
            statement.push(" GROUP BY c.persona, c.emotion, c.topic ORDER BY 1, 2, 3");
            statement.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        let cell = |(persona, emotion, topic, conversations, passed)| CellTotals {
            subject: Subject { persona, emotion, topic },
            conversations: count(conversations),
            passed: count(passed),
        };
        Ok(rows.into_iter().map(cell).collect())
    }
}
