//! Reads conversations: by id, as a page of a list, as counts.

use std::collections::HashMap;

use uuid::Uuid;

use crate::domain::conversation::{Conversation, StoredTurn};
use crate::domain::filter::{Direction, Filter, Order, SortKey};
use crate::domain::ids::ConversationId;
use crate::domain::nearest;
use crate::domain::status::Status;

use crate::store::conversations::cursor::{self, Cursor};
use crate::store::conversations::filter::{QUALITY, REVIEW_RANK, id_range, push_where, push_where_in_order};
use crate::store::conversations::row::{COLUMNS, ConversationRow, JOINS, TurnRow};
use crate::store::decisions::Remark;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading, word};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store, StoreError};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Page {
    /// The conversations, in order and without turns.
    pub conversations: Vec<Conversation>,
    /// Pass this to get the next page; `None` on the last one.
    pub next_cursor: Option<String>,
}

/// A conversation with its turns, as exported and shown.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct FullConversation {
    /// Everything but the turns.
    #[serde(flatten)]
    pub conversation: Conversation,
    /// The turns, from turn 1 on.
    pub turns: Vec<StoredTurn>,
    /// What people wrote about it, oldest first; empty in lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Remark>,
}

/// The most ids in one statement, well below the limit of either engine.
const IDS_AT_ONCE: usize = 1000;

fn sort_expression(key: SortKey) -> &'static str {
    match key {
        SortKey::Created => "c.created_at",
        SortKey::Quality => QUALITY,
        SortKey::Review => REVIEW_RANK,
        SortKey::Title => "c.title_key",
        SortKey::Status => "c.status",
        SortKey::Turns => "c.turn_count",
        SortKey::Cost => "c.actual_cost_micros",
    }
}

/// The statement of one page, sorted by key and id. It begins after the cursor, so page 40,000 costs as much as page 1.
fn page<DB: Dialect>(filter: &Filter, order: Order, limit: u32, cursor: Option<&Cursor>) -> Statement {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS} FROM conversations c{JOINS}"));
    push_where_in_order::<DB>(&mut statement, filter);
    let expression = sort_expression(order.key);
    let (after, way) = match order.direction {
        Direction::Ascending => (" > ", " ASC"),
        Direction::Descending => (" < ", " DESC"),
    };
    if let Some(cursor) = cursor {
        statement.push(" AND (").push(expression).push(", c.id)").push(after).push("(");
        statement.bind(cursor.key.clone()).push(", ").bind(cursor.id).push(")");
    }
    statement.push(" ORDER BY ").push(expression).push(way).push(", c.id").push(way);
    statement.push(" LIMIT ").bind(i64::from(limit).saturating_add(1));
    statement
}

impl Store {
    /// The conversation with this short id, long id or unique prefix of either (at least two letters). One in the trash
    /// is an error that says who deleted it.
    pub async fn resolve(&self, given: &str) -> Result<ConversationId> {
        match self.resolve_in("conversations", "id", given).await {
            Err(StoreError::NotFound { what, given, near }) => {
                match self.resolve_in("trash", "conversation_id", &given).await {
                    Ok(id) => Err(self.trashed_by(id).await?),
                    Err(_) => Err(StoreError::NotFound { what, given, near }),
                }
            }
            found => found,
        }
    }

    /// Like `resolve`, also for one in the trash.
    pub async fn resolve_with_trash(&self, given: &str) -> Result<ConversationId> {
        match self.resolve(given).await {
            Err(StoreError::Trashed { .. }) => self.resolve_in("trash", "conversation_id", given).await,
            found => found,
        }
    }

