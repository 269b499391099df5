//! `dialoom report`.

use dialoom::domain::finding::{Finding, Note, Severity};
use serde_json::Value;

use crate::support::sample::conversation;
use crate::support::world::World;

const HOSTILE: &str = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u{202e}";

/// What stands in the page outside of the texts.
fn is_self_contained(page: &str) {
    for forbidden in ["<script", "<img", "<link", "<iframe", "http://", "https://", "url(", "@import", "onerror=a\""] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"), "{}", &page[..100]);
    assert!(page.len() < 300_000, "{} bytes", page.len());
}

async fn read_and_approved(number: usize) -> World {
    let made: Vec<_> = (0..number).map(|hour| conversation(&format!("Talk {hour}"), 8.0, hour as i64)).collect();
    let shelf = World::new().holding(&made).await;
    if number > 0 {
        shelf.run(["approve", "--status", "generated", "--yes"]).ends(0);
    }
    shelf
}

#[tokio::test]
async fn an_empty_project_gets_a_page_that_says_what_to_do() {
    let shelf = read_and_approved(0).await;
    let told = shelf.run(["report", "-o", "report.html"]).ends(0);
    assert!(told.stdout.starts_with("not fit for training\n"), "{}", told.stdout);
    let page = shelf.read("report.html");
    is_self_contained(&page);
    let (verdict, command) = (page.find("Not fit for training").unwrap(), page.find("dialoom init").unwrap());
    assert!(verdict < command && page.contains("There are no conversations."));
    // It names no plan that is not there.
    assert!(!page.contains("plan.toml"));
    shelf.write("plan.toml", crate::support::world::plan(3, "", "").replace("a-model", "simulator-1"));
    let first = |shelf: &World| shelf.run(["report", "--json"]).ends(0).json()["verdict"]["concerns"][0].clone();
    assert_eq!(first(&shelf)["command"], "dialoom batch run plan.toml --provider simulator");
    shelf.run(["batch", "run", "plan.toml", "--provider", "simulator", "-y"]).ends(0);
    shelf.run(["approve", "--status", "generated", "--yes"]).ends(0);
    // Nothing is left to do in the batch of the plan, and the simulator does not help.
    assert_eq!(first(&shelf)["command"], "dialoom doctor");
    shelf.write("dialoom.toml", "[generation]\nprovider = \"anthropic\"\n");
    assert_eq!(first(&shelf)["command"], "dialoom batch run plan.toml --name shop-2 --provider anthropic");
}

#[tokio::test]
async fn a_serious_finding_that_a_person_named_is_told_wherever_the_page_says_ready() {
    let mut made: Vec<_> = (0..2).map(|hour| conversation(&format!("Talk {hour}"), 10.0, hour as i64)).collect();
    made[0].assessment.metrics.findings.push(Note {
        finding: Finding::RepetitionInside,
        severity: Severity::Serious,
        turns: vec![2],
        excerpt: "again and again".into(),
        detail: "No turn says the same words again and again.".into(),
    });
    let shelf = World::new().holding(&made).await;
    shelf.run(["approve", &made[0].id.short(), &made[1].id.short()]).ends(0);
    shelf.run(["report", "-o", "report.html"]).ends(0);
    let page = shelf.read("report.html");
    let carry = "2 conversations are ready, 1 of them with serious findings that a person read or named";
    assert!(page.contains(carry), "{page}");
    assert!(page.contains("until a person has read it, or named it"));
    assert!(page.contains("measures the form") && !page.contains("nothing is known to be wrong"));
    assert!(page.contains("✗ serious: repetition inside"));
    assert!(page.contains("All of them") && !page.contains("Worst scores"), "two are not the best and the worst");
    let verdict = shelf.run(["report", "--json"]).ends(0).json()["verdict"].clone();
    assert_eq!((&verdict["exportable"], &verdict["exportable_serious"]), (&2.into(), &1.into()));
}

