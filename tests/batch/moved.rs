//! A database file that is moved, deleted or replaced under a run: the run stops before the next paid call, and nothing
//! that was paid for is lost.

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, StandIn, always, slow};
use crate::support::world::World;

fn shop(limits: &str) -> World<StandIn> {
    World::new().asking(Protocol::Anthropic, slow(700)).plan(12, limits)
}

/// Waits until two calls are answered and saved, and two more are in flight.
fn in_the_middle(shop: &World<StandIn>) {
    wait_until("two answers, and calls in flight", || {
        shop.stand_in.journal().len() == 4 && shop.number("SELECT count(*) FROM conversations") == 2
    });
}

#[test]
fn a_moved_file_stops_the_run_and_its_answers_come_back_with_the_file() {
    let shop = shop("concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    in_the_middle(&shop);
    let (here, away) = (shop.path().join("dialoom.db"), shop.path().join("elsewhere.db"));
    std::fs::rename(&here, &away).unwrap();
    let output = live.end().ends(1).says("the database file dialoom.db was moved or deleted");
    let output = output.says("2 answers could not be saved").says("spooled in dialoom.db.spool.jsonl");
    output.says("Move it back to dialoom.db");
    assert_eq!(shop.stand_in.journal().len(), 4, "nothing more is sent");
    assert!(!here.exists(), "no other file takes its place");
    std::fs::rename(&away, &here).unwrap();
    shop.stand_in.set_script(always(Answer::Good));
    shop.work(&[]).ok().says("replayed 2 answers from dialoom.db.spool.jsonl");
    shop.is_complete(12);
    assert_eq!((shop.stand_in.delivered(), shop.stand_in.paid_twice()), (12, vec![]));
}

#[test]
fn a_worker_stops_where_the_file_is_moved() {
    let shop = shop("concurrency = 2");
    let first = shop.start(["batch", "run", "plan.toml"]);
    wait_until("a call", || !shop.stand_in.journal().is_empty());
    first.kill();
    let before = shop.stand_in.journal().len();
    let live = shop.start(["batch", "worker", "shop"]);
    wait_until("a call of the worker", || shop.stand_in.journal().len() > before);
    std::fs::rename(shop.path().join("dialoom.db"), shop.path().join("elsewhere.db")).unwrap();
    live.end().ends(1).says("moved or deleted").says("dialoom.db.spool.jsonl");
    assert!(shop.stand_in.journal().len() <= before + 2, "nothing more is sent");
}

#[test]
fn a_replaced_file_stops_the_run_and_stays_as_it_is() {
    let shop = shop("concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    in_the_middle(&shop);
    let (here, away) = (shop.path().join("dialoom.db"), shop.path().join("elsewhere.db"));
    std::fs::rename(&here, &away).unwrap();
    std::fs::write(&here, "another file").unwrap();
    live.end()
        .ends(1)
        .says("the database file dialoom.db was replaced by another")
        .says("2 answers could not be saved");
    assert_eq!((shop.stand_in.journal().len(), shop.read("dialoom.db").as_str()), (4, "another file"));
    let found = shop.run(["list", "--ids", "--db", "elsewhere.db"]).ok().stdout.lines().count();
    assert_eq!(found, 2, "what was saved before is in the file that was moved, and no longer in its log alone");
}

#[test]
fn a_log_that_is_removed_stops_the_run_and_what_it_held_is_in_the_database() {
    let shop = shop("concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    in_the_middle(&shop);
    std::fs::remove_file(shop.path().join("dialoom.db-wal")).unwrap();
    let output = live.end().ends(1).says("the log of the database, dialoom.db-wal, was removed");
    output.says("2 answers could not be saved").says("Run the same command again");
    assert_eq!(shop.stand_in.journal().len(), 4, "nothing more is sent");
    assert!(shop.number("SELECT count(*) FROM conversations") >= 2, "what was saved before is kept");
    shop.stand_in.set_script(always(Answer::Good));
    shop.work(&[]).ok();
    shop.is_complete(12);
    assert_eq!((shop.stand_in.delivered(), shop.stand_in.paid_twice()), (12, vec![]));
}

#[test]
fn a_deleted_file_leaves_the_answers_in_flight_in_the_spool() {
    let shop = shop("concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    in_the_middle(&shop);
    std::fs::remove_file(shop.path().join("dialoom.db")).unwrap();
    live.end().ends(1).says("moved or deleted").says("dialoom restore FILE");
    assert_eq!(shop.read("dialoom.db.spool.jsonl").lines().count(), 2);
    assert_eq!(shop.stand_in.journal().len(), 4);
    let doctor = shop.run(["doctor", "--offline"]);
    doctor.prints("2 answers of a database that is gone: dialoom.db.spool.jsonl").prints("Put the database back");
    shop.run(["doctor", "--offline", "--replay"]).ends(1);
    assert!(!shop.path().join("dialoom.db").exists(), "a check changes nothing");
}

#[test]
fn generate_keeps_the_answer_of_a_file_that_was_moved() {
    let shop = World::new().asking(Protocol::Anthropic, slow(700));
    let line = ["generate", "-t", "Investment Discovery", "--persona", "Ann", "--emotion", "calm", "--model", "m"];
    let live = shop.start(line);
    wait_until("the call", || shop.stand_in.journal().len() == 1);
    let (here, away) = (shop.path().join("dialoom.db"), shop.path().join("elsewhere.db"));
    std::fs::rename(&here, &away).unwrap();
    let output = live.end().ends(1).says("1 answer could not be saved").says("moved or deleted");
    output.says("spooled in dialoom.db.spool.jsonl").says("dialoom doctor --replay");
    std::fs::rename(&away, &here).unwrap();
    shop.run(["doctor"]).ok().prints("1 answer not stored yet, in dialoom.db.spool.jsonl");
    let replay = ["doctor", "--offline", "--replay"];
    shop.run(replay).ok().prints("stored 1 answer from dialoom.db.spool.jsonl");
    shop.run(replay).ok().prints("no answer waits to be stored");
    assert!(!shop.run(["doctor"]).ok().stdout.contains("spool"));
    assert_eq!((shop.number("SELECT count(*) FROM conversations"), shop.stand_in.delivered()), (1, 1), "paid once");
}

#[test]
fn damage_under_a_run_is_named_and_nothing_paid_is_lost() {
    let shop = shop("concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    in_the_middle(&shop);
    // Another program writes over the file: through SQLite, so that no page is read from the cache.
    shop.sql(async |connection| {
        for sql in [
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET rootpage = 2147483 WHERE name = 'generation_logs'",
        ] {
            sqlx::query(sql).execute(&mut *connection).await.unwrap();
        }
        let version: i64 = sqlx::query_scalar("PRAGMA schema_version").fetch_one(&mut *connection).await.unwrap();
        let bump = format!("PRAGMA schema_version = {}", version + 1);
        sqlx::raw_sql(sqlx::AssertSqlSafe(bump)).execute(&mut *connection).await.unwrap();
    });
    let output = live.end().ends(1).says("is damaged: ").says("dialoom restore FILE");
    output.says("2 answers could not be saved").says("spooled in dialoom.db.spool.jsonl");
    assert_eq!(shop.stand_in.journal().len(), 4, "nothing more is sent");
}
