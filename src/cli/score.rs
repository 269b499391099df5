//! `dialoom score`.

use std::cell::Cell;

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::judge_table::JudgeTable;
use crate::domain::status::Status;
use crate::engine::{self, Difference, Halt, Rescore, RescoreDone};
use crate::error::{Exit, Failure};
use crate::ui::{self, Table, count};

use crate::cli::args::flag::wrong_flag;
use crate::cli::args::{ByWhole, FilterArgs, whole};
use crate::cli::hints::READ_HELD_BACK;
use crate::cli::{interrupt, shell};

/// Differences named in the table.
const SHOWN: usize = 25;

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
    /// Marks of a judge below are findings, 1 to 10; 3 or less always is [default: as the judge was asked]
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
    let so_far = Cell::new(0);
    let line = |what: &str| format!("{what} {} so far", count(so_far.get(), "conversation"));
    let halt = interrupt::listen();
    let (user, min_mark) = (&app.settings.user, marks.lowest());
    let look = engine::rescore(store, &filter, user, min_mark, |done| so_far.set(done));
    let look = app.ui.saying(|_| line("looked at"), look);
    let rescore = interrupt::with_nothing_changed(&halt, async { Ok(look.await?) }).await?;
    let (read, not_compared) = (rescore.read, rescore.not_compared);
    let differences = rescore.differences.clone();
    if !app.ui.wants_json() {
        table(app, &differences)?;
        told(app, &rescore);
    }
    let is_needed = !differences.is_empty() || not_compared > 0;
    let done = match is_needed && !args.dry_run && confirmed(app, differences.len(), not_compared)? {
        true => {
            so_far.set(0);
            let goes_on = |done: &RescoreDone| {
                so_far.set(done.changed + done.compared);
                *halt.borrow() == Halt::No
            };
            let done = app.ui.saying(|_| line("went through"), rescore.commit(store, now, goes_on)).await?;
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
            for next in next(&differences) {
                app.ui.note(&format!("next: {next}"));
            }
        }
        None if is_needed => app.ui.note("nothing was changed"),
        None => {}
    }
    Ok(Exit::Done)
}

/// Whether it carries a serious finding that it did not carry before.
fn is_new(it: &Difference) -> bool {
    it.serious && !it.was_serious
}

/// How to read what changed. The review alone shows undecided ones.
fn next(differences: &[Difference]) -> Vec<String> {
    let is_approved = |it: &&Difference| is_new(it) && it.status == Status::Approved;
    let approved = differences.iter().find(is_approved).map(|_| format!("{READ_HELD_BACK}=since"));
    let is_undecided = |it: &Difference| is_new(it) && it.status.is_undecided();
    let review = approved.is_none() || differences.iter().any(is_undecided);
    approved.into_iter().chain(review.then(|| "dialoom review".to_owned())).collect()
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
        let texts = [score, gained, lost, or_none(it.other.join(", ")), it.title.clone()].map(ui::Cell::from);
        table.row([it.short_id.clone().into(), it.status.into()].into_iter().chain(texts));
    }
    table.print(&app.ui)
}

fn told(app: &App, rescore: &Rescore) {
    let differences = &rescore.differences;
    if differences.len() > SHOWN {
        app.ui.note(&format!("… and {} more", differences.len() - SHOWN));
    }
    let gained = differences.iter().filter(|it| is_new(it)).count();
    let freed = differences.iter().filter(|it| !it.serious && it.was_serious).count();
    let verb = |number: usize, one, several| if number == 1 { one } else { several };
    app.ui.note(&format!(
        "{} of {} {}: {gained} {} a serious finding, {freed} {}",
        differences.len(),
        count(rescore.read, "conversation"),
        verb(differences.len(), "changes", "change"),
        verb(gained, "gets", "get"),
        verb(freed, "loses its own", "lose theirs"),
    ));
    let approved = differences.iter().filter(|it| is_new(it) && it.status == Status::Approved).count();
    if approved > 0 {
        let it = verb(approved, "it", "them");
        app.ui.note(&format!(
            "{} {} a serious finding; exports will leave {it} out until somebody reads {it}",
            count(approved as u64, "approved conversation"),
            verb(approved, "gets", "get"),
        ));
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
