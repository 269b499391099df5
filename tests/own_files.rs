//! No output replaces the database, what stands beside it, or the configuration.

use crate::support::sample::conversation;
use crate::support::world::World;

#[tokio::test]
async fn an_output_that_names_a_file_of_the_project_is_refused() {
    let world = World::new().holding(&[conversation("Talk", 8.0, 0)]).await;
    world.write("dialoom.toml", "[generation]\nprovider = \"simulator\"\n");
    world.run(["approve", "--status", "generated", "--yes"]).ends(0);
    std::os::unix::fs::symlink(world.path().join("dialoom.db"), world.path().join("link.jsonl")).unwrap();
    for file in ["dialoom.db", "./dialoom.db", "link.jsonl", "dialoom.db-wal", "dialoom.db.spool.jsonl", "dialoom.toml"]
    {
        let what =
            if file.ends_with("toml") { "is the configuration file in use" } else { "is a file of the database" };
        for command in [
            &["report", "-o", file, "--force"][..],
            &["export", "--format", "jsonl", "-o", file, "--force"],
            &["list", "--log-file", file],
        ] {
            let refused = world.run(command).ends(2);
            assert!(refused.stderr.contains(what), "{command:?}: {}", refused.stderr);
        }
    }
    world.run(["list"]).ends(0);
    assert_eq!(world.read("dialoom.toml"), "[generation]\nprovider = \"simulator\"\n");
}

#[test]
fn a_log_is_not_begun_where_the_database_will_be() {
    let world = World::new();
    assert!(world.run(["list", "--log-file", "dialoom.db"]).ends(2).stderr.contains("Give --log-file another file"));
    assert!(!world.files().contains(&"dialoom.db".to_owned()));
}
