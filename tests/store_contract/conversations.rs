//! Storing conversations, finding one by its id, and what must not be stored.

use chrono::Duration;
use dialoom::domain::filter::Filter;
use dialoom::domain::ids::ConversationId;
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
