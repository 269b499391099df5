//! Who judges, and by which rubric: from flags, plan and settings.

use std::path::Path;

use crate::app::App;
use crate::domain::judge_table::JudgeTable;
use crate::domain::limits::{GenerationTable, LimitsTable, Style};
use crate::domain::quality::Judgement;
use crate::engine::{Judge, Terms};
use crate::error::Failure;
use crate::quality::judge::Rubric;
use crate::ui::printable;

use crate::cli::asking;

/// The terms on which a judge is asked, and by what it marks. Somebody must name the judge: it is never the model that
/// generates, just because nobody said so.
pub(in crate::cli) async fn terms(
    app: &App,
    table: &JudgeTable,
    limits_table: &LimitsTable,
) -> Result<(Terms, Judge), Failure> {
    if !table.names_a_judge() {
        return Err(Failure::bad_input("no judge is named")
            .hint("Name one: dialoom judge --provider anthropic --model MODEL")
            .hint(
                "Or set provider and model under [judge] in dialoom.toml; the simulator judges offline, without a key.",
            ));
    }
    let judge =
        Judge { rubric: rubric(table.rubric.as_deref())?, min_mark: table.lowest().unwrap_or(Judgement::MIN_MARK) };
    let asked = GenerationTable {
        provider: table.provider,
        model: table.model.clone(),
        temperature: table.temperature,
        max_tokens: table.max_tokens,
        style: Some(Style::Full),
        ..GenerationTable::default()
    };
    let mut terms = asking::terms(app, &asked, limits_table).await?;
    terms.ask.temperature = terms.info.takes_temperature.then(|| table.temperature.unwrap_or(0.0));
    Ok((terms, judge))
}

/// The rubric of a file, or the built-in one.
pub(in crate::cli) fn rubric(path: Option<&Path>) -> Result<Rubric, Failure> {
    let Some(path) = path else { return Ok(Rubric::default()) };
    let name = printable(&path.display().to_string());
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::bad_input(format!("the rubric {name} cannot be read"))
            .because(error)
            .hint("Write one to begin with: dialoom judge --print-rubric > rubric.md")
    })?;
    Rubric::new(&text).map_err(|error| Failure::bad_input(format!("the rubric {name} {error}")))
}
