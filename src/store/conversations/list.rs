//! Reads conversations: by id, as a page of a list, as counts.

use std::collections::HashMap;
use std::future::poll_fn;
use std::ops::ControlFlow;

use sqlx::Row as _;
use uuid::Uuid;

use crate::domain::conversation::{Conversation, StoredTurn};
use crate::domain::filter::{Direction, Filter, Order, SortKey};
use crate::domain::ids::ConversationId;
use crate::domain::nearest;
use crate::domain::review::Action;
use crate::domain::status::Status;

use crate::store::conversations::cursor::{self, Cursor};
use crate::store::conversations::filter::{QUALITY, REVIEW_RANK, id_range, push_where, push_where_in_order};
use crate::store::conversations::packed_turns::{at_once, packed_turns, unpacked_turns};
use crate::store::conversations::row::{BareRow, Breadth, ConversationRow, JOINS, MetadataRow, unpacked_rows};
use crate::store::decisions::Remark;
use crate::store::pages::{Read, Way};
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
    /// Pass this to get the previous page; `None` on the first one.
    pub previous_cursor: Option<String>,
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

/// The values to sort by, as an index has them. They tell any two conversations apart.
fn sort_expressions(key: SortKey) -> &'static [&'static str] {
    match key {
        SortKey::Created => &["c.created_at", "c.id"],
        SortKey::Quality => &[QUALITY, "c.id"],
        SortKey::Review => &[REVIEW_RANK, "c.id"],
        SortKey::Title => &["c.title_key", "c.id"],
        SortKey::Status => &["c.status", "c.id"],
        SortKey::Id => &["c.short_id", "c.id"],
        SortKey::Tier => &["c.tier", "c.created_at", "c.id"],
        SortKey::Persona => &["c.persona_key", "c.created_at", "c.id"],
        SortKey::Emotion => &["c.emotion_key", "c.created_at", "c.id"],
        SortKey::Topic => &["c.topic_key", "c.created_at", "c.id"],
        SortKey::By => &["c.created_by", "c.created_at", "c.id"],
        SortKey::Turns => &["c.turn_count", "c.id"],
        SortKey::Cost => &["c.actual_cost_micros", "c.id"],
        SortKey::From => &[
            "CASE WHEN c.parent_type = 'conversation' THEN 1 ELSE 0 END",
            "CASE WHEN c.parent_type = 'conversation' THEN c.parent_id ELSE c.id END",
            "c.id",
        ],
    }
}

/// The statement of one page. It begins after the cursor, so page 40,000 costs as much as page 1. A previous page comes
/// in the opposite order, its last conversation first.
fn page<DB: Dialect>(
    breadth: Breadth,
    filter: &Filter,
    order: Order,
    limit: u32,
    cursor: Option<&Cursor>,
) -> Statement {
    let mut statement = Statement::new(&format!("SELECT {} FROM conversations c{JOINS}", breadth.columns::<DB>()));
    push_where_in_order::<DB>(&mut statement, filter);
    let is_back = cursor.is_some_and(|cursor| cursor.way == Way::Previous);
    let direction = match (order.direction, is_back) {
        (Direction::Ascending, false) | (Direction::Descending, true) => Direction::Ascending,
        _ => Direction::Descending,
    };
    push_order(&mut statement, Order { direction, ..order }, cursor);
    statement.push(" LIMIT ").bind(i64::from(limit).saturating_add(1));
    statement
}

