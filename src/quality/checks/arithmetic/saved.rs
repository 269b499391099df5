//! So much a month for so many months: "at 500 euros a month you have 3,000 together after five months".

use crate::quality::checks::arithmetic::reader::{Reader, Wrong};
use crate::quality::checks::arithmetic::words::{Period, period, table, units};

/// A sentence with more numbers says more than one sum.
const FIGURES: usize = 6;

impl Reader<'_> {
    /// The number at `last` is the payment, the count or the whole of a wrong product. A debt costs more than its whole, and
    /// where a percentage stands, interest does its part.
    pub(super) fn saved(&self, user: Option<&Reader<'_>>, last: usize) -> Option<Wrong> {
        let sentence = self.figures[last].sentence;
        let first = self.figures.partition_point(|it| it.sentence < sentence);
        let next = self.figures.get(last + 1);
        if next.is_some_and(|it| it.sentence == sentence) || !(3..=FIGURES).contains(&(last + 1 - first)) {
            return None;
        }
        let own = || first..=last;
        let only = |is: &dyn Fn(usize) -> bool| {
            let mut found = own().filter(|at| is(*at));
            found.next().filter(|_| found.next().is_none())
        };
        let each_of = |at: usize| period(&self.behind(&self.figures[at])).map(|(each, _)| each);
        // "250 a month": no currency is needed.
        let is_amount = |at: usize| self.is_money(&self.figures[at]) || !self.figures[at].in_words;
        let payment = only(&|at| is_amount(at) && each_of(at).is_some())?;
        let unit_of = |at: usize| units(&self.behind(&self.figures[at])).map(|(unit, _)| unit);
        let is_whole = |at: usize| at != payment && each_of(at).is_none() && unit_of(at).is_none();
        let counts_money = self.is_money(&self.figures[payment]);
        let whole = only(&|at| is_whole(at) && (self.is_money(&self.figures[at]) || !counts_money && is_amount(at)))?;
        let count = only(&|at| !self.is_money(&self.figures[at]) && unit_of(at) == each_of(payment))?;
        let [each, number, stated] = [payment, count, whole].map(|at| self.figures[at].value);
        // Over years there is interest; a last payment may be smaller.
        let plain = each_of(payment) != Some(Period::Year) && number >= 2.0 && each > 0.0;
        // "Fourteen months, and a last bit of 2.40": less than one payment is no whole.
        let plain = plain && stated >= each;
        let wrong = (each * number - stated).abs() >= 0.99 * each
            && !self.says_more(sentence)
            && !self.has_interest()
            && !user.is_some_and(Reader::has_interest);
        let (first, last) = (payment.min(count).min(whole), payment.max(count).max(whole));
        (plain && wrong).then_some(Wrong { first, last, expected: each * number, stated })
    }

    /// Whether something grows or is owed.
    fn has_interest(&self) -> bool {
        let is_owed = || {
            self.turn.words.iter().any(|word| table("owed").contains(&self.turn.shown(word).to_lowercase().as_str()))
        };
        self.figures.iter().any(|it| it.percent) || is_owed()
    }

    /// "On top of the 200 you have", "plus the deposit".
    fn says_more(&self, sentence: u32) -> bool {
        let mut words = self.sentence(sentence).iter();
        words.any(|word| table("more than the product").contains(&self.turn.shown(word).to_lowercase().as_str()))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::conversation::Role;
    use crate::quality::checks::arithmetic::reader::Reader;
    use crate::quality::checks::arithmetic::words::number_in_words;
    use crate::quality::figures::{figures, with_words};
    use crate::quality::text::prepare;

    fn expected(answer: &str) -> Option<f64> {
        let turn = prepare(Role::Assistant, answer);
        let all = with_words(&turn, &figures(&turn), number_in_words);
        let told = Reader { turn: &turn, figures: &all };
        (0..all.len()).find_map(|last| told.saved(None, last)).map(|wrong| wrong.expected)
    }

    #[test]
    fn payments_that_do_not_make_the_whole_are_found() {
        let german = "Bei 500 Euro im Monat habt ihr nach fünf Monaten 3.000 Euro beisammen, das reicht für zwei Wochen am Meer.";
        assert_eq!(expected(german), Some(2_500.0));
        let spanish = "Con la señal pagada quedan 5.400 euros; en 18 meses eso supone apartar 340 euros cada mes.";
        assert_eq!(expected(spanish), Some(6_120.0));
        assert_eq!(expected("12 months at 250 a month come to 3,600."), Some(3_000.0));
        assert_eq!(expected("Put away $120 a week and the $2,400 are there in twelve weeks."), Some(1_440.0));
    }

    #[test]
    fn what_may_be_right_is_left() {
        for fine in [
            "Put away $120 a week and the $2,400 are there in twenty weeks.",
            "At $150 a month the $2,000 are together in 14 months.",
            "Put $300 a month aside: with the $500 you have, that makes $2,300 in six months.",
            "At $90 a month the loan of $2,000 is paid in 26 months.",
            "At $90 a month and 4 percent you have $1,500 in 16 months.",
            "You pay $45 a month now, and in three months it is $60.",
            "Offer her $150 a month: that's fourteen months, and a last bit of $2.40.",
            "Keep $200 a month, then look at the $3,000 again in two months.",
        ] {
            assert_eq!(expected(fine), None, "{fine}");
        }
    }
}
