//! A part of each conversation (opening, closing, title), and which texts of it come again.

use serde::Serialize;

use crate::domain::ids::ConversationId;
use crate::report::diversity::distinct::Distinct;
use crate::report::diversity::frequent::{Frequent, Repeated};
use crate::report::diversity::hash::hash;

/// Texts that are listed.
const SHOWN: usize = 5;

/// How often one part of the conversations repeats.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Repeats {
    /// Conversations that have this part.
    pub conversations: u64,
    /// Different texts.
    pub distinct: u64,
    /// Whether `distinct` is an estimate, within 1 %.
    pub is_estimated: bool,
    /// How many more conversations each text may have: counts are bounded.
    pub may_miss: u64,
    /// The most common texts of several conversations.
    pub repeated: Vec<Repeated>,
}

/// Counts one part.
#[derive(Debug, Default)]
pub(super) struct Part {
    distinct: Distinct,
    frequent: Frequent,
}

impl Part {
    /// An empty text is none.
    pub(super) fn add(&mut self, id: ConversationId, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            let hash = hash([text]);
            self.distinct.add(hash);
            self.frequent.add(hash, id, || text.to_owned());
        }
    }

    pub(super) fn finish(self) -> Repeats {
        Repeats {
            conversations: self.distinct.all,
            distinct: self.distinct.count(),
            is_estimated: self.distinct.is_estimated(),
            may_miss: self.frequent.missed(),
            repeated: self.frequent.most(SHOWN),
        }
    }
}
