//! `dialoom exports`: earlier exports, and whether their files are still the same.

use chrono::Utc;
use dialoom::domain::review::{Basis, Decision};

use crate::support::sample::conversation;
use crate::support::world::World;

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
