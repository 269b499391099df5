//! What removes, deletes, renames or switches off takes a whole name or id, never the beginning of one.

use crate::support::world::World;

#[test]
fn the_same_removal_twice_never_removes_the_document_that_begins_alike() {
    for world in [World::new(), World::new().on_postgres()] {
        world.write("fees.txt", "one. money");
        world.write("fees-pdf.txt", "two. money");
        world.run(["documents", "add", "fees.txt", "fees-pdf.txt"]).ok();
        world.run(["documents", "remove", "FEES", "-y"]).ok();
        world.run(["documents", "remove", "fees", "-y"]).fails(2).says("did you mean \"fees-pdf\"?");
        let documents = world.run(["documents", "list", "--json"]).ok().json();
        assert_eq!(documents["documents"].as_array().unwrap().len(), 1);
        // An id is as good, where it is whole.
        let id = documents["documents"][0]["id"].as_str().unwrap().to_owned();
        world.run(["documents", "remove", &id[..13], "-y"]).fails(2).says("did you mean \"fees-pdf\"?");
        world.run(["documents", "remove", &id, "-y"]).ok();
    }
}

#[test]
fn a_beginning_switches_off_purges_and_renames_nothing_of_the_library() {
    for world in [World::new(), World::new().on_postgres()] {
        world.write("s.toml", "name = 'Rent Up Again'\ncontext = 'c'\n");
        world.write("e.toml", "name = 'Rent Up Again'\ntrigger = 't'\nexpected_behavior = 'b'\n");
        world.write("v.toml", "name = 'Rent Up Again'\naxis = 'topic'\nvalues = ['a']\n");
        for (command, file) in [("scenarios", "s.toml"), ("edge-cases", "e.toml"), ("vocabulary", "v.toml")] {
            world.run([command, "add", file]).ok();
            for flags in [&["-y"][..], &["--purge", "-y"]] {
                let line = [&[command, "remove", "Rent Up"], flags].concat();
                world.run(line).fails(2).says("no ").says("did you mean \"Rent Up Again\"?");
            }
            world.run([command, "show", "rent up"]).ok();
            assert_eq!(world.run([command, "versions", "Rent Up"]).ok().stdout.lines().count(), 2);
            world.run([command, "remove", "rent up again"]).ok();
        }
        let meant = "did you mean \"Investment Discovery\"?";
        world.run(["templates", "remove", "Investment"]).fails(2).says(meant);
        world.run(["templates", "remove", "Investment", "--purge", "-y"]).fails(2).says(meant);
        world.run(["templates", "remove", "Investment Discovery@1"]).fails(2).says(meant);
        world.run(["templates", "rename", "Investment", "Mine"]).fails(2).says(meant);
        world.run(["templates", "rename", "investment discovery", "Mine"]).ok();
    }
}
