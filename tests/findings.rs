//! Findings have consequences: what a filter decides, what an export takes.

use dialoom::domain::conversation::NewConversation;
use dialoom::domain::filter::{Filter, Order};
use dialoom::domain::finding::{Finding, Note, Severity};
use dialoom::domain::status::Status;

use crate::support::sample::conversation;
use crate::support::world::World;

/// A clean one, one with a hint, and one with a serious finding, all with the best score.
fn made() -> Vec<NewConversation> {
    let note = |finding, severity| Note {
        finding,
        severity,
        turns: vec![2],
        excerpt: "I cannot help".into(),
        detail: "a rule".into(),
    };
    let mut made = vec![conversation("clean", 10.0, 0), conversation("hint", 10.0, 1), conversation("bad", 10.0, 2)];
    made[1].assessment.metrics.findings = vec![note(Finding::MissingElement, Severity::Hint)];
    made[2].assessment.metrics.findings = vec![note(Finding::Refusal, Severity::Serious)];
    made
}

#[tokio::test]
async fn a_filter_leaves_serious_findings_out_and_says_how_many() {
    let made = made();
    let world = World::new().holding(&made).await;
    world.run(["approve", "--min-quality", "8", "--dry-run"]).ends(0).says("left out: 1 conversation with serious");
    let document = world.run(["approve", "--min-quality", "8", "-y", "--json"]).ends(0).json();
    assert_eq!((&document["count"], &document["left_out"]["findings"]), (&2.into(), &1.into()));
    let listed = world.run(["list", "--status", "needs_revision"]).ends(0).prints("refusal");
    assert!(listed.stdout.contains(&made[2].id.short()), "{listed:?}");
    // Who asks for the finding means those that have it.
    world.run(["reject", "--finding", "refusal", "--reason", "it refuses", "-y"]).ends(0).says("rejected 1");
}

#[tokio::test]
async fn show_prints_the_rule_of_each_finding() {
    let made = made();
    let world = World::new().holding(&made).await;
    let bad = world.run(["show", &made[2].id.short()]).ends(0);
    bad.prints("  the assistant refuses (turn 2): I cannot help\n    serious: a rule\n");
    let hint = world.run(["show", &made[1].id.short(), "--format", "markdown"]).ends(0);
    hint.prints("- a required element is missing (turn 2): I cannot help (hint: a rule)");
}

#[tokio::test]
async fn an_export_takes_a_serious_finding_only_after_a_person_named_it() {
    let made = made();
    let world = World::new().holding(&made).await;
    world.run(["approve", "--min-quality", "8", "-y", "--with-findings"]).ends(0).says("approved 3");
    let export = |more: &[&str]| {
        let line = [&["export", "-o", "out.jsonl", "--force", "--json"], more].concat();
        world.run(line).ends(0).json()["export"].clone()
    };
    let first = export(&[]);
    assert_eq!((&first["conversation_count"], &first["left_out"]["findings"]), (&2.into(), &1.into()));
    assert_eq!(export(&["--with-findings"])["conversation_count"], 3);
    let bad = made[2].id.short();
    let named = world.run(["export", &bad]).ends(1);
    named.says("1 conversation with serious findings").says("dialoom review --status approved --unread-serious");
    world.run(["approve", &bad]).ends(0);
    let last = export(&[]);
    assert_eq!((&last["conversation_count"], &last["left_out"]["findings"]), (&3.into(), &0.into()));
    let store = world.store().await;
    assert_eq!(store.conversation(made[2].id).await.unwrap().conversation.status, Status::Approved);
}

#[tokio::test]
async fn lists_and_statistics_name_the_findings() {
    let world = World::new().holding(&made()).await;
    let rows = world.run(["list", "--no-findings", "--ids"]).ends(0).stdout;
    assert_eq!(rows.lines().count(), 1);
    world.run(["list"]).ends(0).prints("CHECKS").prints("refusal").prints("1 hint");
    world.run(["stats"]).ends(0).prints("1 with serious ones: refusal 1; hints: missing_element 1");
    world.run(["list", "--finding", "refusl"]).ends(2).says("refusal");
    world.run(["list", "--finding", "refusal", "--no-findings"]).ends(2);
}

