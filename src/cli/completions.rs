//! `dialoom completions`.

use clap_complete::Shell;

use crate::app::App;
use crate::error::{Exit, Failure};

const EXAMPLES: &str = "\
Examples:
  dialoom completions bash > ~/.local/share/bash-completion/completions/dialoom
  dialoom completions zsh > \"${fpath[1]}/_dialoom\"
  dialoom completions fish > ~/.config/fish/completions/dialoom.fish";

const BASH: &str = include_str!("completions/stored.bash");
const ZSH: &str = include_str!("completions/stored.zsh");
const FISH: &str = include_str!("completions/stored.fish");
/// Where the static scripts begin to register their function.
const BASH_END: &str = "if [[ \"${BASH_VERSINFO[0]}\" -eq 4 &&";
const ZSH_END: &str = "if [ \"$funcstack[1]\" = \"_dialoom\" ]";

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

/// The static script of the commands. In three shells a function before it asks `dialoom complete` for what only the
/// database knows.
fn script(shell: Shell, mut program: clap::Command) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut program, "dialoom", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let script = match shell {
        Shell::Bash => script.replacen("_dialoom() {", "_dialoom_static() {", 1).replacen(
            BASH_END,
            &format!("{BASH}\n{BASH_END}"),
            1,
        ),
        Shell::Zsh => {
            script.replacen("_dialoom() {", "_dialoom_static() {", 1).replacen(ZSH_END, &format!("{ZSH}\n{ZSH_END}"), 1)
        }
        Shell::Fish => format!("{script}\n{FISH}"),
        _ => script,
    };
    script.into_bytes()
}
