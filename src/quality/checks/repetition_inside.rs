//! A turn says the same words again and again.

use std::collections::hash_map::Entry;

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::text::{IdMap, IdSet, TurnText, Word, run_id};

pub(super) const REPETITION_INSIDE: Check = Check {
    finding: Finding::RepetitionInside,
    rule: "No turn says the same words again and again.",
    look: repetition,
};

/// The words of a run that is counted.
const RUN: usize = 4;
/// From this often on, a run is a loop.
const OFTEN: usize = 4;
/// The fewest words between two runs of a loop that still is one: a refrain has a verse between.
const NEAR: usize = 30;

/// The words of a stretch, and how many different ones are too few. Songs and sums have 25 and more.
const STRETCH: usize = 40;
const FEW: usize = 22;

fn repetition(view: &View<'_>) -> Vec<Fault> {
    let turns = view.text.turns.iter().enumerate();
    let fault = |(at, turn): (usize, &TurnText<'_>)| {
        let words = looped(turn).filter(|words| !is_asked_for(view, at, words))?;
        Some(Fault::words(at, turn, &words))
    };
    together(turns.filter_map(fault).collect())
}

/// "Say it three times": the user says again and again what the answer before gave them to say.
fn is_asked_for(view: &View<'_>, at: usize, words: &std::ops::Range<usize>) -> bool {
    let turn = &view.text.turns[at];
    let Some(before) = at.checked_sub(1).map(|before| &view.text.turns[before]) else { return false };
    let run = run_id(&turn.words[words.start..(words.start + RUN).min(words.end)]);
    turn.role == Role::User && before.words.windows(RUN).any(|given| run_id(given) == run)
}

/// The first words of a loop.
fn looped(turn: &TurnText<'_>) -> Option<std::ops::Range<usize>> {
    let words = &turn.words;
    if words.len() < 2 * RUN {
        return None;
    }
    stutter(turn).or_else(|| sentences(turn)).or_else(|| runs(turn)).or_else(|| poor(turn))
}

/// A run that comes again soon, and again; or half of all runs do.
fn runs(turn: &TurnText<'_>) -> Option<std::ops::Range<usize>> {
    let (loops, repeated) = near_runs(turn);
    // A loop may have begun long before. Only the few that come often are followed from their first place: a table of
    // all runs takes eight times as much memory as the text.
    let mut seen: IdMap<(usize, usize, usize)> = IdMap::default();
    for (at, run) in turn.words.windows(RUN).enumerate().filter(|_| !loops.is_empty()) {
        let id = run_id(run);
        if !loops.contains(&id) {
            continue;
        }
        let (first, last, count) = seen.entry(id).or_insert((at, at, 0));
        *count = if at - *last <= NEAR { *count + 1 } else { 1 };
        *last = at;
        if *count >= OFTEN && at - *first >= RUN * (OFTEN - 1) && !turn.is_code(run[0].start as usize) {
            return Some(*first..*first + RUN);
        }
    }
    let whole = turn.words.len() - RUN + 1;
    (whole >= 12 && 2 * repeated >= whole).then_some(0..RUN)
}

/// The runs that come often enough, each soon after the one before, and how many runs come soon after the same.
fn near_runs(turn: &TurnText<'_>) -> (IdSet, usize) {
    let (mut loops, mut repeated) = (IdSet::default(), 0);
    // The last runs, and how often each came so far. The place of one is its number modulo this many.
    let (mut ids, mut counts) = ([0_u64; NEAR], [0_u32; NEAR]);
    // One more than the place of the last run whose id ends in these bits.
    let mut last = [0_usize; 256];
    for (at, run) in turn.words.windows(RUN).enumerate() {
        let id = run_id(run);
        let last = &mut last[id as usize % 256];
        let is_near = *last > 0 && at + 1 - *last <= NEAR;
        let mut back = 1..=if is_near { at.min(NEAR) } else { 0 };
        let same = back.find(|back| ids[(at - back) % NEAR] == id);
        let count = same.map_or(1, |back| counts[(at - back) % NEAR] + 1);
        (ids[at % NEAR], counts[at % NEAR], *last) = (id, count, at + 1);
        repeated += usize::from(count > 1);
        if count as usize >= OFTEN && !turn.is_code(run[0].start as usize) {
            loops.insert(id);
        }
    }
    (loops, repeated)
}

