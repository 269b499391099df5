//! Provider, model and limits of a run, from flags, plan and settings.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::domain::limits::{GenerationTable, LimitsTable};
use crate::engine::{AskSettings, Terms};
use crate::error::Failure;
use crate::provider::{Provider, is_on_this_machine};
use crate::ui::progress::span;

/// The longest wait for a list of models. It is short, and a server has it at hand.
const LONGEST_LIST: Duration = Duration::from_secs(30);

/// Picks provider, model and limits (precedence: flags, plan, settings). Warns of models that are old or without a price,
/// and of a temperature that the model does not take.
pub async fn terms(app: &App, table: &GenerationTable, limits_table: &LimitsTable) -> Result<Terms, Failure> {
    table.check()?;
    let hint = "Set one with --model, DIALOOM_MODEL, or model under [generation] in dialoom.toml.";
    terms_with(app, app.provider(table.provider)?, (table, limits_table), hint).await
}

/// The same with a provider that is known. `hint` says how to name a model.
pub async fn terms_with(
    app: &App,
    provider: Arc<dyn Provider>,
    (table, limits_table): (&GenerationTable, &LimitsTable),
    hint: &str,
) -> Result<Terms, Failure> {
    let name = provider.name();
    let model = match table.model.clone().filter(|model| !model.trim().is_empty()) {
        Some(model) => model,
        None => default_model(app, provider.as_ref(), (limits_table.settle()?.timeout, hint)).await?,
    };
    let models = app.models();
    let info = match is_on_this_machine(&provider.place()) {
        true => models.info_on_this_machine(name, &model),
        false => models.info(name, &model),
    };
    let today = chrono::Utc::now().date_naive();
    if let Some(warning) = models.retirement_warning(name, &model, today) {
        app.ui.advise(&warning);
    }
    if info.price_is_guess {
        app.ui.advise(&format!(
            "the price of \"{model}\" is unknown; dialoom assumes $15 in and $75 out per million tokens ({})",
            price_hint(&model, &provider.place())
        ));
    }
    if table.temperature.is_some() && !info.takes_temperature {
        app.ui.advise(&format!("\"{model}\" takes no temperature; the setting is ignored"));
    }
    let ask = AskSettings::new(table, name, model, &info).on(today);
    Ok(Terms::new(provider, ask, info, limits_table)?)
}

/// The model to ask where nobody named one: the vendor's current one, or the only one of the server.
async fn default_model(
    app: &App,
    provider: &dyn Provider,
    (timeout, hint): (Duration, &str),
) -> Result<String, Failure> {
    let (place, most) = (provider.place(), timeout.min(LONGEST_LIST));
    let asking = tokio::time::timeout(most, provider.default_model());
    let waits_for = format!("asking {place} for its models: no model is named");
    match app.ui.unless_quick(&waits_for, asking).await {
        Ok(found) => found?.ok_or_else(|| Failure::bad_input(format!("no model is set for {place}")).hint(hint)),
        Err(_) => Err(Failure::new(format!("{place} did not list its models within {}", span(most)))
            .hint("Name the model, and the list is not asked for: --model")
            .hint("If nothing else answers there either: dialoom doctor")),
    }
}

/// How to set the price of a model; a server on this machine costs nothing.
fn price_hint(model: &str, place: &str) -> String {
    // Quoted as TOML quotes a key: a model's name comes from a server.
    let name = toml::Value::String(model.to_owned()).to_string();
    if is_on_this_machine(place) {
        format!(
            "a server of your own costs nothing: put prices.{name} = {{ input = 0, output = 0 }} at the top of dialoom.toml"
        )
    } else {
        format!("put prices.{name} = {{ input = …, output = … }} at the top of dialoom.toml")
    }
}

/// "claude-sonnet-5-5 (anthropic)", but "simulator" alone: its model has the same name.
pub fn answerer(ask: &AskSettings) -> String {
    let (model, provider) = (&ask.model, ask.provider);
    if model == provider.as_str() { model.clone() } else { format!("{model} ({provider})") }
}
