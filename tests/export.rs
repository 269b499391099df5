//! `dialoom export`.

use chrono::Utc;
use dialoom::domain::conversation::{NewConversation, ProviderName};
use dialoom::domain::export::{ExportFormat, ExportScope, ExportStatus};
use dialoom::domain::review::{Basis, Decision};
use dialoom::export::{
    self, Arranging, ExportError, Included, Job, NewFile, Options, Picking, Progress, Selection, Target,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::process::{signal, wait_until};
use crate::support::sample::conversation;
use crate::support::world::World;

/// Three approved (the last one ends on the user), one approved and simulated, one undecided.
async fn shelf() -> (World, Vec<NewConversation>) {
    let mut made: Vec<_> = [("First", 0), ("Second", 1), ("No answer", 2), ("Simulated", 3), ("Undecided", 4)]
        .map(|(title, hour)| conversation(title, 8.0, hour))
        .into();
    made[2].turns.pop();
    made[3].provider = Some(ProviderName::Simulator);
    let shelf = World::new().holding(&made).await;
    let store = shelf.store().await;
    let ids: Vec<_> = made[..4].iter().map(|one| one.id).collect();
    store.decide(&ids, &Decision::Approve { note: None }, Basis::Named, "ann", Utc::now()).await.unwrap();
    store.close().await;
    (shelf, made)
}

#[tokio::test]
async fn only_approved_real_and_fit_conversations_reach_a_training_file() {
    let (shelf, made) = shelf().await;
    let refused = shelf.run(["export"]).ends(2);
    let id = made[2].id.short();
    assert!(refused.stderr.contains(&format!("conversation {id} does not fit")) && refused.stdout.is_empty());
    refused.says("its last turn is the user's").says(&format!("dialoom edit {id}")).says("--skip-invalid");
    let ran = shelf.run(["export", "--skip-invalid"]).ends(0);
    let rows: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2, "{ran:?}");
    assert_eq!(rows[0]["messages"][0]["content"], made[0].turns[0].content.as_str());
    assert_eq!(rows[0].as_object().unwrap().len(), 1);
    assert!(ran.stderr.contains("1 conversation not approved yet"), "{ran:?}");
    assert!(ran.stderr.contains("1 conversation made by the simulator"), "{ran:?}");
    assert!(ran.stderr.contains("1 whose last turn is the user's"), "{ran:?}");
    assert_eq!(shelf.run(["export", "--skip-invalid"]).stdout, ran.stdout, "the same again");
}

#[tokio::test]
async fn a_file_is_written_whole_audited_and_never_replaced_unasked() {
    let (shelf, made) = shelf().await;
    let document = shelf.run(["export", "-o", "out.json", "--include-simulated", "--json"]).ends(0).json();
    let export = &document["export"];
    let bytes = std::fs::read(shelf.path().join("out.json")).unwrap();
    let checksum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((&export["checksum"], &export["file_size"]), (&checksum.into(), &bytes.len().into()));
    assert_eq!((&export["conversation_count"], &export["format"]), (&4.into(), &"json".into()));
    assert_eq!(export["left_out"]["not_approved"], 1);
    let written: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(written["conversations"][3]["title"], "Simulated");
    assert_eq!(written["conversations"][0]["turns"].as_array().unwrap().len(), made[0].turns.len());

    let refused = shelf.run(["export", "-o", "out.json"]).ends(2);
    assert!(refused.stderr.contains("out.json already exists") && refused.stderr.contains("--force"), "{refused:?}");
    assert_eq!(std::fs::read(shelf.path().join("out.json")).unwrap(), bytes);
    shelf.run(["export", "-o", "out.json", "--include-simulated", "--force"]).ends(0);
    assert_eq!(std::fs::read(shelf.path().join("out.json")).unwrap(), bytes, "the same again");

    let rows = shelf.store().await.exports(10).await.unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.status == ExportStatus::Completed && row.scope == ExportScope::All));
    let ids = shelf.store().await.exported_by(&rows[0]).await.unwrap();
    assert_eq!((rows[0].created_by.as_str(), ids.len()), ("rita", 4));
    let left: Vec<_> = std::fs::read_dir(shelf.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains(".tmp")), "{left:?}");
}

