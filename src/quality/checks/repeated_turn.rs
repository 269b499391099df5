//! Two turns have the same words; case, spacing and punctuation do not count.

use std::collections::HashMap;

use crate::domain::conversation::Turn;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Look, OfTurn};
use crate::quality::checks::words::is_word;
use crate::quality::excerpt;

pub(super) const REPEATED_TURN: Check =
    Check { finding: Finding::RepeatedTurn, rule: "Two turns say the same.", look: Look::Turns(repeated) };

fn repeated(turns: &[Turn]) -> Vec<OfTurn> {
    let mut seen = HashMap::with_capacity(turns.len());
    let mut found = Vec::new();
    for (at, turn) in turns.iter().enumerate() {
        let first = *seen.entry(plain_words(&turn.content)).or_insert(at);
        // An empty turn has its own finding.
        if first != at && !turn.content.trim().is_empty() {
            found.push((at, format!("same as turn {}: {}", first + 1, excerpt::start_of(&turn.content))));
        }
    }
    found
}

/// The words of a text in lower case, with one space between any two.
fn plain_words(text: &str) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut in_word = true;
    for byte in text.bytes() {
        let was_in_word = std::mem::replace(&mut in_word, is_word(byte));
        if in_word {
            if !was_in_word && !plain.is_empty() {
                plain.push(b' ');
            }
            plain.push(byte.to_ascii_lowercase());
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::found;

    #[test]
    fn a_repeated_turn_is_found_whatever_its_case_and_spacing() {
        let notes = found(&["What now?", "Sell it.", "what  now", "Keep it."]);
        assert_eq!(notes, [(Finding::RepeatedTurn, Some(3), "same as turn 1: what now".to_owned())]);
        assert_eq!(found(&["a bc", "ab c"]), [], "other words are not the same");
    }
}
