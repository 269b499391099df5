//! A sum that the assistant states and that is wrong.
//!
//! Only what is plainly an equation is checked: "3 x 13,200 = 52,000", "1,100 a month, or 19,800 a year", "5 percent of
//! 300 is 20", "from 40 to 55 is a rise of 20". Rounding is allowed for, and more of it behind "about".

mod asked;
mod average;
mod equations;
mod evaluate;
mod fits;
mod prices;
mod reader;
mod said_before;
mod saved;
mod slip;
mod words;

use std::collections::HashSet;

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::figures::{Figure, figures, with_words};

use reader::{Reader, Wrong};
use words::{number_in_words, table};

pub(super) use words::number_of;

pub(super) const ARITHMETIC: Check =
    Check { finding: Finding::Arithmetic, rule: "The sums that the assistant states are right.", look: arithmetic };

fn arithmetic(view: &View<'_>) -> Vec<Fault> {
    let mut found = Vec::new();
    let all: Vec<Vec<Figure>> =
        view.text.turns.iter().map(|turn| with_words(turn, &figures(turn), number_in_words)).collect();
    // A user may be wrong; the assistant puts it right.
    for (at, turn) in view.of(Role::Assistant) {
        if all[at].is_empty() || is_put_right(view, at) {
            continue;
        }
        let digits = |at: usize| all[at].iter().filter(|it| !it.in_words).cloned().collect::<Vec<Figure>>();
        let said = at.checked_sub(1).map_or_else(Vec::new, digits);
        let user = at.checked_sub(1).map(|before| Reader { turn: &view.text.turns[before], figures: &said });
        // "Six percent of 300": other numbers in words stand between two figures of one equation.
        let figures: Vec<Figure> = all[at].iter().filter(|it| !it.in_words || it.percent).cloned().collect();
        let plain = Reader { turn, figures: &figures };
        let told = Reader { turn, figures: &all[at] };
        found.extend(plain.faults(at, Reader::equation));
        found.extend(told.faults(at, Reader::told));
        let unfit = |told: &Reader<'_>, last| told.unfit(last).filter(|_| !slip::follows(view, &all, at, last));
        found.extend(told.faults(at, unfit));
        found.extend(user.iter().flat_map(|user| told.faults(at, |told, last| told.asked(user, last))));
        found.extend(told.faults(at, |told, last| told.saved(user.as_ref(), last)));
        found.extend(plain.faults(at, |plain, last| average::average(view, &all, at, plain, last)));
        found.extend(slip::slips(view, &all, at));
    }
    // Two ways of looking find the same equation.
    let mut seen = HashSet::new();
    found.retain(|fault| seen.insert((fault.turns.clone(), fault.at)));
    found
}

/// How many turns later the assistant may own up to a wrong sum.
const LATER: usize = 3;

/// "No, the error was mine": an assistant who corrects a sum teaches the right one.
fn is_put_right(view: &View<'_>, at: usize) -> bool {
    let mut later = view.of(Role::Assistant).filter(|(other, _)| (at + 1..=at + LATER).contains(other));
    later.any(|(_, turn)| {
        let lower = turn.content.to_lowercase();
        table("corrects").iter().any(|words| lower.contains(words))
    })
}

