//! Findings have consequences in the database, whoever writes there.

use dialoom::domain::conversation::{NewConversation, ParentType};
use dialoom::domain::filter::{Filter, Order, Without};
use dialoom::domain::finding::{Finding, Note, Severity};
use dialoom::domain::ids::ConversationId;
use dialoom::domain::quality::Confidence;
use dialoom::domain::review::{Basis, Decision};
use dialoom::domain::status::Status;
use dialoom::review::{Next, Order as ReviewOrder, Session};
use dialoom::store::Store;

use super::raw::raw;
use super::samples::{conversation, noon};
use super::{on_both, on_both_urls, template};

fn note(finding: Finding, severity: Severity) -> Note {
    Note { finding, severity, turns: vec![2], excerpt: "\"severity\":\"serious\"".into(), detail: "a rule".into() }
}

fn with(n: i64, notes: &[Note]) -> NewConversation {
    let mut new = conversation(n);
    new.assessment.metrics.findings = notes.to_vec();
    new
}

fn refusal() -> Note {
    note(Finding::Refusal, Severity::Serious)
}

fn hint() -> Note {
    note(Finding::MissingElement, Severity::Hint)
}

async fn status(store: &Store, id: ConversationId) -> Status {
    store.conversation(id).await.unwrap().conversation.status
}

#[tokio::test(flavor = "multi_thread")]
async fn a_serious_finding_needs_revision_whatever_the_score_and_whoever_writes() {
    on_both_urls(async |url: String| {
        let store = Store::open_with(&url, &[template("Plain")]).await.unwrap();
        let (clean, hinted, bad) = (with(0, &[]), with(1, &[hint()]), with(2, &[hint(), refusal()]));
        store.add_conversations(&[clean.clone(), hinted.clone(), bad.clone()]).await.unwrap();
        assert_eq!(status(&store, clean.id).await, Status::Generated);
        assert_eq!(status(&store, hinted.id).await, Status::Generated, "an excerpt is no severity");
        assert_eq!(status(&store, bad.id).await, Status::NeedsRevision);
        raw(&url, "UPDATE conversations SET status = 'generated'").await.unwrap();
        assert_eq!(status(&store, bad.id).await, Status::NeedsRevision);
        // Another program writes JSON in its own way.
        let spaced = r#"{"findings": [{"finding": "refusal", "severity":   "serious"}]}"#;
        raw(&url, &format!("UPDATE conversations SET quality_metrics = '{spaced}'")).await.unwrap();
        assert_eq!(status(&store, clean.id).await, Status::NeedsRevision);
        raw(&url, "UPDATE conversations SET quality_metrics = '{}', status = 'generated'").await.unwrap();
        assert_eq!(status(&store, bad.id).await, Status::Generated);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_select_sort_and_add_up() {
    on_both(async |store| {
        let all = [
            with(0, &[]),
            with(1, &[hint()]),
            with(2, &[refusal(), refusal(), hint()]),
            with(3, &[note(Finding::CutOff, Severity::Serious)]),
        ];
        store.add_conversations(&all).await.unwrap();
        let found = async |filter: Filter| {
            let page = store.list(&filter, Order::OLDEST, 10, None).await.unwrap();
            let place = |id| all.iter().position(|new| new.id == id).unwrap();
            page.conversations.iter().map(|it| place(it.id)).collect::<Vec<_>>()
        };
        let any = Filter::default;
        assert_eq!(found(Filter { finding: vec![Finding::Refusal, Finding::CutOff], ..any() }).await, [2, 3]);
        assert_eq!(found(Filter { finding: vec![Finding::MissingElement], ..any() }).await, [1, 2]);
        assert_eq!(found(Filter { without: Without::Findings, ..any() }).await, [0]);
        assert_eq!(found(Filter { without: Without::Serious, ..any() }).await, [0, 1]);
        assert_eq!(found(Filter { confidence: vec![Confidence::High], ..any() }).await, [0; 0]);
        assert_eq!(store.totals(&any()).await.unwrap().serious, 2);
        let totals = store.finding_totals(&any()).await.unwrap();
        let totals: Vec<_> = totals.iter().map(|it| (it.finding.as_str(), it.conversations, it.serious)).collect();
        assert_eq!(totals, [("cut_off", 1, 1), ("refusal", 1, 1), ("missing_element", 2, 0)]);

        let mut review = Session::new(store.clone(), any(), ReviewOrder::Worst, "ada");
        let mut order = Vec::new();
        while let Next::Read(full) = review.next(noon()).await.unwrap() {
            order.push(full.conversation.quality_metrics.has_serious_finding());
            review.apply(dialoom::review::Command::Skip, noon()).await.unwrap();
        }
        assert_eq!(order, [true, true, false, false]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_of_superseded_conversations_count_with_no_filter_and_with_one_alike() {
    on_both(async |store| {
        let old = with(0, &[refusal()]);
        let new = NewConversation { parent: Some((ParentType::Conversation, old.id.0)), ..with(1, &[hint()]) };
        store.add_conversations(&[old, new.clone()]).await.unwrap();
        let kinds = async |filter: Filter| {
            let totals = store.finding_totals(&filter).await.unwrap();
            totals.into_iter().map(|it| it.finding).collect::<Vec<_>>()
        };
        assert_eq!(kinds(Filter::default()).await, ["refusal", "missing_element"]);
        let approve = Decision::Approve { note: None };
        store.decide(&[new.id], &approve, Basis::Named, "ada", noon()).await.unwrap();
        let narrow = Filter { without_simulated: true, ..Filter::default() };
        assert_eq!((kinds(Filter::default()).await, kinds(narrow).await.len()), (vec!["missing_element".into()], 1));
        assert_eq!(kinds(Filter::all()).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_a_filter_approved_can_be_approved_once_more_by_a_person() {
    on_both(async |store| {
        let (bad, clean) = (with(0, &[refusal()]), with(1, &[]));
        store.add_conversations(&[bad.clone(), clean.clone()]).await.unwrap();
        let approve = async |id, basis| {
            let note = None;
            store.decide(&[id], &Decision::Approve { note }, basis, "ada", noon()).await.map(|_| ())
        };
        approve(bad.id, Basis::Filter).await.unwrap();
        approve(clean.id, Basis::Filter).await.unwrap();
        let unread = Filter { without: Without::UnreadSerious, ..Filter::default() };
        assert_eq!(store.ids(&unread).await.unwrap(), [clean.id]);
        approve(bad.id, Basis::Filter).await.expect_err("a filter reads nothing");
        approve(bad.id, Basis::Named).await.unwrap();
        assert_eq!(store.ids(&unread).await.unwrap(), [bad.id, clean.id]);
        let history = store.conversation(bad.id).await.unwrap().conversation.review_history;
        let bases: Vec<_> = history.iter().map(|entry| entry.basis).collect();
        assert_eq!(bases, [Some(Basis::Filter), Some(Basis::Named)]);
        approve(bad.id, Basis::Opened).await.expect_err("it counts as read already");
        approve(clean.id, Basis::Named).await.expect_err("nothing was found in it");
    })
    .await;
}
