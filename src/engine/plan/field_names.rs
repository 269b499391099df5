//! The names of columns and of the keys of single items, in any case: as spreadsheets write them.

use std::collections::BTreeMap;

use crate::domain::axis::Axis;
use crate::domain::language::LANGUAGE;

use crate::engine::plan::chunks::CHUNK;
use crate::engine::plan::definition::{Plan, PlannedItem};

const FIELDS: [&str; 6] = ["template", "scenario", "edge_case", "tier", CHUNK, LANGUAGE];

/// The field that a column or key of an item names, where it is a known one. A variable is known with its template.
pub(super) fn column(name: &str) -> String {
    let mut known = FIELDS.into_iter().chain(Axis::ALL.iter().map(|axis| axis.as_str()));
    known.find(|known| name.trim().eq_ignore_ascii_case(known)).unwrap_or(name).to_owned()
}

impl Plan {
    /// Gives the values of single items the names that their templates have for them: `Days` is `days` where no variable
    /// is called `Days` and no other one is the same but for case. `known` has the variables of each template.
    pub(crate) fn name_variables(&mut self, known: &BTreeMap<String, Vec<String>>) {
        let mut renamed = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let of = self.templates_of(item.template.as_deref(), item.situation.as_ref());
            let variables: Vec<&String> = of.iter().filter_map(|template| known.get(*template)).flatten().collect();
            let names =
                item.values.keys().filter(|name| !FIELDS.contains(&name.as_str()) && Axis::named(name).is_none());
            renamed.extend(names.filter_map(|name| Some((at, name.clone(), meant_by(name, item, &variables)?))));
        }
        for (at, name, variable) in renamed {
            let Some(item) = self.items.get_mut(at) else { continue };
            item.lists.iter_mut().filter(|list| list.name == name).for_each(|list| list.name.clone_from(&variable));
            if let Some(value) = item.values.remove(&name) {
                item.values.insert(variable, value);
            }
        }
    }
}

fn meant_by(name: &str, item: &PlannedItem, variables: &[&String]) -> Option<String> {
    if variables.iter().any(|variable| *variable == name) {
        return None;
    }
    let mut same = variables.iter().filter(|variable| variable.eq_ignore_ascii_case(name));
    let variable = same.next()?;
    (same.all(|other| other == variable) && !item.values.contains_key(*variable)).then(|| (*variable).clone())
}
