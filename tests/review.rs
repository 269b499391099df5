//! `dialoom review`: its state machine over a real store, and the whole program in a pseudo terminal.

use chrono::Utc;
use dialoom::domain::filter::Filter;
use dialoom::domain::finding::{Finding, Note, Severity};
use dialoom::domain::review::{Basis, Decision};
use dialoom::domain::status::Status;
use dialoom::review::{Command, Done, Meanwhile, Next, Order, Session};
use dialoom::store::FullConversation;

use crate::support::process::signal;
use crate::support::sample::conversation;
use crate::support::world::World;

const WINDOW: (u16, u16) = (80, 100);

async fn read(session: &mut Session) -> FullConversation {
    match session.next(Utc::now()).await.unwrap() {
        Next::Read(full) => *full,
        other => panic!("expected one to read, got {other:?}"),
    }
}

async fn titles(shelf: &World, order: Order) -> Vec<String> {
    let mut session = Session::new(shelf.store().await, Filter::default(), order, "rita");
    let mut titles = Vec::new();
    while let Next::Read(full) = session.next(Utc::now()).await.unwrap() {
        titles.push(full.conversation.title);
        session.apply(Command::Skip, Utc::now()).await.unwrap();
    }
    titles
}

#[tokio::test]
async fn the_queue_runs_in_each_order_and_leaves_out_what_is_decided() {
    let made = [conversation("middling", 7.0, 0), conversation("bad", 3.0, 1), conversation("good", 9.0, 2)];
    let decided = conversation("decided", 5.0, 3);
    let shelf = World::new().holding(&[&made[..], std::slice::from_ref(&decided)].concat()).await;
    let store = shelf.store().await;
    store.decide(&[decided.id], &Decision::Approve { note: None }, Basis::Named, "ann", Utc::now()).await.unwrap();
    assert_eq!(titles(&shelf, Order::Worst).await, ["bad", "middling", "good"]);
    assert_eq!(titles(&shelf, Order::Best).await, ["good", "middling", "bad"]);
    assert_eq!(titles(&shelf, Order::Oldest).await, ["middling", "bad", "good"]);
    assert_eq!(titles(&shelf, Order::Newest).await, ["good", "bad", "middling"]);
}

#[tokio::test]
async fn a_long_queue_is_gone_through_once_and_completely_while_it_is_decided() {
    let made: Vec<_> = (0..47).map(|number| conversation(&format!("number {number}"), 6.5, number)).collect();
    let shelf = World::new().holding(&made).await;
    let mut session = Session::new(shelf.store().await, Filter::default(), Order::Worst, "rita");
    let mut seen = std::collections::BTreeSet::new();
    loop {
        match session.next(Utc::now()).await.unwrap() {
            Next::End => break,
            Next::PassedOver(meanwhile) => panic!("{meanwhile:?}"),
            Next::Read(full) => assert!(seen.insert(full.conversation.id), "seen twice"),
        }
        let command = match seen.len() % 3 {
            0 => Command::Skip,
            1 => Command::Decide(Decision::Approve { note: None }),
            _ => Command::Decide(Decision::SendBack { note: "longer".into() }),
        };
        session.apply(command, Utc::now()).await.unwrap();
    }
    assert_eq!(seen.len(), 47);
    let counts = session.counts();
    assert_eq!((counts.approved, counts.sent_back, counts.skipped), (16, 16, 15));
    // The skipped ones and the sent-back ones are undecided still.
    assert_eq!(session.remaining().await.unwrap(), 31);
}

#[tokio::test]
async fn opening_marks_as_being_read_but_takes_no_flag_down() {
    let shelf = World::new().holding(&[conversation("good", 8.0, 0), conversation("bad", 2.0, 1)]).await;
    let mut session = Session::new(shelf.store().await, Filter::default(), Order::Best, "rita");
    assert_eq!(read(&mut session).await.conversation.status, Status::PendingReview);
    session.apply(Command::Skip, Utc::now()).await.unwrap();
    assert_eq!(read(&mut session).await.conversation.status, Status::NeedsRevision);
}

