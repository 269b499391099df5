//! Notes and tags. They change no status, and no decision of somebody else depends on them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::ids::{ActId, ConversationId};
use crate::domain::review::{Action, Basis};
use crate::domain::tag::Tag;

use crate::store::decisions::acts::NewAct;
use crate::store::decisions::candidates::{Candidate, CandidateRow, in_order, select_to_change};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::{Result, Store};

/// What somebody wrote about a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub text: String,
}

/// What happens to a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tagging {
    /// It is put on.
    Add,
    /// It is taken off.
    Remove,
}

impl Tagging {
    fn action(self) -> Action {
        match self {
            Tagging::Add => Action::Tag,
            Tagging::Remove => Action::Untag,
        }
    }
}

/// The statements that put a tag on these conversations, or take it off. One that has it already keeps it once.
pub(super) fn tagging<DB: Dialect>(tagging: Tagging, tag: &str, ids: &[Uuid]) -> Vec<Statement> {
    let (before, after) = match tagging {
        Tagging::Add => DB::TAG_ADD,
        Tagging::Remove => DB::TAG_REMOVE,
    };
    let change = |some: &[Uuid]| {
        let mut change = Statement::new("UPDATE conversations SET tags = ");
        change.push(before).bind(tag).push(after).push(" WHERE id IN ").bind_list(some.iter().copied());
        change.push(if tagging == Tagging::Add { " AND NOT " } else { " AND " }).push(HAS_TAG);
        change.bind(tag).push(")");
        change
    };
    in_shapes(ids).map(change).collect()
}

/// Whether a conversation has a tag, which follows.
const HAS_TAG: &str =
    "EXISTS (SELECT 1 FROM conversation_tags g WHERE g.conversation_id = conversations.id AND g.tag = ";

/// That the act was about these; their status stays.
pub(super) fn unchanged(act: ActId, ids: &[Uuid]) -> Vec<Statement> {
    let keep = |some: &[Uuid]| {
        let mut insert =
            Statement::new("INSERT INTO decisions (conversation_id, act_id, from_status, to_status) SELECT c.id, ");
        insert.bind(act.0).push(", c.status, c.status FROM conversations c WHERE c.id IN ");
        insert.bind_list(some.iter().copied());
        insert
    };
    in_shapes(ids).map(keep).collect()
}

impl Store {
    /// Keeps a note in the history of these conversations, as one act. Returns them.
    pub async fn note(
        &self,
        ids: &[ConversationId],
        text: &str,
        basis: Basis,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<Vec<Candidate>> {
        let (id, why) = (ActId::new(), Some(text));
        let act = NewAct { id, action: Action::Note, by, at, why, basis: Some(basis), undoes: None };
        writing!(self, |tx| {
            let mut rows: Vec<CandidateRow> = Vec::with_capacity(ids.len());
            for select in select_to_change::<Engine>(ids) {
                rows.extend(select.query_as::<Engine, CandidateRow>().fetch_all(&mut **tx).await?);
            }
            let all = in_order(rows, ids)?;
            if all.is_empty() {
                return Ok(all);
            }
            act.insert().query::<Engine>().execute(&mut **tx).await?;
            let plain: Vec<Uuid> = all.iter().map(|it| it.id.0).collect();
            for statement in unchanged(act.id, &plain) {
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(all)
        })
    }

    /// Puts a tag on these conversations, or takes it off, as one act. Returns those that it changed.
    pub async fn tag(
        &self,
        ids: &[ConversationId],
        (tag, how): (&Tag, Tagging),
        basis: Basis,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<Vec<Candidate>> {
        let (id, action, why) = (ActId::new(), how.action(), Some(tag.as_str()));
        let act = NewAct { id, action, by, at, why, basis: Some(basis), undoes: None };
        writing!(self, |tx| {
            let mut rows: Vec<CandidateRow> = Vec::with_capacity(ids.len());
            for select in select_to_change::<Engine>(ids) {
                rows.extend(select.query_as::<Engine, CandidateRow>().fetch_all(&mut **tx).await?);
            }
            let mut all = in_order(rows, ids)?;
            let mut tagged: std::collections::HashSet<Uuid> = std::collections::HashSet::new();
            let plain: Vec<Uuid> = all.iter().map(|it| it.id.0).collect();
            for some in in_shapes(&plain) {
                let mut select = Statement::new("SELECT conversation_id FROM conversation_tags WHERE tag = ");
                select.bind(tag.as_str()).push(" AND conversation_id IN ").bind_list(some.iter().copied());
                let rows: Vec<(Uuid,)> = select.query_as::<Engine, _>().fetch_all(&mut **tx).await?;
                tagged.extend(rows.into_iter().map(|(id,)| id));
            }
            all.retain(|it| tagged.contains(&it.id.0) == (how == Tagging::Remove));
            if all.is_empty() {
                return Ok(all);
            }
            let changed: Vec<Uuid> = all.iter().map(|it| it.id.0).collect();
            act.insert().query::<Engine>().execute(&mut **tx).await?;
            for statement in
                unchanged(act.id, &changed).into_iter().chain(tagging::<Engine>(how, tag.as_str(), &changed))
            {
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(all)
        })
    }

    /// The notes about a conversation that nobody took back, oldest first.
    pub(in crate::store) async fn remarks(&self, id: ConversationId) -> Result<Vec<Remark>> {
        let mut select = Statement::new(
            "SELECT a.made_by, a.made_at, coalesce(a.why, '') FROM decisions d JOIN acts a ON a.id = d.act_id \
             WHERE a.action = 'note' AND NOT EXISTS (SELECT 1 FROM acts u JOIN decisions e ON e.act_id = u.id \
             WHERE u.undoes = a.id AND e.conversation_id = d.conversation_id) AND d.conversation_id = ",
        );
        select.bind(id.0).push(" ORDER BY a.id");
        let rows: Vec<(String, Time, String)> =
            reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(by, at, text)| Remark { by, at: at.into(), text }).collect())
    }
}
