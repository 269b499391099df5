//! What commands say: nothing twice, nothing untrue, and a next command that works when pasted.

use crate::support::stand_in::{Answer, Protocol, StandIn, always};
use crate::support::world::World;

const PLAN: &str = r#"
name = "six"
template = "Investment Discovery"
[axes]
persona = ["Nurse", "Teacher", "Carpenter"]
emotion = ["worried", "curious"]
topic = ["index funds"]
"#;

fn with_plan() -> World {
    let sandbox = World::new();
    sandbox.write("plan.toml", PLAN);
    sandbox
}

fn asking(answer: Answer) -> World<StandIn> {
    let sandbox = World::new().asking(Protocol::Anthropic, always(answer));
    sandbox.write("plan.toml", PLAN);
    sandbox
}

#[test]
fn every_piped_table_begins_with_headings_in_upper_case() {
    let sandbox = with_plan();
    let made = sandbox.run(["batch", "run", "plan.toml", "--provider", "simulator"]).ok();
    let mut heads = vec![made.stdout.lines().next().unwrap_or_default().to_owned()];
    for command in [
        &["batch", "list"][..],
        &["list"],
        &["templates", "list"],
        &["config"],
        &["approve", "--dry-run", "--tier=template"],
    ] {
        heads.push(sandbox.run(command).ok().stdout.lines().next().unwrap_or_default().to_owned());
    }
    for head in heads {
        assert!(head.contains('\t') && head == head.to_uppercase(), "{head:?}");
    }
}

#[test]
fn a_batch_that_is_done_says_so_once() {
    let sandbox = with_plan();
    let line = ["batch", "run", "plan.toml", "--provider", "simulator"];
    let first = sandbox.run(line).ok();
    assert!(first.stderr.starts_with("6 conversations with simulator: about"), "{}", first.stderr);
    let again = sandbox.run(line).ok();
    assert_eq!(
        again.stderr,
        "nothing to do: batch \"six\" already has its 6 conversations\nnext: dialoom review --batch six\n"
    );
    let retried = sandbox.run(["batch", "retry", "six"]).ok();
    assert_eq!(retried.stderr, again.stderr);
}

#[test]
fn a_batch_of_failed_items_alone_is_not_sent_to_review() {
    let sandbox = asking(Answer::Error(500, "api_error", "no"));
    let line = ["batch", "run", "plan.toml", "--max-retries", "0"];
    sandbox.run(line).ends(3);
    let again = sandbox.run(line).ends(3);
    let expected = "nothing to do: batch \"six\" already has 0 conversations and 6 failed items\n\
                    retry failed items with: dialoom batch retry six\n";
    assert_eq!(again.stderr, expected);
}

#[test]
fn a_budget_too_small_names_one_that_is_enough() {
    let sandbox = asking(Answer::Good);
    let stopped = sandbox.run(["batch", "run", "plan.toml", "--max-cost", "0.01"]).fails(4);
    assert!(!stopped.stderr.contains("6 items left; resume with"), "{}", stopped.stderr);
    let hint = stopped.stderr.split("Resume with more: dialoom ").nth(1).unwrap();
    let command: Vec<&str> = hint.lines().next().unwrap().split(' ').collect();
    assert_eq!(command[..4], ["batch", "resume", "six", "--max-cost"]);
    sandbox.run(command).ok();
}

/// The words of a command as a shell reads them.
fn words(command: &str) -> Vec<String> {
    let read = format!("set -- {command}; printf '%s\\n' \"$@\"");
    let output = std::process::Command::new("sh").arg("-c").arg(read).output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn the_next_command_works_for_a_batch_whose_name_looks_like_a_flag() {
    let sandbox = asking(Answer::Good);
    let line = ["batch", "run", "plan.toml", "--name=-x it's", "--max-cost"];
    let stopped = sandbox.run(line.iter().chain(&["0.01"])).fails(4);
    let hint = stopped.stderr.split("Resume with more: dialoom ").nth(1).unwrap();
    let resume = words(hint.lines().next().unwrap());
    let done = sandbox.run(&resume).ok();
    let review = done.stderr.split("next: dialoom review ").nth(1).unwrap().lines().next().unwrap().to_owned();
    assert_eq!(words(&review), ["--batch=-x it's"]);
    let status = sandbox.run(["batch", "status", "--", "-x it's"]).ok();
    let list =
        status.stderr.split("see its conversations with: dialoom ").nth(1).unwrap().lines().next().unwrap().to_owned();
    assert_eq!(sandbox.run(words(&list)).ok().stdout.lines().count(), 7);
}

#[test]
fn a_refused_key_is_told_once_with_its_hints() {
    let refused = Answer::Error(401, "authentication_error", "invalid x-api-key");
    let failed = asking(refused).run(["batch", "run", "plan.toml"]).fails(1);
    assert_eq!(failed.stderr.matches("invalid x-api-key").count(), 1, "{}", failed.stderr);
    assert_eq!(failed.stderr.matches("dialoom batch resume six").count(), 1, "{}", failed.stderr);
    failed.says("Check ANTHROPIC_API_KEY").says("6 items left");
}

#[test]
fn the_doctor_names_the_place_of_a_provider_once() {
    let sandbox = asking(Answer::Good);
    let healthy = sandbox.run(["doctor"]).ok();
    assert_eq!(healthy.stdout.matches(&sandbox.stand_in.url()).count(), 1, "{}", healthy.stdout);
}

#[test]
fn generate_refuses_what_it_would_drop_or_a_terminal_would_run() {
    let sandbox = World::new();
    let line = |more: [&str; 2]| {
        let plain = ["generate", "-t", "Investment Discovery", "--emotion", "worried", "--provider", "simulator"];
        sandbox.run(plain.iter().chain(more.iter()).copied().chain(["--persona", "Nurse"]))
    };
    line(["--set", "persona=Teacher"]).fails(2).says("--set persona and --persona are the same variable");
    line(["--topic", "index\u{1b}[31m funds"]).fails(2).says("--topic holds the control character U+001B");
    line(["--topic", "index\rfunds"]).fails(2).says("--topic holds the control character U+000D");
    line(["--topic", "index\nfunds"]).ok();
}

#[test]
fn calls_are_left_out_of_statistics_they_cannot_be_told_apart_by() {
    let sandbox = with_plan();
    sandbox.run(["batch", "run", "plan.toml", "--provider", "simulator"]).ok();
    sandbox.run(["stats", "--batch", "six"]).ok().prints("calls          6 (");
    let nurses =
        sandbox.run(["stats", "--persona", "Nurse"]).ok().prints("conversations  2").says("calls are left out");
    assert!(!nurses.stdout.contains("call"), "{}", nurses.stdout);
    let nobody = sandbox.run(["stats", "--persona", "Nobody"]).ok().says("no conversation matches");
    assert_eq!(nobody.stdout, "");
}

#[test]
fn a_wrong_cursor_is_explained_once() {
    let failed = with_plan().run(["list", "--cursor", "xx"]).fails(2);
    assert_eq!(failed.stderr.matches("hint:").count(), 1, "{}", failed.stderr);
}

#[test]
fn a_template_file_that_cannot_be_read_names_its_line_once() {
    let checked = with_plan().run(["templates", "check", "plan.toml"]).ends(2);
    assert!(checked.stdout.starts_with("plan.toml:3: error: unknown field"), "{}", checked.stdout);
    assert_eq!(checked.stdout.matches("plan.toml").count(), 1, "{}", checked.stdout);
}
