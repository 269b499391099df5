//! Near-duplicates among the conversations of an export.

use std::collections::{BTreeSet, HashMap};

use crate::domain::ids::ConversationId;
use crate::quality::similarity::{Bands, Shingles};
use crate::store::{FullConversation, Store, StoreError};

/// The conversations of a hash that a later one is compared with.
const MOST: usize = 20;

/// The conversations so far, 48 bytes of hashes for each.
#[derive(Debug, Clone, Default)]
pub(super) struct Near {
    members: HashMap<u32, Vec<ConversationId>>,
}

/// An earlier conversation that resembles one.
#[derive(Debug)]
pub(super) struct Alike {
    pub(super) other: FullConversation,
    /// 0 to 1.
    pub(super) similarity: f64,
}

/// The prints of a conversation, made once.
pub(super) struct Print {
    shingles: Shingles,
    bands: Bands,
}

impl Print {
    pub(super) fn of(full: &FullConversation) -> Print {
        let shingles = Shingles::of(full.turns.iter().map(|turn| turn.content.as_str()));
        Print { bands: shingles.bands(), shingles }
    }
}

impl Near {
    /// Earlier conversations that are likely to resemble this one, with their similarity.
    pub(super) async fn alike(&self, store: &Store, print: &Print) -> Result<Vec<Alike>, StoreError> {
        let candidates: BTreeSet<ConversationId> =
            print.bands.iter().filter_map(|hash| self.members.get(hash)).flatten().copied().collect();
        let mut alike = Vec::new();
        for other in store.full(&candidates.into_iter().collect::<Vec<_>>()).await? {
            let similarity = print.shingles.jaccard(&Print::of(&other).shingles);
            alike.push(Alike { other, similarity });
        }
        Ok(alike)
    }

    /// Makes it a candidate for later ones.
    pub(super) fn add(&mut self, id: ConversationId, print: &Print) {
        for hash in &print.bands {
            let members = self.members.entry(*hash).or_default();
            if members.len() < MOST {
                members.push(id);
            }
        }
    }
}
