//! `dialoom purge`.

use std::path::Path;

use dialoom::domain::conversation::{NewConversation, ParentType};

use crate::support::sample::{conversation, turns};
use crate::support::stand_in::{Answer, Protocol, every_time};
use crate::support::world::World;

/// The files below a folder that hold these bytes, in any case.
fn files_with(folder: &Path, secret: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, secret));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
        if bytes.windows(secret.len()).any(|window| window == secret.as_bytes()) {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

/// The end of a word is whole in the search index, where its beginning is shared with the word before.
const SECRET: &str = "Quixrhubarbzebra";
const TAIL: &str = "rhubarbzebra";

#[test]
fn no_file_of_the_database_holds_a_word_of_it_afterwards() {
    let mut made = conversation("good", 9.0, 1);
    made.title = format!("About {SECRET}");
    made.subject.persona = format!("{SECRET} Smith");
    made.turns = turns(4, |number| format!("{number} {SECRET} says something long enough to be a turn of its own"));
    let mut others: Vec<_> = (0..40).map(|number| conversation("other", 8.0, number)).collect();
    others.push(made.clone());
    let shelf = tokio::runtime::Runtime::new().unwrap().block_on(World::new().holding(&others));
    let id = made.id.short();
    let texts = format!(
        "INSERT INTO generation_logs (id, conversation_id, provider, model, max_tokens, status, request, response, \
         error_message, cost_micros, created_by, created_at) SELECT randomblob(16), id, 'simulator', 'm', 1, 'failed', \
         '{SECRET}', '{SECRET}', '{SECRET}', 70, 'ann', created_at FROM conversations WHERE short_id = '{id}'"
    );
    shelf.sql(async |connection| sqlx::query(sqlx::AssertSqlSafe(texts)).execute(connection).await.unwrap());
    // In the history, the trash, and freed pages.
    shelf.run(["edit", &id, "--turn", "1", "--content", &format!("Other {SECRET}")]).ends(0);
    shelf.run(["reject", &id, "--reason", &format!("names {SECRET}")]).ends(0);
    shelf.run(["delete", &id, "-y"]).ends(0);
    shelf.run(["undo", "-y"]).ends(0);
    let folder = shelf.path();
    assert!(!files_with(&folder, TAIL).is_empty(), "the search finds it while it is there");

    let asked = format!("purge {id} (\"About {SECRET}\") for good");
    shelf.run(["purge", &id]).ends(2).says(&asked).says("--yes");
    shelf.run(["delete", &id, "-y"]).ends(0);
    shelf.run(["purge", "--trash"]).ends(2).says(&asked);
    shelf.run(["undo", "-y"]).ends(0);
    let ran = shelf.run(["purge", &id, "-y"]).ends(0);
    assert_eq!(ran.stdout, format!("{id}\n"));
    let ran = ran.says("purged 1 conversation, and the texts of 1 call").says("not reached: exports, backups");
    assert!(!ran.stderr.contains("the values of the plan"), "it is of no batch: {}", ran.stderr);
    assert_eq!(files_with(&folder, TAIL), Vec::<String>::new());

    shelf.run(["show", &id]).ends(2).says("no conversation");
    shelf.run(["undo", "--list"]).ends(0).says("nothing to undo");
    assert_eq!(shelf.run(["list", "--search", "rollover", "--ids"]).ends(0).stdout.lines().count(), 25);
    let cost = shelf.run(["stats", "--json"]).ends(0).json();
    assert!(cost.to_string().contains("0.00007"), "{cost}");
}

#[tokio::test]
async fn ids_filters_and_the_trash_are_purged_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        let made = [conversation("low", 4.0, 0), conversation("fair", 7.0, 1), conversation("good", 9.0, 2)];
        let shelf = world.holding(&made).await;
        let ids: Vec<String> = made.iter().map(|one| one.id.short()).collect();
        shelf.run(["approve", &ids[0], &ids[1]]).ends(0);
        shelf.run(["delete", &ids[0], "--force", "-y"]).ends(0);
        shelf.run(["purge", "--trash", &ids[1]]).ends(2).says("--trash alone");
        shelf.run(["purge"]).ends(2).says("no conversation is selected");
        let document = shelf.run(["purge", "--trash", "-y", "--json"]).ends(0).json();
        assert_eq!((&document["conversations"], &document["ids"]), (&1.into(), &serde_json::json!([ids[0]])));
        assert_eq!(document["leftover"], serde_json::Value::Null);
        // What is left of the act can still be undone.
        shelf.run(["undo", "-y"]).ends(0).says("undone: approval of 1 conversation");
        shelf.run(["purge", "--min-quality", "8", "-y"]).ends(0).says("purged 1 conversation");
        shelf.run(["delete", &ids[1], "-y"]).ends(0);
        shelf.run(["purge", &ids[1], "-y"]).ends(0);
        shelf.run(["purge", "--trash", "-y"]).ends(0).says("nothing to purge");
        assert_eq!(shelf.run(["list", "--ids"]).ends(0).stdout, "");
        let store = shelf.store().await;
        assert_eq!(store.history(made[1].id).await.unwrap().len(), 1, "only that it was purged");
    }
}

