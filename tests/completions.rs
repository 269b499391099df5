//! `completions`, `man`, and the files made from them.

use crate::support::world::World;

const SHELLS: [(&str, &str); 5] = [
    ("bash", "dialoom.bash"),
    ("zsh", "_dialoom"),
    ("fish", "dialoom.fish"),
    ("powershell", "_dialoom.ps1"),
    ("elvish", "dialoom.elv"),
];

fn committed(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("completions").join(name);
    std::fs::read_to_string(path).unwrap_or_default()
}

#[test]
fn the_committed_scripts_and_page_are_those_of_the_commands_as_they_are() {
    let sandbox = World::new();
    let mut stale = Vec::new();
    for (shell, file) in SHELLS {
        if committed(file) != sandbox.run(["completions", shell]).ok().stdout {
            stale.push(file);
        }
    }
    if committed("dialoom.1") != sandbox.run(["man"]).ok().stdout {
        stale.push("dialoom.1");
    }
    assert!(stale.is_empty(), "completions/ is stale ({}): run scripts/completions", stale.join(", "));
}

#[test]
fn bash_takes_the_script() {
    let script = World::new().run(["completions", "bash"]).ok().stdout;
    let mut bash = std::process::Command::new("bash");
    let status = bash.arg("-n").arg("-c").arg(&script).status().unwrap();
    assert!(status.success());
}

#[test]
fn an_unknown_shell_is_bad_usage_that_names_all() {
    let output = World::new().run(["completions", "tcsh"]).fails(2);
    output.says("bash").says("elvish");
}

#[test]
fn script_and_page_come_in_an_object_where_json_is_wanted() {
    let sandbox = World::new();
    let json = sandbox.run(["completions", "fish", "--json"]).ok().json();
    assert_eq!(json["shell"], "fish");
    assert!(json["script"].as_str().unwrap().contains("complete -c dialoom"));
    let page = sandbox.run(["man", "--json"]).ok().json();
    assert!(page["page"].as_str().unwrap().contains(".TH dialoom 1"));
}

#[test]
fn man_writes_a_page_for_each_command_into_a_folder() {
    let sandbox = World::new();
    sandbox.run(["man", "--all", "pages"]).ok().says("into pages");
    let pages: Vec<_> = std::fs::read_dir(sandbox.path().join("pages")).unwrap().collect();
    assert!(pages.len() > 15, "{}", pages.len());
    assert!(sandbox.read("pages/dialoom-templates-render.1").contains("Print the prompt"));
    sandbox.write("file", "");
    sandbox.run(["man", "--all", "file/pages"]).fails(1).says("cannot write manual pages into file/pages");
}
