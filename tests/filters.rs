//! Filters by persona, emotion, topic, category and parameter: what a text matches in which command.

use dialoom::domain::conversation::NewConversation;
use serde_json::Value;

use crate::support::sample::conversation;
use crate::support::world::World;

fn made() -> Vec<NewConversation> {
    let subjects =
        [("Anxious Investor", "fear"), ("anxious investor, 60", "FEAR of loss"), ("Ärztin im Ruhestand", "Scham")];
    (0..)
        .zip(subjects)
        .map(|(number, (persona, emotion))| {
            let mut new = conversation(&format!("Talk {number}"), 9.0, number);
            (new.subject.persona, new.subject.emotion) = (persona.into(), emotion.into());
            new.categories = vec![["saving", "tax & law"][(number % 2) as usize].into()];
            new.parameters = [("vary.channel".into(), ["phone", "text chat"][(number % 2) as usize].into())].into();
            new
        })
        .collect()
}

fn titles(document: &Value) -> Vec<&str> {
    document["conversations"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect()
}

async fn on_both(test: impl AsyncFn(World)) {
    for world in [World::new(), World::new().on_postgres()] {
        test(world.holding(&made()).await).await;
    }
}

#[tokio::test]
async fn commands_that_read_match_parts_and_commands_that_decide_match_whole_values() {
    on_both(async |world| {
        let cases: &[(&[&str], &[&str])] = &[
            (&["--persona", "INVEST"], &["Talk 0", "Talk 1"]),
            (&["--persona", "=anxious INVESTOR"], &["Talk 0"]),
            (&["--persona=~ärzt"], &["Talk 2"]),
            (&["--persona", "ÄRZT", "--emotion", "cha"], &["Talk 2"]),
            (&["--emotion", "fear", "--persona", "60"], &["Talk 1"]),
            (&["--persona", "ruhe", "--persona", "=Anxious Investor"], &["Talk 0", "Talk 2"]),
            (&["--persona", "%"], &[]),
            (&["--category", "tax & law"], &["Talk 1"]),
            (&["--param", "channel=phone"], &["Talk 0", "Talk 2"]),
            (&["--param", "vary.channel=phone", "--param", "channel=text chat"], &[]),
        ];
        for (flags, expected) in cases {
            let listed = world.run([&["list", "--json", "--asc"][..], flags].concat()).ok().json();
            assert_eq!(titles(&listed), *expected, "{flags:?}");
        }
        let of = |flags: &[&str]| world.run([&["stats", "--json"][..], flags].concat()).ok().json();
        assert_eq!(of(&["--persona", "invest"])["totals"]["conversations"], 2);
        for (command, hint) in [
            (&["approve", "--dry-run"][..], "dialoom approve --dry-run --persona '~anxious'"),
            (&["reject", "--reason", "x", "--dry-run"], "dialoom reject --reason x --dry-run --persona '~anxious'"),
            (&["delete", "--dry-run"], "dialoom delete --dry-run --persona '~anxious'"),
            (&["purge", "-y"], "dialoom purge -y --persona '~anxious'"),
            (&["score", "--dry-run"], "dialoom score --dry-run --persona '~anxious'"),
        ] {
            let ran = world.run([command, &["--persona", "anxious"]].concat()).ok();
            let said = format!("no conversation has the persona \"anxious\"; to match a part (2 personas): {hint}");
            assert!(ran.stderr.contains(&said), "{command:?}: {}", ran.stderr);
        }
        let planned =
            |text: &str| world.run(["approve", "--persona", text, "--dry-run", "--json"]).ok().json()["count"].clone();
        assert_eq!([planned("anxious"), planned("~anxious"), planned("Anxious INVESTOR")], [0, 2, 1]);
        world.run(["approve", "--persona", "~ "]).fails(2).says("at least one letter");
        world.run(["list", "--param", "channel"]).fails(2).says("expected NAME=VALUE");
        // The suggested command works as typed.
        assert_eq!(world.run(["purge", "-y", "--persona", "~anxious"]).ok().stdout.lines().count(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_value_that_no_conversation_has_is_offered_the_nearest() {
    let world = World::new().holding(&made()).await;
    world.run(["list", "--persona", "Anxius Investor"]).ok().says("a persona with \"Anxius Investor\"; did you mean");
    world.run(["list", "--emotion", "Schem"]).ok().says("an emotion with \"Schem\"; did you mean \"Scham\"?");
    world.run(["approve", "-y", "--emotion", "Schem"]).ok().says("has the emotion \"Schem\"; did you mean \"Scham\"?");
}

#[tokio::test]
async fn completion_knows_categories_and_parameters() {
    on_both(async |world| {
        let found = |line: &str| world.run(["complete", "--line", line]).ok().stdout;
        assert_eq!(found("dialoom list --category ta"), "tax\\ \\&\\ law\n");
        assert_eq!(found("dialoom approve --param vary.channel=p"), "vary.channel=phone\n");
    })
    .await;
}
