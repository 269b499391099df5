//! Batches and their items: found, planned, claimed, given back, taken over.

use std::collections::HashMap;
use std::time::Duration;

use chrono::TimeDelta;
use dialoom::domain::batch::{BatchStatus, Item, ItemCounts, ItemState, NewBatch};
use dialoom::domain::conversation::Tier;
use dialoom::domain::ids::BatchId;
use dialoom::domain::money::Usd;
use dialoom::store::{Store, StoreError};

use super::fixtures::*;
use super::{on_both, on_both_urls};

fn topic_of(item: &Item) -> String {
    item.request.to_make().expect("a conversation to make").subject.topic.clone()
}

/// Whatever state a batch is in.
const ANY: &[BatchStatus] = BatchStatus::ALL;

#[tokio::test]
async fn a_batch_is_found_by_its_name_its_id_and_a_prefix_of_the_id() {
    on_both(async |store: Store| {
        let new = new_batch("retirement-q4");
        store.create_batch(&new).await.unwrap();
        let batch = store.batch_named("retirement-q4").await.unwrap().unwrap();
        assert_eq!(batch.id, new.id);
        assert_eq!(batch.status, BatchStatus::Pending);
        assert_eq!(batch.configuration, new.configuration);
        assert_eq!(batch.target_tier, Some(Tier::Template));
        assert_eq!(batch.estimated_cost_usd, new.estimated_cost);
        assert_eq!(batch.actual_cost_usd, Usd::ZERO);
        assert_eq!((batch.priority, batch.concurrency, batch.max_retries), (5, 3, 3));
        assert_eq!((batch.created_by.as_str(), batch.created_at), ("ada", new.created_at));
        assert_eq!(batch.counts, ItemCounts::default());

        let id = new.id.to_string();
        for given in ["retirement-q4", &id, &id[..8], &id.to_uppercase()[..13], &id.replace('-', "")[..12]] {
            assert_eq!(store.batch(given).await.unwrap(), batch, "{given}");
        }
        assert_eq!(store.batch_named("Retirement-q4").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_batch_that_is_not_there_is_answered_with_the_nearest_name() {
    on_both(async |store: Store| {
        store.create_batch(&new_batch("retirement-q4")).await.unwrap();
        let error = store.batch("retirment-q4").await.unwrap_err().to_string();
        assert_eq!(error, "no batch \"retirment-q4\"; did you mean \"retirement-q4\"?");
        // Letters of SQL's own patterns are letters.
        for given in ["%", "_", "'", "", "\0"] {
            let error = store.batch(given).await.unwrap_err();
            assert!(matches!(error, StoreError::NotFound { what: "batch", .. }), "{given}: {error:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_prefix_of_two_batches_is_refused_with_both_names() {
    on_both(async |store: Store| {
        // Two ids of the same millisecond: their first eight digits are the same.
        let (one, two) = (new_batch("one"), new_batch("two"));
        store.create_batch(&one).await.unwrap();
        store.create_batch(&two).await.unwrap();
        match store.batch(&one.id.to_string()[..6]).await.unwrap_err() {
            StoreError::Ambiguous { what: "batch", mut matches, .. } => {
                matches.sort();
                assert_eq!(matches, ["one", "two"]);
            }
            other => panic!("{other:?}"),
        }
    })
    .await;
}

#[tokio::test]
async fn the_name_of_a_batch_is_taken_once() {
    on_both(async |store: Store| {
        store.create_batch(&new_batch("weekly")).await.unwrap();
        let error = store.create_batch(&new_batch("weekly")).await.unwrap_err();
        assert!(matches!(&error, StoreError::Taken { what: "batch", name } if name == "weekly"), "{error:?}");
        assert_eq!(store.batches(10).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn batches_are_listed_newest_first_with_their_counts() {
    on_both(async |store: Store| {
        let first = batch_of(&store, "first", 2).await;
        let second = batch_of(&store, "second", 0).await;
        let third = batch_of(&store, "third", 3).await;
        store.claim_items(third, "w", 1, now(), LEASE).await.unwrap();
        let listed = store.batches(10).await.unwrap();
        assert_eq!(listed.iter().map(|batch| batch.id).collect::<Vec<_>>(), [third, second, first]);
        assert_eq!(listed[0].counts, ItemCounts { total: 3, pending: 2, running: 1, ..ItemCounts::default() });
        assert_eq!(listed[1].counts, ItemCounts::default());
        assert_eq!(listed[2].counts, ItemCounts { total: 2, pending: 2, ..ItemCounts::default() });
        assert_eq!(store.batches(1).await.unwrap(), listed[..1]);
    })
    .await;
}

#[tokio::test]
async fn items_come_back_as_they_went_in_in_order_of_position() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 0).await;
        let mut added = new_items(0..1203);
        added[7].request.tier = Some(Tier::EdgeCase);
        added[7].request.subject.persona = "'; DROP TABLE batch_items; -- \u{1F600}".into();
        added.reverse();
        assert_eq!(store.add_items(batch, &added).await.unwrap(), 1203);
        added.reverse();
        let first = store.items(batch, None, 1000, None).await.unwrap();
        let rest = store.items(batch, None, 1000, Some(first[999].position)).await.unwrap();
        let stored: Vec<_> = first.into_iter().chain(rest).collect();
        assert_eq!(stored.len(), added.len());
        for (stored, added) in stored.iter().zip(&added) {
            assert_eq!((stored.position, &stored.fingerprint), (added.position, &added.fingerprint));
            assert_eq!(stored.request.to_make(), Some(&added.request));
            assert_eq!((stored.state, stored.attempts, stored.spent), (ItemState::Pending, 0, Usd::ZERO));
        }
    })
    .await;
}

#[tokio::test]
async fn a_fingerprint_is_in_a_batch_once_however_often_it_is_added() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 3).await;
        let twice = [new_item(2, 2), new_item(9, 3), new_item(9, 4)];
        assert_eq!(store.add_items(batch, &twice).await.unwrap(), 1);
        assert_eq!(store.batch("b").await.unwrap().counts.total, 4);
        // Another batch has fingerprints of its own.
        let other = batch_of(&store, "other", 3).await;
        assert_eq!(store.items(other, None, 10, None).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_changed_plan_keeps_adds_and_drops_and_touches_nothing_that_is_done() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 4).await;
        let claimed = store.claim_items(batch, "w", 2, now(), LEASE).await.unwrap();
        store.record(&[success(&claimed[0], "w"), failure(&claimed[1], "w", ItemState::Failed)]).await.unwrap();

        // The new plan: 3, 2 (in another order) and a new one; 0 is done, 1 failed, neither is in it.
        let planned = [new_item(3, 0), new_item(2, 1), new_item(7, 2)];
        let prints: Vec<String> = planned.iter().map(|item| item.fingerprint.clone()).collect();
        let mut known = store.known_items(batch, &prints).await.unwrap();
        known.sort();
        assert_eq!(known, [(prints[1].clone(), ItemState::Pending), (prints[0].clone(), ItemState::Pending)]);

        let since = now();
        assert_eq!(store.add_items(batch, &planned).await.unwrap(), 1);
        assert_eq!(store.drop_items_not_in_plan(batch, since).await.unwrap(), 1);
        let states: HashMap<String, (u64, ItemState)> = store
            .items(batch, None, 100, None)
            .await
            .unwrap()
            .into_iter()
            .map(|item| (topic_of(&item), (item.position, item.state)))
            .collect();
        assert_eq!(states["topic 0"].1, ItemState::Completed, "what is done stays");
        assert_eq!(states["topic 1"].1, ItemState::Skipped, "what failed is unfinished, and is not asked for any more");
        assert_eq!(states["topic 2"], (1, ItemState::Pending));
        assert_eq!(states["topic 3"], (0, ItemState::Pending));
        assert_eq!(states["topic 7"], (2, ItemState::Pending));

        let next = store.claim_items(batch, "w", 10, now(), LEASE).await.unwrap();
        let topics: Vec<_> = next.iter().map(topic_of).collect();
        assert_eq!(topics, ["topic 3", "topic 2", "topic 7"], "in the new order");
    })
    .await;
}

#[tokio::test]
async fn an_item_that_a_plan_drops_and_names_again_is_made() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 2).await;
        let since = now();
        store.add_items(batch, &new_items(0..1)).await.unwrap();
        assert_eq!(store.drop_items_not_in_plan(batch, since).await.unwrap(), 1);
        assert_eq!(store.claim_items(batch, "w", 5, now(), LEASE).await.unwrap().len(), 1);
        assert_eq!(store.add_items(batch, &new_items(0..2)).await.unwrap(), 0);
        let again = store.claim_items(batch, "w", 5, now(), LEASE).await.unwrap();
        assert_eq!(again.iter().map(|item| item.position).collect::<Vec<_>>(), [1]);
    })
    .await;
}

