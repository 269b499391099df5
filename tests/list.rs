//! `dialoom list` and `dialoom show`.

use chrono::Utc;
use dialoom::domain::conversation::{NewConversation, ParentType, ProviderName, Tier};
use dialoom::domain::finding::{Finding, Note, Severity};
use dialoom::domain::review::{Basis, Decision};
use serde_json::Value;

use crate::support::sample::conversation;
use crate::support::world::World;

fn made() -> Vec<NewConversation> {
    let mut teacher = conversation("Widow's budget", 9.0, 24);
    teacher.subject.persona = "Teacher, newly widowed".into();
    teacher.subject.emotion = "shame".into();
    teacher.subject.topic = "sequence risk".into();
    teacher.tier = Tier::Scenario;
    teacher.provider = Some(ProviderName::OpenAi);
    teacher.created_by = "bob".into();
    vec![conversation("Rollover basics", 4.0, 0), teacher, conversation("Annuity doubts", 8.0, 48)]
}

fn titles(document: &Value) -> Vec<&str> {
    document["conversations"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_json_shape_of_a_list_is_pinned() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    let document = shelf.run(["list", "--json", "--limit", "2"]).ends(0).json();
    let fields: Vec<&String> = document.as_object().unwrap().keys().collect();
    assert_eq!(fields.len(), 6, "{fields:?}");
    assert_eq!(titles(&document), ["Annuity doubts", "Widow's budget"]);
    assert_eq!(
        document["counts"],
        serde_json::json!({"all": 3, "needs_review": 3, "sent_back": 0, "approved": 0, "high_quality": 2})
    );
    let one = &document["conversations"][0];
    assert_eq!(one["id"], made[2].id.to_string());
    assert_eq!(one["short_id"], made[2].id.short());
    assert_eq!(one["status"], "generated");
    assert_eq!(one["quality_score"], 8.0);
    assert_eq!(one["actual_cost_usd"], 0.0125);
    assert_eq!(one["turn_count"], 10);
    assert!(one["created_at"].as_str().unwrap().parse::<chrono::DateTime<Utc>>().is_ok());
    let cursor = document["next_cursor"].as_str().unwrap();
    let next = shelf.run(["list", "--json", "--limit", "2", "--cursor", cursor]).ends(0).json();
    assert_eq!(titles(&next), ["Rollover basics"]);
    assert_eq!(next["next_cursor"], Value::Null);
    assert_eq!(document["previous_cursor"], Value::Null);
    let cursor = next["previous_cursor"].as_str().unwrap();
    let back = shelf.run(["list", "--json", "--limit", "2", "--cursor", cursor]).ends(0).json();
    assert_eq!(titles(&back), ["Annuity doubts", "Widow's budget"]);
}

#[tokio::test]
async fn a_cursor_is_short_and_goes_with_an_age_and_says_what_must_match() {
    let made: Vec<_> = (0..3).map(|number| conversation("Many", 8.0, number)).collect();
    let shelf = World::new().holding(&made).await;
    for more in [&["--since", "90000d"][..], &["--sort", "title", "--since", "90000d", "--until", "0m"]] {
        let ran = shelf.run([&["list", "--limit", "2"], more].concat()).ok();
        let line = ran.stderr.lines().find_map(|line| line.strip_prefix("more: dialoom ")).expect("a next page");
        let cursor = line.rsplit_once("--cursor ").expect("a cursor").1;
        assert!(cursor.len() <= 20 && !cursor.contains(' '), "{cursor}");
        let next = shelf.run(line.split(' ')).ok();
        assert_eq!(next.stdout.lines().count(), 2, "a heading and a row: {}", next.stdout);
        shelf.run(["list", "--since", "1d", "--cursor", cursor]).fails(2).says("the same filters, --sort, --asc");
    }
}

#[tokio::test]
async fn every_filter_lets_through_what_it_says() {
    let shelf = World::new().holding(&made()).await;
    let store = shelf.store().await;
    let annuity = store.resolve(&made_id(&shelf)).await.unwrap();
    store.decide(&[annuity], &Decision::Approve { note: None }, Basis::Named, "ann", Utc::now()).await.unwrap();
    let (basics, widow, doubts) = ("Rollover basics", "Widow's budget", "Annuity doubts");
    let cases: &[(&[&str], &[&str])] = &[
        (&["--status", "needs-revision"], &[basics]),
        (&["--status", "approved,generated"], &[doubts, widow]),
        (&["--tier", "SCENARIO"], &[widow]),
        (&["--persona", "teacher, newly widowed"], &[widow]),
        (&["--emotion", "fear"], &[doubts, basics]),
        (&["--emotion", "fear", "--emotion", "shame"], &[doubts, widow, basics]),
        (&["--topic", "sequence risk"], &[widow]),
        (&["--provider", "openai"], &[widow]),
        (&["--min-quality", "8"], &[doubts, widow]),
        (&["--min-quality", "8", "--max-quality", "8"], &[doubts]),
        (&["--search", "annuity"], &[doubts]),
        (&["--since", "2026-11-02"], &[doubts, widow]),
        (&["--since", "2026-11-02", "--until", "2026-11-03"], &[widow]),
        (&["--until", "2026-11-01T08:00:01Z"], &[basics]),
        (&["--created-by", "bob"], &[widow]),
        (&["needs-review"], &[widow, basics]),
        (&["approved"], &[doubts]),
        (&["high-quality"], &[doubts, widow]),
        (&["HIGH_QUALITY", "--emotion", "shame"], &[widow]),
        (&["--sort", "title"], &[doubts, basics, widow]),
        (&["--sort", "title", "--desc"], &[widow, basics, doubts]),
        (&["--sort", "quality", "--asc"], &[basics, doubts, widow]),
        (&["--asc"], &[basics, widow, doubts]),
    ];
    for (flags, expected) in cases {
        let line = [&["list", "--json"][..], flags].concat();
        assert_eq!(titles(&shelf.run(&line).ends(0).json()), *expected, "{flags:?}");
    }
}

#[tokio::test]
async fn a_piped_table_is_tab_separated_with_ids_first_and_notes_go_to_stderr() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    let ran = shelf.run(["list", "--limit", "2"]).ends(0);
    let rows: Vec<Vec<&str>> = ran.stdout.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(
        rows[0],
        ["ID", "STATUS", "SCORE", "CHECKS", "TURNS", "TIER", "PERSONA", "EMOTION", "TOPIC", "COST", "AGE"]
    );
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows[2][..9],
        [
            made[1].id.short().as_str(),
            "generated",
            "9.0",
            "-",
            "10",
            "scenario",
            "Teacher, newly widowed",
            "shame",
            "sequence risk",
        ]
    );
    assert!(ran.stderr.contains("all 3 · needs-review 3 · approved 0 · high-quality 2"), "{}", ran.stderr);
    // The hint is the exact next command.
    let next = ran.stderr.lines().find_map(|line| line.strip_prefix("more: dialoom ")).unwrap();
    let next: Vec<&str> = next.split(' ').collect();
    let ran = shelf.run(&next).ends(0);
    assert_eq!(ran.stdout.lines().count(), 2);
    assert!(ran.stdout.contains(&made[0].id.short()) && !ran.stderr.contains("more:"), "{ran:?}");
    let back = ran.stderr.lines().find_map(|line| line.strip_prefix("back: dialoom ")).unwrap();
    let ran = shelf.run(back.split(' ')).ends(0);
    assert!(ran.stdout.contains(&made[2].id.short()) && !ran.stderr.contains("back:"), "{ran:?}");
}

