//! Which words and short runs of words speak for a fault of a turn, each with a weight learned from labelled texts.
//!
//! Phrases name a fault that has a wording of its own. Emptiness has none: "That is a lovely way to see it" holds nothing,
//! and no word of it is wrong. Data: `data/learned/`, written by `scripts/learn` from the texts in `tests/content/`.

use std::ops::Range;
use std::sync::LazyLock;

use crate::quality::text::{IdMap, IdSet, TurnText, Word, word_id};

/// The most words of a run.
const RUN: usize = 3;

/// A longer turn counts single words as if it had so many: those that were learned from are no longer.
const SINGLE: usize = 60;

/// A longer turn is told by its beginning.
const WORDS: usize = 2_000;

/// The weights for one fault.
pub(super) struct Learned {
    /// The score of a turn without a known run.
    start: f32,
    sum: Sum,
    runs: IdMap<f32>,
}

/// How the weights of the runs of a turn are summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sum {
    /// The whole turn is the fault, so that its length counts.
    Scaled,
    /// As they are: a part of the turn is the fault.
    Plain,
    /// Those of single words.
    Words,
}

/// Turns that give nothing: praise, thanks, sayings, announcements.
pub(super) static FILLER: LazyLock<Learned> = LazyLock::new(|| read(include_str!("../../data/learned/filler.txt")));
/// Turns that put off: "I'll get back to you on that".
pub(super) static STALLING: LazyLock<Learned> = LazyLock::new(|| read(include_str!("../../data/learned/stalling.txt")));

/// Turns that decline.
pub(super) static REFUSAL: LazyLock<Learned> = LazyLock::new(|| read(include_str!("../../data/learned/refusal.txt")));
/// Turns that promise what nobody can.
pub(super) static PROMISE: LazyLock<Learned> = LazyLock::new(|| read(include_str!("../../data/learned/promise.txt")));
/// Sentences that speak of the conversation as one that is written to order, by either speaker.
pub(super) static META_TALK: LazyLock<Learned> =
    LazyLock::new(|| read(include_str!("../../data/learned/meta_talk.txt")));
/// Sentences that speak of being a model.
pub(super) static MODEL_TALK: LazyLock<Learned> =
    LazyLock::new(|| read(include_str!("../../data/learned/model_talk.txt")));
/// Words that stand together in sentences without sense, such as "spoon", "ceiling" and "Thursday" in talk of a loan.
pub(super) static NONSENSE: LazyLock<Learned> = LazyLock::new(|| read(include_str!("../../data/learned/nonsense.txt")));
/// Which words speak of money in English, and which against it.
pub(super) static OF_MONEY: LazyLock<Words> =
    LazyLock::new(|| Words(read(include_str!("../../data/learned/money.en.txt"))));

/// The weights of single words.
pub(super) struct Words(Learned);

impl Words {
    /// The sum of the weights of the words of a text, each counted once.
    pub(super) fn score(&self, text: &str) -> f32 {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(1).is_some());
        let mut seen = IdSet::default();
        let ids = words.map(|word| run_of(&[word_id(word)])).filter(|word| seen.insert(*word));
        self.0.start + ids.filter_map(|word| self.0.runs.get(&word)).sum::<f32>()
    }
}

/// The first line that is no comment is the start and how runs are summed; each other one a weight and a run of words.
fn read(file: &str) -> Learned {
    let mut lines = file.lines().filter(|line| !line.starts_with('#'));
    let first = lines.next().unwrap_or_default();
    let (start, sum) = first.split_once(' ').unwrap_or((first, ""));
    let start = start.parse().unwrap_or(f32::MIN);
    let weight = |line: &str| {
        let (weight, run) = line.split_once(' ')?;
        Some((run_of(&words(run)), weight.parse().ok()?))
    };
    let sum = match sum {
        "scaled" => Sum::Scaled,
        "words" => Sum::Words,
        _ => Sum::Plain,
    };
    Learned { start, sum, runs: lines.filter_map(weight).collect() }
}

/// The words of a turn or a sentence, cut once for all faults.
#[derive(Debug)]
pub(super) struct Said(Vec<u64>);

/// A sentence of a turn.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Its words in the turn.
    pub(super) words: Range<usize>,
    said: Said,
}

