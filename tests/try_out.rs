//! `templates try`: some conversations to look at.

use crate::support::stand_in::{Answer, Protocol, always, slow};
use crate::support::world::World;

const LINE: [&str; 9] =
    ["templates", "try", "Investment Discovery", "--persona", "Nurse", "--emotion", "calm", "--topic", "funds"];
const STORED: &str = "SELECT count(*) FROM conversations";
const LOGGED: &str = "SELECT count(*) FROM generation_logs WHERE status = 'success' AND response <> '' \
                      AND cost_micros > 0 AND conversation_id IS NULL AND template_version IS NOT NULL";

#[test]
fn three_are_made_and_shown_and_nothing_but_the_log_is_stored() {
    for world in [World::new(), World::new().on_postgres()] {
        let world = world.asking(Protocol::Anthropic, always(Answer::Good));
        let shown = world.run(LINE).ok();
        let shown = shown.prints("1 of 3").prints("3 of 3").prints("score ").prints("1 user");
        shown.says("stored: nothing but the log of the calls, with the answers");
        assert_eq!((world.number(STORED), world.number(LOGGED)), (0, 3));
        let bodies: Vec<String> = world.stand_in.journal().iter().map(|entry| entry.body.to_string()).collect();
        assert!(bodies[0] != bodies[1] && bodies[1] != bodies[2], "each draws otherwise");
        let cost = world.run(["cost", "--by", "template", "--json"]).ok().json();
        assert_eq!(cost["total"]["calls"], 3, "{cost}");
        let answer = world.run(["logs", "--payload", "--json"]).ok().json();
        assert!(answer["calls"][0]["response"].as_str().unwrap().contains("turns"));
        let json = world.run(LINE.iter().chain(&["-n", "1", "--json"])).ok().json();
        assert_eq!((json["tried"].as_array().unwrap().len(), &json["kept"]), (1, &false.into()));
        world.run(LINE.iter().chain(&["-n", "2", "--keep"])).ok().prints("2 of 2");
        assert_eq!(world.number(STORED), 2);
    }
}

#[test]
fn the_values_a_template_is_made_for_come_in_turn() {
    let world = World::new().asking(Protocol::Anthropic, always(Answer::Good));
    let template = "name = \"T\"\ntext = \"{{ persona }} {{ emotion }} {{ topic }}\"\n\
                    applicable_personas = [\"Ann\", \"Bob\"]\n[[variables]]\nname = \"topic\"\ndefault = \"cards\"\n";
    world.write("t.toml", template);
    world.run(["templates", "add", "t.toml"]).ok();
    world.run(["templates", "try", "T"]).fails(2).says("needs a value for {{emotion}}").says("--emotion TEXT");
    world.run(["templates", "try", "T", "--emotion", "calm"]).ok();
    let asked = |person: &str| {
        let text = format!("{person} calm cards");
        world.stand_in.journal().iter().filter(|entry| entry.body.contains(&text)).count()
    };
    assert_eq!((asked("Ann"), asked("Bob")), (2, 1));
    world.run(["templates", "try", "T", "--emotion", "calm", "--persona", "Cy"]).fails(2).says("it fits: Ann, Bob");
}

#[test]
fn a_budget_is_for_all_of_them_and_what_came_is_shown() {
    let world = World::new().asking(Protocol::Anthropic, always(Answer::Good));
    let refused = world.run(LINE.iter().chain(&["--max-cost", "0"])).fails(4).says("of the budget is left");
    assert_eq!(world.stand_in.journal().len(), 0);
    let worst = refused.stderr.split("may cost $").nth(1).and_then(|rest| rest.split(';').next()).unwrap();
    let worst: f64 = worst.parse().unwrap();
    // The first call is covered, a second is not beside what the first cost.
    let limit = format!("{:.6}", worst + 0.000_001);
    let ended = world.run(LINE.iter().chain(&["--max-cost", &limit])).ends(4);
    ended.prints("1 of 3");
    assert_eq!((world.number(STORED), world.number(LOGGED)), (0, 1));
}

#[test]
fn ctrl_c_waits_for_the_answer_on_its_way_and_a_kill_keeps_the_answers_that_came() {
    let world = World::new().asking(Protocol::Anthropic, slow(1500));
    let live = world.start(LINE);
    crate::support::process::wait_until("asked", || !world.stand_in.journal().is_empty());
    live.signal("INT");
    let ended = live.end().ends(130);
    ended.prints("1 of 3").says("stored: nothing but the log of the calls");
    assert_eq!((world.number(STORED), world.number(LOGGED), world.stand_in.delivered()), (0, 1, 1));

    let live = world.start(LINE);
    crate::support::process::wait_until("asked for the second", || world.stand_in.journal().len() > 2);
    live.signal("KILL");
    live.end();
    assert_eq!((world.number(STORED), world.number(LOGGED)), (0, 2));
    let answer = world.run(["logs", "--payload", "--json"]).ok().json();
    assert!(answer["calls"][0]["response"].as_str().unwrap().contains("turns"));
}

#[test]
fn answers_that_were_paid_for_and_unusable_are_part_of_the_cost() {
    let world = World::new().asking(Protocol::Anthropic, always(Answer::CutJson));
    let failed = world.run(LINE.iter().chain(&["-n", "1"]));
    let cost = world.run(["cost", "--json"]).ok().json();
    let cost: f64 = cost["total"]["cost_usd"].as_f64().unwrap();
    assert!(cost > 0.0 && !failed.stderr.contains("cost $0.00;"), "{cost} {}", failed.stderr);
    failed.says("stored: nothing but the log of the calls");
}
