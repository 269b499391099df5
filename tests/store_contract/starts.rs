//! The pace of API keys, kept by several processes together.

use std::time::Duration;

use dialoom::domain::limits::TokenUse;
use dialoom::store::Store;
use dialoom::store::rate::{Ahead, GivenStart, Lane, SharedStarts};

use super::samples::raw;
use super::{on_both, on_both_urls, template};

const HORIZON: Duration = Duration::from_secs(3600);

fn lane(key: &str, limit: u64, hold_ms: u64) -> Lane {
    Lane {
        key: key.into(),
        limit,
        hold: Duration::from_millis(hold_ms),
        input_tokens: None,
        output_tokens: None,
        timeout: Duration::from_secs(60),
    }
}

async fn take(starts: &SharedStarts, lanes: &[Lane], count: u32) -> Vec<GivenStart> {
    starts.reserve(lanes, 0, count, (0, 0), HORIZON, Ahead::default()).await.unwrap()
}

#[tokio::test]
async fn starts_beyond_the_limit_come_a_whole_window_later() {
    on_both(async |store: Store| {
        let starts = store.shared_starts().await.unwrap();
        let given = take(&starts, &[lane("a", 3, 60_000)], 7).await;
        let waits: Vec<u64> = given.iter().map(|start| start.wait.as_secs_f64().round() as u64).collect();
        assert_eq!(waits, [0, 0, 0, 60, 60, 60, 120]);
        assert!(given.iter().map(|start| start.number).is_sorted());
    })
    .await;
}

#[tokio::test]
async fn several_processes_share_one_window_and_keep_their_own_limits() {
    on_both_urls(async |url: String| {
        let (one, two) =
            (Store::open_with(&url, &[template("T")]).await.unwrap(), Store::open_with(&url, &[]).await.unwrap());
        let (one, two) = (one.shared_starts().await.unwrap(), two.shared_starts().await.unwrap());
        assert_eq!(take(&one, &[lane("a", 4, 60_000)], 3).await.len(), 3);
        let given = take(&two, &[lane("a", 2, 60_000)], 1).await;
        assert!(given[0].wait > Duration::from_secs(58), "two of the three count against this process's limit");
        assert_eq!(take(&two, &[lane("b", 2, 60_000)], 1).await[0].wait, Duration::ZERO, "another key is free");
    })
    .await;
}

#[tokio::test]
async fn many_at_once_are_never_given_the_same_start() {
    on_both_urls(async |url: String| {
        drop(Store::open_with(&url, &[template("T")]).await.unwrap());
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let url = url.clone();
            tasks.spawn(async move {
                let starts = Store::open_with(&url, &[]).await.unwrap().shared_starts().await.unwrap();
                let mut numbers = Vec::new();
                for _ in 0..20 {
                    let lanes = [lane("x", 1000, 1000), lane("y", 1000, 1000)];
                    numbers.extend(take(&starts, &lanes, 3).await.iter().map(|start| (start.lane, start.number)));
                }
                numbers
            });
        }
        let mut all: Vec<_> = tasks.join_all().await.into_iter().flatten().collect();
        let total = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!((all.len(), total), (360, 360));
    })
    .await;
}

#[tokio::test]
async fn a_pause_holds_for_everybody_and_other_keys_stand_in() {
    on_both(async |store: Store| {
        let starts = store.shared_starts().await.unwrap();
        let lanes = [lane("a", 10, 1000), lane("b", 10, 1000)];
        take(&starts, &lanes, 2).await;
        starts.pause("a", Duration::from_secs(30)).await.unwrap();
        let given = take(&starts, &lanes, 5).await;
        assert!(given.iter().all(|start| start.lane == 1), "{given:?}");
        let only = take(&starts, &lanes[..1], 1).await;
        assert!(only[0].wait > Duration::from_secs(28));
    })
    .await;
}

