//! `--on-end`: one command after a run, however it ended, with the summary on its stdin. Where no run began (bad input), it
//! does not run. Its failure changes no exit code.

use std::process::Stdio;
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};
use tokio::sync::watch;

use crate::app::App;
use crate::domain::conversation::ProviderName;
use crate::domain::environment::Variables;
use crate::engine::Halt;
use crate::provider::{is_dummy, masked_base_url};
use crate::ui::Ui;
use crate::ui::progress::span;

/// How long the command may take: enough for a mail or an upload, and no night.
const LONGEST: Duration = Duration::from_secs(600);
/// A longer wait for it is said.
const LONG_WAIT: Duration = Duration::from_secs(10);

#[derive(Debug, Clone, Default, clap::Args)]
pub struct OnEnd {
    /// Run CMD (sh -c) after the run, however it ended, with the summary of --json on its stdin; if it fails, only a
    /// warning says so (`generate` makes one conversation and needs no such flag: dialoom generate --json … | CMD)
    #[arg(long = "on-end", value_name = "CMD")]
    command: Option<String>,
}

impl OnEnd {
    /// Runs the command, where there is one. Its failure is a warning. Another Ctrl-C ends it.
    pub(super) async fn run(&self, app: &App, document: &serde_json::Value, halt: watch::Receiver<Halt>) {
        let Some(command) = &self.command else { return };
        let ended = match spawn(app, command) {
            Ok(child) => attend(&app.ui, child, document.to_string(), halt).await,
            Err(error) => Err(format!("could not start: {error}")),
        };
        if let Err(how) = ended {
            app.ui.warn(&format!("the command of --on-end {how}; the run itself is not affected"));
        }
    }
}

/// Starts it in the environment of this process without the keys, and without the URLs that hold a secret. What the
/// summary says reaches it by stdin alone.
fn spawn(app: &App, command: &str) -> std::io::Result<Child> {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(command);
    for variables in ProviderName::ALL.iter().filter_map(|name| name.variables()).chain([Variables::JUDGE]) {
        shell.env_remove(variables.keys);
        if std::env::var(variables.base_url).is_ok_and(|url| masked_base_url(&url) != url) {
            shell.env_remove(variables.base_url);
        }
    }
    // A key often stands in a second variable, from which the first was set.
    let settings = &app.settings;
    let keys: Vec<&str> = settings.keys().map(|key| key.expose_secret()).collect();
    for (name, value) in std::env::vars_os() {
        let value = value.to_string_lossy();
        if keys.iter().any(|key| !is_dummy(key) && value.contains(key)) {
            shell.env_remove(name);
        }
    }
    shell.stdin(Stdio::piped()).stdout(std::io::stderr()).stderr(Stdio::inherit()).kill_on_drop(true);
    shell.spawn()
}

/// Feeds it and waits for its end; says how it failed.
async fn attend(ui: &Ui, mut child: Child, summary: String, mut halt: watch::Receiver<Halt>) -> Result<(), String> {
    let stdin = child.stdin.take();
    // A command that reads nothing closes the pipe, which is its right.
    let feed = async {
        if let Some(mut stdin) = stdin {
            drop(stdin.write_all(summary.as_bytes()).await);
        }
    };
    // The Ctrl-C that ended the run does not end this as well.
    halt.mark_unchanged();
    let interrupted = async {
        if halt.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let patience = async {
        tokio::time::sleep(LONG_WAIT).await;
        ui.note(&format!("waiting for the command of --on-end, up to {}; Ctrl-C ends it", span(LONGEST)));
        tokio::time::sleep(LONGEST - LONG_WAIT).await;
    };
    let ended = async { tokio::join!(feed, child.wait()).1 };
    tokio::select! {
        biased;
        ended = ended => match ended {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("failed ({status})")),
            Err(error) => Err(format!("cannot be waited for: {error}")),
        },
        () = interrupted => Err("was interrupted".into()),
        () = patience => Err(format!("took longer than {} and was ended", span(LONGEST))),
    }
}
