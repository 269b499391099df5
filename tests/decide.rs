//! `dialoom approve`, `reject` and `revise`.

use chrono::Utc;
use dialoom::domain::conversation::NewConversation;
use dialoom::domain::review::Decision;
use dialoom::domain::status::Status;
use dialoom::review::{self, DecideError, Request, Selection};

use crate::support::process::signal;
use crate::support::sample::conversation;
use crate::support::world::World;

fn made() -> Vec<NewConversation> {
    vec![conversation("low", 4.0, 0), conversation("fair", 7.0, 1), conversation("good", 9.0, 2)]
}

async fn states(shelf: &World, made: &[NewConversation]) -> Vec<Status> {
    let store = shelf.store().await;
    let mut states = Vec::new();
    for one in made {
        states.push(store.conversation(one.id).await.unwrap().conversation.status);
    }
    states
}

const UNTOUCHED: [Status; 3] = [Status::NeedsRevision, Status::Generated, Status::Generated];

#[tokio::test]
async fn each_decision_is_stored_with_who_and_why_and_its_json_shape_is_pinned() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    let ids: Vec<String> = made.iter().map(|one| one.id.short()).collect();
    let document = shelf.run(["approve", &ids[2], &ids[1], &ids[2][..7], "--json"]).ends(0).json();
    let decided = |at: usize| {
        serde_json::json!({"id": made[at].id.to_string(), "short_id": ids[at], "from": "generated", "to": "approved",
            "title": made[at].title})
    };
    let mut rows = document["decided"].as_array().unwrap().clone();
    rows.sort_by_key(|row| row["title"].to_string());
    assert_eq!(rows, [decided(1), decided(2)]);
    assert_eq!((&document["count"], &document["dry_run"]), (&2.into(), &false.into()));

    let ran = shelf.run(["reject", &ids[1], "--reason", " made up a tax rule "]).ends(0);
    assert_eq!(ran.stdout, format!("ID\tFROM\tTO\tTITLE\n{}\tapproved\trejected\tfair\n", ids[1]));
    ran.says("rejected 1 conversation");
    shelf.run(["revise", &ids[0], "--note", "longer", "--user", "olga"]).ends(0);
    assert_eq!(states(&shelf, &made).await, [Status::NeedsRevision, Status::Rejected, Status::Approved]);

    let store = shelf.store().await;
    let history = store.conversation(made[1].id).await.unwrap().conversation.review_history;
    assert_eq!(history.len(), 2);
    assert_eq!((history[1].by.as_str(), history[1].why.as_deref()), ("rita", Some("made up a tax rule")));
    let low = store.conversation(made[0].id).await.unwrap().conversation;
    assert_eq!((low.review_history[0].by.as_str(), low.reviewer_notes.as_deref()), ("olga", Some("longer")));
    assert_eq!(store.conversation(made[2].id).await.unwrap().conversation.approved_by.as_deref(), Some("rita"));
}

#[tokio::test]
async fn one_that_cannot_be_decided_stops_them_all() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    let ids: Vec<String> = made.iter().map(|one| one.id.short()).collect();
    shelf.run(["reject", &ids[1], "--reason", "dull"]).ends(0);
    let ran = shelf.run(["approve", &ids[0], &ids[1], &ids[2]]).ends(2);
    assert_eq!(ran.stdout, "");
    ran.says(&format!("{}: cannot approve a conversation that is rejected", ids[1]))
        .says(&format!("dialoom revise {} --reopen", ids[1]));
    assert_eq!(states(&shelf, &made).await, [Status::NeedsRevision, Status::Rejected, Status::Generated]);
    // The way back the message names.
    shelf.run(["revise", &ids[1], "--reopen", "--note", "not that dull"]).ends(0);
    assert_eq!(states(&shelf, &made).await[1], Status::PendingReview);
    shelf.run(["approve", &ids[0], "zzzzzzzzzz"]).ends(2).says("zzzzzzzzzz");
    assert_eq!(states(&shelf, &made).await[0], Status::NeedsRevision);
}

