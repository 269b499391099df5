//! All figures of the conversations of a filter, each from where it costs least.
//!
//! Each figure of all conversations stands in an index: states and scores, turns, and costs with tokens and readings.
//! With a filter, the last are summed in one pass over its rows, and nothing else is: each further column and each
//! further sum costs that pass as much as reading an index.

use std::collections::BTreeMap;

use crate::domain::filter::Filter;
use crate::domain::money::Usd;
use crate::domain::quality::Score;
use crate::domain::status::Status;

use crate::store::conversations::filter::{QUALITY, push_where};
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading, word};
use crate::store::sql::statement::Statement;
use crate::store::stats::findings::WITH_SERIOUS;
use crate::store::stats::spread::{Bar, Spread, TOKEN_EDGES, token_bars, token_counts, turn_bars};
use crate::store::stats::totals::Totals;
use crate::store::{Result, Store};

/// How many conversations have each state and score (at most 8 × 102), and each number of turns (some hundred).
struct Counted {
    scores: Vec<(Status, Option<Score>, u64)>,
    turns: Vec<(u64, u64)>,
}

/// What the index over costs has, and nothing beyond it: one more column makes it a pass over the table.
#[derive(sqlx::FromRow)]
struct Summed {
    conversations: i64,
    read_ones: i64,
    total_tokens: i64,
    estimated: i64,
    cost_micros: i64,
    over_1: i64,
    over_2: i64,
    over_3: i64,
    over_4: i64,
    over_5: i64,
    over_6: i64,
    over_7: i64,
}

/// Both engines count each value out of an index where there is no other filter.
fn counted<DB: Dialect>(filter: &Filter, values: &str) -> Statement {
    let mut select = Statement::new(&format!("SELECT {values}, count(*) FROM conversations c"));
    push_where::<DB>(&mut select, filter);
    select.push(" GROUP BY ").push(values);
    select
}

fn summed<DB: Dialect>(filter: &Filter) -> Statement {
    let (total_tokens, cost) = (DB::sum("c.total_tokens"), DB::sum("c.actual_cost_micros"));
    let mut select = Statement::new(&format!(
        "SELECT count(*) AS conversations, count(*) FILTER (WHERE c.decision_basis = 'opened') AS read_ones, \
         {total_tokens} AS total_tokens, count(*) FILTER (WHERE c.tokens_estimated) AS estimated, {cost} AS cost_micros"
    ));
    select.push(&token_counts()).push(" FROM conversations c");
    push_where::<DB>(&mut select, filter);
    select
}

impl Counted {
    fn of(&self, is_it: impl Fn(Status) -> bool) -> u64 {
        self.scores.iter().filter(|(status, ..)| is_it(*status)).map(|(.., found)| found).sum()
    }

    fn by_status(&self) -> BTreeMap<&'static str, u64> {
        Status::ALL.iter().map(|status| (status.as_str(), self.of(|it| it == *status))).collect()
    }

    fn score_bars(&self) -> Vec<Bar> {
        let mut counts = [0; 11];
        for (_, score, found) in &self.scores {
            if let Some(score) = score {
                counts[usize::from(score.tenths() / 10)] += found;
            }
        }
        let bar = |(from, count)| Bar { from: Score::new(f64::from(from)).unwrap_or_default(), count };
        (0_u8..).zip(counts).map(bar).collect()
    }

    /// Scores are whole tenths, so their sum is exact, whatever the order of the rows.
    fn mean_quality(&self) -> Option<f64> {
        let scored = || self.scores.iter().filter_map(|(_, score, found)| Some((score.as_ref()?, found)));
        let tenths: u64 = scored().map(|(score, found)| u64::from(score.tenths()) * found).sum();
        let scored: u64 = scored().map(|(_, found)| found).sum();
        (scored > 0).then(|| tenths as f64 / (10 * scored) as f64)
    }

    /// Ends at the largest number of the engines, as their sums do.
    fn turns(&self) -> u64 {
        let sum = self.turns.iter().fold(0_u64, |sum, (turns, found)| sum.saturating_add(turns.saturating_mul(*found)));
        sum.min(i64::MAX.unsigned_abs())
    }
}

