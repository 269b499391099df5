//! The numbers of a text with what stands between them, for sums that are stated in words.

use std::collections::VecDeque;
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

/// Words before a number that only names.
const NAMED: &[&str] = &[
    "class",
    "part",
    "tier",
    "schedule",
    "chapter",
    "section",
    "phase",
    "step",
    "type",
    "level",
    "zone",
    "box",
    "form",
    "klasse",
    "stufe",
    "teil",
    "kapitel",
    "abschnitt",
    "clase",
    "parte",
    "capítulo",
    "sección",
    "classe",
    "partie",
    "chapitre",
];

/// Words that make another number of the one before them.
const LARGE: &[&str] =
    &["hundred", "thousand", "million", "hundert", "tausend", "cientos", "mil", "cent", "cents", "mille", "and a half"];

/// How far before a number "about" is looked for, in bytes.
const LEAD: usize = 60;

/// All numbers of a turn outside quotations and code.
pub(crate) fn figures(turn: &TurnText<'_>) -> Vec<Figure> {
    let text = turn.content;
    let words = turn.words.iter().filter(|word| word.number && !word.quoted && !turn.is_code(word.start as usize));
    words
        .filter_map(|word| {
            let (start, mut end) = (word.start as usize, word.end as usize);
            let before = text[..start].chars().next_back();
            if follows_a_group(text, start) {
                return None;
            }
            let spaced = with_spaces(&text[start..]);
            let shown = spaced.as_ref().map_or(turn.shown(word), |(digits, _)| digits);
            let (value, half_unit) = value(shown)?;
            end = spaced.as_ref().map_or(end, |(_, width)| start + width);
            let after = &text[end..];
            // "401(k)" and "x^2" are names, and TeX writes "3{,}348".
            if after.starts_with(['(', '{'])
                || before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '^' | '_' | '#' | '.' | '{' | '}'))
            {
                return None;
            }
            let (scale, width) = scale(after);
            end += width;
            let percent = percent(&text[end..]);
            end += percent.unwrap_or_default();
            let near = boundary(text, start.saturating_sub(LEAD));
            let lead = text[near..start].trim_end_matches(|c: char| matches!(c, '$' | '€' | '£') || c.is_whitespace());
            let lead = lead.rsplit_once(['.', ',', ';', '?']).map_or(lead, |(_, last)| last).to_lowercase();
            // "Class 3" is a name.
            if NAMED.contains(&lead.trim_end().rsplit(' ').next().unwrap_or_default()) {
                return None;
            }
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

/// The place, or the beginning of the character that it stands in.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (at.saturating_sub(3)..=at).rev().find(|place| text.is_char_boundary(*place)).unwrap_or_default()
}

/// "84 000", as written in France: the digits without the space, and the length in the text.
fn with_spaces(text: &str) -> Option<(String, usize)> {
    let (digits, mut width) = (text.bytes().take_while(u8::is_ascii_digit).count(), 0);
    let mut groups = text[..digits].to_owned();
    if !(1..=3).contains(&digits) || groups.starts_with('0') {
        return None;
    }
    let mut rest = &text[digits..];
    while let Some(group) = rest.strip_prefix([' ', '\u{a0}', '\u{202f}']) {
        let length = group.bytes().take_while(u8::is_ascii_digit).count();
        if length != 3 {
            break;
        }
        groups.push_str(&group[..3]);
        rest = &group[3..];
        width = text.len() - rest.len();
    }
    (width > 0).then_some((groups, width))
}

/// Whether a number is the second group of one with spaces.
fn follows_a_group(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    if before.len() == start || !before.ends_with(|last: char| last.is_ascii_digit()) {
        return false;
    }
    let mut first = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let outer = text[..first].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    if outer.len() < first && outer.ends_with(|last: char| last.is_ascii_digit()) {
        first = outer.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    }
    with_spaces(&text[first..]).is_some_and(|(_, width)| first + width > start)
}

/// The words that are still to be read, as far as somebody looked: a text may have a million.
struct Ahead<'a, I> {
    seen: VecDeque<&'a Word>,
    rest: I,
}

impl<'a, I: Iterator<Item = &'a Word>> Ahead<'a, I> {
    fn get(&mut self, at: usize) -> Option<&'a Word> {
        while self.seen.len() <= at {
            self.seen.push_back(self.rest.next()?);
        }
        self.seen.get(at).copied()
    }

    fn pass(&mut self, words: usize) {
        for _ in 0..words {
            if self.seen.pop_front().is_none() {
                self.rest.next();
            }
        }
    }
}

