//! `dialoom duplicates`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::review::Decision;
use crate::domain::word::words;
use crate::error::{Exit, Failure};
use crate::report::duplicates::{self, Group, Member, Part};
use crate::review::{self, Change};
use crate::ui::{Cell, Table, count};

use crate::cli::args::{ByWhole, FilterArgs, one_of};
use crate::cli::{interrupt, shell};

words! {
    /// Which conversation of a group stays.
    Keep is "choice" {
        /// An approved one, then without serious findings, then by score.
        Best = "best",
        /// The oldest.
        First = "first",
    }
}

/// Lists groups of conversations that are almost the same, without rejected ones
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Similarity is the share of common three-word runs: 1 for the same text. Conversations of one batch that share a cell of
its axes rarely reach 0.3.

Examples:
  dialoom duplicates
  dialoom duplicates --by opening --batch retirement-q4
  dialoom duplicates --keep best --dry-run")]
pub struct Args {
    /// Lowest similarity, 0.5 to 1 (to the first of the group)
    #[arg(long, value_name = "SHARE", default_value = "0.8", value_parser = share)]
    threshold: f64,
    /// What to compare
    #[arg(long, value_name = "PART", default_value = "turns", ignore_case = true,
        value_parser = one_of::<Part>(Part::WORDS))]
    by: Part,
    /// Reject all of each group but this one; asks first
    #[arg(long, value_name = "WHICH", ignore_case = true, value_parser = one_of::<Keep>(Keep::WORDS))]
    keep: Option<Keep>,
    /// Show what --keep would reject, and change nothing
    #[arg(long, requires = "keep")]
    dry_run: bool,
    #[command(flatten)]
    filters: FilterArgs<ByWhole>,
}

impl Args {
    pub(super) fn effect(&self) -> Effect {
        if self.keep.is_none() || self.dry_run { Effect::Reads } else { Effect::Changes }
    }
}

fn share(given: &str) -> Result<f64, String> {
    let value: f64 = given.trim().parse().map_err(|_| "expected a number from 0.5 to 1".to_owned())?;
    if (0.5..=1.0).contains(&value) { Ok(value) } else { Err("expected a number from 0.5 to 1".to_owned()) }
}

#[derive(Serialize)]
struct Document<'a> {
    groups: &'a [Group],
    rejected: &'a [Change],
    dry_run: bool,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    args.filters.filter(now)?;
    let store = app.store().await?;
    let filter = args.filters.checked(app, now).await?;
    // Once the rejections are being written, they are written: a Ctrl-C then comes too late.
    let halt = interrupt::listen();
    let comparing = duplicates::groups(store, &filter, args.by, args.threshold);
    let comparing = app.ui.unless_quick("comparing the stored conversations", comparing);
    let groups = async { Ok(comparing.await?) };
    let groups = interrupt::with_nothing_changed(&halt, groups).await?;
    let rejected = match args.keep {
        Some(keep) => reject(app, &groups, keep, args.dry_run).await?,
        None => Vec::new(),
    };
    if app.ui.wants_json() {
        app.ui.json(&Document { groups: &groups, rejected: &rejected, dry_run: args.dry_run })?;
        return Ok(Exit::Done);
    }
    if groups.is_empty() {
        app.ui.note(&format!("no two conversations are alike at {} or more", args.threshold));
        return Ok(Exit::Done);
    }
    table(app, &groups)?;
    let beyond: usize = groups.iter().map(|group| group.members.len() - 1).sum();
    let repeat = if beyond == 1 { "repeats" } else { "repeat" };
    app.ui.note(&format!(
        "{}; {} {repeat} another",
        count(groups.len() as u64, "group"),
        count(beyond as u64, "conversation")
    ));
    match (args.keep, args.dry_run) {
        // With the same part, threshold and filters: others would reject what was not shown.
        (None, _) => {
            app.ui.note(&format!("reject all but the best of each: {}", shell::again_with(&["--keep", "best"])));
        }
        (_, true) => {
            app.ui.note(&format!("would reject {}; nothing was changed", count(rejected.len() as u64, "conversation")));
        }
        (_, false) => app.ui.note(&format!("rejected {}", count(rejected.len() as u64, "conversation"))),
    }
    Ok(Exit::Done)
}

fn table(app: &App, groups: &[Group]) -> Result<(), Failure> {
    let mut table = Table::new(&["GROUP", "ID", "ALIKE", "STATUS", "SCORE", "TITLE"], &[5]).right(&[0, 2, 4]);
    for (number, group) in (1..).zip(groups) {
        let number: u64 = number;
        for it in &group.members {
            table.row([
                number.to_string().into(),
                it.short_id.clone().into(),
                format!("{:.2}", it.similarity).into(),
                Cell::from(it.status),
                it.quality_score.map_or_else(|| "-".to_owned(), |score| score.to_string()).into(),
                it.title.clone().into(),
            ]);
        }
    }
    table.print(&app.ui)
}

/// Rejects all but one of each group in one transaction, or says what it would reject.
async fn reject(app: &App, groups: &[Group], keep: Keep, dry_run: bool) -> Result<Vec<Change>, Failure> {
    let store = app.store().await?;
    let mut each = Vec::new();
    for group in groups {
        let kept: Option<&Member> = match keep {
            Keep::Best => group.best(),
            Keep::First => group.members.first(),
        };
        let Some(kept) = kept else { continue };
        let ids = group.members.iter().map(|it| it.id).filter(|id| *id != kept.id).collect();
        let decision = Decision::Reject { reason: format!("near-duplicate of {}", kept.short_id) };
        each.push((decision, ids));
    }
    let plan = review::plan_by_rule(store, app.settings.user.clone(), each).await?;
    let number = plan.changes().len();
    if dry_run || number == 0 {
        return Ok(plan.changes().to_vec());
    }
    let what = format!("reject {}", count(number as u64, "conversation"));
    if !app.ui.confirm(&format!("R{}?", &what[1..]), false)? {
        if app.ui.can_ask() {
            return Ok(Vec::new());
        }
        return Err(Failure::bad_input(format!("cannot ask without a terminal whether to {what}"))
            .hint("Add --yes to go ahead, or --dry-run to see which ones."));
    }
    Ok(plan.commit(store, Utc::now()).await?)
}
