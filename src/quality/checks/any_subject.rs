//! Words that fit a conversation about anything.

use std::sync::LazyLock;

use crate::quality::text::{IdSet, Word, word_id};

static WORDS: LazyLock<IdSet> = LazyLock::new(|| {
    let lines = include_str!("../../../data/any-subject.txt").lines().filter(|line| !line.starts_with("# "));
    lines.flat_map(str::split_whitespace).map(word_id).collect()
});

pub(super) fn fits_any(word: &Word) -> bool {
    WORDS.contains(&word.id)
}

pub(super) fn stem_fits_any(stem: u64) -> bool {
    WORDS.contains(&stem)
}
