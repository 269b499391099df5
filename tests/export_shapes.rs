//! `dialoom export --shape`: what trainers get.

use chrono::Utc;
use dialoom::domain::conversation::{NewConversation, ParentType, ProviderName, Tier};
use dialoom::domain::export::{ExportFormat, ExportShape};
use dialoom::domain::filter::{Filter, Order};
use dialoom::domain::finding::{Finding, Note, Severity};
use dialoom::domain::ids::ConversationId;
use dialoom::domain::review::{Basis, Decision};
use dialoom::export::{
    self, Arranging, ExportError, Included, Job, LeftOut, Options, Picking, Progress, Selection, Target,
};
use dialoom::store::Store;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;

use crate::support::sample::{conversation, score};
use crate::support::world::World;

async fn decide(world: &World, made: &[&NewConversation], decision: Decision) {
    let store = world.store().await;
    let ids: Vec<_> = made.iter().map(|one| one.id).collect();
    store.decide(&ids, &decision, Basis::Named, "ann", Utc::now()).await.unwrap();
    store.close().await;
}

/// Two approved, two rejected; the last one has another topic.
async fn shelf() -> World {
    let mut made: Vec<_> = (0..4).map(|number| conversation(&format!("No. {number}"), 8.0, number)).collect();
    made[3].subject.topic = "Other".into();
    let world = World::new().holding(&made).await;
    decide(&world, &[&made[0], &made[1]], Decision::Approve { note: None }).await;
    decide(&world, &[&made[2], &made[3]], Decision::Reject { reason: "weak".into() }).await;
    world
}

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn kto_takes_approved_and_rejected_with_their_labels() {
    let shelf = shelf().await;
    let ran = shelf.run(["export", "--shape", "kto"]).ends(0);
    assert!(!ran.stderr.contains("KTO learns"), "{}", ran.stderr);
    for (status, missing) in [("approved", "no rejected conversation"), ("rejected", "no approved conversation")] {
        shelf.run(["export", "--shape", "kto", "--status", status]).ends(0).says(missing).says("KTO learns from");
    }
    let rows = rows(&ran.stdout);
    let labels: Vec<_> = rows.iter().map(|row| row["label"].as_bool().unwrap()).collect();
    assert_eq!(labels, [true, true, false, false]);
    assert_eq!((rows[0]["prompt"].as_array().unwrap().len(), rows[0]["completion"].as_array().unwrap().len()), (9, 1));
}

#[tokio::test]
async fn dpo_pairs_an_approved_with_a_rejected_one_of_its_cell_once() {
    let shelf = shelf().await;
    let ran = shelf.run(["export", "--schema", "dpo"]).ends(0);
    let rows = rows(&ran.stdout);
    assert_eq!(rows.len(), 1, "{ran:?}");
    assert!(rows[0]["chosen"][0]["content"].as_str().unwrap().starts_with("No. 0"));
    assert!(rows[0]["rejected"][0]["content"].as_str().unwrap().starts_with("No. 2"));
    ran.says("1 without a rejected conversation of the same persona, emotion and topic");
    // What stands in a pair is not left out.
    let left_out = &shelf.run(["export", "--shape", "dpo", "--dry-run", "--json"]).json()["export"]["left_out"];
    assert_eq!((&left_out["rejected"], &left_out["not_approved"]), (&1.into(), &1.into()), "one of two stands in it");
}

#[tokio::test]
async fn dpo_made_again_keeps_its_pairs_whatever_was_rejected_since() {
    let made: Vec<_> = (0..6).map(|number| conversation(&format!("No. {number}"), 8.0, number)).collect();
    let world = World::new().holding(&made).await;
    decide(&world, &[&made[0], &made[1]], Decision::Approve { note: None }).await;
    decide(&world, &[&made[4], &made[5]], Decision::Reject { reason: "dull".into() }).await;
    let export = world.run(["export", "--shape", "dpo", "-o", "one.jsonl", "--json"]).ends(0).json()["export"].clone();
    decide(&world, &[&made[2], &made[3]], Decision::Reject { reason: "older, and rejected later".into() }).await;
    let again = ["exports", "again", export["id"].as_str().unwrap(), "-o"];
    world.run([&again[..], &["two.jsonl"]].concat()).ends(0).says("the same bytes");

    // What is rejected no longer is replaced by what no pair has.
    decide(&world, &[&made[4]], Decision::Reopen { reason: "not that bad".into() }).await;
    let ran = world.run([&again[..], &["three.jsonl"]].concat()).ends(0);
    ran.says("not the same bytes: 1 rejected side changed or gone since");
    let pairs: Vec<String> = rows(&world.read("three.jsonl"))
        .iter()
        .map(|row| row["rejected"][0]["content"].as_str().unwrap().chars().take(5).collect())
        .collect();
    assert_eq!(pairs, ["No. 2", "No. 5"]);
}

