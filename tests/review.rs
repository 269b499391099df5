//! `dialoom review`: its queue over a real store, and the review line by line in a pseudo terminal.

use chrono::Utc;
use dialoom::domain::conversation::{NewConversation, ProviderName};
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
    // The skipped ones are undecided still; the sent-back ones wait for a new version.
    assert_eq!(session.remaining().await.unwrap(), 15);
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
async fn a_reviewer_goes_back_and_forth_and_opens_by_id() {
    let made = [conversation("first", 5.0, 0), conversation("second", 6.0, 1), conversation("third", 7.0, 2)];
    let other = conversation("other", 9.0, 3);
    let shelf = World::new().holding(&[&made[..], std::slice::from_ref(&other)].concat()).await;
    let store = shelf.store().await;
    store.decide(&[other.id], &Decision::Approve { note: None }, Basis::Named, "ann", Utc::now()).await.unwrap();
    let mut session = Session::new(store, Filter::default(), Order::Worst, "rita");
    let title = |next: Next| match next {
        Next::Read(full) => full.conversation.title,
        other => panic!("expected one to read, got {other:?}"),
    };
    let now = Utc::now();
    read(&mut session).await;
    assert_eq!(session.previous(now).await.unwrap(), None);
    assert_eq!(session.next(now).await.map(title).unwrap(), "first");
    session.apply(Command::Decide(Decision::Approve { note: None }), now).await.unwrap();
    assert_eq!((session.next(now).await.map(title).unwrap(), session.left_now().await.unwrap()), ("second".into(), 2));
    session.leave();
    assert_eq!((session.next(now).await.map(title).unwrap(), session.left_now().await.unwrap()), ("third".into(), 2));
    // Back to the one that was left, and to the one that was decided, which may be decided again.
    assert_eq!(session.previous(now).await.unwrap().map(title).unwrap(), "second");
    assert_eq!(session.previous(now).await.unwrap().map(title).unwrap(), "first");
    assert_eq!((session.left_now().await.unwrap(), session.previous(now).await.unwrap()), (2, None));
    let reject = Command::Decide(Decision::Reject { reason: "flat".into() });
    assert_eq!(session.apply(reject, now).await.unwrap(), Done::Decided(Status::Rejected));
    assert_eq!(session.next(now).await.map(title).unwrap(), "second");
    assert_eq!(session.open(&other.id.short(), now).await.map(title).unwrap(), "other");
    // The one that was on the screen stands before it, and comes after a decision.
    assert_eq!(session.previous(now).await.unwrap().map(title).unwrap(), "second");
    assert_eq!(session.open(&other.id.short(), now).await.map(title).unwrap(), "other");
    // A decided one that is skipped is no skipped one.
    session.apply(Command::Skip, now).await.unwrap();
    assert_eq!((session.next(now).await.map(title).unwrap(), session.counts().skipped), ("second".into(), 0));
    session.leave();
    assert_eq!(session.next(now).await.map(title).unwrap(), "third");
    session.apply(Command::Skip, now).await.unwrap();
    assert_eq!(session.counts().skipped, 1);
    assert_eq!(session.next(now).await.unwrap(), Next::End);
    assert_eq!(session.previous(now).await.unwrap().map(title).unwrap(), "third");
}

#[tokio::test]
async fn after_a_decision_an_undecided_one_comes_and_what_is_decided_later_is_not_skipped() {
    let made = [conversation("first", 5.0, 0), conversation("second", 6.0, 1), conversation("third", 7.0, 2)];
    let shelf = World::new().holding(&made).await;
    let mut session = Session::new(shelf.store().await, Filter::default(), Order::Worst, "rita");
    let now = Utc::now();
    let approve = || Command::Decide(Decision::Approve { note: None });
    read(&mut session).await;
    session.apply(Command::Skip, now).await.unwrap();
    read(&mut session).await;
    session.apply(approve(), now).await.unwrap();
    read(&mut session).await;
    assert_eq!(session.counts().skipped, 1);
    session.previous(now).await.unwrap();
    session.previous(now).await.unwrap();
    session.apply(approve(), now).await.unwrap();
    assert_eq!((session.counts().skipped, session.left_now().await.unwrap()), (0, 1));
    assert_eq!(read(&mut session).await.conversation.title, "third");
    session.note("see rule 3", now).await.unwrap();
    session.tag(&"tax".parse().unwrap(), dialoom::store::Tagging::Add, now).await.unwrap();
    assert_eq!((session.counts().noted, session.counts().tagged), (1, 1));
    session.undo(now).await.unwrap();
    assert_eq!((session.counts().noted, session.counts().tagged), (1, 0));
}

