//! The words of the review: its keys, and what each decision did.

use crate::domain::status::Move;
use crate::review::{Done, Meanwhile};
use crate::store::FullConversation;

/// What each key does.
pub(super) const HELP: &str = "\
a  approve for training
r  reject, with a reason
b  send back for revision, with a note
o  reopen a rejected one, with a reason
s  skip: leave it as it is
v  show it again
q  quit; everything decided so far is kept (Ctrl-C does the same)";

/// The keys of the allowed moves; in words where `width` columns have room for them.
pub(super) fn menu(allows: impl Fn(Move) -> bool, width: usize) -> String {
    let mut words: Vec<&str> = [
        (Move::Approve, "[a]pprove"),
        (Move::Reject, "[r]eject"),
        (Move::SendBack, "send [b]ack"),
        (Move::Reopen, "re[o]pen"),
    ]
    .iter()
    .filter(|(step, _)| allows(*step))
    .map(|(_, word)| *word)
    .collect();
    words.extend(["[s]kip", "[q]uit", "[?]"]);
    let whole = words.join("  ");
    if console::measure_text_width(&whole) <= width {
        return whole;
    }
    // Letters alone: half a word helps nobody, and [?] explains them.
    let letter = |word: &&str| word.split(['[', ']']).nth(1).unwrap_or_default().to_owned();
    format!("[{}]", words.iter().map(letter).collect::<Vec<_>>().join("/"))
}

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
        Meanwhile::Gone { short_id } => format!("{short_id} was deleted meanwhile; skipped"),
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::status::Status;

    use super::*;

    #[test]
    fn the_menu_offers_what_the_state_allows() {
        let menu = |status: Status, width| menu(|step| status.after(step).is_ok(), width);
        assert_eq!(menu(Status::Generated, 40), "[a/r/b/s/q/?]");
        assert_eq!(menu(Status::Generated, 80), "[a]pprove  [r]eject  send [b]ack  [s]kip  [q]uit  [?]");
        assert_eq!(menu(Status::Rejected, 80), "re[o]pen  [s]kip  [q]uit  [?]");
        assert_eq!(menu(Status::Failed, 80), "[s]kip  [q]uit  [?]");
    }
}