#[test]
fn the_answers_of_a_batch_go_with_its_conversations() {
    let shop = World::new().asking(Protocol::Anthropic, every_time("Person 02", Answer::Refusal)).plan(2, "");
    shop.work(&[]);
    // A call that failed, of an item that has a conversation by now.
    shop.sql(async |connection| {
        let text = "UPDATE generation_logs SET conversation_id = NULL, response = 'said before' \
            WHERE item_id IN (SELECT id FROM batch_items WHERE conversation_id IS NOT NULL)";
        sqlx::query(text).execute(connection).await.unwrap()
    });
    let texts = "SELECT count(*) FROM generation_logs WHERE response = 'said before'";
    assert!(shop.number(texts) > 0);
    shop.run(["purge", "--batch", "shop", "-y"]).ends(0);
    assert_eq!(shop.number("SELECT count(*) FROM conversations"), 0);
    assert_eq!(shop.number(texts), 0);
    assert!(shop.number("SELECT sum(cost_micros) FROM generation_logs") > 0);
}

#[test]
fn a_request_for_a_version_in_the_trash_goes_with_the_text_it_held() {
    for world in [World::new(), World::new().on_postgres()] {
        let (old, other) = (conversation("old", 6.0, 0), conversation("other", 7.0, 1));
        let version_of = |of: &NewConversation| {
            let parent = Some((ParentType::Conversation, of.id.0));
            NewConversation { parent, ..conversation("new", 8.0, 2) }
        };
        let (version, kept) = (version_of(&old), version_of(&other));
        let all = [old.clone(), other, version.clone(), kept.clone()];
        let shelf = tokio::runtime::Runtime::new().unwrap().block_on(world.holding(&all));
        let id = if shelf.postgres().is_some() { "gen_random_uuid()" } else { "randomblob(16)" };
        shelf.number(&format!(
            "INSERT INTO generation_logs (id, conversation_id, provider, model, max_tokens, status, request, \
             cost_micros, created_by, created_at) SELECT {id}, id, 'simulator', 'm', 1, 'failed', 'the old text', 70, \
             'ann', created_at FROM conversations WHERE parent_id IS NOT NULL RETURNING cost_micros"
        ));
        let texts = || shelf.number("SELECT count(*) FROM generation_logs WHERE request = 'the old text'");
        assert_eq!(texts(), 2);
        shelf.run(["delete", &version.id.short(), &kept.id.short(), "-y"]).ends(0);
        let document = shelf.run(["purge", &old.id.short(), "-y", "--json"]).ends(0).json();
        assert_eq!((&document["conversations"], &document["calls"], texts()), (&1.into(), &1.into(), 1));
    }
}

