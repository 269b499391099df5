//! Counts and sums over conversations.

use crate::domain::filter::Filter;
use crate::domain::money::Usd;
use crate::domain::quality::Score;
use crate::domain::word::words;

use crate::store::conversations::filter::{IS_SENT_BACK, push_where};
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

words! {
    /// What each row of a statistic stands for.
    Breakdown is "breakdown" {
        /// By template.
        Template = "template",
        /// By tier.
        Tier = "tier",
        /// By persona.
        Persona = "persona",
        /// By emotion.
        Emotion = "emotion",
        /// By model.
        Model = "model",
        /// By day (UTC).
        Day = "day",
        /// By batch.
        Batch = "batch",
    }
}

/// Counts and sums over the conversations of a filter.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct Totals {
    /// The value of the breakdown; empty for the total.
    pub name: String,
    /// All conversations.
    pub conversations: u64,
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

/// One bar of the quality histogram: one point wide, `from` included.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Bar {
    /// The lowest score of the bar: 0, 1, … 10.
    pub from: Score,
    /// Conversations with a score in the bar.
    pub count: u64,
}

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

/// One row of [`Totals`], in the order of [`sums`].
#[derive(sqlx::FromRow)]
struct TotalsRow {
    name: String,
    conversations: i64,
    approved: i64,
    rejected: i64,
    needs_revision: i64,
    sent_back: i64,
    undecided: i64,
    serious: i64,
    mean_quality: Option<f64>,
    turns: i64,
    total_tokens: i64,
    estimated: i64,
    cost_micros: i64,
}

fn sums<DB: Dialect>() -> String {
    let (turns, total_tokens) = (DB::sum("c.turn_count"), DB::sum("c.total_tokens"));
    let cost = DB::sum("c.actual_cost_micros");
    format!(
        " AS name, count(*) AS conversations, \
         count(*) FILTER (WHERE c.status = 'approved') AS approved, \
         count(*) FILTER (WHERE c.status = 'rejected') AS rejected, \
         count(*) FILTER (WHERE c.status = 'needs_revision') AS needs_revision, \
         count(*) FILTER (WHERE {IS_SENT_BACK}) AS sent_back, \
         count(*) FILTER (WHERE c.status IN ('draft', 'generated', 'pending_review', 'needs_revision', 'none')) \
         AS undecided, count(*) FILTER (WHERE c.has_serious) AS serious, \
         avg(c.quality_score) AS mean_quality, {turns} AS turns, {total_tokens} AS total_tokens, \
         count(*) FILTER (WHERE c.tokens_estimated) AS estimated, {cost} AS cost_micros FROM conversations c"
    )
}

impl From<TotalsRow> for Totals {
    fn from(row: TotalsRow) -> Totals {
        Totals {
            name: row.name,
            conversations: count(row.conversations),
            approved: count(row.approved),
            rejected: count(row.rejected),
            needs_revision: count(row.needs_revision),
            sent_back: count(row.sent_back),
            undecided: count(row.undecided),
            serious: count(row.serious),
            mean_quality: row.mean_quality,
            turns: count(row.turns),
            total_tokens: count(row.total_tokens),
            tokens_estimated: row.estimated > 0,
            cost_usd: Usd::from_micros(row.cost_micros),
        }
    }
}

/// SQL for a row's name, the expression to group by, and the join for the name.
fn breakdown<DB: Dialect>(by: Breakdown) -> (&'static str, &'static str, &'static str) {
    match by {
        Breakdown::Template => {
            ("coalesce(min(t.name), '')", "c.template_id", " LEFT JOIN prompt_templates t ON t.id = c.template_id")
        }
        Breakdown::Tier => ("c.tier", "c.tier", ""),
        Breakdown::Persona => ("min(c.persona)", "c.persona_key", ""),
        Breakdown::Emotion => ("min(c.emotion)", "c.emotion_key", ""),
        Breakdown::Model => ("coalesce(c.model, '')", "coalesce(c.model, '')", ""),
        Breakdown::Day => (DB::CREATED_DAY, DB::CREATED_DAY, ""),
        Breakdown::Batch => ("coalesce(min(b.name), '')", "c.batch_id", " LEFT JOIN batch_jobs b ON b.id = c.batch_id"),
    }
}

impl Store {
    /// One row for all conversations of the filter.
    pub async fn totals(&self, filter: &Filter) -> Result<Totals> {
        let row = reading!(&self.db, |pool| {
            let mut statement = Statement::new("SELECT ''");
            statement.push(&sums::<Engine>());
            push_where::<Engine>(&mut statement, filter);
            statement.query_as::<Engine, TotalsRow>().fetch_one(pool).await
        })?;
        Ok(row.into())
    }

    /// One row for each value, the most conversations first.
    pub async fn totals_by(&self, filter: &Filter, by: Breakdown) -> Result<Vec<Totals>> {
        let rows = reading!(&self.db, |pool| {
            let (name, group, join) = breakdown::<Engine>(by);
            let mut statement = Statement::new("SELECT ");
            statement.push(name).push(&sums::<Engine>()).push(join);
            push_where::<Engine>(&mut statement, filter);
            statement.push(" GROUP BY ").push(group).push(" ORDER BY 2 DESC, 1");
            statement.query_as::<Engine, TotalsRow>().fetch_all(pool).await
        })?;
        Ok(rows.into_iter().map(Totals::from).collect())
    }

    /// One row for each kind of finding, the most serious ones first.
    pub async fn finding_totals(&self, filter: &Filter) -> Result<Vec<FindingTotal>> {
        let rows: Vec<(String, i64, i64)> = reading!(&self.db, |pool| {
            let mut statement = Statement::new(
                "SELECT g.finding, count(*), count(*) FILTER (WHERE g.severity = 'serious') \
                 FROM conversations c JOIN conversation_findings g ON g.conversation_id = c.id",
            );
            push_where::<Engine>(&mut statement, filter);
            statement.push(" GROUP BY g.finding ORDER BY 3 DESC, 2 DESC, 1");
            statement.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        let total = |(finding, conversations, serious)| FindingTotal {
            finding,
            conversations: count(conversations),
            serious: count(serious),
        };
        Ok(rows.into_iter().map(total).collect())
    }

    /// Eleven bars, 0 to 10; conversations without a score are in none.
    pub async fn quality_histogram(&self, filter: &Filter) -> Result<Vec<Bar>> {
        // The database counts each score (at most 101); bars are built here, in exact tenths.
        let rows: Vec<(Option<f64>, i64)> = reading!(&self.db, |pool| {
            let mut statement = Statement::new("SELECT c.quality_score, count(*) FROM conversations c");
            push_where::<Engine>(&mut statement, filter);
            statement.push(" GROUP BY c.quality_score");
            statement.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        let mut counts = [0; 11];
        for (score, found) in rows {
            if let Some(score) = score.and_then(Score::new) {
                counts[usize::from(score.tenths() / 10)] += count(found);
            }
        }
        let bars = (0_u8..).zip(counts);
        Ok(bars.map(|(from, count)| Bar { from: Score::new(f64::from(from)).unwrap_or_default(), count }).collect())
    }
}
