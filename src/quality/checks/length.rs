//! How many turns there are, and how even they are.

use crate::domain::finding::{Finding, Severity};
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::language::other_script;

pub(super) const TOO_SHORT: Check =
    Check { finding: Finding::TooShort, rule: "The conversation has the turns that were asked for.", look: too_short };

pub(super) const UNEVEN_TURNS: Check = Check {
    finding: Finding::UnevenTurns,
    rule: "No giant turn stands among tiny ones: the average would hide them.",
    look: uneven,
};

/// The fewest turns of a conversation, whatever was asked for.
const FEWEST: usize = 2;
/// A turn below is tiny, in characters.
const TINY: usize = 25;
/// A turn from here on may be a giant.
const GIANT: usize = 400;

/// So many turns that are shorter on average, in characters, say nothing.
const MANY: usize = 6;
const LEAST: usize = 30;
/// The letters in a row of another script than the Latin one.
const DENSE: u32 = 4;

/// Serious at three quarters of what was asked for, or less.
fn too_short(view: &View<'_>) -> Vec<Fault> {
    let (have, asked) = (view.turns.len(), view.context.turns_asked as usize);
    if have >= asked && have >= FEWEST {
        return too_tiny(view);
    }
    let severity = if 4 * have <= 3 * asked || have < FEWEST { Severity::Serious } else { Severity::Hint };
    let detail = format!("The conversation has {have} turns; {} were asked for.", asked.max(FEWEST));
    vec![Fault::whole(String::new()).severity(severity).detail(detail)]
}

/// Enough turns, each of a few words.
fn too_tiny(view: &View<'_>) -> Vec<Fault> {
    let all: usize = view.turns.iter().map(|turn| turn.content.trim().chars().count()).sum();
    let turns = view.turns.len();
    // In some scripts a few letters say much.
    let is_dense = || view.turns.iter().any(|turn| other_script(&turn.content) >= DENSE);
    if turns < MANY || all >= LEAST * turns || is_dense() {
        return Vec::new();
    }
    let detail = format!("The turns have {} characters on average, too few to say anything.", all / turns);
    vec![Fault::whole(String::new()).detail(detail)]
}

/// One giant, and more than half of the turns tiny.
fn uneven(view: &View<'_>) -> Vec<Fault> {
    let lengths: Vec<usize> = view.turns.iter().map(|turn| turn.content.trim().chars().count()).collect();
    let tiny = lengths.iter().filter(|length| **length < TINY).count();
    let Some(longest) = lengths.iter().copied().max().filter(|longest| *longest >= GIANT) else { return Vec::new() };
    if lengths.len() < 4 || 2 * tiny <= lengths.len() {
        return Vec::new();
    }
    let giants = (0..lengths.len()).filter(|at| 2 * lengths[*at] >= longest).collect();
    vec![Fault::turns(giants, view.text)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    fn short(turns: usize, asked: u32) -> Option<Severity> {
        let contents: Vec<String> = (0..turns).map(|at| format!("Number {at} tells of its own week.")).collect();
        let turns = talk(&contents.iter().map(String::as_str).collect::<Vec<_>>());
        let notes = findings(&turns, &Context { turns_asked: asked, ..Context::default() });
        notes.iter().find(|note| note.finding == Finding::TooShort).map(|note| note.severity)
    }

    #[test]
    fn a_few_turns_less_are_a_hint_and_a_quarter_less_is_serious() {
        assert_eq!(
            [short(8, 8), short(9, 8), short(8, 0), short(7, 8), short(9, 10)].map(|it| it.is_some()),
            [false, false, false, true, true]
        );
        assert_eq!([short(7, 8), short(10, 12)], [Some(Severity::Hint); 2]);
        assert_eq!([short(6, 8), short(2, 8), short(1, 0), short(4, 10)], [Some(Severity::Serious); 4]);
    }

    #[test]
    fn turns_of_a_few_words_each_are_too_short() {
        let tiny = |contents: &[&str]| {
            let notes = findings(&talk(contents), &Context::default());
            notes.iter().any(|note| note.finding == Finding::TooShort && note.severity == Severity::Serious)
        };
        let eight = [
            "Insurance is high.",
            "That's annoying.",
            "What can I do?",
            "Compare some offers.",
            "And then?",
            "Take the best.",
        ];
        assert!(tiny(&eight));
        let says = "My premium went up by forty dollars after the accident in March, and I drive less than before.";
        assert!(!tiny(&[says, "How much?", says, "Ask for it.", says, "Good."]) && !tiny(&["Yes.", "No."]));
        assert!(!tiny(&[
            "保険料が高くなりました。",
            "何台お持ちですか。",
            "一台だけです。",
            "では比べましょう。",
            "はい。",
            "では。"
        ]));
    }

    #[test]
    fn one_giant_among_tiny_turns_is_found() {
        let giant = "The gap is a matter of months and not of years. ".repeat(12);
        let uneven = |contents: &[&str]| {
            let notes = findings(&talk(contents), &Context::default());
            notes.iter().any(|note| note.finding == Finding::UnevenTurns)
        };
        assert!(uneven(&["Hm.", &giant, "Ok.", "Yes.", "Oh.", "Bye."]));
        let middling = "The gap is a matter of months, as I said before.";
        assert!(!uneven(&[middling, &giant, middling, middling, "Oh.", middling]));
        assert!(!uneven(&["Yes.", "No.", "Why?", "So."]));
    }
}
