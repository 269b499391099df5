//! The stems of words that tell something, looked up once for each word.

use crate::quality::language::is_common;
use crate::quality::stem::stem_id;
use crate::quality::text::{IdMap, IdSet, TurnText, Word};

/// The stems of words by the word: a stem costs more than a look, and most words come again.
pub(super) struct Known<'k> {
    tells: &'k dyn Fn(u64) -> bool,
    telling: IdMap<u64>,
    others: IdSet,
}

impl<'k> Known<'k> {
    pub(super) fn new(tells: &'k dyn Fn(u64) -> bool) -> Known<'k> {
        Known { tells, telling: IdMap::default(), others: IdSet::default() }
    }

    /// The stems of a turn that tell something.
    pub(super) fn stems(&mut self, turn: &TurnText<'_>) -> IdSet {
        turn.words.iter().filter(|word| !word.number).filter_map(|word| self.stem(turn, word)).collect()
    }

    fn stem(&mut self, turn: &TurnText<'_>, word: &Word) -> Option<u64> {
        if self.others.contains(&word.id) {
            return None;
        }
        if let Some(stem) = self.telling.get(&word.id) {
            return Some(*stem);
        }
        let shown = turn.shown(word).to_lowercase();
        let says = shown.chars().count() >= 3 && !is_common(word);
        let stem = says.then(|| stem_id(&shown)).filter(|stem| (self.tells)(*stem));
        match stem {
            Some(stem) => drop(self.telling.insert(word.id, stem)),
            None => drop(self.others.insert(word.id)),
        }
        stem
    }
}
