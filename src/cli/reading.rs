//! Who reads which conversation now, as `list` and `show` say it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::ids::ConversationId;
use crate::store::Claim;

/// A conversation that somebody has open in a review.
#[derive(Debug, Serialize)]
pub(super) struct Reading {
    id: ConversationId,
    short_id: String,
    by: String,
    since: DateTime<Utc>,
}

impl Reading {
    /// Those of these conversations that somebody reads, in their order.
    pub(super) fn of(ids: &[ConversationId], claims: &HashMap<ConversationId, Claim>) -> Vec<Reading> {
        let reading = |id: &ConversationId| {
            let Claim { by, since } = claims.get(id)?.clone();
            Some(Reading { id: *id, short_id: id.short(), by, since })
        };
        ids.iter().filter_map(reading).collect()
    }

    /// "ann reads k3x9w2mhqp now".
    pub(super) fn line(&self) -> String {
        format!("{} reads {} now, since {}", self.by, self.short_id, self.since.format("%H:%M UTC"))
    }
}
