//! Batches, items and outcomes to store, and a second look at the tables past the store's own methods.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
use dialoom::domain::batch::{BatchType, Item, ItemRequest, ItemState, NewBatch, NewItem};
use dialoom::domain::conversation::{NewConversation, ProviderName, Subject, Tier};
use dialoom::domain::ids::{BatchId, LogId, TemplateId};
use dialoom::domain::log::{Attempt, AttemptStatus};
use dialoom::domain::money::Usd;
use dialoom::domain::usage::Usage;
use dialoom::store::{ItemUpdate, Made, Outcome, Store};

use crate::support::sample;

/// Long enough that no test outlasts it.
pub const LEASE: Duration = Duration::from_secs(300);

/// Now, as exact as both engines keep it.
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

/// Opens a database that has no templates of its own.
pub async fn open(url: &str) -> Store {
    Store::open_with(url, &[]).await.unwrap()
}

/// A batch about to be stored.
pub fn new_batch(name: &str) -> NewBatch {
    NewBatch {
        id: BatchId::new(),
        batch_type: BatchType::Generation,
        name: name.into(),
        configuration: serde_json::json!({"seed": 7, "axes": {"emotion": ["fear"]}}),
        description: "Ten on rollovers.".into(),
        target_tier: Some(Tier::Template),
        priority: 5,
        concurrency: 3,
        max_retries: 3,
        estimated_cost: Usd::from_micros(1_250_000),
        created_by: "ada".into(),
        created_at: now(),
    }
}

/// Items at these positions, each asking for another topic.
pub fn new_items(positions: impl IntoIterator<Item = u64>) -> Vec<NewItem> {
    positions.into_iter().map(|position| new_item(position, position)).collect()
}

/// The item that asks for topic `which`, at a position.
pub fn new_item(which: u64, position: u64) -> NewItem {
    let subject =
        Subject { persona: "Widowed Teacher".into(), emotion: "fear".into(), topic: format!("topic {which}") };
    let variables = BTreeMap::from([("age".to_owned(), "61".to_owned())]);
    let request = ItemRequest {
        template: "Investment Discovery".into(),
        subject,
        variables,
        tier: None,
        situation: None,
        ordinal: 0,
        drawn: Default::default(),
        source: None,
    };
    NewItem { position, fingerprint: format!("{which:032x}"), request }
}

/// A stored batch with so many pending items.
pub async fn batch_of(store: &Store, name: &str, items: u64) -> BatchId {
    let batch = new_batch(name);
    store.create_batch(&batch).await.unwrap();
    assert_eq!(store.add_items(batch.id, &new_items(0..items)).await.unwrap(), items);
    batch.id
}

/// A log row of a call that cost 0.02 and gave a conversation.
pub fn attempt(item: Option<&Item>) -> Attempt {
    Attempt {
        id: LogId::new(),
        conversation_id: None,
        batch_id: item.map(|item| item.batch_id),
        item_id: item.map(|item| item.id),
        template: None,
        provider: ProviderName::Simulator,
        model: "simulator-1".into(),
        request_id: Some("req_1".into()),
        request: None,
        response: None,
        parameters: BTreeMap::from([("persona".to_owned(), "A".to_owned())]),
        temperature: Some(0.7),
        max_tokens: 2048,
        usage: Usage { input_tokens: 900, output_tokens: 1500, cache_write_tokens: 10, cache_read_tokens: 20 },
        cost_usd: Usd::from_micros(20_000),
        uncertain_usd: Usd::ZERO,
        duration_ms: 850,
        status: AttemptStatus::Success,
        error_code: None,
        error_message: None,
        retry_attempt: 0,
        created_by: "ada".into(),
        created_at: now(),
    }
}

/// A conversation of eight turns with a score.
pub fn conversation(batch: Option<BatchId>, template: Option<(TemplateId, u32)>, score: f64) -> NewConversation {
    let mut conversation = sample::conversation("A pension rolled over", score, 0);
    conversation.turns.truncate(8);
    NewConversation { template, batch, created_at: now(), ..conversation }
}

/// A call that made a conversation out of an item, as its worker_id reports it.
pub fn success(item: &Item, worker_id: &str) -> Outcome {
    let conversation = conversation(Some(item.batch_id), None, 8.0);
    let attempt = Attempt { conversation_id: Some(conversation.id), ..attempt(Some(item)) };
    Outcome {
        attempt,
        made: Some(Made::Conversation(Box::new(conversation))),
        item: Some(update(item, worker_id, ItemState::Completed)),
        reservation: None,
    }
}

/// A call that failed, and what that means for its item.
pub fn failure(item: &Item, worker_id: &str, state: ItemState) -> Outcome {
    let attempt = Attempt {
        status: AttemptStatus::Failed,
        error_code: Some("not_json".into()),
        error_message: Some("the answer holds no JSON object".into()),
        response: Some("I am sorry, here is a poem instead.".into()),
        ..attempt(Some(item))
    };
    Outcome { attempt, made: None, item: Some(update(item, worker_id, state)), reservation: None }
}

/// What a call means for an item.
pub fn update(item: &Item, worker_id: &str, state: ItemState) -> ItemUpdate {
    ItemUpdate { id: item.id, worker_id: worker_id.into(), state }
}
