//! What each item draws beside its axes, so that no two requests of a cell are alike.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::batch::ItemRequest;

use crate::engine::plan::sample::Sample;

/// The `vary` of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vary {
    /// Items draw nothing.
    Off,
    /// Items draw from the starter table with these axes in place of its own. One without values is dropped.
    On(Vec<VaryAxis>),
}

/// An axis to draw from: its values, each with a weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaryAxis {
    /// The name in the prompt: `vary.NAME`.
    pub name: String,
    /// Texts for the prompt. One of weight 3 comes three times as often as one of weight 1.
    pub values: Vec<(String, u32)>,
}

impl VaryAxis {
    fn is_weighted(&self) -> bool {
        self.values.iter().any(|(_, weight)| *weight != 1)
    }

    /// Each value as often as its weight says.
    fn slots(&self) -> Vec<&str> {
        self.values.iter().flat_map(|(value, weight)| std::iter::repeat_n(value.as_str(), *weight as usize)).collect()
    }
}

/// The axes that the items of a batch draw from. Stored with the batch, which keeps it for good.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VaryTable(Vec<VaryAxis>);

impl VaryTable {
    pub(super) fn new(axes: Vec<VaryAxis>) -> VaryTable {
        VaryTable(axes)
    }

    /// This table, changed as a plan says.
    pub(crate) fn with(&self, vary: &Vary) -> VaryTable {
        let Vary::On(changes) = vary else { return VaryTable::default() };
        let mut axes = self.0.clone();
        for change in changes {
            match axes.iter_mut().find(|axis| axis.name == change.name) {
                Some(axis) => axis.values.clone_from(&change.values),
                None => axes.push(change.clone()),
            }
        }
        axes.retain(|axis| !axis.values.is_empty());
        VaryTable(axes)
    }

    /// What an item draws. It follows from the seed, the cell and the ordinal alone: neither the place in the plan nor
    /// the template is in it, so that templates can be compared on the same draws.
    ///
    /// In a cell, the values of each axis come equally often, or one time apart. No two ordinals draw the same before
    /// all combinations of the axes without weights were used. Axes with weights are drawn apart: a value that stands
    /// for several would make two combinations equal.
    pub fn draw(&self, seed: u64, request: &ItemRequest) -> BTreeMap<String, String> {
        let mut drawn = BTreeMap::new();
        let (weighted, even): (Vec<&VaryAxis>, Vec<&VaryAxis>) = self.0.iter().partition(|axis| axis.is_weighted());
        for (kind, axes) in [(0_u8, even), (1, weighted)] {
            if axes.is_empty() {
                continue;
            }
            let slots: Vec<Vec<&str>> = axes.iter().map(|axis| axis.slots()).collect();
            let sizes: Vec<usize> = slots.iter().map(Vec::len).collect();
            let of_cell = (seed, kind, &request.subject, &request.variables);
            let number = match &request.situation {
                None => number(&of_cell),
                Some(situation) => number(&(of_cell, &situation.name)),
            };
            let cell = Sample::new(&sizes, number).cell(u64::from(request.ordinal));
            for ((axis, slots), place) in axes.iter().zip(slots).zip(cell) {
                drawn.insert(axis.name.clone(), slots[place].to_owned());
            }
        }
        drawn
    }
}

