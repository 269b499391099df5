//! `dialoom batch run PLAN`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::Utc;
use serde_json::json;

use crate::app::App;
use crate::cli::args::{AskArgs, LimitArgs};
use crate::cli::asking;
use crate::cli::interrupt;
use crate::cli::shell::operand;
use crate::cli::typed::whole;
use crate::domain::batch::BatchStatus;
use crate::engine::batch::{Draft, DraftError, Survey};
use crate::engine::plan::{Plan, PlanError};
use crate::engine::run::target::Reached;
use crate::error::{Exit, Failure};
use crate::store::{Store, StoreError};
use crate::ui::count;

use crate::cli::batch::work::{self, Work};

const EXAMPLES: &str = "\
Examples:
  dialoom batch run plan.toml --dry-run                what it would make and cost; asks nobody
  dialoom batch run plan.toml --max-cost 5
  dialoom batch run people.csv --name q4 --provider simulator

The same command again goes on where it stopped, and pays for nothing twice.
Ctrl-C saves what is in flight; a second one stops at once.";

/// Arguments of `dialoom batch run`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// What to make: a TOML, JSON, JSONL or CSV file
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// The batch's name [default: the plan's name, or its file's]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Calls under way at once [default: 3]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, u32::MAX))]
    concurrency: Option<u32>,
    /// Stop at the first item that fails for good
    #[arg(long)]
    stop_on_error: bool,
    /// Show what would be made and what it would cost, and ask nobody
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    ask: AskArgs,
    #[command(flatten)]
    limits: LimitArgs,
}

impl From<DraftError> for Failure {
    fn from(error: DraftError) -> Failure {
        match error {
            DraftError::Plan(error) => error.into(),
            DraftError::Store(error) => error.into(),
        }
    }
}

/// Runs it.
pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let mut plan = Plan::load(&args.plan)?;
    if let Some(name) = &args.name {
        plan.name = name.trim().to_owned();
        if plan.name.is_empty() {
            return Err(
                Failure::bad_input("--name is empty").hint("Give the batch a name of one to a hundred letters.")
            );
        }
        Plan::check_name(&plan.name).map_err(|problem| Failure::bad_input(format!("--name is {problem}")))?;
    }
    let generation = args.ask.table()?.over(&plan.generation).over(&app.settings.generation);
    let limits_table = args.limits.table(args.concurrency)?.over(&plan.limits).over(&app.settings.limits);
    limits_table.settle()?;
    let store = app.store().await?;
    let templates = templates_of(store, &mut plan).await?;
    let asked = asking::settle(app, &generation).await?;
    let limits = asking::limits(&limits_table, asked.ask.provider)?;
    let name = plan.name.clone();
    let draft = Draft { plan, name, ask: asked.ask.clone(), info: asked.info.clone(), limits_table, limits, templates };

    let halt = interrupt::listen();
    let survey = interrupt::unless_asked_to_stop(&halt, async { Ok(draft.survey(store).await?) }).await?;
    if let Some(batch) = survey.existing.as_ref().filter(|batch| batch.status == BatchStatus::Cancelled) {
        let name = &batch.name;
        return Err(Failure::bad_input(format!("the batch \"{name}\" was cancelled"))
            .hint(format!("Take it up again with: dialoom batch resume {}", operand(name)))
            .hint("Or make another one of the same plan with --name."));
    }
    if args.dry_run {
        return dry_run(app, &draft, &survey);
    }
    let batch = match &survey.existing {
        // Its candidates that were not needed stay as they are.
        Some(batch) if survey.target.is_some_and(Reached::is_met) => batch.id,
        _ => {
            say_before(app, &draft, &survey);
            let storing = async { Ok(draft.store(store, &survey, &app.settings.user, Utc::now()).await?) };
            interrupt::unless_asked_to_stop(&halt, storing).await?
        }
    };
    let (target, cells) = (draft.target(), draft.plan.cell_count());
    let work = Work {
        batch,
        seen: survey.existing.as_ref().map_or(BatchStatus::Pending, |batch| batch.status),
        provider: asked.provider,
        ask: draft.ask,
        info: draft.info,
        limits: draft.limits,
        templates: draft.templates,
        cost_each: survey.cost_each,
        estimate: Some(survey.estimate),
        stop_on_error: args.stop_on_error,
        target: target.map(|target| (target, cells)),
    };
    work::work(app, work, halt).await
}