#[tokio::test]
async fn ids_alone_are_one_a_line_and_the_table_pipes_into_show_as_well() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    let ran = shelf.run(["list", "--ids", "--asc"]).ends(0);
    let expected: String = made.iter().map(|one| format!("{}\n", one.id.short())).collect();
    assert_eq!(ran.stdout, expected);
    assert_eq!(ran.stderr, "");
    let table = shelf.run(["list", "-q"]).ends(0).stdout;
    let shown = shelf.command(["show", "-", "--json"]).stdin(table.as_str()).run().ends(0).json();
    assert_eq!(titles(&shown), ["Annuity doubts", "Widow's budget", "Rollover basics"]);
}

#[tokio::test]
async fn the_table_fits_any_window() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    for columns in [24, 40, 60, 80, 100, 132] {
        let (code, screen) = shelf.terminal(&["list", "-q"], (60, columns)).end();
        assert_eq!(code, 0);
        // No id and no state was cut or broken by the window's edge.
        for one in &made {
            assert!(screen.contains(&one.id.short()), "{columns}\n{screen}");
        }
        assert_eq!(screen.matches("generated").count(), 2, "{columns}\n{screen}");
    }
}

#[tokio::test]
async fn a_label_has_what_differs_among_the_rows_shown() {
    let shelf = World::new();
    let topics = ["rolling over a 401(k) from one employer", "rolling over a 401(k) from two employers"];
    let mut made = Vec::new();
    for (number, topic) in (0..).zip(topics).chain([(2, topics[0])]) {
        let mut new = conversation(&format!("Talk {number}"), 4.0, number);
        new.subject.emotion = ["fear", "shame", "fear"][usize::try_from(number).unwrap()].into();
        new.subject.topic = topic.into();
        made.push(new);
    }
    let shelf = shelf.holding(&made).await;
    for columns in [60, 80, 120] {
        let (code, screen) = shelf.terminal(&["list"], (40, columns)).end();
        assert_eq!(code, 0);
        let label = |number: usize| {
            let row = screen.lines().find(|line| line.starts_with(&made[number].id.short())).expect("a row");
            row.split_once("needs revision").expect("a status").1.to_owned()
        };
        let labels = [label(0), label(1), label(2)];
        assert!(labels[0] != labels[1] && labels[0] != labels[2] && labels[1] != labels[2], "{columns}\n{screen}");
        assert!(labels[0].contains("fear") && labels[1].contains("shame"), "{columns}\n{screen}");
        assert!(labels.iter().zip(&made).all(|(label, it)| label.contains(&it.title)), "cells alike differ by title");
        assert!(screen.contains("in common: Anxious Investor"), "{columns}\n{screen}");
    }
}

