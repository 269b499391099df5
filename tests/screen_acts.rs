//! The keys of the full-screen review that change more than a status, in a pseudo terminal.

use dialoom::domain::filter::Filter;
use dialoom::domain::finding::{Finding, Note, Severity};
use dialoom::domain::status::Status;

use crate::support::pty::Pty;
use crate::support::sample::conversation;
use crate::support::world::World;

const WINDOW: (u16, u16) = (24, 80);

async fn shelf(count: usize) -> World {
    let made: Vec<_> = (1..=count).map(|n| conversation(&format!("Number {n:03}"), 7.0, n as i64)).collect();
    World::new().holding(&made).await
}

/// An editor that runs this shell script with the file as `$1`.
fn with_editor(shelf: World, script: &str) -> World {
    let path = shelf.write("editor.sh", script);
    shelf.with_env("EDITOR", format!("sh {}", path.display()))
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
    terminal.wait_for("4 of 5 left");
    terminal.press("r1");
    terminal.wait_for("u undo rejection of ");
    terminal.wait_for("3 of 5 left");
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
    terminal.wait_for("a/r/b decide about this one");
    terminal.press("a");
    terminal.wait_for("The end of the queue");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert!(code == 0 && screen.contains("approved 1,"), "{screen}");
}

#[tokio::test]
async fn e_hands_the_terminal_to_the_editor_and_takes_it_back() {
    let script = "stty -a < /dev/tty | grep -c ' icanon' > modes.txt; printf 'in the editor\\n' > /dev/tty; \
        read line < /dev/tty; sed -i \"s/Number 001, part 1:/Edited $line, part 1:/\" \"$1\"";
    let shelf = with_editor(shelf(3).await, script);
    let mut terminal = review(&shelf);
    terminal.press("e");
    terminal.wait_for("in the editor");
    terminal.press("by hand\r");
    terminal.wait_for("is edited: score 7.0");
    let screen = terminal.wait_for("Edited by hand, part 1");
    assert!(screen.contains("u undo edit of "), "{screen}");
    assert_eq!(shelf.read("modes.txt").trim(), "1", "the editor has a terminal that is not raw");
    terminal.press("a");
    terminal.wait_for("Number 002, part 1");
    terminal.press("u");
    terminal.wait_for("undone: approval");
    terminal.press("u");
    terminal.wait_for("undone: edit");
    terminal.wait_for("Number 001, part 1");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert!(code == 0 && screen.contains("approved 0,"), "{screen}");
}

#[tokio::test]
async fn an_error_is_shown_in_place_and_the_text_is_kept() {
    // The first time it breaks a turn's mark; the second time it leaves what it finds.
    let script = "grep '^#!' \"$1\" > said.txt; sed -i 's/^=== 2 assistant ===/=== 2 nobody ===/' \"$1\"";
    let shelf = with_editor(shelf(2).await, script);
    let mut terminal = review(&shelf);
    terminal.press("e");
    terminal.wait_for("Not stored");
    let screen = terminal.wait_for("Your text is kept in");
    assert!(shelf.read("said.txt").starts_with("#!"), "the error stood in the text");
    let path = screen.split("kept in ").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert!(std::fs::read_to_string(path).unwrap().contains("=== 2 nobody ==="));
    terminal.press("\u{1b}");
    terminal.wait_for("a approve");
    terminal.press("q");
    assert_eq!(terminal.end().0, 0);
    let shelf = with_editor(shelf, "exit 3");
    let mut terminal = review(&shelf);
    terminal.press("e");
    terminal.wait_for("the editor sh ");
    terminal.wait_for("$VISUAL or $EDITOR");
    terminal.press("\u{1b}");
    terminal.wait_for("a approve");
    terminal.press("\u{3}");
    assert_eq!(terminal.end().0, 130);
}

#[tokio::test]
async fn a_turn_is_edited_in_place_and_a_change_of_somebody_else_keeps_the_text() {
    let shelf = shelf(2).await;
    let mut terminal = review(&shelf);
    terminal.press("E");
    terminal.wait_for("Edit turn 1 of 10, user");
    terminal.press(" größer 日本\rand a line\u{13}");
    terminal.wait_for("is edited:");
    terminal.wait_for("and a line");
    terminal.press("E");
    terminal.wait_for("Edit turn 1 of 10, user");
    let id = shelf.run(["list", "--ids", "--sort", "created", "--asc"]).stdout.lines().next().unwrap().to_owned();
    shelf.run(["edit", &id, "--turn", "2", "--content", "By olga.", "--user", "olga"]).ends(0);
    terminal.press("mine\u{13}");
    terminal.wait_for("olga changed");
    terminal.wait_for("mine");
    terminal.press("\u{1b}");
    terminal.wait_for("Esc again");
    terminal.press("\u{1b}");
    terminal.wait_for("a approve");
    terminal.press("q");
    assert_eq!(terminal.end().0, 0);
    assert!(shelf.run(["show", &id]).stdout.contains("größer 日本"));
}

