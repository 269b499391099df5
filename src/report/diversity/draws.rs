//! What conversations drew from the tables of variation, and how evenly.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::conversation::Conversation;

/// The most axes, values of an axis and batches that are told apart.
const MOST: usize = 1000;

/// An axis of the table a batch draws from, as it is stored with the batch.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct TableAxis {
    pub name: String,
    /// Each value with its weight.
    pub values: Vec<(String, u32)>,
}

/// How often a value was drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct DrawnValue {
    pub value: String,
    pub conversations: u64,
    /// By its weight; `None` where the table is unknown.
    pub expected: Option<f64>,
}

impl DrawnValue {
    /// Expected five times or more, and never drawn: by chance in less than 1 of 100 cases.
    pub(crate) fn is_missing(&self) -> bool {
        self.conversations == 0 && self.expected.is_some_and(|expected| expected >= 5.0)
    }

    /// Twice as often as expected, and by more than chance: three standard deviations.
    pub(crate) fn is_too_much(&self) -> bool {
        let drawn = self.conversations as f64;
        self.expected.is_some_and(|expected| drawn >= 2.0 * expected && drawn > expected + 3.0 * expected.sqrt())
    }
}

/// The draws of an axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct DrawnAxis {
    pub axis: String,
    /// Conversations with a draw.
    pub conversations: u64,
    /// 1 where each value came as often as expected; 1 minus the share of draws that would have to change for that.
    pub evenness: f64,
    /// The most common first.
    pub values: Vec<DrawnValue>,
}

#[derive(Debug, Default)]
pub(super) struct Draws {
    axes: BTreeMap<String, BTreeMap<String, u64>>,
    /// Conversations with draws, by batch.
    batches: BTreeMap<String, u64>,
    /// Whether some draws belong to no known batch.
    has_strays: bool,
}

impl Draws {
    pub(super) fn add(&mut self, it: &Conversation) {
        let mut has_drawn = false;
        for (name, value) in &it.parameters {
            let Some(axis) = name.strip_prefix("vary.") else { continue };
            has_drawn = true;
            if let Some(values) = entry(&mut self.axes, axis)
                && let Some(count) = entry(values, value)
            {
                *count += 1;
            }
        }
        if has_drawn {
            match it.batch.as_deref().and_then(|batch| entry(&mut self.batches, batch)) {
                Some(count) => *count += 1,
                None => self.has_strays = true,
            }
        }
    }

    /// The batches whose tables say what to expect.
    pub(super) fn batches(&self) -> Vec<String> {
        self.batches.keys().cloned().collect()
    }

    /// `tables`: that of each batch, where it is known.
    pub(super) fn finish(self, tables: &BTreeMap<String, Vec<TableAxis>>) -> Vec<DrawnAxis> {
        let expected = self.expected(tables);
        let axes = self.axes.into_iter().map(|(axis, counts)| {
            let conversations = counts.values().sum();
            let expected = expected.as_ref().and_then(|axes| axes.get(&axis));
            drawn_axis(axis, conversations, counts, expected)
        });
        axes.collect()
    }

    /// How often each value should have come; `None` where the table of some batch is unknown.
    fn expected(&self, tables: &BTreeMap<String, Vec<TableAxis>>) -> Option<BTreeMap<String, BTreeMap<String, f64>>> {
        let mut expected: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
        for (batch, conversations) in &self.batches {
            for axis in tables.get(batch)? {
                let weights: f64 = axis.values.iter().map(|(_, weight)| f64::from(*weight)).sum();
                let values = expected.entry(axis.name.clone()).or_default();
                for (value, weight) in &axis.values {
                    *values.entry(value.clone()).or_default() +=
                        *conversations as f64 * f64::from(*weight) / weights.max(1.0);
                }
            }
        }
        (!self.has_strays).then_some(expected)
    }
}

/// The count of a name; `None` for a new one where there are too many.
fn entry<'a, V: Default>(counts: &'a mut BTreeMap<String, V>, name: &str) -> Option<&'a mut V> {
    if !counts.contains_key(name) {
        if counts.len() >= MOST {
            return None;
        }
        counts.insert(name.to_owned(), V::default());
    }
    counts.get_mut(name)
}

fn drawn_axis(
    axis: String,
    conversations: u64,
    mut counts: BTreeMap<String, u64>,
    expected: Option<&BTreeMap<String, f64>>,
) -> DrawnAxis {
    // A draw that the table of today does not hold comes from an earlier plan: then nothing can be expected.
    let expected = expected.filter(|expected| counts.keys().all(|value| expected.contains_key(value)));
    for value in expected.into_iter().flat_map(BTreeMap::keys) {
        counts.entry(value.clone()).or_default();
    }
    let even = conversations as f64 / counts.len().max(1) as f64;
    let mut excess = 0.0;
    let mut values: Vec<DrawnValue> = counts
        .into_iter()
        .map(|(value, conversations)| {
            let expected = expected.and_then(|expected| expected.get(&value).copied());
            excess += (conversations as f64 - expected.unwrap_or(even)).max(0.0);
            let rounded = expected.map(|expected| (expected * 10.0).round() / 10.0);
            DrawnValue { value, conversations, expected: rounded }
        })
        .collect();
    values.sort_by_key(|value| std::cmp::Reverse(value.conversations));
    let evenness = ((1.0 - excess / conversations.max(1) as f64) * 1000.0).round() / 1000.0;
    DrawnAxis { axis, conversations, evenness, values }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(counts: &[(&str, u64)]) -> BTreeMap<String, u64> {
        counts.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
    }

    fn expected(values: &[(&str, f64)]) -> BTreeMap<String, f64> {
        values.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
    }

    #[test]
    fn a_value_nobody_drew_and_one_that_came_too_often_are_seen() {
        let table = expected(&[("phone", 10.0), ("chat", 10.0), ("e-mail", 10.0)]);
        let axis = drawn_axis("channel".into(), 30, counts(&[("chat", 25), ("phone", 5)]), Some(&table));
        let told: Vec<_> =
            axis.values.iter().map(|it| (it.value.as_str(), it.is_missing(), it.is_too_much())).collect();
        assert_eq!(told, [("chat", false, true), ("phone", false, false), ("e-mail", true, false)]);
        assert_eq!(axis.evenness, 0.5);
    }

    #[test]
    fn an_even_axis_is_even_by_its_weights_and_a_few_draws_prove_nothing() {
        let table = expected(&[("chat", 75.0), ("phone", 25.0)]);
        let axis = drawn_axis("channel".into(), 100, counts(&[("chat", 75), ("phone", 25)]), Some(&table));
        assert_eq!(axis.evenness, 1.0);
        let few = expected(&[("a", 1.0), ("b", 1.0)]);
        let axis = drawn_axis("x".into(), 2, counts(&[("a", 2)]), Some(&few));
        assert!(axis.values.iter().all(|it| !it.is_missing() && !it.is_too_much()), "{axis:?}");
    }

    #[test]
    fn draws_of_another_table_expect_nothing() {
        let table = expected(&[("chat", 10.0)]);
        let axis = drawn_axis("channel".into(), 10, counts(&[("letter", 5), ("chat", 5)]), Some(&table));
        assert!(axis.values.iter().all(|it| it.expected.is_none()) && axis.evenness == 1.0, "{axis:?}");
    }
}
