//! The index of the hashes, and which conversations may be candidates. Rejected and superseded ones may not.

use uuid::Uuid;

use crate::store::conversations::packed_bands::Banded;
use crate::store::sql::bulk::{in_filled_shapes, in_shapes};
use crate::store::sql::statement::Statement;

/// Rows: a hash, and a conversation that the index has by it.
pub(super) fn select_members(hashes: &[u32]) -> Vec<Statement> {
    let selects = in_filled_shapes(hashes).map(|some| {
        let mut select = Statement::new("SELECT b.hash, b.conversation_id FROM conversation_bands b WHERE b.hash IN ");
        select.bind_list(some.iter().map(|hash| i64::from(*hash)));
        // No join: without statistics of these tables PostgreSQL would read all conversations for it.
        select.push(" AND (SELECT c.status FROM conversations c WHERE c.id = b.conversation_id) <> 'rejected'");
        select.push(" AND b.conversation_id NOT IN (SELECT conversation_id FROM superseded)");
        select
    });
    selects.collect()
}

/// Rows: those of these conversations that may be candidates.
pub(super) fn select_candidates(ids: &[Uuid]) -> Vec<Statement> {
    let selects = in_filled_shapes(ids).map(|some| {
        let mut select = Statement::new("SELECT c.id FROM conversations c WHERE c.id IN ");
        select.bind_list(some).push(" AND c.status <> 'rejected'");
        select.push(" AND c.id NOT IN (SELECT conversation_id FROM superseded)");
        select
    });
    selects.collect()
}

/// The statements that store the hashes of new conversations.
pub(super) fn insert_all(new: &[Banded]) -> Vec<Statement> {
    let rows = new.iter().flat_map(|one| one.hashes.iter().map(|hash| (i64::from(*hash), one.id)));
    let mut rows: Vec<(i64, Uuid)> = rows.collect();
    rows.sort_unstable();
    insert(&rows)
}

/// The rows in their order, so that those of one page are written together. One may be there already: a conversation got
/// its earlier text back.
pub(super) fn insert(rows: &[(i64, Uuid)]) -> Vec<Statement> {
    let inserts = in_shapes(rows).map(|some| {
        let mut insert = Statement::new("INSERT INTO conversation_bands (hash, conversation_id) VALUES ");
        insert.bind_rows(some, |(hash, id)| [(*hash).into(), (*id).into()]).push(" ON CONFLICT DO NOTHING");
        insert
    });
    inserts.collect()
}