impl Sentence {
    /// The sentences of a turn that are not quoted; of a long turn those at its beginning.
    pub(super) fn all(turn: &TurnText<'_>) -> Vec<Sentence> {
        let numbered = |at: &mut usize, sentence| {
            let sentence: &[Word] = sentence;
            let from = std::mem::replace(at, *at + sentence.len());
            Some((from, sentence))
        };
        let sentences = turn.sentences().scan(0, numbered);
        let own = sentences
            .take_while(|(from, _)| *from < WORDS)
            .filter(|(_, sentence)| 2 * sentence.iter().filter(|word| word.quoted).count() <= sentence.len());
        let read = |(from, sentence): (usize, &[Word])| {
            let sentence = &sentence[..sentence.len().min(WORDS)];
            let text = &turn.content[sentence[0].start as usize..sentence[sentence.len() - 1].end as usize];
            Sentence { words: from..from + sentence.len(), said: Said::of(text) }
        };
        own.map(read).collect()
    }

    pub(super) fn score(&self, fault: &Learned) -> f32 {
        fault.score(&self.said)
    }
}

impl Said {
    pub(super) fn of(text: &str) -> Said {
        Said(words(text))
    }
}

impl Learned {
    /// The sum of the weights of its runs, each counted once.
    pub(super) fn score(&self, Said(ids): &Said) -> f32 {
        let mut seen = IdSet::default();
        let longest = if self.sum == Sum::Words { 1 } else { RUN };
        let runs = (1..=longest).flat_map(|size| ids.windows(size)).map(run_of);
        let sum: f32 = runs.filter(|run| seen.insert(*run)).filter_map(|run| self.runs.get(&run)).sum();
        let share = match self.sum {
            Sum::Scaled => 1.0 / ((RUN * ids.len().max(1)) as f32).sqrt(),
            Sum::Plain => 1.0,
            Sum::Words => SINGLE as f32 / ids.len().max(SINGLE) as f32,
        };
        self.start + share * sum
    }
}

fn run_of(ids: &[u64]) -> u64 {
    ids.iter().fold(0, |run: u64, id| (run.rotate_left(23) ^ id).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// The part of a text with all the words that are read: a long one is not copied whole. It ends before a space, so that
/// its letters become small as they do in the whole text.
fn beginning(text: &str) -> &str {
    let (mut words, mut is_word) = (0, false);
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() && words >= WORDS {
            return &text[..at];
        }
        let was_word = std::mem::replace(&mut is_word, letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '_'));
        words += usize::from(is_word && !was_word);
    }
    text
}

