//! Adaptive concurrency: how many calls at once a server can answer in time, learned from its answers.
//!
//! A server that runs models on one machine seldom says 429. It takes every request and answers each more slowly, until
//! calls time out and all their work is lost. So the allowed calls are halved when calls time out or the server says it
//! is overloaded. They fall by a quarter when answers use more than half their timeout and much longer than the best
//! known; if that makes them no faster, the quarter comes back. Long answers alone are no sign: they may be long
//! however few are asked for. One more call is allowed after each round of answers within a quarter of the timeout, or
//! about as fast as the best. Never more than the user allows.

use std::time::Duration;

/// The weight of a new answer's time in the smoothed time.
const WEIGHT: f64 = 0.2;
/// The fewest answers that make the smoothed time reliable.
const STEADY: u32 = 5;
/// Up to this multiple of the best time an answer is about as fast.
const NEAR: f64 = 1.25;
/// From this multiple of the best time on an answer is much slower.
const CLEARLY: f64 = 1.5;
/// Calls that share one processor take three quarters of the time when a quarter fewer run. Above this share they do
/// not share one.
const NO_FASTER: f64 = 0.9;
/// The share by which the best time moves towards the usual time in a round: it may be chance, and servers change.
const FORGET: f64 = 0.05;
/// For this many rounds slowness does not count, after fewer calls made nothing faster.
const QUIET_ROUNDS: u32 = 20;

/// The ends of a call that show the server's load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Answered,
    TimedOut,
    Overloaded,
}

/// Why the allowed number of calls changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The server said it is overloaded.
    Overloaded,
    /// A call timed out.
    TimedOut,
    /// Answers take more than half their timeout, and much longer than the best.
    Slow,
    /// Fewer calls made answers no faster, so the earlier number is back.
    NoFaster,
}

/// A change of the allowed calls, other than by one more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Allowed before.
    pub from: u32,
    /// Allowed now.
    pub to: u32,
    /// What caused it.
    pub why: Why,
}

/// The best smoothed time, in seconds, and the most calls at once that took about as long.
#[derive(Debug, Clone, Copy)]
struct Best {
    time: f64,
    calls: u32,
}

/// A try with fewer calls: the smoothed time in seconds and the number before.
#[derive(Debug, Clone, Copy)]
struct Trial {
    before: f64,
    from: u32,
}

#[derive(Debug, Clone)]
pub struct AdaptiveConcurrency {
    most: u32,
    allowed: u32,
    timeout: f64,
    /// When it last changed by more than one. Calls that began before do not count.
    changed: Duration,
    /// Calls since the last change or round.
    round: u32,
    /// The smoothed time of answers in seconds since the last change by more than one, and their number.
    usual: (f64, u32),
    best: Option<Best>,
    trial: Option<Trial>,
    /// Rounds until slowness counts again.
    quiet: u32,
}

impl AdaptiveConcurrency {
    /// Begins with as many as the user allows.
    pub fn new(most: u32, timeout: Duration) -> AdaptiveConcurrency {
        let most = most.max(1);
        AdaptiveConcurrency {
            most,
            allowed: most,
            timeout: timeout.as_secs_f64(),
            changed: Duration::ZERO,
            round: 0,
            usual: (0.0, 0),
            best: None,
            trial: None,
            quiet: 0,
        }
    }

    pub fn allowed(&self) -> u32 {
        self.allowed
    }

    /// The allowed calls, if fewer than the user allows.
    pub fn lowered(&self) -> Option<u32> {
        (self.allowed < self.most).then_some(self.allowed)
    }

    /// Learns from a call that ended. `began` counts from the start of the run.
    pub fn observe(&mut self, began: Duration, took: Duration, ending: Ending) -> Option<Change> {
        if began < self.changed {
            return None;
        }
        self.round = self.round.saturating_add(1);
        let now = began.saturating_add(took);
        let why = match ending {
            Ending::Answered => {
                let (usual, answers) = self.usual;
                let answers = answers.saturating_add(1);
                let weight = WEIGHT.max(1.0 / f64::from(answers));
                self.usual = (usual + weight * (took.as_secs_f64() - usual), answers);
                return if self.round < self.allowed { None } else { self.end_round(now) };
            }
            Ending::TimedOut => Why::TimedOut,
            Ending::Overloaded => Why::Overloaded,
        };
        // A server that refuses every tenth call is not ten times as busy: once a round is enough.
        if self.round < self.allowed && self.allowed < self.most {
            return None;
        }
        self.trial = None;
        self.change(self.allowed / 2, now, why)
    }

