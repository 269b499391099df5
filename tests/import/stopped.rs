//! An import that ends in the middle.

use crate::import::{imported, numbers, rows};
use crate::support::process::wait_until;
use crate::support::world::World;

/// More than a slow machine saves before it is stopped.
const ROWS: usize = 3000;

#[test]
fn what_was_saved_before_a_stop_is_whole_and_the_same_command_saves_the_rest() {
    for (signal, code) in [("INT", Some(130)), ("KILL", None)] {
        let world = World::new();
        world.write("train.jsonl", rows(0..ROWS));
        world.write("first.jsonl", rows(0..1));
        imported(&world, &["first.jsonl"], 0);
        let live = world.start(["import", "train.jsonl"]);
        let stored = || world.number("SELECT count(*) FROM conversations");
        wait_until("a group is saved", || stored() > 1);
        live.signal(signal);
        match code {
            Some(code) => drop(live.end().ends(code)),
            None => drop(live.kill()),
        }
        let before = stored();
        assert_eq!(world.number("SELECT count(*) FROM conversation_turns"), 2 * before, "{signal}");
        let (new, there, _) = numbers(&imported(&world, &["train.jsonl"], 0));
        assert_eq!((new + there, there), (ROWS as u64, before as u64), "{signal}");
        assert_eq!((stored(), numbers(&imported(&world, &["train.jsonl"], 0))), (ROWS as i64, (0, ROWS as u64, 0)));
    }
}
