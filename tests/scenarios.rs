//! `scenarios` and `edge-cases`: list, show, add, edit, remove, import, export.

use crate::support::world::World;

const SCENARIO: &str = "name = \"Coffee Tins\"\ntemplate = \"investment discovery\"\n\
    context = '''\nShe keeps \"savings\" in tins. {{ x }} {% y %}'''\npersona = \"a cook\"\nemotion = \"hope\"\n\
    emotional_arc = [\"hope\", \"doubt\"]\ncomplexity = \"simple\"\n[parameters]\nage = \"41\"\n";
const EDGE_CASE: &str = "name = \"Asks for a Guarantee\"\ntrigger = \"The user wants a promise.\"\n\
    expected_behaviour = \"The assistant promises nothing.\"\nrisk = \"high\"\npriority = 9\n\
    validation_criteria = [\"names the risk\"]\n";

#[test]
fn what_is_shown_is_a_file_that_adds_nothing_new_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        for (command, list, file, name) in
            [("scenarios", "scenarios", SCENARIO, "coffee tins"), ("edge-cases", "edge_cases", EDGE_CASE, "asks for")]
        {
            world.write("one.toml", file);
            world.run([command, "add", "one.toml"]).ok().says("1 new");
            let shown = world.run([command, "show", name]).ok().stdout;
            world.write("again.toml", &shown);
            let again = world.run([command, "add", "again.toml", "--json"]).ok().json();
            assert_eq!(again[list][0]["added"], "unchanged", "{shown}");
            world.write("changed.toml", format!("description = \"New.\"\n{shown}"));
            world.run([command, "edit", name, "changed.toml"]).ok().says("version 2");
            world.run([command, "edit", name, "changed.toml"]).ok().says("nothing was changed");
            world.run([command, "export", "out"]).ok().says("1 file");
            world.run([command, "import", "out"]).ok().says("1 unchanged");
            std::fs::remove_dir_all(world.path().join("out")).unwrap();
            world.run([command, "remove", name]).ok().says("deleted");
            assert_eq!(world.run([command, "list", "--json"]).ok().json()[list], serde_json::json!([]));
        }
    }
}

#[test]
fn a_scenario_keeps_its_template_and_every_letter() {
    let world = World::new();
    world.write("one.toml", SCENARIO);
    world.run(["scenarios", "add", "one.toml"]).ok();
    let stored = &world.run(["scenarios", "show", "Coffee Tins", "--json"]).ok().json()["scenario"];
    assert_eq!(stored["template"], "Investment Discovery");
    assert_eq!(stored["context"], "She keeps \"savings\" in tins. {{ x }} {% y %}");
    assert_eq!(stored["parameter_values"]["age"], "41");
}

#[test]
fn a_wrong_file_or_name_is_bad_input_and_stores_nothing() {
    let world = World::new();
    for (name, file) in [("1.toml", SCENARIO), ("2.toml", "name = 'B'\ncontxt = 'c'\n")] {
        world.write(format!("all/{name}"), file);
    }
    world.run(["scenarios", "import", "all"]).ends(2).says("2.toml:2: ").says("did you mean \"context\"?");
    world.write("lost.toml", SCENARIO.replace("investment discovery", "Investmnt Discovery"));
    world.run(["scenarios", "add", "lost.toml"]).ends(2).says("did you mean \"Investment Discovery\"?");
    world.write("one.toml", SCENARIO);
    assert_eq!(world.run(["scenarios", "list", "--json"]).ok().json()["scenarios"], serde_json::json!([]));
    world.run(["scenarios", "add", "one.toml"]).ok();
    world.run(["scenarios", "show", "Cofee Tins"]).ends(2).says("did you mean \"Coffee Tins\"?");
}
