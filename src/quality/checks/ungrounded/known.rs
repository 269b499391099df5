//! What is known at a turn: the source, what was asked for, and what was said before. And what follows from it by simple
//! arithmetic.

use std::collections::BTreeSet;

use crate::domain::conversation::Role;
use crate::quality::checks::ungrounded::dates::{Date, YEARS, dates};
use crate::quality::checks::ungrounded::numbers::{loose, with_letters};
use crate::quality::checks::ungrounded::spelled::spelled;
use crate::quality::stem::stem_id;
use crate::quality::text::{IdSet, TurnText, prepare};

/// Numbers that everybody has: days, months, hours, weeks, minutes.
const FREE: &[f64] = &[7.0, 12.0, 24.0, 30.0, 52.0, 60.0, 365.0];
/// The most numbers that are looked at for a sum. More of them reach any result.
const MOST_LOCAL: usize = 16;
/// The most dates that are compared.
const MOST_DATES: usize = 200;

/// Two roundings at most: of the result and of a share.
const ROUNDING: f64 = 0.002;

/// A result of a factor or a share, and the part that it may be off.
#[derive(Debug, Clone, Copy)]
struct Scale {
    value: f64,
    share: f64,
}

/// Numbers, dates and words, by which a claim is grounded.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// As bits: those of numbers above 0 sort as the numbers do.
    numbers: BTreeSet<u64>,
    dates: Vec<Date>,
    stems: IdSet,
    /// The numbers of the turn before the last one, and of the last one.
    local: Vec<f64>,
    last: Vec<f64>,
}

impl Known {
    /// Takes in a text that was given before the talk. Quotations count: what is quoted is said.
    pub(super) fn learn(&mut self, text: &str) {
        let mut turn = said(text);
        let found = dates(&turn);
        let without_dates = masked(text, &found);
        if let Some(rest) = &without_dates {
            turn = said(rest);
        }
        for value in loose(&turn).into_iter().chain(spelled(&turn).into_iter().map(|number| number.value)) {
            self.add(value);
        }
        found.iter().filter_map(|date| date.year).for_each(|year| self.add(f64::from(year)));
        let room = MOST_DATES.saturating_sub(self.dates.len());
        self.dates.extend(found.into_iter().take(room));
        for word in &said(text).words {
            let shown = text.get(word.start as usize..word.end as usize).unwrap_or_default().to_lowercase();
            let lower = without_possessive(&shown);
            self.stems.insert(stem_id(lower));
            for part in with_letters(lower) {
                self.stems.insert(stem_id(part));
            }
        }
    }

    /// Takes in a turn. Sums may go on from what it says.
    pub(super) fn hear(&mut self, text: &str) {
        let turn = said(text);
        self.local = self.last.drain(..).collect();
        self.last = loose(&turn).into_iter().chain(spelled(&turn).into_iter().map(|number| number.value)).collect();
        self.last.truncate(MOST_LOCAL);
        self.learn(text);
    }

    /// Takes in the years of a text alone.
    pub(super) fn learn_years(&mut self, text: &str) {
        let runs = text.split(|letter: char| !letter.is_ascii_digit()).filter(|run| run.len() == 4);
        let years = runs.filter_map(|run| run.parse().ok()).filter(|year| YEARS.contains(year));
        self.numbers.extend(years.map(|year| f64::from(year).to_bits()));
    }

    /// Takes in a number that was said.
    pub(super) fn add(&mut self, value: f64) {
        if value > 0.0 && value.is_finite() {
            self.numbers.insert(value.to_bits());
        }
    }

    pub(super) fn says_word(&self, word: &str) -> bool {
        self.stems.contains(&stem_id(without_possessive(word)))
    }

    /// Whether a number this near is known.
    pub(super) fn has(&self, value: f64, near: f64) -> bool {
        if !value.is_finite() || value <= 0.0 {
            return false;
        }
        let near = near.max(value * 1e-9);
        let (low, high) = ((value - near).max(f64::MIN_POSITIVE), value + near);
        self.numbers.range(low.to_bits()..=high.to_bits()).next().is_some()
    }

