//! A sentence that the assistant gives the user to learn by heart: whoever practises a call says it again and again.

use crate::domain::conversation::Role;
use crate::quality::checks::check::View;
use crate::quality::text::{IdSet, Word, run_id};

/// The words of a shingle.
const SHINGLE: usize = 3;

/// The word triples that the assistant quotes: a sentence to be learnt by heart.
pub(super) fn practised(view: &View<'_>) -> IdSet {
    let mut found = IdSet::default();
    for (_, turn) in view.of(Role::Assistant) {
        let quoted = turn.words.windows(SHINGLE).filter(|run| run.iter().all(|word| word.quoted));
        found.extend(quoted.map(run_id));
    }
    found
}

/// Whether half of some words stands among those triples.
pub(super) fn is_practised(words: &[Word], practised: &IdSet) -> bool {
    let shared = words.windows(SHINGLE).filter(|run| practised.contains(&run_id(run))).count();
    shared > 0 && 2 * shared >= words.len().saturating_sub(SHINGLE)
}
