//! Numbers to reckon with: value and unit, and the scales that the words allow.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::conversation::Role;
use crate::quality::checks::arithmetic::reader::Reader;
use crate::quality::figures::Figure;
use crate::quality::tables::Tables;
use crate::quality::text::{IdMap, IdSet, TurnText, Word, prepare, word_id};

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(include_str!("../../../../../data/slips.txt")));

/// The groups whose name ends with a number: "scale 12". One word may stand in several.
static NUMBERED: LazyLock<IdMap<Vec<(&str, f64)>>> = LazyLock::new(|| {
    let mut found: IdMap<Vec<(&str, f64)>> = IdMap::default();
    for (name, words) in TABLES.iter() {
        let Some((name, value)) = name.rsplit_once(' ') else { continue };
        let Ok(value) = value.parse() else { continue };
        for word in words {
            found.entry(word_id(word)).or_default().push((name, value));
        }
    }
    found
});

pub(super) fn table(name: &str) -> &'static [&'static str] {
    TABLES.get(name)
}

/// The phrases of a table, by the first of their words: the other words.
#[derive(Debug, Default)]
pub(super) struct Phrases(IdMap<Vec<Vec<u64>>>);

static PHRASES: LazyLock<HashMap<&str, Phrases>> =
    LazyLock::new(|| TABLES.iter().map(|(name, phrases)| (name, Phrases::of(phrases))).collect());

pub(super) fn phrases(name: &str) -> &'static Phrases {
    static NONE: LazyLock<Phrases> = LazyLock::new(Phrases::default);
    PHRASES.get(name).unwrap_or(&NONE)
}

impl Phrases {
    /// As the words of a turn are cut: "that's" is "that" and "is".
    fn of(phrases: &[&'static str]) -> Phrases {
        let mut found = Phrases::default();
        for phrase in phrases {
            let ids: Vec<u64> = prepare(Role::Assistant, phrase).words.iter().map(|word| word.id).collect();
            if let [first, rest @ ..] = ids.as_slice() {
                found.0.entry(*first).or_default().push(rest.to_vec());
            }
        }
        found
    }

    /// Whether the words begin with one.
    pub(super) fn begin(&self, words: &[Word]) -> bool {
        let Some((first, after)) = words.split_first() else { return false };
        let rests = self.0.get(&first.id).map_or(&[][..], Vec::as_slice);
        rests.iter().any(|rest| after.len() >= rest.len() && after.iter().zip(rest).all(|(word, id)| word.id == *id))
    }

    /// Whether one stands somewhere in the words.
    pub(super) fn stand_in(&self, words: &[Word]) -> bool {
        (0..words.len()).any(|at| self.begin(&words[at..]))
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unit {
    /// None is written: it may be any.
    Any,
    Money,
    Percent,
    /// By its number in the data.
    Measure(u8),
}

impl Unit {
    /// Whether two amounts may be of the same kind.
    pub(super) fn may_be(self, other: Unit) -> bool {
        self == other || self == Unit::Any || other == Unit::Any
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Operand {
    pub(super) value: f64,
    pub(super) unit: Unit,
    /// "Those three": such a word counts, and is rarely added.
    pub(super) counts: bool,
}

impl Operand {
    /// `None` for a time of day.
    pub(super) fn of(turn: &TurnText<'_>, figure: &Figure) -> Option<Operand> {
        let counts = figure.in_words && figure.value < 13.0;
        (!is_time(turn.content, figure)).then(|| Operand { value: figure.value, unit: unit(turn, figure), counts })
    }

    /// "Five foot four is 64 inches": two units make one number.
    pub(super) fn is_in_feet(self) -> bool {
        FEET.contains(&self.unit)
    }
}

/// Feet and inches, as the data numbers them.
const FEET: [Unit; 2] = [Unit::Measure(9), Unit::Measure(10)];

/// "8:40", "9 Uhr", "10 h 50", "7 pm".
fn is_time(text: &str, figure: &Figure) -> bool {
    let (before, after) = (&text[..figure.at.start], &text[figure.at.end..]);
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let hours = after.trim_start().strip_prefix(['h', 'H']).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    let named = ["uhr", "am", "pm", "a.m.", "p.m.", "o'clock"].iter().any(|name| {
        let word = after.trim_start().get(..name.len());
        word.is_some_and(|word| word.eq_ignore_ascii_case(name))
            && !after.trim_start()[name.len()..].starts_with(char::is_alphabetic)
    });
    let hour = before.strip_suffix(':').or_else(|| before.strip_suffix(" h "));
    after.strip_prefix(':').is_some_and(digit)
        || hours
        || named
        || hour.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
}

fn unit(turn: &TurnText<'_>, figure: &Figure) -> Unit {
    if figure.percent {
        return Unit::Percent;
    }
    if (Reader { turn, figures: &[] }).is_money(figure) {
        return Unit::Money;
    }
    let after = turn.content[figure.at.end..].trim_start_matches([' ', '-', '\u{a0}', '\u{202f}']);
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let known = NUMBERED.get(&word_id(&word.to_lowercase()));
    let measure = known.and_then(|groups| groups.iter().find(|(name, _)| *name == "unit"));
    measure.map_or(Unit::Any, |(_, number)| Unit::Measure(*number as u8))
}

/// How many of one thing may be in another, and which parts may be meant, by the words of a text.
#[derive(Debug, Default, Clone)]
pub(super) struct Scales {
    /// Beside one.
    pub(super) scales: Vec<f64>,
    pub(super) parts: Vec<f64>,
}

impl Scales {
    /// `loose`: with those that any talk about days and weeks allows.
    pub(super) fn of(words: &IdSet, loose: bool) -> Scales {
        let mut found = Scales::default();
        let mut add = |list: fn(&mut Scales) -> &mut Vec<f64>, value: f64| {
            let list = list(&mut found);
            if !list.contains(&value) {
                list.push(value);
            }
        };
        for (name, value) in words.iter().filter_map(|word| NUMBERED.get(word)).flatten() {
            match *name {
                "scale" => add(|it| &mut it.scales, *value),
                "loose scale" if loose => add(|it| &mut it.scales, *value),
                "part" => add(|it| &mut it.parts, *value),
                _ => (),
            }
        }
        found
    }
}
