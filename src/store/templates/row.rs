//! A row of a template in one version.

use std::collections::BTreeMap;

use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::ids::TemplateId;
use crate::domain::quality::Score;
use crate::domain::template::{Template, TemplateText, Variable};

use crate::store::Result;
use crate::store::sql::engine::{count, word};
use crate::store::sql::value::Time;

/// A template joined with one of its versions.
#[derive(sqlx::FromRow)]
pub(super) struct TemplateRow {
    id: Uuid,
    version: i64,
    usage_count: i64,
    rating: Option<f64>,
    rating_count: i64,
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
    kind: String,
    partials: Json<BTreeMap<String, String>>,
    source: Option<String>,
}

/// Every column of [`TemplateRow`], and the tables.
pub(super) const COLUMNS: &str = "t.id, v.version, t.usage_count, t.rating, \
    (SELECT count(*) FROM template_ratings r WHERE r.template_id = t.id) AS rating_count, t.success_rate, t.is_active, t.created_by, \
    t.created_at, t.updated_at, v.name, v.description, v.category, v.tier, v.template_text, v.structure, v.variables, \
    v.tone, v.complexity, v.style_notes, v.example, v.system_prompt, v.quality_threshold, v.required_elements, v.applicable_personas, \
    v.applicable_emotions, v.applicable_topics, t.kind, v.partials, v.source FROM prompt_templates t JOIN template_versions v ON v.template_id = t.id";

impl TemplateRow {
    pub(super) fn template(self) -> Result<Template> {
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
                kind: word(&self.kind)?,
                partials: self.partials.0,
            },
            source: self.source,
            is_active: self.is_active,
            usage_count: count(self.usage_count),
            rating: self.rating,
            rating_count: count(self.rating_count),
            success_rate: self.success_rate,
            created_by: self.created_by,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}
