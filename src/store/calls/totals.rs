//! Sums over the log of generation.

use std::collections::BTreeMap;

use crate::domain::filter::Filter;
use crate::domain::money::Usd;
use crate::domain::repairs;
use crate::domain::usage::Usage;

use crate::store::conversations::filter::push_shared;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// Sums over the generation log, failed calls included.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct CallTotals {
    /// All calls.
    pub calls: u64,
    /// Calls that gave a conversation.
    pub succeeded: u64,
    /// Calls that the provider refused for their rate.
    pub rate_limited: u64,
    /// Calls without a reply in time.
    pub timed_out: u64,
    /// Calls that failed in another way.
    pub failed: u64,
    /// Tokens of all calls.
    #[serde(flatten)]
    pub usage: Usage,
    /// Cost of all calls, in USD.
    pub cost_usd: Usd,
    /// What they may have cost beyond that: calls cut off, or without a count of tokens.
    pub uncertain_cost_usd: Usd,
    /// Calls that gave a conversation in an hour, counting the minutes in which calls ended. `None` without one.
    pub succeeded_per_hour: Option<f64>,
    /// How many answers were stored after each kind of repair. One answer may have several.
    pub repairs: BTreeMap<String, u64>,
}

#[derive(sqlx::FromRow)]
struct CallsRow {
    calls: i64,
    succeeded: i64,
    rate_limited: i64,
    timed_out: i64,
    failed: i64,
    input_tokens: i64,
    output_tokens: i64,
    cache_write_tokens: i64,
    cache_read_tokens: i64,
    cost_micros: i64,
    uncertain_micros: i64,
    minutes: i64,
}

fn call_sums<DB: Dialect>() -> String {
    let columns =
        ["input_tokens", "output_tokens", "cache_write_tokens", "cache_read_tokens", "cost_micros", "uncertain_micros"];
    let sums = columns.map(|column| format!(", {} AS {column}", DB::sum(&format!("l.{column}")))).concat();
    let minute = DB::LOGGED_MINUTE;
    format!(
        "SELECT count(*) AS calls, count(*) FILTER (WHERE l.status = 'success') AS succeeded, \
         count(*) FILTER (WHERE l.status = 'rate_limited') AS rate_limited, \
         count(*) FILTER (WHERE l.status = 'timeout') AS timed_out, \
         count(*) FILTER (WHERE l.status = 'failed') AS failed, count(DISTINCT {minute}) AS minutes{sums} FROM generation_logs l WHERE 1 = 1"
    )
}

impl Store {
    /// Sums over the log. Of the filter, only `since`, `until`, `batch`, `template`, `provider` and `created_by` apply.
    pub async fn call_totals(&self, filter: &Filter) -> Result<CallTotals> {
        let shared = Filter { without_simulated: false, ..filter.clone() };
        let row = reading!(&self.db, |pool| {
            let mut statement = Statement::new(&call_sums::<Engine>());
            push_shared::<Engine>(&mut statement, &shared, "l");
            statement.query_as::<Engine, CallsRow>().fetch_one(pool).await
        })?;
        Ok(CallTotals {
            calls: count(row.calls),
            succeeded: count(row.succeeded),
            rate_limited: count(row.rate_limited),
            timed_out: count(row.timed_out),
            failed: count(row.failed),
            usage: Usage {
                input_tokens: count(row.input_tokens),
                output_tokens: count(row.output_tokens),
                cache_write_tokens: count(row.cache_write_tokens),
                cache_read_tokens: count(row.cache_read_tokens),
            },
            cost_usd: Usd::from_micros(row.cost_micros),
            uncertain_cost_usd: Usd::from_micros(row.uncertain_micros),
            succeeded_per_hour: (row.succeeded > 0 && row.minutes > 0)
                .then(|| row.succeeded as f64 * 60.0 / row.minutes as f64),
            repairs: self.repairs(&shared).await?,
        })
    }

    /// How often each kind of repair was made.
    async fn repairs(&self, shared: &Filter) -> Result<BTreeMap<String, u64>> {
        let rows: Vec<(String, i64)> = reading!(&self.db, |pool| {
            let mut statement =
                Statement::new("SELECT l.error_message, count(*) FROM generation_logs l WHERE l.error_code = ");
            statement.bind(repairs::CODE).push(" AND l.error_message IS NOT NULL");
            push_shared::<Engine>(&mut statement, shared, "l");
            statement.push(" GROUP BY l.error_message");
            statement.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        let mut kinds = BTreeMap::new();
        for (message, answers) in rows {
            for kind in repairs::kinds(&message) {
                *kinds.entry(kind.to_owned()).or_default() += count(answers);
            }
        }
        Ok(kinds)
    }

    /// Cost of all calls since midnight UTC.
    pub async fn cost_today(&self) -> Result<Usd> {
        let midnight = chrono::Utc::now().date_naive().and_time(chrono::NaiveTime::MIN).and_utc();
        let today = Filter { since: Some(midnight), ..Filter::default() };
        Ok(self.call_totals(&today).await?.cost_usd)
    }
}
