//! Conversations by two breakdowns at once.

use std::collections::HashMap;

use crate::domain::filter::Filter;

use crate::store::conversations::filter::push_where;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::stats::breakdown::Breakdown;
use crate::store::{Result, Store};

/// The conversations that have one value of each breakdown.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct GridCell {
    /// The value of the first breakdown; empty for conversations without one.
    pub row: String,
    /// The value of the second.
    pub column: String,
    /// All conversations.
    pub conversations: u64,
    /// Approved conversations.
    pub approved: u64,
    /// Rejected conversations.
    pub rejected: u64,
    /// Mean score, 0 to 10; `None` where no conversation has one.
    pub mean_quality: Option<f64>,
}

type Row = (String, String, String, String, i64, i64, i64, Option<f64>);

fn select<DB: Dialect>(filter: &Filter, [first, second]: [Breakdown; 2]) -> Statement {
    let (row, column) = (first.dimension::<DB>(), second.dimension::<DB>());
    let mut select = Statement::new(&format!(
        "SELECT {}, {}, {}, {}, count(*), count(*) FILTER (WHERE c.status = 'approved'), \
         count(*) FILTER (WHERE c.status = 'rejected'), avg(c.quality_score) FROM conversations c{}{}",
        row.key, row.name, column.key, column.name, row.join, column.join
    ));
    push_where::<DB>(&mut select, filter);
    select.push(" GROUP BY ").push(row.group).push(", ").push(column.group).push(" ORDER BY 1, 3");
    select
}

impl Store {
    /// One cell for each pair of values that conversations have, by both values. Two different breakdowns.
    pub async fn grid(&self, filter: &Filter, by: [Breakdown; 2]) -> Result<Vec<GridCell>> {
        let rows: Vec<Row> =
            reading!(&self.db, |pool| select::<Engine>(filter, by).query_as::<Engine, _>().fetch_all(pool).await)?;
        // Persona and emotion ignore case: the first spelling names every cell of its row or column.
        let (mut row_names, mut column_names) = (HashMap::new(), HashMap::new());
        let mut cells = Vec::with_capacity(rows.len());
        for (row_key, row, column_key, column, conversations, approved, rejected, mean_quality) in rows {
            cells.push(GridCell {
                row: row_names.entry(row_key).or_insert(row).clone(),
                column: column_names.entry(column_key).or_insert(column).clone(),
                conversations: count(conversations),
                approved: count(approved),
                rejected: count(rejected),
                mean_quality,
            });
        }
        Ok(cells)
    }
}
