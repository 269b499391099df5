//! What a decision did, in words.

use crate::review::{Done, Meanwhile, Undone};
use crate::store::FullConversation;
use crate::ui::act::described;

/// The effect of a command on the conversation.
pub(super) fn said_of(full: &FullConversation, done: &Done) -> String {
    let short_id = &full.conversation.short_id;
    match done {
        Done::Decided(status) => format!("\n{short_id} is {status}"),
        Done::Skipped => format!("\n{short_id} skipped"),
        Done::TooLate(meanwhile) => format!("\nnot changed: {}", passed_over(meanwhile)),
        Done::Refused(refused) => refused.to_string(),
    }
}

/// "undone: approval of k3x9w2mhqp", and what stayed as it was.
pub(super) fn said_of_undo(undone: &Undone) -> String {
    let what = described(&undone.act);
    match (undone.undone.as_slice(), undone.left.as_slice()) {
        ([], []) => format!("the {what} was undone already"),
        (done, [first, ..]) => {
            let by = first.changed_by.as_deref().unwrap_or_default();
            let begin = if done.is_empty() { "not undone" } else { "undone in part" };
            format!("{begin}: {what}; {by} changed {} since", first.short_id)
        }
        _ => format!("undone: {what}"),
    }
}

/// What somebody else did to the conversation meanwhile.
pub(super) fn passed_over(meanwhile: &Meanwhile) -> String {
    match meanwhile {
        Meanwhile::Decided { short_id, status, by } => {
            let by = by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
            format!("{short_id} was decided meanwhile{by} and is {status}; skipped")
        }
        Meanwhile::Claimed { short_id, by } => format!("{by} reads {short_id} now; skipped"),
        Meanwhile::Gone { short_id } => format!("{short_id} was deleted meanwhile; skipped"),
    }
}
