//! Chooses what a data set is made from. Pure, and the same for the same input.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use crate::domain::axis::Axis;
use crate::domain::conversation::{Subject, Tier};
use crate::domain::scenario::Complexity;
use crate::domain::tiers::TierCounts;

/// A template, scenario or edge case that conversations can be made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub name: String,
    pub tier: Tier,
    /// `None` for an edge case.
    pub complexity: Option<Complexity>,
    /// 10 is the most urgent.
    pub priority: u8,
    /// Approved conversations that came of it.
    pub uses: u64,
    /// What it says itself; empty where it says nothing.
    pub own: Subject,
    /// The values that fit, for each axis in the order of [`Axis::ALL`]; never empty, and with its own.
    pub fits: [Vec<String>; 3],
}

/// What is approved already.
#[derive(Debug, Clone, Default)]
pub(crate) struct Used {
    /// How often each value came.
    pub values: HashMap<(Axis, String), u64>,
    /// How often each complexity came.
    pub complexity: HashMap<Complexity, u64>,
    /// The cells: the place of a source, and a subject.
    pub cells: HashSet<(usize, Subject)>,
}

/// A conversation to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The place of its source.
    pub source: usize,
    pub subject: Subject,
}

/// As many choices of each tier as `counts` says, in the order of the tiers. A tier without a source gets none.
///
/// Each source and each value comes as often as the others, least used first. Scenarios and edge cases keep what they say
/// themselves; only where one comes again, its feeling is another. No cell comes twice while its tier has a fresh one; then
/// all of them come again, each as often as the others.
pub(crate) fn choose(sources: &[Source], counts: TierCounts, used: Used, seed: u64) -> Vec<Choice> {
    let mut choosing = Choosing::new(sources, used, seed);
    // What is free to choose comes last: it evens out what the others say themselves.
    for tier in Tier::ALL.iter().rev() {
        for _ in 0..counts.of(*tier) {
            choosing.add(*tier);
        }
    }
    choosing.even_out();
    let mut made = choosing.made;
    made.sort_by_key(|choice| sources[choice.source].tier);
    made
}

struct Choosing<'a> {
    sources: &'a [Source],
    used: Used,
    /// How often each source came, approved conversations included.
    uses: Vec<u64>,
    /// How often each cell came; what is approved of it counts once.
    cells: HashMap<(usize, Subject), u64>,
    /// How often every cell of a source came at least.
    rounds: Vec<u64>,
    /// The cells of each source that are left of its round.
    left: Vec<u64>,
    /// How often two values of one conversation came together.
    pairs: HashMap<(String, String), u64>,
    /// The order of what is used equally often.
    order: HashMap<String, u64>,
    made: Vec<Choice>,
}

