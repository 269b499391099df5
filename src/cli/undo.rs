//! `dialoom undo`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::error::{Exit, Failure};
use crate::review::{self, Undone};
use crate::store::{Act, Undoable};
use crate::ui::{Cell, Table, act, count};

use crate::cli::args::whole;
use crate::cli::confirm::confirmed;
use crate::cli::shell;

/// The most acts that --list shows.
const MOST: u32 = 1000;

/// Take back your last decision, edit or deletion
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Takes back what your last command changed: one decision or edit, or all conversations of a bulk command. Run it again for the \
one before. What somebody has changed since stays as it is. The history keeps both the act and the undo.

Examples:
  dialoom undo --list
  dialoom undo --yes")]
pub struct Args {
    /// Show what can be taken back, the next one first, and change nothing
    #[arg(long)]
    list: bool,
    /// Most acts that --list shows, 1 to 1000
    #[arg(long, value_name = "N", default_value_t = 25, allow_negative_numbers = true, requires = "list",
        value_parser = whole(1, MOST))]
    limit: u32,
    /// Pass over your last N acts, as --list shows them, and take back the one before
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, conflicts_with = "list",
        value_parser = whole(0, MOST))]
    skip: u32,
}

impl Args {
    pub(super) fn effect(&self) -> Effect {
        if self.list { Effect::Reads } else { Effect::Changes }
    }
}

#[derive(Serialize)]
struct Listed<'a> {
    acts: &'a [Act],
    /// Whether there are older ones.
    more: bool,
}

#[derive(Serialize)]
struct Document<'a> {
    act: Option<&'a Act>,
    undone: &'a [Undoable],
    left: &'a [Undoable],
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    if args.list {
        return list(app, args.limit).await;
    }
    let store = app.store().await?;
    let Some(undo) = review::last_undo(store, &app.settings.user, args.skip).await? else {
        if app.ui.wants_json() {
            app.ui.json(&Document { act: None, undone: &[], left: &[] })?;
        }
        let more =
            if args.skip > 0 { format!(" behind the last {}", count(args.skip.into(), "act")) } else { String::new() };
        app.ui.note(&format!("nothing to undo for \"{}\"{more}", app.settings.user));
        return Ok(Exit::Done);
    };
    let what = format!("undo: {}", act::described(undo.act()));
    if !confirmed(app, &what, "Add --yes to go ahead, or see what it would be with: dialoom undo --list")? {
        return Ok(Exit::Done);
    }
    let done = undo.commit(store, Utc::now()).await?;
    if let ([], Some(first)) = (&done.undone[..], done.left.first()) {
        return Err(nothing_undone(first, done.left.len(), args.skip));
    }
    if app.ui.wants_json() {
        app.ui.json(&Document { act: Some(&done.act), undone: &done.undone, left: &done.left })?;
        return Ok(Exit::Done);
    }
    told(app, &done)
}

/// Somebody changed all of it since: the act stays, and the one before it can be taken back.
fn nothing_undone(first: &Undoable, number: usize, passed_over: u32) -> Failure {
    let by = first.changed_by.as_deref().unwrap_or_default();
    let which = match number {
        1 => first.short_id.clone(),
        number => format!("{} and {} more", first.short_id, number - 1),
    };
    Failure::bad_input(format!("{by} changed {which} since: nothing was undone"))
        .hint(format!("See what they did with: dialoom history {}", first.short_id))
        .hint(format!("Take back the one before with: dialoom undo --skip {}", passed_over + 1))
}

fn told(app: &App, done: &Undone) -> Result<Exit, Failure> {
    if !done.undone.is_empty() {
        let mut table = Table::new(&["ID", "FROM", "TO", "TITLE"], &[3]);
        for one in &done.undone {
            let place = |status: Option<crate::domain::status::Status>| {
                status.map_or_else(|| Cell::from("trash".to_owned()), Cell::from)
            };
            table.row([one.short_id.clone().into(), place(one.from), place(one.to), one.title.clone().into()]);
        }
        table.print(&app.ui)?;
    }
    for one in &done.left {
        let by = one.changed_by.as_deref().unwrap_or_default();
        app.ui.note(&format!("left as it is: {}; {by} changed it since", one.short_id));
    }
    app.ui.note(&format!(
        "undone: {} of {}",
        act::noun(done.act.action),
        count(done.undone.len() as u64, "conversation")
    ));
    Ok(Exit::Done)
}

async fn list(app: &App, most: u32) -> Result<Exit, Failure> {
    let mut acts = app.store().await?.acts_of(&app.settings.user, most + 1).await?;
    let more = acts.len() > most as usize;
    acts.truncate(most as usize);
    if app.ui.wants_json() {
        app.ui.json(&Listed { acts: &acts, more })?;
        return Ok(Exit::Done);
    }
    if acts.is_empty() {
        app.ui.note(&format!("nothing to undo for \"{}\"", app.settings.user));
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["WHEN", "ACT", "CONVERSATIONS", "WHICH", "WHY"], &[3, 4]).right(&[2]);
    for act in &acts {
        let when = act.at.format("%Y-%m-%d %H:%M UTC").to_string();
        let which = [act.short_id.as_deref(), act.title.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let more = if act.conversations > 1 { " …" } else { "" };
        let why = act.why.clone().unwrap_or_default();
        table.row([when, act::noun(act.action).into(), act.conversations.to_string(), format!("{which}{more}"), why]);
    }
    table.print(&app.ui)?;
    if more {
        let shown = count(acts.len() as u64, "act");
        let all = shell::again_without("--limit", &["--limit", &MOST.to_string()]);
        app.ui.note(&match most < MOST {
            true => format!("the newest {shown}; older ones: {all}"),
            false => format!("the newest {shown}; there are older ones"),
        });
    }
    Ok(Exit::Done)
}
