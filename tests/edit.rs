//! `dialoom edit` and `dialoom create`.

use std::os::unix::fs::PermissionsExt as _;

use dialoom::domain::conversation::NewConversation;
use dialoom::domain::finding::Finding;
use dialoom::domain::status::Status;

use crate::support::sample::conversation;
use crate::support::world::World;

fn worlds() -> [World; 2] {
    [World::new(), World::new().on_postgres()]
}

/// A world whose editor runs these lines of shell; the file is `$1`.
fn with_editor(world: World, script: &str) -> World {
    let path = world.write("editor", format!("#!/bin/sh\n{script}\n"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    world.with_env("EDITOR", path)
}

/// A talk in which the checks find nothing serious.
fn good() -> NewConversation {
    let said = [
        "I left my job in May, and the old 401(k) still sits with them. Could I take it along?",
        "You can. A rollover moves it to your own account without tax, as long as the plan sends it there directly.",
        "Good to hear. My wife fears that we lose the loan her cousin wrote against the barn",
        "That loan has nothing to do with it: only what you borrowed from the plan itself would come due.",
        "Then nothing is owed. How long does such a move take, in weeks?",
        "Mostly two or three. Call the new provider first, since they fill in half of the form for you.",
        "And the shares I hold there, do they come as they are?",
        "Seldom. Most plans sell them and send the cash, so you are out of the market for some days.",
        "I can live with that, though the fear of a jump in those days will keep me awake.",
        "Put it back on the day it arrives, and write down now what you want to buy.",
    ];
    let mut good = conversation("good", 9.0, 1);
    for (turn, content) in good.turns.iter_mut().zip(said) {
        turn.content = content.into();
    }
    good
}

#[tokio::test]
async fn one_turn_is_changed_scored_found_and_undone() {
    for world in worlds() {
        let made = good();
        let shelf = world.holding(std::slice::from_ref(&made)).await;
        let id = made.id.short();
        shelf.run(["approve", &id]).ends(0);
        let before = shelf.store().await.conversation(made.id).await.unwrap();
        let edit = ["edit", &id, "--turn", "3", "--content", "-"];
        let ran = shelf.command(edit).stdin("  What does a quokka cost?\n").run().ends(0);
        ran.says(&format!("edited {id}: approved → pending review, score "));
        assert_eq!(shelf.run(["list", "--search", "quokka", "--ids"]).ends(0).stdout, format!("{id}\n"));
        let gone = made.turns[2].content.split_whitespace().last().unwrap();
        assert_eq!(shelf.run(["list", "--search", gone, "--ids"]).ends(0).stdout, "");
        let store = shelf.store().await;
        let it = store.conversation(made.id).await.unwrap();
        assert_eq!(it.turns[2].content, "What does a quokka cost?");
        assert_eq!((it.turns[2].char_count, it.conversation.approved_by), (24, None));
        let told = shelf.run(["history", &id]).ends(0).stdout;
        assert!(told.contains("rita  edit  approved → pending review\n  turn 3: [-Good"), "{told}");
        assert!(told.contains("{+"), "{told}");
        let document = shelf.run(["history", &id, "--json"]).ends(0).json();
        assert_eq!(
            document["histories"][0]["entries"][1]["earlier_text"]["turns"][2]["content"],
            made.turns[2].content
        );

        shelf.command(edit).stdin("What does a quokka cost?").run().ends(0).says("nothing was changed");
        shelf.run(["undo", "-y"]).ends(0).says("undone: edit of 1 conversation");
        let after = store.conversation(made.id).await.unwrap();
        let texts = |full: &dialoom::store::FullConversation| {
            full.turns.iter().map(|turn| turn.content.clone()).collect::<Vec<_>>()
        };
        assert_eq!(texts(&after), texts(&before));
        assert_eq!(after.conversation.quality_metrics, before.conversation.quality_metrics);
        assert_eq!(
            (after.conversation.status, after.conversation.approved_by.as_deref()),
            (Status::Approved, Some("rita"))
        );
        assert_eq!(shelf.run(["list", "--search", "quokka", "--ids"]).ends(0).stdout, "");
        assert_eq!(shelf.run(["list", "--search", gone, "--ids"]).ends(0).stdout, format!("{id}\n"));
        // The text that was undone is in the history, too.
        let told = shelf.run(["history", &id]).ends(0).stdout;
        assert!(
            told.contains("undo of edit  pending review → approved\n  turn 3: [-What does a quokka cost?-]\n  {+Good"),
            "{told}"
        );
    }
}

#[tokio::test]
async fn a_serious_finding_of_the_new_text_sends_it_to_revision_and_a_good_text_brings_it_back() {
    for world in worlds() {
        let (made, other) = (good(), conversation("other", 9.0, 2));
        let shelf = world.holding(&[made.clone(), other.clone()]).await;
        let id = made.id.short();
        let refusal = "I'm sorry, but as an AI language model I cannot help with that.";
        let ran = shelf.run(["edit", &id, "--turn", "4", "--content", refusal]).ends(0);
        ran.says("generated → needs revision").says("finding: ");
        shelf
            .run(["edit", &id, "--turn", "4", "--content", &made.turns[3].content])
            .ends(0)
            .says("needs revision → pending review");
        // The similarity index follows: with the words of the other, it is its near-duplicate, and not its own.
        let store = shelf.store().await;
        let near = |full: dialoom::store::FullConversation| {
            let found = full.conversation.quality_metrics.findings.into_iter();
            found.filter(|note| note.finding == Finding::NearDuplicate).map(|note| note.excerpt).collect::<Vec<_>>()
        };
        assert_eq!(near(store.conversation(made.id).await.unwrap()), Vec::<String>::new());
        for (number, turn) in (1..).zip(&other.turns) {
            shelf.run(["edit", &id, "--turn", &number.to_string(), "--content", &turn.content]).ends(0);
        }
        let full = store.conversation(made.id).await.unwrap();
        assert_eq!(full.conversation.status, Status::NeedsRevision);
        assert_eq!(near(full), [other.id.short()]);
    }
}

#[tokio::test]
async fn the_editor_gets_a_form_and_an_error_is_said_in_place() {
    let made = good();
    let shelf = World::new().holding(std::slice::from_ref(&made)).await;
    let id = made.id.short();
    let shelf = with_editor(shelf, "sed -i 's/^title: good/title: better/; s/^=== 10 /=== /' \"$1\"");
    shelf.run(["edit", &id]).ends(0).says("edited");
    let it = shelf.store().await.conversation(made.id).await.unwrap();
    assert_eq!(it.conversation.title, "better");
    assert_eq!(it.turns.len(), 10);
    let told = shelf.run(["history", &id]).ends(0).stdout;
    assert!(told.contains("  title: [-good-]{+better+}\n"), "{told}");
    assert!(!told.contains("  turn "), "{told}");

    let shelf = with_editor(shelf, "true");
    shelf.run(["edit", &id]).ends(0).says("nothing was changed");
    let shelf = with_editor(shelf, "exit 3");
    shelf.run(["edit", &id]).ends(1).says("editor");

    // Without a terminal nobody can mend it: the text is kept.
    let shelf = with_editor(shelf, "sed -i 's/^=== 3 user/=== 3 usr/' \"$1\"");
    let ran = shelf.run(["edit", &id]).ends(2);
    let ran = ran.says("expected the number and the speaker").says("Your text is kept in ");
    let path = ran.stderr.split("kept in ").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert!(std::fs::read_to_string(&path).unwrap().contains("=== 3 usr"));
    std::fs::remove_file(path).unwrap();

    // At one, the editor opens again with the fault above its line.
    let script = "if grep -q '^#! dialoom: expected the number' \"$1\"; then sed -i 's/usr/user/; s/^title: .*/title: third/' \"$1\"; \
        else sed -i 's/^=== 3 user/=== 3 usr/' \"$1\"; fi";
    let shelf = with_editor(shelf, script);
    let (code, screen) = shelf.terminal(&["edit", &id], (30, 80)).end();
    assert_eq!(code, 0, "{screen}");
    assert_eq!(shelf.store().await.conversation(made.id).await.unwrap().conversation.title, "third");
}

#[tokio::test]
async fn what_cannot_be_edited_is_said_before_anything_changes() {
    let made = good();
    let shelf = World::new().holding(std::slice::from_ref(&made)).await;
    let id = made.id.short();
    let cases: &[(&[&str], &str)] = &[
        (&["edit"], "no conversation is selected"),
        (&["edit", &id], "without a terminal"),
        (&["edit", &id, "--turn", "11", "--content", "x"], "there is no turn 11: the conversation has 10"),
        (&["edit", &id, "--turn", "1", "--content", "  "], "--content is empty"),
        (&["edit", &id, "--turn", "1"], "--content"),
        (&["edit", &id, "--content", "x"], "--turn"),
    ];
    for (line, expected) in cases {
        shelf.run(*line).ends(2).says(expected);
    }
    // Somebody else changes it while the editor is open.
    let shelf = with_editor(
        shelf,
        &format!("sed -i s/good/mine/ \"$1\"; {} approve {id} --user olga", env!("CARGO_BIN_EXE_dialoom")),
    );
    let ran = shelf.run(["edit", &id]).ends(2);
    ran.says(&format!("olga changed {id} meanwhile")).says("Your text is kept in ");
    assert_eq!(shelf.store().await.conversation(made.id).await.unwrap().conversation.title, "good");
}

#[tokio::test]
async fn a_conversation_by_hand_is_a_draft_that_can_be_decided_and_undone() {
    for world in worlds() {
        let form =
            "title: Start\npersona: Nurse\n\n=== 1 user ===\nWhere do I begin?\n\n=== 2 assistant ===\nWith a list.\n";
        world.command(["create"]).stdin(form).run().ends(2).says("emotion is missing");
        let ran = world.command(["create", "--emotion", "worried"]).stdin(form).run().ends(0);
        let id = ran.stdout.trim().to_owned();
        ran.says(&format!("created {id} as draft"));
        let document = world.run(["show", &id, "--json"]).ends(0).json();
        let it = &document["conversations"][0];
        assert_eq!(
            (&it["status"], &it["title"], &it["provider"]),
            (&"draft".into(), &"Start".into(), &serde_json::Value::Null)
        );
        assert_eq!(world.run(["list", "needs-review", "--ids"]).ends(0).stdout, format!("{id}\n"));
        world.run(["approve", &id]).ends(0);
        let exported = world.run(["export"]).ends(0).stdout;
        assert!(exported.contains("Where do I begin?"), "{exported}");
        world.run(["undo", "-y"]).ends(0);
        world.run(["undo", "-y"]).ends(0).says("undone: creation of 1 conversation");
        assert_eq!(world.run(["list", "--ids"]).ends(0).stdout, "");
    }
}

#[tokio::test]
async fn an_emptied_text_is_given_up_and_a_failed_editor_says_why() {
    let cases = [
        (": > \"$1\"", "the text was emptied; nothing was changed"),
        ("exit 3", "failed: it ended with exit code 3"),
        ("no-such-editor \"$1\"; exit $?", "failed: there is no such program"),
    ];
    for (script, expected) in cases {
        let shelf = with_editor(World::new(), script).holding(&[good()]).await;
        let id = shelf.run(["list", "--ids"]).ok().stdout;
        let output = shelf.run(["edit", id.trim()]);
        assert!(output.stderr.contains(expected), "{script}: {}", output.stderr);
        assert!(!output.stderr.contains("is kept in"), "{script}: {}", output.stderr);
    }
    World::new().command(["create"]).stdin("").run().fails(2).says("nothing came on stdin");
}
