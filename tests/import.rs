//! `dialoom import`.

mod round_trip;
mod shapes;
mod stopped;

use std::io::Write;

use serde_json::{Value, json};

use crate::support::world::World;

/// A row of messages with words of its own.
fn row(number: usize) -> String {
    let turn = |role: &str, part: usize| {
        let words: Vec<String> = (0..12).map(|word| format!("w{number}x{part}x{word}")).collect();
        json!({"role": role, "content": words.join(" ")})
    };
    json!({"messages": [turn("user", 1), turn("assistant", 2)]}).to_string()
}

fn rows(numbers: std::ops::Range<usize>) -> String {
    numbers.map(|number| row(number) + "\n").collect()
}

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/import/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn imported<P>(world: &World<P>, arguments: &[&str], code: i32) -> Value {
    world.run([&["import"], arguments, &["-y", "--json"]].concat()).ends(code).json()["import"].clone()
}

fn numbers(import: &Value) -> (u64, u64, u64) {
    let number = |name: &str| import[name].as_u64().unwrap();
    (number("imported"), number("already_there"), number("left_out"))
}

/// The only conversation that has these words, with its turns.
fn found<P>(world: &World<P>, words: &str) -> Value {
    let ids = world.run(["list", "--search", words, "--ids"]).ok().stdout;
    let shown = world.run(["show", ids.trim(), "--json"]).ok().json();
    shown["conversations"][0].clone()
}

#[test]
fn files_of_public_sets_come_in_without_a_hand_on_them() {
    for world in [World::new(), World::new().on_postgres()] {
        for (name, format, conversations) in [
            ("oasst.jsonl", "messages", 2),
            ("ultrachat.jsonl", "messages", 1),
            ("bedrock.jsonl", "messages", 1),
            ("sharegpt.json", "sharegpt", 3),
            ("capybara.jsonl", "sharegpt", 2),
            ("mixed.jsonl", "sharegpt", 2),
            ("dolly.jsonl", "alpaca", 2),
            ("alpaca.json", "alpaca", 2),
            ("questions.csv", "csv", 2),
        ] {
            let import = imported(&world, &[&fixture(name)], 0);
            assert_eq!(numbers(&import), (conversations, 0, 0), "{name}: {import}");
            assert_eq!(import["files"][0]["format"], format, "{name}");
        }
        let alpaca = found(&world, "noon meeting");
        let said: Vec<&str> =
            alpaca["turns"].as_array().unwrap().iter().map(|turn| turn["content"].as_str().unwrap()).collect();
        assert_eq!(said.len(), 6);
        assert_eq!((said[0], said[5]), ("What do you do?", "The noon meeting was moved."));
        assert!(said[4].starts_with("Shorten this sentence.\nThe meeting, which"));
        assert_eq!(alpaca["parameters"]["system"], "Answer in one sentence.");
        let dolly = found(&world, "ferry");
        assert_eq!((&dolly["categories"], &dolly["source"]["line"]), (&json!(["closed_qa"]), &json!(1)));
        let share = found(&world, "Baltic");
        assert_eq!((&share["status"], &share["turns"][0]["role"]), (&json!("needs_revision"), &json!("assistant")));
        assert_eq!((&share["source"]["line"], &share["model"]), (&json!(10), &json!("Model: GPT-4")));
        assert_eq!(found(&world, "dog lead")["persona"], "Guest");
        assert_eq!(found(&world, "breakfast")["persona"], "unknown");
        let shown = world.run(["show", "@last", "--json"]).ok().stdout;
        let piped = world.command(["import", "-", "--json"]).stdin(shown).run().ok().json();
        assert_eq!((numbers(&piped["import"]), &piped["import"]["files"][0]["format"]), ((0, 1, 0), &json!("native")));
        assert_eq!(found(&world, "museum")["parameters"]["system"], "You answer for a small museum.");
        assert!(found(&world, "heat pump")["turns"][3]["content"].as_str().unwrap().starts_with("Moist air"));
    }
}

