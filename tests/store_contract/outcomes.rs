//! What came of calls: stored together or not at all, once, and never lost.

use std::time::Duration;

use chrono::TimeDelta;
use dialoom::domain::batch::ItemState;
use dialoom::domain::ids::{LogId, TemplateId};
use dialoom::domain::log::Attempt;
use dialoom::domain::money::Usd;
use dialoom::store::{Made, Outcome, Recorded, Store};

use super::fixtures::*;
use super::raw::Raw;
use super::{on_both, on_both_urls};

#[tokio::test]
async fn a_conversation_its_turns_its_log_row_and_its_item_are_stored_together() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        let batch = batch_of(&store, "b", 2).await;
        let items = store.claim_items(batch, "w", 1, now(), LEASE).await.unwrap();
        let outcome = success(&items[0], "w");
        let id = outcome.conversation().unwrap().id;
        assert_eq!(store.record(std::slice::from_ref(&outcome)).await.unwrap(), [Recorded::Stored]);

        let raw = Raw::open(&url).await;
        assert_eq!(raw.rows().await, [1, 1, 8, 1]);
        assert_eq!(raw.number("SELECT count(*) FROM conversation_search").await, 1);
        let item = &store.items(batch, Some(ItemState::Completed), 10, None).await.unwrap()[0];
        assert_eq!((item.conversation_id, item.attempts, item.spent), (Some(id), 1, Usd::from_micros(20_000)));
        assert_eq!((&item.worker_id, item.lease_until), (&None, None));
        let linked = raw.number(
            "SELECT count(*) FROM generation_logs l JOIN conversations c ON c.id = l.conversation_id \
             JOIN batch_items i ON i.id = l.item_id AND i.conversation_id = c.id WHERE l.batch_id = c.batch_id",
        );
        assert_eq!(linked.await, 1);
        let stored = store.batch("b").await.unwrap();
        assert_eq!(stored.actual_cost_usd, Usd::from_micros(20_000));
        assert_eq!((stored.counts.completed, stored.counts.pending), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn every_field_of_a_log_row_is_kept() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        let attempt = Attempt {
            request: Some("the prompt".into()),
            response: Some("the answer\0 with a NUL".into()),
            retry_attempt: 2,
            temperature: None,
            ..attempt(None)
        };
        store.record(&[Outcome { attempt, made: None, item: None, reservation: None }]).await.unwrap();
        let raw = Raw::open(&url).await;
        let texts = raw.texts(
            "SELECT provider || ',' || model || ',' || request_id || ',' || request || ',' || status || ',' || created_by \
             || ',' || coalesce(error_code, '-') || ',' || response FROM generation_logs",
        );
        assert_eq!(
            texts.await,
            [Some("simulator,simulator-1,req_1,the prompt,success,ada,-,the answer\u{fffd} with a NUL".into())]
        );
        let numbers = raw.number(
            "SELECT input_tokens + 10 * output_tokens + 100 * cache_write_tokens + \
             1000 * cache_read_tokens + 10000 * retry_attempt + 100000 * duration_ms + 1000000 * cost_micros \
             FROM generation_logs",
        );
        assert_eq!(numbers.await, 900 + 15_000 + 1_000 + 20_000 + 20_000 + 85_000_000 + 20_000_000_000);
        assert_eq!(raw.number("SELECT count(*) FROM generation_logs WHERE temperature IS NULL").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_failed_call_is_counted_and_its_item_goes_where_it_was_sent() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        let batch = batch_of(&store, "b", 3).await;
        let at = now();
        let items = store.claim_items(batch, "w", 3, at, LEASE).await.unwrap();
        let states = [ItemState::Running, ItemState::Failed, ItemState::Pending];
        let outcomes: Vec<Outcome> = items.iter().zip(states).map(|(item, state)| failure(item, "w", state)).collect();
        assert_eq!(store.record(&outcomes).await.unwrap(), vec![Recorded::Stored; 3]);
        let after = store.items(batch, None, 10, None).await.unwrap();
        for (item, state) in after.iter().zip(states) {
            assert_eq!((item.state, item.attempts, item.spent), (state, 1, Usd::from_micros(20_000)));
            assert_eq!(item.error_code.as_deref(), Some("not_json"));
        }
        assert_eq!((after[0].worker_id.as_deref(), after[0].lease_until), (Some("w"), Some(at + LEASE)), "still held");
        assert_eq!((&after[1].worker_id, &after[2].worker_id), (&None, &None));

        // Two more calls for the one still held, reported together: the second makes it.
        let both = [failure(&items[0], "w", ItemState::Running), success(&items[0], "w")];
        assert_eq!(store.record(&both).await.unwrap(), vec![Recorded::Stored; 2]);
        let done = &store.items(batch, Some(ItemState::Completed), 10, None).await.unwrap()[0];
        assert_eq!((done.attempts, done.spent, &done.error_code), (3, Usd::from_micros(60_000), &None));
        assert_eq!(store.batch("b").await.unwrap().actual_cost_usd, Usd::from_micros(100_000));
        let raw = Raw::open(&url).await;
        assert_eq!(raw.rows().await, [5, 1, 8, 1]);
        let kept = raw.texts("SELECT DISTINCT response FROM generation_logs WHERE status = 'failed'").await;
        assert_eq!(kept, [Some("I am sorry, here is a poem instead.".into())]);
    })
    .await;
}

