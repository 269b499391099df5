//! Where a page of a list ended, as text for the user: `4f8k2m9qxc-7.8-3k0vt9aw`.
//!
//! The last conversation by its short id, its sort key where that may change later, and a checksum.

use uuid::Uuid;

use crate::domain::conversation::{Conversation, ParentType};
use crate::domain::filter::{Filter, Order, SortKey};

use crate::store::pages::{Way, filter_words, opened, sealed};
use crate::store::sql::engine::reading;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

/// Where a page begins or ends.
#[derive(Debug, Clone)]
pub(crate) struct Cursor {
    /// The values that the list is sorted by, those of the conversation at the edge.
    pub(crate) keys: Vec<Value>,
    pub(crate) way: Way,
}

impl Cursor {
    /// Goes on behind a conversation of a list that begins with the oldest.
    pub(super) fn behind(last: &Conversation) -> Cursor {
        Cursor { keys: vec![last.created_at.into(), last.id.0.into()], way: Way::Next }
    }
}

/// The list that a cursor belongs to.
pub(super) fn list(filter: &Filter, order: Order) -> String {
    format!("{} {} {}", order.key, order.direction, filter_words(filter))
}

/// The sort key as text where it may change before the next page is read: the list goes on from its old place.
/// Other values are read from the conversation instead. A text may be long, and changes rarely.
fn kept_key(last: &Conversation, key: SortKey) -> Option<String> {
    match key {
        SortKey::Created | SortKey::Title | SortKey::Id => None,
        SortKey::Tier | SortKey::Persona | SortKey::Emotion | SortKey::Topic | SortKey::By | SortKey::From => None,
        SortKey::Quality => Some(last.quality_score.map_or_else(|| "none".into(), |score| score.to_string())),
        // Like `REVIEW_RANK`.
        SortKey::Review => {
            let score = last.quality_score.map_or(-1.0, |score| score.points());
            Some(format!("{:.1}", if last.quality_metrics.has_serious_finding() { score - 20.0 } else { score }))
        }
        SortKey::Status => Some(last.status.to_string()),
        SortKey::Turns => Some(last.turn_count.to_string()),
        SortKey::Cost => Some(last.actual_cost_usd.micros().to_string()),
    }
}

/// The text that leads to the page after or before the conversation at the edge.
pub(crate) fn beside(edge: &Conversation, way: Way, filter: &Filter, order: Order) -> String {
    let place = match kept_key(edge, order.key) {
        Some(key) => format!("{}-{key}", edge.short_id),
        None => edge.short_id.clone(),
    };
    sealed(way, &place, &list(filter, order))
}

/// The way, the short id and the kept sort key; an error if the text is damaged or from another list.
pub(super) fn parts<'a>(given: &'a str, filter: &Filter, order: Order) -> Result<(Way, &'a str, Option<&'a str>)> {
    let (way, place) = opened(given, &list(filter, order))?;
    let (short_id, kept) = place.split_once('-').map_or((place, None), |(short_id, kept)| (short_id, Some(kept)));
    Ok((way, short_id, kept))
}

/// What of a conversation a list may be sorted by, and does not change with a review.
#[derive(sqlx::FromRow)]
struct Keys {
    id: Uuid,
    short_id: String,
    created_at: Time,
    title_key: String,
    tier: String,
    persona_key: String,
    emotion_key: String,
    topic_key: String,
    created_by: String,
    parent_type: Option<String>,
    parent_id: Option<Uuid>,
}

impl Store {
    /// Reads the text; an error if it is damaged or from another list.
    pub(crate) async fn cursor(&self, given: &str, filter: &Filter, order: Order) -> Result<Cursor> {
        let (way, short_id, kept) = parts(given, filter, order)?;
        let it = self.keys(short_id).await?.ok_or(StoreError::BadCursor)?;
        let whole = |kept: &str| kept.parse::<i64>().map(Value::from).ok();
        let (id, created) = (Value::from(it.id), Value::from(it.created_at));
        let by_age = |key: String| Some(vec![key.into(), created.clone(), id.clone()]);
        let one = |key: Option<Value>| key.map(|key| vec![key, id.clone()]);
        let keys = match (order.key, kept) {
            (SortKey::Created, None) => one(Some(created.clone())),
            (SortKey::Title, None) => one(Some(it.title_key.into())),
            (SortKey::Id, None) => one(Some(it.short_id.into())),
            (SortKey::Tier, None) => by_age(it.tier),
            (SortKey::Persona, None) => by_age(it.persona_key),
            (SortKey::Emotion, None) => by_age(it.emotion_key),
            (SortKey::Topic, None) => by_age(it.topic_key),
            (SortKey::By, None) => by_age(it.created_by),
            (SortKey::From, None) => {
                let is_version = it.parent_type.as_deref() == Some(ParentType::Conversation.as_str());
                let from = it.parent_id.filter(|_| is_version).unwrap_or(it.id);
                Some(vec![i64::from(is_version).into(), from.into(), id.clone()])
            }
            (SortKey::Status, Some(status)) => one(Some(status.into())),
            // Like `QUALITY`: a conversation without a score counts as -1.
            (SortKey::Quality, Some("none")) => one(Some((-1.0).into())),
            (SortKey::Quality | SortKey::Review, Some(score)) => one(score.parse::<f64>().map(Value::from).ok()),
            (SortKey::Turns | SortKey::Cost, Some(number)) => one(whole(number)),
            _ => None,
        };
        Ok(Cursor { keys: keys.ok_or(StoreError::BadCursor)?, way })
    }

    async fn keys(&self, short_id: &str) -> Result<Option<Keys>> {
        let mut select = Statement::new(
            "SELECT id, short_id, created_at, title_key, tier, persona_key, emotion_key, topic_key, created_by, \
             parent_type, parent_id FROM conversations WHERE short_id = ",
        );
        select.bind(short_id);
        Ok(reading!(&self.db, |pool| select.query_as::<Engine, Keys>().fetch_optional(pool).await)?)
    }
}
