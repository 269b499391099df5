//! The scenarios and edge cases of a batch by the names that its plan has for them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::engine::plan::NamedSituation;

/// Names in lower case, each with the id and the version of its entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptNames {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    scenarios: BTreeMap<String, (Uuid, u32)>,
    /// `None` for a sentence.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    edge_cases: BTreeMap<String, Option<(Uuid, u32)>>,
}

impl KeptNames {
    /// Those of a plan.
    pub(super) fn of<'a>(all: impl Iterator<Item = (&'a NamedSituation, Option<(Uuid, u32)>)>) -> KeptNames {
        let mut names = KeptNames::default();
        for (named, entry) in all {
            let name = named.as_str().to_lowercase();
            match (named, entry) {
                (NamedSituation::Scenario(_), Some(entry)) => drop(names.scenarios.insert(name, entry)),
                (NamedSituation::Scenario(_), None) => {}
                (NamedSituation::EdgeCase(_), entry) => drop(names.edge_cases.insert(name, entry)),
            }
        }
        names
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == KeptNames::default()
    }

    /// What a name stood for when the batch began: `Some(None)` for a sentence, `None` where the plan did not have it.
    pub(super) fn get(&self, named: &NamedSituation) -> Option<Option<(Uuid, u32)>> {
        let name = named.as_str().to_lowercase();
        match named {
            NamedSituation::Scenario(_) => self.scenarios.get(&name).map(|entry| Some(*entry)),
            NamedSituation::EdgeCase(_) => self.edge_cases.get(&name).copied(),
        }
    }
}
