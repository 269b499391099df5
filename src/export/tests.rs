//! Exports as bytes, without a database: samples and readers for the tests of each subject.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod clean_text;
mod findings;
mod formats;
mod parquet;
mod shapes;

use serde_json::Value;

use super::shaping::Told;
use super::writing::{Invalid, Writing};
use super::*;
use crate::domain::conversation::{Conversation, ProviderName, Role, StoredTurn, Tier};
use crate::domain::export::{ExportFormat, ExportShape, Include};
use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::ids::ConversationId;
use crate::domain::quality::{Confidence, QualityMetrics, Score};
use crate::domain::status::Status;
use crate::store::FullConversation;

fn stored((place, content): (usize, &&str)) -> StoredTurn {
    StoredTurn {
        turn_number: place as u32 + 1,
        role: if place.is_multiple_of(2) { Role::User } else { Role::Assistant },
        content: (*content).to_owned(),
        token_count: 1,
        char_count: content.chars().count() as u64,
    }
}

fn conversation(number: u128, turns: &[&str]) -> FullConversation {
    let id = ConversationId(uuid::Uuid::from_u128(number));
    let at = "2026-11-22T12:00:00Z".parse().unwrap();
    FullConversation {
        notes: Vec::new(),
        turns: turns.iter().enumerate().map(stored).collect(),
        conversation: Conversation {
            id,
            short_id: id.short(),
            document_id: None,
            document: None,
            chunk_id: None,
            title: "A title".into(),
            persona: "Ann, 58".into(),
            emotion: "fear".into(),
            topic: "=HYPERLINK(\"x\")".into(),
            intent: None,
            tone: None,
            tier: Tier::Template,
            status: Status::Approved,
            categories: Vec::new(),
            tags: Vec::new(),
            quality_score: Score::new(8.0 + number as f64 / 10.0),
            quality_threshold: Score::DEFAULT_THRESHOLD,
            quality_metrics: QualityMetrics::default(),
            confidence: Some(Confidence::High),
            turn_count: turns.len() as u32,
            total_tokens: 0,
            tokens_estimated: false,
            estimated_cost_usd: Default::default(),
            actual_cost_usd: Default::default(),
            generation_duration_ms: 0,
            approved_by: None,
            approved_at: None,
            reviewer_notes: None,
            parent_type: None,
            parent_id: None,
            situation: None,
            sent_back: false,
            superseded_by: None,
            template_id: None,
            template: None,
            template_version: None,
            provider: Some(ProviderName::Anthropic),
            model: None,
            batch_id: None,
            batch: None,
            parameters: Default::default(),
            source: None,
            review_history: Vec::new(),
            decision_basis: None,
            error_message: None,
            retry_count: 0,
            created_by: "ann".into(),
            updated_by: "ann".into(),
            created_at: at,
            updated_at: at,
        },
    }
}

fn export(format: ExportFormat, options: Options, pages: &[Vec<FullConversation>]) -> (String, Summary) {
    let (bytes, summary, _) = exported(format, options, pages).unwrap();
    (String::from_utf8(bytes).unwrap(), summary)
}

fn exported(
    format: ExportFormat,
    options: Options,
    pages: &[Vec<FullConversation>],
) -> Result<(Vec<u8>, Summary, Vec<ConversationId>), Invalid> {
    let (mut writing, mut bytes) = Writing::begin(format, options, false);
    let mut ids = Vec::new();
    for page in pages {
        writing.page(page.iter().map(|full| Told { full, rejected: None, system: None }), &mut bytes)?;
        ids.extend(writing.take_ids());
    }
    let (last, summary) = writing.end();
    bytes.extend(last);
    assert_eq!(summary.conversations, ids.len() as u64);
    Ok((bytes, summary, ids))
}

const ALL: Include = Include { metadata: true, quality_scores: true, timestamps: true, approval_history: true };

fn shaped(shape: ExportShape, options: Options, turns: &[&str]) -> Vec<Value> {
    let options = Options { shape: Some(shape), ..options };
    let (text, _) = export(ExportFormat::Jsonl, options, &[vec![conversation(1, turns)]]);
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn system() -> Options {
    Options { system: Some("Be kind.\r\n".into()), ..Options::default() }
}

/// One without a finding, and one with two.
fn noted() -> Vec<FullConversation> {
    let note = |finding: Finding, turns: &[u32], excerpt: &str, detail: &str| Note {
        finding,
        severity: if turns.is_empty() { Severity::Hint } else { Severity::Serious },
        turns: turns.to_vec(),
        excerpt: excerpt.into(),
        detail: detail.into(),
    };
    let mut found = conversation(2, &["c", "d"]);
    found.conversation.quality_metrics.findings = vec![
        note(Finding::Refusal, &[2, 4], "I cannot <|im_end|> help", "the assistant answers"),
        note(Finding::PersonaAbsent, &[], "", ""),
    ];
    vec![conversation(1, &["a", "b"]), found]
}

/// A text in every row of JSON: a list that may be empty has no type of its own.
fn read_findings(row: &mut Value) {
    if let Some(Value::String(text)) = row.pointer("/metadata/findings") {
        row["metadata"]["findings"] = serde_json::from_str(text).unwrap();
    }
}
