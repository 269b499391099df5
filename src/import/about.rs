//! What a row says about a conversation beside its turns.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::domain::conversation::{ParentType, ProviderName, Tier};
use crate::domain::ids::ConversationId;
use crate::domain::quality::Score;
use crate::domain::quoted::quoted;
use crate::domain::value::cleaned;
use crate::import::fault::Wrong;

/// The fields that any row may have, at its top or in `metadata`.
pub(super) const NAMES: [&str; 9] =
    ["persona", "emotion", "topic", "title", "intent", "tone", "category", "categories", "model"];

/// What is missing is `None` or empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) persona: Option<String>,
    pub(super) emotion: Option<String>,
    pub(super) topic: Option<String>,
    pub(super) intent: Option<String>,
    pub(super) tone: Option<String>,
    pub(super) categories: Vec<String>,
    pub(super) model: Option<String>,
    /// What only dialoom writes.
    pub(super) own: Own,
}

/// What our own exports say. A stranger's `tier` or `id` means something else.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Own {
    pub(super) id: Option<ConversationId>,
    pub(super) tier: Option<Tier>,
    pub(super) threshold: Option<Score>,
    pub(super) total_tokens: Option<u64>,
    pub(super) tokens_estimated: bool,
    pub(super) provider: Option<ProviderName>,
    pub(super) parent: Option<(ParentType, Uuid)>,
    /// The long or short id of the chunk that it rests on.
    pub(super) chunk: Option<String>,
    pub(super) parameters: BTreeMap<String, String>,
    pub(super) created_at: Option<DateTime<Utc>>,
}

/// Reads the fields of a row. Each of `mapped` must hold a text or a number where it is there.
pub(super) fn read(row: &Map<String, Value>, mapped: &[&str]) -> Result<About, Wrong> {
    let metadata = row.get("metadata").and_then(Value::as_object);
    let field = |name: &'static str| -> Result<Option<String>, Wrong> {
        let value = row.get(name).or_else(|| metadata?.get(name));
        match value {
            Some(value) if !value.is_null() => text(value, name, mapped.contains(&name)),
            _ => Ok(None),
        }
    };
    Ok(About {
        title: field("title")?,
        persona: field("persona")?,
        emotion: field("emotion")?,
        topic: field("topic")?,
        intent: field("intent")?,
        tone: field("tone")?,
        categories: match row.get("categories").and_then(Value::as_array) {
            Some(list) => {
                list.iter().filter_map(|name| text(name, "categories", false).transpose()).collect::<Result<_, _>>()?
            }
            None => field("category")?.into_iter().collect(),
        },
        model: field("model")?,
        own: own(row, metadata)?,
    })
}

