//! `dialoom exports`: earlier exports, and whether their files are still the same.

use chrono::Utc;
use dialoom::domain::conversation::NewConversation;
use dialoom::domain::review::{Basis, Decision};

use crate::support::sample::conversation;
use crate::support::world::World;

/// Conversations of one cell each.
fn topics(number: i64) -> Vec<NewConversation> {
    let one = |number: i64| {
        let mut made = conversation(&format!("No. {number}"), 8.0, number);
        made.subject.topic = format!("topic {number}");
        made
    };
    (0..number).map(one).collect()
}

#[tokio::test]
async fn exports_are_listed_shown_and_verified() {
    let made: Vec<_> = (0..3).map(|number| conversation(&format!("No. {number}"), 8.0, number)).collect();
    let world = World::new().holding(&made).await;
    world.run(["exports", "list"]).ends(0).says("no exports yet");
    let store = world.store().await;
    let ids: Vec<_> = made.iter().map(|one| one.id).collect();
    store.decide(&ids, &Decision::Approve { note: None }, Basis::Named, "ann", Utc::now()).await.unwrap();
    store.close().await;
    world.run(["export", "-o", "one.jsonl"]).ends(0);
    world.run(["export", "--shape", "sharegpt", "-o", "two.json.gz"]).ends(0);
    world.run(["export", "--format", "csv"]).ends(0);

    let listed = world.run(["exports", "list"]).ends(0);
    assert_eq!(listed.stdout.lines().count(), 4);
    assert!(listed.stdout.contains("sharegpt") && listed.stdout.contains("one.jsonl"), "{listed:?}");
    let documents = world.run(["exports", "list", "--limit", "2", "--json"]).ends(0).json();
    let exports = documents["exports"].as_array().unwrap();
    assert_eq!((exports.len(), exports[0].get("conversation_ids")), (2, None));
    let id = exports[1]["id"].as_str().unwrap();

    let shown = world.run(["exports", "show", id]).ends(0);
    assert!(shown.stdout.contains("two.json.gz") && shown.stdout.contains("SHA-256"), "{shown:?}");
    let shown = world.run(["exports", "show", id, "--json"]).ends(0).json()["export"].clone();
    assert_eq!((&shown["conversation_count"], shown.get("conversation_ids")), (&3.into(), None));
    let ids = world.run(["exports", "show", id, "--ids"]).ends(0).stdout;
    assert_eq!(ids.lines().collect::<Vec<_>>(), made.iter().map(|one| one.id.short()).collect::<Vec<_>>());
    for file in ["x.parquet", "x.csv", "x.jsonl", "x.json.zst"] {
        world.run(["exports", "again", id, "-o", file]).fails(2).says("disagree");
        assert!(!world.path().join(file).exists(), "{file}");
    }
    world.run(["exports", "show", "ffff"]).fails(2).says("export");

    let verified = world.run(["exports", "verify"]).ends(0);
    assert_eq!(verified.stdout.matches("same").count(), 2, "{verified:?}");
    world.write("two.json.gz", "other");
    std::fs::remove_file(world.path().join("one.jsonl")).unwrap();
    let wrong = world.run(["exports", "verify"]).fails(1).says("2 of 2 files");
    assert!(wrong.stdout.contains("changed") && wrong.stdout.contains("missing"), "{wrong:?}");
    assert_eq!(world.run(["exports", "verify", id, "--json"]).json()["not_the_same"], 1);
    let export = world.run(["export", "-o", "three.jsonl", "--json"]).ends(0).json()["export"].clone();
    assert_eq!(
        (&export["conversation_count"], export.get("conversation_ids")),
        (&3.into(), None),
        "the ids on request"
    );
}

#[tokio::test]
async fn a_file_of_an_expired_export_is_removed_unless_somebody_changed_it() {
    let made: Vec<_> = (0..2).map(|number| conversation(&format!("No. {number}"), 8.0, number)).collect();
    let world = World::new().holding(&made).await;
    let line = |file: &'static str| ["export", "--status", "generated", "-o", file, "--expires", "1h"];
    world.run(line("one.jsonl")).ends(0);
    world.run(line("two.jsonl")).ends(0);
    // An expired one stood here before, with the same bytes.
    world.run(line("kept.jsonl")).ends(0);
    world.run(["export", "--status", "generated", "-o", "kept.jsonl", "--force"]).ends(0);
    world.run(["exports", "cleanup", "--yes"]).ends(0).says("no file of an expired export");
    let store = world.store().await;
    for mut record in store.exports(10).await.unwrap() {
        record.expires_at = record.expires_at.map(|_| Utc::now());
        store.save_export(&record).await.unwrap();
    }
    store.close().await;
    world.write("two.jsonl", "mine now");
    world.run(["exports", "cleanup"]).fails(2).says("--yes");
    let ran = world.run(["exports", "cleanup", "--yes"]).ends(0).says("was changed after its export");
    assert!(ran.stdout.contains("one.jsonl") && !world.path().join("one.jsonl").exists(), "{ran:?}");
    assert!(world.path().join("two.jsonl").exists() && world.path().join("kept.jsonl").exists());
    assert!(world.run(["exports", "verify"]).fails(1).stdout.contains("removed"));
    world.run(["export", "-o", "x.jsonl", "--expires", "2020-01-01"]).fails(2).says("not in the future");
}

