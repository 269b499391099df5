//! `dialoom batch run PLAN`.

use chrono::Utc;
use serde_json::json;

use crate::app::App;
use crate::cli::args::whole;
use crate::cli::args::{AskArgs, LimitArgs};
use crate::cli::asking::{self, answerer};
use crate::cli::dry_run::DryRun;
use crate::cli::interrupt;
use crate::cli::shell::operand;
use crate::domain::actor::Actor;
use crate::domain::batch::{BatchStatus, ItemRequest};
use crate::domain::effect::Effect;
use crate::domain::language;
use crate::domain::limits::{LimitsTable, Style};
use crate::domain::template::unpinned;
use crate::engine::{
    Configuration, Draft, DraftError, Judge, JudgedBatch, JudgingEstimate, Making, Plan, ReadyBatch, Survey, Terms,
    Vary, VaryTable, check_applicable, find_templates,
};
use crate::error::{Exit, Failure};
use crate::ui::count;

use crate::cli::batch::estimate::{estimate_line, say_judging};
use crate::cli::batch::failure::Again;
use crate::cli::batch::on_end::OnEnd;
use crate::cli::batch::run_batch::{run_batch, run_judged};
use crate::cli::batch::set::urgency;
use crate::cli::batch::tiers::What;
use crate::cli::judge::terms::{planned as judge_terms, with_rubric};

const EXAMPLES: &str = "\
Examples:
  dialoom batch run plan.toml --dry-run                show what it would make and cost
  dialoom batch run plan.toml --max-cost 5
  dialoom batch run people.csv --name q4 --provider simulator
  dialoom batch run --tiers                            a whole data set from what is active

The same command again resumes where it stopped, and pays for nothing twice.
Ctrl-C saves the calls in flight and stops; a second Ctrl-C stops at once.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    what: What,
    /// The batch's name [default: the plan's name, or its file's]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Calls in flight at once [default: 3]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    concurrency: Option<u32>,
    /// How urgent it is, 1 to 10: a worker that picks between batches takes 10 first [default: 5]
    #[arg(long, value_name = "N", value_parser = whole(1, 10), allow_negative_numbers = true, hide_short_help = true)]
    priority: Option<u32>,
    /// Stop at the first item that fails after all retries
    #[arg(long)]
    stop_on_error: bool,
    /// Show what it would make and cost; send nothing
    #[arg(long)]
    dry_run: bool,
    /// With --dry-run: print the first prompt, too
    #[arg(long, requires = "dry_run", hide_short_help = true)]
    prompt: bool,
    /// Language of the conversations: "de", "French" [default: that of the plan, else of the template]
    #[arg(long, value_name = "NAME", value_parser = language::typed)]
    language: Option<String>,
    /// Allow personas, emotions and topics that a template is not made for
    #[arg(long)]
    any: bool,
    /// Draw nothing: ask each cell the same way every time
    #[arg(long)]
    no_vary: bool,
    #[command(flatten)]
    on_end: OnEnd,
    #[command(flatten)]
    ask: AskArgs,
    #[command(flatten)]
    limits: LimitArgs,
}

impl Args {
    /// A dry run stores nothing, but is to find what the run would find.
    pub fn effect(&self) -> Effect {
        if self.dry_run { Effect::Changes } else { Effect::Creates }
    }
}

impl From<DraftError> for Failure {
    fn from(error: DraftError) -> Failure {
        match error {
            DraftError::Plan(error) => error.into(),
            DraftError::Store(error) => error.into(),
        }
    }
}

