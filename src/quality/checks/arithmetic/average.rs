//! The average of numbers that were listed before: "I've kept the bills, 212, 188 and 266. – Their average is 242."

use crate::quality::checks::arithmetic::evaluate::differs;
use crate::quality::checks::arithmetic::reader::{Reader, Wrong};
use crate::quality::checks::arithmetic::words::table;
use crate::quality::checks::check::View;
use crate::quality::figures::Figure;

/// How many turns back the list may stand.
const TURNS: usize = 4;
/// The fewest numbers of a list, and the most words between two of them.
const LIST: usize = 3;
const BETWEEN: usize = 3;
/// With more numbers in a turn nobody knows which list is meant.
const MOST: usize = 60;
/// How near to the average a number must lie, or it is one of something else.
const NEAR: std::ops::RangeInclusive<f64> = 0.75..=1.33;

/// The number at `last` is said to be the average of the only list of the turns before, and is not. `told` holds the numbers
/// of each turn.
pub(super) fn average(
    view: &View<'_>,
    told: &[Vec<Figure>],
    at: usize,
    reader: &Reader<'_>,
    last: usize,
) -> Option<Wrong> {
    let stated = &reader.figures[last];
    let names_it = names_average(&reader.lead(last));
    let is_near_it = |other: usize| reader.figures.get(other).is_some_and(|it| it.sentence == stated.sentence);
    let is_alone = !is_near_it(last + 1) && !last.checked_sub(1).is_some_and(is_near_it);
    if !names_it || !is_alone || stated.percent || stated.in_words {
        return None;
    }
    // Long lists would cost their square.
    let before = || at.saturating_sub(TURNS)..at;
    if before().any(|turn| told[turn].len() > MOST) {
        return None;
    }
    let mut lists = before().flat_map(|turn| lists(&Reader { turn: &view.text.turns[turn], figures: &told[turn] }));
    let list = lists.next().filter(|_| lists.next().is_none())?;
    let expected = list.iter().sum::<f64>() / list.len() as f64;
    // The middle one may be meant.
    let fits = !differs(expected, stated, stated.about) || list.iter().any(|value| !differs(*value, stated, false));
    let leaves_one_out = || {
        let said = reader.sentence(stated.sentence).iter().map(|word| reader.turn.shown(word).to_lowercase());
        { said }.any(|word| table("left out").contains(&word.as_str()))
    };
    let is_near = NEAR.contains(&(stated.value / expected)) && !leaves_one_out();
    (is_near && !fits).then_some(Wrong { first: last, last, expected, stated: stated.value })
}

/// Whether the words before a number say that it is an average.
pub(super) fn names_average(lead: &str) -> bool {
    lead.split(|c: char| !c.is_alphabetic()).any(|word| table("average").contains(&word))
}

/// Numbers with hardly a word between them, in rows of three and more.
fn lists(reader: &Reader<'_>) -> Vec<Vec<f64>> {
    let figures = reader.figures;
    let goes_on = |at: usize| {
        let joins =
            |gap: String| gap.split_whitespace().count() <= BETWEEN && !gap.contains([';', ':', '(', '-', '–', '/']);
        reader.gap(at).is_some_and(joins) && figures[at].percent == figures[at + 1].percent
    };
    let mut found: Vec<Vec<f64>> = Vec::new();
    let mut list = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        list.push(figure.value);
        if !goes_on(at) {
            found.extend(Some(std::mem::take(&mut list)).filter(|list| list.len() >= LIST));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::domain::finding::Finding;
    use crate::quality::checks::samples::found;

    fn is_wrong(turns: &[&str]) -> bool {
        found(turns).iter().any(|it| it.0 == Finding::Arithmetic)
    }

    #[test]
    fn a_wrong_average_is_found_some_turns_later_too() {
        let bills = "I've got the last five here: 112, 98, 134, 121 and 155. My youngest sleeps with three fans.";
        let plan = "My sister has some plan where they bill her the same each month. Is that a trick?";
        let asks = "Let's find what an ordinary month is, then we'll put a bit on top for summer.";
        assert!(is_wrong(&[bills, asks, plan, "Your own five come to an average of $131, so that's a fair base."]));
        assert!(!is_wrong(&[bills, asks, plan, "Your own five come to an average of $124, so that's a fair base."]));
        assert!(is_wrong(&["Es waren 212, 188 und 266 Euro im Monat.", "Im Durchschnitt sind das 242 Euro."]));
    }

    #[test]
    fn what_may_be_another_average_is_left() {
        for answer in [
            "On average that's $222 a month.",
            "Without the last winter the average is $200.",
            "The average household here pays $410.",
            "Of the last two the average is $227, of all three $222.",
        ] {
            assert!(!is_wrong(&["For three winters now: $212, $188 and $266 a month.", answer]), "{answer}");
        }
    }
}
