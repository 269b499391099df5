//! What a decision did, in words.

use crate::review::{Done, Meanwhile};
use crate::store::FullConversation;

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
