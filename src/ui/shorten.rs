//! Texts cut to a width, so that different ones stay different.

use std::collections::{BTreeSet, HashMap};

use console::{measure_text_width, truncate_str};

/// The columns a printable text takes.
pub(crate) fn text_width(text: &str) -> usize {
    measure_text_width(text)
}

/// Each value at most `width` columns wide. Those that would be cut alike lose the beginning that they share instead.
pub(crate) fn shortened(values: Vec<&str>, width: usize) -> HashMap<&str, String> {
    let values: BTreeSet<&str> = values.into_iter().collect();
    let mut alike: HashMap<String, Vec<&str>> = HashMap::new();
    for value in values {
        alike.entry(truncate_str(value, width, "…").into_owned()).or_default().push(value);
    }
    let mut all = HashMap::new();
    for (short, group) in alike {
        let begin = shared_beginning(&group);
        if group.len() == 1 || begin == 0 || width < 3 {
            all.extend(group.into_iter().map(|value| (value, short.clone())));
            continue;
        }
        let rests = shortened(group.iter().map(|value| &value[begin..]).collect(), width - 1);
        for value in group {
            let rest = &rests[&value[begin..]];
            let short = if rest.starts_with('…') { rest.clone() } else { format!("…{rest}") };
            all.insert(value, short);
        }
    }
    all
}

/// The bytes that all of these begin with, up to the beginning of a word where one begins after them. Something is left
/// of each.
fn shared_beginning(group: &[&str]) -> usize {
    let Some((first, others)) = group.split_first() else { return 0 };
    let mut end = 0;
    for (at, letter) in first.char_indices() {
        let next = at + letter.len_utf8();
        if next == first.len() || !others.iter().all(|other| other.len() > next && other.starts_with(&first[..next])) {
            break;
        }
        end = next;
    }
    match first[..end].rfind(' ') {
        Some(space) if space > 0 => space + 1,
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn short(values: &[&str], width: usize) -> Vec<String> {
        let short = shortened(values.to_vec(), width);
        values.iter().map(|value| short[value].clone()).collect()
    }

    #[test]
    fn a_value_keeps_its_beginning_unless_another_begins_alike() {
        let values = ["Overwhelmed Procrastinator", "Overwhelmed Optimizer", "Calm saver", "Ann"];
        assert_eq!(short(&values, 12), ["…Procrastin…", "…Optimizer", "Calm saver", "Ann"]);
        assert_eq!(short(&values, 30), values);
        assert_eq!(short(&["Pension in Bern", "Pension in Basel"], 9), ["…Bern", "…Basel"]);
    }

    proptest! {
        #[test]
        fn what_differs_still_differs_and_fits(values in prop::collection::hash_set("[ab ]{1,9}日?", 1..6), width in 11_usize..30) {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            let short = shortened(values.clone(), width);
            let different: HashSet<&String> = values.iter().map(|value| &short[value]).collect();
            prop_assert_eq!(different.len(), values.len());
            prop_assert!(short.values().all(|text| measure_text_width(text) <= width));
        }
    }
}
