//! `--on-end`: a command after the run, with the summary on its stdin.

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, StandIn, always, slow};
use crate::support::world::World;

/// Keeps what it gets, one file each: the summary, its environment, how often it ran.
const KEEP: &str = "cat >summary.json; env >env; echo ran >>ran; echo said by the command";

fn shop() -> World<StandIn> {
    World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(3, "")
}

fn summary<P>(shop: &World<P>) -> serde_json::Value {
    assert_eq!(shop.read("ran"), "ran\n", "once");
    serde_json::from_str(&shop.read("summary.json")).unwrap()
}

#[test]
fn the_command_gets_the_document_of_json_and_prints_to_stderr() {
    let shop = shop();
    let output = shop.work(&["--json", "--on-end", KEEP]).ok().says("said by the command");
    assert_eq!(summary(&shop), output.json());
    assert_eq!(summary(&shop)["made"], 3);
}

#[test]
fn no_key_is_in_its_environment_under_whatever_name() {
    let shop = shop().with_env("MY_KEYS", "first,sk-shop-0123456789").with_env("OPENAI_API_KEY", "sk-other-0123456789");
    let shop = shop.with_env("MAIL_API_KEY", "of-the-mail-server");
    let shop = shop.with_env("OPENAI_BASE_URL", "https://me:hunter2@gateway.example/v1");
    shop.work(&["--on-end", KEEP]).ok();
    let env = shop.read("env");
    assert!(!env.contains("sk-shop") && !env.contains("sk-other") && !env.contains("hunter2"), "{env}");
    assert!(env.contains("MAIL_API_KEY=of-the-mail-server") && env.contains("DIALOOM_USER=rita"), "{env}");
}

#[test]
fn it_runs_however_the_run_ended() {
    let idle = shop();
    idle.work(&[]).ok();
    idle.work(&["--on-end", KEEP]).ok();
    assert_eq!(summary(&idle)["made"], 0, "there was nothing to do");

    let refused = World::new()
        .asking(Protocol::Anthropic, always(Answer::Error(401, "authentication_error", "no such key")))
        .plan(3, "");
    refused.work(&["--on-end", KEEP]).fails(1);
    assert_eq!(summary(&refused)["stopped"], "provider");

    let poor = shop();
    poor.work(&["--max-cost", "0.0001", "--on-end", KEEP]).fails(4);
    assert_eq!(summary(&poor)["stopped"], "budget");

    let stopped = World::new().asking(Protocol::Anthropic, slow(300)).plan(9, "concurrency = 1");
    let live = stopped.start(["batch", "run", "plan.toml", "--on-end", KEEP]);
    wait_until("a call is made", || stopped.stand_in.delivered() > 0);
    live.signal("INT");
    live.end().ends(130);
    assert_eq!(summary(&stopped)["stopped"], "interrupted");
    std::fs::remove_file(stopped.path().join("ran")).unwrap();
    let more = ["batch", "worker", "shop", "--on-end", KEEP];
    stopped.run(["batch", "resume", "shop", "--max-cost", "0.0001"]).fails(4);
    stopped.run(more).fails(2);
    assert!(!stopped.path().join("ran").exists(), "no run began: the batch is paused");
    stopped.run(["batch", "resume", "shop", "--on-end", KEEP]).ok();
    assert_eq!(summary(&stopped)["batch"]["status"], "completed");
}

#[test]
fn nothing_of_the_summary_is_ever_a_command() {
    let evil = "{\"title\":\"$(touch hacked); touch hacked\",\"turns\":[{\"role\":\"user\",\"content\":\"`touch hacked`\"},\
                {\"role\":\"assistant\",\"content\":\"b\"}]}";
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Text(evil.into()))).plan(1, "");
    shop.work(&["--name", "'; touch hacked; '", "--on-end", KEEP]).ok();
    assert_eq!(summary(&shop)["conversations"][0]["title"], "$(touch hacked); touch hacked");
    assert!(!shop.files().contains(&"hacked".to_owned()));
}

#[test]
fn its_failure_is_said_and_the_exit_code_is_the_runs_own() {
    let shop = shop();
    shop.work(&["-q", "--on-end", "exit 7"]).ok().says("warning: the command of --on-end failed (exit status: 7)");
    shop.work(&["--on-end", "kill -9 $$"]).ok().says("the command of --on-end failed (signal: 9");
    // It need not read what it is told, and what it reads may be longer than a pipe holds.
    let output = shop.work(&["--name", "b", "-q", "--on-end", "true"]).ok();
    assert!(!output.stderr.contains("--on-end"), "{}", output.stderr);
    shop.work(&["--name", "c", "--dry-run", "--on-end", "touch ran"]).ok();
    assert!(!shop.files().contains(&"ran".to_owned()), "a dry run is no run");
}

#[test]
fn another_ctrl_c_ends_it() {
    let shop = shop();
    let live = shop.start(["batch", "run", "plan.toml", "--on-end", "touch begun; exec sleep 100"]);
    wait_until("it runs", || shop.path().join("begun").exists());
    live.signal("INT");
    live.end().ok().says("the command of --on-end was interrupted");
}
