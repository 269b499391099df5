//! `dialoom backup` and `dialoom restore`.

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, StandIn, always, slow};
use crate::support::world::World;

fn shop(items: usize) -> World<StandIn> {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(items, "");
    shop.work(&[]).ok();
    shop
}

fn kept(shop: &World<StandIn>) -> Vec<String> {
    shop.files().into_iter().filter(|name| name.starts_with("dialoom.db.before-restore-")).collect()
}

#[test]
fn what_was_backed_up_comes_back_and_the_present_database_is_kept() {
    let shop = shop(2);
    shop.run(["backup", "copy.db"])
        .ok()
        .prints("backed up dialoom.db to copy.db (2 conversations, ")
        .says("dialoom restore copy.db");
    shop.work(&["--name", "more"]).ok();
    shop.run(["restore", "copy.db"]).fails(2).says("dialoom.db (4 conversations) would be replaced").says("add -y");
    let output =
        shop.run(["restore", "copy.db", "-y"]).ok().prints("restored dialoom.db from copy.db (2 conversations)");
    let kept = kept(&shop);
    assert_eq!(kept.len(), 1);
    output.prints(&format!("the database that was there is now {}", kept[0]));
    assert_eq!(shop.number("SELECT count(*) FROM conversations"), 2);
    assert_eq!(shop.run(["list", "--ids", "--db", &kept[0]]).ok().stdout.lines().count(), 4);
    // And back again.
    let restored = shop.run(["restore", &kept[0], "-y", "--json"]).ok().json()["restore"].clone();
    assert_eq!((restored["conversations"].as_u64(), restored["database"].as_str()), (Some(4), Some("dialoom.db")));
    assert_eq!(shop.number("SELECT count(*) FROM conversations"), 4);
    shop.run(["list", "--search", "index"]).ok();
}

#[test]
fn a_backup_made_while_a_run_writes_is_whole_and_an_earlier_time_of_it() {
    let shop = World::new().asking(Protocol::Anthropic, slow(20)).plan(60, "concurrency = 4");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("some answers", || shop.stand_in.delivered() > 10);
    shop.run(["backup", "copy.db"]).ok();
    live.end().ok();
    shop.is_complete(60);
    shop.sql_in("copy.db", async |connection| {
        let sound: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut *connection).await.unwrap();
        assert_eq!(sound, "ok");
        let sql = "SELECT (SELECT count(*) FROM conversations) - (SELECT count(*) FROM batch_items WHERE state = 'completed')";
        let apart: i64 = sqlx::query_scalar(sql).fetch_one(&mut *connection).await.unwrap();
        assert_eq!(apart, 0, "each conversation came with its item");
    });
    // The batch goes on from there, once the run is over.
    shop.run(["restore", "copy.db", "-y"]).ok();
    shop.work(&[]).ok();
    shop.is_complete(60);
}

#[test]
fn nothing_is_overwritten_without_a_yes_and_never_the_database_itself() {
    let shop = shop(1);
    shop.write("copy.db", "mine");
    shop.run(["backup", "copy.db"]).fails(2).says("copy.db already exists").says("-y");
    assert_eq!(shop.read("copy.db"), "mine");
    std::os::unix::fs::symlink("dialoom.db", shop.path().join("link.db")).unwrap();
    for own in ["dialoom.db", "./dialoom.db", "link.db", "dialoom.db-limits", "dialoom.db-wal"] {
        shop.run(["backup", "-y", own]).fails(2).says("is a file of the database itself");
    }
    shop.run(["restore", "-y", "link.db"]).fails(2).says("is a file of the database itself");
    shop.run(["backup", "-y", "no/such/copy.db"]).fails(2).says("there is no directory no/such");
    shop.run(["backup", "-y", "."]).fails(2).says("it is a directory");
    shop.run(["backup", "-y", "copy.db"]).ok();
    shop.run(["restore", "-y", "copy.db"]).ok();
    assert!(!shop.files().iter().any(|name| name.contains(".tmp")), "{:?}", shop.files());
}

