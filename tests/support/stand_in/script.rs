//! What is asked, what may be answered, and the scripts that decide which.

use std::collections::VecDeque;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::marks::MarksFault;

/// Which protocol a request came in, by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// `/v1/messages`.
    Anthropic,
    /// `…/chat/completions`.
    OpenAi,
    /// Anything else: the list of models, a wrong path.
    Other,
}

/// The two protocols of conversations.
pub const BOTH: [Protocol; 2] = [Protocol::Anthropic, Protocol::OpenAi];

/// One request, as the script sees it.
#[derive(Debug, Clone)]
pub struct Question {
    /// Which protocol.
    pub protocol: Protocol,
    /// The API key it came with; empty without one.
    pub key: String,
    /// A hash of the last message: the same prompt has the same hash in both protocols and with any settings.
    pub prompt: u64,
    /// The body, whole.
    pub body: Arc<str>,
    /// How often this very prompt was asked before.
    pub repeat: u32,
}

impl Question {
    /// A number from 0 to 1, the same for the same seed, prompt and repeat.
    pub fn luck(&self, seed: u64) -> f64 {
        hash(&(seed, self.prompt, self.repeat)) as f64 / u64::MAX as f64
    }
}

/// What the stand-in does with a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A valid conversation, made from the prompt's hash; marks where the schema asks for marks.
    Good,
    /// This text as the model's, complete.
    Text(String),
    /// This text, and a stop reason as the protocol spells it.
    Stopped(String, &'static str),
    /// A valid conversation with prose around it.
    Prose,
    /// A valid conversation in a code fence.
    Fence,
    /// The first half of a conversation, as if complete.
    CutJson,
    /// The first half of a conversation, with the stop reason of a token limit.
    MaxTokens,
    /// A conversation with a role there is not.
    BadRoles,
    /// These marks for relevance, accuracy and overall; a valid conversation where none were asked for.
    Marks([i64; 3]),
    /// Marks with one fault; a valid conversation where none were asked for.
    FaultyMarks(MarksFault),
    /// No text at all.
    Empty,
    /// A refusal, with status 200 as both protocols do.
    Refusal,
    /// An error of the protocol with this status, type and message.
    Error(u16, &'static str, &'static str),
    /// 429, with retry-after in seconds where given.
    RateLimited(Option<u32>),
    /// Exactly this status, content type and body.
    Raw(u16, &'static str, String),
    /// A valid conversation without usage.
    NoUsage,
    /// A valid conversation with exactly this JSON as its usage.
    Usage(&'static str),
    /// Accepts and says nothing for as long as the client waits.
    Hang,
    /// Sends half of a good answer and closes.
    CutConnection,
    /// Closes without a word.
    Close,
}

/// An answer with what belongs around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What.
    pub answer: Answer,
    /// How long it takes.
    pub delay: Duration,
    /// Further headers.
    pub headers: Vec<(String, String)>,
}

impl From<Answer> for Step {
    fn from(answer: Answer) -> Step {
        Step { answer, delay: Duration::ZERO, headers: Vec::new() }
    }
}

impl Step {
    /// The same after a while.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Step {
        self.delay = delay;
        self
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Step {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// Decides what to do with each request.
pub type Script = Arc<dyn Fn(&Question) -> Step + Send + Sync>;

/// The same every time.
pub fn always(step: impl Into<Step>) -> Script {
    let step = step.into();
    Arc::new(move |_| step.clone())
}

/// Good answers, each after so many milliseconds.
pub fn slow(millis: u64) -> Script {
    always(Step::from(Answer::Good).after(Duration::from_millis(millis)))
}

/// These in turn, then good answers.
pub fn queue(steps: impl IntoIterator<Item = Step>) -> Script {
    let left = Mutex::new(steps.into_iter().collect::<VecDeque<Step>>());
    Arc::new(move |_| lock(&left).pop_front().unwrap_or_else(|| Answer::Good.into()))
}

/// Each with its probability, good answers for the rest. The same seed and prompts give the same faults, whatever the
/// order they come in; a repeat of a prompt throws again.
pub fn mix(seed: u64, faults: Vec<(f64, Step)>) -> Script {
    Arc::new(move |question| {
        let mut luck = question.luck(seed);
        for (probability, step) in &faults {
            if luck < *probability {
                return step.clone();
            }
            luck -= probability;
        }
        Answer::Good.into()
    })
}

/// Good answers whose latency is lognormal around a median (sigma 0.5 is a usual spread).
pub fn lognormal(seed: u64, median: Duration, sigma: f64) -> Script {
    Arc::new(move |question| {
        let (one, two) = (question.luck(seed).max(1e-12), question.luck(seed ^ 0x9e37_79b9));
        let normal = (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * two).cos();
        Step::from(Answer::Good).after(median.mul_f64((sigma * normal).exp()))
    })
}

/// Answers the first question that holds one of these words by its step, and everything else well.
pub fn first_time(faults: Vec<(String, Step)>) -> Script {
    Arc::new(move |question: &Question| {
        let fault = faults.iter().find(|(word, _)| question.repeat == 0 && question.body.contains(word.as_str()));
        fault.map_or_else(|| Answer::Good.into(), |(_, step)| step.clone())
    })
}

/// Answers every question that holds the word by the step, and everything else well.
pub fn every_time(word: &str, step: impl Into<Step>) -> Script {
    let (word, step) = (word.to_owned(), step.into());
    Arc::new(move |question: &Question| if question.body.contains(&word) { step.clone() } else { Answer::Good.into() })
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
