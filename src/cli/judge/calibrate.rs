//! `dialoom judge --calibrate`: stored marks beside the decisions of people.

use crate::app::App;
use crate::domain::filter::Filter;
use crate::domain::status::Status;
use crate::error::{Exit, Failure};
use crate::quality::judge::calibration::{in_figures, percent};
use crate::report::calibration::{JudgeCalibration, JudgeName, Together, calibration};
use crate::ui::{Table, count};

pub(super) async fn run(app: &App, filter: &Filter) -> Result<Exit, Failure> {
    let found = calibration(app.store().await?, filter).await?;
    if app.ui.wants_json() {
        app.ui.json(&found)?;
        return Ok(Exit::Done);
    }
    if found.calibration.is_empty() {
        app.ui.note("no conversation that matches has marks; ask a judge first: dialoom judge --help");
    }
    for judge in &found.calibration {
        print(app, judge)?;
    }
    found.together.as_ref().map_or(Ok(()), |together| print_together(app, together))?;
    Ok(Exit::Done)
}

fn judge(name: &JudgeName) -> &str {
    if name.model.is_empty() { "a judge of unknown name" } else { &name.model }
}

fn rubric(name: &JudgeName) -> &str {
    name.rubric.get(..8).unwrap_or("unknown")
}

fn print(app: &App, it: &JudgeCalibration) -> Result<(), Failure> {
    app.ui.out(&format!("{}, rubric {}", judge(&it.name), rubric(&it.name)))?;
    if !it.calibration.at.is_empty() {
        let mut table = Table::new(&["FROM MARK", "APPROVED", "REJECTED BELOW", "AGREEMENT", "BALANCED"], &[])
            .right(&[0, 1, 2, 3, 4]);
        for at in &it.calibration.at {
            table.row([
                at.mark.to_string(),
                format!("{} of {}", at.approved, it.calibration.approved),
                format!("{} of {}", at.rejected, it.calibration.rejected),
                percent(at.agreement),
                percent(at.balanced),
            ]);
        }
        table.print(&app.ui)?;
    }
    app.ui.out(&it.verdict)?;
    print_apart(app, it)?;
    app.ui.note(&format!(
        "{} of this judge cost {} by this rubric; {} without a decision after reading",
        count(it.calls, "call"),
        it.cost_usd,
        count(it.undecided, "marked conversation")
    ));
    Ok(())
}

/// What to read again: the decision, the mark or the rubric is wrong.
fn print_apart(app: &App, it: &JudgeCalibration) -> Result<(), Failure> {
    if it.apart.is_empty() || !it.is_enough {
        return Ok(());
    }
    let mut table = Table::new(&["ID", "MARK", "DECIDED"], &[]).right(&[1]);
    for one in &it.apart {
        let decided = if one.approved { Status::Approved } else { Status::Rejected };
        table.row([one.id.clone(), one.mark.to_string(), decided.to_string()]);
    }
    let named = it.apart.len() as u64;
    let some = if named < it.apart_in_all { format!("; the first {named}") } else { String::new() };
    app.ui.out(&format!("{} against the mark{some}:", count(it.apart_in_all, "decision")))?;
    table.print(&app.ui)?;
    app.ui.note(&format!("read its reasons, and change the decision or the rubric: dialoom show {}", it.apart[0].id));
    Ok(())
}

fn print_together(app: &App, together: &Together) -> Result<(), Failure> {
    app.ui.out(&format!(
        "\nOn the same conversations, {} approved and {} rejected:",
        together.approved, together.rejected
    ))?;
    let mut table = Table::new(&["JUDGE", "RUBRIC", "AUC", "BETWEEN", "BALANCED"], &[0]).right(&[2, 4]);
    for it in &together.judges {
        let between = format!("{} and {}", in_figures(it.rank.low), in_figures(it.rank.high));
        let auc = in_figures(it.rank.auc);
        table.row([judge(&it.name).to_owned(), rubric(&it.name).to_owned(), auc, between, percent(it.balanced)]);
    }
    table.print(&app.ui)
}
