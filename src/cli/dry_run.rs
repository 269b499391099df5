//! What `--dry-run` says, in six lines: name, count, cost, time at the rate limit, end of the budget, a sample of cells.

use std::time::Duration;

use crate::app::App;
use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::money::Usd;
use crate::engine::{Estimate, KeyState, Terms, at_the_limits};
use crate::error::Failure;
use crate::templates::Prompt;
use crate::ui::count;
use crate::ui::progress::span;

/// The longest part of a cell that is shown, in columns.
const LONGEST: usize = 60;

/// What would be made, and on which terms.
#[derive(Debug, Clone, Copy)]
pub(super) struct DryRun<'a> {
    pub terms: &'a Terms,
    pub estimate: &'a Estimate,
    /// What the name is of: a batch or a template; a judge or a model where stored texts are read.
    pub named: &'a str,
    /// What the batch has cost already.
    pub spent: Usd,
}

impl DryRun<'_> {
    /// Prints the six lines, and the prompt where it is asked for.
    pub fn print(
        &self,
        app: &App,
        [name, items]: [String; 2],
        cells: &[ItemRequest],
        prompt: Option<&Prompt>,
    ) -> Result<(), Failure> {
        let ui = &app.ui;
        let sample: Vec<String> = cells.iter().map(cell).collect();
        self.print_terms(app, [name, items])?;
        ui.out(&format!("{:<9} {}", "sample", sample.join("; ")))?;
        match prompt {
            None => ui.note("nothing was sent or stored; --prompt shows the first prompt"),
            Some(prompt) => {
                for text in ["", &prompt.system, "", &prompt.text] {
                    ui.out(text)?;
                }
                ui.note("nothing was sent or stored");
            }
        }
        Ok(())
    }

    /// All lines but the sample.
    pub fn print_terms(&self, app: &App, [name, items]: [String; 2]) -> Result<(), Failure> {
        let lines = [name, items, self.cost(), self.time(), self.budget()];
        for (label, line) in [self.named, "items", "cost", "time", "budget"].into_iter().zip(lines) {
            app.ui.out(&format!("{label:<9} {line}"))?;
        }
        Ok(())
    }

    /// "about $2.40, at worst $9.12 without retries (12000 tokens in, 30000 out, estimated from the plan)".
    fn cost(&self) -> String {
        let Estimate { input_tokens, output_tokens, cost_usd, worst_cost_usd, measured, .. } = *self.estimate;
        let from = match measured {
            true => "from earlier answers",
            false if matches!(self.named, "judge" | "model") => "from the texts",
            false => "from the plan",
        };
        format!(
            "about {cost_usd}, at worst {} without retries ({input_tokens} tokens in, {output_tokens} out, estimated {from})",
            worst_cost_usd.rounded_up()
        )
    }

    /// "about 6 min by the rate limit (45 requests in 60 s)".
    fn time(&self) -> String {
        let (time, keys) = at_the_limits(self.terms, self.estimate);
        let limits = limits(&keys, self.terms.limits.window);
        match time {
            _ if limits.is_empty() => "no rate limit: as long as the answers take".into(),
            None => format!("no wait for the rate limit ({limits})"),
            Some(time) => format!("about {} by the rate limit ({limits}), and the answers", span(time)),
        }
    }

    /// "$5.00 ends after about 200 of 285 items, at worst after 82".
    fn budget(&self) -> String {
        match self.terms.limits.max_cost_per_day {
            Some(most) => format!("{}; of a UTC day {} (what is left: dialoom limits)", self.of_batch(), most.exact()),
            None => self.of_batch(),
        }
    }

    fn of_batch(&self) -> String {
        let Some(most) = self.terms.limits.max_cost else { return "none: --max-cost sets one".into() };
        let calls = self.estimate.calls;
        let spent = match self.spent {
            Usd::ZERO => String::new(),
            spent => format!(" ({spent} of it spent)"),
        };
        let budget = format!("{}{spent}", most.exact());
        let Reach { expected, worst } = reach(most.minus(self.spent), self.estimate);
        let items = count(calls, "item");
        match (expected >= calls, worst >= calls) {
            (_, true) => format!("{budget} covers {items}, even at worst"),
            (true, false) => format!("{budget} covers {items}; at worst it ends after {worst}"),
            (false, false) => format!("{budget} ends after about {expected} of {items}, at worst after {worst}"),
        }
    }
}

