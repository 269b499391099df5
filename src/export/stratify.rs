//! Shares groups out to the parts of a split by their hashes, and mends what chance left far from the shares.
//!
//! A group goes where its hash falls between fixed ends, so nothing that is added moves it. Only where a part has far too
//! few or too many conversations of a tier, the groups whose hashes are nearest to it, or to another part, change places.

use crate::domain::conversation::Tier;

const TIERS: usize = Tier::ALL.len();

/// Conversations of each tier, in the order of [`Tier::ALL`].
pub(super) type Tiers = [u64; TIERS];

/// What must stay in one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lot {
    /// Its hash.
    pub(super) point: u64,
    /// What it holds.
    pub(super) tiers: Tiers,
    /// The part that an earlier export put it in, out of training. It stays there.
    pub(super) held: Option<usize>,
}

/// The part that a point falls into by the shares alone.
pub(super) fn part_at(shares: &[f64], point: u64) -> usize {
    let mut end = 0.0;
    let found = shares.iter().position(|share| {
        end += share;
        place_of(point) < end
    });
    found.unwrap_or(shares.len() - 1)
}

/// The point as a number from 0 to 1.
fn place_of(point: u64) -> f64 {
    point as f64 / (u64::MAX as f64)
}

/// The part of each lot.
pub(super) fn stratified(shares: &[f64], lots: &[Lot]) -> Vec<usize> {
    let parts = lots.iter().map(|lot| lot.held.unwrap_or_else(|| part_at(shares, lot.point))).collect();
    let mut sharing = Sharing { shares, lots, parts, given: vec![[0; TIERS]; shares.len()], sizes: [0; TIERS] };
    for (lot, part) in lots.iter().zip(&sharing.parts) {
        for tier in 0..TIERS {
            sharing.given[*part][tier] += lot.tiers[tier];
            sharing.sizes[tier] += lot.tiers[tier];
        }
    }
    for tier in 0..TIERS {
        for part in 0..shares.len() {
            sharing.fill(tier, part);
            sharing.relieve(tier, part);
        }
    }
    sharing.fill_empty();
    sharing.parts
}

struct Sharing<'a> {
    shares: &'a [f64],
    lots: &'a [Lot],
    /// The part of each lot.
    parts: Vec<usize>,
    /// What each part has.
    given: Vec<Tiers>,
    /// What all have.
    sizes: Tiers,
}

