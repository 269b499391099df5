//! The checks look for faults that the score does not show: a file for each, or for a few close ones.

mod check;
mod control_token;
mod cut_off;
mod empty_turn;
mod missing_element;
mod model_talk;
mod personal_data;
mod placeholder;
mod refusal;
mod repeated_turn;
mod roles;
#[cfg(test)]
mod samples;
mod words;

use crate::domain::conversation::Turn;
use crate::domain::finding::Note;
use crate::quality::{Context, excerpt};

use check::{Check, Look};

/// Every check. Findings at the same place keep this order, and so do those of the whole conversation.
///
/// [`Finding::NearDuplicate`] has no check: it needs the store.
const CHECKS: [&Check; 12] = [
    &empty_turn::EMPTY_TURN,
    &control_token::CONTROL_TOKEN,
    &model_talk::MODEL_TALK,
    &refusal::REFUSAL,
    &placeholder::LEFTOVER_PLACEHOLDER,
    &personal_data::PERSONAL_DATA,
    &repeated_turn::REPEATED_TURN,
    &roles::NOT_ALTERNATING,
    &roles::ONE_SIDED,
    &roles::ENDS_ON_USER,
    &missing_element::MISSING_ELEMENT,
    &cut_off::CUT_OFF,
];

/// All findings in the order of the text, those of the whole conversation last. A check gives at most one note a turn.
pub(super) fn findings(turns: &[Turn], context: &Context<'_>) -> Vec<Note> {
    const END: usize = usize::MAX;
    let mut found = Vec::new();
    for check in CHECKS {
        let mut note = |place: (usize, usize), turn: Option<usize>, excerpt: String| {
            let turn = turn.and_then(|at| u32::try_from(at + 1).ok());
            let severity = check.finding.severity();
            let turns = turn.into_iter().collect();
            let detail = check.rule.to_owned();
            found.push((place, Note { finding: check.finding, severity, turns, excerpt, detail }));
        };
        match check.look {
            Look::Turn(look) => {
                for (at, turn) in turns.iter().enumerate() {
                    if let Some(part) = look(turn) {
                        let place = (at, part.start);
                        note(place, Some(at), turn.content.get(part).map(excerpt::start_of).unwrap_or_default());
                    }
                }
            }
            Look::Turns(look) => look(turns).into_iter().for_each(|(at, detail)| note((at, END), Some(at), detail)),
            Look::Conversation(look) => {
                look(turns, context).into_iter().for_each(|(turn, detail)| note((END, END), turn, detail));
            }
        }
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, note)| note).collect()
}

#[cfg(test)]
mod tests {
    use super::samples::{found, talk};
    use super::*;
    use crate::domain::finding::Finding;
    use proptest::prelude::*;

    #[test]
    fn a_sound_conversation_has_no_finding() {
        let turns = [
            "I can't sleep. I'm unable to help with the bills, and my 401(k) fell from $150,000 to $112,400 in 2022.",
            "That fear is real. I can't promise returns, but a 60/40 mix has had years of -20% [roughly] and x < y > z.",
        ];
        assert_eq!(found(&turns), []);
    }

    #[test]
    fn findings_stand_in_the_order_of_the_text_and_those_of_the_whole_come_last() {
        let mut turns = talk(&["As an AI, mail [NAME] at jo@mail.example.", "as an ai mail name at jo mail example"]);
        turns.push(turns[0].clone());
        turns[0].content.insert(0, ' ');
        let notes = findings(&turns, &Context { cut_off: true, ..Context::default() });
        let short: Vec<_> = notes.iter().map(|note| (note.finding, note.turns.first().copied())).collect();
        let of_turn =
            |turn| [Finding::ModelTalk, Finding::LeftoverPlaceholder, Finding::PersonalData].map(|it| (it, Some(turn)));
        let mut expected = of_turn(1).to_vec();
        expected.push((Finding::RepeatedTurn, Some(2)));
        expected.extend(of_turn(3));
        expected.extend([(Finding::RepeatedTurn, Some(3)), (Finding::EndsOnUser, Some(3)), (Finding::CutOff, Some(3))]);
        assert_eq!(short, expected);
    }

    #[test]
    fn no_finding_has_two_checks() {
        let mut words: Vec<_> = CHECKS.iter().map(|check| check.finding.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), CHECKS.len());
    }

    proptest! {
        #[test]
        fn any_text_at_all_is_checked_without_a_panic(text in "\\PC*", more in "[{}\\[\\]<>X@$0-9’ .,+()-]*") {
            let elements = [text.clone(), more.clone()];
            let context = Context { required_elements: &elements, cut_off: true, ..Context::default() };
            let turns = talk(&[&text, &more, &format!("{more}{text}"), &format!("{text}{more}")]);
            for note in findings(&turns, &context) {
                prop_assert!(note.excerpt.chars().count() <= 120 && !note.excerpt.chars().any(char::is_control));
            }
        }
    }
}
