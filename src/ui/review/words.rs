//! What is asked about a conversation, and what was done to it, in words.

use crate::domain::review::Change;
use crate::domain::status::Status;
use crate::domain::tag::{NoTag, Tag};
use crate::review::{Done, Meanwhile, Undone};
use crate::store::{FullConversation, Tagging};
use crate::ui::act::described;

/// The effect of a command on the conversation.
pub(super) fn said_of(full: &FullConversation, done: &Done) -> String {
    let short_id = &full.conversation.short_id;
    match done {
        Done::Decided(Status::NeedsRevision) => format!("\n{short_id} is sent back"),
        Done::Decided(status) => format!("\n{short_id} is {}", status.shown()),
        Done::Unread(status) => {
            let status = if *status == Status::NeedsRevision { "sent back" } else { status.shown() };
            format!(
                "\n{short_id} is {status}, and counts as unread: the key came as soon as it was drawn. u takes it back"
            )
        }
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

/// "k3x9w2mhqp is edited: approved → pending review, score 7.0 → 8.0".
pub(super) fn said_of_edit(change: &Change, before: &FullConversation, after: &FullConversation) -> String {
    let score = |full: &FullConversation| {
        full.conversation.quality_score.map_or_else(|| "-".to_owned(), |score| score.to_string())
    };
    let status = if change.from == change.to { String::new() } else { format!("{} → {}, ", change.from, change.to) };
    let id = &change.short_id;
    let score = score_change(&score(before), &score(after));
    format!("{id} is edited: {status}{score}").replace('_', " ")
}

/// "score 7.0 → 8.0", "score stays 8.0".
pub(crate) fn score_change(before: &str, after: &str) -> String {
    if before == after { format!("score stays {after}") } else { format!("score {before} → {after}") }
}

/// What somebody else did to the conversation meanwhile.
pub(super) fn passed_over(meanwhile: &Meanwhile) -> String {
    match meanwhile {
        Meanwhile::Decided { short_id, status, by } => {
            let by = by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
            format!("{short_id} was decided meanwhile{by} and is {}", status.shown())
        }
        Meanwhile::Claimed { short_id, by } => format!("{by} reads {short_id} now"),
        Meanwhile::Gone { short_id } => format!("{short_id} was deleted meanwhile"),
        Meanwhile::Edited { by } => format!("{by} edited it meanwhile; here is the new text"),
    }
}

/// The question before a deletion, and what it means. About an approved one it is asked twice.
pub(super) fn delete_question(short_id: &str, is_approved: bool, is_asked_again: bool) -> String {
    match (is_approved, is_asked_again) {
        (false, _) => format!("Delete {short_id}? It leaves lists, counts and exports; u brings it back."),
        (true, false) => format!("{short_id} is approved, and exports count on it. Delete it all the same?"),
        (true, true) => format!("Really delete the approved {short_id}? u brings it back."),
    }
}

/// "word" puts a tag on, "-word" takes it off.
pub(super) fn tagging(given: &str) -> Result<(Tag, Tagging), NoTag> {
    let (word, how) = match given.strip_prefix('-') {
        Some(word) => (word, Tagging::Remove),
        None => (given, Tagging::Add),
    };
    word.parse().map(|tag| (tag, how))
}

/// What a tag did: the tags that it has now, or that nothing changed (`None`).
pub(super) fn said_of_tag(tag: &Tag, how: Tagging, tags: Option<&[String]>) -> String {
    match (tags, how) {
        (Some([]), _) => "no tags".to_owned(),
        (Some(tags), _) => format!("tags: {}", tags.join(", ")),
        (None, Tagging::Add) => format!("it has the tag \"{tag}\" already"),
        (None, Tagging::Remove) => format!("it has no tag \"{tag}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_that_stays_is_said_to_stay() {
        assert_eq!(score_change("7.0", "8.0"), "score 7.0 → 8.0");
        assert_eq!(score_change("10.0", "10.0"), "score stays 10.0");
    }
}
