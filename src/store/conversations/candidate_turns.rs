//! The turns of stored conversations that a new one is compared with.

use uuid::Uuid;

use crate::domain::conversation::Role;

use crate::store::sql::bulk::in_filled_shapes;
use crate::store::sql::statement::Statement;

/// A turn of a stored candidate: conversation, role, content.
pub(crate) type TurnOfCandidate = (Uuid, String, String);

/// The turns of conversations, in order; each statement gives all of its conversations.
pub(super) fn turns_of(ids: &[Uuid], and: &str) -> Vec<Statement> {
    let selects = in_filled_shapes(ids).map(|some| {
        let mut select =
            Statement::new("SELECT conversation_id, role, content FROM conversation_turns WHERE conversation_id IN ");
        select.bind_list(some.iter().copied()).push(and).push(" ORDER BY conversation_id, turn_number");
        select
    });
    selects.collect()
}

pub(super) fn conversations_in(
    rows: &[TurnOfCandidate],
) -> impl Iterator<Item = (Uuid, impl Iterator<Item = (Role, &str)> + Clone)> {
    let role = |role: &str| if role == Role::User.as_str() { Role::User } else { Role::Assistant };
    let chunks = rows.chunk_by(|one, next| one.0 == next.0);
    chunks.filter_map(move |turns| {
        let read = turns.iter().map(move |(_, said_by, content)| (role(said_by), content.as_str()));
        Some((turns.first()?.0, read))
    })
}
