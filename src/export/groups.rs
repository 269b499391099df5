//! Which conversations must stay in one part of a split: a cell, regenerations of a conversation, near-duplicates.
//!
//! One pass before the export. It counts the tiers of each group, keeps the hashes of near-duplicates, and links groups.

use std::collections::{HashMap, HashSet};

use crate::domain::conversation::{Conversation, ParentType, Tier};
use crate::domain::export::ExportRecord;
use crate::domain::ids::ConversationId;
use crate::export::beside::Beside;
use crate::export::held::HeldOut;
use crate::export::near::{Near, Print};
use crate::export::picked::Picked;
use crate::export::progress::Progress;
use crate::export::shaping::Shaping;
use crate::export::split::{Group, Split};
use crate::export::stratify::{Lot, Tiers, stratified};
use crate::store::{FullConversation, Store, StoreError};

/// From this similarity on, two conversations are near-duplicates.
const SAME: f64 = 0.8;
/// Conversations in one read of the store.
const PAGE: usize = 500;
/// The pairs kept to tell the nearest one across parts.
const PAIRS: usize = 500;

/// Two conversations in different parts.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Nearest {
    /// The id of one, as people type it.
    pub one: String,
    /// That of the other.
    pub other: String,
    /// The share of common three-word runs, 0 to 1.
    pub similarity: f64,
}

/// The part of each conversation.
#[derive(Debug)]
pub(super) struct Parts {
    split: Split,
    links: Links,
    /// Of each group of linked ones, by its first.
    places: HashMap<Group, usize>,
    /// The nearest pairs of different groups, the nearest first.
    pairs: Vec<(Nearest, Group, Group)>,
    /// The parts of an earlier export, which its repetition keeps.
    kept: HashMap<ConversationId, usize>,
    /// The groups that an earlier export held out of training, with their parts.
    held: HashMap<Group, usize>,
    /// What would be for training without that.
    stays_out: u64,
}

impl Parts {
    /// `shaping` says which conversations make an example: the shares hold for what is written.
    pub(super) async fn of(
        store: &Store,
        mut source: Picked,
        (split, held_out): (Split, &HeldOut),
        (shaping, mut beside): (Shaping, Beside),
        progress: &Progress,
    ) -> Result<Parts, StoreError> {
        let mut parts = Parts::unread(split, HashMap::new());
        let (mut near, mut groups, mut met) = (Near::default(), HashMap::new(), HashSet::new());
        while let Some(page) = source.next_page(store).await? {
            let rejected = beside.rejected(store, &page).await?;
            for told in beside.told(&page, &rejected) {
                let conversation = &told.full.conversation;
                if shaping.takes(told) {
                    let tiers: &mut Tiers = groups.entry(parts.split.group(conversation)).or_default();
                    tiers[conversation.tier as usize] += 1;
                }
                if let Some(part) = held_out.parts.get(&conversation.id) {
                    met.insert(conversation.id);
                    parts.hold(conversation, *part);
                }
                parts.add(store, told.full, &mut near).await?;
            }
            progress.compares(page.len());
        }
        let mut others: Vec<_> = held_out.parts.keys().copied().filter(|id| !met.contains(id)).collect();
        others.sort_unstable();
        for some in others.chunks(PAGE) {
            // What is left out of this export still holds the rest of its group.
            for conversation in store.conversations_named(some).await? {
                parts.hold(&conversation, held_out.parts[&conversation.id]);
            }
        }
        parts.place(groups);
        Ok(parts)
    }

    /// Where two parts hold some of a group, the first one has all.
    fn hold(&mut self, conversation: &Conversation, part: usize) {
        let there = self.held.entry(self.split.group(conversation)).or_insert(part);
        *there = (*there).min(part);
    }

    fn unread(split: Split, kept: HashMap<ConversationId, usize>) -> Parts {
        let (links, places, pairs, held) = (Links::default(), HashMap::new(), Vec::new(), HashMap::new());
        Parts { split, links, places, pairs, kept, held, stays_out: 0 }
    }

