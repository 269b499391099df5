//! Hashes of the newest conversations wait beside the index of near-duplicates and move there: on SQLite alone.

use dialoom::domain::conversation::NewConversation;
use dialoom::domain::finding::Finding;
use dialoom::domain::ids::ConversationId;
use dialoom::store::Store;
use sqlx::SqliteConnection;

use super::samples::conversation;
use crate::support::sample;
use crate::support::world::World;

/// Saved in groups of 50, this many leave hashes in the index, on the move and waiting.
const MANY: u64 = 1150;

/// Four turns of twelve words each.
fn talk(seed: u64) -> NewConversation {
    let words = |turn: usize| (0..12).map(|place| format!("w{seed}x{turn}x{place}")).collect::<Vec<_>>().join(" ");
    NewConversation { id: ConversationId::new(), turns: sample::turns(4, words), ..conversation(1) }
}

async fn add_all(store: &Store, all: &[NewConversation]) {
    for some in all.chunks(50) {
        store.add_conversations(some).await.unwrap();
    }
}

/// What a copy of the `seed`th is found to be a copy of.
async fn original(store: &Store, seed: u64) -> Option<String> {
    let copy = talk(seed);
    store.add_conversations(std::slice::from_ref(&copy)).await.unwrap();
    let findings = store.conversation(copy.id).await.unwrap().conversation.quality_metrics.findings;
    findings.into_iter().find(|note| note.finding == Finding::NearDuplicate).map(|note| note.excerpt)
}

/// Fails unless a copy of each of these is found.
async fn all_found(store: &Store, all: &[NewConversation], seeds: impl Iterator<Item = u64>) {
    for seed in seeds {
        assert_eq!(original(store, seed).await, Some(all[seed as usize].id.short()), "the copy of {seed}");
    }
}

/// A number out of the file, also from within a test that waits for the store.
fn number(world: &World, sql: &str) -> i64 {
    tokio::task::block_in_place(|| world.number(sql))
}

/// Rows in the index, conversations that move, and rows that wait.
fn parts(world: &World) -> [i64; 3] {
    [
        "SELECT count(*) FROM conversation_bands",
        "SELECT next_hash FROM bands_moved",
        "SELECT count(*) FROM recent_bands, bands_moved WHERE place > moving",
    ]
    .map(|sql| number(world, sql))
}

