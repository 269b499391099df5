//! The conversation that a reviewer may want to see beside the one they read.

use crate::domain::conversation::Conversation;
use crate::domain::finding::Finding;

/// Said where there is none.
pub(super) const NOTHING_BESIDE: &str = "This one repeats no earlier one. A later one that repeats it names it itself.";

/// Another conversation, and why it is worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beside {
    pub(super) id: String,
    pub(super) title: String,
    /// What each of the two is.
    pub(super) names: [&'static str; 2],
}

impl Beside {
    /// The version that it was made from, else the conversation that it is almost the same as.
    pub(super) fn of(it: &Conversation) -> Option<Beside> {
        if let Some(old) = it.made_from() {
            let names = ["the new one", "the old one"];
            return Some(Beside { id: old.to_string(), title: format!("made anew from {}", old.short()), names });
        }
        let notes = &it.quality_metrics.findings;
        let of = |finding: Finding| notes.iter().find(|note| note.finding == finding && !note.excerpt.is_empty());
        // The excerpt is the id of the other one.
        let note = of(Finding::NearDuplicate).or_else(|| of(Finding::SameOpening))?;
        Some(Beside { id: note.excerpt.clone(), title: note.detail.clone(), names: ["this one", "the other"] })
    }
}
