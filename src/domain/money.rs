//! Money in whole micro-dollars: sums are exact, and a budget is never a float.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::usage::Usage;

/// US dollars in whole micro-dollars.
///
/// JSON shows a decimal number of dollars. Text shows whole cents, and two digits of what is less than a cent: `$0.07`,
/// `$0.0042`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Usd(i64);

impl Usd {
    /// No money.
    pub const ZERO: Usd = Usd(0);
    /// More than any budget.
    pub const MAX: Usd = Usd(i64::MAX);

    /// An amount in micro-dollars.
    pub const fn from_micros(micros: i64) -> Usd {
        Usd(micros)
    }

    /// The amount in micro-dollars.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The nearest amount to a number of dollars; `None` for NaN, infinite or too large numbers.
    pub(crate) fn from_dollars(dollars: f64) -> Option<Usd> {
        let micros = (dollars * 1e6).round();
        (micros.is_finite() && micros.abs() < 9e15).then_some(Usd(micros as i64))
    }

    /// The amount in dollars, for JSON and charts. Sums need [`Usd::micros`].
    pub fn dollars(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The sum, at most the largest amount.
    pub(crate) fn plus(self, other: Usd) -> Usd {
        Usd(self.0.saturating_add(other.0))
    }

    /// The difference, which may be negative.
    pub(crate) fn minus(self, other: Usd) -> Usd {
        Usd(self.0.saturating_sub(other.0))
    }

    /// The unit that text shows: a cent, or for less than a cent what leaves two digits.
    fn shown_unit(self) -> i64 {
        match self.0.unsigned_abs() {
            0..100 => 1,
            100..1_000 => 10,
            1_000..10_000 => 100,
            _ => 10_000,
        }
    }

    /// The amount that text shows for a cost nobody may understate.
    pub(crate) fn rounded_up(self) -> Usd {
        let unit = self.shown_unit();
        Usd(self.0.div_euclid(unit).saturating_add(i64::from(self.0.rem_euclid(unit) > 0)).saturating_mul(unit))
    }

    /// "up to $0.10 more may have been billed", of an uncertain amount; `None` where there is none.
    pub(crate) fn maybe_billed(self) -> Option<String> {
        (self > Usd::ZERO).then(|| format!("up to {} more may have been billed", self.rounded_up()))
    }

    /// The amount that text shows for a sum nobody may overstate.
    pub(crate) fn rounded_down(self) -> Usd {
        let unit = self.shown_unit();
        Usd(self.0.div_euclid(unit) * unit)
    }

    /// Every decimal, at least two: for prices, and for a budget as it was given.
    pub(crate) fn exact(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let micros = self.0.unsigned_abs();
        let mut decimals = format!("{:06}", micros % 1_000_000);
        while decimals.len() > 2 && decimals.ends_with('0') {
            decimals.pop();
        }
        format!("{sign}${}.{decimals}", micros / 1_000_000)
    }

    /// The amount times a count, at most the largest amount.
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
        let unit = self.shown_unit();
        let half_up = self.0.saturating_add(unit / 2).div_euclid(unit).saturating_mul(unit);
        f.pad(&Usd(half_up).exact())
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

/// The ceiling of a day does not cover the next call's worst case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the next call may cost {worst}; {} of today's {ceiling} is left", self.left())]
pub struct DayUsedUp {
    /// The most the next call can cost.
    pub worst: Usd,
    /// What all calls of today (UTC) cost, the uncertain cost included.
    pub spent: Usd,
    /// The ceiling for all calls of a day.
    pub ceiling: Usd,
}

impl DayUsedUp {
    fn left(&self) -> Usd {
        self.ceiling.minus(self.spent).max(Usd::ZERO)
    }

    /// A ceiling, in whole cents, under which this many such calls fit today.
    pub(crate) fn enough_for(&self, calls: u64) -> Usd {
        let needed = self.spent.plus(self.worst.times(calls)).micros();
        Usd(needed.saturating_add(9_999) / 10_000 * 10_000)
    }
}

/// A price that the user sets, in US dollars per million tokens. Without prices for the cache, the provider's usual
/// ones apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct OwnPrice {
    /// Input tokens read at full price.
    pub input: Usd,
    /// Output tokens, hidden reasoning included.
    pub output: Usd,
    /// Input tokens read from the provider's prompt cache.
    pub cache_read: Option<Usd>,
    /// Input tokens written to the provider's prompt cache.
    pub cache_write: Option<Usd>,
}

impl OwnPrice {
    /// All prices that are set.
    pub(crate) fn amounts(&self) -> impl Iterator<Item = Usd> {
        [Some(self.input), Some(self.output), self.cache_read, self.cache_write].into_iter().flatten()
    }
}

/// The price of a model, in US dollars per million tokens of each kind. Prices with up to six decimals are exact.
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
    /// For the simulator, and for local servers that the user declares free.
    pub(crate) const FREE: Price = Price { input: Usd(0), output: Usd(0), cache_write: Usd(0), cache_read: Usd(0) };

