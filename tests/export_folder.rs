//! `dialoom export --layout huggingface`, `exports again`, and what a signal leaves behind.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::Utc;
use dialoom::domain::conversation::NewConversation;
use dialoom::domain::review::{Basis, Decision};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::process::wait_until;
use crate::support::sample::conversation;
use crate::support::world::World;

const STATED: &str = "[dataset]\nname = \"Money: \\\"talks\\\"\"\nlicense = \"cc-by-4.0\"\nlanguage = [\"en\"]\n\
                      provider_terms = \"Training is allowed.\"\n";

fn sample(number: i64, topics: i64) -> NewConversation {
    let mut made = conversation(&format!("No. {number}"), 8.0, number);
    made.subject.topic = format!("topic {}", number % topics);
    made
}

async fn world(stated: &str, made: &[NewConversation]) -> World {
    let world = World::new().settings(stated).holding(made).await;
    let store = world.store().await;
    let ids: Vec<_> = made.iter().map(|one| one.id).collect();
    store.decide(&ids, &Decision::Approve { note: None }, Basis::Opened, "ann", Utc::now()).await.unwrap();
    store.close().await;
    world
}

/// Every file below a folder, with its bytes.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                all.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    all
}

#[tokio::test]
async fn a_folder_holds_rows_card_manifest_and_croissant_and_is_the_same_each_time() {
    let made: Vec<_> = (0..60).map(|number| sample(number, 40)).collect();
    let world = world(STATED, &made).await;
    let line = ["export", "--layout", "huggingface", "--split", "train=0.8,test=0.2", "--include", "metadata"];
    world.run([&line[..], &["-o", "set"]].concat()).ends(0);
    let files = tree(&world.path().join("set"));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let (test, train) = ("data/test-00000-of-00001.parquet", "data/train-00000-of-00001.parquet");
    assert_eq!(names, ["README.md", "croissant.json", test, train, "manifest.json"]);

    let card = String::from_utf8(files["README.md"].clone()).unwrap();
    let front = card.split("---\n").nth(1).unwrap();
    assert!(
        front.contains("pretty_name: \"Money: \\\"talks\\\"\"") && front.contains("license: \"cc-by-4.0\""),
        "{front}"
    );
    assert!(front.contains("- split: train\n    path: \"data/train-00000-of-00001.parquet\""), "{front}");
    for said in ["60 of 60 (100.0 %), by 1 person", "a-model (anthropic)", "Training is allowed.", "Biases: not stated"]
    {
        assert!(card.contains(said), "{said} in {card}");
    }
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    for file in manifest["files"].as_array().unwrap() {
        let bytes = &files[file["path"].as_str().unwrap()];
        let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(file["sha256"], sum.as_str(), "{file}");
    }
    let croissant: Value = serde_json::from_slice(&files["croissant.json"]).unwrap();
    assert_eq!(croissant["distribution"].as_array().unwrap().len(), 2);
    assert_eq!(croissant["rai:personalSensitiveInformation"], "not stated");
    let home = world.path().display().to_string();
    assert!(!files.values().any(|bytes| String::from_utf8_lossy(bytes).contains(&home)), "no path of this machine");

    world.run([&line[..], &["-o", "other"]].concat()).ends(0);
    assert_eq!(tree(&world.path().join("other")), files, "the same bytes");
    world.run([&line[..], &["-o", "set"]].concat()).fails(2).says("exists and is not empty").says("--force");
    world.run([&line[..], &["-o", "set", "--force"]].concat()).ends(0);
    world.run(["export", "--layout", "huggingface", "--format", "csv", "-o", "x"]).fails(2).says("holds parquet");
    world.run(["export", "--layout", "huggingface", "-o", "missing/x"]).fails(2).says("does not exist");
    world.write("mine/notes.txt", "mine");
    world.run(["export", "--layout", "huggingface", "-o", "mine", "--force"]).fails(2).says("is not empty");
    assert!(!world.files().iter().any(|name| name.contains(".tmp")), "{:?}", world.files());

    world.run(["exports", "verify"]).ends(0);
    let id = world.run(["exports", "list", "--json"]).json()["exports"][0]["id"].as_str().unwrap().to_owned();
    world.run(["exports", "again", &id, "-o", "repeated"]).ends(0).says("the same bytes");
    assert_eq!(tree(&world.path().join("repeated")), files, "repeated from the row");
}

