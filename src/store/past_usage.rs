//! The tokens that earlier calls used, to refine an estimate.

use crate::domain::ids::TemplateId;

use crate::store::sql::engine::reading;
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// How many of the newest calls an estimate reads, so that a long log does not slow it down.
const LOOKED_AT: i64 = 1000;

/// Which earlier calls predict the next ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallsAlike<'a> {
    /// Calls with this template.
    pub template: TemplateId,
    /// Calls of this model.
    pub model: &'a str,
    /// Calls with one of these token limits. Unless the user sets it, the limit follows from the number of turns.
    pub max_tokens: &'a [u32],
    /// Calls whose conversation, if any, has between half and twice this many turns: the same token limit can go with
    /// different numbers of turns.
    pub turns: u32,
}

impl Store {
    /// Mean input and output tokens of the last hundred successful calls of this kind. Ignores calls whose tokens
    /// nobody counted; `None` without any call.
    pub async fn mean_usage(&self, alike: &CallsAlike<'_>) -> Result<Option<(f64, f64)>> {
        let mut statement = Statement::new(
            "SELECT CAST(avg(input) AS double precision), CAST(avg(output) AS double precision) FROM \
             (SELECT l.input, l.output FROM \
             (SELECT CAST(input_tokens AS double precision) + cache_write_tokens + cache_read_tokens AS input, output_tokens AS output, \
             max_tokens, conversation_id, created_at \
             FROM generation_logs WHERE status = 'success' AND template_id = ",
        );
        statement.bind(alike.template.0).push(" AND model = ").bind(alike.model);
        statement.push(" ORDER BY created_at DESC LIMIT ").bind(LOOKED_AT);
        statement.push(") AS l LEFT JOIN conversations c ON c.id = l.conversation_id WHERE l.output > 0");
        statement.push(" AND l.max_tokens IN ").bind_list(alike.max_tokens.iter().map(|tokens| i64::from(*tokens)));
        let turns = i64::from(alike.turns);
        statement.push(" AND (c.turn_count IS NULL OR c.turn_count * 2 >= ").bind(turns);
        statement.push(" AND c.turn_count <= ").bind(turns.saturating_mul(2));
        statement.push(") ORDER BY l.created_at DESC LIMIT 100) AS recent");
        let (input, output): (Option<f64>, Option<f64>) =
            reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_one(pool).await)?;
        Ok(input.zip(output))
    }

    /// The same of a judge: calls of this model with a rubric, by its checksum.
    pub(crate) async fn mean_judging_usage(&self, model: &str, rubric: &str) -> Result<Option<(f64, f64)>> {
        let mut statement = Statement::new(
            "SELECT CAST(avg(input) AS double precision), CAST(avg(output) AS double precision) FROM (SELECT \
             CAST(l.input_tokens AS double precision) + l.cache_write_tokens + l.cache_read_tokens AS input, \
             l.output_tokens AS output FROM generation_logs l JOIN batch_jobs b ON b.id = l.batch_id \
             WHERE b.type = 'validation' AND b.configuration -> 'judge' ->> 'rubric' = ",
        );
        statement.bind(rubric).push(" AND l.status = 'success' AND l.output_tokens > 0 AND l.model = ").bind(model);
        statement.push(" ORDER BY l.created_at DESC LIMIT 100) AS recent");
        let (input, output): (Option<f64>, Option<f64>) =
            reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_one(pool).await)?;
        Ok(input.zip(output))
    }
}