#[test]
fn they_arrive_for_review_scored_checked_and_free() {
    for world in [World::new(), World::new().on_postgres()] {
        let token = row(2).replace("w2x2x3", "<|im_start|>");
        // Only one word differs.
        let near = row(1).replace("w1x2x11", "other");
        world.write("a.jsonl", [row(1), token, near].join("\n"));
        let import = imported(&world, &["a.jsonl", "--persona", "Guest"], 0);
        assert_eq!((numbers(&import), &import["serious"]), ((3, 0, 0), &json!(2)), "{import}");
        assert_eq!(import["findings"]["control_token"], json!({"conversations": 1, "serious": 1}));
        assert_eq!(import["findings"]["near_duplicate"]["conversations"], 1);
        assert_eq!(import["personas"], json!([{"persona": "Guest", "conversations": 3}]));
        assert_eq!(import["next"], "dialoom review --source a.jsonl");
        let it = found(&world, "w1x2x11");
        assert_eq!(
            (&it["persona"], &it["emotion"], &it["tier"]),
            (&json!("Guest"), &json!("unknown"), &json!("template"))
        );
        assert_eq!(it["source"], json!({"file": "a.jsonl", "line": 1}));
        assert_eq!((it["total_tokens"].as_u64() > Some(0), &it["tokens_estimated"]), (true, &json!(true)), "{it}");
        assert_eq!(
            (&it["quality_threshold"], &it["actual_cost_usd"], &it["provider"]),
            (&json!(6.0), &json!(0.0), &Value::Null)
        );
        let listed = world.run(["list", "--source", "a.jsonl", "--status", "needs-revision", "--json"]).ok().json();
        assert_eq!(listed["conversations"].as_array().unwrap().len(), 2);
        assert_eq!(world.run(["list", "--source", "b.jsonl", "--ids"]).ok().stdout, "");
        let stats = world.run(["stats", "--json"]).ok().json();
        assert!(!stats.to_string().contains("a-model"), "{stats}");
        world.run(["score", "--dry-run", "--json"]).ok().prints("\"changes\":[]");
    }
}

#[test]
fn one_bad_line_keeps_everything_out_unless_it_may_be_left_out() {
    for world in [World::new(), World::new().on_postgres()] {
        world.write("good.jsonl", rows(0..150));
        world.write("bad.jsonl", format!("{}{{\"messages\":[{{\"role\":\"x\"}}]}}\n{}", row(900) + "\n", row(901)));
        let output = world.run(["import", "good.jsonl", "bad.jsonl"]).fails(2);
        let output = output.says("1 line of 2 files cannot be imported; nothing was");
        let output =
            output.says("bad.jsonl:2: messages[0].role: unknown speaker \"x\"; expected user, assistant or system");
        output.says("dialoom import good.jsonl bad.jsonl --keep-going");
        assert_eq!(world.run(["list", "--ids"]).ok().stdout, "");
        let import = imported(&world, &["good.jsonl", "bad.jsonl", "--keep-going"], 3);
        assert_eq!(numbers(&import), (152, 0, 1));
        assert_eq!(
            (&import["faults"][0]["line"], &import["faults"][0]["field"]),
            (&json!(2), &json!("messages[0].role"))
        );
    }
}

#[test]
fn the_same_file_again_adds_nothing_under_any_name() {
    for world in [World::new(), World::new().on_postgres()] {
        let text = rows(0..120);
        world.write("a.jsonl", &text);
        assert_eq!(numbers(&imported(&world, &["a.jsonl"], 0)), (120, 0, 0));
        world.run(["import", "a.jsonl"]).ok().prints("imported 0 conversations; 120 were there already");
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text.as_bytes()).unwrap();
        world.write("b", gzip.finish().unwrap());
        let zstd = |text: &str| {
            ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)
        };
        let (one, two) = text.split_at(text.find("\n").unwrap() + 1);
        world.write("c.txt", [zstd(one), zstd(two)].concat());
        world.write("d.json", format!("[{}]", text.trim().replace('\n', ",\n")));
        world.write("e.jsonl", format!("\u{feff}{}", text.replace('\n', "\r\n")));
        assert_eq!(numbers(&imported(&world, &["b", "c.txt", "d.json", "e.jsonl"], 0)), (0, 480, 0));
        let piped = world.command(["import", "-", "--json"]).stdin(text.as_str()).run().ok().json();
        assert_eq!(numbers(&piped["import"]), (0, 120, 0));
        world.write("a.jsonl", format!("{}\n{text}{}", row(500), row(501)));
        assert_eq!(numbers(&imported(&world, &["a.jsonl"], 0)), (2, 120, 0));
        world.write("twice.jsonl", format!("{0}\n{0}\n", row(700)));
        assert_eq!(numbers(&imported(&world, &["twice.jsonl"], 0)), (1, 1, 0));
    }
}

