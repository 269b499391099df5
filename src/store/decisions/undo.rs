//! Takes an act back: what somebody has changed since stays as it is. An undo is an act itself.

use std::collections::HashMap;
use std::future::poll_fn;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::conversation::Text;
use crate::domain::ids::{ActId, ConversationId};
use crate::domain::review::{Action, ReviewEntry};
use crate::domain::status::Status;

use crate::store::conversations::similar::compared;
use crate::store::decisions::acts::{NewAct, before_many, begin_change, grouped};
use crate::store::decisions::edit::TextChange;
use crate::store::decisions::remarks::{Tagging, tagging, unchanged};
use crate::store::decisions::rows::Rows;
use crate::store::decisions::trash::{Back, Columns};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{reading, taken, word, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Act, FullConversation, Result, Store};

/// What an undo does to one conversation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Undoable {
    /// The conversation.
    pub id: ConversationId,
    /// Its id as people type it.
    pub short_id: String,
    /// Its title.
    pub title: String,
    /// Its status; `None` in the trash.
    pub from: Option<Status>,
    /// The status that comes back; `None` where it goes to the trash.
    pub to: Option<Status>,
    /// Who changed it since. Then it stays as it is.
    pub changed_by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    conversation_id: Uuid,
    short_id: Option<String>,
    title: Option<String>,
    status: Option<String>,
    action: String,
    from_status: Option<String>,
    to_status: Option<String>,
    updated_by: Option<String>,
    changed_by: Option<String>,
}

/// Each conversation of an act, and who did something to it since that stands.
const ROWS: &str = "SELECT d.conversation_id, coalesce(c.short_id, t.short_id) AS short_id, \
    coalesce(c.title, t.title) AS title, c.status, d.from_status, d.to_status, \
    (SELECT x.action FROM acts x WHERE x.id = d.act_id) AS action, c.updated_by, \
    (SELECT a.made_by FROM decisions s JOIN acts a ON a.id = s.act_id \
        WHERE s.conversation_id = d.conversation_id AND s.act_id > d.act_id AND a.action NOT IN ('undo', 'note', 'tag', 'untag') \
        AND NOT EXISTS (SELECT 1 FROM acts u JOIN decisions e ON e.act_id = u.id \
            WHERE u.undoes = a.id AND e.conversation_id = s.conversation_id) \
        ORDER BY s.act_id DESC LIMIT 1) AS changed_by \
    FROM decisions d LEFT JOIN conversations c ON c.id = d.conversation_id \
    LEFT JOIN trash t ON t.conversation_id = d.conversation_id WHERE d.act_id = ";

fn rows_of(act: ActId) -> Statement {
    let mut select = Statement::new(ROWS);
    select.bind(act.0).push(" ORDER BY d.conversation_id");
    select
}

/// The statement that locks the conversations of an act in the order of their ids: two transactions never wait for each
/// other. A transaction of SQLite has the whole file.
fn lock_all<DB: Dialect>(act: ActId) -> Option<Statement> {
    let mut lock = Statement::new(
        "SELECT count(*) FROM (SELECT c.id FROM conversations c WHERE c.id IN \
         (SELECT conversation_id FROM decisions WHERE act_id = ",
    );
    lock.bind(act.0).push(") ORDER BY c.id").push(DB::LOCK).push(") AS locked");
    (!DB::LOCK.is_empty()).then_some(lock)
}

impl Row {
    fn undoable(self) -> Result<Undoable> {
        let expected = self.to_status.as_deref() == self.status.as_deref() && self.short_id.is_some();
        let nobody = || self.updated_by.clone().unwrap_or_else(|| "somebody".into());
        // Nothing depends on a remark: it is enough that the conversation is there.
        let is_remark = word::<Action>(&self.action)?.is_remark();
        let changed_by = match is_remark {
            true => self.status.is_none().then(nobody),
            false => self.changed_by.clone().or_else(|| (!expected).then(nobody)),
        };
        let to = if is_remark { &self.status } else { &self.from_status };
        let id = ConversationId(self.conversation_id);
        Ok(Undoable {
            id,
            short_id: self.short_id.unwrap_or_else(|| id.short()),
            title: self.title.unwrap_or_default(),
            from: self.status.as_deref().map(word).transpose()?,
            to: to.as_deref().map(word).transpose()?,
            changed_by,
        })
    }
}

/// What an undo needs beside the rows, read before its transaction.
struct Ready<'a> {
    new: &'a NewAct<'a>,
    act: &'a Act,
    columns: Columns,
    words: HashMap<Uuid, String>,
}

