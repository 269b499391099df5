//! What is wrong is said before anything is sent or stored.

use crate::support::stand_in::{Answer, Protocol, always};
use crate::support::world::{World, plan};

const HEAD: &str = "template = \"Investment Discovery\"\n[axes]\npersona = [\"A\"]\nemotion = [\"calm\"]\n";

#[test]
fn a_template_that_was_switched_off_makes_nothing_new_and_a_batch_begun_with_it_can_still_be_ended() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(2, "");
    shop.work(&["--max-cost", "0.0001"]).fails(4);
    shop.sql(async |connection| {
        sqlx::query("UPDATE prompt_templates SET is_active = 0 WHERE name_key = 'investment discovery'")
            .execute(connection)
            .await
            .unwrap();
    });
    let refused = "the template \"Investment Discovery\" is switched off";
    shop.work(&["--name", "other"])
        .fails(2)
        .says("plan.toml")
        .says(refused)
        .says("dialoom templates restore 'Investment Discovery'");
    let one = ["generate", "-t", "Investment Discovery", "--persona", "A", "--emotion", "b", "--topic", "c"];
    shop.run(one).fails(2).says(refused);
    assert_eq!(shop.stand_in.journal().len(), 0);
    assert_eq!(shop.run(["templates", "list", "--json"]).ok().json()["templates"].as_array().unwrap().len(), 2);
    shop.run(["batch", "resume", "shop", "--max-cost", "5"]).ok();
    shop.is_complete(2);
}

#[test]
fn a_wrong_plan_in_any_form_names_its_place_and_the_nearest_name_and_nothing_is_sent_or_stored() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    let csv = "template,persona,emotion,topic\n";
    let cases: Vec<(&str, String, &[&str])> = vec![
        ("p.toml", format!("cuont = 3\n{HEAD}"), &["p.toml:1", "cuont", "count"]),
        ("p.toml", format!("count = 0\n{HEAD}"), &["p.toml:1", "count is 0"]),
        ("p.toml", format!("count = \"x\"\n{HEAD}"), &["p.toml:1", "expected a whole number"]),
        ("p.toml", "x = [".into(), &["p.toml:1", "not TOML"]),
        ("p.toml", String::new(), &["p.toml", "asks for nothing"]),
        ("p.toml", format!("{HEAD}[limits]\nconcurency = 3\n"), &["p.toml:6", "limits.concurency", "concurrency"]),
        ("p.toml", format!("{HEAD}[limits]\nconcurrency = 0\n"), &["p.toml:6", "limits.concurrency is 0", "1 to 1000"]),
        ("p.toml", format!("{HEAD}[limits]\nmax_cost_usd = -2\n"), &["p.toml:6", "limits.max_cost_usd"]),
        ("p.toml", format!("{HEAD}[generation]\ntemperature = 3\n"), &["p.toml:6", "temperature is 3", "0 to 2"]),
        ("p.toml", format!("{HEAD}[generation]\nprovider = \"opnai\"\n"), &["p.toml:6", "openai"]),
        ("p.toml", HEAD.replace("Investment Disc", "Investmnt Disc"), &["p.toml", "Investmnt", "Investment Discovery"]),
        ("p.toml", format!("{HEAD}age = [\"7\"]\n"), &["p.toml", "age", "Investment Discovery"]),
        ("p.toml", HEAD.replace("emotion", "emotions"), &["p.toml", "axes.emotion is missing", "emotions"]),
        ("p.json", "{\"template\": }".into(), &["p.json:1", "not JSON"]),
        ("p.json", "{\n\"tempalte\": \"T\"}".into(), &["p.json:2", "tempalte", "template"]),
        ("p.jsonl", "{\"persona\":\"A\"}\n".into(), &["p.jsonl:1", "emotion is missing"]),
        ("p.jsonl", "{\"template\":\"Nope\",\"persona\":\"A\",\"emotion\":\"b\"}\n".into(), &["p.jsonl:1", "Nope"]),
        ("p.csv", format!("{csv}Investment Discovery,A\n"), &["p.csv row 2 (line 2)", "2 cells"]),
        ("p.csv", format!("{csv}Investment Discovery,,b,c\n"), &["p.csv row 2 (line 2)", "persona is missing"]),
        (
            "p.csv",
            format!("{csv}Investment Discovery,A,b,c\nInvestmint,A,b,c\n"),
            &["p.csv row 3 (line 3)", "Investmint"],
        ),
        ("p.csv", "template,persona,emotoin\n".into(), &["p.csv row 1 (line 1)", "emotion", "emotoin"]),
        ("p.csv", csv.into(), &["p.csv", "asks for nothing"]),
        ("p.yaml", "a: b".into(), &["p.yaml", ".toml, .json, .jsonl or .csv"]),
    ];
    for (file, content, parts) in cases {
        shop.write(file, &content);
        let mut output = shop.run(["batch", "run", file, "--model", "a-model"]).fails(2);
        assert!(output.stdout.is_empty(), "{content}: {}", output.stdout);
        for part in parts {
            output = output.says(part);
        }
        std::fs::remove_file(shop.path().join(file)).unwrap();
    }
    shop.run(["batch", "run", "missing.toml"]).fails(2).says("missing.toml").says("dialoom init");
    shop.write("bytes.csv", b"template,persona\nT,Ren\xe9e\n");
    shop.run(["batch", "run", "bytes.csv"]).fails(2).says("bytes.csv:2").says("UTF-8");
    assert_eq!(shop.stand_in.journal().len(), 0, "nothing was sent");
    assert_eq!(shop.run(["batch", "list", "--json"]).ok().json()["batches"].as_array().unwrap().len(), 0);
}

