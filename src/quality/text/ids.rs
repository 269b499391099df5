//! Tables by the id of a word or of a run of words. An id is a hash already, so it is not hashed again.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::quality::text::Word;

pub(crate) type IdMap<V> = HashMap<u64, V, BuildHasherDefault<Same>>;
pub(crate) type IdSet = HashSet<u64, BuildHasherDefault<Same>>;

/// Takes the id as it is.
#[derive(Debug, Default)]
pub(crate) struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, id: u64) {
        self.0 = id;
    }
}

/// So many ids are kept before equal ones are taken out. Most turns have fewer.
const ROOM: usize = 1024;

/// The different ids, sorted. The list grows only where taking out equal ones makes no room: a long text may say the same
/// again and again.
pub(crate) fn distinct(ids: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut all: Vec<u64> = Vec::new();
    for id in ids {
        if all.len() == all.capacity() && all.len() >= ROOM {
            sort(&mut all);
            if 2 * all.len() > all.capacity() {
                all.reserve_exact(all.len());
            }
        }
        all.push(id);
    }
    sort(&mut all);
    all
}

fn sort(ids: &mut Vec<u64>) {
    ids.sort_unstable();
    ids.dedup();
}

/// Equal for equal runs of words.
pub(crate) fn run_id(words: &[Word]) -> u64 {
    let mixed = words.iter().fold(0_u64, |id, word| (id.rotate_left(21) ^ word.id).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed ^ mixed >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_ids_are_kept_once_in_room_for_them_alone() {
        let few = distinct((0..1_000_000).map(|at| at % 700 * 0x9e37_79b9));
        assert!(few.len() == 700 && few.capacity() <= 2 * ROOM, "{} {}", few.len(), few.capacity());
        assert!(few.is_sorted());
        let many = distinct((0..100_000).chain(0..100_000).rev());
        assert_eq!(many, (0..100_000).collect::<Vec<_>>());
        assert!(distinct(std::iter::empty()).is_empty());
    }
}
