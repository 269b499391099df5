//! `dialoom judge`.

mod calibrate;
pub(in crate::cli) mod figures;
mod report;
pub(in crate::cli) mod terms;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::Utc;
use serde_json::json;
use tokio::sync::watch;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::judge_table::JudgeTable;
use crate::domain::provider_name::ProviderName;
use crate::domain::quoted::quoted;
use crate::engine::{Halt, Judge, JudgeSelection, JudgeSurvey, Terms};
use crate::error::{Exit, Failure};
use crate::provider::is_base_url;
use crate::settings::without_password;
use crate::ui::count;
use crate::ui::progress::RunView;

use crate::cli::args::flag::wrong_flag;
use crate::cli::args::{ByWhole, Ids, LimitArgs, MostFilterArgs, one_of, whole};
use crate::cli::asking_about::{About, Words, nothing_asked, session};
use crate::cli::interrupt;

const HOW: &str = "\
A model marks each conversation from 1 to 10: overall, relevance and accuracy (MARKS O/R/A), each with a reason that
quotes a turn. The marks are half of the new score. Low marks are findings. Approved and rejected conversations keep
their status.

What this judge has marked by this rubric is not asked again, also after other judges and rubrics: the marks that were
asked for last count. The same command again goes on where it stopped.

Examples:
  dialoom judge --batch retirement-q4 --provider anthropic --model claude-sonnet-5-5 --dry-run
  dialoom judge --status generated --max-cost 2 -y         with the judge of [judge] in dialoom.toml
  dialoom judge --calibrate                                do marks and decisions agree?
  dialoom judge --print-rubric > rubric.md                 to edit it, and judge with --rubric rubric.md";

/// The name of the result in the document.
const JUDGED: &str = "judged";
const WORDS: Words = Words { ask: "judge", asks: "judges", after: "", model: "judge" };

/// Let a model mark conversations: overall, relevance, accuracy
#[derive(Debug, clap::Args)]
#[command(after_help = HOW)]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    /// Print the rubric, and ask nothing
    #[arg(long)]
    print_rubric: bool,
    /// Compare marks with people's decisions; ask nothing
    #[arg(long, conflicts_with_all = ["dry_run", "ids"])]
    calibrate: bool,
    /// Show what it would ask and cost; send nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    judge: JudgeArgs,
    /// Calls in flight at once [default: 3]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX),
        help_heading = "Limits")]
    concurrency: Option<u32>,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    filters: MostFilterArgs<ByWhole>,
}

/// Who judges, and by what.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Judge")]
struct JudgeArgs {
    /// Provider of the judge [default: that of [judge] in dialoom.toml]
    #[arg(long, value_name = "NAME", ignore_case = true, value_parser = one_of::<ProviderName>(ProviderName::WORDS))]
    provider: Option<ProviderName>,
    /// Model that judges; best of another family than the one that made the conversations
    #[arg(long, value_name = "ID")]
    model: Option<String>,
    /// Server of the judge's own, for chat completions [default: that of its provider]
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// File with your own rubric [default: the built-in one]
    #[arg(long, value_name = "FILE")]
    rubric: Option<PathBuf>,
    /// Marks below are findings, 1 to 10; 3 or less always is [default: 6]
    #[arg(long, value_name = "MARK", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    min_mark: Option<u32>,
    /// Ask again what this judge answered by an earlier built-in rubric, or told something else
    #[arg(long, conflicts_with_all = ["print_rubric", "calibrate"])]
    anew: bool,
}

impl JudgeArgs {
    fn table(&self) -> Result<JudgeTable, Failure> {
        let JudgeArgs { provider, model, base_url, rubric, min_mark, anew: _ } = self.clone();
        if let Some(url) = base_url.as_deref().filter(|url| !is_base_url(url)) {
            let shown = quoted(&without_password(url));
            return Err(Failure::bad_input(format!("--base-url is {shown}; expected http:// or https:// with a host")));
        }
        let table = JudgeTable { provider, model, base_url, rubric, min_mark, ..JudgeTable::default() };
        table.check().map_err(wrong_flag)?;
        Ok(table)
    }
}

