//! Templates, statistics and the audit rows of exports.

use dialoom::domain::export::{
    ExportFormat, ExportRecord, ExportScope, ExportShape, ExportStatus, ExportedFile, Include,
};
use dialoom::domain::filter::Filter;
use dialoom::domain::ids::{ExportId, TemplateId};
use dialoom::domain::limits::Style;
use dialoom::domain::money::Usd;
use dialoom::domain::review::{Basis, Decision};
use dialoom::store::{Breakdown, CallsAlike, StoreError, Totals};

use super::raw::raw;
use super::samples::{conversation, noon, plain_template, score};
use super::{on_both, on_both_urls, template};

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_found_by_name_prefix_and_id_and_its_name_is_taken_once() {
    on_both(async |store| {
        let added = store.add_template(&template("Retirement Talk"), "ada").await.unwrap();
        assert_eq!((added.version, added.is_active, added.usage_count), (1, true, 0));
        assert_eq!(added.text, template("Retirement Talk"));
        for given in ["retirement talk", " Retirement TALK ", "retire", &added.id.to_string()] {
            assert_eq!(store.template(given).await.unwrap().id, added.id, "{given}");
        }
        let taken = store.add_template(&template("RETIREMENT talk"), "bob").await;
        assert!(matches!(taken, Err(StoreError::Taken { what: "template", .. })));
        store.add_template(&template("Retirement Doubts"), "ada").await.unwrap();
        let several = store.template("Retirement").await;
        assert!(matches!(&several, Err(StoreError::Ambiguous { matches, .. }) if matches.len() == 2));
        let near = store.template("Retirment Talk").await.expect_err("a slip of the hand");
        assert!(near.to_string().contains("did you mean \"Retirement Talk\"?"), "{near}");
        assert_eq!(store.template_version(added.id, 1).await.unwrap(), added.text);
        assert!(matches!(store.template_version(added.id, 2).await, Err(StoreError::NotFound { .. })));
        let names: Vec<_> = store.templates(false).await.unwrap().into_iter().map(|one| one.text.name).collect();
        assert_eq!(names, ["Plain", "Retirement Doubts", "Retirement Talk"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_built_in_template_the_user_changed_or_switched_off_stays_that_way() {
    on_both_urls(async |url: String| {
        let store = dialoom::store::Store::open_with(&url, &[template("Plain")]).await.unwrap();
        raw(&url, "UPDATE template_versions SET template_text = 'mine'").await.unwrap();
        raw(&url, "UPDATE prompt_templates SET is_active = (1 = 0)").await.unwrap();
        store.close().await;
        let store = dialoom::store::Store::open_with(&url, &[template("Plain"), template("New")]).await.unwrap();
        let plain = store.template("Plain").await.unwrap();
        assert_eq!((plain.text.text.as_str(), plain.is_active), ("mine", false));
        assert_eq!(store.templates(false).await.unwrap().len(), 1);
        assert_eq!(store.templates(true).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn totals_breakdowns_and_histogram_add_up() {
    on_both(async |store| {
        let empty = store.totals(&Filter::default()).await.unwrap();
        assert_eq!((empty.conversations, empty.mean_quality, empty.cost_usd), (0, None, Usd::ZERO));
        assert_eq!(store.totals_and_spread(&Filter::default()).await.unwrap().0, empty);
        let mut all: Vec<_> = (0..6).map(conversation).collect();
        let template = plain_template(&store).await;
        for (new, points) in all.iter_mut().zip([0.0, 5.9, 6.0, 6.9, 9.9, 10.0]) {
            new.assessment.score = score(points);
            new.template = (points > 6.5).then_some(template);
        }
        all[0].subject.persona = "anxious INVESTOR".into();
        all[5].subject.persona = "Teacher".into();
        all[5].tokens_estimated = true;
        all[5].created_at += chrono::Duration::days(1);
        store.add_conversations(&all).await.unwrap();
        store.decide(&[all[5].id], &Decision::Approve { note: None }, Basis::Named, "ada", noon()).await.unwrap();
        let whole = store.totals(&Filter::default()).await.unwrap();
        assert_eq!((whole.conversations, whole.approved, whole.needs_revision, whole.undecided), (6, 1, 2, 5));
        assert_eq!((whole.turns, whole.total_tokens, whole.cost_usd), (12, 1200, Usd::from_micros(6 * 12_500)));
        let counted = Filter { persona: vec!["Anxious Investor".into()], ..Filter::default() };
        let counted = store.totals(&counted).await.unwrap();
        assert_eq!((whole.tokens_estimated, counted.tokens_estimated), (true, false));
        assert!((whole.mean_quality.unwrap() - 38.7 / 6.0).abs() < 1e-9);
        let by = async |breakdown| {
            let rows = store.totals_by(&Filter::default(), breakdown).await.unwrap();
            rows.into_iter().map(|row| (row.name, row.conversations)).collect::<Vec<_>>()
        };
        let named = |rows: &[(&str, u64)]| rows.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect::<Vec<_>>();
        assert_eq!(by(Breakdown::Persona).await, named(&[("Anxious Investor", 5), ("Teacher", 1)]));
        assert_eq!(by(Breakdown::Template).await, named(&[("", 3), ("Plain", 3)]));
        assert_eq!(by(Breakdown::Day).await, named(&[("2026-03-01", 5), ("2026-03-02", 1)]));
        assert_eq!(by(Breakdown::Model).await, named(&[("a-model", 6)]));
        assert_eq!(by(Breakdown::Tier).await, named(&[("template", 6)]));
        assert_eq!(by(Breakdown::Emotion).await, named(&[("fear", 6)]));
        assert_eq!(by(Breakdown::Batch).await, named(&[("", 6)]));
        let (again, spread) = store.totals_and_spread(&Filter::default()).await.unwrap();
        assert!((again.mean_quality.unwrap() - whole.mean_quality.unwrap()).abs() < 1e-12);
        assert_eq!(Totals { mean_quality: whole.mean_quality, ..again }, whole);
        let bars: Vec<_> = spread.scores.iter().map(|bar| bar.count).collect();
        assert_eq!(bars, [1, 0, 0, 0, 0, 1, 2, 0, 0, 1, 1]);
        assert_eq!(store.call_totals(&Filter::default()).await.unwrap().calls, 0);
        assert_eq!(store.cost_today().await.unwrap(), Usd::ZERO);
        let any = CallsAlike {
            template: TemplateId::new(),
            model: "a-model",
            max_tokens: &[2048],
            turns: 10,
            style: Style::Full,
            outside_batches: true,
        };
        assert_eq!(store.mean_usage(&any).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_summed_whatever_came_of_the_calls() {
    on_both_urls(async |url: String| {
        let store = dialoom::store::Store::open_with(&url, &[template("Plain")]).await.unwrap();
        let is_postgres = url.starts_with("postgres");
        let id = if is_postgres { "gen_random_uuid()" } else { "randomblob(16)" };
        let now = if is_postgres { "now()" } else { "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')" };
        let (yesterday, plain) = ("'2026-03-01T12:00:00.000000Z'", "(SELECT id FROM prompt_templates)");
        for (status, tokens, cost, at) in [
            ("success", 100, 10, now),
            ("success", 200, 20, yesterday),
            // Nobody counted its tokens: no measure of anything.
            ("success", 0, 0, now),
            ("failed", 7, 5, now),
            ("rate_limited", 0, 0, now),
            ("timeout", 0, 0, now),
        ] {
            raw(
                &url,
                &format!(
                    "INSERT INTO generation_logs (id, provider, model, max_tokens, input_tokens, output_tokens, \
                     cost_micros, status, template_id, template_version, created_by, created_at) VALUES ({id}, \
                     'openai', 'm', 1, {tokens}, {tokens} * 2, {cost}, '{status}', {plain}, 1, 'ada', {at})"
                ),
            )
            .await
            .unwrap();
        }
        let all = store.call_totals(&Filter::default()).await.unwrap();
        assert_eq!((all.calls, all.succeeded, all.rate_limited, all.timed_out, all.failed), (6, 3, 1, 1, 1));
        assert_eq!((all.usage.input_tokens, all.usage.output_tokens, all.cost_usd.micros()), (307, 614, 35));
        let mine = Filter { template: vec!["PLAIN".into()], created_by: vec!["ada".into()], ..Filter::default() };
        assert_eq!(store.call_totals(&mine).await.unwrap().calls, 6);
        let old = Filter { until: Some(noon() + chrono::Duration::seconds(1)), ..Filter::default() };
        assert_eq!(store.call_totals(&old).await.unwrap().calls, 1);
        assert_eq!(store.cost_today().await.unwrap(), Usd::from_micros(15));
        let id = store.template("Plain").await.unwrap().id;
        let alike = CallsAlike {
            template: id,
            model: "m",
            max_tokens: &[7, 1],
            turns: 10,
            style: Style::Full,
            outside_batches: true,
        };
        assert_eq!(store.mean_usage(&alike).await.unwrap(), Some((150.0, 300.0)));
        assert_eq!(store.mean_usage(&CallsAlike { model: "other", ..alike }).await.unwrap(), None);
        assert_eq!(store.mean_usage(&CallsAlike { max_tokens: &[2], ..alike }).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_row_is_stored_replaced_and_listed_newest_first() {
    on_both(async |store| {
        let record = |hours| ExportRecord {
            id: ExportId::new(),
            created_by: "ada".into(),
            scope: ExportScope::Filtered,
            format: ExportFormat::Jsonl,
            shape: ExportShape::Messages,
            filter: Filter { persona: vec!["x".into()], ..Filter::default() },
            conversation_count: 1,
            example_count: 3,
            file_path: Some("out/data.jsonl".into()),
            files: vec![ExportedFile {
                part: None,
                path: "out/data.jsonl".into(),
                size: 12,
                checksum: "a".repeat(64),
                conversations: 1,
                examples: 3,
            }],
            file_size: 12,
            checksum: Some("a".repeat(64)),
            compressed: false,
            quality_stats: serde_json::json!({"mean": 8.5}),
            tier_distribution: serde_json::json!({"template": 1}),
            status: ExportStatus::Processing,
            error: None,
            include: Include { metadata: true, ..Include::default() },
            options: serde_json::json!({"per_turn": true}),
            exported_at: None,
            expires_at: Some(noon()),
            created_at: noon() + chrono::Duration::hours(hours),
        };
        let (mut one, two) = (record(1), record(2));
        store.save_export(&one).await.unwrap();
        store.save_export(&two).await.unwrap();
        one.status = ExportStatus::Completed;
        one.exported_at = Some(noon());
        let ids = [conversation(0).id, conversation(1).id, conversation(2).id];
        let piece = |number: u64| Ok(ids.chunks(2).nth(number as usize).unwrap_or_default().to_vec());
        let rejected = [conversation(3).id, conversation(4).id, conversation(5).id];
        store.complete_export(&one, &rejected, piece).await.unwrap();
        assert_eq!(store.exported_by(&one).await.unwrap(), ids);
        assert_eq!(store.exported_from(&one, 0).await.unwrap(), (ids.to_vec(), Some(2)));
        assert_eq!(store.exported_from(&one, 1).await.unwrap(), (vec![ids[2]], Some(2)));
        assert_eq!(store.exported_from(&one, 2).await.unwrap(), (Vec::new(), None));
        assert_eq!(store.rejected_by(&one).await.unwrap(), rejected);
        assert_eq!(store.rejected_by(&two).await.unwrap(), []);
        assert_eq!(store.exported_by(&two).await.unwrap(), []);
        assert_eq!(store.exports(10).await.unwrap(), [two.clone(), one]);
        assert_eq!(store.exports(1).await.unwrap(), [two]);
    })
    .await;
}
