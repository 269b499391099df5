//! Vocabularies in a plan's axes: `persona = "@personas"` stands for every value of that vocabulary.

use std::collections::{BTreeMap, HashSet};

use crate::domain::axis::Axis;
use crate::domain::quoted::quoted;
use crate::domain::vocabulary::{NoVocabulary, named};

use crate::engine::plan::definition::{Plan, PlanError, PlannedVocabulary};

impl PlannedVocabulary {
    /// The vocabulary that a value of an axis names; `None` where the value stands for itself.
    pub(super) fn read(place: String, axis: &str, value: &str) -> Option<PlannedVocabulary> {
        let (axis, name) = (Axis::named(axis)?, named(value)?.to_owned());
        Some(PlannedVocabulary { place, axis, name })
    }

    /// An error at this place.
    pub(crate) fn wrong(&self, error: &NoVocabulary) -> PlanError {
        let message = format!("axes.{}: {error}", self.axis);
        PlanError { place: self.place.clone(), message, hint: Some(error.hint.into()) }
    }
}

impl Plan {
    /// Puts the values of vocabularies in the place of their names. `values` holds those of each, by its name as written.
    /// A value that comes twice counts once.
    pub(crate) fn spell_out(&mut self, values: BTreeMap<String, Vec<String>>) -> Result<(), PlanError> {
        let Some(first) = self.vocabularies.first() else { return Ok(()) };
        let place = first.place.clone();
        for (axis, written) in &mut self.axes {
            if Axis::named(axis).is_none() {
                continue;
            }
            let mut seen = HashSet::new();
            let spelled = written.iter().flat_map(|value| match named(value).and_then(|name| values.get(name)) {
                Some(values) => values.clone(),
                None => vec![value.clone()],
            });
            *written = spelled.filter(|value| seen.insert(value.clone())).collect();
        }
        self.spelled_out = values;
        self.check(|_| place.clone())
    }
}

/// The error of a single value that names a vocabulary.
pub(super) fn not_here(axis: Axis, value: &str) -> Option<String> {
    named(value)?;
    Some(format!("{axis} is {}, and a vocabulary stands for many values; expected one", quoted(value)))
}
