//! What a run shows while it works: a bar on a terminal, words in a pipe.

use crate::support::pty::Pty;
use crate::support::stand_in::{Answer, Protocol, StandIn, always, slow};
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
fn quiet_says_nothing_but_the_table() {
    let shop = World::new()
        .asking(Protocol::Anthropic, always(Answer::Good))
        .plan(2, "")
        .settings("[prices.\"a-model\"]\ninput = 1.0\noutput = 1.0\n");
    let output = shop.work(&["-q"]).ok().prints("SCORE");
    assert_eq!(output.stderr, "");
}
