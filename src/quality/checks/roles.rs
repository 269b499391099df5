//! Who speaks: roles alternate, both speak, and the assistant is last.

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::score;

pub(super) const NOT_ALTERNATING: Check = Check {
    finding: Finding::RolesNotAlternating,
    rule: "The user begins and the speakers alternate.",
    look: not_alternating,
};

pub(super) const ONE_SIDED: Check =
    Check { finding: Finding::OneSided, rule: "Both the user and the assistant speak.", look: one_sided };

pub(super) const ENDS_ON_USER: Check =
    Check { finding: Finding::EndsOnUser, rule: "The assistant has the last turn.", look: ends_on_user };

fn not_alternating(view: &View<'_>) -> Vec<Fault> {
    let Some(at) = score::first_out_of_order(view.turns) else { return Vec::new() };
    let detail = format!("The {} speaks, not the {}.", view.turns[at].role, score::expected_role(at));
    vec![Fault::turns(vec![at], view.text).detail(detail)]
}

fn one_sided(view: &View<'_>) -> Vec<Fault> {
    let alone = view.turns.first().filter(|first| view.turns.iter().all(|turn| turn.role == first.role));
    let fault = |role: Role| Fault::whole(String::new()).detail(format!("Only the {role} speaks."));
    alone.map(|first| fault(first.role)).into_iter().collect()
}

fn ends_on_user(view: &View<'_>) -> Vec<Fault> {
    let last = view.turns.last().filter(|last| last.role == Role::User);
    last.map(|_| Fault::turns(vec![view.turns.len() - 1], view.text)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    #[test]
    fn the_order_of_roles_and_the_last_one_are_checked() {
        let mut turns = talk(&["The rent.", "The car.", "The dog.", "The cat."]);
        turns[1].role = Role::User;
        turns[3].role = Role::User;
        let notes = findings(&turns, &Context::default());
        let short: Vec<_> =
            notes.iter().map(|note| (note.finding, note.turns.first().copied(), note.detail.as_str())).collect();
        let expected = [
            (Finding::RolesNotAlternating, Some(2), "The user speaks, not the assistant."),
            (Finding::EndsOnUser, Some(4), "The assistant has the last turn."),
            (Finding::OneSided, None, "Only the user speaks."),
        ];
        assert_eq!(short, expected);
    }
}
