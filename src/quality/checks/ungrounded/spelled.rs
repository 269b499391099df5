//! Numbers that are written in words: "twelve hundred", "zweihundertfünfzig", "mil doscientos", "quatre-vingt-dix".

use std::ops::Range;

use crate::quality::checks::arithmetic::number_of;
use crate::quality::checks::ungrounded::words::{FACTORS, JOINS, MORE_NUMBERS};
use crate::quality::text::{TurnText, Word, word_id};

/// A number in words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spelled {
    pub(super) value: f64,
    /// Its words in the turn.
    pub(super) words: Range<usize>,
}

/// Adds up the parts of a number as they are read.
#[derive(Debug, Default)]
struct Sum {
    thousands: f64,
    rest: f64,
    parts: usize,
}

impl Sum {
    fn value(&self) -> f64 {
        self.thousands + self.rest
    }

    /// Whether the next part goes on with the number: "twenty two" does, "two twenty" does not.
    fn takes(&mut self, part: Part) -> bool {
        match part {
            Part::Number(value) => {
                // "Quatre-vingts" is four twenties.
                let is_four_twenties = self.rest % 100.0 == 4.0 && value == 20.0;
                let fits = self.parts == 0 || self.rest % 100.0 == 0.0 || (self.rest % 10.0 == 0.0 && value < 20.0);
                if is_four_twenties {
                    self.rest += 76.0;
                } else if fits && (self.rest % 1000.0 == 0.0 || value < 100.0) {
                    self.rest += value;
                } else {
                    return false;
                }
            }
            Part::Factor(factor) if factor < 1000.0 => {
                if self.rest % 1000.0 >= 100.0 {
                    return false;
                }
                self.rest = self.rest.max(1.0) * factor;
            }
            Part::Factor(factor) => {
                if self.parts > 0 && self.rest == 0.0 {
                    return false;
                }
                self.thousands += self.rest.max(1.0) * factor;
                self.rest = 0.0;
            }
        }
        self.parts += 1;
        true
    }
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Number(f64),
    Factor(f64),
}

fn part(id: u64) -> Option<Part> {
    if let Some(factor) = FACTORS.get(&id) {
        return Some(Part::Factor(*factor));
    }
    number_of(id).or_else(|| MORE_NUMBERS.get(&id).copied()).map(Part::Number)
}

/// The numbers in words of a turn, without articles alone.
pub(super) fn spelled(turn: &TurnText<'_>) -> Vec<Spelled> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < turn.words.len() {
        match read(turn, at) {
            Some(number) => {
                at = number.words.end;
                found.push(number);
            }
            None => at += 1,
        }
    }
    found
}

fn read(turn: &TurnText<'_>, start: usize) -> Option<Spelled> {
    let mut sum = Sum::default();
    let mut end = start;
    let mut at = start;
    while let Some(word) = turn.words.get(at).filter(|word| !word.number) {
        if at > start && breaks(turn, at - 1) {
            break;
        }
        let parts = parts(turn, word);
        // A German compound is a whole number.
        if parts.len() > 1 && at > start {
            break;
        }
        if parts.is_empty() {
            if end == start || !JOINS.contains(&word.id) {
                break;
            }
            at += 1;
            continue;
        }
        let before = (sum.thousands, sum.rest, sum.parts);
        if !parts.iter().all(|part| sum.takes(*part)) {
            (sum.thousands, sum.rest, sum.parts) = before;
            break;
        }
        at += 1;
        end = at;
        if parts.len() > 1 {
            break;
        }
    }
    let alone = end == start + 1 && turn.words.get(start).is_some_and(|word| JOINS.contains(&word.id));
    (end > start && !alone).then(|| Spelled { value: sum.value(), words: start..end })
}

/// A hyphen joins the parts of a number; any other sign ends it.
fn breaks(turn: &TurnText<'_>, at: usize) -> bool {
    let (Some(word), Some(next)) = (turn.words.get(at), turn.words.get(at + 1)) else { return true };
    let gap = turn.content.get(word.end as usize..next.start as usize).unwrap_or_default();
    !gap.chars().all(|sign| sign == ' ' || sign == '-' || sign == '\u{a0}')
}

/// The parts of one word: several where it is a German compound.
fn parts(turn: &TurnText<'_>, word: &Word) -> Vec<Part> {
    if let Some(part) = part(word.id) {
        return vec![part];
    }
    let shown = turn.shown(word);
    // "Zweihundertfünfzig": only these two make compounds.
    if shown.len() > 60 || !(shown.contains("hundert") || shown.contains("tausend")) {
        return Vec::new();
    }
    compound(&shown.to_lowercase()).unwrap_or_default()
}

fn compound(word: &str) -> Option<Vec<Part>> {
    for factor in ["tausend", "hundert"] {
        let Some((before, after)) = word.split_once(factor) else { continue };
        let after = after.strip_prefix("und").unwrap_or(after);
        let side = |text: &str| -> Option<Vec<Part>> {
            match text {
                "" => Some(Vec::new()),
                "ein" => Some(vec![Part::Number(1.0)]),
                text => part(word_id(text)).map(|part| vec![part]).or_else(|| compound(text)),
            }
        };
        let mut parts = side(before)?;
        parts.extend(part(word_id(factor)));
        parts.extend(side(after)?);
        return Some(parts);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::text::prepare;

    #[test]
    fn numbers_in_words_are_read_in_four_languages() {
        for (text, expected) in [
            ("It costs twelve hundred euros.", vec![1200.0]),
            ("one thousand two hundred and fifty, or a hundred", vec![1250.0, 100.0]),
            ("twenty-five of three thousand four hundred", vec![25.0, 3400.0]),
            ("two million", vec![2_000_000.0]),
            ("zweihundertfünfzig und eintausendzweihundert", vec![250.0, 1200.0]),
            ("dreiundzwanzig Tage, hunderttausend Euro", vec![23.0, 100_000.0]),
            ("mil doscientos cincuenta euros", vec![1250.0]),
            ("quatre-vingt-dix euros, mille deux cents", vec![90.0, 1200.0]),
            ("one of them is a start, and a second one", vec![1.0, 1.0]),
            ("two, three, four", vec![2.0, 3.0, 4.0]),
        ] {
            let read: Vec<f64> = spelled(&prepare(Role::User, text)).into_iter().map(|it| it.value).collect();
            assert_eq!(read, expected, "{text}");
        }
    }
}
