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

/// Equal for equal runs of words.
pub(crate) fn run_id(words: &[Word]) -> u64 {
    let mixed = words.iter().fold(0_u64, |id, word| (id.rotate_left(21) ^ word.id).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed ^ mixed >> 32
}
