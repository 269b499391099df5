//! Sums told in words: so many at a price, split, taken away, a part of it, for some months, a list and its total.

use crate::quality::checks::arithmetic::evaluate::differs;
use crate::quality::checks::arithmetic::reader::{Reader, Wrong};
use crate::quality::checks::arithmetic::words::{
    Period, ends_with, equals, joins, numbered, period, plain, table, units,
};
use crate::quality::figures::Figure;

/// The most words between a number and the one it leads to.
const WORDS: usize = 4;
/// A smaller number in words may be an hour: "two trains at ten".
const SPELLED: f64 = 25.0;
/// The fewest parts of a total.
const PARTS: usize = 3;

impl Reader<'_> {
    /// Three numbers in a row and what stands between them.
    fn three(&self, first: usize) -> Option<([&Figure; 3], String, String)> {
        let figures = self.figures.get(first..first + 3)?;
        let [one, two, stated] = figures else { return None };
        Some(([one, two, stated], self.gap(first)?, self.gap(first + 1)?))
    }

    fn wrong_third(&self, first: usize, expected: f64) -> Option<Wrong> {
        let figures = &self.figures[first..first + 3];
        let about = figures.iter().any(|figure| figure.about);
        let stated = &figures[2];
        differs(expected, stated, about).then_some(Wrong { first, last: first + 2, expected, stated: stated.value })
    }

    /// `3 nights at $80 make $240`.
    pub(super) fn each(&self, first: usize) -> Option<Wrong> {
        let ([count, price, stated], at, is) = self.three(first)?;
        let whole = !count.percent && !price.percent && !stated.percent && !self.is_money(count);
        let spelled = [count, price, stated].iter().all(|it| it.in_words) && price.value >= SPELLED;
        let money = spelled || self.is_money(price) && self.is_money(stated);
        let says = ends_with(&at, "at", WORDS) && !joins(&at) && states(&is, WORDS);
        // "Five years at $412": the price may be one of a month or a week.
        let times: &[f64] =
            if table("years").iter().any(|word| at.trim_start().starts_with(word)) { &[12.0, 52.0] } else { &[] };
        let is_shorter = times.iter().any(|times| !differs(count.value * price.value * times, stated, stated.about));
        let is_wrong = whole && money && says && !is_shorter;
        if is_wrong { self.wrong_third(first, count.value * price.value) } else { None }
    }

    /// `$160 split between 4 is $40`.
    pub(super) fn split(&self, first: usize) -> Option<Wrong> {
        let ([whole, parts, stated], split, is) = self.three(first)?;
        let plain = !whole.percent && !parts.percent && !stated.percent && parts.value >= 2.0 && !self.is_money(parts);
        let says = ends_with(split.trim_end_matches(" the "), "split", 0) && states(&is, WORDS);
        // "160 entre 4" is an ordinary division; its result is money again.
        let money = self.is_money(whole) && self.is_money(stated);
        if plain && money && says { self.wrong_third(first, whole.value / parts.value) } else { None }
    }

    /// `From $160 take $39, that leaves $121`, `Take $39 from $160 and $121 …` is left alone.
    pub(super) fn taken(&self, first: usize) -> Option<Wrong> {
        let ([one, two, stated], between, is) = self.three(first)?;
        if one.percent || two.percent || stated.percent || !ends_with(&is, "leaves", 2 * WORDS) || joins(&is) {
            return None;
        }
        let lead = self.lead(first);
        let words: Vec<&str> = between.split_whitespace().filter(|word| *word != "the").collect();
        if lead.ends_with("from") && table("take").contains(&words.join(" ").trim_start_matches(',').trim()) {
            return self.wrong_third(first, one.value - two.value);
        }
        let from = matches!(words.as_slice(), ["from"] | ["away" | "off", "from"] | ["off"]);
        let takes = table("take").iter().any(|word| lead.ends_with(word));
        if from && takes { self.wrong_third(first, two.value - one.value) } else { None }
    }

    /// `3.2 by 2.5 is 8 square metres`.
    pub(super) fn area(&self, first: usize) -> Option<Wrong> {
        let ([long, wide, stated], by, is) = self.three(first)?;
        let by: Vec<&str> = by.split_whitespace().filter(|word| !table("units of length").contains(word)).collect();
        let behind = self.behind(stated);
        let square = table("square").iter().any(|word| behind.trim_start().starts_with(word));
        let is = is.trim_end();
        let has = ["you've got", "you have", "there are"].iter().any(|has| is.trim_start() == *has);
        let says = table("by").contains(&by.join(" ").as_str()) && (has || equals(is, 1));
        if says && square { self.wrong_third(first, long.value * wide.value) } else { None }
    }

    /// `half of $1,140 is $570`.
    pub(super) fn part(&self, first: usize) -> Option<Wrong> {
        let (whole, stated) = (&self.figures[first], self.figures.get(first + 1)?);
        let gap = self.gap(first)?;
        if whole.percent || stated.percent || !(equals(&gap, 0) || ends_with(&gap, "results", 0)) {
            return None;
        }
        let lead = self.lead(first);
        let (share, _) = numbered("share").find(|(_, words)| words.iter().any(|word| ends_in(&lead, word)))?;
        let expected = share * whole.value;
        let about = whole.about || stated.about;
        differs(expected, stated, about).then_some(Wrong { first, last: first + 1, expected, stated: stated.value })
    }

    /// `$40 a month for 6 months is $240`. Over years there may be interest.
    pub(super) fn spell(&self, first: usize) -> Option<Wrong> {
        let ([one, count, stated], between, is) = self.three(first)?;
        let (each, rest) = period(&between)?;
        let (unit, rest_of) = units(&is)?;
        let says = table("for periods").contains(&rest.trim()) && unit == each && each != Period::Year;
        let plain = !one.percent && !count.percent && !stated.percent && count.value <= 60.0;
        if plain && says && states(rest_of, 2) { self.wrong_third(first, one.value * count.value) } else { None }
    }

    /// `Tea $4, milk $2 and bread $3. That's $9.` The number at `last` is the total.
    pub(super) fn total(&self, last: usize) -> Option<Wrong> {
        let stated = &self.figures[last];
        let end = last.checked_sub(1)?;
        let between = plain(self.turn.content.get(self.figures[end].at.end..stated.at.start)?);
        // Within the sentence, or right at the start of the next one.
        let (same, next) = (stated.sentence == self.figures[end].sentence, self.figures[end].sentence + 1);
        let tail = if same { between.as_str() } else { between.trim_start_matches(['.', '!', ' ']) };
        if !(same || stated.sentence == next) || !self.is_money(stated) || !ends_with(tail, "total", 0) {
            return None;
        }
        let mut first = end;
        while first > 0 && self.lists(first - 1) {
            first -= 1;
        }
        let parts = &self.figures[first..last];
        // Whatever is counted before the list may belong to it.
        let open = first > 0 && self.figures[first - 1].sentence == self.figures[first].sentence;
        // "980, 145 and 150 make $1,275": the currency stands once.
        let bare = (first..end).all(|at| self.gap(at).is_some_and(|gap| is_bare(&gap)));
        let counts = |part: &Figure| bare && !part.in_words || self.is_money(part);
        if open || parts.len() < PARTS || !parts.iter().all(|part| counts(part) && !part.percent) {
            return None;
        }
        let lead = self.lead(first);
        if lead.split_whitespace().any(|word| matches!(word, "of" | "from" | "von" | "aus" | "de" | "sur")) {
            return None;
        }
        let expected: f64 = parts.iter().map(|part| part.value).sum();
        let about = stated.about || parts.iter().any(|part| part.about);
        differs(expected, stated, about).then_some(Wrong { first, last, expected, stated: stated.value })
    }

    /// Whether a number and the next one are parts of one list.
    fn lists(&self, at: usize) -> bool {
        self.gap(at).is_some_and(|gap| {
            let words = || gap.split([' ', ',', '\n', ';']).filter(|word| !word.is_empty());
            let joined = gap.starts_with(',')
                || gap.starts_with(';')
                || gap.contains(" and ")
                || gap.contains(" und ")
                || gap.contains(" y ")
                || gap.contains(" et ");
            joined && words().count() <= WORDS && !words().any(|word| table("no list").contains(&word))
        })
    }

    /// Whether a currency stands at a number.
    pub(super) fn is_money(&self, figure: &Figure) -> bool {
        let text = &self.turn.content;
        let before = text[..figure.at.start].trim_end().ends_with(['$', '€', '£']);
        let after = text[figure.at.end..].trim_start();
        let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        before || after.starts_with(['$', '€', '£']) || table("currencies").contains(&word.as_str())
    }
}

/// Whether nothing but a comma or "and" stands between two numbers.
fn is_bare(gap: &str) -> bool {
    matches!(gap.trim_matches([' ', ',']), "" | "and" | "und" | "y" | "et")
}

fn ends_in(text: &str, phrase: &str) -> bool {
    text.strip_suffix(phrase).is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '(', ',']))
}

/// Whether a gap says "is" or "costs" after some words that join nothing else to it.
fn states(gap: &str, others: usize) -> bool {
    // "Two rooms at $80, one is $10 off" says something new behind the comma.
    let goes_on = || gap.split([' ', ',']).any(|word| table("goes on").contains(&word));
    let others = if gap.contains(',') && !goes_on() { 0 } else { others };
    (equals(gap, others) || ends_with(gap, "costs", others)) && !joins(gap)
}