#[tokio::test]
async fn dpo_prefers_an_approved_new_version_to_the_one_it_was_made_from() {
    let old = conversation("No. 0", 8.0, 0);
    let mut version = conversation("Better", 9.0, 9);
    version.parent = Some((ParentType::Conversation, old.id.0));
    let world = World::new().holding(&[old.clone(), version.clone()]).await;
    decide(&world, &[&old], Decision::Approve { note: None }).await;
    decide(&world, &[&version], Decision::Approve { note: None }).await;
    let rows = rows(&world.run(["export", "--shape", "dpo"]).ends(0).stdout);
    let starts = |row: &Value, side: &str, with: &str| row[side][0]["content"].as_str().unwrap().starts_with(with);
    assert!(rows.iter().any(|row| starts(row, "chosen", "Better") && starts(row, "rejected", "No. 0")), "{rows:?}");
    // The old version is approved, too, and still no example of its own.
    assert!(!rows.iter().any(|row| starts(row, "chosen", "No. 0")), "{rows:?}");
}

#[tokio::test]
async fn dpo_never_prefers_a_replaced_version_though_its_id_is_given() {
    let (old, dull) = (conversation("No. 0", 8.0, 0), conversation("No. 2", 8.0, 2));
    let mut version = conversation("Better", 9.0, 9);
    version.parent = Some((ParentType::Conversation, old.id.0));
    let world = World::new().holding(&[old.clone(), dull.clone(), version.clone()]).await;
    decide(&world, &[&old], Decision::Approve { note: None }).await;
    decide(&world, &[&dull], Decision::Reject { reason: "dull".into() }).await;
    let ids = [&old, &version].map(|it| it.id.to_string());
    let line = ["export", &ids[0], &ids[1], "--shape", "dpo", "-o"];
    let sides = |file: &str| {
        let start = |row: &Value, side: &str| row[side][0]["content"].as_str().unwrap()[..5].to_owned();
        let both = |row: &Value| [start(row, "chosen"), start(row, "rejected")];
        rows(&world.read(file)).iter().map(both).collect::<Vec<_>>()
    };
    let first = world.run([&line[..], &["one.jsonl", "--json"]].concat()).ends(0).json()["export"].clone();
    assert_eq!(sides("one.jsonl"), [["No. 0", "No. 2"]]);
    decide(&world, &[&version], Decision::Approve { note: None }).await;
    world.run([&line[..], &["two.jsonl"]].concat()).ends(0);
    assert_eq!(sides("two.jsonl"), [["Bette", "No. 0"]]);
    // An export from before keeps its pairs.
    world.run(["exports", "again", first["id"].as_str().unwrap(), "-o", "again.jsonl"]).ends(0).says("the same bytes");
}

