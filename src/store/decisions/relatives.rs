//! What a conversation was made from, and what was made from it.

use serde::Serialize;
use uuid::Uuid;

use crate::domain::conversation::{Conversation, ParentType};
use crate::domain::ids::ConversationId;
use crate::domain::status::Status;

use crate::store::sql::engine::{reading, word};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// A line of parents longer than this is no line of versions.
const MOST_PARENTS: usize = 100;

/// The versions before and after a conversation.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Relatives {
    /// What it was made from, and what that was made from: the nearest first.
    pub parents: Vec<Relative>,
    /// What was made from it, oldest first.
    pub children: Vec<Relative>,
    /// The approved newer version that took its place.
    pub superseded_by: Option<ConversationId>,
}

/// Another version.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relative {
    /// The conversation.
    pub id: ConversationId,
    /// Its id as people type it.
    pub short_id: String,
    /// Its title.
    pub title: String,
    /// Its status.
    pub status: Status,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    short_id: String,
    title: String,
    status: String,
    parent_type: Option<String>,
    parent_id: Option<Uuid>,
}

const ROWS: &str = "SELECT id, short_id, title, status, parent_type, parent_id FROM conversations WHERE ";

impl Row {
    fn parent(&self) -> Option<Uuid> {
        self.parent_id.filter(|_| self.parent_type.as_deref() == Some(ParentType::Conversation.as_str()))
    }

    fn relative(self) -> Result<Relative> {
        let Row { id, short_id, title, status, .. } = self;
        Ok(Relative { id: ConversationId(id), short_id, title, status: word(&status)? })
    }
}

impl Store {
    /// The parents and children of a conversation.
    pub async fn relatives(&self, of: &Conversation) -> Result<Relatives> {
        let mut parents = Vec::new();
        let mut next = of.parent_id.filter(|_| of.parent_type == Some(ParentType::Conversation));
        while let Some(id) = next.filter(|_| parents.len() < MOST_PARENTS) {
            let mut select = Statement::new(ROWS);
            select.push("id = ").bind(id);
            let Some(row) = self.relatives_of(select).await?.pop() else { break };
            next = row.parent();
            parents.push(row.relative()?);
        }
        let mut select = Statement::new(ROWS);
        select.push("parent_id = ").bind(of.id.0).push(" AND parent_type = 'conversation' ORDER BY created_at, id");
        let children = self.relatives_of(select).await?.into_iter().map(Row::relative).collect::<Result<_>>()?;
        Ok(Relatives { parents, children, superseded_by: of.superseded_by })
    }

    async fn relatives_of(&self, select: Statement) -> Result<Vec<Row>> {
        Ok(reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?)
    }
}
