//! A sum that the assistant states and that is wrong.
//!
//! Only what is plainly an equation is checked: "3 x 13,200 = 52,000", "1,100 a month, or 19,800 a year", "5 percent of
//! 300 is 20", "from 40 to 55 is a rise of 20". Rounding is allowed for, and more of it behind "about".

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::figures::{Figure, figures};
use crate::quality::text::TurnText;

pub(super) const ARITHMETIC: Check =
    Check { finding: Finding::Arithmetic, rule: "The sums that the assistant states are right.", look: arithmetic };

/// Words of a sentence that speaks of a wrong sum, or of one that is only thought of.
const NO_CLAIM: &str = "not wrong mistake instead never incorrect error wrote thought mod modulo binary hex hexadecimal \
    isn't nicht falsch fehler no incorrecto error pas faux erreur compound compounded grows grown";

fn arithmetic(view: &View<'_>) -> Vec<Fault> {
    let mut found = Vec::new();
    // A user may be wrong; the assistant puts it right.
    for (at, turn) in view.of(Role::Assistant) {
        let figures = figures(turn);
        if figures.len() < 2 {
            continue;
        }
        let reader = Reader { turn, figures: &figures };
        for first in 0..figures.len() {
            if let Some(wrong) = reader.wrong(first).filter(|wrong| reader.is_claim(wrong)) {
                let part = figures[wrong.first].at.start..figures[wrong.last].at.end;
                let detail =
                    format!("The sums are right: it is {}, not {}.", shown(wrong.expected), shown(wrong.stated));
                found.push(Fault::part(at, turn, part).detail(detail));
            }
        }
    }
    found
}