#[tokio::test]
async fn what_somebody_else_decides_meanwhile_is_passed_over_and_never_overruled() {
    let made = [conversation("first", 6.0, 0), conversation("second", 7.0, 1), conversation("third", 8.0, 2)];
    let shelf = World::new().holding(&made).await;
    let other = shelf.store().await;
    let mut session = Session::new(shelf.store().await, Filter::default(), Order::Worst, "rita");
    let shown = read(&mut session).await;
    // While the first is on the screen and the second waits, ann approves both.
    let approve = Decision::Approve { note: None };
    other.decide(&[made[0].id, made[1].id], &approve, Basis::Named, "ann", Utc::now()).await.unwrap();
    let late = session.apply(Command::Decide(Decision::Reject { reason: "no".into() }), Utc::now()).await.unwrap();
    let expected = |at: usize| Meanwhile::Decided {
        short_id: made[at].id.short(),
        status: Status::Approved,
        by: Some("ann".into()),
    };
    assert_eq!(shown.conversation.id, made[0].id);
    assert_eq!(late, Done::TooLate(expected(0)));
    assert_eq!(session.next(Utc::now()).await.unwrap(), Next::PassedOver(expected(1)));
    assert_eq!(read(&mut session).await.conversation.id, made[2].id);
    assert_eq!(session.counts().elsewhere, 2);
    assert_eq!(other.conversation(made[0].id).await.unwrap().conversation.status, Status::Approved);
}

#[tokio::test]
async fn a_move_the_state_does_not_allow_leaves_the_conversation_in_front() {
    let made = conversation("one", 8.0, 0);
    let shelf = World::new().holding(std::slice::from_ref(&made)).await;
    let store = shelf.store().await;
    store
        .decide(&[made.id], &Decision::Reject { reason: "dull".into() }, Basis::Named, "ann", Utc::now())
        .await
        .unwrap();
    let rejected = Filter { status: vec![Status::Rejected], ..Filter::default() };
    let mut session = Session::new(store, rejected, Order::Worst, "rita");
    read(&mut session).await;
    let approve = Command::Decide(Decision::Approve { note: None });
    assert!(matches!(session.apply(approve, Utc::now()).await.unwrap(), Done::Refused(_)));
    let reopen = Command::Decide(Decision::Reopen { reason: "not that dull".into() });
    assert_eq!(session.apply(reopen, Utc::now()).await.unwrap(), Done::Decided(Status::PendingReview));
    assert_eq!(session.next(Utc::now()).await.unwrap(), Next::End);
}

#[tokio::test]
async fn a_sitting_at_a_terminal_decides_with_single_keys() {
    let mut bad = conversation("Bad one", 3.0, 0);
    let excerpt = "call me at 555-0100".into();
    bad.assessment.metrics.findings = vec![Note {
        finding: Finding::PersonalData,
        severity: Severity::Serious,
        turns: vec![3],
        excerpt,
        detail: "An address or number may belong to a person.".into(),
    }];
    let made =
        [bad, conversation("Middling one", 6.5, 1), conversation("Good one", 8.0, 2), conversation("Best one", 9.5, 3)];
    let shelf = World::new().holding(&made).await;
    let mut terminal = shelf.terminal(&["review"], WINDOW);

    let screen = terminal.wait_for("[a]pprove");
    assert!(screen.contains("1 of 4") && screen.contains("3.0 of 10"), "{screen}");
    assert!(screen.contains("contains personal data (turn 3): call me at 555-0100"), "{screen}");
    assert!(screen.contains("Bad one, part 10"), "{screen}");
    // A reason is asked for, an empty one asks again, Esc cancels.
    terminal.press("r");
    terminal.wait_for("why: ");
    terminal.press("\r");
    terminal.wait_for("Type a reason first");
    terminal.press("\u{1b}");
    terminal.wait_for("[a]pprove");
    terminal.press("r");
    terminal.wait_for("Enter saves it");
    terminal.press("größtenteils flat\r");
    terminal.wait_for("is rejected");

    terminal.wait_for("2 of 4");
    terminal.wait_for("[a]pprove");
    terminal.press("b");
    terminal.wait_for("what to change: ");
    terminal.press("longer turns\r");
    terminal.wait_for("is needs_revision");

    terminal.wait_for("3 of 4");
    terminal.press("?");
    terminal.wait_for("everything decided so far is kept");
    terminal.press("a");
    terminal.wait_for("is approved");

    terminal.wait_for("4 of 4");
    terminal.press("sx");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("approved 1, rejected 1, sent back 1, skipped 1"), "{screen}");
    assert!(screen.contains("2 conversations left; continue with: dialoom review"), "{screen}");
    assert!(screen.contains("dialoom export"), "{screen}");

    let store = shelf.store().await;
    let mut states = Vec::new();
    for one in &made {
        let it = store.conversation(one.id).await.unwrap().conversation;
        states.push((it.status, it.reviewer_notes, it.review_history.last().map(|entry| entry.by.clone())));
    }
    let rita = || Some("rita".to_owned());
    assert_eq!(states[0], (Status::Rejected, Some("größtenteils flat".into()), rita()));
    assert_eq!(states[1], (Status::NeedsRevision, Some("longer turns".into()), rita()));
    assert_eq!((states[2].0, &states[2].2), (Status::Approved, &rita()));
    assert_eq!(states[3].0, Status::PendingReview);
}

