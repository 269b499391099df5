//! `dialoom limits`.

use std::time::Duration;

use serde_json::json;

use crate::app::App;
use crate::cli::shell::operand;
use crate::domain::effect::Effect;
use crate::domain::limits::TokenUse;
use crate::domain::money::Usd;
use crate::domain::word::nearest;
use crate::engine::KeyState;
use crate::error::{Exit, Failure};
use crate::provider::without_key;
use crate::store::rate::Rates;
use crate::store::{DayCosts, Store};
use crate::ui::Table;
use crate::ui::progress::{limits_renewed, span};

use crate::cli::place::in_database;

/// How often `--watch` refreshes.
const EVERY: Duration = Duration::from_secs(1);

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Refresh every second until Ctrl-C; with --json, print one document per line
    #[arg(long)]
    watch: bool,
    /// Lift the pause of a key, in running processes too; KEY as the table shows it
    #[arg(long, value_name = "KEY", conflicts_with = "watch")]
    clear: Option<String>,
}

impl Args {
    /// To lift a pause is to change what is stored.
    pub(super) fn effect(&self) -> Effect {
        if self.clear.is_none() { Effect::Reads } else { Effect::Changes }
    }
}

/// The cost of today, and the ceiling of the settings.
#[derive(serde::Serialize)]
struct Today {
    #[serde(flatten)]
    costs: DayCosts,
    #[serde(rename = "max_cost_per_day_usd")]
    ceiling: Option<Usd>,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let mut store = app.store().await?.clone();
    let mut rates = store.rates().await?;
    if let Some(set_aside) = rates.set_aside() {
        app.ui.warn(&limits_renewed(set_aside));
    }
    if let Some(key) = &args.clear {
        return clear(app, &rates, key.trim()).await;
    }
    let ceiling = app.settings.limits.max_cost_per_day_usd;
    // One listener for all rounds: a signal between two of them counts, too.
    let mut stop = std::pin::pin!(tokio::signal::ctrl_c());
    loop {
        let keys: Vec<KeyState> = rates.usage().await?.into_iter().map(KeyState::from).collect();
        if app.ui.wants_json() {
            app.ui.json(&json!({ "keys": keys, "today": Today { costs: store.today().await?, ceiling } }))?;
        } else {
            show(app, &store, &keys, args.watch)?;
            if let Some(ceiling) = ceiling {
                app.ui.out(&format!("today (UTC): {}", store.today().await?.of(ceiling)))?;
            }
        }
        if !args.watch {
            return Ok(Exit::Done);
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = &mut stop => return Ok(Exit::Interrupted),
        }
        // Another process may have made the first call since.
        if rates.are_missing() {
            store = store.again().await?;
            rates = store.rates().await?;
        }
    }
}

/// Lifts the pause of a key: running processes go on at their next tick.
async fn clear(app: &App, rates: &Rates, key: &str) -> Result<Exit, Failure> {
    let Some(was_paused) = rates.lift_pause(key).await? else {
        let known: Vec<String> = rates.usage().await?.into_iter().map(|usage| usage.key).collect();
        return Err(unknown(key, &known));
    };
    if app.ui.wants_json() {
        app.ui.json(&json!({ "cleared": { "key": key, "was_paused": was_paused } }))?;
    } else if was_paused {
        app.ui.note(&format!("the pause of {key} is lifted; processes that wait for it go on within a second"));
    } else {
        app.ui.note(&format!("{key} was not paused; a full window ends by itself (see dialoom limits)"));
    }
    Ok(Exit::Done)
}

fn unknown(key: &str, known: &[String]) -> Failure {
    // A person may have given the key itself.
    let failure = Failure::bad_input(format!("no key \"{}\" was used in this database", without_key(key)));
    match nearest(key, known.iter().map(String::as_str)) {
        Some(near) => {
            failure.hint(format!("Lift the pause of that key with: dialoom limits --clear {}", operand(near)))
        }
        None if known.is_empty() => failure.hint("No key was used in the last hour, so nothing is paused."),
        None => failure.hint(format!("Keys of the last hour: {}. See them with: dialoom limits", known.join(", "))),
    }
}

fn show(app: &App, store: &Store, keys: &[KeyState], watching: bool) -> Result<(), Failure> {
    if keys.is_empty() {
        app.ui.note(&in_database(store, "no API key was used in the last hour"));
        return Ok(());
    }
    let mut headings = vec!["KEY", "USED", "LIMIT", "REMAINING", "RESET", "QUEUE"];
    let tokens = keys.iter().any(|key| key.input_tokens.is_some() || key.output_tokens.is_some());
    if tokens {
        headings.extend(["TOKENS IN", "TOKENS OUT"]);
    }
    let mut table = Table::new(&headings, &[]).right(&[1, 2, 3, 4, 5, 6, 7]);
    let of = |tokens: Option<TokenUse>| tokens.map_or("-".into(), |TokenUse { used, limit }| format!("{used}/{limit}"));
    let number = |limit: Option<u64>| limit.map_or("none".into(), |limit| limit.to_string());
    for key in keys {
        let mut row = vec![
            key.key.clone(),
            key.used.to_string(),
            number(key.limit),
            number(key.remaining),
            if key.reset_seconds > 0.0 { span(Duration::from_secs_f64(key.reset_seconds)) } else { "-".into() },
            key.queued.to_string(),
        ];
        if tokens {
            row.extend([of(key.input_tokens), of(key.output_tokens)]);
        }
        table.row(row);
    }
    if watching && app.ui.out_is_terminal() {
        app.ui.clear()?;
    }
    table.print(&app.ui)
}
