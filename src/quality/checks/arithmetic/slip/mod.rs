//! A slip: a number close to what those before it make, to which no way leads from them.
//!
//! "340 miles, then 285, then 410. – All together that's 1,135 miles." The sentence says that something was reckoned, and
//! not how. So every way is tried: with up to three of the numbers said so far, or a sum of any of them. Where none leads to
//! the number, and it lies near one that a reader would expect, it is a slip.

mod operands;
mod ways;

use std::cell::OnceCell;
use std::ops::Range;

use crate::quality::checks::arithmetic::evaluate::differs;
use crate::quality::checks::arithmetic::reader::Reader;
use crate::quality::checks::arithmetic::shown;
use crate::quality::checks::check::{Fault, View};
use crate::quality::figures::{Figure, boundary};
use crate::quality::text::{IdSet, TurnText, Word};

use operands::{Operand, Scales, Unit, phrases, table};
use ways::{expected, leads_to, two_make};

/// How many turns back a number may have been said.
const TURNS: usize = 12;
/// How many turns back words may name a unit or a part.
const WORDS_OF: usize = 3;
/// With more numbers at hand nobody knows what was meant; with more said so far some way leads to any number.
const AT_HAND: usize = 7;
const SAID: usize = 14;
/// The last numbers of a turn that are looked at. Whole turns would cost their square.
const OF_A_TURN: usize = 60;
/// How far a slip may lie from what a reader would expect. A new number lies anywhere.
const NEAR: std::ops::RangeInclusive<f64> = 0.7..=1.4;
/// The clause before a number, and what may follow it, in bytes.
const CLAUSE: usize = 70;
const BEHIND: usize = 30;
/// How far around a number words are looked at, in bytes: whole sentences of a long text would cost their square.
const AROUND: usize = 400;
/// The last words of a turn among which the name of what is counted is looked for.
const REMEMBERED: usize = 80;

/// The slips of an assistant's turn. `told` holds the numbers of each turn.
pub(super) fn slips(view: &View<'_>, told: &[Vec<Figure>], at: usize) -> Vec<Fault> {
    let talk = Talk { view, told, at, scales: OnceCell::new() };
    let found = |number: usize| {
        let expected = talk.slip(number)?;
        let figure = &told[at][number];
        let detail = format!("The numbers before it make {}, not {}.", shown(expected), shown(figure.value));
        Some(Fault::part(at, &view.text.turns[at], figure.at.clone()).detail(detail))
    };
    (0..told[at].len()).filter_map(found).collect()
}

/// Whether two of the numbers said so far make a number of an assistant's turn.
pub(super) fn follows(view: &View<'_>, told: &[Vec<Figure>], at: usize, number: usize) -> bool {
    let talk = Talk { view, told, at, scales: OnceCell::new() };
    let figure = &told[at][number];
    let Some(said) = talk.said(number) else { return false };
    two_make(&said, |value| value > 0.0 && !differs(value, figure, figure.about))
}

/// A turn with what was said before.
struct Talk<'a> {
    view: &'a View<'a>,
    told: &'a [Vec<Figure>],
    at: usize,
    /// What the words of the turn and of some before it leave unsaid.
    scales: OnceCell<Scales>,
}

