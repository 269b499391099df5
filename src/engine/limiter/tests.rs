#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::domain::limits::{LimitsTable, RequestLimit};
use crate::provider::LimitHeader;

/// A limiter on a database of its own.
struct Bench {
    limiter: Arc<Limiter>,
    store: Store,
    folder: tempfile::TempDir,
}

async fn bench(keys: usize, requests: RequestLimit, seconds: f64) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_with(folder.path().join("d.db").to_str().unwrap(), &[]).await.unwrap();
    let (requests, window_seconds, threshold) = (Some(requests), Some(seconds), Some(1.0));
    let limits = LimitsTable { requests, window_seconds, threshold, ..LimitsTable::default() }.settle().unwrap();
    let keys: Vec<String> = (0..keys).map(|index| format!("key-{index}")).collect();
    let limiter = Arc::new(Limiter::of_run(&store, &keys, &limits, "me").await.unwrap());
    Bench { limiter, store, folder }
}

impl Bench {
    /// Whether a request may start at once.
    async fn is_free(&self) -> bool {
        let acquired = tokio::time::timeout(Duration::from_millis(300), self.limiter.acquire(Need::default())).await;
        acquired.map(Permit::unused).is_ok()
    }
}

#[tokio::test]
async fn several_keys_are_used_side_by_side_and_in_turn() {
    let bench = bench(3, RequestLimit::PerWindow(10), 60.0).await;
    let mut used = [0; 3];
    for _ in 0..30 {
        used[bench.limiter.acquire(Need::default()).await.key] += 1;
    }
    assert_eq!(used, [10, 10, 10]);
    assert!(!bench.is_free().await);
}

