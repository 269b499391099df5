//! `dialoom duplicates`.

use dialoom::domain::conversation::NewConversation;
use dialoom::domain::status::Status;

use crate::support::sample::conversation;
use crate::support::world::World;

/// Two that are the same, the second with the better score; one with the title of the first; and one of its own.
fn made() -> Vec<NewConversation> {
    let mut made = vec![
        conversation("pension", 7.0, 0),
        conversation("pension again", 9.0, 1),
        conversation("Pension!", 8.0, 2),
        conversation("mortgage", 8.0, 3),
    ];
    made[1].turns = made[0].turns.clone();
    made
}

#[tokio::test]
async fn groups_are_listed_by_the_part_that_was_asked_for() {
    let made = made();
    let world = World::new().holding(&made).await;
    let ids = |document: &serde_json::Value| -> Vec<String> {
        let members = document["groups"][0]["members"].as_array().unwrap();
        members.iter().map(|member| member["id"].as_str().unwrap().to_owned()).collect()
    };
    let document = world.run(["duplicates", "--json"]).ends(0).json();
    assert_eq!(document["groups"].as_array().unwrap().len(), 1);
    assert_eq!(ids(&document), [made[0].id.to_string(), made[1].id.to_string()]);
    let opening = world.run(["duplicates", "--by", "opening", "--json"]).ends(0).json();
    assert_eq!(ids(&opening), [made[0].id.to_string(), made[1].id.to_string()]);
    let titles = world.run(["duplicates", "--by", "title", "--json"]).ends(0).json();
    assert_eq!(ids(&titles), [made[0].id.to_string(), made[2].id.to_string()]);
    world.run(["duplicates", "--batch", "none"]).ends(2).says("no batch");
    world.run(["duplicates", "--threshold", "0.2"]).ends(2).says("0.5 to 1");
    world.run(["duplicates", "--search", "mortgage"]).ends(0).says("no two conversations are alike");
}

#[tokio::test]
async fn the_best_or_the_first_stays_and_the_rest_is_rejected() {
    for (which, kept, gone) in [("best", 1, 0), ("first", 0, 1)] {
        let made = made();
        let world = World::new().holding(&made).await;
        world.run(["duplicates", "--keep", which]).ends(2).says("--dry-run");
        world.run(["duplicates", "--keep", which, "--dry-run"]).ends(0).says("would reject 1 conversation");
        world.run(["duplicates", "--keep", which, "-y"]).ends(0).says("rejected 1 conversation");
        let store = world.store().await;
        let of = async |place: usize| store.conversation(made[place].id).await.unwrap().conversation;
        assert_ne!(of(kept).await.status, Status::Rejected);
        let rejected = of(gone).await;
        assert_eq!(rejected.status, Status::Rejected);
        let why = format!("near-duplicate of {}", made[kept].id.short());
        assert_eq!(rejected.reviewer_notes.as_deref(), Some(why.as_str()));
        world.run(["duplicates"]).ends(0).says("no two conversations are alike");
    }
}
