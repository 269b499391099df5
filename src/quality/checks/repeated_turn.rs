//! A speaker says nearly the same in two turns; case, spacing and punctuation do not count.

use std::collections::HashMap;

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::checks::practised::{is_practised, practised};
use crate::quality::checks::repeated_sentence::repeated_sentence;
use crate::quality::language::is_common;
use crate::quality::stem::stem_id;
use crate::quality::text::{IdMap, IdSet, TurnText, Word, distinct, run_id};

pub(super) const REPEATED_TURN: Check =
    Check { finding: Finding::RepeatedTurn, rule: "No speaker says nearly the same in two turns.", look: repeated };

/// Shorter turns may be equal: two "Yes." are fine.
const FEWEST_WORDS: usize = 4;
/// From so many turns on a short text is no answer any more, if most turns say it.
const SHORT_TURNS: usize = 4;
/// The words of a shingle.
const SHINGLE: usize = 3;
/// The fewest words of a turn that say something, where the small ones are left out.
const FEWEST_CONTENTS: usize = 8;

/// The first turn with the same shingle, and the last one so far: enough to find a twin, in linear time. Holds only
/// shingles that some speaker says in two turns: hardly any, and a table of all takes eight times as much as the text.
type Seen = IdMap<(u32, u32)>;

fn repeated(view: &View<'_>) -> Vec<Fault> {
    let mut found = twins(view, &view.text.turns.iter().map(shingles).collect::<Vec<_>>(), 2);
    if found.is_empty() {
        found = twins(view, &view.text.turns.iter().map(contents).collect::<Vec<_>>(), 3);
    }
    let quoted = if found.is_empty() { IdSet::default() } else { practised(view) };
    let turns = &view.text.turns;
    found.retain(|(at, _)| turns[*at].role == Role::Assistant || !is_practised(&turns[*at].words, &quoted));
    let Some((first, twin)) = found.first().copied() else {
        let again = same_again(view).or_else(|| short_again(view));
        return again.map_or_else(|| sentence(view), |fault| vec![fault]);
    };
    let detail = format!("Turn {} says nearly the same as turn {}.", first + 1, twin + 1);
    vec![Fault::turns(found.into_iter().map(|(at, _)| at).collect(), view.text).detail(detail)]
}

/// The same few words in most turns, whoever speaks: "Diversification helps." eight times.
fn short_again(view: &View<'_>) -> Option<Fault> {
    let turns = &view.text.turns;
    let same = |one: usize, other: usize| {
        let ids = |at: usize| turns[at].words.iter().map(|word| word.id);
        ids(one).eq(ids(other))
    };
    // The words themselves are not copied: a turn may have a million.
    let mut said: IdMap<Vec<Vec<usize>>> = IdMap::default();
    for (at, turn) in turns.iter().enumerate().filter(|(_, turn)| !turn.words.is_empty()) {
        let alike = said.entry(run_id(&turn.words)).or_default();
        match alike.iter_mut().find(|alike| same(alike[0], at)) {
            Some(alike) => alike.push(at),
            None => alike.push(vec![at]),
        }
    }
    let most = said.into_values().flatten().max_by_key(Vec::len)?;
    let again = most.len() >= SHORT_TURNS && 2 * most.len() > view.turns.len();
    again.then(|| Fault::turns(most, view.text).detail("Most turns say the same.".to_owned()))
}

/// The turns that share enough with an earlier one of their speaker, and that one.
fn twins(view: &View<'_>, shingles: &[Vec<u64>], weight: usize) -> Vec<(usize, usize)> {
    let mut seen = [Role::User, Role::Assistant].map(|role| repeated_of(view, shingles, role));
    let mut whole: HashMap<&[u64], usize> = HashMap::new();
    let mut found = Vec::new();
    for (at, own) in shingles.iter().enumerate() {
        if own.is_empty() {
            continue;
        }
        let side = &mut seen[usize::from(view.turns[at].role == Role::Assistant)];
        let same = whole.get(own.as_slice()).copied();
        let twin = same.or_else(|| twin(own, side, shingles, weight));
        if let Some(first) = twin {
            found.push((at, first));
        }
        let turn = u32::try_from(at).unwrap_or(NO_TURN);
        if !side.is_empty() {
            for shingle in own {
                side.entry(*shingle).and_modify(|(first, last)| (*first, *last) = (turn.min(*first), turn));
            }
        }
        whole.entry(own).or_insert(at);
    }
    found
}

/// The fewest answers that may all say the same, the stems that most of them share, and their part of a turn.
const SAME_TURNS: usize = 3;
const CORE: usize = 4;
const PART: (usize, usize) = (1, 4);

