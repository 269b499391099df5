//! How fast and how reliable each model is, by template.

use std::collections::HashMap;

use uuid::Uuid;

use crate::domain::log::CallFilter;

use crate::store::calls::filter::push_call_where;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// The calls of one model with one template.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct Latency {
    /// The model asked for.
    pub model: String,
    /// The template; empty for calls without one, such as a judge's.
    pub template: String,
    /// All calls.
    pub calls: u64,
    /// Calls that gave what was asked for.
    pub succeeded: u64,
    /// Calls that the provider refused for their rate.
    pub rate_limited: u64,
    /// Calls without a reply in time.
    pub timed_out: u64,
    /// Calls that failed in another way.
    pub failed: u64,
    /// Calls that did not succeed ÷ all calls, 0 to 1.
    pub failure_rate: f64,
    /// Half of the calls that succeeded took at most this many milliseconds; `None` where none did.
    pub p50_ms: Option<u64>,
    /// Nine of ten took at most this many.
    pub p90_ms: Option<u64>,
    /// Output tokens of the calls that succeeded ÷ their duration.
    pub output_tokens_per_second: Option<f64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    model: String,
    template_id: Option<Uuid>,
    template: String,
    calls: i64,
    succeeded: i64,
    rate_limited: i64,
    timed_out: i64,
    output: i64,
    took: i64,
}

type Place = (String, Option<Uuid>, Option<i64>, Option<i64>);

fn sums<DB: Dialect>(filter: &CallFilter) -> Statement {
    let of_success = |column: &str| DB::sum(&format!("CASE WHEN c.status = 'success' THEN c.{column} ELSE 0 END"));
    let (output, took) = (of_success("output_tokens"), of_success("duration_ms"));
    let mut select = Statement::new(&format!(
        "SELECT c.model, c.template_id, coalesce(min(t.name), '') AS template, count(*) AS calls, \
         count(*) FILTER (WHERE c.status = 'success') AS succeeded, \
         count(*) FILTER (WHERE c.status = 'rate_limited') AS rate_limited, \
         count(*) FILTER (WHERE c.status = 'timeout') AS timed_out, {output} AS output, {took} AS took \
         FROM generation_logs c LEFT JOIN prompt_templates t ON t.id = c.template_id"
    ));
    push_call_where::<DB>(&mut select, filter);
    select.push(" GROUP BY c.model, c.template_id ORDER BY c.model, 3");
    select
}

/// The durations at the nearest rank: the database ranks them, so that memory does not grow with the log.
fn places<DB: Dialect>(filter: &CallFilter) -> Statement {
    let mut select = Statement::new(
        "SELECT model, template_id, min(CASE WHEN place * 2 >= number THEN duration_ms END), \
         min(CASE WHEN place * 10 >= number * 9 THEN duration_ms END) FROM (SELECT c.model, c.template_id, c.duration_ms, \
         row_number() OVER (PARTITION BY c.model, c.template_id ORDER BY c.duration_ms) AS place, \
         count(*) OVER (PARTITION BY c.model, c.template_id) AS number FROM generation_logs c",
    );
    push_call_where::<DB>(&mut select, filter);
    select.push(" AND c.status = 'success') AS ranked GROUP BY model, template_id");
    select
}

impl Store {
    /// One row for each model and template, by name.
    pub async fn latencies(&self, filter: &CallFilter) -> Result<Vec<Latency>> {
        let (rows, places): (Vec<Row>, Vec<Place>) = reading!(&self.db, |pool| {
            async {
                let rows = sums::<Engine>(filter).query_as::<Engine, _>().fetch_all(pool).await?;
                let places = places::<Engine>(filter).query_as::<Engine, _>().fetch_all(pool).await?;
                Ok::<_, sqlx::Error>((rows, places))
            }
            .await
        })?;
        let places: HashMap<_, _> = places
            .into_iter()
            .map(|(model, template, half, most)| ((model, template), (half.map(count), most.map(count))))
            .collect();
        let latency = |row: Row| {
            let (calls, succeeded) = (count(row.calls), count(row.succeeded));
            let (p50_ms, p90_ms) = places.get(&(row.model.clone(), row.template_id)).copied().unwrap_or_default();
            let (rate_limited, timed_out) = (count(row.rate_limited), count(row.timed_out));
            Latency {
                model: row.model,
                template: row.template,
                calls,
                succeeded,
                rate_limited,
                timed_out,
                failed: calls.saturating_sub(succeeded + rate_limited + timed_out),
                failure_rate: (calls.saturating_sub(succeeded)) as f64 / calls.max(1) as f64,
                p50_ms,
                p90_ms,
                output_tokens_per_second: (row.took > 0 && row.output > 0)
                    .then(|| row.output as f64 * 1000.0 / row.took as f64),
            }
        };
        Ok(rows.into_iter().map(latency).collect())
    }
}
