//! Conversations for the tests of the checks.

use crate::domain::conversation::{Role, Turn};
use crate::domain::finding::Finding;
use crate::quality::checks::findings;
use crate::quality::context::Context;
use crate::quality::score;

/// Turns with these contents, the user's first.
pub(super) fn talk(contents: &[&str]) -> Vec<Turn> {
    let turn = |(at, text): (usize, &&str)| Turn { role: score::expected_role(at), content: (*text).to_owned() };
    contents.iter().enumerate().map(turn).collect()
}

/// What all checks together find in them: the finding, its first turn and the excerpt.
pub(super) fn found(contents: &[&str]) -> Vec<(Finding, Option<u32>, String)> {
    let notes = findings(&talk(contents), &Context::default());
    notes.into_iter().map(|note| (note.finding, note.turns.first().copied(), note.excerpt)).collect()
}

/// A calm answer for the other side.
const ANSWER: &str = "Let's take it one step at a time, because the order matters more than the speed.";
const QUESTION: &str = "My sister lost her job last spring, so the whole house hangs on my pay now.";

/// The lines of a file of samples.
pub(super) fn lines(file: &'static str) -> Vec<&'static str> {
    file.lines().filter(|line| !line.is_empty()).collect()
}

/// Asserts that each text gives the finding, said by this speaker.
pub(super) fn assert_bad(finding: Finding, role: Role, texts: &[&str]) {
    let missed: Vec<_> = texts.iter().filter(|text| !kinds(role, text).contains(&finding)).collect();
    assert!(missed.is_empty(), "{finding} is missed in: {missed:#?}");
}

/// Asserts that no text gives the finding, said by this speaker.
pub(super) fn assert_fine(finding: Finding, role: Role, texts: &[&str]) {
    let wrong: Vec<_> = texts.iter().filter(|text| kinds(role, text).contains(&finding)).collect();
    assert!(wrong.is_empty(), "{finding} is wrongly found in: {wrong:#?}");
}

fn kinds(role: Role, text: &str) -> Vec<Finding> {
    let turns = match role {
        Role::User => talk(&[text, ANSWER]),
        Role::Assistant => talk(&[QUESTION, text]),
    };
    findings(&turns, &Context::default()).into_iter().map(|note| note.finding).collect()
}
