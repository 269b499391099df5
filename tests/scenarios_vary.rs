//! `scenarios vary`: variations by a model, stored as drafts.

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, Script, StandIn, Step, always, queue};
use crate::support::world::World;

const TEMPLATE: &str = "name = \"T\"\ntext = \"{{ persona }} {{ emotion }} {{ topic }} {{ age }} {{ risk }}\"\n\
    [[variables]]\nname = \"age\"\ntype = \"number\"\n[[variables]]\nname = \"risk\"\ntype = \"choice\"\n\
    choices = [\"low\", \"high\"]\n";
const SCENARIO: &str = "name = \"Coffee Tins\"\ntemplate = \"T\"\ncontext = '''\nShe hides it in tins. {{ x }} {% y %}'''\n\
    persona = \"a cook\"\nemotion = \"hope\"\ntopic = \"savings\"\ntags = [\"cash\"]\n\
    [parameters]\nage = \"41\"\nrisk = \"low\"\n";
const LINE: [&str; 3] = ["scenarios", "vary", "coffee"];
const DRAFTS: &str = "SELECT count(*) FROM scenarios WHERE status = 'draft'";
const COUNTED: &str = "SELECT variation_count FROM scenarios WHERE name = 'Coffee Tins'";
const LOGGED: &str = "SELECT count(*) FROM generation_logs WHERE status = 'success' AND response LIKE '%context%' \
                      AND cost_micros > 0 AND conversation_id IS NULL";

/// A variation with this name; its numbers are the template's variables.
fn variation(name: &str, age: &str) -> Answer {
    let values = serde_json::json!({"age": age, "risk": "high", "unknown": "x"});
    let arc = ["fear", "doubt", "calm"];
    Answer::Text(
        serde_json::json!({"name": name, "description": "About jars.", "context": "Jars in the yard. {{ y }}",
            "persona": "a smith", "emotion": "fear", "topic": "jars", "emotional_arc": arc,
            "emotional_context": "A flood.", "parameter_values": values})
        .to_string(),
    )
}

/// The same answer each time, after so many milliseconds.
fn slowly(millis: u64) -> Script {
    always(Step::from(variation("Jars", "52")).after(std::time::Duration::from_millis(millis)))
}

fn with_scenario<P>(world: World<P>) -> World<P> {
    world.write("t.toml", TEMPLATE);
    world.write("s.toml", SCENARIO);
    world.run(["templates", "add", "t.toml"]).ok();
    world.run(["scenarios", "add", "s.toml"]).ok();
    world
}

fn asking(script: Script) -> World<StandIn> {
    with_scenario(World::new().asking(Protocol::Anthropic, script))
}

#[test]
fn each_variation_is_a_draft_of_its_own_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        let world = with_scenario(world.asking(Protocol::Anthropic, slowly(0)));
        let ended = world.run(LINE.iter().chain(&["-n", "3"])).ok();
        ended.prints("Jars  a smith  fear").prints("Jars 3  a smith").says("stored 3 drafts from Coffee Tins, cost $");
        assert_eq!((world.number(DRAFTS), world.number(COUNTED), world.number(LOGGED)), (3, 3, 3));
        let draft = &world.run(["scenarios", "show", "Jars 2", "--json"]).ok().json()["scenario"];
        let text = |field: &str| draft[field].as_str().unwrap().to_owned();
        assert_eq!(
            (text("template"), text("status"), text("context")),
            ("T".into(), "draft".into(), "Jars in the yard. {{ y }}".into())
        );
        assert_eq!(draft["parameter_values"], serde_json::json!({"age": "52", "risk": "high"}));
        assert_eq!((&draft["tags"][0], &draft["emotional_arc"][2]), (&"cash".into(), &"calm".into()));
        // A second command finds the names of the first.
        let json = world.run(LINE.iter().chain(&["-n", "1", "--json"])).ok().json();
        assert_eq!((&json["variations"][0]["name"], &json["of"]["name"]), (&"Jars 4".into(), &"Coffee Tins".into()));
        assert_eq!((world.number(DRAFTS), world.number(COUNTED)), (4, 4));
    }
}

