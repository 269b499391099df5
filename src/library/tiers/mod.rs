//! A whole data set from what is active: so many conversations of each tier, evenly spread.

mod choose;
mod plan_text;
mod stock;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::conversation::{Subject, Tier};
use crate::domain::tiers::TierCounts;
use crate::store::{Store, StoreError};

use choose::{Source, choose};
use plan_text::plan_text;
use stock::stock;

/// What a data set is made from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TieredPlan {
    /// As many as asked, in the order of the tiers.
    pub rows: Vec<TieredRow>,
    /// The plan that `batch run` reads, in TOML.
    pub plan: String,
    /// What is active and cannot be used, each with the reason.
    pub left_out: Vec<String>,
    /// Vocabularies of which no value can come, each with the reason.
    pub unused: Vec<String>,
    /// How many have source, persona, emotion and topic of another.
    pub repeated: u64,
}

/// A conversation to make.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TieredRow {
    /// Its tier.
    pub tier: Tier,
    /// The name of the template, scenario or edge case.
    pub source: String,
    /// Persona, emotion and topic.
    #[serde(flatten)]
    pub subject: Subject,
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub enum TiersError {
    /// Nothing of a tier is in use.
    #[error("{wanted} of tier {tier} are asked for, and no {} can be used", tier.as_str().replace('_', " "))]
    Nothing {
        /// The tier.
        tier: Tier,
        /// How many.
        wanted: u64,
        /// What is active and cannot be used, each with the reason.
        left_out: Vec<String>,
        /// The same without the tiers that have nothing, where something is left.
        rest: Option<TierCounts>,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Plans a data set of this name. Another name gives another set; so does another approved conversation.
pub async fn plan_tiers(store: &Store, name: &str, counts: TierCounts) -> Result<TieredPlan, TiersError> {
    let stock = stock(store).await?;
    let has = |tier| stock.sources.iter().any(|source: &Source| source.tier == tier);
    if let Some(tier) = Tier::ALL.iter().copied().find(|tier| counts.of(*tier) > 0 && !has(*tier)) {
        let rest = counts.only_where(has);
        return Err(TiersError::Nothing { tier, wanted: counts.of(tier), left_out: stock.left_out, rest });
    }
    let seed = seed_of(name);
    let choices = choose(&stock.sources, counts, stock.used, seed);
    let plan = plan_text(name, seed, counts, &stock.sources, &choices);
    let row = |choice: choose::Choice| {
        let source = &stock.sources[choice.source];
        TieredRow { tier: source.tier, source: source.name.clone(), subject: choice.subject }
    };
    let cells: HashSet<(usize, &Subject)> = choices.iter().map(|choice| (choice.source, &choice.subject)).collect();
    let repeated = (choices.len() - cells.len()) as u64;
    let rows = choices.into_iter().map(row).collect();
    Ok(TieredPlan { rows, plan, left_out: stock.left_out, unused: stock.unused, repeated })
}

/// The default numbers of the tiers for which there is something of the user's own; `None` where there is nothing.
pub async fn own_tiers(store: &Store) -> Result<Option<TierCounts>, StoreError> {
    let (stock, builtin) = (stock(store).await?, store.builtin_templates().await?);
    let has_own = store.templates(false).await?.iter().any(|template| !builtin.contains(&template.id));
    let is_own = |tier| (tier != Tier::Template || has_own) && stock.sources.iter().any(|source| source.tier == tier);
    let number = |tier| if is_own(tier) { TierCounts::default().of(tier) } else { 0 };
    let counts = TierCounts {
        template: number(Tier::Template),
        scenario: number(Tier::Scenario),
        edge_case: number(Tier::EdgeCase),
    };
    Ok((counts.total() > 0).then_some(counts))
}

/// Six digits that follow from the name: short in a plan file.
fn seed_of(name: &str) -> u64 {
    let hash = Sha256::digest(name.trim());
    hash.iter().take(4).fold(0, |number, byte| number << 8 | u64::from(*byte)) % 1_000_000
}
