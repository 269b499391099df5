//! `dialoom complete`, which the completion scripts call at each Tab: ids, names, tags, values of axes and parameters.
//!
//! It reads and never writes, asks no provider, and says nothing but its answer: a Tab must not spoil the screen.

mod place;
mod words;

use std::time::Duration;

use clap::CommandFactory;

use crate::domain::LAST;
use crate::domain::vocabulary::SIGN;
use crate::error::Exit;
use crate::settings::{self, Flags};
use crate::store::{Named, names};
use crate::ui::{OutputOptions, Ui};

use place::{Kind, Place, place};
use words::{escaped, words};

/// A server that does not answer by then is not asked further: a person waits.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug, clap::Parser)]
pub struct Args {
    /// The word that the shell replaces, where it is only the end of the last one
    #[arg(long, allow_hyphen_values = true)]
    current: Option<String>,
    /// The line up to the cursor, as typed
    #[arg(long, conflicts_with = "words", allow_hyphen_values = true)]
    line: Option<String>,
    /// The words of the line, without quotes
    #[arg(last = true)]
    words: Vec<String>,
}

/// Prints the values that fit, one a line. Exit code 1 says that the database knows nothing of this argument.
pub fn run(args: &Args) -> Exit {
    let line = args.line.as_deref().map(words);
    let typed = line.as_ref().map_or(&args.words, |line| &line.words);
    let place = place(&super::Cli::command(), typed.get(1..).unwrap_or_default());
    let Some(kind) = place.kind else { return Exit::Failed };
    if kind == Kind::Template && place.typed.contains(['/', '.']) {
        // The path of a template file.
        return Exit::Failed;
    }
    let head = head(args, &place, line.as_ref().and_then(|line| line.quote));
    let fits = |value: &String| value.starts_with(&place.typed) && (place.takes_dashes || !value.starts_with('-'));
    let in_place = |value: String| {
        let whole = format!("{}{value}", place.before);
        let rest = whole.strip_prefix(&head)?;
        Some(line.as_ref().map_or_else(|| rest.to_owned(), |line| escaped(rest, line.quote)) + "\n")
    };
    let values = stored(kind, &place).into_iter().filter(|value| fits(value) && !value.contains(char::is_control));
    let shown: String = values.filter_map(in_place).collect();
    // The shell may be gone.
    drop(Ui::new(OutputOptions::default()).out_raw(shown.as_bytes()));
    Exit::Done
}

/// What of the word the shell keeps before the part that it replaces: bash also splits words at = : and @.
fn head(args: &Args, place: &Place, quote: Option<char>) -> String {
    let Some(current) = &args.current else { return String::new() };
    // It leaves out the quote that is open, behind which a space ends no word.
    let current = quote.into_iter().chain(current.chars()).collect::<String>();
    let current = words(&current).words.pop().unwrap_or_default();
    format!("{}{}", place.before, place.typed).strip_suffix(&current).unwrap_or_default().to_owned()
}

/// The values in the database; the built-in templates where there is none. Nothing on any error.
fn stored(kind: Kind, place: &Place) -> Vec<String> {
    let flags = Flags {
        db: place.db.clone(),
        config: place.config.clone().map(Into::into),
        user: place.user.clone(),
        effect: crate::domain::effect::Effect::Reads,
        ..Flags::default()
    };
    let Ok((settings, _)) = settings::of_process(&flags) else { return Vec::new() };
    // No name ends like a version.
    let has_version = place.typed.contains('@');
    let named = match kind {
        Kind::Conversation => Named::Conversations,
        Kind::Batch => Named::Batches,
        Kind::Template if has_version => Named::TemplateVersions,
        Kind::Template => Named::Templates,
        Kind::Tag => Named::Tags,
        Kind::Category => Named::Categories,
        Kind::Parameter => Named::Parameters,
        Kind::Document => Named::Documents,
        Kind::Scenario if has_version => Named::ScenarioVersions,
        Kind::Scenario => Named::Scenarios,
        Kind::EdgeCase if has_version => Named::EdgeCaseVersions,
        Kind::EdgeCase => Named::EdgeCases,
        Kind::Vocabulary if has_version => Named::VocabularyVersions,
        Kind::Vocabulary => Named::Vocabularies,
        Kind::Chunk => Named::Chunks,
        Kind::Export => Named::Exports,
        Kind::Axis(_) if has_version => Named::Vocabularies,
        Kind::Axis(axis) => Named::Axis(axis),
    };
    // A vocabulary stands for its values.
    let sign = if matches!(kind, Kind::Axis(_)) && place.typed.starts_with(SIGN) { "@" } else { "" };
    let typed = place.typed.strip_prefix(sign).unwrap_or(&place.typed);
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return Vec::new() };
    let found = runtime
        .block_on(async { tokio::time::timeout(PATIENCE, names(&settings.db, named, typed)).await.ok().flatten() });
    runtime.shutdown_background();
    match (kind, found) {
        (Kind::Template, None) => crate::templates::builtin().into_iter().map(|template| template.name).collect(),
        (Kind::Template, Some(names)) => names,
        (Kind::Conversation | Kind::Batch, found) => {
            found.unwrap_or_default().into_iter().chain([LAST.to_owned()]).collect()
        }
        (_, found) => found.unwrap_or_default().into_iter().map(|name| format!("{sign}{name}")).collect(),
    }
}
