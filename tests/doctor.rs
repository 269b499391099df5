//! `doctor`: what a run needs, looked at before it is needed.

use crate::support::world::World;

fn check(document: &serde_json::Value, name: &str) -> serde_json::Value {
    let checks = document["checks"].as_array().unwrap();
    checks.iter().find(|check| check["name"] == name).unwrap_or_else(|| panic!("no {name}")).clone()
}

#[test]
fn a_fresh_folder_works_and_stays_as_it_was() {
    let sandbox = World::new();
    let output = sandbox.run(["doctor"]).ok();
    assert_eq!(output.stdout.lines().filter(|line| line.starts_with("ok")).count(), 5, "{}", output.stdout);
    output.prints("warn  provider").prints("ANTHROPIC_API_KEY").prints("--provider simulator");
    assert!(sandbox.files().is_empty(), "{:?}", sandbox.files());
}

#[test]
fn its_json_has_every_check_with_what_to_fix() {
    let document = World::new().run(["doctor", "--json"]).ok().json();
    assert_eq!(document["ok"], true);
    assert_eq!(check(&document, "config")["state"], "ok");
    assert_eq!(check(&document, "provider")["state"], "warn");
    assert!(check(&document, "provider")["fixes"][0].as_str().unwrap().contains("OPENAI_BASE_URL"));
}

#[test]
fn a_database_that_cannot_be_made_or_written_fails() {
    let sandbox = World::new();
    let output = sandbox.run(["doctor", "--db", "no/such/folder.db"]).ends(1);
    output.prints("fail  database").prints("--db");
    std::fs::create_dir(sandbox.path().join("folder.db")).unwrap();
    sandbox.run(["doctor", "--db", "folder.db"]).ends(1).prints("fail  database");
}

#[test]
fn a_file_that_is_no_database_fails_and_is_left_alone() {
    let sandbox = World::new();
    sandbox.write("x.db", "not a database, but long enough to look like a file with a header of its own\n".repeat(20));
    let before = sandbox.read("x.db");
    let document = sandbox.run(["doctor", "--db", "x.db", "--json"]).ends(1).json();
    assert_eq!(document["ok"], false);
    assert_eq!(check(&document, "database")["state"], "fail");
    assert_eq!(sandbox.read("x.db"), before);
}

#[test]
fn the_simulator_is_always_reachable() {
    World::new().run(["doctor", "--provider", "simulator"]).ok().prints("ok    provider  simulator: built in");
}

#[test]
fn a_server_that_is_not_there_fails_by_name() {
    // A port that was free a moment ago: nobody listens on it.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/v1");
    let output = World::new().with_env("OPENAI_BASE_URL", &url).run(["doctor"]).ends(1);
    output.prints("fail  provider  openai: ").prints(&port.to_string());
}

#[test]
fn a_key_is_present_and_not_printed() {
    let sandbox = World::new().with_env("ANTHROPIC_API_KEY", "sk-verysecret-1, sk-verysecret-2");
    let output = sandbox.run(["doctor", "--offline"]).ok().prints("anthropic set (2 keys)");
    assert!(!output.stdout.contains("verysecret") && !output.stderr.contains("verysecret"));
}
