//! A database that is locked, a disk that is full, a file from a newer program: nothing that was paid for is lost.

use std::time::Duration;

use crate::support::process::{Running, wait_until};
use crate::support::stand_in::{Answer, Protocol, StandIn, always, slow};
use crate::support::world::World;

/// Longer than the program itself waits for a lock before it says so.
const LOCKED: Duration = Duration::from_secs(7);

#[test]
fn a_database_locked_for_a_while_loses_nothing() {
    let shop = World::new().asking(Protocol::Anthropic, slow(100)).plan(40, "concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("three calls answered", || shop.stand_in.delivered() >= 3);
    shop.sql(async |connection| {
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *connection).await.unwrap();
        tokio::time::sleep(LOCKED).await;
        sqlx::query("ROLLBACK").execute(&mut *connection).await.unwrap();
    });
    live.end().ok();
    shop.is_complete(40);
    assert_eq!((shop.stand_in.delivered(), shop.stand_in.paid_twice()), (40, vec![]));
}

#[test]
fn a_run_that_waits_for_a_locked_database_before_it_begins_says_so() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(2, "");
    shop.work(&[]).ok();
    shop.sql(async |connection| {
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *connection).await.unwrap();
        let live = shop.start(["batch", "run", "plan.toml", "--name", "second"]);
        live.wait_to_say("another process");
        sqlx::query("ROLLBACK").execute(&mut *connection).await.unwrap();
        live.end().ok().says("2 conversations made");
    });
}

#[test]
fn a_pace_that_cannot_be_kept_for_a_while_is_told_of_and_so_is_its_end() {
    let shop = World::new().asking(Protocol::Anthropic, slow(1000)).plan(2, "concurrency = 1");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("the first call", || shop.stand_in.journal().len() == 1);
    shop.sql_in("dialoom.db-limits", async |connection| {
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *connection).await.unwrap();
        live.wait_to_say("no new requests until");
        assert_eq!(shop.stand_in.journal().len(), 1);
        // The last call ends before the run looks around again.
        shop.stand_in.set_script(always(Answer::Good));
        sqlx::query("ROLLBACK").execute(&mut *connection).await.unwrap();
    });
    let stderr = live.end().ok().stderr;
    assert!(stderr.contains("answers are saved again"), "{stderr}");
    shop.is_complete(2);
}

/// Sets how large a file the process may write; a person's own limit, so that it can be raised again.
pub fn limit_files(pid: u32, soft: &str) {
    let limit = format!("--fsize={soft}:unlimited");
    let done = std::process::Command::new("prlimit").args(["--pid", &pid.to_string(), &limit]).status();
    assert!(done.expect("prlimit (util-linux) is there").success());
}

/// Runs the program so that a full disk is an error to it and not a signal.
pub fn start_without_signal(shop: &World<StandIn>, line: &[&str]) -> Running {
    shop.command(line).ignoring("XFSZ").start()
}

#[test]
fn a_full_disk_keeps_answers_until_there_is_room() {
    // The longer one outlasts a heartbeat, which comes four times a lease and cannot be written either.
    for (items, full) in [(6, Duration::from_millis(700)), (60, Duration::from_secs(6))] {
        let shop = World::new().asking(Protocol::Anthropic, slow(100)).plan(items, "concurrency = 2");
        let shop = shop.with_env("DIALOOM_TEST_LEASE_SECONDS", "20");
        let live = start_without_signal(&shop, &["batch", "run", "plan.toml"]);
        wait_until("three calls answered", || shop.stand_in.delivered() >= 3);
        limit_files(live.pid(), "4096");
        live.wait_to_say("no room left");
        live.wait_to_say("no new requests until the database recovers");
        let asked = shop.stand_in.journal().len();
        std::thread::sleep(full);
        assert!(shop.stand_in.journal().len() <= asked + 1, "nothing new is asked meanwhile");
        limit_files(live.pid(), "unlimited");
        let stderr = live.end().ok().stderr;
        assert!(stderr.contains("answers are saved again"), "{stderr}");
        shop.is_complete(items);
        assert_eq!((shop.stand_in.delivered(), shop.stand_in.paid_twice()), (items, vec![]));
    }
}

#[test]
fn a_run_that_leaves_in_a_hurry_puts_unsaved_answers_aside_and_the_next_run_takes_them_in() {
    let shop = World::new().asking(Protocol::Anthropic, slow(1500)).plan(6, "concurrency = 2");
    let live = start_without_signal(&shop, &["batch", "run", "plan.toml"]);
    wait_until("two calls answered and two more asked", || shop.stand_in.journal().len() >= 4);
    // The database's log is longer than this, so that it cannot grow; a new file beside it can.
    limit_files(live.pid(), "40000");
    live.wait_to_say("no new requests until the database recovers");
    wait_until("two answers that cannot be saved", || {
        shop.stand_in.delivered() as i64 >= 2 + shop.number("SELECT count(*) FROM conversations")
    });
    live.interrupt_twice();
    let stderr = live.end().ends(130).stderr;
    assert!(stderr.contains("2 answers could not be saved") && stderr.contains("dialoom.db.spool.jsonl"), "{stderr}");
    let aside = shop.read("dialoom.db.spool.jsonl");
    assert_eq!(aside.lines().count(), 2, "{stderr}");
    shop.work(&[]).ok().says("replayed 2 answers from dialoom.db.spool.jsonl");
    shop.is_complete(6);
    assert_eq!((shop.stand_in.delivered(), shop.stand_in.paid_twice()), (6, vec![]));
    assert!(!shop.files().contains(&"dialoom.db.spool.jsonl".to_owned()), "it is gone once replayed");
}

