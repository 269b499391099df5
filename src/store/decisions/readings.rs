//! Decisions after opening a conversation, one by one, and the edits between them: for the pace of people, and for how
//! they agree.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::filter::{Filter, Superseded};
use crate::domain::ids::ConversationId;
use crate::domain::review::Action;

use crate::store::conversations::filter::push_where;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{reading, word};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::{Result, Store};

/// What one person did to one conversation at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The conversation.
    pub id: ConversationId,
    /// The person.
    pub by: String,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// A decision, or an edit.
    pub action: Action,
}

type Row = (Uuid, String, Time, String);

/// Those that stand, in the order of time.
fn select<DB: Dialect>(filter: &Filter) -> Statement {
    let mut select = Statement::new(
        "SELECT d.conversation_id, a.made_by, a.made_at, a.action FROM decisions d JOIN acts a ON a.id = d.act_id \
         WHERE (a.action = 'edit' OR (a.basis = 'opened' AND a.action IN ('approve', 'reject', 'send_back', 'reopen'))) \
         AND NOT EXISTS (SELECT 1 FROM acts u JOIN decisions e ON e.act_id = u.id \
         WHERE u.undoes = a.id AND e.conversation_id = d.conversation_id)",
    );
    if !filter.is_empty() {
        select.push(" AND d.conversation_id IN (SELECT c.id FROM conversations c");
        push_where::<DB>(&mut select, &Filter { superseded: Superseded::Also, ..filter.clone() });
        select.push(")");
    }
    select.push(" ORDER BY a.id");
    select
}

impl Store {
    /// All decisions that people made after opening a conversation, and all edits. Each cost somebody a key, so they fit
    /// into memory.
    pub async fn readings(&self, filter: &Filter) -> Result<Vec<Reading>> {
        let rows = reading!(&self.db, |pool| select::<Engine>(filter).query_as::<Engine, Row>().fetch_all(pool).await)?;
        let one = |(id, by, at, action): Row| {
            Ok(Reading { id: ConversationId(id), by, at: at.into(), action: word(&action)? })
        };
        rows.into_iter().map(one).collect()
    }
}