impl Sharing<'_> {
    fn expected(&self, tier: usize, part: usize) -> f64 {
        self.shares[part] * self.sizes[tier] as f64
    }

    /// What a part should have of a tier at least: half of its share, and something where that is one conversation.
    fn least(&self, tier: usize, part: usize) -> u64 {
        let expected = self.expected(tier, part);
        if expected < 1.0 { 0 } else { ((expected / 2.0) as u64).max(1) }
    }

    /// What it should have at most: twice its share, and two are never too many.
    fn most(&self, tier: usize, part: usize) -> u64 {
        (2.0 * self.expected(tier, part).max(1.0)).round() as u64
    }

    /// Gives a part what it lacks of a tier, from the part that has most above its share.
    fn fill(&mut self, tier: usize, part: usize) {
        while self.given[part][tier] < self.least(tier, part) {
            let above = |other: &usize| self.given[*other][tier] as f64 - self.expected(tier, *other);
            let others = (0..self.shares.len()).filter(|other| *other != part);
            let Some(from) = others.max_by(|one, other| above(one).total_cmp(&above(other))) else { return };
            let is_fit = |lot: &usize| self.lots[*lot].tiers[tier] > 0 && self.is_fit(*lot, part);
            // Where even the smallest group is too large, one of them is better than nothing.
            let smallest = |lot: &usize| self.lots[*lot].tiers[tier] > 0 && self.is_better_than_nothing(*lot, part);
            // A larger group than what is lacking would move more conversations than it must.
            let lacking = self.least(tier, part) - self.given[part][tier];
            let is_small = |lot: &usize| is_fit(lot) && self.lots[*lot].tiers[tier] <= lacking;
            let nearest = self.nearest(from, part, is_small).or_else(|| self.nearest(from, part, is_fit));
            let lacks_all = self.given[part][tier] == 0;
            let Some(lot) = nearest.or_else(|| self.nearest(from, part, smallest).filter(|_| lacks_all)) else {
                return;
            };
            self.move_to(lot, part);
        }
    }

    /// Takes from a part what it has too much of a tier, for the part that lacks most of its share.
    fn relieve(&mut self, tier: usize, part: usize) {
        while self.given[part][tier] > self.most(tier, part) {
            let lacks = |other: &usize| self.expected(tier, *other) - self.given[*other][tier] as f64;
            let others = (0..self.shares.len()).filter(|other| *other != part);
            let Some(to) = others.max_by(|one, other| lacks(one).total_cmp(&lacks(other))) else { return };
            let is_fit = |lot: &usize| self.lots[*lot].tiers[tier] > 0 && self.is_fit(*lot, to);
            let too_much = self.given[part][tier] - self.most(tier, part);
            let is_small = |lot: &usize| is_fit(lot) && self.lots[*lot].tiers[tier] <= too_much;
            let nearest = self.nearest(part, to, is_small).or_else(|| self.nearest(part, to, is_fit));
            let Some(lot) = nearest else { return };
            self.move_to(lot, to);
        }
    }

    /// Gives a part that has nothing at all one group of the part that has most.
    fn fill_empty(&mut self) {
        let size = |given: &Tiers| given.iter().sum::<u64>();
        for part in 0..self.shares.len() {
            if size(&self.given[part]) > 0 {
                continue;
            }
            let has_several = |other: &usize| self.parts.iter().filter(|part| *part == other).count() > 1;
            let others = (0..self.shares.len()).filter(has_several);
            let Some(from) = others.max_by_key(|other| size(&self.given[*other])) else { return };
            if let Some(lot) = self.nearest(from, part, |_| true) {
                self.move_to(lot, part);
            }
        }
    }

    /// Whether no tier of the lot gets far from the shares, here or where it comes from.
    fn is_fit(&self, lot: usize, to: usize) -> bool {
        let from = self.parts[lot];
        (0..TIERS).filter(|tier| self.lots[lot].tiers[*tier] > 0).all(|tier| {
            let number = self.lots[lot].tiers[tier];
            let is_kept = self.given[from][tier] - number >= self.least(tier, from);
            is_kept && self.given[to][tier] + number <= self.most(tier, to)
        })
    }

    /// Whether the part that it comes from keeps something of each tier.
    fn is_better_than_nothing(&self, lot: usize, to: usize) -> bool {
        let from = self.parts[lot];
        let keeps = |tier: usize| self.given[from][tier] - self.lots[lot].tiers[tier] >= self.least(tier, from);
        self.shares[from] >= self.shares[to] && (0..TIERS).filter(|tier| self.lots[lot].tiers[*tier] > 0).all(keeps)
    }

    /// The lot of a part whose hash is nearest to another part.
    fn nearest(&self, from: usize, to: usize, is_wanted: impl Fn(&usize) -> bool) -> Option<usize> {
        let begin: f64 = self.shares[..to].iter().sum();
        let distance = |lot: &usize| {
            let place = place_of(self.lots[*lot].point);
            (begin - place).max(place - begin - self.shares[to])
        };
        let may_move = |lot: &usize| self.parts[*lot] == from && self.lots[*lot].held.is_none();
        let there = (0..self.lots.len()).filter(may_move).filter(is_wanted);
        there.min_by(|one, other| {
            let by_hash = distance(one).total_cmp(&distance(other));
            by_hash.then_with(|| self.lots[*one].point.cmp(&self.lots[*other].point))
        })
    }

    fn move_to(&mut self, lot: usize, part: usize) {
        let from = std::mem::replace(&mut self.parts[lot], part);
        for tier in 0..TIERS {
            self.given[from][tier] -= self.lots[lot].tiers[tier];
            self.given[part][tier] += self.lots[lot].tiers[tier];
        }
    }
}

#[cfg(test)]
mod tests;
