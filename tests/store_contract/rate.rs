//! The rates of keys, shared by several processes.

use std::time::Duration;

use dialoom::domain::limits::TokenUse;
use dialoom::store::Store;
use dialoom::store::rate::{Ask, Granted, Late, RateKey, Rates};

use super::raw::raw;
use super::{on_both, on_both_urls, template};

/// So far ahead that every start asked for is reserved.
const FAR: Duration = Duration::from_secs(3600);
const NEAR: Duration = Duration::from_millis(100);

fn key(name: &str, limit: u64, hold_ms: u64) -> RateKey {
    RateKey {
        key: name.into(),
        requests: Some(limit),
        hold: Duration::from_millis(hold_ms),
        input_tokens: None,
        output_tokens: None,
        timeout: Duration::from_secs(60),
    }
}

fn ask<'a>(limiter: &'a str, keys: &'a [RateKey], waited: &'a [Duration], horizon: Duration) -> Ask<'a> {
    Ask { limiter, keys, first: 0, waited, is_known: true, need: (0, 0), horizon }
}

/// So many requests that wait since so long.
fn waiting(count: usize, ms: u64) -> Vec<Duration> {
    vec![Duration::from_millis(ms); count]
}

async fn take(rates: &Rates, keys: &[RateKey], count: usize) -> Granted {
    rates.reserve(ask("me", keys, &waiting(count, 0), FAR)).await.unwrap()
}

fn seconds(granted: &Granted) -> Vec<u64> {
    granted.grants.iter().map(|grant| grant.wait.as_secs_f64().round() as u64).collect()
}

#[tokio::test]
async fn starts_beyond_the_limit_come_a_whole_window_later() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        let granted = take(&rates, &[key("a", 3, 60_000)], 7).await;
        assert_eq!((seconds(&granted), granted.ask_again), (vec![0, 0, 0, 60, 60, 60, 120], None));
    })
    .await;
}

#[tokio::test]
async fn nothing_far_ahead_is_reserved() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        let keys = [key("a", 2, 60_000)];
        let granted = rates.reserve(ask("me", &keys, &waiting(5, 0), NEAR)).await.unwrap();
        assert_eq!(granted.grants.len(), 2);
        let again = granted.ask_again.unwrap().as_secs_f64();
        assert!((59.0..60.0).contains(&again), "when the third one can be reserved: {again}");
    })
    .await;
}

#[tokio::test]
async fn several_processes_share_one_window_and_keep_their_own_limits() {
    on_both_urls(async |url: String| {
        let (one, two) =
            (Store::open_with(&url, &[template("T")]).await.unwrap(), Store::open_with(&url, &[]).await.unwrap());
        let (one, two) = (one.rates().await.unwrap(), two.rates().await.unwrap());
        assert_eq!(take(&one, &[key("a", 4, 60_000)], 3).await.grants.len(), 3);
        let granted = take(&two, &[key("a", 2, 60_000)], 1).await;
        assert!(granted.grants[0].wait > Duration::from_secs(58), "two of the three count against this limit");
        assert_eq!(seconds(&take(&two, &[key("b", 2, 60_000)], 1).await), [0], "another key is free");
    })
    .await;
}

#[tokio::test]
async fn who_comes_first_is_served_first_over_processes() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        let keys = [key("a", 3, 60_000)];
        let asks = async |limiter: &str, waited: &[Duration]| {
            rates.reserve(ask(limiter, &keys, waited, NEAR)).await.unwrap().grants.len()
        };
        assert_eq!(asks("first", &waiting(3, 0)).await, 3);
        let long = Duration::from_secs(1);
        assert_eq!(asks("early", &[long]).await, 0, "the window is full, and it waits");
        rates.cancel("a", last_place(&rates, &keys).await, None).await.unwrap();
        assert_eq!(asks("late", &waiting(1, 10)).await, 0, "the place that came free is not for who came later");
        assert_eq!(asks("early", &[long]).await, 1);
    })
    .await;
}

/// The place of the last start: another limiter's answer names it by when the next one is.
async fn last_place(rates: &Rates, keys: &[RateKey]) -> i64 {
    let next = rates.reserve(ask("probe", keys, &waiting(1, 0), FAR)).await.unwrap().grants[0];
    rates.cancel(&keys[0].key, next.at, None).await.unwrap();
    rates.leave_queue("probe").await.unwrap();
    next.at - keys[0].hold.as_micros() as i64
}

#[tokio::test]
async fn a_queue_whose_process_died_or_left_holds_nobody_up() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        let keys = [key("a", 1, 300)];
        let asks = async |limiter: &str, waited: u64| {
            rates.reserve(ask(limiter, &keys, &waiting(1, waited), NEAR)).await.unwrap().grants.len()
        };
        assert_eq!(asks("first", 0).await, 1);
        assert_eq!((asks("dies", 50).await, asks("lives", 20).await), (0, 0));
        tokio::time::sleep(Duration::from_millis(320)).await;
        assert_eq!(asks("lives", 340).await, 0, "the other one is awaited for three seconds");
        rates.leave_queue("dies").await.unwrap();
        assert_eq!(asks("lives", 360).await, 1);
    })
    .await;
}

