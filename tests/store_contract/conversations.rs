//! Storing and finding conversations.

use chrono::Duration;
use dialoom::domain::axis_match::AxisMatch;
use dialoom::domain::conversation::{NewConversation, ParentType, ProviderName, Tier};
use dialoom::domain::filter::{Direction, Filter, Order, SortKey};
use dialoom::domain::ids::ConversationId;
use dialoom::domain::money::Usd;
use dialoom::domain::status::Status;
use dialoom::store::StoreError;

use super::fixtures::open;
use super::raw::raw;
use super::samples::{conversation, noon, plain_template, score};
use super::{on_both, on_both_urls};

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_conversation_comes_back_as_it_went_in() {
    on_both(async |store| {
        let template = plain_template(&store).await;
        let mut new = conversation(1);
        new.template = Some(template);
        new.title = "NUL \0 and '; DROP TABLE conversations; --".into();
        new.created_at = noon() + Duration::nanoseconds(1_234_567);
        store.add_conversations(std::slice::from_ref(&new)).await.unwrap();
        let full = store.conversation(new.id).await.unwrap();
        let stored = &full.conversation;
        assert_eq!(stored.title, "NUL \u{fffd} and '; DROP TABLE conversations; --");
        assert_eq!(stored.short_id, new.id.short());
        assert_eq!((stored.persona.as_str(), stored.topic.as_str()), ("Anxious Investor", "401(k) rollover"));
        assert_eq!((stored.status, stored.quality_score), (Status::Generated, Some(score(8.0))));
        assert_eq!(stored.quality_metrics, new.assessment.metrics);
        assert_eq!(stored.created_at, noon() + Duration::microseconds(1234));
        assert_eq!(stored.actual_cost_usd, new.actual_cost);
        assert_eq!((stored.template.as_deref(), stored.template_version), (Some("Plain"), Some(1)));
        assert_eq!(stored.parameters, new.parameters);
        assert_eq!((stored.retry_count, stored.generation_duration_ms), (1, 900));
        assert_eq!(stored.turn_count, 2);
        assert_eq!(full.turns.iter().map(|turn| turn.turn_number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(full.turns[1].content, new.turns[1].content);
        assert_eq!(full.turns[1].char_count, new.turns[1].content.chars().count() as u64);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_is_found_by_any_unique_prefix_of_its_short_or_long_form() {
    on_both(async |store| {
        let all: Vec<_> = (0..40).map(conversation).collect();
        store.add_conversations(&all).await.unwrap();
        for new in &all {
            assert_eq!(store.resolve(&new.id.short()).await.unwrap(), new.id);
            assert_eq!(store.resolve(&new.id.short()[..8].to_uppercase()).await.unwrap(), new.id);
            assert_eq!(store.resolve(&new.id.to_string()).await.unwrap(), new.id);
            assert_eq!(store.resolve(&new.id.to_string()[..34]).await.unwrap(), new.id);
        }
        // All were made within one second, so the long ids begin alike.
        let several = store.resolve(&all[0].id.to_string()[..8]).await.expect_err("ambiguous");
        assert!(matches!(&several, StoreError::Ambiguous { matches, .. } if matches.len() == 5), "{several}");
        let mut slip = all[7].id.short();
        let last = slip.pop().unwrap();
        slip.push(if last == 'z' { 'y' } else { 'z' });
        let near = store.resolve(&slip).await.expect_err("no such id");
        assert!(matches!(&near, StoreError::NotFound { near: Some(near), .. } if *near == all[7].id.short()), "{near}");
        for nothing in ["", "a", "%%", "é1", "0 OR 1=1", "uu"] {
            assert!(matches!(store.resolve(nothing).await, Err(StoreError::NotFound { .. })), "{nothing}");
        }
        let missing = store.conversation(ConversationId::new()).await;
        assert!(matches!(missing, Err(StoreError::NotFound { .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paging_visits_each_conversation_once_in_order_under_every_sort_with_ties() {
    on_both(async |store| {
        let all = with_ties();
        store.add_conversations(&all).await.unwrap();
        for key in SortKey::ALL {
            let mut ways = Vec::new();
            for direction in Direction::ALL {
                let order = Order { key: *key, direction: *direction };
                let (mut seen, mut cursor) = (Vec::new(), None::<String>);
                let previous = loop {
                    let page = store.list(&Filter::default(), order, 4, cursor.as_deref()).await.unwrap();
                    seen.extend(page.conversations.into_iter().map(|one| one.id));
                    cursor = page.next_cursor;
                    if cursor.is_none() {
                        break page.previous_cursor;
                    }
                };
                let whole = store.list(&Filter::default(), order, 100, None).await.unwrap();
                assert_eq!(seen, whole.conversations.iter().map(|one| one.id).collect::<Vec<_>>(), "{order:?}");
                assert_eq!((whole.next_cursor, whole.previous_cursor), (None, None));
                // And back again from the last page.
                let mut before = Vec::new();
                let mut cursor = previous;
                while let Some(back) = cursor {
                    let page = store.list(&Filter::default(), order, 4, Some(&back)).await.unwrap();
                    assert!(page.next_cursor.is_some() && page.conversations.len() == 4, "{order:?}");
                    before.splice(0..0, page.conversations.into_iter().map(|one| one.id));
                    cursor = page.previous_cursor;
                }
                assert_eq!(before, seen[..20], "{order:?}");
                let mut short_ids = Vec::new();
                let every = |short_id: &str| {
                    short_ids.push(short_id.to_owned());
                    std::ops::ControlFlow::Continue(())
                };
                store.each_short_id(&Filter::default(), order, every).await.unwrap();
                assert_eq!(short_ids, seen.iter().map(|id: &ConversationId| id.short()).collect::<Vec<_>>());
                let mut unique = seen.clone();
                unique.sort();
                unique.dedup();
                assert_eq!(unique.len(), all.len(), "{order:?}");
                ways.push(seen);
            }
            ways[0].reverse();
            assert_eq!(ways[0], ways[1], "{key} the other way round");
        }
    })
    .await;
}

/// Conversations of which several are alike in each order.
fn with_ties() -> Vec<NewConversation> {
    let mut all: Vec<_> = (0..23).map(|n| conversation(n / 4)).collect();
    for (n, new) in all.iter_mut().enumerate() {
        new.assessment.score = score([3.0, 6.0, 6.1, 10.0][n % 4]);
        new.title = format!("{} title {}", if n % 2 == 0 { "same" } else { "Same" }, n % 3);
        new.actual_cost = Usd::from_micros(n as i64 % 5);
        new.turns.truncate(1 + n % 2);
    }
    for n in (10..20).step_by(2) {
        all[n].parent = Some((ParentType::Conversation, all[n % 4].id.0));
    }
    all[1].parent = Some((ParentType::Template, uuid::Uuid::now_v7()));
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_of_another_list_or_altered_is_refused() {
    on_both(async |store| {
        let all = with_ties();
        store.add_conversations(&all).await.unwrap();
        let best = Order { key: SortKey::Quality, direction: Direction::Descending };
        let page = store.list(&Filter::default(), best, 4, None).await.unwrap();
        assert!(page.conversations.iter().all(|one| one.quality_score == Some(score(10.0))));
        let cursor = page.next_cursor.unwrap();
        assert!(cursor.len() <= 25, "{cursor}");
        let (other, altered) = (all[0].id.short(), cursor.replace("10.0", "9.0"));
        assert_ne!(altered, cursor);
        let elsewhere = format!("{other}{}", &cursor[10..]);
        let approved = Filter { status: vec![Status::Approved], ..Filter::default() };
        for (filter, order, cursor) in [
            (&Filter::default(), Order::NEWEST, cursor.as_str()),
            (&approved, best, cursor.as_str()),
            (&Filter::default(), best, "not a cursor"),
            (&Filter::default(), best, "7b7d"),
            (&Filter::default(), best, &altered),
            (&Filter::default(), best, &elsewhere),
            (&Filter::default(), best, "--"),
            (&Filter::default(), best, "é-é-é"),
            (&Filter::default(), best, ""),
        ] {
            assert!(matches!(store.list(filter, order, 4, Some(cursor)).await, Err(StoreError::BadCursor)), "{cursor}");
        }
    })
    .await;
}

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
async fn no_way_of_writing_leaves_a_poor_conversation_called_generated() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        let status = async |id: ConversationId| store.conversation(id).await.unwrap().conversation.status;
        let (good, mut poor) = (conversation(0), conversation(1));
        poor.assessment.score = score(5.9);
        store.add_conversations(&[good.clone(), poor.clone()]).await.unwrap();
        assert_eq!((status(good.id).await, status(poor.id).await), (Status::Generated, Status::NeedsRevision));

        raw(&url, "UPDATE conversations SET status = 'generated'").await.unwrap();
        assert_eq!((status(good.id).await, status(poor.id).await), (Status::Generated, Status::NeedsRevision));
        raw(&url, "UPDATE conversations SET quality_score = 5.0").await.unwrap();
        assert_eq!(status(good.id).await, Status::NeedsRevision);
        raw(&url, "UPDATE conversations SET quality_score = 9.0").await.unwrap();
        assert_eq!(status(good.id).await, Status::NeedsRevision, "sent back stays sent back, whatever the score");
        raw(&url, "UPDATE conversations SET status = 'generated'").await.unwrap();
        raw(&url, "UPDATE conversations SET quality_threshold = 9.5").await.unwrap();
        assert_eq!(status(good.id).await, Status::NeedsRevision);

        for (short, says, points, ends) in [
            ("aaaaaaaaaa", "generated", "3.0", Status::NeedsRevision),
            ("bbbbbbbbbb", "needs_revision", "9.0", Status::Generated),
            ("cccccccccc", "approved", "3.0", Status::Approved),
        ] {
            let id = if url.starts_with("postgres") { "gen_random_uuid()" } else { "randomblob(16)" };
            let time = "'2026-03-01T12:00:00.000000Z'";
            let approved = if says == "approved" { format!("'ada', {time}") } else { "NULL, NULL".into() };
            raw(
                &url,
                &format!(
                    "INSERT INTO conversations (id, short_id, title, title_key, persona, persona_key, emotion, \
                     emotion_key, tier, status, quality_score, approved_by, approved_at, created_by, updated_by, \
                     created_at, updated_at) VALUES ({id}, '{short}', 't', 't', 'p', 'p', 'e', 'e', 'template', \
                     '{says}', {points}, {approved}, 'x', 'x', {time}, {time})"
                ),
            )
            .await
            .unwrap();
            let id = store.resolve(short).await.unwrap();
            assert_eq!(status(id).await, ends, "{says} at {points}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_itself_refuses_what_must_not_be_stored() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        store.add_conversations(&[conversation(0)]).await.unwrap();
        for wrong in [
            "status = 'done'",
            "tier = 'gold'",
            "quality_score = 10.1",
            "quality_score = -0.1",
            "quality_score = 6.25",
            "quality_score = NULL",
            "quality_threshold = 11.0",
            "confidence = 'sure'",
            "persona = ' '",
            "emotion = ''",
            "turn_count = -1",
            "actual_cost_micros = -1",
            "provider = 'acme'",
            "status = 'approved'",
            "approved_by = 'eve'",
            "parent_type = 'template'",
            "template_version = 3",
            "categories = '{}'",
            "parameters = '[]'",
        ] {
            assert!(raw(&url, &format!("UPDATE conversations SET {wrong}")).await.is_err(), "{wrong}");
        }
        for wrong in ["turn_number = 0", "turn_number = 1", "role = 'system'", "content = ''", "token_count = -1"] {
            assert!(raw(&url, &format!("UPDATE conversation_turns SET {wrong}")).await.is_err(), "{wrong}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_conversation_takes_its_turns_and_its_words_along() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        let (gone, mut stays) = (conversation(0), conversation(1));
        stays.turns[0].content = "stays".into();
        store.add_conversations(&[gone.clone(), stays.clone()]).await.unwrap();
        let deleted = format!("DELETE FROM conversations WHERE short_id = '{}'", gone.id.short());
        assert_eq!(raw(&url, &deleted).await.unwrap(), 1);
        let talk = Filter { search: Some("talk".into()), ..Filter::default() };
        assert_eq!(store.ids(&talk).await.unwrap(), [stays.id]);
        assert_eq!(raw(&url, "UPDATE conversation_turns SET token_count = 1").await.unwrap(), 2);
        let next = conversation(2);
        store.add_conversations(std::slice::from_ref(&next)).await.unwrap();
        assert_eq!(store.ids(&talk).await.unwrap(), [stays.id, next.id]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn conversations_are_stored_all_or_none() {
    on_both(async |store| {
        let mut bad = conversation(99);
        bad.subject.persona = " ".into();
        let mut all: Vec<_> = (0..40).map(conversation).collect();
        all.push(bad);
        assert!(store.add_conversations(&all).await.is_err());
        assert_eq!(store.count(&Filter::default()).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_names_no_time_still_moves_updated_at() {
    on_both_urls(async |url: String| {
        let store = open(&url).await;
        let new = conversation(0);
        store.add_conversations(std::slice::from_ref(&new)).await.unwrap();
        assert_eq!(store.conversation(new.id).await.unwrap().conversation.updated_at, new.created_at);
        raw(&url, "UPDATE conversations SET intent = 'other'").await.unwrap();
        let changed = store.conversation(new.id).await.unwrap().conversation;
        assert!(changed.updated_at > new.created_at && changed.created_at == new.created_at);
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