#[tokio::test]
async fn croissant_declares_no_list_inside_of_metadata() {
    let world =
        world("[dataset]\nlicense = \"CC BY 4.0\"\nlanguage = [\"English\", \"Elvish\"]\n", &[sample(0, 1)]).await;
    let ran = world.run(["export", "--layout", "huggingface", "--include", "metadata,quality", "-o", "set"]).ends(0);
    drop(ran.says("the language \"Elvish\" of [dataset]"));
    let croissant: Value = serde_json::from_str(&world.read("set/croissant.json")).unwrap();
    let fields = croissant["recordSet"][0]["field"].as_array().unwrap();
    let metadata = fields.iter().find(|field| field["name"] == "train-rows/metadata").unwrap();
    let names = metadata["subField"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap());
    let names: Vec<_> = names.map(|name| name.rsplit('/').next().unwrap()).collect();
    assert!(names.contains(&"title") && !names.contains(&"findings"), "{names:?}");
    let card = world.read("set/README.md");
    assert!(card.contains("license: \"cc-by-4.0\"\nlanguage: [\"en\"]\n") && card.contains("\"synthetic\""), "{card}");
}

/// Lets every export of the world that may expire be expired.
async fn expire(world: &World) {
    let store = world.store().await;
    for mut record in store.exports(10).await.unwrap() {
        record.expires_at = record.expires_at.map(|_| Utc::now());
        store.save_export(&record).await.unwrap();
    }
    store.close().await;
}

#[tokio::test]
async fn a_whole_folder_is_verified_and_cleaned_up() {
    let made: Vec<_> = (0..3).map(|number| sample(number, 40)).collect();
    let world = world(STATED, &made).await;
    let line = |place: &'static str| ["export", "--layout", "huggingface", "--expires", "1h", "-o", place];
    world.run(line("gone")).ends(0);
    world.run(line("mine")).ends(0);
    world.write("mine/README.md", "my own words");
    std::fs::remove_file(world.path().join("mine/croissant.json")).unwrap();
    let wrong = world.run(["exports", "verify"]).fails(1).says("2 of 8 files");
    let id = world.run(["exports", "list", "--json"]).json()["exports"][0]["id"].as_str().unwrap().to_owned();
    assert!(wrong.stderr.contains(&format!("dialoom exports again {id} --force")), "{wrong:?}");
    for (state, name) in
        [("changed", "mine/README.md"), ("missing", "mine/croissant.json"), ("same", "gone/manifest.json")]
    {
        assert!(wrong.stdout.lines().any(|row| row.starts_with(state) && row.ends_with(name)), "{name}: {wrong:?}");
    }
    world.write("mine/notes.txt", "mine");
    let id = world.run(["exports", "list", "--json"]).json()["exports"][0]["id"].as_str().unwrap().to_owned();
    world.run(["exports", "again", &id, "-o", "repeated"]).ends(0).says("the same bytes");
    let manifest = world.read("repeated/manifest.json");
    assert!(!manifest.contains(&world.path().display().to_string()), "no path of this machine: {manifest}");

    expire(&world).await;
    world.run(["exports", "cleanup", "--yes"]).ends(0).says("mine/README.md was changed");
    assert!(!world.path().join("gone").exists(), "the whole folder went");
    let left = tree(&world.path().join("mine"));
    assert_eq!(left.keys().collect::<Vec<_>>(), ["README.md", "notes.txt"], "what is somebody's own stays");
    assert!(world.path().join("repeated/manifest.json").exists(), "it never expires");
}

