//! `dialoom generate`.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Utc;
use serde_json::json;

use crate::app::App;
use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;
use crate::engine::attempt::Caller;
use crate::engine::durability::lease::Lease;
use crate::engine::durability::worker_id::WorkerId;
use crate::engine::durability::writer::Writer;
use crate::engine::estimate::{EstimateError, Estimator};
use crate::engine::events::{Event, StopReason, Watch};
use crate::engine::limiter::Limiter;
use crate::engine::one::{self, OneError};
use crate::engine::run::Halt;
use crate::error::{Exit, Failure};
use crate::templates::Forms;
use crate::ui::about;
use crate::ui::progress::RunView;

use crate::cli::args::{AskArgs, LimitArgs, assignment};
use crate::cli::{asking, interrupt, saved_later};

const EXAMPLES: &str = "\
Examples:
  dialoom generate --template 'Investment Discovery' --persona 'New Graduate' --emotion curious --topic 'index funds'
  dialoom generate --template 'Investment Discovery' --persona Nurse --emotion worried --dry-run";

/// Arguments of `dialoom generate`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The template, by name or id
    #[arg(long, short = 't', value_name = "NAME|ID")]
    template: String,
    /// Who talks
    #[arg(long, value_name = "NAME")]
    persona: String,
    /// How they feel
    #[arg(long, value_name = "NAME")]
    emotion: String,
    /// What about
    #[arg(long, value_name = "NAME", default_value = "")]
    topic: String,
    /// A variable of the template (repeat for several)
    #[arg(long, value_name = "NAME=VALUE", value_parser = assignment)]
    set: Vec<(String, String)>,
    /// Print the prompt and the estimate, and ask nobody
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    ask: AskArgs,
    #[command(flatten)]
    limits: LimitArgs,
}

/// The first control character no prompt should hold: the rule of plans.
fn control_character(text: &str) -> Option<char> {
    text.trim().chars().find(|letter| letter.is_control() && !['\n', '\r', '\t'].contains(letter))
}

