//! The turns of stored conversations that a new one is compared with.

use uuid::Uuid;

use crate::domain::conversation::Role;

use crate::store::conversations::print::OPENING_TURNS;
use crate::store::sql::bulk::in_filled_shapes;
use crate::store::sql::statement::Statement;

/// The characters of a long turn. A reader of rows is some turns ahead, so long ones would lie in memory together.
const LONG: u32 = 5_000;

/// A turn of a stored candidate.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct TurnOfCandidate {
    pub(super) conversation_id: Uuid,
    role: String,
    /// `None` for a long turn, where many conversations are read.
    pub(super) content: Option<String>,
}

/// The turns of conversations, in order; each statement gives all of its conversations.
pub(super) fn turns_of(ids: &[Uuid]) -> Vec<Statement> {
    select_turns(ids, "")
}

/// What the user says at the beginning of these conversations: one turn, or two where the user speaks twice.
pub(super) fn openings_of(ids: &[Uuid]) -> Vec<Statement> {
    select_turns(ids, &format!(" AND turn_number <= {OPENING_TURNS} AND role = 'user'"))
}

fn select_turns(ids: &[Uuid], and: &str) -> Vec<Statement> {
    let selects = in_filled_shapes(ids).map(|some| {
        let mut select = Statement::new("SELECT conversation_id, role, CASE WHEN char_count < ");
        select.bind(i64::from(LONG));
        select.push(" THEN content END AS content FROM conversation_turns WHERE conversation_id IN ");
        select.bind_list(some.iter().copied()).push(and).push(" ORDER BY conversation_id, turn_number");
        select
    });
    selects.collect()
}

/// The turns of one conversation, in order.
pub(super) fn all_turns_of(id: Uuid) -> Statement {
    let mut select =
        Statement::new("SELECT conversation_id, role, content FROM conversation_turns WHERE conversation_id = ");
    select.bind(id).push(" ORDER BY turn_number");
    select
}

pub(super) fn role(turn: &TurnOfCandidate) -> Role {
    if turn.role == Role::User.as_str() { Role::User } else { Role::Assistant }
}