#[tokio::test]
async fn what_a_later_export_replaced_is_no_change() {
    let world = World::new().holding(&topics(2)).await;
    let export = |more: &[&'static str]| {
        let line = [&["export", "--status", "generated", "-o", "a.jsonl", "--json"], more].concat();
        world.run(line).ends(0).json()["export"]["id"].as_str().unwrap().to_owned()
    };
    let older = export(&[]);
    let newer = export(&["--limit", "1", "--force"]);
    let ran = world.run(["exports", "verify"]).ends(0);
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert!(lines[0].starts_with("same ") && lines[0].contains(&newer), "{ran:?}");
    assert!(lines[1].starts_with("replaced ") && lines[1].contains(&older), "{ran:?}");
    assert!(lines[1].ends_with(&format!("(by {newer})")), "{ran:?}");
    let file = &world.run(["exports", "verify", &older, "--json"]).ends(0).json()["exports"][0]["files"][0];
    assert_eq!((&file["state"], &file["replaced_by"]), (&"replaced".into(), &newer.as_str().into()));
    // What somebody wrote there since is a change of the newer one alone.
    world.write("a.jsonl", "mine");
    let ran = world.run(["exports", "verify"]).fails(1).says("1 of 2 files");
    assert!(ran.stdout.contains("changed") && ran.stdout.contains("replaced"), "{ran:?}");
    // A folder takes the place of all files of the earlier one.
    let folder = ["export", "--status", "generated", "--layout", "huggingface", "-o", "hub"];
    world.run(folder).ends(0);
    world.run([&folder[..], &["--split", "a=0.5,b=0.5", "--force"]].concat()).ends(0);
    let ran = world.run(["exports", "verify"]);
    assert!(!ran.stdout.contains("missing") && ran.stdout.matches("changed").count() == 1, "{ran:?}");
}

#[tokio::test]
async fn show_tells_the_options_the_expiry_and_who_made_it_again() {
    let world = World::new().holding(&topics(30)).await;
    let line = "export --status generated -o data.jsonl --split train=0.7,test=0.3 --group-by topic --shuffle --seed 7 \
                --limit 29 --since-last --system Be_kind. --expires 90d";
    world.run(line.split_whitespace()).ends(0);
    let id = world.run(["exports", "list", "--json"]).json()["exports"][0]["id"].as_str().unwrap().to_owned();
    world.run(["exports", "again", &id, "--force"]).ends(0);
    let shown = world.run(["exports", "show", &id]).ends(0).stdout;
    for part in [
        "split            train=0.7,test=0.3 by topic\n",
        "shuffle          seed 7\n",
        "limit            29\n",
        "since-last       yes\n",
        "system           Be_kind.\n",
        "expires          20",
        "made again       20",
        "by rita",
    ] {
        assert!(shown.contains(part), "{part:?} in {shown}");
    }
    assert!(!shown.contains("per-turn") && !shown.contains("balance"), "{shown}");
}

#[tokio::test]
async fn a_list_says_where_it_stops_and_shows_the_name_of_a_file_in_a_usual_window() {
    let world = World::new().holding(&[conversation("One", 8.0, 0)]).await;
    let folder = "a_folder_with_a_long_name_that_needs_much_room";
    std::fs::create_dir(world.path().join(folder)).unwrap();
    for number in 0..3 {
        world.run(["export", "--status", "generated", "-o", &format!("{folder}/train-{number}.jsonl")]).ends(0);
    }
    world.run(["export", "--status", "generated", "--layout", "huggingface", "-o", "hub"]).ends(0);
    world.run(["exports", "list", "--limit", "3"]).ends(0).says("newest 3").says("dialoom exports list --limit 15");
    assert!(!world.run(["exports", "list"]).ends(0).stderr.contains("--limit"));
    let (_, drawn) = world.terminal(&["exports", "list"], (30, 120)).end();
    assert!((0..3).all(|number| drawn.contains(&format!("train-{number}.jsonl"))), "{drawn}");
    assert!(drawn.contains("hub/"), "{drawn}");
}

