//! Money as whole micro-dollars: sums are exact, and a budget is never a float.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::usage::Usage;

/// US dollars as a whole number of millionths.
///
/// In JSON a decimal number of dollars; printed with as many decimals as it needs, two at the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Usd(i64);

impl Usd {
    /// Nothing.
    pub const ZERO: Usd = Usd(0);
    /// More than any budget.
    pub const MAX: Usd = Usd(i64::MAX);

    /// So many millionths of a dollar.
    pub const fn from_micros(micros: i64) -> Usd {
        Usd(micros)
    }

    /// The amount in millionths of a dollar.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// A decimal number of dollars, to the nearest millionth; `None` when it is no amount (NaN, infinite, too large).
    pub fn from_dollars(dollars: f64) -> Option<Usd> {
        let micros = (dollars * 1e6).round();
        (micros.is_finite() && micros.abs() < 9e15).then_some(Usd(micros as i64))
    }

    /// The amount in dollars, for JSON and charts; never for sums.
    pub fn dollars(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The sum, held at the largest amount.
    pub fn plus(self, other: Usd) -> Usd {
        Usd(self.0.saturating_add(other.0))
    }

    /// The difference; below zero when more was spent than there was.
    pub fn minus(self, other: Usd) -> Usd {
        Usd(self.0.saturating_sub(other.0))
    }

    /// The amount times a count, held at the largest amount.
    pub fn times(self, count: u64) -> Usd {
        Usd(self.0.saturating_mul(i64::try_from(count).unwrap_or(i64::MAX)))
    }
}

impl std::iter::Sum for Usd {
    fn sum<I: Iterator<Item = Usd>>(amounts: I) -> Usd {
        amounts.fold(Usd::ZERO, Usd::plus)
    }
}

impl std::fmt::Display for Usd {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let micros = self.0.unsigned_abs();
        let mut decimals = format!("{:06}", micros % 1_000_000);
        while decimals.len() > 2 && decimals.ends_with('0') {
            decimals.pop();
        }
        f.pad(&format!("{sign}${}.{decimals}", micros / 1_000_000))
    }
}

impl Serialize for Usd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.dollars())
    }
}

impl<'de> Deserialize<'de> for Usd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let dollars = f64::deserialize(deserializer)?;
        Usd::from_dollars(dollars).ok_or_else(|| serde::de::Error::custom("expected an amount in US dollars"))
    }
}

/// A price as a person writes it: what the cache costs may be left out, and is then what the provider usually takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct OwnPrice {
    /// Input tokens read at full price.
    pub input: Usd,
    /// Output tokens, hidden reasoning included.
    pub output: Usd,
    /// Input tokens read from the provider's prompt cache, where it is said.
    pub cache_read: Option<Usd>,
    /// Input tokens written to it, where it is said.
    pub cache_write: Option<Usd>,
}

impl OwnPrice {
    /// Everything that is said, without a kind.
    pub fn amounts(&self) -> impl Iterator<Item = Usd> {
        [Some(self.input), Some(self.output), self.cache_read, self.cache_write].into_iter().flatten()
    }
}

/// What a model costs, in US dollars per million tokens of each kind.
///
/// A price of 15 is kept as 15,000,000 micro-dollars a million tokens, so any price with up to six decimals is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Input tokens read at full price.
    pub input: Usd,
    /// Output tokens, hidden reasoning included.
    pub output: Usd,
    /// Input tokens written to the provider's prompt cache.
    pub cache_write: Usd,
    /// Input tokens read from the provider's prompt cache.
    pub cache_read: Usd,
}

impl Price {
    /// Priced at nothing: the simulator, and local servers the user says are free.
    pub const FREE: Price = Price { input: Usd(0), output: Usd(0), cache_write: Usd(0), cache_read: Usd(0) };

    /// What an unknown model is taken to cost: 15 in, 75 out, with the cache at the Messages API's 1.25 and 0.1 of input.
    pub const UNKNOWN: Price = Price {
        input: Usd(15_000_000),
        output: Usd(75_000_000),
        cache_write: Usd(18_750_000),
        cache_read: Usd(1_500_000),
    };

    /// What these tokens cost, to the next whole micro-dollar: 1500 in and 2000 out at 15/75 is exactly 0.1725.
    pub fn cost(&self, usage: &Usage) -> Usd {
        let picos = [
            (usage.input_tokens, self.input),
            (usage.output_tokens, self.output),
            (usage.cache_write_tokens, self.cache_write),
            (usage.cache_read_tokens, self.cache_read),
        ]
        .iter()
        .map(|(tokens, price)| i128::from(*tokens) * i128::from(price.0))
        .sum::<i128>();
        Usd(i64::try_from((picos + 999_999) / 1_000_000).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_price_of_the_spec_is_exact() {
        let usage = Usage { input_tokens: 1500, output_tokens: 2000, ..Usage::default() };
        assert_eq!(Price::UNKNOWN.cost(&usage), Usd::from_micros(172_500));
        assert_eq!(Price::UNKNOWN.cost(&usage).to_string(), "$0.1725");
        assert_eq!(serde_json::to_string(&Price::UNKNOWN.cost(&usage)).expect("a number"), "0.1725");
    }

    #[test]
    fn a_part_of_a_micro_dollar_is_never_lost_to_the_provider() {
        let usage = Usage { cache_read_tokens: 1, ..Usage::default() };
        let price = Price { cache_read: Usd::from_micros(25_000), ..Price::FREE };
        assert_eq!(price.cost(&usage), Usd::from_micros(1));
    }

    #[test]
    fn amounts_print_two_decimals_at_the_least() {
        assert_eq!(Usd::from_micros(5_000_000).to_string(), "$5.00");
        assert_eq!(Usd::from_micros(-1_230_001).to_string(), "-$1.230001");
    }
}