#[tokio::test]
async fn an_approval_by_a_filter_says_what_an_export_leaves_out_and_the_command_lists_just_that() {
    let made = made();
    let world = World::new().holding(&made).await;
    let by_name = ["approve", "--finding", "refusal", "--yes"];
    world.run(by_name).ends(0).says("left out: 1 conversation with serious findings").says("--with-findings");
    let told = world.run([&by_name[..], &["--with-findings"]].concat()).ends(0).says("approved 1");
    let told = told.says("an export leaves out 1 conversation with serious findings that nobody read or named");
    let told = told.says("dialoom review --status approved --unread-serious");
    assert!(!told.stderr.contains("dialoom export"), "an export would find nothing: {}", told.stderr);
    let alone = world.run([] as [&str; 0]).ends(0).stdout;
    assert!(!alone.contains("dialoom export"), "{alone}");
    // The one that was named, with the same finding, is not in the list.
    world.run(["revise", &made[1].id.short(), "--note", "shorter"]).ends(0);
    let told = world.run(["approve", "--status", "generated", "--yes"]).ends(0);
    told.says("write them to a file: dialoom export");
    let list = |more: &[&str]| {
        let line = [&["list", "--status", "approved", "--ids"], more].concat();
        world.run(line).ends(0).stdout.lines().count()
    };
    assert_eq!((list(&["--unread-serious"]), list(&["--unread-serious=before"])), (1, 1));
    assert_eq!(list(&["--unread-serious=since"]), 0);
    let doctor = world.run(["doctor", "--offline"]);
    let doctor = doctor.prints("1 approved conversation carries serious findings, approved by a filter though found");
    doctor.prints("dialoom review --status approved --unread-serious=before");
    world.run(["approve", &made[2].id.short()]).ends(0);
    assert_eq!((list(&["--unread-serious"]), list(&[])), (0, 2));
}

#[tokio::test]
async fn an_export_tells_those_without_a_decision_from_rejected_ones() {
    let made = made();
    let world = World::new().holding(&made).await;
    world.run(["approve", &made[0].id.short()]).ends(0);
    world.run(["reject", &made[2].id.short(), "--reason", "it refuses"]).ends(0);
    let told = world.run(["export", "-o", "out.jsonl"]).ends(0);
    told.says("Left out: 1 conversation not approved yet.").says("Left out: 1 conversation rejected.");
    let markdown = world.run(["export", "--status", "rejected", "--with-findings", "--format", "markdown"]).ends(0);
    let markdown = markdown.prints("- Confidence: ");
    markdown.prints("- Serious finding: the assistant refuses (turn 2): I cannot help (a rule)\n");
}

#[tokio::test]
async fn what_an_export_tells_of_findings_stops_no_import() {
    let made = made();
    let world = World::new().holding(&made).await;
    for file in ["rows.jsonl", "rows.json", "rows.csv"] {
        let line =
            ["export", "--status", "generated,needs_revision", "--with-findings", "--shape", "messages", "-o", file];
        world.run([&line[..], &["--include", "metadata,quality"]].concat()).ends(0);
        let other = World::new();
        other.write(file, world.read(file));
        other.run(["import", file]).ends(0);
        let store = other.store().await;
        let (all, _) = store.list_full(&Filter::default(), Order::OLDEST, 10, None).await.unwrap();
        let titles: Vec<_> = all.iter().map(|full| full.conversation.title.as_str()).collect();
        assert_eq!(titles, ["clean", "hint", "bad"], "{file}");
        store.close().await;
    }
}

#[test]
fn high_quality_leaves_out_serious_findings() {
    let made = made();
    let world = tokio::runtime::Runtime::new().unwrap().block_on(World::new().holding(&made));
    world.sql(async |db| sqlx::query("UPDATE conversations SET quality_score = 10.0").execute(db).await.unwrap());
    let listed = world.run(["list", "high-quality", "--ids"]).ends(0).stdout;
    assert!(listed.lines().count() == 2 && !listed.contains(&made[2].id.short()), "{listed}");
    world.run(["list"]).ends(0).says("high-quality 2");
}

#[test]
fn a_rule_is_shown_as_one() {
    use dialoom::domain::finding::{Finding, Note, Severity};
    let mut one = crate::support::sample::conversation("Talk", 8.0, 0);
    one.assessment.metrics.findings = vec![Note {
        finding: Finding::PersonaAbsent,
        severity: Severity::Hint,
        turns: Vec::new(),
        excerpt: String::new(),
        detail: "The persona asked for is mentioned.".into(),
    }];
    let id = one.id.short();
    let world = tokio::runtime::Runtime::new().unwrap().block_on(World::new().holding(&[one]));
    let shown = world.run(["show", &id]).ends(0);
    shown.prints("the persona is never mentioned\n    hint; rule: The persona asked for is mentioned.\n");
}
