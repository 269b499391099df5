//! A conversation as the tests of the screen show it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::conversation::{Conversation, ProviderName, Role, StoredTurn, Tier};
use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::ids::ConversationId;
use crate::domain::money::Usd;
use crate::domain::quality::{Confidence, QualityMetrics, Score};
use crate::domain::status::Status;
use crate::store::FullConversation;

fn note(finding: Finding, severity: Severity, turns: &[u32], excerpt: &str, detail: &str) -> Note {
    Note { finding, severity, turns: turns.to_vec(), excerpt: excerpt.into(), detail: detail.into() }
}

fn metrics() -> QualityMetrics {
    let findings = vec![
        note(Finding::PersonaAbsent, Severity::Hint, &[], "Anxious Investor", "The persona asked for is mentioned."),
        note(Finding::PersonalData, Severity::Serious, &[3], "555-0100", "A number may belong to a person."),
        note(Finding::Filler, Severity::Hint, &[8], "thank you so much", ""),
    ];
    QualityMetrics {
        turn_count_points: 3,
        turn_length_points: 2,
        alternation_points: 4,
        average_turn_chars: 120.0,
        turns_asked: None,
        judge: None,
        findings,
    }
}

/// Ten turns about a rollover, with a finding at turn 3, one at turn 8 and one of the whole conversation.
pub(super) fn conversation(status: Status) -> Box<FullConversation> {
    let at: DateTime<Utc> = "2026-11-01T08:00:00Z".parse().expect("a time");
    let conversation = Conversation {
        id: ConversationId(uuid::Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0001)),
        short_id: "k3x9w2mhqp".into(),
        document_id: None,
        document: None,
        chunk_id: None,
        title: "Anxious Investor on a 401(k) rollover".into(),
        persona: "Anxious Investor".into(),
        emotion: "fear".into(),
        topic: "401(k) rollover".into(),
        intent: None,
        tone: None,
        tier: Tier::Template,
        status,
        categories: Vec::new(),
        tags: Vec::new(),
        quality_score: Score::new(9.0),
        quality_threshold: Score::DEFAULT_THRESHOLD,
        quality_metrics: metrics(),
        confidence: Some(Confidence::Medium),
        turn_count: 10,
        total_tokens: 900,
        tokens_estimated: false,
        estimated_cost_usd: Usd::ZERO,
        actual_cost_usd: Usd::from_micros(12_500),
        generation_duration_ms: 900,
        approved_by: None,
        approved_at: None,
        reviewer_notes: None,
        parent_type: None,
        parent_id: None,
        situation: None,
        sent_back: false,
        superseded_by: None,
        template_id: None,
        template: Some("Investment Discovery".into()),
        template_version: Some(2),
        provider: Some(ProviderName::Anthropic),
        model: Some("a-model".into()),
        batch_id: None,
        batch: None,
        parameters: BTreeMap::new(),
        source: None,
        review_history: Vec::new(),
        decision_basis: None,
        error_message: None,
        retry_count: 0,
        created_by: "ann".into(),
        updated_by: "ann".into(),
        created_at: at,
        updated_at: at,
    };
    let turns = (1..=10).map(turn).collect();
    Box::new(FullConversation { conversation, turns, notes: Vec::new() })
}

fn turn(number: u32) -> StoredTurn {
    let content = match number {
        1 => "I left my job in spring and my 401(k) is still with the old plan. I lie awake over it: what if I do something wrong and lose half of it to taxes?".into(),
        2 => "That worry is common, and a direct rollover answers most of it.\n\nWith a direct rollover the money goes from plan to plan, and no tax is due.".into(),
        3 => "Call me at 555-0100 if that is easier.".into(),
        4 => "日本語の文章は幅が二つ分です。We can do it here, step by step.".into(),
        8 => "I see, thank you so much for that.".into(),
        number => format!("Turn {number}: the fees of the old plan, the choices of the new one, and what to ask before anything is signed."),
    };
    let role = if number % 2 == 1 { Role::User } else { Role::Assistant };
    StoredTurn { turn_number: number, role, content, token_count: 30, char_count: 120 }
}
