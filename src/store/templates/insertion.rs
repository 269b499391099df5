//! The statements that store a template and its versions.

use uuid::Uuid;

use crate::domain::ids::TemplateId;
use crate::domain::template::TemplateText;

use crate::store::conversations::filter::key;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};

/// A version to store.
#[derive(Debug, Clone, PartialEq)]
pub struct NewVersion {
    /// The template and the newest version the author saw; `None` for a new template.
    pub of: Option<(TemplateId, u32)>,
    /// Its content.
    pub text: TemplateText,
    /// The file as its author wrote it; `None` where there is none.
    pub source: Option<String>,
}

impl NewVersion {
    /// A new template without a file.
    pub(super) fn of_text(text: &TemplateText) -> NewVersion {
        NewVersion { of: None, text: text.clone(), source: None }
    }
}

/// Two statements that store a template at version 1. The first changes nothing where the name exists.
pub(super) fn insertion(
    id: TemplateId,
    new: &NewVersion,
    by: &str,
    is_builtin: bool,
    now: Time,
) -> (Statement, Statement) {
    let text = &new.text;
    let mut template = Statement::new(
        "INSERT INTO prompt_templates \
         (id, name, name_key, version, kind, is_builtin, created_by, updated_by, created_at, updated_at) VALUES ",
    );
    template.bind_list([
        Value::from(id.0),
        text.name.as_str().into(),
        key(&text.name).into(),
        1.into(),
        text.kind.as_str().into(),
        is_builtin.into(),
        by.into(),
        by.into(),
        now.into(),
        now.into(),
    ]);
    template.push(" ON CONFLICT (name_key) DO NOTHING");
    (template, version_insertion(id, 1, new, by, now))
}

/// Stores one version of a template; changes nothing where it exists.
pub(super) fn version_insertion(id: TemplateId, number: u32, new: &NewVersion, by: &str, now: Time) -> Statement {
    let text = &new.text;
    let mut version = Statement::new(
        "INSERT INTO template_versions (id, template_id, version, name, description, category, tier, template_text, \
         structure, variables, tone, complexity, style_notes, example, system_prompt, quality_threshold, required_elements, \
         applicable_personas, applicable_emotions, applicable_topics, partials, source, created_by, created_at) VALUES ",
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
        Value::json(&text.partials),
        new.source.as_deref().into(),
        by.into(),
        now.into(),
    ]);
    version.push(" ON CONFLICT (template_id, version) DO NOTHING");
    version
}
