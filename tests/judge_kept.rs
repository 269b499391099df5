//! `dialoom judge`: the marks of every judge and rubric are kept, those asked for last count, and nothing is asked twice.

use dialoom::domain::conversation::NewConversation;
use sha2::{Digest, Sha256};

use crate::judge::{asked, change, court, holding, made, stored};
use crate::support::stand_in::{Answer, Protocol, StandIn, always};
use crate::support::world::World;

#[test]
fn marks_of_every_judge_and_rubric_are_kept_and_those_asked_for_last_count() {
    for on_postgres in [false, true] {
        let world = World::new().asking(Protocol::OpenAi, always(Answer::Marks([9, 9, 9])));
        let made = made(2);
        let world = holding(if on_postgres { world.on_postgres() } else { world }, &made);
        let rubric = ["judge", "-y", "--rubric", "rubric.md"];
        let marks = |number: usize| {
            let (_, score, metrics) = stored(&world, made[number].id);
            (score, metrics.judge.unwrap().marks.overall.unwrap(), metrics.findings.len())
        };
        world.run(["judge", "-y"]).ok();
        let good = marks(0);
        world.write("rubric.md", "# Mark it\n\nAll that is polite is bad.");
        world.stand_in.set_script(always(Answer::Marks([2, 2, 2])));
        world.run(rubric).ok().says("2 conversations marked");
        let bad = marks(0);
        assert!(good.0 > bad.0 && (good.2, bad.2) == (0, 3), "{good:?} {bad:?}");
        world.stand_in.set_script(always(Answer::Marks([5, 5, 5])));
        world.run(["judge", "-y", "--model", "b-judge"]).ok().says("2 conversations marked");
        assert_eq!(asked(&world), 6);

        // Through the trash and back, and with another lowest mark.
        world.run(["delete", &made[1].id.short(), "-y"]).ok();
        world.run(["undo", "-y"]).ok();
        world.run(["judge", "--dry-run"]).ok().says("2 conversations would get back the marks");
        assert_eq!(marks(0).1, 5.0, "a dry run changes nothing");
        for expected in [good, bad, good] {
            let line = if expected == bad { &rubric[..] } else { &rubric[..2] };
            world.run(line.to_vec()).ok().says("2 conversations get back the marks").says("nothing to ask");
            assert_eq!((marks(0), marks(1)), (expected, expected));
            world.run(line.to_vec()).ok().says("nothing to ask");
        }
        let told = world.run(["judge", "-y", "--json", "--rubric", "rubric.md", "--min-mark", "1"]).ok().json();
        assert_eq!(
            (told["survey"]["restored"].as_u64(), &told["judged"]),
            (Some(2), &serde_json::Value::Null),
            "{told}"
        );
        assert_eq!(asked(&world), 6, "nothing was asked twice");
    }
}

#[test]
fn two_rubrics_are_compared_on_the_same_conversations() {
    let (world, made) = court(24, always(Answer::Marks([8, 8, 8])));
    let ids = |from: usize, to: usize| made[from..to].iter().map(|new| new.id.short()).collect::<Vec<_>>();
    world.run([vec!["judge".to_owned()], ids(0, 12)].concat()).ok();
    world.stand_in.set_script(always(Answer::Marks([4, 4, 4])));
    world.run(["judge", "-y"]).ok();
    world.write("flat.md", "# Mark it\n\nEverything is the same.");
    world.run(["judge", "-y", "--rubric", "flat.md"]).ok();
    world.run([vec!["approve".to_owned()], ids(0, 12)].concat()).ok();
    world.run([["reject", "--reason", "dull"].map(str::to_owned).to_vec(), ids(12, 24)].concat()).ok();
    let told = world.run(["judge", "--calibrate", "--json"]).ok().json();
    let together = &told["together"];
    assert_eq!((together["approved"].as_u64(), together["rejected"].as_u64()), (Some(12), Some(12)), "{told}");
    let auc: Vec<f64> =
        together["judges"].as_array().unwrap().iter().map(|it| it["rank"]["auc"].as_f64().unwrap()).collect();
    assert_eq!(auc, [1.0, 0.5], "the better one first: {told}");
    let calls: Vec<_> = told["calibration"].as_array().unwrap().iter().map(|it| it["calls"].as_u64()).collect();
    assert_eq!(calls, [Some(24), Some(24)], "those of each rubric: {told}");
    world.run(["judge", "--calibrate"]).ok().prints("On the same conversations, 12 approved and 12 rejected:");
}