/// How many items a budget covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reach {
    expected: u64,
    worst: u64,
}

/// A call starts while the rest of the budget covers its worst case, and then costs what it is expected to.
fn reach(left: Usd, estimate: &Estimate) -> Reach {
    let calls = estimate.calls;
    let each = |total: Usd| total.micros() as f64 / calls.max(1) as f64;
    let (left, expected, worst) = (left.micros() as f64, each(estimate.cost_usd), each(estimate.worst_cost_usd));
    if left < worst {
        return Reach { expected: 0, worst: 0 };
    }
    // A float becomes the nearest whole number, also where nothing costs anything.
    let most = |covered: f64| (covered as u64).min(calls);
    Reach {
        expected: if expected > 0.0 { most(((left - worst) / expected).floor() + 1.0) } else { calls },
        worst: if worst > 0.0 { most((left / worst + 1e-9).floor()) } else { calls },
    }
}

/// "45 requests and 8000 output tokens in 60 s with each of 2 keys"; empty without a limit.
fn limits(keys: &[KeyState], window: Duration) -> String {
    let Some(key) = keys.first() else { return String::new() };
    let parts = [
        key.limit.map(|limit| count(limit, "request")),
        key.input_tokens.map(|tokens| format!("{} input tokens", tokens.limit)),
        key.output_tokens.map(|tokens| format!("{} output tokens", tokens.limit)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return String::new();
    }
    let each = if keys.len() > 1 { format!(" with each of {} keys", keys.len()) } else { String::new() };
    format!("{} in {}{each}", parts.join(" and "), span(window))
}

/// "Anxious Nurse × worried × retirement".
fn cell(request: &ItemRequest) -> String {
    let parts = Axis::ALL.iter().map(|axis| request.subject.on(*axis)).filter(|part| !part.is_empty());
    parts.map(|part| shortened(part)).collect::<Vec<_>>().join(" × ")
}

fn shortened(part: &str) -> String {
    let line = part.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(calls: u64, cost: i64, worst: i64) -> Estimate {
        let (cost_usd, worst_cost_usd) = (Usd::from_micros(cost), Usd::from_micros(worst));
        Estimate { calls, cost_usd, worst_cost_usd, ..Estimate::default() }
    }

    #[test]
    fn a_budget_ends_where_it_no_longer_covers_the_worst_of_the_next_call() {
        // A cent each, ten cents at worst.
        let cents = |left: i64| reach(Usd::from_micros(left * 10_000), &estimate(100, 1_000_000, 10_000_000));
        assert_eq!(cents(9), Reach { expected: 0, worst: 0 });
        assert_eq!(cents(10), Reach { expected: 1, worst: 1 });
        assert_eq!(cents(50), Reach { expected: 41, worst: 5 });
        assert_eq!(cents(200), Reach { expected: 100, worst: 20 });
        assert_eq!(cents(1000), Reach { expected: 100, worst: 100 });
        let free = reach(Usd::from_micros(1), &estimate(7, 0, 0));
        assert_eq!(free, Reach { expected: 7, worst: 7 }, "a simulator costs nothing");
        assert_eq!(reach(Usd::from_micros(-1), &estimate(7, 0, 0)).expected, 0);
    }

    #[test]
    fn limits_are_named_with_their_window_and_the_number_of_keys() {
        let minute = Duration::from_secs(60);
        let key = |limit| KeyState::unused("k", limit, 0);
        assert_eq!(limits(&[key(Some(45))], minute), "45 requests in 60 s");
        assert_eq!(limits(&[key(Some(1)), key(Some(1))], minute), "1 request in 60 s with each of 2 keys");
        assert_eq!(limits(&[key(None)], minute), "");
    }
}