#[tokio::test]
async fn d_moves_to_the_trash_and_u_brings_it_back() {
    let shelf = shelf(3).await;
    let mut terminal = review(&shelf);
    // The answer counts once the question is drawn.
    terminal.press("dy");
    terminal.wait_for("It leaves lists, counts and exports");
    terminal.press("y");
    terminal.wait_for("is in the trash");
    terminal.wait_for("Number 002, part 1");
    terminal.wait_for("2 of 3 left");
    terminal.press("p");
    terminal.wait_for("This is the first one");
    terminal.press("u");
    terminal.wait_for("undone: deletion");
    terminal.wait_for("Number 001, part 1");
    terminal.press("a");
    terminal.wait_for("Number 002, part 1");
    terminal.press("p");
    terminal.wait_for("Number 001, part 1");
    terminal.press("d");
    terminal.wait_for("exports count on it");
    terminal.press("y");
    terminal.wait_for("Really delete");
    terminal.press("y");
    terminal.wait_for("is in the trash");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert!(code == 0 && screen.contains("approved 1, rejected 0, sent back 0, deleted 1"), "{screen}");
    assert_eq!(count(&shelf, Status::Approved).await, 0);
}

#[tokio::test]
async fn a_note_and_a_tag_are_kept_and_undone() {
    let shelf = shelf(2).await;
    let mut terminal = review(&shelf);
    terminal.press("N");
    terminal.wait_for("note: ");
    terminal.press("look at größe\r");
    terminal.wait_for("noted: look at größe");
    terminal.wait_for("u undo note of ");
    terminal.press("T");
    terminal.wait_for("tag: ");
    terminal.press("two words\r");
    terminal.wait_for("a tag is one word");
    terminal.press("\u{15}Tax\r");
    terminal.wait_for("tags: tax");
    terminal.wait_for("· #tax");
    terminal.press("i");
    terminal.wait_for("About this conversation");
    terminal.press(" ");
    terminal.wait_for("rita: look at größe");
    terminal.press("i");
    terminal.wait_for("a approve");
    terminal.press("T");
    terminal.wait_for("tag: ");
    terminal.press("-tax\r");
    terminal.wait_for("no tags");
    terminal.press("u");
    terminal.wait_for("undone: removal of a tag");
    terminal.wait_for("· #tax");
    terminal.press("a");
    terminal.wait_for("Number 002, part 1");
    terminal.press("q");
    assert_eq!(terminal.end().0, 0);
    assert_eq!(shelf.run(["list", "--tag", "tax", "--ids"]).ends(0).stdout.lines().count(), 1);
}

#[tokio::test]
async fn after_a_send_back_the_others_with_the_same_finding_are_offered_and_none_decided() {
    let mut made: Vec<_> = (1..=4).map(|n| conversation(&format!("Number {n:03}"), 7.0, n)).collect();
    for it in &mut made[..3] {
        it.assessment.metrics.findings.push(Note {
            finding: Finding::Filler,
            severity: Severity::Hint,
            turns: vec![2],
            excerpt: "thanks".into(),
            detail: String::new(),
        });
    }
    let shelf = World::new().holding(&made).await;
    let mut terminal = review(&shelf);
    // Nothing says that the note is about the hint.
    terminal.press("b 9 too slow\r");
    assert!(!terminal.wait_for("is sent back").contains("more with"));
    terminal.press("u");
    terminal.wait_for("undone: send-back");
    terminal.wait_for("Number 001, part 1");
    terminal.press("b 9 times thanks\r");
    terminal.wait_for("2 more with filler: l lists them");
    terminal.press("l");
    let screen = terminal.wait_for("2 waiting with filler, 0 marked");
    assert!(!screen.contains("Number 001") && !screen.contains("Number 004"), "{screen}");
    terminal.press("l");
    terminal.wait_for("Number 002, part 1");
    terminal.press("l");
    terminal.wait_for("3 waiting, 0 marked");
    terminal.press("\u{1b}");
    terminal.wait_for("Number 002, part 1");
    terminal.press("q");
    let (_, screen) = terminal.end();
    assert!(screen.contains("approved 0, rejected 0, sent back 1"), "{screen}");
}

#[tokio::test]
async fn where_nobody_else_has_the_first_serious_finding_the_next_one_is_offered() {
    let mut made: Vec<_> = (1..=3).map(|n| conversation(&format!("Number {n:03}"), 7.0, n)).collect();
    let note =
        |finding, severity| Note { finding, severity, turns: vec![2], excerpt: "thanks".into(), detail: String::new() };
    made[0].assessment.metrics.findings.push(note(Finding::Refusal, Severity::Serious));
    for it in &mut made[..2] {
        it.assessment.metrics.findings.push(note(Finding::CutOff, Severity::Serious));
    }
    let shelf = World::new().holding(&made).await;
    let mut terminal = review(&shelf);
    // What a rule flagged is sent back by a person: it says what was done, not how it stands.
    terminal.press("b 9 turns of nothing\r");
    terminal.wait_for("is sent back. 1 more with cut off: l lists them");
    terminal.press("q");
    terminal.end();
}

