//! An even sample of a product of axes: the cell at each step, computed from the step alone.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Walks every cell of a product of axes once. After any number of steps the values of each axis have come equally
/// often, or one time apart.
///
/// Step `t` takes value `(t + shift) mod size` of each axis. With fixed shifts this walks a diagonal, as long as the
/// least common multiple of the sizes. An axis has as many shifts as the greatest common divisor of its size and the
/// multiple of the sizes before it. By the Chinese remainder theorem two different shifts share no cell, and all
/// together reach every cell. The shifts follow an even sample themselves, so pairs of values come evenly too. The seed
/// shuffles each axis.
///
/// Memory: the values of the axes, never the product. Sizes must be above 0. A product that does not fit in 64 bits is
/// cut there: no walk gets so far.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    /// The seeded order of each axis; its length is the size of the axis.
    orders: Vec<Vec<u32>>,
    /// The length of a diagonal in steps.
    diagonal: u64,
    /// The shifts of the axes after the first, if any axis has more than one.
    shifts: Option<Box<Sample>>,
    cells: u64,
}

impl Sample {
    pub(super) fn new(sizes: &[usize], seed: u64) -> Sample {
        Sample::with(sizes, &mut ChaCha8Rng::seed_from_u64(seed))
    }

    fn with(sizes: &[usize], random: &mut ChaCha8Rng) -> Sample {
        let orders = sizes.iter().map(|size| shuffled(*size, random)).collect();
        let mut diagonal = 1;
        let mut choices = Vec::new();
        for (place, size) in sizes.iter().enumerate() {
            let common = common_divisor(diagonal, *size as u64);
            diagonal = (diagonal / common).saturating_mul(*size as u64);
            if place > 0 {
                choices.push(common as usize);
            }
        }
        let shifts = choices.iter().any(|count| *count > 1).then(|| Box::new(Sample::with(&choices, random)));
        Sample {
            orders,
            diagonal,
            shifts,
            cells: sizes.iter().fold(1, |cells: u64, size| cells.saturating_mul(*size as u64)),
        }
    }

    /// The cell at a step, as an index into each axis. After the last cell the walk repeats.
    pub(super) fn cell(&self, step: u64) -> Vec<usize> {
        let step = step % self.cells;
        let shifts = self.shifts.as_ref().map(|shifts| shifts.cell(step / self.diagonal));
        let value = |(axis, order): (usize, &Vec<u32>)| {
            let shift = match (&shifts, axis) {
                (Some(shifts), 1..) => shifts[axis - 1] as u64,
                _ => 0,
            };
            order[((step % self.diagonal + shift) % order.len() as u64) as usize] as usize
        };
        self.orders.iter().enumerate().map(value).collect()
    }
}

/// 0 to `size` - 1 in random order (Fisher and Yates; the bias of the remainder is below 1 in 2^32).
pub(super) fn shuffled(size: usize, random: &mut ChaCha8Rng) -> Vec<u32> {
    let mut order: Vec<u32> = (0..size as u32).collect();
    for place in (1..size).rev() {
        order.swap(place, (random.next_u64() % (place as u64 + 1)) as usize);
    }
    order
}

pub(super) fn common_divisor(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { common_divisor(other, one % other) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_cell_comes_once_and_every_axis_stays_even_at_every_step(
            sizes in prop::collection::vec(1usize..8, 1..5),
            seed: u64,
        ) {
            let sample = Sample::new(&sizes, seed);
            let cells: usize = sizes.iter().product();
            let mut seen = HashSet::new();
            let mut counts: Vec<Vec<u32>> = sizes.iter().map(|size| vec![0; *size]).collect();
            for step in 0..cells as u64 {
                let cell = sample.cell(step);
                for (axis, value) in cell.iter().enumerate() {
                    counts[axis][*value] += 1;
                    let (low, high) = (counts[axis].iter().min(), counts[axis].iter().max());
                    prop_assert!(high.zip(low).is_some_and(|(high, low)| high - low <= 1), "{counts:?} at {step}");
                }
                prop_assert!(seen.insert(cell), "a cell came twice before all were used");
            }
            prop_assert_eq!(seen.len(), cells);
            prop_assert_eq!(sample.cell(cells as u64), sample.cell(0));
        }
    }

    #[test]
    fn pairs_of_values_come_up_evenly_too() {
        let sample = Sample::new(&[4, 4, 4], 7);
        let pairs = |one: usize, other: usize| {
            let cells = (0..16).map(|step| sample.cell(step));
            cells.map(|cell| (cell[one], cell[other])).collect::<HashSet<_>>().len()
        };
        assert_eq!((pairs(0, 1), pairs(0, 2)), (16, 16));
    }

    #[test]
    fn the_seed_decides_the_order() {
        let walk = |seed| (0..30).map(|step| Sample::new(&[5, 6], seed).cell(step)).collect::<Vec<_>>();
        assert_eq!(walk(1), walk(1));
        assert_ne!(walk(1), walk(2));
    }
}
