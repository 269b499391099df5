//! A number that no operation makes of the two before it: "your pay is $4,000 and the costs are $3,250, so you keep $950".
//!
//! The sentence says that something was reckoned and does not say how, so every way is tried before it counts as wrong.

use crate::quality::checks::arithmetic::equations::has_word_of;
use crate::quality::checks::arithmetic::evaluate::differs;
use crate::quality::checks::arithmetic::reader::{NEAR, Reader, Wrong};
use crate::quality::checks::arithmetic::words::{ends_with, equals, period, table};
use crate::quality::figures::{Figure, boundary};

/// The most words between the second number and the verb of the result.
const WORDS: usize = 4;

/// The most numbers before that may be reckoned with as well.
const BEFORE: usize = 24;

/// What may be left unsaid between two numbers where the sentence names a period or a unit of measure.
const SCALES: [f64; 15] = [1.0, 12.0, 52.0, 4.0, 4.33, 7.0, 5.0, 24.0, 30.0, 365.0, 60.0, 100.0, 1000.0, 2.0, 3.0];

impl Reader<'_> {
    /// The number at `last` is said to come of the only two before it in its sentence.
    pub(super) fn unfit(&self, last: usize) -> Option<Wrong> {
        let first = last.checked_sub(2)?;
        let figures = &self.figures[first..=last];
        let [one, two, stated] = figures else { return None };
        let alone = first == 0 || self.figures[first - 1].sentence != one.sentence;
        let is_year = |figure: &Figure| !self.is_money(figure) && (1900.0..2100.0).contains(&figure.value);
        if !alone || one.sentence != stated.sentence || stated.percent || figures.iter().any(is_year) {
            return None;
        }
        let (between, is) = (self.gap(first)?, self.gap(first + 1)?);
        // "10 percent for each full twelve months, so twenty-six months are 20 percent."
        if one.percent && has_word_of(&between, "for each") {
            return None;
        }
        // "About 1% of the price, $3,200, you'd have $8,800": the second number is what the first one makes.
        if one.percent && between.trim_end().ends_with(',') {
            return None;
        }
        let kinds = [one, two, stated].map(|figure| self.is_money(figure));
        if !self.leads_to(first, [&between, &is], stated) || kinds[2] && !(kinds[0] || kinds[1]) {
            return None;
        }
        let expected = likely(one, two, kinds, &between);
        // "Sixteen to seventeen years" are whole ones.
        let behind = self.behind(stated);
        let is_range = ["to ", "bis ", "à ", "a "].iter().any(|to| behind.trim_start().starts_with(to));
        let about = figures.iter().any(|figure| figure.about) || stated.in_words && is_range;
        // How long it takes may stand anywhere: "$4,200 remain, which is $175 a month".
        let rate = period(&self.behind(stated)).is_some();
        if rate && period(&between).is_none() && period(&is).is_none() {
            return None;
        }
        let scales = if self.names_a_unit(one, stated) { SCALES.as_slice() } else { &SCALES[..1] };
        let may_be = |way: f64| {
            scales.iter().any(|scale| !differs(way * scale, stated, about) || !differs(way / scale, stated, about))
        };
        // What was said before may be reckoned with as well: "$4,200 remain", over the 24 months of the sentence before.
        let others = self.figures[first.saturating_sub(BEFORE)..first]
            .iter()
            .flat_map(|other| [ways(other, one), ways(other, two)]);
        let fits = ways(one, two).into_iter().chain(others.flatten()).flatten().any(may_be);
        (!fits).then_some(Wrong { first, last, expected, stated: stated.value })
    }

    /// Whether a period or a unit of measure stands from a number to the end of the sentence.
    fn names_a_unit(&self, first: &Figure, last: &Figure) -> bool {
        let end = self.sentence(last.sentence).last().map_or(0, |word| word.end as usize);
        let near = boundary(self.turn.content, last.at.end + NEAR);
        let text = self.turn.content[first.at.start..last.at.end.max(end.min(near))].to_lowercase();
        text.split(|c: char| !c.is_alphabetic()).any(|word| table("units").contains(&word))
    }

    /// Whether the words say that the third number is reckoned from the two before it.
    fn leads_to(&self, first: usize, [between, is]: [&str; 2], stated: &Figure) -> bool {
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric() && c != '\'')
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let after = self.behind(stated);
        let lead = self.lead(first);
        let (between, within, behind) = (words(between), words(is), words(&after));
        let cued =
            words(&lead).iter().chain(&between).chain(&within).any(|word| table("reckons").contains(&word.as_str()));
        // "You earn $5,200, rent is $1,400" says something new behind the comma.
        let goes_on = !is.contains(',') || within.iter().any(|word| table("goes on").contains(&word.as_str()));
        let says = goes_on && equals(is, WORDS)
            || ["costs", "leaves", "results"].iter().any(|name| ends_with(is, name, WORDS));
        let open = within.iter().any(|word| table("reckons no more").contains(&word.as_str()))
            || behind.first().is_some_and(|word| table("reckons no more").contains(&word.as_str()));
        cued && says && !open
    }
}

/// What two numbers make by one operation.
fn ways(one: &Figure, two: &Figure) -> [Option<f64>; 5] {
    let (a, b) = (one.value, two.value);
    let share = match (one.percent, two.percent) {
        (true, false) => Some((b, b * a / 100.0)),
        (false, true) => Some((a, a * b / 100.0)),
        _ => None,
    };
    let quotient = |over: f64, by: f64| (by != 0.0).then(|| over / by);
    match share {
        Some((whole, part)) => {
            // "22 percent is withheld, which would be $3,960, leaving $14,040": the whole is not said.
            let unsaid = quotient(100.0 * whole, share_of(one, two));
            [Some(part), Some(whole + part), Some(whole - part), unsaid, unsaid.map(|unsaid| unsaid - whole)]
        }
        None => [Some(a + b), Some(a - b), Some(a * b), quotient(a, b), quotient(b, a)],
    }
}

/// The percentage of the two.
fn share_of(one: &Figure, two: &Figure) -> f64 {
    if one.percent { one.value } else { two.value }
}

/// The result to name: of money and a count their product or quotient, of two amounts their difference.
fn likely(one: &Figure, two: &Figure, money: [bool; 3], between: &str) -> f64 {
    let (a, b) = (one.value, two.value);
    match (one.percent, two.percent, money) {
        (true, ..) | (_, true, _) => a * b / 100.0,
        (_, _, [true, true, _]) => (a - b).abs(),
        _ if table("split").iter().any(|word| between.contains(word)) => a / b,
        _ => a * b,
    }
}
