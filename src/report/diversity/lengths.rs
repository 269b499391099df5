//! How long turns are: a histogram of bounded size.

use std::collections::BTreeMap;

use serde::Serialize;

/// The short, the middle and the long turns of a role, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Spread {
    /// 5 % are shorter.
    pub short: u64,
    pub median: u64,
    /// 5 % are longer.
    pub long: u64,
}

/// Lengths up to 1,024 are exact; longer ones are rounded down by at most 1 in 512.
#[derive(Debug, Default)]
pub(super) struct Lengths(BTreeMap<u64, u64>);

impl Lengths {
    pub(super) fn add(&mut self, characters: u64) {
        let digits = u64::BITS - characters.leading_zeros();
        let rounded = digits.saturating_sub(10);
        *self.0.entry(characters >> rounded << rounded).or_default() += 1;
    }

    pub(super) fn count(&self) -> u64 {
        self.0.values().sum()
    }

    pub(super) fn spread(&self) -> Spread {
        let at = |percent: u64| {
            let mut left = self.count() * percent / 100;
            let found = self.0.iter().find(|(_, many)| match left.checked_sub(**many) {
                Some(rest) => {
                    left = rest;
                    false
                }
                None => true,
            });
            found.map_or(0, |(characters, _)| *characters)
        };
        Spread { short: at(5), median: at(50), long: at(95) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_is_that_of_the_sorted_lengths() {
        let mut lengths = Lengths::default();
        (1..=100).rev().for_each(|characters| lengths.add(characters));
        assert_eq!(lengths.spread(), Spread { short: 6, median: 51, long: 96 });
        assert_eq!(Lengths::default().spread(), Spread::default());
        let mut one = Lengths::default();
        one.add(1_000_001);
        assert!((998_000..=1_000_001).contains(&one.spread().median));
    }
}
