//! The user advises and the assistant asks for advice.
//!
//! Both lists hold what each side says often. Only the balance over all turns decides: advisers say "I'm worried", and
//! users say "you should".

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::phrases::Kind;

pub(super) const ROLES_SWAPPED: Check =
    Check { finding: Finding::RolesSwapped, rule: "The user asks and the assistant advises.", look: swapped };

/// How much more each side must speak as the other.
const MARGIN: i64 = 3;

fn swapped(view: &View<'_>) -> Vec<Fault> {
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
    if !(is_swapped(0, MARGIN) || second_half) {
        return Vec::new();
    }
    let asking = view.of(Role::Assistant).filter(|(at, _)| view.said(*at, Kind::Seeks).next().is_some());
    vec![Fault::turns(asking.map(|(at, _)| at).collect(), view.text)]
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
}
