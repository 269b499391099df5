//! A database that cannot be used as it is: named rightly, with what to do, and nothing is changed or sent.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::stand_in::{Answer, Protocol, StandIn, always};
use crate::support::world::World;

const ONE: [&str; 9] = ["generate", "-t", "Investment Discovery", "--persona", "A", "--emotion", "b", "--topic", "c"];

/// A shop with three conversations and nothing left in its log.
fn shop() -> World<StandIn> {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(3, "");
    shop.work(&[]).ok();
    shop
}

fn rights(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_damaged_file_is_said_to_be_damaged_and_the_commands_that_help_are_named() {
    let shop = shop();
    let good = std::fs::read(shop.path().join("dialoom.db")).unwrap();
    let overwritten = |from: usize, to: usize| {
        let mut bytes = good.clone();
        bytes[from..to].fill(0x5a);
        bytes
    };
    let cases = [
        ("cut in the middle", good[..good.len() / 2].to_vec()),
        ("cut after two pages", good[..8192].to_vec()),
        ("cut within the header", good[..60].to_vec()),
        ("no header", overwritten(0, 16)),
        ("a damaged header", overwritten(16, 60)),
        ("a damaged schema", overwritten(100, 4000)),
        ("zeros", vec![0; 8192]),
    ];
    for (case, bytes) in cases {
        shop.write("dialoom.db", &bytes);
        for line in [&["list"][..], &["batch", "run", "plan.toml"], &["doctor", "--offline", "--json"]] {
            let output = shop.run(line).ends(1);
            let said = format!("{}{}", output.stdout, output.stderr);
            assert!(said.contains("the database dialoom.db is damaged: "), "{case}: {said}");
            assert!(
                said.contains("dialoom restore FILE") && said.contains("sqlite3 dialoom.db .recover"),
                "{case}: {said}"
            );
        }
        assert_eq!(std::fs::read(shop.path().join("dialoom.db")).unwrap(), bytes, "{case}: nothing was changed");
    }
    assert_eq!(shop.stand_in.journal().len(), 3);
}

#[test]
fn damage_that_only_some_pages_have_is_named_where_it_is_met() {
    let shop = shop();
    let path = shop.path().join("dialoom.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 4096 / 4 * 4096;
    bytes[middle..].fill(0x5a);
    shop.write("dialoom.db", bytes);
    shop.run(["doctor", "--offline"]).ends(1).prints("fail  database  the database").prints("is damaged: ");
    let output = shop.run(["stats", "--db", "dialoom.db"]).fails(1);
    output.says("the database").says("is damaged: ").says("dialoom --db dialoom.db restore FILE");
}

#[test]
fn a_file_without_content_is_new_unless_files_beside_it_show_a_project() {
    let world = World::new();
    world.write("dialoom.db", "");
    world.run(["list"]).ok().says("there is no database");
    world.write(
        "own.toml",
        "name = \"Own\"\ncategory = \"Own\"\ntext = \"\"\"\nTalk as {{persona}}, {{emotion}}.\n\"\"\"\n",
    );
    world.run(["templates", "add", "own.toml"]).ok();
    assert!(world.number("SELECT count(*) FROM prompt_templates") > 1);

    world.write("dialoom.db", "");
    world.write("dialoom.db-limits", "something");
    let output =
        world.run(["list"]).fails(1).says("dialoom.db is empty (0 bytes), but dialoom.db-limits beside it shows");
    output.says("dialoom restore FILE").says("rm -- dialoom.db-limits");

    std::fs::remove_file(world.path().join("dialoom.db")).unwrap();
    world.run(["list"]).ok();

    world.write("dialoom.db-wal", "what was written last");
    world.run(["list"]).fails(1).says("dialoom.db is missing, but dialoom.db-wal beside it shows");
    assert_eq!(world.read("dialoom.db-wal"), "what was written last");
}

#[test]
fn a_file_of_another_program_is_no_damage() {
    let world = World::new();
    world.write(
        "notes.db",
        "notes, and no database at all, but longer than the header of one, which has a hundred bytes",
    );
    let output = world.run(["list", "--db", "notes.db"]).fails(1);
    output.says("notes.db is not a dialoom database").says("Name another database");
}

#[test]
fn a_file_that_may_not_be_written_is_read_and_writing_says_why_not() {
    let shop = shop();
    rights(&shop.path().join("dialoom.db"), 0o444);
    can_only_read(&shop, "the file may not be written");
}

#[test]
fn a_file_in_a_folder_that_may_not_be_written_is_read_and_writing_says_why_not() {
    let shop = shop();
    std::fs::remove_file(shop.path().join("dialoom.db-limits")).unwrap();
    rights(&shop.path(), 0o555);
    can_only_read(&shop, "its folder may not be written");
    rights(&shop.path(), 0o755);
}

#[track_caller]
fn can_only_read(shop: &World<StandIn>, why: &str) {
    let asked = shop.stand_in.journal().len();
    let files = shop.files();
    let read = |line: &[&str]| shop.command(line).without_privilege().run();
    assert_eq!(read(&["list", "--ids"]).ok().stdout.lines().count(), 3);
    for line in [&["batch", "list"][..], &["stats"], &["limits"], &["templates", "list"], &["batch", "status", "shop"]]
    {
        let output = read(line).ok();
        assert!(!output.stderr.contains("another process changed"), "{}", output.stderr);
    }
    for line in
        [&ONE[..], &["batch", "run", "plan.toml", "--name", "b"], &["approve", "--batch", "shop", "-y"], &["export"]]
    {
        let output = read(line).ends(1);
        assert!(
            output.stderr.contains("the database dialoom.db is read-only: ") && output.stderr.contains(why),
            "{output:?}"
        );
        output.says("Reading commands work on it");
    }
    assert_eq!((shop.stand_in.journal().len(), shop.files()), (asked, files), "nothing was sent or made");
}

#[test]
fn what_only_the_log_holds_is_read_where_nothing_may_be_written() {
    let shop = shop();
    let frozen = shop.path().join("frozen");
    std::fs::create_dir(&frozen).unwrap();
    // A copy that a program left behind which was killed: its last change is in the log alone.
    shop.sql(async |connection| {
        sqlx::query("UPDATE batch_jobs SET name = 'late'").execute(&mut *connection).await.unwrap();
        for file in ["dialoom.db", "dialoom.db-wal"] {
            std::fs::copy(shop.path().join(file), frozen.join(file)).unwrap();
        }
    });
    rights(&frozen, 0o555);
    shop.command(["batch", "list", "--db", "frozen/dialoom.db"]).without_privilege().run().ok().prints("late");
    assert_eq!(std::fs::read_dir(&frozen).unwrap().count(), 2);
    rights(&frozen, 0o755);
}

#[test]
fn what_is_no_file_is_refused_and_not_waited_for() {
    let world = World::new();
    let path = world.path().join("pipe.toml");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let socket = std::os::unix::net::UnixListener::bind(world.path().join("socket.toml")).unwrap();
    world.write("keys.toml", "[anthropic]\nkey_file = \"pipe.toml\"\n");
    for (name, kind) in [("pipe.toml", "a named pipe (FIFO)"), ("socket.toml", "a socket"), ("/dev/zero", "a device")] {
        let said = format!("it is {kind}, not a file");
        world.run(["list", "--db", name]).fails(1).says(&said);
        if kind != "a device" {
            world.run(["list", "--log-file", name]).fails(2).says(&said);
            world.run(["batch", "run", name, "--dry-run"]).fails(2).says(&said);
            world.run(["templates", "check", name]).fails(2).says(&said);
        }
    }
    world.run(["list", "--config", "keys.toml"]).fails(2).says("it is a named pipe (FIFO), not a file");
    drop(socket);
    world.run(["list", "--log-file", "/dev/null"]).ok();
    world.run(["list", "--log-file", "/dev/stderr"]).ok().says("dialoom ends");
}

#[test]
fn only_this_user_reads_what_dialoom_makes_whatever_the_umask() {
    for umask in ["000", "022"] {
        let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(1, "");
        let line = ["batch", "run", "plan.toml", "--log-file", "run.log"];
        shop.command(line).with_umask(umask).run().ok();
        shop.command(["backup", "copy.db"]).with_umask(umask).run().ok();
        for name in ["dialoom.db", "dialoom.db-limits", "run.log", "copy.db"] {
            assert_eq!(mode(&shop.path().join(name)), 0o600, "{name} with umask {umask}");
        }
        let live = shop.sql(async |connection| {
            sqlx::query("UPDATE batch_jobs SET name = name").execute(&mut *connection).await.unwrap();
            mode(&shop.path().join("dialoom.db-wal"))
        });
        assert_eq!(live, 0o600);
        shop.command(["export", "--status", "generated,needs_revision", "-o", "x.jsonl"]).with_umask(umask).run().ok();
        let open = 0o666 & !u32::from_str_radix(umask, 8).unwrap();
        assert_eq!(mode(&shop.path().join("x.jsonl")), open, "an export follows the umask");
    }
}

#[test]
fn rights_that_somebody_gave_stay() {
    let shop = shop();
    for name in ["dialoom.db", "dialoom.db-limits"] {
        rights(&shop.path().join(name), 0o660);
    }
    shop.work(&["--name", "more"]).ok();
    for name in ["dialoom.db", "dialoom.db-limits"] {
        assert_eq!(mode(&shop.path().join(name)), 0o660);
    }
}

#[test]
fn a_damaged_file_with_limits_is_set_aside_and_made_anew() {
    let shop = shop();
    let aside = |shop: &World<StandIn>| shop.files().iter().filter(|name| name.contains("-limits.damaged-")).count();
    for (number, bytes) in
        [&b"no database at all"[..], &[0; 4096], b"SQLite format 3\0 and then nothing"].iter().enumerate()
    {
        shop.write("dialoom.db-limits", bytes);
        let output = shop.work(&["--name", &format!("b{number}")]).ok();
        assert_eq!(output.stderr.matches("the file with the rate limits was damaged").count(), 1, "{}", output.stderr);
        assert_eq!(aside(&shop), number + 1, "{:?}", shop.files());
        let again = shop.run(["limits"]).ok();
        assert!(!again.stderr.contains("damaged") && again.stdout.contains("3"), "{again:?}");
    }
}

#[test]
fn many_processes_that_meet_a_damaged_file_with_limits_agree_on_a_new_one() {
    let shop = shop();
    shop.write("dialoom.db-limits", "no database at all, and long enough");
    let live: Vec<_> = (0..4).map(|_| shop.start(["limits"])).collect();
    live.into_iter().for_each(|one| drop(one.end().ok()));
    assert_eq!(shop.files().iter().filter(|name| name.contains("damaged-")).count(), 1, "{:?}", shop.files());
}