#[tokio::test]
async fn the_entry_of_an_expired_file_goes_with_it() {
    let world = world("", &[sample(0, 1), sample(1, 1)]).await;
    let line = |place: &'static str| ["export", "--shape", "llama-factory", "--expires", "1h", "-o", place];
    world.write("other/dataset_info.json", r#"{ "foreign": { "file_name": "foreign.json" } }"#);
    std::fs::create_dir(world.path().join("alone")).unwrap();
    world.run(line("alone/one.json")).ends(0);
    world.run(line("other/two.json")).ends(0);
    expire(&world).await;
    world.run(["exports", "cleanup", "--yes"]).ends(0);
    assert!(!world.path().join("alone/dataset_info.json").exists(), "it named nothing any more");
    let entries: Value = serde_json::from_str(&world.read("other/dataset_info.json")).unwrap();
    assert_eq!(entries.as_object().unwrap().keys().collect::<Vec<_>>(), ["foreign"]);
}

/// A conversation with so many bytes of text in which no words repeat.
fn long(number: i64, bytes: usize) -> NewConversation {
    let mut made = sample(number, 1000);
    let mut seed = number.unsigned_abs() + 1;
    let mut word = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:x} ", seed >> 20)
    };
    let text = |word: &mut dyn FnMut() -> String| {
        let mut text = String::new();
        while text.len() < bytes / 4 {
            text.push_str(&word());
        }
        text
    };
    made.turns.truncate(4);
    made.turns.iter_mut().for_each(|turn| turn.content = text(&mut word));
    made
}

#[tokio::test]
async fn a_large_part_is_several_files_and_the_same_each_time() {
    // A group of rows holds 8 MiB of text; a file ends behind a group.
    let made: Vec<_> = (0..48).map(|number| long(number, 600_000)).collect();
    let world = world(STATED, &made).await;
    let line = ["export", "--layout", "huggingface", "--shard-size", "1", "--split", "train=0.75,test=0.25"];
    let document = world.run([&line[..], &["-o", "set", "--json"]].concat()).ends(0).json();
    let files = tree(&world.path().join("set"));
    let train: Vec<&str> = files.keys().map(String::as_str).filter(|name| name.contains("train")).collect();
    let of = train.len();
    assert!(of > 1, "{:?}", files.keys());
    let named: Vec<String> = (0..of).map(|place| format!("data/train-{place:05}-of-{of:05}.parquet")).collect();
    assert_eq!(train, named);

    let listed = document["export"]["files"].as_array().unwrap();
    let conversations = |part: &str| -> u64 {
        let of_part = listed.iter().filter(|file| file["part"] == part);
        of_part.map(|file| file["conversations"].as_u64().unwrap()).sum()
    };
    let [trained, tested] = ["train", "test"].map(conversations);
    assert_eq!((listed.len(), trained + tested), (files.len() - 3, 48), "{:?}", files.keys());
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let share = (tested as f64 / 48.0 * 10_000.0).round() / 10_000.0;
    assert_eq!(manifest["splits"][1], json!({ "name": "test", "conversations": tested, "share": share }));
    for file in manifest["files"].as_array().unwrap() {
        let sum: String =
            Sha256::digest(&files[file["path"].as_str().unwrap()]).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(file["sha256"], sum.as_str(), "{file}");
    }
    let card = String::from_utf8(files["README.md"].clone()).unwrap();
    assert!(card.contains("- split: train\n    path: \"data/train-*.parquet\"\n"), "{card}");
    // A part of the sizes alone is malformed to `datasets`.
    assert!(!card.contains("num_examples") && !card.contains("num_bytes"), "{card}");
    let croissant: Value = serde_json::from_slice(&files["croissant.json"]).unwrap();
    assert_eq!(croissant["recordSet"][of - 1]["@id"], format!("train-{:05}-rows", of - 1));

    world.run(["exports", "verify"]).ends(0);
    let id = document["export"]["id"].as_str().unwrap();
    world.run(["exports", "again", id, "-o", "repeated"]).ends(0).says("the same bytes");
    assert!(tree(&world.path().join("repeated")) == files, "repeated from the row");
    world.run(["exports", "again", id, "--force"]).ends(0).says("the same bytes");
    world.run(["export", "--shard-size", "1", "-o", "a.parquet"]).fails(2).says("--layout");
    assert!(!world.files().iter().any(|name| name.contains(".tmp")), "{:?}", world.files());
}

