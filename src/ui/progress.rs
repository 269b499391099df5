//! The progress of a run: a bar with the time so far on a terminal, a line every ten seconds elsewhere.

mod waits;

use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::domain::batch::ItemCounts;
use crate::domain::limits::TokenUse;
use crate::engine::{Change, Event, Idle, KeyState, Preparing, Progress, Replayed, StopReason, Watch, Why};
use crate::ui::{Ui, count};

pub use waits::span;
use waits::{LONG_PAUSE, LONG_WAIT, failed_words, idle_words, is_news, long_wait, retry_words};

/// How often a line is written where stderr is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);
/// How often the spinner moves while calls are in flight.
const SPIN_EVERY: Duration = Duration::from_millis(120);

/// Draws the events of a run on stderr.
#[derive(Debug)]
pub struct RunView {
    ui: Ui,
    bar: ProgressBar,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    done: u64,
    failed: u64,
    last_line: Instant,
    store_trouble: bool,
    spins: bool,
    /// When the wait for a retry that was told last ends.
    told_until: Option<Instant>,
}

impl RunView {
    /// A view that draws nothing before the run begins.
    pub fn new(ui: &Ui) -> RunView {
        let bar = ProgressBar::hidden();
        let bar_width = if ui.width() >= 100 { 30 } else { 12 };
        let template = format!("{{spinner}} {{clock}} {{bar:{bar_width}}} {{pos}}/{{len}} {{wide_msg}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            let time = |state: &ProgressState, to: &mut dyn std::fmt::Write| {
                // The writer is a string, which takes all.
                let _ = to.write_str(&clock(state.elapsed()));
            };
            bar.set_style(style.with_key("clock", time).tick_chars("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏ ").progress_chars("━╸─"));
        }
        let state = State {
            done: 0,
            failed: 0,
            last_line: Instant::now(),
            store_trouble: false,
            spins: false,
            told_until: None,
        };
        RunView { ui: ui.clone(), bar, state: Mutex::new(state) }
    }

    fn begin(&self, counts: &ItemCounts) {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        (state.done, state.failed, state.last_line) = (counts.completed, counts.failed, Instant::now());
        if self.ui.err_is_terminal() && !self.ui.is_quiet() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
        self.bar.reset_elapsed();
        self.bar.set_length(counts.total);
        self.bar.set_position(state.done + state.failed);
    }

    fn replayed(&self, Replayed { path, outcomes, left }: &Replayed) {
        let path = path.display();
        if *outcomes > 0 {
            let answers = count(*outcomes as u64, "answer");
            self.note(&format!("replayed {answers} from {path}, the spool of an earlier run"));
        }
        if *left > 0 {
            let lines = count(*left as u64, "line");
            self.note(&format!(
                "{lines} of {path} cannot be replayed: damaged, or of another database; they stay in the file"
            ));
        }
    }

    /// Removes the bar.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn note(&self, line: &str) {
        self.bar.suspend(|| self.ui.note(line));
    }

    fn warn(&self, line: &str) {
        self.bar.suspend(|| self.ui.warn(line));
    }

    fn advise(&self, line: &str) {
        self.bar.suspend(|| self.ui.advise(line));
    }

    fn spin(&self, state: &mut State, spins: bool) {
        if self.bar.is_hidden() || std::mem::replace(&mut state.spins, spins) == spins {
            return;
        }
        match spins {
            true => self.bar.enable_steady_tick(SPIN_EVERY),
            false => self.bar.disable_steady_tick(),
        }
    }

    fn progress(&self, progress: &Progress) {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        state.done = progress.counts.completed;
        state.failed = progress.counts.failed;
        self.bar.set_length(progress.counts.total);
        let position = state.done + state.failed + progress.counts.skipped;
        // Setting it moves the spinner, which must stand still while nothing is in flight.
        if position != self.bar.position() {
            self.bar.set_position(position);
        }
        self.spin(&mut state, progress.in_flight > 0);
        self.bar.set_message(words(progress));
        if self.bar.is_hidden() && state.last_line.elapsed() >= LINE_EVERY {
            state.last_line = Instant::now();
            self.ui.note(&format!("{}/{} {}", state.done + state.failed, progress.counts.total, words(progress)));
        }
    }
}

