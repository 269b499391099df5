//! Where a page of a list ended, as text for the user: `4f8k2m9qxc-7.8-3k0vt9aw`.
//!
//! The last conversation by its short id, its sort key where that may change later, and a checksum over these two and
//! the list. No part needs quotes in a shell or a URL.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::conversation::Conversation;
use crate::domain::filter::{Filter, Order, SortKey};
use crate::domain::ids::spelled;

use crate::store::sql::engine::reading;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

/// The sort key and id of the last conversation of a page.
#[derive(Debug, Clone)]
pub(crate) struct Cursor {
    pub(crate) key: Value,
    pub(crate) id: Uuid,
}

/// A checksum of order, filter and the rest of the text: a cursor fits only the list it came from.
///
/// A bound that was given as an age counts as this age: its time moves on from page to page.
fn checksum(text: &str, filter: &Filter, order: Order) -> String {
    let mut filter = filter.clone();
    let ages = (filter.since_age.take(), filter.until_age.take());
    if ages.0.is_some() {
        filter.since = None;
    }
    if ages.1.is_some() {
        filter.until = None;
    }
    let filter = serde_json::to_string(&filter).unwrap_or_default();
    let digest = Sha256::digest(format!("{} {} {ages:?} {text} {filter}", order.key, order.direction));
    spelled(digest.iter().take(5).fold(0, |bits, byte| bits << 8 | u64::from(*byte)), 8)
}

/// The sort key as text where it may change before the next page is read: the list goes on from its old place.
/// Time and title are read from the conversation instead. A title may be long, and changes rarely.
fn kept_key(last: &Conversation, key: SortKey) -> Option<String> {
    match key {
        SortKey::Created | SortKey::Title => None,
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

/// The text that leads to the page after `last`.
pub(crate) fn after(last: &Conversation, filter: &Filter, order: Order) -> String {
    let text = match kept_key(last, order.key) {
        Some(key) => format!("{}-{key}", last.short_id),
        None => last.short_id.clone(),
    };
    sealed(&text, filter, order)
}

/// The text with its checksum.
pub(super) fn sealed(text: &str, filter: &Filter, order: Order) -> String {
    format!("{text}-{}", checksum(text, filter, order))
}

/// The short id and the kept sort key; an error if the text is damaged or from another list.
pub(super) fn parts<'a>(given: &'a str, filter: &Filter, order: Order) -> Result<(&'a str, Option<&'a str>)> {
    let (text, sum) = given.trim().rsplit_once('-').ok_or(StoreError::BadCursor)?;
    if sum != checksum(text, filter, order) {
        return Err(StoreError::BadCursor);
    }
    Ok(text.split_once('-').map_or((text, None), |(short_id, kept)| (short_id, Some(kept))))
}

impl Store {
    /// Reads the text; an error if it is damaged or from another list.
    pub(crate) async fn cursor(&self, given: &str, filter: &Filter, order: Order) -> Result<Cursor> {
        let (short_id, kept) = parts(given, filter, order)?;
        let (id, created, title) = self.sort_keys(short_id).await?.ok_or(StoreError::BadCursor)?;
        let whole = |kept: &str| kept.parse::<i64>().map(Value::from).ok();
        let key = match (order.key, kept) {
            (SortKey::Created, None) => Some(created.into()),
            (SortKey::Title, None) => Some(title.into()),
            (SortKey::Status, Some(status)) => Some(status.into()),
            // Like `QUALITY`: a conversation without a score counts as -1.
            (SortKey::Quality, Some("none")) => Some((-1.0).into()),
            (SortKey::Quality | SortKey::Review, Some(score)) => score.parse::<f64>().map(Value::from).ok(),
            (SortKey::Turns | SortKey::Cost, Some(number)) => whole(number),
            _ => None,
        };
        Ok(Cursor { key: key.ok_or(StoreError::BadCursor)?, id })
    }

    async fn sort_keys(&self, short_id: &str) -> Result<Option<(Uuid, Time, String)>> {
        let mut select = Statement::new("SELECT id, created_at, title_key FROM conversations WHERE short_id = ");
        select.bind(short_id);
        Ok(reading!(&self.db, |pool| select.query_as::<Engine, (Uuid, Time, String)>().fetch_optional(pool).await)?)
    }
}
