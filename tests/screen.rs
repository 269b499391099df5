//! `dialoom review` on the whole screen, in a pseudo terminal with a terminal emulator behind it.

use std::io::Write;
use std::path::Path;

use dialoom::domain::conversation::NewConversation;
use dialoom::domain::filter::Filter;
use dialoom::domain::status::Status;

use crate::support::process::signal;
use crate::support::pty::Pty;
use crate::support::sample::conversation;
use crate::support::world::World;

const WINDOW: (u16, u16) = (24, 80);

fn numbered(count: usize) -> Vec<NewConversation> {
    (1..=count).map(|number| conversation(&format!("Number {number:03}"), 7.0, number as i64)).collect()
}

async fn shelf(count: usize) -> World {
    World::new().holding(&numbered(count)).await
}

async fn count(shelf: &World, status: Status) -> u64 {
    shelf.store().await.count(&Filter { status: vec![status], ..Filter::default() }).await.unwrap()
}

fn review(shelf: &World) -> Pty {
    shelf.terminal(&["review", "--order", "oldest"], WINDOW)
}

#[tokio::test]
async fn a_session_reads_from_turn_one_and_decides_with_single_keys() {
    let shelf = shelf(6).await;
    let mut terminal = review(&shelf);
    let screen = terminal.wait_for("a approve");
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[0].starts_with("6 of 6 left · 0 decided"), "{screen}");
    assert_eq!(lines[1], "Number 001");
    assert_eq!(lines[2], "Anxious Investor · fear · 401(k) rollover");
    assert!(lines[3].starts_with("7.0, passes at 6.0: turns 3/3, length 1/3, speakers 4/4"), "{screen}");
    assert!(screen.contains("› 1 user\n│ Number 001, part 1: this is"), "{screen}");
    terminal.press("\u{1b}[F");
    terminal.wait_for("Number 001, part 10");
    terminal.press("i");
    terminal.wait_for("About this conversation");
    terminal.wait_for("made        2026-11-01");
    terminal.press("G");
    terminal.wait_for("Prompt as sent");
    terminal.press("i");
    terminal.wait_for("part 10");
    terminal.press("a");
    terminal.wait_for("is approved");
    terminal.wait_for("5 of 6 left");
    terminal.press("r1");
    terminal.wait_for("is rejected");
    terminal.wait_for("4 of 6 left");
    terminal.press("b");
    terminal.wait_for("what to change:");
    terminal.press("größere turns\u{1b}[D\u{1b}[D!\r");
    terminal.wait_for("is sent back");
    terminal.wait_for("3 of 6 left");
    terminal.press("n");
    terminal.wait_for("Number 005");
    terminal.press("p");
    terminal.wait_for("Number 004");
    terminal.press("s");
    terminal.wait_for("skipped");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("approved 1, rejected 1, sent back 1, skipped 1"), "{screen}");
    assert!(screen.contains("3 conversations left; continue with: dialoom review --order oldest"), "{screen}");
    let store = shelf.store().await;
    let noted = async |at: i64| {
        let page = store.list(&Filter::default(), dialoom::domain::filter::Order::OLDEST, 10, None).await.unwrap();
        page.conversations[at as usize].reviewer_notes.clone()
    };
    assert_eq!(noted(1).await.as_deref(), Some("off topic"));
    assert_eq!(noted(2).await.as_deref(), Some("größere tur!ns"));
}

#[tokio::test]
async fn a_hundred_keys_in_one_go_decide_exactly_what_was_drawn() {
    let shelf = shelf(110).await;
    let mut terminal = review(&shelf);
    terminal.wait_for("a approve");
    terminal.press(&"a".repeat(100));
    terminal.wait_for("109 of 110 left");
    terminal.wait_for("1 decided");
    // More than the library reads at once: the rest waits in the kernel.
    terminal.press(&"a".repeat(3000));
    terminal.wait_for("108 of 110 left");
    terminal.press("j");
    terminal.wait_for("2 to ");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("approved 2,"), "{screen}");
    assert_eq!(count(&shelf, Status::Approved).await, 2);
}

#[tokio::test]
async fn what_is_typed_before_the_first_picture_decides_nothing() {
    let shelf = shelf(5).await;
    let mut terminal = review(&shelf);
    terminal.type_at_once("aaaaa");
    terminal.wait_for("5 of 5 left");
    terminal.press("q");
    let (_, screen) = terminal.end();
    assert!(screen.contains("approved 0,"), "{screen}");
}

#[tokio::test]
async fn a_hundred_keys_each_after_the_next_was_drawn_lose_nothing() {
    let shelf = shelf(100).await;
    let mut terminal = review(&shelf);
    for number in 1..=100 {
        terminal.wait_for(&format!("Number {number:03}, part 1"));
        terminal.press("a");
    }
    terminal.wait_for("The end of the queue");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    assert!(screen.contains("approved 100,"), "{screen}");
    assert_eq!(count(&shelf, Status::Approved).await, 100);
}

