//! The stand-in itself: it counts, mixes and delays as the tests rely on.

use std::time::Duration;

use dialoom::domain::conversation::ProviderName;

use crate::provider::{provider, request};
use crate::support::stand_in::{Answer, Protocol, Question, StandIn, Window, always, lognormal, mix};

#[tokio::test]
async fn the_stand_in_counts_what_breaks_its_window_key_by_key() {
    let stand_in = StandIn::start(always(Answer::Good));
    stand_in.enforce(Window { requests: 3, length: Duration::from_millis(400) });
    let provider = provider(ProviderName::OpenAi, &stand_in.url());
    for number in 0..5 {
        let outcome = provider.complete(&request(&format!("{number}")), 0).await;
        assert_eq!(outcome.is_ok(), number < 3, "call {number}");
    }
    assert!(provider.complete(&request("other key"), 1).await.is_ok());
    assert_eq!(stand_in.violations(), 2);
    tokio::time::sleep(Duration::from_millis(450)).await;
    assert!(provider.complete(&request("later"), 0).await.is_ok());
    assert_eq!((stand_in.delivered(), stand_in.prompts()), (5, 7));
    let figures = "requests 7 delivered 5 paid_twice 0 violations 2 statuses {200: 5, 429: 2}";
    assert_eq!(stand_in.figures(), figures);
    let journal = stand_in.journal();
    assert!(journal.is_sorted_by_key(|entry| entry.at));
    assert_eq!(journal.iter().map(|entry| entry.over_the_limit).filter(|over| *over).count(), 2);
}

#[tokio::test]
async fn the_stand_in_mixes_faults_by_their_share_and_the_same_each_time() {
    let shares = |seed| async move {
        let stand_in = StandIn::start(mix(seed, vec![(0.2, Answer::Error(500, "api_error", "x").into())]));
        let provider = provider(ProviderName::Anthropic, &stand_in.url());
        let mut failed = Vec::new();
        for number in 0..200 {
            failed.push(provider.complete(&request(&format!("{number}")), 0).await.is_err());
        }
        failed
    };
    let (one, again, other) = (shares(1).await, shares(1).await, shares(2).await);
    let count = one.iter().filter(|failed| **failed).count();
    assert!((20..=60).contains(&count), "{count} of 200");
    assert_eq!(one, again);
    assert_ne!(one, other);
}

#[test]
fn the_stand_ins_latencies_lie_around_their_median() {
    let script = lognormal(1, Duration::from_millis(500), 0.5);
    let mut delays: Vec<Duration> = (0..999_u64)
        .map(|number| {
            let question = Question {
                protocol: Protocol::OpenAi,
                key: String::new(),
                prompt: number.wrapping_mul(0x9e37_79b9_7f4a_7c15),
                body: "".into(),
                repeat: 0,
            };
            script(&question).delay
        })
        .collect();
    delays.sort();
    assert!((400..600).contains(&delays[499].as_millis()), "{:?}", delays[499]);
    assert!(delays[950] > Duration::from_millis(900), "{:?}", delays[950]);
}
