use std::iter::zip;

use proptest::prelude::*;

use super::*;

/// A group of one tier.
fn lot(point: u64, tier: usize, number: u64) -> Lot {
    let mut tiers = [0; TIERS];
    tiers[tier] = number;
    Lot { point, tiers, held: None }
}

/// Conversations of each part and tier.
fn shared_out(lots: &[Lot], parts: &[usize], number: usize) -> Vec<Tiers> {
    let mut all = vec![[0; TIERS]; number];
    for (part, lot) in parts.iter().zip(lots) {
        (0..TIERS).for_each(|tier| all[*part][tier] += lot.tiers[tier]);
    }
    all
}

/// The lots that are not where their hash falls.
fn mended(shares: &[f64], lots: &[Lot], parts: &[usize]) -> Vec<usize> {
    (0..lots.len()).filter(|lot| parts[*lot] != part_at(shares, lots[*lot].point)).collect()
}

/// Groups of one tier, or of two.
fn lots(most: u64, is_mixed: bool) -> impl Strategy<Value = Vec<Lot>> {
    let one =
        (any::<u64>(), 0..TIERS, 1..=most, 0..TIERS, 0..=most).prop_map(move |(point, tier, number, other, more)| {
            let mut lot = lot(point, tier, number);
            lot.tiers[other] += if is_mixed { more } else { 0 };
            lot
        });
    proptest::collection::vec(one, 0..120)
}

fn shares() -> impl Strategy<Value = Vec<f64>> {
    prop_oneof![Just(vec![0.9, 0.1]), Just(vec![0.5, 0.5]), Just(vec![0.8, 0.1, 0.1]), Just(vec![0.05, 0.95])]
}

/// A hash of its own for each number.
fn spread(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[test]
fn of_96_groups_few_move_when_42_are_added() {
    for (shares, least_quiet, worst) in [(vec![0.9, 0.1], 160, 3), (vec![0.8, 0.1, 0.1], 120, 4)] {
        let moved: Vec<usize> = (0..200_u64)
            .map(|data| {
                let one = |number: u64| lot(spread(data * 1000 + number), number as usize % TIERS, 1);
                let all: Vec<Lot> = (0..138).map(one).collect();
                let (before, after) = (stratified(&shares, &all[..96]), stratified(&shares, &all));
                (0..96).filter(|place| before[*place] != after[*place]).count()
            })
            .collect();
        let sets = |most: usize| moved.iter().filter(|moved| **moved <= most).count();
        let told = format!("{shares:?}: none in {} of 200 sets, at most one in {}", sets(0), sets(1));
        assert!(sets(0) >= least_quiet && sets(worst) == 200, "{told}");
    }
}

proptest! {
    #[test]
    fn what_is_added_moves_nothing_but_what_was_mended(
        shares in shares(), mut first in lots(3, true), more in lots(3, true), grown in any::<prop::sample::Index>()
    ) {
        let before = stratified(&shares, &first);
        let was_mended = mended(&shares, &first, &before);
        if !first.is_empty() {
            let grown = grown.index(first.len());
            first[grown].tiers[0] += 1;
        }
        let all = [first.clone(), more].concat();
        let after = stratified(&shares, &all);
        let is_mended = mended(&shares, &all, &after);
        for (place, (before, after)) in zip(&before, &after).enumerate() {
            prop_assert!(before == after || was_mended.contains(&place) || is_mended.contains(&place));
        }
    }

    #[test]
    fn groups_of_one_are_near_the_shares_in_every_tier(shares in shares(), lots in lots(1, false)) {
        let parts = stratified(&shares, &lots);
        let given = shared_out(&lots, &parts, shares.len());
        let by_hash: Vec<usize> = lots.iter().map(|lot| part_at(&shares, lot.point)).collect();
        let by_hash = shared_out(&lots, &by_hash, shares.len());
        let is_empty = |given: &Tiers| given.iter().sum::<u64>() == 0;
        // That no part is empty comes before the shares of a tier.
        prop_assume!(lots.len() >= 20 && !by_hash.iter().any(is_empty));
        let mut has_outlier = false;
        for tier in 0..TIERS {
            let size: u64 = given.iter().map(|given| given[tier]).sum();
            for (part, share) in shares.iter().enumerate() {
                let expected = share * size as f64;
                let least = if expected < 1.0 { 0 } else { ((expected / 2.0) as u64).max(1) };
                let near = least..=(2.0 * expected.max(1.0)).round() as u64;
                prop_assert!(near.contains(&given[part][tier]), "{given:?}");
                has_outlier |= !near.contains(&by_hash[part][tier]);
            }
        }
        if !has_outlier {
            prop_assert_eq!(mended(&shares, &lots, &parts), Vec::<usize>::new(), "nothing had to be mended");
        }
    }

    #[test]
    fn a_tier_of_twenty_is_in_both_parts(lots in lots(2, false)) {
        let parts = stratified(&[0.9, 0.1], &lots);
        let given = shared_out(&lots, &parts, 2);
        for tier in 0..TIERS {
            let [train, test] = [given[0][tier], given[1][tier]];
            prop_assert!(train + test < 20 || (train > 0 && test > 0), "{given:?}");
        }
    }

    #[test]
    fn no_part_is_empty_where_there_are_as_many_groups(shares in shares(), lots in lots(9, true)) {
        let parts = stratified(&shares, &lots);
        let filled = (0..shares.len()).filter(|part| parts.contains(part)).count();
        prop_assert_eq!(filled, shares.len().min(lots.len()));
    }

    #[test]
    fn the_order_of_the_groups_changes_nothing(shares in shares(), lots in lots(3, true)) {
        let parts = stratified(&shares, &lots);
        let backwards: Vec<Lot> = lots.iter().rev().cloned().collect();
        let mut other = stratified(&shares, &backwards);
        other.reverse();
        prop_assert_eq!(parts, other);
    }
}

proptest! {
    #[test]
    fn what_was_held_out_stays_where_it_was(shares in shares(), lots in lots(5, true), held in any::<u64>()) {
        let is_held = |place: usize| held >> (place % 64) & 1 == 1;
        let kept: Vec<Lot> = lots
            .iter()
            .enumerate()
            .map(|(place, lot)| Lot { held: is_held(place).then(|| place % shares.len()), ..lot.clone() })
            .collect();
        let parts = stratified(&shares, &kept);
        for (part, lot) in zip(&parts, &kept) {
            prop_assert!(lot.held.is_none_or(|held| held == *part));
        }
        prop_assert_eq!(parts, stratified(&shares, &kept));
    }
}