#[tokio::test]
async fn items_are_claimed_in_order_held_and_leased() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 10).await;
        let other = batch_of(&store, "other", 1).await;
        let at = now();
        let claimed = store.claim_items(batch, "machine-1:4711", 4, at, LEASE).await.unwrap();
        assert_eq!(claimed.iter().map(|item| item.position).collect::<Vec<_>>(), [0, 1, 2, 3]);
        for item in &claimed {
            assert_eq!((item.state, item.worker_id.as_deref()), (ItemState::Running, Some("machine-1:4711")));
            assert_eq!((item.batch_id, item.lease_until), (batch, Some(at + LEASE)));
        }
        let more = store.claim_items(batch, "w2", 100, at, LEASE).await.unwrap();
        assert_eq!(more.iter().map(|item| item.position).collect::<Vec<_>>(), [4, 5, 6, 7, 8, 9]);
        assert!(store.claim_items(batch, "w3", 1, at, LEASE).await.unwrap().is_empty());
        assert!(store.claim_items(other, "w3", 0, at, LEASE).await.unwrap().is_empty());
        let mut claimants = store.claimants(batch).await.unwrap();
        claimants.sort();
        assert_eq!(claimants, ["machine-1:4711", "w2"]);
        assert!(store.claimants(other).await.unwrap().is_empty());
        assert_eq!(store.items(batch, Some(ItemState::Running), 3, Some(3)).await.unwrap()[..], more[..3]);
    })
    .await;
}

