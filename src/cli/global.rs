//! The flags of every command, and what they decide before a command runs.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use clap::Args;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::cli::version::VERSION;
use crate::domain::UnknownWord;
use crate::domain::word::words;
use crate::error::{Exit, Failure};
use crate::settings::{self, Flags, Settings};
use crate::ui::{OutputFlags, OutputOptions, SAID, Ui};

/// Flags of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    // Environment variables are read by the settings, which know where each value came from; here they are only named.
    /// Database: a file or a postgres:// URL [env: DIALOOM_DB] [default: dialoom.db]
    #[arg(long, global = true, value_name = "PATH|URL")]
    pub db: Option<String>,
    /// Configuration file [default: dialoom.toml here or above, then the user's]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Who does this, for the record [env: DIALOOM_USER] [default: the login name]
    #[arg(long, global = true, value_name = "NAME")]
    pub user: Option<String>,
    /// Print exactly one JSON document on stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// Say nothing but results and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more (-vv: more still)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Never ask: take yes for every question
    #[arg(short, long, global = true)]
    pub yes: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = ["auto", "always", "never"])]
    pub color: String,
    /// Write a structured log to this file (level: DIALOOM_LOG)
    #[arg(long, global = true, value_name = "FILE")]
    pub log_file: Option<PathBuf>,
}

impl Global {
    /// How output is to look.
    pub fn output_options(&self) -> OutputOptions {
        let color = match self.color.as_str() {
            "always" => Some(true),
            "never" => Some(false),
            _ => None,
        };
        let Global { json, quiet, verbose, yes, .. } = *self;
        OutputOptions::of_process(OutputFlags { json, quiet, verbose, yes, color }, &|name| std::env::var(name).ok())
    }

    /// The settings of this run; warnings go to the person at once.
    pub fn settings(&self, ui: &Ui) -> Result<Settings, Failure> {
        let flags = Flags { db: self.db.clone(), config: self.config.clone(), user: self.user.clone() };
        let (settings, warnings) = settings::of_process(&flags)?;
        for warning in warnings {
            ui.warn(&warning);
        }
        Ok(settings)
    }

    /// Starts the log: JSON lines appended to `--log-file` at the level of `DIALOOM_LOG` (info where nobody says), with
    /// whatever is said to people, `-q` or not; with `-vv` the events beside that on stderr.
    ///
    /// The level is dialoom's own; of the libraries below it only warnings are kept, since their finer events may
    /// hold whole requests.
    pub fn start_log(&self) -> Result<(), Failure> {
        let level = level(std::env::var("DIALOOM_LOG").ok().as_deref())?;
        let own = |level: LevelFilter| {
            Targets::new().with_default(level.min(LevelFilter::WARN)).with_target("dialoom", level)
        };
        let file = match &self.log_file {
            Some(path) => Some(open(path)?),
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

/// Writes how the program ends into the log.
pub fn end_log(exit: Exit) {
    tracing::info!(exit_code = exit as u8, "dialoom ends");
}

words! {
    /// How much goes into the log.
    Level is "level" {
        /// Nothing.
        Off = "off",
        /// What failed.
        Error = "error",
        /// What is odd, too.
        Warn = "warn",
        /// What happened, too.
        Info = "info",
        /// How it happened, too.
        Debug = "debug",
        /// Everything.
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

fn open(path: &Path) -> Result<std::fs::File, Failure> {
    OpenOptions::new().create(true).append(true).open(path).map_err(|error| {
        Failure::bad_input(format!("the log file {} cannot be written", path.display()))
            .because(error)
            .hint("Name a file in a folder that exists and is yours with --log-file.")
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