#[tokio::test]
async fn columns_are_those_asked_for_and_every_one_sorts() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    let ran = shelf.run(["list", "--columns", "title,BY", "--columns", "emotion", "--sort", "persona"]).ends(0);
    let rows: Vec<&str> = ran.stdout.lines().collect();
    let expected =
        ["TITLE\tBY\tEMOTION", "Rollover basics\tann\tfear", "Annuity doubts\tann\tfear", "Widow's budget\tbob\tshame"];
    assert_eq!(rows, expected);
    for (sort, first) in
        [("score", "Widow's budget"), ("age", "Annuity doubts"), ("tier", "Widow's budget"), ("by", "Rollover basics")]
    {
        let listed = shelf.run(["list", "--json", "--sort", sort]).ends(0).json();
        assert_eq!(titles(&listed)[0], first, "{sort}");
    }
    assert_eq!(
        shelf.run(["list", "--status", "needs revision", "--columns", "status"]).ok().stdout,
        "STATUS\nneeds revision\n"
    );
    let version = |n, of: &NewConversation| NewConversation {
        parent: Some((ParentType::Conversation, of.id.0)),
        ..conversation("Again", 8.0, n)
    };
    let versions = [version(5, &made[1]), version(6, &made[0]), version(7, &made[1])];
    shelf.store().await.add_conversations(&versions).await.unwrap();
    let listed = shelf.run(["list", "--columns", "from", "--sort", "from"]).ok().stdout;
    let (newer, older) = (made[0].id.short(), made[1].id.short());
    assert!(made[0].id > made[1].id, "the newest old version first");
    assert_eq!(listed, format!("FROM\n{newer}\n{older}\n{older}\n-\n-\n-\n"));
}

#[tokio::test]
async fn all_ids_come_however_many_there_are() {
    let many: Vec<_> = (0..1100).map(|number| conversation("Many", 8.0, number)).collect();
    let shelf = World::new().holding(&many).await;
    let expected: String = many.iter().map(|one| format!("{}\n", one.id.short())).collect();
    for line in [&["list", "--ids", "--all", "--asc"][..], &["list", "--ids", "--limit", "0", "--asc"]] {
        let ran = shelf.run(line).ends(0);
        assert_eq!((ran.stdout, ran.stderr), (expected.clone(), String::new()));
    }
    shelf.run(["list", "--ids"]).ok().says("all: dialoom list --ids --all");
    for line in [&["list", "--json", "--all", "--asc"][..], &["list", "--json", "--limit", "0", "--asc"]] {
        let document = shelf.run(line).ok().json();
        let ids = document["conversations"].as_array().unwrap().iter().map(|one| one["short_id"].as_str().unwrap());
        assert_eq!(ids.map(|id| format!("{id}\n")).collect::<String>(), expected);
        let mut page = shelf.run(["list", "--json", "--limit", "1", "--asc"]).ok().json();
        page["next_cursor"] = Value::Null;
        page["conversations"] = document["conversations"].clone();
        assert_eq!(document, page);
    }
    let none = ["list", "--json", "--all", "--status", "approved"];
    assert_eq!(shelf.run(none).ok().json()["conversations"], serde_json::json!([]));
}

