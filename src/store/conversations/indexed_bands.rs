//! The index of the hashes, and which conversations are no candidates: rejected, superseded and deleted ones.

use uuid::Uuid;

use crate::store::conversations::packed_bands::Banded;
use crate::store::sql::bulk::{in_filled_shapes, in_shapes};
use crate::store::sql::statement::Statement;

/// Rows: a hash, and a conversation that the index has by it.
pub(super) fn select_members(hashes: &[u32]) -> Vec<Statement> {
    let selects = in_filled_shapes(hashes).map(|some| {
        let mut select = Statement::new("SELECT hash, conversation_id FROM conversation_bands WHERE hash IN ");
        select.bind_list(some.iter().map(|hash| i64::from(*hash)));
        select
    });
    selects.collect()
}

/// The tables that say it of few conversations, with an index each: it costs less than a look at every row.
const RULED_OUT: [&str; 3] = [
    "SELECT id FROM conversations WHERE status = 'rejected' AND id IN ",
    " UNION ALL SELECT conversation_id FROM superseded WHERE conversation_id IN ",
    " UNION ALL SELECT conversation_id FROM trash WHERE conversation_id IN ",
];

/// Rows: those of these conversations that are no candidates.
pub(super) fn select_ruled_out(ids: &[Uuid]) -> Vec<Statement> {
    let selects = in_filled_shapes(ids).map(|some| {
        let mut select = Statement::default();
        for part in RULED_OUT {
            select.push(part).bind_list(some.iter().copied());
        }
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