/// `dialoom batch run`: stores the plan as a batch, or changes the stored batch, and runs it.
pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let mut plan = args.what.plan(app, args.name.as_deref()).await?;
    rename(&mut plan, args.name.as_deref())?;
    let generation = args.ask.table()?.over(&plan.generation).over(&app.settings.generation);
    let limits_table = args.limits.table(args.concurrency)?.over(&plan.limits.clone().over(&app.settings.limits));
    limits_table.settle()?;
    let store = app.store().await?;
    plan.language = args.language.clone().or(plan.language);
    if args.no_vary {
        plan.vary = Vary::Off;
    }
    let reading = async {
        let begun = Configuration::begun(store, &plan.name).await?;
        let templates = find_templates(store, &mut plan, begun.as_ref()).await?;
        Ok::<_, Failure>((begun, templates))
    };
    let reading = app.ui.unless_quick("reading templates and what is stored of the plan", reading);
    let (begun, templates) = reading.await?;
    if !args.any {
        check_applicable(&plan, &templates)?;
    }
    plan.starter = match &begun {
        Some(begun) => begun.starter.clone(),
        None => VaryTable::starter(Utc::now().date_naive()),
    };
    let mut terms = asking::terms(app, &generation, &limits_table).await?;
    // Chosen by the program, the day and the style stay those of the batch.
    if let Some(begun) = begun {
        terms.ask.today = begun.ask.today;
        terms.ask.style = if generation.style.is_none() { begun.ask.style } else { terms.ask.style };
    }
    // The ceiling of a day belongs to the project. Only one that flag or plan names belongs to the batch.
    let max_cost_per_day_usd = args.limits.max_cost_per_day.or(plan.limits.max_cost_per_day_usd);
    let limits_table = LimitsTable { max_cost_per_day_usd, ..limits_table };
    let planned = plan.judge.as_ref().map(|table| with_rubric(app, table)).transpose()?;
    let judge = match &planned {
        Some(judge) => Some(judge_terms(app, judge, &plan.path, &limits_table).await?),
        None => None,
    };
    let draft = Draft { plan, terms, limits_table, templates, judge: planned, priority: args.priority.map(urgency) };
    begin(app, draft, judge, &args).await
}

/// Says what the draft would do, stores it, and runs it.
async fn begin(app: &App, draft: Draft, judge: Option<(Terms, Judge)>, args: &Args) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let halt = interrupt::listen();
    let surveying = app.ui.unless_quick("comparing the plan with what is stored", draft.survey(store));
    let survey = interrupt::unless_asked_to_stop(&halt, async { Ok(surveying.await?) }).await?;
    if let Some(batch) = survey.existing.as_ref().filter(|batch| batch.status == BatchStatus::Cancelled) {
        let name = &batch.name;
        return Err(Failure::bad_input(format!("the batch \"{name}\" was cancelled"))
            .hint(format!("Resume it with: dialoom batch resume {}", operand(name)))
            .hint("Or start another batch from the same plan with --name."));
    }
    say_kept_versions(app, &draft).await?;
    let judging = match &judge {
        Some((terms, judge)) => Some(JudgingEstimate::of(store, judge, terms, &survey.estimate).await?),
        None => None,
    };
    if args.dry_run {
        return dry_run(app, &draft, &survey, judging.as_ref(), args.prompt);
    }
    if !survey.is_met() {
        say_before(app, &draft, &survey);
    }
    say_judging(app, judging.as_ref());
    let actor = Actor::named(&app.settings.user);
    let storing = async { Ok(draft.store(store, survey, &actor, Utc::now()).await?) };
    let storing = app.ui.unless_quick("storing the plan; where another process writes, this waits for it", storing);
    let work = interrupt::unless_asked_to_stop(&halt, storing).await?;
    let (estimate, work) = (work.estimate, ReadyBatch { stop_on_error: args.stop_on_error, ..work });
    let Some((terms, judge)) = judge else {
        return run_batch(app, draft.terms, work, Some(estimate), halt, &args.on_end).await;
    };
    let name = draft.plan.name.clone();
    let making = Making::Plan(Box::new(draft));
    let batch = JudgedBatch { name, making, judge, terms, stop_on_error: args.stop_on_error };
    // Its flags are those of the whole work.
    let again = |_: &str| Again::same("a batch and its judge");
    run_judged(app, &batch, (work, Some(estimate)), halt, (&args.on_end, again)).await
}

/// Gives the batch the name of the command line, where there is one.
fn rename(plan: &mut Plan, name: Option<&str>) -> Result<(), Failure> {
    let Some(name) = name else { return Ok(()) };
    name.trim().clone_into(&mut plan.name);
    if plan.name.is_empty() {
        return Err(
            Failure::bad_input("--name is empty").hint("Give a name of 1 to 100 characters, or leave --name out.")
        );
    }
    Plan::check_name(&plan.name).map_err(|problem| Failure::bad_input(format!("--name is {problem}")))
}

/// Says which templates, scenarios and edge cases have a newer version than the one the batch keeps.
async fn say_kept_versions(app: &App, draft: &Draft) -> Result<(), Failure> {
    let say = |name: &str, kept: u32, newest: u32| {
        let batch = &draft.plan.name;
        app.ui.note(&format!(
            "batch \"{batch}\" keeps version {kept} of \"{name}\" (the newest is {newest}: use another --name for it)"
        ));
    };
    draft.plan.found.kept().for_each(|(name, kept, newest)| say(name, kept, newest));
    for (name, kept) in draft.templates.iter().filter(|(name, _)| unpinned(name).is_none()) {
        let newest = app.store().await?.template(&kept.id.to_string()).await?.version;
        if newest > kept.version {
            say(name, kept.version, newest);
        }
    }
    Ok(())
}