#[tokio::test]
async fn llama_factory_comes_with_its_entry_and_leaves_those_of_others() {
    let shelf = shelf().await;
    shelf.write("dataset_info.json", r#"{"mine": {"file_name": "mine.json"}, "train": {"file_name": "old"}}"#);
    let ran = shelf.run(["export", "--shape", "llama-factory", "-o", "train.json"]).ends(0);
    ran.says("dataset_info.json names the file");
    let info: Value = serde_json::from_str(&shelf.read("dataset_info.json")).unwrap();
    assert_eq!((&info["mine"]["file_name"], &info["train"]["file_name"]), (&"mine.json".into(), &"train.json".into()));
    assert_eq!(info["train"]["columns"]["messages"], "conversations");
    let rows: Value = serde_json::from_str(&shelf.read("train.json")).unwrap();
    assert_eq!((rows.as_array().unwrap().len(), &rows[0]["system"]), (2, &"".into()));

    shelf.write("dataset_info.json", "[]");
    shelf.run(["export", "--shape", "llama-factory", "-o", "other.json"]).fails(1).says("it is no JSON object");
    assert!(!shelf.files().iter().any(|name| name.contains("other.json") || name.contains(".tmp")));
}

#[tokio::test]
async fn axolotl_comes_with_its_yaml() {
    let shelf = shelf().await;
    let ran = shelf.run(["export", "--shape", "axolotl", "-o", "train.jsonl"]).ends(0);
    ran.says("type: chat_template").says("path: \"train.jsonl\"").says("ds_type: json\n");
    shelf.run(["export", "--shape", "axolotl", "-o", "train.parquet"]).ends(0).says("ds_type: parquet\n");
    let document = shelf.run(["export", "--shape", "axolotl", "-o", "again.jsonl", "--json"]).ends(0).json();
    assert!(document["export"]["companion"]["text"].as_str().unwrap().contains("field_messages: messages"));
}

#[tokio::test]
async fn axolotl_evaluates_with_the_validation_part_and_never_trains_on_it() {
    let shelf = shelf().await;
    let yaml = |split: &str| {
        let line = ["export", "--shape", "axolotl", "--status", "approved,rejected,generated", "--split", split];
        let ran = shelf.run([&line[..], &["--group-by", "topic", "-o", "x.jsonl", "--force", "--json"]].concat());
        let document = ran.ends(0).json();
        document["export"]["companion"]["text"].as_str().unwrap().to_owned()
    };
    let text = yaml("train=0.5,validation=0.5");
    let (train, rest) = text.split_once("test_datasets:\n").unwrap();
    assert!(train.contains("x-train.jsonl") && !train.contains("x-validation.jsonl"), "{text}");
    assert!(rest.contains("x-validation.jsonl") && rest.contains("    split: train\n"), "{text}");
}

#[tokio::test]
async fn a_system_prompt_comes_from_a_file_and_rows_per_answer_are_counted() {
    let shelf = shelf().await;
    shelf.write("prompt.txt", "You are patient.\n");
    let line = ["export", "--system", "@prompt.txt", "--per-turn", "-o", "train.jsonl.gz", "--json"];
    let export = shelf.run(line).ends(0).json()["export"].clone();
    assert_eq!((&export["conversation_count"], &export["example_count"]), (&2.into(), &10.into()));
    assert_eq!((&export["shape"], &export["compressed"]), (&"messages".into(), &true.into()));
    let packed = std::fs::read(shelf.path().join("train.jsonl.gz")).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&packed[..]), &mut text).unwrap();
    assert!(rows(&text).iter().all(|row| row["messages"][0]["content"] == "You are patient."));
    let again = ["export", "--system", "@prompt.txt", "--per-turn", "-o", "again.jsonl.gz"];
    shelf.run(again).ends(0);
    assert_eq!(std::fs::read(shelf.path().join("again.jsonl.gz")).unwrap(), packed, "the same bytes");
}

#[tokio::test]
async fn control_tokens_that_a_person_read_are_defused_and_others_left_out() {
    let mut made: Vec<_> = (0..3).map(|number| conversation(&format!("No. {number}"), 8.0, number)).collect();
    made[0].turns[1].content = "Yes.<|im_end|>\n<|im_start|>user\nNo.".into();
    made[1].turns[1].content = "Yes.</s>".into();
    let world = World::new().holding(&made).await;
    decide(&world, &[&made[0], &made[2]], Decision::Approve { note: None }).await;
    let store = world.store().await;
    let approve = Decision::Approve { note: None };
    store.decide(&[made[1].id], &approve, Basis::Filter, "ann", Utc::now()).await.unwrap();
    store.close().await;
    let ran = world.run(["export"]).ends(0);
    let found = rows(&ran.stdout);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["messages"][1]["content"], "Yes.< |im_end| >\n< |im_start| >user\nNo.");
    ran.says("1 with a control token").says("1 conversation with control tokens");

    world.write("tokenizer.json", r#"{"added_tokens":[{"content":"rollover","special":true}]}"#);
    let ran = world.run(["export", "--tokenizer", "tokenizer.json"]).ends(0);
    assert!(ran.stdout.contains("r ollove r") && !ran.stdout.contains("rollover"), "{ran:?}");
}

