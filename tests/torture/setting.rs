//! What an ordeal works on: the world, its prices and limits, and plans of items that are all different.

use crate::support::stand_in::Entry;
use crate::support::world::World;

/// The model every plan asks for; its price is whatever the ordeal says.
const MODEL: &str = "stand-in";

/// US dollars per million tokens.
#[derive(Debug, Clone, Copy)]
pub struct Price {
    pub input: f64,
    pub output: f64,
}

impl Price {
    /// What these answers would be billed, in US dollars.
    pub fn of<'a>(&self, entries: impl Iterator<Item = &'a Entry>) -> f64 {
        let tokens = entries.filter_map(|entry| entry.billed);
        tokens.map(|(input, output)| (input as f64 * self.input + output as f64 * self.output) / 1e6).sum()
    }
}

/// The topic of an item of a plan: every item has a prompt of its own.
pub fn topic(plan: &str, number: usize) -> String {
    format!("{plan} topic {number:05}")
}

/// Writes the configuration: the model's price, and a `[limits]` table.
pub fn write_settings<P>(world: &World<P>, price: Price, limits: &str) {
    let Price { input, output } = price;
    world.write(
        "dialoom.toml",
        format!("[prices.\"{MODEL}\"]\ninput = {input}\noutput = {output}\n[limits]\n{limits}\n"),
    );
}

/// Writes a plan of so many items, each with a prompt of its own.
pub fn write_plan<P>(world: &World<P>, name: &str, items: usize) {
    let topics: Vec<String> = (0..items).map(|number| format!("\"{}\"", topic(name, number))).collect();
    world.write(
        format!("{name}.toml"),
        format!(
            "name = \"{name}\"\ntemplate = \"Financial Planning Triumph\"\n\
             [generation]\nprovider = \"anthropic\"\nmodel = \"{MODEL}\"\n\
             [axes]\npersona = [\"Anxious Investor\"]\nemotion = [\"fear\"]\ntopic = [{}]\n",
            topics.join(", ")
        ),
    );
}
