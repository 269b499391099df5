//! One key's sliding window: when may the next request start? Pure arithmetic over times passed in.
//!
//! Times are durations since an origin the caller chose. Two rules make the window safe and exact:
//!
//! - A start at `t` occupies its place until `t + window + guard`. The guard (a 150th of the window, 40 to 500 ms; more once a server has refused what kept the limit)
//!   covers the difference in travel time between two requests, from the socket here to where the server counts: what
//!   starts `window + guard` apart here is at least `window` apart there. What a request takes before it goes to the
//!   socket (a new connection, a busy machine) is no part of that: the start is moved to when it did. A busy server or
//!   machine easily takes 30 ms to look at a request, however short the window, so the guard has a floor.
//! - Tokens are taken at their worst case when a request starts, and only given back when the answer said what they
//!   were. Output tokens then count from the moment the answer was complete: no token was produced later.

use std::collections::VecDeque;
use std::time::Duration;

use crate::domain::limits::TokenUse;
use crate::domain::rate::{self, Earliest};
use crate::provider::LimitHeaders;

use crate::engine::limiter::server_limits::ServerLimits;

/// What one key may do within one window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Allowance {
    /// Requests started.
    pub requests: u64,
    /// Input tokens sent; `None` where nobody set a limit.
    pub input_tokens: Option<u64>,
    /// Output tokens received.
    pub output_tokens: Option<u64>,
    /// How long the window is.
    pub window: Duration,
    /// What is added to the guard since the server has refused a request that kept the limit.
    pub slack: Duration,
}

impl Allowance {
    /// The allowance from which on requests queue: each limit times the threshold, and one request at the least.
    pub fn scaled(self, threshold: f64) -> Allowance {
        let scale = |limit: u64| ((limit as f64 * threshold + 1e-9).floor() as u64).max(1);
        Allowance {
            requests: scale(self.requests),
            input_tokens: self.input_tokens.map(scale),
            output_tokens: self.output_tokens.map(scale),
            ..self
        }
    }

    /// The same window without any limit: for a window that only keeps what a server said.
    pub fn unlimited(self) -> Allowance {
        Allowance { requests: u64::MAX, input_tokens: None, output_tokens: None, ..self }
    }

    /// How long a start occupies its place.
    pub fn hold(&self) -> Duration {
        self.window + self.guard()
    }

    /// What is added to the window for the difference in travel times.
    pub fn guard(&self) -> Duration {
        (self.window / 150).clamp(Duration::from_millis(40), Duration::from_millis(500)) + self.slack
    }

    /// The same with twice the guard, up to a tenth of the window: a server that refused a request though the limit was
    /// kept counted it earlier, or an older one later, than the guard allows for.
    pub fn widened(self) -> Allowance {
        Allowance { slack: (self.slack + self.guard()).min(self.window / 10), ..self }
    }
}

/// What a request may take at worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Need {
    /// Input tokens.
    pub input_tokens: u64,
    /// Output tokens.
    pub output_tokens: u64,
}

/// Names a request that was let through, until it is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket(u64);

#[derive(Debug, Clone, Copy)]
struct Tokens {
    ticket: u64,
    /// When they leave the window; `None` while the request is in flight.
    leaves: Option<Duration>,
    amount: u64,
}

/// Tokens of one direction within the window.
#[derive(Debug, Default)]
struct TokenWindow {
    entries: VecDeque<Tokens>,
    sum: u64,
}

impl TokenWindow {
    fn prune(&mut self, now: Duration) {
        let sum = &mut self.sum;
        self.entries.retain(|entry| {
            let stays = entry.leaves.is_none_or(|leaves| leaves > now);
            if !stays {
                *sum -= entry.amount;
            }
            stays
        });
    }

    fn take(&mut self, ticket: u64, amount: u64, leaves: Option<Duration>) {
        self.entries.push_back(Tokens { ticket, leaves, amount });
        self.sum += amount;
    }

