//! An even sample of a product of axes, in which pairs of values come evenly too.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::engine::plan::sample::{common_divisor, shuffled};

/// The most ways to place the next block of an axis that are compared.
const MOST_TRIED: u64 = 32;
/// Pairs of axes with more pairs of values are not counted: a repeat is rare there anyway.
const MOST_COUNTED: usize = 1 << 20;
/// How many walks are tried; the one whose first steps repeat the fewest pairs is taken.
const TRIES: u64 = 32;
/// The most steps of each that are looked at.
const FIRST_STEPS: u64 = 2_000;

/// Walks every cell of a product of axes once. After any number of steps the values of each axis have come equally
/// often, or one time apart. The same holds for pairs of values of two axes, where there are only two. With more, pairs
/// come as evenly as the walk finds: not all of them can be even at once. The seed decides the walk.
///
/// A block of an axis is as many steps as it has values, and holds each value once. The axis may shift each block. A
/// size is split into its prime powers, and step `t` takes `t mod power`, shifted, of each. Of each prime, the axis with
/// the highest power never shifts. Together these tell `t mod N`, where `N` is the least common multiple of the sizes.
/// The other powers come in a fixed order. Each takes another shift whenever the same `t mod N` returns, and so tells
/// `t mod (N · power)`, which is the `N` of the next. So all of them together tell every step, and no cell comes twice.
/// Of the shifts that are left, a block takes the one whose pairs have come least so far.
///
/// Memory: the pairs of values, up to a limit, and one number for each block. Sizes must be above 0. A product that does
/// not fit in 64 bits is cut there: no walk gets so far.
pub(super) struct EvenPairs {
    seed: u64,
    sizes: Vec<usize>,
    axes: Vec<Axis>,
    pairs: Vec<Pair>,
    random: ChaCha8Rng,
    cells: u64,
    step: u64,
}

struct Axis {
    /// The seeded order of the values.
    order: Vec<u32>,
    powers: Vec<Power>,
    /// The values of the block that holds the current step.
    block: Vec<u32>,
    /// The first step after that block; above every step where the axis never shifts.
    end: u64,
}

/// A prime power of a size.
struct Power {
    prime: u64,
    power: u64,
    /// What the steps before it tell of `t`; `None` where it never shifts.
    modulus: Option<u64>,
    /// The shift of each block so far, until they repeat.
    shifts: Vec<u32>,
}

/// How often each pair of values of two axes came; empty where nobody counts.
struct Pair {
    axes: (usize, usize),
    counts: Vec<u32>,
}

impl Pair {
    /// Where the pair of a cell is counted.
    fn place(&self, cell: &[usize], sizes: &[usize]) -> usize {
        cell[self.axes.0].saturating_mul(sizes[self.axes.1]).saturating_add(cell[self.axes.1])
    }
}

impl EvenPairs {
    pub(super) fn new(sizes: &[usize], seed: u64) -> EvenPairs {
        let seeds = (0..TRIES).map(|tried| seed.wrapping_add(tried << 56));
        let best = seeds.min_by_key(|seed| EvenPairs::from(sizes, *seed).repeats());
        EvenPairs::from(sizes, best.unwrap_or(seed))
    }

    /// How often the first steps take a pair that came more often than an even walk would bring it.
    fn repeats(mut self) -> u64 {
        let pairs = self.pairs.iter().map(|pair| pair.counts.len() as u64).max().unwrap_or(0);
        let until = self.cells.min(2 * pairs).min(FIRST_STEPS);
        let mut repeats = 0;
        while self.step < until {
            let even = |pair: &Pair| self.step / pair.counts.len() as u64;
            let even: Vec<u64> =
                self.pairs.iter().map(|pair| if pair.counts.is_empty() { 0 } else { even(pair) }).collect();
            let cell = self.next_cell();
            for (pair, even) in self.pairs.iter().zip(even) {
                let came = pair.counts.get(pair.place(&cell, &self.sizes)).map_or(0, |count| u64::from(*count));
                repeats += came.saturating_sub(even + 1);
            }
        }
        repeats
    }

