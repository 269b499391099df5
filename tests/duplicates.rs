//! `dialoom duplicates`.

use dialoom::domain::conversation::NewConversation;
use dialoom::domain::status::Status;

use crate::support::sample::conversation;
use crate::support::world::World;

/// Two that are the same, the second with the better score; one with the title of the first; and one of its own.
fn made() -> Vec<NewConversation> {
    let mut made = vec![
        conversation("pension", 7.0, 0),
        conversation("pension again", 9.0, 1),
        conversation("Pension!", 8.0, 2),
        conversation("mortgage", 8.0, 3),
    ];
    made[1].turns = made[0].turns.clone();
    made
}

#[tokio::test]
async fn groups_are_listed_by_the_part_that_was_asked_for() {
    let made = made();
    let world = World::new().holding(&made).await;
    let ids = |document: &serde_json::Value| -> Vec<String> {
        let members = document["groups"][0]["members"].as_array().unwrap();
        members.iter().map(|member| member["id"].as_str().unwrap().to_owned()).collect()
    };
    let document = world.run(["duplicates", "--json"]).ends(0).json();
    assert_eq!(document["groups"].as_array().unwrap().len(), 1);
    assert_eq!(ids(&document), [made[0].id.to_string(), made[1].id.to_string()]);
    let opening = world.run(["duplicates", "--by", "opening", "--json"]).ends(0).json();
    assert_eq!(ids(&opening), [made[0].id.to_string(), made[1].id.to_string()]);
    let titles = world.run(["duplicates", "--by", "title", "--json"]).ends(0).json();
    assert_eq!(ids(&titles), [made[0].id.to_string(), made[2].id.to_string()]);
    world.run(["duplicates", "--batch", "none"]).ends(2).says("no batch");
    world.run(["duplicates", "--threshold", "0.2"]).ends(2).says("0.5 to 1");
    world.run(["duplicates", "--search", "mortgage"]).ends(0).says("no two conversations are alike");
}

#[tokio::test]
async fn the_best_or_the_first_stays_and_the_rest_is_rejected() {
    for (which, kept, gone) in [("best", 1, 0), ("first", 0, 1)] {
        let made = made();
        let world = World::new().holding(&made).await;
        world.run(["duplicates", "--keep", which]).ends(2).says("--dry-run");
        world.run(["duplicates", "--keep", which, "--dry-run"]).ends(0).says("would reject 1 conversation");
        world.run(["duplicates", "--keep", which, "-y"]).ends(0).says("rejected 1 conversation");
        let store = world.store().await;
        let of = async |place: usize| store.conversation(made[place].id).await.unwrap().conversation;
        assert_ne!(of(kept).await.status, Status::Rejected);
        let rejected = of(gone).await;
        assert_eq!(rejected.status, Status::Rejected);
        let why = format!("near-duplicate of {}", made[kept].id.short());
        assert_eq!(rejected.reviewer_notes.as_deref(), Some(why.as_str()));
        world.run(["duplicates"]).ends(0).says("no two conversations are alike");
    }
}

#[tokio::test]
async fn all_groups_are_decided_in_one_transaction() {
    let mut made = [made(), made()].concat();
    made[5].turns = made[4].turns.clone();
    let world = World::new().holding(&made).await;
    let veto = "CREATE TRIGGER veto BEFORE UPDATE OF status ON conversations WHEN (SELECT count(*) FROM conversations \
                WHERE status = 'rejected') = 1 BEGIN SELECT RAISE(ABORT, 'no second one'); END";
    let rejected = "SELECT count(*) FROM conversations WHERE status = 'rejected'";
    std::thread::scope(|scope| {
        scope.spawn(|| {
            world.sql(async |other| sqlx::raw_sql(veto).execute(other).await.unwrap());
            world.run(["duplicates", "--keep", "first", "-y"]).ends(1).says("no second one");
            assert_eq!(world.number(rejected), 0, "the first group stays as it was, too");
            world.sql(async |other| sqlx::raw_sql("DROP TRIGGER veto").execute(other).await.unwrap());
            world.run(["duplicates", "--keep", "first", "-y"]).ends(0).says("rejected 2 conversations");
            assert_eq!(world.number(rejected), 2);
        });
    });
}

#[test]
fn ctrl_c_while_it_reads_says_that_nothing_was_changed_and_what_to_type() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(World::new().on_postgres().holding(&made()));
    std::thread::scope(|scope| {
        let database = world.postgres().unwrap();
        let lock = "BEGIN; LOCK TABLE conversation_turns; \
            DO $$ BEGIN WHILE NOT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted) LOOP PERFORM pg_sleep(0.02); \
            END LOOP; PERFORM pg_sleep(1); END $$; COMMIT";
        scope.spawn(|| database.run(lock));
        database.run(
            "DO $$ BEGIN WHILE NOT EXISTS (SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock') \
            LOOP PERFORM pg_sleep(0.02); END LOOP; END $$",
        );
        let reading = world.start(["duplicates", "--keep", "best", "-y"]);
        database.run(
            "DO $$ BEGIN WHILE NOT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted) \
            LOOP PERFORM pg_sleep(0.02); END LOOP; END $$",
        );
        reading.signal("INT");
        let said = reading.end().ends(130);
        said.says("interrupted").says("Nothing was changed").says("dialoom duplicates --keep best -y");
    });
    world.run(["duplicates", "--keep", "best", "-y"]).ends(0).says("rejected 1 conversation");
}

#[tokio::test]
async fn the_next_command_rejects_what_was_shown_and_no_more() {
    let mut made = made();
    made[2].subject.persona = "Teacher, it's late".into();
    made[0].subject.persona = "Teacher, it's late".into();
    let world = World::new().holding(&made).await;
    world
        .run(["duplicates"])
        .ends(0)
        .says("1 group; 1 conversation repeats another")
        .says("reject all but the best of each: dialoom duplicates --keep best\n");
    let line = ["duplicates", "--by", "title", "--threshold", "0.9", "--persona", "Teacher, it's late"];
    let quoted = "dialoom duplicates --by title --threshold 0.9 --persona 'Teacher, it'\\''s late' --keep best";
    world.run(line).ends(0).says(quoted);
    world
        .run([&line[..], &["--db", "dialoom.db"]].concat())
        .ends(0)
        .says("dialoom --db dialoom.db duplicates --by title");
    world.run([&line[..], &["--keep", "best", "-y"]].concat()).ends(0).says("rejected 1 conversation");
    let store = world.store().await;
    for (place, is_rejected) in [(0, true), (1, false), (2, false), (3, false)] {
        let status = store.conversation(made[place].id).await.unwrap().conversation.status;
        assert_eq!(status == Status::Rejected, is_rejected, "{place}: {status}");
    }
}
