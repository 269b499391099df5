//! Finds an API key that was cut by a line break, or has blanks and dashes put into it.
//!
//! Both the key and the text are compared without such signs. A short key, or one of letters alone, would be found in
//! ordinary words so; it is found as it stands only.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::provider::key_spellings::without;

/// The fewest letters and digits of a key that is looked for.
const SHORTEST: usize = 11;
/// The longest key that is looked for so, in bytes.
const LONGEST: usize = 2000;

/// The most signs in a row inside of a key. Further apart, its halves are no key.
const LONGEST_GAP: u32 = 8;

/// The keys to look for, prepared once for all texts.
pub(super) struct SplitKeys(Option<AhoCorasick>);

/// Whether a byte may stand between the letters of a key: blanks, dashes, and every sign that is not ASCII.
fn is_gap(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte.is_ascii_control() || byte >= 0x80 || b"-_.|~/+*\\".contains(&byte)
}

impl SplitKeys {
    pub(super) fn of<'a>(keys: impl Iterator<Item = &'a str>) -> SplitKeys {
        let bare = keys
            .filter(|key| key.is_ascii() && key.len() <= LONGEST)
            .map(|key| key.bytes().filter(|byte| !is_gap(*byte)).collect());
        let is_telling = |key: &Vec<u8>| {
            let has = |is: fn(&u8) -> bool| key.iter().any(is);
            key.len() >= SHORTEST && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
        };
        let bare: Vec<Vec<u8>> = bare.filter(is_telling).collect();
        if bare.is_empty() {
            return SplitKeys(None);
        }
        let mut search = AhoCorasick::builder();
        search.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        // Building fails only above gigabytes of keys.
        SplitKeys(search.build(bare).ok())
    }

    /// The text with `[key]` in place of each such key.
    pub(super) fn hidden(&self, text: String) -> String {
        let found = self.find(&text);
        without(text, &found)
    }

    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let Some(search) = &self.0 else { return Vec::new() };
        let (bare, places) = bare(text.as_bytes());
        let range = |found: aho_corasick::Match| {
            let places = &places[found.range()];
            let is_close = places.windows(2).all(|pair| pair[1] - pair[0] <= LONGEST_GAP);
            let (start, end) = (*places.first()? as usize, *places.last()? as usize + 1);
            is_close.then_some(start..end)
        };
        search.find_iter(&bare).filter_map(range).collect()
    }
}

/// The bytes of a text without gaps, and where each stands. The letter of an escaped line break is part of the gap.
fn bare(text: &[u8]) -> (Vec<u8>, Vec<u32>) {
    let mut at = 0;
    let (mut bare, mut places) = (Vec::new(), Vec::new());
    while let Some(byte) = text.get(at) {
        if *byte == b'\\' && text.get(at + 1).is_some_and(|letter| b"nrt".contains(letter)) {
            at += 2;
            continue;
        }
        if !is_gap(*byte) {
            bare.push(*byte);
            places.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        at += 1;
    }
    (bare, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_whatever_was_put_into_it() {
        let keys = SplitKeys::of(["sk-secret-0123456789", "only-letters-here", "short-1"].into_iter());
        for (given, shown) in [
            ("a sk-secret-01\n23456789 b", "a [key] b"),
            ("a sk-secret-01\\n23456789 b", "a [key] b"),
            ("s k - s e c r e t - 0 1 2 3 4 5 6 7 8 9.", "[key]."),
            ("sksecret 0123 4567 89", "[key]"),
            ("sk–secret–0123456789", "[key]"),
            ("SK-SECRET-0123-4567-89", "[key]"),
            ("sk-secret-0123456789", "[key]"),
            ("only letters here, short 1", "only letters here, short 1"),
            ("sk-secret-012345678", "sk-secret-012345678"),
            ("sk-secret-01234 and then 56789", "sk-secret-01234 and then 56789"),
            ("sk secret 01234          56789", "sk secret 01234          56789"),
            ("ä sk-secret-01ä23456789 ö", "ä [key] ö"),
        ] {
            assert_eq!(keys.hidden(given.to_owned()), shown, "{given}");
        }
        let none = SplitKeys::of(std::iter::empty());
        assert_eq!(none.hidden("sk-secret".to_owned()), "sk-secret");
    }
}
