//! Ctrl-C and polite signals, sent to the real process while calls are slow.

use std::time::Duration;

use crate::support::output::Output;
use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, always, slow};
use crate::support::world::World;

#[test]
fn the_first_signal_saves_what_is_in_flight_and_the_same_command_makes_the_rest() {
    for signal in ["INT", "TERM", "HUP"] {
        let shop = World::new().asking(Protocol::Anthropic, slow(400)).plan(10, "concurrency = 3");
        let live = shop.start(["batch", "run", "plan.toml"]);
        wait_until("two calls answered", || shop.stand_in.delivered() >= 2);
        wait_until("more in flight", || shop.stand_in.journal().len() > shop.stand_in.delivered());
        live.signal(signal);
        let Output { code, stdout, stderr, .. } = live.end();
        assert_eq!(code, Some(130), "{signal}: {stderr}");
        assert!(stderr.contains("stopping; ") && stderr.contains("in flight will be saved"), "{stderr}");
        assert!(stderr.contains("left; resume with: dialoom batch resume shop"), "{stderr}");
        let asked = shop.stand_in.journal().len();
        assert!((3..10).contains(&asked), "nothing new was started: {asked}");
        assert_eq!(shop.stand_in.delivered(), asked, "what was in flight came in");
        assert_eq!(shop.standing(), ("paused".into(), asked as u64, 0, 10 - asked as u64), "{signal}: {stdout}");
        shop.stand_in.set_script(always(Answer::Good));
        shop.work(&[]).ok();
        shop.is_complete(10);
        assert_eq!((shop.stand_in.journal().len(), shop.stand_in.paid_twice()), (10, vec![]), "{signal}");
    }
}

#[test]
fn the_second_signal_leaves_at_once_and_the_batch_can_go_on() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Hang)).plan(6, "timeout_seconds = 50");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("three calls hang", || shop.stand_in.journal().iter().filter(|entry| entry.prompt != 0).count() == 3);
    live.interrupt_twice();
    // It would take 50 seconds to wait for the calls.
    let begin = std::time::Instant::now();
    let Output { code, stderr, .. } = live.end();
    assert!(begin.elapsed() < Duration::from_secs(20), "{stderr}");
    assert_eq!(code, Some(130), "{stderr}");
    assert_eq!(shop.standing(), ("paused".into(), 0, 0, 6));
    shop.stand_in.set_script(always(Answer::Good));
    shop.run(["batch", "resume", "shop"]).ok();
    shop.is_complete(6);
}

#[test]
fn a_signal_while_calls_wait_out_a_delay_or_their_turn_ends_the_run_soon() {
    for (script, limits) in [
        (always(Answer::RateLimited(Some(50))), ""),
        (always(Answer::Good), "requests = 2\nwindow_seconds = 50"),
        (always(Answer::Error(500, "api_error", "x")), "retry_base_ms = 50000\nretry_cap_ms = 50000"),
    ] {
        let shop = World::new().asking(Protocol::Anthropic, script).plan(6, limits);
        let live = shop.start(["batch", "run", "plan.toml"]);
        wait_until("two calls", || shop.stand_in.journal().len() >= 2);
        std::thread::sleep(Duration::from_millis(300));
        live.signal("INT");
        let begin = std::time::Instant::now();
        let Output { code, stderr, .. } = live.end();
        assert!(begin.elapsed() < Duration::from_secs(20), "{stderr}");
        assert_eq!(code, Some(130), "{limits}: {stderr}");
        assert_eq!(shop.standing().0, "paused");
        assert_eq!(shop.number("SELECT count(*) FROM batch_items WHERE worker_id IS NOT NULL"), 0);
    }
}

#[test]
fn a_signal_during_the_very_last_call_leaves_a_batch_that_is_complete() {
    let shop = World::new().asking(Protocol::Anthropic, slow(700)).plan(1, "");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("the call", || shop.stand_in.journal().len() == 1);
    live.signal("INT");
    live.end();
    shop.is_complete(1);
}

#[test]
fn generate_saves_the_call_in_flight_and_ends_between_calls() {
    let shop = World::new().asking(Protocol::Anthropic, slow(700));
    let line =
        ["generate", "-t", "Investment Discovery", "--persona", "Ann", "--emotion", "calm", "--model", "a-model"];
    let live = shop.start(line);
    wait_until("the call", || shop.stand_in.journal().len() == 1);
    live.signal("INT");
    let Output { code, stdout, stderr, .. } = live.end();
    assert_eq!((code, stdout.lines().count()), (Some(0), 1), "what was in flight is the result: {stderr}");
    assert_eq!(shop.number("SELECT count(*) FROM conversations"), 1);

    shop.stand_in.set_script(always(Answer::Hang));
    let live = shop.start(line);
    wait_until("the second call", || shop.stand_in.journal().len() == 2);
    live.interrupt_twice();
    live.end().ends(130);

    shop.stand_in.set_script(always(Answer::RateLimited(Some(50))));
    let live = shop.start(line);
    wait_until("the third call", || shop.stand_in.journal().len() == 3);
    std::thread::sleep(Duration::from_millis(300));
    live.signal("TERM");
    live.end().ends(130);
    assert_eq!(shop.number("SELECT count(*) FROM conversations"), 1);
}