#[test]
fn a_wrong_flag_names_itself_and_what_would_do() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(2, "");
    let cases: [(&[&str], &[&str]); 13] = [
        (&["--rpm", "0"], &["--rpm", "0", "1"]),
        (&["--rpm", "many"], &["--rpm"]),
        (&["--concurrency", "0"], &["--concurrency", "1 to 1000"]),
        (&["--concurrency", "5000"], &["--concurrency", "1 to 1000"]),
        (&["--max-cost", "-1"], &["--max-cost", "0 or more"]),
        (&["--max-cost", "lots"], &["--max-cost", "2.50"]),
        (&["--temperature", "9"], &["--temperature", "0 to 2"]),
        (&["--turns", "1"], &["--turns", "2 to 100"]),
        (&["--max-tokens", "0"], &["--max-tokens", "1 to 1000000"]),
        (&["--timeout", "0"], &["--timeout", "86400"]),
        (&["--max-retries", "500"], &["--max-retries", "0 to 100"]),
        (&["--provider", "opena"], &["opena", "openai"]),
        (&["--name", " "], &["--name is empty"]),
    ];
    for (flags, parts) in cases {
        let mut output = shop.work(flags).fails(2);
        for part in parts {
            output = output.says(part);
        }
    }
    assert_eq!(shop.stand_in.journal().len(), 0, "nothing was sent");
    assert_eq!(shop.run(["batch", "list", "--json"]).ok().json()["batches"].as_array().unwrap().len(), 0);
}

#[test]
fn a_name_given_as_a_flag_is_held_to_the_rules_of_one_in_a_plan() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(2, "");
    for name in ["x".repeat(101), "a\u{7}b".to_owned()] {
        shop.work(&["--name", &name]).fails(2).says("--name").says("1 to 100 printable characters");
    }
    assert_eq!(shop.stand_in.journal().len(), 0);
}

#[test]
fn who_answers_must_be_known_before_anything_is_stored() {
    let sandbox = World::new();
    sandbox.write("plan.toml", plan(2, "", ""));
    let output = sandbox.run(["batch", "run", "plan.toml"]).fails(2);
    output.says("ANTHROPIC_API_KEY").says("OPENAI_BASE_URL").says("simulator");
    sandbox.run(["batch", "run", "plan.toml", "--provider", "anthropic"]).fails(2).says("ANTHROPIC_API_KEY");
    assert_eq!(sandbox.run(["batch", "list", "--json"]).ok().json()["batches"].as_array().unwrap().len(), 0);
}

#[test]
fn a_broken_template_variable_of_one_row_is_named_with_its_row() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    let text = "template,persona,emotion,topic,mood\nInvestment Discovery,A,b,c,\nInvestment Discovery,B,b,c,d\n";
    shop.write("p.csv", text);
    let output = shop.run(["batch", "run", "p.csv", "--model", "m"]).fails(2);
    output.says("p.csv row 3 (line 3)").says("no variable \"mood\"");
    assert_eq!(shop.stand_in.journal().len(), 0);
}