/// Every template the plan names, once, by its own name, which the plan calls it by from here on; the first that is
/// not there is an error with its place.
async fn templates_of(
    store: &Store,
    plan: &mut Plan,
) -> Result<BTreeMap<String, Arc<crate::domain::template::Template>>, Failure> {
    let (mut templates, mut names) = (BTreeMap::new(), BTreeMap::new());
    for (request, place) in plan.items() {
        if names.contains_key(&request.template) {
            continue;
        }
        let template = store.usable_template(&request.template).await.map_err(|error| match error {
            StoreError::NotFound { .. } | StoreError::Ambiguous { .. } | StoreError::Inactive { .. } => {
                let place = if place.is_empty() { plan.path.display().to_string() } else { place };
                let hint = Some("See the templates there are with: dialoom templates list".to_owned());
                Failure::from(PlanError { place, message: error.to_string(), hint })
            }
            other => other.into(),
        })?;
        names.insert(request.template, template.text.name.clone());
        templates.insert(template.text.name.clone(), Arc::new(template));
    }
    plan.name_templates(&names);
    Ok(templates)
}

/// What the person should know before the first call.
fn say_before(app: &App, draft: &Draft, survey: &Survey) {
    let ui = &app.ui;
    if survey.existing.is_some() {
        let mut parts = Vec::new();
        // Where nothing is left to do, that is what is said next.
        if survey.open + survey.new > 0 {
            parts.push(format!("keeps {}", count(survey.kept, "conversation")));
        }
        if survey.open > 0 {
            parts.push(format!("goes on with {}", count(survey.open, "unfinished item")));
        }
        if survey.new > 0 {
            parts.push(format!("makes {} anew", count(survey.new, "item")));
        }
        if survey.failed > 0 && !parts.is_empty() {
            parts.push(format!(
                "leaves {} (dialoom batch retry {})",
                count(survey.failed, "failed item"),
                operand(&draft.name)
            ));
        }
        parts.extend(dropped(survey));
        if !parts.is_empty() {
            ui.note(&format!("batch \"{}\" {}", draft.name, parts.join(", ")));
        }
    }
    if survey.open + survey.new > 0 {
        ui.note(&work::estimate_line(&draft.ask, &draft.limits, &survey.estimate));
    }
}

/// "drops 3 items that the plan does not name any more", and what becomes of the conversations it does not name.
fn dropped(survey: &Survey) -> Option<String> {
    let stay = || format!("{} of an earlier plan stay", count(survey.left_over, "conversation"));
    match (survey.dropped, survey.left_over) {
        (0, 0) => None,
        (0, _) => Some(stay()),
        (dropped, left_over) => {
            let drops = format!("drops {} that the plan does not name any more", count(dropped, "unfinished item"));
            Some(if left_over > 0 { format!("{drops}; {}", stay()) } else { drops })
        }
    }
}

fn dry_run(app: &App, draft: &Draft, survey: &Survey) -> Result<Exit, Failure> {
    let first = draft.plan.items().next();
    let prompt = match &first {
        Some((request, _)) => Some(draft.ask.question(&draft.templates[&request.template], request)?),
        None => None,
    };
    if app.ui.wants_json() {
        app.ui.json(&json!({
            "dry_run": {
                "survey": survey,
                "provider": draft.ask.provider,
                "model": draft.ask.model,
                "max_cost_usd": draft.limits.max_cost,
                "first_prompt": prompt.map(|prompt| json!({ "system": prompt.system, "text": prompt.text })),
            }
        }))?;
        return Ok(Exit::Done);
    }
    let ui = &app.ui;
    ui.out(&format!("batch     {}", draft.name))?;
    let standing =
        [("kept", survey.kept), ("unfinished", survey.open), ("failed before", survey.failed), ("new", survey.new)];
    let standing: Vec<String> =
        standing.iter().filter(|(_, many)| *many > 0).map(|(word, many)| format!("{many} {word}")).collect();
    ui.out(&format!("items     {} ({})", survey.items, standing.join(", ")))?;
    if let Some(dropped) = dropped(survey) {
        ui.out(&format!("changed   {dropped}"))?;
    }
    ui.out(&format!("model     {}", work::answerer(&draft.ask)))?;
    ui.out(&format!("tokens    about {} in, {} out", survey.estimate.input_tokens, survey.estimate.output_tokens))?;
    ui.out(&format!("estimate  {}", work::estimate_line(&draft.ask, &draft.limits, &survey.estimate)))?;
    if let Some(prompt) = prompt {
        ui.note("the first prompt:");
        ui.out("")?;
        ui.out(&prompt.system)?;
        ui.out("")?;
        ui.out(&prompt.text)?;
    }
    ui.note("nothing was sent or stored");
    Ok(Exit::Done)
}
