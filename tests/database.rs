//! Paths that are no ordinary files: named rightly, and never waited for.

use crate::support::world::World;

#[test]
fn what_is_no_file_is_refused_and_not_waited_for() {
    let world = World::new();
    let path = world.path().join("pipe.toml");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let socket = std::os::unix::net::UnixListener::bind(world.path().join("socket.toml")).unwrap();
    world.write("keys.toml", "[anthropic]\nkey_file = \"pipe.toml\"\n");
    for (name, kind) in [("pipe.toml", "a named pipe (FIFO)"), ("socket.toml", "a socket"), ("/dev/zero", "a device")] {
        let said = format!("it is {kind}, not a file");
        if kind != "a device" {
            world.run(["list", "--log-file", name]).fails(2).says(&said);
            world.run(["batch", "run", name, "--dry-run"]).fails(2).says(&said);
            world.run(["templates", "check", name]).fails(2).says(&said);
        }
    }
    world.run(["list", "--config", "keys.toml"]).fails(2).says("it is a named pipe (FIFO), not a file");
    drop(socket);
    world.run(["list", "--log-file", "/dev/null"]).ok();
    world.run(["list", "--log-file", "/dev/stderr"]).ok().says("dialoom ends");
}