#[tokio::test]
async fn an_item_that_somebody_else_completed_keeps_one_conversation_and_both_answers() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        let batch = batch_of(&store, "b", 1).await;
        let (start, lease) = (now(), Duration::from_secs(30));
        let slow = store.claim_items(batch, "slow", 1, start, lease).await.unwrap();
        let heir = store.claim_items(batch, "heir", 1, start + TimeDelta::seconds(31), lease).await.unwrap();
        // Still held by the heir: the slow one's answer may not take its place.
        assert_eq!(store.record(&[success(&slow[0], "slow")]).await.unwrap(), [Recorded::Superseded]);
        let held = store.items(batch, Some(ItemState::Running), 1, None).await.unwrap();
        assert_eq!((held[0].worker_id.as_deref(), held[0].attempts), (Some("heir"), 0), "not changed");

        let kept = success(&heir[0], "heir");
        let with_raw_answer = {
            let mut outcome = success(&slow[0], "slow");
            outcome.attempt.response = Some("the very bytes of the answer".into());
            outcome
        };
        let recorded = store.record(&[kept.clone(), with_raw_answer]).await.unwrap();
        assert_eq!(recorded, [Recorded::Stored, Recorded::Superseded]);
        let raw = Raw::open(&url).await;
        assert_eq!(raw.rows().await, [3, 1, 8, 1]);
        let done = &store.items(batch, None, 1, None).await.unwrap()[0];
        assert_eq!(done.conversation_id, kept.conversation().map(|conversation| conversation.id));
        let answers = raw
            .texts("SELECT response FROM generation_logs WHERE error_code = 'superseded' AND conversation_id IS NULL ORDER BY id")
            .await;
        assert_eq!(answers.len(), 2);
        let made: serde_json::Value = serde_json::from_str(answers[0].as_ref().unwrap()).unwrap();
        assert_eq!(made["turns"].as_array().unwrap().len(), 8, "what was paid for is kept");
        assert_eq!(made["turns"][0]["role"], "user");
        assert_eq!(answers[1].as_deref(), Some("the very bytes of the answer"));
        assert_eq!(store.batch("b").await.unwrap().actual_cost_usd, Usd::from_micros(60_000), "all three were paid");
    })
    .await;
}

#[tokio::test]
async fn an_answer_for_an_item_that_nobody_holds_any_more_is_still_stored() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        let batch = batch_of(&store, "b", 3).await;
        let items = store.claim_items(batch, "w", 3, now(), LEASE).await.unwrap();
        // One is given back, the others fall out of the plan, all while their calls are under way.
        store.release_items(batch, "w", Some(&[items[0].id])).await.unwrap();
        let since = now();
        store.add_items(batch, &new_items(0..1)).await.unwrap();
        assert_eq!(store.drop_items_not_in_plan(batch, since).await.unwrap(), 2);
        let late = [success(&items[0], "w"), success(&items[1], "w"), failure(&items[2], "w", ItemState::Running)];
        let recorded = store.record(&late).await.unwrap();
        assert_eq!(
            recorded,
            [Recorded::Stored, Recorded::Stored, Recorded::LetGo],
            "the last is not to be tried again"
        );
        let after = store.items(batch, None, 10, None).await.unwrap();
        let states: Vec<_> = after.iter().map(|item| (item.state, item.attempts)).collect();
        assert_eq!(states, [(ItemState::Completed, 1), (ItemState::Completed, 1), (ItemState::Skipped, 1)]);
    })
    .await;
}

#[tokio::test]
async fn one_outcome_that_cannot_be_stored_keeps_all_of_them_out() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        let batch = batch_of(&store, "b", 40).await;
        let items = store.claim_items(batch, "w", 40, now(), LEASE).await.unwrap();
        let mut outcomes: Vec<Outcome> = items.iter().map(|item| success(item, "w")).collect();
        // A template version that does not exist, near the end.
        outcomes[38].attempt.template = Some((TemplateId::new(), 1));
        let error = store.record(&outcomes).await.unwrap_err();
        assert!(!error.is_passing(), "{error:?}");
        let raw = Raw::open(&url).await;
        assert_eq!(raw.rows().await, [0, 0, 0, 0]);
        assert_eq!(raw.number("SELECT count(*) FROM conversation_search").await, 0);
        let stored = store.batch("b").await.unwrap();
        assert_eq!((stored.actual_cost_usd, stored.counts.running), (Usd::ZERO, 40));

        outcomes[38].attempt.template = None;
        assert_eq!(store.record(&outcomes).await.unwrap(), vec![Recorded::Stored; 40]);
        assert_eq!(raw.rows().await, [40, 40, 320, 40]);
    })
    .await;
}

