//! Settings, read and checked once. Precedence: flags, environment, file, defaults.

mod database;
mod entries;
mod file;
mod found;
#[cfg(test)]
mod fuzz;
mod keys;
mod places;
mod trust;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use crate::domain::conversation::ProviderName;
use crate::domain::dataset::DatasetTable;
use crate::domain::effect::Effect;
use crate::domain::environment::Variables;
use crate::domain::judge_table::JudgeTable;
use crate::domain::limits::{GenerationTable, LimitsTable};
use crate::domain::money::OwnPrice;
use crate::domain::quoted::quoted;
use crate::error::Failure;
use crate::provider;

use entries::Entries;
use file::{File, ProviderTable};

pub use places::{without_given_password, without_password};

/// The default base URL of the Messages API.
pub const ANTHROPIC_BASE_URL: &str = "https://api.anthropic.com";
/// The default base URL of chat completions, where a key is set and no URL.
pub const OPENAI_BASE_URL: &str = "https://api.openai.com/v1";
/// The configuration file's name.
pub const FILE_NAME: &str = "dialoom.toml";

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "from", content = "name", rename_all = "snake_case")]
pub enum Source {
    /// A flag.
    Flag(&'static str),
    /// An environment variable.
    Environment(&'static str),
    /// A configuration file.
    File(PathBuf),
    /// Found by searching, in this folder.
    Found(PathBuf),
    /// The default.
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Flag(name) | Source::Environment(name) => f.write_str(name),
            Source::File(path) => write!(f, "{}", path.display()),
            Source::Found(folder) => write!(f, "found in {}", folder.display()),
            Source::Default => f.write_str("default"),
        }
    }
}

/// One line of `dialoom config`. A secret's value is "set" or "not set".
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Entry {
    /// The name in the configuration file, dotted.
    pub key: String,
    /// The value, printable.
    pub value: String,
    /// Where it came from.
    pub source: Source,
}

/// The settings of one run of dialoom.
pub struct Settings {
    /// What the command may do.
    pub effect: Effect,
    /// The database: a path or a URL.
    pub db: String,
    /// The user's name in the records.
    pub user: String,
    /// The configuration file in use.
    pub config_file: Option<PathBuf>,
    /// Whether that file was named or found here or above; otherwise it is the user's own for every project.
    pub is_of_project: bool,
    /// Defaults for generation; plan and flags take precedence.
    pub generation: GenerationTable,
    /// Defaults for limits; plan and flags take precedence.
    pub limits: LimitsTable,
    /// Who judges, where the file says so; plan and flags take precedence.
    pub judge: JudgeTable,
    /// Keys of the judge's own, from `DIALOOM_JUDGE_API_KEY`.
    pub judge_keys: Vec<SecretString>,
    /// The way to the judge's own server.
    pub judge_way: Way,
    /// Whether prompts and answers of every call are kept in the log.
    pub keep_payloads: bool,
    /// The reasons on the number keys of the review.
    pub reasons: Vec<String>,
    /// What the card of a dataset folder states.
    pub dataset: DatasetTable,
    /// The user's own prices, by model.
    pub prices: BTreeMap<String, OwnPrice>,
    /// The Messages API's base URL.
    pub anthropic_base_url: String,
    /// Keys for it, from `ANTHROPIC_API_KEY` (several separated by commas) or `anthropic.key_file` (one a line).
    pub anthropic_keys: Vec<SecretString>,
    /// The chat-completions base URL, where one is set.
    pub openai_base_url: Option<String>,
    /// Keys for it, from `OPENAI_API_KEY` or `openai.key_file`; none is fine for a local server.
    pub openai_keys: Vec<SecretString>,
    /// The way to the Messages API.
    pub anthropic_way: Way,
    /// The way to the chat-completions server.
    pub openai_way: Way,
    /// Every value and where it came from, for `dialoom config`.
    pub entries: Vec<Entry>,
}

/// Shows what `dialoom config` shows: neither keys nor the password of a database URL.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("entries", &self.entries).finish_non_exhaustive()
    }
}

