//! What every command is lent: settings and ui at once, store and provider opened on first use.

use std::sync::Arc;

use tokio::sync::OnceCell;

use crate::domain::conversation::ProviderName;
use crate::domain::environment::Variables;
use crate::error::Failure;
use crate::provider::Models;
use crate::provider::{self, Provider, ProviderConfig};
use crate::settings::{OPENAI_BASE_URL, Settings};
use crate::store::Store;
use crate::ui::Ui;

/// Lent to every command.
#[derive(Debug)]
pub struct App {
    /// What this run is set to.
    pub settings: Settings,
    /// Where output goes.
    pub ui: Ui,
    store: OnceCell<Store>,
}

impl App {
    /// An app that has opened nothing yet.
    pub fn new(settings: Settings, ui: Ui) -> App {
        App { settings, ui, store: OnceCell::new() }
    }

    /// The database, opened, made and brought up to date on first use.
    pub async fn store(&self) -> Result<&Store, Failure> {
        Ok(self.store.get_or_try_init(|| Store::open(&self.settings.db)).await?)
    }

    /// The provider asked for, or the one whose key or URL is set; where none is, an error with the three ways on.
    pub fn provider(&self, asked: Option<ProviderName>) -> Result<Arc<dyn Provider>, Failure> {
        let name = self.settings.provider_name(asked).ok_or_else(|| {
            Failure::bad_input("no provider is set")
                .hint(format!("Set {} for the Messages API.", Variables::ANTHROPIC.keys))
                .hint(format!(
                    "Set {} (and {} where it wants one) for a chat-completions server.",
                    Variables::OPENAI.base_url,
                    Variables::OPENAI.keys
                ))
                .hint("Use --provider simulator to try everything offline, with no key.")
        })?;
        connect(&self.settings, self.models(), name)
    }

    /// The table of models with the user's own prices on top.
    pub fn models(&self) -> Models {
        Models::with_overrides(&self.settings.prices)
    }

    /// Closes what was opened and gives the ui back, so that a failure can still be told.
    pub async fn close(self) -> Ui {
        if let Some(store) = self.store.into_inner() {
            store.close().await;
        }
        self.ui
    }
}

/// The one place where settings become a connection; nothing is sent yet.
fn connect(settings: &Settings, models: Models, name: ProviderName) -> Result<Arc<dyn Provider>, Failure> {
    let (base_url, keys) = match name {
        ProviderName::Anthropic => (settings.anthropic_base_url.clone(), settings.anthropic_keys.clone()),
        ProviderName::OpenAi => {
            (settings.openai_base_url.as_deref().unwrap_or(OPENAI_BASE_URL).to_owned(), settings.openai_keys.clone())
        }
        ProviderName::Simulator => (String::new(), Vec::new()),
    };
    let user_agent = concat!("dialoom/", env!("CARGO_PKG_VERSION")).to_owned();
    Ok(provider::connect(ProviderConfig { name, base_url, keys, user_agent, models })?)
}