#[test]
fn generate_that_leaves_in_a_hurry_puts_its_answer_aside_and_the_next_run_takes_it_in() {
    let shop = World::new().asking(Protocol::Anthropic, slow(700));
    let line = ["generate", "-t", "Investment Discovery", "--persona", "Ann", "--emotion", "calm", "--model", "m"];
    let live = start_without_signal(&shop, &line);
    wait_until("the call", || shop.stand_in.journal().len() == 1);
    limit_files(live.pid(), "40000");
    live.wait_to_say("no new requests until the database recovers");
    live.interrupt_twice();
    let stderr = live.end().ends(130).stderr;
    assert!(stderr.contains("1 answer could not be saved") && stderr.contains("dialoom.db.spool.jsonl"), "{stderr}");
    shop.stand_in.set_script(always(Answer::Good));
    shop.run(line).ok().says("replayed 1 answer from dialoom.db.spool.jsonl");
    assert_eq!((shop.number("SELECT count(*) FROM conversations"), shop.stand_in.delivered()), (2, 2));
}

#[test]
fn a_database_of_a_newer_program_is_refused_untouched() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(2, "");
    let simulated =
        ["generate", "--provider=simulator", "--template=Investment Discovery", "--persona=A", "--emotion=b"];
    shop.run(simulated).ok();
    shop.sql(async |connection| {
        sqlx::query("PRAGMA user_version = 9999").execute(&mut *connection).await.unwrap();
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *connection).await.unwrap();
    });
    let before = std::fs::read(shop.path().join("dialoom.db")).unwrap();
    shop.work(&[]).fails(1).says("dialoom.db has schema version 9999").says("Install the newest dialoom");
    assert_eq!(std::fs::read(shop.path().join("dialoom.db")).unwrap(), before);
    assert_eq!(shop.stand_in.journal().len(), 0);
}

#[test]
fn an_answer_put_aside_that_the_database_refuses_keeps_nobody_from_working() {
    let shop = World::new().asking(Protocol::Anthropic, slow(700)).plan(2, "concurrency = 2");
    let line = ["generate", "-t", "Investment Discovery", "--persona", "Ann", "--emotion", "calm", "--model", "m"];
    let live = start_without_signal(&shop, &line);
    wait_until("the question", || !shop.stand_in.journal().is_empty());
    limit_files(live.pid(), "40000");
    live.wait_to_say("no new requests until the database recovers");
    live.interrupt_twice();
    live.end();
    let good = shop.read("dialoom.db.spool.jsonl");
    assert_eq!(good.lines().count(), 1);
    // One of a database that is gone, one that is ours, half a line, and bytes that are no text.
    let mut foreign: serde_json::Value = serde_json::from_str(good.trim()).unwrap();
    foreign["attempt"]["id"] = "01890000-0000-7000-8000-000000000001".into();
    foreign["attempt"]["batch_id"] = "01890000-0000-7000-8000-000000000002".into();
    foreign["conversation"]["id"] = "01890000-0000-7000-8000-000000000003".into();
    let mut file = format!("{foreign}\n{good}{{\"half\n").into_bytes();
    file.extend([0xff, 0xfe, b'\n']);
    shop.write("dialoom.db.spool.jsonl", &file);
    shop.work(&[]).ok().says("replayed 1 answer from").says("3 lines of");
    assert_eq!(shop.number("SELECT count(*) FROM conversations"), 3);
    let left = std::fs::read(shop.path().join("dialoom.db.spool.jsonl")).unwrap();
    assert_eq!(left.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count(), 3);
}

#[test]
fn another_worker_takes_in_what_one_put_aside_before_it_takes_over_its_items() {
    let shop = World::new().asking(Protocol::Anthropic, slow(1500)).plan(6, "concurrency = 2");
    let live = start_without_signal(&shop, &["batch", "run", "plan.toml"]);
    // Two are saved and two are under way: those will come in and find no room.
    wait_until("two more under way", || shop.stand_in.delivered() >= 2 && shop.stand_in.journal().len() >= 4);
    limit_files(live.pid(), "40000");
    live.wait_to_say("no new requests until the database recovers");
    // Everything is held by the first; the other waits for what becomes of it.
    let other = shop.start(["batch", "worker", "shop"]);
    wait_until("two answers that cannot be saved", || {
        shop.stand_in.delivered() as i64 >= 2 + shop.number("SELECT count(*) FROM conversations")
    });
    live.interrupt_twice();
    live.end().ends(130);
    other.end().ok();
    assert_eq!((shop.stand_in.delivered(), shop.stand_in.paid_twice()), (6, vec![]));
    shop.is_complete(6);
}
