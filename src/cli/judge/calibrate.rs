//! `dialoom judge --calibrate`: stored marks beside the decisions of people.

use serde_json::json;

use crate::app::App;
use crate::domain::filter::Filter;
use crate::error::{Exit, Failure};
use crate::report::calibration::{JudgeCalibration, calibration};
use crate::ui::{Table, count};

pub(super) async fn run(app: &App, filter: &Filter) -> Result<Exit, Failure> {
    let judges = calibration(app.store().await?, filter).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "calibration": judges }))?;
        return Ok(Exit::Done);
    }
    if judges.is_empty() {
        app.ui.note("no conversation that matches has marks; ask a judge first: dialoom judge --help");
    }
    for judge in &judges {
        print(app, judge)?;
    }
    Ok(Exit::Done)
}

fn print(app: &App, it: &JudgeCalibration) -> Result<(), Failure> {
    let name = if it.model.is_empty() { "a judge of unknown name" } else { &it.model };
    app.ui.out(&format!("{name}, rubric {}", it.rubric.get(..8).unwrap_or("unknown")))?;
    if !it.calibration.at.is_empty() {
        let mut table = Table::new(&["FROM MARK", "APPROVED", "REJECTED BELOW", "AGREEMENT", "BALANCED"], &[])
            .right(&[0, 1, 2, 3, 4]);
        for at in &it.calibration.at {
            let share = |share: f64| format!("{:.0} %", share * 100.0);
            table.row([
                at.mark.to_string(),
                format!("{} of {}", at.approved, it.calibration.approved),
                format!("{} of {}", at.rejected, it.calibration.rejected),
                share(at.agreement),
                share(at.balanced),
            ]);
        }
        table.print(&app.ui)?;
    }
    app.ui.out(&it.verdict)?;
    app.ui.note(&format!(
        "{} of this judge cost {}; {} without a decision after reading",
        count(it.calls, "call"),
        it.cost_usd,
        count(it.undecided, "marked conversation")
    ));
    Ok(())
}
