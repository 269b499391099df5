//! `dialoom judge`: marks stored, low ones found, and each text paid for once.

use dialoom::domain::conversation::NewConversation;
use dialoom::domain::finding::Finding;
use dialoom::domain::ids::ConversationId;
use dialoom::domain::quality::QualityMetrics;
use dialoom::domain::status::Status;

use crate::support::output::Output;
use crate::support::process::wait_until;
use crate::support::sample::conversation;
use crate::support::stand_in::{Answer, MarksFault, Protocol, Script, StandIn, always, every_time, slow};
use crate::support::world::World;

/// Calls at any pace, without long delays before a retry.
const SETTINGS: &str = "[limits]\nrequests = \"none\"\nretry_base_ms = 5\nretry_cap_ms = 20\n[judge]\nmodel = \"a-judge\"\n\
                        [prices.\"a-judge\"]\ninput = 15\noutput = 75\n";

pub(crate) fn made(number: usize) -> Vec<NewConversation> {
    (1..=number).map(|number| conversation(&format!("Talk {number:02}"), 10.0, number as i64)).collect()
}

pub(crate) fn holding(world: World<StandIn>, conversations: &[NewConversation]) -> World<StandIn> {
    tokio::runtime::Runtime::new().unwrap().block_on(world.settings(SETTINGS).holding(conversations))
}

/// A judge that answers by this script, and so many conversations.
pub(crate) fn court(number: usize, script: Script) -> (World<StandIn>, Vec<NewConversation>) {
    let made = made(number);
    (holding(World::new().asking(Protocol::OpenAi, script), &made), made)
}

pub(crate) fn stored(world: &World<StandIn>, id: ConversationId) -> (Status, f64, QualityMetrics) {
    let store = async {
        let it = world.store().await.conversation(id).await.unwrap().conversation;
        (it.status, it.quality_score.unwrap().points(), it.quality_metrics)
    };
    tokio::runtime::Runtime::new().unwrap().block_on(store)
}

pub(crate) fn asked(world: &World<StandIn>) -> usize {
    world.stand_in.journal().iter().filter(|entry| entry.protocol != Protocol::Other).count()
}

pub(crate) fn change(world: &World<StandIn>, sql: &str) {
    let sql = sql.to_owned();
    world.sql(async |connection| {
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(connection).await.unwrap();
    });
}

/// Every conversation has marks, and no text was paid for twice.
#[track_caller]
fn all_are_marked_once(world: &World<StandIn>, number: usize) {
    let marked = "SELECT count(*) FROM conversations WHERE json_extract(quality_metrics, '$.judge.overall') > 0";
    assert_eq!(world.number(marked), number as i64);
    assert_eq!((world.stand_in.delivered(), world.stand_in.paid_twice()), (number, vec![]));
}

#[test]
fn marks_make_the_blended_score_low_ones_are_findings_and_a_decision_stays() {
    for on_postgres in [false, true] {
        let world = World::new().asking(Protocol::Anthropic, every_time("Talk 02", Answer::Marks([7, 2, 3])));
        let world = if on_postgres { world.on_postgres() } else { world };
        let made = made(3);
        let world = holding(world, &made);
        world.run(["approve", &made[2].id.short()]).ok();
        world.stand_in.set_script(always(Answer::Marks([7, 2, 3])));
        world
            .run(["judge", &made[1].id.short(), &made[2].id.short()])
            .ok()
            .prints("3/7/2")
            .says("2 conversations marked");
        world.stand_in.set_script(always(Answer::Marks([8, 9, 8])));
        let told = world.run(["judge", "-y", "--json"]).ok().json()["judged"].clone();
        assert_eq!((told["judged"].as_u64(), told["low"].as_u64()), (Some(1), Some(0)), "{told}");

        // 10 turns: 3.0; 200 tokens: 0.8; the mean of 8, 9 and 8: 4.17.
        let (status, score, metrics) = stored(&world, made[0].id);
        assert_eq!((status, score, metrics.findings), (Status::Generated, 8.0, vec![]));
        let judgement = metrics.judge.unwrap();
        assert_eq!((judgement.model.as_str(), judgement.reasons.len(), judgement.min_mark), ("a-judge", 3, 6));
        assert!(judgement.reasons.values().all(|reason| reason.turn > 0 && !reason.quote.is_empty()));

        let (status, score, metrics) = stored(&world, made[1].id);
        let low: Vec<_> = metrics.findings.iter().map(|note| (note.finding, note.is_serious())).collect();
        assert_eq!((status, score), (Status::NeedsRevision, 5.8));
        assert_eq!(low, [(Finding::LowMark, true), (Finding::LowMark, true)]);
        let (status, _, metrics) = stored(&world, made[2].id);
        assert!(status == Status::Approved && metrics.has_serious_finding(), "a decided one keeps its status");

        // The marks survive a new look by the checks, and nothing is asked again.
        world.run(["score", "-y"]).ok();
        assert_eq!(stored(&world, made[1].id).1, 5.8);
        world.run(["judge", "-y"]).ok().says("nothing to ask");
        assert_eq!(asked(&world), 3);
        let stats = world.run(["stats", "--json"]).ok().json();
        assert_eq!(stats["calls"]["calls"], 3, "{}", stats["calls"]);
        assert_eq!(world.run(["batch", "list", "--json"]).ok().json()["batches"], serde_json::json!([]));
    }
}

