//! Which version of which template, and which model, made the conversations of a filter, and when.

use chrono::{DateTime, Utc};

use crate::domain::filter::Filter;

use crate::store::conversations::filter::push_where;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::{Result, Store};

/// Conversations with one origin.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Origin {
    /// The template's name; empty without one.
    pub template: String,
    /// Its version.
    pub template_version: Option<i64>,
    /// The provider; empty for those that people wrote or imported.
    pub provider: String,
    /// The model, as the provider names it.
    pub model: String,
    /// All conversations.
    pub conversations: u64,
    /// When the first one was made.
    pub first: DateTime<Utc>,
    /// When the last one was made.
    pub last: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    template: String,
    template_version: Option<i64>,
    provider: String,
    model: String,
    conversations: i64,
    first: Time,
    last: Time,
}

impl Store {
    /// One row for each origin, the most conversations first.
    pub async fn origins(&self, filter: &Filter) -> Result<Vec<Origin>> {
        let rows: Vec<Row> = reading!(&self.db, |pool| {
            let mut select = Statement::new(
                "SELECT coalesce(min(t.name), '') AS template, c.template_version, coalesce(c.provider, '') AS provider, \
                 coalesce(c.model, '') AS model, count(*) AS conversations, min(c.created_at) AS first, \
                 max(c.created_at) AS last FROM conversations c LEFT JOIN prompt_templates t ON t.id = c.template_id",
            );
            push_where::<Engine>(&mut select, filter);
            select.push(" GROUP BY c.template_id, c.template_version, c.provider, c.model ORDER BY 5 DESC, 1, 2, 3, 4");
            select.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        let origin = |row: Row| Origin {
            template: row.template,
            template_version: row.template_version,
            provider: row.provider,
            model: row.model,
            conversations: count(row.conversations),
            first: row.first.into(),
            last: row.last.into(),
        };
        Ok(rows.into_iter().map(origin).collect())
    }
}