#[tokio::test]
async fn a_part_without_conversations_leaves_no_folder() {
    let world = world("", &[sample(0, 1), sample(1, 1)]).await;
    let line = ["export", "--layout", "huggingface", "--split", "train=0.5,test=0.5", "-o", "set"];
    world.run(line).fails(1).says("no conversation falls into the part");
    assert!(!world.files().iter().any(|name| name.starts_with("set") || name.contains(".tmp")), "{:?}", world.files());
}

#[tokio::test]
async fn an_export_is_made_again_from_its_row_and_says_what_changed() {
    let made: Vec<_> = (0..30).map(|number| sample(number, 20)).collect();
    let world = world("", &made).await;
    world.write("prompt.txt", "Be kind.");
    for (number, line) in [
        &["-o", "a.jsonl.gz", "--system", "@prompt.txt", "--per-turn", "--shuffle", "--limit", "7"][..],
        &["-o", "b.csv", "--shape", "alpaca", "--spreadsheet-safe", "--include", "quality"],
        &["-o", "c.parquet", "--split", "train=0.7,validation=0.3", "--shape", "prompt-completion"],
        &["-o", "d.json", "--balance", "tier", "--max-tokens", "100000"],
    ]
    .into_iter()
    .enumerate()
    {
        world.run([&["export"][..], line].concat()).ends(0);
        let record = world.run(["exports", "list", "--json"]).json()["exports"][0].clone();
        let id = record["id"].as_str().unwrap();
        let paths: Vec<_> = record["files"].as_array().unwrap().iter().map(|file| file["path"].clone()).collect();
        let read = || paths.iter().map(|path| std::fs::read(path.as_str().unwrap()).unwrap()).collect::<Vec<_>>();
        let before = read();
        world.run(["exports", "again", id]).fails(2).says("already exists");
        // The prompt is that of the row, whatever the file says now.
        world.write("prompt.txt", format!("Be other {number}."));
        world.run(["exports", "again", id, "--force"]).ends(0).says("the same bytes");
        assert_eq!(read(), before, "{line:?}");
    }
    let id = world.run(["exports", "list", "--json"]).json()["exports"][0]["id"].as_str().unwrap().to_owned();
    world.run(["reject", &made[0].id.short(), "--reason", "weak", "--yes"]).ends(0);
    world.run(["delete", &made[1].id.short(), "--yes", "--force"]).ends(0);
    let ran = world.run(["exports", "again", &id, "--force"]).ends(0);
    ran.says("not the same bytes").says("1 conversation gone since").says("1 conversation decided otherwise since");
    let json = world.run(["exports", "again", &id, "--force", "--json"]).ends(0).json();
    assert_eq!((&json["is_same"], &json["changes"]["gone"]), (&false.into(), &1.into()));
    world.run(["exports", "again", "ffff"]).fails(2).says("export");
}

