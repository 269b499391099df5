//! Counts and sums over all conversations of a filter, and over each value of a breakdown.

use std::collections::HashMap;

use crate::domain::filter::Filter;
use crate::domain::money::Usd;

use crate::store::conversations::filter::{IS_SENT_BACK, push_where};
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::stats::breakdown::Breakdown;
use crate::store::stats::findings::WITH_SERIOUS;
use crate::store::{Result, Store};

/// Counts and sums over the conversations of a filter.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct Totals {
    /// The value of the breakdown; empty for the total.
    pub name: String,
    /// All conversations.
    pub conversations: u64,
    /// Conversations that a person opened to decide about them.
    pub read: u64,
    /// Approved conversations.
    pub approved: u64,
    /// Rejected conversations.
    pub rejected: u64,
    /// Conversations below their threshold or sent back.
    pub needs_revision: u64,
    /// Those of them that a person sent back.
    pub sent_back: u64,
    /// Conversations without a decision, those that need revision included.
    pub undecided: u64,
    /// Conversations with a serious finding.
    pub serious: u64,
    /// Mean score, 0 to 10; `None` where no conversation has one.
    pub mean_quality: Option<f64>,
    /// Turns of all conversations.
    pub turns: u64,
    /// Input and output tokens of the calls that made them.
    pub total_tokens: u64,
    /// Whether some of these tokens are estimated.
    pub tokens_estimated: bool,
    /// Cost of the conversations, in USD.
    pub cost_usd: Usd,
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    group_key: String,
    conversations: i64,
    read_ones: i64,
    approved: i64,
    rejected: i64,
    needs_revision: i64,
    sent_back: i64,
    failed: i64,
    mean_quality: Option<f64>,
    turns: i64,
    total_tokens: i64,
    estimated: i64,
    cost_micros: i64,
}

/// The columns of [`Row`] behind its name and key.
fn sums<DB: Dialect>() -> String {
    let (turns, total_tokens) = (DB::sum("c.turn_count"), DB::sum("c.total_tokens"));
    let cost = DB::sum("c.actual_cost_micros");
    format!(
        "count(*) AS conversations, count(*) FILTER (WHERE c.decision_basis = 'opened') AS read_ones, \
         count(*) FILTER (WHERE c.status = 'approved') AS approved, \
         count(*) FILTER (WHERE c.status = 'rejected') AS rejected, \
         count(*) FILTER (WHERE c.status = 'needs_revision') AS needs_revision, \
         count(*) FILTER (WHERE {IS_SENT_BACK}) AS sent_back, \
         count(*) FILTER (WHERE c.status = 'failed') AS failed, \
         avg(c.quality_score) AS mean_quality, {turns} AS turns, {total_tokens} AS total_tokens, \
         count(*) FILTER (WHERE c.tokens_estimated) AS estimated, {cost} AS cost_micros"
    )
}

impl Row {
    fn with(self, serious: u64) -> Totals {
        let undecided = self.conversations - self.approved - self.rejected - self.failed;
        Totals {
            name: self.name,
            conversations: count(self.conversations),
            read: count(self.read_ones),
            approved: count(self.approved),
            rejected: count(self.rejected),
            needs_revision: count(self.needs_revision),
            sent_back: count(self.sent_back),
            undecided: count(undecided),
            serious,
            mean_quality: self.mean_quality,
            turns: count(self.turns),
            total_tokens: count(self.total_tokens),
            tokens_estimated: self.estimated > 0,
            cost_usd: Usd::from_micros(self.cost_micros),
        }
    }
}

impl Store {
    /// One row for all conversations of the filter.
    pub async fn totals(&self, filter: &Filter) -> Result<Totals> {
        let (whole, (serious,)): (Row, (i64,)) = reading!(&self.db, |pool| {
            async {
                let mut whole = Statement::new("SELECT '' AS name, '' AS group_key, ");
                whole.push(&sums::<Engine>()).push(" FROM conversations c");
                push_where::<Engine>(&mut whole, filter);
                let mut serious = Statement::new("SELECT count(*) FROM conversations c");
                push_where::<Engine>(&mut serious, filter);
                serious.push(WITH_SERIOUS);
                let whole = whole.query_as::<Engine, _>().fetch_one(pool).await?;
                Ok::<_, sqlx::Error>((whole, serious.query_as::<Engine, _>().fetch_one(pool).await?))
            }
            .await
        })?;
        Ok(whole.with(count(serious)))
    }

    /// One row for each value, the most conversations first.
    pub async fn totals_by(&self, filter: &Filter, by: Breakdown) -> Result<Vec<Totals>> {
        let (rows, serious): (Vec<Row>, Vec<(String, i64)>) = reading!(&self.db, |pool| {
            async {
                let of = by.dimension::<Engine>();
                let mut all = Statement::new(&format!("SELECT {} AS name, {} AS group_key, ", of.name, of.key));
                all.push(&sums::<Engine>()).push(" FROM conversations c").push(of.join);
                push_where::<Engine>(&mut all, filter);
                all.push(" GROUP BY ").push(of.group).push(" ORDER BY 3 DESC, 1");
                let mut serious =
                    Statement::new(&format!("SELECT {}, count(*) FROM conversations c{}", of.key, of.join));
                push_where::<Engine>(&mut serious, filter);
                serious.push(WITH_SERIOUS).push(" GROUP BY ").push(of.group);
                let all = all.query_as::<Engine, _>().fetch_all(pool).await?;
                Ok::<_, sqlx::Error>((all, serious.query_as::<Engine, _>().fetch_all(pool).await?))
            }
            .await
        })?;
        let serious: HashMap<String, i64> = serious.into_iter().collect();
        let with = |row: Row| {
            let found = serious.get(&row.group_key).copied().unwrap_or_default();
            row.with(count(found))
        };
        Ok(rows.into_iter().map(with).collect())
    }
}
