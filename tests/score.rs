//! `dialoom score`.

use dialoom::domain::conversation::NewConversation;
use dialoom::domain::finding::Finding;
use dialoom::domain::status::Status;

use crate::support::sample::{conversation, turns};
use crate::support::world::World;

/// As an earlier version stored them: a clean one, one that refuses and was called good, and one that is accused wrongly.
fn made() -> Vec<NewConversation> {
    let talk = |title: &str, refuses: bool| {
        let said = [
            "My pension letter came on Monday, and I do not understand the second page at all.",
            "Let us go through it together. Which of the two amounts on that page worries you most?",
            "The lower one. I had hoped for more after thirty years at the bakery.",
            "Thirty years count. The lower amount leaves out the years abroad, and those can be added.",
            "Nobody told me. What would I have to send them, and by when?",
            "The form on page four, with the old contracts. They take it until the end of March.",
            "Then I will look for the contracts tonight, before I lose heart again.",
            "Good. Call me when you have them, and we fill in the form line by line.",
        ];
        let mut new = conversation(title, 10.0, 0);
        new.turns = turns(8, |number| match (refuses, number) {
            (true, 4) => "I'm sorry, but I can't help with that request.".to_owned(),
            _ => format!("{} ({title})", said[number - 1]),
        });
        new
    };
    let mut accused = conversation("accused", 10.0, 2);
    let note = r#"{"finding":"refusal","severity":"serious","turns":[2],"excerpt":"no","detail":""}"#;
    accused.assessment.metrics.findings = vec![serde_json::from_str(note).unwrap()];
    vec![talk("refuses", true), accused]
}

async fn of(world: &World, new: &NewConversation) -> (Status, Vec<Finding>) {
    let it = world.store().await.conversation(new.id).await.unwrap().conversation;
    (it.status, it.quality_metrics.findings.iter().map(|note| note.finding).collect())
}

#[test]
fn it_says_what_would_change_and_changes_it_when_asked() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let made = made();
    let world = runtime.block_on(World::new().holding(&made));
    assert_eq!(runtime.block_on(of(&world, &made[0])), (Status::Generated, vec![]));
    let dry = world.run(["score", "--dry-run"]).ends(0).prints("refusal").says("nothing was changed");
    drop(dry);
    assert_eq!(runtime.block_on(of(&world, &made[0])), (Status::Generated, vec![]));
    world.run(["score"]).ends(2).says("--dry-run");
    world.run(["score", "-y"]).ends(0).says("changed 2").says("next: dialoom review\n");
    let (status, findings) = runtime.block_on(of(&world, &made[0]));
    assert!(status == Status::NeedsRevision && findings.contains(&Finding::Refusal), "{status} {findings:?}");
    let (_, findings) = runtime.block_on(of(&world, &made[1]));
    assert!(!findings.contains(&Finding::Refusal), "{findings:?}");
    world.run(["score", "--json"]).ends(0).prints("\"changes\":[]");
    let batches = world.run(["batch", "list", "--json"]).ends(0).json();
    assert_eq!(batches["batches"], serde_json::json!([]), "the job is a record, no batch");
    world.run(["batch", "status", "@last"]).ends(2);
    assert_eq!(world.number("SELECT count(*) FROM batch_jobs WHERE type = 'validation' AND status = 'completed'"), 1);
}

#[tokio::test]
async fn a_decided_one_keeps_its_status_and_leaves_exports_until_somebody_reads_it() {
    let made = made();
    let world = World::new().holding(&made).await;
    let id = made[0].id.short();
    world.run(["approve", &id]).ends(0);
    world.run(["export", &id]).ends(0);
    let scored = world
        .run(["score", "-y"])
        .ends(0)
        .says("2 of 2 conversations change: 1 gets a serious finding, ")
        .says("1 approved conversation gets a serious finding; exports will leave it out until somebody reads it\n")
        .says("next: dialoom review --status approved --unread-serious=since\n");
    assert!(!scored.stderr.contains("next: dialoom review\n"), "nothing new is undecided: {}", scored.stderr);
    assert_eq!(of(&world, &made[0]).await.0, Status::Approved);
    world
        .run(["doctor", "--offline"])
        .prints("1 approved conversation carries serious findings, found since the decision");
    let by_filter = world.run(["doctor", "--offline"]).stdout;
    assert!(by_filter.contains("dialoom review --status approved --unread-serious=since"), "{by_filter}");
    world.run(["export", &id]).ends(1).says("serious findings");
    world.run(["approve", &id]).ends(0);
    world.run(["export", &id]).ends(0);
}