#[tokio::test]
async fn nothing_far_off_is_given_ahead_of_time_but_the_first() {
    on_both(async |store: Store| {
        let starts = store.shared_starts().await.unwrap();
        let near = Duration::from_millis(250);
        let given = starts.reserve(&[lane("a", 2, 60_000)], 0, 5, (0, 0), near, Ahead::default()).await.unwrap();
        assert_eq!(given.len(), 2);
        let given = starts.reserve(&[lane("a", 2, 60_000)], 0, 5, (0, 0), near, Ahead::default()).await.unwrap();
        assert_eq!(given.len(), 1, "whoever waits is told when");
    })
    .await;
}

#[tokio::test]
async fn starts_are_kept_for_later_only_while_there_is_room_to_spare() {
    on_both(async |store: Store| {
        let starts = store.shared_starts().await.unwrap();
        let ahead = Ahead { count: 20, keep: Duration::from_secs(2) };
        let ask = async |limit: u64, count: u32| {
            starts.reserve(&[lane("a", limit, 60_000)], 0, count, (0, 0), HORIZON, ahead).await.unwrap()
        };
        let few = ask(100, 3).await;
        assert_eq!(few.len(), 3, "eight times as many as are asked for must be free");
        assert!(few.iter().all(|start| start.keep == Duration::ZERO));

        let kept = ask(1000, 3).await;
        assert_eq!(kept.len(), 20);
        for start in &kept {
            assert_eq!((start.wait, start.late), (Duration::ZERO, Duration::ZERO));
            assert!(start.keep > Duration::from_secs(1) && start.keep <= ahead.keep, "{start:?}");
        }
        // They are counted at the end of that time: by then whoever else asks may go on.
        let next = take(&starts, &[lane("a", 1000, 60_000)], 1).await[0];
        assert!(next.wait > Duration::from_secs(1) && next.wait <= ahead.keep, "{next:?}");
        let full = take(&starts, &[lane("a", 21, 60_000)], 1).await[0];
        assert!(full.wait > Duration::from_secs(61), "the places of kept starts are free a hold after that: {full:?}");

        let short = Ahead { count: 5, keep: Duration::from_nanos(1000) };
        let gone = starts.reserve(&[lane("d", 1000, 60_000)], 0, 1, (0, 0), HORIZON, short).await.unwrap();
        assert!(gone.iter().all(|start| start.late > Duration::ZERO && start.keep == Duration::ZERO), "{gone:?}");

        take(&starts, &[lane("b", 1000, 60_000)], 1).await;
        starts.pause("b", Duration::from_secs(30)).await.unwrap();
        let both = [lane("b", 1000, 60_000), lane("c", 1000, 60_000)];
        let given = starts.reserve(&both, 0, 3, (0, 0), HORIZON, ahead).await.unwrap();
        assert_eq!(given.len(), 3, "none is kept while one of the keys is paused");
        assert!(given.iter().all(|start| start.lane == 1 && start.keep == Duration::ZERO));
    })
    .await;
}

#[tokio::test]
async fn tokens_count_at_their_worst_until_they_are_settled() {
    on_both(async |store: Store| {
        let starts = store.shared_starts().await.unwrap();
        let lanes = [Lane { output_tokens: Some(100), ..lane("a", 50, 60_000) }];
        let reserve = async || starts.reserve(&lanes, 0, 1, (10, 60), HORIZON, Ahead::default()).await.unwrap();
        let first = reserve().await[0];
        assert_eq!(first.wait, Duration::ZERO);
        let second = reserve().await[0];
        assert!(second.wait > Duration::from_secs(58), "nobody knows yet when there is room: {second:?}");
        starts.settle("a", first.number, Some((10, 40))).await.unwrap();
        let sooner = starts.reconsider(&lanes[0], second.number, (10, 60)).await.unwrap().unwrap();
        assert!(sooner < -58_000_000, "40 + 60 fit: {sooner}");
        let third = starts.reserve(&lanes, 0, 1, (10, 30), HORIZON, Ahead::default()).await.unwrap()[0];
        assert!(third.wait > Duration::from_secs(50), "{third:?}");
        starts.give_back("a", third.number).await.unwrap();
        starts.tell("me", &lanes, 0).await.unwrap();
        let tokens = starts.states().await.unwrap()[0].output_tokens;
        assert_eq!(tokens, Some(TokenUse { used: 40 + 60, limit: 100 }), "the second at its worst");
    })
    .await;
}

