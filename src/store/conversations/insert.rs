//! Stores conversations with their turns and search words.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::conversation::{NewConversation, Turn};
use crate::domain::quality::Assessment;
use crate::domain::usage::estimate_tokens;
use crate::quality::similarity::SCHEME;

use crate::store::conversations::filter::key;
use crate::store::conversations::search_words::conversation_words;
use crate::store::sql::bulk::in_shapes_up_to;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::number;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};

/// The most conversations in one statement. More would gain little, and a prepared statement keeps about a hundred
/// bytes for each value.
const CONVERSATIONS_AT_ONCE: usize = 16;
/// The most turns in one statement, and the bytes of text behind which it takes no more: each is copied twice.
const TURNS_AT_ONCE: usize = 64;
const BYTES_AT_ONCE: usize = 256 * 1024;

const CONVERSATION: &str = "INSERT INTO conversations (id, short_id, document_id, chunk_id, title, title_key, persona, \
    persona_key, emotion, emotion_key, topic, topic_key, intent, tone, tier, status, categories, quality_score, \
    quality_threshold, quality_metrics, confidence, turn_count, total_tokens, tokens_estimated, estimated_cost_micros, \
    actual_cost_micros, generation_duration_ms, parent_type, parent_id, situation, template_id, template_version, provider, \
    model, batch_id, parameters, retry_count, similarity_scheme, source_file, source_line, source_checksum, \
    created_by, updated_by, created_at, updated_at) VALUES ";

const TURN: &str = "INSERT INTO conversation_turns (conversation_id, turn_number, role, content, token_count, \
    char_count, created_at) VALUES ";

/// The statements that store these conversations, each with its assessment, to run in order in one transaction.
///
/// Each inserts the status `generated`; a trigger changes it to `needs_revision` below the threshold. The template
/// version and batch of a conversation must exist.
pub(crate) fn insert_conversations<DB: Dialect>(
    conversations: &[(&NewConversation, Cow<'_, Assessment>)],
) -> impl Iterator<Item = Statement> {
    let mut statements = Vec::new();
    for some in in_shapes_up_to(CONVERSATIONS_AT_ONCE, conversations) {
        let mut rows = Statement::new(CONVERSATION);
        let mut search = Statement::new(DB::SEARCH_INSERT);
        for (place, (new, assessment)) in some.iter().enumerate() {
            if place > 0 {
                rows.push(", ");
                search.push(", ");
            }
            push_row(&mut rows, new, assessment);
            let (before_id, before_words, after) = DB::SEARCH_ROW;
            search.push(before_id).bind(new.id.0).push(before_words).bind(conversation_words(new)).push(after);
        }
        statements.push(rows);
        statements.push(search);
    }
    let turns: Vec<_> = conversations.iter().map(|(new, _)| (new.id.0, new.turns.as_slice(), new.created_at)).collect();
    statements.into_iter().chain(insert_turns(&turns))
}

/// The statements that store the turns of conversations: id, turns, and when they were made. Each is made when it is
/// asked for: long texts are copied one after the other.
pub(crate) fn insert_turns<'t>(all: &[(Uuid, &'t [Turn], DateTime<Utc>)]) -> impl Iterator<Item = Statement> + use<'t> {
    let turns: Vec<_> = all
        .iter()
        .flat_map(|(id, turns, at)| turns.iter().zip(1..).map(move |(turn, place)| (*id, *at, turn, place)))
        .collect();
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = &turns[from..];
        let mut bytes = 0;
        let fitting = rest.iter().take(TURNS_AT_ONCE).take_while(|(.., turn, _)| {
            bytes += turn.content.len();
            bytes <= BYTES_AT_ONCE
        });
        let some = in_shapes_up_to(fitting.count().max(1), rest).next()?;
        from += some.len();
        Some(insert_some(some))
    })
}

fn insert_some(turns: &[(Uuid, DateTime<Utc>, &Turn, i64)]) -> Statement {
    let mut rows = Statement::new(TURN);
    for (place, (id, at, turn, turn_number)) in turns.iter().enumerate() {
        if place > 0 {
            rows.push(", ");
        }
        rows.bind_list([
            Value::from(*id),
            Value::Int(Some(*turn_number)),
            turn.role.as_str().into(),
            turn.content.as_str().into(),
            number(estimate_tokens(&turn.content)).into(),
            number(turn.content.chars().count() as u64).into(),
            (*at).into(),
        ]);
    }
    rows
}

/// Whoever removes a document while conversations are made from it takes their source, not the conversations.
fn push_row(rows: &mut Statement, new: &NewConversation, assessment: &Assessment) {
    let [id, short_id, rest @ ..] = conversation_row(new, assessment);
    let chunk = new.chunk.map(|(_, chunk)| chunk.0);
    rows.push("(").bind(id).push(", ").bind(short_id);
    rows.push(", (SELECT document_id FROM chunks WHERE id = ").bind(chunk);
    rows.push("), (SELECT id FROM chunks WHERE id = ").bind(chunk).push(")");
    for value in rest {
        rows.push(", ").bind(value);
    }
    rows.push(")");
}

fn conversation_row(new: &NewConversation, assessment: &Assessment) -> [Value; 43] {
    let imported = new.imported.as_ref();
    let created_at = Value::Time(Some(Time::from(new.created_at)));
    [
        new.id.0.into(),
        new.id.short().into(),
        new.title.as_str().into(),
        key(&new.title).into(),
        new.subject.persona.as_str().into(),
        key(&new.subject.persona).into(),
        new.subject.emotion.as_str().into(),
        key(&new.subject.emotion).into(),
        new.subject.topic.as_str().into(),
        key(&new.subject.topic).into(),
        new.intent.as_deref().into(),
        new.tone.as_deref().into(),
        new.tier.as_str().into(),
        "generated".into(),
        Value::json(&new.categories),
        assessment.score.points().into(),
        new.threshold.points().into(),
        Value::json(&assessment.metrics),
        assessment.confidence.as_str().into(),
        number(new.turns.len() as u64).into(),
        number(new.total_tokens).into(),
        new.tokens_estimated.into(),
        new.estimated_cost.micros().into(),
        new.actual_cost.micros().into(),
        number(new.duration_ms).into(),
        new.parent.map(|(kind, _)| kind.as_str()).into(),
        new.parent.map(|(_, id)| id).into(),
        new.situation.as_ref().map_or(Value::NO_JSON, Value::json),
        new.template.map(|(id, _)| id.0).into(),
        new.template.map(|(_, version)| i64::from(version)).into(),
        new.provider.map(|provider| provider.as_str()).into(),
        new.model.as_deref().into(),
        new.batch.map(|batch| batch.0).into(),
        Value::json(&new.parameters),
        i64::from(new.retry_count).into(),
        SCHEME.into(),
        imported.map(|it| it.source.file.as_str()).into(),
        imported.map(|it| number(it.source.line)).into(),
        imported.map(|it| it.checksum.as_str()).into(),
        new.created_by.as_str().into(),
        new.created_by.as_str().into(),
        created_at.clone(),
        created_at,
    ]
}
