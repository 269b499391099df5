//! The words of sums: which operator, period or equation a text between two numbers says. Data: `data/arithmetic.txt`.

use std::sync::LazyLock;

use crate::quality::tables::Tables;
use crate::quality::text::{IdMap, Word, word_id};

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Sign {
    Plus,
    Minus,
    Times,
    Over,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Period {
    Day,
    Week,
    Month,
    Year,
}

impl Period {
    const ALL: [(Period, &str); 4] =
        [(Period::Month, "month"), (Period::Year, "year"), (Period::Week, "week"), (Period::Day, "day")];

    /// How many of them a year has.
    pub(super) fn a_year(self) -> f64 {
        match self {
            Period::Day => 365.0,
            Period::Week => 52.0,
            Period::Month => 12.0,
            Period::Year => 1.0,
        }
    }
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(include_str!("../../../../data/arithmetic.txt")));

/// A group of words; empty where there is none of that name.
pub(super) fn table(name: &str) -> &'static [&'static str] {
    TABLES.get(name)
}

/// The groups whose name is a word and a number: "share 0.5".
static NUMBERED: LazyLock<Vec<(&str, f64, &[&str])>> = LazyLock::new(|| {
    let numbered = TABLES.iter().filter_map(|(name, words)| {
        let (name, value) = name.split_once(' ')?;
        Some((name, value.parse().ok()?, words))
    });
    numbered.collect()
});

pub(super) fn numbered(name: &str) -> impl Iterator<Item = (f64, &'static [&'static str])> {
    NUMBERED.iter().filter(move |(own, ..)| *own == name).map(|(_, value, words)| (*value, *words))
}

/// In lower case, without currencies and emphasis.
pub(super) fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| !matches!(c, '$' | '€' | '£' | '*'));
    let lower: String = letters.flat_map(char::to_lowercase).collect();
    let mut words = lower.as_str();
    let mut kept = String::with_capacity(lower.len());
    // A currency is a whole word.
    while let Some(at) = words.find(' ') {
        kept.push_str(&words[..at]);
        words = &words[at..];
        let word: &str = words[1..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if table("currencies").contains(&word) {
            words = &words[1 + word.len()..];
        } else {
            kept.push(' ');
            words = &words[1..];
        }
    }
    kept.push_str(words);
    kept
}

/// The operator between two numbers, after a unit of two words at most: "months x".
pub(super) fn sign(gap: &str) -> Option<Sign> {
    const SIGNS: [(Sign, &str, &str); 4] = [
        (Sign::Times, "times", "times in words"),
        (Sign::Plus, "plus", ""),
        (Sign::Minus, "minus", ""),
        (Sign::Over, "over", "over in words"),
    ];
    let trimmed = gap.trim();
    // In words the unit may be longer: "470 euros a month, multiplied by 12".
    let in_words = SIGNS.iter().find(|(_, _, words)| table(words).iter().any(|word| trimmed.ends_with(word)));
    if let Some((sign, ..)) = in_words {
        return (gap.split_whitespace().count() <= 7).then_some(*sign);
    }
    // "$130 + telephone $60", "250 g + sugar 120 g": the sign, and the name of what is added.
    let few = |words: &str, most: usize| {
        words.split_whitespace().count() <= most
            && words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\''))
    };
    let added = trimmed.split_once("+ ").filter(|(unit, _)| unit.is_empty() || unit.ends_with(' '));
    if gap.starts_with(' ') && added.is_some_and(|(unit, name)| few(unit, 2) && few(name, 3)) {
        return Some(Sign::Plus);
    }
    // Without spaces it is a range, a date or a fraction.
    let spaced = gap.starts_with(' ') && gap.ends_with(' ');
    let (sign, word) = SIGNS.iter().find_map(|(sign, short, _)| {
        let word = table(short).iter().find(|word| trimmed.ends_with(**word))?;
        Some((*sign, *word))
    })?;
    let unit = trimmed[..trimmed.len() - word.len()].trim_end();
    let alone = unit.is_empty() || trimmed[..trimmed.len() - word.len()].ends_with(' ');
    let is_unit = unit.split_whitespace().count() <= 2 && unit.chars().all(|c| c.is_alphabetic() || c == ' ');
    let close = matches!(sign, Sign::Times | Sign::Plus) && unit.is_empty();
    (alone && is_unit && (spaced || close)).then_some(sign)
}

