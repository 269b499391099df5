//! `init`: a configuration and a plan to begin with.

use crate::support::world::World;

#[test]
fn it_writes_its_files_and_names_the_next_command() {
    let sandbox = World::new();
    let output = sandbox.run(["init"]).ok();
    assert_eq!(output.stdout, "dialoom batch run plan.toml\n");
    assert_eq!(sandbox.files(), [".gitignore", "dialoom.toml", "plan.toml"]);
    let config = sandbox.run(["config", "--json"]).ok().json();
    assert!(config["config_file"].as_str().unwrap().ends_with("dialoom.toml"));
}

#[test]
fn the_settings_it_writes_name_the_database_for_every_folder_below() {
    let sandbox = World::new();
    sandbox.run(["init"]).ok();
    assert!(sandbox.read("dialoom.toml").lines().any(|line| line == "db = \"dialoom.db\""));
    sandbox.command(["batch", "run", "../../plan.toml"]).below("a/b").run().ok();
    assert!(sandbox.files().contains(&"dialoom.db".to_owned()), "{:?}", sandbox.files());
    sandbox.run(["list", "--ids"]).ok().prints("\n");
}

#[test]
fn git_ignores_the_database_and_all_that_belongs_to_it() {
    let sandbox = World::new();
    sandbox.write(".gitignore", "/target");
    sandbox.run(["init", "--json"]).ok().prints(".gitignore");
    let ignored = sandbox.read(".gitignore");
    assert!(ignored.starts_with("/target\n") && ignored.lines().any(|line| line == "*.db*"), "{ignored}");
    for name in ["dialoom.toml", "plan.toml"] {
        std::fs::remove_file(sandbox.path().join(name)).unwrap();
    }
    sandbox.run(["init"]).ok().says("wrote dialoom.toml, plan.toml; next:");
    assert_eq!(sandbox.read(".gitignore"), ignored);
    let git = std::process::Command::new("git").arg("init").current_dir(sandbox.path()).output();
    if git.is_ok_and(|git| git.status.success()) {
        for end in ["", "-wal", "-shm", "-limits", "-limits-wal", ".spool.jsonl", ".backup"] {
            let name = format!("dialoom.db{end}");
            let mut check = std::process::Command::new("git");
            let checked = check.args(["check-ignore", "-q", &name]).current_dir(sandbox.path());
            assert!(checked.status().unwrap().success(), "{name} would be committed");
        }
    }
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
        "written": ["dialoom.toml", "plan.toml", ".gitignore"], "next": "dialoom batch run plan.toml"
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