/// A world with many conversations, while hashes move.
async fn on_the_move() -> (World, Vec<NewConversation>) {
    let all: Vec<NewConversation> = (0..MANY).map(talk).collect();
    let world = World::new();
    let store = world.store().await;
    add_all(&store, &all).await;
    store.close().await;
    let parts = parts(&world);
    assert!(parts.iter().all(|part| *part > 0), "{parts:?}");
    (world, all)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_found_in_the_index_on_the_move_and_among_the_newest() {
    let (world, all) = on_the_move().await;
    let store = world.store().await;
    all_found(&store, &all, (0..MANY).step_by(7)).await;
    let stranger = original(&store, MANY + 1).await;
    assert_eq!(stranger, None);
    assert_eq!(number(&world, "SELECT count(*) FROM recent_bands, bands_moved WHERE place <= moved"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_find_what_others_saved_and_moved() {
    let world = World::new();
    let stores = [world.store().await, world.store().await, world.store().await];
    let all: Vec<NewConversation> = (0..MANY).map(talk).collect();
    // The third one sleeps while the others save and move; then it knows less than everybody.
    stores[2].add_conversations(&all[..10]).await.unwrap();
    for (number, some) in all[10..].chunks(30).enumerate() {
        stores[number % 2].add_conversations(some).await.unwrap();
    }
    assert!(number(&world, "SELECT moved FROM bands_moved") > 0);
    for store in &stores {
        all_found(store, &all, (0..MANY).step_by(61)).await;
    }
    // At the same time, each its own.
    let (new, more): (Vec<_>, Vec<_>) = ((2000..2300).map(talk).collect(), (3000..3300).map(talk).collect());
    tokio::join!(add_all(&stores[0], &new), add_all(&stores[1], &more));
    assert_eq!(original(&stores[2], 2299).await, Some(new[299].id.short()));
    assert_eq!(original(&stores[1], 2000).await, Some(new[0].id.short()));
    assert_eq!(original(&stores[0], 3299).await, Some(more[299].id.short()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_was_edited_or_purged_is_found_nowhere() {
    let (world, all) = on_the_move().await;
    let store = world.store().await;
    let id = |seed: u64| all[seed as usize].id.short();
    for seed in [3, 600, 1140] {
        let edit = |turn: &'static str| world.command(["edit", &id(seed), "--turn", turn, "--content", "-"]);
        for turn in ["1", "2", "3", "4"] {
            edit(turn)
                .stdin(format!("{seed} is about a quokka in turn {turn} now, and nothing else at all"))
                .run()
                .ends(0);
        }
        let old = format!("WHERE conversation_id = x'{}'", all[seed as usize].id.0.simple());
        assert_eq!(original(&store, seed).await, None, "the old text of {seed}");
        for _ in 0..4 {
            world.run(["undo", "-y"]).ends(0);
        }
        assert!(number(&world, &format!("SELECT count(*) FROM conversation_bands {old}")) <= 16);
    }
    // The copies that were saved meanwhile are later than these.
    let purged = [5, 605, 1145];
    world.run(["purge", &id(5), &id(605), &id(1145), "-y"]).ends(0);
    for seed in purged {
        let bytes = all[seed as usize].id.0.as_bytes().to_vec();
        let file = std::fs::read(world.path().join("dialoom.db")).unwrap();
        let places = file.windows(16).filter(|window| *window == bytes).count();
        assert!(places <= 2, "{seed}: {places} places name it; only its trace may");
        assert_eq!(original(&store, seed).await, None, "the purged {seed}");
    }
    all_found(&store, &all, (20..MANY).step_by(93)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rejected_newest_ones_are_no_candidates() {
    let world = World::new();
    let store = world.store().await;
    let first = talk(1);
    store.add_conversations(std::slice::from_ref(&first)).await.unwrap();
    world.run(["reject", &first.id.short(), "--reason", "dull"]).ends(0);
    assert_eq!(original(&store, 1).await, None);
}

/// The file as the version before wrote it: every hash in the index.
async fn before(connection: &mut SqliteConnection) {
    let rows: Vec<(Vec<u8>,)> =
        sqlx::query_as("SELECT packed FROM recent_bands").fetch_all(&mut *connection).await.unwrap();
    for (packed,) in rows {
        let mut rest = packed.as_slice();
        while let Some((id, behind)) = rest.split_at_checked(16) {
            let (hashes, behind) = behind[1..].split_at(4 * usize::from(behind[0]));
            for hash in hashes.chunks(4) {
                let hash = u32::from_le_bytes(hash.try_into().unwrap());
                let insert = sqlx::query("INSERT OR IGNORE INTO conversation_bands VALUES (?, ?)");
                insert.bind(i64::from(hash)).bind(id).execute(&mut *connection).await.unwrap();
            }
            rest = behind;
        }
    }
    // Everything that the later migrations made, in this order.
    let back = "ALTER TABLE export_logs DROP COLUMN packed_rejected; DROP TABLE recent_bands; DROP TABLE bands_moved; \
        DROP TRIGGER conversations_list_parameters; DROP TRIGGER conversations_list_changed_parameters; \
        DROP TRIGGER conversations_forget_parameters; \
        DROP TABLE conversation_parameters; DROP TABLE parameter_values; \
        ALTER TABLE template_versions DROP COLUMN system_prompt; \
        ALTER TABLE template_versions DROP COLUMN source; ALTER TABLE template_versions DROP COLUMN partials; \
        ALTER TABLE prompt_templates DROP COLUMN kind; DROP TABLE template_ratings; \
        DROP TABLE scenario_versions; DROP TABLE edge_case_versions; \
        DROP TABLE vocabulary_versions; DROP TABLE vocabularies; \
        ALTER TABLE batch_jobs DROP COLUMN description; ALTER TABLE batch_jobs DROP COLUMN summary; \
        DROP INDEX scenarios_by_name; DROP INDEX edge_cases_by_name; \
        ALTER TABLE scenarios DROP COLUMN name_key; ALTER TABLE scenarios DROP COLUMN version; \
        ALTER TABLE scenarios DROP COLUMN emotion; \
        ALTER TABLE edge_cases DROP COLUMN name_key; ALTER TABLE edge_cases DROP COLUMN version; \
        ALTER TABLE edge_cases DROP COLUMN persona; ALTER TABLE edge_cases DROP COLUMN emotion; \
        ALTER TABLE edge_cases DROP COLUMN topic; DROP INDEX documents_by_title; DROP INDEX documents_by_file; \
        ALTER TABLE documents DROP COLUMN title_key; ALTER TABLE documents DROP COLUMN format; \
        ALTER TABLE documents DROP COLUMN chunk_tokens; ALTER TABLE documents DROP COLUMN overlap; \
        ALTER TABLE chunks DROP COLUMN superseded_at; DROP INDEX conversations_by_version; DROP TABLE judge_marks; \
        DROP TRIGGER conversations_test_edge_case; ALTER TABLE conversations DROP COLUMN situation; \
        DROP TABLE exported_ids; ALTER TABLE export_logs ADD COLUMN packed_ids BLOB; \
        DROP INDEX conversations_by_cost; \
        CREATE INDEX conversations_by_cost ON conversations (actual_cost_micros, id); \
        PRAGMA user_version = 23";
    sqlx::raw_sql(back).execute(connection).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_version_before_is_compared_with_at_once() {
    let world = World::new();
    let all: Vec<NewConversation> = (0..700).map(talk).collect();
    let store = world.store().await;
    add_all(&store, &all).await;
    store.close().await;
    tokio::task::block_in_place(|| world.sql(async |connection| before(connection).await));
    assert_eq!(number(&world, "SELECT count(*) FROM conversation_bands"), 700 * 16);
    let store = world.store().await;
    all_found(&store, &all, (0..700).step_by(29)).await;
}

/// A row of an import, with the words of a talk.
fn row(seed: u64) -> String {
    let messages: Vec<_> = talk(seed)
        .turns
        .iter()
        .map(|turn| serde_json::json!({"role": turn.role.as_str(), "content": turn.content}))
        .collect();
    serde_json::json!({ "messages": messages }).to_string() + "\n"
}

#[test]
fn kill_9_between_waiting_and_moving_loses_no_hash() {
    let world = World::new();
    world.write("many.jsonl", (0..6000).map(row).collect::<String>());
    let line = ["import", "many.jsonl", "-y"];
    let count = "SELECT count(*) FROM conversations";
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async { world.store().await.close().await });
    for kill in 1..=5 {
        let running = world.start(line);
        crate::support::process::wait_until("an import saves", || number(&world, count) > kill * 700);
        let _ = running.kill();
    }
    assert!(number(&world, "SELECT moved FROM bands_moved") > 0);
    let stored = number(&world, count) as u64;
    runtime.block_on(async {
        let store = world.store().await;
        for seed in (0..stored.min(6000)).step_by(31) {
            assert!(original(&store, seed).await.is_some(), "the copy of {seed} of {stored}");
        }
    });
}
