//! `--max-cost` is a promise.

use crate::support::stand_in::{Answer, BOTH, Protocol, always, first_time, mix};
use crate::support::world::{World, plan};

/// What every answer on record cost at 15 and 75 dollars a million, in micro-dollars.
const COST: &str = "SELECT coalesce(sum(input_tokens * 15 + output_tokens * 75), 0) FROM generation_logs";
/// Answers somebody has to pay for.
const PAID: &str = "SELECT count(*) FROM generation_logs WHERE output_tokens > 0";

#[test]
fn what_is_delivered_never_costs_more_than_the_budget_and_more_money_finishes_the_job() {
    for (protocol, concurrency) in BOTH.into_iter().zip(["1", "8"]) {
        let shop = World::new().asking(protocol, always(Answer::Good)).plan(12, "");
        let output = shop.work(&["--max-cost", "0.6", "--concurrency", concurrency]).fails(4);
        output
            .says("of the budget is left")
            .says("dialoom batch resume shop --max-cost")
            .says("Resume with more: dialoom batch resume shop --max-cost");
        let (state, made, failed, left) = shop.standing();
        assert_eq!((state.as_str(), made + left, failed), ("paused", 12, 0));
        assert!(made >= 1 && left >= 1, "{made} made");
        assert_eq!(shop.stand_in.delivered() as i64, shop.number(PAID), "every answer is on record");
        let spent = shop.number(COST);
        assert!(spent <= 600_000, "{spent} micro-dollars");
        assert_eq!((shop.batch()["actual_cost_usd"].as_f64().unwrap() * 1e6).round() as i64, spent);

        // The same budget again starts nothing: it counts all runs together.
        let before = shop.stand_in.journal().len();
        shop.run(["batch", "resume", "shop", "--max-cost", "0.6"]).fails(4);
        assert_eq!(shop.stand_in.journal().len(), before);

        // Less than was spent already: nothing is left then, and not less than that.
        shop.run(["batch", "resume", "shop", "--max-cost", "0.01"]).fails(4).says("$0.00 of the budget is left");

        shop.run(["batch", "resume", "shop", "--max-cost", "50"]).ok();
        shop.is_complete(12);
        assert_eq!((shop.stand_in.journal().len(), shop.stand_in.paid_twice()), (12, vec![]));
    }
}

#[test]
fn failed_answers_count_against_the_budget_too() {
    let faults = vec![(0.25, Answer::CutJson.into()), (0.2, Answer::MaxTokens.into())];
    let shop = World::new().asking(Protocol::Anthropic, mix(3, faults));
    shop.write(
        "plan.toml",
        plan(30, "max_answer_retries = 50\nmax_cost_usd = 1.2\nconcurrency = 4", "max_tokens = 2048"),
    );
    shop.work(&[]).fails(4);
    assert_eq!(shop.stand_in.delivered() as i64, shop.number(PAID));
    let spent = shop.number(COST);
    // No token limit is raised, so every call is the same at its worst, some $0.25: no more than that is left.
    assert!(spent <= 1_200_000 && spent > 900_000, "{spent} micro-dollars");
}

#[test]
fn a_budget_too_small_for_one_call_asks_nobody() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(2, "");
    shop.work(&["--max-cost", "0.01"]).fails(4).says("$0.01 of the budget is left").says("--max-cost");
    let error = shop.work(&["--max-cost", "0", "--json", "-q"]).fails(4);
    assert!(error.json()["stopped"] == "budget", "{}", error.stdout);
    assert!(error.stderr.lines().last().unwrap().contains("\"exit_code\":4"), "{}", error.stderr);
    assert!(shop.stand_in.journal().iter().all(|entry| entry.protocol == Protocol::Other));
}

#[test]
fn an_answer_whose_tokens_nobody_counted_may_have_cost_the_most_it_could() {
    let zeros = r#"{"input_tokens":0,"output_tokens":0,"prompt_tokens":0,"completion_tokens":0}"#;
    for protocol in BOTH {
        for answer in [Answer::NoUsage, Answer::Usage("{}"), Answer::Usage(zeros)] {
            let shop = World::new().asking(protocol, always(answer.clone())).plan(30, "");
            let output = shop.work(&["--max-cost", "0.6"]).fails(4);
            output.says("more may have been billed").says("without a token count");
            let made = shop.stand_in.delivered();
            assert!((1..=3).contains(&made), "{protocol:?} {answer:?}: {made} made");
            let batch = shop.batch();
            let dollars = |name: &str| batch[name].as_f64().unwrap();
            let (known, uncertain) = (dollars("actual_cost_usd"), dollars("uncertain_cost_usd"));
            assert!(known > 0.0 && uncertain > known && known + uncertain <= 0.6, "{known} and {uncertain}");
            assert_eq!(shop.number("SELECT count(*) FROM generation_logs WHERE output_tokens = 0"), 0);
            shop.work(&["--max-cost", "50"]).ok();
            shop.is_complete(30);
        }
    }
}

#[test]
fn what_a_gateway_gave_up_waiting_for_counts_against_the_budget() {
    for status in [408, 502, 504, 524] {
        let faults = vec![("Person 01".into(), Answer::Error(status, "gateway", "gave up").into())];
        let shop = World::new().asking(Protocol::OpenAi, first_time(faults)).plan(1, "");
        // Enough for one call at its worst, some $0.25, and not for two.
        shop.work(&["--max-cost", "0.3"]).fails(4).says("more may have been billed");
        assert_eq!(shop.stand_in.journal().len(), 1, "{status}");
        shop.work(&["--max-cost", "0.6"]).ok();
        shop.is_complete(1);
    }
    // One that was turned away before any work was done costs nothing.
    let faults = vec![("Person 01".into(), Answer::Error(503, "api_error", "busy").into())];
    let shop = World::new().asking(Protocol::OpenAi, first_time(faults)).plan(1, "");
    shop.work(&["--max-cost", "0.3"]).ok();
    assert_eq!(shop.batch()["uncertain_cost_usd"], 0.0);
}
