//! How many conversations of each tier a data set is to have.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::conversation::Tier;
use crate::domain::quoted::quoted;

/// The most conversations of one set.
const MOST: u64 = 10_000;

/// The number of conversations of each tier; at least one in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierCounts {
    /// From a template alone.
    pub template: u64,
    /// From a scenario.
    pub scenario: u64,
    /// From an edge case.
    pub edge_case: u64,
}

impl Default for TierCounts {
    fn default() -> TierCounts {
        TierCounts { template: 40, scenario: 35, edge_case: 15 }
    }
}

impl TierCounts {
    /// The number for a tier.
    pub fn of(self, tier: Tier) -> u64 {
        match tier {
            Tier::Template => self.template,
            Tier::Scenario => self.scenario,
            Tier::EdgeCase => self.edge_case,
        }
    }

    /// All of them.
    pub fn total(self) -> u64 {
        Tier::ALL.iter().map(|tier| self.of(*tier)).sum()
    }

    /// The one tier that it is about, if it is about one alone.
    pub fn only(self) -> Option<Tier> {
        let mut wanted = Tier::ALL.iter().copied().filter(|tier| self.of(*tier) > 0);
        wanted.next().filter(|_| wanted.next().is_none())
    }

    /// The same without the tiers that fail a test; `None` where nothing is left.
    pub fn only_where(mut self, keeps: impl Fn(Tier) -> bool) -> Option<TierCounts> {
        for tier in Tier::ALL.iter().copied().filter(|tier| !keeps(*tier)) {
            *self.of_mut(tier) = 0;
        }
        (self.total() > 0).then_some(self)
    }

    fn of_mut(&mut self, tier: Tier) -> &mut u64 {
        match tier {
            Tier::Template => &mut self.template,
            Tier::Scenario => &mut self.scenario,
            Tier::EdgeCase => &mut self.edge_case,
        }
    }
}

impl fmt::Display for TierCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wanted = Tier::ALL.iter().filter(|tier| self.of(**tier) > 0);
        let parts: Vec<String> = wanted.map(|tier| format!("{tier}={}", self.of(*tier))).collect();
        f.write_str(&parts.join(","))
    }
}

impl FromStr for TierCounts {
    type Err = String;

    /// Reads `template=40,scenario=35,edge_case=15`; a tier that is left out gets none.
    fn from_str(given: &str) -> Result<TierCounts, String> {
        let mut counts = TierCounts { template: 0, scenario: 0, edge_case: 0 };
        let mut seen = Vec::new();
        for part in given.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let Some((tier, number)) = part.split_once('=') else {
                return Err(format!("{} has no number; expected TIER=NUMBER, such as scenario=35", quoted(part)));
            };
            let tier: Tier = tier.parse().map_err(|error| format!("{error}"))?;
            if seen.contains(&tier) {
                return Err(format!("{tier} is there twice"));
            }
            seen.push(tier);
            let number: Option<u64> = number.trim().parse().ok().filter(|number| *number <= MOST);
            *counts.of_mut(tier) =
                number.ok_or_else(|| format!("{} needs a whole number from 0 to {MOST}", quoted(part)))?;
        }
        match counts.total() {
            0 => Err(format!("no conversation is asked for; expected {}", TierCounts::default())),
            total if total > MOST => Err(format!("{total} conversations; expected {MOST} at the most")),
            _ => Ok(counts),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_they_are_written() {
        for given in ["template=40,scenario=35,edge_case=15", "edge_case=2", "template=1,edge_case=3"] {
            assert_eq!(given.parse::<TierCounts>().map(|counts| counts.to_string()), Ok(given.to_owned()));
        }
        let spaced = " edge-case = 2 , template=1 ".parse();
        assert_eq!(spaced, Ok(TierCounts { template: 1, scenario: 0, edge_case: 2 }));
        for wrong in ["", "template", "template=-1", "template=x", "tmplate=1", "template=0", "template=1,template=2"] {
            assert!(wrong.parse::<TierCounts>().is_err(), "{wrong}");
        }
        assert!("tmplate=1".parse::<TierCounts>().is_err_and(|said| said.contains("did you mean \"template\"?")));
    }
}