    async fn trashed_by(&self, id: ConversationId) -> Result<StoreError> {
        let mut select = Statement::new(
            "SELECT t.short_id, a.made_by FROM trash t JOIN acts a ON a.id = t.act_id WHERE t.conversation_id = ",
        );
        select.bind(id.0);
        let (short_id, by): (String, String) =
            reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_one(pool).await)?;
        Ok(StoreError::Trashed { short_id, by })
    }

    /// Looks in one table; `key` is its column with the long id.
    async fn resolve_in(&self, table: &str, key: &str, given: &str) -> Result<ConversationId> {
        let prefix = given.trim().to_lowercase();
        let not_found = |near| StoreError::NotFound { what: "conversation", given: given.to_owned(), near };
        if prefix.chars().count() < 2 || !prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Err(not_found(None));
        }
        let mut statement = Statement::new(&format!("SELECT {key}, short_id FROM {table} WHERE (short_id >= "));
        // "~" sorts after every letter of a short id.
        statement.bind(prefix.as_str()).push(" AND short_id < ").bind(format!("{prefix}~")).push(")");
        if let Some((low, high)) = id_range(&prefix) {
            statement.push(" OR ").push(key).push(" BETWEEN ").bind(low).push(" AND ").bind(high);
        }
        statement.push(" ORDER BY short_id LIMIT 6");
        let found = self.names(statement).await?;
        match found.as_slice() {
            [(id, _)] => Ok(ConversationId(*id)),
            [] => {
                let begin = &prefix[..2];
                let mut statement = Statement::new(&format!("SELECT {key}, short_id FROM {table} WHERE short_id >= "));
                statement.bind(begin).push(" AND short_id < ").bind(format!("{begin}~"));
                statement.push(" ORDER BY short_id LIMIT 100");
                let near = self.names(statement).await?;
                let near = nearest(&prefix, near.iter().map(|(_, short_id)| short_id.as_str())).map(str::to_owned);
                Err(not_found(near))
            }
            several => Err(StoreError::Ambiguous {
                what: "conversation",
                given: given.to_owned(),
                matches: several.iter().take(5).map(|(_, short_id)| short_id.clone()).collect(),
            }),
        }
    }

    async fn names(&self, statement: Statement) -> Result<Vec<(Uuid, String)>> {
        Ok(reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_all(pool).await)?)
    }

    /// The conversation with this id, and its turns.
    pub async fn conversation(&self, id: ConversationId) -> Result<FullConversation> {
        let conversations = self.conversations_named(&[id]).await?;
        let full = self.with_turns(conversations).await?.pop();
        let missing = || StoreError::NotFound { what: "conversation", given: id.to_string(), near: None };
        Ok(FullConversation { notes: self.remarks(id).await?, ..full.ok_or_else(missing)? })
    }

    /// The conversations with these ids, in this order; skips missing ones.
    pub(crate) async fn conversations_named(&self, ids: &[ConversationId]) -> Result<Vec<Conversation>> {
        let mut found = HashMap::new();
        for some in ids.chunks(IDS_AT_ONCE) {
            let mut statement = Statement::new(&format!("SELECT {COLUMNS} FROM conversations c{JOINS} WHERE c.id IN "));
            statement.bind_list(some.iter().map(|id| id.0));
            let rows: Vec<ConversationRow> =
                reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_all(pool).await)?;
            for row in rows {
                let conversation = row.conversation()?;
                found.insert(conversation.id, conversation);
            }
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// The same with their turns.
    pub(crate) async fn full(&self, ids: &[ConversationId]) -> Result<Vec<FullConversation>> {
        self.with_turns(self.conversations_named(ids).await?).await
    }

    async fn with_turns(&self, conversations: Vec<Conversation>) -> Result<Vec<FullConversation>> {
        let mut turns: HashMap<Uuid, Vec<StoredTurn>> = HashMap::new();
        for some in conversations.chunks(IDS_AT_ONCE) {
            let mut statement = Statement::new(
                "SELECT conversation_id, turn_number, role, content, token_count, char_count \
                 FROM conversation_turns WHERE conversation_id IN ",
            );
            statement.bind_list(some.iter().map(|conversation| conversation.id.0));
            statement.push(" ORDER BY conversation_id, turn_number");
            let rows = reading!(&self.db, |pool| statement.query_as::<Engine, TurnRow>().fetch_all(pool).await)?;
            for row in rows {
                turns.entry(row.conversation_id).or_default().push(row.turn()?);
            }
        }
        Ok(conversations
            .into_iter()
            .map(|conversation| FullConversation {
                turns: turns.remove(&conversation.id.0).unwrap_or_default(),
                notes: Vec::new(),
                conversation,
            })
            .collect())
    }

    /// One page of the conversations of a filter. A cursor from another order or filter is an error.
    pub async fn list(&self, filter: &Filter, order: Order, limit: u32, cursor: Option<&str>) -> Result<Page> {
        let cursor = match cursor {
            Some(text) => Some(self.cursor(text, filter, order).await?),
            None => None,
        };
        let rows = reading!(&self.db, |pool| page::<Engine>(filter, order, limit, cursor.as_ref())
            .query_as::<Engine, ConversationRow>()
            .fetch_all(pool)
            .await)?;
        let is_more = rows.len() > limit as usize;
        let rows = rows.into_iter().take(limit as usize);
        let conversations = rows.map(ConversationRow::conversation).collect::<Result<Vec<_>>>()?;
        let last = conversations.last().filter(|_| is_more);
        let next_cursor = last.map(|last| cursor::after(last, filter, order));
        Ok(Page { conversations, next_cursor })
    }

    /// Like `list`, with the turns, for review and export.
    pub async fn list_full(
        &self,
        filter: &Filter,
        order: Order,
        limit: u32,
        cursor: Option<&str>,
    ) -> Result<(Vec<FullConversation>, Option<String>)> {
        let page = self.list(filter, order, limit, cursor).await?;
        Ok((self.with_turns(page.conversations).await?, page.next_cursor))
    }

    /// The ids of all conversations of a filter, oldest first.
    pub async fn ids(&self, filter: &Filter) -> Result<Vec<ConversationId>> {
        let ids: Vec<(Uuid,)> = reading!(&self.db, |pool| {
            let mut statement = Statement::new("SELECT c.id FROM conversations c");
            push_where::<Engine>(&mut statement, filter);
            statement.push(" ORDER BY c.created_at, c.id");
            statement.query_as::<Engine, (Uuid,)>().fetch_all(pool).await
        })?;
        Ok(ids.into_iter().map(|(id,)| ConversationId(id)).collect())
    }

    /// The number of conversations of a filter.
    pub async fn count(&self, filter: &Filter) -> Result<u64> {
        let (found,): (i64,) = reading!(&self.db, |pool| {
            let mut statement = Statement::new("SELECT count(*) FROM conversations c");
            push_where::<Engine>(&mut statement, filter);
            statement.query_as::<Engine, (i64,)>().fetch_one(pool).await
        })?;
        Ok(count(found))
    }

    /// Like `count`, up to `most`: its cost does not grow with the table.
    pub async fn count_up_to(&self, filter: &Filter, most: u32) -> Result<u64> {
        let (found,): (i64,) = reading!(&self.db, |pool| {
            let mut statement = Statement::new("SELECT count(*) FROM (SELECT 1 FROM conversations c");
            push_where::<Engine>(&mut statement, filter);
            statement.push(" LIMIT ").bind(i64::from(most)).push(") AS found");
            statement.query_as::<Engine, (i64,)>().fetch_one(pool).await
        })?;
        Ok(count(found))
    }

    /// The number of conversations in each state; leaves out empty states, and what a newer version replaced.
    pub async fn count_by_status(&self) -> Result<Vec<(Status, u64)>> {
        let statement = Statement::new(
            "SELECT status, count(*) FROM conversations WHERE id NOT IN (SELECT conversation_id FROM superseded) \
             GROUP BY status ORDER BY status",
        );
        let rows: Vec<(String, i64)> =
            reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_all(pool).await)?;
        rows.into_iter().map(|(status, found)| Ok((word(&status)?, count(found)))).collect()
    }

    /// SQLite's query plan for a page, for tests that every filter has an index. Empty on PostgreSQL, where the plan
    /// depends on the content of the tables.
    pub async fn explain(&self, filter: &Filter, order: Order) -> Result<Vec<String>> {
        let crate::store::Db::Sqlite { read, .. } = &self.db else { return Ok(Vec::new()) };
        let mut statement = page::<sqlx::Sqlite>(filter, order, 25, None);
        statement.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
        let steps: Vec<(i64, i64, i64, String)> = statement.query_as::<sqlx::Sqlite, _>().fetch_all(read).await?;
        Ok(steps.into_iter().map(|(_, _, _, step)| step).collect())
    }
}
