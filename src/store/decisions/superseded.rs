//! Conversations and the approved newer versions that took their place.

use uuid::Uuid;

use crate::domain::filter::Filter;
use crate::domain::ids::ConversationId;

use crate::store::conversations::filter::push_where;
use crate::store::sql::engine::reading;
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// An old version and the approved one that took its place: a pair of which the second is the better answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Superseded {
    /// The old version, whatever its status.
    pub old: ConversationId,
    /// The approved one.
    pub by: ConversationId,
}

impl Store {
    /// The pairs whose approved version matches a filter, in the order in which these were made. One version may have
    /// replaced several.
    pub async fn superseded_pairs(&self, filter: &Filter) -> Result<Vec<Superseded>> {
        let rows: Vec<(Uuid, Uuid)> = reading!(&self.db, |pool| {
            let mut select = Statement::new(
                "SELECT o.id, c.id FROM superseded s JOIN conversations o ON o.id = s.conversation_id \
                 JOIN conversations c ON c.id = s.by_id",
            );
            push_where::<Engine>(&mut select, filter);
            select.push(" ORDER BY c.created_at, c.id, o.id");
            select.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        let pair = |(old, by)| Superseded { old: ConversationId(old), by: ConversationId(by) };
        Ok(rows.into_iter().map(pair).collect())
    }
}
