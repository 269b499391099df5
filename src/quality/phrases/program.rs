//! A compiled pattern: steps that match words, and forks between them.

use std::collections::BTreeMap;

use crate::quality::text::{TurnText, Word};

/// A pattern as parsed.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Step(Step),
    All(Vec<Node>),
    Any(Vec<Node>),
    Gap(usize),
    Not(Box<Node>),
}

/// A small sign of each word in a set: a word without its sign is not in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs(u128);

impl Signs {
    /// Any word, or none.
    const ANY: Signs = Signs(u128::MAX);

    fn add(&mut self, id: u64) {
        self.0 |= 1 << (id >> 57);
    }

    fn join(&mut self, other: Signs) {
        self.0 |= other.0;
    }

    pub(super) fn may_hold(self, word: Option<u64>) -> bool {
        word.map_or(self.0 == u128::MAX, |id| self.0 >> (id >> 57) & 1 == 1)
    }
}

/// What is asked of the text at one point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Word(u64),
    /// One of these words, sorted.
    OneOf(Vec<u64>),
    /// In lower case.
    Prefix(String),
    Number,
    /// Any word of the same sentence.
    Skip,
    SignBefore,
    SentenceStart,
    TurnStart,
    SentenceEnd,
    TurnEnd,
    /// Goes on at either of two steps, the first one first.
    Fork(usize, usize),
    /// Goes on at another step.
    Go(usize),
    /// The program from here does not match; then it goes on at the step.
    Unless(usize),
    Found,
}

#[derive(Debug)]
pub(super) struct Program {
    steps: Vec<Step>,
    /// Rare words of which every match has one.
    anchor: Option<Vec<u64>>,
}

impl Program {
    pub(super) fn new(node: &Node, anchor: Option<Vec<u64>>) -> Program {
        let mut program = Program { steps: Vec::new(), anchor };
        program.add(node);
        program.steps.push(Step::Found);
        program
    }

    fn add(&mut self, node: &Node) {
        match node {
            Node::Step(step) => self.steps.push(step.clone()),
            Node::All(nodes) => nodes.iter().for_each(|node| self.add(node)),
            Node::Any(nodes) => self.add_any(nodes),
            Node::Gap(most) => {
                // Each fork first tries to go on without the word.
                let end = self.steps.len() + 2 * most;
                for _ in 0..*most {
                    self.steps.push(Step::Fork(end, self.steps.len() + 1));
                    self.steps.push(Step::Skip);
                }
            }
            Node::Not(node) => {
                let at = self.steps.len();
                self.steps.push(Step::Found);
                self.add(node);
                self.steps.push(Step::Found);
                self.steps[at] = Step::Unless(self.steps.len());
            }
        }
    }

    fn add_any(&mut self, nodes: &[Node]) {
        // Single words are one step, however many they are.
        let single = |node: &Node| match node {
            Node::All(nodes) => match nodes.as_slice() {
                [Node::Step(Step::Word(id))] => Some(*id),
                _ => None,
            },
            _ => None,
        };
        let mut words: Vec<u64> = nodes.iter().filter_map(single).collect();
        if words.len() >= 2 {
            words.sort_unstable();
            let rest = nodes.iter().filter(|node| single(node).is_none()).cloned();
            let joined: Vec<Node> = std::iter::once(Node::Step(Step::OneOf(words))).chain(rest).collect();
            return self.add_any(&joined);
        }
        let mut ends = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            if at + 1 == nodes.len() {
                self.add(node);
                continue;
            }
            let fork = self.steps.len();
            self.steps.push(Step::Found);
            self.add(node);
            ends.push(self.steps.len());
            self.steps.push(Step::Found);
            self.steps[fork] = Step::Fork(fork + 1, self.steps.len());
        }
        let end = self.steps.len();
        ends.into_iter().for_each(|at| self.steps[at] = Step::Go(end));
    }

    /// The steps that can be next at a place, without those that match no word.
    fn next_steps(&self, from: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            match &self.steps[at] {
                Step::Fork(left, right) => open.extend([*right, *left]),
                Step::Go(next) | Step::Unless(next) => open.push(*next),
                Step::SentenceStart | Step::TurnStart => open.push(at + 1),
                _ => found.push(at),
            }
        }
        found
    }

    pub(super) fn anchor(&self) -> Option<&[u64]> {
        self.anchor.as_deref()
    }

    pub(super) fn begins_with_words(&self) -> bool {
        self.next_steps(0).iter().all(|at| matches!(self.steps[*at], Step::Word(_) | Step::OneOf(_)))
    }

    fn words_at(&self, at: usize) -> &[u64] {
        match &self.steps[at] {
            Step::Word(id) => std::slice::from_ref(id),
            Step::OneOf(ids) => ids,
            _ => &[],
        }
    }

    /// The words the program can begin with, each with the signs of those that can be second.
    pub(super) fn first_words(&self) -> BTreeMap<u64, Signs> {
        let mut found = BTreeMap::new();
        for at in self.next_steps(0) {
            let mut seconds = Signs::default();
            for next in self.next_steps(at + 1) {
                match &self.steps[next] {
                    Step::Word(_) | Step::OneOf(_) => self.words_at(next).iter().for_each(|id| seconds.add(*id)),
                    _ => seconds = Signs::ANY,
                }
            }
            for id in self.words_at(at) {
                found.entry(*id).or_insert_with(Signs::default).join(seconds);
            }
        }
        found
    }

    /// Where a match that begins at a word ends.
    pub(super) fn run(&self, turn: &TurnText<'_>, start: usize) -> Option<usize> {
        self.step(turn, start, 0, start)
    }

    fn step(&self, turn: &TurnText<'_>, start: usize, mut step: usize, mut at: usize) -> Option<usize> {
        let words = &turn.words;
        // A match stays in its sentence, except where the pattern itself says that a sign stands there.
        let mut may_cross = at == start;
        loop {
            let word = words.get(at);
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            let goes_on = match &self.steps[step] {
                Step::Found => return Some(at),
                Step::Go(next) => {
                    step = *next;
                    continue;
                }
                Step::Fork(left, right) => match self.step(turn, start, *left, at) {
                    Some(end) => return Some(end),
                    None => {
                        step = *right;
                        continue;
                    }
                },
                Step::Unless(next) => {
                    if self.step(turn, start, step + 1, at).is_some() {
                        return None;
                    }
                    step = *next;
                    continue;
                }
                Step::SignBefore => before.is_some_and(|word| word.sign_follows),
                Step::SentenceStart => word.is_none_or(|word| word.first),
                Step::TurnStart => at == 0,
                Step::SentenceEnd => word.is_none_or(|word| word.first),
                Step::TurnEnd => word.is_none(),
                asked => {
                    let word = word?;
                    let crosses = !may_cross && before.is_some_and(|it| it.sentence != word.sentence);
                    at += 1;
                    may_cross = false;
                    !crosses && is(turn, word, asked)
                }
            };
            if !goes_on {
                return None;
            }
            may_cross |= matches!(self.steps[step], Step::SignBefore | Step::SentenceStart);
            step += 1;
        }
    }
}

fn is(turn: &TurnText<'_>, word: &Word, asked: &Step) -> bool {
    match asked {
        Step::Word(id) => word.id == *id,
        Step::OneOf(ids) => ids.binary_search(&word.id).is_ok(),
        Step::Number => word.number,
        Step::Prefix(start) => starts_with(turn.shown(word), start),
        _ => true,
    }
}

/// Whether a word begins so, in any case.
fn starts_with(word: &str, start: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    start.chars().all(|letter| letters.next() == Some(letter))
}
