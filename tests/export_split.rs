//! `dialoom export --split`, and what is picked from the selection.

use chrono::Utc;
use dialoom::domain::conversation::{NewConversation, ParentType, Tier};
use dialoom::domain::review::{Basis, Decision};
use serde_json::Value;

use crate::support::sample::conversation;
use crate::support::world::World;

async fn approved(made: &[NewConversation]) -> World {
    let world = World::new().holding(made).await;
    let store = world.store().await;
    let ids: Vec<_> = made.iter().map(|one| one.id).collect();
    store.decide(&ids, &Decision::Approve { note: None }, Basis::Named, "ann", Utc::now()).await.unwrap();
    store.close().await;
    world
}

/// Sixty cells of two conversations.
fn many() -> Vec<NewConversation> {
    let one = |number: i64| {
        let mut made = conversation(&format!("No. {number}"), 8.0, number);
        made.subject.topic = format!("topic {}", number / 2);
        made
    };
    (0..120).map(one).collect()
}

fn rows(world: &World, file: &str) -> Vec<Value> {
    world.read(file).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn topics(world: &World, file: &str) -> Vec<String> {
    rows(world, file).iter().map(|row| row["metadata"]["topic"].as_str().unwrap().to_owned()).collect()
}

const SPLIT: [&str; 8] =
    ["export", "-o", "data.jsonl", "--include", "metadata", "--split", "train=0.7,validation=0.3", "--force"];

#[tokio::test]
async fn a_split_makes_a_file_a_part_and_no_cell_straddles() {
    let world = approved(&many()).await;
    let export = world.run([&SPLIT[..], &["--json"]].concat()).ends(0).json()["export"].clone();
    let (train, validation) = (topics(&world, "data-train.jsonl"), topics(&world, "data-validation.jsonl"));
    assert_eq!(train.len() + validation.len(), 120);
    assert!((15..60).contains(&validation.len()), "{}", validation.len());
    assert!(train.iter().all(|topic| !validation.contains(topic)));
    let files = export["files"].as_array().unwrap();
    let part = |place: usize| (files[place]["part"].clone(), files[place]["conversations"].clone());
    assert_eq!(part(0), ("train".into(), train.len().into()));
    assert_eq!(part(1), ("validation".into(), validation.len().into()));
    assert!(!world.path().join("data.jsonl").exists());

    let before = world.read("data-validation.jsonl");
    world.run(SPLIT).ends(0).prints("2 files");
    assert_eq!(world.read("data-validation.jsonl"), before, "the same again");
}

#[tokio::test]
async fn every_tier_is_in_every_part_and_a_later_row_moves_none() {
    let mut made = many();
    for (place, one) in made.iter_mut().enumerate() {
        one.tier = Tier::ALL[place / 2 % 3];
    }
    let world = approved(&made).await;
    let tiers = |file: &str| {
        let all = rows(&world, file);
        Tier::ALL.iter().map(|tier| all.iter().filter(|row| row["metadata"]["tier"] == tier.as_str()).count()).collect()
    };
    let told = world.run(SPLIT).ends(0).prints(" %)").stdout;
    let (train, validation): (Vec<usize>, Vec<usize>) = (tiers("data-train.jsonl"), tiers("data-validation.jsonl"));
    let share = validation.iter().sum::<usize>() as f64 / 1.2;
    assert!(told.contains(&format!("({share:.1} %)")), "{told}");
    // Twelve of the forty of each tier are expected.
    assert!(train.iter().all(|number| (16..=34).contains(number)), "{train:?}");
    assert!(validation.iter().all(|number| (6..=24).contains(number)), "{validation:?}");

    let files = ["data-train.jsonl", "data-validation.jsonl"];
    let before = files.map(|file| topics(&world, file));
    let store = world.store().await;
    for number in 0..40 {
        let mut later = conversation(&format!("Later {number}"), 8.0, 500 + number);
        later.subject.topic = format!("a new topic {number}");
        store.add_conversations(&[later.clone()]).await.unwrap();
        store.decide(&[later.id], &Decision::Approve { note: None }, Basis::Named, "ann", Utc::now()).await.unwrap();
    }
    store.close().await;
    world.run(SPLIT).ends(0);
    let after = files.map(|file| topics(&world, file));
    for (before, after) in before.iter().zip(&after) {
        assert!(before.iter().all(|topic| after.contains(topic)), "nobody left the part");
        assert!(before.len() < after.len());
    }
}

#[tokio::test]
async fn the_shares_hold_for_what_is_written_not_for_what_is_left_out() {
    let mut made = many();
    for one in made.iter_mut().step_by(2) {
        // No trainer takes a conversation that ends on the user.
        one.turns.pop();
    }
    for (place, one) in made.iter_mut().enumerate() {
        one.subject.topic = format!("topic {place}");
        one.tier = Tier::ALL[place / 2 % 3];
    }
    let world = approved(&made).await;
    world.run(SPLIT).fails(2).says("last turn is the user's");
    world.run([&SPLIT[..], &["--skip-invalid"]].concat()).ends(0);
    let written = ["data-train.jsonl", "data-validation.jsonl"].map(|file| rows(&world, file).len());
    assert_eq!(written.iter().sum::<usize>(), 60, "{written:?}");
    assert!((9..=36).contains(&written[1]), "18 of sixty rows are expected: {written:?}");
}

#[tokio::test]
async fn the_shares_hold_for_pairs_where_few_have_a_partner() {
    let mut made = many();
    for one in made.iter_mut().skip(1).step_by(6) {
        one.turns[1].content.push_str(" This one is weak.");
    }
    let world = World::new().holding(&made).await;
    let store = world.store().await;
    let weak: Vec<_> = made.iter().skip(1).step_by(6).map(|one| one.id).collect();
    let good: Vec<_> = made.iter().map(|one| one.id).filter(|id| !weak.contains(id)).collect();
    store.decide(&good, &Decision::Approve { note: None }, Basis::Named, "ann", Utc::now()).await.unwrap();
    store.decide(&weak, &Decision::Reject { reason: "weak".into() }, Basis::Named, "ann", Utc::now()).await.unwrap();
    store.close().await;
    world.run([&SPLIT[..], &["--shape", "dpo"]].concat()).ends(0);
    let written = ["data-train.jsonl", "data-validation.jsonl"].map(|file| rows(&world, file).len());
    assert_eq!(written.iter().sum::<usize>(), 20, "{written:?}");
    assert!((3..=12).contains(&written[1]), "six of twenty pairs are expected: {written:?}");
}

#[tokio::test]
async fn regenerations_and_near_duplicates_stay_together_across_cells() {
    let mut made = many();
    let texts = made[0].turns.clone();
    for (place, one) in made.iter_mut().enumerate().skip(100) {
        match place % 2 {
            0 => one.turns = texts.clone(),
            _ => one.parent = Some((ParentType::Conversation, uuid::Uuid::nil())),
        }
    }
    let first = made[0].id.0;
    made.iter_mut().filter(|one| one.parent.is_some()).for_each(|one| {
        one.parent = Some((ParentType::Conversation, first));
    });
    let world = approved(&made).await;
    world.run(SPLIT).ends(0);
    let together: Vec<_> =
        std::iter::once("topic 0".to_owned()).chain((50..60).map(|it| format!("topic {it}"))).collect();
    let validation = topics(&world, "data-validation.jsonl");
    let there = together.iter().filter(|topic| validation.contains(topic)).count();
    assert!(there == 0 || there == together.len(), "{there} of {}", together.len());
}

#[tokio::test]
async fn without_a_row_for_each_part_no_file_appears() {
    let world = approved(&[conversation("Alone", 8.0, 0)]).await;
    let line = ["export", "-o", "data.jsonl", "--split", "train=0.5,validation=0.5"];
    world.run(line).fails(1).says("no conversation falls into the part").says("No file was written");
    assert!(world.files().iter().all(|name| !name.contains("data")), "{:?}", world.files());
    for (split, expected) in [("train=0.5,validation=0.6", "must be 1"), ("train", "NAME=SHARE")] {
        world.run(["export", "-o", "data.jsonl", "--split", split]).fails(2).says(expected);
    }
    world.run(["export", "--split", "a=0.5,b=0.5"]).fails(2).says("Name the files with -o");
}

#[tokio::test]
async fn the_nearest_pair_across_parts_is_told() {
    let mut made = many();
    // Half of the text is that of the conversation before, from another cell.
    for place in 1..made.len() {
        let before: Vec<_> = made[place - 1].turns[..6].iter().map(|turn| turn.content.clone()).collect();
        for (turn, content) in made[place].turns.iter_mut().zip(before) {
            turn.content = content;
        }
    }
    let world = approved(&made).await;
    let nearest = world.run([&SPLIT[..], &["--json"]].concat()).ends(0).json()["export"]["nearest"].clone();
    let similarity = nearest["similarity"].as_f64().unwrap_or(1.0);
    assert!(similarity < 0.8, "{nearest}");
}

#[tokio::test]
async fn near_duplicates_long_ones_and_more_than_so_many_are_left_out() {
    let mut made = many();
    made.truncate(5);
    made[1].turns = made[0].turns.clone();
    made[2].turns.iter_mut().for_each(|turn| turn.content = format!("{} ", turn.content).repeat(50));
    let world = approved(&made).await;
    let export = |more: &[&str]| {
        let line = [&["export", "-o", "out.jsonl", "--force", "--json"], more].concat();
        world.run(line).ends(0).json()["export"].clone()
    };
    let few = export(&["--dedupe", "0.8", "--max-tokens", "2000"]);
    assert_eq!((&few["conversation_count"], &few["not_picked"]["near_duplicates"]), (&3.into(), &1.into()));
    assert_eq!(few["not_picked"]["too_long"], 1);
    assert_eq!(export(&["--limit", "2"])["conversation_count"], 2);
    world.run(["export", "--dedupe", "80"]).fails(2).says("--dedupe 0.8");
}

#[tokio::test]
async fn since_last_takes_what_no_export_of_the_kind_had() {
    let made = many();
    let world = approved(&made[..4]).await;
    world.run(["export", "--limit", "3", "-o", "one.jsonl"]).ends(0);
    world.run(["export", "--since-last", "-o", "two.jsonl"]).ends(0).says("3 conversations exported before");
    assert_eq!(rows(&world, "two.jsonl").len(), 1);
    let listed = || world.run(["exports", "list", "--json"]).ends(0).json()["exports"].as_array().unwrap().len();
    let before = listed();
    world.run(["export", "--since-last", "-o", "three.jsonl"]).ends(0).says("nothing new since 20");
    let told = world.run(["export", "--since-last", "-o", "three.jsonl", "--json"]).ends(0).json();
    assert_eq!((&told["export"], &told["exported_before"]), (&Value::Null, &4.into()));
    assert!(!world.path().join("three.jsonl").exists() && listed() == before, "no file and no failed row");
    world.run(["export", "--since-last", "--shape", "sharegpt", "-o", "other.jsonl"]).ends(0);
    assert_eq!(rows(&world, "other.jsonl").len(), 4, "another kind");
}

#[tokio::test]
async fn since_last_takes_what_was_edited_and_approved_again() {
    for world in [World::new(), World::new().on_postgres()] {
        let made = &many()[..2];
        let world = world.holding(made).await;
        let (edited, other) = (made[0].id.short(), made[1].id.short());
        world.run(["approve", &edited, &other]).ends(0);
        world.run(["export", "-o", "one.jsonl"]).ends(0);
        world
            .command(["edit", &edited, "--turn", "1", "--content", "-"])
            .stdin("What does a quokka cost?")
            .run()
            .ends(0);
        world.run(["export", "--since-last", "-o", "two.jsonl"]).ends(0).says("nothing new");
        world.run(["approve", &edited]).ends(0);
        let ran = world.run(["export", "--since-last", "-o", "two.jsonl"]).ends(0);
        drop(ran.says("edited since: 1 conversation").says("1 conversation exported before"));
        let rows = rows(&world, "two.jsonl");
        assert_eq!((rows.len(), &rows[0]["messages"][0]["content"]), (1, &"What does a quokka cost?".into()));
        world.run(["export", "--since-last", "-o", "three.jsonl"]).ends(0).says("nothing new");
    }
}

#[tokio::test]
async fn a_shuffle_is_the_same_for_its_seed_and_a_balance_takes_as_many_of_each() {
    let mut made = many();
    made.truncate(12);
    made.iter_mut().take(3).for_each(|one| one.subject.persona = "Rare".into());
    let world = approved(&made).await;
    let shuffled = |seed: &str| world.run(["export", "--shuffle", "--seed", seed]).ends(0).stdout;
    let (plain, one) = (world.run(["export"]).ends(0).stdout, shuffled("1"));
    assert!(one == shuffled("1") && one != shuffled("2") && one != plain);
    let sorted = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&one), sorted(&plain));
    let ran = world.run(["export", "--balance", "persona"]).ends(0).says("6 conversations");
    assert_eq!(ran.stdout.lines().count(), 6);
}

