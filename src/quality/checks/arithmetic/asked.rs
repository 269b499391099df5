//! Sums of what the user said just before: a list and its total, a debt and a year's interest, a change in percent.
//!
//! The assistant states only the result. Every way to it is tried before it counts as wrong.

use crate::quality::checks::arithmetic::average::names_average;
use crate::quality::checks::arithmetic::evaluate::differs;
use crate::quality::checks::arithmetic::reader::{Reader, Wrong};
use crate::quality::checks::arithmetic::words::{numbered, table};
use crate::quality::figures::Figure;
use crate::quality::text::Word;

/// More amounts have too many sums.
const AMOUNTS: usize = 12;
/// How far behind the interest its period stands, in bytes.
const NEAR: usize = 32;
/// The most words before "that makes": "Your fixed costs, then, come to".
const OTHERS: usize = 5;
/// The fewest parts of a total.
const PARTS: usize = 3;
/// Monthly amounts may be told for a year, weekly ones for a month.
const TIMES: [f64; 4] = [1.0, 12.0, 52.0, 4.0];
/// A year's interest may be less where the debt is paid off in it, and more where interest bears interest.
const INTEREST: std::ops::Range<f64> = 0.7..1.13;

impl Reader<'_> {
    /// The number at `last` does not follow from what the user said.
    pub(super) fn asked(&self, user: &Reader<'_>, last: usize) -> Option<Wrong> {
        self.total_of(user, last).or_else(|| self.interest(user, last)).or_else(|| self.changed(user, last))
    }

    /// `Those five together come to $2,200`.
    fn total_of(&self, user: &Reader<'_>, last: usize) -> Option<Wrong> {
        let stated = &self.figures[last];
        let alone = last == 0 || self.figures[last - 1].in_words || self.figures[last - 1].sentence != stated.sentence;
        if !alone || stated.percent || !self.is_money(stated) {
            return None;
        }
        let lead = self.lead(last);
        let Some(count) = counted(&lead) else { return self.whole_total(user, last, &lead) };
        let amounts: Vec<f64> = user
            .amounts()
            .chain(self.figures[..last].iter().filter(|it| self.is_money(it)))
            .map(|it| it.value)
            .collect();
        if !(PARTS..=AMOUNTS).contains(&amounts.len()) {
            return None;
        }
        let fits = |set: u32| {
            let parts = amounts.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, amount)| amount);
            let sum: f64 = parts.sum();
            TIMES.iter().any(|times| !differs(sum * times, stated, stated.about))
        };
        let mut sets = (1..1_u32 << amounts.len()).filter(|set| f64::from(set.count_ones()) == count);
        if amounts.len() < count as usize || sets.any(fits) {
            return None;
        }
        // The last so many amounts are most likely meant.
        let expected = amounts[amounts.len() - count as usize..].iter().sum();
        Some(Wrong { first: last, last, expected, stated: stated.value })
    }

    /// `That makes $2,200 together`, behind a list of the user: no part of what was said adds up to it.
    fn whole_total(&self, user: &Reader<'_>, last: usize, lead: &str) -> Option<Wrong> {
        let stated = &self.figures[last];
        let says = || table("adds up").iter().chain(table("total")).any(|phrase| is_whole(lead, phrase));
        if last > 0 || stated.about || !says() || names_average(lead) {
            return None;
        }
        let amounts: Vec<f64> = user.amounts().map(|it| it.value).take(AMOUNTS + 1).collect();
        if amounts.len() > AMOUNTS || amounts.contains(&stated.value) {
            return None;
        }
        let list = user.longest_list();
        if list.len() < PARTS {
            return None;
        }
        let sum = |set: u32| -> f64 {
            amounts.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, amount)| amount).sum()
        };
        let fits = |set: u32| TIMES.iter().any(|times| !differs(sum(set) * times, stated, stated.about));
        let expected = list.iter().map(|it| it.value).sum();
        (!(1..1_u32 << amounts.len()).any(fits)).then_some(Wrong { first: last, last, expected, stated: stated.value })
    }

    /// The most amounts within a sentence.
    fn longest_list(&self) -> Vec<&Figure> {
        let of = |sentence| self.amounts().filter(|it| it.sentence == sentence).collect::<Vec<_>>();
        self.amounts().map(|it| of(it.sentence)).max_by_key(Vec::len).unwrap_or_default()
    }

    /// `In the first year that is $1,220 in interest on $8,500`, at a rate that was said.
    fn interest(&self, user: &Reader<'_>, last: usize) -> Option<Wrong> {
        let stated = &self.figures[last];
        let behind = self.behind(stated);
        let is_interest = table("in interest").iter().any(|words| behind.trim_start().starts_with(words));
        if stated.percent || !is_interest || !self.is_money(stated) {
            return None;
        }
        let end = stated.at.end + NEAR;
        let said = self.sentence(stated.sentence).iter().filter(|word| (word.start as usize) < end);
        let said: Vec<String> = said.map(|word| self.turn.shown(word).to_lowercase()).collect();
        let has = |name: &str| said.iter().any(|word| table(name).contains(&word.as_str()));
        // Interest on interest was asked for.
        let compounds = |word: &Word| user.turn.shown(word).to_lowercase().starts_with("compound");
        if user.turn.words.iter().any(compounds) {
            return None;
        }
        // "Over four years", "in a month", "saves you": another sum.
        if !has("year") || has("years") || has("month") || has("months") || has("less interest") {
            return None;
        }
        let own = || self.figures.iter().filter(|it| it.sentence == stated.sentence && it.at != stated.at);
        let larger = |it: &&Figure| !it.percent && it.value > stated.value;
        let mut debts: Vec<f64> = own().filter(|it| self.is_money(it)).filter(larger).map(|it| it.value).collect();
        if debts.is_empty() {
            debts = user.amounts().chain(&self.figures[..last]).filter(larger).map(|it| it.value).collect();
        }
        let mut rates: Vec<f64> = own().filter(|it| it.percent).map(|it| it.value).collect();
        if rates.is_empty() {
            rates =
                user.figures.iter().chain(&self.figures[..last]).filter(|it| it.percent).map(|it| it.value).collect();
        }
        let sums = || debts.iter().flat_map(|debt| rates.iter().map(move |rate| debt * rate / 100.0));
        let fits = sums().any(|sum| INTEREST.contains(&(stated.value / sum)));
        let nearest =
            sums().min_by(|one, other| (one - stated.value).abs().total_cmp(&(other - stated.value).abs()))?;
        (!fits).then_some(Wrong { first: last, last, expected: nearest, stated: stated.value })
    }

    /// `The raise is 12 percent`, where the user said from what to what.
    fn changed(&self, user: &Reader<'_>, last: usize) -> Option<Wrong> {
        let stated = &self.figures[last];
        let behind = self.behind(stated);
        let next = behind.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let lead = self.lead(last);
        let named = table("is").iter().any(|is| {
            let before = lead.strip_suffix(is).and_then(|text| text.trim_end().rsplit(' ').next());
            before.is_some_and(|word| table("change").contains(&word))
        });
        if !stated.percent || !(named || table("change").contains(&next)) || !table("of").iter().all(|of| next != *of) {
            return None;
        }
        let mut changes = user.changes().chain(self.changes());
        let (from, to) = changes.next()?;
        let expected = 100.0 * (to - from).abs() / from;
        let other = 100.0 * (to - from).abs() / to;
        let wrong = changes.next().is_none() && differs(expected, stated, true) && differs(other, stated, true);
        wrong.then_some(Wrong { first: last, last, expected, stated: stated.value })
    }

    /// The numbers of each `from a to b`.
    fn changes(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        (1..self.figures.len()).filter_map(|at| {
            let (one, two) = (&self.figures[at - 1], &self.figures[at]);
            let plain = !one.percent && !two.percent && self.is_money(one) && self.is_money(two) && one.value > 0.0;
            let between = self.gap(at - 1)?;
            let says = table("from").contains(&self.lead(at - 1).split(' ').next_back()?)
                && table("to").contains(&between.trim());
            (plain && says).then_some((one.value, two.value))
        })
    }

    /// The sums of money, and numbers that stand among them without a currency: "rent 1,340, groceries 465".
    fn amounts(&self) -> impl Iterator<Item = &Figure> {
        let is_year = |it: &Figure| (1900.0..2100.0).contains(&it.value) && it.half_unit < 1.0 && !self.is_money(it);
        self.figures.iter().filter(move |it| !it.percent && !it.in_words && !is_year(it))
    }
}

