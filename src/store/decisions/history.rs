//! Reads acts back: those of a person, and those that changed one conversation.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::conversation::Text;
use crate::domain::ids::{ActId, ConversationId};
use crate::domain::review::{Action, Basis};
use crate::domain::status::Status;

use crate::store::sql::engine::{count, reading, word};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::{Result, Store};

/// What one command of a person changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Act {
    /// Sorts by time.
    pub id: ActId,
    /// What was done.
    pub action: Action,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The reason, note or remark.
    pub why: Option<String>,
    /// How many conversations it changed.
    pub conversations: u64,
    /// The short id of one of them.
    pub short_id: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// What an act changed about one conversation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The act, shared by all conversations of one command.
    pub act: ActId,
    /// What was done.
    pub action: Action,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The status before; `None` where it did not exist or was in the trash.
    pub from: Option<Status>,
    /// The status after; `None` where it is in the trash.
    pub to: Option<Status>,
    /// The reason, note or remark.
    pub why: Option<String>,
    /// How the conversation was selected.
    pub basis: Option<Basis>,
    /// What it takes back, where it is an undo.
    pub undoes: Option<Action>,
    /// Whether an undo has taken it back.
    pub undone: bool,
    /// Title and turns before it, where it changed them.
    pub earlier_text: Option<Text>,
}

#[derive(sqlx::FromRow)]
struct ActRow {
    id: Uuid,
    action: String,
    made_by: String,
    made_at: Time,
    why: Option<String>,
    conversations: i64,
    short_id: Option<String>,
    title: Option<String>,
}

impl ActRow {
    fn act(self) -> Result<Act> {
        Ok(Act {
            id: ActId(self.id),
            action: word(&self.action)?,
            by: self.made_by,
            at: self.made_at.into(),
            why: self.why,
            conversations: count(self.conversations),
            short_id: self.short_id,
            title: self.title,
        })
    }
}

/// Acts with how many conversations they changed and the name of one. The caller adds conditions.
const ACTS: &str = "SELECT a.id, a.action, a.made_by, a.made_at, a.why, \
    (SELECT count(*) FROM decisions d WHERE d.act_id = a.id) AS conversations, \
    coalesce(c.short_id, t.short_id) AS short_id, coalesce(c.title, t.title) AS title FROM acts a \
    LEFT JOIN conversations c ON c.id = (SELECT d.conversation_id FROM decisions d WHERE d.act_id = a.id LIMIT 1) \
    LEFT JOIN trash t ON t.conversation_id = (SELECT d.conversation_id FROM decisions d WHERE d.act_id = a.id LIMIT 1)";

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: Uuid,
    action: String,
    made_by: String,
    made_at: Time,
    from_status: Option<String>,
    to_status: Option<String>,
    why: Option<String>,
    basis: Option<String>,
    undoes: Option<String>,
    is_undone: bool,
    earlier_text: Option<Json<Text>>,
}

impl EntryRow {
    fn entry(self) -> Result<Entry> {
        Ok(Entry {
            act: ActId(self.id),
            action: word(&self.action)?,
            by: self.made_by,
            at: self.made_at.into(),
            from: self.from_status.as_deref().map(word).transpose()?,
            to: self.to_status.as_deref().map(word).transpose()?,
            why: self.why,
            basis: self.basis.as_deref().map(word).transpose()?,
            undoes: self.undoes.as_deref().map(word).transpose()?,
            undone: self.is_undone,
            earlier_text: self.earlier_text.map(|text| text.0),
        })
    }
}

const ENTRIES: &str = "SELECT a.id, a.action, a.made_by, a.made_at, d.from_status, d.to_status, coalesce(d.why, a.why) AS why, a.basis, \
    u.action AS undoes, d.earlier_text, EXISTS (SELECT 1 FROM acts b JOIN decisions e ON e.act_id = b.id \
    WHERE b.undoes = a.id AND e.conversation_id = d.conversation_id) AS is_undone \
    FROM decisions d JOIN acts a ON a.id = d.act_id LEFT JOIN acts u ON u.id = a.undoes WHERE d.conversation_id = ";

impl Store {
    /// The acts of a person that an undo can take back, the last one first.
    pub async fn acts_of(&self, by: &str, most: u32) -> Result<Vec<Act>> {
        let mut select = Statement::new(ACTS);
        select.push(" WHERE a.made_by = ").bind(by).push(" AND a.action NOT IN ");
        select.bind_list(Action::ALL.iter().filter(|action| !action.can_be_undone()).map(|action| action.as_str()));
        select.push(" AND NOT EXISTS (SELECT 1 FROM acts u WHERE u.undoes = a.id) ORDER BY a.id DESC LIMIT ");
        select.bind(i64::from(most));
        let rows: Vec<ActRow> = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        rows.into_iter().map(ActRow::act).collect()
    }

    /// The act that a person wrote at this moment.
    pub async fn act_at(&self, by: &str, at: DateTime<Utc>) -> Result<Option<Act>> {
        let mut select = Statement::new(ACTS);
        select.push(" WHERE a.made_by = ").bind(by).push(" AND a.made_at = ").bind(at);
        select.push(" ORDER BY a.id DESC LIMIT 1");
        let row: Option<ActRow> = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_optional(pool).await)?;
        row.map(ActRow::act).transpose()
    }

    /// Everything people did to a conversation, oldest first; also to one in the trash.
    pub async fn history(&self, id: ConversationId) -> Result<Vec<Entry>> {
        let mut select = Statement::new(ENTRIES);
        select.bind(id.0).push(" ORDER BY a.id");
        let rows: Vec<EntryRow> = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        rows.into_iter().map(EntryRow::entry).collect()
    }
}