#[tokio::test]
async fn outcomes_recorded_twice_are_stored_once() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        let batch = batch_of(&store, "b", 2).await;
        let items = store.claim_items(batch, "w", 2, now(), LEASE).await.unwrap();
        let outcomes = [success(&items[0], "w"), failure(&items[1], "w", ItemState::Running)];
        let first = store.record(&outcomes).await.unwrap();
        assert_eq!(store.record(&outcomes).await.unwrap(), first, "as after a commit whose answer was lost");
        assert_eq!(Raw::open(&url).await.rows().await, [2, 1, 8, 1]);
        assert_eq!(store.batch("b").await.unwrap().actual_cost_usd, Usd::from_micros(40_000));
        let items = store.items(batch, None, 2, None).await.unwrap();
        assert_eq!((items[0].attempts, items[1].attempts), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn hundreds_of_outcomes_go_in_at_once() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        let batch = batch_of(&store, "b", 333).await;
        let items = store.claim_items(batch, "w", 333, now(), LEASE).await.unwrap();
        let outcomes: Vec<Outcome> = items
            .iter()
            .map(|item| if item.position % 3 == 0 { failure(item, "w", ItemState::Failed) } else { success(item, "w") })
            .collect();
        assert_eq!(store.record(&outcomes).await.unwrap(), vec![Recorded::Stored; 333]);
        assert_eq!(Raw::open(&url).await.rows().await, [333, 222, 222 * 8, 222]);
        let stored = store.batch("b").await.unwrap();
        assert_eq!((stored.counts.failed, stored.counts.completed), (111, 222));
        assert_eq!(stored.actual_cost_usd, Usd::from_micros(333 * 20_000));
        assert_eq!(store.record(&[]).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn processes_that_record_at_the_same_time_lose_nothing() {
    on_both_urls(async |url: String| {
        let stores = [open(&url).await, open(&url).await];
        let batch = batch_of(&stores[0], "b", 96).await;
        let workers: Vec<_> = (0..6usize)
            .map(|worker| {
                let store = stores[worker % 2].clone();
                tokio::spawn(async move {
                    let worker_id = format!("w{worker}");
                    loop {
                        let items = store.claim_items(batch, &worker_id, 4, now(), LEASE).await.unwrap();
                        if items.is_empty() {
                            return;
                        }
                        let outcomes: Vec<_> = items.iter().map(|item| success(item, &worker_id)).collect();
                        assert_eq!(store.record(&outcomes).await.unwrap(), vec![Recorded::Stored; items.len()]);
                    }
                })
            })
            .collect();
        for worker in workers {
            worker.await.unwrap();
        }
        assert_eq!(Raw::open(&url).await.rows().await, [96, 96, 96 * 8, 96]);
        assert_eq!(stores[1].batch("b").await.unwrap().actual_cost_usd, Usd::from_micros(96 * 20_000));
    })
    .await;
}

#[tokio::test]
async fn a_template_counts_its_conversations_and_how_many_were_good_enough() {
    on_both(async |store: Store| {
        let template = store.template("Plain").await.unwrap();
        assert_eq!((template.usage_count, template.success_rate), (0, None));
        let which = Some((template.id, template.version));
        let outcomes: Vec<Outcome> = [8.0, 6.0, 5.9, 9.5]
            .into_iter()
            .map(|score| {
                let conversation = conversation(None, which, score);
                let attempt = Attempt { id: LogId::new(), template: which, ..attempt(None) };
                Outcome {
                    attempt,
                    made: Some(Made::Conversation(Box::new(conversation))),
                    item: None,
                    reservation: None,
                }
            })
            .collect();
        store.record(&outcomes[..3]).await.unwrap();
        let after = store.template("Plain").await.unwrap();
        assert_eq!((after.usage_count, after.success_rate), (3, Some(2.0 / 3.0)));
        store.record(&outcomes[3..]).await.unwrap();
        let after = store.template("Plain").await.unwrap();
        assert_eq!((after.usage_count, after.success_rate), (4, Some(0.75)));
    })
    .await;
}

#[test]
fn a_spooled_line_of_an_earlier_version_still_holds_its_conversation() {
    let (attempt, conversation) = (attempt(None), conversation(None, None, 8.0));
    let line = |conversation: &serde_json::Value| {
        serde_json::json!({ "attempt": attempt, "conversation": conversation, "item": null }).to_string()
    };
    let made = Some(Made::Conversation(Box::new(conversation.clone())));
    let expected = Outcome { attempt: attempt.clone(), made, item: None, reservation: None };
    let read: Outcome = serde_json::from_str(&line(&serde_json::to_value(&conversation).unwrap())).unwrap();
    assert_eq!(read, expected);
    assert_eq!(serde_json::from_str::<Outcome>(&serde_json::to_string(&expected).unwrap()).unwrap(), expected);
    let nothing: Outcome = serde_json::from_str(&line(&serde_json::Value::Null)).unwrap();
    assert_eq!(nothing, Outcome { made: None, ..expected });
    let damaged = serde_json::json!({ "id": conversation.id });
    assert!(serde_json::from_str::<Outcome>(&line(&damaged)).is_err(), "no paid conversation is dropped in silence");
}
