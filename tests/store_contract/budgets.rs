//! The budget of a batch, kept by all its workers together.

use std::time::Duration;

use chrono::Utc;
use dialoom::domain::batch::Item;
use dialoom::domain::ids::{BatchId, ItemId};
use dialoom::domain::money::Usd;
use dialoom::store::DeadCalls;
use dialoom::store::Store;

use super::fixtures::batch_of;
use super::on_both;

fn micros(amount: i64) -> Usd {
    Usd::from_micros(amount)
}

async fn claim(store: &Store, batch: BatchId, worker_id: &str) -> Vec<Item> {
    store.claim_items(batch, worker_id, 10, Utc::now(), Duration::from_secs(60)).await.unwrap()
}

#[tokio::test]
async fn calls_are_let_through_until_the_first_that_could_exceed_the_limit() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 4).await;
        let items: Vec<ItemId> = claim(&store, batch, "me").await.iter().map(|item| item.id).collect();
        let calls = [(items[0], micros(40)), (items[1], micros(50)), (items[2], micros(20))];
        let reserved = store.reserve_costs(batch, "me", micros(100), &calls).await.unwrap();
        assert_eq!((reserved.fitting, reserved.left, reserved.set_aside), (2, micros(10), micros(90)));
        let none = store.reserve_costs(batch, "me", micros(100), &[(items[2], micros(11))]).await.unwrap();
        assert_eq!((none.fitting, none.set_aside), (0, micros(90)), "what others set aside counts");
        store.unreserve_costs("me", &items[..1]).await.unwrap();
        let some = store.reserve_costs(batch, "me", micros(100), &[(items[2], micros(50))]).await.unwrap();
        assert_eq!(some.fitting, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_touches_what_is_set_aside_for_an_item_somebody_else_has_taken_over() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 2).await;
        let items: Vec<ItemId> = claim(&store, batch, "asleep").await.iter().map(|item| item.id).collect();
        store.release_items(batch, "asleep", Some(&items[..1])).await.unwrap();
        assert_eq!(claim(&store, batch, "heir").await.len(), 1);
        store.reserve_costs(batch, "heir", micros(100), &[(items[0], micros(30))]).await.unwrap();

        let calls = [(items[0], micros(50)), (items[1], micros(20))];
        let reserved = store.reserve_costs(batch, "asleep", micros(100), &calls).await.unwrap();
        assert_eq!((reserved.fitting, reserved.lost), (2, [items[0]].into()), "it is not asked for");
        assert_eq!((reserved.left, reserved.set_aside), (micros(50), micros(50)));
        store.unreserve_costs("asleep", &items).await.unwrap();
        let none = store.reserve_costs(batch, "asleep", micros(100), &[]).await.unwrap();
        assert_eq!(none.set_aside, micros(30));
    })
    .await;
}

#[tokio::test]
async fn two_who_see_the_same_dead_worker_count_what_it_had_set_aside_once() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 8).await;
        for round in 1..=20 {
            let items = claim(&store, batch, "dead").await;
            let calls: Vec<_> = items.iter().map(|item| (item.id, micros(5))).collect();
            assert_eq!(store.reserve_costs(batch, "dead", Usd::MAX, &calls).await.unwrap().fitting, 8);
            let write_off = || store.write_off_reservations(batch, DeadCalls::Of("dead"), Utc::now());
            let (one, other, third) = tokio::join!(write_off(), write_off(), write_off());
            one.and(other).and(third).unwrap();
            assert_eq!(store.batch("b").await.unwrap().uncertain_cost_usd, micros(40 * round));
            store.release_items(batch, "dead", None).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_dead_process_set_aside_may_have_been_spent() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 2).await;
        let items = claim(&store, batch, "dead").await;
        let calls: Vec<_> = items.iter().map(|item| (item.id, micros(30))).collect();
        store.reserve_costs(batch, "dead", micros(100), &calls).await.unwrap();
        store.write_off_reservations(batch, DeadCalls::Of("alive"), Utc::now()).await.unwrap();
        store.write_off_reservations(batch, DeadCalls::Expired, Utc::now()).await.unwrap();
        assert_eq!(store.batch("b").await.unwrap().uncertain_cost_usd, Usd::ZERO, "its lease is not over");
        store.write_off_reservations(batch, DeadCalls::Of("dead"), Utc::now()).await.unwrap();
        assert_eq!(store.batch("b").await.unwrap().uncertain_cost_usd, micros(60));
        let left = store.reserve_costs(batch, "dead", micros(100), &[(items[0].id, micros(41))]).await.unwrap();
        assert_eq!((left.fitting, left.left, left.set_aside), (0, micros(40), Usd::ZERO));
    })
    .await;
}

#[tokio::test]
async fn what_was_set_aside_for_an_item_nobody_holds_is_not_set_aside_for_ever() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 1).await;
        let items = claim(&store, batch, "dead").await;
        store.reserve_costs(batch, "dead", micros(100), &[(items[0].id, micros(30))]).await.unwrap();
        assert_eq!(store.drop_items_not_in_plan(batch, Utc::now()).await.unwrap(), 1);
        store.write_off_reservations(batch, DeadCalls::Expired, Utc::now()).await.unwrap();
        assert_eq!(store.batch("b").await.unwrap().uncertain_cost_usd, Usd::ZERO, "its call may still be under way");
        let later = Utc::now() + chrono::TimeDelta::seconds(61);
        store.write_off_reservations(batch, DeadCalls::Expired, later).await.unwrap();
        assert_eq!(store.batch("b").await.unwrap().uncertain_cost_usd, micros(30));
        let none = store.reserve_costs(batch, "dead", micros(100), &[]).await.unwrap();
        assert_eq!(none.set_aside, Usd::ZERO);
    })
    .await;
}
