//! Acts: what one command changed is undone as a whole, and older histories have them as well.

use chrono::{DateTime, Duration, Utc};
use dialoom::domain::conversation::NewConversation;
use dialoom::domain::filter::Filter;
use dialoom::domain::review::{Action, Basis, Decision};
use dialoom::domain::status::Status;
use dialoom::review;
use dialoom::store::{Entry, Store};

use super::raw::raw;
use super::samples::{conversation, noon};
use super::{on_both, on_both_urls, template};

fn at(hour: i64) -> DateTime<Utc> {
    noon() + Duration::hours(hour)
}

fn approve() -> Decision {
    Decision::Approve { note: Some("fine".into()) }
}

fn back() -> Decision {
    Decision::SendBack { note: "shorter".into() }
}

async fn held(store: &Store, count: i64) -> Vec<NewConversation> {
    let all: Vec<_> = (0..count).map(conversation).collect();
    store.add_conversations(&all).await.unwrap();
    all
}

async fn decide(store: &Store, some: &[NewConversation], decision: &Decision, by: &str, hour: i64) {
    let ids: Vec<_> = some.iter().map(|new| new.id).collect();
    store.decide(&ids, decision, Basis::Named, by, at(hour)).await.unwrap();
}

async fn undo(store: &Store, by: &str, hour: i64) -> Option<review::Undone> {
    Some(review::last_undo(store, by, 0).await.unwrap()?.commit(store, at(hour)).await.unwrap())
}