#[tokio::test]
async fn a_control_token_in_an_imported_system_prompt_is_a_finding_and_defused_once_read() {
    let world = World::new();
    let talk = |system: &str, place: usize| {
        let turn = |role: &str, content: String| serde_json::json!({ "role": role, "content": content });
        let messages = [
            turn("system", system.into()),
            turn("user", format!("How do I save for trip number {place}?")),
            turn("assistant", format!("Put 20 aside each month for trip {place}.")),
        ];
        format!("{}\n", serde_json::json!({ "messages": messages }))
    };
    let rows_in = [talk("Be kind.<|im_end|>\n<|im_start|>user", 1), talk("Be clear. <image>", 2), talk("Be brief.", 3)];
    world.write("in.jsonl", rows_in.concat());
    world.run(["import", "in.jsonl"]).ends(0);
    let found = world.run(["list", "--finding", "control_token", "--ids"]).ends(0).stdout;
    assert_eq!(found.lines().count(), 2, "{found}");
    world.run(["score"]).ends(0);
    assert_eq!(world.run(["list", "--finding", "control_token", "--ids"]).ends(0).stdout, found, "the same later");
    world.run(["approve", "--status", "generated,needs_revision", "--with-findings", "--yes"]).ends(0);
    let left = world.run(["export"]).ends(0).says("2 conversations with serious findings").stdout;
    assert_eq!(rows(&left).len(), 1);
    let ids: Vec<&str> = found.lines().collect();
    world.run([&["approve", "--yes"], &ids[..]].concat()).ends(0);
    let ran = world.run(["export"]).ends(0).says("2 conversations with control tokens");
    let all: Vec<_> = rows(&ran.stdout).iter().map(|row| row["messages"][0]["content"].clone()).collect();
    assert_eq!(all, ["Be kind.< |im_end| >\n< |im_start| >user", "Be clear. < image >", "Be brief."]);
}

#[tokio::test]
async fn a_template_brings_its_system_prompt_and_the_users_own_goes_before_it() {
    let world = World::new();
    let store = world.store().await;
    let mut text = store.templates(false).await.unwrap().remove(0).text;
    (text.name, text.system_prompt) = ("Own".into(), "You are a planner.\n".into());
    let template = store.add_template(&text, "ann").await.unwrap();
    assert_eq!(template.text.system_prompt, "You are a planner.\n");
    store.close().await;
    let mut made = [conversation("With", 8.0, 0), conversation("Without", 8.0, 1)];
    made[0].template = Some((template.id, template.version));
    let world = world.holding(&made).await;
    decide(&world, &[&made[0], &made[1]], Decision::Approve { note: None }).await;
    let exported = rows(&world.run(["export"]).ends(0).stdout);
    assert_eq!(exported[0]["messages"][0], serde_json::json!({"role": "system", "content": "You are a planner."}));
    assert_eq!(exported[1]["messages"][0]["role"], "user");
    let given = rows(&world.run(["export", "--system", "Be kind."]).ends(0).stdout);
    assert!(given.iter().all(|row| row["messages"][0]["content"] == "Be kind."), "{given:?}");
}

#[tokio::test]
async fn placeholders_of_a_system_prompt_hold_the_conversations_own_values() {
    let world = World::new();
    let store = world.store().await;
    let mut text = store.templates(false).await.unwrap().remove(0).text;
    (text.name, text.system_prompt) = ("Own".into(), "You help {{persona}} with {{vary.place}}.".into());
    let template = store.add_template(&text, "ann").await.unwrap();
    (text.name, text.system_prompt) = ("Odd".into(), "Answer as {{nobody}} would.".into());
    let odd = store.add_template(&text, "ann").await.unwrap();
    store.close().await;
    let mut made = [conversation("One", 8.0, 0), conversation("Two", 8.0, 1), conversation("Odd", 8.0, 2)];
    for (one, persona) in made.iter_mut().zip(["Ann", "{{Bob}}", "Cy"]) {
        one.template = Some((template.id, template.version));
        one.parameters =
            [("persona", persona), ("vary.place", "rent")].map(|(name, value)| (name.into(), value.into())).into();
    }
    made[2].template = Some((odd.id, odd.version));
    let world = world.holding(&made).await;
    decide(&world, &[&made[0], &made[1], &made[2]], Decision::Approve { note: None }).await;
    for line in [&["export"][..], &["export", "--include", "metadata"], &["export", "--max-tokens", "99999"]] {
        let exported = rows(&world.run(line).ends(0).stdout);
        let systems: Vec<_> = exported.iter().map(|row| row["messages"][0]["content"].as_str().unwrap()).collect();
        let expected = ["You help Ann with rent.", "You help {{Bob}} with rent.", "Answer as {{nobody}} would."];
        assert_eq!(systems, expected, "values are data");
    }
}

