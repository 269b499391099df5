//! A check: the finding it gives, and what it looks at.

use std::cell::OnceCell;
use std::ops::Range;

use crate::domain::conversation::{Role, Turn};
use crate::domain::finding::{Finding, Severity};
use crate::quality::context::Context;
use crate::quality::excerpt;
use crate::quality::language::{Language, Tally};
use crate::quality::learned::{Learned, Said, Sentence};
use crate::quality::phrases::{self, Kind};
use crate::quality::stem::stem_id;
use crate::quality::text::{IdSet, Text, TurnText};

/// A fault that is looked for.
pub(super) struct Check {
    pub(super) finding: Finding,
    /// The rule in a sentence for people.
    pub(super) rule: &'static str,
    pub(super) look: fn(&View<'_>) -> Vec<Fault>,
}

/// A conversation as every check sees it: prepared once.
pub(super) struct View<'a> {
    pub(super) turns: &'a [Turn],
    pub(super) text: &'a Text<'a>,
    pub(super) phrases: &'a [Vec<phrases::Hit>],
    pub(super) tallies: &'a [Tally],
    /// The language of the whole conversation, where it is clear.
    pub(super) language: Option<Language>,
    pub(super) context: &'a Context<'a>,
    /// See [`View::stems`].
    pub(super) stems: OnceCell<Stems>,
    /// See [`View::looks_like`].
    pub(super) learned: OnceCell<Vec<Said>>,
    /// See [`View::worst_sentence`].
    pub(super) sentences: OnceCell<Vec<Vec<Sentence>>>,
}

/// The stems of all words: of the first question and its answer, and of the rest.
#[derive(Debug, Default)]
pub(super) struct Stems {
    pub(super) opening: Sorted,
    pub(super) rest: Sorted,
}

impl Stems {
    pub(super) fn contains(&self, stem: &u64) -> bool {
        self.opening.contains(stem) || self.rest.contains(stem)
    }
}

/// Ids in order, each once: half as large as a set, and asked for a few alone.
#[derive(Debug, Default)]
pub(super) struct Sorted(Vec<u64>);

impl Sorted {
    pub(super) fn contains(&self, id: &u64) -> bool {
        self.0.binary_search(id).is_ok()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &u64> {
        self.0.iter()
    }
}

impl View<'_> {
    /// The stems of all words of the conversation.
    pub(super) fn stems(&self) -> &Stems {
        self.stems.get_or_init(|| {
            let (opening, rest) = self.text.turns.split_at(self.text.turns.len().min(2));
            Stems { opening: stems_of(opening), rest: stems_of(rest) }
        })
    }

    /// How much a turn looks like a fault that was learned from labelled turns: above 0 it is one.
    pub(super) fn likeness(&self, fault: &Learned, turn: usize) -> f32 {
        let said = || self.text.turns.iter().map(|turn| Said::of(turn.content)).collect();
        self.learned.get_or_init(said).get(turn).map_or(f32::MIN, |said| fault.score(said))
    }

    /// Whether a turn looks like such a fault.
    pub(super) fn looks_like(&self, fault: &Learned, turn: usize) -> bool {
        self.likeness(fault, turn) > 0.0
    }

    /// The words of the sentence of a turn that looks most like a fault that was learned from sentences, if any does.
    pub(super) fn worst_sentence(&self, fault: &Learned, turn: usize) -> Option<Range<usize>> {
        let all = self.sentences.get_or_init(|| self.text.turns.iter().map(Sentence::all).collect());
        let scored = all.get(turn)?.iter().map(|sentence| (sentence.score(fault), sentence));
        let (score, worst) = scored.max_by(|one, other| one.0.total_cmp(&other.0))?;
        (score > 0.0).then(|| worst.words.clone())
    }

    /// The turns of one speaker with their numbers, from 0.
    pub(super) fn of(&self, role: Role) -> impl Iterator<Item = (usize, &TurnText<'_>)> {
        self.text.turns.iter().enumerate().filter(move |(_, turn)| turn.role == role)
    }

    /// The phrases of one list in a turn that stand outside quotations.
    pub(super) fn said(&self, turn: usize, kind: Kind) -> impl Iterator<Item = Range<usize>> {
        let words = &self.text.turns[turn].words;
        let hits = self.phrases[turn].iter().filter(move |hit| hit.kind == kind);
        hits.map(|hit| hit.words.clone()).filter(|range| words.get(range.start).is_some_and(|word| !word.quoted))
    }