    /// The walk of a seed, as it comes.
    fn from(sizes: &[usize], seed: u64) -> EvenPairs {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut axes: Vec<Axis> = sizes
            .iter()
            .map(|size| Axis {
                order: shuffled(*size, &mut random),
                powers: prime_powers(*size as u64),
                block: Vec::new(),
                end: 0,
            })
            .collect();
        give_moduli(&mut axes);
        for axis in &mut axes {
            axis.place(&vec![0; axis.powers.len()]);
            if axis.powers.iter().all(|power| power.modulus.is_none()) {
                axis.end = u64::MAX;
            }
        }
        let of_two = |one: usize| (one + 1..sizes.len()).map(move |other| (one, other));
        let pairs = (0..sizes.len()).flat_map(of_two).map(|(one, other)| {
            let count = sizes[one].checked_mul(sizes[other]).filter(|count| *count <= MOST_COUNTED).unwrap_or(0);
            Pair { axes: (one, other), counts: vec![0; count] }
        });
        EvenPairs {
            seed,
            pairs: pairs.collect(),
            axes,
            random,
            cells: sizes.iter().fold(1, |cells: u64, size| cells.saturating_mul(*size as u64)),
            sizes: sizes.to_vec(),
            step: 0,
        }
    }

    /// The next cell, as an index into each axis. After the last cell the walk repeats.
    pub(super) fn next_cell(&mut self) -> Vec<usize> {
        if self.step == self.cells {
            *self = EvenPairs::from(&self.sizes, self.seed);
        }
        for axis in 0..self.axes.len() {
            if self.axes[axis].end <= self.step {
                self.begin_block(axis);
            }
        }
        let cell: Vec<usize> = self.axes.iter().map(|axis| axis.at(self.step)).collect();
        for pair in &mut self.pairs {
            let place = pair.place(&cell, &self.sizes);
            if let Some(count) = pair.counts.get_mut(place) {
                *count += 1;
            }
        }
        self.step += 1;
        cell
    }

    /// Places the block of an axis that begins at this step.
    fn begin_block(&mut self, axis: usize) {
        let size = self.sizes[axis] as u64;
        let number = self.step / size;
        let left: Vec<Vec<u32>> = self.axes[axis].powers.iter().map(|power| power.left(number, size)).collect();
        let ways = left.iter().fold(1, |ways: u64, left| ways.saturating_mul(left.len() as u64));
        let first = self.random.next_u64() % ways;
        let mut best: Option<(u64, Vec<u32>)> = None;
        for tried in 0..ways.min(MOST_TRIED) {
            let mut way = match ways <= MOST_TRIED {
                true => (first + tried) % ways,
                false => self.random.next_u64() % ways,
            };
            let mut shifts = Vec::with_capacity(left.len());
            for left in &left {
                shifts.push(left[(way % left.len() as u64) as usize]);
                way /= left.len() as u64;
            }
            self.axes[axis].place(&shifts);
            let cost = if ways == 1 { 0 } else { self.cost(axis) };
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, shifts));
            }
        }
        let Some((_, shifts)) = best else { return };
        let axis = &mut self.axes[axis];
        axis.place(&shifts);
        axis.end = (number + 1).saturating_mul(size);
        for (power, shift) in axis.powers.iter_mut().zip(shifts) {
            power.keep(shift, number, size);
        }
    }

    /// How often the pairs came that the block of an axis would make with the other axes, as far as these are placed.
    fn cost(&self, axis: usize) -> u64 {
        let after = self.step + self.sizes[axis] as u64;
        let mut cost = 0;
        for Pair { axes: (one, other), counts } in &self.pairs {
            if counts.is_empty() || (*one != axis && *other != axis) {
                continue;
            }
            let partner = if *one == axis { *other } else { *one };
            for step in self.step..after.min(self.axes[partner].end) {
                let place = self.axes[*one].at(step) * self.sizes[*other] + self.axes[*other].at(step);
                cost += u64::from(counts[place]);
            }
        }
        cost
    }
}