/// The same advice in other words in every answer, whatever the user says. A user may learn a poem.
fn same_again(view: &View<'_>) -> Option<Fault> {
    // Who speaks of four cities names them in each answer. German writes every noun so.
    let german = view.language.is_some_and(|language| language.code() == "de");
    let is_name = |turn: &TurnText<'_>, word: &Word| !german && turn.shown(word).starts_with(char::is_uppercase);
    let own = |turn: &TurnText<'_>| stems_of(turn, |word| !is_name(turn, word));
    let said: Vec<(usize, IdSet)> = view.of(Role::Assistant).map(|(at, turn)| (at, own(turn))).collect();
    if said.len() < SAME_TURNS {
        return None;
    }
    let mut counts: IdMap<usize> = IdMap::default();
    said.iter().flat_map(|(_, stems)| stems).for_each(|stem| *counts.entry(*stem).or_default() += 1);
    let core: IdSet = counts.into_iter().filter(|(_, count)| 4 * count >= 3 * said.len()).map(|it| it.0).collect();
    let is_core = |stems: &IdSet| {
        let shared = stems.intersection(&core).count();
        shared >= CORE && shared * PART.1 >= stems.len() * PART.0
    };
    let same: Vec<usize> = said.iter().filter(|(_, stems)| is_core(stems)).map(|(at, _)| *at).collect();
    let enough = same.len() >= SAME_TURNS && 4 * same.len() >= 3 * said.len();
    let detail = format!("{} answers say the same in other words.", same.len());
    enough.then(|| Fault::turns(same, view.text).detail(detail))
}

/// The stems of the words that say something.
pub(super) fn content_stems(turn: &TurnText<'_>) -> IdSet {
    stems_of(turn, |_| true)
}

fn stems_of(turn: &TurnText<'_>, counts: impl Fn(&Word) -> bool) -> IdSet {
    let says = turn.words.iter().filter(|word| !word.number && !is_common(word) && counts(word));
    says.map(|word| stem_id(&turn.shown(word).to_lowercase())).collect()
}

/// The place of a shingle that no turn has said yet.
const NO_TURN: u32 = u32::MAX;

/// The shingles that a speaker says in two turns and more, none of them said yet.
fn repeated_of(view: &View<'_>, shingles: &[Vec<u64>], role: Role) -> Seen {
    let own = || shingles.iter().zip(view.turns).filter(|(_, turn)| turn.role == role).map(|(own, _)| own);
    let mut repeated = Seen::default();
    if own().filter(|own| !own.is_empty()).count() < 2 {
        return repeated;
    }
    let mut all: Vec<u64> = Vec::with_capacity(own().map(Vec::len).sum());
    own().for_each(|own| all.extend(own));
    all.sort_unstable();
    for same in all.chunk_by(|one, next| one == next).filter(|same| same.len() > 1) {
        repeated.insert(same[0], (NO_TURN, NO_TURN));
    }
    repeated
}

/// A sentence or a question that came before.
fn sentence(view: &View<'_>) -> Vec<Fault> {
    let Some((first, again)) = repeated_sentence(view) else { return Vec::new() };
    let detail = format!("Turn {} says or asks again what turn {} did.", again + 1, first + 1);
    vec![Fault::turns(vec![again], view.text).detail(detail)]
}

/// The hashes of the word triples of a turn, sorted, each once.
fn shingles(turn: &TurnText<'_>) -> Vec<u64> {
    if turn.words.len() < FEWEST_WORDS {
        return Vec::new();
    }
    distinct(turn.words.windows(SHINGLE).map(run_id))
}

/// The words of a turn that say something, sorted, each once: the small ones between them may differ.
fn contents(turn: &TurnText<'_>) -> Vec<u64> {
    let says = turn.words.iter().filter(|word| !word.number && !is_common(word));
    let all = distinct(says.map(|word| word.id));
    if all.len() < FEWEST_CONTENTS { Vec::new() } else { all }
}

