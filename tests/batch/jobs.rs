//! How urgent a batch is, what it is for, and what it led to.

use crate::support::process::wait_until;
use crate::support::stand_in::{Protocol, slow};
use crate::support::world::{World, plan};

const SIMULATED: &str = "provider = \"simulator\"";

fn run<P>(world: &World<P>, name: &str, more: &[&str]) {
    world.run([&["batch", "run", "plan.toml", "--name", name][..], more].concat()).ok();
}

#[test]
fn what_a_batch_is_for_and_led_to_is_kept_and_shown_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        world.write("plan.toml", format!("description = \"Two for a try.\"\n{}", plan(2, "", SIMULATED)));
        run(&world, "shop", &["--priority", "8"]);
        let batch = world.run(["batch", "show", "shop", "--json"]).ok().json()["batch"].clone();
        assert_eq!((&batch["priority"], &batch["description"]), (&8.into(), &"Two for a try.".into()), "{batch}");
        assert_eq!(batch["target_tier"], "template");
        assert_eq!((&batch["results"]["completed"], &batch["results"]["passed"]), (&2.into(), &2.into()), "{batch}");
        assert!(batch["summary"].as_str().unwrap().starts_with("2 of 2 done, 2 passed, mean score "), "{batch}");
        assert!(batch["duration_seconds"].as_f64().is_some_and(|seconds| (0.0..600.0).contains(&seconds)), "{batch}");
        let shown = world.run(["batch", "status", "shop"]).ok();
        shown.prints("priority  8").prints("for       Two for a try.").prints("summary   2 of 2 done").prints("took");
        // A run without --priority keeps it, and the plan its description.
        run(&world, "shop", &[]);
        let set =
            world.run(["batch", "set", "shop", "--priority", "3", "--description", "Ours.", "--json"]).ok().json();
        assert_eq!((&set["batch"]["priority"], &set["batch"]["description"]), (&3.into(), &"Ours.".into()));
        world.run(["batch", "set", "shop", "--description", "Theirs."]).ok().says("has priority 3, for: Theirs.");
        run(&world, "other", &[]);
        world.run(["batch", "list"]).ok().prints("PRIORITY");
        for wrong in ["0", "11", "x", "-1"] {
            world.run(["batch", "set", "shop", "--priority", wrong]).ends(2);
        }
        world.run(["batch", "set", "shop"]).ends(2).says("--priority <N>|--description <TEXT>");
    }
}

#[test]
fn a_worker_that_picks_between_batches_takes_the_most_urgent_first_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        let shop = world.asking(Protocol::OpenAi, slow(300)).plan(2, "concurrency = 1");
        for (name, priority) in [("first", "2"), ("second", "5"), ("third", "5")] {
            let before = shop.stand_in.journal().len();
            let live = shop.start(["batch", "run", "plan.toml", "--name", name, "--priority", priority]);
            wait_until("a call", || shop.stand_in.journal().len() > before);
            live.signal("KILL");
            assert_eq!(live.end().code, None);
        }
        shop.run(["batch", "set", "second", "--priority", "10"]).ok();
        let worked = shop.run(["batch", "worker"]).ok();
        let names = worked.stderr.lines().filter_map(|line| line.split("working on batch \"").nth(1));
        let names: Vec<&str> = names.map(|name| name.trim_end_matches('"')).collect();
        assert_eq!(names, ["second", "third", "first"], "{}", worked.stderr);
    }
}

#[test]
fn results_are_counted_again_after_marks_scores_and_edits_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        world.write("plan.toml", plan(3, "", SIMULATED));
        run(&world, "shop", &[]);
        let results = || {
            let batch = world.run(["batch", "show", "shop", "--json"]).ok().json()["batch"].clone();
            let (passed, mean) = (batch["results"]["passed"].clone(), batch["results"]["mean_score"].clone());
            assert!(batch["summary"].as_str().unwrap().contains(&format!("mean score {mean:.1}")), "{batch}");
            (passed.as_i64().unwrap(), (mean.as_f64().unwrap() * 10.0).round() as i64)
        };
        let stored = || {
            let passed =
                "SELECT count(*) FROM conversations WHERE quality_score >= quality_threshold AND NOT has_serious";
            let mean = "SELECT CAST(round(avg(quality_score) * 10) AS bigint) FROM conversations";
            (world.number(passed), world.number(mean))
        };
        assert_eq!(results(), stored());
        world.run(["judge", "--provider", "simulator", "-y"]).ok();
        let judged = results();
        assert_eq!(judged, stored());
        let id = world.run(["list", "--ids"]).ok().stdout.lines().next().unwrap().to_owned();
        let refusal = "I'm sorry, but I can't help with that request.";
        world.run(["edit", &id, "--turn", "2", "--content", refusal]).ok();
        assert_eq!(results(), stored());
        assert_ne!(results(), judged);
        world.run(["score", "--min-mark", "9", "-y"]).ok();
        assert_eq!(results(), stored());
    }
}