#[tokio::test]
async fn one_that_was_opened_by_its_id_does_not_come_again() {
    let made = [conversation("first", 5.0, 0), conversation("second", 6.0, 1)];
    let shelf = World::new().holding(&made).await;
    let mut session = Session::new(shelf.store().await, Filter::default(), Order::Worst, "rita");
    read(&mut session).await;
    session.open(&made[1].id.short(), Utc::now()).await.unwrap();
    session.apply(Command::Decide(Decision::Approve { note: None }), Utc::now()).await.unwrap();
    assert_eq!(read(&mut session).await.conversation.title, "first");
    session.apply(Command::Skip, Utc::now()).await.unwrap();
    assert_eq!(session.next(Utc::now()).await.unwrap(), Next::End);
    assert!(session.open("zz", Utc::now()).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_reviewers_never_have_the_same_one_open() {
    let made: Vec<_> = (0..4).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
    let shelf = World::new().holding(&made).await;
    let mut rita = Session::new(shelf.store().await, Filter::default(), Order::Oldest, "rita");
    let mut sam = Session::new(shelf.store().await, Filter::default(), Order::Oldest, "sam");
    assert_eq!(read(&mut rita).await.conversation.title, "number 0");
    let passed = sam.next(Utc::now()).await.unwrap();
    let expected = Meanwhile::Claimed { short_id: made[0].id.short(), by: "rita".into() };
    assert_eq!(passed, Next::PassedOver(expected));
    assert_eq!(read(&mut sam).await.conversation.title, "number 1");
    let shown = shelf.run(["show", &made[1].id.short(), "--json"]).ends(0).json();
    assert_eq!(
        (&shown["reading"][0]["by"], &shown["reading"][0]["id"]),
        (&"sam".into(), &made[1].id.to_string().into())
    );
    shelf.run(["list"]).ends(0).says("rita reads").says("sam reads");
    // Back to where the other reads, or there by its id: passed over, too, and the current one stays.
    assert_eq!(sam.previous(Utc::now()).await.unwrap(), None);
    let opened = sam.open(&made[0].id.short(), Utc::now()).await.unwrap();
    assert!(matches!(opened, Next::PassedOver(Meanwhile::Claimed { .. })));
    assert!(sam.has_current());
    rita.apply(Command::Skip, Utc::now()).await.unwrap();
    assert!(matches!(rita.next(Utc::now()).await.unwrap(), Next::PassedOver(Meanwhile::Claimed { .. })));
    assert_eq!(read(&mut rita).await.conversation.title, "number 2");
    sam.close().await.unwrap();
    rita.close().await.unwrap();
    let listed = shelf.run(["list", "--json"]).ends(0).json();
    assert!(listed.get("reading").is_none(), "{listed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn heartbeats_keep_a_claim_until_the_session_is_gone() {
    let made = conversation("one", 7.0, 0);
    let shelf = World::new().holding(std::slice::from_ref(&made)).await;
    let store = shelf.store().await;
    let lease = std::time::Duration::from_secs(2);
    let mut rita = Session::new(store.clone(), Filter::default(), Order::Oldest, "rita").with_lease(lease);
    read(&mut rita).await;
    tokio::time::sleep(lease + lease / 2).await;
    assert_eq!(store.claims(&[made.id]).await.unwrap().len(), 1);
    drop(rita);
    tokio::time::sleep(lease + lease / 2).await;
    assert!(store.claims(&[made.id]).await.unwrap().is_empty());
}

#[tokio::test]
async fn named_ones_are_read_in_their_order_whatever_their_status() {
    let made: Vec<_> = (0..3).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
    let shelf = World::new().holding(&made).await;
    let store = shelf.store().await;
    store.decide(&[made[0].id], &Decision::Approve { note: None }, Basis::Named, "ann", Utc::now()).await.unwrap();
    let ids = vec![made[2].id, made[0].id];
    let mut session = Session::new(store, Filter::default(), Order::Worst, "rita").over(ids);
    assert_eq!((session.total().await.unwrap(), session.remaining().await.unwrap()), (2, 1));
    assert_eq!(read(&mut session).await.conversation.title, "number 2");
    session.apply(Command::Skip, Utc::now()).await.unwrap();
    assert_eq!(read(&mut session).await.conversation.title, "number 0");
    session.leave();
    assert_eq!(session.next(Utc::now()).await.unwrap(), Next::End);
    assert_eq!(session.left().await.unwrap(), Some(vec![made[2].id]));
}

#[tokio::test]
async fn a_sample_is_a_seeded_share_of_the_queue() {
    let made: Vec<_> = (0..30).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
    let shelf = World::new().holding(&made).await;
    let drawn = async |percent, seed| {
        let session = Session::new(shelf.store().await, Filter::default(), Order::Worst, "rita");
        session.sampled(percent, seed).await.unwrap().left().await.unwrap().unwrap()
    };
    let three = drawn(10.0, 4).await;
    assert_eq!((three.len(), drawn(10.0, 4).await == three, drawn(10.0, 5).await == three), (3, true, false));
    for (given, said) in [("0%", "share"), ("101%", "share"), ("10", "share"), ("x%", "share")] {
        shelf.run(["review", "--sample", given]).ends(2).says(said);
    }
    shelf.run(["review", "--sample", "10%", "--order", "best"]).ends(2);
    shelf.run(["review", &made[0].id.short(), "--min-quality", "3"]).ends(2).says("not both");
}

#[tokio::test]
async fn one_decision_about_many_changes_all_or_none_and_says_how_they_were_chosen() {
    let made: Vec<_> = (0..4).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
    let shelf = World::new().holding(&made).await;
    let store = shelf.store().await;
    let mut session = Session::new(store.clone(), Filter::default(), Order::Oldest, "rita");
    read(&mut session).await;
    let waiting = session.waiting(None).await.unwrap();
    assert_eq!((waiting.total, waiting.conversations.iter().filter(|(_, opened)| *opened).count()), (4, 1));
    let approve = || Decision::Approve { note: None };
    let ids = vec![made[0].id, made[1].id];
    assert_eq!(session.decide_all(ids, approve(), false, Utc::now()).await.unwrap(), 2);
    assert!(!session.has_current());
    store.decide(&[made[3].id], &approve(), Basis::Named, "ann", Utc::now()).await.unwrap();
    // One of them allows it no longer: none changes.
    let ids = vec![made[2].id, made[3].id];
    assert!(session.decide_all(ids, approve(), true, Utc::now()).await.is_err());
    assert_eq!(session.decide_all(vec![made[2].id], approve(), true, Utc::now()).await.unwrap(), 1);
    let mut bases = Vec::new();
    for one in &made[..3] {
        bases.push(store.conversation(one.id).await.unwrap().conversation.decision_basis);
    }
    assert_eq!(bases, [Some(Basis::Named), Some(Basis::Named), Some(Basis::Filter)]);
    assert_eq!(session.counts().approved, 3);
    loop {
        match session.next(Utc::now()).await.unwrap() {
            Next::End => break,
            Next::PassedOver(Meanwhile::Decided { by, .. }) => assert_eq!(by.as_deref(), Some("ann")),
            other => panic!("{other:?}"),
        }
    }
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
    let mut terminal = shelf.terminal(&["review", "--plain"], WINDOW);

    let screen = terminal.wait_for("[a]pprove");
    assert!(screen.contains("4 of 4 left") && screen.contains("3.0 of 10"), "{screen}");
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

    terminal.wait_for("3 of 4 left");
    terminal.wait_for("[a]pprove");
    terminal.press("b");
    terminal.wait_for("what to change: ");
    terminal.press("longer turns\r");
    terminal.wait_for("is sent back");

    terminal.wait_for("2 of 4 left");
    terminal.press("?");
    terminal.wait_for("everything decided so far is kept");
    terminal.press("a");
    terminal.wait_for("is approved");

    terminal.wait_for("1 of 4 left\nBest one");
    terminal.press("sx");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("approved 1, rejected 1, sent back 1, skipped 1"), "{screen}");
    assert!(screen.contains("1 conversation left; continue with: dialoom review --plain"), "{screen}");
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
async fn the_export_at_the_end_takes_what_the_simulator_made_and_was_approved() {
    let by = |provider, title: &str| NewConversation { provider: Some(provider), ..conversation(title, 8.0, 0) };
    let [real, other] = ["One", "Other"].map(|title| by(ProviderName::Anthropic, title));
    let simulated = by(ProviderName::Simulator, "Simulated");
    for (approved, command) in [(0, "dialoom export -o "), (1, "dialoom export --include-simulated -o ")] {
        let shelf = World::new().holding(&[real.clone(), other.clone(), simulated.clone()]).await;
        shelf.run(["approve", &other.id.short()]).ends(0);
        let ids = [&real, &simulated].map(|one| one.id.short());
        let mut terminal = shelf.terminal(&["review", "--plain", &ids[approved]], WINDOW);
        terminal.wait_for("[a]pprove");
        terminal.press("a");
        let (code, screen) = terminal.end();
        assert_eq!(code, 0, "{screen}");
        assert!(screen.contains(command), "{screen}");
    }
}

#[tokio::test]
async fn ctrl_c_q_and_a_signal_end_a_sitting_with_what_was_decided_kept_and_the_terminal_as_it_was() {
    let made: Vec<_> = (0..8).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
    let shelf = World::new().holding(&made).await;
    let mut left = 8;
    for (ending, code) in [("\u{3}", 130), ("q", 0), ("\u{4}", 0), ("kill", 130), ("r\u{3}", 130)] {
        let mut terminal = shelf.terminal(&["review", "--plain", "--order", "oldest"], WINDOW);
        terminal.wait_for("[a]pprove");
        terminal.press("a");
        terminal.wait_for("is approved");
        left -= 1;
        terminal.wait_for(&format!("{left} of {} left", left + 1));
        terminal.wait_for("[s]kip");
        if ending == "kill" {
            signal(terminal.pid(), "INT");
        } else {
            terminal.press(ending);
        }
        terminal.wait_for(&format!("{left} conversations left; continue with: dialoom review --plain --order oldest"));
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
    let mut terminal = shelf.terminal(&["review", "--plain"], WINDOW);
    terminal.wait_for("[a]pprove");
    terminal.press("r");
    terminal.wait_for("why: ");
    terminal.press("too cold\ra bit short\r");
    terminal.wait_for("is rejected");
    terminal.wait_for("1 of 2 left");
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
    let mut terminal = shelf.terminal(&["review", "--plain"], (10, 24));
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
    let terminal = shelf.terminal(&["review", "--plain"], WINDOW);
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    assert!(screen.contains("nothing to review"), "{screen}");

    let shelf = World::new().holding(&[conversation("one", 8.0, 0)]).await;
    let mut terminal = shelf.terminal(&["review", "--plain", "--json"], WINDOW);
    terminal.wait_for("[a]pprove");
    terminal.press("a");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    let flat = screen.split_whitespace().collect::<String>();
    assert!(flat.contains(r#""approved":1"#) && flat.contains(r#""remaining":0"#), "{screen}");
}