#[tokio::test]
async fn holders_that_claim_at_the_same_time_never_share_an_item() {
    on_both_urls(async |url: String| {
        // Two pools, as two processes would have.
        let stores = [open(&url).await, open(&url).await];
        let batch = batch_of(&stores[0], "b", 600).await;
        let workers: Vec<_> = (0..12usize)
            .map(|worker| {
                let store = stores[worker % 2].clone();
                tokio::spawn(async move {
                    let (worker_id, mut claimed) = (format!("w{worker}"), Vec::new());
                    loop {
                        let count = 1 + (claimed.len() % 7) as u32;
                        let items = store.claim_items(batch, &worker_id, count, now(), LEASE).await.unwrap();
                        if items.is_empty() {
                            return claimed;
                        }
                        assert!(items.iter().all(|item| item.worker_id.as_deref() == Some(worker_id.as_str())));
                        claimed.extend(items.into_iter().map(|item| item.position));
                        tokio::task::yield_now().await;
                    }
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        all.sort_unstable();
        assert_eq!(all, (0..600).collect::<Vec<u64>>(), "each item once, and none forgotten");
    })
    .await;
}

#[tokio::test]
async fn an_item_whose_holder_is_gone_is_taken_over_when_its_lease_is_over_and_not_before() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 2).await;
        let (start, lease) = (now(), Duration::from_secs(30));
        store.claim_items(batch, "dead", 1, start, lease).await.unwrap();
        store.claim_items(batch, "alive", 1, start, lease).await.unwrap();
        let before = start + TimeDelta::seconds(29);
        assert!(store.claim_items(batch, "heir", 5, before, lease).await.unwrap().is_empty());
        assert_eq!(store.prolong_leases(batch, "alive", before, lease).await.unwrap(), 1);
        let after = start + TimeDelta::seconds(31);
        let taken = store.claim_items(batch, "heir", 5, after, lease).await.unwrap();
        assert_eq!(taken.iter().map(|item| item.position).collect::<Vec<_>>(), [0]);
        assert_eq!(taken[0].worker_id.as_deref(), Some("heir"));
        assert_eq!(store.prolong_leases(batch, "dead", after, lease).await.unwrap(), 0, "the dead hold nothing");
        assert_eq!(store.release_items(batch, "dead", None).await.unwrap(), 0);
        let running = store.items(batch, Some(ItemState::Running), 10, None).await.unwrap();
        let until: Vec<_> = running.iter().map(|item| item.lease_until.unwrap()).collect();
        assert_eq!(until, [after + lease, before + lease]);
    })
    .await;
}

