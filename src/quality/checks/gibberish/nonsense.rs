//! Real words in sound sentences that mean nothing: "the mortgage sleeps under a spoon until the ceiling has counted it".
//!
//! No pair of words is wrong there. What tells is which words come together, as learned from labelled turns: things of the
//! house, of the sky and of the calendar, that sleep, whisper and remember. One turn must be full of them, or two.

use crate::quality::checks::check::{Fault, View};
use crate::quality::learned::NONSENSE;

/// Where two turns are this near to nonsense, each makes the other more certain. Of 1,411 sound conversations that the
/// weights had not seen, none had two (five parts, in turn).
const NEAR: f32 = -2.8;
/// A turn of fewer words may be an image or a joke.
const WORDS: usize = 10;

pub(super) fn nonsense(view: &View<'_>) -> Vec<Fault> {
    let is_long = |at: &usize| view.text.turns[*at].words.len() >= WORDS;
    let all = (0..view.turns.len()).filter(is_long).map(|at| (at, view.likeness(&NONSENSE, at)));
    let near: Vec<(usize, f32)> = all.filter(|(_, likeness)| *likeness > NEAR).collect();
    if near.len() < 2 && !near.iter().any(|(_, likeness)| *likeness > 0.0) {
        return Vec::new();
    }
    let fault = |at: usize| {
        let turn = &view.text.turns[at];
        Fault::part(at, turn, 0..turn.content.len())
    };
    near.into_iter().map(|(at, _)| fault(at)).collect()
}