    fn settle(&mut self, ticket: u64, amount: u64, leaves: Duration) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.ticket == ticket) {
            self.sum = self.sum - entry.amount + amount;
            entry.amount = amount;
            entry.leaves = Some(leaves);
        }
    }

    fn earliest(&self, amount: u64, limit: u64, now: Duration) -> Earliest<Duration> {
        if self.sum + amount.min(limit) <= limit {
            return Earliest::At(now);
        }
        rate::tokens_fit(self.entries.iter().map(|entry| (entry.leaves, entry.amount)), amount, limit, now)
    }
}

/// One key's window. Not clever about concurrency: its owner holds a lock.
#[derive(Debug)]
pub struct Window {
    allowance: Allowance,
    starts: VecDeque<Duration>,
    input: TokenWindow,
    output: TokenWindow,
    paused_until: Duration,
    told: ServerLimits,
    next_ticket: u64,
    in_flight: u64,
}

impl Window {
    /// An empty window under this allowance (already scaled by the threshold).
    pub fn new(allowance: Allowance) -> Window {
        Window {
            allowance,
            starts: VecDeque::new(),
            input: TokenWindow::default(),
            output: TokenWindow::default(),
            paused_until: Duration::ZERO,
            told: ServerLimits::default(),
            next_ticket: 0,
            in_flight: 0,
        }
    }

    /// What it allows.
    pub fn allowance(&self) -> Allowance {
        self.allowance
    }

    /// Puts another allowance in force; what has started stays counted.
    pub fn set_allowance(&mut self, allowance: Allowance) {
        self.allowance = allowance;
    }

    fn hold(&self) -> Duration {
        self.allowance.hold()
    }

    fn prune(&mut self, now: Duration) {
        let hold = self.hold();
        while self.starts.front().is_some_and(|start| *start + hold <= now) {
            self.starts.pop_front();
        }
        self.input.prune(now);
        self.output.prune(now);
    }

    /// When a request with this need may start.
    pub fn earliest(&mut self, need: Need, now: Duration) -> Earliest<Duration> {
        self.prune(now);
        let mut at = now.max(self.paused_until);
        if let Some(excess) = (self.starts.len() as u64 + 1).checked_sub(self.allowance.requests).filter(|n| *n > 0) {
            at = at.max(self.starts[excess as usize - 1] + self.hold());
        }
        at = at.max(self.told.earliest(need, now));
        let directions = [
            (&self.input, need.input_tokens, self.allowance.input_tokens),
            (&self.output, need.output_tokens, self.allowance.output_tokens),
        ];
        for (window, amount, limit) in directions {
            if let Some(limit) = limit {
                match window.earliest(amount, limit, now) {
                    Earliest::At(time) => at = at.max(time),
                    Earliest::AfterSettling => return Earliest::AfterSettling,
                }
            }
        }
        Earliest::At(at)
    }

    /// How many requests with this need its server lets start now, as far as it told.
    pub fn room(&self, need: Need, now: Duration) -> u64 {
        self.told.room(need, now)
    }

    /// Starts a request now. The caller has asked `earliest` under the same lock.
    pub fn start(&mut self, need: Need, now: Duration) -> Ticket {
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        self.in_flight += 1;
        self.starts.push_back(now);
        let hold = self.hold();
        if self.allowance.input_tokens.is_some() {
            self.input.take(ticket, need.input_tokens, Some(now + hold));
        }
        if self.allowance.output_tokens.is_some() {
            self.output.take(ticket, need.output_tokens, None);
        }
        self.told.start(need, now);
        Ticket(ticket)
    }

    /// Ends a request: what it really took. `used` is `None` where nobody can know (a broken connection): then the
    /// worst case stays counted.
    pub fn settle(&mut self, ticket: Ticket, used: Option<Need>, now: Duration) {
        self.in_flight = self.in_flight.saturating_sub(1);
        let leaves = now + self.hold();
        match used {
            Some(used) => {
                // A refused request says nothing of what answers take.
                if used.output_tokens > 0 {
                    self.told.settled(used);
                }
                self.input.settle(ticket.0, used.input_tokens, leaves);
                self.output.settle(ticket.0, used.output_tokens, leaves);
            }
            None => {
                if let Some(entry) = self.output.entries.iter_mut().find(|entry| entry.ticket == ticket.0) {
                    entry.leaves = Some(leaves);
                }
            }
        }
    }

