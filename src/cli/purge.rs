//! `dialoom purge`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::ids::ConversationId;
use crate::engine::{self, PurgeOf};
use crate::error::{Exit, Failure};
use crate::store::{Purged, Store};
use crate::ui::count;

use crate::cli::args::{ByWhole, FilterArgs, Ids, by_filters, nothing_found};
use crate::cli::confirm::{confirmed, named};

/// Remove conversations for good, for personal data
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Removes turns, earlier texts, calls with their requests and answers, search words and near-duplicate hashes, also of deleted \
conversations, and rewrites the database file. --persona, --emotion, --topic and --search find deleted ones, too. It cannot be \
undone; what the calls cost stays known. It asks before it changes anything; --yes answers. To move conversations to the trash instead: dialoom delete.

Examples:
  dialoom purge k3v9
  dialoom purge --trash
  dialoom purge --persona 'Ann Smith' --yes")]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    /// Everything in the trash
    #[arg(long)]
    trash: bool,
    #[command(flatten)]
    filters: FilterArgs<ByWhole>,
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    purged: &'a Purged,
    ids: Vec<String>,
    not_reached: Vec<String>,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    let (of, empty) = match args.trash {
        true if args.ids.is_given() || args.filters.is_given() => {
            return Err(Failure::bad_input("--trash is given with ids or filters")
                .hint("Give --trash alone: it means everything in the trash."));
        }
        true => (PurgeOf::Trash, "the trash is empty"),
        false => {
            let by_filters = by_filters(&args.ids, args.filters.is_given(), "purge", "--persona NAME")?;
            args.filters.filter(now)?;
            let of = match by_filters {
                true => PurgeOf::Filter(Box::new(args.filters.reaching_all(app, now).await?)),
                false => PurgeOf::Ids(args.ids.resolve_with_trash(app).await?),
            };
            (of, nothing_found(by_filters))
        }
    };
    let store = app.store().await?;
    let purge = engine::purge(store, &app.settings.user, of).await?;
    let ids: Vec<String> = purge.ids().iter().map(|id| id.short()).collect();
    let mut left: Vec<String> = Vec::new();
    for file in purge.replayed.iter().filter(|file| file.left > 0) {
        left.push(format!("{} of {} that cannot be read", count(file.left as u64, "line"), file.path.display()));
    }
    if purge.unsearched > 0 {
        let deleted = count(purge.unsearched, "deleted conversation");
        left.push(format!("{deleted} in the trash, which only --persona, --emotion, --topic and --search look into"));
        app.ui.note(&format!("not searched: {}. Remove all of them with: dialoom purge --trash", left[left.len() - 1]));
    }
    if ids.is_empty() {
        if !app.ui.wants_json() {
            app.ui.note(&format!("{empty}: nothing to purge"));
            return Ok(Exit::Done);
        }
        return told(app, store, &Purged::default(), ids, left);
    }
    let what = match purge.ids() {
        [one] => format!("purge {} for good", only(store, *one).await?),
        many => format!("purge {} for good", count(many.len() as u64, "conversation")),
    };
    if !confirmed(app, &what, "Add --yes to go ahead.")? {
        return Ok(Exit::Done);
    }
    if of_batch(store, purge.ids()).await? {
        left.push("the values of the plan in its batch (persona, emotion, topic, variables)".to_owned());
    }
    let purged = purge.commit(store, now).await?;
    told(app, store, &purged, ids, left)
}

/// The only one in words, stored or in the trash.
async fn only(store: &Store, id: ConversationId) -> Result<String, Failure> {
    let stored = store.conversations_named(&[id]).await?.pop().map(|it| it.title);
    let title = match stored {
        Some(title) => Some(title),
        None => store.trashed(id).await?.map(|it| it.text.title),
    };
    Ok(title.map_or_else(|| id.short(), |title| named(&id.short(), &title)))
}

/// Conversations read at once.
const AT_ONCE: usize = 500;

/// Whether one of these may be of a batch. Of one in the trash only its text is known.
async fn of_batch(store: &Store, ids: &[ConversationId]) -> Result<bool, Failure> {
    for some in ids.chunks(AT_ONCE) {
        let known = store.conversations_named(some).await?;
        if known.len() < some.len() || known.iter().any(|it| it.batch_id.is_some()) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn told(app: &App, store: &Store, purged: &Purged, ids: Vec<String>, left: Vec<String>) -> Result<Exit, Failure> {
    let mut not_reached: Vec<String> = purged.leftover.iter().cloned().chain(left).collect();
    if !ids.is_empty() {
        not_reached.extend(beyond(store));
    }
    if app.ui.wants_json() {
        app.ui.json(&Document { purged, ids, not_reached })?;
        return Ok(Exit::Done);
    }
    for id in &ids {
        app.ui.out(id)?;
    }
    let (number, calls) = (count(purged.conversations, "conversation"), count(purged.calls, "call"));
    app.ui.note(&format!("purged {number}, and the texts of {calls}"));
    for one in &not_reached {
        app.ui.note(&format!("not reached: {one}"));
    }
    Ok(Exit::Done)
}

/// What no command on this database can remove.
fn beyond(store: &Store) -> Vec<String> {
    let mut all = vec![
        "exports, backups and other copies made earlier".to_owned(),
        "log files, and what the provider keeps".to_owned(),
        "conversations made from these, and reasons given for several at once".to_owned(),
    ];
    if store.engine() == "postgres" {
        all.push("pages of the server's data files, until they are written again".to_owned());
        all.push("the server's write-ahead log, replicas and backups".to_owned());
    }
    all
}
