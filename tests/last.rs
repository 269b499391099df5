//! `@last` in place of an id or the name of a batch.

use dialoom::domain::conversation::NewConversation;

use crate::support::sample::conversation;
use crate::support::world::World;

fn by(title: &str, hour: i64, user: &str) -> NewConversation {
    NewConversation { created_by: user.into(), ..conversation(title, 8.0, hour) }
}

#[tokio::test]
async fn it_is_the_newest_conversation_of_this_user() {
    let shelf = World::new().holding(&[by("Old", 0, "rita"), by("Mine", 1, "rita"), by("Theirs", 2, "ann")]).await;
    shelf.run(["show", "@last"]).ok().prints("Mine");
    shelf.run(["show", "@LAST", "--user", "ann"]).ok().prints("Theirs");
    shelf.command(["show", "-"]).stdin("@last\n").run().ok().prints("Mine");
    shelf.run(["approve", "@last"]).ok().prints("Mine");
    shelf.run(["export", "@last", "--format", "markdown"]).ok().prints("## Mine");
    let failed = shelf.run(["show", "@last", "--user", "zoe"]).fails(2);
    failed.says("there is no @last: \"zoe\" has made no conversation").says("dialoom list");
}

#[tokio::test]
async fn it_is_the_newest_export_of_this_user() {
    for world in [World::new(), World::new().on_postgres()] {
        let shelf = world.holding(&[by("Mine", 0, "rita")]).await;
        shelf.run(["exports", "show", "@last"]).fails(2).says("there is no @last: \"rita\" has made no export");
        shelf.run(["approve", "@last"]).ok();
        shelf.run(["export", "-o", "first.jsonl"]).ok();
        shelf.run(["export", "-o", "second.jsonl"]).ok();
        shelf.run(["export", "-o", "theirs.jsonl", "--user", "ann"]).ok();
        shelf.run(["exports", "show", "@last"]).ok().prints("second.jsonl");
        shelf.run(["exports", "verify", "@last", "--user", "ann"]).ok().prints("theirs.jsonl");
        shelf.run(["exports", "again", "@last", "-o", "third.jsonl"]).ok();
    }
}

#[test]
fn it_is_the_newest_batch_of_this_user() {
    let shop = World::new().plan(2, "");
    let run = |name: &str, user: &str| {
        shop.work(&["--provider", "simulator", "--name", name, "--user", user]).ok();
    };
    shop.run(["batch", "status", "@last"]).fails(2).says("there is no @last: \"rita\" has made no batch");
    run("first", "rita");
    run("second", "rita");
    run("third", "ann");
    shop.run(["batch", "status", "@last"]).ok().prints("second");
    shop.run(["batch", "status", "@last", "--user", "ann"]).ok().prints("third");
    let listed = shop.run(["list", "--batch", "@last", "--json"]).ok().json();
    assert_eq!(listed["conversations"][0]["batch"], "second");
    shop.run(["batch", "resume", "@last"]).ok().says("batch \"second\" already has its 2 conversations");
    shop.work(&["--name", "@last", "--provider", "simulator"]).fails(2).says("stands for the newest batch");
}
