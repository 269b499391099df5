//! The user advises and the assistant asks for advice.
//!
//! Two measures, each over the whole talk and over its halves. Advisers say "I'm worried" too, and users say "you should",
//! so only a balance decides: of the phrases of asking and advising, and of speaking of oneself and of the other.

use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::language::Language;
use crate::quality::phrases::Kind;
use crate::quality::text::{IdSet, word_id};

pub(super) const ROLES_SWAPPED: Check =
    Check { finding: Finding::RolesSwapped, rule: "The user asks and the assistant advises.", look: swapped };

/// How much more each side must speak as the other.
const MARGIN: i64 = 3;

/// The fewest words of himself that a swapped assistant says.
const OWN_WORDS: u32 = 6;
/// The same in one turn.
const OWN_IN_ONE: u32 = 4;

/// Words of oneself and words of the other, of a language.
static PERSONS: LazyLock<Vec<(Language, [IdSet; 2])>> = LazyLock::new(|| {
    let mut persons: Vec<(Language, [IdSet; 2])> = Vec::new();
    for line in include_str!("../../../data/persons.txt").lines() {
        let Some((head, words)) = line.split_once(": ") else { continue };
        let Some((code, person)) = head.split_once(' ') else { continue };
        let Some(language) = Language::named(code) else { continue };
        if persons.last().is_none_or(|(last, _)| *last != language) {
            persons.push((language, Default::default()));
        }
        if let Some((_, sets)) = persons.last_mut() {
            sets[usize::from(person == "second")] = words.split_whitespace().map(word_id).collect();
        }
    }
    persons
});

fn swapped(view: &View<'_>) -> Vec<Fault> {
    if let Some(pair) = swapped_pair(view) {
        return vec![Fault::turns(pair.to_vec(), view.text)];
    }
    let (half, all) = (view.turns.len() / 2, view.turns.len());
    let halves = half >= 3 && (speaks_as_the_other(view, half..all) || speaks_as_the_other(view, 0..half));
    if !(asks_as_the_other(view) || halves || speaks_as_the_other(view, 0..all)) {
        return Vec::new();
    }
    let asks = |at: usize| view.said(at, Kind::Seeks).next().is_some();
    let asking: Vec<usize> = view.of(Role::Assistant).map(|(at, _)| at).filter(|at| asks(*at)).collect();
    let turns = if asking.is_empty() { view.of(Role::Assistant).map(|(at, _)| at).collect() } else { asking };
    vec![Fault::turns(turns, view.text)]
}

/// By phrases: the assistant seeks advice and the user gives it.
fn asks_as_the_other(view: &View<'_>) -> bool {
    // Above zero: asks for advice.
    let balance = |role: Role, from: usize| -> i64 {
        let count = |turn, kind| view.said(turn, kind).count() as i64;
        let turns = view.of(role).filter(|(at, _)| *at >= from);
        turns.map(|(at, _)| count(at, Kind::Seeks) - count(at, Kind::Advises)).sum()
    };
    let is_swapped = |from: usize, margin: i64| {
        let (user, assistant) = (balance(Role::User, from), balance(Role::Assistant, from));
        assistant >= margin && user <= -1 && assistant - user >= 2 * margin
    };
    let half = view.turns.len() / 2;
    let second_half = half >= 4 && is_swapped(half, MARGIN - 1) && balance(Role::User, half) <= 1 - MARGIN;
    is_swapped(0, MARGIN) || second_half
}

/// Two turns in a row: the user only advises, and the assistant answers with its own household and asks.
fn swapped_pair(view: &View<'_>) -> Option<[usize; 2]> {
    let (_, persons) = PERSONS.iter().find(|(own, _)| Some(*own) == view.language)?;
    let told = |at: usize| {
        let words = view.text.turns[at].words.iter().filter(|word| !word.quoted);
        words.fold([0_u32, 0], |count, word| {
            [0, 1].map(|person| count[person] + u32::from(persons[person].contains(&word.id)))
        })
    };
    let is_pair = |at: &usize| {
        let (user, assistant) = (&view.text.turns[*at], &view.text.turns[at + 1]);
        let is_turn = user.role == Role::User && assistant.role == Role::Assistant;
        if !is_turn || user.content.contains('?') || view.said(at + 1, Kind::Seeks).next().is_none() {
            return false;
        }
        let ([own, other], [answer_own, answer_other]) = (told(*at), told(at + 1));
        own == 0 && other >= 2 && answer_own >= OWN_IN_ONE && answer_own >= 3 * answer_other
    };
    (2..view.turns.len().saturating_sub(1)).find(is_pair).map(|at| [at, at + 1])
}

