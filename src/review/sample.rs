//! A seeded sample of a queue.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A share of these in random order, at least one where there is any: the same seed draws the same ones from the same
/// list. Whoever stops early has still read a fair sample.
pub(super) fn sample<T>(mut all: Vec<T>, percent: f64, seed: u64) -> Vec<T> {
    let wanted = ((all.len() as f64 * percent / 100.0).round() as usize).clamp(all.len().min(1), all.len());
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    // Fisher and Yates, as far as needed; the bias of the remainder is below 1 in 2^32.
    for place in 0..wanted {
        let other = place + (random.next_u64() % (all.len() - place) as u64) as usize;
        all.swap(place, other);
    }
    all.truncate(wanted);
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_sample_is_exact_seeded_and_fair() {
        let all = || (0..1000).collect::<Vec<u32>>();
        assert_eq!(sample(all(), 10.0, 7), sample(all(), 10.0, 7));
        assert_ne!(sample(all(), 10.0, 7), sample(all(), 10.0, 8));
        assert_eq!(sample(all(), 10.0, 7).into_iter().collect::<BTreeSet<_>>().len(), 100);
        assert_eq!([0.01, 100.0].map(|percent| sample(all(), percent, 1).len()), [1, 1000]);
        assert!(sample(Vec::<u32>::new(), 50.0, 1).is_empty());
        // Each is drawn about as often as any other.
        let mut drawn = [0u32; 20];
        for seed in 0..2000 {
            sample((0..20usize).collect(), 25.0, seed).into_iter().for_each(|one| drawn[one] += 1);
        }
        assert!(drawn.iter().all(|times| (400..600).contains(times)), "{drawn:?}");
    }
}
