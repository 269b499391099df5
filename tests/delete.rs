//! `dialoom delete`.

use crate::support::sample::conversation;
use crate::support::world::World;

#[tokio::test]
async fn what_is_deleted_is_in_no_list_and_undo_brings_it_back() {
    for world in [World::new(), World::new().on_postgres()] {
        let made = [conversation("low", 4.0, 0), conversation("fair", 7.0, 1), conversation("good", 9.0, 2)];
        let shelf = world.holding(&made).await;
        let ids: Vec<String> = made.iter().map(|one| one.id.short()).collect();
        shelf.run(["approve", &ids[2]]).ends(0);

        shelf.run(["delete", &ids[0]]).ends(2).says(&format!("delete {} (\"low\")", ids[0])).says("--yes");
        shelf.run(["delete", &ids[2], &ids[0], "-y"]).ends(2).says(&format!("{} is approved", ids[2])).says("--force");
        let document = shelf.run(["delete", "--min-quality", "7", "--dry-run", "--json"]).ends(0).json();
        assert_eq!((&document["count"], &document["left_out"]["approved"]), (&1.into(), &1.into()));
        let ran = shelf.run(["delete", "--min-quality", "7", "-y"]).ends(0);
        assert_eq!(ran.stdout, format!("ID\tSTATUS\tTITLE\n{}\tgenerated\tfair\n", ids[1]));
        ran.says("left out: 1 approved conversation").says("deleted 1 conversation").says("dialoom undo");
        assert_eq!(shelf.run(["list", "--ids"]).ends(0).stdout, format!("{}\n{}\n", ids[2], ids[0]));
        shelf
            .run(["show", &ids[1]])
            .ends(2)
            .says(&format!("the conversation {} was deleted by rita", ids[1]))
            .says("dialoom undo --list --user rita");
        let told = shelf.run(["history", &ids[1]]).ends(0).stdout;
        assert!(told.contains("rita  delete  generated → trash"), "{told}");
        shelf.command(["delete", "-", "--force", "-y"]).stdin(format!("{}\n", ids[2])).run().ends(0);
        assert_eq!(shelf.run(["list", "--ids"]).ends(0).stdout, format!("{}\n", ids[0]));

        shelf.run(["undo", "-y"]).ends(0).says("undone: deletion of 1 conversation");
        shelf.run(["undo", "-y"]).ends(0);
        assert_eq!(shelf.run(["list", "--ids"]).ends(0).stdout, format!("{}\n{}\n{}\n", ids[2], ids[1], ids[0]));
        shelf.run(["delete"]).ends(2).says("no conversation is selected");
        shelf.run(["delete", "--persona", "nobody", "-y"]).ends(0).says("nothing to delete");
    }
}

#[tokio::test]
async fn the_hint_for_a_deleted_one_is_about_the_trash_and_not_about_ids() {
    let made = [conversation("low", 4.0, 0), conversation("fair", 7.0, 1)];
    let shelf = World::new().holding(&made).await;
    let ids: Vec<String> = made.iter().map(|one| one.id.short()).collect();
    shelf.run(["delete", &ids[0], &ids[1], "-y"]).ends(0);
    let one = shelf.run(["delete", &ids[0], "-y"]).ends(2).says("was deleted by rita").says("undo --list");
    assert!(!one.stderr.contains("first column"), "{one:?}");
    let both = shelf.run(["approve", &ids[0], &ids[1]]).ends(2).says("2 of 2 ids are of deleted conversations");
    assert!(both.stderr.contains("undo --list") && !both.stderr.contains("first column"), "{both:?}");
    shelf.run(["approve", &ids[0], "zzzz"]).ends(2).says("first column").says("undo --list");
    for command in ["delete", "purge", "regenerate"] {
        shelf
            .command([command, "-", "-y", "--user", "ann"])
            .env("DIALOOM_PROVIDER", "simulator")
            .stdin("")
            .run()
            .ends(0)
            .says("no ids were read: nothing to");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_behind_a_change_says_that_the_change_is_stored() {
    let made = [conversation("low", 4.0, 0), conversation("fair", 7.0, 1)];
    let shelf = World::new().holding(&made).await;
    let ids: Vec<String> = made.iter().map(|one| one.id.short()).collect();
    let said = |line: &[&str]| {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = shelf.command(line).process().stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let deleted = said(&["delete", &ids[0], "-y", "--json"]);
    assert!(deleted.contains("disk is full") && deleted.contains("What the command changed is stored"), "{deleted}");
    assert!(said(&["list"]).contains("then run the same command again"));
    assert_eq!(shelf.run(["list", "--ids"]).ends(0).stdout, format!("{}\n", ids[1]));
}
