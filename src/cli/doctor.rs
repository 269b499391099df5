//! `dialoom doctor`.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use crate::app::App;
use crate::domain::conversation::ProviderName;
use crate::domain::environment::Variables;
use crate::domain::filter::{Filter, Unread};
use crate::domain::status::Status;
use crate::domain::word::words;
use crate::engine::{Replayed, process_has_ended, replay_spool, waiting_spools};
use crate::error::{Exit, Failure};
use crate::export::interrupted;
use crate::store::file_of;
use crate::ui::{Tone, count};

use crate::cli::args::flags_of;
use crate::cli::hints::{self, next_day, with_hints};
use crate::cli::version::VERSION;

/// How long to wait for the provider's answer to a request that costs nothing.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Check this provider instead of the configured one
    #[arg(long, value_name = "NAME", value_parser = provider_name())]
    pub provider: Option<ProviderName>,
    /// Do not contact the provider
    #[arg(long)]
    pub offline: bool,
    /// Store answers that wait in spool files, first
    #[arg(long)]
    pub replay: bool,
}

fn provider_name() -> impl TypedValueParser<Value = ProviderName> {
    PossibleValuesParser::new(ProviderName::WORDS).try_map(|word| word.parse::<ProviderName>())
}

words! {
    State is "state" {
        Good = "ok",
        Warn = "warn",
        Fail = "fail",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    pub name: &'static str,
    pub state: State,
    pub detail: String,
    /// What to do about it, one hint each.
    pub fixes: Vec<String>,
}

impl Check {
    fn new(name: &'static str, state: State, detail: impl Into<String>) -> Check {
        Check { name, state, detail: detail.into(), fixes: Vec::new() }
    }

    fn fix(mut self, fix: impl Into<String>) -> Check {
        self.fixes.push(fix.into());
        self
    }

    fn failed(name: &'static str, failure: Failure, app: &App) -> Check {
        let failure = with_hints(failure, &hints::Database::of(&app.settings));
        let causes = failure.causes().iter().map(|cause| format!(": {cause}")).collect::<String>();
        Check { name, state: State::Fail, detail: format!("{failure}{causes}"), fixes: failure.hints }
    }
}

/// Checks everything a run needs. Exit code 1 where a check fails.
pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let mut checks = vec![
        config(app),
        database(app).await,
        keys(app),
        provider(app, &args).await,
        clock(Utc::now(), VERSION),
        terminal(app),
    ];
    checks.extend(spooled(app, args.replay).await);
    checks.extend(today(app).await);
    checks.extend(unread(app).await);
    checks.extend(killed(app).await);
    for fix in checks.iter_mut().flat_map(|check| &mut check.fixes) {
        *fix = app.ui.hint(fix);
    }
    let works = checks.iter().all(|check| check.state != State::Fail);
    if app.ui.wants_json() {
        app.ui.json(&serde_json::json!({"ok": works, "checks": checks}))?;
    } else {
        for check in &checks {
            print(app, check)?;
        }
    }
    Ok(if works { Exit::Done } else { Exit::Failed })
}

fn print(app: &App, check: &Check) -> Result<(), Failure> {
    let tone = match check.state {
        State::Good => Tone::Good,
        State::Warn => Tone::Warning,
        State::Fail => Tone::Bad,
    };
    app.ui.out_toned(&format!("{:<5} {:<9} {}", check.state, check.name, check.detail), tone)?;
    check.fixes.iter().try_for_each(|fix| app.ui.out(&format!("{:16}{fix}", "")))
}

/// A broken file never gets here: it ends every command with an error.
fn config(app: &App) -> Check {
    match &app.settings.config_file {
        Some(path) => Check::new("config", State::Good, path.display().to_string()),
        None => Check::new("config", State::Good, "no configuration file, defaults apply"),
    }
}

async fn database(app: &App) -> Check {
    let db = &app.settings.db;
    if let Some(path) = file_of(db).map(Path::new).filter(|path| !path.exists()) {
        // Opening would create it, and a check must change nothing.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return match tempfile::tempfile_in(folder) {
            Ok(_) => {
                Check::new("database", State::Good, format!("{db} does not exist yet; the first batch creates it"))
            }
            Err(error) => Check::new("database", State::Fail, format!("{db} cannot be created: {error}"))
                .fix("Set --db or DIALOOM_DB to a file in a folder that exists and that you may write to."),
        };
    }
    let checked = async {
        let store = app.store().await?;
        store.check_writable()?;
        store.check_pages().await?;
        Ok::<_, Failure>(store)
    };
    match checked.await {
        Ok(store) => Check::new("database", State::Good, format!("{} ({}), up to date", store.place(), store.engine())),
        Err(failure) => Check::failed("database", failure, app),
    }
}