    /// For an unknown model: 15 in, 75 out, and the cache at the Messages API's 1.25 and 0.1 of the input price.
    pub(crate) const UNKNOWN: Price = Price {
        input: Usd(15_000_000),
        output: Usd(75_000_000),
        cache_write: Usd(18_750_000),
        cache_read: Usd(1_500_000),
    };

    /// The cost of these tokens, rounded up to whole micro-dollars.
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
        assert_eq!(Price::UNKNOWN.cost(&usage).exact(), "$0.1725");
        assert_eq!(serde_json::to_string(&Price::UNKNOWN.cost(&usage)).expect("a number"), "0.1725");
    }

    #[test]
    fn a_part_of_a_micro_dollar_is_never_lost_to_the_provider() {
        let usage = Usage { cache_read_tokens: 1, ..Usage::default() };
        let price = Price { cache_read: Usd::from_micros(25_000), ..Price::FREE };
        assert_eq!(price.cost(&usage), Usd::from_micros(1));
    }

    #[test]
    fn money_has_one_form() {
        let shown = |micros| Usd::from_micros(micros).to_string();
        for (micros, text) in [
            (0, "$0.00"),
            (1, "$0.000001"),
            (124, "$0.00012"),
            (4_000, "$0.004"),
            (4_217, "$0.0042"),
            (9_960, "$0.01"),
            (10_000, "$0.01"),
            (70_000, "$0.07"),
            (100_000, "$0.10"),
            (455_886, "$0.46"),
            (996_000, "$1.00"),
            (1_234_500_000, "$1234.50"),
            (-1_230_001, "-$1.23"),
            (-4_217, "-$0.0042"),
        ] {
            assert_eq!(shown(micros), text, "{micros}");
        }
        assert_eq!(Usd::from_dollars(0.000_000_4).map(|none| none.to_string()).as_deref(), Some("$0.00"));
        assert!(Usd::MAX.to_string().starts_with("$92233720368"));
    }

    #[test]
    fn a_worst_case_is_rounded_up_and_the_rest_of_a_budget_down() {
        let (worst, left) = (Usd::from_micros(254_900), Usd::from_micros(253_100));
        assert_eq!((worst.rounded_up().to_string(), left.rounded_down().to_string()), ("$0.26".into(), "$0.25".into()));
        assert_eq!(Usd::from_micros(4_217).rounded_up().to_string(), "$0.0043");
        assert_eq!(Usd::from_micros(-4_217).rounded_down().to_string(), "-$0.0043");
        assert_eq!(Usd::from_micros(70_000).rounded_up(), Usd::from_micros(70_000));
        let said = Usd::from_micros(94_620).maybe_billed();
        assert_eq!(said.as_deref(), Some("up to $0.10 more may have been billed"));
        assert_eq!(Usd::ZERO.maybe_billed(), None);
    }

    #[test]
    fn prices_and_budgets_keep_every_decimal() {
        let exact = |micros| Usd::from_micros(micros).exact();
        assert_eq!([exact(5_000_000), exact(75_000), exact(-1_230_001)], ["$5.00", "$0.075", "-$1.230001"]);
    }
}
