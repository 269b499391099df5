//! One version of a template, scenario, edge case or vocabulary, for a list.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::store::sql::engine::count;
use crate::store::sql::value::Time;

/// One version, for a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VersionEntry {
    /// From 1.
    pub version: u32,
    /// Who stored it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// The conversations made with it that are stored; `None` where no conversation tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversations: Option<u64>,
}

/// Version, author, time, conversations.
pub(crate) type VersionRow = (i64, String, Time, Option<i64>);

impl From<VersionRow> for VersionEntry {
    fn from((version, created_by, created_at, conversations): VersionRow) -> VersionEntry {
        VersionEntry {
            version: u32::try_from(version).unwrap_or(u32::MAX),
            created_by,
            created_at: created_at.into(),
            conversations: conversations.map(count),
        }
    }
}
