//! `init`: a configuration and a plan to begin with.

use crate::support::world::World;

#[test]
fn it_writes_both_files_and_names_the_next_command() {
    let sandbox = World::new();
    let output = sandbox.run(["init"]).ok();
    assert_eq!(output.stdout, "dialoom batch run plan.toml\n");
    assert_eq!(sandbox.files(), ["dialoom.toml", "plan.toml"]);
    let config = sandbox.run(["config", "--json"]).ok().json();
    assert!(config["config_file"].as_str().unwrap().ends_with("dialoom.toml"));
}

#[test]
fn it_overwrites_nothing() {
    let sandbox = World::new();
    sandbox.write("plan.toml", "mine");
    sandbox.run(["init"]).fails(2).says("this folder already has plan.toml; nothing was written").says("hint: ");
    assert_eq!(sandbox.files(), ["plan.toml"]);
    assert_eq!(sandbox.read("plan.toml"), "mine");
    sandbox.run(["-y", "init"]).fails(2);
}

#[test]
fn its_json_names_files_and_next_command() {
    let json = World::new().run(["init", "--json"]).ok().json();
    let expected = serde_json::json!({
        "written": ["dialoom.toml", "plan.toml"], "next": "dialoom batch run plan.toml"
    });
    assert_eq!(json, expected);
}

#[cfg(unix)]
#[test]
fn its_files_have_the_rights_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = World::new();
    sandbox.run(["init"]).ok();
    let plain = sandbox.write("plain", "");
    let mode = |path: std::path::PathBuf| path.metadata().unwrap().permissions().mode();
    assert_eq!(mode(sandbox.path().join("plan.toml")), mode(plain));
}