/// "2 failed · $0.12 · about 3 min left · 41/45 requests in the window, 2 waiting · 3 in flight": the most important
/// comes first, since a narrow terminal cuts the rest.
fn words(progress: &Progress) -> String {
    let mut parts = Vec::new();
    if progress.counts.failed > 0 {
        parts.push(format!("{} failed", progress.counts.failed));
    }
    parts.push(progress.cost.to_string());
    if let Some(remaining) = progress.remaining {
        parts.push(format!("about {} left", span(remaining)));
    }
    // A key without a limit (the simulator's) has nothing to show.
    let limited: Vec<_> = progress.keys.iter().filter_map(|key| Some((key.used, key.limit?))).collect();
    let mut used = Vec::new();
    if !limited.is_empty() {
        let (requests, limit) = limited.iter().fold((0, 0), |sum, (used, limit)| (sum.0 + used, sum.1 + limit));
        used.push(format!("{requests}/{limit} requests"));
    }
    // Token limits explain why requests wait below the request limit.
    let tokens = |of: fn(&KeyState) -> Option<TokenUse>| progress.keys.iter().filter_map(of).reduce(TokenUse::plus);
    for (tokens, what) in [(tokens(|key| key.input_tokens), "input"), (tokens(|key| key.output_tokens), "output")] {
        used.extend(tokens.map(|TokenUse { used, limit }| format!("{used}/{limit} {what} tokens")));
    }
    if let (Some(first), false) = (progress.keys.first(), used.is_empty()) {
        let mut rate = format!("{} in the window", used.join(", "));
        if first.queued > 0 {
            rate.push_str(&format!(", {} waiting", first.queued));
        }
        if progress.keys.iter().all(|key| key.remaining == Some(0)) {
            let soonest = progress.keys.iter().map(|key| key.reset_seconds).fold(f64::INFINITY, f64::min);
            rate.push_str(&format!(" (next in {})", span(Duration::from_secs_f64(soonest))));
        }
        parts.push(rate);
    }
    // The line that told of it said why.
    let of = progress.at_most.map(|most| format!("/{most}")).unwrap_or_default();
    parts.push(format!("{}{of} in flight", progress.in_flight));
    parts.join(" · ")
}

/// "0:07", "12:34", "1:02:03": the time so far, in a form that does not jump as it grows.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds / 3600 {
        0 => format!("{}:{:02}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
    }
}

/// "calls time out: at most 25 calls in flight, not 50, until it gets better".
fn concurrency_change(Change { from, to, why }: Change) -> String {
    let why = match why {
        Why::Overloaded => "the server is overloaded",
        Why::TimedOut => "calls time out",
        Why::Slow => "answers take much longer than they did",
        Why::NoFaster => return format!("answers are no faster with {from} calls in flight: up to {to} again"),
    };
    format!("{why}: at most {} in flight, not {from}, until it gets better", count(to.into(), "call"))
}

fn preparing(what: Preparing) -> &'static str {
    match what {
        Preparing::Spool => "storing what earlier runs spooled, and reading how the work stands",
        Preparing::Judging => "reading and storing what is left to judge",
        Preparing::Regenerating => "storing what is left to make anew",
        Preparing::Limits => "opening the rate limits; where another process writes there, this waits for it",
    }
}

impl Watch for RunView {
    fn event(&self, event: Event) {
        match event {
            Event::Replayed(replayed) => self.replayed(&replayed),
            Event::LimitsRenewed { set_aside } => self.warn(&limits_renewed(&set_aside)),
            Event::Preparing(what) => self.note(preparing(what)),
            Event::Begun(counts) => self.begin(&counts),
            Event::Progress(progress) => self.progress(&progress),
            Event::Stored { id, title, score, passed } => {
                self.bar.inc(1);
                let flag = if passed { "" } else { " (below its threshold)" };
                self.bar.suspend(|| self.ui.detail(&format!("{} {score}{flag} {title}", id.short())));
            }
            Event::Judged(judged) => {
                self.bar.inc(1);
                let flag = if judged.is_low() { " (a low mark)" } else { "" };
                let score = judged.marked.as_ref().map(|marked| format!(" {}", marked.to)).unwrap_or_default();
                self.bar.suspend(|| self.ui.detail(&format!("{}{score}{flag} {}", judged.id.short(), judged.title)));
            }
            Event::Retrying { call, code, message, after } => {
                self.retrying(&retry_words(call, &code, &message, after), after);
            }
            Event::ItemFailed { call, code, message } => {
                self.bar.inc(1);
                self.warn(&failed_words(call, &code, &message));
            }
            Event::ConcurrencyChanged(change) => self.bar.suspend(|| self.ui.detail(&concurrency_change(change))),
            Event::StoreStalled { reason, held } => self.stalled(&reason, held),
            Event::StoreRecovered => self.recovered(),
            Event::Waiting(wait) => match long_wait(&wait) {
                (line, true) => self.warn(&line),
                (line, false) => self.advise(&line),
            },
            Event::Idle(idle) => match idle {
                Idle::Retry { after, .. } => self.say_wait(&idle_words(&idle), after),
                _ => self.note(&idle_words(&idle)),
            },
            Event::Stopping { reason, in_flight } => self.stopping(&reason, in_flight),
        }
    }
}

