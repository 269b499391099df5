//! What holds for the program whatever the command: usage, exit codes, streams, the log.

use std::process::Stdio;

use crate::support::world::World;

#[test]
fn the_version_names_the_commit_it_was_built_from() {
    let output = World::new().run(["--version"]).ok();
    let version = output.stdout.trim_end();
    let stamp = version.strip_prefix("dialoom 0.1.0 (").and_then(|rest| rest.strip_suffix(')')).expect(version);
    assert!(stamp == "unknown" || stamp.split_once(' ').is_some_and(|(_, day)| day.len() == 10), "{version}");
}

#[test]
fn no_arguments_get_the_short_help() {
    let output = World::new().run::<&str>([]).fails(2);
    assert!(output.stdout.is_empty());
    output.says("Usage: dialoom").says("Examples:");
}

#[test]
fn help_that_was_asked_for_is_a_result() {
    let output = World::new().run(["--help"]).ok().prints("Usage: dialoom");
    assert!(output.stderr.is_empty());
}

#[test]
fn a_slip_in_a_command_gets_the_nearest() {
    World::new().run(["tempaltes"]).fails(2).says("'templates'");
}

#[test]
fn help_and_errors_about_usage_have_the_colour_that_was_asked_for() {
    for command in ["tempaltes", "--help"] {
        let has_color = |flags: &[&str]| {
            let output = World::new().run([&[command], flags].concat());
            (output.stdout + &output.stderr).contains('\u{1b}')
        };
        assert!(has_color(&["--color", "always"]) && has_color(&["--color=always"]), "{command}");
        assert!(!has_color(&["--color", "never"]) && !has_color(&[]), "{command}");
        let forced = |value: &str, flags: &[&str]| {
            let output = World::new().with_env("CLICOLOR_FORCE", value).run([&[command], flags].concat());
            (output.stdout + &output.stderr).contains('\u{1b}')
        };
        assert!(forced("1", &[]) && !forced("1", &["--color=never"]), "{command}");
        assert!(!forced("0", &[]) && forced("0", &["--color=always"]), "{command}");
    }
}

#[test]
fn bad_usage_is_a_json_object_where_json_is_wanted() {
    let error = World::new().run(["--json", "config", "--nope"]).fails(2).error_json();
    assert_eq!(error["exit_code"], 2);
    assert_eq!(error["message"], "unexpected argument '--nope' found");
}

#[test]
fn a_reader_that_stops_reading_ends_the_program_quietly() {
    let sandbox = World::new();
    for arguments in [vec!["config"], vec!["config", "--json"], vec!["completions", "bash"], vec!["--help"]] {
        let mut child = sandbox
            .command(&arguments)
            .process()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Closed before the program can have written anything.
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(!said.contains("error") && !said.contains("panicked"), "{arguments:?}: {said}");
    }
}

#[test]
fn the_log_is_json_lines_appended_and_stderr_stays_clean() {
    let sandbox = World::new();
    for _ in 0..2 {
        let output = sandbox.run(["-q", "config", "--log-file", "dialoom.log"]).ok();
        assert!(output.stderr.is_empty(), "{}", output.stderr);
    }
    let log = sandbox.read("dialoom.log");
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let starts = lines.iter().filter(|line| line["fields"]["message"] == "dialoom starts").count();
    assert_eq!(starts, 2, "{log}");
    sandbox.command(["config", "--log-file", "off.log"]).env("DIALOOM_LOG", "off").run().ok();
    assert_eq!(sandbox.read("off.log"), "");
    sandbox
        .command(["config", "--log-file", "x"])
        .env("DIALOOM_LOG", "loud")
        .run()
        .fails(2)
        .says("DIALOOM_LOG is \"loud\"");
    sandbox.run(["config", "--log-file", "no/such/folder"]).fails(2).says("--log-file");
}

#[test]
fn the_log_of_a_quiet_run_says_what_went_wrong_and_how_it_ended_and_holds_no_prompt() {
    let sandbox = World::new();
    let plan = "name = \"night\"\n[[items]]\npersona = \"Ada\"\nemotion = \"calm\"\ntopic = \"bonds\"\n\
                template = \"Investment Discovery\"\n";
    sandbox.write("plan.toml", plan);
    let line = ["-q", "batch", "run", "plan.toml", "--log-file", "log"];
    sandbox.run(line).fails(2);
    sandbox.run(line.into_iter().chain(["--provider", "simulator"])).ok();
    let log = sandbox.read("log");
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let said = |message: &str| lines.iter().find(|line| line["fields"]["message"].as_str().unwrap().contains(message));
    let failure = said("no provider is set").unwrap();
    assert_eq!((&failure["level"], &failure["fields"]["exit_code"]), (&"ERROR".into(), &2.into()));
    assert!(failure["fields"]["hints"].as_str().unwrap().contains("ANTHROPIC_API_KEY"), "{failure}");
    assert!(said("1 conversation made").is_some(), "{log}");
    let ends: Vec<_> = lines.iter().filter(|line| line["fields"]["message"] == "dialoom ends").collect();
    assert_eq!((&ends[0]["fields"]["exit_code"], &ends[1]["fields"]["exit_code"]), (&2.into(), &0.into()));
    assert!(!log.contains("Write one conversation"), "{log}");
    // What was said on stderr is not said there again.
    let output = sandbox.run(["-vv", "batch", "run", "plan.toml", "--provider", "simulator"]).ok();
    assert_eq!(output.stderr.matches("nothing to do").count(), 1, "{}", output.stderr);
}

#[test]
fn colour_is_used_where_it_is_forced_and_nowhere_else() {
    let sandbox = World::new();
    let plain = sandbox.run(["config", "--config", "no"]).fails(2);
    assert!(!plain.stderr.contains('\u{1b}'));
    let forced = sandbox.run(["config", "--config", "no", "--color", "always"]).fails(2);
    assert!(forced.stderr.contains("\u{1b}["));
}

#[test]
fn control_sequences_in_arguments_do_not_reach_the_terminal() {
    let config = ["config", "--config", "a\u{1b}[31mb"];
    for line in [config, ["list", "--sort", "a\u{202e}b\u{9b}31m"], ["li\u{202e}st", "--x", "y\u{1b}[2J"]] {
        let told = World::new().run(line).fails(2).stderr;
        assert!(!told.contains(['\u{202e}', '\u{9b}', '\u{1b}']), "{told:?}");
    }
}