/// Opening a database that is not there would create it.
fn is_missing(app: &App) -> bool {
    file_of(&app.settings.db).is_some_and(|path| !Path::new(path).exists())
}

/// Answers that wait in spool files, where there are any; with `replay` they are stored.
async fn spooled(app: &App, replay: bool) -> Option<Check> {
    let place = match file_of(&app.settings.db) {
        Some(path) => path.to_owned(),
        None => app.store().await.ok()?.place(),
    };
    let waiting = waiting_spools(&place);
    let answers = count(waiting.iter().map(|spool| spool.answers as u64).sum(), "answer");
    let files: Vec<String> = waiting.iter().map(|spool| spool.path.display().to_string()).collect();
    let files = files.join(" and ");
    if waiting.is_empty() {
        return replay.then(|| Check::new("spool", State::Good, "no answer waits to be stored"));
    }
    if is_missing(app) {
        let detail = format!("{answers} of a database that is gone: {files}");
        let fix = format!("Put the database back to {place}, then store them with: dialoom doctor --replay");
        let state = if replay { State::Fail } else { State::Warn };
        return Some(Check::new("spool", state, detail).fix(fix));
    }
    if !replay {
        let detail = format!("{answers} not stored yet, in {files}");
        return Some(Check::new("spool", State::Warn, detail).fix("Store them with: dialoom doctor --replay"));
    }
    let replayed = async { Ok::<_, Failure>(replay_spool(app.store().await?).await?) };
    let replayed = match replayed.await {
        Ok(replayed) => replayed,
        Err(failure) => return Some(Check::failed("spool", failure, app)),
    };
    let sum = |number: fn(&Replayed) -> usize| replayed.iter().map(|spool| number(spool) as u64).sum::<u64>();
    let (stored, left) = (sum(|spool| spool.outcomes), sum(|spool| spool.left));
    let stored = format!("stored {} from {files}", count(stored, "answer"));
    Some(match left {
        0 => Check::new("spool", State::Good, stored),
        left => Check::new("spool", State::Fail, format!("{stored}; {} left there", count(left, "line")))
            .fix("They are damaged, or of another database: name that one with --db. The file stays as it is."),
    })
}

/// Approved conversations with a serious finding that nobody read or named, where there are any: found since the
/// decision, or before a filter approved them.
async fn unread(app: &App) -> Option<Check> {
    if is_missing(app) {
        return None;
    }
    let store = app.store().await.ok()?;
    let mut told = Vec::new();
    for (when, how) in
        [(Unread::Since, "found since the decision"), (Unread::Before, "approved by a filter though found")]
    {
        let filter = Filter { status: vec![Status::Approved], unread_serious: Some(when), ..Filter::default() };
        let number = store.count(&filter).await.ok()?;
        let carry = if number == 1 { "carries" } else { "carry" };
        told.extend((number > 0).then(|| {
            let detail = format!("{} {carry} serious findings, {how}", count(number, "approved conversation"));
            (detail, format!("dialoom review {}", flags_of(&filter).join(" ")))
        }));
    }
    let details: Vec<&str> = told.iter().map(|(detail, _)| detail.as_str()).collect();
    let check = Check::new("findings", State::Warn, details.join("; "));
    let commands: Vec<&str> = told.iter().map(|(_, command)| command.as_str()).collect();
    (!told.is_empty()).then(|| check.fix(format!("Read and approve them with: {}", commands.join("; and "))))
}

/// Exports whose process was killed, where there are any.
async fn killed(app: &App) -> Option<Check> {
    if is_missing(app) {
        return None;
    }
    let killed = interrupted(app.store().await.ok()?, process_has_ended).await.ok()?;
    let detail = format!("{} killed before the end", count(killed.len() as u64, "export"));
    let fix = "Mark them as failed, and remove what they left: dialoom exports cleanup";
    (!killed.is_empty()).then(|| Check::new("exports", State::Warn, detail).fix(fix))
}

/// What today (UTC) cost, where the settings name a ceiling and there is a database.
async fn today(app: &App) -> Option<Check> {
    let ceiling = app.settings.limits.max_cost_per_day_usd?;
    if is_missing(app) {
        return None;
    }
    let costs = app.store().await.ok()?.today().await.ok()?;
    let is_used_up = costs.cost_usd.plus(costs.uncertain_cost_usd) >= ceiling;
    let state = if is_used_up { State::Warn } else { State::Good };
    let check = Check::new("today", state, format!("{} (UTC)", costs.of(ceiling)));
    let begins = next_day(Utc::now());
    Some(if is_used_up {
        check.fix(format!("The next day begins {begins}. Or raise max_cost_per_day_usd."))
    } else {
        check
    })
}