impl Summed {
    fn over(&self) -> [i64; TOKEN_EDGES - 1] {
        [self.over_1, self.over_2, self.over_3, self.over_4, self.over_5, self.over_6, self.over_7]
    }
}

impl Store {
    /// Counts and sums over all conversations of a filter, as [`Store::totals`] has them, and the histograms.
    pub async fn totals_and_spread(&self, filter: &Filter) -> Result<(Totals, Spread)> {
        let counted = self.counted(filter).await?;
        let (summed, serious): (Summed, (i64,)) = reading!(&self.db, |pool| {
            async {
                let mut serious = Statement::new("SELECT count(*) FROM conversations c");
                push_where::<Engine>(&mut serious, filter);
                serious.push(WITH_SERIOUS);
                let summed = summed::<Engine>(filter).query_as::<Engine, _>().fetch_one(pool).await?;
                Ok::<_, sqlx::Error>((summed, serious.query_as::<Engine, _>().fetch_one(pool).await?))
            }
            .await
        })?;
        let sent_back = self.count(&Filter { sent_back: true, ..filter.clone() }).await?;
        let totals = Totals {
            name: String::new(),
            conversations: counted.of(|_| true),
            read: count(summed.read_ones),
            approved: counted.of(|it| it == Status::Approved),
            rejected: counted.of(|it| it == Status::Rejected),
            needs_revision: counted.of(|it| it == Status::NeedsRevision),
            sent_back,
            undecided: counted.of(Status::is_undecided),
            serious: count(serious.0),
            mean_quality: counted.mean_quality(),
            turns: counted.turns(),
            total_tokens: count(summed.total_tokens),
            tokens_estimated: summed.estimated > 0,
            cost_usd: Usd::from_micros(summed.cost_micros),
        };
        let spread = Spread {
            by_status: counted.by_status(),
            scores: counted.score_bars(),
            tokens: token_bars(count(summed.conversations), summed.over()),
            turns: turn_bars(counted.turns),
        };
        Ok((totals, spread))
    }

    async fn counted(&self, filter: &Filter) -> Result<Counted> {
        type Scores = Vec<(String, f64, i64)>;
        let (scores, turns): (Scores, Vec<(i64, i64)>) = reading!(&self.db, |pool| {
            async {
                let scores = counted::<Engine>(filter, &format!("c.status, {QUALITY}"));
                let scores = scores.query_as::<Engine, _>().fetch_all(pool).await?;
                let turns = counted::<Engine>(filter, "c.turn_count").query_as::<Engine, _>().fetch_all(pool).await?;
                Ok::<_, sqlx::Error>((scores, turns))
            }
            .await
        })?;
        let scores =
            scores.into_iter().map(|(status, score, found)| Ok((word(&status)?, Score::new(score), count(found))));
        Ok(Counted {
            scores: scores.collect::<Result<_>>()?,
            turns: turns.into_iter().map(|(turns, found)| (count(turns), count(found))).collect(),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;
    use crate::store::Db;

    #[tokio::test(flavor = "multi_thread")]
    async fn sums_over_all_conversations_read_an_index_and_not_the_table() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().join("a.db").to_str().unwrap()).await.unwrap();
        let Db::Sqlite { read, .. } = &store.db else { panic!("a file is of SQLite") };
        let mut select = summed::<sqlx::Sqlite>(&Filter::default());
        select.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
        let steps: Vec<(i64, i64, i64, String)> = select.query_as::<sqlx::Sqlite, _>().fetch_all(read).await.unwrap();
        // The steps behind it look up which versions were replaced.
        assert_eq!(steps[0].3, "SCAN c USING COVERING INDEX conversations_by_cost");
    }
}