/// Knows two words; every other one is one unknown token, and every sign one more.
const TOKENIZER: &str = r###"{"version": "1.0", "truncation": null, "padding": null, "normalizer": null,
  "added_tokens": [{"id": 0, "content": "[UNK]", "single_word": false, "lstrip": false, "rstrip": false,
    "normalized": false, "special": true}],
  "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null, "decoder": null,
  "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
    "max_input_chars_per_word": 100, "vocab": {"[UNK]": 0, "one": 1, "two": 2, "##s": 3}}}"###;

#[tokio::test]
async fn a_tokenizer_counts_and_without_one_the_count_is_an_estimate() {
    let mut made = [conversation("Long", 8.0, 0), conversation("Short", 8.0, 1)];
    // 2 × (20 + 4) tokens, and 2 × (1 + 4); the estimate of the long words is far above both.
    made[0].turns = dialoom_turns(&"one ".repeat(20));
    made[1].turns = dialoom_turns("pneumonoultramicroscopicsilicovolcanoconiosis");
    let world = World::new().holding(&made).await;
    world.write("tokenizer.json", TOKENIZER);
    let line =
        ["export", "--status", "generated,needs_revision", "--max-tokens", "20", "--tokenizer", "tokenizer.json"];
    let ran = world.run(line).ends(0).says("1 conversation longer than --max-tokens, counted by the tokenizer");
    assert!(ran.stdout.contains("pneumono"), "{ran:?}");
    // The blocks of a real tokenizer: cut to five tokens, or filled up to five hundred.
    for (block, blocks) in [
        (
            "\"truncation\": null",
            r#""truncation": {"direction": "Right", "max_length": 5, "strategy": "LongestFirst", "stride": 0}"#,
        ),
        (
            "\"padding\": null",
            r#""padding": {"strategy": {"Fixed": 500}, "direction": "Right", "pad_to_multiple_of": null,
          "pad_id": 0, "pad_type_id": 0, "pad_token": "[UNK]"}"#,
        ),
    ] {
        world.write("tokenizer.json", TOKENIZER.replace(block, blocks));
        let ran = world.run(line).ends(0).says("1 conversation longer than --max-tokens, counted by the tokenizer");
        assert!(ran.stdout.contains("pneumono"), "{block}: {ran:?}");
    }
    // The system prompt and a space in a control token count, as they are written.
    let system = [&line[..], &["--system", "one two one two one two one two one two"]].concat();
    world.run(&system).fails(1).says("nothing to export");
    world.run(&line[..5]).fails(1);
    world.run(["export", "--status", "generated,needs_revision", "--max-tokens", "40"]).says("by estimate");
    world.write("tokenizer.json", r#"{"added_tokens": []}"#);
    world.run(line).fails(2).says("tokenizer.json").says("Leave --tokenizer out");
}

