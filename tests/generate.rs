//! `dialoom generate`: one conversation.

use crate::support::stand_in::{Answer, BOTH, Protocol, StandIn, always, first_time};
use crate::support::world::World;

const LINE: [&str; 9] = [
    "generate",
    "-t",
    "Investment Discovery",
    "--persona",
    "New Graduate",
    "--emotion",
    "curious",
    "--model",
    "a-model",
];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&LINE[..], more].concat()
}

#[test]
fn one_conversation_is_made_stored_and_named() {
    for protocol in BOTH {
        let shop = World::new().asking(protocol, always(Answer::Good));
        let output = shop.run(with(&["--topic", "index funds"])).ok().says("10 turns, generated, cost $0.");
        let short = output.stdout.split_whitespace().next().unwrap().to_owned();
        let output = output.says(&format!("next: dialoom show {short}"));
        assert_eq!(output.stdout.lines().count(), 1);
        shop.run(["show", &short]).ok().prints("New Graduate").prints("index funds");
        let entry = &shop.stand_in.journal()[0];
        assert!(entry.protocol == protocol && entry.body.contains("index funds"));
        assert_eq!(
            shop.number("SELECT count(*) FROM generation_logs WHERE batch_id IS NULL AND status = 'success'"),
            1
        );
    }
}

#[test]
fn the_tokens_of_a_conversation_are_those_counted_and_an_estimate_says_so() {
    for (answer, counted) in [
        (Answer::Usage(r#"{"input_tokens":1400,"cache_read_input_tokens":100,"output_tokens":2000}"#), Some(3500)),
        (Answer::NoUsage, None),
    ] {
        let shop = World::new().asking(Protocol::Anthropic, always(answer));
        let made = shop.run(with(&["--json"])).ok().json()["conversation"].clone();
        assert_eq!(made["tokens_estimated"], counted.is_none());
        let tokens = made["total_tokens"].as_u64().unwrap();
        // The prompt alone is a thousand tokens, so an estimate of the turns would be far less.
        assert!(counted.map_or(tokens > 1000, |counted| tokens == counted), "{tokens}");
        let mark = if counted.is_some() { "" } else { "≈ " };
        let short = made["short_id"].as_str().unwrap();
        shop.run(["show", short]).ok().prints(&format!("({mark}{tokens} tokens)"));
        let stats = shop.run(["stats"]).ok().stdout;
        assert!(stats.contains(&format!("tokens         {mark}{tokens}\n")), "{stats}");
        let exported = shop.run(["export", "--format", "json", "--status", "generated", "-o", "-"]).ok().json();
        assert_eq!(exported["conversations"][0]["tokens_estimated"], made["tokens_estimated"]);
        assert_eq!(exported["conversations"][0]["total_tokens"], made["total_tokens"]);
    }
}

#[test]
fn every_flag_reaches_the_server() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good));
    let flags = ["--temperature", "0.3", "--max-tokens", "3000", "--turns", "14", "--rpm", "5", "--max-cost", "9"];
    shop.run(with(&flags)).ok();
    let body: serde_json::Value = serde_json::from_str(&shop.stand_in.journal()[0].body).unwrap();
    assert_eq!(
        (&body["temperature"], &body["max_tokens"], &body["model"]),
        (&0.3.into(), &3000.into(), &"a-model".into())
    );
    assert!(body["system"][0]["text"].as_str().unwrap().contains("14"));
}

#[test]
fn a_variable_of_the_template_is_set_by_name_and_an_unknown_one_is_refused() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    shop.write(
        "mine.toml",
        "name = \"Mine\"\ntier = \"template\"\ntext = \"\"\"\nTalk to {{persona}}, who is {{emotion}} about {{topic}}, aged {{age}}.\n\"\"\"\n\
         [[variables]]\nname = \"age\"\nrequired = true\nhelp = \"in years\"\n",
    );
    let added = shop.run(["templates", "add", "mine.toml"]);
    assert_eq!(added.code, Some(0), "{}", added.stderr);
    let line = ["generate", "-t", "Mine", "--persona", "Ann", "--emotion", "calm", "--model", "m"];
    shop.run([&line[..], &["--set", "age=41"]].concat()).ok();
    assert!(shop.stand_in.journal().last().unwrap().body.contains("aged 41"));
    let asked = shop.stand_in.journal().len();
    shop.run(line).fails(2).says("{{age}}").says("in years");
    shop.run([&line[..], &["--set", "agee=41"]].concat()).fails(2).says("did you mean \"age\"?");
    shop.run([&line[..], &["--set", "age"]].concat()).fails(2).says("NAME=VALUE");
    assert_eq!(shop.stand_in.journal().len(), asked);
}