    /// Decides after a full round of answers.
    fn end_round(&mut self, now: Duration) -> Option<Change> {
        let (usual, answers) = self.usual;
        if answers >= STEADY {
            self.round = 0;
            self.quiet = self.quiet.saturating_sub(1);
            if let Some(trial) = self.trial.take().filter(|trial| usual > NO_FASTER * trial.before) {
                // Answers take this long. The earlier best time no longer applies.
                self.best = Some(Best { time: usual, calls: trial.from });
                self.quiet = QUIET_ROUNDS;
                return self.change(trial.from, now, Why::NoFaster);
            }
            let best = self.learn_best(usual);
            if usual > self.timeout / 2.0 && usual > CLEARLY * best.time && self.quiet == 0 && self.allowed > 1 {
                self.trial = Some(Trial { before: usual, from: self.allowed });
                return self.change(self.allowed * 3 / 4, now, Why::Slow);
            }
            // Near the timeout one more call may be too many, unless more are known to take no longer.
            let has_room = usual < self.timeout * 0.75 || best.calls > self.allowed;
            if usual <= NEAR * best.time && has_room {
                self.allowed = (self.allowed + 1).min(self.most);
                return None;
            }
        }
        if usual < self.timeout / 4.0 {
            self.round = 0;
            self.allowed = (self.allowed + 1).min(self.most);
        }
        None
    }

    /// Updates the best time with the usual one.
    fn learn_best(&mut self, usual: f64) -> Best {
        let mut best = self.best.unwrap_or(Best { time: usual, calls: self.allowed });
        if usual < best.time {
            best = Best { time: usual, calls: if usual * NEAR < best.time { self.allowed } else { best.calls } };
        }
        if usual <= NEAR * best.time {
            best.calls = best.calls.max(self.allowed);
        }
        best.time += FORGET * (usual - best.time);
        self.best = Some(best);
        best
    }

