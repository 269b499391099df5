use super::*;
use crate::domain::finding::Finding;
use crate::quality::checks::samples::{found, talk};
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
    let bad = "As an AI, I say: mail [NAME] at jo@postbox.org.";
    let turns = talk(&["Hello there.", bad, "Hello again.", bad]);
    let notes = findings(&turns, &Context { cut_off: true, ..Context::default() });
    let short: Vec<_> = notes.iter().map(|note| (note.finding, note.turns.as_slice())).collect();
    let expected = [
        (Finding::ModelTalk, [2, 4].as_slice()),
        (Finding::LeftoverPlaceholder, &[2, 4]),
        (Finding::PersonalData, &[2]),
        (Finding::PersonalData, &[4]),
        (Finding::RepeatedTurn, &[4]),
        (Finding::CutOff, &[4]),
    ];
    assert_eq!(short, expected);
}

#[test]
fn no_finding_has_two_checks() {
    let mut words: Vec<_> = CHECKS.iter().map(|check| check.finding.as_str()).collect();
    words.sort_unstable();
    words.dedup();
    // A cut has three: by the provider, by the limit of the schema, and by the sentence.
    assert_eq!(words.len(), CHECKS.len() - 2);
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