impl<'a> Choosing<'a> {
    fn new(sources: &'a [Source], used: Used, seed: u64) -> Choosing<'a> {
        let texts = sources.iter().flat_map(|source| source.fits.iter().flatten().chain([&source.name]));
        let order = texts.map(|text| (text.clone(), place(seed, text))).collect();
        let left = sources.iter().map(cell_count).collect();
        let uses = sources.iter().map(|source| source.uses).collect();
        let (cells, rounds, pairs) = (HashMap::new(), vec![0; sources.len()], HashMap::new());
        let mut choosing = Choosing { sources, used, uses, cells, rounds, left, pairs, order, made: Vec::new() };
        for (source, subject) in choosing.used.cells.clone() {
            if fits(&sources[source], &subject) {
                choosing.count_cell(source, subject);
            }
        }
        choosing
    }

    /// Counts a fresh cell. With the last one of a round, the next round begins.
    fn count_cell(&mut self, source: usize, subject: Subject) {
        *self.cells.entry((source, subject)).or_default() += 1;
        self.left[source] = self.left[source].saturating_sub(1);
        if self.left[source] == 0 {
            self.rounds[source] += 1;
            self.left[source] = cell_count(&self.sources[source]);
        }
    }

    fn cell_uses(&self, source: usize, subject: &Subject) -> u64 {
        self.cells.get(&(source, subject.clone())).copied().unwrap_or_default()
    }

    fn add(&mut self, tier: Tier) {
        let of_tier = (0..self.sources.len()).filter(|at| self.sources[*at].tier == tier);
        let Some(source) = of_tier.min_by_key(|at| {
            let one = &self.sources[*at];
            let alike = one.complexity.and_then(|complexity| self.used.complexity.get(&complexity)).copied();
            let urgency = std::cmp::Reverse(one.priority);
            (self.rounds[*at], self.uses[*at], alike.unwrap_or_default(), urgency, self.order[&one.name])
        }) else {
            return;
        };
        let subject = self.subject(source);
        let one = &self.sources[source];
        self.count_cell(source, subject.clone());
        self.uses[source] += 1;
        if let Some(complexity) = one.complexity {
            *self.used.complexity.entry(complexity).or_default() += 1;
        }
        for (axis, value) in valued(&subject) {
            *self.used.values.entry((axis, value.clone())).or_default() += 1;
            for (_, other) in valued(&subject).filter(|(other, _)| *other > axis) {
                *self.pairs.entry((value.clone(), other.clone())).or_default() += 1;
            }
        }
        self.made.push(Choice { source, subject });
    }

    /// The next subject of a source: what it says itself, else the least used values that make a fresh cell.
    fn subject(&self, source: usize) -> Subject {
        let one = &self.sources[source];
        let is_fresh = |subject: &Subject| self.cell_uses(source, subject) <= self.rounds[source];
        let mut subject = Subject::default();
        for (at, axis) in Axis::ALL.iter().copied().enumerate() {
            let own = one.own.on(axis);
            let chosen = match own.is_empty() {
                false => own.clone(),
                true => self.least_used(axis, &one.fits[at], &subject),
            };
            *subject.on_mut(axis) = chosen;
        }
        if is_fresh(&subject) {
            return subject;
        }
        let mut best: Option<(u64, u64, Subject)> = None;
        for persona in &one.fits[0] {
            for emotion in &one.fits[1] {
                for topic in &one.fits[2] {
                    let (persona, emotion, topic) = (persona.clone(), emotion.clone(), topic.clone());
                    let subject = Subject { persona, emotion, topic };
                    if !is_fresh(&subject) {
                        continue;
                    }
                    let uses = Axis::ALL.iter().map(|axis| self.count(*axis, subject.on(*axis))).sum();
                    let order =
                        Axis::ALL.iter().fold(0, |sum: u64, axis| sum.wrapping_add(self.order[subject.on(*axis)]));
                    if best.as_ref().is_none_or(|(least, first, _)| (uses, order) < (*least, *first)) {
                        best = Some((uses, order, subject));
                    }
                }
            }
        }
        best.map_or(subject, |(_, _, subject)| subject)
    }

    /// The value that came least often, and least often with what is chosen already.
    fn least_used(&self, axis: Axis, fits: &[String], chosen: &Subject) -> String {
        let together = |value: &String| -> u64 {
            let pair = |(_, other): (Axis, &String)| self.pairs.get(&(other.clone(), value.clone())).copied();
            valued(chosen).filter_map(pair).sum()
        };
        let least = fits.iter().min_by_key(|value| (self.count(axis, value), together(value), self.order[*value]));
        least.cloned().unwrap_or_default()
    }

    fn count(&self, axis: Axis, value: &str) -> u64 {
        self.used.values.get(&(axis, value.to_owned())).copied().unwrap_or_default()
    }

    /// Replaces values that came more often than others, as long as that makes a rarer cell. Each step makes the counts
    /// more even, so it ends.
    fn even_out(&mut self) {
        let mut is_changed = true;
        while is_changed {
            is_changed = false;
            for place in 0..self.made.len() {
                for (at, axis) in Axis::ALL.iter().copied().enumerate() {
                    is_changed |= self.replace(place, at, axis);
                }
            }
        }
    }

    fn replace(&mut self, place: usize, at: usize, axis: Axis) -> bool {
        let Choice { source, subject } = self.made[place].clone();
        let one = &self.sources[source];
        if !one.own.on(axis).is_empty() {
            return false;
        }
        let before = subject.on(axis).clone();
        let most = self.count(axis, &before);
        let with = |value: &String| {
            let mut subject = subject.clone();
            value.clone_into(subject.on_mut(axis));
            subject
        };
        let rarer = one.fits[at].iter().filter(|value| self.count(axis, value) + 1 < most);
        let uses = self.cell_uses(source, &subject);
        let fresh = rarer.filter(|value| self.cell_uses(source, &with(value)) < uses);
        let Some(value) = fresh.min_by_key(|value| (self.count(axis, value), self.order[*value])).cloned() else {
            return false;
        };
        let after = with(&value);
        *self.cells.entry((source, subject)).or_default() -= 1;
        *self.cells.entry((source, after.clone())).or_default() += 1;
        *self.used.values.entry((axis, before)).or_default() -= 1;
        *self.used.values.entry((axis, value)).or_default() += 1;
        self.made[place].subject = after;
        true
    }
}

/// The axes on which a subject has a value.
fn valued(subject: &Subject) -> impl Iterator<Item = (Axis, &String)> {
    let all = Axis::ALL.iter().map(|axis| (*axis, subject.on(*axis)));
    all.filter(|(_, value)| !value.is_empty())
}

fn cell_count(source: &Source) -> u64 {
    source.fits.iter().fold(1, |cells: u64, fits| cells.saturating_mul(fits.len() as u64))
}

fn fits(source: &Source, subject: &Subject) -> bool {
    Axis::ALL.iter().zip(&source.fits).all(|(axis, fits)| fits.contains(subject.on(*axis)))
}

/// The same number for the same text and seed in every run.
fn place(seed: u64, text: &str) -> u64 {
    let hash = Sha256::new().chain_update(seed.to_le_bytes()).chain_update(text).finalize();
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
