//! The keys of the review line by line.

use crate::domain::status::Move;

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
