//! Phrases in several languages, found by pattern: subject + inability + verb, rather than sentences as written.
//!
//! The patterns are data (`data/phrases/`, one file a language); [`compile`](compile) says how they are written. All of
//! them are looked for in one pass over a turn: a word leads to the few patterns that begin with it.

mod anchor;
mod compile;
mod program;

use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::conversation::Role;
use crate::domain::word::words;
use crate::quality::phrases::program::{Program, Signs, Step};
use crate::quality::text::{IdMap, TurnText};

words! {
    /// A list of phrases.
    Kind is "phrase list" {
        /// The assistant refuses.
        Refusal = "refusal",
        /// The assistant puts off: "I'll get back to you on that".
        Stalling = "stalling",
        /// The assistant judges the user instead of helping.
        Moral = "moral",
        /// What makes a refusal none: "until I know your rate".
        RefusalUnless = "refusal_unless",
        /// The assistant says what it is, or thinks aloud.
        Model = "model",
        /// A model speaks, whoever's turn it is.
        ModelAnyone = "model_anyone",
        /// Talk about the task.
        Meta = "meta",
        /// A promise of a return or a success.
        Promise = "promise",
        /// What makes a promise none: "nobody can".
        PromiseUnless = "promise_unless",
        /// Who may promise: a bank, the state, an insurer.
        PromiseBy = "promise_by",
        /// Thanks, praise, goodbyes.
        Filler = "filler",
        /// A stage direction, in brackets or between asterisks.
        Gesture = "gesture",
        /// A stage direction that only asterisks tell from an aside.
        GestureStarred = "gesture_starred",
        /// Names of roles and stages, before a colon.
        Label = "label",
        /// Advice is asked for.
        Seeks = "seeks",
        /// Advice is given.
        Advises = "advises",
        /// No text: lorem ipsum.
        Dummy = "dummy",
    }
}

const FILES: [&str; 4] = [
    include_str!("../../../data/phrases/en.txt"),
    include_str!("../../../data/phrases/de.txt"),
    include_str!("../../../data/phrases/es.txt"),
    include_str!("../../../data/phrases/fr.txt"),
];

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let mut book = Book::default();
    for file in FILES {
        let compiled = compile::compile(file).expect("tests compile every file");
        compiled.into_iter().for_each(|(kind, program)| book.add(kind, program));
    }
    book
});

/// A phrase found in a turn: which list has it, and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub kind: Kind,
    pub words: Range<usize>,
}

/// Every phrase of a turn, in order. Two hits of one list do not overlap.
pub(crate) fn find(turn: &TurnText<'_>) -> Vec<Hit> {
    BOOK.find(turn)
}

#[derive(Debug, Default)]
struct Book {
    programs: Vec<(Kind, Program)>,
    /// The patterns that can begin with a word.
    by_first: IdMap<Vec<(u32, Signs)>>,
    /// The patterns that need a word.
    by_anchor: IdMap<Vec<u32>>,
    /// The patterns that need none, by number.
    always: Vec<u32>,
}

impl Book {
    fn add(&mut self, kind: Kind, program: Program) {
        let number = u32::try_from(self.programs.len()).unwrap_or(u32::MAX);
        for (first, seconds) in program.first_words() {
            self.by_first.entry(first).or_default().push((number, seconds));
        }
        match program.anchor() {
            Some(words) => words.iter().for_each(|word| self.by_anchor.entry(*word).or_default().push(number)),
            None => self.always.push(number),
        }
        self.programs.push((kind, program));
    }

    fn find(&self, turn: &TurnText<'_>) -> Vec<Hit> {
        let possible = self.possible(turn);
        let mut hits: Vec<Hit> = Vec::new();
        let mut ends = [0; Kind::ALL.len()];
        for at in 0..turn.words.len() {
            let Some(numbers) = self.by_first.get(&turn.words[at].id) else { continue };
            let second = turn.words.get(at + 1).map(|word| word.id);
            for (number, seconds) in numbers {
                if !possible[*number as usize] || !seconds.may_hold(second) {
                    continue;
                }
                let (kind, program) = &self.programs[*number as usize];
                let end = &mut ends[*kind as usize];
                if *end > at {
                    continue;
                }
                if let Some(to) = program.run(turn, at) {
                    *end = to.max(at + 1);
                    hits.push(Hit { kind: *kind, words: at..*end });
                }
            }
        }
        hits
    }

    /// Which patterns have a word they need in the turn, and are looked for in the turns of its speaker.
    fn possible(&self, turn: &TurnText<'_>) -> Vec<bool> {
        let mut possible = vec![false; self.programs.len()];
        let needed = turn.words.iter().filter_map(|word| self.by_anchor.get(&word.id)).flatten();
        for number in self.always.iter().chain(needed) {
            possible[*number as usize] = turn.role == Role::Assistant || !self.programs[*number as usize].0.is_own();
        }
        possible
    }
}

impl Kind {
    /// Whether only the assistant's own words count.
    fn is_own(self) -> bool {
        use Kind::{Model, Promise, PromiseBy, PromiseUnless, Refusal, RefusalUnless};
        matches!(self, Model | Promise | PromiseBy | PromiseUnless | Refusal | RefusalUnless)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::text::prepare;

    fn found(pattern: &str, text: &str) -> Option<String> {
        let mut book = Book::default();
        for (kind, program) in
            compile::compile(&format!("@cannot = can not | am (unable|not able) to\n[refusal]\n{pattern}"))
                .expect("a pattern")
        {
            book.add(kind, program);
        }
        let turn = prepare(Role::Assistant, text);
        book.find(&turn).first().map(|hit| turn.content[turn.span(hit.words.clone())].to_owned())
    }

    #[test]
    fn every_file_compiles() {
        for (file, text) in FILES.iter().enumerate() {
            let patterns = compile::compile(text).unwrap_or_else(|error| panic!("file {file}: {error}"));
            assert!(patterns.len() > 20, "file {file}: {}", patterns.len());
        }
    }

    #[test]
    fn a_pattern_has_classes_alternatives_gaps_and_conditions() {
        let help = "i @cannot ~2 (help|assist you)";
        assert_eq!(found(help, "No. I can't really help here.").as_deref(), Some("I can't really help"));
        assert_eq!(found(help, "I am not able to assist you").as_deref(), Some("I am not able to assist you"));
        assert_eq!(found(help, "I cannot. Help is near."), None, "a gap ends with its sentence");
        assert_eq!(found("as an ai -(engineer|nurse)", "as an AI engineer"), None);
        assert_eq!(found("as an ai -(engineer|nurse)", "as an AI").as_deref(), Some("as an AI"));
        assert_eq!(found("^ note ,", "Take note: it is late"), None);
        assert_eq!(found("^ note ,", "Well. Note: it is late").as_deref(), Some("Note"));
        assert_eq!(found("^^ note", "Well. Note: it is late"), None);
        assert_eq!(
            found("(i|we) am retir* (|soon) in # $", "I am retiring in 2030.").as_deref(),
            Some("I am retiring in 2030")
        );
    }

    #[test]
    fn a_wrong_pattern_names_its_line() {
        assert_eq!(compile::compile("[refusal]\n(a|b").err().as_deref(), Some("line 2: a bracket has no end"));
        assert!(compile::compile("[refusal]\n@nothing").is_err());
        assert!(compile::compile("[nonsense]\na").is_err());
        assert!(compile::compile("[refusal]\n~3 a").is_err(), "it can begin anywhere");
    }
}