/// The flags that are settings.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--db`.
    pub db: Option<String>,
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--user`.
    pub user: Option<String>,
    /// `--insecure`.
    pub insecure: bool,
    /// What the command may do. One that only reads passes an untrusted file over.
    pub effect: Effect,
}

/// A warning about the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// In words, with what to do.
    pub text: String,
    /// Whether the command does what was meant all the same.
    pub can_wait: bool,
}

/// What was said about the way to a server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Way {
    /// Whether a key may go to another machine in clear text.
    pub insecure: bool,
    /// The file that sets the base URL, where it was found here or above.
    pub found_in: Option<PathBuf>,
}

/// What settings depend on beside flags; a parameter, so that tests can set it.
pub struct Surroundings<'a> {
    /// Reads an environment variable.
    pub env: &'a dyn Fn(&str) -> Option<String>,
    /// The current folder.
    pub folder: PathBuf,
    /// The user's configuration folder; dialoom's file is `dialoom/dialoom.toml` below it.
    pub user_config_folder: Option<PathBuf>,
    /// The login name.
    pub login: Option<String>,
}

impl fmt::Debug for Surroundings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Surroundings<'_> {
    /// The value of a variable; empty counts as not set.
    fn var(&self, name: &'static str) -> Option<(String, Source)> {
        let value = (self.env)(name)?.trim().to_owned();
        (!value.is_empty()).then_some((value, Source::Environment(name)))
    }
}

impl Settings {
    /// Reads everything once; returns the settings and warnings for the person (a key file that others can read).
    ///
    /// A field that is unknown, of the wrong type or out of range is a failure with exit code 2 that names its line.
    pub fn load(flags: &Flags, around: &Surroundings<'_>) -> Result<(Settings, Vec<Warning>), Failure> {
        let mut warnings = Vec::new();
        let found = places::find(flags, around, &mut warnings)?;
        let read = found.as_ref().map(|found| File::read(&found.path, &around.folder));
        let file = read.transpose()?.unwrap_or_default();
        let mut entries = Entries::default();
        let db = db(flags, around, (&file, found.as_ref()), &mut warnings)?;
        entries.add("db", without_password(&db.0), db.1);

        let user = user(flags, around, &file)?;
        entries.add("user", user.0.clone(), user.1);

        let (generation, sources) = generation(&file, around)?;
        entries.generation(&generation, &sources, &file);
        entries.limits(&file.limits, &file)?;
        let reasons = entries.reasons(&file);
        entries.dataset(&file);
        let anthropic_url =
            base_url(Variables::ANTHROPIC.base_url, "anthropic.base_url", &file.anthropic.base_url, &file, around)?;
        let openai_url = base_url(Variables::OPENAI.base_url, "openai.base_url", &file.openai.base_url, &file, around)?;
        let anthropic =
            keys::load(Variables::ANTHROPIC.keys, "anthropic", &file.anthropic, &file, around, &mut warnings)?;
        let openai = keys::load(Variables::OPENAI.keys, "openai", &file.openai, &file, around, &mut warnings)?;

        let is_found = found.as_ref().is_some_and(|found| found.by_searching);
        let mut way = |name: &str, said: Option<bool>, url: &Option<(String, Source)>| {
            entries.insecure(name, flags.insecure, said, &file);
            let found_in = url.as_ref().filter(|(_, source)| is_found && *source == file.source());
            Way { insecure: flags.insecure || said == Some(true), found_in: found_in.and_then(|_| file.path.clone()) }
        };
        let anthropic_way = way("anthropic", file.anthropic.insecure, &anthropic_url);
        let openai_way = way("openai", file.openai.insecure, &openai_url);

        let (judge, judge_keys, judge_found_in) = judge(&mut entries, &file, around, &mut warnings)?;
        let judge_way = Way { insecure: flags.insecure, found_in: judge_found_in.filter(|_| is_found) };

        let (url, source) = anthropic_url.unwrap_or_else(|| (ANTHROPIC_BASE_URL.to_owned(), Source::Default));
        entries.add("anthropic.base_url", provider::masked_base_url(&url), source);
        entries.secret("anthropic", &anthropic);
        entries.openai_base_url(openai_url.as_ref(), &openai);
        entries.secret("openai", &openai);
        entries.prices(&file.prices, &file);

        let settings = Settings {
            effect: flags.effect,
            db: db.0,
            user: user.0,
            config_file: file.path.clone(),
            is_of_project: found.as_ref().is_some_and(|found| found.by_searching || flags.config.is_some()),
            generation,
            limits: file.limits,
            judge,
            judge_keys,
            judge_way,
            keep_payloads: file.keep_payloads.unwrap_or(false),
            reasons,
            dataset: file.dataset.clone(),
            prices: file.prices,
            anthropic_base_url: url,
            anthropic_keys: anthropic.keys,
            openai_base_url: openai_url.map(|(url, _)| url),
            openai_keys: openai.keys,
            anthropic_way,
            openai_way,
            entries: entries.list,
        };
        Ok((settings, warnings))
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = &SecretString> {
        self.anthropic_keys.iter().chain(&self.openai_keys).chain(&self.judge_keys)
    }

    /// The way to a provider; `None` for one that is built in.
    pub fn way(&self, name: ProviderName) -> Option<&Way> {
        match name {
            ProviderName::Anthropic => Some(&self.anthropic_way),
            ProviderName::OpenAi => Some(&self.openai_way),
            ProviderName::Simulator => None,
        }
    }

    /// The provider asked for, else the one set, else the one with a key or URL; Anthropic where both have one.
    pub fn provider_name(&self, asked: Option<ProviderName>) -> Option<ProviderName> {
        let by_key = if !self.anthropic_keys.is_empty() {
            Some(ProviderName::Anthropic)
        } else if self.openai_base_url.is_some() || !self.openai_keys.is_empty() {
            Some(ProviderName::OpenAi)
        } else {
            None
        };
        asked.or(self.generation.provider).or(by_key)
    }
}

/// The first value that is given.
fn first<const N: usize>(values: [Option<(String, Source)>; N]) -> Option<(String, Source)> {
    values.into_iter().flatten().next()
}

/// The generation table, with provider and model of the environment before those of the file; and where they came from.
fn generation(file: &File, around: &Surroundings<'_>) -> Result<(GenerationTable, entries::Chosen), Failure> {
    let mut table = file.generation.clone();
    let mut chosen = entries::Chosen::default();
    if let Some((word, source)) = around.var("DIALOOM_PROVIDER") {
        let provider = word.parse::<ProviderName>();
        table.provider = Some(provider.map_err(|error| Failure::bad_input(format!("DIALOOM_PROVIDER: {error}")))?);
        chosen.provider = Some(source);
    }
    if let Some((model, source)) = around.var("DIALOOM_MODEL") {
        table.model = Some(model);
        chosen.model = Some(source);
    }
    Ok((table, chosen))
}

/// Who judges, the judge's own keys, and the file that names its own server.
fn judge(
    entries: &mut Entries,
    file: &File,
    around: &Surroundings<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<(JudgeTable, Vec<SecretString>, Option<PathBuf>), Failure> {
    let variables = Variables::JUDGE;
    let (url, source) = base_url(variables.base_url, "judge.base_url", &file.judge.base_url, file, around)?.unzip();
    let keys = keys::load(variables.keys, "judge", &ProviderTable::default(), file, around, warnings)?;
    let named_in = source.as_ref().filter(|source| **source == file.source()).and(file.path.clone());
    let judge = JudgeTable { base_url: url, ..file.judge.clone() };
    entries.judge(&judge, source, &keys, file);
    Ok((judge, keys.keys, named_in))
}

/// The database: flag, environment, file, or that of the project.
fn db(
    flags: &Flags,
    around: &Surroundings<'_>,
    (file, found): (&File, Option<&places::Found>),
    warnings: &mut Vec<Warning>,
) -> Result<(String, Source), Failure> {
    let written = file.db.as_ref().map(|db| (places::beside(db, &file.folder()), file.source()));
    let flag = flags.db.clone().map(|db| (db, Source::Flag("--db")));
    let Some((db, source)) = first([flag, around.var("DIALOOM_DB"), written]) else {
        return database::of_project(flags, around, found, warnings);
    };
    places::check_db(&db, &source)?;
    let is_above = |found: &places::Found| found.by_searching && found.path.parent() != Some(&around.folder);
    if found.is_some_and(is_above) && source == file.source() {
        warnings.extend(database::passed_over(around, &db));
    }
    Ok((db, source))
}

/// The name for the records: flag, environment, file, login name.
fn user(flags: &Flags, around: &Surroundings<'_>, file: &File) -> Result<(String, Source), Failure> {
    let user = first([
        flags.user.clone().map(|user| (user.trim().to_owned(), Source::Flag("--user"))),
        around.var("DIALOOM_USER"),
        file.user.clone().map(|user| (user, file.source())),
    ])
    .unwrap_or_else(|| (around.login.clone().unwrap_or_else(|| "unknown".to_owned()), Source::Default));
    if user.0.is_empty() {
        return Err(Failure::bad_input(format!("the user name of {} is empty", user.1))
            .hint("Give a name, or leave it out to use the login name."));
    }
    Ok(user)
}

/// A base URL from the environment or the file; it must be http or https with a host.
fn base_url(
    variable: &'static str,
    field: &'static str,
    written: &Option<String>,
    file: &File,
    around: &Surroundings<'_>,
) -> Result<Option<(String, Source)>, Failure> {
    let given = first([around.var(variable), written.clone().map(|url| (url.trim().to_owned(), file.source()))]);
    let Some((url, source)) = given else { return Ok(None) };
    if provider::is_base_url(&url) {
        return Ok(Some((url, source)));
    }
    let place = match &source {
        Source::File(_) => file.place(field),
        source => source.to_string(),
    };
    let shown = quoted(&provider::without_key(&without_password(&url)));
    Err(Failure::bad_input(format!("{place}: {shown} is no base URL; expected http:// or https:// with a host"))
        .hint(format!("Write it like https://api.example.com/v1 in {variable} or {field}.")))
}

/// Settings of this process: its environment, current folder, user.
pub fn of_process(flags: &Flags) -> Result<(Settings, Vec<Warning>), Failure> {
    check_environment()?;
    let env = |name: &str| std::env::var(name).ok();
    let folder =
        std::env::current_dir().map_err(|error| Failure::new("the current folder cannot be read").because(error))?;
    let user_config_folder =
        etcetera::choose_base_strategy().ok().map(|base| etcetera::BaseStrategy::config_dir(&base));
    let around = Surroundings { env: &env, folder, user_config_folder, login: whoami::username().ok() };
    Settings::load(flags, &around)
}

/// Refuses a variable that would count as not set because its value is no text.
fn check_environment() -> Result<(), Failure> {
    // Those of a judge begin with DIALOOM_.
    let providers = [Variables::ANTHROPIC, Variables::OPENAI];
    let is_read = |name: &str| {
        name.starts_with("DIALOOM_") || providers.iter().any(|one| [one.keys, one.base_url].contains(&name))
    };
    let broken = |(name, value): (OsString, OsString)| {
        let name = name.into_string().ok().filter(|name| is_read(name))?;
        value.to_str().is_none().then_some(name)
    };
    match std::env::vars_os().find_map(broken) {
        Some(name) => Err(Failure::bad_input(format!("the value of {name} is not UTF-8"))
            .hint(format!("Set {name} again, or remove it with: unset {name}"))),
        None => Ok(()),
    }
}

/// A path as given on the command line or in a file, for messages.
fn shown(path: &Path) -> String {
    crate::ui::printable(&path.display().to_string())
}

#[cfg(test)]
mod tests;
