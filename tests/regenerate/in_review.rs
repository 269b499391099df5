//! `G` in the review: a new version while the reviewer goes on.

use crate::support::process::wait_until;
use crate::support::pty::Pty;
use crate::support::stand_in::{Answer, Script, StandIn, always, slow};
use crate::support::world::World;

use super::{asked, last_prompt, listed, shop, versions};

/// A terminal that shows the first of three conversations, with answers by this script from now on.
fn reading(script: Script, on_postgres: bool) -> (World<StandIn>, Vec<String>, Pty) {
    let (world, ids) = shop(3, on_postgres);
    world.stand_in.set_script(script);
    let mut terminal = world.terminal(&["review", "--order", "oldest", "--json"], (40, 80));
    terminal.wait_for("a approve");
    (world, ids, terminal)
}

fn children(world: &World<StandIn>) -> Vec<String> {
    listed(world, &["--sort", "created", "--asc"]).split_off(3)
}

#[test]
fn g_makes_it_anew_while_the_reviewer_goes_on() {
    for on_postgres in [false, true] {
        let (world, ids, mut terminal) = reading(slow(1500), on_postgres);
        terminal.press("GName the fees\r");
        terminal.wait_for("1 being made anew");
        terminal.press("s");
        terminal.wait_for("skipped");
        // A key that comes before the next one is drawn whole decides nothing.
        terminal.settle();
        terminal.press("a");
        terminal.wait_for(&format!("{} is approved", ids[1]));
        let screen = terminal.wait_for("; o opens it");
        let child = screen.split("came back as ").nth(1).unwrap().split(';').next().unwrap().to_owned();
        assert!(screen.contains(&format!("{} came back as {child}", ids[0])), "{screen}");
        assert!(last_prompt(&world).contains("Name the fees"));
        terminal.press("o");
        terminal.wait_for(&format!("Enter opens {child}"));
        terminal.press("\r");
        terminal.wait_for(&format!("old version: {}", ids[0]));
        terminal.press("D");
        terminal.wait_for(&format!("made anew from {}", ids[0]));
        terminal.wait_for("Tab next difference");
        terminal.press("\u{1b}");
        terminal.wait_for("a approve");
        // The same once more, at the end of the sitting.
        terminal.press("GShorter\r");
        terminal.wait_for("1 being made anew");
        terminal.press("q");
        terminal.wait_for("waits for 1 new version; Ctrl-C stops it");
        let (code, screen) = terminal.end();
        let last = children(&world).pop().unwrap();
        assert!(code == 0 && screen.contains(&format!("dialoom review {last}")), "{screen}");
        assert_eq!((versions(&world), world.stand_in.paid_twice()), (2, vec![]));
        let sum = screen.split_whitespace().collect::<String>();
        for (from, id) in [(&ids[0], &child), (&child, &last)] {
            let named = format!("{{\"from\":\"{from}\",\"id\":\"{id}\",\"error\":null}}");
            assert!(sum.contains(&named), "{named} {screen}");
        }
    }
}

#[test]
fn a_new_version_that_the_session_decided_about_is_not_offered_again() {
    let (world, ids, mut terminal) = reading(always(Answer::Good), false);
    terminal.press("GName the fees\r");
    let screen = terminal.wait_for("; o opens it");
    let child = screen.split("came back as ").nth(1).unwrap().split(';').next().unwrap().to_owned();
    terminal.press("o");
    terminal.wait_for(&format!("Enter opens {child}"));
    terminal.press("\r");
    terminal.wait_for(&format!("old version: {}", ids[0]));
    terminal.settle();
    terminal.press("a");
    terminal.wait_for(&format!("{child} is approved"));
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert_eq!((code, versions(&world)), (0, 1), "{screen}");
    assert!(screen.contains("made anew 1") && !screen.contains(&format!("dialoom review {child}")), "{screen}");
}

#[test]
fn ctrl_c_stops_what_the_review_waits_for_and_the_command_goes_on_with_it() {
    let (world, ids, mut terminal) = reading(always(Answer::Hang), false);
    let before = asked(&world);
    terminal.press("GName the fees\r");
    terminal.wait_for("1 being made anew");
    wait_until("a call", || asked(&world) > before);
    terminal.press("q");
    terminal.wait_for("waits for 1 new version");
    terminal.press("\u{3}");
    terminal.wait_for("Ctrl-C again");
    terminal.press("\u{3}");
    let (code, screen) = terminal.end();
    let command = format!("dialoom regenerate {} --note 'Name the fees'", ids[0]);
    assert!(code == 130 && screen.replace('\n', " ").contains(&command), "{code} {screen}");
    world.stand_in.set_script(always(Answer::Good));
    world.run(["regenerate", &ids[0], "--note", "Name the fees"]).ok();
    assert_eq!(versions(&world), 1);
    assert_eq!(world.number("SELECT count(*) FROM batch_jobs WHERE type = 'regeneration'"), 1);
}

#[test]
fn what_cannot_be_made_anew_in_the_review_is_said_with_what_to_type() {
    let (world, ids, mut terminal) = reading(always(Answer::Error(401, "authentication_error", "no such key")), false);
    terminal.press("G\r");
    terminal.wait_for("Not made anew");
    terminal.wait_for(&format!("dialoom regenerate {} --note", ids[0]));
    terminal.press("\u{1b}");
    terminal.wait_for("a approve");
    terminal.press("GWarmer\r");
    terminal.wait_for(&format!("again: dialoom regenerate {} --note Warmer", ids[0]));
    terminal.press("q");
    let (code, screen) = terminal.end();
    assert!(code == 0 && screen.contains("has no new version"), "{screen}");
    let sum = screen.split_whitespace().collect::<String>();
    assert!(sum.contains(&format!("\"from\":\"{}\",\"id\":null,\"error\":\"", ids[0])), "{screen}");
    assert_eq!(versions(&world), 0);

    let world = world.with_env("OPENAI_BASE_URL", "").with_env("DIALOOM_PROVIDER", "");
    let mut terminal = world.terminal(&["review", "--order", "oldest"], (24, 80));
    terminal.wait_for("a approve");
    // Before a note is written.
    terminal.press("G");
    terminal.wait_for("no provider is set");
    terminal.wait_for(&format!("dialoom regenerate {}", ids[0]));
    terminal.wait_for("Esc back");
    terminal.press("\u{1b}");
    terminal.wait_for("a approve");
    terminal.press("a");
    terminal.wait_for("is approved");
    terminal.press("q");
    assert_eq!(terminal.end().0, 0);

    // The command works as typed on the same database.
    let mut terminal = world.terminal(&["--db", "dialoom.db", "review", &ids[1]], (24, 80));
    terminal.wait_for("a approve");
    terminal.press("G");
    terminal.wait_for(&format!("dialoom --db dialoom.db regenerate {}", ids[1]));
    terminal.press("\u{1b}");
    terminal.wait_for("a approve");
    terminal.press("q");
    assert_eq!(terminal.end().0, 0);
}
