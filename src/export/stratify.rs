//! Shares groups out to the parts of a split, so that each tier is divided as asked.
//!
//! The groups of a tier stand in the order of their hashes, and a part ends where its share is full. A row that is added
//! moves the ends by less than one row: only groups that stand there can change their part.

use std::collections::BTreeMap;

use crate::domain::conversation::Tier;

const TIERS: usize = Tier::ALL.len();
/// The most conversations of one tier by which the next tier makes up for it.
const MOST_CARRIED: f64 = 0.5;

/// Conversations of each tier, in the order of [`Tier::ALL`].
pub(super) type Tiers = [u64; TIERS];

/// What must stay in one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lot {
    /// Its place in the order: a hash, which nothing that is added changes.
    pub(super) point: u64,
    /// What it holds.
    pub(super) tiers: Tiers,
}

impl Lot {
    fn size(&self) -> f64 {
        self.tiers.iter().sum::<u64>() as f64
    }

    /// The tiers that it holds something of.
    fn stratum(&self) -> [bool; TIERS] {
        self.tiers.map(|number| number > 0)
    }
}

/// The part of each lot. A tier with lots of its own alone is divided exactly, up to half a lot at each end of a part.
pub(super) fn stratified(shares: &[f64], lots: &[Lot]) -> Vec<usize> {
    let mut strata: BTreeMap<(usize, [bool; TIERS]), Vec<usize>> = BTreeMap::new();
    for (place, lot) in lots.iter().enumerate() {
        let stratum = lot.stratum();
        strata.entry((stratum.iter().filter(|is_in| **is_in).count(), stratum)).or_default().push(place);
    }
    let mut sharing = Sharing { shares, given: vec![[0; TIERS]; shares.len()], parts: vec![0; lots.len()] };
    let mut carried = vec![0.0; shares.len()];
    // Lots of one tier come last: they make up for the mixed ones.
    for ((number, stratum), mut places) in strata.into_iter().rev() {
        places.sort_by_key(|place| (lots[*place].point, *place));
        let owed: Vec<f64> = (0..shares.len()).map(|part| sharing.owed(part, stratum)).collect();
        let more = if number == 1 { carried.clone() } else { vec![0.0; shares.len()] };
        sharing.give(lots, &places, owed.iter().zip(&more).map(|(owed, more)| owed + more).collect());
        if number == 1 {
            let left = |part| sharing.owed(part, stratum) + more[part];
            carried = (0..shares.len()).map(|part| left(part).clamp(-MOST_CARRIED, MOST_CARRIED)).collect();
        }
    }
    sharing.parts
}

struct Sharing<'a> {
    shares: &'a [f64],
    /// What each part has.
    given: Vec<Tiers>,
    parts: Vec<usize>,
}

impl Sharing<'_> {
    /// The conversations of some tiers that a part should have by now, and has not.
    fn owed(&self, part: usize, tiers: [bool; TIERS]) -> f64 {
        let of = |tier: usize| {
            let all: u64 = self.given.iter().map(|given| given[tier]).sum();
            self.shares[part] * all as f64 - self.given[part][tier] as f64
        };
        (0..TIERS).filter(|tier| tiers[*tier]).map(of).sum()
    }

    /// Gives each part its share of these lots and what it is owed. A lot goes where its middle falls.
    fn give(&mut self, lots: &[Lot], places: &[usize], owed: Vec<f64>) {
        let size: f64 = places.iter().map(|place| lots[*place].size()).sum();
        let wanted: Vec<f64> =
            self.shares.iter().zip(owed).map(|(share, owed)| (share * size + owed).max(0.0)).collect();
        let scale = size / wanted.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        let (mut part, mut end, mut begin) = (0, wanted[0] * scale, 0.0);
        for place in places {
            let lot = &lots[*place];
            let middle = begin + lot.size() / 2.0;
            while middle > end && part + 1 < wanted.len() {
                part += 1;
                end += wanted[part] * scale;
            }
            self.parts[*place] = part;
            (0..TIERS).for_each(|tier| self.given[part][tier] += lot.tiers[tier]);
            begin += lot.size();
        }
    }
}

#[cfg(test)]
mod tests;