impl Axis {
    fn at(&self, step: u64) -> usize {
        self.block[(step % self.block.len() as u64) as usize] as usize
    }

    /// Fills the block with the values at these shifts of the powers.
    fn place(&mut self, shifts: &[u32]) {
        self.block.clear();
        for step in 0..self.order.len() as u64 {
            let mut place = 0;
            for (power, shift) in self.powers.iter().zip(shifts) {
                place = place * power.power + power.shifted(step % power.power, u64::from(*shift));
            }
            self.block.push(self.order[place as usize]);
        }
    }
}

impl Power {
    /// Adds digit by digit, each in base `prime`: for three axes of equal size, more pairs differ than with a plain sum.
    fn shifted(&self, mut value: u64, mut shift: u64) -> u64 {
        let (mut sum, mut digit) = (0, 1);
        while digit < self.power {
            sum += (value + shift) % self.prime * digit;
            value /= self.prime;
            shift /= self.prime;
            digit *= self.prime;
        }
        sum
    }

    /// The shifts that a block may take. Once every shift has come at the same `t mod N`, they repeat.
    fn left(&self, number: u64, size: u64) -> Vec<u32> {
        let Some(modulus) = self.modulus else { return vec![0] };
        let period = modulus / size;
        if number >= period.saturating_mul(self.power) {
            return vec![self.shifts[(number % (period * self.power)) as usize]];
        }
        let mut used = vec![false; self.power as usize];
        let mut before = number;
        while before >= period {
            before -= period;
            used[self.shifts[before as usize] as usize] = true;
        }
        (0..self.power as u32).filter(|shift| !used[*shift as usize]).collect()
    }

    fn keep(&mut self, shift: u32, number: u64, size: u64) {
        if self.modulus.is_some_and(|modulus| number < (modulus / size).saturating_mul(self.power)) {
            self.shifts.push(shift);
        }
    }
}

/// Gives each power that shifts what the powers before it tell.
fn give_moduli(axes: &mut [Axis]) {
    let all: Vec<(usize, usize)> =
        axes.iter().enumerate().flat_map(|(axis, one)| (0..one.powers.len()).map(move |power| (axis, power))).collect();
    let mut modulus = 1;
    for axis in axes.iter() {
        let size = axis.order.len() as u64;
        modulus = (modulus / common_divisor(modulus, size)).saturating_mul(size);
    }
    for (axis, place) in &all {
        let Power { prime, power, .. } = axes[*axis].powers[*place];
        let stands = |other: usize| axes[other].powers.iter().find(|one| one.prime == prime).map_or(0, |one| one.power);
        let highest = (0..*axis).all(|before| stands(before) < power)
            && (axis + 1..axes.len()).all(|after| stands(after) <= power);
        if !highest {
            axes[*axis].powers[*place].modulus = Some(modulus);
            modulus = modulus.saturating_mul(power);
        }
    }
}

