//! `kill -9` at any moment, then the same command.

use std::time::Duration;

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, always, slow};
use crate::support::world::World;

#[test]
fn killed_at_any_moment_the_same_command_makes_each_conversation_once() {
    for moment in [0, 1, 4, 7, 11] {
        let shop = World::new().asking(Protocol::Anthropic, slow(60)).plan(14, "concurrency = 3");
        let mut in_flight = 0;
        for again in 0..2 {
            let live = shop.start(["batch", "run", "plan.toml"]);
            let before = shop.stand_in.journal().len();
            let until = if again == 0 { moment } else { before + 1 };
            if moment == 0 && again == 0 {
                std::thread::sleep(Duration::from_millis(60));
            } else {
                wait_until("calls", || shop.stand_in.journal().len() > until.min(13));
            }
            live.signal("KILL");
            assert_eq!(live.end().code, None);
            in_flight += 3;
        }
        shop.work(&[]).ok();
        shop.is_complete(14);
        let twice: usize = shop.stand_in.paid_twice().iter().map(|(_, times)| times - 1).sum();
        assert!(twice <= in_flight, "{twice} paid twice with at most {in_flight} in flight");
        assert_eq!(shop.number("SELECT count(*) FROM batch_items WHERE conversation_id IS NULL"), 0);
        let turns = "SELECT count(*) FROM conversations c WHERE (SELECT count(*) FROM conversation_turns t WHERE \
                     t.conversation_id = c.id) <> 10 OR NOT EXISTS (SELECT 1 FROM generation_logs l WHERE \
                     l.conversation_id = c.id AND l.status = 'success')";
        assert_eq!(shop.number(turns), 0, "conversation, turns and log row come together or not at all");
    }
}

#[test]
fn two_processes_at_the_same_batch_make_no_item_twice_and_both_end() {
    let shop = World::new().asking(Protocol::OpenAi, slow(80)).plan(40, "concurrency = 2");
    let line = ["batch", "run", "plan.toml"];
    // At the very same time: who comes second finds a batch that was not there when it looked.
    let both = [shop.start(line), shop.start(line)];
    for live in both {
        live.end().ok();
    }
    shop.is_complete(40);
    assert_eq!((shop.stand_in.delivered(), shop.stand_in.paid_twice()), (40, vec![]));
}

#[test]
fn a_second_process_takes_over_what_a_killed_one_held() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Hang)).plan(3, "");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("three calls", || shop.stand_in.journal().len() == 3);
    live.signal("KILL");
    live.end();
    assert_eq!(shop.number("SELECT count(*) FROM batch_items WHERE state = 'running'"), 3);
    shop.stand_in.set_script(always(Answer::Good));
    shop.run(["batch", "resume", "shop"]).ok();
    shop.is_complete(3);
}

#[test]
fn a_batch_killed_after_its_last_answer_and_before_its_end_is_completed_by_the_same_command() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(2, "");
    shop.work(&[]).ok();
    let set = |status: &str| {
        let sql = format!("UPDATE batch_jobs SET status = '{status}', completed_at = NULL");
        shop.sql(async |connection| {
            sqlx::query(sqlx::AssertSqlSafe(sql)).execute(connection).await.unwrap();
        });
    };
    for status in ["running", "paused", "failed"] {
        for line in [&["batch", "run", "plan.toml", "--json"][..], &["batch", "resume", "shop", "--json"]] {
            set(status);
            let told = shop.run(line).ok().json();
            assert_eq!(told["batch"]["status"], "completed", "{status}");
            assert!(told["batch"]["completed_at"].is_string(), "{told}");
            assert_eq!(shop.standing().0, "completed", "{status}");
        }
    }
    set("cancelled");
    shop.run(["batch", "resume", "shop"]).ok();
    assert_eq!(shop.standing().0, "cancelled", "its owner's word stands");
    assert_eq!(shop.stand_in.delivered(), 2);
}