/// The checksum of the rubric that the first version had built in.
const FIRST_RUBRIC: &str = "04444ad99fe872111a191805916e6f41";

/// What the first version kept for its marks: a digest of the judge, its settings, the rubric, the conversation, the text.
fn first_fingerprint(new: &NewConversation, text: &str) -> String {
    let asked = serde_json::json!([["openai", "a-judge", 0.0, null, FIRST_RUBRIC], new.id, text]);
    Sha256::digest(asked.to_string()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Makes the database what the first version left of these marks: without a place for others, and imports without tokens.
fn as_the_first_version_left_it(world: &World<StandIn>, made: &[NewConversation]) {
    for new in made {
        let fingerprint = first_fingerprint(new, &stored(world, new.id).2.judge.unwrap().text);
        let id = new.id.0.simple();
        match world.postgres() {
            Some(database) => database.run(&format!(
                "UPDATE conversations SET total_tokens = 0, quality_metrics = jsonb_set(jsonb_set(quality_metrics #- \
                 '{{judge,question}}', '{{judge,fingerprint}}', '\"{fingerprint}\"'), '{{judge,rubric}}', \
                 '\"{FIRST_RUBRIC}\"') WHERE id = '{id}'; \
                 UPDATE batch_items SET fingerprint = '{fingerprint}' WHERE about = '{id}'"
            )),
            None => change(
                world,
                &format!(
                    "UPDATE conversations SET total_tokens = 0, quality_metrics = json_set(json_remove(quality_metrics, \
                     '$.judge.question'), '$.judge.fingerprint', '{fingerprint}', '$.judge.rubric', '{FIRST_RUBRIC}') \
                     WHERE id = x'{id}'; UPDATE batch_items SET fingerprint = '{fingerprint}' WHERE about = x'{id}'"
                ),
            ),
        }
    }
    // What the migrations after 0040 made.
    let undone = "DROP TABLE judge_marks; \
                  ALTER TABLE scenario_versions DROP COLUMN source; \
                  ALTER TABLE edge_case_versions DROP COLUMN source; \
                  ALTER TABLE vocabulary_versions DROP COLUMN source; \
                  DROP INDEX conversations_by_cost; \
                  CREATE INDEX conversations_by_cost ON conversations (actual_cost_micros, id);";
    match world.postgres() {
        Some(database) => database.run(&format!("{undone} DELETE FROM dialoom_schema WHERE version > 40")),
        None => change(world, &format!("{undone} PRAGMA user_version = 40")),
    }
}

#[test]
fn marks_of_the_first_version_count_for_the_rubric_that_is_built_in_now_until_a_person_asks_anew() {
    for on_postgres in [false, true] {
        let world = World::new().asking(Protocol::OpenAi, always(Answer::Marks([8, 8, 8])));
        let made = made(2);
        let world = holding(if on_postgres { world.on_postgres() } else { world }, &made);
        world.run(["judge", "-y"]).ok();
        as_the_first_version_left_it(&world, &made);
        let mark = || stored(&world, made[0].id).2.judge.unwrap().marks.overall;
        world.stand_in.set_script(always(Answer::Marks([6, 6, 6])));
        world
            .run(["judge", "-y"])
            .ok()
            .says("nothing to ask")
            .says("answer an earlier form of the question")
            .says("--anew");
        // The tokens that nobody had counted are estimated by now.
        assert_eq!(world.number("SELECT count(*) FROM conversations WHERE total_tokens > 200 AND tokens_estimated"), 2);
        world.run(["score", "-y"]).ok().says("2 of 2 conversations change");
        let own = world.run(["judge", "--print-rubric"]).ok().stdout;
        world.write("own.md", own.replace("Length earns nothing.", "Length earns a point."));
        world.run(["judge", "-y", "--rubric", "own.md"]).ok().says("2 conversations marked");
        world.run(["judge", "-y"]).ok().says("2 conversations get back the marks");
        assert_eq!((asked(&world), mark()), (4, Some(8.0)));
        world.run(["judge", "-y", "--anew"]).ok().says("2 conversations marked");
        assert_eq!((asked(&world), mark()), (6, Some(6.0)));
        let again = world.run(["judge", "-y", "--anew"]).ok().says("nothing to ask");
        assert!(!again.stderr.contains("earlier form"), "{}", again.stderr);
        assert_eq!(asked(&world), 6);
    }
}
