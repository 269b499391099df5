//! Who speaks: roles alternate, both speak, and the assistant is last.

use crate::domain::conversation::{Role, Turn};
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Look, OfWhole};
use crate::quality::{Context, excerpt, score};

pub(super) const NOT_ALTERNATING: Check = Check {
    finding: Finding::RolesNotAlternating,
    rule: "The user begins and the speakers alternate.",
    look: Look::Conversation(not_alternating),
};

pub(super) const ONE_SIDED: Check =
    Check { finding: Finding::OneSided, rule: "Both sides speak.", look: Look::Conversation(one_sided) };

pub(super) const ENDS_ON_USER: Check = Check {
    finding: Finding::EndsOnUser,
    rule: "The assistant has the last turn.",
    look: Look::Conversation(ends_on_user),
};

fn not_alternating(turns: &[Turn], _: &Context<'_>) -> Vec<OfWhole> {
    let wrong = score::first_out_of_order(turns);
    let detail = |at: usize| format!("the {} speaks, not the {}", turns[at].role, score::expected_role(at));
    wrong.map(|at| (Some(at), detail(at))).into_iter().collect()
}

fn one_sided(turns: &[Turn], _: &Context<'_>) -> Vec<OfWhole> {
    let alone = turns.first().filter(|first| turns.iter().all(|turn| turn.role == first.role));
    alone.map(|first| (None, format!("only the {} speaks", first.role))).into_iter().collect()
}

fn ends_on_user(turns: &[Turn], _: &Context<'_>) -> Vec<OfWhole> {
    let last = turns.last().filter(|last| last.role == Role::User);
    last.map(|last| (Some(turns.len() - 1), excerpt::start_of(&last.content))).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;

    #[test]
    fn the_order_of_roles_and_the_last_one_are_checked() {
        let mut turns = talk(&["a", "b", "c", "d"]);
        turns[1].role = Role::User;
        turns[3].role = Role::User;
        let notes = findings(&turns, &Context::default());
        let short: Vec<_> =
            notes.iter().map(|note| (note.finding, note.turns.first().copied(), note.excerpt.as_str())).collect();
        let expected = [
            (Finding::RolesNotAlternating, Some(2), "the user speaks, not the assistant"),
            (Finding::OneSided, None, "only the user speaks"),
            (Finding::EndsOnUser, Some(4), "d"),
        ];
        assert_eq!(short, expected);
    }
}
