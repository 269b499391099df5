//! `dialoom config`.

use serde_json::json;

use crate::app::App;
use crate::error::{Exit, Failure};
use crate::ui::Table;

#[derive(Debug, clap::Args)]
pub struct Args {}

/// Shows every setting and where it came from; for a key only whether it is set.
pub async fn run(app: &App, _args: Args) -> Result<Exit, Failure> {
    let settings = &app.settings;
    if app.ui.wants_json() {
        app.ui.json(&json!({"settings": settings.entries, "config_file": settings.config_file}))?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["SETTING", "VALUE", "FROM"], &[1, 2]);
    for entry in &settings.entries {
        table.row([entry.key.clone(), entry.value.clone(), entry.source.to_string()]);
    }
    table.print(&app.ui)?;
    if settings.config_file.is_none() {
        app.ui.note("no configuration file; write one with: dialoom init");
    }
    Ok(Exit::Done)
}