    /// Shares the groups out to the parts.
    fn place(&mut self, groups: HashMap<Group, Tiers>) {
        let mut linked: HashMap<Group, Tiers> = HashMap::with_capacity(groups.len());
        for (group, tiers) in groups {
            let all = linked.entry(self.links.first_of(group)).or_default();
            Tier::ALL.iter().for_each(|tier| all[*tier as usize] += tiers[*tier as usize]);
        }
        let mut held: HashMap<Group, usize> = HashMap::with_capacity(self.held.len());
        for (group, part) in &self.held {
            let there = held.entry(self.links.first_of(*group)).or_insert(*part);
            *there = (*there).min(*part);
        }
        let lot = |first: &Group, tiers| Lot { point: first.point(), tiers, held: held.get(first).copied() };
        let (firsts, mut lots): (Vec<Group>, Vec<Lot>) =
            linked.into_iter().map(|(first, tiers)| (first, lot(&first, tiers))).unzip();
        let (shares, parts) = (self.split.shares(), stratified(&self.split.shares(), &lots));
        if !held.is_empty() {
            lots.iter_mut().for_each(|lot| lot.held = None);
            let anew = stratified(&shares, &lots).into_iter().zip(&parts).zip(&lots);
            let stay = anew.filter(|((anew, part), _)| self.split.is_training(*anew) && anew != *part);
            self.stays_out = stay.map(|(_, lot)| lot.tiers.iter().sum::<u64>()).sum();
        }
        self.places = firsts.into_iter().zip(parts).collect();
    }

    /// Conversations that only an earlier export keeps out of training.
    pub(super) fn stays_out(&self) -> u64 {
        self.stays_out
    }

    /// Those of an earlier export: its ids stand part by part.
    pub(super) fn again(record: &ExportRecord, ids: &[ConversationId], split: Split) -> Parts {
        let kept = ids.iter().copied().zip(split.parts_in(record)).collect();
        Parts::unread(split, kept)
    }

    async fn add(&mut self, store: &Store, full: &FullConversation, near: &mut Near) -> Result<(), StoreError> {
        let conversation = &full.conversation;
        let group = self.split.group(conversation);
        let parent = conversation.parent_id.filter(|_| conversation.parent_type == Some(ParentType::Conversation));
        if let Some(parent) = parent {
            for parent in store.full(&[ConversationId(parent)]).await? {
                self.link(conversation, group, &parent.conversation);
            }
        }
        let print = Print::of(full);
        for alike in near.alike(store, &print).await? {
            let other = &alike.other.conversation;
            if alike.similarity >= SAME {
                self.link(conversation, group, other);
                continue;
            }
            let (one, other_group) = (other.short_id.clone(), self.split.group(other));
            if other_group == group {
                continue;
            }
            let similarity = (alike.similarity * 1000.0).round() / 1000.0;
            let nearest = Nearest { one, other: conversation.short_id.clone(), similarity };
            self.pairs.push((nearest, other_group, group));
        }
        if self.pairs.len() > 2 * PAIRS {
            self.keep_nearest();
        }
        near.add(conversation.id, &print);
        Ok(())
    }

    fn link(&mut self, conversation: &Conversation, group: Group, other: &Conversation) {
        let other_group = self.split.group(other);
        self.links.link((group, conversation.id), (other_group, other.id));
    }

    fn keep_nearest(&mut self) {
        self.pairs.sort_by(|one, other| other.0.similarity.total_cmp(&one.0.similarity));
        self.pairs.truncate(PAIRS);
    }

    pub(super) fn part_of(&self, conversation: &Conversation) -> usize {
        match self.kept.get(&conversation.id) {
            Some(part) => *part,
            None => self.part(self.split.group(conversation)),
        }
    }

    /// A group that came between the two passes goes where its hash falls.
    fn part(&self, group: Group) -> usize {
        let first = self.links.first_of(group);
        self.places.get(&first).copied().unwrap_or_else(|| self.split.part_at(first.point()))
    }

    /// The most similar pair whose parts differ.
    pub(super) fn nearest(mut self) -> Option<Nearest> {
        self.keep_nearest();
        let mut pairs = std::mem::take(&mut self.pairs).into_iter();
        pairs.find(|(_, one, other)| self.part(*one) != self.part(*other)).map(|(nearest, _, _)| nearest)
    }
}

/// Linked groups count as the group of the oldest conversation among them, so that later ones move nothing.
#[derive(Debug, Default)]
struct Links {
    next: HashMap<Group, Group>,
    oldest: HashMap<Group, ConversationId>,
}

impl Links {
    fn first_of(&self, mut group: Group) -> Group {
        while let Some(next) = self.next.get(&group) {
            group = *next;
        }
        group
    }

    fn link(&mut self, one: (Group, ConversationId), other: (Group, ConversationId)) {
        let mut first = |(group, id): (Group, ConversationId)| {
            let first = self.first_of(group);
            let oldest = self.oldest.entry(first).or_insert(id);
            *oldest = (*oldest).min(id);
            (*oldest, first)
        };
        let (one, other) = (first(one), first(other));
        if one.1 != other.1 {
            self.next.insert(one.max(other).1, one.min(other).1);
        }
    }
}
