//! Items about stored conversations: those of jobs that judge them, or make new versions of them. Among all these jobs there
//! is one item for a fingerprint.
//!
//! A job takes over what another one left open, so that nothing is paid for twice, and nothing is left out because an
//! earlier job of other filters was interrupted.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::batch::{ItemState, NewItemAbout};
use crate::domain::ids::{BatchId, ConversationId, ItemId};
use crate::domain::status::Status;

use crate::store::sql::bulk::in_shapes;
use crate::store::sql::engine::{number, reading, word, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

/// What became of the items that a job asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct ItemsAbout {
    /// The job's own to do: new ones, and what earlier jobs left open or failed.
    pub open: u64,
    /// Another command works on them at this moment.
    pub elsewhere: u64,
    /// Done meanwhile.
    pub done: u64,
}

/// When a completed item is open again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reopen {
    /// Nobody has these marks: they were lost, or came for another text.
    MarksAreGone,
    /// Nobody has to decide about the version that it made: it is decided or deleted.
    VersionIsDecided,
}

impl Store {
    /// Gives a job these items, in one transaction. It takes over what other jobs left open, what failed, and what a
    /// dead worker had. What another worker has in its hands stays with it.
    pub(crate) async fn add_items_about(
        &self,
        job: BatchId,
        items: &[NewItemAbout],
        reopened: Reopen,
        now: DateTime<Utc>,
    ) -> Result<ItemsAbout> {
        let mut seen = HashSet::with_capacity(items.len());
        let items: Vec<(Uuid, &NewItemAbout)> = items
            .iter()
            .filter(|item| seen.insert(item.fingerprint.as_str()))
            .map(|item| (ItemId::new().0, item))
            .collect();
        writing!(self, |tx| {
            let mut counts = ItemsAbout::default();
            for piece in in_shapes(&items) {
                upsert(job, piece, now.into()).query::<Engine>().execute(&mut **tx).await?;
                // A statement of its own sees what others committed while the first one waited for their rows.
                reopen(job, piece, reopened).query::<Engine>().execute(&mut **tx).await?;
                let mut select = Statement::new("SELECT batch_id, state FROM batch_items WHERE about IS NOT NULL");
                select.push(" AND fingerprint IN ").bind_list(piece.iter().map(|(_, item)| item.fingerprint.as_str()));
                let rows: Vec<(Uuid, String)> = select.query_as::<Engine, _>().fetch_all(&mut **tx).await?;
                for (batch, state) in rows {
                    *match word(&state)? {
                        ItemState::Completed => &mut counts.done,
                        _ if batch == job.0 => &mut counts.open,
                        _ => &mut counts.elsewhere,
                    } += 1;
                }
            }
            Ok::<_, StoreError>(counts)
        })
    }

    /// The undecided versions that items with these fingerprints made, by fingerprint.
    pub(crate) async fn undecided_versions(&self, fingerprints: &[String]) -> Result<HashMap<String, ConversationId>> {
        let mut found = HashMap::new();
        for piece in in_shapes(fingerprints) {
            let mut select = Statement::new(
                "SELECT i.fingerprint, c.id FROM batch_items i JOIN conversations c ON c.id = i.conversation_id \
                 WHERE i.about IS NOT NULL AND i.state = 'completed' AND i.fingerprint IN ",
            );
            select.bind_list(piece.iter().map(String::as_str)).push(" AND c.status IN ").bind_list(undecided());
            let rows: Vec<(String, Uuid)> =
                reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
            found.extend(rows.into_iter().map(|(fingerprint, id)| (fingerprint, ConversationId(id))));
        }
        Ok(found)
    }
}

fn undecided() -> impl Iterator<Item = &'static str> {
    Status::ALL.iter().filter(|status| status.is_undecided()).map(|status| status.as_str())
}

/// Adds the items, and moves those that nobody works on.
fn upsert(job: BatchId, piece: &[(Uuid, &NewItemAbout)], now: Time) -> Statement {
    let mut upsert = Statement::new(
        "INSERT INTO batch_items \
         (id, batch_id, position, fingerprint, request, about, refreshed_at, created_at, updated_at) VALUES ",
    );
    upsert.bind_rows(piece, |(id, item)| {
        [
            (*id).into(),
            job.0.into(),
            number(item.position).into(),
            item.fingerprint.as_str().into(),
            Value::json(&item.request),
            item.about.0.into(),
            now.into(),
            now.into(),
            now.into(),
        ]
    });
    upsert.push(
        " ON CONFLICT (fingerprint) WHERE about IS NOT NULL DO UPDATE SET batch_id = excluded.batch_id, \
         position = excluded.position, state = 'pending', worker_id = NULL, lease_until = NULL, \
         error_code = NULL, error_message = NULL, updated_at = excluded.updated_at \
         WHERE batch_items.state IN ('pending', 'failed', 'skipped') \
         OR batch_items.state = 'running' AND batch_items.lease_until <= ",
    );
    upsert.bind(now);
    upsert
}

/// Opens completed items whose answer no longer stands.
fn reopen(job: BatchId, piece: &[(Uuid, &NewItemAbout)], reopened: Reopen) -> Statement {
    let mut reopen = Statement::new("UPDATE batch_items SET batch_id = ");
    reopen.bind(job.0).push(", state = 'pending', updated_at = ").bind(Time::now());
    reopen.push(" WHERE state = 'completed' AND about IS NOT NULL AND fingerprint IN ");
    reopen.bind_list(piece.iter().map(|(_, item)| item.fingerprint.as_str()));
    reopen.push(" AND NOT EXISTS (SELECT 1 FROM ");
    match reopened {
        Reopen::MarksAreGone => reopen.push(
            "judge_marks m WHERE m.conversation_id = batch_items.about AND m.question = batch_items.fingerprint)",
        ),
        Reopen::VersionIsDecided => {
            let made = "conversations c WHERE c.id = batch_items.conversation_id AND c.status IN ";
            reopen.push(made).bind_list(undecided()).push(")")
        }
    };
    reopen
}