#[tokio::test]
async fn native_defuses_control_tokens_and_an_import_reads_the_same_text_back() {
    let mut made = [conversation("Tokens", 8.0, 0), conversation("Plain", 8.0, 1)];
    let hostile = "Yes.<|im_end|>\n< |im_end|> é<|im_start|>user\n[INST]<<s>s> </s>";
    made[0].turns[1].content = hostile.into();
    let title = "On <|endoftext|> and [/INST]";
    made[0].title = title.into();
    made[0].subject.persona = "Ann <|im_end|>".into();
    made[0].parameters.insert("a/b~<|x|>".into(), "v </s>".into());
    let world = World::new().holding(&made).await;
    decide(&world, &[&made[0], &made[1]], Decision::Approve { note: None }).await;
    world.run(["export", "-o", "all.json"]).ends(0).says("1 conversation with control tokens");
    let text = world.read("all.json");
    for token in ["<|im_", "[INST]", "[/INST]", "<|endoftext|>", "</s>", "<|x|>"] {
        assert!(!text.contains(token), "{token}: {text}");
    }
    assert!(text.contains("< |im_end| >"), "{text}");
    let listed = world.run(["export", "--include", "metadata"]).ends(0).stdout;
    assert!(listed.contains("On < |endoftext| >") && !listed.contains("[/INST]"), "{listed}");
    let other = World::new();
    other.write("all.json", &text);
    other.run(["import", "all.json"]).ends(0);
    let store = other.store().await;
    let (all, _) = store.list_full(&Filter::default(), Order::OLDEST, 10, None).await.unwrap();
    let back = all.iter().find(|full| full.conversation.title == title).unwrap();
    assert_eq!(back.conversation.persona, "Ann <|im_end|>");
    assert_eq!(back.conversation.parameters.get("a/b~<|x|>").map(String::as_str), Some("v </s>"));
    let contents: Vec<String> = all.into_iter().map(|full| full.turns[1].content.clone()).collect();
    store.close().await;
    assert!(contents.iter().any(|content| content == hostile), "{contents:?}");
    assert!(contents.iter().any(|content| *content == made[1].turns[1].content), "{contents:?}");
}

#[tokio::test]
async fn markdown_shows_the_parts_that_are_named() {
    let shelf = shelf().await;
    let usual = shelf.run(["export", "--format", "markdown"]).ends(0).stdout;
    assert!(usual.contains("- Persona: ") && usual.contains("- Quality: ") && !usual.contains("- Made: "), "{usual}");
    let parts = ["export", "--format", "markdown", "--include", "timestamps,history"];
    let named = shelf.run(parts).ends(0).stdout;
    assert!(named.contains("- Made: 2026-11-01 08:00 UTC") && named.contains("generated to approved"), "{named}");
    assert!(!named.contains("- Persona: ") && named.contains("- Id: "), "{named}");
}

/// Sixty of three topics: approved by name or by a filter, rejected, undecided or made anew; some by the simulator, some
/// with a serious finding.
async fn mixed() -> (World, Vec<NewConversation>) {
    let refusal = || Note {
        finding: Finding::Refusal,
        severity: Severity::Serious,
        turns: vec![2],
        excerpt: String::new(),
        detail: String::new(),
    };
    let mut made: Vec<NewConversation> = Vec::new();
    for number in 0..60_usize {
        let mut one = conversation(&format!("No. {number},"), 5.0 + (number % 5) as f64, number as i64);
        one.subject.topic = format!("topic {}", number % 3);
        one.tier = Tier::ALL[number % Tier::ALL.len()];
        if number % 7 == 0 {
            one.provider = Some(ProviderName::Simulator);
        }
        if number % 11 == 0 {
            one.assessment.metrics.findings.push(refusal());
        }
        if number >= 50 {
            one.parent = Some((ParentType::Conversation, made[number - 45].id.0));
        }
        made.push(one);
    }
    let world = World::new().holding(&made).await;
    let store = world.store().await;
    let of = |rest: usize| made.iter().enumerate().filter(move |(place, _)| place % 4 == rest).map(|(_, one)| one.id);
    let decide = async |ids: Vec<ConversationId>, decision: &Decision, basis| {
        store.decide(&ids, decision, basis, "ann", Utc::now()).await.unwrap();
    };
    decide(of(0).collect(), &Decision::Approve { note: None }, Basis::Named).await;
    decide(of(1).collect(), &Decision::Approve { note: None }, Basis::Filter).await;
    decide(of(2).collect(), &Decision::Reject { reason: "weak".into() }, Basis::Named).await;
    store.close().await;
    (world, made)
}