    /// Whether one operation on a number said last, or on one that everybody has, and a known one gives this. `here` are
    /// the other numbers of the turn.
    pub(super) fn reckons(&self, value: f64, near: f64, here: &[f64]) -> bool {
        let scale = Scale { value, share: (near / value).max(ROUNDING) };
        let locals = self.local.iter().chain(&self.last).chain(here.iter().take(MOST_LOCAL));
        let of_local = |a: f64| self.adds(value, near, a) || self.multiplies(scale, a) || self.is_a_share(scale, a);
        locals.copied().any(of_local)
            || FREE.iter().any(|a| self.multiplies(scale, *a))
            || self.has(100.0 - value, near)
            || is_a_sum_of_some(value, near.max(value * ROUNDING), here)
    }

    fn adds(&self, value: f64, near: f64, a: f64) -> bool {
        // A small number makes nearly every one of its neighbour; a year may.
        let least = if YEARS.contains(&(value as u32)) { near } else { near.max(value * 0.02) };
        let is_large = |other: f64| other > least && self.has(other, near.max(0.005));
        is_large(value - a) || is_large(value + a) || is_large(a - value)
    }

    /// a × k, k / a, a / k.
    fn multiplies(&self, scale: Scale, a: f64) -> bool {
        let Scale { value, share } = scale;
        // A factor near 1 says nothing.
        let has = |other: f64| other >= 2.0 && self.has(other, other * share);
        a > 1.0 && (has(value / a) || has(value * a) || has(a / value))
    }

    /// k percent of a, a percent of k, a as percent of k; a percent more or less of k, k percent more or less of a.
    fn is_a_share(&self, scale: Scale, a: f64) -> bool {
        let Scale { value, share } = scale;
        let has = |other: f64| (other - 1.0).abs() > 1e-9 && self.has(other, other * share);
        let more = value / (1.0 + a / 100.0);
        let less = if a < 100.0 { value / (1.0 - a / 100.0) } else { 0.0 };
        let change = (value / a - 1.0).abs() * 100.0;
        has(100.0 * value / a)
            || has(value * a / 100.0)
            || has(100.0 * a / value)
            || has(more)
            || has(less)
            || (change > 0.1 && self.has(change, change * share + 0.01))
    }

    /// Whether a known date says this one, or a known number of days, weeks or months lies between it and a known one.
    pub(super) fn has_date(&self, date: &Date) -> bool {
        let said = |known: &Date| date.is_said_by(known);
        self.dates.iter().any(said) || self.dates.iter().any(|known| self.lies_between(date, known))
    }

    fn lies_between(&self, date: &Date, known: &Date) -> bool {
        let (Some(one), Some(other)) = (date.day_of_year(), known.day_of_year()) else { return false };
        let years = match (date.year, known.year) {
            (Some(one), Some(other)) => i64::from(one) - i64::from(other),
            _ => 0,
        };
        let apart = |span: i64| span != 0 && self.has(span.unsigned_abs() as f64, 0.1);
        let days = one - other + 365 * years;
        let months = i64::from(date.month) - i64::from(known.month) + 12 * years;
        let is_same_day = date.day == known.day;
        apart(days)
            || apart(days - days.signum())
            || (days % 7 == 0 && apart(days / 7))
            || (is_same_day && months % 12 != 0 && apart(months))
            || (is_same_day && months % 12 == 0 && months.abs() > 12 && apart(months / 12))
    }
}

/// Whether it is the sum of neighbours among these numbers: "tea 4, milk 2 and bread 3, 9 in all".
fn is_a_sum_of_some(value: f64, near: f64, here: &[f64]) -> bool {
    let some = &here[..here.len().min(2 * MOST_LOCAL)];
    (0..some.len()).any(|start| {
        let mut sum = 0.0;
        some[start..].iter().enumerate().any(|(place, number)| {
            sum += number;
            place > 0 && (sum - value).abs() <= near
        })
    })
}

/// A text as it was said, with quotations and code.
fn said(text: &str) -> TurnText<'_> {
    let mut turn = prepare(Role::User, text);
    turn.words.iter_mut().for_each(|word| word.quoted = false);
    turn.code.clear();
    turn
}

/// The text with spaces in the place of its dates: their days are no numbers to reckon with.
fn masked(text: &str, dates: &[Date]) -> Option<String> {
    let first = dates.first()?;
    let mut rest = text.get(..first.at.start)?.to_owned();
    for (place, date) in dates.iter().enumerate() {
        let next = dates.get(place + 1).map_or(text.len(), |next| next.at.start.max(date.at.end));
        rest.push(' ');
        rest.push_str(text.get(date.at.end..next)?);
    }
    Some(rest)
}

pub(super) fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}
