//! What a person did, in words.

use crate::domain::review::Action;
use crate::store::Act;
use crate::ui::figures::count;

/// "approval of 3 conversations".
pub(crate) fn described(act: &Act) -> String {
    let action = noun(act.action);
    match (act.conversations, &act.short_id) {
        (1, Some(short_id)) => format!("{action} of {short_id}"),
        (number, _) => format!("{action} of {}", count(number, "conversation")),
    }
}

/// The action as a noun.
pub(crate) fn noun(action: Action) -> &'static str {
    match action {
        Action::Approve => "approval",
        Action::Reject => "rejection",
        Action::SendBack => "send-back",
        Action::Reopen => "reopening",
        Action::Edit => "edit",
        Action::Create => "creation",
        Action::Delete => "deletion",
        Action::Purge => "purge",
        Action::Note => "note",
        Action::Tag => "tag",
        Action::Untag => "removal of a tag",
        Action::Undo => "undo",
    }
}
