//! Finds the turn that a judge quotes.

use crate::domain::conversation::Turn;

/// The fewest letters and digits of a quote that is not a whole turn. Shorter ones are in nearly every text.
const FEWEST: usize = 6;
/// Where the last label before a quote ends at the latest, in bytes, and how many there may be.
const LONGEST_LABEL: usize = 28;
const MOST_LABELS: usize = 3;

/// The turn, from 1, that holds a quote; the first of several.
///
/// Only letters and digits count, in any case: models change spaces and signs as they copy. A quote may leave out words
/// at "…"; its parts stand in one turn then, in their order. A label before it ("turn 3, user:") is none of it. A turn
/// without letters is quoted as it is.
pub(super) fn turn_of(quote: &str, turns: &[Turn]) -> Option<u32> {
    let texts: Vec<String> = turns.iter().map(|turn| folded(&turn.content)).collect();
    let after_labels = quote.match_indices(':').map(|(at, _)| at + 1).take_while(|at| *at <= LONGEST_LABEL);
    let mut starts = std::iter::once(0).chain(after_labels.take(MOST_LABELS));
    starts.find_map(|start| turn_with(&quote[start..], turns, &texts))
}

fn turn_with(quote: &str, turns: &[Turn], texts: &[String]) -> Option<u32> {
    let parted = quote.replace("...", "…");
    let parts: Vec<String> = parted.split('…').map(folded).filter(|part| !part.is_empty()).collect();
    let letters: usize = parts.iter().map(|part| part.chars().count()).sum();
    let at = turns.iter().zip(texts).position(|(turn, text)| match letters {
        0 => !quote.trim().is_empty() && quote.trim() == turn.content.trim(),
        1..FEWEST => parts == [text.as_str()],
        _ => holds(text, &parts),
    });
    at.map(|at| at as u32 + 1)
}

fn holds(text: &str, parts: &[String]) -> bool {
    let mut rest = text;
    parts.iter().all(|part| match rest.find(part.as_str()) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

fn folded(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;

    fn turns() -> Vec<Turn> {
        let turn = |role, content: &str| Turn { role, content: content.to_owned() };
        vec![
            turn(Role::User, "I owe $12,400 on three cards — and I'm “scared”."),
            turn(Role::Assistant, "Yes."),
            turn(Role::User, "Ça va coûter combien?\nReally, how much?"),
            turn(Role::Assistant, "请先还利率最高的那张信用卡"),
            turn(Role::User, "…"),
        ]
    }

    #[test]
    fn a_quote_is_found_whatever_a_model_changes_in_copying() {
        for (quote, turn) in [
            ("I owe $12,400 on three cards", Some(1)),
            ("i owe 12400 ON three cards - and I’m \"scared\"", Some(1)),
            ("\"…and I'm 'scared'.\"", Some(1)),
            ("I owe … three cards", Some(1)),
            ("three cards ... I owe", None),
            ("Yes", Some(2)),
            ("Turn 1, user: I owe $12,400", Some(1)),
            ("{\"turn\": 1, \"user\": \"I owe $12,400 on three", Some(1)),
            ("A sentence that is nowhere in it: I owe $12,400", None),
            ("ça va coûter combien? Really", Some(3)),
            ("利率最高的那张", Some(4)),
            ("请先还利率最高的那张信用卡", Some(4)),
            ("I owe nothing at all", None),
            ("on", None),
            ("", None),
            ("…", Some(5)),
            ("...", None),
            ("?!", None),
        ] {
            assert_eq!(turn_of(quote, &turns()), turn, "{quote}");
        }
    }
}