#[tokio::test]
async fn pasted_text_decides_nothing() {
    let shelf = shelf(3).await;
    let mut terminal = review(&shelf);
    terminal.wait_for("a approve");
    terminal.press("\u{1b}[200~aaa\rr1\rq\u{1b}[201~");
    terminal.wait_for("Pasted text decides nothing");
    terminal.press("r\u{1b}[200~two\rlines\u{1b}[201~");
    terminal.wait_for("why reject: two lines");
    terminal.press("\r");
    terminal.wait_for("is rejected");
    terminal.press("q");
    let (_, screen) = terminal.end();
    assert!(screen.contains("approved 0, rejected 1, sent back 0"), "{screen}");
}

#[tokio::test]
async fn however_it_ends_what_was_decided_is_kept_and_the_terminal_given_back() {
    let shelf = shelf(20).await;
    let mut left = 20;
    let endings = [
        ("q", 0),
        ("\u{3}", 130),
        ("\u{4}", 0),
        ("r\u{3}", 130),
        ("INT", 130),
        ("TERM", 130),
        ("HUP", 130),
        ("?\u{3}", 130),
    ];
    for (ending, code) in endings {
        let mut terminal = review(&shelf);
        terminal.wait_for("a approve");
        terminal.press("a");
        left -= 1;
        terminal.wait_for(&format!("{left} of {} left", left + 1));
        if ending.len() > 2 {
            signal(terminal.pid(), ending);
        } else {
            terminal.press(ending);
        }
        let (ended, screen) = terminal.end();
        assert_eq!(ended, code, "{ending:?}\n{screen}");
        assert!(screen.contains("approved 1, rejected 0, sent back 0"), "{ending:?}\n{screen}");
        assert!(screen.contains(&format!("{left} conversations left; continue with: dialoom review")), "{screen}");
        assert_eq!(count(&shelf, Status::Approved).await, 20 - left);
    }
}

#[tokio::test]
async fn the_list_marks_rows_and_asks_before_one_decision_about_all() {
    let shelf = shelf(12).await;
    let mut terminal = review(&shelf);
    terminal.wait_for("a approve");
    terminal.press("l");
    let screen = terminal.wait_for("12 waiting, 0 marked");
    assert!(screen.contains("[ ]") && screen.contains("opened") && screen.contains("Number 012"), "{screen}");
    terminal.press("a");
    terminal.wait_for("Mark rows first");
    terminal.press("  j ");
    terminal.wait_for("3 marked");
    terminal.press("a");
    terminal.wait_for("Approve 3 conversations? 2 of them were not opened.");
    terminal.press("n");
    terminal.wait_for("Nothing was changed");
    // An answer that was typed with the question answers nothing.
    terminal.press("ay");
    terminal.wait_for("Approve 3 conversations?");
    terminal.press("y");
    terminal.wait_for("3 conversations now approved");
    terminal.wait_for("9 waiting, 0 marked");
    terminal.press("Ar6");
    terminal.wait_for("Reject 9 conversations?");
    terminal.press("y");
    terminal.wait_for("9 conversations now rejected. Nothing waits.");
    terminal.wait_for("The end of the queue");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    assert!(screen.contains("approved 3, rejected 9, sent back 0"), "{screen}");
}

#[tokio::test]
async fn a_named_or_drawn_session_names_what_is_left() {
    let made = numbered(20);
    let shelf = World::new().holding(&made).await;
    let mut terminal = shelf.terminal(&["review", &made[4].id.short(), &made[2].id.short()], WINDOW);
    terminal.wait_for("2 of 2 left");
    terminal.wait_for("Number 005");
    terminal.press("a");
    terminal.wait_for("Number 003");
    terminal.press("q");
    let (_, screen) = terminal.end();
    assert!(screen.contains(&format!("1 conversation left; continue with: dialoom review {}", made[2].id.short())));
    let mut terminal = shelf.terminal(&["review", "--sample", "10%", "--seed", "3"], WINDOW);
    terminal.wait_for("2 of 2 left");
    terminal.press("q");
    terminal.end();
}

#[tokio::test]
async fn a_window_of_any_size_is_drawn_and_a_small_one_decides_nothing() {
    let shelf = shelf(3).await;
    let mut terminal = review(&shelf);
    terminal.wait_for("3 of 3 left");
    terminal.press("a");
    terminal.wait_for("2 of 3 left");
    terminal.resize(10, 20);
    terminal.wait_for("needs 60×16");
    terminal.press("a");
    terminal.resize(30, 100);
    terminal.wait_for("2 of 3 left");
    terminal.wait_for("Number 002");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    assert!(screen.contains("approved 1,"), "{screen}");
}

#[tokio::test]
async fn a_small_window_has_the_review_line_by_line() {
    let shelf = shelf(3).await;
    let mut terminal = shelf.terminal(&["review"], (15, 80));
    terminal.wait_for("[a]pprove");
    assert!(!terminal.printed().contains("\u{1b}[?1049h"));
    terminal.press("q");
    assert_eq!(terminal.end().0, 0);
}

