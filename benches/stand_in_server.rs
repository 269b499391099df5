//! The stand-in server as a program of its own, for benchmarks that measure dialoom alone.
//!
//! `stand_in_server [PORT] [MEDIAN_LATENCY_MS] [WINDOW_REQUESTS WINDOW_MS]` prints its URL. For each line of input it
//! prints its figures in one line. It ends at the end of its input.

#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

#[path = "../tests/support/stand_in/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests use the rest of it")]
mod stand_in;

use std::time::Duration;

use stand_in::{Answer, StandIn, Window, always, lognormal};

fn main() {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let number = |place: usize| numbers.get(place).copied().unwrap_or(0);
    let script = match number(1) {
        0 => always(Answer::Good),
        median => lognormal(1, Duration::from_millis(median), 0.5),
    };
    let stand_in = StandIn::start_at(u16::try_from(number(0)).unwrap_or(0), script, false);
    if let (Some(requests), Some(length)) = (numbers.get(2), numbers.get(3)) {
        let requests = usize::try_from(*requests).unwrap_or(usize::MAX);
        stand_in.enforce(Window { requests, length: Duration::from_millis(*length) });
    }
    println!("{}", stand_in.url());
    while std::io::stdin().read_line(&mut String::new()).is_ok_and(|read| read > 0) {
        println!("{}", stand_in.figures());
    }
}