#[test]
fn conversations_of_an_earlier_version_are_compared() {
    let mut made = made();
    made[1].turns = made[0].turns.clone();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(World::new().holding(&made));
    let forget = "DELETE FROM conversation_bands; UPDATE conversations SET similarity_scheme = 0, status = 'generated', \
                  quality_metrics = '{\"turn_count_points\":3,\"turn_length_points\":3,\"alternation_points\":4,\
                  \"average_turn_chars\":80,\"findings\":[]}'";
    world.sql(async |connection| sqlx::raw_sql(forget).execute(connection).await.unwrap());
    world.run(["score", "-y"]).ends(0).says("compared 2 conversations with the others for the first time: 1 alike");
    // In the order of their ids, which is that of time.
    made.sort_by_key(|new| new.id);
    let found = made.iter().map(|new| runtime.block_on(of(&world, new)).1.contains(&Finding::NearDuplicate));
    assert_eq!(found.collect::<Vec<_>>(), [false, true]);
}

#[test]
fn the_number_of_turns_that_generate_asked_for_is_kept() {
    let made = NewConversation { turns: made().remove(1).turns, ..conversation("asked for twelve", 10.0, 0) };
    let short = NewConversation { turns: made.turns.clone(), ..conversation("asked for as many", 10.0, 3) };
    let mut both = [made, short];
    for (new, asked) in both.iter_mut().zip([12, 8]) {
        new.assessment.metrics.turns_asked = Some(asked);
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(World::new().holding(&both));
    world.run(["score", "-y"]).ends(0);
    let is_short = both.iter().map(|new| runtime.block_on(of(&world, new)).1.contains(&Finding::TooShort));
    assert_eq!(is_short.collect::<Vec<_>>(), [true, false]);
    let kept = "SELECT count(*) FROM conversations WHERE json_extract(quality_metrics, '$.turns_asked') IN (8, 12)";
    assert_eq!(world.number(kept), 2, "what was asked for stays known");
}

#[test]
fn ctrl_c_keeps_what_is_written_whole_and_names_the_command_for_the_rest() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let refuses = made().remove(0);
    // Three transactions' worth.
    let many: Vec<_> = (0..450)
        .map(|number| NewConversation {
            turns: refuses.turns.clone(),
            ..conversation(&format!("number {number}"), 10.0, number)
        })
        .collect();
    let world = runtime.block_on(World::new().holding(&many));
    let with_refusal = "SELECT count(DISTINCT conversation_id) FROM conversation_findings WHERE finding = 'refusal'";
    let mut terminal = world.terminal(&["score"], (24, 100));
    terminal.wait_for("Change 450 conversations?");
    // Another program writes, so the first transaction waits.
    world.sql(async |other| {
        sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut *other).await.unwrap();
        terminal.press("y");
        terminal.wait_for("yes");
        terminal.wait_for("went through 0 conversations so far");
        terminal.press("\u{3}");
        terminal.wait_for("^C");
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        sqlx::raw_sql("COMMIT").execute(other).await.unwrap();
    });
    terminal.wait_for("interrupted after");
    let screen = terminal.wait_for("dialoom score");
    assert_eq!(terminal.end().0, 130);
    // None where the key came before the first transaction began.
    let written = world.number(with_refusal);
    assert!([0, 200].contains(&written), "{written}: not a whole transaction");
    assert!(screen.contains(&format!("interrupted after {written} conversations changed")), "{screen}");
    assert_eq!(world.number("SELECT count(*) FROM batch_jobs WHERE type = 'validation' AND status = 'cancelled'"), 1);
    world.run(["score", "-y"]).ends(0).says(&format!("changed {} conversations", 450 - written));
    assert_eq!(world.number(with_refusal), 450);

    let mut terminal = world.terminal(&["score"], (24, 100));
    terminal.wait_for("0 of 450");
    assert_eq!(terminal.end().0, 0);
}