impl Talk<'_> {
    fn turn(&self) -> &TurnText<'_> {
        &self.view.text.turns[self.at]
    }

    fn reader(&self) -> Reader<'_> {
        Reader { turn: self.turn(), figures: &self.told[self.at] }
    }

    /// What a reader would expect instead of a number; `None` where it is no slip.
    fn slip(&self, number: usize) -> Option<f64> {
        let figure = &self.told[self.at][number];
        let stated = Operand::of(self.turn(), figure)?;
        let is_year = stated.unit != Unit::Money && (1900.0..=2100.0).contains(&figure.value);
        if self.at == 0 || stated.unit == Unit::Percent || stated.counts || is_year {
            return None;
        }
        if !self.is_result(number, stated) {
            return None;
        }
        let at_hand = self.at_hand(number)?;
        let said = self.said(number)?;
        if said.iter().any(|it| it.value == stated.value) {
            return None;
        }
        let about = figure.about;
        let fits = |value: f64| value > 0.0 && !differs(value, figure, about);
        let near = self.near_words(figure);
        let adds = stated.unit == Unit::Money || phrases("adds").stand_in(self.words(self.around(figure)));
        let expected = expected(&at_hand, stated.unit, &Scales::of(&near, false), adds);
        let ratio = |value: &f64| (stated.value / value).ln().abs();
        let nearest = expected.into_iter().min_by(|left, right| ratio(left).total_cmp(&ratio(right)))?;
        let is_near = NEAR.contains(&(stated.value / nearest)) && !fits(nearest);
        let scales = || self.scales.get_or_init(|| Scales::of(&self.words_said(), true));
        let all: Vec<Operand> = said.into_iter().chain(self.later(number)).collect();
        (is_near && !leads_to(&all, stated.unit, scales(), fits)).then_some(nearest)
    }

    /// Whether the words around a number say that it was reckoned.
    fn is_result(&self, number: usize, stated: Operand) -> bool {
        if self.is_something_else(number, stated) {
            return false;
        }
        let (turn, figure) = (self.turn(), &self.told[self.at][number]);
        let (start, after) = (self.start_of(figure), &turn.content[figure.at.end..]);
        let from = boundary(turn.content, start.max(figure.at.start.saturating_sub(CLAUSE))).max(start);
        let clause = &turn.content[from..figure.at.start];
        let clause = figure.at.start - clause.rsplit(['.', ';', ':', '!', '?']).next().unwrap_or(clause).len();
        let behind = up_to_a_sign(&after[..boundary(after, BEHIND)], &[',']).len();
        let behind = self.words(figure.at.end..figure.at.end + behind);
        // After two other words at most.
        let follows = || (0..=2).any(|at| phrases("follows a result").begin(behind.get(at..).unwrap_or_default()));
        let says = phrases("says a result").stand_in(self.words(clause..figure.at.start)) || follows();
        says && (stated.unit != Unit::Any || self.is_named(number))
    }

    /// A rule, a guess, a range, a code, a question, growth: no plain result of what was said.
    fn is_something_else(&self, number: usize, stated: Operand) -> bool {
        let (turn, figures) = (self.turn(), &self.told[self.at]);
        let figure = &figures[number];
        let (before, after) = (&turn.content[..figure.at.start], &turn.content[figure.at.end..]);
        let rest = up_to_a_sign(&after[..boundary(after, AROUND)], &[',']);
        let own = self.words(self.start_of(figure)..figure.at.end + rest.len());
        // "27.35p" is a number that nobody reckons with here.
        let unread = |word: &Word| {
            let next = figures.partition_point(|it| it.at.end <= word.start as usize);
            word.number && !figures.get(next).is_some_and(|it| it.at.contains(&(word.start as usize)))
        };
        let asks = || {
            let reader = self.reader();
            let last = reader.sentence(figure.sentence).last();
            last.is_none_or(|last| turn.content[last.end as usize..].trim_start().starts_with('?'))
        };
        let asked = last_words(&self.view.text.turns[self.at - 1].words, usize::MAX);
        stated.is_in_feet()
            || is_odd(before, after, stated)
            || self.is_range(number)
            || own.iter().any(unread)
            || phrases("says no result").stand_in(own)
            || phrases("grows").stand_in(asked)
            || asks()
    }

    /// Whether what is counted was named before, or two other numbers stand before it in the sentence.
    fn is_named(&self, number: usize) -> bool {
        let (turn, figures) = (self.turn(), &self.told[self.at]);
        let figure = &figures[number];
        let lead = turn.content[..figure.at.start].trim_end_matches(|c: char| !c.is_alphanumeric());
        let word = lead.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        if table("names").contains(&word.as_str()) {
            return false;
        }
        let mut behind =
            self.words(figure.at.end..figure.at.end + BEHIND).iter().map(|word| turn.shown(word).to_lowercase());
        let name = behind.find(|word| !table("of").contains(&word.as_str())).unwrap_or_default();
        let name: String = name.chars().take(5).collect();
        let first = self.at.saturating_sub(WORDS_OF);
        let before =
            self.view.text.turns[first..self.at].iter().map(|turn| (turn, last_words(&turn.words, usize::MAX)));
        let own = last_words(&turn.words, figure.at.start);
        let is_said = |(turn, words): (&TurnText<'_>, &[Word])| {
            words.iter().any(|word| turn.shown(word).to_lowercase().starts_with(&name))
        };
        let others = figures[..number].iter().rev().take_while(|it| it.sentence == figure.sentence).take(2).count();
        name.chars().count() >= 3 && before.chain([(turn, own)]).any(is_said) || others >= 2
    }

    /// "30 to 45", "400 oder 500".
    fn is_range(&self, number: usize) -> bool {
        let reader = self.reader();
        let joins = |at: usize| {
            reader.gap(at).is_some_and(|gap| {
                let mut words = gap.split_whitespace().rev();
                let last = words.next().unwrap_or_default();
                words.count() <= 1 && table("to").contains(&last)
            })
        };
        joins(number) || number > 0 && joins(number - 1)
    }

    /// The numbers that a reader has at hand: those the other one said, and those of the turn itself.
    fn at_hand(&self, number: usize) -> Option<Vec<Operand>> {
        let mut found = Vec::new();
        let asked = self.operands(self.at - 1, self.told[self.at - 1].len());
        add(&mut found, asked, AT_HAND)?;
        if found.len() < 2 && self.at >= 3 {
            let before = self.operands(self.at - 3, self.told[self.at - 3].len());
            add(&mut found, before, AT_HAND)?;
        }
        // Without numbers of the other one, what they were is not said. A word is a number of something else more often.
        let least = if self.told[self.at][number].in_words { 2 } else { 1 };
        if found.len() < least {
            return None;
        }
        add(&mut found, self.operands(self.at, number), AT_HAND)?;
        Some(found)
    }

    /// All numbers said so far; `None` where they are too many.
    fn said(&self, number: usize) -> Option<Vec<Operand>> {
        let mut found = Vec::new();
        add(&mut found, self.operands(self.at, number), SAID)?;
        for at in (self.at.saturating_sub(TURNS)..self.at).rev() {
            add(&mut found, self.operands(at, self.told[at].len()), SAID)?;
        }
        Some(found)
    }

    /// The numbers behind one in its sentence.
    fn later(&self, number: usize) -> Vec<Operand> {
        let figures = &self.told[self.at];
        let later = figures[number + 1..].iter().take_while(|it| it.sentence == figures[number].sentence);
        later.take(AT_HAND).filter_map(|it| Operand::of(self.turn(), it)).collect()
    }

    /// The first numbers of a turn, the last of them first.
    fn operands(&self, at: usize, first: usize) -> impl Iterator<Item = Operand> {
        let turn = &self.view.text.turns[at];
        self.told[at][..first].iter().rev().take(OF_A_TURN).filter_map(|figure| Operand::of(turn, figure))
    }

    /// The words around a number in its sentence, and those of the last sentence of the turn before.
    fn near_words(&self, figure: &Figure) -> IdSet {
        let own = self.words(self.around(figure)).iter();
        let before = Reader { turn: &self.view.text.turns[self.at - 1], figures: &[] };
        let asked = before.turn.words.last().map(|last| before.sentence(last.sentence));
        let asked = asked.unwrap_or_default().iter().rev().take(AROUND);
        own.chain(asked).map(|word| word.id).collect()
    }

    /// The words of the turn and of some before it.
    fn words_said(&self) -> IdSet {
        let turns = &self.view.text.turns[self.at.saturating_sub(WORDS_OF)..=self.at];
        turns.iter().flat_map(|turn| turn.words.iter().map(|word: &Word| word.id)).collect()
    }

    /// The words of the turn that begin in a range of bytes.
    fn words(&self, range: Range<usize>) -> &[Word] {
        let words = &self.turn().words;
        let [from, to] = [range.start, range.end].map(|place| words.partition_point(|it| (it.start as usize) < place));
        &words[from..to.max(from)]
    }

    /// The sentence of a number, or the part of a long one around it, in bytes.
    fn around(&self, figure: &Figure) -> Range<usize> {
        let reader = self.reader();
        let words = reader.sentence(figure.sentence);
        let end = words.last().map_or(figure.at.end, |word| word.end as usize);
        self.start_of(figure)..boundary(self.turn().content, end.min(figure.at.end + AROUND)).max(figure.at.end)
    }

    fn start_of(&self, figure: &Figure) -> usize {
        let reader = self.reader();
        let first = reader.sentence(figure.sentence).first().map_or(figure.at.start, |word| word.start as usize);
        let near = boundary(self.turn().content, figure.at.start.saturating_sub(AROUND));
        first.max(near).min(figure.at.start)
    }
}