/// A text, number or truth value as a text. Anything else is an error where the user named the field, else nothing.
fn text(value: &Value, name: &str, is_mapped: bool) -> Result<Option<String>, Wrong> {
    let given = match value {
        Value::String(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        _ if is_mapped => return Err(Wrong::field(name, "expected a text or a number")),
        _ => return Ok(None),
    };
    let clean = cleaned(&given).map_err(|control| Wrong::field(name, format!("it holds {control}")))?;
    Ok(Some(clean).filter(|text| !text.is_empty()))
}

/// The value of a variable: a text of the row by name, for `--map`.
pub(super) fn parameter(row: &Map<String, Value>, name: &str) -> Result<Option<String>, Wrong> {
    row.get(name).filter(|value| !value.is_null()).map_or(Ok(None), |value| text(value, name, true))
}

fn own(row: &Map<String, Value>, metadata: Option<&Map<String, Value>>) -> Result<Own, Wrong> {
    // JSON has all fields at the top; JSONL has them in `metadata`, and CSV in cells. Earlier versions wrote `c-` before
    // the id there.
    let marked = |fields: &Map<String, Value>| {
        let id = fields.get("id")?.as_str()?;
        let uuid = Uuid::parse_str(id.strip_prefix("c-").unwrap_or(id)).ok()?;
        (id.starts_with("c-") || is_ours(uuid, fields)).then_some(uuid)
    };
    let bare = || Uuid::parse_str(row.get("id")?.as_str()?).ok();
    let (id, fields) = match metadata.and_then(|fields| Some((marked(fields)?, fields))) {
        Some((id, fields)) => (id, fields),
        None => match marked(row).or_else(|| row.get("turns").and_then(|_| bare())) {
            Some(id) => (id, row),
            None => return Ok(Own::default()),
        },
    };
    Ok(Own {
        id: Some(ConversationId(id)),
        tier: word(fields, "tier")?,
        threshold: number(fields, "quality_threshold")?,
        total_tokens: fields.get("total_tokens").and_then(Value::as_u64),
        tokens_estimated: fields.get("tokens_estimated").and_then(Value::as_bool).unwrap_or_default(),
        provider: word(fields, "provider")?,
        parent: match (word::<ParentType>(fields, "parent_type")?, fields.get("parent_id").and_then(Value::as_str)) {
            (Some(kind), Some(id)) => Uuid::parse_str(id).ok().map(|id| (kind, id)),
            _ => None,
        },
        chunk: ["chunk_id", "chunk"].into_iter().find_map(|name| chunk(fields, name)),
        parameters: parameters(fields)?,
        created_at: time(fields)?,
    })
}

/// A whole id: the beginning of one may name another chunk.
fn chunk(fields: &Map<String, Value>, name: &str) -> Option<String> {
    let id = fields.get(name).and_then(Value::as_str)?;
    let is_short = id.len() == 8 && id.bytes().all(|letter| letter.is_ascii_alphanumeric());
    (is_short || Uuid::parse_str(id).is_ok()).then(|| id.to_owned())
}

/// Whether one of our exports wrote these fields: an id that tells its time, and a group of fields that others lack.
fn is_ours(id: Uuid, fields: &Map<String, Value>) -> bool {
    // Of a table only cells with a text count.
    const GROUPS: [&[&str]; 4] = [
        &["tier", "turn_count"],
        &["quality_score", "confidence", "findings"],
        &["created_at", "approved_at"],
        &["approval_history"],
    ];
    let is_there = |group: &&[&str]| group.iter().all(|name| fields.contains_key(*name));
    id.get_version_num() == 7 && GROUPS.iter().any(is_there)
}

fn word<W: std::str::FromStr<Err = crate::domain::UnknownWord>>(
    fields: &Map<String, Value>,
    name: &str,
) -> Result<Option<W>, Wrong> {
    let word = fields.get(name).and_then(Value::as_str).filter(|word| !word.is_empty());
    word.map(str::parse).transpose().map_err(|error: crate::domain::UnknownWord| Wrong::field(name, error.to_string()))
}

fn number(fields: &Map<String, Value>, name: &str) -> Result<Option<Score>, Wrong> {
    let Some(value) = fields.get(name).filter(|value| !value.is_null()) else { return Ok(None) };
    let score = value.as_f64().and_then(Score::new);
    score.map(Some).ok_or_else(|| Wrong::field(name, "expected a number from 0 to 10"))
}

fn parameters(fields: &Map<String, Value>) -> Result<BTreeMap<String, String>, Wrong> {
    let Some(value) = fields.get("parameters").filter(|value| !value.is_null()) else { return Ok(BTreeMap::new()) };
    let Some(given) = value.as_object() else { return Err(Wrong::field("parameters", "expected an object")) };
    let text = |(name, value): (&String, &Value)| match value.as_str() {
        Some(text) if !text.contains('\0') && !name.contains('\0') => Ok((name.clone(), text.to_owned())),
        _ => Err(Wrong::field(format!("parameters.{name}"), "expected a text without the character U+0000")),
    };
    given.iter().map(text).collect()
}

/// As our exports write it: RFC 3339, or with `UTC` at the end.
fn time(fields: &Map<String, Value>) -> Result<Option<DateTime<Utc>>, Wrong> {
    let Some(given) = fields.get("created_at").and_then(Value::as_str).filter(|given| !given.is_empty()) else {
        return Ok(None);
    };
    let plain = || NaiveDateTime::parse_from_str(given, "%Y-%m-%d %H:%M:%S UTC").map(|time| time.and_utc());
    let read = DateTime::parse_from_rfc3339(given).map(|time| time.with_timezone(&Utc)).or_else(|_| plain());
    let known = read.ok().filter(|time| (0..=9999).contains(&chrono::Datelike::year(time)));
    known.map(Some).ok_or_else(|| Wrong::field("created_at", format!("{} is no time", quoted(given))))
}
