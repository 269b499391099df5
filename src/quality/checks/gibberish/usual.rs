//! How usual it is that the words of a turn stand beside each other, by counts from sound text.
//!
//! A pair weighs the logarithm of how much more often it was seen than chance alone would have it. Over many pairs sound
//! text stays near its mean, and shuffled words fall far below, also where each pair by itself is possible. Dialect and
//! verse fall a little in every turn, so that a turn is compared with the others of its conversation as well.
//! Data: `data/learned/order/`, written by `scripts/learn`.

use std::sync::LazyLock;

use crate::quality::language::Language;
use crate::quality::text::{IdMap, word_id};

/// Added to each count, so that a pair that was never seen is not impossible.
const ADDED: f32 = 0.5;
/// A pair may count against a text no more than this.
const LOWEST: f32 = -2.5;
/// With fewer pairs chance decides.
const FEWEST: u32 = 8;
/// More pairs make no turn more certain: it may be a list.
const MOST: f32 = 60.0;
/// How many deviations below the mean no sound turn was, and how many below half of the middle one of its conversation.
/// Of 1,080 sound conversations that the counts had not seen, four were beyond (five parts, in turn).
const ALONE: f32 = -5.5;
const AMONG_OTHERS: f32 = -4.5;
/// What the endings of rarer words stand behind in the files.
const REST: &str = "~";

static ENGLISH: LazyLock<Order> = LazyLock::new(|| read(include_str!("../../../../data/learned/order/en.txt")));
static GERMAN: LazyLock<Order> = LazyLock::new(|| read(include_str!("../../../../data/learned/order/de.txt")));
static SPANISH: LazyLock<Order> = LazyLock::new(|| read(include_str!("../../../../data/learned/order/es.txt")));
static FRENCH: LazyLock<Order> = LazyLock::new(|| read(include_str!("../../../../data/learned/order/fr.txt")));

/// The turns, by their place, whose words stand as in no sound text; `None` for a turn that is not looked at.
pub(super) fn unusual(turns: &[Option<(&str, Language)>]) -> Vec<usize> {
    let score = |turn: &Option<(&str, Language)>| turn.and_then(|(text, language)| of(language)?.deviation(text));
    let scores: Vec<Option<f32>> = turns.iter().map(score).collect();
    let mut known: Vec<f32> = scores.iter().flatten().copied().collect();
    known.sort_by(f32::total_cmp);
    let Some(middle) = known.get(known.len() / 2).filter(|_| known.len() > 2) else {
        return (0..scores.len()).filter(|at| scores[*at].is_some_and(|score| score < ALONE)).collect();
    };
    let is_far = |score: f32| score < ALONE || score - middle / 2.0 < AMONG_OTHERS;
    (0..scores.len()).filter(|at| scores[*at].is_some_and(is_far)).collect()
}

fn of(language: Language) -> Option<&'static Order> {
    match language.code() {
        "en" => Some(&ENGLISH),
        "de" => Some(&GERMAN),
        "es" => Some(&SPANISH),
        "fr" => Some(&FRENCH),
        _ => None,
    }
}

