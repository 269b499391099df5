//! The keys of the full-screen review that change more than a status, in a pseudo terminal.

use dialoom::domain::filter::Filter;
use dialoom::domain::status::Status;

use crate::support::pty::Pty;
use crate::support::sample::conversation;
use crate::support::world::World;

const WINDOW: (u16, u16) = (24, 80);

async fn shelf(count: usize) -> World {
    let made: Vec<_> = (1..=count).map(|n| conversation(&format!("Number {n:03}"), 7.0, n as i64)).collect();
    World::new().holding(&made).await
}

async fn count(shelf: &World, status: Status) -> u64 {
    shelf.store().await.count(&Filter { status: vec![status], ..Filter::default() }).await.unwrap()
}

fn review(shelf: &World) -> Pty {
    let mut terminal = shelf.terminal(&["review", "--order", "oldest"], WINDOW);
    terminal.wait_for("a approve");
    terminal
}

#[tokio::test]
async fn u_takes_back_one_decision_after_the_other_and_names_the_next() {
    let shelf = shelf(5).await;
    let mut terminal = review(&shelf);
    terminal.press("u");
    terminal.wait_for("nothing to undo in this session");
    terminal.press("a");
    terminal.wait_for("u undo approval of ");
    terminal.wait_for("2 of 5");
    terminal.press("r1");
    terminal.wait_for("u undo rejection of ");
    terminal.wait_for("3 of 5");
    // A hundred in one go undo one: the next must be drawn first.
    terminal.press(&"u".repeat(100));
    terminal.wait_for("undone: rejection of ");
    terminal.wait_for("Number 002");
    terminal.wait_for("u undo approval of ");
    terminal.press("u");
    terminal.wait_for("Number 001, part 1");
    terminal.wait_for("0 decided");
    terminal.press("a");
    terminal.wait_for("Number 002, part 1");
    terminal.press("l");
    terminal.wait_for("4 waiting");
    terminal.press("A");
    terminal.wait_for("4 marked");
    terminal.press("a");
    terminal.wait_for("Approve 4 conversations?");
    terminal.press("y");
    terminal.wait_for("u undo approval of 4 conversations");
    terminal.press("u");
    terminal.wait_for("undone: approval of 4 conversations");
    terminal.wait_for("Number 003, part 1");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert!(code == 0 && screen.contains("approved 1, rejected 0, sent back 0"), "{screen}");
    assert_eq!(count(&shelf, Status::Approved).await, 1);
}

#[tokio::test]
async fn a_near_duplicate_is_read_beside_the_one_it_repeats() {
    let mut made: Vec<_> = (1..=2).map(|n| conversation("Twice", 7.0, n)).collect();
    made[1].turns = made[0].turns.clone();
    made[1].turns[1].content.push_str(" And one more word.");
    let shelf = World::new().holding(&made).await;
    let mut terminal = shelf.terminal(&["review", &made[1].id.short()], (30, 120));
    terminal.wait_for("near duplicate");
    terminal.press("D");
    let screen = terminal.wait_for("1 of 10 turns differ");
    assert!(screen.contains(&format!("{} (this one)", made[1].id.short())), "{screen}");
    assert!(screen.contains(&format!("{} (the other)", made[0].id.short())), "{screen}");
    assert!(screen.contains("[-And one more word.-]"), "{screen}");
    terminal.press("a\u{1b}");
    terminal.wait_for("a approve");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert!(code == 0 && screen.contains("approved 0,"), "{screen}");
}
