//! `dialoom undo` and `dialoom history`.

use crate::support::sample::conversation;
use crate::support::world::World;

#[tokio::test]
async fn a_bulk_command_is_taken_back_as_a_whole_and_the_history_keeps_both() {
    for world in [World::new(), World::new().on_postgres()] {
        let made = [conversation("fair", 7.0, 1), conversation("good", 9.0, 2)];
        let shelf = world.holding(&made).await;
        let id = made[0].id.short();
        shelf.run(["undo", "-y"]).ends(0).says("nothing to undo for \"rita\"");
        shelf.run(["approve", "--min-quality", "7", "-y"]).ends(0);
        shelf.run(["reject", &id, "--reason", "dull", "--user", "olga"]).ends(0);

        let listed = shelf.run(["undo", "--list"]).ends(0);
        assert!(listed.stdout.contains("approval\t2\t"), "{}", listed.stdout);
        shelf.run(["undo"]).ends(2).says("undo: approval of 2 conversations").says("--yes");
        let ran = shelf.run(["undo", "-y"]).ends(0);
        assert!(ran.stdout.contains("approved\tgenerated\tgood"), "{}", ran.stdout);
        ran.says(&format!("left as it is: {id}; olga changed it since")).says("undone: approval of 1 conversation");
        let document = shelf.run(["undo", "-y", "--json", "--user", "olga"]).ends(0).json();
        assert_eq!((&document["act"]["action"], &document["undone"][0]["to"]), (&"reject".into(), &"approved".into()));
        assert_eq!(document["left"], serde_json::json!([]));

        let told = shelf.run(["history", &id]).ends(0).stdout;
        let lines: Vec<&str> = told.lines().collect();
        assert!(lines[0].starts_with(&id) && lines[0].ends_with("fair"), "{told}");
        assert!(lines[1].ends_with("rita  approve  generated → approved  (filter)"), "{told}");
        assert!(lines[2].ends_with("olga  reject  approved → rejected  (named)  [undone]: dull"), "{told}");
        assert!(lines[3].ends_with("olga  undo of reject  rejected → approved"), "{told}");
        let document = shelf.run(["history", &id, "--json"]).ends(0).json();
        assert_eq!(document["histories"][0]["entries"].as_array().unwrap().len(), 3);
    }
}

#[tokio::test]
async fn undo_asks_and_a_no_changes_nothing() {
    let made = conversation("good", 9.0, 2);
    let shelf = World::new().holding(std::slice::from_ref(&made)).await;
    shelf.run(["approve", &made.id.short()]).ends(0);
    let mut terminal = shelf.terminal(&["undo"], (20, 80));
    terminal.wait_for(&format!("Undo: approval of {}?", made.id.short()));
    terminal.press("n");
    let (code, screen) = terminal.end();
    assert!(code == 0 && screen.contains("nothing was changed"), "{screen}");
    assert_eq!(shelf.run(["list", "approved", "--ids"]).ends(0).stdout.lines().count(), 1);
    // A history without an id says what to give.
    shelf.run(["history"]).ends(2).says("dialoom history ID");
}

#[tokio::test]
async fn the_list_says_when_there_are_older_acts() {
    let made = [conversation("fair", 7.0, 1), conversation("good", 9.0, 2), conversation("low", 4.0, 3)];
    let shelf = World::new().holding(&made).await;
    made.iter().for_each(|one| drop(shelf.run(["tag", &one.id.short(), "new"]).ends(0)));
    let whole = shelf.run(["undo", "--list"]).ends(0);
    assert!(!whole.stderr.contains("newest"), "{}", whole.stderr);
    let some = shelf.run(["undo", "--list", "--limit", "2"]).ends(0);
    assert_eq!(some.stdout.lines().count(), 3, "two and the headings: {}", some.stdout);
    some.says("the newest 2 acts; older ones: dialoom undo --list --limit 1000");
    let more = |limit: &str| shelf.run(["undo", "--list", "--limit", limit, "--json"]).ends(0).json()["more"].clone();
    assert_eq!((more("2"), more("3")), (true.into(), false.into()));
    shelf.run(["undo", "--limit", "2"]).ends(2).says("--list");
}