#[tokio::test]
async fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_again() {
    let shelf = shelf(3).await;
    let env = [("DIALOOM_USER", "rita"), ("PS1", "$ "), ("DIALOOM", env!("CARGO_BIN_EXE_dialoom"))];
    let bash = Path::new("/bin/bash");
    let mut terminal = Pty::start_program(bash, &shelf.path(), &["--norc", "--noprofile", "-i"], &env, WINDOW);
    terminal.wait_for("$ ");
    terminal.press("\"$DIALOOM\" review --order oldest\r");
    terminal.wait_for("a approve");
    terminal.press("a");
    terminal.wait_for("2 of 3 left");
    terminal.press("\u{1a}");
    terminal.wait_for("Stopped");
    terminal.press("echo back in the $((40 + 2))nd shell\r");
    terminal.wait_for("back in the 42nd shell");
    terminal.press("fg\r");
    terminal.wait_for("2 of 3 left");
    terminal.wait_for("Number 002");
    terminal.press("a");
    terminal.wait_for("1 of 3 left");
    terminal.press("q");
    terminal.wait_for("approved 2,");
    terminal.press("exit\r");
    terminal.end();
    assert_eq!(count(&shelf, Status::Approved).await, 2);
}

#[tokio::test]
async fn a_lost_database_ends_the_session_with_its_sum() {
    let shelf = shelf(30).await;
    let mut terminal = review(&shelf);
    terminal.wait_for("a approve");
    terminal.press("a");
    terminal.wait_for("29 of 30 left");
    let (file, aside) = (shelf.path().join("dialoom.db"), shelf.path().join("aside.db"));
    std::fs::rename(&file, &aside).unwrap();
    terminal.press("a");
    let (code, screen) = terminal.end();
    std::fs::rename(&aside, &file).unwrap();
    assert_eq!(code, 1, "{screen}");
    assert!(screen.contains("approved 1,") && screen.contains("error:"), "{screen}");
    assert!(screen.contains("each decision is kept in it"), "{screen}");
    assert!(screen.contains("continue with:") && screen.contains("dialoom review --order oldest"), "{screen}");
    assert_eq!(count(&shelf, Status::Approved).await, 1);
}

#[tokio::test]
async fn a_database_that_is_damaged_meanwhile_ends_the_session_with_its_sum() {
    let shelf = shelf(30).await;
    let mut terminal = review(&shelf);
    terminal.wait_for("a approve");
    terminal.press("a");
    terminal.wait_for("29 of 30 left");
    let file = shelf.path().join("dialoom.db");
    let bytes = std::fs::metadata(&file).unwrap().len();
    std::fs::OpenOptions::new().write(true).open(&file).unwrap().write_all(&vec![0; bytes as usize]).unwrap();
    terminal.press("a");
    let (code, screen) = terminal.end();
    assert_eq!(code, 1, "{screen}");
    // The second decision succeeds where the pages that it needs were read before the damage.
    let decided = screen.contains("approved 1,") || screen.contains("approved 2,");
    assert!(decided && screen.contains("the database is damaged"), "{screen}");
    assert!(screen.contains("decisions of this session may be lost"), "{screen}");
    assert!(!screen.contains("is kept"), "{screen}");
    assert!(screen.contains("a restored backup holds only what was decided before"), "{screen}");
    assert!(screen.contains("restore FILE") && screen.contains("dialoom review --order oldest"), "{screen}");
}

#[tokio::test]
async fn json_has_stdout_to_itself_and_hostile_text_does_nothing() {
    let mut hostile = conversation("\u{1b}]0;stolen\u{7}Title \u{1b}[2J", 8.0, 0);
    hostile.turns[0].content = "日本語 \u{1b}[31m words \u{202e}".repeat(200);
    let shelf = World::new().holding(&[hostile]).await;
    let shell = Path::new("/bin/sh");
    let env = [("DIALOOM_USER", "rita"), ("DIALOOM", env!("CARGO_BIN_EXE_dialoom"))];
    let line = "\"$DIALOOM\" review --json > sum.json";
    let mut terminal = Pty::start_program(shell, &shelf.path(), &["-c", line], &env, WINDOW);
    terminal.wait_for("a approve");
    let printed = terminal.printed();
    assert!(!printed.contains("stolen") && !printed.contains('\u{202e}'));
    terminal.press("a");
    terminal.wait_for("The end of the queue");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    let sum: serde_json::Value = serde_json::from_str(&shelf.read("sum.json")).unwrap();
    assert_eq!((&sum["reviewed"]["approved"], &sum["remaining"]), (&1.into(), &0.into()));
}

#[tokio::test]
async fn without_colour_nothing_is_coloured() {
    let shelf = shelf(1).await.with_env("NO_COLOR", "1");
    let mut terminal = review(&shelf);
    terminal.wait_for("a approve");
    let printed = terminal.printed();
    let is_color = |code: &str| printed.contains(&format!("\u{1b}[{code}"));
    assert!(
        (30..=37).all(|code| !is_color(&format!("{code}m"))) && !is_color("38;") && !is_color("48;"),
        "{printed:?}"
    );
    terminal.press("q");
    terminal.end();
}
