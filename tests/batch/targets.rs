//! Targets: so many passed conversations, with a cap on candidates.

use std::sync::Arc;

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, Question, Script, always, slow};
use crate::support::world::World;

/// An answer that is a conversation and far below any threshold.
const POOR: &str = r#"{"title":"Poor","turns":[{"role":"user","content":"hm"},{"role":"user","content":"well"}]}"#;

/// Every other question is answered poorly.
fn every_other() -> Script {
    let asked = std::sync::atomic::AtomicUsize::new(0);
    Arc::new(move |_: &Question| match asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % 2 {
        0 => Answer::Text(POOR.into()).into(),
        _ => Answer::Good.into(),
    })
}

fn plan(target: &str, axes: &str) -> String {
    format!(
        "name = \"shop\"\ntemplate = \"Investment Discovery\"\n{target}\n[axes]\n{axes}\nemotion = [\"calm\"]\n\
         topic = [\"funds\"]\n[generation]\nmodel = \"a-model\"\n[limits]\nrequests = 100000\nconcurrency = 3\n"
    )
}

#[test]
fn a_target_is_met_without_paying_for_more_than_it_takes() {
    let shop = World::new().asking(Protocol::OpenAi, every_other());
    shop.write("plan.toml", plan("target = 6\nmax_candidates = 40", "persona = [\"A\", \"B\", \"C\"]"));
    let output = shop.work(&[]).ok().says("the target is met: 6 of 6 passed");
    drop(output);
    assert_eq!(shop.number("SELECT count(*) FROM conversations WHERE quality_score >= quality_threshold"), 6);
    let asked = shop.stand_in.journal().len();
    assert!((11..=12).contains(&asked), "every other one is poor, so it takes 11 or 12 calls: {asked}");
    let batch = shop.batch();
    assert_eq!((&batch["status"], &batch["pending_items"]), (&"completed".into(), &0.into()));
    assert_eq!(batch["skipped_items"], 40 - asked as u64);
    shop.work(&[]).ok().says("nothing to do");
    assert_eq!(shop.stand_in.journal().len(), asked);
}

#[test]
fn a_raised_target_goes_on_with_the_candidates_that_were_not_needed() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    let axes = "persona = [\"A\", \"B\", \"C\"]";
    shop.write("plan.toml", plan("target = 2\nmax_candidates = 10", axes));
    shop.work(&[]).ok().says("the target is met: 2 of 2 passed");
    shop.write("plan.toml", plan("target = 5\nmax_candidates = 10", axes));
    shop.work(&[]).ok().says("the target is met: 5 of 5 passed");
    assert_eq!(shop.stand_in.journal().len(), 5);
}

#[test]
fn when_the_candidates_run_out_first_it_says_so() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Text(POOR.into())));
    shop.write("plan.toml", plan("target = 2\nmax_candidates = 5", "persona = [\"A\", \"B\"]"));
    shop.work(&[]).fails(3).says("the target is not met: 0 of 2 passed").says("max_candidates");
    assert_eq!(shop.stand_in.journal().len(), 5);
    let told = shop.work(&["--json"]).ends(3).json();
    assert_eq!((&told["made"], &told["target"]["wanted"]), (&0.into(), &2.into()));
}

#[test]
fn each_cell_gets_its_own_where_asked() {
    // One persona is answered poorly the first two times it comes.
    let poor = std::sync::atomic::AtomicUsize::new(0);
    let script: Script = Arc::new(move |question: &Question| {
        let is_poor = question.body.contains("Person Hard");
        match is_poor && poor.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 2 {
            true => Answer::Text(POOR.into()).into(),
            false => Answer::Good.into(),
        }
    });
    let shop = World::new().asking(Protocol::OpenAi, script);
    let axes = "persona = [\"Person Easy\", \"Person Hard\"]";
    shop.write("plan.toml", plan("target = 1\ntarget_per_cell = true\nmax_candidates = 10", axes));
    shop.work(&[]).ok().says("the target is met: 2 of 2 passed");
    let passed = |persona: &str| {
        let sql = "SELECT count(*) FROM conversations WHERE quality_score >= quality_threshold AND persona = ";
        shop.number(&format!("{sql}'{persona}'"))
    };
    assert_eq!((passed("Person Easy"), passed("Person Hard")), (1, 1));
    assert_eq!(shop.stand_in.journal().len(), 4, "one easy, two poor, one good");
}

#[test]
fn an_item_beside_the_axes_is_a_cell_of_its_own() {
    let script: Script = Arc::new(|question: &Question| match question.body.contains("Person Hard") {
        true => Answer::Text(POOR.into()).into(),
        false => Answer::Good.into(),
    });
    let shop = World::new().asking(Protocol::OpenAi, script);
    let axes = "persona = [\"Person Easy\", \"Person Hard\"]";
    let item = "[[items]]\npersona = \"Person Single\"\nemotion = \"calm\"\ntopic = \"funds\"\n";
    let cells = plan("target = 1\ntarget_per_cell = true\nmax_candidates = 4", axes);
    shop.write("plan.toml", format!("{cells}{item}"));
    shop.work(&[]).fails(3).says("the target is not met: 2 of 3 passed");
    let told = shop.work(&["--json"]).ends(3).json();
    assert_eq!((&told["target"]["wanted"], &told["target"]["passed"]), (&3.into(), &2.into()));
}

#[test]
fn a_small_target_holds_few_of_many_candidates() {
    let shop = World::new().asking(Protocol::OpenAi, slow(2000));
    shop.write("plan.toml", plan("target = 2\nmax_candidates = 3000", "persona = [\"A\", \"B\", \"C\"]"));
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("two calls", || shop.stand_in.journal().len() == 2);
    std::thread::sleep(std::time::Duration::from_millis(500));
    let held = shop.number("SELECT count(*) FROM batch_items WHERE state = 'running'");
    live.end().ok();
    assert!((2..=100).contains(&held), "{held} of 3000 candidates held for a target of 2");
}