#[tokio::test]
async fn ctrl_c_q_and_a_signal_end_a_sitting_with_what_was_decided_kept_and_the_terminal_as_it_was() {
    let made: Vec<_> = (0..8).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
    let shelf = World::new().holding(&made).await;
    let mut left = 8;
    for (ending, code) in [("\u{3}", 130), ("q", 0), ("\u{4}", 0), ("kill", 130), ("r\u{3}", 130)] {
        let mut terminal = shelf.terminal(&["review", "--order", "oldest"], WINDOW);
        terminal.wait_for("[a]pprove");
        terminal.press("a");
        terminal.wait_for("is approved");
        terminal.wait_for(&format!("2 of {left}"));
        terminal.wait_for("[s]kip");
        left -= 1;
        if ending == "kill" {
            signal(terminal.pid(), "INT");
        } else {
            terminal.press(ending);
        }
        terminal.wait_for(&format!("{left} conversations left; continue with: dialoom review --order oldest"));
        let (ended, screen) = terminal.end();
        assert_eq!(ended, code, "{ending:?}\n{screen}");
        let approved = Filter { status: vec![Status::Approved], ..Filter::default() };
        assert_eq!(shelf.store().await.count(&approved).await.unwrap(), 8 - left);
    }
}

#[tokio::test]
async fn a_pasted_reason_with_line_ends_is_one_reason_and_no_commands() {
    let made = [conversation("first", 6.0, 0), conversation("second", 7.0, 1)];
    let shelf = World::new().holding(&made).await;
    let mut terminal = shelf.terminal(&["review"], WINDOW);
    terminal.wait_for("[a]pprove");
    terminal.press("r");
    terminal.wait_for("why: ");
    terminal.press("too cold\ra bit short\r");
    terminal.wait_for("is rejected");
    terminal.wait_for("2 of 2");
    terminal.wait_for("[a]pprove");
    terminal.press("q");
    assert_eq!(terminal.end().0, 0);
    let store = shelf.store().await;
    let first = store.conversation(made[0].id).await.unwrap().conversation;
    assert_eq!(first.reviewer_notes.as_deref(), Some("too cold a bit short"));
    assert_eq!(store.conversation(made[1].id).await.unwrap().conversation.status, Status::PendingReview);
}

#[tokio::test]
async fn a_narrow_window_shows_long_turns_whole_and_hostile_text_does_nothing() {
    let mut long = conversation("\u{1b}]0;stolen\u{7}Title \u{1b}[2J", 8.0, 0);
    long.turns[1].content = format!("{} the end of the long turn", "日本語 word ".repeat(2000));
    let shelf = World::new().holding(&[long]).await;
    let mut terminal = shelf.terminal(&["review"], (10, 24));
    terminal.wait_for("[a/r/b/s/q/?]");
    let printed = terminal.printed();
    assert!(!printed.contains("stolen") && !printed.contains("\u{1b}[2J"), "control sequences went through");
    // Lines may break between any two ideographs.
    let letters: String = printed.split_whitespace().collect();
    assert!(letters.contains("theendofthelongturn") && letters.matches("日本語word").count() == 2000);
    terminal.press("q");
    assert_eq!(terminal.end().0, 0);
}

#[tokio::test]
async fn without_a_terminal_review_names_the_commands_that_need_none() {
    let shelf = World::new().holding(&[conversation("one", 8.0, 0)]).await;
    let ran = shelf.run(["review"]).ends(2);
    assert!(ran.stdout.is_empty());
    for command in ["approve", "reject --reason", "revise --note"] {
        assert!(ran.stderr.contains(command), "{}", ran.stderr);
    }
}

#[tokio::test]
async fn an_empty_queue_says_so_and_json_has_stdout_to_itself() {
    let shelf = World::new();
    let terminal = shelf.terminal(&["review"], WINDOW);
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    assert!(screen.contains("nothing to review"), "{screen}");

    let shelf = World::new().holding(&[conversation("one", 8.0, 0)]).await;
    let mut terminal = shelf.terminal(&["review", "--json"], WINDOW);
    terminal.wait_for("[a]pprove");
    terminal.press("a");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    let flat = screen.split_whitespace().collect::<String>();
    assert!(flat.contains(r#""approved":1"#) && flat.contains(r#""remaining":0"#), "{screen}");
}
