//! A conversation that a person wrote.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::conversation::{NewConversation, Revised, Tier};
use crate::domain::ids::ConversationId;
use crate::domain::money::Usd;
use crate::domain::quality::Score;
use crate::domain::usage::estimate_tokens_of_turns;
use crate::quality;
use crate::store::{Store, StoreError};

/// Scores and stores it as a draft.
pub async fn create(
    store: &Store,
    written: Revised,
    by: &str,
    now: DateTime<Utc>,
) -> Result<ConversationId, StoreError> {
    let Revised { title, subject, turns } = written;
    let context = quality::Context {
        threshold: Score::DEFAULT_THRESHOLD,
        title: Some(&title),
        subject: Some(&subject),
        ..quality::Context::default()
    };
    let assessment = quality::assess(&turns, &context);
    let total_tokens = estimate_tokens_of_turns(&turns);
    let new = NewConversation {
        id: ConversationId::new(),
        title,
        subject,
        intent: None,
        tone: None,
        tier: Tier::Template,
        categories: Vec::new(),
        turns,
        assessment,
        threshold: Score::DEFAULT_THRESHOLD,
        total_tokens,
        tokens_estimated: true,
        estimated_cost: Usd::ZERO,
        actual_cost: Usd::ZERO,
        duration_ms: 0,
        retry_count: 0,
        template: None,
        provider: None,
        model: None,
        batch: None,
        chunk: None,
        parent: None,
        situation: None,
        parameters: BTreeMap::new(),
        imported: None,
        created_by: by.to_owned(),
        created_at: now,
    };
    store.create(&new).await?;
    Ok(new.id)
}
