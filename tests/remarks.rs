//! `dialoom note` and `dialoom tag`.

use crate::support::sample::conversation;
use crate::support::world::World;

#[tokio::test]
async fn a_note_stays_in_the_history_and_keeps_no_decision_from_being_undone() {
    for world in [World::new(), World::new().on_postgres()] {
        let made = conversation("good", 9.0, 1);
        let shelf = world.holding(std::slice::from_ref(&made)).await;
        let id = made.id.short();
        shelf.run(["approve", &id]).ends(0);
        let before = shelf.run(["list", "--json"]).ends(0).json()["conversations"][0]["updated_at"].clone();
        shelf.run(["note", &id, "  "]).ends(2).says("dialoom note ID TEXT");
        shelf.run(["note", "nobody", "text"]).ends(2);
        shelf.run(["note", &id, " a look at turn 4 ", "--user", "olga"]).ends(0).says(&format!("noted on {id}: good"));
        let shown = shelf.run(["show", &id]).ends(0).stdout;
        assert!(shown.contains("\nNotes\n") && shown.contains("olga: a look at turn 4"), "{shown}");
        let document = shelf.run(["show", &id, "--json"]).ends(0).json();
        assert_eq!(document["conversations"][0]["notes"][0]["text"], "a look at turn 4");
        assert_eq!(document["conversations"][0]["updated_at"], before);
        let told = shelf.run(["history", &id]).ends(0).stdout;
        assert!(told.contains("olga  note  (named): a look at turn 4"), "{told}");

        shelf.run(["undo", "-y"]).ends(0).says("undone: approval of 1 conversation");
        let document = shelf.run(["undo", "-y", "--json", "--user", "olga"]).ends(0).json();
        assert_eq!((&document["act"]["action"], &document["undone"][0]["to"]), (&"note".into(), &"generated".into()));
        assert!(!shelf.run(["show", &id]).ends(0).stdout.contains("Notes"));
        assert!(shelf.run(["history", &id]).ends(0).stdout.contains("[undone]: a look at turn 4"));
        let many = format!("{id}\n");
        shelf.command(["note", "-", "from a pipe"]).stdin(many.as_str()).run().ends(0).says("noted on");
        shelf.run(["purge", &id, "-y"]).ends(0);
        assert!(shelf.run(["undo", "--list"]).ends(0).stdout.is_empty());
    }
}

#[tokio::test]
async fn a_tag_is_found_by_filters_survives_the_trash_and_is_undone() {
    for world in [World::new(), World::new().on_postgres()] {
        let made = [conversation("one", 9.0, 1), conversation("two", 9.0, 2)];
        let shelf = world.holding(&made).await;
        let ids = made.each_ref().map(|it| it.id.short());
        let found = |tag: &str| shelf.run(["list", "--tag", tag, "--ids"]).ends(0).stdout.lines().count();
        shelf.run(["tag", &ids[0], "two words"]).ends(2).says("a tag is one word");
        shelf.run(["tag", &ids[0], "Größe"]).ends(0).says("is tagged \"größe\"");
        shelf.run(["tag", &ids[0], "größe"]).ends(0).says("already with the tag");
        let both = ids.join("\n");
        shelf.command(["tag", "-", "b"]).stdin(both.as_str()).run().ends(0);
        assert_eq!((found("GRÖSSE"), found("größe"), found("b"), found("a,b"), found("none")), (0, 1, 2, 2, 0));
        let listed = shelf.run(["list", "--tag", "größe", "--json"]).ends(0).json();
        assert_eq!(listed["conversations"][0]["tags"], serde_json::json!(["größe", "b"]));
        assert!(shelf.run(["show", &ids[0]]).ends(0).stdout.contains("tags        größe, b"));

        shelf.run(["delete", &ids[0], "-y"]).ends(0);
        assert_eq!(found("b"), 1);
        shelf.run(["undo", "-y"]).ends(0);
        assert_eq!((found("b"), found("größe")), (2, 1));

        let document = shelf.run(["tag", &ids[0], "b", "--remove", "--json"]).ends(0).json();
        assert_eq!((&document["count"], &document["removed"]), (&1.into(), &true.into()));
        assert_eq!(found("b"), 1);
        shelf.run(["undo", "-y"]).ends(0).says("undone: removal of a tag of 1 conversation");
        assert_eq!(found("b"), 2);
        shelf.run(["undo", "-y"]).ends(0).says("undone: tag of 2 conversations");
        assert_eq!((found("b"), found("größe")), (0, 1));
        shelf.run(["tag", &ids[1], "b", "--remove"]).ends(0).says("without the tag");
        shelf.run(["approve", "--tag", "größe", "-y"]).ends(0).says("approved 1 conversation");
        shelf.run(["purge", &ids[0], "-y"]).ends(0);
        assert_eq!(found("größe"), 0);
    }
}

#[tokio::test]
async fn tags_are_completed() {
    let made = conversation("one", 9.0, 1);
    let shelf = World::new().holding(std::slice::from_ref(&made)).await;
    for word in ["tax", "tone"] {
        shelf.run(["tag", &made.id.short(), word]).ends(0);
    }
    assert_eq!(shelf.run(["complete", "--", "dialoom", "list", "--tag", "ta"]).ends(0).stdout, "tax\n");
    assert_eq!(shelf.run(["complete", "--", "dialoom", "tag", "x", ""]).ends(0).stdout, "tax\ntone\n");
}
