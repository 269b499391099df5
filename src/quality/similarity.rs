//! How alike two conversations are: shingles, their Jaccard similarity, and hashes that find likely pairs.
//!
//! A shingle is three words in a row of one turn. Two conversations that share most of their shingles are near-duplicates.
//! Comparing each pair would take too long, so a conversation has a few [`Bands`]: two with a similarity of 0.8 share at
//! least one with a probability of 0.99, two with 0.5 with 0.32. Who shares a band is compared exactly.
//!
//! One-permutation hashing: Li, Owen, Zhang 2012 (arXiv:1208.1259); densification: Shrivastava 2017 (arXiv:1703.04664).

/// The version of tokens, shingles and hashes. Stored beside the bands: those of another version fit no new ones.
pub(crate) const SCHEME: i64 = 1;

/// Bands of a conversation, and the hashes that agree in each.
const BANDS: usize = 12;
const ROWS: usize = 5;
/// Bands of an opening. It is short, so fewer hashes must agree.
const OPENING_BANDS: usize = 4;
const OPENING_ROWS: usize = 3;
/// An opening of fewer shingles ("Hi, I need some help.") says nothing.
const OPENING_SHINGLES: usize = 6;

/// The distinct shingles of a text, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Shingles(Vec<u64>);

/// Hashes to look up likely pairs by; the place of each is folded in.
pub(crate) type Bands = Vec<u32>;

/// Takes the turns of a conversation one by one; none of its shingles spans two.
#[derive(Debug, Default)]
pub(crate) struct Shingling(Vec<u64>);

/// The shingles that are kept before equal ones are taken out. Most conversations have fewer.
const ROOM: usize = 512;

impl Shingling {
    /// A turn of one or two words is a shingle by itself.
    pub(crate) fn add(&mut self, turn: &str) {
        let (mut last, mut before, mut words) = (0, 0, 0_usize);
        for word in word_hashes(turn) {
            words += 1;
            if words >= 3 {
                self.push(mixed(before, last, word));
            }
            (before, last) = (last, word);
        }
        if words == 1 || words == 2 {
            self.push(mixed(0, before, last));
        }
    }

    /// Grows only where taking out equal ones does not make enough room: a long text may say the same again and again.
    fn push(&mut self, shingle: u64) {
        let Shingling(shingles) = self;
        if shingles.len() == shingles.capacity() {
            if shingles.len() > ROOM {
                distinct(shingles);
            }
            if shingles.len() > shingles.capacity() / 2 || shingles.capacity() == 0 {
                shingles.reserve(shingles.len().max(ROOM));
            }
        }
        shingles.push(shingle);
    }

    pub(crate) fn end(self) -> Shingles {
        let Shingling(mut shingles) = self;
        distinct(&mut shingles);
        shingles.shrink_to_fit();
        Shingles(shingles)
    }
}

fn distinct(shingles: &mut Vec<u64>) {
    shingles.sort_unstable();
    shingles.dedup();
}

impl Shingles {
    /// The shingles of these turns.
    pub(crate) fn of<'a>(turns: impl IntoIterator<Item = &'a str>) -> Shingles {
        let mut shingling = Shingling::default();
        turns.into_iter().for_each(|turn| shingling.add(turn));
        shingling.end()
    }

    /// The share of common shingles, 0 to 1; 0 where one has none.
    pub(crate) fn jaccard(&self, other: &Shingles) -> f64 {
        let (mut left, mut right, mut common) = (self.0.as_slice(), other.0.as_slice(), 0_usize);
        while let ([first, rest @ ..], [second, others @ ..]) = (left, right) {
            match first.cmp(second) {
                std::cmp::Ordering::Less => left = rest,
                std::cmp::Ordering::Greater => right = others,
                std::cmp::Ordering::Equal => (left, right, common) = (rest, others, common + 1),
            }
        }
        let all = self.0.len() + other.0.len() - common;
        if all == 0 { 0.0 } else { common as f64 / all as f64 }
    }

    /// The bands of a conversation; none where it has no words.
    pub(crate) fn bands(&self) -> Bands {
        self.banded::<{ BANDS * ROWS }>(ROWS, 0)
    }

    /// The bands of an opening; none where it is too short.
    pub(crate) fn opening_bands(&self) -> Bands {
        match self.0.len() {
            0..OPENING_SHINGLES => Bands::new(),
            _ => self.banded::<{ OPENING_BANDS * OPENING_ROWS }>(OPENING_ROWS, BANDS as u64),
        }
    }

    /// The smallest hash of each of `BINS` bins, `rows` of them folded to a band. Numbers the bands from `first` on.
    fn banded<const BINS: usize>(&self, rows: usize, first: u64) -> Bands {
        let mut bins = [None; BINS];
        for shingle in &self.0 {
            let bin = &mut bins[(((shingle >> 32) * BINS as u64) >> 32) as usize];
            let hash = *shingle as u32;
            *bin = Some(bin.map_or(hash, |least: u32| least.min(hash)));
        }
        if self.0.is_empty() {
            return Bands::new();
        }
        // An empty bin borrows from one that its number alone decides, so that equal texts borrow alike.
        let filled = |bin: usize| {
            let borrowed = |attempt: u64| bins[(mixed(bin as u64, attempt, 1) % BINS as u64) as usize];
            bins[bin].or_else(|| (1..).find_map(borrowed)).unwrap_or_default()
        };
        let hashes: Vec<u32> = (0..BINS).map(filled).collect();
        let folded = |(band, hashes): (u64, &[u32])| {
            hashes.iter().fold(first + band + 1, |folded, hash| mixed(folded, u64::from(*hash), 2)) as u32
        };
        (0..).zip(hashes.chunks(rows)).map(folded).collect()
    }
}

