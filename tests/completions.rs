//! `completions`, `man`, and the files made from them.

use std::ffi::OsStr;
use std::path::Path;

use crate::support::pty::Pty;
use crate::support::sample::conversation;
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
    let sandbox = World::new();
    // In a file: it is longer than an argument may be.
    let script = sandbox.write("dialoom.bash", sandbox.run(["completions", "bash"]).ok().stdout);
    assert!(std::process::Command::new("bash").arg("-n").arg(script).status().unwrap().success());
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

/// A bash that has read the completion script and knows the program by its name.
fn bash(world: &World) -> Pty {
    let program = Path::new(env!("CARGO_BIN_EXE_dialoom")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", program.display());
    let env = [("PATH", OsStr::new(&path)), ("PS1", OsStr::new("> ")), ("DIALOOM_USER", OsStr::new("rita"))];
    let mut shell =
        Pty::start_program(Path::new("/bin/bash"), &world.path(), &["--norc", "--noprofile", "-i"], &env, (40, 120));
    shell.press("bind 'set enable-bracketed-paste off'; . <(dialoom completions bash) && echo rea''dy\r");
    shell.wait_for("ready");
    shell
}

/// Types the beginning of a command, presses Tab, ends the line by the rest, and gives what the program was given.
fn completed(world: &World, typed: &str, rest: &str) -> String {
    let mut shell = bash(world);
    shell.press("clear; words() { printf '<%s>' \"$@\"; echo end; }\r");
    shell.press(typed);
    shell.press("\t");
    std::thread::sleep(std::time::Duration::from_millis(700));
    // Home, and another program in place of the first word.
    shell.press(rest);
    shell.press("\u{1}\u{1b}dwords \r");
    let shown = shell.wait_for(">end");
    let line = shown.lines().find(|line| line.ends_with(">end")).unwrap().to_owned();
    shell.press("exit\r");
    line.trim_end_matches("end").to_owned()
}

#[test]
fn bash_completes_names_with_every_sign_so_that_they_arrive_whole() {
    let world = World::new().plan(1, "");
    for name in ["plain", "two words", "it's $HOME `x`", "colon:and=equals", "quo\"te*", "@at"] {
        world.work(&["--provider", "simulator", &format!("--name={name}")]).ok();
    }
    for (typed, rest, expected) in [
        ("dialoom batch status pl", "", "<batch><status><plain>"),
        ("dialoom batch status tw", "", "<batch><status><two words>"),
        ("dialoom batch status 'tw", "", "<batch><status><two words>"),
        ("dialoom batch status \"tw", "", "<batch><status><two words>"),
        ("dialoom batch status two\\ w", "", "<batch><status><two words>"),
        ("dialoom batch status \"two w", "", "<batch><status><two words>"),
        ("dialoom batch status 'two w", "", "<batch><status><two words>"),
        ("dialoom templates show \"Investment Discovery@", "", "<templates><show><Investment Discovery@1>"),
        ("dialoom templates show Investment\\ Discovery@", "", "<templates><show><Investment Discovery@1>"),
        ("dialoom list --batch=\"two w", "", "<list><--batch=two words>"),
        ("dialoom batch status it", "", "<batch><status><it's $HOME `x`>"),
        ("dialoom batch status colon:a", "", "<batch><status><colon:and=equals>"),
        ("dialoom list --batch col", "", "<list><--batch><colon:and=equals>"),
        ("dialoom list --batch=tw", "", "<list><--batch=two words>"),
        ("dialoom batch status quo", "", "<batch><status><quo\"te*>"),
        ("dialoom batch status @l", "", "<batch><status><@last>"),
        ("dialoom templates show Inv", "", "<templates><show><Investment Discovery>"),
        ("dialoom --db dialoom.db batch status pl", "", "<--db><dialoom.db><batch><status><plain>"),
        ("dialoom batch stat", "x", "<batch><status><x>"),
        ("dialoom batch status zzz", "", "<batch><status><zzz>"),
    ] {
        assert_eq!(completed(&world, typed, rest), expected, "{typed}");
    }
}

#[tokio::test]
async fn what_completes_is_read_without_a_word_and_without_a_new_file() {
    let empty = World::new();
    let asked = |world: &World, line: &str| world.run(["complete", "--line", line]);
    let templates = asked(&empty, "dialoom templates show Inv").ok();
    assert_eq!((templates.stdout.as_str(), templates.stderr.as_str()), ("Investment\\ Discovery\n", ""));
    assert_eq!(asked(&empty, "dialoom show ").ok().stdout, "@last\n");
    assert_eq!(empty.files(), Vec::<String>::new());
    for line in
        ["dialoom --db postgres://u@127.0.0.1:1/x show ", "dialoom --config no.toml show ", "dialoom --db . show "]
    {
        let answer = asked(&empty, line);
        assert!(answer.code == Some(0) && answer.stderr.is_empty(), "{line}: {answer:?}");
    }
    empty.write("other.db", "no database");
    assert_eq!(asked(&empty, "dialoom --db other.db batch status ").ok().stderr, "");
    let nothing = asked(&empty, "dialoom li");
    assert_eq!((nothing.code, nothing.stdout.as_str(), nothing.stderr.as_str()), (Some(1), "", ""));

    let made = [conversation("One", 8.0, 0), conversation("Two", 8.0, 1)];
    let shelf = World::new().holding(&made).await;
    let files = shelf.files();
    let ids = asked(&shelf, "dialoom show ").ok().stdout;
    assert_eq!(ids, format!("{}\n{}\n@last\n", made[1].id.short(), made[0].id.short()));
    let one = made[0].id.short();
    assert_eq!(asked(&shelf, &format!("dialoom approve {}", &one[..4])).ok().stdout, format!("{one}\n"));
    assert_eq!(shelf.files(), files);
}

#[tokio::test]
async fn a_server_completes_too() {
    let shelf = World::new().on_postgres();
    let store = shelf.store().await;
    let made = conversation("One", 8.0, 0);
    store.add_conversations(std::slice::from_ref(&made)).await.unwrap();
    store.close().await;
    let ids = shelf.run(["complete", "--line", "dialoom show "]).ok().stdout;
    assert_eq!(ids, format!("{}\n@last\n", made.id.short()));
}
