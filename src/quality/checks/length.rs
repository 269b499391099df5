//! How many turns there are, and how even they are.

use crate::domain::finding::{Finding, Severity};
use crate::quality::checks::check::{Check, Fault, View};

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

/// Serious at three quarters of what was asked for, or less.
fn too_short(view: &View<'_>) -> Vec<Fault> {
    let (have, asked) = (view.turns.len(), view.context.turns_asked as usize);
    if have >= asked && have >= FEWEST {
        return Vec::new();
    }
    let severity = if 4 * have <= 3 * asked || have < FEWEST { Severity::Serious } else { Severity::Hint };
    let detail = format!("The conversation has {have} turns; {} were asked for.", asked.max(FEWEST));
    vec![Fault::whole(String::new()).severity(severity).detail(detail)]
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
