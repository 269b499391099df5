//! The trash: a deleted conversation leaves every other table, and comes back with every column it had.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::conversation::{Revised, Role, Subject, Turn};
use crate::domain::ids::{ActId, ConversationId};
use crate::domain::review::{Action, Basis};
use crate::domain::status::Status;

use crate::store::conversations::search_words::words_of;
use crate::store::decisions::acts::NewAct;
use crate::store::decisions::candidates::{Candidate, CandidateRow, in_order, select_to_change};
use crate::store::decisions::rows::{Column, Rows};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::engine::{reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Value;
use crate::store::{Result, Store, StoreError};

/// The tables that go into the trash, and the column that names the conversation. Search words, findings and tags do
/// not: they are made anew from these. A claim ends. What an approved version superseded, triggers know.
const TABLES: [(&str, &str); 3] =
    [("conversations", "id"), ("conversation_turns", "conversation_id"), ("judge_marks", "conversation_id")];

/// The tables whose rows stay and only forget the conversation.
const LINKED: [&str; 2] = ["generation_logs", "batch_items"];

/// The columns of each of [`TABLES`]: read, not written down here, so that a new column is never lost.
#[derive(Debug, Clone)]
pub(super) struct Columns(Vec<Vec<Column>>);

impl Columns {
    /// The statements that move conversations into the trash.
    pub(super) fn move_out<DB: Rows>(&self, act: &NewAct<'_>, ids: &[Uuid]) -> Vec<Statement> {
        let mut statements = act.keep_before(ids, None, None);
        for some in in_shapes(ids) {
            statements.push(self.fill::<DB>(act, some));
            for table in LINKED {
                let mut links = Statement::new(
                    "INSERT INTO trash_links (row_id, conversation_id) SELECT id, conversation_id FROM ",
                );
                links.push(table).push(" WHERE conversation_id IN ").bind_list(some.iter().copied());
                statements.push(links);
            }
            let mut delete = Statement::new("DELETE FROM conversations WHERE id IN ");
            delete.bind_list(some.iter().copied());
            statements.push(delete);
        }
        statements
    }

    fn fill<DB: Rows>(&self, act: &NewAct<'_>, ids: &[Uuid]) -> Statement {
        let mut fill = Statement::new("INSERT INTO trash (conversation_id, short_id, title, act_id, content) ");
        fill.push("SELECT c.id, c.short_id, c.title, ").bind(act.id.0).push(", ").push(DB::OBJECT).push("(");
        for (place, ((table, key), columns)) in TABLES.iter().zip(&self.0).enumerate() {
            let rows = DB::rows(columns);
            let comma = if place > 0 { ", " } else { "" };
            fill.push(&format!("{comma}'{table}', (SELECT {rows} FROM {table} r WHERE r.{key} = c.id)"));
        }
        fill.push(") FROM conversations c WHERE c.id IN ").bind_list(ids.iter().copied());
        fill
    }

    /// The statements that bring a conversation back, with its search words.
    pub(super) fn move_back<DB: Rows>(&self, back: &Back<'_>) -> Vec<Statement> {
        let Back { act, id, status, words } = *back;
        let mut statements = Vec::new();
        for ((table, _), columns) in TABLES.iter().zip(&self.0) {
            let names = columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ");
            let values = columns.iter().map(value_back::<DB>).collect::<Vec<_>>().join(", ");
            let mut insert = Statement::new(&format!("INSERT INTO {table} ({names}) SELECT {values} FROM trash t, "));
            insert.push(&DB::rows_back(table)).push(" WHERE t.conversation_id = ").bind(id);
            statements.push(insert);
        }
        for table in LINKED {
            let mut link = Statement::new(&format!("UPDATE {table} SET conversation_id = "));
            link.bind(id).push(" WHERE id IN (SELECT row_id FROM trash_links WHERE conversation_id = ");
            link.bind(id).push(")");
            statements.push(link);
        }
        let mut forget = Statement::new("DELETE FROM trash WHERE conversation_id = ");
        forget.bind(id);
        // A trigger gives a new row the status that its score asks for.
        let mut change = Statement::new("UPDATE conversations SET status = ");
        change.bind(status.as_str()).push(", updated_by = ").bind(act.by).push(", updated_at = ").bind(act.at);
        change.push(" WHERE id = ").bind(id);
        let mut search = Statement::new(DB::SEARCH_INSERT);
        let (before_id, before_words, after) = DB::SEARCH_ROW;
        search.push(before_id).bind(id).push(before_words).bind(words).push(after);
        let mut decision =
            Statement::new("INSERT INTO decisions (conversation_id, act_id, from_status, to_status) VALUES ");
        decision.bind_list([Value::from(id), act.id.0.into(), Value::Text(None), status.as_str().into()]);
        statements.extend([forget, change, search, decision]);
        statements
    }
}

/// The value of a column that comes back. What another conversation took meanwhile stays with that: the number of its row
/// in SQLite, and the checksum of a text that was imported again.
fn value_back<DB: Rows>(column: &Column) -> String {
    let value = DB::value(column);
    match column.name.as_str() {
        "row" => "NULL".to_owned(),
        "source_checksum" => format!(
            "CASE WHEN NOT EXISTS (SELECT 1 FROM conversations k WHERE k.source_checksum = {value}) THEN {value} END"
        ),
        _ => value,
    }
}

/// A conversation that comes back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Back<'a> {
    pub(super) act: &'a NewAct<'a>,
    pub(super) id: Uuid,
    pub(super) status: Status,
    pub(super) words: &'a str,
}