/// With as few decimals as it needs.
fn shown(value: f64) -> String {
    let text = if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") };
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A wrong equation: its first and last number.
struct Wrong {
    first: usize,
    last: usize,
    expected: f64,
    stated: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Plus,
    Minus,
    Times,
    Over,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Period {
    Day,
    Week,
    Month,
    Year,
}

impl Period {
    /// How many of them a year has.
    fn a_year(self) -> f64 {
        match self {
            Period::Day => 365.0,
            Period::Week => 52.0,
            Period::Month => 12.0,
            Period::Year => 1.0,
        }
    }
}

struct Reader<'a> {
    turn: &'a TurnText<'a>,
    figures: &'a [Figure],
}

impl Reader<'_> {
    fn wrong(&self, first: usize) -> Option<Wrong> {
        self.sum(first)
            .or_else(|| self.parts(first))
            .or_else(|| self.periods(first))
            .or_else(|| self.share(first))
            .or_else(|| self.change(first))
    }

    /// The text behind a number up to the next one of its sentence, without currency signs, in lower case.
    fn gap(&self, at: usize) -> Option<String> {
        let (figure, next) = (self.figures.get(at)?, self.figures.get(at + 1)?);
        if next.sentence != figure.sentence || next.at.start < figure.at.end || next.at.start - figure.at.end > 60 {
            return None;
        }
        Some(plain(&self.turn.content[figure.at.end..next.at.start]))
    }

    fn is_claim(&self, wrong: &Wrong) -> bool {
        let sentence = self.figures[wrong.last].sentence;
        let words = self.turn.words.iter().filter(|word| word.sentence == sentence);
        let mut shown = words.map(|word| self.turn.shown(word).to_lowercase());
        !shown.any(|word| NO_CLAIM.split_whitespace().any(|it| it == word))
    }

    /// `a x b (+ c …) = d`.
    fn sum(&self, first: usize) -> Option<Wrong> {
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
                None if terms.len() > 1 && equals(&gap, 3) => break,
                None => return None,
            }
            at += 1;
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
    fn periods(&self, first: usize) -> Option<Wrong> {
        let gap = self.gap(first)?;
        let (from, rest) = period(&gap)?;
        let (one, other) = (&self.figures[first], &self.figures[first + 1]);
        let (to, _) = period(&plain(&self.turn.content[other.at.end..]))?;
        if from == to || one.percent || other.percent {
            return None;
        }
        let expected = one.value * from.a_year() / to.a_year();
        let strict = equals(rest, 1);
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
    fn parts(&self, first: usize) -> Option<Wrong> {
        let (whole, count, stated) = (&self.figures[first], self.figures.get(first + 1)?, self.figures.get(first + 2)?);
        const OVER: &[&str] = &[
            "over",
            "across",
            "spread over",
            "divided over",
            "split over",
            "split into",
            "über",
            "verteilt auf",
            "auf",
            "en",
            "entre",
            "sur",
            "in",
        ];
        let is_over = OVER.contains(&self.gap(first)?.trim());
        let gap = self.gap(first + 1)?;
        let (unit, rest) = units(&gap)?;
        let (period, _) = period(&plain(&self.turn.content[stated.at.end..]))?;
        if !is_over || unit != period || !equals(rest, 0) || count.value < 2.0 || whole.percent || stated.percent {
            return None;
        }
        let expected = whole.value / count.value;
        let about = whole.about || stated.about;
        differs(expected, stated, about).then_some(Wrong { first, last: first + 2, expected, stated: stated.value })
    }

    /// `p percent of a is b`, `a is p percent of b`, and `That is p percent of b` behind a number.
    fn share(&self, first: usize) -> Option<Wrong> {
        let (one, two) = (&self.figures[first], self.figures.get(first + 1)?);
        let gap = self.gap(first)?;
        if one.percent && !two.percent && of(&gap) {
            let stated = self.figures.get(first + 2);
            let states = stated.is_some()
                && self
                    .gap(first + 1)
                    .is_some_and(|gap| equals(&gap, 0) || matches!(gap.trim(), "," | ", or" | "or" | "("));
            if let Some(stated) = stated.filter(|stated| states && !stated.percent) {
                let expected = one.value * two.value / 100.0;
                let about = stated.about || one.about || two.about;
                let wrong = differs(expected, stated, about) && !self.states_share(first);
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

    /// Whether the number before is what the percentage is about.
    fn states_share(&self, first: usize) -> bool {
        first > 0 && self.gap(first - 1).is_some_and(|gap| equals(&gap, 1))
    }

    /// "… 13,200 a year. That is 4.3 percent of 310,000."
    fn shares_what_was_said(&self, first: usize) -> Option<Wrong> {
        let (share, whole) = (&self.figures[first], &self.figures[first + 1]);
        let opening = self.turn.words.iter().find(|word| word.sentence == share.sentence)?.start as usize;
        let opening = plain(&self.turn.content[opening..share.at.start]);
        const THAT: &[&str] = &[
            "that is",
            "that's",
            "this is",
            "it is",
            "which is",
            "that is about",
            "that's about",
            "that makes",
            "das sind",
            "das ist",
            "eso es",
            "es decir",
            "c'est",
            "cela fait",
        ];
        if first == 0 || !THAT.contains(&opening.replace('’', "'").trim()) || whole.value == 0.0 {
            return None;
        }
        let before = &self.figures[first.saturating_sub(5)..first];
        let last = before.iter().rev().find(|figure| !figure.percent && figure.sentence + 1 >= share.sentence)?;
        let fits = before.iter().any(|figure| !differs(100.0 * figure.value / whole.value, share, true));
        let expected = 100.0 * last.value / whole.value;
        (!fits).then_some(Wrong { first, last: first + 1, expected, stated: share.value })
    }

    /// `from a to b is a rise of c`, `the difference between a and b is c`.
    fn change(&self, first: usize) -> Option<Wrong> {
        let (one, two, stated) = (&self.figures[first], self.figures.get(first + 1)?, self.figures.get(first + 2)?);
        let lead = self.turn.content[..one.at.start].trim_end_matches(['$', '€', '£', ' ']).to_lowercase();
        let (gap, states) = (self.gap(first)?, self.gap(first + 1)?);
        let between = lead.ends_with("between") && gap.trim() == "and" && equals(&states, 0);
        const CHANGE: &[&str] = &["rise", "raise", "drop", "fall", "difference", "gap", "increase", "cut", "jump"];
        let tail = states.trim().strip_suffix("of").map(str::trim_end).unwrap_or_default();
        let changes = tail.split_whitespace().count() <= 6 && CHANGE.iter().any(|word| tail.ends_with(word));
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

/// In lower case, without currencies and emphasis.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| !matches!(c, '$' | '€' | '£' | '*'));
    let lower: String = letters.flat_map(char::to_lowercase).collect();
    [" euros", " euro", " dollars", " dollar", " dólares", " pounds", " usd", " eur"]
        .iter()
        .fold(lower, |text, word| text.replace(word, ""))
}

/// The operator between two numbers, after a unit of two words at most: "months x".
fn sign(gap: &str) -> Option<Sign> {
    const SIGNS: &[(&str, Sign)] = &[
        ("x", Sign::Times),
        ("×", Sign::Times),
        ("*", Sign::Times),
        ("·", Sign::Times),
        ("times", Sign::Times),
        ("por", Sign::Times),
        ("veces", Sign::Times),
        ("mal", Sign::Times),
        ("fois", Sign::Times),
        ("+", Sign::Plus),
        ("plus", Sign::Plus),
        ("más", Sign::Plus),
        ("-", Sign::Minus),
        ("−", Sign::Minus),
        ("–", Sign::Minus),
        ("minus", Sign::Minus),
        ("less", Sign::Minus),
        ("menos", Sign::Minus),
        ("moins", Sign::Minus),
        ("/", Sign::Over),
        ("÷", Sign::Over),
    ];
    // In words the unit may be longer: "470 euros a month, multiplied by 12".
    const WORDS: &[(&str, Sign)] = &[
        ("multiplied by", Sign::Times),
        ("multipliziert mit", Sign::Times),
        ("multiplicado por", Sign::Times),
        ("multiplicados por", Sign::Times),
        ("multiplicada por", Sign::Times),
        ("multiplicadas por", Sign::Times),
        ("multiplié par", Sign::Times),
        ("multipliés par", Sign::Times),
        ("divided by", Sign::Over),
        ("geteilt durch", Sign::Over),
        ("dividido entre", Sign::Over),
        ("divididos entre", Sign::Over),
        ("divisé par", Sign::Over),
        ("divisés par", Sign::Over),
    ];
    if let Some((_, sign)) = WORDS.iter().find(|(word, _)| gap.trim().ends_with(word)) {
        return (gap.split_whitespace().count() <= 7).then_some(*sign);
    }
    // Without spaces it is a range, a date or a fraction.
    let spaced = gap.starts_with(' ') && gap.ends_with(' ');
    let trimmed = gap.trim();
    let (word, sign) = SIGNS.iter().find(|(word, _)| trimmed.ends_with(word))?;
    let unit = trimmed[..trimmed.len() - word.len()].trim_end();
    let alone = unit.is_empty() || trimmed[..trimmed.len() - word.len()].ends_with(' ');
    let is_unit = unit.split_whitespace().count() <= 2 && unit.chars().all(|c| c.is_alphabetic() || c == ' ');
    let close = matches!(sign, Sign::Times | Sign::Plus) && unit.is_empty();
    (alone && is_unit && (spaced || close)).then_some(*sign)
}

/// Words that say "is".
const EQUALS: &[&str] = &[
    "=",
    "is",
    "are",
    "equals",
    "makes",
    "make",
    "gives",
    "leaves",
    "comes to",
    "come to",
    "adds up to",
    "totals",
    "that is",
    "that's",
    "which is",
    "which makes",
    "which comes to",
    "works out to",
    "works out at",
    "i.e.",
    "or exactly",
    "so that is",
    "ist",
    "sind",
    "macht",
    "machen",
    "ergibt",
    "das sind",
    "das ist",
    "das macht",
    "bleiben",
    "also",
    "es",
    "son",
    "da",
    "hacen",
    "es decir",
    "quedan",
    "igual a",
    "est",
    "font",
    "fait",
    "soit",
    "donne",
    "ce qui fait",
];

/// Words that may stand between "is" and the number.
const SOFT: &[&str] = &[
    "about",
    "roughly",
    "around",
    "nearly",
    "almost",
    "approximately",
    "exactly",
    "just",
    "only",
    "some",
    "etwa",
    "rund",
    "genau",
    "ungefähr",
    "unos",
    "unas",
    "casi",
    "environ",
    "presque",
];

/// Whether a gap says "is": after a unit of so many words at most.
fn equals(gap: &str, unit: usize) -> bool {
    let mut words: Vec<&str> = gap.split([' ', ',', '\n', '(']).filter(|word| !word.is_empty()).collect();
    while words.last().is_some_and(|word| SOFT.contains(word)) {
        words.pop();
    }
    EQUALS.iter().any(|phrase| {
        let count = phrase.split(' ').count();
        words.len() >= count
            && words.len() - count <= unit
            && words[words.len() - count..].iter().copied().eq(phrase.split(' '))
    })
}

/// "or", "oder": the same in other words, or a choice.
fn alternative(gap: &str) -> bool {
    matches!(
        gap.trim().trim_start_matches(',').trim_start(),
        "or" | "oder" | "o" | "ou" | "or about" | "or roughly" | "oder rund" | "o unos" | "ou environ"
    )
}

fn of(gap: &str) -> bool {
    matches!(
        gap.trim(),
        "of" | "of the"
            | "of your"
            | "of about"
            | "of her"
            | "of his"
            | "von"
            | "de"
            | "de los"
            | "de unos"
            | "des"
            | "of that"
    )
}

/// The period a text begins with, and the rest.
fn period(gap: &str) -> Option<(Period, &str)> {
    const WORDS: &[(&str, Period)] = &[
        ("month", Period::Month),
        ("monat", Period::Month),
        ("mes", Period::Month),
        ("mois", Period::Month),
        ("year", Period::Year),
        ("jahr", Period::Year),
        ("año", Period::Year),
        ("an", Period::Year),
        ("week", Period::Week),
        ("woche", Period::Week),
        ("semana", Period::Week),
        ("day", Period::Day),
    ];
    const LEADS: &[&str] = &[
        "a ",
        "per ",
        "each ",
        "every ",
        "in a ",
        "over a ",
        "over the ",
        "for the ",
        "the ",
        "/",
        "im ",
        "pro ",
        "al ",
        "por ",
        "cada ",
        "par ",
        "in the ",
        "in der ",
    ];
    let trimmed = gap.trim_start();
    for adverb in [
        ("monthly", Period::Month),
        ("yearly", Period::Year),
        ("annually", Period::Year),
        ("weekly", Period::Week),
        ("monatlich", Period::Month),
        ("jährlich", Period::Year),
        ("mensuales", Period::Month),
        ("anuales", Period::Year),
    ] {
        if let Some(rest) = trimmed.strip_prefix(adverb.0) {
            return Some((adverb.1, rest));
        }
    }
    let rest = LEADS.iter().find_map(|lead| trimmed.strip_prefix(lead))?;
    WORDS.iter().find_map(|(word, period)| {
        let after = rest.strip_prefix(word)?;
        (!after.starts_with(char::is_alphabetic)).then_some((*period, after))
    })
}

/// The period in the plural that a text begins with, and the rest.
fn units(gap: &str) -> Option<(Period, &str)> {
    const UNITS: &[(&str, Period)] = &[
        ("months", Period::Month),
        ("monate", Period::Month),
        ("meses", Period::Month),
        ("mois", Period::Month),
        ("years", Period::Year),
        ("jahre", Period::Year),
        ("años", Period::Year),
        ("ans", Period::Year),
        ("weeks", Period::Week),
        ("wochen", Period::Week),
        ("semanas", Period::Week),
    ];
    let trimmed = gap.trim_start();
    UNITS.iter().find_map(|(word, period)| Some((*period, trimmed.strip_prefix(word)?)))
}

/// Times and over before plus and minus. A percentage is a share where it multiplies or is added to a plain number.
fn evaluate(terms: &[(Sign, &Figure)], stated: &Figure) -> Option<f64> {
    let percents = terms.iter().filter(|(_, figure)| figure.percent).count();
    let all = percents == terms.len();
    if percents > 0 && !all && stated.percent {
        return None;
    }
    let (mut sum, mut product) = (0.0, 0.0);
    for (sign, figure) in terms {
        let share = figure.percent && !all;
        match sign {
            Sign::Times => product *= if share { figure.value / 100.0 } else { figure.value },
            Sign::Over if figure.value == 0.0 || share => return None,
            Sign::Over => product /= figure.value,
            Sign::Plus | Sign::Minus => {
                sum += product;
                // "300 - 20%" takes a fifth off; "20% x 300" begins with a share.
                let value = match share {
                    true if sum == 0.0 => figure.value / 100.0,
                    true => sum * figure.value / 100.0,
                    false => figure.value,
                };
                product = if *sign == Sign::Plus { value } else { -value };
            }
        }
    }
    Some(sum + product)
}

/// Whether a stated number is no rounding of the expected one.
fn differs(expected: f64, stated: &Figure, about: bool) -> bool {
    let size = expected.abs().max(stated.value.abs());
    let rounding = stated.half_unit.min(if size < 100.0 { 0.12 * size } else { 0.05 * size });
    let allowed = rounding.max(0.006 * size).max(if about { 0.1 * size } else { 0.0 });
    expected.is_finite()
        && (expected - stated.value).abs() > allowed + 1e-9
        && (expected + stated.value).abs() > allowed + 1e-9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::{assert_bad, assert_fine};

    #[test]
    fn wrong_sums_are_found() {
        assert_bad(
            Finding::Arithmetic,
            Role::Assistant,
            &[
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
