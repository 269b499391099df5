//! The built-in templates in the database.

use crate::domain::ids::TemplateId;
use crate::domain::template::{Template, TemplateText};

use crate::store::conversations::filter::key;
use crate::store::sql::engine::{count, reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::templates::insertion::{NewVersion, insertion, version_insertion};
use crate::store::templates::row::{COLUMNS, TemplateRow};
use crate::store::{Result, Store};

/// Who made the built-in templates.
const BUILDER: &str = "dialoom";

impl Store {
    /// Stores the missing built-in templates, and never changes one that exists.
    pub(in crate::store) async fn seed_templates(&self, texts: &[TemplateText]) -> Result<()> {
        let names: Vec<String> = texts.iter().map(|text| key(&text.name)).collect();
        if names.is_empty() {
            return Ok(());
        }
        let mut there = Statement::new("SELECT count(*) FROM prompt_templates WHERE name_key IN ");
        there.bind_list(names);
        let (there,): (i64,) = reading!(&self.db, |pool| there.query_as::<Engine, _>().fetch_one(pool).await)?;
        if count(there) == texts.len() as u64 {
            return Ok(());
        }
        let now = Time::now();
        writing!(self, |tx| {
            for text in texts {
                let (template, version) = insertion(TemplateId::new(), &NewVersion::of_text(text), BUILDER, true, now);
                if template.query::<Engine>().execute(&mut **tx).await?.rows_affected() == 1 {
                    version.query::<Engine>().execute(&mut **tx).await?;
                }
            }
            Ok(())
        })
    }

    /// Adds the newest text of a built-in template as a new version where the stored one is an earlier text of it. One
    /// that anybody changed is no such text, and stays.
    pub async fn renew_templates(&self, earlier: &[TemplateText], newest: &[TemplateText]) -> Result<()> {
        let mut ours = Statement::new(&format!("SELECT {COLUMNS} AND v.version = t.version WHERE t.is_builtin = "));
        ours.bind(true);
        let rows = self.template_rows(ours).await?;
        let stored: Vec<Template> = rows.into_iter().map(TemplateRow::template).collect::<Result<_>>()?;
        let now = Time::now();
        let mut changes = Vec::new();
        for template in stored.iter().filter(|template| earlier.contains(&template.text)) {
            let Some(text) = newest.iter().find(|text| text.name == template.text.name) else { continue };
            let number = template.version + 1;
            changes.push(version_insertion(template.id, number, &NewVersion::of_text(text), BUILDER, now));
            let mut renewal = Statement::new("UPDATE prompt_templates SET version = ");
            renewal.bind(i64::from(number)).push(", updated_at = ").bind(now).push(" WHERE id = ").bind(template.id.0);
            renewal.push(" AND version = ").bind(i64::from(template.version));
            changes.push(renewal);
        }
        if changes.is_empty() {
            return Ok(());
        }
        writing!(self, |tx| {
            for change in &changes {
                change.clone().query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(())
        })
    }
}
