//! Equations as people write them: with signs, between periods, of shares and of changes.

use crate::quality::checks::arithmetic::evaluate::{differs, evaluate};
use crate::quality::checks::arithmetic::reader::{Reader, Wrong};
use crate::quality::checks::arithmetic::words::{
    Period, Sign, alternative, ends_with, equals, joins, of, period, sign, table, units,
};
use crate::quality::figures::Figure;

/// Without "for one year", which changes nothing.
fn after_a_year(gap: &str) -> &str {
    let trimmed = gap.trim_start();
    table("for a year").iter().find_map(|lead| trimmed.strip_prefix(lead)).unwrap_or(gap)
}

/// "9 percent on 60,000" is interest, and 965 a month pay off the debt as well.
fn is_debt(of: &str) -> bool {
    table("part of").iter().any(|on| *on != "of" && of.trim().split(' ').next() == Some(on))
}

/// Whether one of the words between two numbers is of a table: "times pi is" reckons on with what is no figure.
pub(super) fn has_word_of(gap: &str, name: &str) -> bool {
    gap.split(|c: char| !c.is_alphabetic()).any(|word| table(name).contains(&word))
}

impl Reader<'_> {
    /// `a x b (+ c …) = d`.
    pub(super) fn sum(&self, first: usize) -> Option<Wrong> {
        // A number that continues an expression is no beginning.
        if first > 0 && self.gap(first - 1).is_some_and(|gap| sign(&gap).is_some()) || self.follows_a_sign(first) {
            return None;
        }
        let mut terms = vec![(Sign::Plus, &self.figures[first])];
        let mut at = first;
        loop {
            let gap = self.gap(at)?;
            match sign(&gap) {
                Some(sign) => terms.push((sign, &self.figures[at + 1])),
                None if terms.len() > 1 && equals(&gap, 3) && !has_word_of(&gap, "goes on reckoning") => break,
                None => return None,
            }
            at += 1;
        }
        // "3,280 times 31.50 cents is 1,033.20 euros."
        if (first..=at).filter_map(|at| self.gap(at)).any(|gap| has_word_of(&gap, "cents")) {
            return None;
        }
        let stated = &self.figures[at + 1];
        if self.gap(at + 1).is_some_and(|gap| sign(&gap).is_some()) {
            return None;
        }
        let expected = evaluate(&terms, stated)?;
        let about = stated.about || terms.iter().any(|(_, figure)| figure.about);
        differs(expected, stated, about).then_some(Wrong { first, last: at + 1, expected, stated: stated.value })
    }

    fn follows_a_sign(&self, at: usize) -> bool {
        let before = self.turn.content[..self.figures[at].at.start].trim_end_matches(['$', '€', '£', ' ']);
        before.ends_with(['+', '-', '−', '×', '*', '/', '÷', '(', '=', '^'])
    }

    /// `a a month, or b a year`.
    pub(super) fn periods(&self, first: usize) -> Option<Wrong> {
        let gap = self.gap(first)?;
        let (from, rest) = period(&gap)?;
        let (one, other) = (&self.figures[first], &self.figures[first + 1]);
        let (to, _) = period(&self.behind(other))?;
        if from == to || one.percent || other.percent {
            return None;
        }
        let expected = one.value * from.a_year() / to.a_year();
        let strict =
            equals(rest, 2) && !joins(rest) || equals(rest, 1) || ends_with(rest, "period is", 2) && !joins(rest);
        let ratio = other.value / expected;
        // "10 a month or 100 a year" is a price with a discount, and a day may be a working day.
        let loose = alternative(rest) && !(0.6..=1.04).contains(&ratio);
        let days = matches!(from, Period::Day) || matches!(to, Period::Day);
        let weeks = matches!((from, to), (Period::Week, Period::Month) | (Period::Month, Period::Week));
        let near = (days && (0.6..=1.1).contains(&ratio)) || (weeks && (0.9..=1.1).contains(&ratio));
        let wrong = (strict || loose) && !near && differs(expected, other, one.about || other.about);
        wrong.then_some(Wrong { first, last: first + 1, expected, stated: other.value })
    }

    /// `a over n months is b a month`. Growth and interest make more of it, so other units are left alone.
    pub(super) fn parts(&self, first: usize) -> Option<Wrong> {
        let (whole, count, stated) = (&self.figures[first], self.figures.get(first + 1)?, self.figures.get(first + 2)?);
        let is_over = table("spread over").contains(&self.gap(first)?.trim());
        let gap = self.gap(first + 1)?;
        let (unit, rest) = units(&gap)?;
        let (period, _) = period(&self.behind(stated))?;
        if !is_over || unit != period || !equals(rest, 0) || count.value < 2.0 || whole.percent || stated.percent {
            return None;
        }
        let expected = whole.value / count.value;
        let about = whole.about || stated.about;
        differs(expected, stated, about).then_some(Wrong { first, last: first + 2, expected, stated: stated.value })
    }

    /// `p percent of a is b`, `a is p percent of b`, and `That is p percent of b` behind a number.
    pub(super) fn share(&self, first: usize) -> Option<Wrong> {
        let (one, two) = (&self.figures[first], self.figures.get(first + 1)?);
        let gap = self.gap(first)?;
        if one.percent && !two.percent && of(&gap) {
            let stated = self.figures.get(first + 2);
            let states = stated.is_some()
                && self.gap(first + 1).is_some_and(|gap| {
                    equals(after_a_year(&gap), 0) || matches!(gap.trim(), "," | ", or" | "or" | "(")
                });
            if let Some(stated) = stated.filter(|stated| states && !stated.percent) {
                let expected = one.value * two.value / 100.0;
                let about = stated.about || one.about || two.about;
                // "9% on $60,000 is about $965 a month" is a loan; "up 60% on $1,240 is $1,984" is the sum of both.
                let behind = self.behind(stated);
                let other_way = period(&behind).is_some_and(|(period, _)| {
                    // "4% of it is $189 a month" is a part of the year's.
                    period != Period::Year && (is_debt(&gap) || !differs(expected / period.a_year(), stated, about))
                }) || !differs(two.value + expected, stated, about);
                let wrong = differs(expected, stated, about) && !self.states_share(first) && !other_way;
                return wrong.then_some(Wrong { first, last: first + 2, expected, stated: stated.value });
            }
            return self.shares_what_was_said(first);
        }
        let three = self.figures.get(first + 2)?;
        if !one.percent
            && two.percent
            && equals(&gap, 1)
            && !three.percent
            && self.gap(first + 1).is_some_and(|gap| of(&gap))
        {
            let expected = 100.0 * one.value / three.value;
            let about = one.about || two.about || three.about;
            return differs(expected, two, about).then_some(Wrong {
                first,
                last: first + 2,
                expected,
                stated: two.value,
            });
        }
        None
    }

    /// `On a, p percent is b` and `a on b is p percent`.
    pub(super) fn share_of_whole(&self, first: usize) -> Option<Wrong> {
        let (one, two, three) = (&self.figures[first], self.figures.get(first + 1)?, self.figures.get(first + 2)?);
        let (gap, states) = (self.gap(first)?, self.gap(first + 1)?);
        let about = one.about || two.about || three.about;
        let wrong = |expected: f64, stated: &Figure| {
            differs(expected, stated, about).then_some(Wrong { first, last: first + 2, expected, stated: stated.value })
        };
        let plain = one.value != 0.0 && two.value != 0.0 && !one.percent && equals(&states, 0);
        if plain && two.percent && !three.percent && gap.trim() == "," {
            let on = table("of alone").contains(&self.lead(first).as_str());
            return on.then(|| wrong(one.value * two.value / 100.0, three)).flatten();
        }
        let over = gap.trim().rsplit_once(' ').map_or(gap.trim(), |(_, last)| last);
        let is_part = table("part of").contains(&over) && gap.split_whitespace().count() <= 2;
        (plain && is_part && !two.percent && three.percent)
            .then(|| wrong(100.0 * one.value / two.value, three))
            .flatten()
    }

    /// Whether the number before is what the percentage is about.
    fn states_share(&self, first: usize) -> bool {
        first > 0 && self.gap(first - 1).is_some_and(|gap| equals(&gap, 1))
    }

    /// "… 13,200 a year. That is 4.3 percent of 310,000."
    fn shares_what_was_said(&self, first: usize) -> Option<Wrong> {
        let (share, whole) = (&self.figures[first], &self.figures[first + 1]);
        let opening = self.lead(first);
        if first == 0 || !table("that is").contains(&opening.replace('’', "'").trim()) || whole.value == 0.0 {
            return None;
        }
        let before = &self.figures[first.saturating_sub(5)..first];
        let last = before.iter().rev().find(|figure| !figure.percent && figure.sentence + 1 >= share.sentence)?;
        let fits = before.iter().any(|figure| !differs(100.0 * figure.value / whole.value, share, true));
        let expected = 100.0 * last.value / whole.value;
        (!fits).then_some(Wrong { first, last: first + 1, expected, stated: share.value })
    }

    /// `from a to b is a rise of c`, `the difference between a and b is c`.
    pub(super) fn change(&self, first: usize) -> Option<Wrong> {
        let (one, two, stated) = (&self.figures[first], self.figures.get(first + 1)?, self.figures.get(first + 2)?);
        let lead = self.lead(first);
        let (gap, states) = (self.gap(first)?, self.gap(first + 1)?);
        let between = lead.ends_with("between") && gap.trim() == "and" && equals(&states, 0);
        let tail = states.trim().strip_suffix("of").map(str::trim_end).unwrap_or_default();
        let changes = tail.split_whitespace().count() <= 6 && table("change").iter().any(|word| tail.ends_with(word));
        let from = lead.ends_with("from") && gap.trim() == "to" && (changes && states.contains("is a"));
        if !(between && lead.contains("difference") || from) || one.percent || two.percent {
            return None;
        }
        let change = (two.value - one.value).abs();
        let expected = if stated.percent { 100.0 * change / one.value } else { change };
        let about = stated.about || one.about || two.about;
        differs(expected, stated, about).then_some(Wrong { first, last: first + 2, expected, stated: stated.value })
    }
}