/// The same number for the same value in every run.
fn number(value: &impl Serialize) -> u64 {
    let bytes = serde_json::to_vec(value).expect("plain data has a JSON form");
    Sha256::digest(bytes).iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use std::collections::{BTreeMap, HashMap, HashSet};

    use chrono::NaiveDate;

    use super::*;
    use crate::domain::conversation::Subject;

    fn table() -> VaryTable {
        VaryTable::starter(NaiveDate::from_ymd_opt(2026, 11, 26).unwrap())
    }

    fn request(persona: &str, ordinal: u32) -> ItemRequest {
        let subject = Subject { persona: persona.into(), emotion: "hope".into(), topic: "bonds".into() };
        ItemRequest {
            template: "T".into(),
            subject,
            variables: BTreeMap::new(),
            tier: None,
            situation: None,
            ordinal,
            drawn: BTreeMap::new(),
            source: None,
        }
    }

    fn axis(name: &str, values: &[(&str, u32)]) -> VaryAxis {
        let values = values.iter().map(|(value, weight)| ((*value).to_owned(), *weight)).collect();
        VaryAxis { name: name.into(), values }
    }

    #[test]
    fn a_thousand_items_of_one_cell_draw_differently_and_each_value_about_equally_often() {
        for seed in [0, 7] {
            let table = table();
            let draws: Vec<_> = (0..1000).map(|at| table.draw(seed, &request("Nurse", at))).collect();
            assert_eq!(draws.iter().collect::<HashSet<_>>().len(), 1000);
            for axis in &table.0 {
                let mut counts: HashMap<&str, u32> = HashMap::new();
                draws.iter().for_each(|drawn| *counts.entry(&drawn[&axis.name]).or_default() += 1);
                assert_eq!(counts.len(), axis.values.len(), "{counts:?}");
                let (least, most) = (counts.values().min().unwrap(), counts.values().max().unwrap());
                assert!(most - least <= 1, "{}: {counts:?}", axis.name);
            }
        }
    }

    #[test]
    fn single_items_of_many_cells_draw_about_evenly_too() {
        let table = table();
        let mut counts: HashMap<String, u32> = HashMap::new();
        for cell in 0..600 {
            let drawn = table.draw(0, &request(&format!("Person {cell}"), 0));
            *counts.entry(drawn["channel"].clone()).or_default() += 1;
        }
        assert!(counts.len() == 6 && counts.values().all(|count| (60..=140).contains(count)), "{counts:?}");
    }

    #[test]
    fn weights_decide_how_often_a_value_comes_and_keep_draws_apart() {
        let change = Vary::On(vec![axis("channel", &[("chat", 3), ("phone", 1)]), axis("mood", &[("a", 1), ("b", 2)])]);
        let table = table().with(&change);
        let draws: Vec<_> = (0..1000).map(|at| table.draw(0, &request("Nurse", at))).collect();
        assert_eq!(draws.iter().filter(|drawn| drawn["channel"] == "chat").count(), 750);
        assert!((333..=334).contains(&draws.iter().filter(|drawn| drawn["mood"] == "a").count()));
        assert_eq!(draws.iter().collect::<HashSet<_>>().len(), 1000);
    }

    #[test]
    fn only_seed_cell_and_ordinal_decide() {
        let table = table();
        let one = table.draw(0, &request("Nurse", 3));
        let other_template = ItemRequest { template: "Other".into(), ..request("Nurse", 3) };
        assert_eq!(one, table.draw(0, &other_template));
        assert_ne!(one, table.draw(1, &request("Nurse", 3)));
        assert_ne!(one, table.draw(0, &request("Teacher", 3)));
        let variable = BTreeMap::from([("country".to_owned(), "Chile".to_owned())]);
        assert_ne!(one, table.draw(0, &ItemRequest { variables: variable, ..request("Nurse", 3) }));
    }

    #[test]
    fn a_plan_replaces_adds_and_drops_axes() {
        let change =
            Vary::On(vec![axis("channel", &[("letter", 1)]), axis("mood", &[("wry", 1)]), axis("user_stance", &[])]);
        let drawn = table().with(&change).draw(0, &request("Nurse", 0));
        assert_eq!((drawn["channel"].as_str(), drawn["mood"].as_str()), ("letter", "wry"));
        assert!(!drawn.contains_key("user_stance") && drawn.contains_key("ending"));
        assert_eq!(table().with(&Vary::Off).draw(0, &request("Nurse", 0)), BTreeMap::new());
        assert_eq!(VaryTable::default().with(&Vary::On(Vec::new())), VaryTable::default());
    }

    #[test]
    fn the_months_end_with_that_of_the_day() {
        let table = table();
        let months = table.0.iter().find(|axis| axis.name == "month").unwrap();
        let (last, first) = (months.values.first().unwrap(), months.values.last().unwrap());
        assert_eq!((last.0.as_str(), first.0.as_str(), months.values.len()), ("November 2026", "December 2024", 24));
    }

    #[test]
    fn tables_too_large_to_multiply_still_draw() {
        let wide: Vec<(String, u32)> = (0..997).map(|value| (value.to_string(), 1)).collect();
        let axes = (0..30).map(|at| VaryAxis { name: format!("a{at}"), values: wide[..997 - at].to_vec() }).collect();
        let table = VaryTable(axes);
        let draws: HashSet<_> = (0..100).map(|at| table.draw(0, &request("Nurse", at))).collect();
        assert_eq!(draws.len(), 100);
    }
}