#[test]
fn of_many_files_the_next_command_names_none() {
    let world = World::new();
    let names = ["a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl"];
    (1..).zip(names).for_each(|(number, name)| drop(world.write(name, row(number))));
    let three = "dialoom review --source a.jsonl --source b.jsonl --source c.jsonl";
    assert_eq!(imported(&world, &names[..3], 0)["next"], three);
    assert_eq!(imported(&world, &names, 0)["next"], "dialoom review");
    let elsewhere = world.run(["--db", "other.db", "import", "a.jsonl", "-y", "--json"]).ok().json();
    assert_eq!(elsewhere["import"]["next"], "dialoom --db other.db review --source a.jsonl");
}

#[test]
fn a_dry_run_says_what_would_come_in_and_makes_no_database() {
    let world = World::new();
    world.write("a.jsonl", rows(0..3) + &row(3).replace("w3x2x3", "<|im_start|>"));
    let output = world.run(["import", "a.jsonl", "--dry-run", "--map", "persona=messages"]).fails(2);
    output.says("persona: expected a text or a number");
    let output = world.run(["import", "a.jsonl", "--dry-run", "--persona", "Guest"]).ok();
    let output = output
        .prints("would import 4 conversations")
        .prints("personas: Guest 4")
        .prints("serious findings: control_token 1");
    assert!(output.stdout.lines().any(|line| line.starts_with("hints: ") || line == "no hints"), "{}", output.stdout);
    output.says("a.jsonl: 4 conversations as messages").says("nothing was stored");
    assert_eq!(world.files(), ["a.jsonl"]);
    imported(&world, &["a.jsonl"], 0);
    let again = imported(&world, &["a.jsonl", "--dry-run"], 0);
    assert_eq!((numbers(&again), &again["next"]), ((0, 4, 0), &Value::Null));
    assert_eq!(imported(&world, &["a.jsonl"], 0)["next"], Value::Null, "nothing was stored");
}

#[test]
fn fields_can_stand_anywhere() {
    let world = World::new();
    let row = json!({
        "dialog": [{"role": "user", "content": "Where is my parcel?"}, {"role": "assistant", "content": "In Graz."}],
        "meta": {"customer": {"type": "Regular"}, "mood": 7, "shop": "north"},
    });
    world.write("a.jsonl", row.to_string());
    world.run(["import", "a.jsonl"]).fails(2).says("cannot tell the format of a.jsonl").says("--map messages=FIELD");
    let map = ["--map", "messages=dialog", "--map", "persona=meta.customer.type", "--map", "emotion=meta.mood"];
    let wrong = [&["import", "a.jsonl"], &map[..], &["--map", "topic=meta.nothing"]].concat();
    world.run(wrong).fails(2).says("no row has the field \"meta.nothing\"");
    world.write("twice.csv", "question,answer,who,who\na,b,c,d\n");
    let twice = world.run(["import", "twice.csv", "--map", "persona=who"]).fails(2);
    twice.says("twice.csv:1: the column \"who\" is there twice");
    imported(&world, &[&["a.jsonl"], &map[..], &["--map", "shop=meta.shop", "--topic", "parcels"]].concat(), 0);
    let it = found(&world, "parcel");
    assert_eq!((&it["persona"], &it["emotion"], &it["topic"]), (&json!("Regular"), &json!("7"), &json!("parcels")));
    assert_eq!(it["parameters"], json!({"shop": "north"}));
    assert_eq!(it["title"], "Where is my parcel?");
}

