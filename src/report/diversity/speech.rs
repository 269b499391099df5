//! The words of one speaker: how many different ones, which runs come again, how long the turns are.

use serde::Serialize;

use crate::domain::ids::ConversationId;
use crate::report::diversity::distinct::Distinct;
use crate::report::diversity::frequent::{Frequent, Repeated};
use crate::report::diversity::hash::hash;
use crate::report::diversity::lengths::{Lengths, Spread};

/// Runs of words that are listed.
const SHOWN: usize = 5;
/// Words of a run that is looked for.
const RUN: usize = 5;

/// What the turns of one speaker show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Speaker {
    pub turns: u64,
    pub words: u64,
    /// Different words ÷ all words. All three fall as a set grows: compare sets of one size.
    pub distinct_1: f64,
    /// The same for two words in a row of one turn.
    pub distinct_2: f64,
    /// The same for three.
    pub distinct_3: f64,
    /// Whether these are estimates, within 1 %.
    pub is_estimated: bool,
    /// In characters.
    pub length: Spread,
    /// How many more conversations each run may have: counts are bounded.
    pub may_miss: u64,
    /// Runs of five words that several conversations hold, the most common first.
    pub frequent_runs: Vec<Repeated>,
}

#[derive(Debug, Default)]
pub(super) struct Speech {
    grams: [Distinct; 3],
    runs: Frequent,
    lengths: Lengths,
}

impl Speech {
    pub(super) fn add(&mut self, id: ConversationId, words: &[String], characters: u64) {
        self.lengths.add(characters);
        for (size, distinct) in (1..).zip(&mut self.grams) {
            words.windows(size).for_each(|run| distinct.add(hash(run.iter().map(String::as_str))));
        }
        let mut runs: Vec<(u64, &[String])> =
            words.windows(RUN).map(|run| (hash(run.iter().map(String::as_str)), run)).collect();
        // A turn counts once, however often it says the run.
        runs.sort_unstable_by_key(|(hash, _)| *hash);
        runs.dedup_by_key(|(hash, _)| *hash);
        for (hash, run) in runs {
            self.runs.add(hash, id, || run.join(" "));
        }
    }

    pub(super) fn finish(self) -> Speaker {
        let share = |size: usize| (self.grams[size - 1].share() * 1000.0).round() / 1000.0;
        Speaker {
            turns: self.lengths.count(),
            words: self.grams[0].all,
            distinct_1: share(1),
            distinct_2: share(2),
            distinct_3: share(3),
            is_estimated: self.grams.iter().any(Distinct::is_estimated),
            length: self.lengths.spread(),
            may_miss: self.runs.missed(),
            frequent_runs: apart(self.runs.most(SHOWN * RUN * 2)),
        }
    }
}

/// Leaves out a run that is a neighbour of a more common one: "a b c d e" beside "b c d e f".
fn apart(runs: Vec<Repeated>) -> Vec<Repeated> {
    let mut kept: Vec<Repeated> = Vec::new();
    for run in runs {
        let words: Vec<&str> = run.text.split(' ').collect();
        let overlaps = |other: &Repeated| {
            let others: Vec<&str> = other.text.split(' ').collect();
            (1..RUN - 1).any(|shift| {
                let (left, right) = (words.get(shift..), others.get(..RUN - shift));
                let (back, front) = (others.get(shift..), words.get(..RUN - shift));
                left == right || back == front
            })
        };
        if kept.len() < SHOWN && !kept.iter().any(overlaps) {
            kept.push(run);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_comes_again_is_listed_once() {
        let mut speech = Speech::default();
        for text in ["so what would you do in my place now", "hm so what would you do in my place now then", "no"] {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            speech.add(ConversationId::new(), &words, text.len() as u64);
        }
        let speaker = speech.finish();
        let runs: Vec<(&str, u64)> =
            speaker.frequent_runs.iter().map(|run| (run.text.as_str(), run.conversations)).collect();
        assert_eq!(runs, [("do in my place now", 2), ("so what would you do", 2)]);
        assert_eq!((speaker.turns, speaker.words), (3, 21));
        assert_eq!((speaker.distinct_1, speaker.distinct_3), (0.571, 0.563));
    }
}
