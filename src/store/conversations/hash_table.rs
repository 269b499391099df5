//! Hashes in their order, each with the number of a conversation, in little more memory than they are.
//!
//! A tree takes half as much again. Hashes are spread evenly, so their first bits tell a short list, in which one is
//! found and put in fast.

/// The lists, and the bits of a hash that tell which.
const BITS: u32 = 10;
const LISTS: usize = 1 << BITS;

/// A hash, and the number of a conversation.
pub(super) type Entry = (u32, u32);

/// Holds each entry once.
#[derive(Debug, Default)]
pub(super) struct HashTable {
    /// None, or all.
    lists: Vec<Vec<Entry>>,
}

fn list_of(hash: u32) -> usize {
    (hash >> (u32::BITS - BITS)) as usize
}

impl HashTable {
    pub(super) fn add(&mut self, added: &[Entry]) {
        if added.is_empty() {
            return;
        }
        // Sorting once is much faster than putting one after the other in its place.
        let is_new = self.lists.is_empty();
        self.lists.resize_with(LISTS, Vec::new);
        for entry in added {
            let list = &mut self.lists[list_of(entry.0)];
            if list.len() == list.capacity() {
                list.reserve_exact((list.len() / 8).max(4));
            }
            if is_new {
                list.push(*entry);
            } else if let Err(place) = list.binary_search(entry) {
                list.insert(place, *entry);
            }
        }
        if is_new {
            for list in &mut self.lists {
                list.sort_unstable();
                list.dedup();
            }
        }
    }

    /// Those from a hash on, in order.
    pub(super) fn starting_at(&self, hash: u32) -> impl Iterator<Item = Entry> + '_ {
        let begin = list_of(hash);
        let first = self.lists.get(begin).map(|list| &list[list.partition_point(|entry| entry.0 < hash)..]);
        let rest = self.lists.get(begin + 1..).unwrap_or_default();
        first.into_iter().flatten().chain(rest.iter().flatten()).copied()
    }

    /// The numbers of the conversations with this hash, in order.
    pub(super) fn with(&self, hash: u32) -> impl Iterator<Item = u32> + '_ {
        self.starting_at(hash).take_while(move |entry| entry.0 == hash).map(|entry| entry.1)
    }

    /// Keeps the entries whose conversation may stay.
    pub(super) fn retain(&mut self, stays: impl Fn(u32) -> bool) {
        for list in &mut self.lists {
            list.retain(|entry| stays(entry.1));
            list.shrink_to(list.len() + list.len() / 8);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_a_set_holds_in_the_same_order(
            parts in prop::collection::vec((prop::collection::vec((any::<u32>(), 0_u32..9), 0..40), 0_u32..9), 1..6),
            from: u32,
        ) {
            let (mut table, mut set) = (HashTable::default(), BTreeSet::new());
            for (added, least) in parts {
                // Some of the hashes are equal.
                let added: Vec<Entry> = added.into_iter().map(|(hash, number)| (hash & 0xf000_0003, number)).collect();
                table.add(&added);
                set.extend(added);
                table.retain(|number| number >= least);
                set.retain(|(_, number)| *number >= least);
            }
            prop_assert_eq!(table.starting_at(0).collect::<Vec<_>>(), set.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(table.starting_at(from).collect::<Vec<_>>(), set.range((from, 0)..).copied().collect::<Vec<_>>());
            for (hash, _) in &set {
                let numbers: Vec<u32> = set.range((*hash, 0)..=(*hash, u32::MAX)).map(|entry| entry.1).collect();
                prop_assert_eq!(table.with(*hash).collect::<Vec<_>>(), numbers);
            }
        }
    }
}