#[tokio::test]
async fn status_takes_others_and_says_so() {
    let (shelf, _) = shelf().await;
    let ran = shelf.run(["export", "--status", "generated", "--format", "csv"]).ends(0);
    assert_eq!(ran.stdout.matches("\r\n").count(), 2);
    assert!(
        ran.stdout.contains(",Undecided,")
            && ran.stderr.contains("--status selects conversations that may not be approved"),
        "{ran:?}"
    );
}

#[tokio::test]
async fn named_conversations_come_oldest_first_once_and_from_stdin_too() {
    let (shelf, made) = shelf().await;
    let (first, second, undecided) = (made[0].id.short(), made[1].id.short(), made[4].id.short());
    let listed = format!("{second}\n{first}\n{second}\n{undecided}\n");
    let ran = shelf.command(["export", "-", "--format", "markdown"]).stdin(listed.as_str()).run().ends(0);
    let titles: Vec<_> = ran.stdout.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(titles, ["## First", "## Second"]);
    assert!(ran.stderr.contains("1 conversation not approved yet"), "{ran:?}");
    let row = shelf.store().await.exports(1).await.unwrap().remove(0);
    assert_eq!((row.scope, row.file_path, row.conversation_count), (ExportScope::Selected, None, 2));
}

#[tokio::test]
async fn nothing_to_export_is_a_failure_that_leaves_no_file() {
    let shelf = World::new().holding(&[conversation("Undecided", 8.0, 0)]).await;
    let ran = shelf.run(["export", "-o", "out.jsonl"]).ends(1);
    assert!(ran.stderr.contains("nothing to export") && ran.stderr.contains("dialoom review"), "{ran:?}");
    assert!(!shelf.path().join("out.jsonl").exists());
    let row = shelf.store().await.exports(1).await.unwrap().remove(0);
    assert_eq!(row.status, ExportStatus::Failed);
}

#[tokio::test]
async fn what_cannot_work_is_refused_before_anything_is_written() {
    let (shelf, made) = shelf().await;
    let id = made[0].id.short();
    for (arguments, expected) in [
        (vec!["export", "--json"], "Add -o FILE"),
        (vec!["export", "--format", "jsnl"], "jsonl"),
        (
            vec!["export", "--shape", "gemini", "--include", "metadata"],
            "Shapes with room: messages, prompt-completion, kto",
        ),
        (vec!["export", "--shape", "bedrock", "--include", "history"], "--include is not for the shape bedrock"),
        (vec!["export", "--format", "json", "--include", "quality"], "the shape native, which has every field"),
        (vec!["export", "--shape", "native", "--format", "csv"], "csv has no room for the shape native"),
        (vec!["export", "--format", "jsonl", "-o", "out.csv"], "--format jsonl and the ending .csv disagree"),
        (vec!["export", "-o", "out.parquet.gz"], "not packed a second time"),
        (vec!["export", "--system", "@missing.txt"], "missing.txt"),
        (vec!["export", "--system", " "], "the system prompt is empty"),
        (vec!["export", "--tokenizer", "missing.json"], "missing.json"),
        (vec!["export", "--spreadsheet-safe"], "--spreadsheet-safe is for csv"),
        (vec!["export", &id, "--min-quality", "3"], "only --status goes with ids"),
        (vec!["export", "zzzzzz"], "zzzzzz"),
        (vec!["export", "-o", "no/such/folder/out.csv"], "the folder no/such/folder does not exist"),
        (vec!["export", "-o", "."], "not an ordinary file"),
    ] {
        let ran = shelf.run(&arguments).ends(2);
        assert!(ran.stderr.contains(expected) && ran.stdout.is_empty(), "{arguments:?}: {ran:?}");
    }
    assert!(shelf.store().await.exports(10).await.unwrap().is_empty());
}

fn job(selection: Selection) -> Job {
    let (by, options) = ("a server".into(), Options::default());
    Job {
        by,
        selection,
        included: Included::default(),
        format: ExportFormat::Jsonl,
        options,
        picking: Picking::default(),
        expires_at: None,
        arranging: Arranging::default(),
        process: None,
        is_dry_run: false,
    }
}

