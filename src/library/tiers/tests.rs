use proptest::prelude::*;

use super::choose::*;
use crate::domain::axis::Axis;
use crate::domain::conversation::{Subject, Tier};
use crate::domain::scenario::Complexity;
use crate::domain::tiers::TierCounts;

use std::collections::{BTreeMap, HashSet};

fn values(axis: &str, many: usize) -> Vec<String> {
    (0..many).map(|at| format!("{axis} {at}")).collect()
}

fn source(name: &str, tier: Tier, fits: [Vec<String>; 3]) -> Source {
    let complexity = Some(Complexity::Moderate);
    Source { name: name.into(), tier, complexity, priority: 5, uses: 0, own: Subject::default(), fits }
}

fn templates(many: usize, sizes: [usize; 3]) -> Vec<Source> {
    let fits = || [values("p", sizes[0]), values("e", sizes[1]), values("t", sizes[2])];
    (0..many).map(|at| source(&format!("template {at}"), Tier::Template, fits())).collect()
}

fn only(template: u64) -> TierCounts {
    TierCounts { template, scenario: 0, edge_case: 0 }
}

/// How often each value of a key came.
fn counts<K: Ord>(made: &[Choice], all: impl Iterator<Item = K>, key: impl Fn(&Choice) -> K) -> Vec<u64> {
    let mut counts: BTreeMap<K, u64> = all.map(|key| (key, 0)).collect();
    made.iter().for_each(|choice| *counts.entry(key(choice)).or_default() += 1);
    counts.into_values().collect()
}

fn is_even(counts: &[u64]) -> bool {
    counts.iter().max().zip(counts.iter().min()).is_none_or(|(most, least)| most - least <= 1)
}

proptest! {
    #[test]
    fn counts_are_exact_values_even_and_no_cell_comes_twice(
        sizes in [1usize..7, 1usize..7, 1usize..7],
        many in 1usize..5,
        share in 0.0f64..1.0,
        seed: u64,
    ) {
        let sources = templates(many, sizes);
        let cells = sizes.iter().product::<usize>() * many;
        let wanted = 1 + (share * (cells - 1) as f64) as u64;
        let made = choose(&sources, only(wanted), Used::default(), seed);
        prop_assert_eq!(made.len() as u64, wanted);
        let distinct: HashSet<_> = made.iter().map(|choice| (choice.source, choice.subject.clone())).collect();
        prop_assert_eq!(distinct.len() as u64, wanted, "a cell came twice");
        prop_assert!(is_even(&counts(&made, 0..many, |choice| choice.source)));
        for (axis, (word, size)) in Axis::ALL.iter().zip(["p", "e", "t"].into_iter().zip(sizes)) {
            let of_axis = counts(&made, values(word, size).into_iter(), |choice| choice.subject.on(*axis).clone());
            prop_assert!(is_even(&of_axis), "{axis}: {of_axis:?}");
        }
        prop_assert_eq!(made, choose(&sources, only(wanted), Used::default(), seed), "the same again");
    }

    #[test]
    fn more_than_there_are_cells_still_makes_as_many_as_asked(extra in 1u64..9, seed: u64) {
        let sources = templates(2, [2, 1, 1]);
        let made = choose(&sources, only(4 + extra), Used::default(), seed);
        prop_assert_eq!(made.len() as u64, 4 + extra);
        let distinct: HashSet<_> = made.iter().map(|choice| (choice.source, choice.subject.clone())).collect();
        prop_assert_eq!(distinct.len(), 4, "every cell comes before any comes twice");
        let cells = counts(&made, std::iter::empty(), |choice| (choice.source, choice.subject.persona.clone()));
        prop_assert!(is_even(&cells), "{cells:?}");
    }

    #[test]
    fn what_is_approved_already_comes_last(seed: u64, prior in 1u64..5) {
        let mut sources = templates(3, [4, 3, 2]);
        sources[1].uses = prior;
        let mut used = Used::default();
        used.values.insert((Axis::Persona, "p 2".into()), prior);
        let cell = Subject { persona: "p 0".into(), emotion: "e 0".into(), topic: "t 0".into() };
        used.cells.insert((0, cell.clone()));
        let made = choose(&sources, only(3), used.clone(), seed);
        prop_assert!(made.iter().all(|choice| choice.subject.persona != "p 2"));
        prop_assert!(made.iter().filter(|choice| choice.source == 1).count() <= 1);
        let all = choose(&sources, only(71), used, seed);
        prop_assert!(!all.contains(&Choice { source: 0, subject: cell }), "an approved cell is not made again");
    }
}

#[test]
fn scenarios_keep_what_they_say_and_a_second_one_feels_otherwise() {
    let own = |at: usize| Subject { persona: format!("who {at}"), emotion: "fear".into(), topic: format!("what {at}") };
    let one = |at: usize, own: Subject| {
        let fits = [vec![own.persona.clone()], vec!["fear".into(), "hope".into()], vec![own.topic.clone()]];
        Source { own, ..source(&format!("scenario {at}"), Tier::Scenario, fits) }
    };
    let sources: Vec<Source> = (0..3).map(|at| one(at, own(at))).collect();
    let counts = TierCounts { template: 0, scenario: 5, edge_case: 0 };
    let made = choose(&sources, counts, Used::default(), 1);
    for (at, _) in sources.iter().enumerate() {
        let feelings: Vec<&str> =
            made.iter().filter(|choice| choice.source == at).map(|choice| choice.subject.emotion.as_str()).collect();
        assert!(feelings == ["fear"] || feelings == ["fear", "hope"], "{feelings:?}");
        assert!(made.iter().filter(|it| it.source == at).all(|it| it.subject.persona == format!("who {at}")));
    }
}

#[test]
fn a_scenario_that_comes_more_often_than_there_are_feelings_begins_the_round_again() {
    let own = Subject { persona: "who".into(), emotion: "fear".into(), topic: "what".into() };
    let feelings = ["fear", "hope", "anger"].map(String::from).to_vec();
    let fits = [vec!["who".to_owned()], feelings.clone(), vec!["what".to_owned()]];
    let sources = [Source { own, ..source("scenario", Tier::Scenario, fits) }];
    let made = choose(&sources, TierCounts { template: 0, scenario: 35, edge_case: 0 }, Used::default(), 1);
    let each = counts(&made, feelings.into_iter(), |choice| choice.subject.emotion.clone());
    assert!(is_even(&each) && each.iter().sum::<u64>() == 35, "{each:?}");
}

#[test]
fn the_most_urgent_edge_cases_and_the_rarest_complexity_come_first() {
    let fits = || [values("p", 9), values("e", 9), values("t", 9)];
    let edge = |name: &str, priority| Source { priority, complexity: None, ..source(name, Tier::EdgeCase, fits()) };
    let edges = [edge("dull", 2), edge("urgent", 10), edge("plain", 5)];
    let counts = TierCounts { template: 0, scenario: 0, edge_case: 2 };
    let made = choose(&edges, counts, Used::default(), 3);
    let names: Vec<&str> = made.iter().map(|choice| edges[choice.source].name.as_str()).collect();
    assert_eq!(names, ["urgent", "plain"]);
    let with = |name: &str, complexity| Source { complexity, ..source(name, Tier::Template, fits()) };
    let (simple, complex) = (Some(Complexity::Simple), Some(Complexity::Complex));
    let templates = [with("a", simple), with("b", simple), with("c", simple), with("d", complex)];
    let made = choose(&templates, only(2), Used::default(), 3);
    assert!(made.iter().any(|choice| choice.source == 3), "{made:?}");
}
