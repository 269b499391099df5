//! The command line: one file per command, which declares its arguments, calls a service and prints.

mod args;
mod asking;
mod asking_about;
mod backup;
mod batch;
mod complete;
mod completions;
mod config;
mod confirm;
mod cost;
mod create;
mod decide;
mod delete;
mod diff;
mod doctor;
mod documents;
mod dry_run;
mod duplicates;
mod edge_cases;
mod edit;
mod entries;
mod export;
mod exports;
mod generate;
mod history;
mod import;
mod init;
mod interrupt;
mod judge;
mod library;
mod limits;
mod list;
mod logs;
mod making;
mod man;
mod missing;
mod note;
mod own_files;
mod performance;
mod place;
mod plan;
mod plan_file;
mod purge;
mod read_document;
mod reading;
mod regenerate;
mod report;
mod review;
mod scenarios;
mod score;
mod shell;
mod short_help;
mod show;
mod single_call;
mod spool;
mod standing;
mod stats;
mod tag;
mod templates;
mod undo;
mod writing;

mod global;
mod hints;
mod usage;
mod version;
mod versions;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::vocabulary::VocabularyText;
use crate::error::{Exit, Failure};

pub use global::{Global, end_log};
pub use read_document::answer_parent;
pub use usage::report_usage;
use version::VERSION;

const EXAMPLES: &str = "\
Examples:
  dialoom init                                   write dialoom.toml and plan.toml here
  dialoom batch run plan.toml --provider simulator
  dialoom list needs-review
  dialoom review
  dialoom export --format jsonl -o train.jsonl

Exit codes: 0 done, 1 failed, 2 bad usage or input, 3 some items failed (or the batch was paused
or cancelled or an import left lines out), 4 stopped by the budget, 130 interrupted.
A closed pipe (dialoom list | head) ends with 0.";

/// Make multi-turn training conversations for LoRA fine-tuning: generate, score, review, export
#[derive(Debug, Parser)]
#[command(name = "dialoom", version = VERSION, after_help = EXAMPLES)]
pub struct Cli {
    /// The flags of every command.
    #[command(flatten)]
    pub global: Global,
    /// The command and its arguments. Without one, the standing of the project here.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// What the command may do; without one, dialoom says where things stand.
    pub fn effect(&self) -> Effect {
        self.command.as_ref().map_or(Effect::Reads, Command::effect)
    }
}

