//! Answers that take up nothing of what the user says: no word of it, no number.
//!
//! Of 800 good talks that people labelled, none of those as long shares fewer than two such words.

use crate::domain::conversation::Role;
use crate::quality::checks::any_subject::fits_any;
use crate::quality::checks::check::{Fault, View};
use crate::quality::language::is_common;
use crate::quality::stem::stem_id;
use crate::quality::text::{IdSet, TurnText, Word, prepare};

/// The fewest answers, and the fewest different stems in them, that are judged.
const ANSWERS: usize = 3;
const STEMS: usize = 25;
/// Answers of so many stems share one by chance; shorter ones share none.
const LONG: usize = 45;

/// Serious: the assistant speaks of something else, or of nothing.
pub(super) fn unheard(view: &View<'_>) -> Option<Fault> {
    let answers: Vec<usize> = view.of(Role::Assistant).map(|(at, _)| at).collect();
    let said = stems(view.of(Role::Assistant).map(|(_, turn)| turn));
    if view.language.is_none() || answers.len() < ANSWERS || said.len() < STEMS {
        return None;
    }
    let asked = stems(view.of(Role::User).map(|(_, turn)| turn));
    let topic = view.context.subject.map(|subject| prepare(Role::User, &subject.topic));
    let topic = stems(topic.iter());
    let shared = said.iter().filter(|stem| asked.contains(stem) || topic.contains(stem)).count();
    let detail = "The answers share no word with what the user says.".to_owned();
    (shared <= usize::from(said.len() >= LONG)).then(|| Fault::turns(answers, view.text).detail(detail))
}

/// The stems that say something, and the numbers.
fn stems<'t>(turns: impl Iterator<Item = &'t TurnText<'t>>) -> IdSet {
    let mut found = IdSet::default();
    for turn in turns {
        let says = |word: &&Word| {
            let shown = turn.shown(word);
            if word.number {
                shown.len() >= 2
            } else {
                shown.chars().count() >= 4 && !is_common(word) && !fits_any(word)
            }
        };
        found.extend(turn.words.iter().filter(says).map(|word| stem_id(&turn.shown(word).to_lowercase())));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::domain::finding::{Finding, Severity};
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    const ASKS: [&str; 3] = [
        "My aunt left me three thousand dollars. I've got a card at 1,200 with 27 percent on it. What's sensible?",
        "I'm asking about the money, the card or savings.",
        "Hello? The three thousand dollars?",
    ];

    fn is_unheard(answers: [&str; 3]) -> bool {
        let turns = [ASKS[0], answers[0], ASKS[1], answers[1], ASKS[2], answers[2]];
        findings(&talk(&turns), &Context::default())
            .iter()
            .any(|note| note.finding == Finding::OffSubject && note.severity == Severity::Serious)
    }

    #[test]
    fn answers_that_take_up_nothing_are_found() {
        let bulbs = "Tulip bulbs go in six inches deep, pointed end up. Choose a spot with good drainage, since wet soil rots them.";
        let squirrels =
            "Squirrels are a common nuisance. Lay chicken wire over the bed and lift it when green tips show.";
        let colour =
            "For colour in April, mix early and late varieties, and plant them in groups of seven rather than in rows.";
        assert!(is_unheard([bulbs, squirrels, colour]));
        assert!(!is_unheard([
            bulbs,
            squirrels,
            "Pay the card first, and put what is left of the dollars into savings."
        ]));
        assert!(!is_unheard([
            "Clear the 1,200 with it.",
            squirrels,
            "Of the 27 percent nothing stays then. Tulips wait."
        ]));
    }
}
