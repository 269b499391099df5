//! `dialoom templates compare`: two templates, or two versions of one, beside each other.

use chrono::Utc;
use serde_json::json;

use crate::app::App;
use crate::cli::args::{ByPart, FilterArgs};
use crate::cli::shell;
use crate::domain::money::Usd;
use crate::domain::template::{Template, unpinned};
use crate::error::{Exit, Failure};
use crate::report::compare::{Comparison, Figure, Measure, Tells, Unit, compare};
use crate::ui::{Table, count};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Intervals hold the true value in 95 of 100 cases. Conversations that both were asked for alike, as by a plan with
variants = [\"NAME@3\", \"NAME@4\"], are compared in pairs. docs/templates.md says how, and when a difference counts.

Examples:
  dialoom templates compare 'Investment Discovery@1' 'Investment Discovery@2'
  dialoom templates compare A B --batch ab-test --json")]
pub struct CompareArgs {
    /// NAME for all its versions, or NAME@VERSION
    #[arg(value_name = "NAME[@VERSION]")]
    first: String,
    /// The other one
    #[arg(value_name = "NAME[@VERSION]")]
    second: String,
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

pub(super) async fn run(app: &App, args: CompareArgs) -> Result<Exit, Failure> {
    let now = Utc::now();
    if !args.filters.filter(now)?.template.is_empty() {
        return Err(Failure::bad_input("--template has no use here: the two names say which templates are compared")
            .hint("Leave --template out."));
    }
    let store = app.store().await?;
    let ((a, first), (b, second)) = (store.called(&args.first).await?, store.called(&args.second).await?);
    let names = [first, second];
    if !are_apart([&a, &b], &names) {
        let newest = store.template(&a.id.to_string()).await?.text.name;
        return Err(not_apart(&names, &newest));
    }
    let filter = args.filters.reaching_all(app, now).await?;
    let found = compare(store, &filter, [(names[0].as_str(), a.id), (names[1].as_str(), b.id)]).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({"comparison": found}))?;
        return Ok(Exit::Done);
    }
    print(app, &found)?;
    Ok(Exit::Done)
}

/// Whether no conversation can be on both sides.
fn are_apart([a, b]: [&Template; 2], names: &[String; 2]) -> bool {
    let version = |name: &String| unpinned(name).map(|(_, version)| version);
    let (first, second) = (version(&names[0]), version(&names[1]));
    a.id != b.id || first.is_some() && second.is_some() && first != second
}

/// `newest` is the name that the template has now.
fn not_apart(names: &[String; 2], newest: &str) -> Failure {
    let message = format!("\"{}\" and \"{}\" share conversations", names[0], names[1]);
    Failure::bad_input(message).hint(format!(
        "Give two templates, or two versions of one, as {}; see them with: dialoom templates versions {}",
        shell::operand(&format!("{newest}@1")),
        shell::operand(newest)
    ))
}

fn print(app: &App, found: &Comparison) -> Result<(), Failure> {
    for (letter, side) in [("A", &found.a), ("B", &found.b)] {
        let made = count(side.conversations, "conversation");
        app.ui.out(&format!("{letter}: {}, {made}, {} decided by people", side.template, side.decided))?;
    }
    app.ui.out("")?;
    table(&found.measures).print(&app.ui)?;
    app.ui.out("")?;
    for sentence in pairs(&found.measures).iter().chain(&found.verdict) {
        app.ui.out_sentence(sentence)?;
    }
    notes(app, found);
    Ok(())
}

fn notes(app: &App, found: &Comparison) {
    let by_filter = found.a.decided_by_filter + found.b.decided_by_filter;
    if by_filter > 0 {
        app.ui.note(&format!(
            "left out: {} by a filter; nobody opened these conversations",
            count(by_filter, "decision")
        ));
    }
    if let Some(judge) = found.judge.as_ref().filter(|judge| judge.has_others) {
        let rubric = judge.rubric.get(..8).unwrap_or("unknown");
        app.ui
            .note(&format!("marks are those of {}, rubric {rubric}; those of other judges are left out", judge.model));
    }
    let sides = [&found.a, &found.b];
    let empty: Vec<_> = sides.iter().filter(|side| side.conversations == 0).collect();
    for side in &empty {
        app.ui.note(&format!("no conversation was made from {} yet", side.template));
    }
    if !empty.is_empty() {
        let [a, b] = sides.map(|side| json!(side.template));
        app.ui.note(&format!("to ask both for the same conversations, write into a plan: variants = [{a}, {b}]"));
    }
    for side in sides {
        if side.conversations > side.decided + side.decided_by_filter {
            let filter = shell::flag("--template", &side.template);
            app.ui.note(&format!("to decide about more: dialoom review {filter}"));
        }
    }
}

/// Narrow enough for 80 columns.
fn table(measures: &[Measure]) -> Table {
    let mut table = Table::new(&["MEASURE", "A (95 %)", "B (95 %)", "B − A (95 %)", "MORE"], &[3]);
    for measure in measures {
        table.row([
            measure.measure.to_owned(),
            figure(&measure.a, measure.unit),
            figure(&measure.b, measure.unit),
            difference(measure),
            match measure.tells {
                Tells::TooFew => "few",
                Tells::Nothing => "?",
                Tells::AIsHigher => "A",
                Tells::BIsHigher => "B",
            }
            .to_owned(),
        ]);
    }
    table
}

/// Which measures are compared in pairs, and over how many.
fn pairs(measures: &[Measure]) -> Option<String> {
    let paired = measures.iter().filter_map(|measure| Some((measure.measure, measure.pairs?)));
    let named: Vec<String> = paired.map(|(name, pairs)| format!("{name} ({})", count(pairs, "pair"))).collect();
    (!named.is_empty()).then(|| format!("Compared in pairs: {}.", named.join(", ")))
}

fn figure(figure: &Figure, unit: Unit) -> String {
    let (Some(value), Some([low, high])) = (figure.value, figure.interval) else { return "-".to_owned() };
    let [shown, low, high] = [value, low, high].map(|value| number(value, unit));
    match unit {
        Unit::Share => format!("{shown} % ({low}–{high})"),
        Unit::Points => format!("{shown} ({low}–{high})"),
        Unit::Dollars => format!("${shown} ({low}–{high})"),
    }
}

fn difference(measure: &Measure) -> String {
    let Some(found) = measure.difference else { return "-".to_owned() };
    let signed = |value: f64| format!("{}{}", if value < 0.0 { "−" } else { "+" }, number(value.abs(), measure.unit));
    let [low, high] = found.interval.map(signed);
    format!("{} ({low} to {high})", signed(found.value))
}

fn number(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => format!("{:.0}", value * 100.0),
        Unit::Points => format!("{value:.1}"),
        Unit::Dollars => Usd::from_micros((value * 1e6).round() as i64).to_string().replace('$', ""),
    }
}