#[tokio::test]
async fn items_given_back_are_pending_again_and_no_attempt_is_counted() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 5).await;
        let mine = store.claim_items(batch, "me", 3, now(), LEASE).await.unwrap();
        let theirs = store.claim_items(batch, "them", 2, now(), LEASE).await.unwrap();
        assert_eq!(store.release_items(batch, "me", Some(&[])).await.unwrap(), 0);
        let some = [mine[1].id, theirs[0].id];
        assert_eq!(store.release_items(batch, "me", Some(&some)).await.unwrap(), 1, "only what is mine");
        let again = store.claim_items(batch, "me", 1, now(), LEASE).await.unwrap();
        assert_eq!((again[0].id, again[0].attempts), (mine[1].id, 0));
        assert_eq!(store.release_items(batch, "me", None).await.unwrap(), 3);
        let pending = store.items(batch, Some(ItemState::Pending), 10, None).await.unwrap();
        assert_eq!(pending.len(), 3);
        assert!(
            pending.iter().all(|item| item.worker_id.is_none() && item.lease_until.is_none() && item.attempts == 0)
        );
        assert_eq!(store.claimants(batch).await.unwrap(), ["them"]);
    })
    .await;
}

#[tokio::test]
async fn failed_items_are_taken_up_again_on_request() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 3).await;
        let items = store.claim_items(batch, "w", 3, now(), LEASE).await.unwrap();
        store
            .record(&[
                failure(&items[0], "w", ItemState::Failed),
                success(&items[1], "w"),
                failure(&items[2], "w", ItemState::Failed),
            ])
            .await
            .unwrap();
        let failed = store.items(batch, Some(ItemState::Failed), 10, None).await.unwrap();
        assert_eq!(failed.len(), 2);
        assert_eq!(failed[0].error_code.as_deref(), Some("not_json"));
        assert_eq!(failed[0].error_message.as_deref(), Some("the answer holds no JSON object"));
        assert_eq!(store.retry_failed_items(batch).await.unwrap(), 2);
        assert_eq!(store.retry_failed_items(batch).await.unwrap(), 0);
        let again = store.claim_items(batch, "w", 10, now(), LEASE).await.unwrap();
        assert_eq!(again.iter().map(|item| item.id).collect::<Vec<_>>(), [items[0].id, items[2].id]);
        assert_eq!((again[0].attempts, again[0].spent), (1, Usd::from_micros(20_000)), "what it cost is not forgotten");
        assert_eq!((&again[0].error_code, &again[0].error_message), (&None, &None));
    })
    .await;
}

