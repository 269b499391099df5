//! Variations of a stored scenario, one call each: each call is told what the ones before it wrote.

use crate::domain::scenario::ScenarioText;
use crate::domain::template::Variable;
use crate::store::{Store, StoreError, Stored};
use crate::templates::ScenarioToVary;

use crate::engine::attempt::Varied;
use crate::engine::attempt::steps::vary::Varying;
use crate::engine::estimate::Estimate;
use crate::engine::terms::Terms;

/// The most names of other scenarios that a prompt holds.
const MOST_NAMES: usize = 100;

/// A scenario, and what was written of it so far.
#[derive(Debug)]
pub(crate) struct Variations {
    of: Stored<ScenarioText>,
    variables: Vec<Variable>,
    names: Vec<String>,
    written: Vec<ScenarioText>,
}

impl Variations {
    /// Reads the variables of its template, and the names it shares the template with.
    pub async fn of(store: &Store, of: Stored<ScenarioText>) -> Result<Variations, StoreError> {
        let variables = match of.text.template.is_empty() {
            true => Vec::new(),
            false => store.template(&of.text.template).await?.text.variables,
        };
        let mut others = store.entries::<ScenarioText>().await?;
        others.retain(|other| other.id != of.id && other.text.template == of.text.template);
        others.sort_by_key(|other| std::cmp::Reverse(other.created_at));
        let names = others.into_iter().take(MOST_NAMES).map(|other| other.text.name).collect();
        Ok(Variations { of, variables, names, written: Vec::new() })
    }

    pub fn original(&self) -> &Stored<ScenarioText> {
        &self.of
    }

    /// The call for the next one.
    pub(super) fn next(&self) -> Varying {
        let of = ScenarioToVary { scenario: self.of.text.clone(), variables: self.variables.clone() };
        Varying::new(self.of.id, of, &self.names, &self.written)
    }

    /// Takes note of one that was written.
    pub fn wrote(&mut self, varied: &Varied) {
        self.written.push(varied.draft.text.clone());
    }

    /// What so many are expected to cost.
    pub fn estimate(&self, terms: &Terms, number: u32) -> Estimate {
        self.next().estimate(terms, u64::from(number))
    }

    /// The fixed part of the next prompt, and the rest.
    pub fn prompt(&self) -> [String; 2] {
        let next = self.next();
        let (system, text) = next.prompt();
        [system.to_owned(), text.to_owned()]
    }
}
