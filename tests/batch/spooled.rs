//! Answers a database does not take: told of whatever ends the run, kept where the next run finds them, paid for once.

use super::troubles::{limit_files, start_without_signal};
use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, StandIn, always, slow};
use crate::support::world::World;

/// Lets the database take no call's outcome, and says so at once.
fn refuse_answers(shop: &World<StandIn>) {
    let trigger =
        "CREATE TRIGGER refuses BEFORE INSERT ON generation_logs BEGIN SELECT RAISE(ABORT, 'none today'); END";
    shop.sql(async |connection| {
        sqlx::query(trigger).execute(connection).await.unwrap();
    });
}

fn take_answers_again(shop: &World<StandIn>) {
    shop.sql(async |connection| {
        sqlx::query("DROP TRIGGER refuses").execute(connection).await.unwrap();
    });
}

#[test]
fn answers_that_cannot_be_saved_after_a_signal_are_told_of_and_asked_for_once() {
    let shop = World::new().asking(Protocol::Anthropic, slow(1500)).plan(6, "concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("two calls", || shop.stand_in.journal().len() == 2);
    refuse_answers(&shop);
    live.signal("INT");
    let stderr = live.end().ends(130).stderr;
    assert!(stderr.contains("2 answers could not be saved") && stderr.contains("none today"), "{stderr}");
    assert!(stderr.contains("dialoom.db.spool.jsonl"), "{stderr}");
    let held = "SELECT count(*) FROM batch_items WHERE worker_id IS NOT NULL";
    assert_eq!(shop.number(held), 2, "nobody asks for them again before they are replayed");
    take_answers_again(&shop);
    shop.stand_in.set_script(always(Answer::Good));
    shop.work(&[]).ok().says("replayed 2 answers from dialoom.db.spool.jsonl");
    shop.is_complete(6);
    assert_eq!((shop.stand_in.delivered(), shop.stand_in.paid_twice()), (6, vec![]));
}

#[test]
fn answers_that_cannot_be_saved_in_a_paused_batch_are_told_of() {
    let shop = World::new().asking(Protocol::Anthropic, slow(1500)).plan(6, "concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("two calls", || shop.stand_in.journal().len() == 2);
    refuse_answers(&shop);
    shop.run(["batch", "pause", "shop"]).ok();
    let stderr = live.end().ends(3).stderr;
    assert!(stderr.contains("2 answers could not be saved") && stderr.contains("dialoom.db.spool.jsonl"), "{stderr}");
    take_answers_again(&shop);
    shop.stand_in.set_script(always(Answer::Good));
    shop.run(["batch", "resume", "shop"]).ok().says("replayed 2 answers");
    shop.is_complete(6);
    assert_eq!((shop.stand_in.delivered(), shop.stand_in.paid_twice()), (6, vec![]));
}

#[test]
fn answers_put_into_the_folder_for_temporary_files_are_taken_in_by_their_own_database_alone() {
    let temporary = tempfile::tempdir().unwrap();
    let shop = World::new().asking(Protocol::Anthropic, slow(1500)).plan(4, "concurrency = 2");
    let shop = shop.with_env("TMPDIR", temporary.path());
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("two calls", || shop.stand_in.journal().len() == 2);
    refuse_answers(&shop);
    // Nothing can be written beside the database.
    let beside = shop.path().join("dialoom.db.spool.jsonl");
    std::fs::create_dir(&beside).unwrap();
    let stderr = live.end().ends(1).stderr;
    let folder = temporary.path().to_str().unwrap();
    assert!(stderr.contains("2 answers could not be saved") && stderr.contains(folder), "{stderr}");
    std::fs::remove_dir(&beside).unwrap();
    take_answers_again(&shop);

    // Another database of the same name leaves them alone.
    let other = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(1, "");
    let other = other.with_env("TMPDIR", temporary.path());
    let output = other.work(&[]).ok();
    assert!(!output.stderr.contains("replayed") && !output.stderr.contains("cannot be replayed"), "{}", output.stderr);

    shop.stand_in.set_script(always(Answer::Good));
    shop.work(&[]).ok().says(&format!("replayed 2 answers from {folder}"));
    shop.is_complete(4);
    assert_eq!((shop.stand_in.delivered(), shop.stand_in.paid_twice()), (4, vec![]));
    let left: Vec<_> = std::fs::read_dir(temporary.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("rescue")), "{left:?}");
}

#[test]
fn answers_that_can_be_put_nowhere_are_told_of_and_no_empty_file_is_left() {
    let temporary = tempfile::tempdir().unwrap();
    let shop = World::new().asking(Protocol::Anthropic, slow(1500)).plan(2, "concurrency = 2");
    let shop = shop.with_env("TMPDIR", temporary.path());
    let live = start_without_signal(&shop, &["batch", "run", "plan.toml"]);
    wait_until("two calls", || shop.stand_in.journal().len() == 2);
    limit_files(live.pid(), "100");
    live.wait_to_say("no new requests until the database recovers");
    live.interrupt_twice();
    let stderr = live.end().ends(130).stderr;
    assert!(stderr.contains("2 answers could not be saved") && stderr.contains("lost"), "{stderr}");
    assert!(!shop.files().contains(&"dialoom.db.spool.jsonl".to_owned()), "{:?}", shop.files());
    assert_eq!(std::fs::read_dir(temporary.path()).unwrap().count(), 0);
}
