//! What each filter lets through, and how it is found.

use chrono::Duration;
use dialoom::domain::axis_match::AxisMatch;
use dialoom::domain::conversation::{ProviderName, Tier};
use dialoom::domain::filter::{Direction, Filter, Order, SortKey};
use dialoom::domain::status::Status;

use super::on_both;
use super::samples::{conversation, noon, plain_template, score};

/// Filters by a field, and which of the three conversations each lets through.
fn field_filters() -> Vec<(Filter, Vec<usize>)> {
    let none = Filter::default();
    vec![
        (none.clone(), vec![0, 1, 2]),
        (Filter { status: vec![Status::NeedsRevision], ..none.clone() }, vec![1]),
        (Filter { status: vec![Status::NeedsRevision, Status::Generated], ..none.clone() }, vec![0, 1, 2]),
        (
            Filter {
                status: Status::ALL.iter().copied().filter(|status| status.is_undecided()).collect(),
                ..none.clone()
            },
            vec![0, 1, 2],
        ),
        (Filter { status: vec![Status::Approved, Status::Failed], ..none.clone() }, vec![]),
        (Filter { status: vec![Status::Approved, Status::Generated], ..none.clone() }, vec![0, 2]),
        (Filter { tier: vec![Tier::EdgeCase], ..none.clone() }, vec![2]),
        (Filter { persona: vec!["ANXIOUS investor".into()], ..none.clone() }, vec![0, 1]),
        (Filter { persona: vec!["anxious".into()], ..none.clone() }, vec![]),
        (Filter { persona: vec!["äRZTIN IM RUHESTAND".into()], ..none.clone() }, vec![2]),
        (Filter { emotion: vec!["FEAR".into(), "scham".into()], ..none.clone() }, vec![0, 1, 2]),
        (Filter { topic: vec!["401(K) Rollover".into()], ..none.clone() }, vec![0, 2]),
        (Filter { persona: vec![part("ANXI")], ..none.clone() }, vec![0, 1]),
        (Filter { persona: vec![part("ZTIN IM")], ..none.clone() }, vec![2]),
        (Filter { persona: vec![part("ÄRZT")], ..none.clone() }, vec![2]),
        (Filter { persona: vec![part("%"), part("anx_ous")], ..none.clone() }, vec![]),
        (Filter { persona: vec![part("anxious"), "ärztin im ruhestand".into()], ..none.clone() }, vec![0, 1, 2]),
        (Filter { emotion: vec![part("cha")], topic: vec![part("K) roll")], ..none.clone() }, vec![2]),
        (Filter { topic: vec!["".into()], ..none.clone() }, vec![1]),
        (Filter { category: vec!["fees & costs".into()], ..none.clone() }, vec![1]),
        (Filter { category: vec!["fees & costs".into(), "Größe".into()], ..none.clone() }, vec![1, 2]),
        (Filter { category: vec!["fees".into()], ..none.clone() }, vec![]),
        (param(&[("channel", "text chat")]), vec![1, 2]),
        (param(&[("vary.channel", "text chat")]), vec![2]),
        (param(&[("region", "O'hio \"x\"")]), vec![2]),
        (param(&[("region", "O'hio \"x\""), ("region", "Bern")]), vec![1, 2]),
        (param(&[("region", "Bern"), ("channel", "text chat")]), vec![1]),
        (param(&[("region", "bern")]), vec![]),
        (param(&[("long", &"ö".repeat(150))]), vec![1]),
        (param(&[("long", &"ö".repeat(149))]), vec![]),
        (Filter { template: vec!["plain".into()], ..none.clone() }, vec![0]),
        (Filter { batch: vec!["nightly".into()], ..none.clone() }, vec![]),
        (Filter { provider: vec![ProviderName::Simulator], ..none.clone() }, vec![1]),
        (Filter { without_simulated: true, ..none.clone() }, vec![0, 2]),
        (Filter { min_quality: Some(score(4.6)), ..none.clone() }, vec![0, 2]),
        (Filter { max_quality: Some(score(4.5)), ..none.clone() }, vec![1]),
        (Filter { min_quality: Some(score(4.5)), max_quality: Some(score(4.5)), ..none.clone() }, vec![1]),
        (Filter { since: Some(noon() + Duration::seconds(10)), ..none.clone() }, vec![1, 2]),
        (Filter { until: Some(noon() + Duration::seconds(10)), ..none.clone() }, vec![0]),
        (Filter { created_by: vec!["grace".into()], ..none.clone() }, vec![2]),
    ]
}

fn part(text: &str) -> AxisMatch {
    AxisMatch::Part(text.into())
}

