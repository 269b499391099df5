//! A fuzzer by mutation: real inputs of a parser, changed in every way that breaks parsers.
//!
//! `src/lib.rs` includes this file for its tests, since most parsers are private; it uses no other file. Each target is
//! a test named `fuzz` beside its parser. The short form is the same in every run; `scripts/torture fuzz SECONDS` runs
//! each target that long, from a new seed.

use std::any::Any;
use std::cell::Cell;
use std::collections::HashSet;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Inputs of the short form.
const SHORT: usize = 400;
/// No input may keep a parser busy so long: far above any, on the busiest machine.
const SLOWEST: Duration = Duration::from_secs(20);
/// The longest input, in bytes.
const LONGEST: usize = 64 * 1024;
/// The longest error a person may get, in characters.
pub(crate) const LONGEST_ERROR: usize = 2_000;

/// What breaks parsers of every kind.
const WORDS: &[&str] = &[
    "\u{feff}",
    "\0",
    "\r",
    "\r\n",
    "\u{2028}",
    "\u{85}",
    "\u{202e}",
    "\u{200b}",
    "\u{1b}[2J",
    "“",
    "’",
    "é",
    "😀",
    "\\ud800",
    "\\u0000",
    "\\",
    "\\\\\"",
    "\"",
    "'",
    "'''",
    "\"\"\"",
    "{",
    "}",
    "[",
    "]",
    "{{",
    "}}",
    "{%",
    "%}",
    "[[",
    "]]",
    ",",
    ";",
    "\t",
    ":",
    "=",
    "#",
    "null",
    "true",
    "NaN",
    "-0",
    "1e999",
    "-1",
    "0",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "1e308",
    "0.1",
    "1__0",
    "%",
    "%25",
    "&#x",
    "data:",
    "\n\n",
    "<think>",
    "</think>",
    "```",
];

/// Checks the parser on mutations of `seeds`. `check` panics where something does not hold, and returns what the parser
/// said in a word or two: an input that makes it say something new becomes a seed.
pub(crate) fn fuzz<S: AsRef<[u8]>>(name: &str, seeds: &[S], words: &[&str], check: impl Fn(&[u8]) -> String) {
    let seconds = std::env::var("DIALOOM_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let seed = std::env::var("DIALOOM_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| if seconds.is_some() { seed_of_now() } else { 1 });
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut mutations = Mutations {
        random: ChaCha8Rng::seed_from_u64(seed),
        seeds: seeds.iter().map(|seed| seed.as_ref().to_vec()).collect(),
        words: words.iter().chain(WORDS).map(|word| word.as_bytes().to_vec()).collect(),
    };
    let mut said = HashSet::new();
    let watch = Watch::start(name, seed);
    let mut count = 0;
    while end.map_or(count < SHORT, |end| Instant::now() < end) {
        // The seeds themselves come first.
        let input = seeds.get(count).map_or_else(|| mutations.next(), |seed| seed.as_ref().to_vec());
        count += 1;
        match watch.over(&input, &check) {
            Ok(word) => {
                if said.len() < 2_000 && said.insert(word) {
                    mutations.seeds.push(input);
                }
            }
            Err(panic) => {
                let small = smallest(input, |input| caught(input, &check).is_err());
                panic!("fuzz {name}: seed {seed}, input {count}: {}\n{}", message(&panic), shown(&small));
            }
        }
    }
    if end.is_some() {
        tell(&format!("fuzz {name}: seed {seed}, {count} inputs, {} different results, no fault", said.len()));
    }
}

/// A text for a person: not too long, and nothing in it that a terminal obeys.
pub(crate) fn is_for_people(text: &str) {
    assert!(!text.trim().is_empty(), "an error without words");
    assert!(text.chars().count() <= LONGEST_ERROR, "an error of {} characters", text.chars().count());
    if let Some(control) = text.chars().find(|letter| letter.is_control() && *letter != '\n') {
        panic!("an error with the control character U+{:04X}: {text:?}", u32::from(control));
    }
}

/// An error as a result: its words without what it quotes.
pub(crate) fn kind_of(error: &str) -> String {
    error.chars().filter(|letter| letter.is_alphabetic() || *letter == ' ').take(60).collect()
}

thread_local! {
    /// Whether a panic on this thread is caught, and told once it is as small as it gets.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// What `check` says, or its panic without a word on the screen.
fn caught(input: &[u8], check: &impl Fn(&[u8]) -> String) -> Result<String, Box<dyn Any + Send>> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !IS_CAUGHT.get() {
                usual(panic);
            }
        }));
    });
    IS_CAUGHT.set(true);
    let said = catch_unwind(AssertUnwindSafe(|| check(input)));
    IS_CAUGHT.set(false);
    said
}