#[test]
fn a_file_that_is_no_whole_dialoom_database_is_not_restored() {
    let shop = shop(2);
    shop.run(["backup", "copy.db"]).ok();
    let good = std::fs::read(shop.path().join("copy.db")).unwrap();
    let before = std::fs::read(shop.path().join("dialoom.db")).unwrap();
    let mut torn = good.clone();
    let middle = good.len() / 2;
    torn[middle..middle + 4096].fill(0x5a);
    shop.write("torn.db", torn);
    shop.write("cut.db", &good[..middle]);
    shop.write("empty.db", "");
    shop.write(
        "notes.db",
        "notes, and no database, longer than the hundred bytes that the header of a database has, at least",
    );
    shop.write("newer.db", &good);
    shop.sql_in("newer.db", async |connection| {
        sqlx::query("PRAGMA user_version = 9999").execute(connection).await.unwrap();
    });
    let cases = [
        ("torn", "is damaged"),
        ("cut", "is damaged"),
        ("empty", "it is empty"),
        ("notes", "not a dialoom database"),
        ("newer", "schema version 9999"),
        ("missing", "there is no such file"),
    ];
    for (name, said) in cases {
        let output = shop.run(["restore", "-y", &format!("{name}.db")]).fails(2).says("this backup cannot be restored");
        output.says(said).says("Nothing was changed");
    }
    assert_eq!(std::fs::read(shop.path().join("dialoom.db")).unwrap(), before);
    assert!(kept(&shop).is_empty());
}

#[test]
fn nothing_is_restored_under_a_run_or_another_program() {
    let shop = World::new().asking(Protocol::Anthropic, slow(400)).plan(4, "concurrency = 1");
    shop.run(["backup", "copy.db"]).fails(2).says("there is no database");
    assert!(!shop.files().contains(&"copy.db".to_owned()));
    shop.write(
        "own.toml",
        "name = \"Own\"\ncategory = \"Own\"\ntext = \"\"\"\nTalk as {{persona}}, {{emotion}}.\n\"\"\"\n",
    );
    shop.run(["templates", "add", "own.toml"]).ok();
    shop.run(["backup", "copy.db"]).ok();
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("a call", || !shop.stand_in.journal().is_empty());
    shop.run(["restore", "-y", "copy.db"])
        .fails(2)
        .says("a run is in flight on dialoom.db")
        .says("Nothing was changed");
    live.end().ok();
    shop.is_complete(4);
    shop.sql(async |connection| {
        let _: i64 =
            sqlx::query_scalar("SELECT count(*) FROM conversations").fetch_one(&mut *connection).await.unwrap();
        shop.run(["restore", "-y", "copy.db"]).fails(1).says("another program locks the database");
    });
    assert!(kept(&shop).is_empty());
    shop.is_complete(4);
}

#[test]
fn a_damaged_database_is_replaced_with_its_log_and_kept_too() {
    let shop = shop(2);
    shop.run(["backup", "copy.db"]).ok();
    let good = std::fs::read(shop.path().join("dialoom.db")).unwrap();
    shop.write("dialoom.db", &good[..good.len() / 2]);
    shop.write("dialoom.db-wal", "a log of the damaged file");
    shop.write("dialoom.db-shm", "its shared memory");
    shop.run(["restore", "-y", "copy.db"]).ok();
    assert_eq!(shop.number("SELECT count(*) FROM conversations"), 2);
    let kept = kept(&shop);
    assert_eq!(kept.iter().filter(|name| name.ends_with("-wal")).count(), 1, "{kept:?}");
    assert!(!shop.files().contains(&"dialoom.db-shm".to_owned()));

    // A database that is gone, with a log left behind.
    std::fs::remove_file(shop.path().join("dialoom.db")).unwrap();
    shop.write("dialoom.db-wal", "a log of the file that is gone");
    shop.run(["restore", "copy.db"]).ok();
    assert_eq!(shop.number("SELECT count(*) FROM conversations"), 2);
}

#[test]
fn on_postgresql_its_own_programs_are_named_without_the_password() {
    let shop = World::new().on_postgres();
    for command in ["backup", "restore"] {
        let output = shop.run([command, "x.db"]).fails(2).says("pg_dump --format=custom").says("pg_restore --clean");
        assert!(!output.stderr.contains(crate::support::postgres::PASSWORD), "{}", output.stderr);
    }
}

#[test]
fn a_url_is_no_file_and_its_password_is_not_shown() {
    let world = World::new();
    for command in ["backup", "restore"] {
        let told = world.run([command, "postgres://u:hunter2@db.example/x"]).fails(2).says("u:***@db.example");
        assert!(!told.stderr.contains("hunter2"), "{}", told.stderr);
    }
}