/// Adds ` AND … ORDER BY …`: those after the cursor, in this order.
fn push_order(statement: &mut Statement, order: Order, cursor: Option<&Cursor>) {
    let expressions = sort_expressions(order.key);
    let (after, way) = match order.direction {
        Direction::Ascending => (" > ", " ASC"),
        Direction::Descending => (" < ", " DESC"),
    };
    if let Some(cursor) = cursor {
        statement.push(" AND (").push(&expressions.join(", ")).push(")").push(after);
        statement.bind_list(cursor.keys.iter().cloned());
    }
    let by: Vec<String> = expressions.iter().map(|expression| format!("{expression}{way}")).collect();
    statement.push(" ORDER BY ").push(&by.join(", "));
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
            "SELECT t.short_id, a.made_by, a.action FROM trash t JOIN acts a ON a.id = t.act_id WHERE t.conversation_id = ",
        );
        select.bind(id.0);
        let (short_id, by, action): (String, String, String) =
            reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_one(pool).await)?;
        // An undo puts into the trash what was made by hand, and is no act that another one takes back.
        let comes_back = action != Action::Undo.as_str();
        Ok(StoreError::Trashed { short_id, by, comes_back })
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
        let full = self.with_turns(Breadth::Whole, conversations).await?.pop();
        let missing = || StoreError::NotFound { what: "conversation", given: id.to_string(), near: None };
        Ok(FullConversation { notes: self.remarks(id).await?, ..full.ok_or_else(missing)? })
    }

    /// The conversations with these ids, in this order; skips missing ones.
    pub(crate) async fn conversations_named(&self, ids: &[ConversationId]) -> Result<Vec<Conversation>> {
        self.named_in(Breadth::Whole, ids).await
    }

    async fn named_in(&self, breadth: Breadth, ids: &[ConversationId]) -> Result<Vec<Conversation>> {
        let mut found = HashMap::new();
        for some in ids.chunks(IDS_AT_ONCE) {
            let columns = reading!(&self.db, |_pool| breadth.columns::<Engine>());
            let mut statement = Statement::new(&format!("SELECT {columns} FROM conversations c{JOINS} WHERE c.id IN "));
            statement.bind_list(some.iter().map(|id| id.0));
            for row in self.rows(breadth, statement).await? {
                let conversation = row.conversation()?;
                found.insert(conversation.id, conversation);
            }
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// The rows of a statement that selects the columns of a breadth. Packed ones are oldest first, whatever their order.
    async fn rows(&self, breadth: Breadth, mut statement: Statement) -> Result<Vec<ConversationRow>> {
        reading!(&self.db, |pool| {
            if breadth.is_packed::<Engine>() {
                statement.sql = format!("SELECT group_concat(packed, '') FROM ({})", statement.sql);
                let row = statement.query::<Engine>().fetch_one(pool).await?;
                return unpacked_rows(breadth, row.try_get::<Option<&str>, _>(0)?.unwrap_or_default());
            }
            Ok(match breadth {
                Breadth::Bare => {
                    let rows: Vec<BareRow> = statement.query_as::<Engine, _>().fetch_all(pool).await?;
                    rows.into_iter().map(ConversationRow::from).collect()
                }
                Breadth::Metadata => {
                    let rows: Vec<MetadataRow> = statement.query_as::<Engine, _>().fetch_all(pool).await?;
                    rows.into_iter().map(ConversationRow::from).collect()
                }
                Breadth::Whole => statement.query_as::<Engine, _>().fetch_all(pool).await?,
            })
        })
    }

    /// The same with their turns.
    pub(crate) async fn full(&self, ids: &[ConversationId]) -> Result<Vec<FullConversation>> {
        self.full_in(Breadth::Whole, ids).await
    }

    /// The same, as much of each as an export needs.
    pub(crate) async fn full_in(&self, breadth: Breadth, ids: &[ConversationId]) -> Result<Vec<FullConversation>> {
        self.with_turns(breadth, self.named_in(breadth, ids).await?).await
    }

    async fn with_turns(&self, breadth: Breadth, conversations: Vec<Conversation>) -> Result<Vec<FullConversation>> {
        let mut turns: HashMap<Uuid, Vec<StoredTurn>> = HashMap::with_capacity(conversations.len());
        let counted = breadth == Breadth::Whole;
        reading!(&self.db, |pool| {
            // One connection for all: the pool wakes a thread for each one that it gets back.
            let mut connection = pool.acquire().await?;
            let (mut rest, mut before) = (&conversations[..], None);
            while !rest.is_empty() {
                let (some, others) = rest.split_at(at_once(before).min(rest.len()));
                let mut statement = packed_turns::<Engine>(counted);
                statement.bind_list(some.iter().map(|conversation| conversation.id.0));
                let row = statement.query::<Engine>().fetch_one(&mut *connection).await?;
                // Without a turn there is no value.
                let packed = row.try_get::<Option<&str>, _>(0)?.unwrap_or_default();
                turns.extend(unpacked_turns(packed, counted)?);
                (rest, before) = (others, Some((some.len(), packed.len())));
            }
        });
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
        self.list_in(Breadth::Whole, filter, order, limit, cursor).await
    }

    async fn list_in(
        &self,
        breadth: Breadth,
        filter: &Filter,
        order: Order,
        limit: u32,
        cursor: Option<Cursor>,
    ) -> Result<Page> {
        let statement = reading!(&self.db, |_pool| page::<Engine>(breadth, filter, order, limit, cursor.as_ref()));
        let rows = self.rows(breadth, statement).await?;
        let Read { rows, has_previous, has_next } = Read::of(rows, limit, cursor.map(|cursor| cursor.way));
        let conversations = rows.into_iter().map(ConversationRow::conversation).collect::<Result<Vec<_>>>()?;
        let beside = |edge: &Conversation, way| cursor::beside(edge, way, filter, order);
        let next_cursor = conversations.last().filter(|_| has_next).map(|last| beside(last, Way::Next));
        let previous_cursor = conversations.first().filter(|_| has_previous).map(|first| beside(first, Way::Previous));
        Ok(Page { conversations, next_cursor, previous_cursor })
    }

    /// Gives the short id of every conversation of a filter, in order, as the database reads them. Ends early where
    /// `each` says so.
    pub async fn each_short_id(
        &self,
        filter: &Filter,
        order: Order,
        mut each: impl FnMut(&str) -> ControlFlow<()>,
    ) -> Result<()> {
        reading!(&self.db, |pool| {
            let mut statement = Statement::new("SELECT c.short_id FROM conversations c");
            push_where_in_order::<Engine>(&mut statement, filter);
            push_order(&mut statement, order, None);
            let mut rows = statement.query_as::<Engine, (String,)>().fetch(pool);
            while let Some(row) = poll_fn(|context| rows.as_mut().poll_next(context)).await {
                if each(&row?.0).is_break() {
                    break;
                }
            }
            Ok::<(), sqlx::Error>(())
        })?;
        Ok(())
    }

    /// Like `list`, with the turns.
    pub async fn list_full(
        &self,
        filter: &Filter,
        order: Order,
        limit: u32,
        cursor: Option<&str>,
    ) -> Result<(Vec<FullConversation>, Option<String>)> {
        let page = self.list(filter, order, limit, cursor).await?;
        Ok((self.with_turns(Breadth::Whole, page.conversations).await?, page.next_cursor))
    }

    /// The same oldest first, as much of each as an export needs. The cursor stays in the program, so it needs no text,
    /// and no look at the conversation that it names.
    pub(crate) async fn list_full_in(
        &self,
        breadth: Breadth,
        filter: &Filter,
        limit: u32,
        cursor: Option<Cursor>,
    ) -> Result<(Vec<FullConversation>, Option<Cursor>)> {
        let page = self.list_in(breadth, filter, Order::OLDEST, limit, cursor).await?;
        let next = page.conversations.last().filter(|_| page.next_cursor.is_some()).map(Cursor::behind);
        Ok((self.with_turns(breadth, page.conversations).await?, next))
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

    /// How many of a filter were made from others.
    pub(crate) async fn count_new_versions(&self, filter: &Filter) -> Result<u64> {
        let (found,): (i64,) = reading!(&self.db, |pool| {
            let mut statement = Statement::new("SELECT count(*) FROM conversations c");
            push_where::<Engine>(&mut statement, filter);
            statement.push(" AND c.parent_type = 'conversation'");
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
        let mut statement = page::<sqlx::Sqlite>(Breadth::Whole, filter, order, 25, None);
        statement.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
        let steps: Vec<(i64, i64, i64, String)> = statement.query_as::<sqlx::Sqlite, _>().fetch_all(read).await?;
        Ok(steps.into_iter().map(|(_, _, _, step)| step).collect())
    }
}