/// The commands, in the order of `--help`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a commented dialoom.toml and an example plan here
    Init(init::Args),
    /// Make one conversation
    Generate(generate::Args),
    /// Make many conversations: run, resume and watch batches
    #[command(subcommand)]
    Batch(batch::Command),
    /// List conversations
    List(list::Args),
    /// Show a whole conversation
    Show(show::Args),
    /// Read conversations one at a time, and decide
    Review(review::Args),
    /// Approve conversations for training
    Approve(decide::ApproveArgs),
    /// Reject conversations, with a reason
    Reject(decide::RejectArgs),
    /// Send conversations back for revision, with a note
    Revise(decide::ReviseArgs),
    /// Edit the text of a conversation
    Edit(edit::Args),
    /// Write a note about a conversation
    Note(note::Args),
    /// Put a tag on a conversation, or take it off
    Tag(tag::Args),
    /// Take back your last decision, edit or deletion
    Undo(undo::Args),
    /// Show who decided and changed what about conversations
    History(history::Args),
    /// Move conversations to the trash
    Delete(delete::Args),
    /// Let a model write conversations anew, by note and findings
    Regenerate(Box<regenerate::Args>),
    /// Let a model mark conversations: overall, relevance, accuracy
    Judge(judge::Args),
    /// Import conversations: messages, ShareGPT, Alpaca, CSV, or our own JSON
    Import(import::Args),
    /// Write approved conversations as a training file
    Export(export::Args),
    /// Show counts, quality, cost and tokens
    Stats(Box<stats::Args>),
    /// Write a report about the conversations: one page, fit for training or not, and why
    Report(Box<report::Args>),
    /// Work with plan files
    #[command(subcommand)]
    Plan(plan::Command),
    /// Show what calls cost by day, batch, model or template, unusable answers included
    Cost(cost::Args),
    /// Show how fast and how reliable each model is, by template
    Performance(performance::Args),
    /// Show the calls of providers, failed ones included
    Logs(logs::Args),
    /// List groups of conversations that are almost the same
    Duplicates(duplicates::Args),
    /// Score stored conversations again after the checks have changed
    Score(score::Args),
    /// Keep templates and their versions; render and check them
    #[command(subcommand)]
    Templates(templates::Command),
    /// Keep scenarios: list, show, add, edit, vary, remove, import and export them
    #[command(subcommand)]
    Scenarios(scenarios::Command),
    /// Keep edge cases as scenarios are kept, and see which were tried
    #[command(subcommand)]
    EdgeCases(edge_cases::Command),
    /// Store a whole folder of templates, scenarios, edge cases and vocabularies
    #[command(subcommand)]
    Library(library::Command),
    /// Keep lists of personas, emotions and topics that plans name as @NAME
    #[command(subcommand)]
    Vocabulary(entries::Command),
    /// Keep your own documents as chunks of text
    #[command(subcommand)]
    Documents(documents::Command),
    /// Write a conversation by hand
    Create(create::Args),
    /// Show how two conversations differ
    Diff(diff::Args),
    /// Remove conversations for good, for personal data
    Purge(purge::Args),
    /// Show how much of its rate limit each API key has used, across all processes
    Limits(limits::Args),
    /// List, show and verify earlier exports
    #[command(subcommand)]
    Exports(exports::Command),
    /// Write the whole database into one file
    Backup(backup::BackupArgs),
    /// Put a backup in the place of the database
    Restore(backup::RestoreArgs),
    /// Show every setting and where it came from
    Config(config::Args),
    /// Check configuration, database, keys and provider, and say what to fix
    Doctor(doctor::Args),
    /// Print a completion script
    Completions(completions::Args),
    /// Print the manual page
    Man(man::Args),
}

impl Command {
    /// What the command may do.
    pub fn effect(&self) -> Effect {
        match self {
            Command::List(_) | Command::Show(_) | Command::History(_) | Command::Diff(_) | Command::Stats(_) => {
                Effect::Reads
            }
            Command::Report(_) | Command::Plan(_) => Effect::Reads,
            Command::Cost(_) | Command::Performance(_) | Command::Logs(_) => Effect::Reads,
            Command::Undo(args) => args.effect(),
            Command::Note(_) | Command::Tag(_) => Effect::Changes,
            Command::Exports(command) => command.effect(),
            Command::Edit(_) | Command::Delete(_) | Command::Purge(_) => Effect::Changes,
            Command::Create(_) => Effect::Creates,
            Command::Limits(args) => args.effect(),
            // It writes new files alone, and is the way to settings of one's own below a folder of others.
            Command::Init(_) => Effect::Reads,
            Command::Config(_) | Command::Completions(_) | Command::Man(_) => Effect::Reads,
            Command::Doctor(args) if args.offline && !args.replay => Effect::Reads,
            Command::Doctor(_) | Command::Export(_) => Effect::Changes,
            Command::Backup(_) => Effect::Reads,
            Command::Restore(_) => Effect::Creates,
            Command::Review(_) | Command::Approve(_) | Command::Reject(_) | Command::Revise(_) => Effect::Changes,
            Command::Duplicates(args) => args.effect(),
            Command::Score(args) => args.effect(),
            Command::Judge(args) => args.effect(),
            Command::Regenerate(args) => args.effect(),
            Command::Import(args) => args.effect(),
            Command::Generate(args) => args.effect(),
            Command::Batch(command) => command.effect(),
            Command::Templates(command) => command.effect(),
            Command::Scenarios(command) => command.effect(),
            Command::Vocabulary(command) => command.effect(),
            Command::EdgeCases(command) => command.effect(),
            Command::Library(command) => command.effect(),
            Command::Documents(command) => command.effect(),
        }
    }
}

