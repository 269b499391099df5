//! Conversations to test with.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use dialoom::domain::conversation::NewConversation;
use dialoom::domain::ids::{ConversationId, TemplateId};
use dialoom::store::Store;

use crate::support::sample;
pub use crate::support::sample::score;

/// A moment that does not move.
pub fn noon() -> DateTime<Utc> {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

/// A conversation, the `n`th second after noon, above its threshold.
pub fn conversation(n: i64) -> NewConversation {
    let said = ["Can I retire?", "Let us look — calmly — at Größe."];
    let id = ConversationId::new();
    NewConversation {
        id,
        intent: Some("reassurance".into()),
        categories: vec!["Retirement".into()],
        turns: sample::turns(2, |number| format!("{} {}", said[number - 1], sample::words_of(id, number))),
        retry_count: 1,
        parameters: BTreeMap::from([("age".into(), "61".into())]),
        created_at: noon() + Duration::seconds(n),
        ..sample::conversation(&format!("Talk {n}"), 8.0, 0)
    }
}

/// The one template every store of these tests begins with.
pub async fn plain_template(store: &Store) -> (TemplateId, u32) {
    let template = store.template("Plain").await.unwrap();
    (template.id, template.version)
}
