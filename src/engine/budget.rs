//! The budget: a promise. What a call could cost at worst is set aside before it starts.

use crate::domain::money::Usd;

/// What has been spent, what is set aside for calls in flight, and what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    limit: Option<Usd>,
    spent: Usd,
    reserved: Usd,
}

impl Budget {
    /// A budget of which some is spent already; `None` means no limit.
    pub fn new(limit: Option<Usd>, spent: Usd) -> Budget {
        Budget { limit, spent, reserved: Usd::ZERO }
    }

    /// Sets aside what a call could cost at worst, or says no and changes nothing.
    #[must_use]
    pub fn reserve(&mut self, worst: Usd) -> bool {
        let fits = self.limit.is_none_or(|limit| self.spent.plus(self.reserved).plus(worst) <= limit);
        if fits {
            self.reserved = self.reserved.plus(worst);
        }
        fits
    }

    /// Ends a call: what was set aside is free again, what it cost is spent.
    pub fn settle(&mut self, worst: Usd, cost: Usd) {
        self.reserved = self.reserved.minus(worst);
        self.spent = self.spent.plus(cost);
    }

    /// What was spent so far.
    pub fn spent(&self) -> Usd {
        self.spent
    }

    /// What is left for calls not yet started; `None` without a limit.
    pub fn left(&self) -> Option<Usd> {
        self.limit.map(|limit| limit.minus(self.spent).minus(self.reserved))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_calls_cost_up_to_their_worst_case_the_limit_holds(
            limit in 0i64..1_000_000,
            calls in proptest::collection::vec((1i64..50_000, 0.0f64..=1.0, any::<bool>()), 1..200),
        ) {
            let mut budget = Budget::new(Some(Usd::from_micros(limit)), Usd::ZERO);
            let mut flying = Vec::new();
            for (worst, share, settle_first) in calls {
                if settle_first && let Some((worst, cost)) = flying.pop() {
                    budget.settle(worst, cost);
                }
                let worst = Usd::from_micros(worst);
                if budget.reserve(worst) {
                    flying.push((worst, Usd::from_micros((worst.micros() as f64 * share) as i64)));
                }
            }
            for (worst, cost) in flying {
                budget.settle(worst, cost);
            }
            prop_assert!(budget.spent() <= Usd::from_micros(limit));
            prop_assert_eq!(budget.left(), Some(Usd::from_micros(limit).minus(budget.spent())));
        }
    }

    #[test]
    fn a_call_that_does_not_fit_changes_nothing() {
        let mut budget = Budget::new(Some(Usd::from_micros(100)), Usd::from_micros(60));
        assert!(!budget.reserve(Usd::from_micros(41)));
        assert!(budget.reserve(Usd::from_micros(40)));
        assert_eq!(budget.left(), Some(Usd::ZERO));
    }
}