fn dialoom_turns(text: &str) -> Vec<dialoom::domain::conversation::Turn> {
    crate::support::sample::turns(2, |_| text.to_owned())
}

#[tokio::test]
async fn an_export_of_nothing_names_what_left_all_out() {
    let mut made = many();
    made.truncate(3);
    let world = approved(&made).await;
    let long = world.run(["export", "--max-tokens", "1", "-o", "a.jsonl"]).fails(1);
    let long = long.says("all that match are left out (3 longer than --max-tokens by estimate)");
    assert!(!long.says("Give --max-tokens a larger number").stderr.contains("Only approved"));
    world.run(["export", "--max-tokens", "1", "--dry-run"]).fails(1).says("3 longer than --max-tokens");
    let shown = world.run(["exports", "show", "@last"]).ends(0);
    assert!(shown.stdout.contains("3 longer than --max-tokens"), "{shown:?}");
    let none = world.command(["export", "-", "-o", "a.jsonl"]).stdin("").run();
    assert!(!none.fails(1).says("no ids were read").stderr.contains("Only approved"));
}

/// Approved, one of each of these topics.
async fn add(world: &World, topics: &[usize], first_hour: i64) -> Vec<NewConversation> {
    let one = |(place, topic): (usize, &usize)| {
        let mut made = conversation(&format!("Of {topic}, {first_hour}"), 8.0, first_hour + place as i64);
        made.subject.topic = format!("topic {topic}");
        made
    };
    let made: Vec<_> = topics.iter().enumerate().map(one).collect();
    let store = world.store().await;
    store.add_conversations(&made).await.unwrap();
    let ids: Vec<_> = made.iter().map(|one| one.id).collect();
    store.decide(&ids, &Decision::Approve { note: None }, Basis::Named, "ann", Utc::now()).await.unwrap();
    store.close().await;
    made
}

