//! What every command uses: settings and ui from the start, store and provider opened on first use.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::OnceCell;

use crate::domain::conversation::ProviderName;
use crate::domain::environment::Variables;
use crate::domain::judge_table::JudgeTable;
use crate::error::Failure;
use crate::provider::Models;
use crate::provider::{self, Provider, ProviderConfig, is_dummy, is_on_this_machine};
use crate::settings::{OPENAI_BASE_URL, Settings, without_password};
use crate::store::{Store, Upgrade, Upgrades};
use crate::ui::Ui;

/// Said where opening takes long and no migration runs: mostly, another process holds the database.
const WAITS_FOR_DATABASE: &str = "waiting for the database; another process may be writing to it";

/// Settings, ui and database of one process.
#[derive(Debug)]
pub struct App {
    /// The settings of this run.
    pub settings: Settings,
    /// Where output goes.
    pub ui: Ui,
    store: OnceCell<Store>,
    /// Where prompts may go, as the person was told.
    named_servers: Mutex<BTreeSet<String>>,
}

impl App {
    /// An app that has opened nothing yet.
    pub fn new(settings: Settings, ui: Ui) -> App {
        App { settings, ui, store: OnceCell::new(), named_servers: Mutex::default() }
    }

    /// The database; the first use opens it, and migrates it where needed. A missing file is created only by a command
    /// that stores something new.
    pub async fn store(&self) -> Result<&Store, Failure> {
        let Settings { db, effect, .. } = &self.settings;
        let upgrades = Upgrades::default();
        let line = |so_far| opening(*upgrades.borrow(), so_far);
        let open = || self.ui.saying(line, Store::open_upgrading(db, *effect, &upgrades));
        Ok(self.store.get_or_try_init(open).await?)
    }

    /// The database, where it was opened.
    pub fn opened(&self) -> Option<&Store> {
        self.store.get()
    }

    /// The provider asked for, else the one set; without either, an error with three ways to set one.
    ///
    /// Before the first call it says which server a file names that was found by searching, and asks once whether
    /// that server may have the key.
    pub fn provider(&self, asked: Option<ProviderName>) -> Result<Arc<dyn Provider>, Failure> {
        let provider = self.connect(asked)?;
        let name = provider.name();
        let found_in = self.settings.way(name).and_then(|way| way.found_in.as_ref());
        self.name_server(name.as_str(), &provider.place(), found_in)?;
        Ok(provider)
    }

    /// The provider of a judge. With a server of its own it never gets the keys of another one. `named_in` is the file that
    /// names this server, where that was not the person.
    pub fn judge(&self, table: &JudgeTable, named_in: Option<&PathBuf>) -> Result<Arc<dyn Provider>, Failure> {
        let name = self.settings.provider_name(table.protocol());
        let (own, keys) = (table.base_url.as_ref(), &self.settings.judge_keys);
        let is_built_in = name == Some(ProviderName::Simulator);
        if let (Some(_), true) = (own, is_built_in) {
            return Err(Failure::bad_input("a judge has a base_url, and its provider is the simulator")
                .hint("Remove one of them: the simulator is built in."));
        }
        let Some(name) = name.filter(|_| (own.is_some() || !keys.is_empty()) && !is_built_in) else {
            return self.provider(table.protocol());
        };
        let base_url = own.cloned().unwrap_or_else(|| server(&self.settings, name).0);
        let way = self.settings.way(name).filter(|_| own.is_none()).unwrap_or(&self.settings.judge_way);
        let is_safe = way.insecure || !is_clear_text(&base_url, keys);
        if !is_safe {
            return Err(clear_text("the judge", &base_url).hint("To send it all the same, add --insecure."));
        }
        let config = config(self.models(), name, base_url, keys.clone());
        let provider = provider::connect_by(config, Some(Variables::JUDGE))?;
        let named_in = if own.is_some() { named_in } else { way.found_in.as_ref() };
        self.name_server("the judge", &provider.place(), named_in)?;
        Ok(provider)
    }

    /// The same where nothing is sent: it says and asks nothing.
    pub fn connect(&self, asked: Option<ProviderName>) -> Result<Arc<dyn Provider>, Failure> {
        let name = self.settings.provider_name(asked).ok_or_else(|| {
            Failure::bad_input("no provider is set")
                .hint(format!("Set {} for the Messages API of Anthropic.", Variables::ANTHROPIC.keys))
                .hint(format!(
                    "Set {} for OpenAI, or {} for another chat-completions server.",
                    Variables::OPENAI.keys,
                    Variables::OPENAI.base_url
                ))
                .hint("Add --provider simulator to try everything offline, without a key.")
        })?;
        connect(&self.settings, self.models(), name)
    }

    /// Whether a key for this provider crosses a network unencrypted, for `doctor`.
    pub fn sends_clear_text(&self, name: ProviderName) -> bool {
        let (base_url, keys) = server(&self.settings, name);
        is_clear_text(&base_url, &keys)
    }