#[tokio::test]
async fn a_large_request_keeps_its_place_though_small_ones_of_others_would_fit() {
    on_both(async |store: Store| {
        let starts = store.shared_starts().await.unwrap();
        let lanes = [Lane { output_tokens: Some(100), ..lane("a", 50, 60_000) }];
        let reserve =
            async |tokens| starts.reserve(&lanes, 0, 1, (0, tokens), HORIZON, Ahead::default()).await.unwrap()[0];
        let small = reserve(30).await;
        let large = reserve(90).await;
        assert!(large.wait > Duration::from_secs(50));
        let later = reserve(30).await;
        assert!(later.wait + Duration::from_secs(1) >= large.wait, "it came later: {later:?}");
        starts.settle("a", small.number, Some((0, 5))).await.unwrap();
        assert!(starts.reconsider(&lanes[0], large.number, (0, 90)).await.unwrap().unwrap() < -50_000_000);
        assert!(
            starts.reconsider(&lanes[0], later.number, (0, 30)).await.unwrap().unwrap() >= -1_000_000,
            "behind the large one"
        );
    })
    .await;
}

#[tokio::test]
async fn a_start_far_off_heeds_what_happened_since_it_was_given() {
    on_both(async |store: Store| {
        let starts = store.shared_starts().await.unwrap();
        let few = lane("a", 2, 60_000);
        let far = take(&starts, std::slice::from_ref(&few), 3).await[2];
        assert_eq!(starts.reconsider(&few, far.number, (0, 0)).await.unwrap().unwrap(), 0);
        starts.pause("a", Duration::from_secs(90)).await.unwrap();
        let later = starts.reconsider(&few, far.number, (0, 0)).await.unwrap().unwrap();
        assert!((29_000_000..31_000_000).contains(&later), "a pause: {later}");

        let before = take(&starts, &[lane("b", 2, 60_000)], 3).await;
        for late in &before[..2] {
            starts.moved("b", late.number, Duration::from_secs(3)).await.unwrap();
        }
        let later = starts.reconsider(&lane("b", 2, 60_000), before[2].number, (0, 0)).await.unwrap().unwrap();
        assert!((2_900_000..3_100_000).contains(&later), "what it takes the place of was late: {later}");
        let sooner = starts.reconsider(&lane("b", 900, 60_000), before[2].number, (0, 0)).await.unwrap().unwrap();
        assert!(sooner < -59_000_000, "a higher limit: {sooner}");
        let next = take(&starts, &[lane("b", 900, 60_000)], 1).await[0];
        assert!(next.wait < Duration::from_secs(4), "others go on from there: {next:?}");
    })
    .await;
}

#[tokio::test]
async fn a_start_that_is_given_back_leaves_its_place_to_the_next() {
    on_both(async |store: Store| {
        let starts = store.shared_starts().await.unwrap();
        let lanes = [lane("a", 2, 60_000)];
        let given = take(&starts, &lanes, 3).await;
        starts.give_back("a", given[1].number).await.unwrap();
        assert_eq!(starts.states().await.unwrap()[0].used, 2, "others were given later ones already: it stays taken");
        for start in [given[2], given[1], given[0]] {
            starts.give_back("a", start.number).await.unwrap();
        }
        let again = take(&starts, &lanes, 3).await;
        let waits: Vec<u64> = again.iter().map(|start| start.wait.as_secs_f64().round() as u64).collect();
        assert_eq!((waits, again[0].number), (vec![0, 0, 60], given[0].number));
    })
    .await;
}

