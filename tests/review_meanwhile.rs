//! Review sessions beside others: texts that change under them, keys that are held, and filters that forget what was opened.

use chrono::{DateTime, TimeDelta, Utc};
use dialoom::domain::filter::Filter;
use dialoom::domain::review::{Basis, Decision};
use dialoom::domain::status::Status;
use dialoom::review::{Command, Done, Meanwhile, Next, Order, Session};

use crate::support::sample::conversation;
use crate::support::world::World;

const APPROVE: Command = Command::Decide(Decision::Approve { note: None });

/// Approves the next one so long after it was drawn.
async fn approve_after(session: &mut Session, at: DateTime<Utc>, milliseconds: i64) -> Done {
    assert!(matches!(session.next(at).await.unwrap(), Next::Read(_)));
    session.drawn(at);
    session.apply(APPROVE, at + TimeDelta::milliseconds(milliseconds)).await.unwrap()
}

#[tokio::test]
async fn approvals_by_a_held_key_are_stored_and_count_as_unread() {
    let made: Vec<_> = (0..5).map(|number| conversation(&format!("number {number}"), 6.5, number)).collect();
    let shelf = World::new().holding(&made).await;
    let mut session = Session::new(shelf.store().await, Filter::default(), Order::Worst, "rita");
    let at = Utc::now();
    let later = |milliseconds| at + TimeDelta::milliseconds(milliseconds);
    assert_eq!(approve_after(&mut session, at, 20).await, Done::Decided(Status::Approved), "one press is a person's");
    assert_eq!(approve_after(&mut session, later(30), 20).await, Done::Unread(Status::Approved));
    assert_eq!(approve_after(&mut session, later(60), 20).await, Done::Unread(Status::Approved));
    assert_eq!(approve_after(&mut session, later(90), 150).await, Done::Decided(Status::Approved), "it was seen");
    assert_eq!(approve_after(&mut session, later(900), 20).await, Done::Decided(Status::Approved), "it was let go");
    assert_eq!(session.counts().approved, 5);
    let store = shelf.store().await;
    let mut bases = Vec::new();
    for one in &made {
        bases.push(store.conversation(one.id).await.unwrap().conversation.decision_basis.unwrap());
    }
    bases.sort();
    assert_eq!(bases, [Basis::Opened, Basis::Opened, Basis::Opened, Basis::Filter, Basis::Filter]);
}

#[tokio::test]
async fn an_edit_meanwhile_refuses_the_decision_and_shows_the_new_text() {
    let made = [conversation("first", 6.0, 0), conversation("second", 7.0, 1)];
    let shelf = World::new().holding(&made).await;
    let mut session = Session::new(shelf.store().await, Filter::default(), Order::Worst, "rita");
    assert!(matches!(session.next(Utc::now()).await.unwrap(), Next::Read(_)));
    // The first is on the screen, and the second waits.
    for one in &made {
        let edit = ["--user", "bob", "edit", &one.id.short(), "--turn", "1", "--content", "What does a quokka cost?"];
        shelf.run(edit).ends(0);
    }
    let expected = Done::TooLate(Meanwhile::Edited { by: "bob".into() });
    assert_eq!(session.apply(APPROVE, Utc::now()).await.unwrap(), expected);
    for one in &made {
        let Next::Read(full) = session.next(Utc::now()).await.unwrap() else { panic!("it is not shown again") };
        assert_eq!((full.conversation.id, full.turns[0].content.as_str()), (one.id, "What does a quokka cost?"));
        assert_eq!(session.apply(APPROVE, Utc::now()).await.unwrap(), Done::Decided(Status::Approved));
    }
    assert_eq!(session.counts().elsewhere, 0);
}

#[tokio::test]
async fn a_queue_of_unopened_ones_counts_those_that_it_opened() {
    let made: Vec<_> = (0..4).map(|number| conversation(&format!("number {number}"), 6.5, number)).collect();
    let shelf = World::new().holding(&made).await;
    let filter = Filter { status: vec![Status::Generated], ..Filter::default() };
    let mut session = Session::new(shelf.store().await, filter, Order::Worst, "rita");
    let now = Utc::now();
    session.next(now).await.unwrap();
    session.apply(Command::Skip, now).await.unwrap();
    session.next(now).await.unwrap();
    session.apply(APPROVE, now).await.unwrap();
    session.next(now).await.unwrap();
    assert_eq!((session.remaining().await.unwrap(), session.opened_out_of_filter().await.unwrap()), (3, 2));
    session.undo(now).await.unwrap();
    assert_eq!(session.remaining().await.unwrap(), 4);
}
