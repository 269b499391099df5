//! The items of a job that judges. Among all these jobs there is one item for a text, a judge and a rubric.
//!
//! A job takes over what another one left open, so that no conversation is paid for twice, and none is left out because
//! an earlier job of other filters was interrupted.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::batch::{ItemState, NewJudging};
use crate::domain::ids::{BatchId, ItemId};

use crate::store::batches::outcome::NewMarks;
use crate::store::conversations::marked::{Marked, save_marks};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::engine::{number, word, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

/// What became of the items that a job asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct JudgingItems {
    /// The job's own to do: new ones, and what earlier jobs left open or failed.
    pub open: u64,
    /// Another command is judging them at this moment.
    pub elsewhere: u64,
    /// Judged meanwhile.
    pub done: u64,
}

impl Store {
    /// Gives a job these items, in one transaction. It takes over what other jobs left open, what failed, and what a
    /// dead worker had. What another worker judges stays with it. What is completed is open again where its conversation
    /// no longer has these marks: marks by another rubric took their place.
    pub(crate) async fn add_judging(
        &self,
        job: BatchId,
        items: &[NewJudging],
        now: DateTime<Utc>,
    ) -> Result<JudgingItems> {
        let mut seen = HashSet::with_capacity(items.len());
        let items: Vec<(Uuid, &NewJudging)> = items
            .iter()
            .filter(|item| seen.insert(item.fingerprint.as_str()))
            .map(|item| (ItemId::new().0, item))
            .collect();
        writing!(self, |tx| {
            let mut counts = JudgingItems::default();
            for piece in in_shapes(&items) {
                upsert(job, piece, now.into()).query::<Engine>().execute(&mut **tx).await?;
                // A statement of its own sees what others committed while the first one waited for their rows.
                reopen(job, piece).query::<Engine>().execute(&mut **tx).await?;
                let mut select = Statement::new("SELECT batch_id, state FROM batch_items WHERE judges IS NOT NULL");
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

    /// Stores marks whose numbers are known already, in one transaction. Returns how many conversations changed.
    pub(crate) async fn renew_marks(&self, marks: &[NewMarks], by: &str) -> Result<u64> {
        let marks: Vec<(&NewMarks, &str)> = marks.iter().map(|new| (new, by)).collect();
        writing!(self, |tx| {
            let marked: HashMap<String, Marked> = save_marks!(tx, &marks);
            Ok::<_, StoreError>(marked.len() as u64)
        })
    }
}

/// Adds the items, and moves those that nobody works on.
fn upsert(job: BatchId, piece: &[(Uuid, &NewJudging)], now: Time) -> Statement {
    let mut upsert = Statement::new(
        "INSERT INTO batch_items \
         (id, batch_id, position, fingerprint, request, judges, refreshed_at, created_at, updated_at) VALUES ",
    );
    upsert.bind_rows(piece, |(id, item)| {
        [
            (*id).into(),
            job.0.into(),
            number(item.position).into(),
            item.fingerprint.as_str().into(),
            Value::json(&item.request),
            item.request.judges.0.into(),
            now.into(),
            now.into(),
            now.into(),
        ]
    });
    upsert.push(
        " ON CONFLICT (fingerprint) WHERE judges IS NOT NULL DO UPDATE SET batch_id = excluded.batch_id, \
         position = excluded.position, state = 'pending', worker_id = NULL, lease_until = NULL, \
         error_code = NULL, error_message = NULL, updated_at = excluded.updated_at \
         WHERE batch_items.state IN ('pending', 'failed', 'skipped') \
         OR batch_items.state = 'running' AND batch_items.lease_until <= ",
    );
    upsert.bind(now);
    upsert
}

/// Opens completed items whose marks their conversation no longer has.
fn reopen(job: BatchId, piece: &[(Uuid, &NewJudging)]) -> Statement {
    let mut reopen = Statement::new("UPDATE batch_items SET batch_id = ");
    reopen.bind(job.0).push(", state = 'pending', updated_at = ").bind(Time::now());
    reopen.push(" WHERE state = 'completed' AND judges IS NOT NULL AND fingerprint IN ");
    reopen.bind_list(piece.iter().map(|(_, item)| item.fingerprint.as_str()));
    reopen.push(
        " AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = batch_items.judges \
         AND c.quality_metrics -> 'judge' ->> 'fingerprint' = batch_items.fingerprint)",
    );
    reopen
}
