//! Decisions of reviewers.

use chrono::Duration;
use dialoom::domain::conversation::{NewConversation, ParentType};
use dialoom::domain::filter::Filter;
use dialoom::domain::ids::ConversationId;
use dialoom::domain::review::{Basis, Decision};
use dialoom::domain::status::{Move, Status};
use dialoom::review::{Next, Order, Session};
use dialoom::store::StoreError;

use super::on_both;
use super::samples::{conversation, noon};

fn approve() -> Decision {
    Decision::Approve { note: None }
}

fn reject() -> Decision {
    Decision::Reject { reason: "wrong figures".into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_decision_is_appended_to_the_history_and_leaves_its_marks() {
    on_both(async |store| {
        let new = conversation(0);
        store.add_conversations(std::slice::from_ref(&new)).await.unwrap();
        let at = |hour| noon() + Duration::hours(hour);
        let written = store.decide(&[new.id, new.id], &approve(), Basis::Named, "ada", at(1)).await.unwrap();
        let moves: Vec<_> = written.iter().map(|change| (change.id, change.from, change.to)).collect();
        assert_eq!(moves, [(new.id, Status::Generated, Status::Approved)], "each once");
        let approved = store.conversation(new.id).await.unwrap().conversation;
        assert_eq!((approved.status, approved.approved_by.as_deref()), (Status::Approved, Some("ada")));
        assert_eq!((approved.approved_at, approved.updated_at), (Some(at(1)), at(1)));
        let back = Decision::SendBack { note: "shorter '); --".into() };
        store.decide(&[new.id], &back, Basis::Named, "bob", at(2)).await.unwrap();
        let back = store.conversation(new.id).await.unwrap().conversation;
        assert_eq!((back.status, back.approved_by, back.approved_at), (Status::NeedsRevision, None, None));
        assert_eq!(back.reviewer_notes.as_deref(), Some("shorter '); --"));
        assert_eq!(back.updated_by, "bob");
        store.decide(&[new.id], &reject(), Basis::Named, "ada", at(3)).await.unwrap();
        let reopen = Decision::Reopen { reason: "second look".into() };
        store.decide(&[new.id], &reopen, Basis::Named, "ada", at(4)).await.unwrap();
        let last = store.conversation(new.id).await.unwrap().conversation;
        let moves: Vec<_> = last.review_history.iter().map(|entry| (entry.from, entry.to)).collect();
        assert_eq!(
            moves,
            [
                (Status::Generated, Status::Approved),
                (Status::Approved, Status::NeedsRevision),
                (Status::NeedsRevision, Status::Rejected),
                (Status::Rejected, Status::PendingReview),
            ]
        );
        assert_eq!((last.review_history[1].by.as_str(), last.review_history[1].at), ("bob", at(2)));
        assert_eq!(last.review_history[0].why, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_stands_in_the_way_means_nothing_is_decided() {
    on_both(async |store| {
        let all: Vec<_> = (0..3).map(conversation).collect();
        store.add_conversations(&all).await.unwrap();
        let ids: Vec<_> = all.iter().map(|new| new.id).collect();
        store.decide(&ids[2..], &reject(), Basis::Named, "ada", noon()).await.unwrap();
        let refused = store.decide(&ids, &approve(), Basis::Named, "ada", noon()).await.expect_err("one is rejected");
        assert!(
            matches!(&refused, StoreError::Move { short_id, source }
                if *short_id == ids[2].short() && source.from == Status::Rejected && source.attempted == Move::Approve),
            "{refused}"
        );
        let missing = store.decide(&[ids[0], ConversationId::new()], &approve(), Basis::Named, "ada", noon()).await;
        assert!(matches!(missing, Err(StoreError::NotFound { .. })));
        let approved = Filter { status: vec![Status::Approved], ..Filter::default() };
        assert_eq!(store.count(&approved).await.unwrap(), 0);
        assert!(store.conversation(ids[0]).await.unwrap().conversation.review_history.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_reviewers_who_decide_at_once_only_one_wins() {
    on_both(async |store| {
        for round in 0..10 {
            let new = conversation(round);
            store.add_conversations(std::slice::from_ref(&new)).await.unwrap();
            let (one, two) = (store.clone(), store.clone());
            let id = new.id;
            let one = tokio::spawn(async move { one.decide(&[id], &reject(), Basis::Named, "ada", noon()).await });
            let two = tokio::spawn(async move { two.decide(&[id], &reject(), Basis::Named, "bob", noon()).await });
            let won = [one.await.unwrap().is_ok(), two.await.unwrap().is_ok()];
            assert_ne!(won[0], won[1], "a rejected one cannot be rejected again");
            assert_eq!(store.conversation(id).await.unwrap().conversation.review_history.len(), 1);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_marks_a_fresh_one_and_leaves_every_other_state_as_it_is() {
    on_both(async |store| {
        let mut poor = conversation(1);
        poor.assessment.score = super::samples::score(2.0);
        let new = conversation(0);
        store.add_conversations(&[new.clone(), poor.clone()]).await.unwrap();
        for id in [new.id, poor.id, new.id] {
            store.open_for_review(id, "ada", noon()).await.unwrap();
        }
        assert_eq!(store.conversation(new.id).await.unwrap().conversation.status, Status::PendingReview);
        assert_eq!(store.conversation(poor.id).await.unwrap().conversation.status, Status::NeedsRevision);
        let missing = store.open_for_review(ConversationId::new(), "ada", noon()).await;
        assert!(matches!(missing, Err(StoreError::NotFound { .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_person_who_opened_it_may_agree_and_the_first_decision_stays() {
    on_both(async |store| {
        let [kept, dropped] = [conversation(0), conversation(1)];
        store.add_conversations(&[kept.clone(), dropped.clone()]).await.unwrap();
        let at = |hour| noon() + Duration::hours(hour);
        store.decide(&[kept.id], &approve(), Basis::Named, "ada", at(1)).await.unwrap();
        store.decide(&[dropped.id], &reject(), Basis::Opened, "ada", at(1)).await.unwrap();
        store
            .decide(&[kept.id], &approve(), Basis::Opened, "ada", at(2))
            .await
            .expect_err("nobody agrees with himself");
        store.decide(&[kept.id], &approve(), Basis::Named, "bob", at(2)).await.expect_err("not opened");
        let agreed = store.decide(&[kept.id], &approve(), Basis::Opened, "bob", at(3)).await.unwrap();
        assert_eq!((agreed[0].from, agreed[0].to), (Status::Approved, Status::Approved));
        let other = Decision::Reject { reason: "dull, too".into() };
        store.decide(&[dropped.id], &other, Basis::Opened, "bob", at(3)).await.unwrap();
        store.decide(&[kept.id], &approve(), Basis::Opened, "bob", at(4)).await.expect_err("once is enough");
        let it = store.conversation(kept.id).await.unwrap().conversation;
        assert_eq!((it.approved_by.as_deref(), it.approved_at), (Some("ada"), Some(at(1))));
        assert_eq!((it.decision_basis, it.review_history.len()), (Some(Basis::Opened), 2));
        let it = store.conversation(dropped.id).await.unwrap().conversation;
        assert_eq!((it.status, it.reviewer_notes.as_deref()), (Status::Rejected, Some("wrong figures")));
        assert_eq!(it.review_history[1].why.as_deref(), Some("dull, too"));
        let readings = store.readings(&Filter::default()).await.unwrap();
        assert_eq!(readings.iter().filter(|reading| reading.by == "bob").count(), 2);
        // A second note is no agreement: it replaces the first.
        let back = |note: &str| Decision::SendBack { note: note.into() };
        store.decide(&[kept.id], &back("shorter"), Basis::Opened, "cleo", at(5)).await.unwrap();
        store.decide(&[kept.id], &back("warmer"), Basis::Opened, "bob", at(6)).await.unwrap();
        let it = store.conversation(kept.id).await.unwrap().conversation;
        assert_eq!(it.reviewer_notes.as_deref(), Some("warmer"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_reviewer_sent_back_waits_for_its_new_version_and_the_new_one_comes_before_the_old() {
    on_both(async |store| {
        let at = |hour| noon() + Duration::hours(hour);
        let (old, other) = (conversation(0), conversation(1));
        store.add_conversations(&[old.clone(), other.clone()]).await.unwrap();
        let queue = async |by: &str| {
            let mut session = Session::new(store.clone(), Filter::default(), Order::Oldest, by);
            let total = session.total().await.unwrap();
            let mut ids = Vec::new();
            while let Next::Read(full) = session.next(at(9)).await.unwrap() {
                ids.push(full.conversation.id);
                session.leave();
            }
            session.close().await.unwrap();
            assert_eq!(total, ids.len() as u64);
            ids
        };
        let back = || Decision::SendBack { note: "shorter".into() };
        store.decide(&[old.id], &back(), Basis::Opened, "ada", at(1)).await.unwrap();
        assert_eq!(queue("ada").await, [other.id], "ada has said what is wrong");
        assert_eq!(queue("bob").await, [old.id, other.id]);
        let asked = Filter { status: vec![Status::NeedsRevision], ..Filter::default() };
        assert_eq!(Session::new(store.clone(), asked, Order::Oldest, "ada").total().await.unwrap(), 1);
        let asked = Filter { sent_back: true, ..Filter::default() };
        assert_eq!(Session::new(store.clone(), asked, Order::Oldest, "ada").total().await.unwrap(), 1);

        let version = |n, hour| NewConversation {
            parent: Some((ParentType::Conversation, old.id.0)),
            created_at: at(hour),
            ..conversation(n)
        };
        let new = version(2, 2);
        store.add_conversations(std::slice::from_ref(&new)).await.unwrap();
        for by in ["ada", "bob"] {
            assert_eq!(queue(by).await, [other.id, new.id], "{by}");
        }
        store.decide(&[new.id], &reject(), Basis::Opened, "ada", at(3)).await.unwrap();
        assert_eq!(queue("ada").await, [old.id, other.id], "the old one is as good as it gets");
        store.decide(&[old.id], &back(), Basis::Opened, "ada", at(4)).await.unwrap();
        assert_eq!(queue("ada").await, [other.id]);
        let act = store.acts_of("ada", 1).await.unwrap().pop().unwrap();
        store.undo(&act, "ada", at(5)).await.unwrap();
        assert_eq!(queue("ada").await, [old.id, other.id]);
    })
    .await;
}
