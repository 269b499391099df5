//! Who judges, and by which rubric: from flags, plan and settings.

use std::path::{Path, PathBuf};

use crate::app::App;
use crate::domain::judge_table::{JudgeTable, PlannedJudge};
use crate::domain::limits::{GenerationTable, LimitsTable, Style};
use crate::domain::quality::Judgement;
use crate::domain::text_file;
use crate::engine::{Judge, Terms};
use crate::error::Failure;
use crate::quality::judge::Rubric;
use crate::ui::printable;

use crate::cli::asking;

/// The terms on which a judge is asked, and by what it marks. `named_in` is the file that names the judge's own server,
/// where that was not the person; `text` is a rubric that needs no file. Somebody must name the judge: it is never the model that
/// generates, just because nobody said so.
pub(in crate::cli) async fn terms(
    app: &App,
    table: &JudgeTable,
    (named_in, text): (Option<&PathBuf>, Option<&str>),
    limits_table: &LimitsTable,
) -> Result<(Terms, Judge), Failure> {
    if !table.names_a_judge() {
        return Err(Failure::bad_input("no judge is named")
            .hint("Name one: dialoom judge --provider anthropic --model MODEL")
            .hint(
                "Or set provider and model under [judge] in dialoom.toml; the simulator judges offline, without a key.",
            ));
    }
    let rubric = match text {
        Some(text) => Rubric::new(text).map_err(|error| Failure::bad_input(format!("the stored rubric {error}")))?,
        None => rubric(table.rubric.as_deref())?,
    };
    let judge = Judge { rubric, min_mark: table.lowest().unwrap_or(Judgement::MIN_MARK), anew: false };
    let asked = GenerationTable {
        provider: table.protocol(),
        model: table.model.clone(),
        temperature: table.temperature,
        max_tokens: table.max_tokens,
        style: Some(Style::Full),
        ..GenerationTable::default()
    };
    table.check()?;
    let provider = app.judge(table, named_in)?;
    let hint = "Set one with --model, or model under [judge] in the plan or in dialoom.toml.";
    let mut terms = asking::terms_with(app, provider, (&asked, limits_table), hint).await?;
    terms.ask.temperature = terms.info.takes_temperature.then(|| table.temperature.unwrap_or(0.0));
    Ok((terms, judge))
}

/// The same for the judge of a plan or of a stored batch. `plan` is the file of the plan.
pub(in crate::cli) async fn planned(
    app: &App,
    judge: &PlannedJudge,
    plan: &Path,
    limits_table: &LimitsTable,
) -> Result<(Terms, Judge), Failure> {
    let plan = judge.table.base_url.as_ref().map(|_| plan.to_owned());
    let named_in = plan.as_ref().or(app.settings.judge_way.found_in.as_ref());
    let table = judge.table.clone().over(&app.settings.judge);
    terms(app, &table, (named_in, judge.rubric.as_deref()), limits_table).await
}

/// The judge of a plan with the text of its rubric, which may be that of `dialoom.toml`.
pub(in crate::cli) fn with_rubric(app: &App, table: &JudgeTable) -> Result<PlannedJudge, Failure> {
    let path = table.rubric.as_ref().or(app.settings.judge.rubric.as_ref());
    let text = path.map(|path| rubric(Some(path))).transpose()?.map(|rubric| rubric.text().to_owned());
    Ok(PlannedJudge { table: table.clone(), rubric: text })
}

/// The rubric of a file, or the built-in one.
pub(in crate::cli) fn rubric(path: Option<&Path>) -> Result<Rubric, Failure> {
    let Some(path) = path else { return Ok(Rubric::default()) };
    let name = printable(&path.display().to_string());
    let text = text_file::read(path).map_err(|error| {
        Failure::bad_input(format!("the rubric {name} cannot be read"))
            .because(error)
            .hint("Write one to begin with: dialoom judge --print-rubric > rubric.md")
    })?;
    Rubric::new(&text).map_err(|error| Failure::bad_input(format!("the rubric {name} {error}")))
}
