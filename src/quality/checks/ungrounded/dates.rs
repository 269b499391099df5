//! Dates in their usual forms: "3 March 2025", "March 3rd", "3. März", "3 de marzo de 2025", "2025-03-03", "3/3/2025".

use std::ops::Range;

use crate::quality::checks::ungrounded::words::{IN_A_DATE, MONTHS};
use crate::quality::text::{TurnText, Word};

/// A date with a day or a year beside its month.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Date {
    pub(super) day: Option<u32>,
    pub(super) month: u32,
    pub(super) year: Option<u32>,
    /// Whether day and month may be the other way round: "3/4/2025".
    pub(super) either_way: bool,
    /// Its bytes.
    pub(super) at: Range<usize>,
}

pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

impl Date {
    /// Whether a date that is known says the same, or more.
    pub(super) fn is_said_by(&self, known: &Date) -> bool {
        let same = |day: Option<u32>, month: u32| {
            month == known.month && (day.is_none() || known.day.is_none() || day == known.day)
        };
        let other_way = || self.day.filter(|day| *day <= 12).is_some_and(|day| same(Some(self.month), day));
        let turned = (self.either_way || known.either_way) && other_way();
        let same_year = self.year.is_none() || known.year.is_none() || self.year == known.year;
        (same(self.day, self.month) || turned) && same_year
    }

    /// The number of its day in a year without a leap day.
    pub(super) fn day_of_year(&self) -> Option<i64> {
        const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
        Some(BEFORE.get(self.month.checked_sub(1)? as usize)? + i64::from(self.day?))
    }
}

/// The dates of a turn, in order.
pub(super) fn dates(turn: &TurnText<'_>) -> Vec<Date> {
    let mut found: Vec<Date> = in_words(turn).chain(in_digits(turn.content)).collect();
    found.sort_by_key(|date| date.at.start);
    found
}

fn in_words<'a>(turn: &'a TurnText<'a>) -> impl Iterator<Item = Date> + 'a {
    turn.words.iter().enumerate().filter_map(|(at, word)| {
        let month = *MONTHS.get(&word.id)? as u32;
        // "The first 12 may be paid later."
        let shown = turn.shown(word);
        if matches!(shown, "may" | "march" | "mar") {
            return None;
        }
        let (before, after) = (neighbour(turn, at, -1), neighbour(turn, at, 1));
        let year_of = |place: Option<usize>| place.and_then(|place| year(turn, &turn.words[place]));
        let day_of = |place: Option<usize>| place.and_then(|place| day(turn, &turn.words[place]));
        let (day, mut last) = match (day_of(before), day_of(after)) {
            (Some(day), _) => (Some(day), at),
            (None, Some(day)) if year_of(after).is_none() => (Some(day), after?),
            _ => (None, at),
        };
        let first = if day_of(before).is_some() { before? } else { at };
        let behind = neighbour(turn, last, 1);
        let year = year_of(behind);
        if year.is_some() {
            last = behind?;
        }
        let at = turn.words[first].start as usize..turn.words[last].end as usize;
        (day.is_some() || year.is_some()).then_some(Date { day, month, year, either_way: false, at })
    })
}

/// The next word that is no "of": two words away at most.
fn neighbour(turn: &TurnText<'_>, at: usize, step: isize) -> Option<usize> {
    let mut place = at.checked_add_signed(step)?;
    for _ in 0..2 {
        if !turn.words.get(place).is_some_and(|word| IN_A_DATE.contains(&word.id)) {
            break;
        }
        place = place.checked_add_signed(step)?;
    }
    let (low, high) = (place.min(at), place.max(at));
    let gap = turn.content.get(turn.words.get(low)?.end as usize..turn.words.get(high)?.start as usize)?;
    (gap.len() <= 12 && !gap.contains(['?', '!', ';', ':', '(', '\n'])).then_some(place)
}

fn day(turn: &TurnText<'_>, word: &Word) -> Option<u32> {
    let digits = turn.shown(word).trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let is_day = word.number && digits.len() <= 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse().ok().filter(|day| is_day && (1..=31).contains(day))
}

fn year(turn: &TurnText<'_>, word: &Word) -> Option<u32> {
    let shown = turn.shown(word);
    shown.parse().ok().filter(|year| shown.len() == 4 && YEARS.contains(year))
}

/// "3.3.2025", "3/3/25", "2025-03-03".
fn in_digits(text: &str) -> impl Iterator<Item = Date> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest + text[rest..].find(|letter: char| letter.is_ascii_digit())?;
            let run = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '/' | '-');
            let length = text[start..].find(|letter: char| !run(letter)).unwrap_or(text.len() - start);
            rest = start + length;
            let written = text[start..rest].trim_end_matches(['.', '/', '-']);
            if let Some(date) = numeric(written, start) {
                return Some(date);
            }
        }
    })
}

fn numeric(written: &str, start: usize) -> Option<Date> {
    let sign = written.chars().find(|letter| !letter.is_ascii_digit())?;
    let parts: Vec<&str> = written.split(sign).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |text: &str| text.parse::<u32>().ok();
    let at = start..start + written.len();
    if first.len() == 4 && second.len() == 2 && third.len() == 2 {
        let (year, month, day) = (number(first)?, number(second)?, number(third)?);
        let is_date = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        return is_date.then_some(Date { day: Some(day), month, year: Some(year), either_way: false, at });
    }
    let (mut day, mut month, year) = (number(first)?, number(second)?, number(third)?);
    let year = match third.len() {
        4 => year,
        2 => 2000 + year,
        _ => return None,
    };
    if month > 12 {
        (day, month) = (month, day);
    }
    let is_date = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then_some(Date { day: Some(day), month, year: Some(year), either_way: day <= 12, at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::text::prepare;

    #[test]
    fn dates_are_read_in_their_usual_forms() {
        for (text, expected) in [
            ("on 3 March 2025 it ends", (Some(3), 3, Some(2025))),
            ("by March 3rd, 2025", (Some(3), 3, Some(2025))),
            ("in March 2025", (None, 3, Some(2025))),
            ("the 3rd of March", (Some(3), 3, None)),
            ("am 3. März", (Some(3), 3, None)),
            ("el 3 de marzo de 2025", (Some(3), 3, Some(2025))),
            ("le 1er mars 2025", (Some(1), 3, Some(2025))),
            ("bis 13.03.2025.", (Some(13), 3, Some(2025))),
            ("2025-03-13", (Some(13), 3, Some(2025))),
            ("on 3/13/2025", (Some(13), 3, Some(2025))),
        ] {
            let read: Vec<_> =
                dates(&prepare(Role::User, text)).into_iter().map(|it| (it.day, it.month, it.year)).collect();
            assert_eq!(read, [expected], "{text}");
        }
        assert_eq!(dates(&prepare(Role::User, "in March, you may pay 3 of 1.200.000 or 12-14 a day")), []);
    }

    #[test]
    fn a_date_is_the_same_in_another_form_and_with_less() {
        let date = |text: &str| dates(&prepare(Role::User, text)).remove(0);
        for (said, known) in [
            ("3 March", "2025-03-03"),
            ("March 2025", "3.3.2025"),
            ("4/3/2025", "4 March 2025"),
            ("4/3/2025", "April 3, 2025"),
        ] {
            assert!(date(said).is_said_by(&date(known)), "{said} / {known}");
        }
        for (said, known) in [("4 March", "2025-03-03"), ("March 2026", "3.3.2025"), ("3 April", "3 March")] {
            assert!(!date(said).is_said_by(&date(known)), "{said} / {known}");
        }
    }
}