#[tokio::test]
async fn a_server_that_ends_the_connection_ends_no_session_and_one_that_is_gone_loses_nothing() {
    let made: Vec<_> = (1..=5).map(|n| conversation(&format!("Number {n:03}"), 7.0, n)).collect();
    let shelf = World::new().on_postgres().holding(&made).await;
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let mut terminal = review(&shelf);
    terminal.press("a");
    terminal.wait_for("4 of 5 left");
    shelf.postgres().unwrap().run(others);
    terminal.press("a");
    terminal.wait_for("3 of 5 left");
    shelf.postgres().unwrap().refuse();
    terminal.press("a");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert!(code == 0 || code == 1, "{screen}");
    assert!(screen.contains("approved 2, rejected 0"), "{screen}");
    assert!(screen.contains("the database is lost"), "{screen}");
    assert!(screen.contains("dialoom review --order oldest"), "{screen}");
}

#[tokio::test]
async fn o_with_the_id_of_a_deleted_one_says_so_and_the_session_goes_on() {
    let shelf = shelf(2).await;
    let first =
        shelf.run(["list", "--ids", "--sort", "title", "--asc"]).ends(0).stdout.lines().next().unwrap().to_owned();
    shelf.run(["delete", &first, "-y"]).ends(0);
    let mut terminal = review(&shelf);
    terminal.wait_for("Number 002, part 1");
    terminal.press("o");
    terminal.press(&format!("{first}\r"));
    terminal.wait_for("was deleted by");
    terminal.press("a");
    terminal.wait_for("u undo approval of ");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert!(code == 0 && screen.contains("approved 1"), "{screen}");
}

#[tokio::test]
async fn a_second_person_reads_what_is_approved_and_agrees_and_takes_that_back() {
    for world in [World::new(), World::new().on_postgres()] {
        let made = [conversation("Number 001", 7.0, 1)];
        let shelf = world.holding(&made).await;
        let id = made[0].id.short();
        let mut terminal = review(&shelf);
        terminal.press("a");
        terminal.wait_for("The end of the queue");
        terminal.press("p");
        // Who decided so reads no second opinion.
        terminal.wait_for("r reject");
        terminal.press("a");
        terminal.wait_for("cannot approve");
        terminal.press("q");
        terminal.end();
        let shelf = shelf.with_env("DIALOOM_USER", "bob");
        let mut terminal = shelf.terminal(&["review", &id], WINDOW);
        terminal.wait_for("a agree");
        terminal.press("a");
        terminal.wait_for("u undo approval of ");
        terminal.press("u");
        terminal.wait_for("a agree");
        terminal.press("a");
        terminal.wait_for("u undo approval of ");
        terminal.press("q");
        let (code, screen) = terminal.end();
        assert!(code == 0 && screen.contains("approved 1"), "{screen}");
        let it = shelf.store().await.conversation(made[0].id).await.unwrap().conversation;
        assert_eq!((it.status, it.approved_by.as_deref()), (Status::Approved, Some("rita")));
        let history = shelf.run(["history", &id]).ends(0).stdout;
        assert!(history.contains("rita") && history.contains("bob"), "{history}");
        let told = shelf.run(["stats", "reviewers"]).ends(0).stdout;
        assert!(told.contains("bob and rita both decided about 1 conversation"), "{told}");
        let mut terminal = shelf.terminal(&["review", "--plain", &id], (60, 100));
        terminal.wait_for("[r]eject");
        terminal.press("q");
        let (_, screen) = terminal.end();
        assert!(!screen.contains("[a]pprove"), "bob agreed already: {screen}");
        let shelf = shelf.with_env("DIALOOM_USER", "cleo");
        let mut terminal = shelf.terminal(&["review", "--plain", &id], (60, 100));
        terminal.wait_for("[a]pprove");
        terminal.press("a");
        terminal.wait_for("is approved");
        let (_, screen) = terminal.end();
        assert!(screen.contains("approved 1"), "{screen}");
        shelf.run(["export", "--layout", "huggingface", "-o", "set"]).ends(0);
        let card = shelf.read("set/README.md");
        assert!(card.contains("by 3 people"), "{card}");
    }
}

#[tokio::test]
async fn an_error_goes_when_the_next_command_worked() {
    let made = [conversation("First", 7.0, 1), conversation("Second", 7.0, 2)];
    let shelf = World::new().holding(&made).await;
    let mut terminal = shelf.terminal(&["review", "--order", "oldest"], (24, 80));
    terminal.wait_for("a approve");
    terminal.press("o");
    terminal.wait_for("id:");
    terminal.press("zzzz\r");
    terminal.wait_for("no conversation");
    terminal.press("o");
    terminal.wait_for("id:");
    terminal.press(&format!("{}\r", made[1].id.short()));
    let screen = terminal.wait_for("Second, part 1");
    assert!(!screen.contains("no conversation"), "{screen}");
}
