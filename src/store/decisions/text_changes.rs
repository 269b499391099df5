//! When people gave conversations another text.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::ids::ConversationId;

use crate::store::sql::engine::reading;
use crate::store::sql::value::Time;
use crate::store::{Result, Store};

/// When somebody edited a text, and when the edit was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EditTime {
    at: DateTime<Utc>,
    undone: Option<DateTime<Utc>>,
}

impl EditTime {
    /// Whether the text is another one than at that time: edited later, or back to what it was before an edit.
    pub(crate) fn is_after(&self, time: DateTime<Utc>) -> bool {
        match self.undone {
            None => self.at > time,
            Some(undone) => self.at <= time && undone > time,
        }
    }
}

impl Store {
    /// All edits, by conversation.
    pub(crate) async fn text_changes(&self) -> Result<HashMap<ConversationId, Vec<EditTime>>> {
        let rows: Vec<(Uuid, Time, Option<Time>)> = reading!(&self.db, |pool| {
            sqlx::query_as(
                "SELECT d.conversation_id, a.made_at, u.made_at FROM acts a JOIN decisions d ON d.act_id = a.id \
                 LEFT JOIN acts u ON u.undoes = a.id WHERE a.action = 'edit'",
            )
            .fetch_all(pool)
            .await
        })?;
        let mut changes: HashMap<ConversationId, Vec<EditTime>> = HashMap::new();
        for (id, at, undone) in rows {
            let change = EditTime { at: at.into(), undone: undone.map(Into::into) };
            changes.entry(ConversationId(id)).or_default().push(change);
        }
        Ok(changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_counts_from_its_time_until_somebody_takes_it_back() {
        let at = |second: i64| DateTime::from_timestamp(second, 0).unwrap_or_default();
        let change = |edited, undone: Option<i64>| EditTime { at: at(edited), undone: undone.map(at) };
        assert!(change(20, None).is_after(at(10)));
        assert!(!change(5, None).is_after(at(10)));
        assert!(!change(20, Some(30)).is_after(at(10)), "the text is what it was");
        assert!(change(5, Some(20)).is_after(at(10)), "the exported text is gone");
        assert!(!change(5, Some(8)).is_after(at(10)));
    }
}
