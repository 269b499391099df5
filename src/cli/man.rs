//! `dialoom man`.

use std::path::PathBuf;

use crate::app::App;
use crate::error::{Exit, Failure};
use crate::ui::count;

const EXAMPLES: &str = "\
Examples:
  dialoom man | man -l -
  dialoom man --all ~/.local/share/man/man1";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Write a page for dialoom and each command into this folder
    #[arg(long, value_name = "DIR")]
    pub all: Option<PathBuf>,
}

/// Prints the page of `program`, or writes all of them.
pub async fn run(app: &App, args: Args, program: clap::Command) -> Result<Exit, Failure> {
    let Some(folder) = args.all else {
        let page = page(command(program));
        if app.ui.wants_json() {
            app.ui.json(&serde_json::json!({"page": String::from_utf8_lossy(&page)}))?;
        } else {
            app.ui.out_raw(&page)?;
        }
        return Ok(Exit::Done);
    };
    let failed = |error: std::io::Error| {
        Failure::new(format!("cannot write manual pages into {}", folder.display()))
            .because(error)
            .hint("Give --all a folder that you may write to, on a disk with free space.")
    };
    std::fs::create_dir_all(&folder).map_err(failed)?;
    clap_mangen::generate_to(command(program), &folder).map_err(failed)?;
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .map_err(failed)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with("dialoom") && name.ends_with(".1"))
        .collect();
    names.sort();
    if app.ui.wants_json() {
        app.ui.json(&serde_json::json!({"folder": folder, "pages": names}))?;
    } else {
        app.ui.note(&format!("wrote {} into {}", count(names.len() as u64, "page"), folder.display()));
    }
    Ok(Exit::Done)
}

/// Without the commit in the version, so that the committed page changes only with the commands.
fn command(program: clap::Command) -> clap::Command {
    program.version(env!("CARGO_PKG_VERSION"))
}

fn page(command: clap::Command) -> Vec<u8> {
    let mut page = Vec::new();
    // Writing into memory does not fail.
    drop(clap_mangen::Man::new(command).render(&mut page));
    page
}