#[test]
fn an_unclear_format_names_the_choices_as_commands() {
    let world = World::new();
    let both = json!({"messages": [{"role": "user", "content": "a b"}, {"role": "assistant", "content": "c"}],
        "instruction": "d", "output": "e"});
    world.write("a.jsonl", both.to_string());
    let output = world.run(["import", "a.jsonl"]).fails(2).says("fit several formats: messages, alpaca");
    output.says("dialoom import a.jsonl --as messages or dialoom import a.jsonl --as alpaca");
    imported(&world, &["a.jsonl", "--as", "Alpaca"], 0);
    assert_eq!(found(&world, "d")["turns"][1]["content"], "e");
    world.run(["import", "a.jsonl", "--as", "sharegbt"]).fails(2).says("sharegpt");
    for more in [&[][..], &["--keep-going"]] {
        let output = world.run([&["import", "a.jsonl", "--as", "sharegpt"], more].concat()).fails(2);
        output.says("No row can be read as sharegpt. Let the rows tell their format: dialoom import a.jsonl");
    }
    world.write("lists.jsonl", json!({"question": "a", "answer": ["b"]}).to_string());
    let output = world.run(["import", "lists.jsonl", "--as", "alpaca"]).fails(2).says("answer: expected a text");
    assert!(!output.stderr.contains("Let the rows tell"), "they tell none: {}", output.stderr);
}

#[test]
fn what_is_no_file_of_conversations_is_refused_by_name() {
    let world = World::new();
    world.write("sub/x", "");
    world.write("empty", "");
    world.write("zip", b"PK\x03\x04rest");
    world.write("utf16", b"\xff\xfe{\x00");
    world.write("page.jsonl", "\n<!DOCTYPE html><html><title>404</title></html>");
    world.write("x.pdf", "%PDF-1.4 xx");
    world.write("lfs.jsonl", "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 123\n");
    world.write("x.xlsx", b"PK\x03\x04rest");
    world.write("x.arrow", b"ARROW1\0\0");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(rows(0..300).as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    world.write("cut.gz", &gzip[..gzip.len() - 400]);
    let zstd = ruzstd::encoding::compress_to_vec(rows(0..300).as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    world.write("cut.zst", &zstd[..zstd.len() - 400]);
    world.write("binary", [7_u8; 5000]);
    let status = std::process::Command::new("mkfifo").arg(world.path().join("pipe")).status().unwrap();
    assert!(status.success());
    for (file, said) in [
        ("sub", "cannot read sub: it is a directory"),
        ("pipe", "cannot read pipe: it is a named pipe"),
        ("none", "cannot read none: "),
        ("empty", "nothing to import: empty holds no conversation"),
        ("zip", "cannot read zip: it is a zip archive"),
        ("utf16", "cannot read utf16: it is UTF-16"),
        ("page.jsonl", "cannot read page.jsonl: it is an HTML page"),
        ("x.pdf", "cannot read x.pdf: it is a PDF"),
        ("lfs.jsonl", "fetch it with: git lfs pull"),
        ("x.xlsx", "cannot read x.xlsx: it is a spreadsheet; save it as CSV"),
        ("x.arrow", "cannot read x.arrow: it is Arrow; write it as JSONL first"),
        ("cut.gz", "the file ends inside its compressed data: it may have been cut"),
        ("cut.zst", "the file ends inside its compressed data: it may have been cut"),
        ("binary", "binary"),
    ] {
        world.run(["import", file]).fails(2).says(said);
    }
    let piped = world.command(["import", "-"]).env("TMPDIR", "/no/such/folder").stdin(rows(0..1)).run().fails(2);
    piped.says("cannot read -: its copy in the folder for temporary files, /no/such/folder (TMPDIR): ");
    assert!(!world.files().contains(&"dialoom.db".to_owned()), "nothing was stored");
    let import = imported(&world, &["cut.gz", "--keep-going"], 3);
    assert_eq!(numbers(&import).2, 1, "what stands before the cut comes in: {import}");
    assert!(numbers(&import).0 > 100);
}

#[test]
fn text_is_data_on_the_screen_too() {
    let world = World::new();
    world.write("a.jsonl", "{\"messages\":[{\"role\":\"\u{202e}\\u001b[31mx\",\"content\":\"a\"}]}");
    let output = world.run(["import", "a.jsonl"]).fails(2);
    assert!(!output.stderr.contains(['\u{1b}', '\u{202e}']), "{:?}", output.stderr);
}