/// What to say where the file with the rate limits was damaged.
pub fn limits_renewed(set_aside: &std::path::Path) -> String {
    format!(
        "the file with the rate limits was damaged and is made anew; the old one is {}, and nobody needs it",
        set_aside.display()
    )
}

impl RunView {
    /// Says that a call waits for its retry.
    fn retrying(&self, line: &str, after: Duration) {
        let now = Instant::now();
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_news = is_news(state.told_until, now, after);
        if is_news {
            state.told_until = now.checked_add(after);
        }
        drop(state);
        match is_news {
            true => self.say_wait(line, after),
            false => self.bar.suspend(|| self.ui.detail(line)),
        }
    }

    /// Says that nothing happens for this long: the longer, the louder.
    fn say_wait(&self, line: &str, after: Duration) {
        if after > LONG_PAUSE {
            self.warn(&format!("{line}; Ctrl-C ends the run and loses nothing"));
        } else if after > LONG_WAIT {
            self.advise(line);
        } else {
            self.note(line);
        }
    }

    fn stalled(&self, reason: &str, held: u64) {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_known = std::mem::replace(&mut state.store_trouble, true);
        drop(state);
        if is_known {
            return;
        }
        let holding = match held {
            0 => String::new(),
            held => format!("holding {} in memory; ", count(held, "answer")),
        };
        self.warn(&format!("{reason}: {holding}no new requests until the database recovers"));
    }

    fn recovered(&self) {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let was_known = std::mem::take(&mut state.store_trouble);
        drop(state);
        if was_known {
            self.note("answers are saved again");
        }
    }

    fn stopping(&self, reason: &StopReason, in_flight: u64) {
        let waiting = match in_flight {
            0 => String::new(),
            some => format!("; {} in flight will be saved", count(some, "call")),
        };
        let word = match reason {
            StopReason::Interrupted => format!("stopping{waiting} (Ctrl-C again stops at once)"),
            StopReason::Paused => format!("another process paused the batch{waiting}"),
            StopReason::PlanChanged => format!("another process changed the plan{waiting}"),
            StopReason::Cancelled => format!("another process cancelled the batch{waiting}"),
            StopReason::ItemFailed => format!("stopping at the first failed item{waiting}"),
            // These end the command, and its error says what happened.
            StopReason::Budget { .. }
            | StopReason::DayBudget(_)
            | StopReason::Provider { .. }
            | StopReason::Store { .. } => return,
        };
        self.note(&word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Usd;

    #[test]
    fn a_span_is_said_as_people_say_it() {
        assert_eq!(span(Duration::from_millis(420)), "0.4 s");
        assert_eq!(span(Duration::from_secs(12)), "12 s");
        assert_eq!(span(Duration::from_secs(180)), "3 min");
        assert_eq!(span(Duration::from_secs(7500)), "2 h 5 min");
    }

    #[test]
    fn the_time_so_far_reads_like_a_clock() {
        let clocks = [7, 754, 3723].map(|seconds| clock(Duration::from_secs(seconds)));
        assert_eq!(clocks, ["0:07", "12:34", "1:02:03"]);
    }

    #[test]
    fn progress_names_failures_cost_rate_and_what_is_left() {
        let key = KeyState {
            key: "ab12".into(),
            used: 45,
            limit: Some(45),
            remaining: Some(0),
            reset_seconds: 12.0,
            queued: 2,
            input_tokens: None,
            output_tokens: Some(TokenUse { used: 700, limit: 800 }),
            is_paused: false,
        };
        let progress = Progress {
            counts: ItemCounts { total: 40, completed: 20, failed: 2, pending: 15, running: 3, skipped: 0 },
            in_flight: 3,
            at_most: Some(4),
            cost: Usd::from_micros(120_000),
            keys: vec![key],
            remaining: Some(Duration::from_secs(180)),
        };
        assert_eq!(
            words(&progress),
            "2 failed · $0.12 · about 3 min left · 45/45 requests, 700/800 output tokens in the window, 2 waiting \
             (next in 12 s) · 3/4 in flight"
        );
    }

    #[test]
    fn a_change_of_how_many_are_asked_at_once_says_why() {
        let said = |from, to, why| concurrency_change(Change { from, to, why });
        assert_eq!(
            said(50, 25, Why::TimedOut),
            "calls time out: at most 25 calls in flight, not 50, until it gets better"
        );
        assert!(said(3, 1, Why::Overloaded).starts_with("the server is overloaded: at most 1 call in flight"));
        assert_eq!(said(37, 50, Why::NoFaster), "answers are no faster with 37 calls in flight: up to 50 again");
    }
}
