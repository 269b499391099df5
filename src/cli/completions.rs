//! `dialoom completions`.

use clap_complete::Shell;

use crate::app::App;
use crate::error::{Exit, Failure};

const EXAMPLES: &str = "\
Examples:
  dialoom completions bash > ~/.local/share/bash-completion/completions/dialoom
  dialoom completions zsh > \"${fpath[1]}/_dialoom\"
  dialoom completions fish > ~/.config/fish/completions/dialoom.fish";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// Prints the script for `program`, with `--json` inside an object.
pub async fn run(app: &App, args: Args, program: clap::Command) -> Result<Exit, Failure> {
    let script = script(args.shell, program);
    if app.ui.wants_json() {
        let shell = args.shell.to_string();
        app.ui.json(&serde_json::json!({"shell": shell, "script": String::from_utf8_lossy(&script)}))?;
    } else {
        app.ui.out_raw(&script)?;
    }
    Ok(Exit::Done)
}

fn script(shell: Shell, mut program: clap::Command) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut program, "dialoom", &mut script);
    script
}
