//! What earlier calls really used: what an estimate is refined by.

use crate::domain::ids::TemplateId;

use crate::store::sql::engine::{error, reading};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// The newest calls of a template and a model that are looked through, so that a long log does not slow an estimate down.
const LOOKED_AT: i64 = 1000;

/// Which earlier calls are a measure for those to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallsAlike<'a> {
    /// Made with this template.
    pub template: TemplateId,
    /// By this model.
    pub model: &'a str,
    /// With one of these token limits: unless the user sets it, it follows from the turns asked for.
    pub max_tokens: &'a [u32],
    /// And with at least half and at most twice so many turns in the conversation, where there is one: a limit the user
    /// sets, and the smallest there is, go with any number of turns.
    pub turns: u32,
}

impl Store {
    /// Mean input and output tokens of the last hundred successful calls like those, where there were any. One whose
    /// tokens nobody counted is none of them.
    pub async fn mean_usage(&self, alike: &CallsAlike<'_>) -> Result<Option<(f64, f64)>> {
        let mut statement = Statement::new(
            "SELECT CAST(avg(input) AS double precision), CAST(avg(output) AS double precision) FROM \
             (SELECT l.input, l.output FROM \
             (SELECT input_tokens + cache_write_tokens + cache_read_tokens AS input, output_tokens AS output, \
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
            reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_one(pool).await).map_err(error)?;
        Ok(input.zip(output))
    }
}
