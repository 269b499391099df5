//! Templates and their versions.

use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::ids::TemplateId;
use crate::domain::nearest;
use crate::domain::quality::Score;
use crate::domain::template::{Template, TemplateText, Variable};

use crate::store::conversations::filter::{id_range, key};
use crate::store::sql::engine::{count, reading, word, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

/// A template joined with one of its versions.
#[derive(sqlx::FromRow)]
struct TemplateRow {
    id: Uuid,
    version: i64,
    usage_count: i64,
    rating: Option<f64>,
    success_rate: Option<f64>,
    is_active: bool,
    created_by: String,
    created_at: Time,
    updated_at: Time,
    name: String,
    description: String,
    category: String,
    tier: String,
    template_text: String,
    structure: Json<Vec<String>>,
    variables: Json<Vec<Variable>>,
    tone: String,
    complexity: i64,
    style_notes: String,
    example: String,
    system_prompt: String,
    quality_threshold: f64,
    required_elements: Json<Vec<String>>,
    applicable_personas: Json<Vec<String>>,
    applicable_emotions: Json<Vec<String>>,
    applicable_topics: Json<Vec<String>>,
}

const COLUMNS: &str = "t.id, v.version, t.usage_count, t.rating, t.success_rate, t.is_active, t.created_by, \
    t.created_at, t.updated_at, v.name, v.description, v.category, v.tier, v.template_text, v.structure, v.variables, \
    v.tone, v.complexity, v.style_notes, v.example, v.system_prompt, v.quality_threshold, v.required_elements, \
    v.applicable_personas, v.applicable_emotions, v.applicable_topics FROM prompt_templates t JOIN template_versions v ON v.template_id = t.id";

impl TemplateRow {
    fn template(self) -> Result<Template> {
        Ok(Template {
            id: TemplateId(self.id),
            version: u32::try_from(self.version).unwrap_or(u32::MAX),
            text: TemplateText {
                name: self.name,
                description: self.description,
                category: self.category,
                tier: word(&self.tier)?,
                text: self.template_text,
                structure: self.structure.0,
                variables: self.variables.0,
                tone: self.tone,
                complexity: u8::try_from(self.complexity).unwrap_or(10),
                style_notes: self.style_notes,
                example: self.example,
                system_prompt: self.system_prompt,
                quality_threshold: Score::new(self.quality_threshold).unwrap_or(Score::DEFAULT_THRESHOLD),
                required_elements: self.required_elements.0,
                applicable_personas: self.applicable_personas.0,
                applicable_emotions: self.applicable_emotions.0,
                applicable_topics: self.applicable_topics.0,
            },
            is_active: self.is_active,
            usage_count: count(self.usage_count),
            rating: self.rating,
            success_rate: self.success_rate,
            created_by: self.created_by,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

/// Who made the built-in templates.
const BUILDER: &str = "dialoom";

/// Two statements that store a template at version 1. The first changes nothing where the name exists.
fn insertion(id: TemplateId, text: &TemplateText, by: &str, is_builtin: bool, now: Time) -> (Statement, Statement) {
    let mut template = Statement::new(
        "INSERT INTO prompt_templates \
         (id, name, name_key, version, is_builtin, created_by, updated_by, created_at, updated_at) VALUES ",
    );
    template.bind_list([
        Value::from(id.0),
        text.name.as_str().into(),
        key(&text.name).into(),
        1.into(),
        is_builtin.into(),
        by.into(),
        by.into(),
        now.into(),
        now.into(),
    ]);
    template.push(" ON CONFLICT (name_key) DO NOTHING");
    (template, version_insertion(id, 1, text, by, now))
}

/// Stores one version of a template; changes nothing where it exists.
fn version_insertion(id: TemplateId, number: u32, text: &TemplateText, by: &str, now: Time) -> Statement {
    let mut version = Statement::new(
        "INSERT INTO template_versions (id, template_id, version, name, description, category, tier, template_text, \
         structure, variables, tone, complexity, style_notes, example, system_prompt, quality_threshold, \
         required_elements, applicable_personas, applicable_emotions, applicable_topics, created_by, created_at) VALUES ",
    );
    version.bind_list([
        Value::from(Uuid::now_v7()),
        id.0.into(),
        i64::from(number).into(),
        text.name.as_str().into(),
        text.description.as_str().into(),
        text.category.as_str().into(),
        text.tier.as_str().into(),
        text.text.as_str().into(),
        Value::json(&text.structure),
        Value::json(&text.variables),
        text.tone.as_str().into(),
        i64::from(text.complexity).into(),
        text.style_notes.as_str().into(),
        text.example.as_str().into(),
        text.system_prompt.as_str().into(),
        text.quality_threshold.points().into(),
        Value::json(&text.required_elements),
        Value::json(&text.applicable_personas),
        Value::json(&text.applicable_emotions),
        Value::json(&text.applicable_topics),
        by.into(),
        now.into(),
    ]);
    version.push(" ON CONFLICT (template_id, version) DO NOTHING");
    version
}

impl Store {
    /// Every template in its newest version, sorted by name.
    pub async fn templates(&self, with_inactive: bool) -> Result<Vec<Template>> {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS} AND v.version = t.version"));
        if !with_inactive {
            statement.push(" WHERE t.is_active = ").bind(true);
        }
        statement.push(" ORDER BY t.name_key");
        self.template_rows(statement).await?.into_iter().map(TemplateRow::template).collect()
    }

    async fn template_rows(&self, statement: Statement) -> Result<Vec<TemplateRow>> {
        Ok(reading!(&self.db, |pool| statement.query_as::<Engine, TemplateRow>().fetch_all(pool).await)?)
    }

    /// The template with this name (in any case) or id, or with a unique prefix of either. The error names the nearest
    /// template.
    pub async fn template(&self, name_or_id: &str) -> Result<Template> {
        let given = key(name_or_id.trim());
        let all = self.templates(true).await?;
        if let Some(exact) = all.iter().find(|template| key(&template.text.name) == given) {
            return Ok(exact.clone());
        }
        // A database has tens of templates, not thousands: comparing here is simpler than three queries.
        let range = id_range(&given);
        let matches: Vec<&Template> = all
            .iter()
            .filter(|template| {
                !given.is_empty()
                    && (key(&template.text.name).starts_with(&given)
                        || range.as_ref().is_some_and(|(low, high)| (low..=high).contains(&&template.id.0)))
            })
            .collect();
        match matches.as_slice() {
            [only] => Ok((*only).clone()),
            [] => Err(StoreError::NotFound {
                what: "template",
                given: name_or_id.to_owned(),
                near: nearest(name_or_id, all.iter().map(|template| template.text.name.as_str())).map(str::to_owned),
            }),
            several => Err(StoreError::Ambiguous {
                what: "template",
                given: name_or_id.to_owned(),
                matches: several.iter().take(5).map(|template| template.text.name.clone()).collect(),
            }),
        }
    }

    /// Like `template`, for new conversations: a template that is switched off is an error.
    pub async fn usable_template(&self, name_or_id: &str) -> Result<Template> {
        let template = self.template(name_or_id).await?;
        if template.is_active { Ok(template) } else { Err(StoreError::Inactive { name: template.text.name }) }
    }

    /// The text of a template in one version.
    pub async fn template_version(&self, id: TemplateId, version: u32) -> Result<TemplateText> {
        Ok(self.template_at(id, version).await?.text)
    }

    /// A template in one version.
    pub(crate) async fn template_at(&self, id: TemplateId, version: u32) -> Result<Template> {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS} WHERE t.id = "));
        statement.bind(id.0).push(" AND v.version = ").bind(i64::from(version));
        match self.template_rows(statement).await?.into_iter().next() {
            Some(row) => Ok(Template { version, ..row.template()? }),
            None => {
                Err(StoreError::NotFound { what: "template version", given: format!("{id} v{version}"), near: None })
            }
        }
    }

    /// Adds a template at version 1. A name that exists (in any case) is an error.
    pub async fn add_template(&self, text: &TemplateText, by: &str) -> Result<Template> {
        let id = TemplateId::new();
        let now = Time::now();
        let is_new = writing!(self, |tx| {
            let (template, version) = insertion(id, text, by, false, now);
            let is_new = template.query::<Engine>().execute(&mut **tx).await?.rows_affected() == 1;
            if is_new {
                version.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(is_new)
        })?;
        if !is_new {
            return Err(StoreError::Taken { what: "template", name: text.name.clone() });
        }
        self.template(&id.to_string()).await
    }

    /// Stores the missing built-in templates, and never changes one that exists.
    pub(super) async fn seed_templates(&self, texts: &[TemplateText]) -> Result<()> {
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
                let (template, version) = insertion(TemplateId::new(), text, BUILDER, true, now);
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
            changes.push(version_insertion(template.id, number, text, BUILDER, now));
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
