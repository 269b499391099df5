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
