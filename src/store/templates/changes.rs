//! What changes of a template without a new version: whether it is active, its rating, its removal.

use serde::Serialize;

use crate::domain::ids::TemplateId;

use crate::store::sql::engine::{count, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::{Result, Store, StoreError};

/// What rests on a template.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Uses {
    /// Conversations, those in the trash included.
    pub conversations: u64,
    /// Calls in the log.
    pub calls: u64,
    /// Scenarios and edge cases.
    pub derived: u64,
    /// Batches.
    pub batches: u64,
}

impl Store {
    /// Switches a template on or off. Whether that changed anything.
    pub async fn set_template_active(&self, id: TemplateId, is_active: bool, by: &str) -> Result<bool> {
        let mut statement = Statement::new("UPDATE prompt_templates SET is_active = ");
        statement.bind(is_active).push(", updated_by = ").bind(by).push(", updated_at = ").bind(Time::now());
        statement.push(" WHERE id = ").bind(id.0).push(" AND is_active <> ").bind(is_active);
        writing!(self, |tx| { Ok(statement.clone().query::<Engine>().execute(&mut **tx).await?.rows_affected() == 1) })
    }

    /// Removes a template with all its versions where nothing rests on it; else returns what does, and changes nothing.
    pub async fn purge_template(&self, id: TemplateId) -> Result<Uses> {
        writing!(self, |tx| {
            let (conversations, calls, derived, batches): (i64, i64, i64, i64) =
                uses(id).query_as::<Engine, _>().fetch_one(&mut **tx).await?;
            let uses = Uses {
                conversations: count(conversations),
                calls: count(calls),
                derived: count(derived),
                batches: count(batches),
            };
            if uses == Uses::default() {
                for table in ["template_versions WHERE template_id = ", "prompt_templates WHERE id = "] {
                    let mut removal = Statement::new(&format!("DELETE FROM {table}"));
                    removal.bind(id.0);
                    removal.query::<Engine>().execute(&mut **tx).await?;
                }
            }
            Ok(uses)
        })
    }

    /// Stores a person's rating of a version, in place of their earlier one. Returns the mean of all people.
    pub async fn rate_template(&self, (id, version): (TemplateId, u32), by: &str, rating: u8) -> Result<f64> {
        let mut own =
            Statement::new("INSERT INTO template_ratings (template_id, rated_by, version, rating, rated_at) VALUES ");
        let now = Time::now();
        own.bind_list([id.0.into(), by.into(), i64::from(version).into(), i64::from(rating).into(), now.into()]
            as [crate::store::sql::value::Value; 5]);
        own.push(
            " ON CONFLICT (template_id, rated_by) DO UPDATE SET version = excluded.version, \
             rating = excluded.rating, rated_at = excluded.rated_at",
        );
        let mut mean = Statement::new(
            "UPDATE prompt_templates SET rating = (SELECT CAST(avg(rating) AS double precision) FROM template_ratings \
             WHERE template_id = ",
        );
        mean.bind(id.0).push(") WHERE id = ").bind(id.0).push(" RETURNING rating");
        writing!(self, |tx| {
            own.clone().query::<Engine>().execute(&mut **tx).await?;
            let mean: Option<(f64,)> = mean.clone().query_as::<Engine, _>().fetch_optional(&mut **tx).await?;
            let (mean,) = mean.ok_or_else(|| StoreError::Other(format!("template {id} is gone")))?;
            Ok(mean)
        })
    }
}

/// A batch names its templates by id in its configuration.
fn uses(id: TemplateId) -> Statement {
    let mut statement = Statement::new("SELECT (SELECT count(*) FROM conversations WHERE template_id = ");
    statement.bind(id.0).push("), (SELECT count(*) FROM generation_logs WHERE template_id = ").bind(id.0);
    statement.push("), (SELECT count(*) FROM scenarios WHERE parent_template_id = ").bind(id.0);
    statement.push(") + (SELECT count(*) FROM edge_cases WHERE parent_template_id = ").bind(id.0);
    statement.push("), (SELECT count(*) FROM batch_jobs WHERE CAST(configuration AS text) LIKE ");
    statement.bind(format!("%{}%", id.0)).push(")");
    statement
}