#[tokio::test]
async fn what_a_serious_finding_keeps_out_of_high_quality_is_counted() {
    let mut made = made();
    made[2].assessment.metrics.findings = vec![Note {
        finding: Finding::Refusal,
        severity: Severity::Serious,
        turns: vec![2],
        excerpt: "I cannot help".into(),
        detail: "a rule".into(),
    }];
    let shelf = World::new().holding(&made).await;
    let said = "left out: 1 conversation of 8 to 10 with serious findings; see all: dialoom list --min-quality 8";
    shelf.run(["list", "high-quality"]).ok().says(said);
    assert_eq!(shelf.run(["list", "high-quality", "--ids"]).ok().says(said).stdout.lines().count(), 1);
    assert!(!shelf.run(["list", "high-quality", "--emotion", "shame"]).ok().stderr.contains("left out"));
    for flags in [&["--json"][..], &["--json", "--all"]] {
        let ran = shelf.run(["list", "high-quality"].iter().chain(flags)).ok();
        assert_eq!((&ran.json()["left_out"], ran.stderr.as_str()), (&serde_json::json!({"findings": 1}), ""));
        assert_eq!(shelf.run(["list"].iter().chain(flags)).ok().json().get("left_out"), None);
    }
    assert!(!shelf.run(["list", "--min-quality", "8"]).ok().stderr.contains("left out"));
}

#[test]
fn a_batch_that_is_named_like_an_id_means_itself_alone() {
    for world in [World::new(), World::new().on_postgres()] {
        let world = world.plan(2, "");
        world.work(&["--provider", "simulator", "--name", "first"]).ok();
        let batch = world.run(["batch", "status", "first", "--json"]).ok().json()["batch"].clone();
        let prefix = &batch["id"].as_str().unwrap()[..3];
        world.write("plan.toml", crate::support::world::plan(1, "", ""));
        world.work(&["--provider", "simulator", "--name", prefix]).ok();
        for (name, count) in [(prefix, 1), ("first", 2), (batch["id"].as_str().unwrap(), 2)] {
            assert_eq!(world.run(["list", "--ids", "--batch", name]).ok().stdout.lines().count(), count, "{name}");
        }
    }
}

#[tokio::test]
async fn an_empty_list_says_what_to_do_next() {
    let shelf = World::new();
    let ran = shelf.run(["list"]).ends(0);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("no conversations yet") && ran.stderr.contains("dialoom batch run"), "{}", ran.stderr);
    let document = shelf.run(["list", "--json"]).ends(0).json();
    let counts = serde_json::json!({"all": 0, "needs_review": 0, "sent_back": 0, "approved": 0, "high_quality": 0});
    assert_eq!(
        document,
        serde_json::json!({
            "conversations": [], "next_cursor": null, "previous_cursor": null, "counts": counts,
            "counted_to": 1000, "all_counted_to": 1_000_000
        })
    );

    let shelf = World::new().holding(&made()).await;
    let ran = shelf.run(["list", "--persona", "Anxius Investor"]).ends(0);
    assert!(ran.stderr.contains("did you mean \"Anxious Investor\"?"), "{}", ran.stderr);
}

#[tokio::test]
async fn a_wrong_filter_is_one_clear_error_and_no_database_is_made() {
    let shelf = World::new();
    let cases: &[(&[&str], &[&str])] = &[
        (&["--status", "aproved"], &["--status", "approved"]),
        (&["--tier", "edge"], &["--tier", "edge_case"]),
        (&["--provider", "antropic"], &["--provider", "anthropic"]),
        (&["--min-quality", "11"], &["--min-quality", "0 to 10"]),
        (&["--min-quality", "9", "--max-quality", "3"], &["--min-quality 9.0 is above --max-quality 3.0"]),
        (&["--since", "yesterday"], &["--since", "7d"]),
        (&["--since", "1d", "--until", "2d"], &["--until"]),
        (&["--limit", "0"], &["--limit", "from 1 to 1000"]),
        (&["--limit", "1001"], &["--limit"]),
        (&["--limit", "0", "--cursor", "x", "--ids"], &["--limit 0"]),
        (&["--all"], &["--ids"]),
        (&["--columns", "id,scor"], &["'scor'", "[possible values: id, status, from, score,", "'score'"]),
        (&["--columns", "id", "--json"], &["--columns", "--json"]),
        (&["--sort", "qualty"], &["--sort", "quality"]),
        (&["aproved"], &["approved"]),
        (&["--ids", "--json"], &["--ids", "--json"]),
        (&["--all", "--cursor", "x", "--json"], &["--all", "--cursor"]),
    ];
    for (flags, expected) in cases {
        let ran = shelf.run([&["list"][..], flags].concat()).ends(2);
        assert_eq!(ran.stdout, "");
        for text in *expected {
            assert!(ran.stderr.contains(text), "{flags:?}: {}", ran.stderr);
        }
    }
    assert!(!shelf.path().join("dialoom.db").exists());
    let ran = shelf.run(["list", "approved", "--status", "rejected"]).ends(2);
    assert!(ran.stderr.contains("--status"), "{}", ran.stderr);
    let ran = shelf.run(["list", "--template", "Retirement Planing Anxiety to Relief"]).ends(2);
    assert!(ran.stderr.contains("Retirement Planning Anxiety to Relief"), "{}", ran.stderr);
    assert_eq!(shelf.run(["list", "--batch", "nightly"]).ends(2).stdout, "");
    let ran = shelf.run(["list", "--cursor", "nonsense"]).ends(2);
    assert!(ran.stderr.contains("--cursor"), "{}", ran.stderr);
}

