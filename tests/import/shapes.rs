//! Shapes of public sets and of our own exports that are no list of messages.

use serde_json::{Value, json};

use crate::import::{fixture, imported, numbers};
use crate::support::world::World;

fn said<P>(world: &World<P>, place: usize) -> Vec<String> {
    let ids = world.run(["list", "--sort", "turns", "--ids"]).ok().stdout;
    let shown = world.run(["show", ids.lines().nth(place).unwrap(), "--json"]).ok().json();
    let turns = shown["conversations"][0]["turns"].as_array().unwrap();
    turns.iter().map(|turn| turn["content"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn of_each_tree_of_oasst_the_best_ranked_path_comes_in_once() {
    let (trees, messages) = (fixture("oasst_trees.jsonl"), fixture("oasst_messages.jsonl"));
    for (first, other) in [(&trees, &messages), (&messages, &trees)] {
        let world = World::new();
        let import = imported(&world, &[first], 0);
        assert_eq!((numbers(&import), &import["files"][0]["format"]), ((2, 0, 0), &json!("messages")), "{import}");
        let turns = said(&world, 0);
        assert_eq!(turns.len(), 4, "without the thanks that nobody answered: {turns:?}");
        assert!(turns[1].starts_with("Yeast eats") && turns[3].starts_with("Kneading"), "{turns:?}");
        assert_eq!(said(&world, 1).len(), 2);
        assert_eq!(numbers(&imported(&world, &[other], 0)), (0, 2, 0), "the same text in the other shape");
    }
}

fn row(id: &str, parent: Option<&str>, tree: &str, role: &str) -> String {
    let text = format!("{role} {id} says something of its own here");
    json!({"message_id": id, "parent_id": parent, "message_tree_id": tree, "role": role, "text": text}).to_string()
}

#[test]
fn rows_of_a_tree_that_stand_apart_are_named_with_the_way_out() {
    let world = World::new();
    let (first, second) = (row("a", None, "t", "prompter"), row("b", Some("a"), "t", "assistant"));
    let other = [row("c", None, "u", "prompter"), row("d", Some("c"), "u", "assistant")].join("\n");
    world.write("apart.jsonl", format!("{first}\n{other}\n{second}\n"));
    let output = world.run(["import", "apart.jsonl"]).fails(2);
    let output = output.says("apart.jsonl:1: a tree whose prompt nobody answered");
    output.says("apart.jsonl:4: parent_id: \"a\" is not among the rows").says("sort the file by message_tree_id");
    world.write("again.jsonl", format!("{second}\n{first}\n{other}\n"));
    assert_eq!(numbers(&imported(&world, &["again.jsonl"], 0)), (2, 0, 0));
    let two = format!("{first}\n{}\n", row("e", None, "t", "prompter"));
    world.write("two.jsonl", two);
    world.run(["import", "two.jsonl"]).fails(2).says("two.jsonl:2: parent_id: missing in a second row");
    let round = [row("a", None, "t", "prompter"), row("a", Some("a"), "t", "assistant")].join("\n");
    world.write("round.jsonl", round);
    assert_eq!(numbers(&imported(&world, &["round.jsonl"], 0)), (1, 0, 0), "an id twice ends");
}

#[test]
fn a_tree_of_too_many_messages_is_one_error_that_says_so() {
    let world = World::new();
    let deep = |number: usize| row(&format!("m{number}"), (number > 0).then_some("m0"), "t", "assistant");
    let other = [row("c", None, "u", "prompter"), row("d", Some("c"), "u", "assistant")].join("\n");
    let rows = (0..=10_000).rev().map(deep).collect::<Vec<_>>().join("\n");
    world.write("deep.jsonl", format!("{rows}\n{other}\n"));
    let output = world.run(["import", "deep.jsonl", "--keep-going"]).ends(3);
    let output =
        output.says("deep.jsonl:10001: more than 10000 messages in one tree").says("1 conversation as messages");
    assert_eq!(output.stderr.matches("left out:").count(), 1, "{}", output.stderr);
}

#[test]
fn rows_for_preferences_are_refused_with_their_name_and_why() {
    let world = World::new();
    let turn = |role: &str| json!([{"role": role, "content": "a text"}]);
    let (asked, answered) = (turn("user"), turn("assistant"));
    for (row, expected) in [
        (
            json!({"prompt": asked, "completion": answered, "label": true}),
            "a KTO row (label or kto_tag is true or false) judges",
        ),
        (
            json!({"prompt": "a", "completion": "b", "label": false}),
            "a KTO row (label or kto_tag is true or false) judges",
        ),
        (json!({"prompt": asked, "chosen": answered, "rejected": answered}), "a DPO row (chosen, rejected) holds two"),
    ] {
        world.write("rows.jsonl", format!("{row}\n"));
        for more in [&[][..], &["--as", "messages"]] {
            let output = world.run([&["import", "rows.jsonl"], more].concat()).fails(2);
            output.says(&format!("rows.jsonl cannot be imported: {expected}")).says("--shape messages");
        }
    }
}

#[test]
fn our_own_tables_of_lists_come_back_and_judged_ones_do_not() {
    let world = World::new();
    let row = json!({"messages": [{"role": "user", "content": "Which day is the market?"},
        {"role": "assistant", "content": "On Friday, from eight to one, beside the church."}]});
    world.write("rows.jsonl", row.to_string());
    imported(&world, &["rows.jsonl"], 0);
    let table = |shape: &str| {
        let export = ["export", "--format", "csv", "--shape", shape, "--status", "draft,generated,needs_revision"];
        world.run([&export[..], &["--with-findings"]].concat()).ok().stdout
    };
    let other = World::new();
    other.write("rows.csv", table("prompt-completion"));
    assert_eq!(numbers(&imported(&other, &["rows.csv"], 0)), (1, 0, 0));
    assert_eq!(said(&other, 0)[0], "Which day is the market?");
    other.write("judged.csv", "prompt,completion,label\na,b,false\n");
    other.run(["import", "judged.csv"]).fails(2).says("judged.csv cannot be imported: a KTO row (label or kto_tag");
}

#[test]
fn the_system_prompt_of_bedrock_comes_back() {
    let world = World::new();
    let part = |text: &str| json!([{"text": text}]);
    let row = json!({"schemaVersion": "bedrock-conversation-2024", "system": [{"text": "Be brief."}, {"text": "Be kind."}],
        "messages": [{"role": "user", "content": part("Which day is the market?")},
            {"role": "assistant", "content": part("On Friday, from eight to one, beside the church.")}]});
    world.write("rows.jsonl", row.to_string());
    assert_eq!(numbers(&imported(&world, &["rows.jsonl"], 0)), (1, 0, 0));
    let exported = ["export", "--shape", "bedrock", "--status", "draft,generated,needs_revision", "--with-findings"];
    let exported = world.run(exported).ok().stdout;
    let back: Value = serde_json::from_str(exported.trim()).unwrap();
    assert_eq!(back["system"], part("Be brief.\n\nBe kind."));
    let other = World::new();
    other.write("rows.jsonl", exported);
    assert_eq!(numbers(&imported(&other, &["rows.jsonl"], 0)), (1, 0, 0));
    let shown = other.run(["show", "@last", "--json"]).ok().json();
    assert_eq!(shown["conversations"][0]["parameters"]["system"], "Be brief.\n\nBe kind.");
}

#[test]
fn an_answer_that_is_not_to_be_learned_is_refused_or_left_out() {
    let world = World::new();
    let row = |question: &str, weight: u8| {
        json!({"messages": [{"role": "user", "content": question},
            {"role": "assistant", "content": "On Friday, from eight to one.", "weight": weight}]})
    };
    world.write("rows.jsonl", format!("{}\n{}\n", row("When is the market?", 0), row("When is the fair?", 1)));
    world
        .run(["import", "rows.jsonl"])
        .fails(2)
        .says("rows.jsonl:1: messages[1].weight: 0 says how much of this answer");
    assert_eq!(numbers(&imported(&world, &["rows.jsonl", "--keep-going"], 3)), (1, 0, 1));
}

#[test]
fn prompt_and_completion_are_lists_or_texts_and_gemini_has_parts() {
    let world = World::new();
    let rows: [Value; 4] = [
        json!({"prompt": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "One first?"}],
            "completion": [{"role": "assistant", "content": "One."}]}),
        json!({"prompt": "Two first?", "completion": [{"role": "assistant", "content": "Two."}]}),
        json!({"prompt": [{"role": "user", "content": "Three first?"}], "completion": "Three."}),
        json!({"systemInstruction": {"role": "user", "parts": [{"text": "Be brief."}]},
            "contents": [{"role": "user", "parts": [{"text": "Four "}, {"text": "first?"}]},
                {"role": "model", "parts": [{"text": "Four."}]}]}),
    ];
    world.write("rows.jsonl", rows.map(|row| row.to_string()).join("\n"));
    assert_eq!(numbers(&imported(&world, &["rows.jsonl"], 0)), (4, 0, 0));
    let systems = world.run(["list", "--param", "system=Be brief.", "--ids"]).ok().stdout;
    assert_eq!(systems.lines().count(), 2);
    let said: Vec<Vec<String>> = (0..4).map(|place| said(&world, place)).collect();
    assert!(said.contains(&vec!["Four first?".to_owned(), "Four.".to_owned()]), "{said:?}");
    let bad = json!({"contents": [{"role": "user", "parts": [{"inlineData": {}}]}]});
    world.write("bad.jsonl", bad.to_string());
    world.run(["import", "bad.jsonl"]).fails(2).says("bad.jsonl:1: contents[0].parts: it has a part that is no text");
}
