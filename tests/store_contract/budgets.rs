//! The budget of a batch, kept by all its workers together.

use std::time::Duration;

use chrono::Utc;
use dialoom::domain::batch::{Item, ItemState};
use dialoom::domain::filter::Filter;
use dialoom::domain::ids::{BatchId, ItemId, TemplateId};
use dialoom::domain::limits::Style;
use dialoom::domain::money::Usd;
use dialoom::store::{Breakdown, CallsAlike, Ceilings, DeadCalls, Made, SingleCall, Store};

use super::fixtures::{batch_of, failure, success};
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
        let reserved = store.reserve_costs(batch, "me", Ceilings::of_batch(micros(100)), &calls).await.unwrap();
        assert_eq!((reserved.fitting, reserved.batch.left, reserved.batch.set_aside), (2, micros(10), micros(90)));
        let none =
            store.reserve_costs(batch, "me", Ceilings::of_batch(micros(100)), &[(items[2], micros(11))]).await.unwrap();
        assert_eq!((none.fitting, none.batch.set_aside), (0, micros(90)), "what others set aside counts");
        store.unreserve_costs("me", &items[..1]).await.unwrap();
        let some =
            store.reserve_costs(batch, "me", Ceilings::of_batch(micros(100)), &[(items[2], micros(50))]).await.unwrap();
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
        store.reserve_costs(batch, "heir", Ceilings::of_batch(micros(100)), &[(items[0], micros(30))]).await.unwrap();

        let calls = [(items[0], micros(50)), (items[1], micros(20))];
        let reserved = store.reserve_costs(batch, "asleep", Ceilings::of_batch(micros(100)), &calls).await.unwrap();
        assert_eq!((reserved.fitting, reserved.lost), (2, [items[0]].into()), "it is not asked for");
        assert_eq!((reserved.batch.left, reserved.batch.set_aside), (micros(50), micros(50)));
        store.unreserve_costs("asleep", &items).await.unwrap();
        let none = store.reserve_costs(batch, "asleep", Ceilings::of_batch(micros(100)), &[]).await.unwrap();
        assert_eq!(none.batch.set_aside, micros(30));
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
            assert_eq!(
                store.reserve_costs(batch, "dead", Ceilings::of_batch(Usd::MAX), &calls).await.unwrap().fitting,
                8
            );
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
        store.reserve_costs(batch, "dead", Ceilings::of_batch(micros(100)), &calls).await.unwrap();
        store.write_off_reservations(batch, DeadCalls::Of("alive"), Utc::now()).await.unwrap();
        store.write_off_reservations(batch, DeadCalls::Expired, Utc::now()).await.unwrap();
        assert_eq!(store.batch("b").await.unwrap().uncertain_cost_usd, Usd::ZERO, "its lease is not over");
        store.write_off_reservations(batch, DeadCalls::Of("dead"), Utc::now()).await.unwrap();
        assert_eq!(store.batch("b").await.unwrap().uncertain_cost_usd, micros(60));
        let left = store
            .reserve_costs(batch, "dead", Ceilings::of_batch(micros(100)), &[(items[0].id, micros(41))])
            .await
            .unwrap();
        assert_eq!((left.fitting, left.batch.left, left.batch.set_aside), (0, micros(40), Usd::ZERO));
    })
    .await;
}

#[tokio::test]
async fn what_was_set_aside_for_an_item_nobody_holds_is_not_set_aside_for_ever() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 1).await;
        let items = claim(&store, batch, "dead").await;
        store
            .reserve_costs(batch, "dead", Ceilings::of_batch(micros(100)), &[(items[0].id, micros(30))])
            .await
            .unwrap();
        assert_eq!(store.drop_items_not_in_plan(batch, Utc::now()).await.unwrap(), 1);
        store.write_off_reservations(batch, DeadCalls::Expired, Utc::now()).await.unwrap();
        assert_eq!(store.batch("b").await.unwrap().uncertain_cost_usd, Usd::ZERO, "its call may still be under way");
        let later = Utc::now() + chrono::TimeDelta::seconds(61);
        store.write_off_reservations(batch, DeadCalls::Expired, later).await.unwrap();
        assert_eq!(store.batch("b").await.unwrap().uncertain_cost_usd, micros(30));
        let none = store.reserve_costs(batch, "dead", Ceilings::of_batch(micros(100)), &[]).await.unwrap();
        assert_eq!(none.batch.set_aside, Usd::ZERO);
    })
    .await;
}