/// Adds those that are not there yet; `None` where they become too many.
fn add(found: &mut Vec<Operand>, more: impl Iterator<Item = Operand>, most: usize) -> Option<()> {
    for operand in more {
        if !found.contains(&operand) {
            found.push(operand);
        }
        if found.len() > most {
            return None;
        }
    }
    Some(())
}

/// The last words before a place, as far as somebody remembers them.
fn last_words(words: &[Word], place: usize) -> &[Word] {
    let to = words.partition_point(|word| (word.start as usize) < place);
    &words[to.saturating_sub(REMEMBERED)..to]
}

/// A text up to the end of the sentence, or to another sign.
fn up_to_a_sign<'a>(text: &'a str, others: &[char]) -> &'a str {
    text.split(|c| matches!(c, ';' | ':' | '.' | '!' | '?') || others.contains(&c)).next().unwrap_or(text)
}

/// A telephone number, a code, an ordinal.
fn is_odd(before: &str, after: &str, stated: Operand) -> bool {
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let joined = after.strip_prefix([' ', '-', '/', '.']).is_some_and(digit);
    let attached = after.starts_with(|c: char| c.is_alphabetic() || c == '°') && stated.unit == Unit::Any;
    let ends = before.strip_suffix([' ', '-', '/', '.']).unwrap_or(before);
    let follows = ends.len() < before.len() && ends.ends_with(|c: char| c.is_ascii_digit());
    joined || attached || follows || before.trim_end().ends_with(['§', '#', '/'])
}