/// An earlier turn with so much in common: a share of 1/2 of both for the weight 2, of 2/3 for 3.
fn twin(own: &[u64], seen: &Seen, shingles: &[Vec<u64>], weight: usize) -> Option<usize> {
    let mut shared: HashMap<usize, usize> = HashMap::new();
    let said = |shingle| seen.get(shingle).filter(|(first, _)| *first != NO_TURN);
    for (first, last) in own.iter().filter(|_| !seen.is_empty()).filter_map(said) {
        *shared.entry(*first as usize).or_default() += 1;
        if last != first {
            *shared.entry(*last as usize).or_default() += 1;
        }
    }
    let enough =
        |other: usize, shared: usize| (2 * weight - 1) * shared >= (weight - 1) * (own.len() + shingles[other].len());
    shared.into_iter().filter(|(other, count)| enough(*other, *count)).map(|(other, _)| other).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::found;

    fn twins(contents: &[&str]) -> Vec<Option<u32>> {
        found(contents).into_iter().filter(|it| it.0 == Finding::RepeatedTurn).map(|it| it.1).collect()
    }

    #[test]
    fn a_repeated_turn_is_found_whatever_its_case_and_spacing() {
        assert_eq!(twins(&["What is it now?", "Sell it.", "what  is it NOW", "Keep it."]), [Some(3)]);
    }

    #[test]
    fn a_turn_with_a_few_other_words_is_found() {
        let first = "Then we keep the first three years of the gap in cash, so that a fall never forces you to sell.";
        let second = "Then we keep the first four years of the gap in cash, so a fall never forces you to sell.";
        assert_eq!(twins(&["Why?", first, "How so?", second]), [Some(4)]);
    }

    #[test]
    fn a_turn_with_other_small_words_or_in_another_order_is_found() {
        for [first, second] in [
            [
                "Bag every leaf and carry the bags off the plot, because the spores travel on wind. Then strip the lower rows.",
                "Strip those lower rows first. You bag up each leaf and carry bags off your plot, as spores travel on the wind.",
            ],
            [
                "Legen Sie den Brief zu den Belegen und schicken Sie beides am Montag an die Kasse, mit Datum und Unterschrift.",
                "Am Montag schicken Sie beides, Brief und Belege, an die Kasse; Datum und Unterschrift legen Sie dazu, der Brief vorn.",
            ],
        ] {
            assert_eq!(twins(&["Why?", first, "How so?", second]), [Some(4)], "{second}");
        }
        let first = "Bag every leaf and carry the bags off the plot, because spores travel on wind and on wet hands.";
        let next =
            "Wash the wet hands and the shears, leave the bags by the gate, and burn what leaf is left on the plot.";
        assert_eq!(twins(&["Why?", first, "And then?", next]), []);
    }

    #[test]
    fn the_same_advice_in_other_words_in_every_turn_is_found() {
        let advice = [
            "It's really important to communicate openly with your neighbor. Try to have a calm and honest talk, listen to his side, and look for a solution for both.",
            "Open communication with your neighbor is key. Sit down in a calm way, listen with honesty, and see if you can find a solution you can both live with.",
            "Keep the lines of communication open. A calm, honest conversation in which you listen to your neighbor can help the two of you find a solution.",
        ];
        let asks = ["The fence is on our side.", "There's a survey from 1988.", "Who pays for a new survey?"];
        let talk = [asks[0], advice[0], asks[1], advice[1], asks[2], advice[2]];
        assert_eq!(twins(&talk), [Some(2)]);
        let other =
            "Order the survey before the frost; the town clerk files it, and your neighbor has thirty days to answer.";
        assert_eq!(
            twins(&[asks[0], advice[0], asks[1], other, asks[2], "The loser pays, unless the old line was right."]),
            []
        );
    }

    #[test]
    fn a_sentence_that_the_user_learns_by_heart_is_fine() {
        let talk = [
            "Can we practice what I say to the collector? You be him.",
            "You'll need one sentence: \"Please send me that in writing; I don't discuss it by phone.\" When can we expect payment?",
            "Please send me that in writing, I don't discuss it by phone. Sorry.",
            "Nearly! Leave out the sorry. If you don't pay today, this goes to our legal team.",
            "Please send me that in writing; I don't discuss it by phone.",
            "Perfect, your voice slowed down. What would your boss say?",
            "Please send me that in writing; I don't discuss it by phone. Am I allowed to hang up?",
        ];
        assert_eq!(twins(&talk), []);
    }

    #[test]
    fn short_turns_other_words_and_the_other_speaker_are_fine() {
        assert_eq!(twins(&["Yes.", "Good.", "Yes.", "Good."]), []);
        assert_eq!(twins(&["a bc d e f", "no", "ab c d e f", "so"]), []);
        let asks = "How much do you spend in an ordinary month, and what comes in?";
        let asks_again = "How much do you owe on the car, and what does it cost in an ordinary year?";
        assert_eq!(twins(&["Hm.", asks, "So?", asks_again]), []);
        let quote = "So the buffer pays the bills while the rest waits out the storm, is that it?";
        let echo = "Yes: the buffer pays the bills while the rest waits out the storm. You said it well, and it holds.";
        assert_eq!(twins(&[quote, echo]), []);
    }
}