#[tokio::test]
async fn many_at_once_are_never_given_the_same_start() {
    on_both_urls(async |url: String| {
        drop(Store::open_with(&url, &[template("T")]).await.unwrap());
        let mut tasks = tokio::task::JoinSet::new();
        for worker in 0..6 {
            let url = url.clone();
            tasks.spawn(async move {
                let rates = Store::open_with(&url, &[]).await.unwrap().rates().await.unwrap();
                let keys = [key("x", 1000, 1000), key("y", 1000, 1000)];
                for _ in 0..20 {
                    let name = format!("worker {worker}");
                    let granted = rates.reserve(ask(&name, &keys, &waiting(3, 0), FAR)).await.unwrap();
                    assert_eq!(granted.grants.len(), 3);
                }
            });
        }
        tasks.join_all().await;
        let place = if url.starts_with("postgres") { url } else { format!("{url}-limits") };
        assert_eq!(raw(&place, "UPDATE rate_starts SET start = start").await.unwrap(), 360);
    })
    .await;
}

#[tokio::test]
async fn a_pause_holds_for_everybody_and_other_keys_stand_in() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        let keys = [key("a", 10, 1000), key("b", 10, 1000)];
        take(&rates, &keys, 2).await;
        rates.pause("a", Duration::from_secs(30)).await.unwrap();
        let granted = take(&rates, &keys, 5).await;
        assert!(granted.grants.iter().all(|grant| grant.key == 1), "{granted:?}");
        let only = take(&rates, &keys[..1], 1).await;
        assert!(only.grants[0].wait > Duration::from_secs(28));
    })
    .await;
}

#[tokio::test]
async fn tokens_count_at_their_worst_until_they_are_settled() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        let keys = [RateKey { output_tokens: Some(100), ..key("a", 50, 60_000) }];
        let reserve = async |output| {
            let one = waiting(1, 0);
            rates.reserve(Ask { need: (10, output), ..ask("me", &keys, &one, NEAR) }).await.unwrap()
        };
        let first = reserve(60).await.grants[0];
        assert_eq!(reserve(60).await, Granted::default(), "nobody knows yet when there is room");
        rates.settle("a", first.tokens.unwrap(), Some((10, 40))).await.unwrap();
        let second = reserve(60).await.grants[0];
        assert!(reserve(30).await.grants.is_empty());
        rates.tell_queue("me", &keys, 0).await.unwrap();
        let tokens = rates.usage().await.unwrap()[0].output_tokens;
        assert_eq!(tokens, Some(TokenUse { used: 40 + 60, limit: 100 }), "the second at its worst");
        rates.cancel("a", second.at, second.tokens).await.unwrap();
        assert_eq!(reserve(60).await.grants.len(), 1, "what is cancelled is free at once");
    })
    .await;
}

#[tokio::test]
async fn a_large_request_keeps_its_place_though_small_ones_of_others_would_fit() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        let keys = [RateKey { output_tokens: Some(100), ..key("a", 50, 60_000) }];
        let reserve = async |limiter: &str, waited: u64, output: u64| {
            let one = waiting(1, waited);
            rates.reserve(Ask { need: (0, output), ..ask(limiter, &keys, &one, NEAR) }).await.unwrap().grants
        };
        let small = reserve("a", 0, 30).await[0];
        assert!(reserve("large", 500, 90).await.is_empty());
        assert!(reserve("later", 100, 30).await.is_empty(), "it came later");
        rates.settle("a", small.tokens.unwrap(), Some((0, 5))).await.unwrap();
        assert!(reserve("later", 110, 30).await.is_empty(), "behind the large one");
        assert_eq!(reserve("large", 520, 90).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_tokens_of_a_request_nobody_settles_leave_once_it_must_be_over() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        let timeout = Duration::from_millis(300);
        let keys = [RateKey { output_tokens: Some(100), timeout, ..key("a", 50, 1_000) }];
        let reserve = async || {
            let one = waiting(1, 0);
            rates.reserve(Ask { need: (10, 60), ..ask("me", &keys, &one, NEAR) }).await.unwrap()
        };
        assert_eq!(reserve().await.grants.len(), 1);
        assert_eq!(reserve().await, Granted::default(), "it is in flight");
        tokio::time::sleep(Duration::from_millis(400)).await;
        let again = reserve().await.ask_again.expect("its process has died, and it was over at the latest by now");
        assert!(again < Duration::from_millis(900), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn a_start_that_was_late_frees_its_place_late() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        let keys = [key("a", 2, 60_000)];
        let before = take(&rates, &keys, 2).await;
        let late = |start: usize, by| Late { at: before.grants[start].at, by: Duration::from_secs(by) };
        rates.move_starts("a", &[late(0, 3)]).await.unwrap();
        let next = take(&rates, &keys, 2).await;
        assert_eq!(seconds(&next), [60, 63], "the second one is the first to be free by now");
    })
    .await;
}