#[test]
fn the_model_is_told_the_scenario_its_variables_and_what_was_written_before() {
    let world = asking(slowly(0));
    world.run(LINE.iter().chain(&["-n", "2"])).ok();
    let bodies: Vec<String> = world.stand_in.journal().iter().map(|entry| entry.body.to_string()).collect();
    assert_eq!(bodies.len(), 2);
    for body in &bodies {
        for part in ["{{ x }} {% y %}", "are data", "\"age\"", "\"risk\"", "parameter_values"] {
            assert!(body.contains(part) || body.contains(&part.replace('"', "\\\"")), "{part}: {body}");
        }
    }
    assert!(!bodies[0].contains("Jars in the yard") && bodies[1].contains("Jars in the yard"), "{}", bodies[1]);
}

#[test]
fn an_answer_that_does_not_fit_is_asked_for_again_and_stays_in_the_log() {
    let hidden = match variation("Jars\u{202e}", "52") {
        Answer::Text(text) => Answer::Text(text.replace("a smith", "\\u001b[31ma smith")),
        other => other,
    };
    let steps = [Answer::Text("No.".into()), variation("Jars", "old"), hidden];
    let world = asking(queue(steps.into_iter().map(Step::from)));
    let ended = world.run(LINE.iter().chain(&["-n", "1"])).ok().prints("Jars  a cook  fear");
    assert!(!ended.stdout.contains('\u{1b}') && !ended.stdout.contains('\u{202e}'), "{}", ended.stdout);
    let bad = "SELECT count(*) FROM generation_logs WHERE status = 'failed' AND response <> ''";
    assert_eq!((world.number(bad), world.number(DRAFTS)), (2, 1));
}

#[test]
fn a_budget_is_for_all_of_them_and_what_came_is_stored() {
    let world = asking(slowly(0));
    let refused = world.run(LINE.iter().chain(&["--max-cost", "0"])).fails(4).says("of the budget is left");
    assert_eq!(world.stand_in.journal().len(), 0);
    let worst = refused.stderr.split("may cost $").nth(1).and_then(|rest| rest.split(';').next()).unwrap();
    let limit = format!("{:.6}", worst.parse::<f64>().unwrap() + 0.000_001);
    world.run(LINE.iter().chain(&["--max-cost", &limit])).ends(4).prints("Jars");
    assert_eq!((world.number(DRAFTS), world.number(COUNTED), world.number(LOGGED)), (1, 1, 1));
}

#[test]
fn ctrl_c_waits_for_the_answer_on_its_way_and_a_kill_keeps_what_came() {
    let world = asking(slowly(1500));
    let live = world.start(LINE);
    wait_until("asked", || !world.stand_in.journal().is_empty());
    live.signal("INT");
    live.end().ends(130).prints("Jars").says("stored 1 draft");
    assert_eq!((world.number(DRAFTS), world.number(LOGGED), world.stand_in.delivered()), (1, 1, 1));

    let live = world.start(LINE);
    wait_until("asked for the second", || world.stand_in.journal().len() > 2);
    live.signal("KILL");
    live.end();
    assert_eq!((world.number(DRAFTS), world.number(COUNTED), world.number(LOGGED)), (2, 2, 2));
}

fn carry_out(world: &World<StandIn>, statements: &'static str) {
    world.sql(async |sql| {
        sqlx::raw_sql(statements).execute(sql).await.unwrap();
    });
}

/// The insert of a draft takes seconds from now on, or no longer.
fn slow_inserts(world: &World<StandIn>, is_on: bool) {
    let run = |statements: &'static str| match world.postgres() {
        Some(database) => database.run(statements),
        None => carry_out(world, statements),
    };
    match (world.postgres().is_some(), is_on) {
        (true, true) => run("CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS \
            $$ BEGIN PERFORM pg_sleep(4); RETURN NEW; END $$; \
            CREATE TRIGGER wait BEFORE INSERT ON scenarios FOR EACH ROW EXECUTE FUNCTION wait()"),
        (false, true) => run("CREATE VIEW much AS WITH RECURSIVE n(x) AS \
            (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 30000000) SELECT sum(x) AS x FROM n; \
            CREATE TRIGGER wait BEFORE INSERT ON scenarios BEGIN SELECT x FROM much; END"),
        (true, false) => run("DROP TRIGGER wait ON scenarios; DROP FUNCTION wait()"),
        (false, false) => run("DROP TRIGGER wait; DROP VIEW much"),
    }
}

