//! All turns of a conversation in one value: a row for each turn costs more than its text.
//!
//! A turn is `NUMBER ROLE TOKENS CHARACTERS BYTES CONTENT`, and the next one follows at once.

use crate::domain::conversation::StoredTurn;

use crate::store::conversations::row::small;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, word};
use crate::store::sql::statement::Statement;
use crate::store::{Result, StoreError};

/// Conversations and their packed turns; the ids and the grouping follow.
pub(super) fn packed_turns<DB: Dialect>() -> Statement {
    let (before, after) = DB::JOINED;
    let bytes = DB::CONTENT_BYTES;
    // One call of a function: eleven `||` make as many copies.
    Statement::new(&format!(
        "SELECT conversation_id, {before}concat(turn_number, ' ', role, ' ', token_count, ' ', char_count, ' ', {bytes}, ' ', \
         content){after} FROM conversation_turns WHERE conversation_id IN "
    ))
}

/// The turns of a conversation by number; a group has no order of its own.
pub(super) fn unpacked_turns(packed: &str) -> Result<Vec<StoredTurn>> {
    let mut turns = Vec::new();
    let mut rest = packed;
    while !rest.is_empty() {
        let unreadable = || {
            let at = packed.len() - rest.len();
            StoreError::Other(format!("the turns of a stored row cannot be read at byte {at}"))
        };
        let (turn, behind) = first(rest).ok_or_else(unreadable)?;
        turns.push(turn?);
        rest = behind;
    }
    turns.sort_by_key(|turn| turn.turn_number);
    Ok(turns)
}

fn first(packed: &str) -> Option<(Result<StoredTurn>, &str)> {
    let mut fields = packed.splitn(6, ' ');
    let (number, role) = (fields.next()?.parse().ok()?, fields.next()?);
    let [tokens, characters] = [fields.next()?.parse().ok()?, fields.next()?.parse().ok()?];
    let bytes = fields.next()?.parse().ok()?;
    let (content, behind) = fields.next()?.split_at_checked(bytes)?;
    let turn = word(role).map(|role| StoredTurn {
        turn_number: small(number),
        role,
        content: content.to_owned(),
        token_count: count(tokens),
        char_count: count(characters),
    });
    Some((turn, behind))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn turns_are_read_in_their_order_whatever_their_text() {
        let turns = unpacked_turns("2 assistant 7 5 6 é 1 x1 user 3 1 1 \n10 user 0 0 0 ").unwrap();
        let told: Vec<_> =
            turns.iter().map(|turn| (turn.turn_number, turn.content.as_str(), turn.token_count)).collect();
        assert_eq!(told, [(1, "\n", 3), (2, "é 1 x", 7), (10, "", 0)]);
        for broken in ["1 user 1 1 9 x", "1 user 1 1 1", "1 user 1 1 1 é", "1 nobody 1 1 1 x", "x"] {
            assert!(unpacked_turns(broken).is_err(), "{broken}");
        }
    }
}
