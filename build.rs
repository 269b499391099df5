//! Stamps the version with the commit it was built from, and embeds the example libraries.
//!
//! Precedence: `DIALOOM_COMMIT` (for packagers), git, "unknown" (a folder that is no checkout, as a source archive).

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // Migrations are embedded: a new file needs a new build.
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-env-changed=DIALOOM_COMMIT");
    let given =
        std::env::var("DIALOOM_COMMIT").ok().map(|given| given.trim().to_owned()).filter(|given| !given.is_empty());
    let commit = given.or_else(commit_of_this_checkout).unwrap_or_else(|| "unknown".to_owned());
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    println!("cargo:rustc-env=DIALOOM_VERSION={version} ({commit})");
    write_examples().expect("the folders in examples/ can be read, and OUT_DIR can be written");
}

/// The example libraries, each with the name people type.
const EXAMPLES: [(&str, &str); 2] = [("financial-planning", "examples/library"), ("veterinary", "examples/veterinary")];

/// Embeds the files of the example libraries, as a table of paths and texts.
fn write_examples() -> std::io::Result<()> {
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let mut code = String::from("static EXAMPLES: &[Example] = &[\n");
    for (name, folder) in EXAMPLES {
        let folder = Path::new(&here).join(folder);
        println!("cargo:rerun-if-changed={}", folder.display());
        code.push_str(&format!("Example {{ name: {name:?}, files: &[\n"));
        for kind in ["templates", "scenarios", "edge-cases", "vocabulary"] {
            let mut files: Vec<_> = std::fs::read_dir(folder.join(kind))?
                .map(|file| file.map(|file| file.path()))
                .collect::<Result<_, _>>()?;
            files.sort();
            for file in files {
                let below = format!("{kind}/{}", file.file_name().unwrap_or_default().to_string_lossy());
                code.push_str(&format!("({below:?}, include_str!({:?})),\n", file.display().to_string()));
            }
        }
        code.push_str("] },\n");
    }
    code.push_str("];\n");
    let out = std::env::var_os("OUT_DIR").unwrap_or_default();
    std::fs::write(Path::new(&out).join("examples.rs"), code)
}

/// "abc1234 2026-11-22": the commit and its own date, so that the same commit builds the same program.
fn commit_of_this_checkout() -> Option<String> {
    let here = std::env::var("CARGO_MANIFEST_DIR").ok()?;
    // A source archive unpacked inside another repository must not get that repository's commit.
    let top = git(&["rev-parse", "--show-toplevel"])?;
    if Path::new(&top).canonicalize().ok()? != Path::new(&here).canonicalize().ok()? {
        return None;
    }
    // HEAD changes with the branch, its log with every commit, even where git has packed the branch's own file.
    for name in ["HEAD", "logs/HEAD"] {
        let file = git(&["rev-parse", "--git-path", name])?;
        if Path::new(&file).exists() {
            println!("cargo:rerun-if-changed={file}");
        }
    }
    if let Some(file) =
        git(&["symbolic-ref", "-q", "HEAD"]).and_then(|branch| git(&["rev-parse", "--git-path", &branch]))
        && Path::new(&file).exists()
    {
        println!("cargo:rerun-if-changed={file}");
    }
    git(&["log", "-1", "--format=%h %cs", "--abbrev=7"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (!text.is_empty()).then_some(text)
}
