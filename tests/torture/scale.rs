//! How large an ordeal is, its figures and its dice.
//!
//! Every ordeal has a short form, which the test command runs, and a full one, which `scripts/torture` runs: the same
//! code with larger numbers, chosen by `DIALOOM_TORTURE=full`. What a short form must not judge (anything timed, since
//! tests run beside each other on busy machines), only the full one does.

use std::io::Write;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Whether the full forms are to be run.
pub fn is_full() -> bool {
    std::env::var_os("DIALOOM_TORTURE").is_some_and(|value| value == "full")
}

/// The first in the short form, the second in the full one.
pub fn sized<T>(short: T, full: T) -> T {
    if is_full() { full } else { short }
}

/// Tells a figure and what it must be; `scripts/torture` makes a table of these lines.
pub fn figure(what: &str, value: impl std::fmt::Display, wanted: &str) {
    // A closed stdout is no fault of the ordeal's.
    let _ = writeln!(std::io::stdout().lock(), "figure | {what} | {value} | {wanted}");
}

/// Numbers that are the same in every run.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice with a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(ChaCha8Rng::seed_from_u64(seed))
    }

    /// From 0 up to 1.
    pub fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Between the two.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }
}