    /// Whether a phrase of another list stands before this one in its sentence, and no ", so" between: what follows from
    /// it is a statement of its own.
    pub(super) fn follows(&self, turn: usize, other: Kind, range: &Range<usize>) -> bool {
        let text = &self.text.turns[turn];
        let words = &text.words;
        let Some(sentence) = words.get(range.start).map(|word| word.sentence) else { return false };
        let mut hits = self.phrases[turn].iter().filter(|hit| hit.kind == other && hit.words.start < range.start);
        let concludes = |from: usize| {
            words[from..range.start].windows(2).any(|two| two[0].sign_follows && text.shown(&two[1]) == "so")
        };
        hits.any(|hit| words[hit.words.start].sentence == sentence && !concludes(hit.words.start))
    }

    /// Whether a phrase of another list stands in the sentence of this one.
    pub(super) fn voided(&self, turn: usize, (kind, by): (Kind, Kind), range: &Range<usize>) -> bool {
        let words = &self.text.turns[turn].words;
        let Some(sentence) = words.get(range.start).map(|word| word.sentence) else { return false };
        // "You cannot lose" has its own "not".
        let own = |at: usize| self.phrases[turn].iter().any(|hit| hit.kind == kind && hit.words.contains(&at));
        let mut hits = self.phrases[turn].iter().filter(|hit| hit.kind == by);
        hits.any(|hit| words[hit.words.start].sentence == sentence && !own(hit.words.start))
    }
}

/// The stems of the words of these turns.
fn stems_of(turns: &[TurnText<'_>]) -> Sorted {
    // Most words of a text come again, and a stem costs more than a look.
    let mut known = IdSet::default();
    let mut stems = Vec::new();
    for turn in turns {
        let new = turn.words.iter().filter(|word| known.insert(word.id));
        stems.extend(new.map(|word| stem_id(&turn.shown(word).to_lowercase())));
    }
    drop(known);
    stems.sort_unstable();
    stems.dedup();
    stems.shrink_to_fit();
    Sorted(stems)
}

/// What a check found.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    /// The turns, from 0; empty for the whole conversation.
    pub(super) turns: Vec<usize>,
    /// Where it begins in the first turn, in bytes.
    pub(super) at: usize,
    /// The offending part, shortened.
    pub(super) excerpt: String,
    /// Where the degree decides: another severity than that of the finding.
    pub(super) severity: Option<Severity>,
    /// Where more can be said than the check's rule.
    pub(super) detail: Option<String>,
}

impl Fault {
    /// A part of a turn, in bytes.
    pub(super) fn part(turn: usize, text: &TurnText<'_>, part: Range<usize>) -> Fault {
        let excerpt = text.content.get(part.clone()).map(excerpt::start_of).unwrap_or_default();
        Fault { turns: vec![turn], at: part.start, excerpt, severity: None, detail: None }
    }

    /// Some words of a turn, with the rest of their sentence as far as it is short.
    pub(super) fn words(turn: usize, text: &TurnText<'_>, words: &Range<usize>) -> Fault {
        Fault::part(turn, text, text.span(words.clone()))
    }

    /// Whole turns, the first of them quoted.
    pub(super) fn turns(turns: Vec<usize>, text: &Text<'_>) -> Fault {
        let first = turns.first().and_then(|at| text.turns.get(*at));
        let excerpt = first.map(|turn| excerpt::start_of(turn.content)).unwrap_or_default();
        Fault { turns, at: usize::MAX, excerpt, severity: None, detail: None }
    }

    /// The whole conversation.
    pub(super) fn whole(excerpt: String) -> Fault {
        Fault { turns: Vec::new(), at: usize::MAX, excerpt, severity: None, detail: None }
    }

    pub(super) fn severity(mut self, severity: Severity) -> Fault {
        self.severity = Some(severity);
        self
    }

    pub(super) fn detail(mut self, detail: String) -> Fault {
        self.detail = Some(detail);
        self
    }
}

/// Faults of the same kind in several turns as one: the first is quoted.
pub(super) fn together(faults: Vec<Fault>) -> Vec<Fault> {
    let mut faults = faults.into_iter();
    let Some(mut first) = faults.next() else { return Vec::new() };
    first.turns.extend(faults.flat_map(|fault| fault.turns));
    first.turns.dedup();
    vec![first]
}