/// A hash of each word: letters and digits, in any case.
fn word_hashes(text: &str) -> impl Iterator<Item = u64> + '_ {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
    let add = |hash: u64, letter: char| (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
    let mut letters = text.chars();
    std::iter::from_fn(move || {
        let mut hash = START;
        for letter in letters.by_ref() {
            if letter.is_ascii_alphanumeric() {
                hash = add(hash, letter.to_ascii_lowercase());
            } else if letter.is_alphanumeric() {
                hash = letter.to_lowercase().fold(hash, add);
            } else if hash != START {
                break;
            }
        }
        (hash != START).then_some(hash)
    })
}

/// Three numbers in one, every bit of it depending on each (the finalizer of MurmurHash3).
fn mixed(first: u64, second: u64, third: u64) -> u64 {
    let mut hash = first.rotate_left(42) ^ second.rotate_left(21) ^ third;
    hash = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> Shingles {
        Shingles::of([text])
    }

    /// A text of 400 words, and a second one in which some words differ.
    fn pair(seed: u64, changed_of_1000: u64) -> (String, String) {
        let word = |place: u64, salt: u64| format!("w{}", mixed(seed, place, salt) % 3000);
        let first: Vec<String> = (0..400).map(|place| word(place, 7)).collect();
        let second = (0..400_u64).zip(&first).map(|(place, same)| match mixed(seed, place, 9) % 1000 {
            draw if draw < changed_of_1000 => word(place, 11),
            _ => same.clone(),
        });
        (first.join(" "), second.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn case_and_punctuation_do_not_count() {
        assert_eq!(of("I can't sleep; ÄRGER, again!"), of("i CAN'T sleep ärger again"));
        assert_eq!(of("one two three four").0.len(), 2);
        assert_eq!(Shingles::of(["Yes.", "No, thanks"]).0.len(), 2);
        assert_eq!(of("… --- !"), Shingles::default());
    }

    #[test]
    fn no_shingle_spans_two_turns() {
        assert_eq!(Shingles::of(["a b c", "d e f"]).0.len(), 2);
    }

    #[test]
    fn jaccard_is_the_share_of_common_shingles() {
        let (first, second) = (of("a b c d e"), of("a b c d x"));
        assert_eq!(first.jaccard(&second), 0.5);
        assert_eq!(first.jaccard(&first), 1.0);
        assert_eq!(first.jaccard(&Shingles::default()), 0.0);
    }

    #[test]
    fn likely_pairs_share_a_band_and_others_seldom_do() {
        let share = |changed: u64| {
            let (mut similarity, mut shared) = (0.0, 0);
            for seed in 0..400 {
                let (first, second) = pair(seed, changed);
                let (first, second) = (of(&first), of(&second));
                similarity += first.jaccard(&second) / 400.0;
                shared += usize::from(first.bands().iter().any(|band| second.bands().contains(band)));
            }
            (similarity, shared)
        };
        let (similarity, shared) = share(36);
        assert!((0.79..0.83).contains(&similarity) && shared >= 388, "{similarity}: {shared} of 400");
        let (similarity, shared) = share(300);
        assert!(similarity < 0.25 && shared <= 20, "{similarity}: {shared} of 400");
    }

    #[test]
    fn a_short_opening_has_no_bands_and_no_text_none_at_all() {
        assert!(of("Hi, I need some help.").opening_bands().is_empty());
        assert!(of("").bands().is_empty());
        let opening = of("I have been thinking about my pension since spring, honestly");
        assert_eq!((opening.opening_bands().len(), opening.bands().len()), (OPENING_BANDS, BANDS));
    }

    proptest! {
        #[test]
        fn equal_texts_have_equal_bands_and_no_text_panics(text in "\\PC{0,200}") {
            prop_assert_eq!(of(&text).bands(), of(&text.replace(' ', " - ")).bands());
            let shingles = of(&text);
            let expected = f64::from(u8::from(!shingles.0.is_empty()));
            prop_assert_eq!(shingles.jaccard(&shingles), expected);
        }
    }
}