/// A stretch of text with few different words: the same is said with small changes.
fn poor(turn: &TurnText<'_>) -> Option<std::ops::Range<usize>> {
    let words = || (0..turn.words.len()).filter(|at| !turn.words[*at].number && !turn.words[*at].quoted);
    // The words of the stretch alone: those that leave it leave the table.
    let mut counts: IdMap<usize> = IdMap::default();
    let mut starts = words();
    for (end, at) in words().enumerate() {
        *counts.entry(turn.words[at].id).or_default() += 1;
        if end + 1 < STRETCH {
            continue;
        }
        let start = starts.next()?;
        if counts.len() <= FEW && !turn.is_code(turn.words[at].start as usize) {
            return Some(start..start + RUN);
        }
        if let Entry::Occupied(mut count) = counts.entry(turn.words[start].id) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
    None
}

/// One word six times in a row, or two words five times.
fn stutter(turn: &TurnText<'_>) -> Option<std::ops::Range<usize>> {
    let words = &turn.words;
    let mut runs = [1, 1];
    // "Ti-ti-ti-ti-ti-ti" is one sound.
    let joined = |at: usize| turn.content[..words[at].start as usize].ends_with('-');
    for at in 1..words.len() {
        for (period, run) in (1..).zip(runs.iter_mut()) {
            let same = at >= period && words[at].id == words[at - period].id && !words[at].number && !joined(at);
            *run = if same { *run + 1 } else { 1 };
        }
        if runs[0] >= 6 || runs[1] >= 10 {
            return Some(at - 1..at + 1);
        }
    }
    None
}

/// One sentence of three words and more, three times in a row.
fn sentences(turn: &TurnText<'_>) -> Option<std::ops::Range<usize>> {
    let same =
        |left: &[Word], right: &[Word]| left.len() == right.len() && left.iter().zip(right).all(|(l, r)| l.id == r.id);
    let (mut before, mut run, mut start): (&[Word], usize, usize) = (&[], 1, 0);
    for sentence in turn.sentences() {
        run = if sentence.len() >= 3 && same(before, sentence) { run + 1 } else { 1 };
        if run >= 3 {
            return Some(start..start + sentence.len());
        }
        start += sentence.len();
        before = sentence;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::checks::samples::{assert_bad, assert_fine};

    #[test]
    fn loops_are_found() {
        let bonds = "You should put the money in bonds. ".repeat(10);
        let tail = format!("First we look at the rent and at the car. {}", "and then we see what is left ".repeat(6));
        let mixed = "Keep it in cash. It will be fine. ".repeat(6);
        let german = "Das Geld liegt auf dem Konto. ".repeat(5);
        assert_bad(
            Finding::RepetitionInside,
            Role::Assistant,
            &[
                &bonds,
                &tail,
                &mixed,
                &german,
                "I know. It is fine. It is fine. It is fine. So we wait.",
                "the the the the the the the plan is good",
                "very good very good very good very good very good very good plan",
                "Save more, save more, save more, save more, save more, save more.",
                "I think that we should, I think that we should, I think that we should, I think that we should go.",
            ],
        );
    }

    #[test]
    fn emphasis_lists_and_refrains_are_fine() {
        assert_fine(
            Finding::RepetitionInside,
            Role::Assistant,
            &[
                "No, no, no, don't sell now. Wait, wait, wait.",
                "You pay $100 a month, she pays $200 a month, he pays $300 a month, and that is $600 a month.",
                "If you work to 66 you get $1,900. If you work to 67 you get $2,050. If you work to 68 you get $2,210.",
                "Breathe in for four, hold for four, breathe out for four, hold for four.",
                "Step one is the rent. Step two is the car. Step three is the card. Step four is the trip.",
                "It's a very, very, very long form, but you can do it in an hour.",
                "Row, row, row your boat, gently down the stream. Merrily, merrily, merrily, merrily, life is but a dream.",
                "I can hear that you are tired. I can hear that you are angry. Both are fine.",
                "There's a long one from the hedge: ti-ti-ti-ti-ti-ti-teeee, and it doesn't stop.",
            ],
        );
    }
}
