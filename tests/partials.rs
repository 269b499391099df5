//! Partials: texts that templates include.

use crate::support::stand_in::{Answer, Protocol, always};
use crate::support::world::World;

const HOUSE: &str = "name = \"House\"\nkind = \"partial\"\ntext = \"Speak plainly, {{ persona }}.\"\n";

fn template(name: &str, text: &str) -> String {
    format!("# kept\nname = \"{name}\"\ntext = \"{{{{ persona }}}} {{{{ emotion }}}} {{{{ topic }}}} {text}\"\n")
}

/// "One" includes the partial by another one, "Two" includes it, "Three" does not.
fn with_templates<P>(world: &World<P>) {
    world.write("lib/house.toml", HOUSE);
    world.write("lib/outer.toml", "name = \"Outer\"\nkind = \"partial\"\ntext = \"Outer. {% include 'house' %}\"\n");
    world.write("lib/one.toml", template("One", "{% include 'Outer' %}"));
    world.write("lib/two.toml", template("Two", "{% include 'House' %}"));
    world.write("lib/three.toml", template("Three", "alone"));
    world.run(["templates", "import", "lib"]).ok();
}

#[test]
fn a_changed_partial_makes_a_new_version_of_every_template_that_includes_it() {
    for world in [World::new(), World::new().on_postgres()] {
        with_templates(&world);
        world.write("house.toml", HOUSE.replace("plainly", "slowly"));
        let refused = world.run(["templates", "add", "house.toml"]).fails(2);
        let refused =
            refused.says("One includes it and becomes version 2").says("Two includes it and becomes version 2");
        refused.says("Outer includes it and becomes version 2").says("-y");
        let added = world.run(["templates", "add", "house.toml", "-y"]).ok();
        added.says("added as version 2").says("Two includes it and is now version 2");
        let render = |name: &str| {
            world.run(["templates", "render", name, "--persona", "Ann", "--emotion", "b", "--topic", "c"]).ok()
        };
        for name in ["One", "Two"] {
            render(name).prints("Speak slowly, Ann.");
            render(&format!("{name}@1")).prints("Speak plainly, Ann.");
            world.run(["templates", "show", name]).ok().prints("# kept");
        }
        let version =
            |name: &str| world.run(["templates", "show", name, "--json"]).ok().json()["template"]["version"].clone();
        assert_eq!((version("One"), version("Two"), version("Three")), (2.into(), 2.into(), 1.into()));
        let again = world.run(["templates", "add", "house.toml", "-y", "--json"]).ok().json();
        assert_eq!((&again["renewed"], version("One")), (&serde_json::json!([]), 2.into()));
        let restored = world.run(["templates", "restore", "House@1", "--json"]).ok().json();
        assert_eq!(restored["renewed"], serde_json::json!(["One", "Two", "Outer"]));
        render("One").prints("Speak plainly, Ann.");
        assert_eq!(version("Two"), 3);
    }
}

#[test]
fn a_partial_that_would_break_a_template_changes_nothing() {
    let world = World::new();
    with_templates(&world);
    let other = HOUSE.replace("persona", "region") + "[[variables]]\nname = \"region\"\n";
    world.write("house.toml", other);
    let refused = world.run(["templates", "add", "house.toml", "-y"]).fails(2);
    let refused = refused.says("includes it and would break; nothing was stored").says("unknown variable {{region}}");
    refused.says("dialoom templates edit");
    world.run(["templates", "rename", "House", "Style"]).fails(2).says("others include it").says("One, Two");
    world.run(["templates", "remove", "House", "--purge", "-y"]).fails(2).says("cannot be deleted");
    world.run(["templates", "versions", "House", "--json"]).ok();
    let shown = world.run(["templates", "show", "House", "--json"]).ok().json();
    assert_eq!((&shown["template"]["version"], &shown["template"]["is_active"]), (&1.into(), &true.into()));
}

#[test]
fn a_batch_that_has_begun_keeps_the_partial_it_began_with() {
    let world = World::new().asking(Protocol::Anthropic, always(Answer::Good));
    with_templates(&world);
    let plan = |people: &str| {
        format!(
            "name = \"shop\"\ntemplate = \"Two\"\nvary = false\n[axes]\npersona = [{people}]\nemotion = [\"b\"]\n\
             topic = [\"c\"]\n"
        )
    };
    world.write("plan.toml", plan("\"Ann\""));
    world.work(&["--rpm", "none"]).ok();
    world.write("house.toml", HOUSE.replace("plainly", "slowly"));
    world.run(["templates", "add", "house.toml", "-y"]).ok();
    world.write("plan.toml", plan("\"Ann\", \"Bob\""));
    world.work(&["--rpm", "none"]).ok().says("keeps version 1 of \"Two\"");
    let bodies: Vec<String> = world.stand_in.journal().iter().map(|entry| entry.body.to_string()).collect();
    assert!(bodies.len() == 2 && bodies[1].contains("Speak plainly, Bob."), "{bodies:?}");
    world.work(&["--rpm", "none", "--name", "new"]).ok();
    assert!(world.stand_in.journal().last().unwrap().body.contains("Speak slowly, "));
}

#[test]
fn partials_are_listed_apart_and_a_removal_names_what_includes_one() {
    let world = World::new();
    world.run(["templates", "list"]).ok();
    with_templates(&world);
    let listed = world.run(["templates", "list"]).ok().says("2 partials that templates may include: House, Outer");
    listed.says("dialoom templates show House");
    let removed = world.run(["templates", "remove", "House"]).ok().says("switched off");
    removed.says("these include it, and keep its text: One, Two, Outer");
}

#[test]
fn partials_that_include_each_other_are_a_circle() {
    let world = World::new();
    let partial = |name: &str, other: &str| {
        format!(
            "name = \"{name}\"\nkind = \"partial\"\ntext = \"{{% if topic %}}{{% include '{other}' %}}{{% endif %}}\"\n"
        )
    };
    world.write("lib/a.toml", partial("A", "b"));
    world.write("lib/b.toml", partial("B", "a"));
    world.run(["templates", "import", "lib"]).fails(2).says("include each other in a circle").says("A → b → a");
}