/// Whether a text ends with a phrase, and says nothing else of its own before it.
fn is_whole(lead: &str, phrase: &str) -> bool {
    let whole = lead.strip_suffix(phrase).filter(|rest| rest.is_empty() || rest.ends_with([' ', ',']));
    whole.is_some_and(|rest| rest.split_whitespace().count() <= OTHERS)
}

/// How many parts are added up: "those five together come to", "the five bills come to".
fn counted(lead: &str) -> Option<f64> {
    let whole = table("adds up").iter().filter_map(|phrase| lead.strip_suffix(phrase)).min_by_key(|text| text.len())?;
    let count = |word: &str| numbered("number").find(|(_, names)| names.contains(&word)).map(|(count, _)| count);
    let mut last = whole.split_whitespace().rev();
    let (one, two) = (last.next()?, last.next().unwrap_or_default());
    // "For eleven hours it comes to".
    let found = count(one).or_else(|| count(two).filter(|_| one.chars().nth(2).is_some()))?;
    (found >= PARTS as f64).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::checks::arithmetic::words::number_in_words;
    use crate::quality::figures::{figures, with_words};
    use crate::quality::text::prepare;

    /// What the last number that is wrong should be.
    fn expected(asked: &str, answer: &str) -> Option<f64> {
        let (user, assistant) = (prepare(Role::User, asked), prepare(Role::Assistant, answer));
        let said = figures(&user);
        let all = with_words(&assistant, &figures(&assistant), number_in_words);
        let user = Reader { turn: &user, figures: &said };
        let told = Reader { turn: &assistant, figures: &all };
        (0..all.len()).find_map(|last| told.asked(&user, last)).map(|wrong| wrong.expected.round())
    }

    #[test]
    fn a_total_of_what_was_listed_is_reckoned_again() {
        let asked = "I take home $2,780. Rent 1,340, groceries 465, car 280, insurance 190, internet 125.";
        assert_eq!(expected(asked, "Those five together come to $2,200, so $580 are left."), Some(2400.0));
        for fine in [
            "Those five together come to $2,400, so $380 are left.",
            "The first three come to $2,085.",
            "In twelve months it comes to $900.",
        ] {
            assert_eq!(expected(asked, fine), None, "{fine}");
        }
    }

    #[test]
    fn a_total_of_a_whole_list_is_reckoned_again() {
        let asked =
            "Miete 1.180, Strom und Gas 160, Versicherungen 140, Auto 250, Krabbelgruppe 90. Essen vielleicht 650.";
        assert_eq!(expected(asked, "Das macht zusammen 2.270 Euro, von euren 3.200 bleiben 930."), Some(1820.0));
        for fine in [
            "Das macht zusammen 2.470 Euro.",
            "Das sind zusammen 1.820 Euro.",
            "Mit dem Kindergeld sind das 2.720 Euro.",
        ] {
            assert_eq!(expected(asked, fine), None, "{fine}");
        }
    }

    #[test]
    fn a_year_of_interest_is_reckoned_with_the_rate_that_was_said() {
        let asked = "I owe the bank $8,500 at 12 percent, and my aunt would take 4 percent.";
        let wrong = "In the first year the bank takes about $1,220 in interest on $8,500.";
        assert_eq!(expected(asked, wrong), Some(1020.0));
        for fine in [
            "In the first year the bank takes about $1,020 in interest on $8,500, and your aunt $340.",
            "Paid off in a year, that is about $560 in interest.",
            "You save about $700 in interest in the first year.",
            "Over three years it is $3,060 in interest.",
            "Put $2,500 down, so that $6,000 stay. 12 percent on them is $720 in interest in the first year.",
        ] {
            assert_eq!(expected(asked, fine), None, "{fine}");
        }
    }

    #[test]
    fn a_change_in_percent_is_reckoned_from_what_to_what() {
        let asked = "I got a raise from $54,000 to $58,320, and my rent goes up by $140.";
        assert_eq!(expected(asked, "Be happy: the raise is 12 percent."), Some(8.0));
        assert_eq!(expected(asked, "A 12 percent raise does not come every year."), Some(8.0));
        for fine in ["The raise is 8 percent.", "An 8 percent raise is good.", "Ask for 10 percent off the rent."] {
            assert_eq!(expected(asked, fine), None, "{fine}");
        }
    }
}