#[test]
fn a_second_run_asks_nothing_and_a_changed_text_or_rubric_is_asked_again() {
    let (world, made) = court(2, always(Answer::Good));
    world.run(["judge", "-y"]).ok();
    world.run(["judge", "-y", "--min-quality", "1"]).ok().says("nothing to ask");
    assert_eq!(asked(&world), 2);
    change(
        &world,
        "UPDATE conversation_turns SET content = content || ' And more.' WHERE content LIKE 'Talk 01, part 2:%'",
    );
    world.run(["judge", "-y"]).ok().says("1 conversation marked");
    world.write("rubric.md", "# Mark it\n\nAll that is polite is bad.");
    world.run(["judge", "-y", "--rubric", "rubric.md"]).ok().says("2 conversations marked");
    world.run(["judge", "-y", "--rubric", "rubric.md"]).ok().says("nothing to ask");
    assert_eq!(asked(&world), 5);
    // The marks of the first rubric are kept, and count again.
    world.run(["judge", "-y"]).ok().says("2 conversations get back the marks of this judge and rubric");
    world.run(["judge", "-y", "--model", "another-judge"]).ok().says("2 conversations marked");
    assert_eq!(asked(&world), 7);
    let log = "SELECT count(*) FROM generation_logs WHERE conversation_id IS NOT NULL AND cost_micros > 0 AND \
               batch_id IN (SELECT id FROM batch_jobs WHERE type = 'validation')";
    assert_eq!(world.number(log), 7);
    assert_eq!(stored(&world, made[0].id).2.judge.unwrap().model, "another-judge");
}

#[test]
fn another_lowest_mark_renews_the_findings_and_asks_nothing() {
    for on_postgres in [false, true] {
        let world = World::new().asking(Protocol::OpenAi, every_time("Talk 02", Answer::Marks([9, 9, 9])));
        let world = if on_postgres { world.on_postgres() } else { world };
        let made = made(2);
        let world = holding(world, &made);
        world.stand_in.set_script(always(Answer::Marks([7, 8, 7])));
        world.run(["judge", "-y"]).ok();
        let low = |id: ConversationId| {
            let metrics = stored(&world, id).2;
            let low = metrics.findings.iter().filter(|note| note.finding == Finding::LowMark).count();
            (low, metrics.judge.unwrap().min_mark)
        };
        assert_eq!(low(made[0].id), (0, 6));
        let dry =
            world.run(["judge", "--min-mark", "8", "--dry-run", "--json"]).ok().json()["dry_run"]["survey"].clone();
        assert_eq!((dry["open"].as_u64(), dry["renewed"].as_u64()), (Some(0), Some(2)), "{dry}");
        world.run(["judge", "--min-mark", "8", "--dry-run"]).ok().says("2 conversations would get other findings");
        assert_eq!(low(made[0].id), (0, 6), "a dry run changes nothing");
        world.run(["judge", "--min-mark", "8"]).ok().says("2 conversations get other findings");
        assert_eq!((low(made[0].id), low(made[1].id)), ((2, 8), (2, 8)));
        world.run(["list", "--finding", "low_mark", "--ids"]).ok().prints(&made[0].id.short());

        // The same through `score`, which keeps it afterwards.
        world.run(["score", "--min-mark", "11"]).fails(2).says("--min-mark is 11; expected 1 to 10");
        let told = world.run(["score", "--min-mark", "9", "--dry-run"]).ok();
        told.prints("OTHER").prints("lowest mark ");
        world.run(["score", "--min-mark", "9", "-y"]).ok().says("changed 2 conversations");
        assert_eq!(low(made[0].id), (3, 9));
        world.run(["score", "-y"]).ok();
        assert_eq!(low(made[0].id), (3, 9));
        world.run(["judge", "--min-mark", "5"]).ok();
        assert_eq!((low(made[0].id), asked(&world)), ((0, 5), 2));
    }
}

