//! Removes conversations for good: no table, index or log of this database holds a word of them afterwards.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::ids::{ActId, ConversationId};
use crate::domain::review::{Action, Basis};

use crate::store::decisions::acts::NewAct;
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::engine::{reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// What a purge removed, and whether the files hold nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Purged {
    /// Conversations, those from the trash included.
    pub conversations: u64,
    /// Calls whose request, answer and error are gone. Their cost stays.
    pub calls: u64,
    /// Why old text may still be in the database's files; `None` where they were rewritten.
    pub leftover: Option<String>,
}

/// The calls that made a conversation or were about it, and the failed ones of its items.
const CALLS: &str = "UPDATE generation_logs SET request = NULL, response = NULL, error_message = NULL, request_id = NULL, \
                     parameters = '{}' \
    WHERE id IN (SELECT id FROM generation_logs WHERE conversation_id IN ";
const CALLS_IN_TRASH: &str = " UNION SELECT row_id FROM trash_links WHERE conversation_id IN ";
const CALLS_OF_ITEMS: &str = " UNION SELECT g.id FROM generation_logs g WHERE g.item_id IN (\
    SELECT id FROM batch_items WHERE about IN ";

/// A request for a new version held the old text.
const CALLS_OF_VERSIONS: &str = " OR conversation_id IN (SELECT id FROM conversations \
    WHERE parent_type = 'conversation' AND parent_id IN ";
/// The same for a version in the trash, whose row is JSON. The engines write an id there in different ways.
const CALLS_OF_VERSIONS_IN_TRASH: &str = " OR id IN (SELECT l.row_id FROM trash_links l \
    JOIN trash t ON t.conversation_id = l.conversation_id \
    WHERE t.content -> 'conversations' -> 0 ->> 'parent_type' = 'conversation' \
    AND lower(replace(t.content -> 'conversations' -> 0 ->> 'parent_id', '-', '')) IN ";

/// In the end: acts that were about these alone, and hashes of conversations that are nowhere.
const REMAINS: [&str; 3] = [
    "DELETE FROM acts WHERE action NOT IN ('undo', 'purge') \
     AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.act_id = acts.id)",
    "DELETE FROM conversation_bands WHERE conversation_id NOT IN (SELECT id FROM conversations) \
     AND conversation_id NOT IN (SELECT conversation_id FROM trash)",
    "DELETE FROM superseded WHERE conversation_id NOT IN (SELECT id FROM conversations) \
     AND conversation_id NOT IN (SELECT conversation_id FROM trash)",
];

fn calls(ids: &[Uuid]) -> Statement {
    let mut update = Statement::new(CALLS);
    update.bind_list(ids.iter().copied()).push(CALLS_IN_TRASH).bind_list(ids.iter().copied());
    update.push(CALLS_OF_ITEMS).bind_list(ids.iter().copied());
    update.push(" OR conversation_id IN ").bind_list(ids.iter().copied());
    update.push(" UNION SELECT row_id FROM trash_links WHERE conversation_id IN ").bind_list(ids.iter().copied());
    update.push("))").push(CALLS_OF_VERSIONS).bind_list(ids.iter().copied()).push(")");
    update.push(CALLS_OF_VERSIONS_IN_TRASH).bind_list(ids.iter().map(|id| id.simple().to_string())).push(")");
    update
}

/// Deletes everywhere; foreign keys and triggers take turns, findings, words and links along.
fn removals(ids: &[Uuid]) -> Vec<Statement> {
    let from = |table: &str, key: &str| {
        let mut delete = Statement::new(&format!("DELETE FROM {table} WHERE {key} IN "));
        delete.bind_list(ids.iter().copied());
        delete
    };
    vec![from("decisions", "conversation_id"), from("trash", "conversation_id"), from("conversations", "id")]
}

/// That it was purged, by whom and when: the one trace.
fn trace(act: &NewAct<'_>, ids: &[Uuid]) -> Statement {
    let mut insert = Statement::new("INSERT INTO decisions (conversation_id, act_id) VALUES ");
    insert.bind_rows(ids, |id| [(*id).into(), act.id.0.into()]);
    insert
}

impl Store {
    /// Removes these for good, stored ones and those in the trash. A missing one is skipped.
    pub(crate) async fn purge(
        &self,
        ids: &[ConversationId],
        basis: Basis,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<Purged> {
        let act =
            NewAct { id: ActId::new(), action: Action::Purge, by, at, why: None, basis: Some(basis), undoes: None };
        let mut plain: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        plain.sort_unstable();
        plain.dedup();
        let mut purged = writing!(self, |tx| {
            let mut purged = Purged::default();
            act.insert().query::<Engine>().execute(&mut **tx).await?;
            if let Some(recent) = &self.recent_bands {
                recent.learn(&recent.select_news().query_as::<Engine, _>().fetch_all(&mut **tx).await?)?;
                for statement in recent.leave_out(&plain) {
                    statement.query::<Engine>().execute(&mut **tx).await?;
                }
            }
            for some in in_shapes(&plain) {
                purged.calls += calls(some).query::<Engine>().execute(&mut **tx).await?.rows_affected();
                let mut gone = Vec::new();
                for removal in removals(some) {
                    gone.push(removal.query::<Engine>().execute(&mut **tx).await?.rows_affected());
                }
                purged.conversations += gone[1..].iter().sum::<u64>();
                trace(&act, some).query::<Engine>().execute(&mut **tx).await?;
            }
            for statement in REMAINS {
                sqlx::query(statement).execute(&mut **tx).await?;
            }
            Ok(purged)
        })?;
        purged.leftover = self.scrub().await;
        Ok(purged)
    }

    /// The ids of everything in the trash, the oldest first.
    pub async fn trash(&self) -> Result<Vec<ConversationId>> {
        let select = Statement::new("SELECT conversation_id FROM trash ORDER BY conversation_id");
        let rows: Vec<(Uuid,)> = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(id,)| ConversationId(id)).collect())
    }
}