#[tokio::test]
async fn what_was_held_out_never_becomes_training_data() {
    let world = World::new();
    // The hashes of all five fall into train, and that of topic 4 is the nearest to validation.
    let first = add(&world, &[0, 1, 2, 4, 5], 0).await;
    let export = |more: &[&str]| world.run([&SPLIT[..], more].concat()).ends(0);
    let validation = || topics(&world, "data-validation.jsonl");
    export(&[]);
    assert_eq!(validation(), ["topic 4"]);
    let id = world.run(["exports", "list", "--json"]).json()["exports"][0]["id"].as_str().unwrap().to_owned();
    let again = export(&["--json"]).json()["export"].clone();
    assert_eq!(again["stays_out"], Value::Null, "the same data needs no record");

    // Three by their hashes: it would be needed there no longer.
    add(&world, &[3, 6, 12], 100).await;
    export(&["--dry-run"]).says("1 conversation stays out of training, as in the export");
    assert_eq!(
        world.run([&SPLIT[..], &["--split-anew", "--dry-run"]].concat()).ok().stderr.matches("stays").count(),
        0
    );
    let told = export(&["--json"]).json()["export"].clone();
    assert_eq!(validation(), ["topic 4", "topic 3", "topic 6", "topic 12"]);
    assert_eq!(told["stays_out"]["conversations"], 1, "{told}");
    assert_ne!(told["stays_out"]["by"], id.as_str(), "the newest export of this kind");

    // Its group is held, though the conversation itself is not approved any more.
    let store = world.store().await;
    let sent_back = Decision::SendBack { note: "once more".into() };
    store.decide(&[first[3].id], &sent_back, Basis::Named, "ann", Utc::now()).await.unwrap();
    store.close().await;
    add(&world, &[4], 200).await;
    export(&[]);
    assert_eq!(validation(), ["topic 3", "topic 6", "topic 12", "topic 4"]);
    // Not by another split, not where the files have expired, and not where nobody wants it.
    let other = ["--split", "train=0.69,validation=0.31", "--force", "-o", "other.jsonl", "--include", "metadata"];
    world.run([&["export"][..], &other].concat()).ends(0);
    assert_eq!(topics(&world, "other-validation.jsonl"), ["topic 3", "topic 6", "topic 12"]);
    export(&["--split-anew", "--dry-run"]);
    let store = world.store().await;
    for mut record in store.exports(10).await.unwrap() {
        record.expires_at = Some(Utc::now());
        store.save_export(&record).await.unwrap();
    }
    store.close().await;
    export(&[]);
    assert_eq!(validation(), ["topic 3", "topic 6", "topic 12"]);
}