    fn change(&mut self, allowed: u32, now: Duration, why: Why) -> Option<Change> {
        let from = self.allowed;
        self.allowed = allowed.clamp(1, self.most);
        self.changed = now;
        self.round = 0;
        self.usual = (0.0, 0);
        (self.allowed != from).then_some(Change { from, to: self.allowed, why })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const TIMEOUT: f64 = 60.0;

    /// A server where up to `places` calls at once take `seconds` each. More calls share its time.
    struct Server {
        seconds: f64,
        places: f64,
        adaptive: AdaptiveConcurrency,
        /// When each call began, and its seconds of work left.
        in_flight: Vec<(f64, f64)>,
        now: f64,
        begun: u64,
        answered: u64,
        timed_out: u64,
    }

    impl Server {
        fn new(seconds: f64, places: f64, most: u32) -> Server {
            let adaptive = AdaptiveConcurrency::new(most, Duration::from_secs_f64(TIMEOUT));
            Server { seconds, places, adaptive, in_flight: Vec::new(), now: 0.0, begun: 0, answered: 0, timed_out: 0 }
        }

        fn end(&mut self, index: usize, ending: Ending) -> Option<Change> {
            let (began, _) = self.in_flight.swap_remove(index);
            let took = Duration::from_secs_f64(self.now - began);
            self.adaptive.observe(Duration::from_secs_f64(began), took, ending)
        }

        /// Works until `calls` more have ended. Returns the changes, and answers per second.
        fn work(&mut self, calls: u32) -> (Vec<Change>, f64) {
            let (since, before) = (self.now, self.answered);
            let mut changes = Vec::new();
            for _ in 0..calls {
                while self.in_flight.len() < self.adaptive.allowed() as usize {
                    // Some answers are longer than others, by up to a fifth.
                    let length = 0.8 + (self.begun * 7 % 11) as f64 / 25.0;
                    self.in_flight.push((self.now, self.seconds * length));
                    self.begun += 1;
                }
                let rate = (self.places / self.in_flight.len() as f64).min(1.0);
                let end = |&(began, left): &(f64, f64)| (self.now + left / rate).min(began + TIMEOUT);
                let ends = self.in_flight.iter().map(end).enumerate();
                let (index, at) = ends.min_by(|a, b| a.1.total_cmp(&b.1)).expect("one call is always allowed");
                for (_, left) in &mut self.in_flight {
                    *left -= rate * (at - self.now);
                }
                self.now = at;
                let is_late = self.in_flight[index].1 > 1e-6;
                let ending = if is_late { Ending::TimedOut } else { Ending::Answered };
                self.answered += u64::from(!is_late);
                self.timed_out += u64::from(is_late);
                changes.extend(self.end(index, ending));
            }
            (changes, (self.answered - before) as f64 / (self.now - since))
        }

        /// Turns the call that began last away.
        fn turn_away(&mut self) -> Option<Change> {
            self.end(self.in_flight.len() - 1, Ending::Overloaded)
        }
    }

    #[test]
    fn long_answers_are_no_overload_where_fewer_calls_make_them_no_shorter() {
        for seconds in [12.0, 20.0, 31.0, 45.0, 49.0] {
            let mut server = Server::new(seconds, f64::INFINITY, 50);
            let (changes, _) = server.work(3000);
            assert_eq!((server.adaptive.allowed(), changes), (50, vec![]), "{seconds} s");
        }
    }

    #[test]
    fn a_server_that_shares_its_time_is_asked_so_many_that_answers_come_in_time_and_none_is_wasted() {
        // Alone an answer takes 4 s, and two at once are as fast: 50 at once take 100 s, and none comes in time.
        let mut server = Server::new(4.0, 2.0, 50);
        server.work(300);
        let late = server.timed_out;
        let (_, throughput) = server.work(3000);
        assert!((2..=25).contains(&server.adaptive.allowed()), "{}", server.adaptive.allowed());
        assert!(server.timed_out - late <= 6, "{} of 3,000 in vain", server.timed_out - late);
        assert!(throughput > 0.97 * 2.0 / 4.0, "{throughput} a second");
    }

    #[test]
    fn a_server_that_turned_one_call_away_is_asked_as_much_as_before_again() {
        for seconds in [5.0, 20.0, 40.0, 49.0] {
            let mut server = Server::new(seconds, f64::INFINITY, 50);
            server.work(200);
            assert_eq!(server.turn_away(), Some(Change { from: 50, to: 25, why: Why::Overloaded }));
            let (changes, _) = server.work(1500);
            assert_eq!((server.adaptive.allowed(), changes), (50, vec![]), "{seconds} s");
        }
    }

    #[test]
    fn a_server_that_gets_better_is_asked_more_again() {
        let mut server = Server::new(4.0, 2.0, 50);
        server.work(1000);
        assert!(server.adaptive.allowed() <= 25);
        (server.seconds, server.places) = (8.0, 100.0);
        server.work(3000);
        assert_eq!(server.adaptive.allowed(), 50);
    }

    #[test]
    fn a_server_that_gets_slower_is_asked_fewer_where_that_helps_and_as_much_as_before_where_not() {
        let mut server = Server::new(10.0, 50.0, 50);
        server.work(500);
        // Other users have most of it: 50 at once take 38 s.
        server.places = 13.0;
        let (changes, throughput) = server.work(2000);
        assert_eq!(changes.first(), Some(&Change { from: 50, to: 37, why: Why::Slow }));
        assert!(changes.iter().all(|change| change.why == Why::Slow), "{changes:?}");
        assert!(server.timed_out == 0 && throughput > 0.97 * 13.0 / 10.0, "{throughput} a second");

        let mut server = Server::new(10.0, f64::INFINITY, 50);
        server.work(500);
        server.seconds = 35.0;
        let (changes, _) = server.work(5000);
        let why: Vec<Why> = changes.iter().map(|change| change.why).collect();
        assert_eq!((server.adaptive.allowed(), why), (50, vec![Why::Slow, Why::NoFaster]), "tried once, and not again");
    }

    #[test]
    fn calls_that_fail_together_are_one_sign() {
        let mut adaptive = AdaptiveConcurrency::new(16, 60 * SECOND);
        let mut fail = |at: u64| adaptive.observe(SECOND * at as u32, 60 * SECOND, Ending::TimedOut).map(|to| to.to);
        let first: Vec<_> = (0..16).filter_map(|_| fail(0)).collect();
        assert_eq!(first, [8], "they began before it was known");
        let second: Vec<_> = (0..8).filter_map(|_| fail(60)).collect();
        assert_eq!(second, [4], "and these after it, with as many failing as there may be");
    }

    #[test]
    fn one_call_is_always_allowed_and_no_change_is_reported_where_none_is_made() {
        let mut adaptive = AdaptiveConcurrency::new(1, SECOND);
        for at in 0..10 {
            assert_eq!(adaptive.observe(SECOND * at, SECOND, Ending::TimedOut), None);
        }
        assert_eq!(adaptive.allowed(), 1);
    }
}