#[test]
fn an_estimate_follows_earlier_calls_of_the_same_judge_and_rubric() {
    for on_postgres in [false, true] {
        let world = World::new().asking(Protocol::OpenAi, always(Answer::Good));
        let world = if on_postgres { world.on_postgres() } else { world };
        let made = made(3);
        let world = holding(world, &made);
        let estimate = |flags: &[&str]| {
            let words = [&["judge", "--dry-run", "--json"], flags].concat();
            world.run(words).ok().json()["dry_run"]["survey"]["estimate"].clone()
        };
        assert_eq!(estimate(&[])["measured"], false);
        world.run(["judge", &made[0].id.short()]).ok();
        let used = world.run(["stats", "--json"]).ok().json()["calls"].clone();
        let measured = estimate(&[]);
        assert_eq!((measured["calls"].as_u64(), &measured["measured"]), (Some(2), &true.into()), "{measured}");
        let each = |tokens: &str| used[tokens].as_u64().map(|tokens| 2 * tokens);
        assert_eq!(measured["output_tokens"].as_u64(), each("output_tokens"), "{used}");
        assert_eq!(measured["input_tokens"].as_u64(), each("input_tokens"), "{used}");
        assert_eq!(estimate(&["--model", "another-judge"])["measured"], false);
        world.write("rubric.md", "# Mark it\n\nAll that is polite is bad.");
        assert_eq!(estimate(&["--rubric", "rubric.md"])["measured"], false);
    }
}

#[test]
fn marks_that_break_the_rules_are_asked_for_again_and_then_the_conversation_fails_with_a_name() {
    let faults = [
        (MarksFault::OutOfRange, "marks_out_of_range"),
        (MarksFault::NotWhole, "marks_not_whole"),
        (MarksFault::NoQuote, "marks_without_quote"),
        (MarksFault::QuoteElsewhere, "marks_quote_not_in_text"),
    ];
    for (fault, code) in faults {
        let (world, made) = court(2, every_time("Talk 02", Answer::FaultyMarks(fault)));
        let output = world.run(["judge", "-y", "--concurrency", "1"]).fails(3);
        let output = output.says(code).says("1 conversation got no marks").says("1 conversation marked");
        drop(output);
        let kept = format!(
            "SELECT count(*) FROM generation_logs WHERE error_code = '{code}' AND response IS NOT NULL AND \
             conversation_id IS NOT NULL AND cost_micros > 0"
        );
        assert_eq!(world.number(&kept), 3, "one call and two retries, each with its raw answer");
        assert_eq!(stored(&world, made[1].id).2.judge, None);
        world.stand_in.set_script(always(Answer::Good));
        world.run(["judge", "-y"]).ok().says("1 conversation marked");
    }
}

#[test]
fn killed_at_any_moment_the_same_command_goes_on() {
    for moment in [0, 2, 5, 9] {
        let (world, _) = court(12, slow(60));
        let live = world.start(["judge", "-y"]);
        wait_until("calls", || asked(&world) > moment);
        live.signal("KILL");
        assert_eq!(live.end().code, None);
        world.run(["judge", "-y"]).ok();
        let marked = "SELECT count(*) FROM conversations WHERE json_extract(quality_metrics, '$.judge.overall') > 0";
        assert_eq!(world.number(marked), 12);
        let twice: usize = world.stand_in.paid_twice().iter().map(|(_, times)| times - 1).sum();
        assert!(twice <= 3, "{twice} paid twice with at most 3 in flight");
        assert_eq!(world.number("SELECT count(*) FROM batch_jobs"), 1, "the same command is the same job");
    }
}

#[test]
fn a_command_with_other_filters_takes_over_what_a_killed_one_left() {
    let (world, _) = court(6, always(Answer::Hang));
    let live = world.start(["judge", "-y"]);
    wait_until("three calls", || asked(&world) == 3);
    live.signal("KILL");
    live.end();
    world.stand_in.set_script(always(Answer::Good));
    world.run(["judge", "-y", "--min-quality", "1"]).ok().says("6 conversations marked");
    all_are_marked_once(&world, 6);
    assert!(world.number("SELECT sum(uncertain_cost_micros) FROM batch_jobs") >= 0);
    world.run(["judge", "-y"]).ok().says("nothing to ask");
}

