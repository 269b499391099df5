//! A plan that names a judge: made, judged and made again in one command, under one budget.

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, Question, Script, StandIn, Step, always};
use crate::support::world::{World, plan};

const PRICES: &str = "[prices.\"a-model\"]\ninput = 15\noutput = 75\n[prices.\"a-judge\"]\ninput = 15\noutput = 75\n";

/// A batch of so many items, and a judge.
fn shop(items: usize, above: &str, script: Script) -> World<StandIn> {
    let world = World::new().asking(Protocol::OpenAi, script).settings(PRICES);
    let judge = "[judge]\nmodel = \"a-judge\"\nmin_mark = 7\n";
    world.write("plan.toml", format!("{above}{}{judge}", plan(items, "", "max_tokens = 2048")));
    world
}

fn is_judging(question: &Question) -> bool {
    question.body.contains("a-judge")
}

const MARKED: &str = "SELECT count(*) FROM conversations WHERE json_extract(quality_metrics, '$.judge.overall') > 0";

#[test]
fn what_is_made_is_judged_in_the_same_command_and_the_next_asks_nothing() {
    let shop = shop(4, "", always(Answer::Marks([9, 9, 6])));
    let dry = shop.work(&["--dry-run", "--json"]).ok().json()["dry_run"]["judging"].clone();
    assert_eq!((dry["calls"].as_u64(), dry["model"].as_str()), (Some(4), Some("a-judge")), "{dry}");
    shop.work(&["--dry-run"]).ok().says("then a-judge marks them: about $");
    let told = shop.work(&["--json"]).ok().json();
    let judged = &told["judged"];
    assert_eq!((judged["judged"].as_u64(), judged["low"].as_u64()), (Some(4), Some(4)), "a mark of 6 is below 7");
    assert!(told["calls"].as_u64() == Some(8) && judged["all_runs_cost_usd"].as_f64() > Some(0.0), "{told}");
    shop.is_complete(4);
    assert_eq!((shop.number(MARKED), shop.stand_in.delivered(), shop.stand_in.paid_twice()), (4, 8, vec![]));
    shop.work(&[]).ok().says("nothing to do");
    assert_eq!(shop.stand_in.delivered(), 8);
}

#[test]
fn a_target_counts_what_passes_with_its_marks_and_more_is_made_while_it_is_short() {
    // The judge finds every other person's conversation bad.
    let script: Script = std::sync::Arc::new(|question: &Question| -> Step {
        let is_bad = ["Person 01", "Person 03", "Person 05", "Person 07"].iter().any(|it| question.body.contains(it));
        if is_judging(question) && is_bad { Answer::Marks([2, 2, 2]).into() } else { Answer::Marks([9, 9, 9]).into() }
    });
    let shop = shop(8, "target = 3\nmax_candidates = 8\n", script);
    let told = shop.work(&["--json"]).ok().json();
    assert_eq!((told["target"]["wanted"].as_u64(), told["target"]["passed"].as_u64()), (Some(3), Some(3)), "{told}");
    let passed = "SELECT count(*) FROM conversations WHERE status = 'generated'";
    assert_eq!(shop.number(passed), 3);
    assert!(shop.number("SELECT count(*) FROM conversations") > 3, "the first three did not all pass");
    assert_eq!(shop.stand_in.paid_twice(), vec![]);
}

#[test]
fn the_budget_counts_both_and_the_same_command_with_more_goes_on() {
    let shop = shop(4, "", always(Answer::Good));
    let text = shop.read("plan.toml");
    shop.write("plan.toml", text.split("[judge]").next().unwrap());
    shop.work(&["--concurrency", "1"]).ok();
    shop.write("plan.toml", &text);
    let spent = shop.number("SELECT sum(cost_micros) FROM generation_logs") as f64 / 1e6;
    // Not enough for the worst case of one more call.
    let stopped = shop.work(&["--max-cost", &format!("{:.2}", spent + 0.05), "--concurrency", "1"]).fails(4);
    drop(stopped.says("4 left to judge").says("dialoom batch run plan.toml --concurrency 1 --max-cost"));
    let marked = shop.number(MARKED);
    assert_eq!(marked, 0, "what the batch cost counts");
    shop.work(&["--max-cost", "9"]).ok();
    assert_eq!((shop.number(MARKED), shop.stand_in.paid_twice()), (4, vec![]));
}

#[test]
fn killed_while_it_judges_the_same_command_goes_on() {
    let script: Script = std::sync::Arc::new(|question: &Question| match is_judging(question) {
        true => Step::from(Answer::Good).after(std::time::Duration::from_millis(150)),
        false => Answer::Good.into(),
    });
    let shop = shop(9, "", script);
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("four questions to the judge", || shop.stand_in.delivered() >= 11);
    live.signal("KILL");
    live.end();
    shop.work(&[]).ok().says("the judge:");
    assert_eq!(shop.number(MARKED), 9);
    let twice: usize = shop.stand_in.paid_twice().iter().map(|(_, times)| times - 1).sum();
    assert!(twice <= 3, "{twice} paid twice with at most 3 in flight");
}

#[test]
fn the_table_is_read_strictly() {
    let shop = shop(1, "", always(Answer::Good));
    let text = shop.read("plan.toml");
    let faults = [
        ("min_mark = 7", "min_mark = 11", "judge.min_mark is 11; expected 1 to 10"),
        ("min_mark = 7", "minmark = 7", "unknown field \"judge.minmark\""),
        ("min_mark = 7", "rubric = 7", "judge.rubric is"),
        ("min_mark = 7", "rubric = \"no.md\"", "the rubric no.md cannot be read"),
        ("model = \"a-judge\"\nmin_mark = 7", "", "no judge is named"),
    ];
    for (from, to, says) in faults {
        shop.write("plan.toml", text.replace(from, to));
        shop.work(&[]).fails(2).says(says);
    }
    assert!(shop.stand_in.delivered() == 0);
}
