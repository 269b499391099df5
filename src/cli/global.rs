//! The flags of every command, and what they decide before a command runs.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ColorChoice};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::cli::own_files;
use crate::cli::shell;
use crate::cli::version::VERSION;
use crate::domain::UnknownWord;
use crate::domain::effect::Effect;
use crate::domain::ordinary_file::check_appendable;
use crate::domain::word::words;
use crate::error::{Exit, Failure};
use crate::settings::{self, Flags, Settings, Warning, without_given_password};
use crate::ui::{OutputFlags, OutputOptions, Repeated, SAID, Ui};

/// Flags of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    // Help names the environment variables; the settings read them and keep where each value came from.
    /// Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db here or above]
    #[arg(long, global = true, value_name = "PATH|URL")]
    pub db: Option<String>,
    /// Configuration file [default: dialoom.toml here or above, then the user's]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Your name in the records [env: DIALOOM_USER] [default: the login name]
    #[arg(long, global = true, value_name = "NAME")]
    pub user: Option<String>,
    /// Print one JSON document on stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// Print only results, errors and warnings that ask for action now
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Print more details (-vv: internal events, too)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Answer yes to every question
    #[arg(short, long, global = true)]
    pub yes: bool,
    /// Send a key in clear text (http://) to another machine
    #[arg(long, global = true)]
    pub insecure: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = ["auto", "always", "never"])]
    pub color: String,
    /// Append a log in JSON lines to this file; DIALOOM_LOG sets its level
    #[arg(long, global = true, value_name = "FILE")]
    pub log_file: Option<PathBuf>,
}

/// The colour of help and of errors about usage, which are printed before, or instead of, reading the flags: by the same
/// rule as all other output. clap's own takes `CLICOLOR_FORCE=0` for a wish for colour.
pub(super) fn color_of(typed: &[OsString], goes_to_stderr: bool) -> ColorChoice {
    let words: Vec<&OsString> = typed.iter().take_while(|word| *word != "--").collect();
    let choice =
        words.iter().enumerate().rev().find_map(|(at, word)| match word.to_str()?.strip_prefix("--color")? {
            "" => words.get(at + 1)?.to_str(),
            joined => joined.strip_prefix('='),
        });
    let flags = OutputFlags { color: choice.and_then(wish), ..OutputFlags::default() };
    let options = OutputOptions::of_process(flags, &|name| std::env::var(name).ok());
    match if goes_to_stderr { options.err_has_color } else { options.out_has_color } {
        true => ColorChoice::Always,
        false => ColorChoice::Never,
    }
}

/// What a word behind `--color` wishes.
fn wish(word: &str) -> Option<bool> {
    match word {
        "always" => Some(true),
        "never" => Some(false),
        _ => None,
    }
}

impl Global {
    /// How output looks, from these flags, the environment and the terminal.
    pub fn output_options(&self) -> OutputOptions {
        let color = wish(&self.color);
        let Global { json, quiet, verbose, yes, .. } = *self;
        OutputOptions::of_process(OutputFlags { json, quiet, verbose, yes, color }, &|name| std::env::var(name).ok())
    }

    /// The flags that a command in a message needs to work on the same data. A password is left out.
    pub fn repeated(&self, program: &clap::Command) -> Repeated {
        let db = self.db.as_deref().map(|db| shell::flag("--db", &without_given_password(db)));
        let config = self.config.as_deref().map(|file| shell::path_flag("--config", file));
        // These use neither, and a wrong --config would keep them from running.
        let commands = program.get_subcommands().map(|command| command.get_name().to_owned());
        let commands = commands.filter(|name| !["init", "completions", "man"].contains(&name.as_str())).collect();
        Repeated { flags: [db, config].into_iter().flatten().collect::<Vec<_>>().join(" "), commands }
    }

    /// The settings of this run of a command with this effect, and the started log, which holds their warnings too.
    pub fn begin(&self, ui: &Ui, effect: Effect) -> Result<Settings, Failure> {
        let (db, config, user) = (self.db.clone(), self.config.clone(), self.user.clone());
        let flags = Flags { db, config, user, insecure: self.insecure, effect };
        let (settings, warnings) = settings::of_process(&flags)?;
        self.start_log(ui, &settings)?;
        for Warning { text, can_wait } in warnings {
            if can_wait { ui.advise(&text) } else { ui.warn(&text) }
        }
        Ok(settings)
    }

