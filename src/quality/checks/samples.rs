//! Conversations for the tests of the checks.

use crate::domain::conversation::Turn;
use crate::domain::finding::Finding;
use crate::quality::checks::findings;
use crate::quality::{Context, score};

/// Turns with these contents, the user's first.
pub(super) fn talk(contents: &[&str]) -> Vec<Turn> {
    let turn = |(at, text): (usize, &&str)| Turn { role: score::expected_role(at), content: (*text).to_owned() };
    contents.iter().enumerate().map(turn).collect()
}

/// What all checks together find in them.
pub(super) fn found(contents: &[&str]) -> Vec<(Finding, Option<u32>, String)> {
    let notes = findings(&talk(contents), &Context::default());
    notes.into_iter().map(|note| (note.finding, note.turns.first().copied(), note.excerpt)).collect()
}
