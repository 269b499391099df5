//! Where a page of a list ended, as text for the user.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::conversation::Conversation;
use crate::domain::filter::{Filter, Order, SortKey};

use crate::store::conversations::filter::key;
use crate::store::sql::engine::number;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, StoreError};

/// The sort key and id of the last conversation of a page.
#[derive(Debug, Clone)]
pub(crate) struct Cursor {
    pub(crate) key: Value,
    pub(crate) id: Uuid,
}

/// The content of the text. It is JSON in hexadecimal digits: no shell or URL needs quotes for it.
#[derive(Serialize, Deserialize)]
struct Written {
    /// A checksum of order and filter: a cursor fits only the list it came from.
    list: String,
    id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<i64>,
}

fn list_name(filter: &Filter, order: Order) -> String {
    let filter = serde_json::to_string(filter).unwrap_or_default();
    let digest = Sha256::digest(format!("{} {} {filter}", order.key, order.direction));
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl Cursor {
    pub(crate) fn after(last: &Conversation, order: Order) -> Cursor {
        let key = match order.key {
            SortKey::Created => last.created_at.into(),
            // Like `QUALITY`: a conversation without a score counts as -1.
            SortKey::Quality => last.quality_score.map_or(-1.0, |score| score.points()).into(),
            SortKey::Title => key(&last.title).into(),
            SortKey::Status => last.status.as_str().into(),
            SortKey::Turns => i64::from(last.turn_count).into(),
            SortKey::Cost => last.actual_cost_usd.micros().into(),
        };
        Cursor { key, id: last.id.0 }
    }

    pub(crate) fn text(&self, filter: &Filter, order: Order) -> String {
        let (text, number) = match &self.key {
            Value::Text(text) => (text.clone(), None),
            Value::Int(whole) => (None, *whole),
            Value::Real(points) => (None, points.map(|points| (points * 10.0).round() as i64)),
            Value::Time(time) => (None, time.map(|time| time.0.timestamp_micros())),
            Value::Id(_) | Value::Json(_) | Value::Bool(_) => (None, Some(number(0))),
        };
        let written = Written { list: list_name(filter, order), id: self.id, text, number };
        let json = serde_json::to_vec(&written).unwrap_or_default();
        json.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads the text; an error if it is from another list.
    pub(crate) fn read(given: &str, filter: &Filter, order: Order) -> Result<Cursor> {
        let given = given.trim();
        let bytes: Option<Vec<u8>> = (given.is_ascii() && given.len().is_multiple_of(2))
            .then(|| {
                (0..given.len()).step_by(2).map(|place| u8::from_str_radix(&given[place..place + 2], 16).ok()).collect()
            })
            .flatten();
        let written: Written =
            bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or(StoreError::BadCursor)?;
        if written.list != list_name(filter, order) {
            return Err(StoreError::BadCursor);
        }
        let key = match (order.key, written.text, written.number) {
            (SortKey::Title | SortKey::Status, Some(text), None) => text.into(),
            (SortKey::Turns | SortKey::Cost, None, Some(whole)) => whole.into(),
            (SortKey::Quality, None, Some(tenths)) => (tenths as f64 / 10.0).into(),
            (SortKey::Created, None, Some(micros)) => {
                Value::Time(Some(Time(chrono::DateTime::from_timestamp_micros(micros).ok_or(StoreError::BadCursor)?)))
            }
            _ => return Err(StoreError::BadCursor),
        };
        Ok(Cursor { key, id: written.id })
    }
}
