//! A talk that begins with its topic and leaves it: hardly a word of what was said comes again.

use crate::quality::checks::any_subject::{fits_any, stem_fits_any};
use crate::quality::checks::check::{Fault, View};
use crate::quality::language::{Language, is_common, is_common_stem};
use crate::quality::stem::stem_id;
use crate::quality::text::{IdMap, IdSet, TurnText, Word};

/// A talk that is shorter, or has fewer stems in its first two turns or in the others, has no time to leave its topic.
const TURNS: usize = 6;
const OPENING: usize = 40;
const REST: usize = 90;
/// The most stems that come again in a talk about something else: any two texts share a few.
const AGAIN: usize = 1;
/// Another topic has at least so many stems of its own, each in so many turns. A talk that only goes on in other words has
/// no such stems.
const OWN: usize = 2;
const OWN_TURNS: usize = 3;
pub(super) fn drift(view: &View<'_>, subject: &IdSet) -> Vec<Fault> {
    // German writes its nouns in one, Spanish and French inflect more: the same thing rarely comes in the same word.
    if view.language != Some(Language::ENGLISH) || view.turns.len() < TURNS {
        return Vec::new();
    }
    if !leaves_behind_the_opening(view, subject) {
        return Vec::new();
    }
    vec![Fault::turns(vec![2], view.text).detail("The talk leaves the topic behind turn 2.".to_owned())]
}

fn leaves_behind_the_opening(view: &View<'_>, subject: &IdSet) -> bool {
    let said = view.stems();
    if said.opening.len() < OPENING || said.rest.len() < REST {
        return false;
    }
    let comes_again = |stem: &&u64| said.rest.contains(stem) && !is_common_stem(**stem) && !stem_fits_any(**stem);
    let asked = subject.iter().filter(|stem| !said.opening.contains(stem));
    let again = said.opening.iter().chain(asked).filter(comes_again).count();
    again <= AGAIN
        && own_stems(view, 2, OWN_TURNS, |stem| said.opening.contains(&stem) || subject.contains(&stem)) >= OWN
}

/// Whether a word is about something.
fn says(turn: &TurnText<'_>, word: &Word) -> bool {
    !word.number && turn.shown(word).len() >= 4 && !is_common(word) && !fits_any(word)
}

fn stems(turn: &TurnText<'_>) -> IdSet {
    let words = turn.words.iter().filter(|word| says(turn, word));
    words.map(|word| stem_id(&turn.shown(word).to_lowercase())).collect()
}

/// The stems that stand in so many turns from one on and were not said before.
fn own_stems(view: &View<'_>, from: usize, turns: usize, is_said: impl Fn(u64) -> bool) -> usize {
    let mut found: IdMap<usize> = IdMap::default();
    for stem in view.text.turns.iter().skip(from).flat_map(stems) {
        *found.entry(stem).or_default() += 1;
    }
    found.iter().filter(|(stem, number)| **number >= turns && !is_said(**stem) && !is_common_stem(**stem)).count()
}