/// Prints what the run keeps, resumes, makes and drops, and the estimate.
fn say_before(app: &App, draft: &Draft, survey: &Survey) {
    let ui = &app.ui;
    if survey.existing.is_some() {
        let mut parts = Vec::new();
        // Where nothing is left to do, the report says so.
        if survey.open + survey.new > 0 {
            parts.push(format!("keeps {}", count(survey.kept, "conversation")));
        }
        if survey.open > 0 {
            parts.push(format!("resumes {}", count(survey.open, "unfinished item")));
        }
        if survey.new > 0 {
            parts.push(format!("makes {} more", survey.new));
        }
        if survey.failed > 0 && !parts.is_empty() {
            parts.push(format!("leaves {}", count(survey.failed, "failed item")));
        }
        parts.extend(dropped(survey));
        if !parts.is_empty() {
            ui.note(&format!("batch \"{}\" {}", draft.plan.name, parts.join(", ")));
        }
        if survey.failed > 0 && survey.open + survey.new > 0 {
            ui.note(&format!("retry failed items with: dialoom batch retry {}", operand(&draft.plan.name)));
        }
    }
    if survey.open + survey.new > 0 {
        if draft.terms.ask.style == Style::Brief {
            ui.note("asks with the brief prompt, as for a small model (all of it: --style full)");
        }
        ui.note(&estimate_line(&draft.terms, &survey.estimate));
    }
}

/// "drops 3 unfinished items that the plan no longer has", and conversations of an earlier plan.
fn dropped(survey: &Survey) -> Option<String> {
    let stay = || format!("keeps {} of an earlier plan", count(survey.left_over, "conversation"));
    match (survey.dropped, survey.left_over) {
        (0, 0) => None,
        (0, _) => Some(stay()),
        (dropped, left_over) => {
            let drops = format!("drops {} that the plan no longer has", count(dropped, "unfinished item"));
            Some(if left_over > 0 { format!("{drops}; {}", stay()) } else { drops })
        }
    }
}

fn dry_run(
    app: &App,
    draft: &Draft,
    survey: &Survey,
    judging: Option<&JudgingEstimate>,
    with_prompt: bool,
) -> Result<Exit, Failure> {
    let cells = sample(draft, survey.items);
    let prompt = match cells.first() {
        Some(request) => Some(draft.terms.ask.question(&draft.templates[&request.template], request)?),
        None => None,
    };
    if app.ui.wants_json() {
        app.ui.json(&json!({
            "dry_run": {
                "survey": survey,
                "provider": draft.terms.ask.provider,
                "model": draft.terms.ask.model,
                "judging": judging,
                "max_cost_usd": draft.terms.limits.max_cost,
                "max_cost_per_day_usd": draft.terms.limits.max_cost_per_day,
                "first_prompt": prompt.map(|prompt| json!({ "system": prompt.system, "text": prompt.text })),
            }
        }))?;
        return Ok(Exit::Done);
    }
    let standing =
        [("kept", survey.kept), ("unfinished", survey.open), ("failed before", survey.failed), ("new", survey.new)];
    let standing: Vec<String> =
        standing.iter().filter(|(_, many)| *many > 0).map(|(word, many)| format!("{many} {word}")).collect();
    let changed = dropped(survey).map(|dropped| format!("; {dropped}")).unwrap_or_default();
    let items = format!("{} ({}){changed}", survey.items, standing.join(", "));
    let brief = if draft.terms.ask.style == Style::Brief { ", asked briefly" } else { "" };
    let name = format!("{} with {}{brief}", draft.plan.name, answerer(&draft.terms.ask));
    let spent = survey.existing.as_ref().map(|batch| batch.actual_cost_usd.plus(batch.uncertain_cost_usd));
    let (terms, estimate) = (&draft.terms, &survey.estimate);
    let dry = DryRun { terms, estimate, named: "batch", spent: spent.unwrap_or_default() };
    dry.print(app, [name, items], &cells, prompt.filter(|_| with_prompt).as_ref())?;
    say_judging(app, judging);
    Ok(Exit::Done)
}

/// The first item of the plan, one in its middle and the last.
fn sample(draft: &Draft, items: u64) -> Vec<ItemRequest> {
    let wanted = [0, items / 2, items.saturating_sub(1)];
    let items = (0..).zip(draft.plan.items()).filter(|(place, _)| wanted.contains(place));
    items.map(|(_, (request, _))| request).collect()
}
