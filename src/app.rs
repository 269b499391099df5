//! What every command uses: settings and ui from the start, store and provider opened on first use.

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

/// Settings, ui and database of one process.
#[derive(Debug)]
pub struct App {
    /// The settings of this run.
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

    /// The database; the first use opens it, and creates or migrates it where needed.
    pub async fn store(&self) -> Result<&Store, Failure> {
        Ok(self.store.get_or_try_init(|| Store::open(&self.settings.db)).await?)
    }

    /// The provider asked for, else the one set; without either, an error with three ways to set one.
    pub fn provider(&self, asked: Option<ProviderName>) -> Result<Arc<dyn Provider>, Failure> {
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

    /// The built-in table of models; the user's own prices override it.
    pub fn models(&self) -> Models {
        Models::with_overrides(&self.settings.prices)
    }

    /// Closes the database; returns the ui, so that a failure can still be printed.
    pub async fn close(self) -> Ui {
        if let Some(store) = self.store.into_inner() {
            store.close().await;
        }
        self.ui
    }
}

/// The one place where settings become a provider; sends nothing yet.
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
