//! The filters that all commands share, and the order of a list.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::axis::Axis;
use crate::domain::axis_match::AxisMatch;
use crate::domain::conversation::{ProviderName, Tier};
use crate::domain::finding::Finding;
use crate::domain::quality::{Confidence, Score};
use crate::domain::status::Status;
use crate::domain::word::words;

/// Selects conversations. Every field must match; several values in a field match any of them; an empty field matches
/// all.
///
/// Persona, emotion and topic match in any case, categories and parameters exactly. Search covers the axes, the title
/// and the turns; a word that ends with `*` finds every word that begins so.
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
    pub persona: Vec<AxisMatch>,
    /// Any of these emotions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emotion: Vec<AxisMatch>,
    /// Any of these topics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topic: Vec<AxisMatch>,
    /// Any of these categories.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<String>,
    /// For each parameter named, any of its values here.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub param: BTreeMap<String, Vec<String>>,
    /// Any of these templates, by name; `NAME@3` for its version 3 alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub template: Vec<String>,
    /// Any of these batches, by name or id prefix.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub batch: Vec<String>,
    /// Imported from any of these files, as they were named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// Resting on a chunk of any of these documents, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub document: Vec<String>,
    /// Only those that rest on a text that is no longer in its document.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub old_text: bool,
    /// Any of these providers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provider: Vec<ProviderName>,
    /// This score or higher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_quality: Option<Score>,
    /// This score or lower; excludes conversations without a score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_quality: Option<Score>,
    /// Any of these confidences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confidence: Vec<Confidence>,
    /// At least one of these findings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub finding: Vec<Finding>,
    /// At least one of these tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<String>,
    /// Excludes conversations with some findings.
    #[serde(skip_serializing_if = "Without::is_nothing")]
    pub without: Without,
    /// Words that must all occur.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Created at this time or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<DateTime<Utc>>,
    /// Created before this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// The age in seconds that `since` was given as: its time moves on with every command.
    #[serde(skip)]
    pub since_age: Option<i64>,
    /// The same for `until`.
    #[serde(skip)]
    pub until_age: Option<i64>,
    /// Created by any of these people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub created_by: Vec<String>,
    /// Only those that a person sent back, not those that a rule flagged.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sent_back: bool,
    /// Only those that this person has to look at now: not what they sent back and nobody made anew since, nor what has a
    /// new version that waits.
    #[serde(skip)]
    pub due_for: Option<String>,
    /// Only those with a serious finding that nobody opened or named them to decide about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread_serious: Option<Unread>,
    /// What to do about those that an approved newer version replaced.
    #[serde(skip_serializing_if = "Superseded::are_left_out")]
    pub superseded: Superseded,
    /// Excludes conversations of the simulator.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without_simulated: bool,
}

impl Filter {
    /// The same without times that were given as an age: a command with an age is the same command tomorrow.
    pub(crate) fn without_ages(&self) -> Filter {
        let mut filter = self.clone();
        filter.since = filter.since.filter(|_| filter.since_age.is_none());
        filter.until = filter.until.filter(|_| filter.until_age.is_none());
        filter
    }

    /// Selects every conversation, those with an approved newer version included.
    pub fn all() -> Filter {
        Filter { superseded: Superseded::Also, ..Filter::default() }
    }

    /// Whether it selects every conversation without an approved newer version.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// What it asks of an axis.
    pub(crate) fn on(&self, axis: Axis) -> &[AxisMatch] {
        match axis {
            Axis::Persona => &self.persona,
            Axis::Emotion => &self.emotion,
            Axis::Topic => &self.topic,
        }
    }

    pub(crate) fn on_mut(&mut self, axis: Axis) -> &mut Vec<AxisMatch> {
        match axis {
            Axis::Persona => &mut self.persona,
            Axis::Emotion => &mut self.emotion,
            Axis::Topic => &mut self.topic,
        }
    }
}

/// Whether conversations count that have an approved newer version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Superseded {
    /// They do not.
    #[default]
    LeftOut,
    /// They count like all others.
    Also,
    /// Nothing else counts.
    Only,
}

impl Superseded {
    fn are_left_out(&self) -> bool {
        *self == Superseded::LeftOut
    }
}

/// The findings that exclude a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Without {
    /// None do.
    #[default]
    Nothing,
    /// A serious finding, unless a person opened or named the conversation to decide about it.
    UnreadSerious,
    /// A serious finding.
    Serious,
    /// Any finding.
    Findings,
}

impl Without {
    fn is_nothing(&self) -> bool {
        *self == Without::Nothing
    }
}

words! {
    /// When a serious finding came that nobody read. An export leaves all of these out.
    Unread is "kind of unread finding" {
        /// At any time.
        Any = "any",
        /// After the decision, or before there was one.
        Since = "since",
        /// Before the decision, which a filter made.
        Before = "before",
    }
}

words! {
    /// The value that a list is sorted by.
    SortKey is "sort key" {
        /// Creation time.
        Created = "created",
        /// Score; a conversation without one sorts below 0.
        Quality = "quality",
        /// Serious findings, then score: the order of the review.
        Review = "review",
        /// Title, in any case.
        Title = "title",
        /// Status, by its word.
        Status = "status",
        /// Short id.
        Id = "id",
        /// Tier, by its word.
        Tier = "tier",
        /// Persona, in any case; equal ones by age, as for the next three.
        Persona = "persona",
        /// Emotion.
        Emotion = "emotion",
        /// Topic.
        Topic = "topic",
        /// Who made it.
        By = "by",
        /// Number of turns.
        Turns = "turns",
        /// Real cost.
        Cost = "cost",
        /// The old version that it was made from, the oldest first; one that was made from none sorts before all.
        From = "from",
    }
}

words! {
    /// The direction of a list.
    Direction is "direction" {
        /// Smallest first.
        Ascending = "asc",
        /// Largest first.
        Descending = "desc",
    }
}

/// The order of a list. Equal keys are sorted by id, in the same direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The value to sort by.
    pub key: SortKey,
    /// Smallest or largest first.
    pub direction: Direction,
}

impl Order {
    /// Newest first: the default of lists.
    pub const NEWEST: Order = Order { key: SortKey::Created, direction: Direction::Descending };
    /// Oldest first: the order of exports.
    pub const OLDEST: Order = Order { key: SortKey::Created, direction: Direction::Ascending };
}