#[tokio::test]
async fn a_longer_window_of_another_process_is_not_forgotten() {
    on_both_urls(async |url: String| {
        let store = Store::open_with(&url, &[template("T")]).await.unwrap();
        let starts = store.shared_starts().await.unwrap();
        take(&starts, &[lane("a", 3, 3_600_000)], 3).await;
        let place = if url.starts_with("postgres") { url } else { format!("{url}-limits") };
        let ago = "UPDATE rate_starts SET start = start - 600000000, settled = settled - 600000000";
        assert_eq!(raw(&place, ago).await.unwrap(), 3);
        // So many by another with a short window that it clears up now and then.
        for _ in 0..5 {
            take(&starts, &[lane("a", 1000, 1)], 100).await;
        }
        let next = take(&starts, &[lane("a", 503, 3_600_000)], 1).await[0];
        assert!((2_900..3_100).contains(&next.wait.as_secs()), "all of the hour count: {next:?}");
    })
    .await;
}

#[tokio::test]
async fn what_a_server_told_of_its_limit_is_there_for_others() {
    on_both(async |store: Store| {
        let starts = store.shared_starts().await.unwrap();
        take(&starts, &[lane("a", 5, 60_000), lane("b", 5, 60_000)], 2).await;
        assert!(starts.told_limits().await.unwrap().is_empty());
        starts.tell_limit("a", 1000).await.unwrap();
        assert_eq!(starts.told_limits().await.unwrap(), [("a".to_owned(), 1000)].into());
    })
    .await;
}

#[tokio::test]
async fn the_tokens_of_a_request_nobody_settles_leave_once_it_must_be_over() {
    on_both(async |store: Store| {
        let starts = store.shared_starts().await.unwrap();
        let lanes = [Lane { output_tokens: Some(100), timeout: Duration::from_millis(300), ..lane("a", 50, 2_000) }];
        let reserve = async || starts.reserve(&lanes, 0, 1, (10, 60), HORIZON, Ahead::default()).await.unwrap();
        reserve().await;
        let next = reserve().await[0];
        assert!(next.wait > Duration::from_millis(1_900), "it is under way: {next:?}");
        tokio::time::sleep(next.wait).await;
        let later = starts.reconsider(&lanes[0], next.number, (10, 60)).await.unwrap().unwrap();
        assert!(
            (100_000..500_000).contains(&later),
            "its process has died, and it was over at the latest then: {later}"
        );
    })
    .await;
}

#[tokio::test]
async fn how_every_key_stands_can_be_read() {
    on_both(async |store: Store| {
        let starts = store.shared_starts().await.unwrap();
        assert_eq!(starts.states().await.unwrap(), []);
        take(&starts, &[lane("a", 5, 60_000)], 3).await;
        starts.tell("me", &[lane("a", 5, 60_000)], 4).await.unwrap();
        starts.tell("you", &[Lane { output_tokens: Some(90), ..lane("a", 5, 60_000) }], 2).await.unwrap();
        let states = starts.states().await.unwrap();
        assert_eq!((states[0].key.as_str(), states[0].used, states[0].limit, states[0].queued), ("a", 3, 5, 6));
        assert_eq!((states[0].input_tokens, states[0].output_tokens), (None, Some(TokenUse { used: 0, limit: 90 })));
        assert!(states[0].reset_after > Duration::from_secs(50));
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_holds_nobody_up_for_longer_than_a_window() {
    const HOUR: i64 = 3_600_000_000;
    on_both_urls(async |url: String| {
        let store = Store::open_with(&url, &[template("T")]).await.unwrap();
        let starts = store.shared_starts().await.unwrap();
        let lanes = [lane("a", 3, 60_000)];
        take(&starts, &lanes, 2).await;
        // All that was seen an hour later than it is now: the clock has been set back since.
        let place = if url.starts_with("postgres") { url } else { format!("{url}-limits") };
        for later in [
            "rate_clock SET latest = latest",
            "rate_lanes SET last_start = last_start",
            "rate_starts SET start = start",
        ] {
            assert!(raw(&place, &format!("UPDATE {later} + {HOUR}")).await.unwrap() > 0);
        }
        assert_eq!(starts.states().await.unwrap(), [], "nobody has used a key since");
        let given = take(&starts, &lanes, 2).await;
        let waits: Vec<u64> = given.iter().map(|start| start.wait.as_secs_f64().round() as u64).collect();
        assert_eq!(waits, [0, 60], "the two before still count, as if they had just been made");
        assert_eq!(starts.states().await.unwrap()[0].used, 3);
    })
    .await;
}