    /// Starts the log: JSON lines in `--log-file` at the level of `DIALOOM_LOG` (default info). Messages to people are in
    /// it, even with `-q`. With `-vv`, stderr shows the events beside the messages.
    ///
    /// The level is for dialoom. Libraries log only warnings, since their finer events may hold whole requests.
    fn start_log(&self, ui: &Ui, settings: &Settings) -> Result<(), Failure> {
        let level = level(std::env::var("DIALOOM_LOG").ok().as_deref())?;
        let own = |level: LevelFilter| {
            Targets::new().with_default(level.min(LevelFilter::WARN)).with_target("dialoom", level)
        };
        let file = match &self.log_file {
            Some(path) => {
                Some(LogFile { file: open(path, settings)?, path: path.clone(), ui: ui.clone(), told: false })
            }
            None => None,
        };
        let file = file.map(|file| {
            tracing_subscriber::fmt::layer().json().with_writer(std::sync::Mutex::new(file)).with_filter(own(level))
        });
        let stderr = (self.verbose >= 2).then(|| {
            let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false).without_time();
            layer.with_filter(own(level.max(LevelFilter::DEBUG)).with_target(SAID, LevelFilter::OFF))
        });
        if file.is_none() && stderr.is_none() {
            return Ok(());
        }
        tracing_subscriber::registry()
            .with(file)
            .with(stderr)
            .try_init()
            .map_err(|error| Failure::new("the log cannot be started").because(error))?;
        tracing::info!(version = VERSION, pid = std::process::id(), "dialoom starts");
        Ok(())
    }
}

/// The log file. The first event that it does not take is told; the work goes on.
struct LogFile {
    file: std::fs::File,
    path: PathBuf,
    ui: Ui,
    told: bool,
}

impl Write for LogFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if let Err(error) = self.file.write_all(bytes)
            && !std::mem::replace(&mut self.told, true)
        {
            self.ui.warn_unlogged(&format!("the log file {} cannot be written: {error}", self.path.display()));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Logs the exit code.
pub fn end_log(exit: Exit) {
    tracing::info!(exit_code = exit as u8, "dialoom ends");
}

words! {
    /// The least severe events that the log holds.
    Level is "level" {
        Off = "off",
        Error = "error",
        Warn = "warn",
        Info = "info",
        Debug = "debug",
        Trace = "trace",
    }
}

fn level(given: Option<&str>) -> Result<LevelFilter, Failure> {
    let word = given.map(str::trim).filter(|word| !word.is_empty()).unwrap_or("info");
    let level = word.parse().map_err(|unknown: UnknownWord| {
        Failure::bad_input(format!("DIALOOM_LOG is \"{word}\"; {}", unknown.expected()))
    })?;
    Ok(match level {
        Level::Off => LevelFilter::OFF,
        Level::Error => LevelFilter::ERROR,
        Level::Warn => LevelFilter::WARN,
        Level::Info => LevelFilter::INFO,
        Level::Debug => LevelFilter::DEBUG,
        Level::Trace => LevelFilter::TRACE,
    })
}

fn open(path: &Path, settings: &Settings) -> Result<std::fs::File, Failure> {
    own_files::check(settings, path, "Give --log-file another file.")?;
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    // The log names people's subjects: a new one is for this user alone.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    check_appendable(path).and_then(|()| options.open(path)).map_err(|error| {
        Failure::bad_input(format!("the log file {} cannot be written", path.display()))
            .because(error)
            .hint("Give --log-file a file in a folder that exists and that you may write to.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_level_is_one_word_and_info_where_nobody_says() {
        assert_eq!(level(None).expect("default"), LevelFilter::INFO);
        assert_eq!(level(Some("Debug")).expect("known"), LevelFilter::DEBUG);
        let failure = level(Some("debgu")).expect_err("unknown");
        assert!(failure.message().ends_with("(did you mean \"debug\"?)"), "{failure}");
    }
}
