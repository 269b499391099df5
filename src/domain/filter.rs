//! Which conversations: the filters every command shares, and the order of a list.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::conversation::{ProviderName, Tier};
use crate::domain::quality::Score;
use crate::domain::status::Status;
use crate::domain::word::words;

/// Which conversations are meant. Empty means all; several values of one field mean any of them; fields are and-ed.
///
/// Persona, emotion and topic match the whole value, whatever its case; search goes over title, persona, emotion,
/// topic and the turns' content.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Any of these states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<Status>,
    /// Any of these tiers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tier: Vec<Tier>,
    /// Any of these personas.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub persona: Vec<String>,
    /// Any of these emotions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emotion: Vec<String>,
    /// Any of these topics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topic: Vec<String>,
    /// Any of these templates, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub template: Vec<String>,
    /// Any of these batches, by name or id prefix.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub batch: Vec<String>,
    /// Any of these providers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provider: Vec<ProviderName>,
    /// At this score or above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_quality: Option<Score>,
    /// At this score or below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_quality: Option<Score>,
    /// Words that must all occur.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Created at this time or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<DateTime<Utc>>,
    /// Created before this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// Any of these people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub created_by: Vec<String>,
    /// Leave out what the simulator made.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without_simulated: bool,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }
}

words! {
    /// What a list is sorted by.
    SortKey is "sort key" {
        /// When it was stored.
        Created = "created",
        /// Its score.
        Quality = "quality",
        /// Its title.
        Title = "title",
        /// Its state.
        Status = "status",
        /// How many turns.
        Turns = "turns",
        /// What it cost.
        Cost = "cost",
    }
}

words! {
    /// Which way a list runs.
    Direction is "direction" {
        /// Smallest first.
        Ascending = "asc",
        /// Largest first.
        Descending = "desc",
    }
}

/// An order: a key and a way; ties are broken by id, the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// What it is sorted by.
    pub key: SortKey,
    /// Which way.
    pub direction: Direction,
}

impl Order {
    /// Newest first: the order where none is asked for.
    pub const NEWEST: Order = Order { key: SortKey::Created, direction: Direction::Descending };
    /// Oldest first: the order of an export.
    pub const OLDEST: Order = Order { key: SortKey::Created, direction: Direction::Ascending };
}