/// The prime powers whose product is a size, smallest prime first.
fn prime_powers(mut size: u64) -> Vec<Power> {
    let mut found = Vec::new();
    let mut prime = 2;
    while size > 1 {
        if prime * prime > size {
            prime = size;
        }
        let mut power = 1;
        while size.is_multiple_of(prime) {
            size /= prime;
            power *= prime;
        }
        if power > 1 {
            found.push(Power { prime, power, modulus: None, shifts: Vec::new() });
        }
        prime += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use proptest::prelude::*;

    use super::*;

    fn walk(sizes: &[usize], seed: u64, steps: usize) -> Vec<Vec<usize>> {
        let mut sample = EvenPairs::new(sizes, seed);
        (0..steps).map(|_| sample.next_cell()).collect()
    }

    /// How often each pair of values of two axes came.
    fn counts(cells: &[Vec<usize>], one: usize, other: usize) -> HashMap<(usize, usize), usize> {
        let mut counts = HashMap::new();
        for cell in cells {
            *counts.entry((cell[one], cell[other])).or_default() += 1;
        }
        counts
    }

    #[test]
    fn the_first_items_of_a_plan_take_every_pair_before_any_comes_again() {
        for seed in 0..20 {
            let cells = walk(&[4, 4, 6], seed, 48);
            assert_eq!(counts(&cells[..12], 0, 1).len(), 12);
            assert_eq!(counts(&cells[..16], 0, 1).len(), 16);
            let twice = counts(&cells[..24], 0, 1);
            assert!(twice.len() == 16 && twice.values().all(|count| *count <= 2), "seed {seed}: {twice:?}");
            for (one, other) in [(0, 2), (1, 2)] {
                let (half, all) = (counts(&cells[..12], one, other), counts(&cells, one, other));
                assert!(half.len() >= 10, "seed {seed}, {one} and {other}: {half:?}");
                assert!(all.len() == 24 && all.values().all(|count| *count <= 3), "seed {seed}: {all:?}");
            }
        }
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            assert_eq!(counts(&walk(&[4, 4, 4], 7, 16), one, other).len(), 16);
        }
    }

    #[test]
    fn the_seed_decides_the_walk() {
        assert_eq!(walk(&[5, 6], 1, 30), walk(&[5, 6], 1, 30));
        assert_ne!(walk(&[5, 6], 1, 30), walk(&[5, 6], 2, 30));
    }

    #[test]
    fn sizes_beyond_all_counting_walk_too() {
        let cells = walk(&[5000, 5000, 99_991, 3000, 10_000, 7000], 3, 3000);
        assert_eq!(cells.iter().map(|cell| cell[0]).collect::<HashSet<_>>().len(), 3000);
        assert_eq!(cells.iter().map(|cell| cell[3]).collect::<HashSet<_>>().len(), 3000);
    }

    proptest! {
        #[test]
        fn every_cell_comes_once_and_every_axis_stays_even_at_every_step(
            sizes in prop::collection::vec(1usize..9, 1..5),
            seed: u64,
        ) {
            let cells: usize = sizes.iter().product();
            let steps = walk(&sizes, seed, cells + 1);
            let mut seen = HashSet::new();
            let mut counts: Vec<Vec<u32>> = sizes.iter().map(|size| vec![0; *size]).collect();
            for cell in &steps[..cells] {
                for (axis, value) in cell.iter().enumerate() {
                    counts[axis][*value] += 1;
                    let (low, high) = (counts[axis].iter().min(), counts[axis].iter().max());
                    prop_assert!(high.zip(low).is_some_and(|(high, low)| high - low <= 1), "{counts:?}");
                }
                prop_assert!(seen.insert(cell), "a cell came twice before all were used");
            }
            prop_assert_eq!(seen.len(), cells);
            prop_assert_eq!(&steps[cells], &steps[0]);
        }

        #[test]
        fn pairs_of_two_axes_are_even_at_every_step(one in 1usize..12, other in 1usize..12, seed: u64) {
            let mut counts = vec![0; one * other];
            for cell in walk(&[one, other], seed, one * other) {
                counts[cell[0] * other + cell[1]] += 1;
                prop_assert!(counts[cell[0] * other + cell[1]] == 1, "{counts:?}");
            }
        }

        #[test]
        fn pairs_of_more_axes_come_about_evenly(sizes in prop::collection::vec(3usize..9, 3..5), seed: u64) {
            let cells: usize = sizes.iter().product();
            let steps = walk(&sizes, seed, cells);
            for one in 0..sizes.len() {
                for other in one + 1..sizes.len() {
                    let pairs = sizes[one] * sizes[other];
                    let first = counts(&steps[..pairs], one, other);
                    prop_assert!(first.len() * 2 >= pairs, "{} of {pairs}", first.len());
                    let second = counts(&steps[..(2 * pairs).min(cells)], one, other);
                    prop_assert!(second.values().all(|count| *count <= 6), "{second:?}");
                }
            }
        }
    }
}
