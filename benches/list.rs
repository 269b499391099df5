//! A filtered, sorted list of 25: through the real program and through the library. And the next conversation of a review.
//!
//! `cargo bench --bench list [-- --stored 10000,100000] [--json]`

#[path = "../tests/support/sample.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod sample;
#[path = "support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use chrono::Utc;
use dialoom::domain::conversation::{NewConversation, Subject};
use dialoom::domain::filter::{Direction, Filter, Order, SortKey};
use dialoom::domain::money::Usd;
use dialoom::domain::quality::Score;
use dialoom::domain::review::Decision;
use dialoom::domain::status::Status;
use dialoom::review::{Command, Next, Order as ReviewOrder, Session};
use dialoom::store::Store;

use support::{Arguments, Figures, Folder, Goal, measure, median, ms, serve_if_asked};

/// How often each list is made; the median counts.
const TIMES: usize = 21;
/// Decisions of a review: more than two pages of its queue.
const REVIEWED: usize = 50;
/// Conversations per transaction while seeding.
const AT_ONCE: usize = 500;

fn main() {
    serve_if_asked();
    let arguments = Arguments::of_process();
    let runtime = tokio::runtime::Runtime::new().expect("threads can be started");
    let mut figures = Figures::default();
    for stored in arguments.numbers("--stored", &[10_000, 100_000]) {
        let folder = Folder::new();
        let path = folder.file("dialoom.db").display().to_string();
        let store = runtime.block_on(Store::open(&path)).expect("a fresh file can be opened");
        let began = Instant::now();
        runtime.block_on(seed(&store, stored));
        let each = ms(began.elapsed()) / stored as f64;
        figures.add(format!("{stored} stored: storing one, {AT_ONCE} in a transaction"), each, "ms");
        for (name, flags, filter, order) in lists() {
            let process = median((0..TIMES).map(|_| process(&folder, &flags)).collect());
            let what = format!("{stored} stored: {name}, whole process");
            figures.goal(what, ms(process), "ms", Goal::AtMost, 100.0);
            let library = median((0..TIMES).map(|_| runtime.block_on(library(&store, &filter, order))).collect());
            figures.add(format!("{stored} stored: {name}, library"), ms(library), "ms");
        }
        for order in [ReviewOrder::Worst, ReviewOrder::Oldest] {
            let slowest = runtime.block_on(slowest_next(&store, order));
            let what = format!("{stored} stored: a decision and the next of the review, {order} first, the slowest");
            figures.goal(what, ms(slowest), "ms", Goal::AtMost, 50.0);
        }
        runtime.block_on(store.close());
    }
    figures.print("list", &arguments);
}

type List = (&'static str, Vec<&'static str>, Filter, Order);

/// The lists, as flags and as arguments of the library.
fn lists() -> Vec<List> {
    let quality = Order { key: SortKey::Quality, direction: Direction::Descending };
    let state = Filter { status: vec![Status::Generated], ..Filter::default() };
    let persona = Filter { persona: vec!["Saver 7".into()], min_quality: Score::new(7.0), ..state.clone() };
    let search = Filter { search: Some("mortgage w17".into()), ..Filter::default() };
    vec![
        ("newest", vec![], Filter::default(), Order::NEWEST),
        ("state, by quality", vec!["--status", "generated", "--sort", "quality"], state, quality),
        (
            "state, persona and least quality, by quality",
            vec!["--status", "generated", "--persona", "Saver 7", "--min-quality", "7", "--sort", "quality"],
            persona,
            quality,
        ),
        ("two words, newest", vec!["--search", "mortgage w17"], search, Order::NEWEST),
    ]
}

fn process(folder: &Folder, flags: &[&str]) -> Duration {
    let mut command = folder.dialoom(["list", "--json", "--limit", "25"]);
    command.args(flags);
    let run = measure(command);
    let said: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON document");
    assert_eq!(said["conversations"].as_array().map(Vec::len), Some(25), "{}", run.stdout);
    run.wall
}

async fn library(store: &Store, filter: &Filter, order: Order) -> Duration {
    let began = Instant::now();
    let page = store.list(filter, order, 25, None).await.expect("a list");
    let took = began.elapsed();
    assert_eq!(page.conversations.len(), 25);
    took
}

/// From the key of a decision to the next conversation, as the screen gets it. Some of them fetch a page of the queue.
async fn slowest_next(store: &Store, order: ReviewOrder) -> Duration {
    let mut session = Session::new(store.clone(), Filter::default(), order, "rita");
    let mut slowest = Duration::ZERO;
    let read = async |session: &mut Session| {
        let next = session.next(Utc::now()).await.expect("the next");
        assert!(matches!(next, Next::Read(_)), "{next:?}");
    };
    read(&mut session).await;
    for _ in 0..REVIEWED {
        let began = Instant::now();
        let approve = Command::Decide(Decision::Approve { note: None });
        session.apply(approve, Utc::now()).await.expect("a decision");
        read(&mut session).await;
        slowest = slowest.max(began.elapsed());
    }
    session.close().await.expect("the end");
    slowest
}

async fn seed(store: &Store, count: u64) {
    let mut some = Vec::with_capacity(AT_ONCE);
    for n in 0..count {
        some.push(conversation(n));
        if some.len() == AT_ONCE || n + 1 == count {
            store.add_conversations(&some).await.expect("room on the disk");
            some.clear();
        }
    }
}

/// The `n`th conversation: ten turns of some 250 characters, with evenly spread values to filter and sort by.
fn conversation(n: u64) -> NewConversation {
    let content = |at: usize| {
        // No two conversations are near-duplicates, as in a data set worth having.
        let draw = |word: u64| (n * 1_000 + at as u64 * 40 + word).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
        let words: Vec<String> = (0..30).map(|word| format!("w{}", draw(word) % 4000)).collect();
        let subject = ["mortgage", "pension", "savings", "insurance"][(n % 4) as usize];
        format!("What I would like to understand about the {subject} before deciding: {}", words.join(" "))
    };
    NewConversation {
        subject: Subject {
            persona: format!("Saver {}", n % 10),
            emotion: format!("worry {}", n % 7),
            topic: format!("question {}", n % 13),
        },
        categories: vec!["Retirement".into()],
        turns: sample::turns(10, content),
        actual_cost: Usd::from_micros((n % 997) as i64),
        created_at: Utc::now(),
        ..sample::conversation(&format!("Talk {n}"), (n * 7 % 101) as f64 / 10.0, 0)
    }
}