#[tokio::test]
async fn ids_come_from_stdin_and_an_empty_one_is_nothing_to_do() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    let ran = shelf.command(["approve", "-"]).stdin("").run().ends(0);
    assert_eq!(ran.stdout, "");
    ran.says("nothing to approve");
    let document = shelf.command(["approve", "-", "--json"]).stdin("# none today\n").run().ends(0).json();
    assert_eq!(document, serde_json::json!({"decided": [], "count": 0, "left_out": {"findings": 0}, "dry_run": false}));
    let piped = shelf.run(["list", "high-quality", "--ids"]).ends(0).stdout;
    shelf.command(["approve", "-"]).stdin(piped.as_str()).run().ends(0);
    assert_eq!(states(&shelf, &made).await, [Status::NeedsRevision, Status::Generated, Status::Approved]);
}

#[tokio::test]
async fn a_dry_run_says_what_would_change_and_changes_nothing() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    let document = shelf.run(["approve", "--min-quality", "7", "--dry-run", "--json"]).ends(0).json();
    assert_eq!((&document["count"], &document["dry_run"]), (&2.into(), &true.into()));
    let ran = shelf.run(["reject", &made[0].id.short(), "--reason", "dull", "--dry-run"]).ends(0);
    assert!(ran.stdout.contains("needs revision\trejected"), "{}", ran.stdout);
    ran.says("nothing was changed");
    assert_eq!(states(&shelf, &made).await, UNTOUCHED);
}

#[tokio::test]
async fn a_question_that_is_given_up_changes_nothing_and_gives_the_terminal_back() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    for ending in ["TERM", "HUP", "INT", "\u{3}"] {
        let mut terminal = shelf.terminal(&["approve", "--min-quality", "7"], (20, 80));
        terminal.wait_for("Approve 2 conversations?");
        match ending.len() {
            1 => terminal.press(ending),
            _ => signal(terminal.pid(), ending),
        }
        let (code, screen) = terminal.end();
        assert_eq!(code, 130, "{ending:?}\n{screen}");
        assert_eq!(states(&shelf, &made).await, UNTOUCHED);
    }
    // Keys that were typed before anybody could read the question answer nothing.
    let mut terminal = shelf.terminal(&["approve", "--min-quality", "7"], (20, 80));
    terminal.press("yyy");
    terminal.wait_for("Approve 2 conversations?");
    terminal.press("\r");
    terminal.wait_for("nothing was changed");
    assert_eq!(terminal.end().0, 0);
}

#[tokio::test]
async fn filters_need_a_yes_and_mean_the_undecided_ones() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    shelf.run(["approve", "--min-quality", "7"]).ends(2).says("approve 2 conversations").says("--yes");
    assert_eq!(states(&shelf, &made).await, UNTOUCHED);

    let mut terminal = shelf.terminal(&["approve", "--min-quality", "7"], (20, 80));
    terminal.wait_for("Approve 2 conversations?");
    terminal.press("n");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    assert!(screen.contains("nothing was changed"), "{screen}");
    assert_eq!(states(&shelf, &made).await, UNTOUCHED);

    let mut terminal = shelf.terminal(&["approve", "--min-quality", "9"], (20, 80));
    terminal.wait_for("Approve 1 conversation?");
    terminal.press("y");
    assert_eq!(terminal.end().0, 0);
    // Said again it means what is left: the approved one is no obstacle.
    let document = shelf.run(["approve", "--min-quality", "7", "-y", "--json"]).ends(0).json();
    assert_eq!(document["count"], 1);
    assert_eq!(states(&shelf, &made).await, [Status::NeedsRevision, Status::Approved, Status::Approved]);
    shelf
        .run(["reject", "--status", "approved", "--reason", "old rules", "-y"])
        .ends(0)
        .says("rejected 2 conversations");
    shelf.run(["approve", "--persona", "nobody", "-y"]).ends(0).says("nothing to approve");
}