#[cfg(test)]
mod tests {
    use crate::domain::finding::Finding;
    use crate::quality::checks::samples::found;

    fn is_slip(asked: &str, answer: &str) -> bool {
        found(&[asked, answer]).iter().any(|it| it.0 == Finding::Arithmetic)
    }

    #[test]
    fn a_number_close_to_what_was_said_is_found() {
        for (asked, answer) in [
            (
                "I've got the legs: 340 miles, then 285, then 410.",
                "All together that's 1,135 miles, and the last day would be long.",
            ),
            ("It was $84, $96 and $120 a month.", "On average that's $110 a month, so that's a fair base."),
            ("I handed over a fifty for a £31.65 shop. Was the change right?", "You should have got £21.35 back."),
            ("Six of us rented a lane and the whole thing was $186.", "Split evenly, that's $36 a head."),
            (
                "There's a wool coat I like for $240, and they take 15% off.",
                "Fifteen percent off brings it down to $184.",
            ),
            (
                "I can add 225 each month, and I have $1,800.",
                "Five months at $225 is $1,125, so you'll have $3,125 by then.",
            ),
            ("The alcove is 2.75 m wide, and the bookcase 1.30 m.", "So that leaves 1.65 m beside it."),
            ("Bisher zahle ich 780 € kalt, jetzt kommen 5 % dazu.", "Mit der Erhöhung sind es künftig 849 €."),
            ("Je dois 4 200 € et je voudrais régler sur douze mois.", "En douze fois, cela fait 320 € par mois."),
            ("La cena salió por 147 € y éramos siete.", "A partes iguales son 23 € por cabeza."),
        ] {
            assert!(is_slip(asked, answer), "{asked} {answer}");
        }
    }

    #[test]
    fn what_some_way_leads_to_or_nobody_reckoned_is_left() {
        for (asked, answer) in [
            (
                "I've got the legs: 340 miles, then 285, then 410.",
                "All together that's 1,035 miles, and the last day would be long.",
            ),
            ("It was $84, $96 and $120 a month.", "On average that's $100 a month, so that's a fair base."),
            ("I've 240 dollars, and they take 15% off.", "Fifteen percent off brings it down to $204."),
            ("The course costs $1,487 and I've got 50 weeks.", "Then that's just under $30 a week."),
            ("I have $1,900 and need $2,600.", "The office is on Form 2290, and the limit is $2,200 a year."),
            ("I have $1,900 and need $2,600.", "Call 800 222 1222, they are there day and night."),
            (
                "Around $4,500 a month, and I have $6,000.",
                "Take 28%, which is $1,260 a month. Per quarter that's $3,780.",
            ),
            (
                "The studio is 68,000 euros, and the repairs 1,680.",
                "That is 3,000 euros, and with the notary, 5,500 euros, the studio costs you 73,500 euros.",
            ),
            ("My rent is $900 and I earn $2,600.", "Put $1,400 to $1,600 aside, that's enough."),
            ("It cost $900, and the second one $600.", "A new one is $1,700 if you want the warranty."),
            ("My train leaves at 9:25 and arrives at 12:10.", "That leaves 45 minutes for lunch, so take the 13:30."),
        ] {
            assert!(!is_slip(asked, answer), "{asked} {answer}");
        }
    }
}
