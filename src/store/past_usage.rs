//! The tokens that earlier calls used, to refine an estimate.

use crate::domain::ids::TemplateId;
use crate::domain::limits::Style;

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
    /// Calls of batches with this style.
    pub style: Style,
    /// Calls that asked for between half and twice this many turns; those outside batches, whose conversation has them.
    pub turns: u32,
    /// Calls outside batches, too: nobody stored their style, so it is the model's default.
    pub outside_batches: bool,
}

impl Store {
    /// Mean input and output tokens of the last hundred successful calls of this kind. The output is scaled from the
    /// turns they asked for to those asked for now. Ignores calls whose tokens nobody counted; `None` without any call.
    pub async fn mean_usage(&self, alike: &CallsAlike<'_>) -> Result<Option<(f64, f64)>> {
        let mut statement = Statement::new(
            "SELECT CAST(avg(input) AS double precision), CAST(avg(output) AS double precision), \
             CAST(avg(turns) AS double precision) FROM (SELECT input, output, turns FROM (SELECT l.input, l.output, l.created_at, \
             COALESCE(CAST(b.configuration -> 'ask' ->> 'turns' AS double precision), c.turn_count) AS turns FROM \
             (SELECT CAST(input_tokens AS double precision) + cache_write_tokens + cache_read_tokens AS input, output_tokens AS output, \
             max_tokens, conversation_id, batch_id, created_at \
             FROM generation_logs WHERE status = 'success' AND template_id = ",
        );
        statement.bind(alike.template.0).push(" AND model = ").bind(alike.model);
        statement.push(" ORDER BY created_at DESC LIMIT ").bind(LOOKED_AT);
        statement.push(
            ") AS l LEFT JOIN conversations c ON c.id = l.conversation_id LEFT JOIN batch_jobs b ON b.id = l.batch_id",
        );
        statement.push(" WHERE l.output > 0");
        statement.push(" AND l.max_tokens IN ").bind_list(alike.max_tokens.iter().map(|tokens| i64::from(*tokens)));
        statement.push(" AND CASE WHEN b.id IS NULL THEN ").bind(alike.outside_batches);
        // A batch from before there was a choice says nothing of the style.
        statement.push(" ELSE COALESCE(b.configuration -> 'ask' ->> 'style', 'full') = ").bind(alike.style.as_str());
        statement.push(" END) AS kind WHERE turns IS NULL OR turns BETWEEN ");
        let turns = f64::from(alike.turns);
        statement
            .bind(turns / 2.0)
            .push(" AND ")
            .bind(turns * 2.0)
            .push(" ORDER BY created_at DESC LIMIT 100) AS recent");
        let (input, output, asked): (Option<f64>, Option<f64>, Option<f64>) =
            reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_one(pool).await)?;
        let output =
            output.map(|output| asked.filter(|asked| *asked > 0.0).map_or(output, |asked| output * turns / asked));
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
