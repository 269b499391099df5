//! What is picked from the selected conversations on their way: near-duplicates out, long ones out, the first so many.

use crate::export::length::Length;
use crate::export::near::{Near, Print};
use crate::export::selection::Source;
use crate::store::{Breadth, FullConversation, Store, StoreError};

/// What to leave out of the selected conversations.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Picking {
    /// The most conversations.
    pub limit: Option<u64>,
    /// Leaves out what is at least so similar to an earlier one, 0 to 1.
    pub dedupe: Option<f64>,
    /// Leaves out conversations of more tokens.
    pub max_tokens: Option<u64>,
}

/// How many were left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct NotPicked {
    /// Near-duplicates of an earlier conversation of this export.
    pub near_duplicates: u64,
    /// Conversations of more tokens than allowed.
    pub too_long: u64,
    /// Whether the tokens were estimated, without a tokenizer.
    pub is_estimate: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Picked {
    source: Source,
    breadth: Breadth,
    picking: Picking,
    length: Length,
    near: Near,
    taken: u64,
    pub(super) left_out: NotPicked,
}

impl Picked {
    pub(super) fn of(source: Source, breadth: Breadth, picking: Picking, length: Length) -> Picked {
        let left_out = NotPicked { is_estimate: length.is_estimate(), ..NotPicked::default() };
        Picked { source, breadth, picking, length, near: Near::default(), taken: 0, left_out }
    }

    /// The next conversations; `None` at the end.
    pub(super) async fn next_page(&mut self, store: &Store) -> Result<Option<Vec<FullConversation>>, StoreError> {
        if self.picking.limit.is_some_and(|limit| self.taken >= limit) {
            return Ok(None);
        }
        let Some(page) = self.source.next_page(store, self.breadth).await? else { return Ok(None) };
        if self.picking == Picking::default() {
            return Ok(Some(page));
        }
        if self.picking.max_tokens.is_some() {
            self.length.read(store, &page).await?;
        }
        let mut kept = Vec::with_capacity(page.len());
        for full in page {
            if self.picking.limit.is_some_and(|limit| self.taken >= limit) {
                break;
            }
            if self.picking.max_tokens.is_some_and(|most| self.length.tokens(&full) > most) {
                self.left_out.too_long += 1;
            } else if self.is_duplicate(store, &full).await? {
                self.left_out.near_duplicates += 1;
            } else {
                self.taken += 1;
                kept.push(full);
            }
        }
        Ok(Some(kept))
    }

    async fn is_duplicate(&mut self, store: &Store, full: &FullConversation) -> Result<bool, StoreError> {
        let Some(threshold) = self.picking.dedupe else { return Ok(false) };
        let print = Print::of(full);
        let alike = self.near.alike(store, &print).await?;
        let is_duplicate = alike.iter().any(|it| it.similarity >= threshold);
        if !is_duplicate {
            self.near.add(full.conversation.id, &print);
        }
        Ok(is_duplicate)
    }
}