#[tokio::test]
async fn show_prints_facts_points_turns_and_history_and_strips_what_a_terminal_would_obey() {
    let mut hostile = conversation("Rollover basics", 8.0, 0);
    hostile.turns[0].content = "first line\n\u{1b}[31mred\u{7}\r\nthird line".into();
    let shelf = World::new().holding(std::slice::from_ref(&hostile)).await;
    let id = hostile.id.short();
    shelf.run(["approve", &id, "--note", "calm and clear"]).ends(0);
    let ran = shelf.run(["show", &id[..6]]).ends(0);
    for text in [
        "Rollover basics\n",
        "approved · 8.0 of 10",
        "persona     Anxious Investor",
        "turns       3 of 3 points: 10 turns (8 to 16 give 3, 6 to 20 give 2, else 1)",
        "turn length 1 of 3 points: 48 characters on average",
        "speakers    4 of 4 points: alternate, the user first: yes (yes gives 4, no 1)",
        "\n1 user\n  first line\n  red",
        "  third line\n\n2 assistant\n",
        "rita  generated → approved  (named): calm and clear",
    ] {
        assert!(ran.stdout.contains(text), "no {text:?} in\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains('\u{1b}') && !ran.stdout.contains('\u{7}') && !ran.stdout.contains('\r'));
    let markdown = shelf.run(["show", &id, "--format", "markdown"]).ends(0).stdout;
    assert!(markdown.starts_with("# Rollover basics\n") && markdown.contains("\n**2 assistant**\n"), "{markdown}");
    assert!(!markdown.contains('\u{1b}'));
    let document = shelf.run(["show", &id, "--format", "json"]).ends(0).json();
    let one = &document["conversations"][0];
    assert_eq!(one["turns"][0]["content"], hostile.turns[0].content);
    assert_eq!(one["review_history"][0]["why"], "calm and clear");
    assert_eq!(one["quality_metrics"]["alternation_points"], 4);
}

#[tokio::test]
async fn show_wraps_to_the_window() {
    let mut wide = conversation("Wide", 8.0, 0);
    wide.turns[1].content = "word ".repeat(300);
    let shelf = World::new().holding(std::slice::from_ref(&wide)).await;
    let (code, screen) = shelf.terminal(&["show", &wide.id.short(), "--no-pager"], (200, 30)).end();
    assert_eq!(code, 0);
    assert!(screen.matches("word").count() == 300, "a word was broken at the edge:\n{screen}");
}

#[tokio::test]
async fn an_id_that_names_nothing_or_several_is_an_error_that_says_so() {
    let shelf = World::new().holding(&made()).await;
    let ran = shelf.run(["show"]).ends(2);
    assert!(ran.stderr.contains("@last for your newest") && ran.stderr.contains("dialoom list"), "{}", ran.stderr);
    let ran = shelf.run(["show", "zzzzzzzzzz"]).ends(2);
    assert!(
        ran.stderr.contains("no conversation \"zzzzzzzzzz\"") && ran.stderr.contains("dialoom list"),
        "{}",
        ran.stderr
    );
    let id = made_id(&shelf);
    let ran = shelf.command(["show", "-"]).stdin(format!("# kept\n{id}\nzzzzzzzzzz\nyyyyyyyyyy\n")).run().ends(2);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("line 3 of stdin") && ran.stderr.contains("line 4 of stdin"), "{}", ran.stderr);
    // A time-ordered id begins alike for all that were made in the same minutes.
    let all = shelf.run(["list", "--json"]).json();
    let long = all["conversations"][0]["id"].as_str().unwrap().to_owned();
    let ran = shelf.run(["show", &long[..6]]).ends(2);
    assert!(ran.stderr.contains("is ambiguous: it fits"), "{}", ran.stderr);
}

fn made_id(shelf: &World) -> String {
    shelf.run(["list", "--ids", "--limit", "1", "-q"]).ends(0).stdout.trim().to_owned()
}

#[tokio::test]
async fn markdown_of_a_conversation_holds_no_html_image_or_link_of_others() {
    let hostile = r#"\<img src=x onerror=alert(1)> ![x](http://a/b.png) [y](http://c) \![z][0] `<b>` &lt;"#;
    let mut made = conversation(hostile, 8.0, 0);
    made.turns[0].content = format!("{hostile}\n# heading\n\n[0]: http://evil");
    made.subject.persona = format!("P {hostile}");
    let shelf = World::new().holding(&[made.clone()]).await;
    let shown = shelf.run(["show", &made.id.short(), "--format", "markdown"]).ok().stdout;
    for part in ["<img", "![", "](", "[0]", r"\<", r"\!", "`<", "<b>"] {
        assert!(!shown.contains(part), "{part} in:\n{shown}");
    }
    assert!(shown.contains("&lt;img src=x onerror=alert(1)&gt;") && shown.contains("&amp;lt;"), "{shown}");
    let from_export =
        shelf.run(["export", &made.id.short(), "--status", "generated", "--format", "markdown"]).ok().stdout;
    let turn = |text: &str| {
        text.lines()
            .find(|line| line.contains("onerror") && line.contains("http:") && !line.starts_with(['#', '-']))
            .map(|line| line.trim_start_matches("> ").to_owned())
    };
    assert!(turn(&shown).is_some() && turn(&shown) == turn(&from_export), "both escape alike:\n{shown}\n{from_export}");
}

#[tokio::test]
async fn at_80_columns_a_label_keeps_its_room_beside_from_and_checks() {
    use dialoom::domain::conversation::ParentType;
    use dialoom::domain::finding::{Finding, Note, Severity};
    let old = crate::support::sample::conversation("old", 4.0, 1);
    let mut new = crate::support::sample::conversation("new", 4.0, 2);
    new.parent = Some((ParentType::Conversation, old.id.0));
    new.subject.persona = "Cautious Saver from a small town".into();
    let findings = [Finding::Filler, Finding::PromptEcho, Finding::Markup].map(|finding| Note {
        finding,
        severity: Severity::Hint,
        turns: vec![1],
        excerpt: String::new(),
        detail: String::new(),
    });
    new.assessment.metrics.findings = findings.into();
    let shelf = crate::support::world::World::new().holding(&[old, new]).await;
    let (code, screen) = shelf.terminal(&["list", "--no-pager"], (24, 80)).end();
    let heads = screen.lines().find(|line| line.contains("LABEL")).unwrap_or_default().to_owned();
    let at = |name: &str| heads.find(name).unwrap_or_else(|| panic!("{screen}"));
    assert!(code == 0 && at("FROM") < at("CHECKS") && at("AGE") - at("LABEL") >= 20, "{screen}");
}

#[tokio::test]
async fn a_window_without_room_for_checks_marks_rows_with_a_serious_finding() {
    let mut made = made();
    let note = r#"{"finding":"refusal","severity":"serious","turns":[2],"excerpt":"no","detail":""}"#;
    made[2].assessment.metrics.findings = vec![serde_json::from_str(note).unwrap()];
    let shelf = World::new().holding(&made).await;
    let marked = |columns: u16| -> Vec<String> {
        let (code, screen) = shelf.terminal(&["list"], (40, columns)).end();
        assert_eq!(code, 0);
        assert_eq!(screen.contains("!: a serious finding"), columns < 76, "{columns}\n{screen}");
        screen.lines().filter(|line| line.contains("needs revision !")).map(|line| line[..4].to_owned()).collect()
    };
    let id = made[2].id.short();
    for columns in [48, 60] {
        let marked = marked(columns);
        assert!(marked.len() == 1 && id.starts_with(&marked[0]), "{columns}: {marked:?}");
    }
    assert!(marked(80).is_empty(), "CHECKS says it");
    let (_, clean) = shelf.terminal(&["list", "--no-findings"], (40, 60)).end();
    assert!(!clean.contains("!:"), "{clean}");
}
