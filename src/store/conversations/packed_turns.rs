//! The turns of several conversations in one value. The driver hands each row from one thread to another, which costs
//! more than the text of a conversation.
//!
//! A turn is `ID NUMBER ROLE BYTES COUNTS CONTENT`. The id has 32 hexadecimal digits, and there is no space before the one
//! behind the bytes. The counts are those of tokens and characters, a space behind each, where they are asked for. The
//! next turn follows at once.

use std::collections::HashMap;

use uuid::Uuid;

use crate::domain::conversation::StoredTurn;

use crate::store::conversations::row::small;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, word};
use crate::store::sql::statement::Statement;
use crate::store::{Result, StoreError};

/// The digits of an id.
const ID: usize = 32;
/// The turns of so many conversations come in the first value.
const FIRST: usize = 16;
/// The most conversations in one value.
const MOST: usize = 64;
/// About the size of a value. A larger one is copied through slower memory.
const BYTES: usize = 192 << 10;

/// Packed turns in one value; the ids of their conversations follow. Each number takes a tenth of the time.
pub(super) fn packed_turns<DB: Dialect>(counted: bool) -> Statement {
    let (before, after) = DB::JOINED;
    let (id, bytes) = (DB::CONVERSATION_DIGITS, DB::CONTENT_BYTES);
    let counts = if counted { "token_count, ' ', char_count, ' ', " } else { "" };
    // One call of a function: each `||` makes a copy.
    Statement::new(&format!(
        "SELECT {before}concat({id}, turn_number, role, {bytes}, ' ', {counts}content){after} \
         FROM conversation_turns WHERE conversation_id IN "
    ))
}

/// How many conversations the next value may have, after one of so many had so many bytes.
pub(super) fn at_once(before: Option<(usize, usize)>) -> usize {
    let Some((conversations, bytes)) = before else { return FIRST };
    let fitting = (BYTES * conversations / bytes.max(1)).clamp(1, MOST);
    // A power of two: each number is a statement of its own.
    1 << fitting.ilog2()
}

/// The turns of each conversation by number; a group has no order of its own.
pub(super) fn unpacked_turns(packed: &str, counted: bool) -> Result<HashMap<Uuid, Vec<StoredTurn>>> {
    let mut found: HashMap<Uuid, Vec<StoredTurn>> = HashMap::new();
    let mut rest = packed;
    while let Some(digits) = rest.get(..ID) {
        let unreadable = || unreadable(packed, rest);
        let id = Uuid::try_parse(digits).map_err(|_| unreadable())?;
        let turns = found.entry(id).or_default();
        // Those of one conversation mostly come together.
        while let Some(turn) = rest.strip_prefix(digits) {
            let (turn, behind) = first(turn, counted).ok_or_else(|| self::unreadable(packed, rest))?;
            turns.push(turn?);
            rest = behind;
        }
    }
    if !rest.is_empty() {
        return Err(unreadable(packed, rest));
    }
    found.values_mut().for_each(|turns| turns.sort_by_key(|turn| turn.turn_number));
    Ok(found)
}

fn unreadable(packed: &str, rest: &str) -> StoreError {
    let at = packed.len() - rest.len();
    StoreError::Other(format!("the turns of a stored row cannot be read at byte {at}"))
}

/// The first turn, behind its id, and what follows it.
fn first(packed: &str, counted: bool) -> Option<(Result<StoredTurn>, &str)> {
    let (number, rest) = packed.split_at(packed.find(|letter: char| !letter.is_ascii_digit())?);
    let (role, rest) = rest.split_at(rest.find(|letter: char| letter.is_ascii_digit())?);
    let (bytes, mut rest) = rest.split_once(' ')?;
    let mut counts = [0, 0];
    for value in counts.iter_mut().filter(|_| counted) {
        let (digits, behind) = rest.split_once(' ')?;
        (*value, rest) = (digits.parse().ok()?, behind);
    }
    let [tokens, characters] = counts;
    let (content, behind) = rest.split_at_checked(bytes.parse().ok()?)?;
    let number = number.parse().ok()?;
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
        let [one, two] = [1, 2].map(|number| Uuid::from_u128(number).simple().to_string());
        let packed = [
            format!("{one}2assistant6 7 5 é 1 x"),
            format!("{two}1user3 0 0 {}", &one[..3]),
            format!("{one}1user1 3 1 \n"),
            format!("{one}10user0 0 0 "),
        ];
        let turns = unpacked_turns(&packed.concat(), true).unwrap();
        let told = |number| {
            let turns: &Vec<StoredTurn> = &turns[&Uuid::from_u128(number)];
            turns.iter().map(|turn| (turn.turn_number, turn.content.clone(), turn.token_count)).collect::<Vec<_>>()
        };
        assert_eq!(told(1), [(1, "\n".into(), 3), (2, "é 1 x".into(), 7), (10, String::new(), 0)]);
        assert_eq!(told(2), [(1, "000".into(), 0)]);
        for broken in ["1user9 1 1 x", "1user1 1 1", "1user1 1 1 é", "1nobody1 1 1 x", "user1 1 1 x", "x", ""] {
            assert!(unpacked_turns(&format!("{one}{broken}"), true).is_err(), "{broken}");
        }
        assert!(unpacked_turns("x", true).is_err());
        let plain = unpacked_turns(&format!("{one}1user3 1 2{one}2assistant1 x"), false).unwrap();
        let plain: Vec<_> = plain[&Uuid::from_u128(1)].iter().map(|turn| turn.content.as_str()).collect();
        assert_eq!(plain, ["1 2", "x"]);
    }

    #[test]
    fn a_value_has_as_many_conversations_as_fit_a_power_of_two() {
        assert_eq!(at_once(None), 16);
        assert_eq!(at_once(Some((16, 16 * 3_000))), 64);
        assert_eq!(at_once(Some((16, 16 * 7_000))), 16);
        assert_eq!(at_once(Some((16, 16 << 20))), 1);
        assert_eq!(at_once(Some((16, 0))), 64);
    }
}
