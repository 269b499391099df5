//! What a row tells beside its turns: one list of fields for every format.

use crate::domain::conversation::Conversation;
use crate::domain::export::Include;
use crate::domain::finding::Note;
use crate::export::control_tokens::ControlTokens;
use crate::export::example::{Fields, Value};
use crate::export::findings;
use crate::export::plain_text::plain;

/// The short id of the conversation that it is a new version of, or the name of the scenario or edge case.
fn parent(c: &Conversation) -> Value<'_> {
    let situation = || text_of(c.situation.as_ref().map_or("", |situation| &situation.name));
    c.made_from().map_or_else(situation, |parent| Value::text(parent.short()))
}

fn text_of(text: &str) -> Value<'_> {
    Value::Text(plain(text))
}

/// Each group is whole or absent, and the same in every row. The id is always there.
///
/// Findings are a list in JSON text: loaders infer types from the first rows, and an empty list has none. `datasets` fails
/// where the first ten megabytes, or the first file of a split, hold no finding and a later row holds one.
pub(super) fn metadata(conversation: &Conversation, include: Include) -> Fields<'_> {
    fields(conversation, include, |notes| vec![("findings", findings::json(notes))])
}

/// The same where a file has a schema: findings as a list.
pub(super) fn typed(conversation: &Conversation, include: Include) -> Fields<'_> {
    fields(conversation, include, |notes| vec![("findings", Value::List(notes.iter().map(findings::value).collect()))])
}

/// The same for a table: findings as names to filter by, and in words beside them, a line each.
pub(super) fn columns(conversation: &Conversation, include: Include) -> Fields<'_> {
    fields(conversation, include, |notes| {
        let names = notes.iter().map(|note| note.finding.as_str()).collect::<Vec<_>>().join(", ");
        vec![("findings", Value::text(names)), ("findings_in_words", findings::in_words(notes))]
    })
}

/// The names and types of these fields, by those of a conversation: no list is empty.
pub(super) fn sample(conversation: &Conversation, include: Include) -> Fields<'static> {
    fields(conversation, include, |_| vec![("findings", Value::List(vec![findings::sample()]))]).into_owned()
}

type Field<'a> = (&'static str, Value<'a>);

fn fields<'a>(
    c: &'a Conversation,
    include: Include,
    findings: impl FnOnce(&'a [Note]) -> Vec<Field<'a>>,
) -> Fields<'a> {
    let mut fields = vec![("id", Value::text(c.id.to_string()))];
    let word = |word: Option<&'static str>| Value::text(word.unwrap_or_default());
    if include.metadata {
        fields.extend([
            ("title", text_of(&c.title)),
            ("persona", text_of(&c.persona)),
            ("emotion", text_of(&c.emotion)),
            ("topic", text_of(&c.topic)),
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
        fields.extend(findings(&c.quality_metrics.findings));
    }
    if include.metadata {
        fields.extend([
            ("turn_count", Value::Whole(Some(u64::from(c.turn_count)))),
            ("template", text_of(c.template.as_deref().unwrap_or_default())),
            ("template_version", Value::Whole(c.template_version.map(u64::from))),
            ("document", text_of(c.document.as_deref().unwrap_or_default())),
            ("chunk", Value::text(c.chunk_id.map(|chunk| chunk.short()).unwrap_or_default())),
            ("provider", word(c.provider.map(|provider| provider.as_str()))),
            ("model", text_of(c.model.as_deref().unwrap_or_default())),
            ("batch", text_of(c.batch.as_deref().unwrap_or_default())),
        ]);
    }
    if include.timestamps {
        fields.extend([
            ("created_at", Value::Time(Some(c.created_at))),
            ("approved_at", Value::Time(c.approved_at)),
            ("approved_by", text_of(c.approved_by.as_deref().unwrap_or_default())),
        ]);
    }
    if include.approval_history {
        let history = serde_json::to_string(&c.review_history).unwrap_or_default();
        let tokens = ControlTokens::default();
        fields.push(("approval_history", Value::text(tokens.defused(&history).unwrap_or_default().into_owned())));
    }
    Fields(fields)
}