impl Args {
    /// A dry run stores nothing, but is to find what the run would find.
    pub fn effect(&self) -> Effect {
        if self.print_rubric || self.calibrate { Effect::Reads } else { Effect::Changes }
    }
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let table = args.judge.table()?.over(&app.settings.judge);
    if args.print_rubric {
        let rubric = terms::rubric(table.rubric.as_deref())?;
        match app.ui.wants_json() {
            true => app.ui.json(&json!({ "rubric": rubric.text() }))?,
            false => app.ui.out(rubric.text())?,
        }
        return Ok(Exit::Done);
    }
    if args.calibrate {
        args.filters.filter(Utc::now())?;
        let filter = args.filters.checked(app, Utc::now()).await?;
        return calibrate::run(app, &filter).await;
    }
    let limits_table = args.limits.table(args.concurrency)?.over(&app.settings.limits);
    limits_table.settle()?;
    if args.ids.is_given() && args.filters.is_given() {
        return Err(Failure::bad_input("both ids and filters are given").hint("Give ids or filters, not both."));
    }
    args.filters.filter(Utc::now())?;
    let named_in = app.settings.judge_way.found_in.as_ref().filter(|_| args.judge.base_url.is_none());
    let (terms, judge) = terms::terms(app, &table, (named_in, None), &limits_table).await?;
    let judge = Judge { anew: args.judge.anew, ..judge };
    let which = selection(app, &args).await?;
    let halt = interrupt::listen();
    let survey = {
        let session = session(app, &terms, halt.clone(), None).await?;
        let surveying = session.survey_judging(&judge, &which);
        let surveying = app.ui.unless_quick("reading the conversations to judge", surveying);
        interrupt::unless_asked_to_stop(&halt, async { Ok(surveying.await?) }).await?
    };
    let about = About { terms: &terms, words: WORDS, open: survey.open, estimate: &survey.estimate };
    let say = || say_before(app, &terms, &survey);
    if args.dry_run {
        let items = format!("{} ({} to ask, {} marked before)", survey.matching, survey.open, survey.judged);
        return about.dry_run(app, &survey, items, || {
            say();
            say_renewed(app, &survey, "would get");
        });
    }
    say();
    session(app, &terms, halt.clone(), None).await?.renew_marks(&survey).await?;
    say_renewed(app, &survey, "get");
    if survey.open == 0 {
        return nothing_asked(app, JUDGED, &survey);
    }
    if !args.ids.is_given() && !about.confirmed(app)? {
        return Ok(Exit::Done);
    }
    ask(app, &terms, &judge, &survey, halt).await
}

async fn ask(
    app: &App,
    terms: &Terms,
    judge: &Judge,
    survey: &JudgeSurvey,
    halt: watch::Receiver<Halt>,
) -> Result<Exit, Failure> {
    let view = Arc::new(RunView::new(&app.ui));
    let session = session(app, terms, halt, Some(view.clone())).await?;
    let done = session.judge(judge, survey).await;
    view.finish();
    match done? {
        (Some(summary), items) => report::report(app, &summary, items, survey.estimate),
        (None, items) => {
            app.ui.note(&format!(
                "nothing is left to ask: another command judges {} at this moment, and {} were judged meanwhile",
                count(items.elsewhere, "conversation"),
                items.done
            ));
            nothing_asked(app, JUDGED, survey)
        }
    }
}

async fn selection(app: &App, args: &Args) -> Result<JudgeSelection, Failure> {
    Ok(match args.ids.is_given() {
        true => JudgeSelection::Ids(args.ids.resolve(app).await?),
        false => {
            let filter = args.filters.checked(app, Utc::now()).await?;
            JudgeSelection::Filter(Box::new(filter))
        }
    })
}

/// "3 conversations get back the marks of this judge and rubric", "2 conversations get other findings, because of another
/// lowest mark".
fn say_renewed(app: &App, survey: &JudgeSurvey, word: &str) {
    if survey.restored > 0 {
        let restored = count(survey.restored, "conversation");
        app.ui.note(&format!("{restored} {word} back the marks of this judge and rubric"));
    }
    if survey.renewed > 0 {
        app.ui.note(&format!(
            "{} {word} other findings, because of another lowest mark",
            count(survey.renewed, "conversation")
        ));
    }
}

fn say_before(app: &App, terms: &Terms, survey: &JudgeSurvey) {
    let matching = count(survey.matching, "conversation");
    match (survey.open, survey.judged) {
        (0, 0) => app.ui.note(&format!("{matching} to judge: nothing to ask")),
        (0, _) => app.ui.note(&format!("nothing to ask: {matching}, and this judge has marked all by this rubric")),
        (_, 0) => {}
        (_, judged) => app.ui.note(&format!("{judged} of {matching} are marked by this judge and rubric already")),
    }
    if survey.earlier > 0 {
        let earlier = count(survey.earlier, "conversation");
        app.ui.note(&format!("marks of {earlier} answer an earlier form of the question; ask again with --anew"));
    }
    if survey.empty > 0 {
        app.ui.note(&format!("{} without a turn cannot be judged", count(survey.empty, "conversation")));
    }
    if survey.own > 0 {
        app.ui.advise(&format!(
            "{} of these are by a model of the same family as {}; a judge of another family is more honest",
            count(survey.own, "conversation"),
            terms.ask.model
        ));
    }
}