#[test]
fn the_planner_of_postgres_forgets_the_text_too() {
    let mut made = conversation("good", 9.0, 1);
    made.title = format!("About {SECRET}");
    made.subject.persona = format!("{SECRET} Smith");
    made.turns = turns(4, |number| format!("{number} {SECRET} says something long enough to be a turn of its own"));
    let all = [made.clone(), conversation("other", 8.0, 2)];
    let shelf = tokio::runtime::Runtime::new().unwrap().block_on(World::new().on_postgres().holding(&all));
    let id = made.id.short();
    let known = || shelf.number(&format!("SELECT count(*) FROM pg_stats s WHERE s::text ILIKE '%{TAIL}%'"));
    shelf.run(["tag", &id, TAIL]).ends(0);
    shelf.run(["reject", &id, "--reason", &format!("names {SECRET}")]).ends(0);
    shelf.postgres().unwrap().run("ANALYZE");
    assert!(known() > 3, "it stands in pg_stats while the text is there: {}", known());
    shelf.run(["delete", &id, "-y"]).ends(0);
    shelf.postgres().unwrap().run("ANALYZE");
    // The trash is empty afterwards, and ANALYZE leaves the values of an empty table as they are.
    let ran = shelf.run(["purge", &id, "-y", "--json"]).ends(0).json();
    assert_eq!((known(), &ran["leftover"]), (0, &serde_json::Value::Null));
    let not_reached = ran["not_reached"].to_string();
    for what in ["data files", "write-ahead log, replicas and backups"] {
        assert!(not_reached.contains(what), "{not_reached}");
    }
    // The last one leaves every table empty.
    let last = shelf.run(["list", "--ids"]).ok().stdout;
    let ran = shelf.run(["purge", last.trim(), "-y", "--json"]).ends(0).json();
    let kept = |column: &str| {
        let table = format!("SELECT count(*) FROM pg_stats WHERE tablename = 'conversations' AND attname = '{column}'");
        shelf.number(&table) > 0
    };
    assert!(!kept("category"), "a plain column forgets its values");
    // A column of a trigger does not: it is told.
    assert!(!kept("title") || ran["leftover"].to_string().contains("conversations.title"), "{ran}");
}

#[test]
fn a_role_of_postgres_that_is_no_superuser_purges_or_says_what_it_may_not_clear() {
    for is_owner in [true, false] {
        let shelf = World::new().on_postgres();
        let line = |who: &str| {
            let said = format!("{who} asks about a pension plan and wants to hear what a small saver should do first.");
            let messages =
                serde_json::json!([{"role": "user", "content": said}, {"role": "assistant", "content": said}]);
            serde_json::json!({"persona": who, "messages": messages}).to_string()
        };
        shelf.write("talks.jsonl", format!("{}\n{}\n", line(&format!("{SECRET} Smith")), line("Ann")));
        // The owner makes the tables; another role finds them.
        let shelf = if is_owner { as_role(shelf, true) } else { shelf };
        shelf.run(["import", "talks.jsonl"]).ends(0);
        shelf.postgres().unwrap().run("ANALYZE");
        let shelf = if is_owner { shelf } else { as_role(shelf, false) };
        let known = || shelf.number(&format!("SELECT count(*) FROM pg_stats s WHERE s::text ILIKE '%{TAIL}%'"));
        assert!(known() > 0);
        let persona = format!("{SECRET} Smith");
        let ran = shelf.run(["purge", "--persona", &persona, "-y", "--json"]).ends(0).json();
        assert_eq!(ran["conversations"], 1);
        match is_owner {
            true => assert_eq!((known(), &ran["leftover"]), (0, &serde_json::Value::Null)),
            false => assert!(ran["leftover"].to_string().contains("who owns conversations, may clear it"), "{ran}"),
        }
    }
}

fn as_role(shelf: World, is_owner: bool) -> World {
    let url = shelf.postgres().unwrap().url_of_role(is_owner);
    shelf.with_env("DIALOOM_DB", url)
}
