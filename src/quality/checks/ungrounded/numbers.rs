//! The numbers that a turn claims, and the looser reading of what is known.

use std::ops::Range;

use crate::quality::checks::ungrounded::dates::{Date, YEARS};
use crate::quality::checks::ungrounded::spelled::spelled;
use crate::quality::checks::ungrounded::words::CURRENCIES;
use crate::quality::figures::figures;
use crate::quality::text::{TurnText, word_id};

/// Days, weeks, hours, minutes, all of it.
const UNIVERSAL: [f64; 6] = [24.0, 30.0, 52.0, 60.0, 100.0, 365.0];
/// Up to here a bare number counts things: two steps, three questions, a dozen.
const COUNTING: f64 = 12.0;
/// The most that a rounded number may be off, as a share.
const ROUNDED: f64 = 0.05;
/// The same of a sum that is not said to be rounded.
const ROUNDED_SUM: f64 = 0.005;

/// A number that is claimed.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) value: f64,
    /// How far it may be off.
    pub(super) near: f64,
    /// How far it may be off as the result of a sum.
    pub(super) near_sum: f64,
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// With a currency or a percent sign.
    Amount,
    /// Four digits from 1900 to 2100.
    Year,
    /// A count, a duration, a measure.
    Bare,
}

impl Claim {
    /// Whether it only counts things.
    pub(super) fn only_counts(&self) -> bool {
        let counts = self.value <= COUNTING && self.value.fract() == 0.0;
        self.kind == Kind::Bare && (counts || UNIVERSAL.contains(&self.value))
    }
}

/// The numbers of a turn outside dates, quotations and code, in order.
pub(super) fn claims(turn: &TurnText<'_>, dates: &[Date]) -> Vec<Claim> {
    let is_date = |at: usize| {
        let next = dates.partition_point(|date| date.at.end <= at);
        dates.get(next).is_some_and(|date| date.at.contains(&at))
    };
    let text = turn.content;
    let mut found: Vec<Claim> = Vec::new();
    for figure in figures(turn).into_iter().filter(|figure| !is_date(figure.at.start)) {
        let written = &text[figure.at.clone()];
        let is_year = written.len() == 4
            && written.bytes().all(|letter| letter.is_ascii_digit())
            && YEARS.contains(&(figure.value as u32));
        // "100 percent" is all of it.
        if figure.percent && figure.value == 100.0 {
            continue;
        }
        let is_amount = figure.percent || has_currency(text, &figure.at);
        let kind = match (is_amount, is_year) {
            (true, _) => Kind::Amount,
            (false, true) => Kind::Year,
            (false, false) => Kind::Bare,
        };
        let rounded = figure.half_unit.min(figure.value * ROUNDED);
        let near = if figure.about { rounded.max(figure.value * ROUNDED) } else { rounded };
        let near = if kind == Kind::Year { 0.0 } else { near };
        let near_sum = if figure.about { near } else { near.min(figure.value * ROUNDED_SUM) };
        found.push(Claim { value: figure.value, near, near_sum, kind, at: figure.at });
    }
    let figures = found.len();
    for number in spelled(turn) {
        let (first, last) = (turn.words[number.words.start], turn.words[number.words.end - 1]);
        let at = first.start as usize..last.end as usize;
        // "2 million" is a figure already.
        let next = found[..figures].partition_point(|claim| claim.at.end <= at.start);
        let is_read = found[..figures].get(next).is_some_and(|claim| claim.at.start < at.end);
        if is_read || first.quoted || turn.is_code(at.start) || is_date(at.start) {
            continue;
        }
        let kind = if has_currency(text, &at) || is_percent(text, at.end) { Kind::Amount } else { Kind::Bare };
        found.push(Claim { value: number.value, near: 0.0, near_sum: 0.0, kind, at });
    }
    found.sort_by_key(|claim| claim.at.start);
    found
}

fn has_currency(text: &str, at: &Range<usize>) -> bool {
    const SIGNS: [char; 4] = ['$', '€', '£', '¥'];
    let before = text[..at.start].trim_end_matches([' ', '\u{a0}']);
    let after = text[at.end..].trim_start_matches([' ', '\u{a0}']);
    let is_currency = |word: &str| !word.is_empty() && CURRENCIES.contains(&word_id(&word.to_lowercase()));
    let next: &str = after.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let last: &str = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    before.ends_with(SIGNS) || after.starts_with(SIGNS) || is_currency(next) || is_currency(last)
}

fn is_percent(text: &str, end: usize) -> bool {
    let after = text[end..].trim_start_matches([' ', '\u{a0}']).to_lowercase();
    ["%", "percent", "per cent", "prozent", "por ciento", "pour cent"].iter().any(|sign| after.starts_with(sign))
}

/// Every number that a known text may mean: each run of digits, too, so that "401(k)", "14th" and "9:30" count.
pub(super) fn loose(turn: &TurnText<'_>) -> Vec<f64> {
    let mut found: Vec<f64> = figures(turn).into_iter().map(|figure| figure.value).collect();
    // "1,250" holds no 250.
    let runs = turn.content.split(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',')));
    let runs = runs.map(|run| run.trim_matches(['.', ','])).filter(|run| (1..=12).contains(&run.len()));
    let is_whole = |run: &&str| run.bytes().all(|digit| digit.is_ascii_digit());
    found.extend(runs.filter(is_whole).filter_map(|run| run.parse::<f64>().ok()));
    found
}

/// The parts of a word with a hyphen or an apostrophe inside.
pub(super) fn with_letters(word: &str) -> impl Iterator<Item = &str> {
    word.split(['-', '\'', '’']).filter(move |part| part.len() < word.len() && part.len() > 2)
}
