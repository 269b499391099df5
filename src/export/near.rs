//! Near-duplicates among the conversations of an export.

use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroU32;

use crate::domain::ids::ConversationId;
use crate::quality::similarity::{Bands, Shingles};
use crate::store::{FullConversation, Store, StoreError};

/// The conversations of a hash that a later one is compared with.
const MOST: usize = 20;

/// The conversations so far: some 400 bytes for each. A list for each hash would take four times as much, since nearly
/// every hash has one member.
#[derive(Debug, Clone, Default)]
pub(super) struct Near {
    ids: Vec<ConversationId>,
    /// The newest member of each hash: its place in `members`, from 1 on.
    newest: HashMap<u32, u32>,
    members: Vec<Member>,
}

/// A conversation that has a hash.
#[derive(Debug, Clone, Copy)]
struct Member {
    /// Its place in `ids`.
    id: u32,
    /// The member before it: its place in `members`, from 1 on.
    before: Option<NonZeroU32>,
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
            print.bands.iter().flat_map(|hash| self.with(*hash)).map(|id| self.ids[id as usize]).collect();
        let mut alike = Vec::new();
        for other in store.full(&candidates.into_iter().collect::<Vec<_>>()).await? {
            let similarity = print.shingles.jaccard(&Print::of(&other).shingles);
            alike.push(Alike { other, similarity });
        }
        Ok(alike)
    }

    /// Makes it a candidate for later ones.
    pub(super) fn add(&mut self, id: ConversationId, print: &Print) {
        let place = self.ids.len() as u32;
        self.ids.push(id);
        for hash in &print.bands {
            if self.with(*hash).count() < MOST {
                let newest = self.newest.entry(*hash).or_default();
                self.members.push(Member { id: place, before: NonZeroU32::new(*newest) });
                *newest = self.members.len() as u32;
            }
        }
    }

    /// The members of a hash, the newest first.
    fn with(&self, hash: u32) -> impl Iterator<Item = u32> {
        let newest = self.newest.get(&hash).and_then(|newest| NonZeroU32::new(*newest));
        let member = |place: NonZeroU32| self.members.get(place.get() as usize - 1);
        std::iter::successors(newest.and_then(member), move |it| it.before.and_then(member)).map(|it| it.id)
    }
}
