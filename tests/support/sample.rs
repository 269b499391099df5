//! The sample conversation: whoever tests or measures something else changes the fields that matter there.
//!
//! It uses no other file of the tests, so that a benchmark can include it by `#[path]`.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use dialoom::domain::conversation::{NewConversation, ProviderName, Role, Subject, Tier, Turn};
use dialoom::domain::ids::ConversationId;
use dialoom::domain::money::Usd;
use dialoom::domain::quality::{Assessment, Confidence, QualityMetrics, Score};

/// When the first sample was made.
pub fn first_day() -> DateTime<Utc> {
    "2026-11-01T08:00:00Z".parse().expect("a time in RFC 3339")
}

/// A score from 0 to 10.
pub fn score(points: f64) -> Score {
    Score::new(points).expect("from 0 to 10")
}

/// So many turns, the user's first; `content` gets their numbers from 1 on.
pub fn turns(count: usize, content: impl Fn(usize) -> String) -> Vec<Turn> {
    let role = |number: usize| if number % 2 == 1 { Role::User } else { Role::Assistant };
    (1..=count).map(|number| Turn { role: role(number), content: content(number) }).collect()
}

/// Eight words that no other conversation has, so that no two samples are near-duplicates.
pub fn words_of(id: ConversationId, number: usize) -> String {
    let digits = id.0.simple().to_string();
    (0..8).map(|place| format!("w{}{number}{place}", &digits[20..])).collect::<Vec<_>>().join(" ")
}

/// Ten turns with this title and score, a threshold of 6, made so many hours after the first day began.
pub fn conversation(title: &str, points: f64, hours: i64) -> NewConversation {
    let metrics = QualityMetrics {
        turn_count_points: 3,
        turn_length_points: 1,
        alternation_points: 4,
        average_turn_chars: 48.0,
        turns_asked: None,
        judge: None,
        findings: Vec::new(),
    };
    let id = ConversationId::new();
    NewConversation {
        id,
        title: title.into(),
        subject: Subject {
            persona: "Anxious Investor".into(),
            emotion: "fear".into(),
            topic: "401(k) rollover".into(),
        },
        intent: None,
        tone: None,
        tier: Tier::Template,
        categories: Vec::new(),
        turns: turns(10, |number| {
            format!("{title}, part {number}: this is how a rollover works. {}", words_of(id, number))
        }),
        assessment: Assessment { score: score(points), confidence: Confidence::Medium, metrics },
        threshold: Score::DEFAULT_THRESHOLD,
        total_tokens: 200,
        tokens_estimated: false,
        estimated_cost: Usd::ZERO,
        actual_cost: Usd::from_micros(12_500),
        duration_ms: 900,
        retry_count: 0,
        template: None,
        provider: Some(ProviderName::Anthropic),
        model: Some("a-model".into()),
        batch: None,
        chunk: None,
        parent: None,
        situation: None,
        parameters: BTreeMap::new(),
        imported: None,
        created_by: "ann".into(),
        created_at: first_day() + TimeDelta::hours(hours),
    }
}
