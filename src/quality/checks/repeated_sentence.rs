//! A sentence or a question that a speaker says again in a third turn, or a long one in a second.

use crate::domain::conversation::Role;
use crate::quality::checks::check::View;
use crate::quality::checks::practised::{is_practised, practised};
use crate::quality::language::is_common;
use crate::quality::stem::stem_id;
use crate::quality::text::{IdMap, TurnText, Word, run_id};

/// The words of a sentence that may not come a second time.
const LONG: usize = 12;
/// The words of a sentence that may not come a third time.
const SHORT: usize = 6;
/// The turns in which something may not be said.
const TWICE: usize = 2;
const THRICE: usize = 3;
/// The most words of a question that are compared.
const STEMS: usize = 7;

/// Where something was said: its first turn, its last one and how many turns. Small, because a book has half a million.
type Said = IdMap<(u16, u16, u32)>;

/// The turns that say it first and last.
pub(super) fn repeated_sentence(view: &View<'_>) -> Option<(usize, usize)> {
    let mut said = [Said::default(), Said::default()];
    // What nobody can say often enough need not be kept.
    let turns = [Role::User, Role::Assistant].map(|role| view.of(role).count());
    for (at, turn) in view.text.turns.iter().enumerate() {
        let is_assistant = usize::from(turn.role == Role::Assistant);
        let (side, turns) = (&mut said[is_assistant], turns[is_assistant]);
        for sentence in turn.sentences().filter(|sentence| !sentence.iter().any(|word| word.quoted)) {
            if sentence.len() >= SHORT {
                let most = if sentence.len() >= LONG { TWICE } else { THRICE };
                let first = if turns < most { None } else { count(side, run_id(sentence), at, most) };
                let is_said = |_: &usize| turn.role == Role::Assistant || !is_practised(sentence, &practised(view));
                if let Some(first) = first.filter(is_said) {
                    return Some((first, at));
                }
            }
            if turns >= THRICE && is_question(turn, sentence) {
                for id in topics(turn, sentence) {
                    if let Some(first) = count(side, id, at, THRICE) {
                        return Some((first, at));
                    }
                }
            }
        }
    }
    None
}

/// Counts a turn; the first one where it is one too many.
fn count(said: &mut Said, id: u64, at: usize, most: usize) -> Option<usize> {
    let turn = u16::try_from(at).unwrap_or(u16::MAX);
    let (first, last, count) = said.entry(id).or_insert((turn, turn, 0));
    if *count == 0 || *last != turn {
        *last = turn;
        *count += 1;
    }
    (*count as usize >= most).then_some(usize::from(*first))
}

fn is_question(turn: &TurnText<'_>, sentence: &[Word]) -> bool {
    sentence.last().is_some_and(|last| turn.content[last.end as usize..].trim_start().starts_with('?'))
}

/// What a question asks about: each three of its words that say something, whatever the order.
fn topics(turn: &TurnText<'_>, sentence: &[Word]) -> Vec<u64> {
    let says = sentence.iter().filter(|word| !is_common(word) && !word.number && word.end - word.start >= 3);
    let mut stems: Vec<u64> = says.map(|word| stem_id(&turn.shown(word).to_lowercase())).collect();
    stems.truncate(STEMS);
    stems.sort_unstable();
    stems.dedup();
    let mut found = Vec::new();
    for (one, left) in stems.iter().enumerate() {
        for (two, middle) in stems.iter().enumerate().skip(one + 1) {
            found.extend(stems[two + 1..].iter().map(|right| mix(mix(mix(1, *left), *middle), *right)));
        }
    }
    found
}

fn mix(id: u64, next: u64) -> u64 {
    (id.rotate_left(23) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use crate::domain::finding::Finding;
    use crate::quality::checks::samples::found;

    fn repeats(contents: &[&str]) -> bool {
        found(contents).iter().any(|it| it.0 == Finding::RepeatedTurn)
    }

    #[test]
    fn a_question_that_was_answered_twice_is_found() {
        assert!(repeats(&[
            "My cellar is wet again, and the washing machine stands in it.",
            "How old is the drain pipe under the kitchen? Wet corners often start there.",
            "It was laid in 1974, my father dug the trench himself.",
            "Then let's see where it runs. And the drain pipe under the kitchen, how old is that?",
            "From 1974, as I said. It runs to the street.",
            "Good, to the street. Do you know how old the drain pipe in the kitchen is?",
            "1974!",
            "Call the plumber on Monday, then.",
        ]));
        let refrain = "It is never too late to ask your neighbours for the name of their roofer.";
        let first = format!("The slates are from Wales. {refrain}");
        let second = format!("{refrain} And bring the old bill along when you go.");
        assert!(repeats(&["What now?", &first, "I am shy.", &second]));
    }

    #[test]
    fn questions_about_one_thing_are_fine() {
        assert!(!repeats(&[
            "My cellar is wet again, and the washing machine stands in it.",
            "How old is the drain pipe under the kitchen?",
            "It was laid in 1974.",
            "And where does the drain pipe leave the house?",
            "At the back, under the roses.",
            "Is the drain pipe made of clay or of iron?",
            "Clay.",
            "Call the plumber on Monday, then.",
        ]));
        assert!(!repeats(&["Yes, please.", "All right?", "Yes, please.", "All right?"]));
    }
}