fn param(pairs: &[(&str, &str)]) -> Filter {
    let mut filter = Filter::default();
    for (name, value) in pairs {
        filter.param.entry((*name).into()).or_default().push((*value).into());
    }
    filter
}

/// The same for searches by words.
fn word_filters() -> Vec<(Filter, Vec<usize>)> {
    let word = |search: &str| Filter { search: Some(search.into()), ..Filter::default() };
    vec![
        (word("ROTH conversion"), vec![2]),
        (word("roth retire"), vec![]),
        (word("GRÖSSE"), vec![]),
        (word("größe"), vec![0, 1, 2]),
        (word("401(k)"), vec![0, 2]),
        (word("roth OR retire"), vec![]),
        (word("NOT roth"), vec![]),
        (word("title:talk"), vec![]),
        (word("\" OR 1=1 --"), vec![]),
        (word("'a' & !b | \\ <-> c:*"), vec![]),
        (word("^*()\"'"), vec![]),
        (word("  "), vec![0, 1, 2]),
        (word("RETI*"), vec![0, 1]),
        (word("grö* roth*"), vec![2]),
        (word("rot* retired*"), vec![]),
        (word("*"), vec![]),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_lets_through_what_it_says_and_nothing_else() {
    on_both(async |store| {
        let template = plain_template(&store).await;
        let (mut plain, mut low, mut other) = (conversation(0), conversation(10), conversation(20));
        plain.template = Some(template);
        low.assessment.score = score(4.5);
        low.provider = Some(ProviderName::Simulator);
        low.subject.topic = String::new();
        other.subject.persona = "Ärztin im Ruhestand".into();
        other.subject.emotion = "Scham".into();
        other.tier = Tier::EdgeCase;
        other.created_by = "grace".into();
        low.categories = vec!["fees & costs".into(), "fees & costs".into()];
        other.categories = vec!["tax".into(), "Größe".into()];
        let parameters = |of: &[(&str, &str)]| of.iter().map(|(name, it)| ((*name).into(), (*it).into())).collect();
        low.parameters = parameters(&[("channel", "text chat"), ("region", "Bern"), ("long", &"ö".repeat(150))]);
        other.parameters = parameters(&[("vary.channel", "text chat"), ("region", "O'hio \"x\"")]);
        other.turns[0].content = "What is a \"Roth\" conversion?".into();
        let all = [plain.clone(), low.clone(), other.clone()];
        store.add_conversations(&all).await.unwrap();
        let cases = field_filters().into_iter().chain(word_filters());
        for (filter, expected) in cases {
            let expected: Vec<_> = expected.into_iter().map(|place| all[place].id).collect();
            assert_eq!(store.ids(&filter).await.unwrap(), expected, "{filter:?}");
            assert_eq!(store.count(&filter).await.unwrap(), expected.len() as u64, "{filter:?}");
            let (full, _) = store.list_full(&filter, Order::OLDEST, 10, None).await.unwrap();
            assert_eq!(full.iter().map(|one| one.conversation.id).collect::<Vec<_>>(), expected, "{filter:?}");
            assert!(full.iter().all(|one| one.turns.len() == 2));
        }
        let states = store.count_by_status().await.unwrap();
        assert_eq!(states, [(Status::Generated, 2), (Status::NeedsRevision, 1)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_goes_no_further_than_asked() {
    on_both(async |store| {
        let three: Vec<_> = (0..3).map(conversation).collect();
        store.add_conversations(&three).await.unwrap();
        let all = Filter::default();
        let found = [store.count_up_to(&all, 2).await.unwrap(), store.count_up_to(&all, 4).await.unwrap()];
        assert_eq!(found, [2, 3]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_of_a_list_uses_an_index_on_sqlite() {
    on_both(async |store| {
        if store.engine() != "sqlite" {
            return;
        }
        let none = Filter::default();
        let undecided = Status::ALL.iter().copied().filter(|status| status.is_undecided()).collect();
        let cases: Vec<(Filter, Order, &str)> = vec![
            (Filter { status: vec![Status::Approved], ..none.clone() }, Order::NEWEST, "by_status"),
            (Filter { tier: vec![Tier::Scenario], ..none.clone() }, Order::NEWEST, "by_"),
            (Filter { persona: vec!["a".into()], ..none.clone() }, Order::NEWEST, "by_persona"),
            (Filter { emotion: vec!["a".into()], ..none.clone() }, Order::NEWEST, "by_emotion"),
            (Filter { topic: vec!["a".into()], ..none.clone() }, Order::NEWEST, "by_topic"),
            (
                Filter { persona: vec![part("a")], ..none.clone() },
                Order::NEWEST,
                "SEARCH c USING INDEX conversations_by_p",
            ),
            (Filter { topic: vec![part("a")], ..none.clone() }, Order::NEWEST, "SEARCH n USING COVERING INDEX"),
            (Filter { category: vec!["a".into()], ..none.clone() }, Order::NEWEST, "SEARCH g USING PRIMARY KEY"),
            (param(&[("a", "b")]), Order::NEWEST, "SEARCH p USING PRIMARY KEY (parameter=?)"),
            (Filter { template: vec!["a".into()], ..none.clone() }, Order::NEWEST, "by_template"),
            (Filter { batch: vec!["a".into()], ..none.clone() }, Order::NEWEST, "by_batch"),
            (Filter { provider: vec![ProviderName::OpenAi], ..none.clone() }, Order::NEWEST, "by_provider"),
            (Filter { min_quality: Some(score(8.0)), ..none.clone() }, Order::NEWEST, "by_"),
            (Filter { max_quality: Some(score(8.0)), ..none.clone() }, Order::NEWEST, "by_"),
            (Filter { search: Some("a".into()), ..none.clone() }, Order::NEWEST, "VIRTUAL TABLE"),
            (Filter { since: Some(noon()), ..none.clone() }, Order::NEWEST, "by_created"),
            (Filter { until: Some(noon()), ..none.clone() }, Order::NEWEST, "by_created"),
            (Filter { created_by: vec!["a".into()], ..none.clone() }, Order::NEWEST, "by_creator"),
            (
                Filter { status: undecided, ..none.clone() },
                Order { key: SortKey::Quality, direction: Direction::Ascending },
                "to_review",
            ),
        ];
        for (filter, order, index) in cases {
            let steps = store.explain(&filter, order).await.unwrap();
            assert!(steps.iter().any(|step| step.contains(index)), "{filter:?}: {steps:#?}");
            let scans = steps.iter().any(|step| step.starts_with("SCAN c ") && !step.contains("USING"));
            assert!(!scans, "{filter:?}: {steps:#?}");
        }
        let undecided: Vec<Status> = Status::ALL.iter().copied().filter(|status| status.is_undecided()).collect();
        let states = Status::ALL.iter().map(|status| vec![*status]).chain([undecided]);
        for status in states {
            let filter = Filter { status, ..none.clone() };
            for direction in Direction::ALL {
                let order = Order { key: SortKey::Quality, direction: *direction };
                let steps = store.explain(&filter, order).await.unwrap();
                assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{filter:?}: {steps:#?}");
            }
        }
        for key in SortKey::ALL {
            for direction in Direction::ALL {
                let steps = store.explain(&none, Order { key: *key, direction: *direction }).await.unwrap();
                assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{key}: {steps:#?}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_may_name_more_values_than_a_statement_can_bind() {
    on_both(async |store| {
        let new = conversation(1);
        store.add_conversations(std::slice::from_ref(&new)).await.unwrap();
        let persona = store.conversation(new.id).await.unwrap().conversation.persona;
        let many = |last: &str| -> Vec<String> {
            (0..40_000).map(|number| format!("n{number}")).chain([last.to_owned()]).collect()
        };
        let wholes = |last: &str| many(last).into_iter().map(AxisMatch::Whole).collect::<Vec<_>>();
        let parts = |last: &str| many(last).into_iter().map(AxisMatch::Part).collect::<Vec<_>>();
        let found = async |filter: Filter| {
            let listed = store
                .list(&filter, Order { key: SortKey::Created, direction: Direction::Descending }, 5, None)
                .await
                .unwrap()
                .conversations
                .len();
            let counted = store.totals(&filter).await.unwrap().conversations;
            store.call_totals(&filter).await.unwrap();
            assert_eq!(store.totals_and_spread(&filter).await.unwrap().0.conversations, counted);
            assert_eq!(listed as u64, counted);
            counted
        };
        assert_eq!(found(Filter { persona: wholes(&persona), ..Filter::default() }).await, 1);
        assert_eq!(found(Filter { persona: parts(&persona[1..]), ..Filter::default() }).await, 1);
        assert_eq!(found(Filter { persona: wholes("nobody"), ..Filter::default() }).await, 0);
        for nothing in [
            Filter { emotion: wholes("x"), ..Filter::default() },
            Filter { topic: parts("x"), ..Filter::default() },
            Filter { category: many("x"), ..Filter::default() },
            Filter { param: [("x".to_owned(), many("x"))].into(), ..Filter::default() },
            Filter { template: many("x"), ..Filter::default() },
            Filter { batch: many("x"), ..Filter::default() },
            Filter { created_by: many("x"), ..Filter::default() },
            Filter { search: Some((0..40_000).map(|number| format!("n{number} ")).collect()), ..Filter::default() },
        ] {
            assert_eq!(found(nothing).await, 0);
        }
    })
    .await;
}