#[test]
fn a_dry_run_says_what_it_would_cost_and_asks_nobody() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good));
    let output = shop.run(with(&["--dry-run"])).ok().prints("New Graduate").prints("cost      about $");
    assert_eq!(output.stdout.lines().count(), 6, "{}", output.stdout);
    let whole = output.says("nothing was sent or stored; --prompt shows").stdout;
    shop.run(with(&["--dry-run", "--prompt"])).ok().prints(&whole).prints("Investment Discovery").prints("JSON");
    let dry = shop.run(with(&["--dry-run", "--json"])).ok().json();
    let fields: Vec<_> = dry["dry_run"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["provider", "model", "estimate", "prompt"]);
    assert_eq!(shop.stand_in.journal().len(), 0);
    assert!(shop.files().is_empty(), "nothing is stored, so not even a database: {:?}", shop.files());
}

#[test]
fn the_json_is_the_whole_conversation() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    let output = shop.run(with(&["--json"])).ok();
    assert_eq!(output.stdout.lines().count(), 1);
    let told = output.json();
    assert_eq!(told.as_object().unwrap().len(), 1);
    let shown = shop.run(["show", told["conversation"]["short_id"].as_str().unwrap(), "--json"]).ok().json();
    assert_eq!(told["conversation"], shown["conversations"][0], "as `show` has it");
}

#[test]
fn a_budget_that_cannot_cover_the_call_asks_nobody() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good));
    shop.run(with(&["--max-cost", "0.05"])).fails(4).says("may cost $0.").says("--max-cost");
    assert_eq!(shop.stand_in.journal().len(), 0);
    // The first answer is paid for and no conversation: what is left does not cover another.
    shop.stand_in.set_script(always(Answer::CutJson));
    let output = shop.run(with(&["--max-cost", "0.3"])).fails(4);
    let spent = shop.number("SELECT sum(cost_micros) FROM generation_logs");
    assert!(spent > 0 && spent <= 300_000, "{spent}: {}", output.stderr);
}

#[test]
fn a_call_whose_answer_never_came_counts_against_the_budget() {
    // One call costs up to $0.24 or so here; the first breaks off and may have been billed.
    let shop =
        World::new().asking(Protocol::Anthropic, first_time(vec![("Graduate".into(), Answer::CutConnection.into())]));
    shop.run(with(&["--max-cost", "0.3"])).fails(4).says("$0.").says("of the budget is left");
    assert_eq!(shop.stand_in.journal().len(), 1, "a second call could cost more than the budget holds");
}

#[test]
fn an_answer_whose_tokens_nobody_counted_counts_against_the_budget_at_its_worst() {
    let bad = r#"{"content":[{"type":"text","text":"no conversation"}],"stop_reason":"end_turn","usage":{}}"#;
    let bad = Answer::Raw(200, "application/json", bad.into());
    let shop = World::new().asking(Protocol::Anthropic, first_time(vec![("Graduate".into(), bad.into())]));
    shop.run(with(&["--max-cost", "0.3"])).fails(4).says("of the budget is left");
    assert_eq!(shop.stand_in.journal().len(), 1, "a second call could cost more than the budget holds");
    assert_eq!(shop.number("SELECT count(*) FROM generation_logs WHERE cost_micros > 0 AND output_tokens > 0"), 1);
}

#[test]
fn an_estimate_rests_on_what_calls_that_asked_for_as_much_really_used() {
    let estimate = |shop: &World<StandIn>, more: &[&str]| {
        let line = with(&[&["--dry-run", "--json"], more].concat());
        shop.run(&line).ok().json()["dry_run"]["estimate"].clone()
    };
    for limit in [&[][..], &["--max-tokens", "4096"]] {
        let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good));
        let more = |turns: &'static [&'static str]| [turns, limit].concat();
        assert_eq!(estimate(&shop, limit)["measured"], false);
        shop.run(with(limit)).ok();
        let same = estimate(&shop, limit);
        let used = shop.number("SELECT output_tokens FROM generation_logs");
        assert_eq!((&same["measured"], &same["output_tokens"]), (&true.into(), &used.into()), "{limit:?}");
        let longer = estimate(&shop, &more(&["--turns", "40"]));
        assert_eq!((&longer["measured"], &longer["output_tokens"]), (&false.into(), &3000.into()), "{limit:?}");
        assert_eq!(estimate(&shop, &more(&["--turns", "4"]))["measured"], false, "{limit:?}");
    }
    // An answer that came only with more room than the first call had is one of them.
    let shop = World::new().asking(Protocol::OpenAi, first_time(vec![("Graduate".into(), Answer::MaxTokens.into())]));
    shop.run(with(&[])).ok();
    assert_eq!(shop.number("SELECT max_tokens FROM generation_logs WHERE status = 'success'"), 3072);
    assert_eq!(estimate(&shop, &[])["measured"], true);
}