#[cfg(unix)]
#[tokio::test]
async fn a_signal_in_the_middle_leaves_no_file_and_no_folder() {
    let made: Vec<_> = (0..6_000).map(|number| sample(number, 50)).collect();
    let world = world("", &made).await;
    for line in [
        &["-o", "a.jsonl"][..],
        &["-o", "b.csv", "--split", "train=0.7,validation=0.3"],
        &["-o", "set", "--layout", "huggingface"],
        &["-o", "c.json", "--shape", "llama-factory"],
    ] {
        let running = world.start([&["export", "--per-turn"][..], line].concat());
        wait_until("the export writes", || world.files().iter().any(|name| name.contains(".tmp")));
        running.signal("TERM");
        running.end().fails(130).says("interrupted");
        let left = world.files();
        let is_ours = |name: &String| {
            name.contains(".tmp") || ["a.", "b", "c.", "set", "dataset"].iter().any(|it| name.starts_with(it))
        };
        assert!(!left.iter().any(is_ours), "{line:?}: {left:?}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn what_a_killed_export_left_is_removed_by_the_next_one_or_by_a_cleaning() {
    let made: Vec<_> = (0..6_000).map(|number| sample(number, 50)).collect();
    let world = world("", &made).await;
    let unfinished = || world.files().into_iter().filter(|name| name.contains(".tmp")).collect::<Vec<_>>();
    let killed = |line: &[&str]| {
        let before = unfinished().len();
        let running = world.start([&["export", "--per-turn", "-o"][..], line].concat());
        wait_until("the export writes", || unfinished().len() > before);
        assert!(running.kill().is_none(), "it still wrote");
        assert!(unfinished().len() > before);
    };
    killed(&["set", "--layout", "huggingface"]);
    world.run(["export", "--limit", "5", "-o", "set", "--layout", "huggingface"]).ends(0);
    assert_eq!((unfinished(), world.path().join("set/README.md").exists()), (Vec::new(), true));
    killed(&["other", "--layout", "huggingface"]);
    killed(&["b.csv", "--split", "train=0.7,validation=0.3"]);
    let ran = world.run(["exports", "cleanup", "--yes"]).ends(0);
    assert!(ran.stdout.matches("left by a killed export").count() >= 2, "{ran:?}");
    assert_eq!(unfinished(), Vec::<String>::new());
}

#[tokio::test]
async fn the_card_says_what_a_model_wrote_and_what_was_imported() {
    let talk = |place: usize| {
        let turn = |role: &str, content: String| json!({ "role": role, "content": content });
        let turns = [
            turn("user", format!("How do I mend bicycle number {place}?")),
            turn("assistant", format!("Loosen bolt {place}.")),
        ];
        format!("{}\n", json!({ "messages": turns }))
    };
    let told = |world: &World, name: &str| {
        world.write("in.jsonl", (0..2).map(talk).collect::<String>());
        world.run(["import", "in.jsonl"]).ends(0);
        let status = "approved,generated,needs_revision";
        world.run(["export", "--layout", "huggingface", "--status", status, "--with-findings", "-o", name]).ends(0);
        let card = world.read(format!("{name}/README.md"));
        let croissant: Value = serde_json::from_str(&world.read(format!("{name}/croissant.json"))).unwrap();
        (card, croissant.to_string())
    };
    let (card, croissant) = told(&World::new(), "alone");
    for text in [&card, &croissant] {
        assert!(text.contains("The conversations were imported from files"), "{text}");
        assert!(!text.contains("A language model wrote"), "{text}");
    }
    assert!(card.contains("Imported from files: 2.") && card.contains("no model recorded | 2"), "{card}");
    assert!(!card.contains("synthetic"), "{card}");

    let made: Vec<_> = (0..3).map(|number| sample(number, 3)).collect();
    let (card, croissant) = told(&world("", &made).await, "mixed");
    for text in [&card, &croissant] {
        let origin = "A language model wrote 3 of the conversations; 2 were imported from files";
        assert!(text.contains(origin), "{text}");
    }
    assert!(card.contains("Imported from files: 2.") && card.contains("a-model (anthropic) | 3"), "{card}");
    assert!(card.contains("5 conversations with") && !card.contains("num_bytes"), "{card}");
}