#[tokio::test]
async fn a_folder_made_again_elsewhere_says_what_is_not_the_same() {
    let world = World::new().holding(&topics(4)).await;
    world.run(["export", "--status", "generated", "--layout", "huggingface", "-o", "hub"]).ends(0);
    world.run(["exports", "again", "@last", "-o", "-"]).fails(2).says("standard output is none");
    world.run(["exports", "again", "@last", "-o", "hub"]).fails(2).says("not empty").says("--force");
    let ran = world.run(["exports", "again", "@last", "-o", "other"]).ends(0).says("README.md, croissant.json");
    assert!(!ran.stderr.contains("the same bytes as"), "{ran:?}");
    let json = world.run(["exports", "again", "@last", "--force", "--json"]).ends(0).json();
    assert_eq!((&json["is_same"], &json["differ"]), (&true.into(), &serde_json::json!([])), "at its own place");
    world.run(["export", "--status", "generated", "--split", "a=0.5,b=0.5", "-o", "x.jsonl"]).ends(0);
    world.run(["exports", "again", "@last", "-o", "-"]).fails(2).says("several files");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_whose_process_was_killed_has_failed_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        killed(world.holding(&[conversation("One", 8.0, 0)]).await).await;
    }
}

async fn killed(world: World) {
    world.run(["export", "--status", "generated", "-o", "one.jsonl"]).ends(0);
    let store = world.store().await;
    let done = store.exports(1).await.unwrap().remove(0);
    // A process that has ended left this row, and one that still runs the other.
    let mut child = std::process::Command::new("true").spawn().unwrap();
    child.wait().unwrap();
    let this = dialoom::engine::this_process();
    let (host, _) = this.split_once('/').unwrap();
    let row = |process: String| dialoom::domain::export::ExportRecord {
        id: dialoom::domain::ids::ExportId::new(),
        status: dialoom::domain::export::ExportStatus::Processing,
        options: serde_json::json!({ "process": process }),
        created_at: Utc::now(),
        ..done.clone()
    };
    let (dead, alive) = (row(format!("{host}/{}/1-0", child.id())), row(this));
    store.save_export(&dead).await.unwrap();
    store.save_export(&alive).await.unwrap();
    store.close().await;
    let status = |id: String| world.run(["exports", "show", &id, "--json"]).json()["export"].clone();
    assert_eq!(status(dead.id.to_string())["status"], "failed");
    let listed = world.run(["exports", "list"]).ends(0).stdout;
    assert_eq!((listed.matches("failed").count(), listed.matches("processing").count()), (1, 1), "{listed}");
    assert!(world.run(["doctor", "--offline"]).stdout.contains("1 export killed before the end"));
    world.run(["exports", "cleanup"]).ends(0).says("was killed");
    assert!(!world.run(["doctor", "--offline"]).stdout.contains("killed"));
    let shown = status(dead.id.to_string());
    assert_eq!((&shown["status"], &shown["options"]["process"]), (&"failed".into(), &serde_json::Value::Null));
    assert!(shown["error"].as_str().unwrap().contains("interrupted"));
    assert_eq!(status(alive.id.to_string())["status"], "processing");
    // One that nobody has seen for long was killed, too.
    let old = "UPDATE export_logs SET updated_at = '2026-01-01T00:00:00.000000Z' WHERE status = 'processing'";
    match world.postgres() {
        Some(database) => database.run(old),
        None => {
            let pause = async |connection: &mut _| sqlx::query(old).execute(connection).await.unwrap();
            tokio::task::block_in_place(|| world.sql(pause));
        }
    }
    world.run(["export", "--status", "generated", "-o", "two.jsonl"]).ends(0);
    assert_eq!(status(alive.id.to_string())["status"], "failed");
    assert_eq!(status(done.id.to_string())["options"].get("process"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn show_tells_how_often_an_export_was_verified_and_made_again_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        let world = world.holding(&[conversation("One", 8.0, 0)]).await;
        world.run(["export", "--status", "generated", "-o", "one.jsonl"]).ends(0);
        let show = || world.run(["exports", "show", "@last"]).ends(0).stdout;
        let json = || world.run(["exports", "show", "@last", "--json"]).ends(0).json();
        assert!(!show().contains("verified") && json()["verified"].is_null());
        world.run(["exports", "verify", "@last"]).ends(0);
        world.run(["exports", "verify"]).ends(0);
        let shown = show();
        assert!(
            shown.contains("verified         2 times, last 20") && shown.contains(" by rita: as exported\n"),
            "{shown}"
        );
        world.write("one.jsonl", "mine");
        world.run(["exports", "verify"]).fails(1);
        let told = json();
        let verified = &told["verified"];
        assert_eq!((&verified["times"], &verified["wrong"], &verified["by"]), (&3.into(), &1.into(), &"rita".into()));
        let id = told["export"]["id"].as_str().unwrap().to_owned();
        world.run(["exports", "again", &id, "--force"]).ends(0);
        let told = world.run(["exports", "show", &id, "--json"]).ends(0).json();
        assert_eq!(told["made_again"].as_array().map(Vec::len), Some(1));
        assert_eq!((&told["made_again"][0]["by"], &told["verified"]["times"]), (&"rita".into(), &3.into()));
        assert!(json()["verified"].is_null(), "nobody has verified the new one");
    }
}