#[test]
fn a_set_that_nobody_read_is_not_fit_and_says_so_first() {
    let shelf = tokio::runtime::Runtime::new().unwrap().block_on(read_and_approved(60));
    shelf.run(["report", "-o", "report.html"]).ends(0);
    let page = shelf.read("report.html");
    is_self_contained(&page);
    assert!(page.contains("Nobody opened any of the 60 approved conversations"));
    assert!(page.find("Nobody opened").unwrap() < page.find("<main>").unwrap());
    let document = shelf.run(["report", "--json"]).ends(0).json();
    assert_eq!(document["verdict"]["fitness"], "unfit");
    assert_eq!(
        (&document["verdict"]["exportable"], &document["verdict"]["concerns"][0]["weight"]),
        (&60.into(), &"blocks".into())
    );
    // The same set, opened by a person.
    shelf.sql(async |db| sqlx::query("UPDATE conversations SET decision_basis = 'opened'").execute(db).await.unwrap());
    let document = shelf.run(["report", "--json"]).ends(0).json();
    assert_eq!(document["verdict"]["fitness"], "fit", "{}", document["verdict"]);
    assert_eq!(document["verdict"]["concerns"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn every_command_of_a_verdict_works_as_typed() {
    let mut made: Vec<_> = (0..12).map(|hour| conversation(&format!("Talk {hour}"), 8.0, hour)).collect();
    made[1].turns = made[0].turns.clone();
    made[2].turns = made[0].turns.clone();
    made[3].subject.persona = "it's; a \"quote\"".into();
    made[4].subject.emotion = "hope".into();
    made[5].provider = Some(dialoom::domain::conversation::ProviderName::Simulator);
    made[6].assessment.metrics.findings = vec![Note {
        finding: Finding::Refusal,
        severity: Severity::Serious,
        turns: vec![2],
        excerpt: HOSTILE.into(),
        detail: "it refuses".into(),
    }];
    let shelf = World::new().holding(&made).await;
    shelf.run(["approve", "--status", "generated", "--yes"]).ends(0);
    for filters in [&[][..], &["--persona", "it's; a", "--since", "90m"], &["--tier", "template", "--min-quality", "2"]]
    {
        let document = shelf.run([&["report", "--json"], filters].concat()).ends(0).json();
        let concerns = document["verdict"]["concerns"].as_array().unwrap();
        let findings = document["findings"].as_array().unwrap();
        let of_figures = document["commands"].as_object().unwrap().values();
        let of_figures = of_figures.flat_map(|it| match it {
            Value::Object(several) => several.values().filter_map(Value::as_str).collect::<Vec<_>>(),
            one => one.as_str().into_iter().collect(),
        });
        let said = concerns.iter().chain(findings).map(|it| it["command"].as_str().unwrap());
        for command in said.chain(of_figures) {
            if command.starts_with("dialoom batch run") || command.starts_with("dialoom review") {
                continue;
            }
            let typed = command.strip_prefix("dialoom ").unwrap();
            let words =
                std::process::Command::new("sh").args(["-c", &format!("printf '%s\\n' {typed}")]).output().unwrap();
            let words = String::from_utf8(words.stdout).unwrap();
            let run = shelf.run(words.lines());
            assert_eq!(run.code, Some(0), "{command}: {}", run.stderr);
        }
    }
}

#[tokio::test]
async fn text_of_others_is_never_markup_and_the_page_stays_small() {
    let long = HOSTILE.repeat(40);
    let mut made: Vec<_> = (0..40).map(|hour| conversation(&format!("{hour} {long}"), 3.0, hour)).collect();
    for (place, it) in made.iter_mut().enumerate() {
        it.subject.persona = format!("{place}{long}").chars().take(190).collect();
        it.subject.emotion = format!("{place}{long}").chars().take(190).collect();
        it.model = Some(format!("{place}{HOSTILE}"));
        it.created_by = HOSTILE.into();
        it.turns.iter_mut().for_each(|turn| turn.content = format!("{long}{}", turn.content));
        let note = |finding: &Finding| Note {
            finding: *finding,
            severity: Severity::Serious,
            turns: vec![1],
            excerpt: long.clone(),
            detail: long.clone(),
        };
        it.assessment.metrics.findings = Finding::ALL.iter().map(note).collect();
    }
    let shelf = World::new().holding(&made).await;
    for it in &made {
        shelf.run(["reject", &it.id.short(), "--reason", &long]).ends(0);
    }
    shelf.run(["report", "-o", "report.html"]).ends(0);
    let page = shelf.read("report.html");
    is_self_contained(&page);
    assert!(page.contains("&lt;script&gt;") && !page.contains('\u{202e}'));
}

#[tokio::test]
async fn a_file_is_replaced_only_with_force_and_wrong_words_write_nothing() {
    let shelf = read_and_approved(3).await;
    shelf.write("report.html", "mine");
    let refused = shelf.run(["report", "-o", "report.html"]).fails(2);
    assert!(refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(shelf.read("report.html"), "mine");
    shelf.run(["report", "-o", "no/such/report.html"]).fails(2);
    shelf.run(["report", "--plan", "missing.toml", "-o", "other.html"]).fails(2);
    shelf.run(["report", "--json", "-o", "-"]).fails(2);
    assert!(!shelf.files().iter().any(|name| name == "other.html"));
    shelf.run(["report", "-o", "report.html", "--force"]).ends(0);
    is_self_contained(&shelf.read("report.html"));
    assert!(shelf.run(["report", "--status", "approved"]).ends(0).stdout.starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_name_that_promises_another_kind_of_file_is_refused() {
    let shelf = World::new();
    for name in ["report.json", "report.PDF", "report.html.gz", "report.md"] {
        for line in [vec!["report", "-o", name], vec!["report", "--json", "-o", name]] {
            let refused = shelf.run(line).fails(2);
            let told = format!("{}{}", refused.stdout, refused.stderr);
            assert!(told.contains("a report is an HTML page, and the ending ."), "{name}: {told}");
        }
        assert!(!shelf.files().iter().any(|file| file == name), "{name}");
    }
    let json = shelf.run(["report", "-o", "report.json"]).fails(2);
    assert!(json.stderr.contains("dialoom report --json > report.json"), "{}", json.stderr);
}

#[tokio::test]
async fn a_filter_that_matches_nothing_is_not_an_empty_project() {
    let shelf = read_and_approved(3).await;
    let told = shelf.run(["report", "--persona", "nobody", "-o", "report.html"]).ends(0);
    assert!(told.stdout.contains("✗ No conversation matches the filters. See: dialoom list\n"), "{}", told.stdout);
    assert!(!shelf.read("report.html").contains("There are no conversations."));
}

#[tokio::test]
async fn both_engines_give_the_same_numbers() {
    let made: Vec<_> = (0..12).map(|hour| conversation(&format!("Talk {hour}"), 7.0, hour)).collect();
    let mut documents = Vec::new();
    for world in [World::new(), World::new().on_postgres()] {
        let shelf = world.holding(&made).await;
        shelf.run(["approve", "--status", "generated", "--yes"]).ends(0);
        let mut document = shelf.run(["report", "--json"]).ends(0).json();
        document.as_object_mut().unwrap().remove("written_at");
        documents.push(document);
    }
    assert_eq!(documents[0], documents[1]);
}

/// The cells of a row of a table on stdout, by its first one.
fn cells(stdout: &str, figure: &str) -> Vec<String> {
    let row = stdout.lines().find(|line| line.split('\t').next() == Some(figure));
    row.unwrap_or_else(|| panic!("no {figure} in {stdout}")).split('\t').map(str::to_owned).collect()
}

#[tokio::test]
async fn a_report_tells_what_changed_since_an_earlier_one() {
    let mut made: Vec<_> = (0..12).map(|hour| conversation(&format!("Talk {hour}"), 8.0, hour)).collect();
    made[1].assessment.metrics.findings = vec![Note {
        finding: Finding::Refusal,
        severity: Severity::Serious,
        turns: vec![2],
        excerpt: HOSTILE.into(),
        detail: "it refuses".into(),
    }];
    for world in [World::new(), World::new().on_postgres()] {
        let shelf = world.holding(&made).await;
        shelf.write("before.json", &shelf.run(["report", "--json"]).ends(0).stdout);
        shelf.run(["approve", "--status", "generated", "--yes"]).ends(0);
        shelf.run(["delete", "--finding", "refusal", "--force", "-y"]).ends(0);
        let told = shelf.run(["report", "--compare", "before.json", "-o", "report.html"]).ends(0);
        assert_eq!(cells(&told.stdout, "made"), ["made", "12", "11", "\u{2212}1"]);
        assert_eq!(cells(&told.stdout, "approved"), ["approved", "0", "11", "+11"]);
        assert_eq!(cells(&told.stdout, "opened of approved")[1..], ["–", "0 %", "–"]);
        assert_eq!(cells(&told.stdout, "mean score")[3], "same");
        let page = shelf.read("report.html");
        is_self_contained(&page);
        assert!(page.contains("What changed") && page.contains("before.json"), "{page}");
        let document = shelf.run(["report", "--compare", "before.json", "--json"]).ends(0).json();
        let compared = &document["compared"];
        assert_eq!((&compared["with"], &compared["is_same_selection"]), (&"before.json".into(), &true.into()));
        assert_eq!(compared["findings"][0]["figure"], "refusal");
        assert_eq!(compared["findings"][0]["change"], -1.0);
        // A report that compares can be compared with, and one of another selection says so.
        shelf.write("later.json", document.to_string());
        let told = shelf.run(["report", "--compare", "later.json", "--tier", "template", "-o", "other.html"]).ends(0);
        assert!(told.stderr.contains("different selections"), "{}", told.stderr);
        assert_eq!(cells(&told.stdout, "approved")[3], "same");
    }
}

#[tokio::test]
async fn a_report_is_compared_with_a_batch_and_with_nothing_else() {
    let shelf = World::new();
    shelf.write("plan.toml", crate::support::world::plan(3, "", "").replace("a-model", "simulator-1"));
    for name in ["first", "second"] {
        shelf.run(["batch", "run", "plan.toml", "--name", name, "--provider", "simulator", "-y"]).ends(0);
    }
    shelf.run(["approve", "--batch", "second", "-y"]).ends(0);
    let told = shelf.run(["report", "--batch", "second", "--compare", "first", "-o", "report.html"]).ends(0);
    assert_eq!(cells(&told.stdout, "made"), ["made", "3", "3", "same"]);
    assert_eq!(cells(&told.stdout, "approved")[1], "0");
    shelf.write("list.json", "{\"verdict\": 3}");
    shelf.write("page.html", "<p>");
    for (given, says) in [
        ("nobody", "given as --compare"),
        ("missing.json", "there is no file missing.json"),
        ("list.json", "list.json is no report to compare with"),
        ("page.html", "page.html is no report to compare with"),
        (".", "is no report to compare with"),
    ] {
        let refused = shelf.run(["report", "--compare", given, "-o", "other.html"]).fails(2);
        assert!(refused.stderr.contains(says), "{given}: {}", refused.stderr);
    }
    assert!(!shelf.files().iter().any(|name| name == "other.html"));
}

#[tokio::test]
async fn every_command_of_a_page_names_the_database_that_was_named() {
    let shelf = read_and_approved(3).await;
    let db = shelf.path().join("dialoom.db").display().to_string();
    shelf.run(["--db", &db, "report", "-o", "report.html"]).ends(0);
    let page = shelf.read("report.html");
    let number = |text: &str| page.matches(text).count();
    // A project begins before its database.
    let others = number("by dialoom ") + number("dialoom init");
    let named = number("dialoom --db ") + number("dialoom <span class=\"flag\">--db</");
    assert_eq!(named, number("dialoom ") - others, "{page}");
    assert!(page.contains(" show ID</code>"), "{page}");
    assert!(page.contains("or of the text of an imported one"));
}
