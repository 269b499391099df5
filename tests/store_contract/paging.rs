//! Pages of a list.

use dialoom::domain::conversation::{NewConversation, ParentType};
use dialoom::domain::filter::{Direction, Filter, Order, SortKey};
use dialoom::domain::ids::ConversationId;
use dialoom::domain::money::Usd;
use dialoom::domain::status::Status;
use dialoom::store::StoreError;

use super::on_both;
use super::samples::{conversation, score};

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