#[test]
fn two_commands_at_once_with_any_filters_pay_for_each_text_once() {
    for (one, other) in [(&[][..], &[][..]), (&[], &["--min-quality", "1"])] {
        let (world, _) = court(16, slow(50));
        let line = |more: &[&'static str]| [&["judge", "-y", "--concurrency", "2"], more].concat();
        let both = [world.start(line(one)), world.start(line(other))];
        for live in both {
            live.end().ok();
        }
        all_are_marked_once(&world, 16);
        assert_eq!(world.number("SELECT count(*) FROM batch_items WHERE state <> 'completed'"), 0);
    }
}

#[test]
fn the_budget_stops_it_and_the_same_command_with_more_goes_on() {
    let (world, _) = court(6, always(Answer::Good));
    let stopped = world.run(["judge", "-y", "--max-cost", "0.35", "--concurrency", "1"]).fails(4);
    drop(stopped.says("of the budget is left").says("dialoom judge -y --concurrency 1 --max-cost"));
    let before = asked(&world);
    assert!((1..6).contains(&before), "{before} asked");
    let spent = world.number("SELECT sum(cost_micros) FROM generation_logs");
    assert!(spent > 0 && spent <= 350_000, "{spent} micro-dollars");
    world.run(["judge", "-y", "--max-cost", "0.2", "--concurrency", "1"]).fails(4);
    assert_eq!(asked(&world), before, "a budget counts all runs of the command");
    world.run(["judge", "-y", "--max-cost", "9"]).ok();
    all_are_marked_once(&world, 6);
    let today = world.number("SELECT sum(actual_cost_micros) FROM daily_costs");
    assert_eq!(today, world.number("SELECT sum(cost_micros) FROM generation_logs"));
}

#[test]
fn an_interrupted_command_saves_what_is_in_flight() {
    let (world, _) = court(8, slow(400));
    let live = world.start(["judge", "-y"]);
    wait_until("three calls", || asked(&world) == 3);
    live.signal("INT");
    let output: Output = live.end().ends(130);
    drop(output.says("left; go on with: dialoom judge -y"));
    world.stand_in.set_script(always(Answer::Good));
    world.run(["judge", "-y"]).ok().says("5 conversations marked");
    all_are_marked_once(&world, 8);
}

#[test]
fn marks_that_the_database_does_not_take_are_spooled_and_not_paid_for_again() {
    let (world, made) = court(3, slow(1000));
    let live = world.start(["judge", "-y"]);
    wait_until("three calls", || asked(&world) == 3);
    change(
        &world,
        "CREATE TRIGGER refuses BEFORE INSERT ON generation_logs BEGIN SELECT RAISE(ABORT, 'none today'); END",
    );
    live.signal("INT");
    drop(live.end().ends(130).says("3 answers could not be saved"));
    change(&world, "DROP TRIGGER refuses");
    world.run(["judge", "-y"]).ok().says("replayed 3 answers");
    all_are_marked_once(&world, 3);
    assert!(stored(&world, made[0].id).2.judge.is_some());
}

#[test]
fn marks_for_a_text_that_changed_meanwhile_stay_in_the_log_alone() {
    let (world, made) = court(1, slow(1500));
    let live = world.start(["judge", "-y"]);
    wait_until("a call", || asked(&world) == 1);
    change(&world, "UPDATE conversation_turns SET content = content || ' And more.'");
    live.end().ok();
    assert_eq!(stored(&world, made[0].id).2.judge, None);
    let log = "SELECT count(*) FROM generation_logs WHERE error_code = 'text_changed' AND response LIKE '%overall%'";
    assert_eq!(world.number(log), 1);
    world.stand_in.set_script(always(Answer::Good));
    world.run(["judge", "-y"]).ok().says("1 conversation marked");
}

#[test]
fn marks_that_come_after_a_deletion_go_with_the_trash_and_after_a_purge_leave_no_text() {
    let texts = "SELECT count(*) FROM generation_logs WHERE response IS NOT NULL OR request IS NOT NULL";
    for on_postgres in [false, true] {
        for verb in ["delete", "purge"] {
            let made = made(1);
            let world = World::new().asking(Protocol::OpenAi, slow(1500));
            let world = holding(if on_postgres { world.on_postgres() } else { world }, &made);
            let id = made[0].id.short();
            let live = world.start(["judge", "-y"]);
            wait_until("a call", || asked(&world) == 1);
            world.run([verb, &id, "-y"]).ok();
            live.end();
            assert_eq!(world.number("SELECT count(*) FROM generation_logs WHERE cost_micros > 0"), 1, "it was paid");
            assert_eq!(world.number(texts), i64::from(verb == "delete"), "{verb}");
            if verb == "delete" {
                world.run(["purge", "--trash", "-y"]).ok().says("the texts of 1 call");
                assert_eq!(world.number(texts), 0);
            }
        }
    }
}

#[test]
fn it_says_who_judges_what_it_costs_and_what_is_missing() {
    let (world, made) = court(2, always(Answer::Good));
    world
        .run(["judge", "--dry-run"])
        .ok()
        .prints("a-judge (openai)")
        .prints("2 (2 to ask, 0 marked before)")
        .prints("at worst");
    world.run(["judge"]).fails(2).says("cannot ask without a terminal").says("--yes");
    world.run(["judge", "--min-mark", "11", "-y"]).fails(2).says("--min-mark is 11; expected 1 to 10");
    world.run(["judge", &made[0].id.short(), "--min-quality", "1"]).fails(2).says("Give ids or filters");
    world.run(["judge", "-y", "--rubric", "no.md"]).fails(2).says("the rubric no.md cannot be read");
    world.write("empty.md", " \n");
    world.run(["judge", "-y", "--rubric", "empty.md"]).fails(2).says("the rubric empty.md is empty");
    world.run(["judge", "--print-rubric"]).ok().prints("## Accuracy");
    assert_eq!(asked(&world), 0);
    world.write("dialoom.toml", SETTINGS.replace("model = \"a-judge\"", "min_mark = 0"));
    world.run(["judge", "-y"]).fails(2).says("dialoom.toml:6: judge.min_mark");
    world.write("dialoom.toml", SETTINGS.replace("model = \"a-judge\"", "min_mark = 7"));
    world
        .run(["judge", "-y"])
        .fails(2)
        .says("no judge is named")
        .says("dialoom judge --provider anthropic --model MODEL");
    world.run(["judge", "--print-rubric", "--json"]).ok().prints("\"rubric\":");
}

#[test]
fn marks_are_compared_with_what_people_decided() {
    let (world, made) = court(24, always(Answer::Marks([8, 8, 8])));
    let ids = |from: usize, to: usize| made[from..to].iter().map(|new| new.id.short()).collect::<Vec<_>>();
    world.run(["judge", "--calibrate"]).ok().says("no conversation that matches has marks");
    world.run([vec!["judge".to_owned()], ids(0, 12)].concat()).ok();
    world.stand_in.set_script(always(Answer::Marks([4, 4, 4])));
    world.run(["judge", "-y"]).ok();
    world.run(["judge", "--calibrate"]).ok().prints("Too few decisions to tell");
    world.run([vec!["approve".to_owned()], ids(0, 11)].concat()).ok();
    let reject = ["reject", "--reason", "dull"].map(str::to_owned).to_vec();
    world.run([reject, ids(12, 23)].concat()).ok();
    world.run(["judge", "--calibrate"]).ok().prints("People approve").says("24 calls of this judge cost");
    let told = world.run(["judge", "--calibrate", "--json"]).ok().json()["calibration"][0].clone();
    assert_eq!((told["model"].as_str(), told["is_enough"].as_bool()), (Some("a-judge"), Some(true)), "{told}");
    assert_eq!((told["undecided"].as_u64(), told["calibration"]["approved"].as_u64()), (Some(2), Some(11)), "{told}");
    assert_eq!(told["apart_in_all"].as_u64(), Some(0), "{told}");
    world.run(["approve", &made[23].id.short()]).ok();
    let id = made[23].id.short();
    let told = world.run(["judge", "--calibrate"]).ok();
    told.prints("1 decision against the mark:").prints(&id).says(&format!("dialoom show {id}"));
    let told = world.run(["judge", "--calibrate", "--json"]).ok().json()["calibration"][0]["apart"].clone();
    assert_eq!(told, serde_json::json!([{ "id": id, "mark": 4.0, "approved": true }]));
    assert_eq!(asked(&world), 24, "it asks nobody");
}