/// Whether a gap says "is": after a unit of so many words at most.
pub(super) fn equals(gap: &str, unit: usize) -> bool {
    ends_with(gap, "is", unit)
}

/// Whether a gap ends with a phrase of a table: after so many other words at most.
pub(super) fn ends_with(gap: &str, name: &str, others: usize) -> bool {
    let mut words: Vec<&str> = gap.split([' ', ',', '\n', '(', ':', ';']).filter(|word| !word.is_empty()).collect();
    while words.last().is_some_and(|word| table("soft").contains(word)) {
        words.pop();
    }
    table(name).iter().any(|phrase| {
        let count = phrase.split(' ').count();
        words.len() >= count
            && words.len() - count <= others
            && words[words.len() - count..].iter().copied().eq(phrase.split(' '))
    })
}

/// "or", "oder": the same in other words, or a choice.
pub(super) fn alternative(gap: &str) -> bool {
    table("or").contains(&gap.trim().trim_start_matches(',').trim_start())
}

pub(super) fn of(gap: &str) -> bool {
    table("of").contains(&gap.trim())
}

/// The period a text begins with, and the rest.
pub(super) fn period(gap: &str) -> Option<(Period, &str)> {
    let trimmed = gap.trim_start();
    let begin = |text, words: &[&'static str]| -> Option<&str> {
        let text: &str = text;
        let rest = words.iter().find_map(|word| text.strip_prefix(word))?;
        (!rest.starts_with(char::is_alphabetic)).then(|| &text[text.len() - rest.len()..])
    };
    let adverb =
        Period::ALL.iter().find_map(|(period, name)| Some((*period, begin(trimmed, table(&format!("{name}ly")))?)));
    if adverb.is_some() {
        return adverb;
    }
    let rest = table("period leads").iter().find_map(|lead| {
        let rest = trimmed.strip_prefix(lead)?;
        if *lead == "/" { Some(rest) } else { rest.strip_prefix(' ') }
    })?;
    Period::ALL.iter().find_map(|(period, name)| Some((*period, begin(rest, table(name))?)))
}

/// The period in the plural that a text begins with, and the rest.
pub(super) fn units(gap: &str) -> Option<(Period, &str)> {
    let trimmed = gap.trim_start();
    Period::ALL.iter().find_map(|(period, name)| {
        let words = table(&format!("{name}s"));
        Some((*period, words.iter().find_map(|word| trimmed.strip_prefix(word))?))
    })
}

/// The numbers that are written as words.
static NUMBERS: LazyLock<IdMap<f64>> = LazyLock::new(|| {
    let words = numbered("number").flat_map(|(value, words)| words.iter().map(move |word| (word_id(word), value)));
    words.collect()
});

/// The value of a word: "six".
pub(super) fn number_in_words(word: &Word) -> Option<f64> {
    number_of(word.id)
}

/// The same by the id of the word.
pub(in crate::quality::checks) fn number_of(id: u64) -> Option<f64> {
    NUMBERS.get(&id).copied()
}

/// Whether something else is added between two numbers.
pub(super) fn joins(gap: &str) -> bool {
    const JOINS: [&str; 16] = [
        "and", "plus", "or", "but", "less", "minus", "if", "with", "und", "oder", "aber", "y", "o", "et", "ou", "while",
    ];
    gap.split([' ', ',']).any(|word| JOINS.contains(&word))
}