#[tokio::test]
async fn a_wrong_line_is_one_clear_error_before_anything_changes() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    let id = made[0].id.short();
    let cases: &[(&[&str], &str)] = &[
        (&["approve"], "filters"),
        (&["approve", &id, "--min-quality", "5"], "both ids and filters"),
        (&["approve", &id, "--note", "  "], "--note is empty"),
        (&["reject", &id], "--reason"),
        (&["reject", &id, "--reason", ""], "--reason is empty"),
        (&["revise", &id], "--note"),
        (&["revise", &id, "--note", "\n"], "--note is empty"),
        (&["approve", "--status", "aproved"], "approved"),
        (&["revise", &id, "--reopen", "--note", "why"], "cannot reopen a conversation that is needs revision"),
    ];
    for (line, expected) in cases {
        let ran = shelf.run(*line).ends(2);
        assert_eq!(ran.stdout, "", "{line:?}");
        ran.says(expected);
    }
    assert_eq!(states(&shelf, &made).await, UNTOUCHED);
}

#[tokio::test]
async fn another_caller_decides_in_one_call_and_every_obstacle_is_named() {
    let made = made();
    let shelf = World::new().holding(&made).await;
    let store = shelf.store().await;
    let request = |decision, selection| Request { by: "a server".into(), decision, selection };
    let all = || Selection::Filter { filter: Box::default(), with_findings: false };
    let approve = || Decision::Approve { note: None };

    let plan = review::plan(&store, request(approve(), all())).await.unwrap();
    assert_eq!(plan.changes().len(), 3);
    assert_eq!(states(&shelf, &made).await, UNTOUCHED, "a plan changes nothing");

    let two = Selection::Ids(vec![made[0].id, made[1].id]);
    let reject = Decision::Reject { reason: " dull ".into() };
    let changes = review::decide(&store, request(reject, two), Utc::now()).await.unwrap();
    assert_eq!((changes.len(), changes[0].from, changes[0].to), (2, Status::NeedsRevision, Status::Rejected));
    let history = store.conversation(made[0].id).await.unwrap().conversation.review_history;
    assert_eq!((history[0].by.as_str(), history[0].why.as_deref()), ("a server", Some("dull")));

    let every = Selection::Ids(made.iter().map(|one| one.id).collect());
    match review::decide(&store, request(approve(), every), Utc::now()).await {
        Err(DecideError::NotAllowed { refusals, of: 3 }) => assert_eq!(refusals.len(), 2),
        other => panic!("{other:?}"),
    }
    let no_reason = Decision::SendBack { note: "\n".into() };
    let refused = review::decide(&store, request(no_reason, all()), Utc::now()).await;
    assert!(matches!(refused, Err(DecideError::NoReason)), "{refused:?}");
    assert_eq!(states(&shelf, &made).await, [Status::Rejected, Status::Rejected, Status::Generated]);
}

#[tokio::test]
async fn the_next_step_fits_what_was_decided() {
    use dialoom::domain::conversation::ProviderName;
    let mut simulated = conversation("good", 9.0, 2);
    simulated.provider = Some(ProviderName::Simulator);
    let real = conversation("fair", 7.0, 1);
    let shelf = World::new().holding(&[real.clone(), simulated.clone()]).await;
    let id = real.id.short();
    let sent_back = shelf.run(["revise", &id, "--note", "say more"]).ends(0);
    assert!(!sent_back.stderr.contains("dialoom regenerate"), "no template makes it: {}", sent_back.stderr);
    sent_back.says(&format!("edit it by hand: dialoom edit {id}"));
    shelf.run(["approve", &id]).ends(0).says("dialoom export -o training.jsonl");
    shelf.run(["approve", &simulated.id.short()]).ends(0).says("dialoom export --include-simulated -o training.jsonl");
}