/// The counts of one language.
struct Order {
    /// What stands for rarer words, in the order in which they are tried.
    endings: Vec<(&'static str, u64)>,
    /// Of all pairs.
    total: f32,
    mean: f32,
    deviation: f32,
    /// How often a word came before another one, and behind one.
    words: IdMap<[f32; 2]>,
    pairs: IdMap<f32>,
}

/// A line of totals, one of endings, then one for each word: itself, its two counts, each word behind it with the count.
fn read(file: &'static str) -> Order {
    let mut lines = file.lines().filter(|line| !line.starts_with('#'));
    let totals: Vec<f32> = lines.next().unwrap_or_default().split(' ').map(number).collect();
    let [total, mean, deviation] = totals[..] else { unreachable!("three totals in the first line") };
    let endings = lines.next().unwrap_or_default().split(' ');
    let endings = endings.map(|ending| (ending, word_id(&format!("{REST}{ending}")))).collect();
    let (mut words, mut pairs) = (IdMap::default(), IdMap::default());
    for line in lines {
        let mut parts = line.split(' ');
        let first = word_id(parts.next().unwrap_or_default());
        let counts = [(); 2].map(|()| parts.next().map_or(0.0, number));
        words.insert(first, counts);
        while let (Some(second), Some(count)) = (parts.next(), parts.next()) {
            pairs.insert(pair_of(first, word_id(second)), number(count));
        }
    }
    Order { endings, total, mean, deviation, words, pairs }
}

fn number(text: &str) -> f32 {
    text.parse().unwrap_or_default()
}

fn pair_of(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Order {
    /// How many deviations the mean weight of the pairs of a text lies above that of sound ones.
    fn deviation(&self, text: &str) -> Option<f32> {
        let (mut sum, mut pairs) = (0.0, 0);
        let mut last = None;
        for piece in pieces(&text.to_lowercase().replace('’', "'")).chain([Piece::End]) {
            let next = match piece {
                Piece::Word(word) => Some(self.name(word)),
                Piece::Stop => Some(word_id(".")),
                Piece::Comma => Some(word_id(",")),
                Piece::End => Some(word_id("$")),
                Piece::Other => None,
            };
            if let (Some(first), Some(second)) = (last, next) {
                sum += self.weight(first, second);
                pairs += 1;
            }
            last = if matches!(piece, Piece::Word(_)) { next } else { None };
        }
        let count = pairs as f32;
        (pairs >= FEWEST).then(|| (sum / count - self.mean) * count.min(MOST).sqrt() / self.deviation)
    }

    /// A frequent word stands for itself, another one for its ending.
    fn name(&self, word: &str) -> u64 {
        let id = word_id(word);
        if self.words.contains_key(&id) {
            return id;
        }
        let has = |ending: &str| word.strip_suffix(ending).is_some_and(|stem| stem.chars().nth(1).is_some());
        self.endings.iter().find(|(ending, _)| has(ending)).map_or_else(|| word_id(REST), |(_, id)| *id)
    }

    fn weight(&self, first: u64, second: u64) -> f32 {
        let count = |word: u64, side: usize| self.words.get(&word).map_or(0.0, |counts| counts[side]);
        let expected = count(first, 0) * count(second, 1) / self.total;
        let seen = self.pairs.get(&pair_of(first, second)).copied().unwrap_or_default();
        ((seen + ADDED) / (expected + ADDED)).ln().max(LOWEST)
    }
}

/// What a text is cut into.
enum Piece<'a> {
    Word(&'a str),
    /// The end of a sentence or of a part of one.
    Stop,
    Comma,
    /// A number, a quotation mark, a bracket: what stands beside it says little.
    Other,
    End,
}

/// As `scripts/learn_order.py` cuts them; what is none of them stands between no two pieces.
fn pieces(lower: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = lower;
    std::iter::from_fn(move || {
        loop {
            let letter = rest.chars().next()?;
            let end = match letter {
                _ if letter.is_alphabetic() => end_of_word(rest),
                _ if letter.is_ascii_digit() => {
                    rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len())
                }
                '.' => rest.find(|c: char| c != '.').unwrap_or(rest.len()),
                _ => letter.len_utf8(),
            };
            let (piece, behind) = rest.split_at(end);
            rest = behind;
            match letter {
                _ if letter.is_alphabetic() => return Some(Piece::Word(piece)),
                '.' | '!' | '?' | ';' | ':' | '…' => return Some(Piece::Stop),
                ',' => return Some(Piece::Comma),
                '"' | '«' | '»' | '“' | '”' | '(' | ')' | '0'..='9' => return Some(Piece::Other),
                _ => {}
            }
        }
    })
}

/// Letters, and an apostrophe between two of them.
fn end_of_word(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joins = matches!(letter, '\'' | '’') && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !letter.is_alphabetic() && !joins {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str =
        "Start with the card at 24 percent, because it costs you the most, and pay the others their minimum.";
    const SALAD: &str =
        "Card the with at percent start 24, costs because most it the you, minimum and their others the pay.";

    #[test]
    fn shuffled_words_are_far_from_sound_ones() {
        let (sound, salad) = (ENGLISH.deviation(SOUND), ENGLISH.deviation(SALAD));
        assert!(sound > Some(-2.0) && salad.is_some() && salad < Some(-5.0), "{sound:?} and {salad:?}");
        let turns = [SOUND, SALAD, SOUND, SOUND].map(|text| Some((text, Language::ENGLISH)));
        assert_eq!(unusual(&turns), [1]);
        assert_eq!(unusual(&[Some((SALAD, Language::ENGLISH)), None]), [0]);
    }

    #[test]
    fn short_turns_and_numbers_say_nothing() {
        for text in ["", "Of the. The of.", "12, 13, 14, 15, 16, 17, 18, 19 and 20", "…"] {
            assert_eq!(ENGLISH.deviation(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_is_cut_into_words_and_signs() {
        let shown = |text: &str| -> String {
            let show = |piece: Piece<'_>| match piece {
                Piece::Word(word) => format!("[{word}]"),
                Piece::Stop => ".".to_owned(),
                Piece::Comma => ",".to_owned(),
                Piece::Other => "0".to_owned(),
                Piece::End => "$".to_owned(),
            };
            pieces(text).map(show).collect()
        };
        assert_eq!(shown("don't, pay $1,200.50 now... \"yes\" l’été—non'"), "[don't],[pay]0[now].0[yes]0[l’été][non]");
    }

    #[test]
    fn each_file_is_read_whole() {
        for order in [&*ENGLISH, &*GERMAN, &*SPANISH, &*FRENCH] {
            assert!(order.words.len() > 200 && order.pairs.len() > 4_000 && !order.endings.is_empty());
            let each: f32 = order.words.values().map(|counts| counts[0]).sum();
            assert!((each - order.total).abs() < 1.0);
        }
    }
}
