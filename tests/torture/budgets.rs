//! A budget is a promise: whatever answers cost, their sum never passes it; with more, the batch is finished.

use std::sync::Arc;

use super::kept::Kept;
use super::scale::{Dice, figure, sized};
use super::setting::{Price, write_plan, write_settings};
use crate::support::stand_in::{Answer, Protocol, Step, always, mix};
use crate::support::world::World;

const ITEMS: usize = 12;
/// A call's cost is kept in whole millionths of a dollar.
const GRAIN: f64 = 1e-6;

#[test]
fn no_budget_is_ever_overrun() {
    let trials = sized(10, 100);
    let mut dice = Dice::new(11);
    let (mut overruns, mut stopped, mut worst_share) = (0, 0, 0.0f64);
    for trial in 0..trials {
        let price = Price { input: dice.between(0.1, 60.0), output: dice.between(0.1, 250.0) };
        let tokens = dice.between(1000.0, 4000.0) as u32;
        // What an answer of the stand-in costs, about; the worst case is several times that.
        let each = (600.0 * price.input + 650.0 * price.output) / 1e6;
        let budget = ((each * ITEMS as f64 * dice.between(0.0, 3.0)) / GRAIN).floor() * GRAIN;
        // Every other trial has answers that are no conversations, which are paid for all the same.
        let ordeal = World::new().asking(
            Protocol::Anthropic,
            match trial % 2 {
                0 => always(Answer::Good),
                _ => mix(trial, bad_answers()),
            },
        );
        write_plan(&ordeal, "budget", ITEMS);
        write_settings(
            &ordeal,
            price,
            "requests = 1000000\nconcurrency = 8\nmax_retries = 20\nmax_answer_retries = 20\nretry_base_ms = 5\n\
             retry_cap_ms = 20",
        );
        let run = |budget: f64| {
            let (tokens, budget) = (tokens.to_string(), format!("{budget:.6}"));
            let line = ["batch", "run", "budget.toml", "--max-tokens", &tokens, "--max-cost", &budget];
            ordeal.run(line)
        };
        let spent = || price.of(ordeal.stand_in.journal().iter().filter(|entry| entry.delivered));
        let slack = || GRAIN * ordeal.stand_in.journal().len() as f64;

        let ended = run(budget);
        let done = Kept::of(&ordeal).items_in("completed") as usize == ITEMS;
        assert_eq!(ended.code, Some(if done { 0 } else { 4 }), "trial {trial}, budget {budget}: {ended:?}");
        stopped += usize::from(!done);
        overruns += usize::from(spent() > budget + slack());
        if budget > 0.0 {
            worst_share = worst_share.max(spent() / budget);
        }

        // The sum over all runs: enough for every answer and its worst case.
        let more =
            budget + 1.0 + 40.0 * ITEMS as f64 * (20_000.0 * price.input + f64::from(tokens) * price.output) / 1e6;
        run(more).ok();
        Kept::of(&ordeal).is_exactly(&["budget"], ITEMS);
        overruns += usize::from(spent() > more + slack());
        let (logged, spent) = (Kept::of(&ordeal).logged, spent());
        assert!((logged - spent).abs() <= slack(), "trial {trial}: {logged} in the log, {spent} delivered");
    }
    figure(&format!("{trials} random budgets: overruns"), overruns, "0");
    figure(&format!("{trials} random budgets: stopped by their budget, then finished with more"), stopped, "");
    figure(&format!("{trials} random budgets: largest share spent"), format!("{worst_share:.4}"), "<= 1");
    assert_eq!(overruns, 0);
    assert!(stopped > 0, "no budget was ever too small");
}

fn bad_answers() -> Vec<(f64, Step)> {
    vec![
        (0.15, Answer::CutJson.into()),
        (0.05, Answer::BadRoles.into()),
        (0.1, Answer::Error(500, "api_error", "something broke").into()),
    ]
}

/// Answers that never arrive whole: a provider may bill them, so they count against the budget as if it did.
#[test]
fn answers_that_got_lost_on_the_way_count_against_the_budget() {
    let trials = sized(3, 30);
    let mut dice = Dice::new(12);
    let (mut overruns, mut worst_share) = (0, 0.0f64);
    for trial in 0..trials {
        let price = Price { input: dice.between(0.1, 60.0), output: dice.between(0.1, 250.0) };
        let each = (600.0 * price.input + 650.0 * price.output) / 1e6;
        let budget = each * ITEMS as f64 * dice.between(0.5, 2.0);
        let lost: Arc<dyn Fn(u64) -> _> =
            Arc::new(|seed| mix(seed, vec![(0.3, Answer::CutConnection.into()), (0.1, Step::from(Answer::Hang))]));
        let ordeal = World::new().asking(Protocol::Anthropic, lost(trial));
        write_plan(&ordeal, "budget", ITEMS);
        write_settings(
            &ordeal,
            price,
            "requests = 1000000\nconcurrency = 8\nmax_retries = 20\nretry_base_ms = 5\nretry_cap_ms = 20\n\
             timeout_seconds = 0.3",
        );
        let cost = format!("{budget:.6}");
        let output = ordeal.run(["batch", "run", "budget.toml", "--max-tokens", "1000", "--max-cost", &cost]);
        assert!([Some(0), Some(4)].contains(&output.code), "{output:?}");
        let journal = ordeal.stand_in.journal();
        let billed = price.of(journal.iter());
        worst_share = worst_share.max(billed / budget);
        overruns += usize::from(billed > budget + GRAIN * journal.len() as f64);
    }
    figure(&format!("{trials} budgets with lost answers: overruns if all are billed"), overruns, "0");
    figure(&format!("{trials} budgets with lost answers: largest share billed"), format!("{worst_share:.4}"), "<= 1");
    assert_eq!(overruns, 0, "the bill was {worst_share:.2} of the budget");
}
