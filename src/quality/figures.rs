//! The numbers of a text with what stands between them, for sums that are stated in words.

use std::ops::Range;

use crate::quality::text::{TurnText, Word};

/// A number as written.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub value: f64,
    pub percent: bool,
    /// Half of its last written unit that is not zero: 22,500 is exact to 50, 4.3 to 0.05.
    pub half_unit: f64,
    /// What stands before it says that it is rounded.
    pub about: bool,
    /// Its own bytes, with a percent sign.
    pub at: Range<usize>,
    pub sentence: u32,
    /// Whether it is written as a word.
    pub in_words: bool,
}

/// Words before a rounded number.
const ABOUT: &[&str] = &[
    "about",
    "roughly",
    "around",
    "nearly",
    "almost",
    "approximately",
    "some",
    "close to",
    "just over",
    "just under",
    "under",
    "over",
    "~",
    "≈",
    "circa",
    "ca.",
    "etwa",
    "rund",
    "ungefähr",
    "knapp",
    "unos",
    "unas",
    "casi",
    "environ",
    "presque",
];

/// All numbers of a turn outside quotations and code.
pub(crate) fn figures(turn: &TurnText<'_>) -> Vec<Figure> {
    let text = turn.content;
    let words = turn.words.iter().filter(|word| word.number && !word.quoted && !turn.is_code(word.start as usize));
    words
        .filter_map(|word| {
            let (start, mut end) = (word.start as usize, word.end as usize);
            let (value, half_unit) = value(turn.shown(word))?;
            let after = &text[end..];
            // "401(k)" and "x^2" are names.
            let before = text[..start].chars().next_back();
            if after.starts_with('(')
                || before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '^' | '_' | '#' | '.' | '{'))
            {
                return None;
            }
            let (scale, width) = scale(after);
            end += width;
            let percent = percent(&text[end..]);
            end += percent.unwrap_or_default();
            let lead = text[..start].trim_end_matches(|c: char| matches!(c, '$' | '€' | '£') || c.is_whitespace());
            let lead = lead.rsplit_once(['.', ',', ';', '?']).map_or(lead, |(_, last)| last).to_lowercase();
            let about = ABOUT.iter().any(|word| lead.trim_end_matches(" of").ends_with(word));
            Some(Figure {
                value: value * scale,
                percent: percent.is_some(),
                half_unit: half_unit * scale,
                about,
                at: start..end,
                sentence: word.sentence,
                in_words: false,
            })
        })
        .collect()
}

/// The numbers with those that are written as words, in order.
pub(crate) fn with_words(turn: &TurnText<'_>, digits: &[Figure], value: fn(&Word) -> Option<f64>) -> Vec<Figure> {
    let words = turn.words.iter().filter(|word| !word.number && !word.quoted);
    let told = words.filter_map(|word| {
        let value = value(word)?;
        let at = word.start as usize..word.end as usize;
        // "Twenty-two" is another number than either of its parts.
        if turn.content[..at.start].ends_with('-') || turn.content[at.end..].starts_with('-') {
            return None;
        }
        let percent = percent(&turn.content[at.end..]);
        let at = at.start..at.end + percent.unwrap_or_default();
        let percent = percent.is_some();
        Some(Figure { value, percent, half_unit: 0.0, about: false, at, sentence: word.sentence, in_words: true })
    });
    let mut all: Vec<Figure> = digits.iter().cloned().chain(told).collect();
    all.sort_by_key(|figure| figure.at.start);
    all
}

/// "k", "million": the factor and its length.
fn scale(after: &str) -> (f64, usize) {
    for (word, factor) in [
        (" million", 1e6),
        (" thousand", 1e3),
        (" billion", 1e9),
        (" Millionen", 1e6),
        (" millones", 1e6),
        (" millions", 1e6),
    ] {
        if after.starts_with(word) {
            return (factor, word.len());
        }
    }
    (1.0, 0)
}

/// The length of a percent sign or word.
fn percent(after: &str) -> Option<usize> {
    ["%", " %", " percent", " per cent", " Prozent", " por ciento", " pour cent"]
        .iter()
        .find(|sign| after.starts_with(**sign))
        .map(|it| it.len())
}

/// "1,100.50", "1.100,50", "310k": the value and half its last unit.
fn value(word: &str) -> Option<(f64, f64)> {
    let (digits, factor) = match word.char_indices().find(|(_, c)| c.is_ascii_alphabetic()) {
        Some((at, _)) => match &word[at..] {
            "k" | "K" => (&word[..at], 1e3),
            "m" | "M" => (&word[..at], 1e6),
            _ => return None,
        },
        None => (word, 1.0),
    };
    let groups = |sign: char| digits.split(sign).skip(1).all(|group| group.len() == 3);
    let last = digits.rfind(['.', ',']);
    let decimal = match last.map(|at| (at, digits.as_bytes()[at])) {
        None => None,
        Some((at, sign)) => {
            let sign = char::from(sign);
            let other = if sign == '.' { ',' } else { '.' };
            let is_group = groups(sign) && !digits.contains(other) && !digits.starts_with('0');
            (!is_group).then_some(at)
        }
    };
    let (whole, fraction) = decimal.map_or((digits, ""), |at| (&digits[..at], &digits[at + 1..]));
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    if whole.len() > 12 || fraction.contains([',', '.']) {
        return None;
    }
    let value: f64 = format!("{whole}.{fraction}0").parse().ok()?;
    let zeros = whole.len() - whole.trim_end_matches('0').len();
    let unit = if fraction.is_empty() {
        10_f64.powi(zeros.min(whole.len() - 1) as i32)
    } else {
        0.1_f64.powi(fraction.len() as i32)
    };
    Some((value * factor, unit * factor / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::text::prepare;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = |text: &str| {
            figures(&prepare(Role::User, text))
                .into_iter()
                .map(|it| (it.value, it.percent, it.about))
                .collect::<Vec<_>>()
        };
        assert_eq!(read("about $1,100.50 and 4.3 percent"), [(1100.5, false, true), (4.3, true, false)]);
        assert_eq!(
            read("1.100,50 Euro, 310.000 und 7%"),
            [(1100.5, false, false), (310_000.0, false, false), (7.0, true, false)]
        );
        assert_eq!(
            read("$310k of 2 million, 0.125"),
            [(310_000.0, false, false), (2e6, false, false), (0.125, false, false)]
        );
        assert_eq!(read("a 401(k), x^2, 2x, 1st, A4"), []);
    }
}