    /// Says once where a file sends prompts that the person did not name, and asks.
    fn name_server(&self, name: &str, place: &str, found_in: Option<&PathBuf>) -> Result<(), Failure> {
        let Some(file) = found_in else { return Ok(()) };
        if !self.named_servers.lock().unwrap_or_else(PoisonError::into_inner).insert(place.to_owned()) {
            return Ok(());
        }
        let file = file.display();
        self.ui.note(&format!("{name} is at {place}, as {file} says"));
        if is_on_this_machine(place) || !self.ui.can_ask() {
            return Ok(());
        }
        match self.ui.confirm(&format!("Send prompts and the key to {place}?"), false)? {
            true => Ok(()),
            false => Err(Failure::bad_input(format!("nothing was sent to {place}"))
                .hint(format!("Check base_url in {file}; with -y or --config FILE nobody is asked."))),
        }
    }

    /// The built-in table of models; the user's own prices override it.
    pub fn models(&self) -> Models {
        Models::with_overrides(&self.settings.prices)
    }

    /// Closes the database; returns the ui, so that a failure can still be printed.
    pub async fn close(self) -> Ui {
        if let Some(store) = self.store.into_inner() {
            if store.changed_while_read() {
                self.ui.warn(&format!(
                    "another process changed {} while this command read it: run the command again",
                    store.place()
                ));
            }
            store.close().await;
        }
        self.ui
    }
}

/// What opening waits for.
fn opening(upgrade: Option<Upgrade>, so_far: Duration) -> String {
    let Some(Upgrade { step, of }) = upgrade else { return WAITS_FOR_DATABASE.to_owned() };
    // A step over many conversations may take minutes: every ten seconds it is said that it goes on.
    let tens = so_far.as_secs() / 10 * 10;
    let so_far = if tens > 0 { format!(", {tens} seconds so far") } else { String::new() };
    format!("bringing the database up to date, once: step {step} of {of}{so_far}")
}

/// The base URL and the keys of a provider.
fn server(settings: &Settings, name: ProviderName) -> (String, Vec<SecretString>) {
    match name {
        ProviderName::Anthropic => (settings.anthropic_base_url.clone(), settings.anthropic_keys.clone()),
        ProviderName::OpenAi => {
            (settings.openai_base_url.as_deref().unwrap_or(OPENAI_BASE_URL).to_owned(), settings.openai_keys.clone())
        }
        ProviderName::Simulator => (String::new(), Vec::new()),
    }
}

/// The one place where settings become a connection; nothing is sent yet.
fn connect(settings: &Settings, models: Models, name: ProviderName) -> Result<Arc<dyn Provider>, Failure> {
    let (base_url, keys) = server(settings, name);
    refuse_clear_text(settings, name, &base_url, &keys)?;
    Ok(provider::connect(config(models, name, base_url, keys))?)
}

fn config(models: Models, name: ProviderName, base_url: String, keys: Vec<SecretString>) -> ProviderConfig {
    let user_agent = concat!("dialoom/", env!("CARGO_PKG_VERSION")).to_owned();
    ProviderConfig { name, base_url, keys, user_agent, models }
}

/// Whether a key would cross a network unencrypted: plain http to another machine. A dummy key is nothing to lose.
fn is_clear_text(base_url: &str, keys: &[SecretString]) -> bool {
    let url = base_url.trim();
    let is_plain = url.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://"));
    let has_password = without_password(url) != url;
    let has_key = has_password || keys.iter().any(|key| !is_dummy(key.expose_secret().trim()));
    is_plain && has_key && !is_on_this_machine(url)
}

fn refuse_clear_text(
    settings: &Settings,
    name: ProviderName,
    base_url: &str,
    keys: &[SecretString],
) -> Result<(), Failure> {
    if !is_clear_text(base_url, keys) || settings.way(name).is_none_or(|way| way.insecure) {
        return Ok(());
    }
    Err(clear_text(name.as_str(), base_url)
        .hint(format!("To send it all the same, add --insecure, or insecure = true under [{name}] in dialoom.toml.")))
}

fn clear_text(whose: &str, base_url: &str) -> Failure {
    let place = without_password(base_url.trim());
    Failure::bad_input(format!("the key of {whose} would go to {place} in clear text, for everybody on the way"))
        .hint("Use a base URL that begins with https://.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upgrade_is_said_with_its_step_and_again_every_ten_seconds() {
        let line = |seconds| opening(Some(Upgrade { step: 2, of: 3 }), Duration::from_secs(seconds));
        assert_eq!(line(9), "bringing the database up to date, once: step 2 of 3");
        assert_eq!(line(19), "bringing the database up to date, once: step 2 of 3, 10 seconds so far");
        assert_eq!(opening(None, Duration::ZERO), WAITS_FOR_DATABASE);
    }
}