async fn statuses(store: &Store, all: &[NewConversation]) -> Vec<Status> {
    let mut found = Vec::new();
    for one in all {
        found.push(store.conversation(one.id).await.unwrap().conversation.status);
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn acts_are_undone_one_after_the_other_and_everything_is_as_it_was() {
    on_both(async |store| {
        let all = held(&store, 3).await;
        decide(&store, &all, &approve(), "ada", 1).await;
        let approved = store.conversation(all[0].id).await.unwrap().conversation;
        decide(&store, &all[..1], &back(), "ada", 2).await;
        let undone = undo(&store, "ada", 3).await.unwrap();
        assert_eq!((undone.act.action, undone.undone.len(), undone.left.len()), (Action::SendBack, 1, 0));
        let again = store.conversation(all[0].id).await.unwrap().conversation;
        assert_eq!(
            (again.status, &again.approved_by, again.approved_at),
            (Status::Approved, &approved.approved_by, approved.approved_at)
        );
        assert_eq!((&again.reviewer_notes, again.decision_basis), (&approved.reviewer_notes, approved.decision_basis));
        let undone = undo(&store, "ada", 4).await.unwrap();
        assert_eq!((undone.act.action, undone.undone.len()), (Action::Approve, 3));
        assert_eq!(statuses(&store, &all).await, [Status::Generated; 3]);
        assert_eq!(undo(&store, "ada", 5).await, None);

        let entries = store.history(all[0].id).await.unwrap();
        let told: Vec<_> = entries.iter().map(|it: &Entry| (it.action, it.undoes, it.undone)).collect();
        assert_eq!(
            told,
            [
                (Action::Approve, None, true),
                (Action::SendBack, None, true),
                (Action::Undo, Some(Action::SendBack), false),
                (Action::Undo, Some(Action::Approve), false),
            ]
        );
        let history = store.conversation(all[0].id).await.unwrap().conversation.review_history;
        assert_eq!(history.iter().map(|entry| entry.undo).collect::<Vec<_>>(), [false, false, true, true]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_changed_since_stays_and_is_named() {
    on_both(async |store| {
        let all = held(&store, 3).await;
        decide(&store, &all, &approve(), "ada", 1).await;
        decide(&store, &all[1..2], &back(), "bob", 2).await;
        let undone = undo(&store, "ada", 3).await.unwrap();
        assert_eq!((undone.undone.len(), undone.left.len()), (2, 1));
        assert_eq!((undone.left[0].id, undone.left[0].changed_by.as_deref()), (all[1].id, Some("bob")));
        assert_eq!(statuses(&store, &all).await, [Status::Generated, Status::NeedsRevision, Status::Generated]);
        assert_eq!(undo(&store, "ada", 4).await, None, "it is not offered again");
        // Bob's act is his to undo, and it ends where it began.
        undo(&store, "bob", 5).await.unwrap();
        assert_eq!(statuses(&store, &all).await[1], Status::Approved);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undo_that_can_take_nothing_back_does_not_use_the_act_up() {
    on_both(async |store| {
        let all = held(&store, 2).await;
        decide(&store, &all[1..], &approve(), "ada", 1).await;
        decide(&store, &all[..1], &approve(), "ada", 2).await;
        decide(&store, &all[..1], &back(), "bob", 3).await;
        let undone = undo(&store, "ada", 4).await.unwrap();
        assert_eq!((undone.undone.len(), undone.left.len()), (0, 1));
        // The one before it can be had all the same.
        let before = review::last_undo(&store, "ada", 1).await.unwrap().unwrap();
        assert_eq!(before.commit(&store, at(5)).await.unwrap().undone[0].id, all[1].id);
        undo(&store, "bob", 6).await.unwrap();
        let undone = undo(&store, "ada", 7).await.unwrap();
        assert_eq!((undone.undone[0].id, undone.left.len()), (all[0].id, 0));
        assert_eq!(statuses(&store, &all).await, [Status::Generated; 2]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_undos_at_once_one_takes_the_act_back() {
    on_both(async |store| {
        for round in 0..5 {
            let new = conversation(round);
            store.add_conversations(std::slice::from_ref(&new)).await.unwrap();
            decide(&store, std::slice::from_ref(&new), &approve(), "ada", 1).await;
            let plan = review::last_undo(&store, "ada", 0).await.unwrap().unwrap();
            let (one, two, other) = (store.clone(), store.clone(), plan.clone());
            let one = tokio::spawn(async move { plan.commit(&one, at(2)).await });
            let two = tokio::spawn(async move { other.commit(&two, at(2)).await });
            let won = [one.await.unwrap().is_ok(), two.await.unwrap().is_ok()];
            assert_ne!(won[0], won[1]);
            assert_eq!(store.history(new.id).await.unwrap().len(), 2);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn decisions_of_one_command_with_a_reason_each_are_one_act() {
    on_both(async |store| {
        let all = held(&store, 3).await;
        let reject = |reason: &str| Decision::Reject { reason: reason.into() };
        let (one, two) = (reject("like the first"), reject("like the second"));
        let each = [(all[0].id, &one), (all[1].id, &two), (all[2].id, &two)];
        store.decide_each(&each, Basis::Filter, "ada", at(1)).await.unwrap();
        let why = |entries: Vec<Entry>| entries[0].why.clone();
        assert_eq!(why(store.history(all[0].id).await.unwrap()).as_deref(), Some("like the first"));
        assert_eq!(why(store.history(all[2].id).await.unwrap()).as_deref(), Some("like the second"));
        let reasons = &store.reviewers(&Filter::default()).await.unwrap()[0].reasons;
        assert_eq!((reasons[0].why.as_str(), reasons[0].count), ("like the second", 2));
        assert_eq!(undo(&store, "ada", 2).await.unwrap().undone.len(), 3);
        assert_eq!(statuses(&store, &all).await, [Status::Generated; 3]);
    })
    .await;
}

/// What the version before this table left: the history, and no acts.
const FORGET: &str =
    "DROP TABLE trash_links; DROP TABLE trash; DROP TABLE decisions; DROP TABLE acts; DROP TABLE actions;";

#[tokio::test(flavor = "multi_thread")]
async fn an_older_history_is_carried_over_and_can_be_undone() {
    on_both_urls(async |url: String| {
        let store = Store::open_with(&url, &[template("Plain")]).await.unwrap();
        let all = held(&store, 3).await;
        decide(&store, &all, &approve(), "ada", 1).await;
        decide(&store, &all[..2], &back(), "bob", 2).await;
        store.decide(&[all[0].id], &approve(), Basis::Opened, "ada", at(3)).await.unwrap();
        let before = store.history(all[0].id).await.unwrap();
        store.close().await;
        let engine = if url.starts_with("postgres") { "postgres" } else { "sqlite" };
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        let migration = std::fs::read_to_string(folder.join("0016_acts.sql")).unwrap();
        raw(&url, &format!("{FORGET} {migration}")).await.unwrap();

        let store = Store::open_with(&url, &[template("Plain")]).await.unwrap();
        let after = store.history(all[0].id).await.unwrap();
        let told = |entries: &[Entry]| -> Vec<_> {
            let told =
                entries.iter().map(|it| (it.action, it.by.clone(), it.at, it.from, it.to, it.why.clone(), it.basis));
            told.collect()
        };
        assert_eq!(told(&after), told(&before));
        assert_eq!(
            store.acts_of("ada", 9).await.unwrap().iter().map(|act| act.conversations).collect::<Vec<_>>(),
            [1, 3]
        );
        undo(&store, "ada", 4).await.unwrap();
        undo(&store, "bob", 5).await.unwrap();
        let again = store.conversation(all[0].id).await.unwrap().conversation;
        assert_eq!((again.status, again.approved_by.as_deref()), (Status::Approved, Some("ada")));
        assert_eq!((again.approved_at, again.reviewer_notes.as_deref()), (Some(at(1)), Some("fine")));
        assert_eq!(undo(&store, "ada", 6).await.unwrap().undone.len(), 3);
        let approved = Filter { status: vec![Status::Approved], ..Filter::default() };
        assert_eq!(store.count(&approved).await.unwrap(), 0);
    })
    .await;
}
