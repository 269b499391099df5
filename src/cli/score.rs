//! `dialoom score`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::judge_table::JudgeTable;
use crate::engine::{self, Difference, Halt, Rescore, RescoreDone};
use crate::error::{Exit, Failure};
use crate::ui::{Cell, Table, count};

use crate::cli::args::flag::wrong_flag;
use crate::cli::args::{ByWhole, FilterArgs, whole};
use crate::cli::{interrupt, shell};

/// Differences named in the table.
const SHOWN: usize = 25;
/// A line of progress after this many conversations.
const STEP: u64 = 10_000;

/// Score stored conversations again after the checks have changed
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Shows what would change and asks before it writes; --yes answers. Approved and rejected conversations keep their status. An
approved one with a new serious finding leaves exports until somebody reads it or approves it by its id.

Examples:
  dialoom score --dry-run
  dialoom score --batch retirement-q4")]
pub struct Args {
    /// Show what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Marks of a judge below are findings, 1 to 10 [default: as the judge was asked]
    #[arg(long, value_name = "MARK", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    min_mark: Option<u32>,
    #[command(flatten)]
    filters: FilterArgs<ByWhole>,
}

impl Args {
    pub(super) fn effect(&self) -> Effect {
        if self.dry_run { Effect::Reads } else { Effect::Changes }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    read: u64,
    changes: &'a [Difference],
    not_compared: u64,
    done: Option<RescoreDone>,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    args.filters.filter(now)?;
    let marks = JudgeTable { min_mark: args.min_mark, ..JudgeTable::default() };
    marks.check().map_err(wrong_flag)?;
    let store = app.store().await?;
    let filter = args.filters.reaching_all(app, now).await?;
    let said = std::cell::Cell::new(0);
    let progress = |what: &str, done: u64| {
        if done / STEP > said.get() {
            said.set(done / STEP);
            app.ui.note(&format!("{what} {}", count(done, "conversation")));
        }
    };
    let halt = interrupt::listen();
    let (user, min_mark) = (&app.settings.user, marks.lowest());
    let look = async { Ok(engine::rescore(store, &filter, user, min_mark, |done| progress("looked at", done)).await?) };
    let rescore = interrupt::with_nothing_changed(&halt, look).await?;
    let (read, not_compared) = (rescore.read, rescore.not_compared);
    let differences = rescore.differences.clone();
    if !app.ui.wants_json() {
        table(app, &differences)?;
        told(app, &rescore);
    }
    let is_needed = !differences.is_empty() || not_compared > 0;
    let done = match is_needed && !args.dry_run && confirmed(app, differences.len(), not_compared)? {
        true => {
            said.set(0);
            let goes_on = |done: &RescoreDone| {
                progress("changed", done.changed);
                *halt.borrow() == Halt::No
            };
            let done = rescore.commit(store, now, goes_on).await?;
            if done.stopped {
                return Err(stopped(&done));
            }
            Some(done)
        }
        false => None,
    };
    if app.ui.wants_json() {
        app.ui.json(&Document { read, changes: &differences, not_compared, done })?;
        return Ok(Exit::Done);
    }
    match done {
        Some(done) => {
            app.ui.note(&format!("changed {}", count(done.changed, "conversation")));
            if done.compared > 0 {
                let compared = count(done.compared, "conversation");
                app.ui.note(&format!("compared {compared} with the others for the first time: {} alike", done.alike));
            }
            app.ui.note("next: dialoom review");
        }
        None if is_needed => app.ui.note("nothing was changed"),
        None => {}
    }
    Ok(Exit::Done)
}

/// What is written stays, and a second run finds the rest.
fn stopped(done: &RescoreDone) -> Failure {
    let (changed, compared) = (count(done.changed, "conversation"), count(done.compared, "conversation"));
    Failure::new(format!("interrupted after {changed} changed and {compared} compared"))
        .exit(Exit::Interrupted)
        .hint(format!("These are saved. Do the rest with: {}", shell::again()))
}

fn table(app: &App, differences: &[Difference]) -> Result<(), Failure> {
    if differences.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(&["ID", "STATUS", "SCORE", "NEW", "GONE", "OTHER", "TITLE"], &[3, 4, 5, 6]);
    for it in differences.iter().take(SHOWN) {
        let before = it.from.map_or_else(|| "-".to_owned(), |score| score.to_string());
        let score = if it.from == Some(it.to) { before } else { format!("{before} → {}", it.to) };
        let or_none = |text: String| if text.is_empty() { "-".to_owned() } else { text };
        let [gained, lost] = [&it.gained, &it.lost].map(|kinds| or_none(kinds.join(", ")));
        let texts = [score, gained, lost, or_none(it.other.join(", ")), it.title.clone()].map(Cell::from);
        table.row([it.short_id.clone().into(), it.status.into()].into_iter().chain(texts));
    }
    table.print(&app.ui)
}

fn told(app: &App, rescore: &Rescore) {
    let differences = &rescore.differences;
    if differences.len() > SHOWN {
        app.ui.note(&format!("… and {} more", differences.len() - SHOWN));
    }
    let gained = differences.iter().filter(|it| it.serious && !it.was_serious).count();
    let freed = differences.iter().filter(|it| !it.serious && it.was_serious).count();
    app.ui.note(&format!(
        "{} of {} change: {gained} get a serious finding, {freed} lose theirs",
        differences.len(),
        count(rescore.read, "conversation"),
    ));
    let approved = differences.iter().filter(|it| it.serious && !it.was_serious && it.status.as_str() == "approved");
    match approved.count() {
        0 => {}
        approved => app.ui.note(&format!(
            "{} get a serious finding; exports will leave them out until somebody reads them",
            count(approved as u64, "approved conversation"),
        )),
    }
    if rescore.not_compared > 0 {
        let older = count(rescore.not_compared, "conversation");
        app.ui.note(&format!("{older} of an earlier version will be compared with the others"));
    }
}

fn confirmed(app: &App, changes: usize, not_compared: u64) -> Result<bool, Failure> {
    let what = match changes {
        0 => format!("compare {}", count(not_compared, "conversation")),
        changes => format!("change {}", count(changes as u64, "conversation")),
    };
    if app.ui.confirm(&format!("{}{}?", what[..1].to_uppercase(), &what[1..]), false)? {
        return Ok(true);
    }
    if app.ui.can_ask() {
        return Ok(false);
    }
    Err(Failure::bad_input(format!("cannot ask without a terminal whether to {what}"))
        .hint("Add --yes to go ahead, or --dry-run to see which ones."))
}
