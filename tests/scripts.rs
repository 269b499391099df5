//! The scripts that set a machine up, with stand-ins for what they call.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::world::World;

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts").join(name)
}

/// A program of the machine in its own words.
fn stand_in(folder: &Path, name: &str, text: &str) {
    std::fs::create_dir_all(folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// `scripts/ensure compiler` on a machine without one, where nothing is on PATH but what `more` puts there.
fn ensure_compiler(bin: &Path, more: &[(&str, &str)]) -> Output {
    stand_in(bin, "cargo", "#!/bin/sh\n");
    for (name, text) in more {
        stand_in(bin, name, text);
    }
    for name in ["bash", "env"] {
        std::os::unix::fs::symlink(format!("/usr/bin/{name}"), bin.join(name)).unwrap();
    }
    Command::new(script("ensure"))
        .arg("compiler")
        .env_clear()
        .env("PATH", bin)
        .env("BIN", bin)
        .env("CC", "missing-cc")
        .output()
        .unwrap()
}

/// Writes down what it was asked for, and "installs" the compiler.
const APT_GET: &str = "#!/bin/sh\necho \"$*\" >>\"$BIN/asked\"\n[ \"$1\" = update ] || for tool in missing-cc make; do echo '#!/bin/sh' >\"$BIN/$tool\"; /bin/chmod +x \"$BIN/$tool\"; done\n";

#[test]
fn what_is_missing_is_installed_where_that_is_allowed() {
    let sandbox = World::new();
    let bin = sandbox.path().join("bin");
    let output = ensure_compiler(&bin, &[("apt-get", APT_GET), ("id", "#!/bin/sh\necho 0\n")]);
    assert!(output.status.success(), "{}", said(&output));
    let asked = sandbox.read("bin/asked");
    assert!(
        asked.lines().any(|line| line.starts_with("install -y") && line.ends_with("gcc libc6-dev make")),
        "{asked}"
    );
}

#[test]
fn what_is_missing_is_named_with_its_command_where_it_cannot_be_installed() {
    let sandbox = World::new();
    let how = "sudo apt-get install gcc libc6-dev make";
    let bare = ensure_compiler(&sandbox.path().join("bare"), &[]);
    assert_eq!(bare.status.code(), Some(1));
    assert!(said(&bare).contains("there is no apt-get") && said(&bare).contains(how), "{}", said(&bare));
    let no_rights = [("apt-get", APT_GET), ("id", "#!/bin/sh\necho 1000\n"), ("sudo", "#!/bin/sh\nexit 1\n")];
    let asked = ensure_compiler(&sandbox.path().join("user"), &no_rights);
    assert_eq!(asked.status.code(), Some(1));
    assert!(said(&asked).contains("sudo would ask for a password") && said(&asked).contains(how), "{}", said(&asked));
    assert!(!sandbox.path().join("user/asked").exists());
}

/// Runs `scripts/first-run` with a stand-in for cargo, which "installs" the program under test.
fn first_run(home: &Path, cargo: &str) -> Output {
    let bin = home.join("stand-in");
    stand_in(&bin, "cargo", cargo);
    Command::new(script("first-run"))
        .env_clear()
        .env("PATH", format!("{}:{}", bin.display(), std::env::var("PATH").unwrap()))
        .env("HOME", home)
        .env("DIALOOM_DB", home.join("first.db"))
        .output()
        .unwrap()
}

#[test]
fn the_first_command_installs_and_ends_with_the_table_and_the_next_command() {
    let sandbox = World::new();
    let cargo = format!(
        "#!/bin/sh\nset -e\n[ \"$*\" = 'install --locked --path .' ]\nmkdir -p \"$HOME/.cargo/bin\"\nln -s '{}' \"$HOME/.cargo/bin/dialoom\"\n",
        env!("CARGO_BIN_EXE_dialoom")
    );
    let output = first_run(&sandbox.home(), &cargo);
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{stdout}\n{stderr}");
    assert_eq!(stdout.lines().count(), 13, "{stdout}");
    assert!(stderr.trim_end().ends_with("next: dialoom review --batch retirement"), "{stderr}");
    assert!(stderr.contains("export PATH="), "{stderr}");
}

#[test]
fn a_build_that_fails_ends_the_first_command() {
    let sandbox = World::new();
    let output = first_run(&sandbox.home(), "#!/bin/sh\nexit 101\n");
    assert_eq!(output.status.code(), Some(101));
    assert!(!sandbox.home().join("first.db").exists());
}
