//! `dialoom stats diversity`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::axis::Axis;
use crate::error::{Exit, Failure};
use crate::report::diversity::{self, DrawnAxis, Repeats, Report};
use crate::ui::{Table, Ui};

use crate::cli::args::{AxisText, ByPart, FilterArgs};
use crate::cli::shell;
use crate::cli::stats::advice::{Advice, advice, at_least};
use crate::cli::stats::nothing;

/// Runs of words that are listed of each speaker; more are in --json.
const RUNS: usize = 3;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Distinct-1, -2 and -3 are the shares of different words, pairs and triples: they fall as a set grows, so compare sets of
one size. What is called bad needs ten conversations.

Examples:
  dialoom stats diversity --batch @last
  dialoom stats diversity --status approved --json")]
pub(super) struct Args {
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    report: &'a Report,
    advice: &'a [Advice],
}

pub(super) async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    args.filters.filter(now)?;
    let store = app.store().await?;
    let filter = args.filters.checked(app, now).await?;
    let report = diversity::gather(store, &filter).await?;
    let mut advice = advice(&report, &duplicates());
    if app.ui.wants_json() {
        advice.iter_mut().for_each(|one| one.text = app.ui.hint(&one.text));
        app.ui.json(&Document { report: &report, advice: &advice })?;
        return Ok(Exit::Done);
    }
    if report.conversations == 0 {
        return nothing(app, &filter, "dialoom stats diversity").await;
    }
    print(&app.ui, &report)?;
    match advice.as_slice() {
        [] if report.conversations < 10 => app.ui.note("fewer than 10 conversations: too few to call anything bad"),
        [] => app.ui.note("nothing stands out"),
        advice => {
            app.ui.out("\nWhat to do")?;
            for one in advice {
                app.ui.out_sentence(&format!("- {}", one.text))?;
            }
        }
    }
    Ok(Exit::Done)
}

/// This command line, for the groups of near-duplicates.
fn duplicates() -> String {
    // An unmarked text of an axis means the whole value there: that command can reject.
    let marked = |flag: &str, typed: &str| {
        let is_axis = Axis::named(flag).is_some();
        is_axis.then(|| ByPart::read(typed).ok().map(|asked| asked.to_string())).flatten()
    };
    let again = shell::again_changed(&marked);
    match again.contains(" stats diversity") {
        true => again.replacen(" stats diversity", " duplicates", 1),
        false => "dialoom duplicates".to_owned(),
    }
}

fn print(ui: &Ui, report: &Report) -> Result<(), Failure> {
    let mut lines = vec![("conversations", report.conversations.to_string())];
    let turns: Vec<String> =
        report.turns.iter().take(5).map(|it| format!("{} ({}×)", it.turns, it.conversations)).collect();
    lines.push(("turns", turns.join(", ")));
    let near = report.near_duplicates;
    let share = near as f64 * 100.0 / report.conversations as f64;
    lines.push(("near-duplicates", format!("{near} ({share:.1} %) repeat another conversation")));
    if let Some(ratio) = report.compression_ratio {
        lines.push(("compression", format!("{ratio:.2} (higher: more repetition)")));
    }
    for (name, value) in lines {
        ui.out(&format!("{name:<16} {value}"))?;
    }
    ui.out("")?;
    speakers(report).print(ui)?;
    ui.out("")?;
    parts(report).print(ui)?;
    if let Some(runs) = runs(report) {
        ui.out("\nRuns of five words that several conversations hold")?;
        runs.print(ui)?;
    }
    if !report.draws.is_empty() {
        ui.out("\nDrawn by [vary]")?;
        draws(&report.draws).print(ui)?;
    }
    if report.user.is_estimated || report.assistant.is_estimated {
        ui.note("shares of different words are estimates, within 1 %: there are more than 131,072");
    }
    Ok(())
}

fn speakers(report: &Report) -> Table {
    let headings = ["SPEAKER", "TURNS", "DISTINCT-1", "-2", "-3", "SHORT", "MEDIAN", "LONG"];
    let mut table = Table::new(&headings, &[]).right(&[1, 2, 3, 4, 5, 6, 7]);
    for (role, speaker) in [("user", &report.user), ("assistant", &report.assistant)] {
        let length = speaker.length;
        table.row([
            role.to_owned(),
            speaker.turns.to_string(),
            format!("{:.3}", speaker.distinct_1),
            format!("{:.3}", speaker.distinct_2),
            format!("{:.3}", speaker.distinct_3),
            length.short.to_string(),
            length.median.to_string(),
            length.long.to_string(),
        ]);
    }
    table
}

fn parts(report: &Report) -> Table {
    let mut table = Table::new(&["PART", "DISTINCT", "MOST COMMON", "EXAMPLE", "TEXT"], &[4]).right(&[1, 2]);
    let parts: [(&str, &Repeats); 5] = [
        ("title", &report.titles),
        ("opening", &report.openings),
        ("first answer", &report.first_answers),
        ("its first sentence", &report.first_answer_sentences),
        ("closing", &report.closings),
    ];
    for (name, part) in parts {
        let about = if part.is_estimated { "about " } else { "" };
        let distinct = format!("{about}{} of {}", part.distinct, part.conversations);
        let (most, example, text) = match part.repeated.first() {
            Some(most) => {
                (at_least(most.conversations, part.may_miss), most.example_short_id.clone(), most.text.clone())
            }
            None => ("1".to_owned(), String::new(), String::new()),
        };
        table.row([name.to_owned(), distinct, most, example, text]);
    }
    table
}

/// Runs that every tenth conversation holds, or the most common one of all.
fn runs(report: &Report) -> Option<Table> {
    let mut table = Table::new(&["SPEAKER", "FOUND IN", "EXAMPLE", "WORDS"], &[3]).right(&[1]);
    let mut is_empty = true;
    for (role, speaker) in [("user", &report.user), ("assistant", &report.assistant)] {
        for run in speaker.frequent_runs.iter().take(RUNS) {
            is_empty = false;
            table.row([
                role.to_owned(),
                at_least(run.conversations, speaker.may_miss),
                run.example_short_id.clone(),
                run.text.clone(),
            ]);
        }
    }
    (!is_empty).then_some(table)
}

fn draws(axes: &[DrawnAxis]) -> Table {
    let headings = ["AXIS", "DRAWS", "EVEN", "VALUES", "MOST COMMON", "RAREST"];
    let mut table = Table::new(&headings, &[4, 5]).right(&[1, 2, 3]);
    for axis in axes {
        let told = |value: Option<&diversity::DrawnValue>| {
            value.map_or_else(String::new, |value| format!("{}× {}", value.conversations, value.value))
        };
        let drawn = axis.values.iter().filter(|value| value.conversations > 0);
        table.row([
            axis.axis.clone(),
            axis.conversations.to_string(),
            format!("{:.0} %", axis.evenness * 100.0),
            format!("{} of {}", drawn.count(), axis.values.len()),
            told(axis.values.first()),
            told(axis.values.last().filter(|_| axis.values.len() > 1)),
        ]);
    }
    table
}
