//! Most answers only send the user to somebody else: "a qualified planner can look at your situation", again and again.
//!
//! One or two referrals belong to good advice. Of 1,400 good talks none had them in three of five answers without a number.
//! Data: `data/referral.txt`.

use std::sync::LazyLock;

use crate::domain::conversation::Role;
use crate::quality::checks::check::{Fault, View};
use crate::quality::checks::word_group::WordGroup;
use crate::quality::text::TurnText;

/// The fewest answers that do so, and their share of all answers in a hundred.
const FEWEST: usize = 2;
const SHARE: usize = 60;

const DATA: &str = include_str!("../../../data/referral.txt");
static PEOPLE: LazyLock<WordGroup> = LazyLock::new(|| WordGroup::read(DATA, "people"));
static SENDS: LazyLock<WordGroup> = LazyLock::new(|| WordGroup::read(DATA, "sends"));

/// The answers that send the user away, if they are most of them.
pub(super) fn referral(view: &View<'_>) -> Option<Fault> {
    let answers = view.of(Role::Assistant).count();
    let turns: Vec<usize> = view.of(Role::Assistant).filter(|(_, turn)| sends_away(turn)).map(|(at, _)| at).collect();
    let detail = format!("{} of {answers} answers only send the user to somebody else.", turns.len());
    let most = turns.len() >= FEWEST && 100 * turns.len() >= SHARE * answers;
    most.then(|| Fault::turns(turns, view.text).detail(detail))
}

fn sends_away(turn: &TurnText<'_>) -> bool {
    let (mut people, mut sends) = (false, false);
    for word in &turn.words {
        if word.number {
            return false;
        }
        let lower = turn.shown(word).to_lowercase();
        people |= PEOPLE.contains(&lower);
        sends |= SENDS.contains(&lower);
    }
    people && sends
}

#[cfg(test)]
mod tests {
    use crate::domain::finding::Finding;
    use crate::quality::checks::samples::found;

    const ASK: [&str; 2] = [
        "They cut my hours, and I take home less now. How do I make a budget that doesn't fall apart by the twentieth?",
        "I just want to know what folks usually put down first, food or the light bill. I've got a notebook and a pencil.",
    ];
    const AWAY: [&str; 2] = [
        "Budgeting has serious consequences for a household. A qualified planner in your area can guide you through it.",
        "The order of payments is best taken up with a licensed professional, who sees your complete situation.",
    ];

    fn is_refusal(contents: &[&str]) -> bool {
        found(contents).iter().any(|it| it.0 == Finding::Refusal)
    }

    #[test]
    fn answers_that_only_send_the_user_away_are_a_refusal() {
        assert!(is_refusal(&[ASK[0], AWAY[0], ASK[1], AWAY[1]]));
    }

    #[test]
    fn one_referral_beside_answers_is_fine() {
        let answer = "Food goes on the first line, since it is eaten every day, and the light bill on the second one.";
        assert!(!is_refusal(&[ASK[0], AWAY[0], ASK[1], answer]));
        let counted =
            "Put 300 for food first. A planner at the credit union, free of charge, can look at the rest with you.";
        assert!(!is_refusal(&[ASK[0], counted, ASK[1], counted]));
    }
}
