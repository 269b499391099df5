//! How many different values there are, in bounded memory.

use std::collections::HashSet;

/// The most hashes that are kept: 2 MB.
const MOST: usize = 1 << 17;

/// Counts different hashes: exactly up to [`MOST`]. Beyond, it keeps only the hashes below a limit that is halved each
/// time (adaptive sampling: Flajolet 1990); the count is then an estimate, within 1 % in 99 of 100 cases.
#[derive(Debug, Default)]
pub(super) struct Distinct {
    kept: HashSet<u64>,
    /// How often the limit was halved.
    halved: u32,
    /// All values, equal ones included.
    pub all: u64,
}

impl Distinct {
    pub(super) fn add(&mut self, hash: u64) {
        self.all += 1;
        if hash <= u64::MAX >> self.halved && self.kept.insert(hash) && self.kept.len() > MOST {
            self.halved += 1;
            let limit = u64::MAX >> self.halved;
            self.kept.retain(|hash| *hash <= limit);
        }
    }

    pub(super) fn count(&self) -> u64 {
        // An estimate may exceed what there is.
        ((self.kept.len() as u64) << self.halved).min(self.all)
    }

    pub(super) fn is_estimated(&self) -> bool {
        self.halved > 0
    }

    /// Different values ÷ all values; 0 without any.
    pub(super) fn share(&self) -> f64 {
        self.count() as f64 / self.all.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::diversity::hash::hash;

    fn of(different: usize) -> Distinct {
        let mut distinct = Distinct::default();
        for value in (0..different).chain(0..different) {
            distinct.add(hash([value.to_string().as_str()]));
        }
        distinct
    }

    #[test]
    fn a_count_is_exact_up_to_the_bound_and_within_a_hundredth_beyond() {
        let exact = of(MOST);
        assert_eq!((exact.count(), exact.is_estimated(), exact.share()), (MOST as u64, false, 0.5));
        for different in [MOST + 1, 1_000_000] {
            let estimate = of(different);
            let wrong = (estimate.count() as f64 / different as f64 - 1.0).abs();
            assert!(estimate.is_estimated() && wrong < 0.01, "{different}: {}", estimate.count());
            assert!(estimate.kept.len() <= MOST);
        }
        assert_eq!((of(0).count(), of(0).share()), (0, 0.0));
    }
}
