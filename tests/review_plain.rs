//! `dialoom review --plain`: the keys beside the decisions, at a real terminal.

use dialoom::domain::finding::{Finding, Note, Severity};
use dialoom::domain::status::Status;

use crate::support::sample::conversation;
use crate::support::world::World;

const WINDOW: (u16, u16) = (40, 100);

#[tokio::test]
async fn keys_typed_before_a_conversation_stood_there_decide_nothing() {
    let made: Vec<_> = (0..8).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
    let shelf = World::new().holding(&made).await;
    let mut terminal = shelf.terminal(&["review", "--plain"], WINDOW);
    terminal.wait_for("[a]pprove");
    terminal.press(&"a".repeat(50));
    terminal.wait_for("number 1, part 10");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert!(code == 0 && screen.contains("approved 1, rejected 0"), "{screen}");
}

#[tokio::test]
async fn an_undo_takes_back_decisions_remarks_and_deletions_of_the_session() {
    for world in [World::new(), World::new().on_postgres()] {
        let made = [conversation("first", 6.0, 0), conversation("second", 7.0, 1)];
        let shelf = world.holding(&made).await;
        let mut terminal = shelf.terminal(&["review", "--plain"], WINDOW);
        terminal.wait_for("[a]pprove");
        terminal.press("u");
        terminal.wait_for("nothing to undo in this session");
        terminal.press("N");
        terminal.wait_for("note: ");
        terminal.press("read it twice\r");
        terminal.wait_for("noted: read it twice");
        terminal.press("T");
        terminal.wait_for("takes it off): ");
        terminal.press("gold\r");
        terminal.wait_for("tags: gold");
        terminal.press("d");
        terminal.wait_for("[y/N]");
        terminal.press("y");
        terminal.wait_for("second, part 10");
        terminal.press("u");
        terminal.wait_for("first, part 10");
        terminal.press("r");
        terminal.wait_for("1 off topic");
        terminal.wait_for("why: ");
        terminal.press("2\r");
        terminal.wait_for("second, part 10");
        terminal.press("q");
        let (code, screen) = terminal.end();
        assert!(code == 0 && screen.contains("approved 0, rejected 1"), "{screen}");
        let first = shelf.store().await.conversation(made[0].id).await.unwrap();
        assert_eq!(first.conversation.status, Status::Rejected);
        assert_eq!(first.conversation.reviewer_notes.as_deref(), Some("wrong facts"));
        assert_eq!((first.conversation.tags.len(), first.notes.len()), (1, 1));
    }
}

#[tokio::test]
async fn others_are_compared_searched_explained_and_opened() {
    let mut made = [conversation("first", 6.0, 0), conversation("second", 7.0, 1)];
    let other = made[1].id.short();
    made[0].assessment.metrics.findings = vec![Note {
        finding: Finding::NearDuplicate,
        severity: Severity::Hint,
        turns: vec![],
        excerpt: other.clone(),
        detail: "almost the same".into(),
    }];
    let shelf = World::new().holding(&made).await;
    let mut terminal = shelf.terminal(&["review", "--plain"], (250, 100));
    terminal.wait_for("[a]pprove");
    terminal.press("D");
    terminal.wait_for("[-words of the other-] {+words of this one+}");
    terminal.wait_for("differ");
    terminal.press("/");
    terminal.wait_for("search: ");
    terminal.press("PART 2\r");
    terminal.wait_for("turn 2: … ");
    terminal.press("i");
    terminal.wait_for("Prompt as sent");
    terminal.press("o");
    terminal.wait_for("id: ");
    terminal.press("zzzz\r");
    terminal.wait_for("no conversation");
    terminal.press("o");
    terminal.wait_for("id: ");
    terminal.press(&format!("{other}\r"));
    terminal.wait_for("second, part 10");
    terminal.press("p");
    while terminal.printed().matches("first, part 10").count() < 2 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    terminal.press("q");
    assert_eq!(terminal.end().0, 0);
}

#[tokio::test]
async fn an_edit_opens_the_editor_and_shows_the_new_text() {
    let shelf = World::new().holding(&[conversation("first", 6.0, 0)]).await;
    let editor = "sed -i s/first/fresh/g";
    let shelf = shelf.with_env("EDITOR", editor);
    let mut terminal = shelf.terminal(&["review", "--plain"], WINDOW);
    terminal.wait_for("[a]pprove");
    terminal.press("e");
    terminal.wait_for_printed("is edited");
    terminal.wait_for("fresh, part 1");
    terminal.press("q");
    let (_, screen) = terminal.end();
    assert!(screen.contains("edited 1"), "{screen}");
}