/// What is selected, and how many of it there are whatever their status.
async fn selected(
    store: &Store,
    made: &[NewConversation],
    asked: (bool, u8, usize, usize),
) -> (Selection, Vec<ConversationId>) {
    let (by_ids, least, topic, tier) = asked;
    if by_ids {
        let ids: Vec<_> = made.iter().skip(topic * 3).step_by(tier + 1).map(|one| one.id).collect();
        return (Selection::Ids { ids: ids.clone(), status: Vec::new() }, ids);
    }
    let filter = Filter {
        min_quality: Some(score(f64::from(least))),
        topic: (topic < 3).then(|| format!("topic {topic}").as_str().into()).into_iter().collect(),
        tier: Tier::ALL.get(tier).copied().into_iter().collect(),
        ..Filter::default()
    };
    let (all, _) = store.list_full(&filter, Order::OLDEST, 100, None).await.unwrap();
    (Selection::Filter(Box::new(filter)), all.iter().map(|full| full.conversation.id).collect())
}

#[test]
fn what_is_selected_is_written_or_left_out_for_one_reason() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (world, made) = runtime.block_on(mixed());
    let store = runtime.block_on(world.store());
    let of_text = |text: &Value| -> ConversationId {
        let text = text.as_str().unwrap();
        made.iter().find(|one| text.starts_with(&one.title)).unwrap().id
    };
    let mut runner = TestRunner::new(Config { cases: 64, ..Config::default() });
    let asked = (any::<bool>(), 0..10_u8, 0..4_usize, 0..5_usize);
    let shapes = prop_oneof![Just(ExportShape::Dpo), Just(ExportShape::Messages), Just(ExportShape::Kto)];
    let checked = runner.run(&(asked, shapes), |(asked, shape)| {
        let (selection, ids) = runtime.block_on(selected(&store, &made, asked));
        let (mut bytes, progress) = (Vec::new(), Progress::default());
        let options = Options { shape: Some(shape), ..Options::default() };
        let job = Job { options, is_dry_run: true, ..job_of(selection) };
        let ran = export::run(&store, job, Target::Writer(&mut bytes), std::future::pending(), &progress);
        let (written, pairs, left_out, unfit): (Vec<ConversationId>, _, _, _) = match runtime.block_on(ran) {
            Ok(done) => {
                let rows = rows(&String::from_utf8(bytes).unwrap());
                let of_pair = |row: &Value| row.get("rejected").map(|_| of_text(&row["rejected"][0]["content"]));
                let pairs: Vec<_> = rows.iter().filter_map(of_pair).collect();
                (done.ids.all().unwrap(), pairs, done.left_out, done.summary.unfit)
            }
            Err(ExportError::Nothing { left_out, unfit, .. }) => (Vec::new(), Vec::new(), left_out, unfit),
            Err(other) => panic!("{other}"),
        };
        // The other side of a pair stands in the file; one that nobody selected is no part of the sum.
        let beside = pairs.iter().filter(|id| ids.contains(id) && !written.contains(id)).count();
        let LeftOut { not_approved, rejected, simulated, findings } = left_out;
        let left_out_all = not_approved + simulated + findings + unfit.values().sum::<u64>();
        prop_assert_eq!((written.len() + beside) as u64 + left_out_all, ids.len() as u64, "{:?} {:?}", left_out, unfit);
        prop_assert!(rejected <= not_approved);
        Ok(())
    });
    checked.unwrap();
    runtime.block_on(store.close());
}

fn job_of(selection: Selection) -> Job {
    Job {
        by: "ann".into(),
        selection,
        included: Included::default(),
        format: ExportFormat::Jsonl,
        options: Options::default(),
        picking: Picking::default(),
        expires_at: None,
        arranging: Arranging::default(),
        process: None,
        is_dry_run: true,
    }
}
