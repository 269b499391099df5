//! What calls cost, by day, batch, model or template.

use crate::domain::log::CallFilter;
use crate::domain::money::Usd;
use crate::domain::word::words;

use crate::store::calls::filter::{IS_UNUSED, push_call_where};
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

words! {
    /// What each row of costs stands for.
    CallBreakdown is "breakdown" {
        /// By day (UTC) on which the calls ended.
        Day = "day",
        /// By batch.
        Batch = "batch",
        /// By model.
        Model = "model",
        /// By template.
        Template = "template",
    }
}

/// The costs of the calls of one day, batch, model or template.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct CallCosts {
    /// The value of the breakdown; empty for calls without one, and for the total.
    pub name: String,
    /// All calls.
    pub calls: u64,
    /// Calls that gave nothing usable: failed ones, and answers that came too late.
    pub unused_calls: u64,
    /// Tokens in, those of the cache included.
    pub input_tokens: u64,
    /// Tokens out.
    pub output_tokens: u64,
    /// The cost of all calls, in USD.
    pub cost_usd: Usd,
    /// The part of it that gave nothing usable.
    pub unused_cost_usd: Usd,
    /// What the calls may have cost beyond that: calls cut off, or without a count of tokens.
    pub uncertain_cost_usd: Usd,
}

impl CallCosts {
    /// The sum of rows.
    pub fn total(rows: &[CallCosts]) -> CallCosts {
        rows.iter().fold(CallCosts::default(), |sum, row| CallCosts {
            name: String::new(),
            calls: sum.calls + row.calls,
            unused_calls: sum.unused_calls + row.unused_calls,
            input_tokens: sum.input_tokens.saturating_add(row.input_tokens),
            output_tokens: sum.output_tokens.saturating_add(row.output_tokens),
            cost_usd: sum.cost_usd.plus(row.cost_usd),
            unused_cost_usd: sum.unused_cost_usd.plus(row.unused_cost_usd),
            uncertain_cost_usd: sum.uncertain_cost_usd.plus(row.uncertain_cost_usd),
        })
    }
}

type Row = (String, i64, i64, i64, i64, i64, i64, i64);

/// SQL for a row's name, the expression to group by, the join for the name, and the order.
fn breakdown<DB: Dialect>(by: CallBreakdown) -> [&'static str; 4] {
    const DEAREST: &str = "6 DESC, 1";
    match by {
        CallBreakdown::Day => [DB::CREATED_DAY, DB::CREATED_DAY, "", "1"],
        CallBreakdown::Batch => [
            "coalesce(min(b.name), '')",
            "c.batch_id",
            " LEFT JOIN batch_jobs b ON b.id = c.batch_id",
            "min(c.created_at)",
        ],
        CallBreakdown::Model => ["c.model", "c.model", "", DEAREST],
        CallBreakdown::Template => [
            "coalesce(min(t.name), '')",
            "c.template_id",
            " LEFT JOIN prompt_templates t ON t.id = c.template_id",
            DEAREST,
        ],
    }
}

fn select<DB: Dialect>(filter: &CallFilter, by: CallBreakdown) -> Statement {
    let [name, group, join, order] = breakdown::<DB>(by);
    let input = DB::sum("c.input_tokens + c.cache_write_tokens + c.cache_read_tokens");
    let unused = DB::sum(&format!("CASE WHEN {IS_UNUSED} THEN c.cost_micros ELSE 0 END"));
    let [output, cost, uncertain] =
        ["output_tokens", "cost_micros", "uncertain_micros"].map(|it| DB::sum(&format!("c.{it}")));
    let mut select = Statement::new(&format!(
        "SELECT {name}, count(*), count(*) FILTER (WHERE {IS_UNUSED}), {input}, {output}, {cost}, {unused}, {uncertain} \
         FROM generation_logs c{join}"
    ));
    push_call_where::<DB>(&mut select, filter);
    select.push(" GROUP BY ").push(group).push(" ORDER BY ").push(order);
    select
}

impl Store {
    /// One row for each value: days and batches from the oldest, models and templates from the dearest.
    pub async fn call_costs(&self, filter: &CallFilter, by: CallBreakdown) -> Result<Vec<CallCosts>> {
        let rows: Vec<Row> =
            reading!(&self.db, |pool| select::<Engine>(filter, by).query_as::<Engine, _>().fetch_all(pool).await)?;
        let costs = |(name, calls, unused_calls, input, output, cost, unused, uncertain): Row| CallCosts {
            name,
            calls: count(calls),
            unused_calls: count(unused_calls),
            input_tokens: count(input),
            output_tokens: count(output),
            cost_usd: Usd::from_micros(cost),
            unused_cost_usd: Usd::from_micros(unused),
            uncertain_cost_usd: Usd::from_micros(uncertain),
        };
        Ok(rows.into_iter().map(costs).collect())
    }
}
