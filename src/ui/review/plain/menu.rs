//! The keys of the review line by line.

use crate::domain::status::Move;

/// What each key does.
pub(super) const HELP: &str = "\
a  approve for training
r  reject, with a reason
b  send back for revision, with a note
R  reopen a rejected one, with a reason
s  skip: leave it as it is
n  the next one, p the one before, o one by its id
u  undo the last decision, edit, deletion, note or tag of this session; again for the one before
e  edit the text in $VISUAL or $EDITOR, E one turn of it
N  write a note, T put a tag on it (-word takes it off)
d  delete; asks first
G  let a model write it anew, and read on meanwhile
D  how it differs from its near-duplicate, or from the version it was made from
l  what waits, with one decision about several
/  search in the text
S  its source: the text that it rests on, and what the turns say beyond it
i  all that is known about it: metadata, template, prompt, calls, history
v  show it again
q  quit; everything decided so far is kept (Ctrl-C does the same)";

/// The keys of the allowed moves; in words where `width` columns have room for them. [?] names all others.
pub(super) fn menu(allows: impl Fn(Move) -> bool, width: usize) -> String {
    let mut words: Vec<&str> = [
        (Move::Approve, "[a]pprove"),
        (Move::Reject, "[r]eject"),
        (Move::SendBack, "send [b]ack"),
        (Move::Reopen, "[R]eopen"),
    ]
    .iter()
    .filter(|(step, _)| allows(*step))
    .map(|(_, word)| *word)
    .collect();
    words.extend(["[s]kip", "[u]ndo", "[q]uit", "[?]"]);
    let whole = words.join("  ");
    if console::measure_text_width(&whole) <= width {
        return whole;
    }
    // Letters alone: half a word helps nobody, and [?] explains them.
    let letter = |word: &&str| word.split(['[', ']']).nth(1).unwrap_or_default().to_owned();
    let letters: Vec<String> = words.iter().map(letter).filter(|letter| letter != "u").collect();
    format!("[{}]", letters.join("/"))
}

#[cfg(test)]
mod tests {
    use crate::domain::status::Status;

    use super::*;

    #[test]
    fn the_menu_offers_what_the_state_allows() {
        let menu = |status: Status, width| menu(|step| status.after(step).is_ok(), width);
        assert_eq!(menu(Status::Generated, 40), "[a/r/b/s/q/?]");
        assert_eq!(menu(Status::Generated, 80), "[a]pprove  [r]eject  send [b]ack  [s]kip  [u]ndo  [q]uit  [?]");
        assert_eq!(menu(Status::Rejected, 80), "[R]eopen  [s]kip  [u]ndo  [q]uit  [?]");
        assert_eq!(menu(Status::Failed, 80), "[s]kip  [u]ndo  [q]uit  [?]");
    }
}