/// The numbers with those that are written as words, in order.
pub(crate) fn with_words(turn: &TurnText<'_>, digits: &[Figure], value: fn(&Word) -> Option<f64>) -> Vec<Figure> {
    let rest = turn.words.iter().filter(|word| !word.number && !word.quoted);
    let mut ahead = Ahead { seen: VecDeque::new(), rest };
    let mut all = digits.to_vec();
    while let Some(word) = ahead.get(0) {
        let (figure, words) = match value(word) {
            Some(number) => in_words(turn, &mut ahead, (word, number), value),
            None => (None, 1),
        };
        all.extend(figure);
        ahead.pass(words);
    }
    all.sort_by_key(|figure| figure.at.start);
    all
}

/// The number that begins with the first of the words, and how many words are read.
fn in_words<'a>(
    turn: &TurnText<'_>,
    words: &mut Ahead<'a, impl Iterator<Item = &'a Word>>,
    (word, mut number): (&Word, f64),
    value: fn(&Word) -> Option<f64>,
) -> (Option<Figure>, usize) {
    let figure = |value: f64, half_unit: f64, at: Range<usize>, percent: bool| Figure {
        value,
        percent,
        half_unit,
        about: false,
        at,
        sentence: word.sentence,
        in_words: true,
    };
    let (start, mut end, mut read) = (word.start as usize, word.end as usize, 1);
    if let Some((number, last)) = large(turn, words, value) {
        let end = words.get(last).map_or(end, |last| last.end as usize);
        return (Some(figure(number, trailing_unit(number) / 2.0, start..end, false)), last + 1);
    }
    // "Eighty-four" is one number, and "two hundred" is not two.
    if turn.content[..start].ends_with('-') {
        return (None, read);
    }
    if turn.content[end..].starts_with('-') {
        let next = words.get(1).and_then(|next| Some((value(next)?, next.end as usize)));
        let next = next.filter(|(unit, _)| *unit < 10.0 && number >= 20.0 && number % 10.0 == 0.0);
        let Some((unit, behind)) = next else { return (None, read) };
        (number, end) = (number + unit, behind);
    }
    // "Treinta y seis" is one number, too.
    let unit = words.get(2).filter(|_| turn.content[end..].starts_with(" y "));
    let unit = unit.and_then(|unit| Some((value(unit)?, unit.end as usize)));
    if let Some((unit, behind)) = unit.filter(|(unit, _)| *unit < 10.0 && number >= 30.0 && number % 10.0 == 0.0) {
        (number, end, read) = (number + unit, behind, 3);
    }
    let next = turn.content[end..].split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
    if next.is_some_and(|next| LARGE.contains(&next.to_lowercase().as_str())) {
        return (None, read);
    }
    let percent = percent(&turn.content[end..]);
    (Some(figure(number, 0.0, start..end + percent.unwrap_or_default(), percent.is_some())), read)
}

/// "Three hundred and eighty thousand": the number that the first words say, and the place of its last word. English
/// writes such numbers as several words.
fn large<'a>(
    turn: &TurnText<'_>,
    words: &mut Ahead<'a, impl Iterator<Item = &'a Word>>,
    value: fn(&Word) -> Option<f64>,
) -> Option<(f64, usize)> {
    let (mut whole, mut part, mut last, mut is_large) = (0.0, 0.0, 0, false);
    let mut before: Option<&Word> = None;
    for at in 0.. {
        let Some(word) = words.get(at) else { break };
        let gap = before.map(|before| turn.content.get(before.end as usize..word.start as usize));
        if gap.is_some_and(|gap| !matches!(gap, Some(" " | "-"))) {
            break;
        }
        before = Some(word);
        match (turn.shown(word).to_lowercase().as_str(), value(word)) {
            ("hundred", _) if part > 0.0 && part < 100.0 => (part, is_large) = (part * 100.0, true),
            ("thousand", _) if part > 0.0 && part < 1000.0 => {
                (whole, part, is_large) = (whole + part * 1000.0, 0.0, true);
            }
            ("and", _) if is_large && words.get(at + 1).is_some_and(|next| value(next).is_some()) => continue,
            // "Ninety-five", and what may follow a hundred.
            (_, Some(small)) if fits_behind(part, small) => part += small,
            _ => break,
        }
        last = at;
    }
    is_large.then_some((whole + part, last))
}

/// Whether a number below a hundred may follow: "three hundred" and "ninety", "ninety" and "five".
fn fits_behind(part: f64, small: f64) -> bool {
    let tens = part % 100.0;
    small < 100.0 && (tens == 0.0 || tens >= 20.0 && tens % 10.0 == 0.0 && small < 10.0)
}

/// The unit of the last digit that is not zero.
fn trailing_unit(number: f64) -> f64 {
    let mut unit = 1.0;
    while number % (unit * 10.0) == 0.0 && unit < number {
        unit *= 10.0;
    }
    unit
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
        assert_eq!(read("a 401(k), x^2, 2x, 1st, A4, 3{,}348"), []);
    }
}