fn keys(app: &App) -> Check {
    let settings = &app.settings;
    let state = |name: &str, keys: usize| match keys {
        0 => format!("{name} not set"),
        1 => format!("{name} set"),
        more => format!("{name} set ({more} keys)"),
    };
    let (anthropic, openai) = (settings.anthropic_keys.len(), settings.openai_keys.len());
    let detail = format!("{}, {}", state("anthropic", anthropic), state("openai", openai));
    let needs_anthropic = settings.provider_name(None) == Some(ProviderName::Anthropic);
    let needs_openai = settings.provider_name(None) == Some(ProviderName::OpenAi) && settings.openai_base_url.is_none();
    match (needs_anthropic && anthropic == 0, needs_openai && openai == 0) {
        (true, _) => Check::new("keys", State::Fail, detail)
            .fix(format!("Set {}, or key_file under [anthropic] in dialoom.toml.", Variables::ANTHROPIC.keys)),
        (_, true) => Check::new("keys", State::Fail, detail).fix(format!(
            "Set {}, or {}.",
            Variables::OPENAI.keys,
            Variables::OPENAI.base_url
        )),
        _ => Check::new("keys", State::Good, detail),
    }
}

async fn provider(app: &App, args: &Args) -> Check {
    if app.settings.provider_name(args.provider).is_none() {
        return Check::new("provider", State::Warn, "none is set: only the simulator can answer").fix(format!(
            "Set {}, {} or {}, or use --provider simulator.",
            Variables::ANTHROPIC.keys,
            Variables::OPENAI.keys,
            Variables::OPENAI.base_url
        ));
    }
    let connected = if args.offline { app.connect(args.provider) } else { app.provider(args.provider) };
    let provider = match connected {
        Ok(provider) => provider,
        Err(failure) => return Check::failed("provider", failure, app),
    };
    let place = format!("{} ({})", provider.name(), provider.place());
    let open = app.sends_clear_text(provider.name());
    let (state, place) = match open {
        true => (State::Warn, format!("{place}, the key in clear text")),
        false => (State::Good, place),
    };
    if args.offline {
        return Check::new("provider", state, format!("{place}, not contacted"));
    }
    // Most answers name the place.
    let said = |line: &str| match line.contains(&provider.place()) {
        true if !open => format!("{}: {line}", provider.name()),
        _ => format!("{place}: {line}"),
    };
    match tokio::time::timeout(PATIENCE, provider.check()).await {
        Ok(Ok(line)) => Check::new("provider", state, said(&line)),
        Ok(Err(error)) => {
            let message = said(&error.message);
            Check::failed("provider", Failure::from(error).context(message), app)
        }
        Err(_) => Check::new("provider", State::Fail, format!("{place}: no answer in {} s", PATIENCE.as_secs()))
            .fix("Check the network, the proxy and the base URL."),
    }
}

/// A clock is wrong if it is before the build of this program, or 20 years after.
fn clock(now: DateTime<Utc>, version: &str) -> Check {
    let built = version.trim_end_matches(')').rsplit(' ').next().and_then(|day| day.parse::<NaiveDate>().ok());
    let built = built.or_else(|| NaiveDate::from_ymd_opt(2026, 1, 1)).unwrap_or_default();
    let shown = now.format("%Y-%m-%d %H:%M:%S UTC").to_string();
    // The build's day may be a day ahead of UTC.
    let is_wrong = now.date_naive() < built.pred_opt().unwrap_or(built) || now.year() > built.year() + 20;
    if is_wrong {
        return Check::new("clock", State::Fail, format!("{shown}, but this dialoom is from {built}"))
            .fix("Set the clock: certificates, rate limits and records depend on it.");
    }
    Check::new("clock", State::Good, shown)
}

fn terminal(app: &App) -> Check {
    let ui = &app.ui;
    let color = if ui.out_has_color() { "with colour" } else { "without colour" };
    match (ui.out_is_terminal(), ui.width()) {
        (false, _) => Check::new("terminal", State::Good, "none: output is piped"),
        (true, width) if width < 40 => Check::new("terminal", State::Warn, format!("{width} columns, {color}"))
            .fix("Make the window at least 40 columns wide, or use --json."),
        (true, width) => Check::new("terminal", State::Good, format!("{width} columns, {color}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_before_the_build_or_far_after_it_fails() {
        let state = |now: &str| clock(now.parse().expect("a time"), "0.1.0 (abc1234 2026-11-22)").state;
        assert_eq!(state("2026-11-22T10:00:00Z"), State::Good);
        assert_eq!(state("2026-11-21T23:00:00Z"), State::Good);
        assert_eq!(state("2026-11-20T10:00:00Z"), State::Fail);
        assert_eq!(state("2060-01-01T00:00:00Z"), State::Fail);
        assert_eq!(clock("1970-01-01T00:00:00Z".parse().expect("a time"), "0.1.0 (unknown)").state, State::Fail);
    }
}