#[tokio::test]
async fn another_caller_exports_in_one_call_to_its_own_writer() {
    let (shelf, made) = shelf().await;
    let store = shelf.store().await;
    let ids = vec![made[1].id, made[4].id, made[0].id, made[1].id];
    let mut bytes = Vec::new();
    let job = job(Selection::Ids { ids, status: Vec::new() });
    let done = export::run(&store, job, Target::Writer(&mut bytes), std::future::pending(), &Progress::default())
        .await
        .unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), 2);
    assert_eq!((done.left_out.not_approved, done.ids.all().unwrap()), (1, vec![made[0].id, made[1].id]));
    assert_eq!(store.exported_by(&done.record).await.unwrap(), done.ids.all().unwrap());
    let row = &store.exports(1).await.unwrap()[0];
    assert_eq!((row.status, row.created_by.as_str()), (ExportStatus::Completed, "a server"));
    assert_eq!((&row.checksum, &row.file_path), (&Some(done.summary.checksum), &None));
}

#[tokio::test]
async fn an_export_told_to_stop_leaves_no_file_and_says_so_in_its_audit_row() {
    let (shelf, _) = shelf().await;
    let store = shelf.store().await;
    let path = shelf.path().join("out.jsonl");
    let file = NewFile::create(&path, false).unwrap();
    let job = job(Selection::Filter(Box::default()));
    let stopped =
        export::run(&store, job, Target::Files(vec![file]), std::future::ready(()), &Progress::default()).await;
    assert!(matches!(stopped, Err(ExportError::Interrupted)), "{stopped:?}");
    assert!(!path.exists());
    let row = &store.exports(1).await.unwrap()[0];
    assert_eq!((row.status, row.error.as_deref()), (ExportStatus::Failed, Some("the export was interrupted")));
}

/// So many that an export takes its time.
async fn large_shelf() -> World {
    let made: Vec<_> = (0..3000).map(|number| conversation("Many", 8.0, number)).collect();
    let shelf = World::new().holding(&made).await;
    let store = shelf.store().await;
    let ids: Vec<_> = made.iter().map(|one| one.id).collect();
    store.decide(&ids, &Decision::Approve { note: None }, Basis::Named, "ann", Utc::now()).await.unwrap();
    store.close().await;
    shelf
}

fn unfinished(shelf: &World) -> Vec<String> {
    shelf.files().into_iter().filter(|name| name.contains(".tmp")).collect()
}

#[tokio::test]
async fn a_signal_during_an_export_leaves_no_part_and_the_old_file_whole() {
    let shelf = large_shelf().await;
    shelf.write("out.json", "old");
    for signal in ["TERM", "INT", "HUP"] {
        let live = shelf.start(["export", "-o", "out.json", "--force"]);
        wait_until("the export writes", || !unfinished(&shelf).is_empty());
        live.signal(signal);
        live.end().ends(130).says("interrupted").says("Begin again with: dialoom export -o out.json --force");
        assert_eq!((unfinished(&shelf), shelf.read("out.json").as_str()), (Vec::new(), "old"), "{signal}");
    }
}

#[tokio::test]
async fn what_a_killed_export_left_is_removed_by_the_next_of_its_target() {
    let shelf = large_shelf().await;
    let live = shelf.start(["export", "-o", "out.json"]);
    wait_until("the export writes", || !unfinished(&shelf).is_empty());
    assert!(live.kill().is_none(), "it still wrote");
    assert_eq!(unfinished(&shelf).len(), 1);
    shelf.run(["export", "-o", "other.json"]).ok();
    assert_eq!(unfinished(&shelf).len(), 1, "that of another target stays");
    shelf.run(["export", "-o", "out.json"]).ok();
    assert_eq!(unfinished(&shelf), Vec::<String>::new());
}

