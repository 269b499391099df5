//! Near-duplicates are found while they are saved.

use dialoom::domain::conversation::{NewConversation, ParentType, Role};
use dialoom::domain::finding::{Finding, Note};
use dialoom::domain::ids::ConversationId;
use dialoom::domain::review::{Basis, Decision};
use dialoom::domain::status::Status;
use dialoom::store::Store;

use super::on_both;
use super::samples::{conversation, noon};
use crate::support::sample;

/// Eight turns of 25 words each; in the later turns every n-th word is another one.
fn talk(seed: u64, every: usize) -> NewConversation {
    let id = ConversationId::new();
    let turns = sample::turns(8, |turn| {
        let word = |place: usize| match turn > 1 && every > 0 && (turn * 25 + place).is_multiple_of(every) {
            true => format!("{}{place}", id.short()),
            false => format!("word{seed}x{turn}x{place}"),
        };
        (0..25).map(word).collect::<Vec<_>>().join(" ")
    });
    NewConversation { id, turns, ..conversation(1) }
}

async fn notes(store: &Store, new: &NewConversation) -> Vec<Note> {
    store.conversation(new.id).await.unwrap().conversation.quality_metrics.findings
}

async fn add(store: &Store, new: &NewConversation) -> Vec<(Finding, bool, String)> {
    store.add_conversations(std::slice::from_ref(new)).await.unwrap();
    notes(store, new).await.into_iter().map(|note| (note.finding, note.is_serious(), note.excerpt)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_copy_is_found_among_stored_ones_and_in_its_own_group() {
    on_both(async |store| {
        let (first, copy, changed) = (talk(1, 0), talk(1, 0), talk(1, 60));
        assert_eq!(add(&store, &first).await, []);
        let expected = [(Finding::NearDuplicate, true, first.id.short())];
        assert_eq!(add(&store, &copy).await, expected);
        assert_eq!(add(&store, &changed).await, expected, "the first is named, not the copy");
        let stored = store.conversation(copy.id).await.unwrap().conversation;
        assert_eq!((stored.status, stored.confidence.map(|it| it.as_str())), (Status::NeedsRevision, Some("low")));

        let group = [talk(2, 0), talk(3, 0), talk(2, 0)];
        store.add_conversations(&group).await.unwrap();
        assert_eq!(notes(&store, &group[0]).await, []);
        assert_eq!(notes(&store, &group[1]).await, []);
        assert_eq!(notes(&store, &group[2]).await[0].excerpt, group[0].id.short());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_opening_alone_is_a_hint() {
    on_both(async |store| {
        let (first, mut other) = (talk(1, 0), talk(2, 0));
        other.turns[0] = first.turns[0].clone();
        add(&store, &first).await;
        assert_eq!(add(&store, &other).await, [(Finding::SameOpening, false, first.id.short())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_opening_is_the_users_first_turn_even_after_a_greeting() {
    on_both(async |store| {
        let greeted = |seed: u64, opening: &NewConversation| {
            let mut new = talk(seed, 0);
            new.turns[0].role = Role::Assistant;
            new.turns[1] = opening.turns[0].clone();
            new
        };
        let first = talk(1, 0);
        let (one, other) = (greeted(2, &first), greeted(3, &first));
        add(&store, &first).await;
        assert_eq!(add(&store, &one).await, [(Finding::SameOpening, false, first.id.short())]);
        assert_eq!(add(&store, &other).await, [(Finding::SameOpening, false, first.id.short())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_among_many_with_the_same_opening_is_a_near_duplicate() {
    on_both(async |store| {
        let opening = talk(1, 0).turns[0].clone();
        let many: Vec<_> = (10..40)
            .map(|seed| {
                let mut new = talk(seed, 0);
                new.turns[0] = opening.clone();
                new
            })
            .collect();
        store.add_conversations(&many).await.unwrap();
        for of in [&many[3], &many[29]] {
            let copy = NewConversation { id: ConversationId::new(), ..of.clone() };
            assert_eq!(add(&store, &copy).await, [(Finding::NearDuplicate, true, of.id.short())]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_with_long_turns_is_compared_like_the_others() {
    on_both(async |store| {
        let words =
            |of: &str, count: usize| (0..count).map(|place| format!("{of}{place}")).collect::<Vec<_>>().join(" ");
        let long = |opening: &str, answer: &str| {
            let mut new = talk(9, 0);
            new.turns[0].content = words(opening, 4_000);
            new.turns[1].content = words(answer, 12_000);
            new
        };
        let (short, first) = (talk(1, 0), long("saver", "fund"));
        store.add_conversations(&[short.clone(), first.clone()]).await.unwrap();
        let group = [talk(1, 0), long("saver", "fund"), long("saver", "bond")];
        store.add_conversations(&group).await.unwrap();
        let found = [
            (Finding::NearDuplicate, true, &short),
            (Finding::NearDuplicate, true, &first),
            (Finding::SameOpening, false, &first),
        ];
        for (new, (finding, serious, other)) in group.iter().zip(found) {
            let notes = notes(&store, new).await;
            let [note] = notes.as_slice() else { panic!("{notes:?}") };
            assert_eq!((note.finding, note.is_serious(), &note.excerpt), (finding, serious, &other.id.short()));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rejected_ones_and_ancestors_are_not_compared() {
    on_both(async |store| {
        let first = talk(1, 0);
        add(&store, &first).await;
        let child = NewConversation { parent: Some((ParentType::Conversation, first.id.0)), ..talk(1, 0) };
        assert_eq!(add(&store, &child).await, [], "made from it");
        let grandchild = NewConversation { parent: Some((ParentType::Conversation, child.id.0)), ..talk(1, 0) };
        assert_eq!(add(&store, &grandchild).await, [], "made from its child");

        let refused = talk(2, 0);
        add(&store, &refused).await;
        let reject = Decision::Reject { reason: "dull".into() };
        store.decide(&[refused.id], &reject, Basis::Named, "ada", noon()).await.unwrap();
        assert_eq!(add(&store, &talk(2, 0)).await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_copies_all_name_the_first_ones() {
    on_both(async |store| {
        let copies: Vec<_> = (0..100).map(|_| talk(1, 0)).collect();
        for some in copies.chunks(10) {
            store.add_conversations(some).await.unwrap();
        }
        for copy in &copies[1..] {
            assert_eq!(notes(&store, copy).await[0].excerpt, copies[0].id.short());
        }
    })
    .await;
}
