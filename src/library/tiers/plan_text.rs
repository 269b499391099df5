//! The choices as a plan that `batch run` reads.

use crate::domain::axis::Axis;
use crate::domain::conversation::Tier;
use crate::domain::tiers::TierCounts;

use crate::library::tiers::choose::{Choice, Source};

/// The text of a TOML plan.
pub(super) fn plan_text(name: &str, seed: u64, counts: TierCounts, sources: &[Source], choices: &[Choice]) -> String {
    let text = |value: &str| toml::Value::from(value).to_string();
    let described = Tier::ALL.iter().filter(|tier| counts.of(**tier) > 0);
    let described: Vec<String> = described.map(|tier| format!("{} of tier {tier}", counts.of(*tier))).collect();
    let mut plan = format!(
        "# Made by: dialoom batch plan --tiers {counts}\nname = {}\ndescription = {}\nseed = {seed}\n",
        text(name),
        text(&described.join(", "))
    );
    for choice in choices {
        let source = &sources[choice.source];
        let field = match source.tier {
            Tier::Template => "template",
            Tier::Scenario => "scenario",
            Tier::EdgeCase => "edge_case",
        };
        plan.push_str(&format!("\n[[items]]\ntier = \"{}\"\n{field} = {}\n", source.tier, text(&source.name)));
        for axis in Axis::ALL {
            let value = choice.subject.on(*axis);
            // What the source says itself needs no second word.
            if !value.is_empty() && value != source.own.on(*axis) {
                plan.push_str(&format!("{axis} = {}\n", text(value)));
            }
        }
    }
    plan
}
