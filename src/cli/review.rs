//! `dialoom review`.

use std::time::Duration;

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::filter::Filter;
use crate::domain::ids::ConversationId;
use crate::domain::status::Status;
use crate::error::{Exit, Failure};
use crate::review::{Counts, Order, Session};
use crate::store::{Store, StoreError};
use crate::ui::count;
use crate::ui::review::{Landed, Look, Plain, Screen};

use crate::cli::args::{ByPart, FilterArgs, Ids, one_of};
use crate::cli::hints::{export_command, first_steps};
use crate::cli::place::in_database;
use crate::cli::regenerate::InReview;
use crate::cli::shell;

#[derive(Debug, clap::Args)]
#[command(after_help = "Without --status, review shows undecided conversations.")]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    /// Which to show first, by score or by age
    #[arg(long, value_name = "ORDER", default_value = "worst", ignore_case = true,
        value_parser = one_of::<Order>(Order::WORDS))]
    order: Order,
    /// Review a share of the queue, drawn by a seed: 10%
    #[arg(long, value_name = "SHARE", value_parser = percent, conflicts_with_all = ["order", "ids"])]
    sample: Option<f64>,
    /// The seed of --sample: the same seed draws the same from the same queue
    #[arg(long, value_name = "N", default_value_t = 0, requires = "sample")]
    seed: u64,
    /// Review line by line, without the full screen
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

/// The most ids that the command to continue with names.
const MOST_NAMED: usize = 20;

/// "10%", more than 0 and at most 100.
fn percent(given: &str) -> Result<f64, String> {
    let number = given.trim().strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok());
    let in_range = number.filter(|number| *number > 0.0 && *number <= 100.0);
    in_range.ok_or_else(|| "expected a share above 0% and up to 100%, such as 10%".into())
}

#[derive(Serialize)]
struct Document {
    reviewed: Counts,
    /// `None` where the database is lost.
    remaining: Option<u64>,
    /// What was made anew in the session, in the order in which it ended.
    new_versions: Vec<NewVersion>,
}

/// What came of a request for a new version.
#[derive(Serialize)]
struct NewVersion {
    /// The old one.
    from: String,
    /// The new one; `None` where there is none.
    id: Option<String>,
    /// Why there is none.
    error: Option<String>,
}

impl From<Landed> for NewVersion {
    fn from(Landed { of, made, .. }: Landed) -> NewVersion {
        let (id, error) = match made {
            Ok(id) => (Some(id), None),
            Err(why) => (None, Some(why)),
        };
        NewVersion { from: of, id, error }
    }
}

/// What is undecided after a session.
struct Rest {
    number: u64,
    /// The ids, of a session over ids.
    ids: Option<Vec<ConversationId>>,
    /// Whether some of them have the status of an opened one since.
    has_opened: bool,
}

/// A database that does not answer within this time counts as lost.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why there is nothing to review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nothing {
    /// The database is empty.
    Stored,
    /// No undecided conversation matches the filters.
    Matches,
    /// All are decided.
    Waits,
}

/// Ends the session; an error where the database is lost. Then its claim ends by itself.
async fn rest(session: &mut Session) -> Result<Rest, StoreError> {
    let ask = async {
        session.close().await?;
        let (number, ids) = (session.remaining().await?, session.left().await?);
        Ok(Rest { number, ids, has_opened: session.opened_out_of_filter().await? > 0 })
    };
    let slow = |_| StoreError::ConnectionLost { reason: format!("no answer within {} seconds", PATIENCE.as_secs()) };
    tokio::time::timeout(PATIENCE, ask).await.map_err(slow)?
}

/// What became of the decisions of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Here,
    /// The database has them, but does not answer, or its file has another name now.
    Away,
    /// The database has damaged pages: some of them may be lost.
    Uncertain,
}

impl Kept {
    fn of(ended: &Result<Exit, Failure>, rest: &Result<Rest, StoreError>) -> Kept {
        let is_damaged = |error: &StoreError| matches!(error, StoreError::Damaged { .. });
        let met = ended.as_ref().err().and_then(Failure::find::<StoreError>);
        match rest {
            Err(error) if is_damaged(error) => Kept::Uncertain,
            _ if met.is_some_and(is_damaged) => Kept::Uncertain,
            Err(_) => Kept::Away,
            Ok(_) => Kept::Here,
        }
    }
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    args.filters.filter(now)?;
    if args.ids.is_given() && args.filters.is_given() {
        return Err(Failure::bad_input("both ids and filters are given").hint("Give ids or filters, not both."));
    }
    if !app.ui.is_interactive() {
        return Err(Failure::bad_input("review needs a terminal to show conversations and read keys")
            .hint("Without one, decide with: dialoom approve ID, dialoom reject --reason WHY ID or dialoom revise --note WHAT ID")
            .hint("Read all undecided ones with: dialoom list needs-review --ids | dialoom show -"));
    }
    let store = app.store().await?;
    let filter = args.filters.checked(app, now).await?;
    let mut session = Session::new(store.clone(), filter, args.order, app.settings.user.clone());
    if args.ids.is_given() {
        session = session.over(args.ids.resolve(app).await?);
    } else if let Some(percent) = args.sample {
        session = session.sampled(percent, args.seed).await?;
    }
    let total = session.total().await?;
    let mut anew = InReview::new(app);
    let ended = match total {
        0 => Ok(Exit::Done),
        _ => sit(app, &args, &mut session, (total, &mut anew)).await,
    };
    app.ui.note("");
    let rest = rest(&mut session).await;
    let none = match total {
        0 if store.count_up_to(&Filter::default(), 1).await? == 0 => Some(Nothing::Stored),
        0 if args.filters.is_given() => Some(Nothing::Matches),
        0 => Some(Nothing::Waits),
        _ => None,
    };
    let kept = Kept::of(&ended, &rest);
    for line in summary(store, session.counts(), none, (kept, rest.as_ref().ok())) {
        app.ui.note(&line);
    }
    if session.counts().approved > 0
        && kept == Kept::Here
        && let Ok(simulated) = session.approved_simulated().await
        && let Ok(Some(command)) = export_command(store, simulated).await
    {
        app.ui.note(&format!("write the approved ones to a file: {command}"));
    }
    let (ended, landed) = anew.finish(ended).await;
    if let Some(line) = made_anew(&landed, &session) {
        app.ui.note(&line);
    }
    let remaining = rest.as_ref().ok().map(|rest| rest.number);
    // The reviewer may have left before a key met the damage: the way out of it stands with the error.
    let ended = match (ended, rest) {
        (Ok(_), Err(error)) if kept == Kept::Uncertain => Err(error.into()),
        (ended, _) => ended,
    };
    if app.ui.wants_json() {
        let new_versions = landed.into_iter().map(NewVersion::from).collect();
        app.ui.json(&Document { reviewed: session.counts(), remaining, new_versions })?;
    }
    ended
}

