//! `config`: every value and where it came from.

use serde_json::{Value, json};

use crate::support::world::World;

fn entry(document: &Value, key: &str) -> Value {
    let entries = document["settings"].as_array().unwrap();
    entries.iter().find(|entry| entry["key"] == key).unwrap_or_else(|| panic!("no {key}")).clone()
}

#[test]
fn it_shows_each_value_with_its_source() {
    let sandbox = World::new();
    sandbox.write("dialoom.toml", "user = 'file'\n[limits]\nrequests = 7\n");
    let run = sandbox.command(["config", "--json", "--db", "x.db"]).env("DIALOOM_MODEL", "m-1");
    let document = run.run().ok().json();
    let file = sandbox.path().canonicalize().unwrap().join("dialoom.toml");
    assert_eq!(document["config_file"], json!(file));
    assert_eq!(
        entry(&document, "db"),
        json!({"key": "db", "value": "x.db", "source": {"from": "flag", "name": "--db"}})
    );
    assert_eq!(entry(&document, "user")["source"], json!({"from": "environment", "name": "DIALOOM_USER"}));
    assert_eq!(entry(&document, "limits.requests")["source"], json!({"from": "file", "name": file}));
    assert_eq!(entry(&document, "limits.concurrency")["source"], json!({"from": "default"}));
    assert_eq!(entry(&document, "limits.concurrency")["value"], "3");
    assert_eq!(entry(&document, "generation.model")["source"]["name"], "DIALOOM_MODEL");
}

#[test]
fn piped_it_is_tab_separated() {
    let output = World::new().run(["config"]).ok();
    assert!(output.stdout.starts_with("SETTING\tVALUE\tFROM\ndb\tdialoom.db\tdefault\n"), "{}", output.stdout);
    assert_eq!(output.stderr, "no configuration file; write one with: dialoom init\n");
}

#[test]
fn a_key_and_a_password_are_never_shown() {
    let sandbox = World::new()
        .with_env("ANTHROPIC_API_KEY", "sk-ant-verysecret")
        .with_env("DIALOOM_DB", "postgres://ada:verysecret@db/x");
    for arguments in [vec!["config"], vec!["config", "--json"], vec!["config", "-vv", "--log-file", "log"]] {
        let output = sandbox.run(arguments).ok();
        assert!(!output.stdout.contains("verysecret") && !output.stderr.contains("verysecret"), "{output:?}");
    }
    let document = sandbox.run(["config", "--json"]).ok().json();
    assert_eq!(entry(&document, "anthropic.api_key")["value"], "set");
    assert_eq!(entry(&document, "openai.api_key")["value"], "not set");
    assert!(!sandbox.read("log").contains("verysecret"));
}

#[test]
fn a_base_url_shows_no_user_either() {
    let world = World::new().settings("[anthropic]\nbase_url = \"https://token-0123@a.example/v1?sig=abc99\"\n");
    let world = world.with_env("OPENAI_BASE_URL", "https://me:s3cret@o.example/v1");
    let world = world.with_env("DIALOOM_JUDGE_BASE_URL", "https://you:s3cret@j.example/v1");
    for line in [&["config"][..], &["config", "--json"]] {
        let shown = world.run(line).ok().prints("https://***@a.example/v1?sig=***").stdout;
        assert!(shown.contains("https://***@o.example/v1") && shown.contains("https://***@j.example/v1"), "{shown}");
        for secret in ["token-0123", "abc99", "s3cret", "me:", "you"] {
            assert!(!shown.contains(secret), "{secret} is in {shown}");
        }
    }
}

#[test]
fn a_wrong_file_ends_every_command_before_anything_else() {
    let sandbox = World::new();
    sandbox.write("dialoom.toml", "[limits]\nrequest = 7\n");
    for command in [vec!["config"], vec!["init"], vec!["doctor"], vec!["templates", "list"]] {
        let output = sandbox.run(command).fails(2);
        output.says("error: dialoom.toml:2: unknown field \"request\" in [limits]").says("did you mean \"requests\"?");
    }
    assert_eq!(sandbox.files(), ["dialoom.toml"]);
    let error = sandbox.run(["config", "--json"]).fails(2).error_json();
    assert_eq!(error["exit_code"], 2);
    assert!(error["message"].as_str().unwrap().starts_with("dialoom.toml:2: "));
}

#[test]
fn a_key_in_the_file_is_refused_without_repeating_it() {
    let sandbox = World::new();
    sandbox.write("dialoom.toml", "[anthropic]\napi_key = 'verysecret'\n");
    let output = sandbox.run(["config"]).fails(2).says("because: configuration files get copied").says("key_file");
    assert!(!output.stderr.contains("verysecret"));
}

#[test]
fn a_named_file_that_is_not_there_is_bad_input() {
    World::new().run(["config", "--config", "no.toml"]).fails(2).says("there is no configuration file no.toml");
}

#[test]
fn the_users_own_file_is_found_in_the_configuration_folder() {
    let sandbox = World::new();
    let folder = sandbox.home().join(".config/dialoom");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("dialoom.toml"), "[generation]\nmodel = 'mine'\n").unwrap();
    let document = sandbox.run(["config", "--json"]).ok().json();
    assert_eq!(entry(&document, "generation.model")["value"], "mine");
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_utf_8_is_bad_input() {
    use std::os::unix::ffi::OsStringExt as _;
    let broken = || std::ffi::OsString::from_vec(b"x\xff".to_vec());
    for name in ["DIALOOM_DB", "DIALOOM_LOG", "ANTHROPIC_API_KEY", "OPENAI_BASE_URL"] {
        let run = World::new().with_env(name, broken()).run(["config"]);
        run.fails(2).says(&format!("the value of {name} is not UTF-8"));
    }
}
