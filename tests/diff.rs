//! `dialoom diff`.

use crate::support::sample::conversation;
use crate::support::world::World;

#[tokio::test]
async fn two_conversations_are_compared_turn_by_turn() {
    for world in [World::new(), World::new().on_postgres()] {
        let one = conversation("one", 9.0, 1);
        let mut two = conversation("two", 9.0, 2);
        two.turns = one.turns.clone();
        two.turns[1].content = two.turns[1].content.replace("is how", "is why");
        two.turns.pop();
        let shelf = world.holding(&[one.clone(), two.clone()]).await;
        let (first, second) = (one.id.short(), two.id.short());
        let ran = shelf.run(["diff", &first, &second]).ends(0);
        let lines: Vec<&str> = ran.stdout.lines().collect();
        assert_eq!(lines[0], "  title: [-one-]{+two+}");
        assert!(lines[1].starts_with("  turn 2: one, part 2: this is [-how-]{+why+} a rollover"), "{}", ran.stdout);
        assert!(ran.stdout.contains("  turn 10: [-one, part 10:"), "{}", ran.stdout);
        ran.says("2 of 10 turns differ");
        let document = shelf.run(["diff", &first, &second, "--json"]).ends(0).json();
        assert_eq!(document["differences"][2]["after"], serde_json::Value::Null);
        assert_eq!(document["second"]["turns"], 9);
        shelf.run(["diff", &first]).ends(2).says("dialoom diff ID ID");
        shelf.run(["diff"]).ends(2).says("dialoom diff ID ID");
    }
}

#[tokio::test]
async fn a_turn_that_was_written_anew_stands_whole_old_above_new() {
    let made = crate::support::sample::conversation("one", 8.0, 0);
    let shelf = crate::support::world::World::new().holding(std::slice::from_ref(&made)).await;
    let id = made.id.short();
    let old = "You can roll the plan over to an IRA in the year you leave the firm, or later.";
    let new = "Ask your plan for a direct transfer; then no tax is due before you draw on it.";
    shelf.run(["edit", &id, "--turn", "1", "--content", old]).ends(0);
    shelf.run(["edit", &id, "--turn", "1", "--content", new]).ends(0);
    let told = shelf.run(["history", &id]).ends(0).stdout;
    let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&format!("[-{old}-] {{+{new}+}}")), "{told}");
}
