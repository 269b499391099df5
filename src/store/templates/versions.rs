//! The versions of a template.

use crate::domain::ids::TemplateId;
use crate::domain::template::{Template, TemplateText};

use crate::store::conversations::filter::key;
use crate::store::sql::engine::{reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::templates::insertion::{NewVersion, insertion, version_insertion};
use crate::store::version_entry::{VersionEntry, VersionRow};
use crate::store::{Result, Store, StoreError};

impl Store {
    /// Adds a template at version 1. A name that exists (in any case) is an error.
    pub async fn add_template(&self, text: &TemplateText, by: &str) -> Result<Template> {
        let stored = self.add_versions(&[NewVersion::of_text(text)], by).await?;
        let (id, version) = stored.first().copied().unwrap_or((TemplateId::new(), 1));
        self.template_at(id, version).await
    }

    /// Stores all of these or none. A new template whose name exists is an error, and so is a version of a template that
    /// somebody changed since its author saw it.
    pub async fn add_versions(&self, new: &[NewVersion], by: &str) -> Result<Vec<(TemplateId, u32)>> {
        let now = Time::now();
        writing!(self, |tx| {
            let mut stored = Vec::with_capacity(new.len());
            for new in new {
                let name = &new.text.name;
                let id = new.of.map_or_else(TemplateId::new, |(id, _)| id);
                let (others,): (i64,) = others_named(id, name).query_as::<Engine, _>().fetch_one(&mut **tx).await?;
                if others > 0 {
                    return Err(StoreError::Taken { what: "template", name: name.clone() });
                }
                let writes = version_writes(id, new, by, now);
                if writes.template.query::<Engine>().execute(&mut **tx).await?.rows_affected() != 1 {
                    return Err(writes.otherwise);
                }
                writes.version.query::<Engine>().execute(&mut **tx).await?;
                stored.push((id, new.of.map_or(1, |(_, seen)| seen + 1)));
            }
            Ok(stored)
        })
    }

    /// The versions of a template, newest first.
    pub async fn template_versions(&self, id: TemplateId) -> Result<Vec<VersionEntry>> {
        let mut statement = Statement::new(
            "SELECT v.version, v.created_by, v.created_at, (SELECT count(*) FROM conversations c \
             WHERE c.template_id = v.template_id AND c.template_version = v.version) \
             FROM template_versions v WHERE v.template_id = ",
        );
        statement.bind(id.0).push(" ORDER BY v.version DESC");
        let rows: Vec<VersionRow> = reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(VersionEntry::from).collect())
    }
}

/// The statements that store a version.
pub(in crate::store) struct VersionWrites {
    /// Changes one row.
    pub(in crate::store) template: Statement,
    pub(in crate::store) version: Statement,
    /// The error where the first changes none.
    pub(in crate::store) otherwise: StoreError,
}

/// What stores a version of the template with this id, which is new where the version is of none.
pub(in crate::store) fn version_writes(id: TemplateId, new: &NewVersion, by: &str, now: Time) -> VersionWrites {
    let name = new.text.name.clone();
    match new.of {
        None => {
            let (template, version) = insertion(id, new, by, false, now);
            VersionWrites { template, version, otherwise: StoreError::Taken { what: "template", name } }
        }
        Some((_, seen)) => VersionWrites {
            template: renewal(id, seen, &name, by, now),
            version: version_insertion(id, seen + 1, new, by, now),
            otherwise: StoreError::NewerVersion { name },
        },
    }
}

fn others_named(id: TemplateId, name: &str) -> Statement {
    let mut statement = Statement::new("SELECT count(*) FROM prompt_templates WHERE name_key = ");
    statement.bind(key(name)).push(" AND id <> ").bind(id.0);
    statement
}

/// Makes the next version the newest, unless there is one already.
fn renewal(id: TemplateId, seen: u32, name: &str, by: &str, now: Time) -> Statement {
    let mut statement = Statement::new("UPDATE prompt_templates SET version = ");
    statement.bind(i64::from(seen) + 1).push(", name = ").bind(name).push(", name_key = ").bind(key(name));
    statement.push(", updated_by = ").bind(by).push(", updated_at = ").bind(now);
    statement.push(" WHERE id = ").bind(id.0).push(" AND version = ").bind(i64::from(seen));
    statement
}