/// By pronouns: the assistant speaks of itself, and the user of the assistant.
fn speaks_as_the_other(view: &View<'_>, turns: Range<usize>) -> bool {
    let Some(language) = view.language else { return false };
    let Some((_, [first, second])) = PERSONS.iter().find(|(own, _)| *own == language) else { return false };
    let count = |role: Role| {
        let turns = view.of(role).filter(|(at, _)| turns.contains(at));
        let words = turns.flat_map(|(_, turn)| &turn.words).filter(|word| !word.quoted);
        words.fold((0_u32, 0_u32), |(own, other), word| {
            (own + u32::from(first.contains(&word.id)), other + u32::from(second.contains(&word.id)))
        })
    };
    let share = |(own, other): (u32, u32)| (f64::from(own) - f64::from(other)) / f64::from(own + other + 3);
    let (user, assistant) = (count(Role::User), count(Role::Assistant));
    assistant.0 >= OWN_WORDS && share(assistant) >= 0.25 && share(user) <= 0.0 && share(user) <= share(assistant) - 0.4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::found;

    const GOOD: [&str; 6] = [
        "I'm worried about my mother's house. Should I sell it now? I don't know what to do, and my brother won't call.",
        "That worry makes sense. Let's look at it in order: how much do you still owe, and when is the tax due?",
        "I owe about $40,000, and my husband thinks we should wait. What would you do? I'm a nurse, I can't do sums.",
        "You could rent it for a year first. I'd suggest asking two agents. How long do you want to keep the choice open?",
        "I can't sleep over this. Could you help me with the letter to my brother?",
        "Let's write it together. Start with what you want, then the date. You should send it before Friday.",
    ];

    #[test]
    fn swapped_speakers_are_told_from_honest_ones() {
        let kinds = |contents: &[&str]| found(contents).into_iter().map(|it| it.0).collect::<Vec<_>>();
        assert!(!kinds(&GOOD).contains(&Finding::RolesSwapped));
        let mut swapped = GOOD;
        swapped.chunks_mut(2).for_each(|pair| pair.swap(0, 1));
        assert!(kinds(&swapped).contains(&Finding::RolesSwapped));
        let teaching = [
            "You should write a fable about a fox. I'd suggest a short one.",
            "Here is a short one. A fox was hungry. \"I'm scared,\" said the hen. What should I do next?",
        ];
        assert!(!kinds(&teaching).contains(&Finding::RolesSwapped));
    }

    #[test]
    fn a_pair_of_turns_that_changed_places_is_found() {
        let pair = [
            "The ring inside is probably what failed in your case. Take it along, and scrub the thread while you have it apart.",
            "Oh, I hadn't thought of that. My landlord had it off in spring, and since then my cupboard smells. What should I do?",
        ];
        let is_found = |turns: &[&str]| found(turns).iter().any(|fault| fault.0 == Finding::RolesSwapped);
        assert!(is_found(&[GOOD[0], GOOD[1], pair[0], pair[1], GOOD[4], GOOD[5]]));
        for answer in [
            "That ring is my suspect, too. I'd clean it first. Where should I say that you bought it?",
            "I had the same drip in my first flat, and I paid my plumber for nothing. You can do it alone.",
            "My own rule is simple, and I keep to it: dry first, then look. Which of the joints is wet at your place?",
        ] {
            assert!(!is_found(&[GOOD[0], GOOD[1], pair[0], answer, GOOD[4], GOOD[5]]), "{answer}");
        }
    }
}