fn seed_of_now() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |now| now.subsec_nanos().into())
}

/// Ends the process where one input takes too long, since nothing else can stop it.
struct Watch(std::sync::mpsc::Sender<Option<Vec<u8>>>);

impl Watch {
    fn start(name: &str, seed: u64) -> Watch {
        let (sender, receiver) = channel::<Option<Vec<u8>>>();
        let name = name.to_owned();
        std::thread::spawn(move || {
            let mut input = None;
            loop {
                let next =
                    if input.is_some() { receiver.recv_timeout(SLOWEST) } else { receiver.recv().map_err(Into::into) };
                match (next, input) {
                    (Ok(next), _) => input = next,
                    (Err(RecvTimeoutError::Timeout), Some(input)) => {
                        tell(&format!("fuzz {name}: seed {seed}: busy for {SLOWEST:?} with\n{}", shown(&input)));
                        std::process::abort();
                    }
                    _ => return,
                }
            }
        });
        Watch(sender)
    }

    fn over(&self, input: &[u8], check: &impl Fn(&[u8]) -> String) -> Result<String, Box<dyn Any + Send>> {
        // Fails only where the watch has ended, and then nobody waits.
        let _ = self.0.send(Some(input.to_vec()));
        let said = caught(input, check);
        let _ = self.0.send(None);
        said
    }
}

struct Mutations {
    random: ChaCha8Rng,
    seeds: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
}

impl Mutations {
    fn below(&mut self, end: usize) -> usize {
        (self.random.next_u64() % end.max(1) as u64) as usize
    }

    fn one_of_seeds(&mut self) -> Vec<u8> {
        let place = self.below(self.seeds.len());
        self.seeds.get(place).cloned().unwrap_or_default()
    }

    fn next(&mut self) -> Vec<u8> {
        let mut input = self.one_of_seeds();
        for _ in 0..=self.below(4) {
            self.mutate(&mut input);
        }
        input.truncate(LONGEST);
        input
    }

    fn mutate(&mut self, input: &mut Vec<u8>) {
        let (from, to) = (self.below(input.len() + 1), self.below(input.len() + 1));
        let (from, to) = (from.min(to), from.max(to));
        match self.below(10) {
            0 if from < input.len() => input[from] ^= 1 << self.below(8),
            1 => input.truncate(to),
            2 => drop(input.drain(from..to)),
            3 => {
                let other = self.one_of_seeds();
                let start = self.below(other.len() + 1);
                input.splice(from..to, other[start..].iter().copied());
            }
            4 => {
                let part = input[from..to.min(from + 40)].to_vec();
                let times = 1 << self.below(11);
                input.splice(from..from, part.repeat(times));
            }
            5 => {
                let open: &[u8] = [&b"["[..], b"{\"a\":", b"(", b"{{", b"{% if a %}", b"[[", b"a."][self.below(7)];
                let times = 1 << self.below(12);
                input.splice(from..from, open.repeat(times));
            }
            6 => self.change_a_number(input),
            7 if from < input.len() => input[from] = self.random.next_u64() as u8,
            _ => {
                let place = self.below(self.words.len());
                let word = self.words.get(place).cloned().unwrap_or_default();
                let end = if self.below(2) == 0 { from } else { to.min(from + word.len()) };
                input.splice(from..end, word);
            }
        }
        input.truncate(LONGEST);
    }

    fn change_a_number(&mut self, input: &mut Vec<u8>) {
        let digits: Vec<usize> = (0..input.len()).filter(|at| input[*at].is_ascii_digit()).collect();
        let place = self.below(digits.len());
        let Some(start) = digits.get(place).copied() else { return };
        let length = input[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let numbers =
            ["0", "-1", "1", "4294967296", "9223372036854775807", "18446744073709551615", "1e400", "0.5", "NaN"];
        let number = numbers[self.below(numbers.len())];
        input.splice(start..start + length, number.bytes());
    }
}

/// Cuts pieces out of an input for as long as it still fails.
fn smallest(mut input: Vec<u8>, fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let tries = Cell::new(2_000);
    let mut piece = input.len() / 2;
    while piece > 0 && tries.get() > 0 {
        let mut at = 0;
        while at < input.len() && tries.get() > 0 {
            tries.set(tries.get() - 1);
            let end = (at + piece).min(input.len());
            let shorter = [&input[..at], &input[end..]].concat();
            if fails(&shorter) { input = shorter } else { at += piece }
        }
        piece /= 2;
    }
    input
}

/// Past the harness, which keeps what a test prints.
fn tell(line: &str) {
    // A closed stderr is no fault of the parser's.
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn message(panic: &Box<dyn Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

fn shown(input: &[u8]) -> String {
    format!("b\"{}\"", input[..input.len().min(4_000)].escape_ascii())
}