#[test]
fn an_estimate_follows_the_style_and_the_turns() {
    for on_postgres in [false, true] {
        let world = World::new();
        let world = if on_postgres { world.on_postgres() } else { world };
        let world = world.asking(Protocol::OpenAi, always(Answer::Good));
        world.write("p.toml", crate::support::world::plan(3, "", ""));
        let run = |more: &[&str]| {
            world.run([&["batch", "run", "p.toml", "--model", "m", "--json"], more].concat()).ok().json()
        };
        run(&["--style", "brief", "--turns", "12", "--name", "short"]);
        run(&["--style", "full", "--turns", "8", "--name", "long"]);
        let estimate = |style: &str, turns: &str| {
            let more = ["--style", style, "--turns", turns, "--name", "next", "--dry-run"];
            let it = run(&more)["dry_run"]["survey"]["estimate"].clone();
            let number = |field: &str| it[field].as_u64().unwrap();
            (it["measured"].as_bool().unwrap(), number("input_tokens"), number("output_tokens"))
        };
        let [brief, full] = ["short", "long"].map(|name| {
            let sum = |what: &str| {
                let of = "generation_logs l JOIN batch_jobs b ON b.id = l.batch_id";
                let sql = format!("SELECT CAST(sum({what}) AS bigint) FROM {of} WHERE b.name = '{name}'");
                world.number(&sql) as u64
            };
            let input = "l.input_tokens + l.cache_write_tokens + l.cache_read_tokens";
            (true, sum(input), sum("l.output_tokens"))
        });
        // The mean of a call is rounded up.
        let is_near = |one: (bool, u64, u64), other: (bool, u64, u64)| {
            one.0 == other.0 && one.1.abs_diff(other.1) < 3 && one.2.abs_diff(other.2) < 3
        };
        assert!(is_near(estimate("brief", "12"), brief), "{brief:?}");
        assert!(is_near(estimate("full", "8"), full), "{full:?}");
        // Nearly alike: the answer grows with the turns.
        let shorter = estimate("full", "6");
        assert!(
            shorter.0 && shorter.1.abs_diff(full.1) < 3 && (shorter.2 as f64 / full.2 as f64 - 0.75).abs() < 0.01,
            "{shorter:?} {full:?}"
        );
        // Nothing alike: the prompt's own length, and so much for each turn.
        let other = estimate("brief", "8");
        assert_eq!((other.0, other.2), (false, 3 * 8 * 75));
        assert!(other.1 < estimate("full", "20").1, "a brief prompt is shorter");
    }
}

#[test]
fn what_goes_wrong_is_named_and_on_record() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Refusal));
    shop.run(with(&[])).fails(1).says("the model refused").says("[refusal]");
    shop.stand_in.set_script(always(Answer::Error(401, "authentication_error", "invalid x-api-key")));
    shop.run(with(&[])).fails(1).says("Check ANTHROPIC_API_KEY");
    assert_eq!(shop.stand_in.journal().len(), 2);
    let error = shop.run(with(&["--json", "-q"])).fails(1);
    assert!(error.stdout.is_empty() && error.stderr.contains("\"exit_code\":1"), "{}", error.stderr);
    shop.stand_in.set_script(always(Answer::BadRoles));
    shop.run(with(&["-v"])).fails(1).says("[answer_bad_role]").says("retry as soon as the limits allow");
    assert_eq!(shop.stand_in.journal().len(), 3 + 3);
    assert_eq!(shop.number("SELECT count(*) FROM generation_logs WHERE conversation_id IS NULL"), 6);
    let shop = World::new().asking(Protocol::OpenAi, first_time(vec![("Graduate".into(), Answer::Hang.into())]));
    shop.run(with(&["--timeout", "0.7", "-v"])).ok().says("timeout");
}

#[test]
fn bad_words_are_refused_before_anything_is_sent() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good));
    let cases: [(&[&str], &str); 6] = [
        (&["generate"], "--template"),
        (&["generate", "-t", "Investmnt Discovery", "--persona", "a", "--emotion", "b"], "Investment Discovery"),
        (&["generate", "-t", "Investment Discovery", "--persona", " ", "--emotion", "b"], "--persona is empty"),
        (
            &["generate", "-t", "Investment Discovery", "--persona", "a", "--emotion", "b", "--temperature", "9"],
            "0 to 2",
        ),
        (&["generate", "-t", "Investment Discovery", "--persona", "a", "--emotion", "b", "--rpm", "0"], "1 or more"),
        (
            &["generate", "-t", "Investment Discovery", "--persona", "a", "--emotion", "b", "--provider", "x"],
            "simulator",
        ),
    ];
    for (line, part) in cases {
        shop.run(line).fails(2).says(part);
    }
    assert_eq!(shop.stand_in.journal().len(), 0);
}