#[tokio::test]
async fn one_turn_is_edited_alone_and_the_list_takes_one_decision_about_several() {
    let made: Vec<_> = (1..=5).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
    let shelf = World::new().holding(&made).await.with_env("EDITOR", "sed -i s/part.3/fresh/");
    let mut terminal = shelf.terminal(&["review", "--plain", "--order", "oldest"], WINDOW);
    terminal.wait_for("[a]pprove");
    terminal.press("E");
    terminal.wait_for("turn (1 to 10): ");
    terminal.press("11\r");
    terminal.wait_for("there is no turn 11");
    terminal.press("E");
    terminal.wait_for("turn (1 to 10): ");
    terminal.press("3\r");
    terminal.wait_for_printed("is edited");
    terminal.wait_for("number 1, fresh");
    terminal.press("l");
    terminal.wait_for("5 waiting");
    terminal.press("9\r");
    terminal.wait_for("\"9\" is no row; the rows are 1 to 5");
    terminal.press("1 3-4\r");
    terminal.wait_for("open the first: ");
    terminal.press("r\r");
    terminal.wait_for("why: ");
    terminal.press("2\r");
    terminal.wait_for("Reject 3 conversations? 2 of them were not opened. [y/N]");
    terminal.press("y");
    terminal.wait_for("3 conversations now rejected");
    terminal.wait_for("number 2, part 10");
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert!(code == 0 && screen.contains("rejected 3"), "{screen}");
    let store = shelf.store().await;
    for (place, one) in made.iter().enumerate() {
        let status = store.conversation(one.id).await.unwrap().conversation.status;
        assert_eq!(status == Status::Rejected, [0, 2, 3].contains(&place), "{place}: {status}");
    }
}

#[tokio::test]
async fn the_sum_says_whether_a_lost_database_keeps_the_decisions() {
    let made: Vec<_> = (0..30).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
    for is_damaged in [false, true] {
        let shelf = World::new().holding(&made).await;
        let mut terminal = shelf.terminal(&["review", "--plain"], WINDOW);
        terminal.wait_for("[a]pprove");
        terminal.press("a");
        terminal.wait_for("number 1, part 10");
        let (file, aside) = (shelf.path().join("dialoom.db"), shelf.path().join("aside.db"));
        match is_damaged {
            true => std::fs::write(&file, vec![0; std::fs::metadata(&file).unwrap().len() as usize]).unwrap(),
            false => std::fs::rename(&file, &aside).unwrap(),
        }
        // Leaves without another decision where the file is damaged: the end meets the damage.
        terminal.press(if is_damaged { "q" } else { "a" });
        let (code, screen) = terminal.end();
        assert!(code == 1 && screen.contains("approved 1, rejected 0"), "{screen}");
        assert_eq!(screen.contains("each decision is kept in it"), !is_damaged, "{screen}");
        assert_eq!(screen.contains("decisions of this session may be lost"), is_damaged, "{screen}");
        assert_eq!(screen.contains("keeps the damaged file"), is_damaged, "{screen}");
        assert!(screen.contains("with: dialoom review --plain"), "{screen}");
    }
}

#[tokio::test]
async fn a_terminal_without_control_sequences_gets_none() {
    let shelf = World::new().with_env("TERM", "dumb").holding(&[conversation("first", 7.0, 0)]).await;
    let mut terminal = shelf.terminal(&["review"], WINDOW);
    terminal.wait_for("[a]pprove");
    terminal.press("r");
    terminal.wait_for("why: ");
    terminal.press("2\r");
    terminal.wait_for("approved 0, rejected 1");
    let printed = terminal.printed();
    terminal.end();
    assert!(!printed.contains('\u{1b}'), "{printed:?}");
}

#[tokio::test]
async fn a_narrow_window_breaks_help_and_reasons_between_words() {
    let shelf = World::new().holding(&[conversation("first", 6.0, 0)]).await;
    let mut terminal = shelf.terminal(&["review", "--plain"], (60, 60));
    terminal.wait_for("part 10");
    terminal.wait_for("[a/r/b");
    terminal.press("?");
    let screen = terminal.wait_for("Ctrl-C does the");
    assert!(screen.lines().any(|line| line.trim_end().ends_with("note or tag of")), "{screen}");
    assert!(screen.lines().any(|line| line.starts_with("   this session;")), "{screen}");
    terminal.press("r");
    let screen = terminal.wait_for("why: ");
    let rows: Vec<&str> = screen.lines().skip_while(|line| !line.contains("1 off topic")).collect();
    let reasons = rows.iter().take_while(|line| !line.contains("why:"));
    assert!(reasons.clone().count() > 1, "{screen}");
    assert!(reasons.clone().all(|line| line.trim_end().chars().count() < 60), "{screen}");
    terminal.press("2\r");
    terminal.end();
}

#[tokio::test]
async fn ctrl_z_is_no_key_and_an_unknown_key_is_named_on_a_line_of_its_own() {
    let shelf = World::new().holding(&[conversation("first", 6.0, 0)]).await;
    let mut terminal = shelf.terminal(&["review", "--plain"], (40, 64));
    terminal.wait_for("[a]pprove");
    // Nobody could continue a program without a shell, so it goes on at once.
    terminal.press("\u{1a}");
    terminal.press("z");
    terminal.wait_for("no such key: z (? lists them)");
    terminal.press("r");
    terminal.wait_for("why: ");
    terminal.press("too\u{1a} long\r");
    let (code, screen) = terminal.end();
    assert!(code == 0 && screen.contains("rejected 1"), "{screen}");
    assert_eq!(screen.matches("no such key").count(), 1, "{screen}");
    let it = shelf.run(["list", "--json"]).ok().json()["conversations"][0].clone();
    assert_eq!(it["review_history"][0]["why"], "too long");
}