#[test]
fn a_signal_while_a_plan_is_stored_ends_the_command_and_asks_nobody() {
    let shop = World::new().asking(Protocol::Anthropic, slow(100)).plan(5000, "concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    live.wait_to_say("estimated from the plan");
    live.signal("INT");
    let stderr = live.end().ends(130).stderr;
    assert!(stderr.contains("interrupted"), "{stderr}");
    assert_eq!(shop.stand_in.journal().len(), 0);
}

#[test]
fn a_signal_while_a_worker_makes_the_next_batch_ready_ends_it() {
    for signal in ["TERM", "INT"] {
        let shop = World::new().asking(Protocol::Anthropic, always(Answer::Hang)).plan(3000, "concurrency = 2");
        let live = shop.start(["batch", "run", "plan.toml"]);
        wait_until("a call", || !shop.stand_in.journal().is_empty());
        live.signal("KILL");
        live.end();
        let before = shop.stand_in.journal().len();
        shop.stand_in.set_script(slow(100));
        let live = shop.start(["batch", "worker", "--wait"]);
        live.wait_to_say("working on batch");
        live.signal(signal);
        let stderr = live.end().ends(130).stderr;
        assert_eq!(shop.stand_in.journal().len(), before, "{signal}: {stderr}");
    }
}

#[test]
fn a_run_that_was_told_to_outlive_its_terminal_does() {
    let shop = World::new().asking(Protocol::Anthropic, slow(300)).plan(6, "concurrency = 2");
    // What nohup does.
    let live = shop.command(["batch", "run", "plan.toml"]).ignoring("HUP").start();
    wait_until("two calls", || shop.stand_in.journal().len() >= 2);
    live.signal("HUP");
    live.end().ok();
    shop.is_complete(6);
}

#[test]
fn a_hard_stop_books_what_may_have_been_billed_and_logs_every_call_it_cut_off() {
    for (protocol, limits) in [(Protocol::OpenAi, ""), (Protocol::Anthropic, "max_cost_usd = 5.0")] {
        for signal in ["INT", "TERM"] {
            let shop = World::new().asking(protocol, always(Answer::Hang)).plan(6, limits);
            let live = shop.start(["batch", "run", "plan.toml"]);
            let hanging = || shop.stand_in.journal().iter().filter(|entry| entry.prompt != 0).count();
            wait_until("three calls hang", || hanging() == 3);
            live.signal(signal);
            std::thread::sleep(Duration::from_millis(300));
            live.signal(signal);
            let output = live.end().ends(130);
            output.says("more may have been billed").says("resume with: dialoom batch resume shop");
            let cut_off = "SELECT count(*) FROM generation_logs WHERE error_code = 'interrupted'";
            assert_eq!(shop.number(cut_off), 3, "{limits} {signal}");
            let uncertain = shop.batch()["uncertain_cost_usd"].as_f64().unwrap();
            assert!(uncertain > 0.0, "{limits} {signal}");
            let stats = shop.run(["stats", "--json"]).ok().json()["calls"].clone();
            assert_eq!(stats["uncertain_cost_usd"], uncertain);
            shop.run(["batch", "status", "shop"]).ok().prints("more may have been billed");
            shop.run(["stats"]).ok().prints("more may have been billed");
            assert_eq!(shop.standing(), ("paused".into(), 0, 0, 6));
            assert_eq!(shop.number("SELECT coalesce(sum(reserved_micros), 0) FROM batch_items"), 0);
            shop.stand_in.set_script(always(Answer::Good));
            shop.run(["batch", "resume", "shop"]).ok();
            shop.is_complete(6);
        }
    }
}

#[test]
fn a_hard_stop_of_a_single_conversation_says_and_logs_what_may_have_been_billed() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Hang));
    let line =
        ["generate", "-t", "Investment Discovery", "--persona", "Nurse", "--emotion", "calm", "--model", "a-model"];
    let live = shop.start(line);
    wait_until("it hangs", || shop.stand_in.journal().iter().any(|entry| entry.prompt != 0));
    live.interrupt_twice();
    live.end().ends(130).says("may have been billed: up to $");
    let row = "SELECT count(*) FROM generation_logs WHERE error_code = 'interrupted' AND uncertain_micros > 0";
    assert_eq!(shop.number(row), 1);
}

#[test]
fn two_signals_end_the_process_at_once_while_it_reads_a_long_answer() {
    // An unoptimized program reads this for many seconds.
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Text("[".repeat(6_000_000)))).plan(1, "");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("it came", || shop.stand_in.delivered() >= 1);
    std::thread::sleep(Duration::from_secs(2));
    live.signal("TERM");
    std::thread::sleep(Duration::from_millis(300));
    live.signal("TERM");
    let begin = std::time::Instant::now();
    live.end().ends(130);
    assert!(begin.elapsed() < Duration::from_secs(6), "{:?}", begin.elapsed());
    let kept = "SELECT count(*) FROM generation_logs WHERE length(response) > 1000000 AND cost_micros > 0";
    assert_eq!((shop.number(kept), shop.standing()), (1, ("paused".into(), 0, 0, 1)));
}
