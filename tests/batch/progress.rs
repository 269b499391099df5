//! What a run shows while it works: a bar on a terminal, words in a pipe.

use crate::support::pty::Pty;
use crate::support::stand_in::{Answer, Protocol, StandIn, Step, always, first_time, slow};
use crate::support::world::{World, plan};

fn slow_shop() -> World<StandIn> {
    World::new().asking(Protocol::Anthropic, slow(250)).plan(8, "concurrency = 1\nrequests = 500")
}

fn watch(shop: &World<StandIn>, size: (u16, u16)) -> Pty {
    shop.terminal(&["batch", "run", "plan.toml"], size)
}

#[test]
fn a_bar_shows_what_is_done_what_it_cost_and_the_rate() {
    let shop = slow_shop();
    let mut pty = watch(&shop, (24, 140));
    let screen = pty.wait_for("requests in the window");
    let bar = screen.lines().find(|line| line.contains("in flight")).unwrap();
    assert!(bar.contains("/8") && bar.contains("$0.") && bar.contains("/500"), "{bar}");
    pty.wait_for("left");
    let (code, screen) = pty.end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("8 conversations made") && !screen.contains("in flight"), "the bar is gone:\n{screen}");
}

#[test]
fn a_bar_fits_a_narrow_window() {
    let shop = slow_shop();
    let mut pty = watch(&shop, (24, 40));
    pty.wait_for("2/8 $0.");
    let screen = pty.shown();
    let bars: Vec<_> = screen.lines().filter(|line| line.contains("/8 ")).collect();
    assert_eq!(
        bars.len(),
        1,
        "one line, drawn in its place:
{screen}"
    );
    assert!(bars[0].chars().count() <= 40, "{screen}");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn control_characters_reach_no_pipe() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Text(
        "{\"title\":\"\\u001b[31mred\\u0007\",\"turns\":[{\"role\":\"user\",\"content\":\"a\\u001b]0;x\\u0007\"},{\"role\":\"assistant\",\"content\":\"b\"}]}".into(),
    )));
    shop.write("plan.toml", plan(2, "", ""));
    for arguments in [&["-v"][..], &["--json", "-v", "--name", "again"]] {
        let output = shop.work(arguments).ok();
        let control = |text: &str| text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert!(!control(&output.stdout) && !control(&output.stderr), "{:?}\n{:?}", output.stdout, output.stderr);
    }
}

#[test]
fn the_time_left_counts_the_window_from_the_first_second_on() {
    let shop = World::new().asking(Protocol::Anthropic, slow(1500)).plan(300, "requests = 50\nthreshold = 0.9");
    let mut pty = watch(&shop, (24, 120));
    let first = pty.wait_for(" left");
    assert!(first.contains("about 6 min left"), "{first}");
}

#[test]
fn the_time_so_far_and_a_spinner_show_that_it_lives() {
    let shop = World::new().asking(Protocol::Anthropic, slow(3000)).plan(1, "requests = 500");
    let mut pty = watch(&shop, (24, 120));
    pty.wait_for("0:02 ");
    let printed = pty.printed();
    let frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".chars().filter(|frame| printed.contains(*frame)).count();
    assert!(frames > 5, "only {frames} frames were drawn in two seconds");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn messages_wrap_at_words_in_a_narrow_window() {
    for columns in [60, 80] {
        let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(3, "");
        let (code, screen) = watch(&shop, (40, columns)).end();
        let words = "3 conversations made, 3 at the threshold, none with serious findings, mean score ";
        let joined = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(code == 0 && joined.contains(words), "{screen}");
        assert!(screen.lines().any(|line| line.ends_with("next: dialoom review --batch shop")), "{screen}");
        for word in ["conversations", "unknown;", "million", "threshold,", "estimated"] {
            assert!(screen.split_whitespace().any(|shown| shown.trim_matches('(') == word), "{word} is cut:\n{screen}");
        }
    }
}

#[test]
fn quiet_runs_that_go_well_say_nothing_and_keep_the_warnings_in_the_log() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(2, "");
    shop.work(&["--name", "loud"]).ok().says("warning: the price of \"a-model\" is unknown");
    let output = shop.work(&["-q", "--log-file", "log.jsonl"]).ok();
    assert_eq!(output.stderr, "");
    assert!(shop.read("log.jsonl").contains("is unknown"), "{}", shop.read("log.jsonl"));
    let offline = World::new().plan(2, "");
    let output = offline.work(&["-q", "--provider", "simulator", "--model", "simulator"]).ok();
    assert_eq!(output.stderr, "");
    // A window that is full for a minute is no news for the mail of the night, but an hour's pause is.
    shop.stand_in.set_script(first_time(vec![("Person 01".to_owned(), Step::from(Answer::RateLimited(Some(12))))]));
    let output = shop.work(&["-q", "--name", "waits"]).ok();
    assert_eq!(output.stderr, "");
    shop.stand_in.set_script(always(Answer::RateLimited(Some(3600))));
    let live = shop.start(["batch", "run", "plan.toml", "-q", "--name", "closed"]);
    live.wait_to_say("warning: the provider asks to wait: the next request starts in");
    live.signal("INT");
    live.end().ends(130);
}

#[test]
fn quiet_says_nothing_but_the_table() {
    let shop = World::new()
        .asking(Protocol::Anthropic, always(Answer::Good))
        .plan(2, "")
        .settings("[prices.\"a-model\"]\ninput = 1.0\noutput = 1.0\n");
    let output = shop.work(&["-q"]).ok().prints("SCORE");
    assert_eq!(output.stderr, "");
}
