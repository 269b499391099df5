//! Sums with a number of the sentence before: "you pay 20 percent. Of 1,860 that is 372", "from a fifty you get 12.40 back".

use crate::quality::checks::arithmetic::evaluate::differs;
use crate::quality::checks::arithmetic::reader::{Reader, Wrong};
use crate::quality::checks::arithmetic::words::{ends_with, equals, period, table};
use crate::quality::figures::Figure;

/// How many sentences back, and how many numbers, a sum reaches.
const SENTENCES: u32 = 2;
const NUMBERS: usize = 6;

impl Reader<'_> {
    /// `Of 1,860 that is 372`, where a percentage was said before.
    pub(super) fn part_of_it(&self, first: usize) -> Option<Wrong> {
        let (whole, stated) = (&self.figures[first], self.figures.get(first + 1)?);
        let said = self.said_before(first);
        let share = said.iter().rev().find(|figure| figure.percent)?;
        let gap = self.gap(first)?;
        let says = table("of alone").contains(&self.lead(first).as_str())
            && (equals(&gap, 1) || ends_with(&gap, "period is", 1));
        if !says || whole.percent || stated.percent || !self.is_money(whole) || !self.is_money(stated) {
            return None;
        }
        let about = whole.about || stated.about;
        // "4% of it a year. From $56,700 that's $189 a month."
        let scales = if period(&self.behind(stated)).is_some() { &[1.0, 12.0, 52.0][..] } else { &[1.0] };
        let fits = said.iter().filter(|figure| figure.percent).any(|figure| {
            [figure.value, 100.0 - figure.value]
                .iter()
                .any(|share| scales.iter().any(|scale| !differs(share * whole.value / 100.0 / scale, stated, about)))
        });
        let expected = share.value * whole.value / 100.0;
        (!fits).then_some(Wrong { first, last: first + 1, expected, stated: stated.value })
    }

    /// `That is £14.80 a day. Times 210 days that gives £2,108.`
    pub(super) fn times_it(&self, first: usize) -> Option<Wrong> {
        let (count, stated) = (&self.figures[first], self.figures.get(first + 1)?);
        let gap = self.gap(first)?;
        let is = equals(&gap, 3) || ends_with(&gap, "period is", 3);
        let says = table("times it").contains(&self.lead(first).as_str()) && is;
        if !says || count.percent || stated.percent || self.is_money(count) {
            return None;
        }
        let said = self.said_before(first);
        let each = said.iter().rev().find(|it| self.is_money(it) == self.is_money(stated) && !it.percent)?;
        let about = stated.about || each.about;
        let fits = said.iter().any(|it| !differs(it.value * count.value, stated, about));
        let expected = each.value * count.value;
        (!fits).then_some(Wrong { first, last: first + 1, expected, stated: stated.value })
    }

    /// `The bill is $37.60. From a fifty he gets $13.40 back.`
    pub(super) fn change_back(&self, last: usize) -> Option<Wrong> {
        let stated = &self.figures[last];
        let paid = last.checked_sub(1)?;
        let note = &self.figures[paid];
        let after = self.behind(stated);
        let back = table("back").iter().any(|word| after.trim_start().starts_with(word));
        let lead = self.lead(paid);
        let from = lead.split_whitespace().rev().take(3).any(|word| table("from a note").contains(&word));
        if !back || !from || note.sentence != stated.sentence || !self.is_money(stated) || note.percent {
            return None;
        }
        let said = self.said_before(paid);
        let bill = said.iter().rev().find(|figure| self.is_money(figure) && figure.value < note.value)?;
        // The bill may be one number or the sum of its parts.
        let parts =
            (0..said.len()).map(|from| said[from..].iter().filter(|it| self.is_money(it)).map(|it| it.value).sum());
        let mut bills = said.iter().map(|figure| figure.value).chain(parts);
        let fits = bills.any(|bill: f64| !differs(note.value - bill, stated, stated.about));
        let expected = note.value - bill.value;
        (!fits).then_some(Wrong { first: paid, last, expected, stated: stated.value })
    }

    /// The last numbers before one, as far back as people still have them in mind.
    fn said_before(&self, at: usize) -> &[Figure] {
        let sentence = self.figures[at].sentence;
        let near = |figure: &Figure| figure.sentence + SENTENCES >= sentence;
        let from = (at.saturating_sub(NUMBERS)..at).find(|at| near(&self.figures[*at])).unwrap_or(at);
        &self.figures[from..at]
    }
}
