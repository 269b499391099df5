//! What a review session changes beside decisions, and its undo.

use chrono::Utc;
use dialoom::domain::filter::Filter;
use dialoom::domain::review::{Basis, Decision};
use dialoom::domain::status::Status;
use dialoom::review::{Command, Next, Order, Session, TakenBack};

use crate::support::sample::conversation;
use crate::support::world::World;

async fn title(session: &mut Session) -> String {
    match session.next(Utc::now()).await.unwrap() {
        Next::Read(full) => full.conversation.title,
        other => panic!("expected one to read, got {other:?}"),
    }
}

async fn approve(session: &mut Session) {
    session.apply(Command::Decide(Decision::Approve { note: None }), Utc::now()).await.unwrap();
}

/// Takes the last act back; the title of the conversation that is on the screen then.
async fn undone(session: &mut Session) -> Option<String> {
    let TakenBack { next, .. } = session.undo(Utc::now()).await.unwrap()?;
    match next {
        Some(Next::Read(full)) => Some(full.conversation.title),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_act_of_the_session_is_undone_in_turn_and_no_other() {
    for world in [World::new(), World::new().on_postgres()] {
        let made: Vec<_> = (1..=4).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
        let shelf = world.holding(&made).await;
        let store = shelf.store().await;
        let mut session = Session::new(store.clone(), Filter::default(), Order::Oldest, "rita");
        // The same person decides elsewhere, too.
        store.decide(&[made[3].id], &Decision::Approve { note: None }, Basis::Named, "rita", Utc::now()).await.unwrap();
        for number in 1..=2 {
            assert_eq!(title(&mut session).await, format!("number {number}"));
            approve(&mut session).await;
        }
        assert_eq!(title(&mut session).await, "number 3");
        assert_eq!(session.last_act().unwrap().title.as_deref(), Some("number 2"));
        assert_eq!(undone(&mut session).await.as_deref(), Some("number 2"));
        assert_eq!(undone(&mut session).await.as_deref(), Some("number 1"));
        assert_eq!(undone(&mut session).await, None);
        assert_eq!((session.counts().decided(), session.left_now().await.unwrap()), (0, 3));
        let now = store.conversation(made[0].id).await.unwrap().conversation;
        assert_eq!((now.status, now.approved_by), (Status::PendingReview, None));
        // From here it goes on as if nothing had been decided.
        for number in 1..=3 {
            assert_eq!(title(&mut session).await, format!("number {number}"));
            approve(&mut session).await;
        }
        assert!(matches!(session.next(Utc::now()).await.unwrap(), Next::End));
        assert_eq!(undone(&mut session).await.as_deref(), Some("number 3"));
    }
}

#[tokio::test]
async fn a_decision_about_many_is_undone_as_a_whole_and_they_come_again() {
    let made: Vec<_> = (1..=5).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
    let shelf = World::new().holding(&made).await;
    let mut session = Session::new(shelf.store().await, Filter::default(), Order::Oldest, "rita");
    assert_eq!(title(&mut session).await, "number 1");
    let ids = made[..4].iter().map(|it| it.id).collect();
    session.decide_all(ids, Decision::Reject { reason: "dull".into() }, true, Utc::now()).await.unwrap();
    assert_eq!(title(&mut session).await, "number 5");
    assert_eq!(undone(&mut session).await.as_deref(), Some("number 1"));
    assert_eq!(session.counts().rejected, 0);
    let mut seen = Vec::new();
    while let Next::Read(full) = session.next(Utc::now()).await.unwrap() {
        seen.push(full.conversation.title);
        approve(&mut session).await;
    }
    assert_eq!(seen, ["number 1", "number 5", "number 2", "number 3", "number 4"]);
}

#[tokio::test]
async fn what_somebody_changed_since_stays_and_what_is_undone_already_is_said_so() {
    let made = [conversation("one", 7.0, 1), conversation("two", 7.0, 2)];
    let shelf = World::new().holding(&made).await;
    let store = shelf.store().await;
    let mut session = Session::new(store.clone(), Filter::default(), Order::Oldest, "rita");
    for _ in 0..2 {
        title(&mut session).await;
        approve(&mut session).await;
    }
    let why = Decision::Reject { reason: "wrong".into() };
    store.decide(&[made[1].id], &why, Basis::Named, "olga", Utc::now()).await.unwrap();
    let taken = session.undo(Utc::now()).await.unwrap().unwrap();
    assert_eq!((taken.undone.undone.len(), taken.next), (0, None));
    assert_eq!(taken.undone.left[0].changed_by.as_deref(), Some("olga"));
    assert_eq!(session.counts().approved, 2);
    shelf.run(["undo", "-y"]).ends(2).says("olga changed").says("dialoom undo --skip 1");
    shelf.run(["undo", "-y", "--skip", "1"]).ends(0);
    let taken = session.undo(Utc::now()).await.unwrap().unwrap();
    assert!(taken.undone.undone.is_empty() && taken.undone.left.is_empty());
    assert_eq!(session.counts().approved, 1, "the session did not do it either");
    assert!(session.undo(Utc::now()).await.unwrap().is_none());
}