/// Type, status and results of the jobs that are a record of what was done.
async fn jobs(shelf: &World) -> Vec<(String, String, Value)> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(shelf.path().join("dialoom.db"));
    let mut connection = <sqlx::SqliteConnection as sqlx::Connection>::connect_with(&options).await.unwrap();
    let rows: Vec<(String, String, String)> =
        sqlx::query_as("SELECT type, status, results FROM batch_jobs ORDER BY created_at, name")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    rows.into_iter().map(|(kind, status, results)| (kind, status, serde_json::from_str(&results).unwrap())).collect()
}

#[tokio::test]
async fn exports_and_cleanings_leave_jobs_with_their_counts() {
    let (shelf, _) = shelf().await;
    shelf.run(["export", "--skip-invalid", "-o", "out.jsonl"]).ends(0);
    shelf.run(["export"]).fails(2);
    shelf.run(["exports", "cleanup", "--yes"]).ends(0);
    shelf.write(".dialoom-export-0123-abc.tmp", "half");
    shelf.run(["exports", "cleanup", "--yes"]).ends(0);
    let found = jobs(&shelf).await;
    let told: Vec<_> = found.iter().map(|(kind, status, _)| format!("{kind} {status}")).collect();
    assert_eq!(told, ["export completed", "export failed", "cleanup completed"]);
    assert_eq!((&found[0].2["conversations"], &found[0].2["files"]), (&2.into(), &1.into()));
    assert_eq!((&found[2].2["leftovers"], &found[2].2["removed"]), (&1.into(), &0.into()));
    assert!(!shelf.run(["batch", "list"]).ends(0).stdout.contains("export"));
}

#[tokio::test]
async fn a_killed_export_has_left_its_row_and_its_job_which_fail_with_the_next_one() {
    let shelf = large_shelf().await;
    let live = shelf.start(["export", "-o", "out.json"]);
    wait_until("the export writes", || !unfinished(&shelf).is_empty());
    let shown = shelf.run(["exports", "show", "@last"]).ends(0);
    assert!(shown.stdout.contains("processing") || shown.stdout.contains("completed"), "{shown:?}");
    assert!(live.kill().is_none(), "it still wrote");
    let told = |jobs: &[(String, String, Value)]| -> Vec<String> {
        jobs.iter().map(|(kind, status, _)| format!("{kind} {status}")).collect()
    };
    let found = jobs(&shelf).await;
    assert_eq!(told(&found), ["export running"]);
    let listed = shelf.run(["exports", "list", "--json"]).ends(0).json()["exports"][0].clone();
    assert_eq!((&found[0].2["export"], &listed["status"]), (&listed["id"], &"failed".into()));
    shelf.run(["export", "-o", "other.json"]).ok();
    assert_eq!(told(&jobs(&shelf).await), ["export failed", "export completed"]);
}

#[test]
fn a_running_export_shows_how_far_it_is() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (shelf, _) = runtime.block_on(shelf());
    shelf.run(["export", "--skip-invalid", "-o", "out.json"]).ok();
    runtime.block_on(async {
        let store = shelf.store().await;
        let mut record = store.exports(1).await.unwrap().remove(0);
        record.status = ExportStatus::Processing;
        record.options["process"] = dialoom::engine::this_process().into();
        store.save_export(&record).await.unwrap();
        store.close().await;
    });
    let show = || shelf.run(["exports", "show", "@last"]).ends(0).stdout;
    assert!(!show().contains("so far"), "nobody has seen it yet");
    let seen = r#"UPDATE batch_jobs SET results = '{"selected": 3000, "compared": 0, "read": 1200}'"#;
    shelf.sql(async |db| sqlx::query(seen).execute(db).await.unwrap());
    let shown = show();
    assert!(shown.contains("so far           exported 1200 of 3000 conversations\n"), "{shown}");
}

