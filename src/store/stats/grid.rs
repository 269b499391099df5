//! Conversations by two breakdowns at once.

use std::collections::HashMap;
use std::future::poll_fn;
use std::ops::Deref;
use std::sync::Arc;

use crate::domain::filter::Filter;

use crate::store::conversations::filter::push_where;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::stats::breakdown::Breakdown;
use crate::store::{Result, Store};

/// A value that a whole row or column of cells shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedValue(Arc<str>);

impl Deref for SharedValue {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SharedValue {
    fn from(text: &str) -> SharedValue {
        SharedValue(text.into())
    }
}

impl serde::Serialize for SharedValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// The conversations that have one value of each breakdown.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct GridCell {
    /// The value of the first breakdown; empty for conversations without one.
    pub row: SharedValue,
    /// The value of the second.
    pub column: SharedValue,
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
        // Persona and emotion ignore case: the first spelling names every cell of its row or column.
        let (mut row_names, mut column_names) = (HashMap::new(), HashMap::new());
        let mut cells = Vec::new();
        reading!(&self.db, |pool| {
            let mut rows = select::<Engine>(filter, by).query_as::<Engine, Row>().fetch(pool);
            while let Some(row) = poll_fn(|context| rows.as_mut().poll_next(context)).await {
                let (row_key, row, column_key, column, conversations, approved, rejected, mean_quality) = row?;
                cells.push(GridCell {
                    row: row_names.entry(row_key).or_insert_with(|| SharedValue::from(row.as_str())).clone(),
                    column: column_names
                        .entry(column_key)
                        .or_insert_with(|| SharedValue::from(column.as_str()))
                        .clone(),
                    conversations: count(conversations),
                    approved: count(approved),
                    rejected: count(rejected),
                    mean_quality,
                });
            }
            Ok::<(), sqlx::Error>(())
        })?;
        Ok(cells)
    }
}
