//! Calls in a row that got no answer and may have been billed: a server that breaks off, a gateway that gives up, answers
//! that take too long. Without a limit the whole plan would be paid for in vain.

use std::time::Duration;

use tokio::time::Instant;

use crate::domain::limits::Limits;
use crate::domain::money::Usd;
use crate::provider::ErrorKind;

/// The fewest such calls before the run stops, where no answer came so far, and where some did: a bad line that loses four
/// calls in ten loses eight in a row in some runs, and sixteen in none.
const LEAST: [u32; 2] = [8, 16];

/// The longest pause between trial calls, as a multiple of the first: 16 s by default.
const LONGEST_PAUSE: u32 = 16;

/// What the run knows of them. From half of the limit on it sends one call at a time, with a growing pause before each:
/// a gateway that is down for some seconds ends no run.
#[derive(Debug)]
pub(super) struct Unanswered {
    twice_at_once: u32,
    any_answer: bool,
    first_pause: Duration,
    longest_pause: Duration,
    calls: u32,
    maybe_billed: Usd,
    /// No call starts before this time.
    next: Option<Instant>,
}

impl Unanswered {
    pub fn new(limits: &Limits) -> Unanswered {
        Unanswered {
            twice_at_once: limits.concurrency.saturating_mul(2),
            any_answer: false,
            first_pause: limits.retry_base,
            longest_pause: limits.retry_base.saturating_mul(LONGEST_PAUSE).min(limits.retry_cap),
            calls: 0,
            maybe_billed: Usd::ZERO,
            next: None,
        }
    }

    /// An answer came, whether it could be used or not.
    pub fn answered(&mut self) {
        (self.calls, self.maybe_billed, self.next, self.any_answer) = (0, Usd::ZERO, None, true);
    }

    /// A call got no answer. Returns what happened where the run must stop. `timed_out`: it took long, so the pace needs no
    /// pause.
    pub fn add(&mut self, maybe_billed: Usd, timed_out: bool, now: Instant) -> Option<String> {
        self.calls += 1;
        self.maybe_billed = self.maybe_billed.plus(maybe_billed);
        if !timed_out && self.is_doubtful() {
            let doubled = self.first_pause.saturating_mul(2u32.saturating_pow(self.calls - self.limit() / 2));
            self.next = now.checked_add(doubled.min(self.longest_pause));
        }
        let (calls, most) = (self.calls, self.maybe_billed.rounded_up());
        (calls >= self.limit())
            .then(|| format!("{calls} calls in a row got no answer; up to {most} may have been billed"))
    }

    /// How many calls may be in flight.
    pub fn allowed(&self, now: Instant) -> u32 {
        match self.next {
            None => u32::MAX,
            Some(next) => u32::from(next <= now),
        }
    }

    /// When the next trial call starts; `None` where calls need not wait.
    pub fn next_due(&self) -> Option<Instant> {
        self.next
    }

    fn limit(&self) -> u32 {
        self.twice_at_once.max(LEAST[usize::from(self.any_answer)])
    }

    fn is_doubtful(&self) -> bool {
        self.calls >= self.limit() / 2
    }
}

/// What to do where no call gets an answer.
pub(super) fn hint(kind: ErrorKind, timeout: Duration) -> String {
    match kind {
        ErrorKind::Timeout => format!(
            "Give an answer more time with --timeout {:.0}, ask for less with --turns, or send one request at a time with \
             --concurrency 1.",
            (timeout.as_secs_f64() * 2.0).ceil()
        ),
        _ => "Check the server and whatever is between it and here: dialoom doctor".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::limits::LimitsTable;

    fn unanswered(concurrency: u32) -> Unanswered {
        let table = LimitsTable { concurrency: Some(concurrency), ..LimitsTable::default() };
        Unanswered::new(&table.settle().expect("in range"))
    }

    const CENT: Usd = Usd::from_micros(10_000);

    #[test]
    fn the_run_stops_after_twice_the_concurrency_and_eight_at_least() {
        for (concurrency, expected) in [(1, 8), (3, 8), (10, 20)] {
            let mut row = unanswered(concurrency);
            let stops = (1..).find(|_| row.add(CENT, true, Instant::now()).is_some());
            assert_eq!(stops, Some(expected), "{concurrency} at once");
        }
        let mut row = unanswered(3);
        let said = (0..8).filter_map(|_| row.add(CENT, false, Instant::now())).last();
        assert_eq!(said.as_deref(), Some("8 calls in a row got no answer; up to $0.08 may have been billed"));
    }

    #[test]
    fn an_answer_ends_the_row() {
        let mut row = unanswered(3);
        for _ in 0..50 {
            assert_eq!((0..7).find_map(|_| row.add(CENT, false, Instant::now())), None);
            row.answered();
            assert_eq!(
                (0..15).find_map(|_| row.add(CENT, true, Instant::now())),
                None,
                "a bad line that answered once"
            );
            row.answered();
            assert_eq!((row.allowed(Instant::now()), row.next_due()), (u32::MAX, None));
        }
    }

    #[test]
    fn from_half_of_the_limit_on_one_call_at_a_time_is_tried_after_growing_pauses() {
        let (mut row, now) = (unanswered(3), Instant::now());
        for _ in 0..3 {
            row.add(CENT, false, now);
        }
        assert_eq!(row.allowed(now), u32::MAX);
        let pause = |row: &mut Unanswered| {
            row.add(CENT, false, now);
            row.next_due().map(|due| due - now)
        };
        let pauses: Vec<_> = (0..4).filter_map(|_| pause(&mut row)).map(|pause| pause.as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8]);
        assert_eq!((row.allowed(now), row.allowed(now + Duration::from_secs(8))), (0, 1));
        let mut slow = unanswered(3);
        for _ in 0..7 {
            slow.add(CENT, true, now);
        }
        assert_eq!(slow.allowed(now), u32::MAX, "a timeout is pause enough");
    }

    #[test]
    fn a_timeout_names_the_flag_with_twice_the_time() {
        assert!(hint(ErrorKind::Timeout, Duration::from_secs(60)).contains("--timeout 120,"));
        assert!(hint(ErrorKind::Server, Duration::from_secs(60)).ends_with("dialoom doctor"));
    }
}