#[tokio::test]
async fn a_batch_knows_when_it_began_when_it_ended_and_why() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 1).await;
        let read = async || store.batch("b").await.unwrap();
        assert!(store.move_batch(batch, ANY, BatchStatus::Running, None).await.unwrap());
        let started = read().await.started_at.unwrap();
        store.set_batch_eta(batch, Some(started)).await.unwrap();
        assert!(store.move_batch(batch, ANY, BatchStatus::Paused, Some("the budget is used up")).await.unwrap());
        let paused = read().await;
        assert_eq!((paused.status, paused.error.as_deref()), (BatchStatus::Paused, Some("the budget is used up")));
        assert_eq!((paused.started_at, paused.completed_at), (Some(started), None));
        assert_eq!(paused.estimated_completion_at, Some(started));
        assert!(store.move_batch(batch, ANY, BatchStatus::Running, None).await.unwrap());
        assert_eq!((read().await.started_at, read().await.error), (Some(started), None));
        for end in [BatchStatus::Completed, BatchStatus::Failed, BatchStatus::Cancelled] {
            assert!(store.move_batch(batch, ANY, end, None).await.unwrap());
            let ended = read().await;
            assert!(ended.status == end && ended.completed_at >= Some(started), "{ended:?}");
        }
        assert!(store.move_batch(batch, ANY, BatchStatus::Running, None).await.unwrap());
        assert_eq!(read().await.completed_at, None, "taken up again");
        let paused = [BatchStatus::Paused];
        assert!(!store.move_batch(batch, &paused, BatchStatus::Completed, None).await.unwrap());
        assert_eq!(read().await.status, BatchStatus::Running, "it was in another state");
        assert!(!store.move_batch(BatchId::new(), ANY, BatchStatus::Running, None).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_changed_plan_changes_what_the_batch_says_of_itself_and_not_whose_it_is() {
    on_both(async |store: Store| {
        let batch = new_batch("b");
        store.create_batch(&batch).await.unwrap();
        let changed = NewBatch {
            configuration: serde_json::json!({"seed": 8}),
            concurrency: 50,
            max_retries: 5,
            priority: 9,
            estimated_cost: Usd::from_micros(7),
            created_by: "eve".into(),
            ..batch.clone()
        };
        store.update_batch(&changed).await.unwrap();
        let stored = store.batch("b").await.unwrap();
        assert_eq!(stored.configuration, changed.configuration);
        assert_eq!((stored.concurrency, stored.max_retries, stored.priority), (50, 5, 9));
        assert_eq!(stored.estimated_cost_usd, Usd::from_micros(7));
        assert_eq!((stored.created_by.as_str(), stored.created_at), ("ada", batch.created_at));
    })
    .await;
}

#[tokio::test]
async fn nobody_takes_over_from_himself() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 3).await;
        let (start, lease) = (now(), Duration::from_secs(30));
        let mine = store.claim_items(batch, "slept", 2, start, lease).await.unwrap();
        let after = start + TimeDelta::seconds(31);
        let more = store.claim_items(batch, "slept", 5, after, lease).await.unwrap();
        assert_eq!(more.iter().map(|item| item.position).collect::<Vec<_>>(), [2], "the others may be in flight");
        assert_eq!(store.prolong_leases(batch, "slept", after, lease).await.unwrap(), 3);
        assert!(store.claim_items(batch, "heir", 5, after, lease).await.unwrap().is_empty());
        assert_eq!(mine.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_batch_with_an_open_item_is_not_completed() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 1).await;
        store.move_batch(batch, ANY, BatchStatus::Running, None).await.unwrap();
        store.complete_batch(batch).await.unwrap();
        assert_eq!(store.batch("b").await.unwrap().status, BatchStatus::Running);
        store.drop_items_not_in_plan(batch, now() + TimeDelta::hours(1)).await.unwrap();
        store.complete_batch(batch).await.unwrap();
        let done = store.batch("b").await.unwrap();
        assert!(done.status == BatchStatus::Completed && done.completed_at.is_some(), "{done:?}");
    })
    .await;
}

#[tokio::test]
async fn workers_are_known_until_they_sign_off_or_are_not_seen_for_long() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 1).await;
        let (then, later) = (now(), now() + TimeDelta::minutes(10));
        for (worker, seen) in [("a", then), ("b", then), ("a", later)] {
            store.sign_on(batch, worker, seen, Duration::from_secs(3600)).await.unwrap();
        }
        assert_eq!(store.workers(batch, then).await.unwrap(), ["a", "b"]);
        assert_eq!(store.workers(batch, later).await.unwrap(), ["a"]);
        store.sign_on(batch, "c", later, LEASE).await.unwrap();
        assert_eq!(store.workers(batch, then).await.unwrap(), ["a", "c"], "b was not seen for longer than that");
        store.sign_off(batch, "a").await.unwrap();
        assert_eq!(store.workers(batch, then).await.unwrap(), ["c"]);
        assert!(store.held_items(batch, "a").await.unwrap().is_empty());
        let held = store.claim_items(batch, "a", 1, later, LEASE).await.unwrap();
        assert_eq!(store.held_items(batch, "a").await.unwrap(), [held[0].id].into());
    })
    .await;
}