#[tokio::test]
async fn who_comes_first_is_served_first() {
    let bench = bench(1, RequestLimit::PerWindow(1), 0.05).await;
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..8 {
        let (limiter, order) = (bench.limiter.clone(), order.clone());
        tasks.spawn(async move {
            let permit = limiter.acquire(Need::default()).await;
            order.lock().unwrap().push(number);
            drop(permit);
        });
        tokio::task::yield_now().await;
    }
    tasks.join_all().await;
    assert_eq!(*order.lock().unwrap(), (0..8).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_paused_key_stands_aside_for_the_others() {
    let bench = bench(2, RequestLimit::PerWindow(10), 60.0).await;
    bench.limiter.refused(0, Duration::from_secs(30));
    for _ in 0..10 {
        assert_eq!(bench.limiter.acquire(Need::default()).await.key, 1);
    }
    assert!(!bench.is_free().await);
    let wait = bench.limiter.wait();
    let by_server = |wait: &Wait| matches!(wait.reason, WaitReason::Server(_));
    assert!(!wait.as_ref().is_some_and(by_server), "one key is open: {wait:?}");
}

#[tokio::test]
async fn after_a_refusal_more_is_left_between_the_windows() {
    let bench = bench(1, RequestLimit::PerWindow(10), 60.0).await;
    let guard = || bench.limiter.lock().keys[0].allowance.guard();
    let before = guard();
    for _ in 0..5 {
        bench.limiter.refused(0, Duration::from_secs(1));
    }
    assert_eq!(guard(), 2 * before, "five that were refused together are one sign");
}

#[tokio::test]
async fn where_nothing_is_limited_nothing_is_reserved_and_servers_are_heard_all_the_same() {
    let bench = bench(1, RequestLimit::Unlimited, 60.0).await;
    for _ in 0..500 {
        drop(bench.limiter.acquire(Need::default()).await);
    }
    let there = std::fs::read_dir(bench.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(there.into_iter().all(|name| !name.to_string_lossy().contains("-limits")));
    assert_eq!((bench.limiter.snapshot()[0].limit, bench.limiter.snapshot()[0].remaining), (None, None));
    let requests = LimitHeader { limit: Some(60), remaining: Some(0), reset_after: Some(Duration::from_secs(60)) };
    bench.limiter.learn(0, &LimitHeaders { requests, ..LimitHeaders::default() });
    assert!(!bench.is_free().await, "one a second, and none is left");
}

#[tokio::test]
async fn a_wait_for_the_tokens_of_a_server_is_told() {
    let bench = bench(1, RequestLimit::PerWindow(10), 60.0).await;
    let day = Duration::from_secs(86_400);
    let input_tokens = LimitHeader { limit: Some(1000), remaining: Some(0), reset_after: Some(day) };
    bench.limiter.learn(0, &LimitHeaders { input_tokens, ..LimitHeaders::default() });
    assert_eq!(bench.limiter.wait(), None, "nobody waits");
    let limiter = bench.limiter.clone();
    let waiting =
        tokio::spawn(async move { drop(limiter.acquire(Need { input_tokens: 500, output_tokens: 100 }).await) });
    tokio::time::sleep(Duration::from_millis(50)).await;
    let wait = bench.limiter.wait().unwrap();
    assert!(wait.time > day / 10 && matches!(wait.reason, WaitReason::Server(_)), "{wait:?}");
    assert!(bench.limiter.snapshot()[0].reset_seconds > 10_000.0);
    waiting.abort();
}

#[tokio::test]
async fn what_is_not_used_is_free_again_at_once() {
    let bench = bench(1, RequestLimit::PerWindow(2), 60.0).await;
    let (one, two) = (bench.limiter.acquire(Need::default()).await, bench.limiter.acquire(Need::default()).await);
    assert!(!bench.is_free().await);
    one.unused();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(bench.is_free().await, "though a later one is in flight");
    drop(two);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(bench.is_free().await, "what was sent keeps its place, and the other one is free again");
}

#[tokio::test]
async fn a_limiter_that_closes_leaves_nothing_behind() {
    let bench = bench(1, RequestLimit::PerWindow(3), 60.0).await;
    let sent = bench.limiter.acquire(Need::default()).await;
    // Two wait until their server has room, with a place reserved each; then they are called back.
    let requests = LimitHeader { limit: Some(60), remaining: Some(1), reset_after: Some(Duration::from_secs(59)) };
    bench.limiter.learn(0, &LimitHeaders { requests, ..LimitHeaders::default() });
    drop(sent);
    let waiting: Vec<_> = (0..4)
        .map(|_| {
            let limiter = bench.limiter.clone();
            tokio::spawn(async move { drop(limiter.acquire(Need::default()).await) })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(200)).await;
    for task in &waiting {
        task.abort();
    }
    tokio::time::sleep(Duration::from_millis(20)).await;
    bench.limiter.called_back().await;
    bench.limiter.close().await;
    let used = bench.store.rates().await.unwrap().usage().await.unwrap()[0].used;
    let started = 4 - waiting.iter().filter(|task| !task.is_finished()).count() as u64;
    assert!(used <= 1 + started, "{used} places are taken");
}

#[tokio::test]
async fn a_pause_lifted_by_hand_is_over_here_too_and_an_old_lift_ends_no_new_pause() {
    let bench = bench(1, RequestLimit::PerWindow(10), 60.0).await;
    let requests = LimitHeader { limit: Some(60), remaining: Some(0), reset_after: Some(Duration::from_secs(3600)) };
    bench.limiter.acquire(Need::default()).await.unused();
    let rates = bench.store.rates().await.unwrap();
    for _ in 0..2 {
        bench.limiter.refused(0, Duration::from_secs(3600));
        bench.limiter.learn(0, &LimitHeaders { requests, ..LimitHeaders::default() });
        tokio::time::sleep(Duration::from_millis(100)).await;
        bench.limiter.refresh().await;
        assert!(!bench.is_free().await);
        assert_eq!(rates.lift_pause("key-0").await.unwrap(), Some(true));
        bench.limiter.refresh().await;
        assert!(bench.is_free().await);
    }
    assert_eq!(rates.lift_pause("key-0").await.unwrap(), Some(false));
    assert_eq!(rates.lift_pause("key-1").await.unwrap(), None);
}
