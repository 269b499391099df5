use super::measures::{Tells, measures};
use super::samples::{Sample, Samples, pairs};
use super::verdict::{needed, verdict};

fn samples(cells: std::ops::Range<u64>, approved: impl Fn(u64) -> Option<bool>, score: f64) -> Samples {
    let sample = |cell| Sample {
        cell: Some(cell),
        approved: approved(cell),
        score: Some(score),
        dollars: 0.01,
        ..Sample::default()
    };
    Samples { all: cells.map(sample).collect(), decided_by_filter: 0 }
}

#[test]
fn the_same_cells_are_compared_in_pairs_and_others_are_not() {
    let (a, b) = (samples(0..40, |cell| Some(cell % 2 == 0), 7.0), samples(0..40, |cell| Some(cell % 4 != 1), 7.0));
    let found = measures(&a, &b, None);
    assert_eq!((found[0].measure, found[0].pairs), ("approval", Some(40)));
    assert_eq!(pairs(&a, &b, |sample| sample.approved).len(), 40);
    // B has ten more, A none: over pairs that is real, over independent samples it is not.
    assert_eq!(found[0].tells, Tells::BIsHigher);
    let apart = samples(100..140, |cell| Some(cell % 4 != 1), 7.0);
    let found = measures(&a, &apart, None);
    assert_eq!(found[0].pairs, None);
    assert!(found[0].tells == Tells::BIsHigher || found[0].tells == Tells::Nothing);
}

#[test]
fn an_interval_that_holds_0_is_never_called_a_difference() {
    for (good_a, good_b, all) in [(10, 13, 20), (0, 3, 12), (50, 55, 100), (7, 10, 10)] {
        let of = |good: u64, from: u64| samples(from..from + all, move |cell| Some(cell - from < good), 7.0);
        let found = measures(&of(good_a, 0), &of(good_b, 1000), None);
        for measure in &found {
            let Some(decides) = measure.decides else { continue };
            let holds_zero = decides.interval[0] <= 0.0 && decides.interval[1] >= 0.0;
            let is_real = matches!(measure.tells, Tells::AIsHigher | Tells::BIsHigher);
            assert!(!(holds_zero && is_real), "{measure:?}");
        }
        let needed = needed(&found[0]);
        let said = verdict(&found, needed.as_ref()).join("\n");
        assert!(said.starts_with("The data cannot tell yet"), "{said}");
        assert!(
            needed.is_some_and(|needed| said.contains(&format!("about {} decisions of each", needed.each))),
            "{said}"
        );
    }
}

#[test]
fn few_decisions_and_none_are_said_to_be_too_few() {
    for decided in [0, 9] {
        let of = |from: u64| samples(from..from + 30, move |cell| (cell - from < decided).then_some(true), 7.0);
        let found = measures(&of(0), &of(0), None);
        assert_eq!(found[0].tells, Tells::TooFew);
        let said = verdict(&found, needed(&found[0]).as_ref());
        assert!(said[0].contains(&format!("about {decided} of A and {decided} of B; at least 10")), "{said:?}");
    }
}

#[test]
fn the_measures_beside_approval_share_their_5_percent() {
    let (a, b) = (samples(0..30, |_| None, 6.0), samples(0..30, |_| None, 9.0));
    let found = measures(&a, &b, None);
    let score = found.iter().find(|measure| measure.measure == "score").expect("a score");
    assert_eq!(score.tells, Tells::BIsHigher);
    let (narrow, wide) = (score.difference.expect("some"), score.decides.expect("some"));
    assert!(wide.interval[0] < narrow.interval[0] && narrow.interval[1] < wide.interval[1]);
    let said = verdict(&found, None).join("\n");
    assert!(said.contains("98.3 % interval leaves out 0: score (B is higher)."), "{said}");
}

#[test]
fn rates_that_hardly_differ_are_asked_about_a_difference_that_matters() {
    let all = |_| Some(true);
    let found = measures(&samples(0..50, all, 7.0), &samples(50..100, all, 7.0), None);
    let needed = needed(&found[0]).expect("unknown yet");
    assert!(needed.each > 50 && (needed.if_rates_are[1] - needed.if_rates_are[0] - 0.1).abs() < 1e-9);
    let said = verdict(&found, Some(&needed)).join("\n");
    assert!(said.contains("So far the rates hardly differ. To tell 90 % from 100 % takes about"), "{said}");
}