/// One session on the whole screen, or line by line where that was asked for or the window is too small.
async fn sit(
    app: &App,
    args: &Args,
    session: &mut Session,
    (total, anew): (u64, &mut InReview<'_>),
) -> Result<Exit, Failure> {
    if args.plain || !Screen::fits() {
        return Plain::new(total, app.settings.reasons.clone())?.sit(session, anew).await;
    }
    let (reasons, again) = (app.settings.reasons.clone(), app.ui.hint(&shell::again_without("--cursor", &[])));
    let look = Look { has_color: app.ui.err_has_color(), reasons, again, repeated: app.ui.repeated() };
    Screen::open(total, look)?.sit(session, anew).await
}

/// "made anew 2; read with: …", and how many have no new version; `None` where none was asked for. What the session
/// decided about already is not offered again.
fn made_anew(landed: &[Landed], session: &Session) -> Option<String> {
    let made: Vec<&str> = landed.iter().filter_map(|one| one.made.as_deref().ok()).collect();
    let failed = landed.len() - made.len();
    let failed = if failed > 0 { format!(", not made {failed}") } else { String::new() };
    let read = made.iter().filter(|id| !session.has_decided(id)).fold(String::new(), |read, id| format!("{read} {id}"));
    let read = if read.is_empty() { read } else { format!("; read with: dialoom review{read}") };
    (!landed.is_empty()).then(|| format!("made anew {}{failed}{read}", made.len()))
}

/// The sum of a session, and how to continue. `left` is unknown where the database is lost.
fn summary(store: &Store, counts: Counts, none: Option<Nothing>, (kept, left): (Kept, Option<&Rest>)) -> Vec<String> {
    let nothing = || in_database(store, "nothing to review");
    match none {
        Some(Nothing::Stored) => return std::iter::once(nothing()).chain(first_steps()).collect(),
        Some(Nothing::Matches) => {
            return vec!["no undecided conversation matches: leave out a filter, or see all: dialoom list".into()];
        }
        Some(Nothing::Waits) => return vec![nothing(), "see all conversations: dialoom list".into()],
        None => {}
    }
    let mut parts =
        vec![format!("approved {}, rejected {}, sent back {}", counts.approved, counts.rejected, counts.sent_back)];
    let rest = [
        ("reopened", counts.reopened),
        ("skipped", counts.skipped),
        ("edited", counts.edited),
        ("deleted", counts.deleted),
        ("noted", counts.noted),
        ("tagged", counts.tagged),
        ("decided by others", counts.elsewhere),
    ];
    parts.extend(rest.iter().filter(|(_, number)| *number > 0).map(|(what, number)| format!("{what} {number}")));
    let mut lines = vec![parts.join(", ")];
    let again = || match left.is_some_and(|rest| rest.has_opened) {
        // Those that were opened here have another status now.
        true => shell::again_changed(&|flag, value| {
            let opened = Status::PendingReview;
            (flag == "status").then(|| format!("{value},{opened}"))
        }),
        false => shell::again_without("--cursor", &[]),
    };
    match (kept, left) {
        (Kept::Uncertain, _) => lines.extend([
            "the database is damaged: decisions of this session may be lost".to_owned(),
            "a restored backup holds only what was decided before it was made".to_owned(),
            format!("restore or recover it (below), then decide what is missing with: {}", again()),
        ]),
        (_, None) => lines.extend([
            "the database is lost, but each decision is kept in it".to_owned(),
            format!("when it is back, continue with: {}", again()),
        ]),
        (_, Some(Rest { number: 0, .. })) => {}
        (_, Some(Rest { number, ids, .. })) => {
            let named = |ids: &Vec<ConversationId>| {
                ids.iter().take(MOST_NAMED).fold("dialoom review".to_owned(), |all, id| format!("{all} {}", id.short()))
            };
            let command = ids.as_ref().map_or_else(again, named);
            lines.push(format!("{} left; continue with: {command}", count(*number, "conversation")));
        }
    }
    lines
}