#[tokio::test]
async fn a_dry_run_counts_and_leaves_nothing() {
    let (shelf, _) = shelf().await;
    let line =
        ["export", "--dry-run", "--skip-invalid", "--max-tokens", "1", "-o", "out.jsonl", "--status", "generated"];
    let ran = shelf.run(line).fails(1);
    ran.says("nothing to export");
    let line = ["export", "--dry-run", "--skip-invalid", "--max-tokens", "100000", "-o", "out.parquet"];
    let ran = shelf.run(line).ends(0).says("nothing was written").says("1 whose last turn is the user's");
    assert!(ran.stdout.starts_with("would export 2 conversations as parquet, "), "{ran:?}");
    let json = shelf.run(["export", "--dry-run", "--skip-invalid", "--json"]).ends(0).json();
    assert_eq!((&json["dry_run"], &json["export"]["conversation_count"]), (&true.into(), &2.into()));
    assert!(!shelf.files().iter().any(|name| name.starts_with("out")));
    assert!(shelf.store().await.exports(10).await.unwrap().is_empty() && jobs(&shelf).await.is_empty());
}

#[tokio::test]
async fn a_signal_ends_an_export_that_waits_for_a_slow_reader() {
    let shelf = large_shelf().await;
    let mut child = shelf.command(["export"]).process().spawn().unwrap();
    // Its first bytes come, and then nobody reads on: the pipe fills.
    let mut first = [0; 1];
    std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut first).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    signal(child.id(), "TERM");
    let mut ended = None;
    wait_until("it ends", || {
        ended = child.try_wait().unwrap();
        ended.is_some()
    });
    assert_eq!(ended.unwrap().code(), Some(130));
}

#[tokio::test]
async fn unapproved_conversations_of_the_simulator_are_counted_as_left_out() {
    let mut made: Vec<_> = (0..2).map(|number| conversation("Simulated", 8.0, number)).collect();
    made.iter_mut().for_each(|one| one.provider = Some(ProviderName::Simulator));
    let shelf = World::new().holding(&made).await;
    shelf.run(["export"]).fails(1).says("Left out: 2 conversations not approved yet.");
}

#[tokio::test]
async fn no_to_the_question_writes_nothing_and_is_no_error() {
    let (shelf, _) = shelf().await;
    shelf.write("out.jsonl", "old");
    let mut terminal = shelf.terminal(&["export", "-o", "out.jsonl"], (24, 80));
    terminal.wait_for("Replace it?");
    terminal.press("n");
    terminal.wait_for("nothing was written");
    assert_eq!(terminal.end().0, 0);
    assert_eq!(shelf.read("out.jsonl"), "old");
}

#[tokio::test]
async fn no_format_lets_text_turn_its_direction_or_hide() {
    let turning = ['\u{202e}', '\u{2066}', '\u{2069}', '\u{200f}', '\u{61c}', '\u{200b}', '\u{e0041}', '\u{feff}'];
    let hostile: String = turning.iter().flat_map(|sign| ['a', *sign]).collect();
    let mut made = conversation(&format!("Title {hostile}"), 8.0, 0);
    made.turns[0].content = format!("turn {hostile} <img src=x> ![x](http://a/b.png)");
    let shelf = World::new().holding(&[made.clone()]).await;
    let id = made.id.short();
    let export = |format: &'static str| {
        let line = ["export", &id, "--status", "generated", "--format", format];
        let all = ["--include", "metadata,quality,timestamps,history"];
        shelf.run(line.into_iter().chain(all.into_iter().filter(|_| format == "jsonl"))).ok().stdout
    };
    for (what, text) in [
        ("jsonl", export("jsonl")),
        ("json", export("json")),
        ("csv", export("csv")),
        ("markdown", export("markdown")),
        ("show markdown", shelf.run(["show", &id, "--format", "markdown"]).ok().stdout),
        ("show text", shelf.run(["show", &id]).ok().stdout),
        ("show json", shelf.run(["show", &id, "--json"]).ok().stdout),
        ("list", shelf.run(["list", "--json"]).ok().stdout),
    ] {
        assert!(text.contains("Title") && !text.contains(turning), "{what}: {text:?}");
    }
}

#[tokio::test]
async fn a_full_disk_is_said_without_a_word_about_changes() {
    let (shelf, _) = shelf().await;
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = shelf.command(["export", "--skip-invalid"]).process().stdout(full).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("the disk is full") && said.contains("dialoom export --skip-invalid"), "{said}");
    assert!(!said.contains("undo"), "{said}");
}