    /// Starts nothing before this time: the server said so.
    pub fn pause_until(&mut self, until: Duration) {
        self.paused_until = self.paused_until.max(until);
    }

    /// How long nothing may start because its server said so.
    pub fn closed_for(&self, now: Duration) -> Duration {
        self.paused_until.max(self.told.earliest(Need::default(), now)).saturating_sub(now)
    }

    /// Tightens the window to what the headers of a response say is left.
    pub fn learn(&mut self, headers: &LimitHeaders, now: Duration) {
        self.told.learn(headers, self.in_flight, self.allowance.window, now);
    }

    /// Requests in the window now.
    pub fn used(&mut self, now: Duration) -> u64 {
        self.prune(now);
        self.starts.len() as u64
    }

    /// Input and output tokens in the window now, where they are limited.
    pub fn tokens_used(&mut self, now: Duration) -> (Option<TokenUse>, Option<TokenUse>) {
        self.prune(now);
        let of = |window: &TokenWindow, limit: Option<u64>| limit.map(|limit| TokenUse { used: window.sum, limit });
        (of(&self.input, self.allowance.input_tokens), of(&self.output, self.allowance.output_tokens))
    }

    /// How long until the oldest request leaves the window, or the pause ends.
    pub fn reset_after(&mut self, now: Duration) -> Duration {
        self.prune(now);
        let oldest = self.starts.front().map_or(now, |start| *start + self.hold());
        oldest.max(self.paused_until).saturating_sub(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::LimitHeader;
    use proptest::prelude::*;

    fn allowance(requests: u64) -> Allowance {
        Allowance {
            requests,
            input_tokens: None,
            output_tokens: None,
            window: Duration::from_secs(60),
            slack: Duration::ZERO,
        }
    }

    #[test]
    fn the_threshold_scales_every_limit_and_leaves_one_request() {
        assert_eq!(allowance(50).scaled(0.9).requests, 45);
        assert_eq!(allowance(50).scaled(1.0).requests, 50);
        assert_eq!(allowance(1).scaled(0.9).requests, 1);
        assert_eq!(allowance(10).scaled(0.7).requests, 7);
    }

    #[test]
    fn the_guard_is_doubled_up_to_a_tenth_of_the_window() {
        let widened = allowance(50).widened();
        assert_eq!((allowance(50).guard().as_millis(), widened.guard().as_millis()), (400, 800));
        let most = (0..20).fold(widened, |allowance, _| allowance.widened());
        assert_eq!(most.guard().as_millis(), 6400);
    }

    #[test]
    fn a_retry_after_pauses_the_window() {
        let mut window = Window::new(allowance(50));
        window.pause_until(Duration::from_secs(7));
        assert_eq!(window.earliest(Need::default(), Duration::ZERO), Earliest::At(Duration::from_secs(7)));
    }

    fn left(requests: u64, limit: u64, reset: Duration) -> LimitHeaders {
        let requests = LimitHeader { limit: Some(limit), remaining: Some(requests), reset_after: Some(reset) };
        LimitHeaders { requests, ..LimitHeaders::default() }
    }

    #[test]
    fn headers_with_little_left_tighten_before_a_429() {
        let mut window = Window::new(allowance(50));
        let now = Duration::from_secs(1);
        window.learn(&left(0, 60, Duration::from_secs(60)), now);
        assert_eq!(window.earliest(Need::default(), now), Earliest::At(Duration::from_secs(2)));
        window.learn(&left(40, 60, Duration::from_secs(20)), now);
        assert_eq!(window.earliest(Need::default(), now), Earliest::At(now));
    }

    #[test]
    fn a_need_beyond_the_limit_waits_for_an_empty_window_and_not_for_ever() {
        let mut window = Window::new(Allowance { output_tokens: Some(100), ..allowance(50) });
        let need = Need { input_tokens: 0, output_tokens: 500 };
        let ticket = window.start(need, Duration::ZERO);
        assert_eq!(window.earliest(need, Duration::ZERO), Earliest::AfterSettling);
        window.settle(ticket, Some(Need { input_tokens: 0, output_tokens: 80 }), Duration::from_secs(1));
        let Earliest::At(at) = window.earliest(need, Duration::from_secs(1)) else { panic!("it is settled") };
        assert_eq!(at, Duration::from_millis(61_400));
    }

    #[derive(Debug, Clone)]
    enum Step {
        Wait(u64),
        Start(u64, u64),
        Settle(usize, u64),
        Pause(u64),
        Learn(u64, u64),
        Limit(u64),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            1 => (0u64..3000).prop_map(Step::Wait),
            4 => (0u64..60, 0u64..60).prop_map(|(input, output)| Step::Start(input, output)),
            2 => (0usize..10, 0u64..60).prop_map(|(which, output)| Step::Settle(which, output)),
            1 => (0u64..500).prop_map(Step::Pause),
            1 => (0u64..5, 1u64..2000).prop_map(|(remaining, reset)| Step::Learn(remaining, reset)),
            1 => (1u64..6).prop_map(Step::Limit),
        ]
    }

    proptest! {
        /// Whatever is waited, started, settled, paused and learned: no window of the configured length holds more
        /// starts or tokens than its limit, and every request gets its turn.
        #[test]
        fn no_window_ever_holds_more_than_its_limit(
            requests in 1u64..6,
            steps in proptest::collection::vec(step(), 1..120),
        ) {
            let length = Duration::from_millis(1000);
            let (tokens, slack) = (Some(100), Duration::ZERO);
            let base = Allowance { requests, input_tokens: tokens, output_tokens: tokens, window: length, slack };
            let mut window = Window::new(base);
            let mut limit = requests;
            let mut now = Duration::ZERO;
            let mut starts: Vec<(Duration, u64, u64)> = Vec::new();
            let mut flying: Vec<(Ticket, u64)> = Vec::new();
            let mut produced: Vec<(Duration, u64)> = Vec::new();
            for step in steps {
                match step {
                    Step::Wait(ms) => now += Duration::from_millis(ms),
                    Step::Start(input, output) => {
                        let need = Need { input_tokens: input, output_tokens: output };
                        while let Earliest::AfterSettling = window.earliest(need, now) {
                            let (ticket, worst) = flying.remove(0);
                            window.settle(ticket, None, now);
                            produced.push((now, worst));
                        }
                        let Earliest::At(at) = window.earliest(need, now) else { unreachable!() };
                        now = now.max(at);
                        prop_assert_eq!(window.earliest(need, now), Earliest::At(now), "a turn given is a turn kept");
                        flying.push((window.start(need, now), output));
                        starts.push((now, input, limit));
                    }
                    Step::Settle(which, output) if !flying.is_empty() => {
                        let (ticket, worst) = flying.remove(which % flying.len());
                        let used = output.min(worst);
                        window.settle(ticket, Some(Need { input_tokens: 0, output_tokens: used }), now);
                        produced.push((now, used));
                    }
                    Step::Settle(..) => {}
                    Step::Pause(ms) => window.pause_until(now + Duration::from_millis(ms)),
                    Step::Learn(remaining, reset) => {
                        window.learn(&left(remaining, 10, Duration::from_millis(reset)), now);
                    }
                    Step::Limit(requests) => {
                        limit = requests;
                        window.set_allowance(Allowance { requests, ..base });
                    }
                }
            }
            for (index, (start, _, limit)) in starts.iter().enumerate() {
                let held = starts[..=index].iter().filter(|(earlier, ..)| *earlier + length > *start).count() as u64;
                prop_assert!(held <= *limit, "{held} starts in the window before {start:?}, allowed {limit}");
            }
            for (end, _) in &produced {
                let held: u64 =
                    produced.iter().filter(|(at, _)| at <= end && *at + length > *end).map(|(_, tokens)| tokens).sum();
                prop_assert!(held <= 100, "{held} output tokens in the window before {end:?}");
            }
        }
    }
}