/// With as few decimals as it needs.
fn shown(value: f64) -> String {
    let text = if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") };
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

impl Reader<'_> {
    /// The wrong equations that a way of looking finds at any number.
    fn faults(&self, turn: usize, look: impl Fn(&Self, usize) -> Option<Wrong>) -> Vec<Fault> {
        let wrong = (0..self.figures.len()).filter_map(|first| look(self, first)).filter(|wrong| self.is_claim(wrong));
        let fault = |wrong: Wrong| {
            let part = self.figures[wrong.first].at.start..self.figures[wrong.last].at.end;
            let detail = format!("It is {}, not {}.", shown(wrong.expected), shown(wrong.stated));
            Fault::part(turn, self.turn, part).detail(detail)
        };
        wrong.map(fault).collect()
    }

    /// In signs and set phrases.
    fn equation(&self, first: usize) -> Option<Wrong> {
        self.sum(first)
            .or_else(|| self.parts(first))
            .or_else(|| self.periods(first))
            .or_else(|| self.share(first))
            .or_else(|| self.share_of_whole(first))
            .or_else(|| self.change(first))
            .or_else(|| self.area(first))
    }

    /// In words; small numbers may be words too.
    fn told(&self, first: usize) -> Option<Wrong> {
        self.each(first)
            .or_else(|| self.split(first))
            .or_else(|| self.taken(first))
            .or_else(|| self.part(first))
            .or_else(|| self.part_of_it(first))
            .or_else(|| self.times_it(first))
            .or_else(|| self.change_back(first))
            .or_else(|| self.spell(first))
            .or_else(|| self.total(first))
            .or_else(|| self.sum(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::{assert_bad, assert_fine, found, lines};

    #[test]
    fn results_that_no_operation_gives_are_found() {
        assert_bad(Finding::Arithmetic, Role::Assistant, &lines(include_str!("../wordings/sums.bad.txt")));
        assert_fine(Finding::Arithmetic, Role::Assistant, &lines(include_str!("../wordings/sums.fine.txt")));
    }

    #[test]
    fn an_equation_that_two_ways_of_looking_find_is_told_once() {
        let found = found(&["What do I keep?", "We keep three years of it, 3 x $13,200 = $52,000, in cash."]);
        assert_eq!(found.iter().filter(|it| it.0 == Finding::Arithmetic).count(), 1, "{found:?}");
    }

    #[test]
    fn a_sum_that_the_assistant_puts_right_is_none() {
        let wrong = ["They ask 318 a month.", "318 times 48 is 14,264, so you pay a thousand in interest."];
        let has = |turns: &[&str]| found(turns).iter().any(|it| it.0 == Finding::Arithmetic);
        assert!(has(&[wrong[0], wrong[1], "I get 15,264.", "Then take your own number, and see what the bank says."]));
        assert!(!has(&[wrong[0], wrong[1], "I get 15,264.", "No, the error was mine: it's 15,264."]));
    }

    #[test]
    fn wrong_sums_are_found() {
        assert_bad(
            Finding::Arithmetic,
            Role::Assistant,
            &[
                "Five years at $412 is $21,720 before the insurance goes up.",
                "At 6.5 by 1.2 you've got 8.7 square metres of floor.",
                "The gap is $1,100 a month, or $19,800 a year.",
                "With $13,200 a year gone, look at the whole. That is 2.1 percent of $310,000.",
                "We keep three years of it, 3 x $13,200 = $52,000, in cash.",
                "In equal steps, $270,400 / 12 = $31,000 a month.",
                "12 times $550 is $7,600.",
                "$308 minus $140 leaves $208 a month to find.",
                "$2,300 plus $1,100 is $3,900.",
                "20 percent of $300 is $90.",
                "$60 is 30 percent of $300.",
                "You pay $250 a month, which is $2,400 a year.",
                "7 × 8 = 54, so you need that many tiles.",
                "The difference between $1,323 and $1,015 is $408.",
                "300 divided by 4 is 85.",
                "Das sind 250 Euro im Monat, also 2.400 Euro im Jahr.",
                "Son 3 x 200 = 700 euros.",
                "12 + 30 + 5 = 57 minutes in all.",
                "300 - 20% = 260, so that is the price.",
                "$96,000 over 240 months is $300 a month, before any growth.",
            ],
        );
    }

    #[test]
    fn wrong_sums_told_in_words_are_found() {
        assert_bad(
            Finding::Arithmetic,
            Role::Assistant,
            &[
                "Six percent on $14,500 for one year is $780 in interest.",
                "At 34.90 euros a month you pay 481.80 euros a year.",
                "Bei 34,90 Euro im Monat geht es um 481,80 Euro im Jahr, da lohnt sich ein Brief.",
                "Three nights at $80 make $260, before tax.",
                "Forty cups at £2.80 bring £122 over a weekend.",
                "12 Karten zu je 15 Euro kosten 190 Euro.",
                "Son 3 noches a 80 euros, así que 3 noches a 80 euros son 250 euros.",
                "From $1,240 take the $100, that leaves $1,040.",
                "From £160 take £39, which leaves £131 for the month.",
                "Take $400 from $1,500, and you have a cushion; take $400 from $1,500, that leaves $1,000.",
                "Half of $1,140 is $520, so the rest is yours.",
                "A third of 186,000 is 64,000.",
                "Die Hälfte von 1.140 Euro sind 520 Euro.",
                "La moitié de 90 euros est 38 euros.",
                "$40 a week for six weeks is $280.",
                "25 euros al mes durante 6 meses son 160 euros.",
                "£160 shared between four is £45 each.",
                "Oil £6, onions £4, lentils £7, and rice £8. That's £27 for the first shop.",
                "Treinta y seis cuotas de 215 euros suman 8.740 euros.",
                "Six percent of $52,000 is $4,160 a year from you.",
                "If you set aside 15 percent of $4,200, that is $840 a month.",
                "3.2 by 2.5 metres is 9.5 square metres.",
                "At 21 percent, $6,000 costs you $1,620 in interest over a year.",
                "The vet is $90, the food $60 and the bed $45, together $215.",
                "Miete 600 Euro, Strom 80 Euro, Gas 70 Euro, insgesamt 780 Euro.",
            ],
        );
    }

    #[test]
    fn right_sums_told_in_words_are_fine() {
        assert_fine(
            Finding::Arithmetic,
            Role::Assistant,
            &[
                "Six percent on $14,500 for one year is $870 in interest.",
                "Bei 34,90 Euro im Monat geht es um 418,80 Euro im Jahr.",
                "Three nights at $80 make $240, and breakfast for two is $30.",
                "Treinta y seis cuotas de 215 euros suman 7.740 euros.",
                "Six percent of $52,000 is $3,120 a year, and $260 a month.",
                "4 percent of $56,700 is $189 a month.",
                "3.2 by 2.5 metres is 8 square metres.",
                "Five years at $412 is $24,720 before the insurance goes up.",
                "At 6.5 by 1.2 you've got 7.8 square metres of floor.",
                "At 21 percent, $6,000 costs you $1,260 in interest over a year, or about $105 a month.",
                "On $6,000 at 21 percent you pay about $1,000 in interest in the first year, since the debt shrinks.",
                "Paying $250 saves you $900 in interest a year on the $6,000 at 21 percent.",
                "You get 3 for $10, and 12 cost $40.",
                "From $1,240 take the $100, that leaves $1,140, and the plan pays half of it, $570.",
                "Half of $1,140 is $570. Twice $40 is $80.",
                "Twenty-two percent of £2,900 is £638. Take away £150 and £95, and £393 a week is left.",
                "$40 a week for six weeks is $240, and $50 a month for 3 years is more than that.",
                "Oil £6, onions £4, lentils £7, tomatoes £9, pasta £5, beans £8. That's £39, so £160 less £39 leaves £121.",
                "Of your £900, rent is £500, food £150 and the bus £60. Together with the rest that's £800.",
                "Milk and bread £9, vegetables £10, eggs £4: that's £23, and the £7 left buys mince.",
                "I'd put $200 in March, $300 in April and $250 in May. That is $4,000 by 2027 with what you have.",
                "It costs £6 a month, £60 a year or £150 for life. That's £20 less than last year.",
                "£160 between four over four weeks is £10 a head.",
                "Sie zahlen 12 Euro im Monat, und das Gerät kostet 99 Euro im Jahr.",
                "Two rooms at $80 and one at $60 are $220.",
                "Half of the 40 guests are vegetarians, and 12 drink no wine.",
                "Seven years at 9% on $60,000 is about $965 a month, and around $21,100 in interest.",
                "Up 60% on $1,240 is only $1,984.",
                "A careful rule is 4% of it a year. From $56,700 that's about $189 a month.",
                "If closing costs are about 1% of the price, $3,200, you'd have $8,800.",
                "Et 36 000 à 2 160 par an, cela fait seize à dix-sept ans.",
                "There is 22 percent withheld for federal tax, which would be $3,960, leaving $14,040.",
                "Its radius is 70 divided by 2 times pi, which is about 11.1 cm.",
                "28,400 times 5.5 percent over twelve is $130.",
                "3.280 mal 31,50 Cent sind 1.033,20 Euro.",
                "The penalty is 10 percent for each full twelve months, so twenty-six months count as two: 20 percent.",
            ],
        );
    }

    #[test]
    fn right_rounded_and_unstated_sums_are_fine() {
        assert_fine(
            Finding::Arithmetic,
            Role::Assistant,
            &[
                "The gap is $1,100 a month, or $13,200 a year. That is 4.3 percent of $310,000.",
                "$310,000 over 27 years is about $11,481 a year.",
                "$270,400 / 12 = $22,533, so about $22,500 a month.",
                "12 x 550 is roughly 6,500.",
                "The app costs $10 a month or $100 a year.",
                "$1,323 less $1,015 is $308 a month more, which comes to $3,696 over a year.",
                "20 percent of $300 is $60, and 15% of it $45.",
                "x^2 + 3 = 7, so x is 2 or -2.",
                "You wrote 7 x 8 = 54, which is wrong; it is 56.",
                "From 9 to 5 is a long day, and 3-6 months is a range.",
                "A 50/30/20 split leaves 20 percent.",
                "On 3/4/2025 it was 12 - 5 for the home team.",
                "Pay $40 a week, about $173 a month.",
                "Take 2 x 500 mg a day, 1000 mg in all.",
                "300 - 20% = 240, so that is the price.",
                "It fell from $150,000 to $112,400 in 2022.",
                "Das sind 1.100 Euro im Monat, also 13.200 Euro im Jahr oder 4,3 Prozent.",
                "3 x $13,200 = $39,600. 12 + 30 + 5 = 47.",
                "8 hours a day is 40 hours a week.",
                "In binary, 1 + 1 = 10.",
                "$96,000 over 240 months is $400 a month, before any growth.",
                "$200,000 over 30 years is $1,200 a month with the rate of today.",
            ],
        );
        assert_fine(Finding::Arithmetic, Role::User, &["I got 7 x 8 = 54, is that right?"]);
    }
}
