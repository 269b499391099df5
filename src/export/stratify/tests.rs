use proptest::prelude::*;

use super::*;

fn lot(point: u64, tiers: Tiers) -> Lot {
    Lot { point, tiers }
}

/// Conversations of each part and tier.
fn shared_out(shares: &[f64], lots: &[Lot]) -> Vec<Tiers> {
    let mut all = vec![[0; TIERS]; shares.len()];
    for (part, lot) in stratified(shares, lots).into_iter().zip(lots) {
        (0..TIERS).for_each(|tier| all[part][tier] += lot.tiers[tier]);
    }
    all
}

/// Groups of one tier each, or of several.
fn lots(most: u64, is_mixed: bool) -> impl Strategy<Value = Vec<Lot>> {
    let mixed = move |(point, tier, number): (u64, usize, u64), other: (usize, u64)| {
        let mut tiers = [0; TIERS];
        tiers[tier] = number;
        if is_mixed {
            tiers[other.0] += other.1;
        }
        lot(point, tiers)
    };
    let one = ((any::<u64>(), 0..TIERS, 1..=most), (0..TIERS, 0..=most));
    proptest::collection::vec(one.prop_map(move |(one, other)| mixed(one, other)), 0..120)
}

fn shares() -> impl Strategy<Value = Vec<f64>> {
    prop_oneof![Just(vec![0.9, 0.1]), Just(vec![0.5, 0.5]), Just(vec![0.8, 0.1, 0.1]), Just(vec![0.05, 0.95])]
}

fn largest(lots: &[Lot]) -> f64 {
    lots.iter().map(Lot::size).fold(0.0, f64::max)
}

#[test]
fn a_tier_of_a_hundred_is_ninety_and_ten() {
    let lots: Vec<Lot> = (0..300_u64)
        .map(|number| {
            let mut tiers = [0; TIERS];
            tiers[number as usize % TIERS] = 1;
            lot(number.wrapping_mul(0x9e37_79b9_7f4a_7c15), tiers)
        })
        .collect();
    assert_eq!(shared_out(&[0.9, 0.1], &lots), [[90; TIERS], [10; TIERS]]);
}

#[test]
fn small_tiers_make_up_for_each_other() {
    let lots: Vec<Lot> = (0..12_u64)
        .map(|number| {
            let mut tiers = [0; TIERS];
            tiers[number as usize % TIERS] = 1;
            lot(number, tiers)
        })
        .collect();
    let validation: u64 = shared_out(&[0.9, 0.1], &lots)[1].iter().sum();
    assert_eq!(validation, 1, "four of a tier alone would give none");
}

#[test]
fn groups_of_one_tier_make_up_for_mixed_ones() {
    let mixed = (0..10_u64).map(|number| lot(number, [3, 1, 0]));
    let alone = (0..200_u64).map(|number| lot(number, if number < 100 { [1, 0, 0] } else { [0, 1, 0] }));
    let lots: Vec<Lot> = mixed.chain(alone).collect();
    assert_eq!(shared_out(&[0.9, 0.1], &lots), [[117, 99, 0], [13, 11, 0]]);
}

proptest! {
    /// Half a group at the end of a part, one conversation for the tiers before it.
    #[test]
    fn every_tier_is_divided_as_asked(lots in lots(4, false), shares in shares()) {
        let all = shared_out(&shares, &lots);
        for tier in 0..TIERS {
            let whole: u64 = lots.iter().map(|lot| lot.tiers[tier]).sum();
            for (share, part) in shares.iter().zip(&all) {
                let off = (share * whole as f64 - part[tier] as f64).abs();
                prop_assert!(off <= largest(&lots) + 1.0, "{off} in tier {tier} of {all:?}");
            }
        }
    }

    #[test]
    fn all_together_are_divided_as_asked(lots in lots(1, false), shares in shares()) {
        let all = shared_out(&shares, &lots);
        for (share, part) in shares.iter().zip(&all) {
            let off = (share * lots.len() as f64 - part.iter().sum::<u64>() as f64).abs();
            prop_assert!(off <= 1.5, "{off} of {all:?}");
        }
    }

    /// However many there are, only what stands at the end of a part moves.
    #[test]
    fn a_row_that_is_added_moves_few(
        mut all in lots(3, true),
        shares in shares(),
        new in (any::<u64>(), 0..TIERS),
        grows in any::<Option<prop::sample::Index>>(),
    ) {
        let before = stratified(&shares, &all);
        let most = 4.0 * (largest(&all) + 1.0) * (shares.len() - 1) as f64 * strata(&all) as f64;
        match grows.filter(|_| !all.is_empty()) {
            // A row joins a group.
            Some(place) => place.get_mut(&mut all).tiers[new.1] += 1,
            None => {
                let mut tiers = [0; TIERS];
                tiers[new.1] = 1;
                all.push(lot(new.0, tiers));
            }
        }
        let after = stratified(&shares, &all);
        let moved = |(place, part): &(usize, &usize)| after[*place] != **part;
        let rows: f64 = before.iter().enumerate().filter(moved).map(|(place, _)| all[place].size()).sum();
        prop_assert!(rows <= most, "{rows} of {} moved, not {most}", all.len());
    }

    /// The order in which groups are read decides nothing.
    #[test]
    fn the_order_of_reading_decides_nothing(lots in lots(3, true), shares in shares()) {
        let mut lots = lots;
        lots.sort_by_key(|lot| lot.point);
        lots.dedup_by_key(|lot| lot.point);
        let backwards: Vec<Lot> = lots.iter().rev().cloned().collect();
        let parts: Vec<usize> = stratified(&shares, &backwards).into_iter().rev().collect();
        prop_assert_eq!(stratified(&shares, &lots), parts);
    }
}

fn strata(lots: &[Lot]) -> usize {
    let mut strata: Vec<_> = lots.iter().map(Lot::stratum).collect();
    strata.sort_unstable();
    strata.dedup();
    strata.len()
}