/// As `scripts/learn.py` cuts them: letters, digits and apostrophes, in lower case.
fn words(text: &str) -> Vec<u64> {
    let lower = beginning(text).to_lowercase().replace('’', "'");
    let parts = lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '_')));
    parts.filter(|word| !word.is_empty()).take(WORDS).map(word_id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::text::prepare;

    #[test]
    fn a_score_is_the_scaled_sum_of_the_known_runs() {
        let learned = read("# two runs\n-1.5 scaled\n6 on the whole\n-3 whole\n");
        assert!((learned.score(&Said::of("")) + 1.5).abs() < 1e-6);
        assert!((learned.score(&Said::of("On the WHOLE, on the whole")) - (-1.5 + 3.0 / 18_f32.sqrt())).abs() < 1e-6);
        assert!(learned.score(&Said::of("nothing known")) <= 0.0);
    }

    #[test]
    fn a_turn_about_money_is_told_from_one_about_a_dog() {
        let money = "Pay the card with the higher rate first, and move the rest of your paycheck into savings.";
        let dog = "Stop each time the leash goes tight, and walk on when he looks at you; bring tiny bits of cheese.";
        assert!(OF_MONEY.score(money) > 1.0 && OF_MONEY.score(dog) < -1.0);
        assert!((OF_MONEY.score("") - OF_MONEY.0.start).abs() < 1e-6);
    }

    #[test]
    fn a_refusal_and_a_promise_are_told_from_help() {
        let tells = |learned: &Learned, text: &str| learned.score(&Said::of(text)) > 0.0;
        assert!(tells(&REFUSAL, "That's not a question I'm going to weigh in on, so I'd leave it with someone else."));
        assert!(tells(&PROMISE, "You simply can't lose with this one; your money will double, and it's risk-free."));
        for fine in [
            "I can't tell you the exact fee, but it's near $40; ask the clerk, and take the letter with you.",
            "Nobody can promise you a return, so keep a year of spending in cash and let the rest have time.",
        ] {
            assert!(!tells(&REFUSAL, fine) && !tells(&PROMISE, fine), "{fine}");
        }
    }

    #[test]
    fn nonsense_in_real_words_is_told_from_images_that_mean_something() {
        let score = |text: &str| NONSENSE.score(&Said::of(text));
        let salad = "Let the mortgage sleep under a spoon until the ceiling has counted its Thursdays; a polite ladder \
                     will whisper the rest of the interest to your lamp.";
        let sound = "The letter from the bank lies under the lamp like a sleeping cat, and each Thursday I walk past it \
                     on tiptoe. Tell me what to do first.";
        assert!(score(salad) > 0.0 && score(sound) < -2.0, "{} {}", score(salad), score(sound));
        // A long text is no sum of all its odd words.
        assert!(score(&format!("{salad} {}", sound.repeat(40))) < 0.0);
    }

    #[test]
    fn the_worst_sentence_of_a_turn_tells() {
        let worst = |fault: &Learned, text: &str| {
            let turn = prepare(Role::User, text);
            let all = Sentence::all(&turn);
            let worst = all.iter().max_by(|one, other| one.score(fault).total_cmp(&other.score(fault)));
            let worst = worst.filter(|worst| worst.score(fault) > 0.0)?;
            Some(turn.content[turn.span(worst.words.clone())].to_owned())
        };
        let told = "The tape came off clean. As the anxious tenant I'm supposed to play, I'd show some doubt here. Which wall?";
        assert!(worst(&META_TALK, told).is_some_and(|sentence| sentence.starts_with("As the anxious tenant")));
        let told = "Call the bank. What I learned stops at a certain point last year, and nothing newer has been fed into me since.";
        assert!(worst(&MODEL_TALK, told).is_some_and(|sentence| sentence.starts_with("What I learned")));
        for fine in [
            "She plays the anxious tenant in the second act, and the persona is cardboard.",
            "He wrote: \"As the anxious tenant I'm supposed to play, I'd show some doubt here.\" What a play!",
            "The rates I know are from Monday's paper, so look again before you sign.",
        ] {
            assert_eq!((worst(&META_TALK, fine), worst(&MODEL_TALK, fine)), (None, None), "{fine}");
        }
    }

    #[test]
    fn the_files_are_read_whole() {
        for (learned, file) in [
            (&*FILLER, include_str!("../../data/learned/filler.txt")),
            (&*STALLING, include_str!("../../data/learned/stalling.txt")),
            (&*REFUSAL, include_str!("../../data/learned/refusal.txt")),
            (&*PROMISE, include_str!("../../data/learned/promise.txt")),
            (&*META_TALK, include_str!("../../data/learned/meta_talk.txt")),
            (&*MODEL_TALK, include_str!("../../data/learned/model_talk.txt")),
            (&*NONSENSE, include_str!("../../data/learned/nonsense.txt")),
            (&OF_MONEY.0, include_str!("../../data/learned/money.en.txt")),
        ] {
            assert!(learned.start > f32::MIN);
            assert_eq!(learned.runs.len(), file.lines().count() - 2, "no line is wrong, and no two are one run");
        }
    }

    #[test]
    fn empty_turns_are_told_from_short_answers() {
        for empty in [
            "What a thoughtful way to put it! You're clearly on the right path, and that's what matters most.",
            "Every situation is unique, and taking it one step at a time is always a wonderful approach. You've got this!",
        ] {
            assert!(FILLER.score(&Said::of(empty)) > 0.0, "{empty}");
        }
        for full in
            ["No. The deadline is the 15th, and the form is W-4.", "Pay the card at 24 percent first, $400 a month."]
        {
            assert!(FILLER.score(&Said::of(full)) <= 0.0, "{full}");
        }
        let puts_off = "Let me look into that for you, and I'll get back to you as soon as I can.";
        assert!(STALLING.score(&Said::of(puts_off)) > 0.0);
        let answers = "Call the bank on Monday and ask for the fee list; they must send it within ten days.";
        assert!(STALLING.score(&Said::of(answers)) <= 0.0);
    }

    #[test]
    fn a_long_text_is_read_as_far_as_its_words_count() {
        let text = "Don’t “save” ALL_OF it, ΟΔΟΣ.ΑΒ İstanbul ".repeat(WORDS);
        let lower = text.to_lowercase().replace('’', "'");
        let parts = lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '_')));
        let whole: Vec<u64> = parts.filter(|word| !word.is_empty()).take(WORDS).map(word_id).collect();
        assert_eq!((words(&text), whole.len()), (whole, WORDS));
        assert!(beginning(&text).len() < text.len() / 2);
        assert_eq!(beginning("Two words"), "Two words");
    }
}
