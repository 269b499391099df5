//! What a row tells beside its turns: one list of fields for every format.

use std::borrow::Cow;

use crate::domain::conversation::Conversation;
use crate::domain::export::Include;
use crate::export::control_tokens::ControlTokens;
use crate::export::example::{Fields, Value};
use crate::export::plain_text::plain_text;

/// The short id of the conversation that it is a new version of, or the name of the scenario or edge case.
fn parent(c: &Conversation) -> Value<'_> {
    let situation = || plain(c.situation.as_ref().map_or("", |situation| &situation.name));
    c.made_from().map_or_else(situation, |parent| Value::text(parent.short()))
}

/// A text as it may be exported: the stored one, where there is nothing to clean.
fn plain(text: &str) -> Value<'_> {
    let text = plain_text(text);
    let safe = match ControlTokens::default().defused(&text) {
        Some(Cow::Borrowed(_)) => None,
        Some(Cow::Owned(safe)) => Some(safe),
        None => Some(String::new()),
    };
    Value::Text(safe.map_or(text, Cow::Owned))
}

/// Each group is whole or absent, and the same in every row. The id is always there.
pub(super) fn metadata(conversation: &Conversation, include: Include) -> Fields<'_> {
    let c = conversation;
    let mut fields = vec![("id", Value::text(c.id.to_string()))];
    let word = |word: Option<&'static str>| Value::text(word.unwrap_or_default());
    if include.metadata {
        fields.extend([
            ("title", plain(&c.title)),
            ("persona", plain(&c.persona)),
            ("emotion", plain(&c.emotion)),
            ("topic", plain(&c.topic)),
            ("tier", Value::text(c.tier.as_str())),
            ("parent_type", word(c.parent_type.map(|kind| kind.as_str()))),
            ("parent_id", Value::text(c.parent_id.map(|id| id.to_string()).unwrap_or_default())),
            ("parent", parent(c)),
            ("status", Value::text(c.status.as_str())),
        ]);
    }
    if include.quality_scores {
        fields.extend([
            ("quality_score", Value::Score(c.quality_score)),
            ("confidence", word(c.confidence.map(|confidence| confidence.as_str()))),
        ]);
    }
    if include.metadata || include.quality_scores {
        let findings = c.quality_metrics.findings.iter().map(|note| note.finding.as_str()).collect::<Vec<_>>();
        fields.push(("findings", Value::text(findings.join(", "))));
    }
    if include.metadata {
        fields.extend([
            ("turn_count", Value::Whole(Some(u64::from(c.turn_count)))),
            ("template", plain(c.template.as_deref().unwrap_or_default())),
            ("template_version", Value::Whole(c.template_version.map(u64::from))),
            ("document", plain(c.document.as_deref().unwrap_or_default())),
            ("chunk", Value::text(c.chunk_id.map(|chunk| chunk.short()).unwrap_or_default())),
            ("provider", word(c.provider.map(|provider| provider.as_str()))),
            ("model", plain(c.model.as_deref().unwrap_or_default())),
            ("batch", plain(c.batch.as_deref().unwrap_or_default())),
        ]);
    }
    if include.timestamps {
        fields.extend([
            ("created_at", Value::Time(Some(c.created_at))),
            ("approved_at", Value::Time(c.approved_at)),
            ("approved_by", plain(c.approved_by.as_deref().unwrap_or_default())),
        ]);
    }
    if include.approval_history {
        let history = serde_json::to_string(&c.review_history).unwrap_or_default();
        let tokens = ControlTokens::default();
        fields.push(("approval_history", Value::text(tokens.defused(&history).unwrap_or_default().into_owned())));
    }
    Fields(fields)
}
