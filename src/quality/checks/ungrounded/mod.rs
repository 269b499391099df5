//! What the assistant says and its source lacks: numbers, dates, names.
//!
//! An amount, a share, a date or a year that nobody gave is serious: a model learns it as a fact. A bare number and a name
//! are hints: "wait 20 minutes" may be common sense, and a capital may be no name. Not accused is what the user said
//! before, what was asked for, what follows by one operation, an example, a question.

mod dates;
mod known;
mod names;
mod numbers;
mod spelled;
mod words;

use std::collections::HashSet;
use std::ops::Range;

use crate::domain::conversation::Role;
use crate::domain::excerpt::cut;
use crate::domain::finding::{Finding, Note, Severity};
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::text::TurnText;

use dates::dates;
use known::Known;
use names::names;
use numbers::{Claim, Kind, claims};

pub(super) const UNGROUNDED: Check = Check {
    finding: Finding::Ungrounded,
    rule: "Numbers, dates and names of the assistant stand in the source, or come from the user.",
    look: ungrounded,
};

/// The most that a finding names, and their length in letters.
const MOST_NAMED: usize = 5;
/// How many numbers on either side of one count for its sum.
const NEAR: usize = 8;
const LONGEST: usize = 40;

/// What a turn says and nobody gave.
struct Lacking {
    turn: usize,
    at: Range<usize>,
    severity: Severity,
}

fn ungrounded(view: &View<'_>) -> Vec<Fault> {
    let Some(source) = view.context.source else { return Vec::new() };
    let mut known = Known::default();
    known.learn(source);
    for value in view.context.values.iter().flat_map(|values| values.values()) {
        known.learn(value);
    }
    if let Some(subject) = view.context.subject {
        [&subject.persona, &subject.emotion, &subject.topic].into_iter().for_each(|text| known.learn(text));
    }
    // Today's date, where the prompt gives it.
    view.context.prompt.iter().for_each(|text| known.learn_years(text));
    let mut lacking = Vec::new();
    for (at, turn) in view.text.turns.iter().enumerate() {
        match turn.role {
            Role::User => known.hear(turn.content),
            Role::Assistant => look_at(view, at, turn, &mut known, &mut lacking),
        }
    }
    [Severity::Serious, Severity::Hint].into_iter().filter_map(|severity| fault(view, &lacking, severity)).collect()
}

fn look_at(view: &View<'_>, at: usize, turn: &TurnText<'_>, known: &mut Known, lacking: &mut Vec<Lacking>) {
    let mut put = |at_bytes: Range<usize>, severity| lacking.push(Lacking { turn: at, at: at_bytes, severity });
    let said = dates(turn);
    let numbers = claims(turn, &said);
    let states = Statements::of(turn);
    for date in &said {
        if states.holds(date.at.start) && !known.has_date(date) {
            put(date.at.clone(), Severity::Serious);
        }
    }
    for (place, claim) in numbers.iter().enumerate() {
        if claim.only_counts() || !states.holds(claim.at.start) || known.has(claim.value, claim.near) {
            continue;
        }
        if known.reckons(claim.value, claim.near_sum, &others(&numbers, place, known)) {
            // What follows may go on from it.
            known.add(claim.value);
        } else {
            let severity = if claim.kind == Kind::Bare { Severity::Hint } else { Severity::Serious };
            put(claim.at.clone(), severity);
        }
    }
    for name in names(turn, view.language) {
        let words = &turn.words[name.clone()];
        if words.iter().any(|word| !known.says_word(&turn.shown(word).to_lowercase())) {
            put(turn.span(name), Severity::Hint);
        }
    }
    // Said once, it is known: it is not accused again, nor is what follows from it.
    known.hear(turn.content);
}

/// The numbers of a turn beside one that are known, or only count.
fn others(numbers: &[Claim], place: usize, known: &Known) -> Vec<f64> {
    let (first, last) = (place.saturating_sub(NEAR), numbers.len().min(place + NEAR + 1));
    let beside = numbers[first..place].iter().chain(&numbers[place + 1..last]);
    beside.filter(|claim| claim.only_counts() || known.has(claim.value, 0.0)).map(|claim| claim.value).collect()
}

/// The sentences of a turn that state something: no example and no question.
struct Statements {
    /// Bytes of the others.
    without: Vec<Range<usize>>,
}

impl Statements {
    fn of(turn: &TurnText<'_>) -> Statements {
        let is_free = |sentence: &&[crate::quality::text::Word]| {
            let end = sentence.last().map_or(0, |word| word.end as usize);
            let sign =
                turn.content[end..].trim_start_matches(['"', '”', ')', '»', ' ', '\u{a0}', '\u{202f}', '%', '€']);
            sign.starts_with('?') || sentence.iter().any(|word| words::EXAMPLE.contains(&word.id))
        };
        let span = |sentence: &[crate::quality::text::Word]| {
            sentence.first().map_or(0, |word| word.start as usize)..sentence.last().map_or(0, |word| word.end as usize)
        };
        Statements { without: turn.sentences().filter(is_free).map(span).collect() }
    }

    fn holds(&self, at: usize) -> bool {
        let next = self.without.partition_point(|range| range.end <= at);
        !self.without.get(next).is_some_and(|range| range.contains(&at))
    }
}

/// Stands before what a note names.
const BEFORE: &str = "The source lacks: ";

/// All of one severity as one fault: the first is quoted, and some are named.
fn fault(view: &View<'_>, lacking: &[Lacking], severity: Severity) -> Option<Fault> {
    let some: Vec<&Lacking> = lacking.iter().filter(|one| one.severity == severity).collect();
    let first = some.first()?;
    let shown = |one: &Lacking| cut(&view.text.turns[one.turn].content[one.at.clone()], LONGEST);
    let mut known = HashSet::new();
    let mut named: Vec<String> = some.iter().map(|one| shown(one)).filter(|text| known.insert(text.clone())).collect();
    let more = named.len().saturating_sub(MOST_NAMED);
    named.truncate(MOST_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let mut fault = Fault::part(first.turn, &view.text.turns[first.turn], first.at.clone()).severity(severity);
    fault.turns.extend(some.iter().map(|one| one.turn));
    fault.turns.dedup();
    Some(fault.detail(format!("{BEFORE}{}{more}.", named.join("; "))))
}

/// What a note of this check names.
pub(crate) fn named_in(note: &Note) -> Vec<&str> {
    let named = note.detail.strip_prefix(BEFORE).and_then(|named| named.strip_suffix('.'));
    let Some(named) = named.filter(|_| note.finding == Finding::Ungrounded) else { return Vec::new() };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = named.strip_suffix(" more").and_then(|rest| rest.rsplit_once(" and "));
    let named = whole.filter(|(_, more)| is_number(more)).map_or(named, |(named, _)| named);
    named.split("; ").map(|text| text.trim_end_matches('…')).filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests;
