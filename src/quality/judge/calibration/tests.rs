use proptest::prelude::*;

use super::*;

fn pairs(approved: &[u8], rejected: &[u8]) -> Vec<Pair> {
    let pair = |approved: bool| move |mark: &u8| Pair { mark: f64::from(*mark), approved };
    approved.iter().map(pair(true)).chain(rejected.iter().map(pair(false))).collect()
}

#[test]
fn the_mark_where_they_part_is_the_one_with_the_best_balanced_agreement() {
    let found = calibrate(&pairs(&[7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 5, 8], &[2, 3, 3, 4, 5, 5, 6, 6, 4, 8]));
    assert_eq!((found.approved, found.rejected, found.parts_at.as_slice()), (12, 10, [7].as_slice()));
    let at = &found.at[6];
    assert_eq!((at.mark, at.approved, at.rejected), (7, 11, 9));
    assert!((at.agreement - 20.0 / 22.0).abs() < 1e-12 && (at.balanced - (11.0 / 12.0 + 0.9) / 2.0).abs() < 1e-12);
    assert_eq!(
        found.verdict(),
        "People approve from mark 7 on: 91 % of the decisions are the same (AUC 0.93, between 0.71 and 0.99)."
    );
}

#[test]
fn marks_that_part_equally_well_are_all_told() {
    let found = calibrate(&pairs(&[9; 12], &[5; 40]));
    assert_eq!(found.parts_at, [6, 7, 8, 9]);
    assert!(
        found.verdict().starts_with(
            "People approve from a mark on that is 6, 7, 8 or 9, equally well: with 6, 100 % of the decisions are the \
             same (AUC 1.00, between 0."
        ),
        "{}",
        found.verdict()
    );
    let two = calibrate(&pairs(&[9; 12], &[7; 40]));
    assert!(
        two.verdict().starts_with("People approve from a mark on that is 8 or 9, equally well"),
        "{}",
        two.verdict()
    );
}

#[test]
fn too_few_decisions_are_said_and_not_judged() {
    for (approved, rejected) in [(0, 0), (500, 0), (0, 3), (9, 50), (50, 9)] {
        let found = calibrate(&pairs(&vec![9; approved], &vec![3; rejected]));
        let expected = format!("people approved {approved} and rejected {rejected}; at least 10 of each are needed.");
        assert!(found.verdict().ends_with(&expected), "{}", found.verdict());
        assert_eq!(found.rank.is_some(), approved > 0 && rejected > 0);
        assert_eq!(found.at.is_empty(), approved == 0 || rejected == 0);
    }
}

#[test]
fn marks_that_tell_nothing_and_marks_the_wrong_way_round_are_said() {
    let mixed: Vec<u8> = (0..40).map(|at| 1 + at % 10).collect();
    let nothing = calibrate(&pairs(&mixed, &mixed));
    assert_eq!(nothing.rank.map(|rank| rank.auc), Some(0.5));
    assert!(nothing.verdict().starts_with("The marks do not tell"), "{}", nothing.verdict());
    let wrong = calibrate(&pairs(&[3; 20], &[8; 20]));
    assert!(wrong.verdict().starts_with("The marks are the wrong way round"), "{}", wrong.verdict());
}

#[test]
fn the_interval_is_that_of_newcombes_method_5() {
    // Without a fault 1 - x = z · √variance(x): x = 0.8002 for ten of each.
    let perfect = calibrate(&pairs(&[9; 10], &[3; 10])).rank.expect("both decisions");
    assert_eq!((perfect.auc, perfect.high), (1.0, 1.0));
    assert!((perfect.low - 0.8002).abs() < 1e-4, "{}", perfect.low);
    let many = calibrate(&pairs(&[9; 1000], &[3; 1000])).rank.expect("both decisions");
    assert!(many.low > 0.99, "{}", many.low);

    // The example of `NAP()` in the R package SingleCaseES. The ends are the roots of the same equation without fractions:
    // mn (p - x)² (2 - x) (1 + x) = z² x (1 - x) (2 + h + (1 + 2h) x (1 - x)), where h = (m + n) / 2 - 1.
    let example = pairs(&[28, 25, 24, 27, 30, 30, 29], &[20, 20, 26, 25, 22, 23]);
    let rank = calibrate(&example).rank.expect("both decisions");
    assert!((rank.auc - 38.5 / 42.0).abs() < 1e-12, "{}", rank.auc);
    assert!((rank.low - 0.597_319).abs() < 1e-5 && (rank.high - 0.985_998).abs() < 1e-5, "{rank:?}");
}