#[tokio::test]
async fn starts_that_were_late_together_move_together() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        let keys = [key("a", 4, 60_000)];
        let before = take(&rates, &keys, 4).await;
        let late = |start: usize, by| Late { at: before.grants[start].at, by: Duration::from_secs(by) };
        let unknown = Late { at: 12, by: Duration::from_secs(9) };
        rates.move_starts("a", &[late(0, 5), unknown, late(2, 3), late(1, 7)]).await.unwrap();
        assert_eq!(seconds(&take(&rates, &keys, 4).await), [60, 63, 65, 67]);
    })
    .await;
}

#[tokio::test]
async fn a_reservation_that_is_cancelled_leaves_its_place_to_the_next() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        let keys = [key("a", 3, 60_000)];
        let granted = take(&rates, &keys, 3).await;
        rates.cancel("a", granted.grants[1].at, None).await.unwrap();
        assert_eq!(rates.usage().await.unwrap()[0].used, 2, "though a later one is reserved");
        assert_eq!(seconds(&take(&rates, &keys, 2).await), [0, 60]);
        rates.cancel("a", 12, None).await.unwrap();
        assert_eq!(rates.usage().await.unwrap()[0].used, 3, "what is not there is not cancelled");
    })
    .await;
}

#[tokio::test]
async fn a_longer_window_of_another_process_is_not_forgotten() {
    on_both_urls(async |url: String| {
        let store = Store::open_with(&url, &[template("T")]).await.unwrap();
        let rates = store.rates().await.unwrap();
        take(&rates, &[key("a", 3, 3_600_000)], 3).await;
        let place = if url.starts_with("postgres") { url } else { format!("{url}-limits") };
        assert_eq!(raw(&place, "UPDATE rate_starts SET start = start - 600000000").await.unwrap(), 3);
        // So many by another with a short window that it clears up now and then.
        for _ in 0..10 {
            take(&rates, &[key("a", 1000, 1)], 50).await;
        }
        let next = take(&rates, &[key("a", 503, 3_600_000)], 1).await.grants[0];
        assert!((2_900..3_100).contains(&next.wait.as_secs()), "all of the hour count: {next:?}");
    })
    .await;
}

#[tokio::test]
async fn what_a_server_told_of_its_limit_is_there_for_others() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        take(&rates, &[key("a", 5, 60_000), key("b", 5, 60_000)], 2).await;
        assert!(rates.told_limits().await.unwrap().is_empty());
        rates.tell_limit("a", 1000).await.unwrap();
        assert_eq!(rates.told_limits().await.unwrap(), [("a".to_owned(), 1000)].into());
    })
    .await;
}

#[tokio::test]
async fn how_every_key_stands_can_be_read() {
    on_both(async |store: Store| {
        let rates = store.rates().await.unwrap();
        assert_eq!(rates.usage().await.unwrap(), []);
        take(&rates, &[key("a", 5, 60_000)], 3).await;
        rates.tell_queue("me", &[key("a", 5, 60_000)], 4).await.unwrap();
        rates.tell_queue("you", &[RateKey { output_tokens: Some(90), ..key("a", 5, 60_000) }], 2).await.unwrap();
        let usage = rates.usage().await.unwrap();
        assert_eq!((usage[0].key.as_str(), usage[0].used, usage[0].limit, usage[0].queued), ("a", 3, Some(5), 6));
        assert_eq!((usage[0].input_tokens, usage[0].output_tokens), (None, Some(TokenUse { used: 0, limit: 90 })));
        assert!(usage[0].reset_after > Duration::from_secs(50));
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_holds_nobody_up_for_longer_than_a_window() {
    const HOUR: i64 = 3_600_000_000;
    on_both_urls(async |url: String| {
        let store = Store::open_with(&url, &[template("T")]).await.unwrap();
        let rates = store.rates().await.unwrap();
        let keys = [key("a", 3, 60_000)];
        take(&rates, &keys, 2).await;
        // All that was seen an hour later than it is now: the clock has been set back since.
        let place = if url.starts_with("postgres") { url } else { format!("{url}-limits") };
        for later in ["rate_clock SET latest = latest", "rate_starts SET start = start"] {
            assert!(raw(&place, &format!("UPDATE {later} + {HOUR}")).await.unwrap() > 0);
        }
        assert_eq!(rates.usage().await.unwrap(), [], "nobody has used a key since");
        assert_eq!(seconds(&take(&rates, &keys, 2).await), [0, 60], "the two before still count");
        assert_eq!(rates.usage().await.unwrap()[0].used, 3);
    })
    .await;
}
