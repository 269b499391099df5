//! Conversations to test with.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use dialoom::domain::conversation::{NewConversation, ProviderName, Role, Subject, Tier, Turn};
use dialoom::domain::ids::{ConversationId, TemplateId};
use dialoom::domain::money::Usd;
use dialoom::domain::quality::{Assessment, Confidence, QualityMetrics, Score};
use dialoom::store::Store;
use sqlx::{AssertSqlSafe, Connection, Executor};

/// A moment that does not move.
pub fn noon() -> DateTime<Utc> {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

/// A score.
pub fn score(points: f64) -> Score {
    Score::new(points).unwrap()
}

/// A conversation, the `n`th second after noon, above its threshold.
pub fn conversation(n: i64) -> NewConversation {
    let say = |role, content: &str| Turn { role, content: content.to_owned() };
    NewConversation {
        id: ConversationId::new(),
        title: format!("Talk {n}"),
        subject: Subject {
            persona: "Anxious Investor".into(),
            emotion: "fear".into(),
            topic: "401(k) rollover".into(),
        },
        intent: Some("reassurance".into()),
        tone: None,
        tier: Tier::Template,
        categories: vec!["Retirement".into()],
        turns: vec![say(Role::User, "Can I retire?"), say(Role::Assistant, "Let us look — calmly — at Größe.")],
        assessment: Assessment {
            score: score(8.0),
            confidence: Confidence::High,
            metrics: QualityMetrics { turn_count_points: 3, average_turn_chars: 21.5, ..QualityMetrics::default() },
        },
        threshold: score(6.0),
        total_tokens: 500,
        tokens_estimated: false,
        estimated_cost: Usd::from_micros(200),
        actual_cost: Usd::from_micros(172),
        duration_ms: 1234,
        retry_count: 1,
        template: None,
        provider: ProviderName::Anthropic,
        model: "model-1".into(),
        batch: None,
        chunk: None,
        parent: None,
        parameters: BTreeMap::from([("age".into(), "61".into())]),
        created_by: "ada".into(),
        created_at: noon() + Duration::seconds(n),
    }
}

/// The one template every store of these tests begins with.
pub async fn plain_template(store: &Store) -> (TemplateId, u32) {
    let template = store.template("Plain").await.unwrap();
    (template.id, template.version)
}

/// Runs a statement around the store, the way another program could. Gives the rows changed, or the refusal.
pub async fn raw(url: &str, sql: &str) -> Result<u64, sqlx::Error> {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    if url.starts_with("postgres") {
        let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
        return Ok(connection.execute(sql).await?.rows_affected());
    }
    let mut connection = sqlx::SqliteConnection::connect(url).await.unwrap();
    Ok(connection.execute(sql).await?.rows_affected())
}