/// Over all pairs, the slow way.
fn auc(pairs: &[Pair]) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for up in pairs.iter().filter(|pair| pair.approved) {
        for down in pairs.iter().filter(|pair| !pair.approved) {
            sum += if up.mark > down.mark {
                1.0
            } else if up.mark == down.mark {
                0.5
            } else {
                0.0
            };
            count += 1.0;
        }
    }
    sum / count
}

fn any_pairs() -> impl Strategy<Value = Vec<Pair>> {
    let pair = (4_u32..=40, any::<bool>()).prop_map(|(mark, approved)| Pair { mark: f64::from(mark) / 4.0, approved });
    proptest::collection::vec(pair, 0..60)
}

#[test]
fn what_is_nearly_all_is_not_shown_as_all() {
    let figures = [0.996, 0.9986, 0.999_96, 1.0, 0.916, 0.5, 0.994, 0.0].map(in_figures);
    assert_eq!(figures, ["0.996", "0.999", "0.9999", "1.00", "0.92", "0.50", "0.99", "0.00"]);
    let shares = [0.996, 1.0, 0.004, 0.0, 0.91].map(percent);
    assert_eq!(shares, ["99 %", "100 %", "1 %", "0 %", "91 %"]);
    let nearly = [vec![4; 1], vec![9; 19]].concat();
    let verdict = calibrate(&pairs(&nearly, &[[3; 19].as_slice(), &[5]].concat())).verdict();
    assert!(verdict.contains("(AUC 0.998, "), "{verdict}");
}

proptest! {
    #[test]
    fn figures_are_what_counting_gives(pairs in any_pairs(), turned in any::<usize>()) {
        let found = calibrate(&pairs);
        prop_assert_eq!(found.approved + found.rejected, pairs.len() as u64);
        prop_assert!(!found.verdict().is_empty());
        let mut other = pairs.clone();
        other.rotate_left(turned % pairs.len().max(1));
        prop_assert_eq!(&calibrate(&other), &found);
        let Some(rank) = found.rank else {
            prop_assert!(found.approved == 0 || found.rejected == 0);
            return Ok(());
        };
        prop_assert!((rank.auc - auc(&pairs)).abs() < 1e-9);
        prop_assert!(0.0 <= rank.low && rank.low <= rank.auc && rank.auc <= rank.high && rank.high <= 1.0, "{:?}", rank);
        let best = found.at.iter().map(|at| at.balanced).fold(0.0, f64::max);
        prop_assert!(best >= 0.5);
        for at in &found.at {
            prop_assert_eq!(found.parts_at.contains(&at.mark), (at.balanced - best).abs() < 1e-12);
            prop_assert!(at.agreement <= 1.0 && at.approved <= found.approved && at.rejected <= found.rejected);
        }
    }

    #[test]
    fn the_wrong_way_round_mirrors_the_rank(pairs in any_pairs()) {
        let mirrored: Vec<Pair> = pairs.iter().map(|pair| Pair { approved: !pair.approved, ..*pair }).collect();
        if let (Some(one), Some(two)) = (calibrate(&pairs).rank, calibrate(&mirrored).rank) {
            prop_assert!((one.auc + two.auc - 1.0).abs() < 1e-9 && (one.low + two.high - 1.0).abs() < 1e-9);
        }
    }
}
