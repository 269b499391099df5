//! Where a key may go: which files are believed, which servers are named, and no clear text over a network.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt as _;

use crate::support::world::World;

const TRIAL: [&str; 9] = [
    "generate",
    "--provider=simulator",
    "--template=Investment Discovery",
    "--persona",
    "New Graduate",
    "--emotion",
    "calm",
    "--topic",
    "index funds",
];
const FAR: &str = "http://api.far.example/v1";

fn with_rights(sandbox: &World, name: &str, mode: u32) {
    std::fs::set_permissions(sandbox.path().join(name), std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_settings_file_that_others_may_write_stops_what_writes_and_is_passed_over_by_what_reads() {
    for (path, mode) in [("dialoom.toml", 0o666), (".", 0o777), (".", 0o1777)] {
        let sandbox = World::new();
        sandbox.write("dialoom.toml", "[generation]\nmodel = 'planted'\n");
        with_rights(&sandbox, path, mode);
        let plan = ["batch", "run", "plan.toml"];
        for command in [&plan[..], &["approve", "x"], &["export", "--format", "jsonl"], &["doctor"]] {
            let output = sandbox.run(command).fails(2);
            output.says("dialoom.toml is not trusted").says("may be written by everybody").says("--config FILE");
        }
        assert_eq!(sandbox.files(), ["dialoom.toml"]);
        let output = sandbox.run(["config"]).ok().says("warning: the configuration file ").says("is passed over");
        assert!(!output.stdout.contains("planted"), "{}", output.stdout);
        let named = sandbox.run(["config", "--config", "dialoom.toml"]).ok();
        assert!(named.stdout.contains("planted") && named.stderr.is_empty(), "{named:?}");
    }
}

#[test]
fn a_database_above_that_others_may_write_stops_what_writes_and_is_passed_over_by_what_reads() {
    for (path, mode) in [("dialoom.db", 0o666), (".", 0o777), (".", 0o1777)] {
        let sandbox = World::new();
        sandbox.run(TRIAL).ok();
        with_rights(&sandbox, path, mode);
        let below = |command: &[&str]| sandbox.command(command).below("mine").run();
        let reject = ["reject", "--reason", "x", "y"];
        for command in [&TRIAL[..], &["approve", "x"], &reject, &["export"], &["doctor"], &["batch", "resume", "x"]] {
            let output = below(command).fails(2).says("the database ").says("dialoom.db is not trusted");
            output.says("may be written by everybody").says("--db FILE");
        }
        for command in [&["list"][..], &["stats"], &["batch", "list"], &["templates", "list"], &["limits"]] {
            let output = below(command).ok().says("warning: the database ").says("is passed over (--db FILE uses it)");
            assert!(!output.stdout.contains("generated"), "{output:?}");
        }
        below(&[]).fails(2).says("is passed over (--db FILE uses it)");
        assert_eq!(std::fs::read_dir(sandbox.path().join("mine")).unwrap().count(), 0);
        let named = below(&["list", "--db", "../dialoom.db"]).ok().prints("New Graduate");
        assert!(!named.stderr.contains("trusted"), "{named:?}");
        below(&["approve", "--batch", "none", "--db", "../dialoom.db"]).fails(2).says("no batch \"none\"");
    }
}

#[test]
fn a_database_of_the_current_folder_needs_no_trust() {
    let sandbox = World::new();
    sandbox.run(TRIAL).ok();
    with_rights(&sandbox, "dialoom.db", 0o666);
    assert!(!sandbox.run(TRIAL).ok().stderr.contains("trusted"));
}

#[test]
fn a_server_of_a_found_file_is_named_before_the_first_call() {
    let sandbox = World::new().with_env("OPENAI_API_KEY", "sk-real-0123456789");
    let file = sandbox.write("dialoom.toml", "[openai]\nbase_url = 'http://127.0.0.1:1/v1'\n");
    sandbox.run(["doctor"]).ends(1).says("openai is at http://127.0.0.1:1/v1, as ").says("dialoom.toml says");
    let named = sandbox.command(["doctor", "--config"].map(Into::into).into_iter().chain([file.into_os_string()]));
    assert_eq!(named.run().ends(1).stderr, "");
    assert_eq!(sandbox.command(["doctor"]).env("OPENAI_BASE_URL", "http://127.0.0.1:1").run().ends(1).stderr, "");
}

#[test]
fn a_real_key_goes_to_another_machine_in_clear_text_only_where_that_is_allowed() {
    let keyed = |key: &str| World::new().with_env("OPENAI_BASE_URL", FAR).with_env("OPENAI_API_KEY", key);
    let offline = |sandbox: &World, more: &[&str]| sandbox.run(["doctor", "--offline"].iter().chain(more));
    let sandbox = keyed("sk-real-0123456789");
    offline(&sandbox, &[]).ends(1).prints("fail  provider").prints("in clear text").prints("--insecure");
    let mut generate = vec!["generate", "--model", "m", "--template", "Investment Discovery"];
    generate.extend(["--persona", "p", "--emotion", "calm", "--topic", "t"]);
    sandbox.run(generate).fails(2).says("in clear text").says("insecure = true under [openai]");
    offline(&sandbox, &["--insecure"]).ok().prints("warn  provider").prints("in clear text");
    sandbox.write("dialoom.toml", "[openai]\ninsecure = true\n");
    offline(&sandbox, &[]).ok().prints("warn  provider");
    for dummy in ["none", "ollama", "lm-studio"] {
        offline(&keyed(dummy), &[]).ok().prints("ok    provider");
    }
    for url in ["https://api.far.example", "http://127.9.9.9:1", "http://[::1]:1", "http://0.0.0.0:1"] {
        offline(&keyed("sk-real-0123456789").with_env("OPENAI_BASE_URL", url), &[]).ok().prints("ok    provider");
    }
}

#[test]
fn a_misspelt_database_prints_no_password() {
    for db in ["postgres:/ada:verysecret@h", "ada:verysecret@h/x"] {
        for command in [["list", "--db", db], ["doctor", "--db", db], ["config", "--db", db]] {
            let output = World::new().run(command).fails(2);
            assert!(!output.stderr.contains("verysecret") && !output.stdout.contains("verysecret"), "{output:?}");
        }
    }
}

#[test]
fn a_server_of_a_found_file_is_asked_about_once_at_a_terminal() {
    let sandbox = World::new().with_env("OPENAI_API_KEY", "sk-real-0123456789");
    // Nobody may answer there (RFC 5737), and no key goes there before the question.
    sandbox.write("dialoom.toml", "[openai]\nbase_url = 'https://192.0.2.1:9/v1'\n");
    let question = "Send prompts and the key to https://192.0.2.1:9/v1?";
    for (keys, is_refused) in [("n", true), ("\r", true), ("y", false)] {
        let mut terminal = sandbox.terminal(&["doctor"], (24, 100));
        let screen = terminal.wait_for(question);
        assert!(screen.contains("openai is at https://192.0.2.1:9/v1, as "), "{screen}");
        terminal.press(keys);
        if is_refused {
            let (code, screen) = terminal.end();
            assert!(screen.contains("nothing was sent to https://192.0.2.1:9/v1") && code == 1, "{code}: {screen}");
        } else {
            // The answer is taken; the call itself takes long to fail.
            terminal.press("\u{3}");
            let (_, screen) = terminal.end();
            assert!(!screen.contains("nothing was sent") && screen.matches(question).count() == 1, "{screen}");
        }
    }
    for more in [&["-y"][..], &["--config", "dialoom.toml"]] {
        let terminal = sandbox.terminal(&[&["doctor"], more].concat(), (24, 100));
        let (_, screen) = terminal.end();
        assert!(!screen.contains(question), "{screen}");
    }
}