/// The command line of this process. An error is also help or the version, where it asks for them.
pub fn parse() -> Result<Cli, clap::Error> {
    let typed: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let whole = Cli::command();
    let mut command = if short_help::is_wanted(&typed) { short_help::shortened(whole) } else { whole };
    let read = command
        .try_get_matches_from_mut(&typed)
        .and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command)));
    read.map_err(|error| {
        let color = global::color_of(&typed, error.use_stderr());
        error.with_cmd(&command.color(color))
    })
}

/// Answers a completion script, where one asks (`dialoom complete …`). It is no command for people.
pub fn answer_shell() -> Option<Exit> {
    let asked = std::env::args_os().nth(1).is_some_and(|word| word == "complete");
    asked.then(|| {
        complete::Args::try_parse_from(std::env::args_os().skip(1)).map_or(Exit::Failed, |args| complete::run(&args))
    })
}

/// Runs one command; adds hints that name flags and commands to its failure.
pub async fn run(app: &App, cli: Cli) -> Result<Exit, Failure> {
    let (database, effect) = (hints::Database::of(&app.settings), cli.effect());
    let done = match cli.command {
        Some(command) => dispatch(app, command).await,
        None => standing::run(app, &usage()).await,
    };
    done.map_err(|failure| {
        let failure = place::with_missing_database(app.opened(), hints::with_output_full(failure, effect));
        hints::with_hints(failure, &database)
    })
}

/// How the program is called, for somebody who has no project yet.
fn usage() -> String {
    let examples = EXAMPLES.split("\n\n").next().unwrap_or_default();
    format!("{}\n\n{examples}", Cli::command().render_usage())
}

async fn dispatch(app: &App, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Init(args) => init::run(app, args).await,
        Command::Generate(args) => generate::run(app, args).await,
        Command::Batch(command) => batch::run(app, command).await,
        Command::List(args) => list::run(app, args).await,
        Command::Show(args) => show::run(app, args).await,
        Command::Review(args) => review::run(app, args).await,
        Command::Approve(args) => decide::approve(app, args).await,
        Command::Reject(args) => decide::reject(app, args).await,
        Command::Revise(args) => decide::revise(app, args).await,
        Command::Edit(args) => edit::run(app, args).await,
        Command::Create(args) => create::run(app, args).await,
        Command::Delete(args) => delete::run(app, args).await,
        Command::Purge(args) => purge::run(app, args).await,
        Command::Note(args) => note::run(app, args).await,
        Command::Tag(args) => tag::run(app, args).await,
        Command::Undo(args) => undo::run(app, args).await,
        Command::History(args) => history::run(app, args).await,
        Command::Diff(args) => diff::run(app, args).await,
        Command::Duplicates(args) => duplicates::run(app, args).await,
        Command::Score(args) => score::run(app, args).await,
        Command::Judge(args) => judge::run(app, args).await,
        Command::Regenerate(args) => regenerate::run(app, *args).await,
        Command::Import(args) => import::run(app, args).await,
        Command::Export(args) => export::run(app, args).await,
        Command::Exports(command) => exports::run(app, command).await,
        Command::Stats(args) => stats::run(app, *args).await,
        Command::Report(args) => report::run(app, *args).await,
        Command::Plan(command) => plan::run(app, command).await,
        Command::Cost(args) => cost::run(app, args).await,
        Command::Performance(args) => performance::run(app, args).await,
        Command::Logs(args) => logs::run(app, args).await,
        Command::Limits(args) => limits::run(app, args).await,
        Command::Templates(command) => templates::run(app, command).await,
        Command::Scenarios(command) => scenarios::run(app, command).await,
        Command::EdgeCases(command) => edge_cases::run(app, command).await,
        Command::Library(command) => library::run(app, command).await,
        Command::Vocabulary(command) => entries::run::<VocabularyText>(app, command).await,
        Command::Documents(command) => documents::run(app, command).await,
        Command::Backup(args) => backup::backup(app, args).await,
        Command::Restore(args) => backup::restore(app, args).await,
        Command::Config(args) => config::run(app, args).await,
        Command::Doctor(args) => doctor::run(app, args).await,
        Command::Completions(args) => completions::run(app, args, Cli::command()).await,
        Command::Man(args) => man::run(app, args, Cli::command()).await,
    }
}