#[test]
fn a_kill_never_leaves_an_answer_in_the_log_without_its_draft() {
    for world in [World::new(), World::new().on_postgres()] {
        let world = with_scenario(world.asking(Protocol::Anthropic, slowly(0)));
        slow_inserts(&world, true);
        let live = world.start(LINE);
        wait_until("answered", || world.stand_in.delivered() > 0);
        // The draft is being written now.
        std::thread::sleep(std::time::Duration::from_millis(1500));
        live.kill();
        slow_inserts(&world, false);
        assert_eq!(world.number(LOGGED), world.number(DRAFTS), "in one transaction");
        world.run(LINE.iter().chain(&["-n", "1"])).ok().prints("Jars  ");
        assert_eq!(world.number(LOGGED), world.number(DRAFTS));
    }
}

#[test]
fn a_draft_that_the_database_refuses_is_spooled_and_stored_later() {
    let world = asking(slowly(0));
    let refuse = "CREATE TRIGGER no BEFORE INSERT ON scenarios BEGIN SELECT RAISE(FAIL, 'no'); END";
    carry_out(&world, refuse);
    world.run(LINE.iter().chain(&["-n", "1"])).fails(1).says("spool");
    assert_eq!((world.number(LOGGED), world.number(DRAFTS)), (0, 0));
    carry_out(&world, "DROP TRIGGER no");
    world.run(LINE.iter().chain(&["-n", "1"])).ok().prints("Jars 2  ");
    assert_eq!((world.number(LOGGED), world.number(DRAFTS), world.number(COUNTED)), (2, 2, 2));
}

#[test]
fn the_worst_case_counts_that_each_prompt_holds_what_was_written_before() {
    let world = asking(always(Answer::Good));
    let cost = |number: &str| {
        let said = world.run(LINE.iter().chain(&["-n", number, "--dry-run"])).ok().stdout;
        let dollars = |after: &str| said.split(after).nth(1).unwrap().split([',', ' ']).next().unwrap().to_owned();
        ["about $", "at worst $"].map(|after| dollars(after).parse::<f64>().unwrap())
    };
    let (one, many) = (cost("1"), cost("50"));
    assert!(many[0] > one[0] && many[1] > 55.0 * one[1], "{one:?} {many:?}");
    let help = world.run(["scenarios", "vary", "--help"]).ok().stdout;
    assert!(help.contains("--max-tokens") && !help.contains("--turns") && !help.contains("--style"), "{help}");
}

#[test]
fn the_commands_at_the_end_work_as_typed() {
    let world = with_scenario(World::new());
    let vary = ["scenarios", "vary", "Coffee Tins@1", "-n", "2", "--provider", "simulator"];
    let ended = world.run(vary).ok();
    let typed = |words: &str| {
        let line = ended.stderr.split(words).nth(1).and_then(|rest| rest.lines().next()).unwrap();
        line.trim().trim_matches('\'').to_owned()
    };
    let name = typed("next: dialoom scenarios show ");
    let shown = world.run(["scenarios", "show", &name]).ok().prints("status = \"draft\"").stdout;
    assert_eq!(typed("to make it active, set its status in: dialoom scenarios edit "), name);
    world.write("active.toml", shown.replace("\"draft\"", "\"active\""));
    world.run(["scenarios", "edit", &name, "active.toml"]).ok().says("version 2");
    world.run(["scenarios", "list"]).ok().prints(&name);
    let made = world.run(["generate", "--scenario", &name, "--set", "age=3", "--provider", "simulator", "--json"]).ok();
    assert_eq!(made.json()["conversation"]["situation"]["name"], name.as_str());
}

#[test]
fn a_dry_run_and_a_wrong_name_send_nothing() {
    let world = asking(always(Answer::Good));
    let ended = world.run(LINE.iter().chain(&["-n", "2", "--dry-run"])).ok();
    ended.prints("2 variations of Coffee Tins").prints("cost      about $").says("nothing was sent or stored");
    world.run(["scenarios", "vary", "Cofee Tins"]).fails(2).says("did you mean \"Coffee Tins\"?");
    world.run(["scenarios", "vary", "Coffee Tins@7"]).fails(2);
    world.run(LINE.iter().chain(&["-n", "0"])).fails(2);
    assert_eq!((world.stand_in.journal().len(), world.number(DRAFTS)), (0, 0));
}
