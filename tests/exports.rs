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
    assert_eq!(
        world.run(["exports", "show", id, "--json"]).json()["export"]["conversation_ids"].as_array().unwrap().len(),
        3
    );
    world.run(["exports", "show", "ffff"]).fails(2).says("export");

    let verified = world.run(["exports", "verify"]).ends(0);
    assert_eq!(verified.stdout.matches("same").count(), 2, "{verified:?}");
    world.write("two.json.gz", "other");
    std::fs::remove_file(world.path().join("one.jsonl")).unwrap();
    let wrong = world.run(["exports", "verify"]).fails(1).says("2 of 2 files");
    assert!(wrong.stdout.contains("changed") && wrong.stdout.contains("missing"), "{wrong:?}");
    assert_eq!(world.run(["exports", "verify", id, "--json"]).json()["not_the_same"], 1);
}
