//! No silent wait: a run says why nothing is in flight, and until when.

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, Step, always, slow};
use crate::support::world::World;

#[test]
fn a_worker_says_that_others_have_what_is_left() {
    let shop = World::new().asking(Protocol::Anthropic, slow(20_000)).plan(1, "concurrency = 1");
    let first = shop.start(["batch", "run", "plan.toml"]);
    wait_until("it is asked", || !shop.stand_in.journal().is_empty());
    let second = shop.start(["batch", "worker", "shop"]);
    second.wait_to_say("waiting for 1 item that other workers have");
    first.end().ok();
    let said = second.end().ok().stderr;
    assert_eq!(said.matches("other workers have").count(), 1, "{said}");
}

#[test]
fn a_long_delay_before_a_retry_is_said() {
    let broken = Step::from(Answer::Error(500, "api_error", "broken"));
    let limits = "concurrency = 1\nretry_base_ms = 13000\nretry_cap_ms = 60000\nmax_retries = 1";
    let shop = World::new().asking(Protocol::Anthropic, always(broken)).plan(1, limits);
    let live = shop.start(["batch", "run", "plan.toml"]);
    live.wait_to_say("every item left failed before; the next retry starts in");
    shop.stand_in.set_script(always(Answer::Good));
    live.end().ok();
}

#[test]
fn what_takes_long_before_a_run_is_said() {
    let shop = World::new().on_postgres().asking(Protocol::Anthropic, always(Answer::Good)).plan(2, "");
    shop.work(&[]).ok();
    let database = shop.postgres().unwrap();
    let is_held = |table: &str| {
        format!(
            "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted \
             AND relation = '{table}'::regclass"
        )
    };
    let judge = &["judge", "--provider", "simulator", "--status", "generated", "--dry-run"][..];
    let regenerate = &["regenerate", "--status", "generated", "--note", "Shorter", "--dry-run"][..];
    let plan = &["batch", "run", "plan.toml", "--dry-run"][..];
    for (table, line, said) in [
        ("conversations", judge, "reading the conversations to judge"),
        ("conversations", regenerate, "reading the conversations to make anew"),
        ("conversations", &["duplicates"], "comparing the stored conversations"),
        ("batch_jobs", plan, "reading templates and what is stored of the plan"),
        ("prompt_templates", plan, "waiting for the database"),
    ] {
        std::thread::scope(|scope| {
            scope.spawn(|| {
                database.run(&format!("BEGIN; LOCK TABLE {table}; SELECT pg_sleep(3); COMMIT"));
            });
            wait_until("the table is held", || shop.number(&is_held(table)) > 0);
            let live = shop.start(line);
            live.wait_to_say(said);
            live.end().ok();
        });
    }
}