/// What a person sees of a conversation in the trash.
#[derive(Debug, Clone, PartialEq)]
pub struct Trashed {
    /// Its id as people type it.
    pub short_id: String,
    /// What it says.
    pub text: Revised,
}

/// The part of a row in the trash that the program reads.
#[derive(Deserialize)]
pub(super) struct Content {
    conversations: Vec<Head>,
    conversation_turns: Vec<Said>,
}

#[derive(Deserialize)]
struct Head {
    title: String,
    persona: String,
    emotion: String,
    topic: String,
}

#[derive(Deserialize)]
struct Said {
    turn_number: i64,
    role: Role,
    content: String,
}

impl Content {
    fn in_order(mut self) -> Content {
        self.conversation_turns.sort_by_key(|turn| turn.turn_number);
        self
    }

    fn text(self) -> Revised {
        let turn = |said: Said| Turn { role: said.role, content: said.content };
        let turns = self.conversation_turns.into_iter().map(turn).collect();
        let head = self.conversations.into_iter().next();
        let (title, subject) = head
            .map(|it| (it.title, Subject { persona: it.persona, emotion: it.emotion, topic: it.topic }))
            .unwrap_or_default();
        Revised { title, subject, turns }
    }

    /// Persona, emotion and topic.
    pub(super) fn axes(&self) -> [&str; 3] {
        let head = self.conversations.first();
        head.map(|it| [it.persona.as_str(), it.emotion.as_str(), it.topic.as_str()]).unwrap_or_default()
    }

    /// Its search words, with spaces between.
    pub(super) fn words(&self) -> String {
        let head = self.conversations.first();
        let head = head.map(|it| [&it.title, &it.persona, &it.emotion, &it.topic]);
        words_of(head.into_iter().flatten().chain(self.conversation_turns.iter().map(|turn| &turn.content)))
    }
}

impl Store {
    pub(super) async fn columns(&self) -> Result<Columns> {
        let columns: Vec<Vec<Column>> = reading!(&self.db, |pool| {
            let mut all = Vec::new();
            for (table, _) in TABLES {
                let (before, after) = <Engine as Rows>::COLUMNS;
                let mut select = Statement::new(before);
                select.bind(table).push(after);
                all.push(select.query_as::<Engine, Column>().fetch_all(pool).await?);
            }
            Ok::<_, sqlx::Error>(all)
        })?;
        Ok(Columns(columns))
    }

    /// Moves conversations into the trash in one transaction, all or none. Approved ones only by `force`. Returns them
    /// as they were.
    pub async fn delete(
        &self,
        ids: &[ConversationId],
        force: bool,
        basis: Basis,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<Vec<Candidate>> {
        let act =
            NewAct { id: ActId::new(), action: Action::Delete, by, at, why: None, basis: Some(basis), undoes: None };
        let columns = self.columns().await?;
        writing!(self, |tx| {
            let mut rows: Vec<CandidateRow> = Vec::with_capacity(ids.len());
            for select in select_to_change::<Engine>(ids) {
                rows.extend(select.query_as::<Engine, CandidateRow>().fetch_all(&mut **tx).await?);
            }
            let all = in_order(rows, ids)?;
            check_deletable(&all, force)?;
            if all.is_empty() {
                return Ok(all);
            }
            act.insert().query::<Engine>().execute(&mut **tx).await?;
            let plain: Vec<Uuid> = all.iter().map(|it| it.id.0).collect();
            for statement in columns.move_out::<Engine>(&act, &plain) {
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(all)
        })
    }

    /// The search words of everything that an act moved into the trash.
    pub(super) async fn trashed_words(&self, act: ActId) -> Result<HashMap<Uuid, String>> {
        let mut select = Statement::new("SELECT conversation_id, content FROM trash WHERE act_id = ");
        select.bind(act.0);
        let rows: Vec<(Uuid, Json<Content>)> =
            reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(id, content)| (id, content.0.in_order().words())).collect())
    }

    /// A conversation in the trash; `None` where it is not there.
    pub async fn trashed(&self, id: ConversationId) -> Result<Option<Trashed>> {
        let mut select = Statement::new("SELECT short_id, content FROM trash WHERE conversation_id = ");
        select.bind(id.0);
        let row: Option<(String, Json<Content>)> =
            reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_optional(pool).await)?;
        Ok(row.map(|(short_id, content)| Trashed { short_id, text: content.0.in_order().text() }))
    }
}

/// Approved conversations are deleted only by force: an export counts on them.
pub(crate) fn check_deletable(all: &[Candidate], force: bool) -> Result<()> {
    let approved: Vec<String> =
        all.iter().filter(|it| !force && it.status == Status::Approved).map(|it| it.short_id.clone()).collect();
    match approved.is_empty() {
        true => Ok(()),
        false => Err(StoreError::Approved { short_ids: approved, of: all.len() }),
    }
}