/// Runs it.
pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    for (flag, value) in [("--persona", &args.persona), ("--emotion", &args.emotion)] {
        if value.trim().is_empty() {
            return Err(
                Failure::bad_input(format!("{flag} is empty")).hint("Say in a few words who talks and how they feel.")
            );
        }
    }
    for (name, _) in &args.set {
        if ["persona", "emotion", "topic"].contains(&name.as_str()) {
            return Err(Failure::bad_input(format!("--set {name} and --{name} are the same variable"))
                .hint(format!("Give it with --{name} alone.")));
        }
    }
    let texts = [("--persona", &args.persona), ("--emotion", &args.emotion), ("--topic", &args.topic)];
    for (flag, value) in texts.into_iter().chain(args.set.iter().map(|(_, value)| ("--set", value))) {
        if let Some(control) = control_character(value) {
            let code = u32::from(control);
            return Err(Failure::bad_input(format!("{flag} holds the control character U+{code:04X}"))
                .hint("Give plain text; only line ends and tabs may stand between the words."));
        }
    }
    let generation = args.ask.table()?.over(&app.settings.generation);
    let limits_table = args.limits.table(None)?.over(&app.settings.limits);
    limits_table.settle()?;
    let store = app.store().await?;
    let template = Arc::new(store.usable_template(&args.template).await?);
    let request = ItemRequest {
        template: template.text.name.clone(),
        subject: Subject {
            persona: args.persona.trim().to_owned(),
            emotion: args.emotion.trim().to_owned(),
            topic: args.topic.trim().to_owned(),
        },
        variables: args.set.into_iter().collect::<BTreeMap<_, _>>(),
        tier: None,
        ordinal: 0,
    };
    let asked = asking::settle(app, &generation).await?;
    let limits = asking::limits(&limits_table, asked.ask.provider)?;
    let mut estimator = Estimator::new(store, &asked.ask, &asked.info);
    estimator.add(&template, &request).await.map_err(|error| match error {
        EstimateError::Prompt(error) => Failure::from(error),
        EstimateError::Store(error) => error.into(),
    })?;
    let estimate = estimator.total();
    if args.dry_run {
        let prompt = asked.ask.question(&template, &request)?;
        if app.ui.wants_json() {
            let prompt = json!({ "system": prompt.system, "text": prompt.text });
            let ask = (asked.ask.provider, &asked.ask.model);
            app.ui.json(
                &json!({ "dry_run": { "provider": ask.0, "model": ask.1, "estimate": estimate, "prompt": prompt } }),
            )?;
        } else {
            app.ui.out(&prompt.system)?;
            app.ui.out("")?;
            app.ui.out(&prompt.text)?;
            let model = &asked.ask.model;
            app.ui.note(&format!("about {} with {model}; nothing was sent or stored", about(estimate.cost_usd)));
        }
        return Ok(Exit::Done);
    }

    saved_later::take_in(app, store).await?;
    let view = Arc::new(RunView::new(&app.ui, 1, 0, 0));
    let watch: Arc<dyn Watch> = view.clone();
    let (writer, writer_task) = Writer::start(store.clone(), watch);
    let worker_id = WorkerId::this_process().name();
    let caller = Caller {
        limiter: Limiter::of_run(store, asked.provider.keys(), &limits, &worker_id).await?,
        provider: asked.provider,
        schema: asked.ask.schema(),
        forms: Forms::default(),
        ask: asked.ask,
        info: asked.info,
        limits,
        writer,
        user: app.settings.user.clone(),
        keep_payloads: app.settings.keep_payloads,
        batch: None,
        worker_id,
        lease: Lease::new(crate::engine::durability::lease::LENGTH),
        clock: Utc::now,
    };
    let halt = interrupt::listen();
    let told = tokio::spawn(tell_of_halt(halt.clone(), Arc::clone(&view)));
    let made = one::generate(caller, writer_task, template, request, estimate.cost_usd, view.as_ref(), halt).await;
    told.abort();
    view.finish();
    let made = made?;
    let full = store.conversation(made.id).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "conversation": full }))?;
        return Ok(Exit::Done);
    }
    let conversation = &full.conversation;
    app.ui.out(&format!("{}  {}  {}", conversation.short_id, made.score, conversation.title))?;
    let (status, cost) = (conversation.status, conversation.actual_cost_usd);
    app.ui.note(&format!("{} turns, {status}, cost {cost}", conversation.turn_count));
    app.ui.note(&format!("next: dialoom show {}", conversation.short_id));
    Ok(Exit::Done)
}

/// A first Ctrl-C waits for the answer that is being paid for: that must not look like a program that hangs.
async fn tell_of_halt(mut halt: tokio::sync::watch::Receiver<Halt>, view: Arc<RunView>) {
    if halt.wait_for(|halt| *halt >= Halt::Gently).await.is_ok() {
        view.event(Event::Stopping { reason: StopReason::Interrupted, in_flight: 1 });
    }
}

impl From<OneError> for Failure {
    fn from(error: OneError) -> Failure {
        match error {
            OneError::Prompt(error) => error.into(),
            OneError::Provider(error) => (*error).into(),
            OneError::Interrupted => Failure::new("interrupted").exit(Exit::Interrupted),
            OneError::Budget { .. } => {
                Failure::new(error.to_string()).exit(Exit::Budget).hint("Allow more with --max-cost.")
            }
            OneError::Failed { ref code, .. } => Failure::new(format!("{error} [{code}]"))
                .hint("The answer is kept in the log where there was one; try again, or another model with --model."),
            OneError::NotSaved { spooled, interrupted } => {
                saved_later::failure(&spooled).exit(if interrupted { Exit::Interrupted } else { Exit::Failed })
            }
        }
    }
}
