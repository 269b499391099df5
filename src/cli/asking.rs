//! The flags that say who answers and under which limits, and what they come to together with plan and settings.

use std::sync::Arc;

use crate::app::App;
use crate::domain::conversation::ProviderName;
use crate::domain::limits::{GenerationTable, Limits, LimitsTable, OutOfRange, RequestLimit};
use crate::domain::money::Usd;
use crate::engine::settings::AskSettings;
use crate::error::Failure;
use crate::provider::ModelInfo;
use crate::provider::Provider;

use crate::cli::filters::one_of;
use crate::cli::typed::whole;

/// Who answers, and how it is asked.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Model")]
pub struct AskArgs {
    /// Who answers [default: the one whose key or URL is set]
    #[arg(long, value_name = "NAME", ignore_case = true, value_parser = one_of::<ProviderName>(ProviderName::WORDS))]
    pub provider: Option<ProviderName>,
    /// Which model [default: the provider's current one, or the server's only one]
    #[arg(long, value_name = "ID")]
    pub model: Option<String>,
    /// How freely it writes, 0 to 2 [default: 0.7 where the model takes one]
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    pub temperature: Option<f64>,
    /// The most tokens of one answer [default: sized to the turns, 2048 at the least]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    pub max_tokens: Option<u32>,
    /// Turns of a conversation [default: 10]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    pub turns: Option<u32>,
}

/// The limits of a run.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Limits")]
pub struct LimitArgs {
    /// Requests a minute for each key, or none for no limit [default: 50]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub rpm: Option<RequestLimit>,
    /// Never spend more than this: stop before a call that could
    #[arg(long, value_name = "USD", value_parser = dollars, allow_negative_numbers = true)]
    pub max_cost: Option<Usd>,
    /// Repeats of a failed call [default: 3]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    pub max_retries: Option<u32>,
    /// Seconds to wait for one answer [default: 60]
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true)]
    pub timeout: Option<f64>,
}

/// An amount on the command line.
fn dollars(given: &str) -> Result<Usd, String> {
    let number: f64 = given.trim().trim_start_matches('$').parse().map_err(|_| "expected US dollars, such as 2.50")?;
    Usd::from_dollars(number)
        .filter(|amount| *amount >= Usd::ZERO)
        .ok_or_else(|| "expected 0 or more US dollars".into())
}

impl AskArgs {
    /// These flags as a table that stands over plan and settings; a value out of its range names its flag.
    pub fn table(&self) -> Result<GenerationTable, Failure> {
        let table = GenerationTable {
            provider: self.provider,
            model: self.model.clone(),
            temperature: self.temperature,
            max_tokens: self.max_tokens,
            turns: self.turns,
        };
        table.check().map_err(wrong_flag)?;
        Ok(table)
    }
}

impl LimitArgs {
    /// These flags, and the one only batches have, as a table that stands over plan and settings; a value out of its
    /// range names its flag.
    pub fn table(&self, concurrency: Option<u32>) -> Result<LimitsTable, Failure> {
        let table = LimitsTable {
            requests: self.rpm,
            window_seconds: self.rpm.map(|_| 60.0),
            max_cost_usd: self.max_cost,
            max_retries: self.max_retries,
            timeout_seconds: self.timeout,
            concurrency,
            ..LimitsTable::default()
        };
        table.settle().map_err(wrong_flag)?;
        Ok(table)
    }
}

/// A flag out of its range. Ranges are those of the plan's fields, so the flag is named after the field it stands for.
fn wrong_flag(error: OutOfRange) -> Failure {
    let flag = match error.field.rsplit('.').next().unwrap_or_default() {
        "requests" => "rpm".to_owned(),
        "max_cost_usd" => "max-cost".to_owned(),
        "timeout_seconds" => "timeout".to_owned(),
        same => same.replace('_', "-"),
    };
    Failure::bad_input(format!("--{flag} is {}; expected {}", error.given, error.expected))
}

/// A provider that can be asked, with everything decided.
#[derive(Debug)]
pub struct Asked {
    /// Who answers.
    pub provider: Arc<dyn Provider>,
    /// How it is asked.
    pub ask: AskSettings,
    /// What is known of the model.
    pub info: ModelInfo,
}

/// Decides provider and model from a table (flags over plan over settings), and warns of what is odd about them.
pub async fn settle(app: &App, table: &GenerationTable) -> Result<Asked, Failure> {
    table.check()?;
    let provider = app.provider(table.provider)?;
    let name = provider.name();
    let model = match table.model.clone().filter(|model| !model.trim().is_empty()) {
        Some(model) => model,
        None => provider.default_model().await?.ok_or_else(|| {
            Failure::bad_input(format!("no model is set for {}", provider.place()))
                .hint("Name one with --model, DIALOOM_MODEL, or model in [generation].")
        })?,
    };
    let models = app.models();
    let info = models.info(name, &model);
    if let Some(warning) = models.retirement_warning(name, &model, chrono::Utc::now().date_naive()) {
        app.ui.warn(&warning);
    }
    if info.price_is_guess {
        app.ui.warn(&format!(
            "the price of \"{model}\" is not known: it is taken to be $15 in and $75 out per million tokens \
             ({})",
            price_hint(&model, &provider.place())
        ));
    }
    if table.temperature.is_some() && !info.takes_temperature {
        app.ui.warn(&format!("\"{model}\" takes no temperature: it is left out"));
    }
    let ask = AskSettings::new(table, name, model, &info);
    Ok(Asked { provider, ask, info })
}

/// How to say what a model costs; a server on this machine costs nothing.
fn price_hint(model: &str, place: &str) -> String {
    let is_local = ["http://localhost", "http://127.", "http://[::1]"].iter().any(|start| place.starts_with(start));
    // Quoted as TOML quotes a key: a model's name comes from a server.
    let name = toml::Value::String(model.to_owned()).to_string();
    if is_local {
        format!(
            "a server of your own costs nothing: put prices.{name} = {{ input = 0, output = 0 }} at the top of dialoom.toml"
        )
    } else {
        format!("put prices.{name} = {{ input = …, output = … }} at the top of dialoom.toml")
    }
}

/// The limits of a run against a provider. The simulator is not held back unless somebody says so.
pub fn limits(table: &LimitsTable, provider: ProviderName) -> Result<Limits, Failure> {
    let mut limits = table.settle()?;
    if provider == ProviderName::Simulator && !limits.requests_are_set {
        limits.requests = RequestLimit::Unlimited;
    }
    Ok(limits)
}
