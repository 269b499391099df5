//! Where a page of a list ended, as text for the user: a place, and a checksum over it and the list that it belongs to.
//! No part needs quotes in a shell or a URL.

use sha2::{Digest, Sha256};

use crate::domain::filter::Filter;
use crate::domain::ids::spelled;

use crate::store::{Result, StoreError};

/// Which page is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// The one after the edge.
    Next,
    /// The one before it.
    Previous,
}

/// Begins the text of a cursor to the page before.
const PREVIOUS: &str = "b-";

/// A filter as it counts for a cursor. A bound that was given as an age counts as this age: its time moves on from page
/// to page.
pub(crate) fn filter_words(filter: &Filter) -> String {
    let mut filter = filter.clone();
    let ages = (filter.since_age.take(), filter.until_age.take());
    if ages.0.is_some() {
        filter.since = None;
    }
    if ages.1.is_some() {
        filter.until = None;
    }
    let filter = serde_json::to_string(&filter).unwrap_or_default();
    format!("{ages:?} {filter}")
}

/// A cursor fits only the list it came from.
fn checksum(text: &str, list: &str) -> String {
    let digest = Sha256::digest(format!("{text} {list}"));
    spelled(digest.iter().take(5).fold(0, |bits, byte| bits << 8 | u64::from(*byte)), 8)
}

/// The text that leads to a page that begins or ends at `place`.
pub(crate) fn sealed(way: Way, place: &str, list: &str) -> String {
    let before = if way == Way::Previous { PREVIOUS } else { "" };
    let text = format!("{before}{place}");
    format!("{text}-{}", checksum(&text, list))
}

/// The way and the place; an error if the text is damaged or from another list.
pub(crate) fn opened<'a>(given: &'a str, list: &str) -> Result<(Way, &'a str)> {
    let (text, sum) = given.trim().rsplit_once('-').ok_or(StoreError::BadCursor)?;
    if sum != checksum(text, list) {
        return Err(StoreError::BadCursor);
    }
    Ok(match text.strip_prefix(PREVIOUS) {
        Some(place) => (Way::Previous, place),
        None => (Way::Next, text),
    })
}

/// What was read for one page, in order, and whether there are pages before and after it.
pub(crate) struct Read<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) has_previous: bool,
    pub(crate) has_next: bool,
}

impl<T> Read<T> {
    /// `rows`: up to one more than `limit`; those of a previous page from its end. `way`: that of the cursor, if any.
    pub(crate) fn of(mut rows: Vec<T>, limit: u32, way: Option<Way>) -> Read<T> {
        let is_more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let is_back = way == Some(Way::Previous);
        if is_back {
            rows.reverse();
        }
        // Where the reader came from, there are others.
        Read { rows, has_previous: if is_back { is_more } else { way.is_some() }, has_next: is_more || is_back }
    }
}