#[tokio::test]
async fn sums_of_money_and_tokens_end_at_the_largest_number_and_every_later_save_works() {
    on_both(async |store: Store| {
        let batch = batch_of(&store, "b", 4).await;
        let items = claim(&store, batch, "me").await;
        let most = dialoom::domain::usage::Usage {
            input_tokens: u64::MAX,
            output_tokens: u64::MAX,
            cache_write_tokens: u64::MAX,
            cache_read_tokens: u64::MAX,
        };
        for item in &items {
            for _ in 0..2 {
                let mut outcome = success(item, "me");
                outcome.item.as_mut().unwrap().state = ItemState::Running;
                (outcome.attempt.cost_usd, outcome.attempt.uncertain_usd, outcome.attempt.usage) =
                    (Usd::MAX, Usd::MAX, most);
                let Some(Made::Conversation(conversation)) = &mut outcome.made else { panic!("it made one") };
                (conversation.actual_cost, conversation.total_tokens) = (Usd::MAX, u64::MAX);
                store.record(&[outcome]).await.unwrap();
            }
        }
        let found = store.batch("b").await.unwrap();
        assert_eq!((found.actual_cost_usd, found.uncertain_cost_usd), (Usd::MAX, Usd::MAX));
        let today = store.today().await.unwrap();
        assert_eq!((today.cost_usd, today.uncertain_cost_usd), (Usd::MAX, Usd::MAX));
        let all = Filter::default();
        let calls = store.call_totals(&all).await.unwrap();
        assert_eq!((calls.calls, calls.cost_usd, calls.uncertain_cost_usd), (8, Usd::MAX, Usd::MAX));
        assert_eq!(calls.usage.total(), u64::MAX);
        let totals = store.totals(&all).await.unwrap();
        assert_eq!((totals.cost_usd, totals.total_tokens), (Usd::MAX, i64::MAX as u64));
        store.totals_by(&all, Breakdown::Tier).await.unwrap();
        let ceilings = Ceilings { batch: Some(Usd::MAX), day: Some(Usd::MAX) };
        let none = store.reserve_costs(batch, "me", ceilings, &[(items[0].id, micros(1))]).await.unwrap();
        assert_eq!(none.fitting, 0);
        let alike = CallsAlike {
            template: TemplateId::new(),
            model: "m",
            max_tokens: &[1],
            turns: 8,
            style: Style::Full,
            outside_batches: true,
        };
        store.mean_usage(&alike).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_ceiling_of_a_day_holds_for_all_batches_and_single_calls_together() {
    on_both(async |store: Store| {
        let (one, other) = (batch_of(&store, "a", 2).await, batch_of(&store, "b", 2).await);
        let (of_one, of_other) = (claim(&store, one, "me").await, claim(&store, other, "you").await);
        let ceilings = Ceilings { batch: None, day: Some(micros(100)) };
        let reserve = async |batch, worker: &str, item: &Item, worst| {
            store.reserve_costs(batch, worker, ceilings, &[(item.id, micros(worst))]).await.unwrap()
        };
        assert_eq!(reserve(one, "me", &of_one[0], 40).await.fitting, 1);
        let call = SingleCall {
            id: uuid::Uuid::now_v7(),
            provider: "simulator",
            model: "simulator".into(),
            created_by: "rita".into(),
        };
        let minute = Duration::from_secs(60);
        let room = store.reserve_single(&call, micros(100), micros(61), minute).await.unwrap();
        assert_eq!((room.left, room.at_best()), (micros(60), micros(100)), "it does not fit");
        store.reserve_single(&call, micros(100), micros(30), minute).await.unwrap();
        let none = reserve(other, "you", &of_other[0], 31).await;
        assert_eq!((none.fitting, none.day.left, none.day.set_aside), (0, micros(30), micros(70)));

        // The outcomes replace the reservations: 10 known and 5 uncertain, of 40; 20 of 30.
        let mut outcome = success(&of_one[0], "me");
        (outcome.attempt.cost_usd, outcome.attempt.uncertain_usd) = (micros(10), micros(5));
        let mut single = failure(&of_one[1], "me", ItemState::Failed);
        (single.item, single.reservation, single.attempt.batch_id) = (None, Some(call.id), None);
        single.attempt.cost_usd = micros(20);
        store.record(&[outcome, single]).await.unwrap();
        let today = store.today().await.unwrap();
        assert_eq!((today.cost_usd, today.uncertain_cost_usd), (micros(30), micros(5)));
        assert_eq!(today.reserved_usd, Usd::ZERO);
        let rest = reserve(other, "you", &of_other[0], 65).await;
        assert_eq!((rest.fitting, rest.day.left), (1, micros(0)));
    })
    .await;
}