impl Ready<'_> {
    /// The statements that take the act back, for the conversations that nobody changed since.
    ///
    /// `text` is the change of the text that an edit made.
    fn statements<DB: Rows>(&self, all: &[Undoable], text: Option<&TextChange<'_>>) -> Vec<Statement> {
        let free: Vec<&Undoable> = all.iter().filter(|one| one.changed_by.is_none()).collect();
        match self.act.action {
            Action::Delete => free
                .iter()
                .filter_map(|one| {
                    let words = self.words.get(&one.id.0)?;
                    Some(self.columns.move_back::<DB>(&Back { act: self.new, id: one.id.0, status: one.to?, words }))
                })
                .flatten()
                .collect(),
            Action::Create => {
                let ids: Vec<Uuid> = free.iter().map(|one| one.id.0).collect();
                self.columns.move_out::<DB>(self.new, &ids)
            }
            Action::Note | Action::Tag | Action::Untag => {
                let ids: Vec<Uuid> = free.iter().map(|one| one.id.0).collect();
                let tag = self.act.why.as_deref().unwrap_or_default();
                let mut statements = unchanged(self.new.id, &ids);
                statements.extend(match self.act.action {
                    Action::Tag => tagging::<DB>(Tagging::Remove, tag, &ids),
                    Action::Untag => tagging::<DB>(Tagging::Add, tag, &ids),
                    _ => Vec::new(),
                });
                statements
            }
            _ => {
                let moved = free.iter().filter_map(|one| Some(((one.from?, one.to?), one.id.0)));
                let groups = grouped(moved);
                let back = groups.iter().flat_map(|((from, to), ids)| {
                    let mut statements = self.new.keep_before(ids, Some(*to), None);
                    // The text first: a status may depend on its score.
                    statements
                        .extend(text.map(|text| text.statements::<DB>(self.new.id, self.new.at)).unwrap_or_default());
                    statements.extend(statuses_back::<DB>(self.act.id, &self.new.entry(*from, *to), ids));
                    statements
                });
                back.collect()
            }
        }
    }
}

/// Puts back the status, and what goes with it, of conversations that are in one state.
fn statuses_back<DB: Dialect>(act: ActId, entry: &ReviewEntry, ids: &[Uuid]) -> Vec<Statement> {
    let backs = in_shapes(ids).map(|some| {
        let mut change = begin_change::<DB>(entry);
        change.push(
            ", status = d.from_status, approved_by = d.earlier_approved_by, approved_at = d.earlier_approved_at, \
             reviewer_notes = d.earlier_notes, decision_basis = d.earlier_basis FROM decisions d WHERE d.act_id = ",
        );
        change.bind(act.0).push(" AND d.conversation_id = conversations.id AND conversations.id IN ");
        change.bind_list(some.iter().copied());
        // Once more: otherwise PostgreSQL reads all decisions of the act for each statement.
        change.push(" AND d.conversation_id IN ").bind_list(some.iter().copied());
        change
    });
    backs.collect()
}

impl Store {
    /// The conversation that an act edited, and the text before it; `None` where somebody changed it since.
    async fn edited_by(&self, act: &Act) -> Result<Option<(FullConversation, Text)>> {
        if act.action != Action::Edit {
            return Ok(None);
        }
        let mut select = Statement::new("SELECT conversation_id, earlier_text FROM decisions WHERE act_id = ");
        select.bind(act.id.0);
        let found: Option<(Uuid, Option<Json<Text>>)> =
            reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_optional(pool).await)?;
        let Some((id, Some(Json(text)))) = found else { return Ok(None) };
        let row = reading!(&self.db, |pool| rows_of(act.id).query_as::<Engine, Row>().fetch_one(pool).await)?;
        match row.undoable()?.changed_by {
            None => Ok(Some((self.conversation(ConversationId(id)).await?, text))),
            Some(_) => Ok(None),
        }
    }

    /// Takes an act back in one transaction. Conversations that somebody changed since stay as they are. Returns all of
    /// them. Where that is all of them, nothing is written. An act that is taken back already is an error.
    pub async fn undo(&self, act: &Act, by: &str, at: DateTime<Utc>) -> Result<Vec<Undoable>> {
        let new =
            NewAct { id: ActId::new(), action: Action::Undo, by, at, why: None, basis: None, undoes: Some(act.id) };
        let (columns, words) = (self.columns().await?, self.trashed_words(act.id).await?);
        let ready = Ready { new: &new, act, columns, words };
        let edited = self.edited_by(act).await?;
        writing!(self, |tx| {
            // An act may be about a hundred thousand: their pages are read once.
            if let Some(before) = before_many::<Engine>(usize::try_from(act.conversations).unwrap_or(usize::MAX)) {
                before.query::<Engine>().execute(&mut **tx).await?;
            }
            if let Some(lock) = lock_all::<Engine>(act.id) {
                lock.query::<Engine>().execute(&mut **tx).await?;
            }
            // All are read before anything is written: for each row PostgreSQL may look through all acts that are newer.
            let mut all: Vec<Undoable> = Vec::new();
            let mut rows = rows_of(act.id).query_as::<Engine, Row>().fetch(&mut **tx);
            while let Some(row) = poll_fn(|context| rows.as_mut().poll_next(context)).await {
                all.push(row?.undoable()?);
            }
            drop(rows);
            // An undo that takes nothing back would use the act up. What was undone already is an error below.
            if all.iter().all(|one| one.changed_by.is_some()) {
                let mut undone = Statement::new("SELECT count(*) FROM acts WHERE undoes = ");
                undone.bind(act.id.0);
                let (times,): (i64,) = undone.query_as::<Engine, _>().fetch_one(&mut **tx).await?;
                if times == 0 {
                    return Ok(all);
                }
            }
            let inserted = new.insert().query::<Engine>().execute(&mut **tx).await;
            inserted.map_err(|error| taken(error, "undo", act.action.as_str()))?;
            let text = edited.as_ref().map(|(full, text)| TextChange::new(full, text));
            let mut last = Vec::new();
            if let Some(text) = &text {
                if let Some(forget) = text.forget_hashes() {
                    forget.query::<Engine>().execute(&mut **tx).await?;
                }
                let (_, bands) = compared!(self, tx, vec![text.newcomer()]);
                last.extend(bands);
            }
            for some in in_shapes(&all) {
                for statement in ready.statements::<Engine>(some, text.as_ref()) {
                    statement.query::<Engine>().execute(&mut **tx).await?;
                }
            }
            for statement in last {
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(all)
        })
    }
}
