//! `dialoom stats coverage`, `stats templates` and `plan fill`: what a plan asks for, and a plan for what is missing.

use serde_json::{Value, json};

use crate::support::world::{World, plan};

#[test]
fn a_filled_plan_runs_as_typed_and_leaves_no_hole() {
    for shop in [World::new(), World::new().on_postgres()] {
        shop.write("plan.toml", plan(4, "", "").replace("a-model", "simulator-1"));
        let before = shop.run(["stats", "coverage", "plan.toml", "--json"]).ok().json();
        assert_eq!((&before["asked"], &before["missing"], &before["empty_cells"]), (&json!(4), &json!(4), &json!(4)));
        shop.run(["batch", "run", "plan.toml", "--provider", "simulator", "-y"]).ok();
        shop.run(["plan", "fill", "plan.toml"]).ok().says("nothing is missing");
        shop.run(["delete", "--persona", "Person 02", "-y", "--force"]).ok();
        shop.run(["reject", "--persona", "person 03", "--with-findings", "--reason", "dull", "-y"]).ok();
        let told = shop.run(["stats", "coverage", "plan.toml"]).ok();
        told.prints("\tPerson 02\tcalm\tindex funds\t-\t1\t0\t0\t1\t– empty")
            .prints("\tPerson 03\tcalm\tindex funds\t-\t1\t1\t0\t1\t< short")
            .says("2 missing")
            .says("dialoom plan fill plan.toml -o fill.toml");
        let without = shop.run(["stats", "coverage", "--all"]).ok();
        without.prints("Person 01").says("3 cells");

        shop.run(["plan", "fill", "plan.toml", "-o", "fill.csv"]).ends(2).says("fill.toml");
        let filled = shop.run(["plan", "fill", "plan.toml", "-o", "fill.toml"]).ok();
        assert_eq!(filled.stdout, "dialoom batch run fill.toml\n");
        shop.run(["plan", "fill", "plan.toml", "-o", "fill.toml"]).ends(2).says("exists already");
        let text = shop.read("fill.toml");
        assert!(text.contains("Person 02") && text.contains("Person 03") && !text.contains("Person 01"), "{text}");
        assert!(text.contains("name = \"shop-fill-1\"") && text.contains("requests = 100000"), "{text}");
        shop.run(["batch", "run", "fill.toml", "--provider", "simulator", "-y"]).ok();
        let after = shop.run(["stats", "coverage", "plan.toml", "--json"]).ok().json();
        assert_eq!((&after["missing"], &after["empty_cells"]), (&json!(0), &json!(0)));
        shop.run(["approve", "--status", "generated,needs_revision", "--with-findings", "--yes"]).ok();
        let told = shop.run(["stats", "coverage", "plan.toml"]).ok();
        told.says("4 cells are complete; see all with: dialoom stats coverage plan.toml --all");
        let all = shop.run(["stats", "coverage", "plan.toml", "--all"]).ok();
        assert!(all.stdout.contains("Person 01\tcalm\tindex funds\t-\t1\t1\t1\t0") && !all.stderr.contains("see all"));
        shop.run(["plan", "fill", "nowhere.toml"]).ends(2).says("cannot read the plan");
    }
}

#[test]
fn templates_are_compared_with_what_is_known_of_each() {
    for shop in [World::new(), World::new().on_postgres()] {
        shop.run(["stats", "templates"]).ok().says("no conversations yet");
        shop.write("plan.toml", plan(12, "", "").replace("a-model", "simulator-1"));
        shop.run(["batch", "run", "plan.toml", "--provider", "simulator", "-y"]).ok();
        shop.run(["stats", "templates"]).ok().prints("not enough data yet").says("fewer than 10 decisions");
        shop.run(["approve", "--persona", "Person 01", "--with-findings", "-y"]).ok();
        let ids = shop.run(["list", "needs-review", "--ids", "--limit", "9"]).ok().stdout;
        let ids: Vec<&str> = ids.lines().collect();
        shop.run([&["reject", "--reason", "dull"], &ids[..]].concat()).ok();
        let document = shop.run(["stats", "templates", "--json"]).ok().json();
        let row = &document["templates"][0];
        assert_eq!((&row["conversations"], &row["approved"], &row["rejected"]), (&json!(12), &json!(1), &json!(9)));
        assert_eq!((&row["has_enough_data"], &row["approval_rate"]), (&json!(true), &json!(0.1)));
        let bounds: Vec<f64> =
            row["approval_interval"].as_array().unwrap().iter().map(|bound| Value::as_f64(bound).unwrap()).collect();
        assert!((bounds[0] - 0.0179).abs() < 1e-3 && (bounds[1] - 0.4042).abs() < 1e-3, "{bounds:?}");
        shop.run(["stats", "templates"]).ok().prints("\t10 % (2–40)\t");
    }
}
