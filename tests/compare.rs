//! Plans with `variants`, and `templates compare`: two templates beside each other.

use crate::support::world::World;

const TEMPLATE: &str =
    "name = \"Debt\"\ntone = \"warm\"\ntext = \"About {{ persona }}, {{ emotion }}: {{ topic }}.\"\n";

/// With two versions of a template, and a batch of 12 cells that both made.
fn compared(world: World) -> World {
    world.write("debt.toml", TEMPLATE);
    world.run(["templates", "add", "debt.toml"]).ok();
    world.write("debt.toml", TEMPLATE.replace("warm", "calm"));
    world.run(["templates", "add", "debt.toml", "-y"]).ok();
    let people: Vec<String> = (1..=12).map(|number| format!("\"Person {number}\"")).collect();
    let plan = format!(
        "name = \"ab\"\nvariants = [\"debt@1\", \"Debt@2\"]\n[axes]\npersona = [{}]\nemotion = [\"calm\"]\n\
         topic = [\"cards\"]\n",
        people.join(", ")
    );
    world.write("plan.toml", plan);
    world.work(&["--provider", "simulator", "--rpm", "none"]).ok();
    world
}

/// The short ids of the conversations that a version made, by person.
fn made(world: &World, version: u32) -> Vec<String> {
    let name = format!("Debt@{version}");
    let line = ["list", "--template", &name, "--sort", "persona", "--asc", "--limit", "100", "--json"];
    let found = world.run(line).ok().json();
    let ids = found["conversations"].as_array().unwrap().iter();
    ids.map(|it| it["short_id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn variants_make_the_same_cells_with_the_same_draws() {
    for world in [World::new(), World::new().on_postgres()] {
        let world = compared(world);
        assert_eq!((made(&world, 1).len(), made(&world, 2).len()), (12, 12));
        let alike = "SELECT count(*) FROM (SELECT parameters FROM conversations GROUP BY parameters \
                     HAVING count(*) = 2 AND count(DISTINCT template_version) = 2) AS pairs";
        assert_eq!(world.number(alike), 12);
        assert!(world.number("SELECT count(*) FROM conversations WHERE CAST(parameters AS text) LIKE '%vary.%'") == 24);
        world.work(&["--provider", "simulator"]).ok().says("nothing to do");
        for line in
            ["dialoom templates compare a Debt@", "dialoom list --template Debt@", "dialoom templates try Debt@"]
        {
            assert_eq!(world.run(["complete", "--line", line]).ok().stdout, "Debt@1\nDebt@2\n", "{line}");
        }
        let coverage = world.run(["stats", "coverage", "plan.toml", "--json"]).ok().json();
        assert_eq!(coverage["missing"], 0, "{coverage}");
        world.run(["delete", "--template", "Debt@2", "-y"]).ok();
        assert_eq!((made(&world, 1).len(), made(&world, 2).len()), (12, 0));
        let empty = world.run(["templates", "compare", "Debt@1", "Debt@2"]).ok();
        empty.says("no conversation was made from Debt@2 yet").says("variants = [\"Debt@1\", \"Debt@2\"]");
        world.run(["plan", "fill", "plan.toml"]).fails(2).says("a plan with variants cannot be filled");
    }
}

#[test]
fn a_plan_with_variants_that_compare_nothing_is_refused() {
    let world = compared(World::new());
    let plan = world.read("plan.toml");
    for (was, now, said) in [
        ("\"debt@1\", \"Debt@2\"", "\"Debt\", \"debt@2\"", "\"Debt\" and \"Debt@2\" are the same version"),
        ("\"debt@1\", \"Debt@2\"", "\"Debt@2\", \"debt@2\"", "variants has \"debt@2\" twice"),
        ("\"debt@1\", \"Debt@2\"", "\"Debt@2\"", "variants has fewer than two entries"),
        ("\"debt@1\"", "\"debt@9\"", "has no version 9"),
        ("name", "template = \"Debt\"\nname", "the plan has template and variants"),
        ("name", "target = 3\nname", "the plan has target and variants"),
    ] {
        world.write("plan.toml", plan.replacen(was, now, 1));
        world.work(&["--provider", "simulator", "--name", "other"]).fails(2).says(said);
    }
}

#[test]
fn two_versions_are_compared_in_pairs_and_only_what_the_interval_carries_is_said() {
    for world in [World::new(), World::new().on_postgres()] {
        let world = compared(world);
        let (first, second) = (made(&world, 1), made(&world, 2));
        let line = ["templates", "compare", "Debt@1", "Debt@2"];
        let found = world.run(line).ok();
        let found = found
            .prints("The data cannot tell yet which is approved more often: people decided about 0 of A and 0 of B");
        found.says("to decide about more: dialoom review --template Debt@1");
        let decide = |verb: &str, ids: &[String]| {
            let reason: &[&str] = if verb == "reject" { &["--reason", "dull"] } else { &[] };
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            world.run([&[verb, "-y"], reason, &ids[..]].concat()).ok();
        };
        decide("approve", &first[..6]);
        decide("reject", &first[6..]);
        decide("approve", &second[..8]);
        decide("reject", &second[8..]);
        let json = world.run(line.iter().chain(&["--json"])).ok().json();
        let approval = &json["comparison"]["measures"][0];
        assert_eq!((&approval["measure"], &approval["pairs"]), (&"approval".into(), &12.into()));
        assert_eq!((&approval["a"]["value"], &approval["a"]["conversations"]), (&0.5.into(), &12.into()));
        assert_eq!(approval["tells"], "nothing");
        let each = json["comparison"]["needed"]["each"].as_u64().unwrap();
        assert_eq!(json["comparison"]["needed"]["more"][0], each - 12);
        world
            .run(line)
            .ok()
            .prints("which holds 0")
            .prints(&format!("about {each} decisions of each"))
            .prints("approval (12 pairs)");
        // None of A approved, 8 of 12 of B: that carries.
        decide("reject", &first[..6]);
        world.run(line).ok().prints("B is approved more often than A: +66.7 points").prints("MORE");
        let other_way = ["templates", "compare", "Debt@2", "Debt@1"];
        world.run(other_way).ok().prints("A is approved more often than B: −66.7 points");
        world.run(["templates", "rename", "Debt", "Way Out"]).ok();
        let renamed = world.run(["templates", "compare", "way@1", "Way Out@2"]).ok();
        renamed.prints("A: Way Out@1, 12 conversations").prints("+66.7 points");
    }
}

#[test]
fn what_only_a_filter_decided_does_not_count() {
    let world = compared(World::new());
    world.run(["approve", "--template", "Debt@1", "--with-findings", "-y"]).ok();
    let found = world.run(["templates", "compare", "Debt@1", "Debt@2"]).ok();
    found.prints("0 decided by people").says("left out: 12 decisions by a filter; nobody opened these conversations");
}

#[test]
fn two_sides_that_share_conversations_are_refused() {
    let world = compared(World::new());
    for (first, second) in [("Debt", "Debt@2"), ("Debt", "debt"), ("Debt@2", "debt@2")] {
        let refused = world.run(["templates", "compare", first, second]).fails(2);
        refused.says("share conversations").says("dialoom templates versions Debt");
    }
    world.run(["templates", "compare", "Debt@1", "Debt@2", "--template", "Debt"]).fails(2).says("Leave --template out");
    world.run(["templates", "compare", "Debt@1", "Dbt@2"]).fails(2).says("did you mean \"Debt\"?");
}
