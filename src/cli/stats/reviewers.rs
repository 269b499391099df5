//! `dialoom stats reviewers`: decisions by person, how much of it was read, how fast, and how two of them agree.

use std::time::Duration;

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::error::{Exit, Failure};
use crate::report::reviewing::{Agreement, LEAST_SHARED, Pace, agreements, paces};
use crate::store::Reviewer;
use crate::ui::progress::span;
use crate::ui::{Table, count};

use crate::cli::args::{ByPart, FilterArgs};

/// Pairs of people that are told.
const PAIRS: usize = 10;

/// A person, and how fast they decide after opening a conversation.
#[derive(Serialize)]
struct Person<'a> {
    #[serde(flatten)]
    decisions: &'a Reviewer,
    #[serde(flatten)]
    pace: Pace,
}

#[derive(Serialize)]
struct Document<'a> {
    reviewers: &'a [Person<'a>],
    agreement: &'a [Agreement],
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Counts decisions that stand: those that were undone do not count. Only those made after opening a conversation in the review \
count as read, and for the pace: decisions an hour, without pauses of more than ten minutes. Two people agree where both \
approved a conversation after opening it, or neither did; a text that was edited since counts anew. A second person opens what \
is decided with review ID or review --status approved, and agrees (a, or r where it is rejected) or decides otherwise. Filters \
select conversations.

Examples:
  dialoom stats reviewers
  dialoom stats reviewers --status rejected --json")]
pub(super) struct Args {
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

pub(super) async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    args.filters.filter(now)?;
    let store = app.store().await?;
    let filter = args.filters.checked(app, now).await?;
    let (reviewers, readings) = (store.reviewers(&filter).await?, store.readings(&filter).await?);
    let (paces, agreement) = (paces(&readings), agreements(&readings));
    let pace_of = |it: &Reviewer| paces.get(&it.name).copied().unwrap_or_default();
    let people: Vec<Person<'_>> = reviewers.iter().map(|it| Person { decisions: it, pace: pace_of(it) }).collect();
    if app.ui.wants_json() {
        app.ui.json(&Document { reviewers: &people, agreement: &agreement })?;
        return Ok(Exit::Done);
    }
    if people.is_empty() {
        app.ui.note("nobody has decided about any of these conversations");
        return Ok(Exit::Done);
    }
    table(app, &people)?;
    for person in people.iter().filter(|person| person.pace.sessions > 0) {
        app.ui.out_sentence(&pace_in_words(person))?;
    }
    for pair in agreement.iter().take(PAIRS) {
        app.ui.out_sentence(&in_words(pair))?;
    }
    app.ui.note("only opened ones count as read; decisions that were undone do not count");
    Ok(Exit::Done)
}

fn table(app: &App, people: &[Person<'_>]) -> Result<(), Failure> {
    let headings = [
        "REVIEWER",
        "DECISIONS",
        "APPROVED",
        "REJECTED",
        "SENT BACK",
        "REOPENED",
        "OPENED",
        "NAMED",
        "FILTER",
        "REASONS",
    ];
    let mut table = Table::new(&headings, &[9]).right(&[1, 2, 3, 4, 5, 6, 7, 8]);
    for Person { decisions: it, .. } in people {
        // Each rejection and each send-back has a reason.
        let shown: u64 = it.reasons.iter().map(|reason| reason.count).sum();
        let more = (shown < it.rejected + it.sent_back).then(|| "…".to_owned());
        let reasons = it.reasons.iter().map(|reason| format!("{} ({})", reason.why, reason.count)).chain(more);
        let numbers =
            [it.decisions, it.approved, it.rejected, it.sent_back, it.reopened, it.opened, it.named, it.filter];
        let cells = numbers.iter().map(ToString::to_string).chain([reasons.collect::<Vec<_>>().join("; ")]);
        table.row(std::iter::once(it.name.clone()).chain(cells));
    }
    table.print(&app.ui)
}

/// "ann decides about 120 an hour, by 3 sessions of 25 min together".
fn pace_in_words(Person { decisions: Reviewer { name, opened, .. }, pace }: &Person<'_>) -> String {
    let time = span(Duration::from_secs(pace.seconds));
    let sessions = match pace.sessions {
        1 => format!("1 session of {time}"),
        many => format!("{many} sessions of {time} together"),
    };
    match pace.decisions_per_hour {
        Some(pace) => format!("{name} decides about {pace:.0} an hour, by {sessions}"),
        None => format!("{name} opened and decided {opened}, in {sessions}: not enough to tell the pace"),
    }
}

/// "ann and bob both decided about 24 conversations: 20 alike (83 %), kappa 0.62".
fn in_words(pair: &Agreement) -> String {
    let Agreement { reviewers: [one, other], both, alike, kappa, .. } = pair;
    let read = format!("{one} and {other} both decided about {}", count(*both, "conversation"));
    if *both < LEAST_SHARED {
        return format!("{read}: not enough to say how they agree (at least {LEAST_SHARED})");
    }
    let share = (*alike as f64 * 100.0 / *both as f64).round();
    let kappa = match kappa {
        Some(kappa) => format!("kappa {kappa:.2}"),
        None => "no kappa, as both always said the same".to_owned(),
    };
    format!("{read}: {alike} alike ({share} %), {kappa}")
}
