//! `dialoom generate`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;

use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;
use crate::engine::{AskSettings, Estimate, GenerateError, Session, SessionOptions};
use crate::error::{Exit, Failure};
use crate::templates::Prompt;
use crate::ui::progress::RunView;

use crate::cli::args::{AskArgs, LimitArgs, assignment, subject};
use crate::cli::asking;
use crate::cli::{interrupt, spool};

const EXAMPLES: &str = "\
Examples:
  dialoom generate --template 'Investment Discovery' --persona 'New Graduate' --emotion curious --topic 'index funds'
  dialoom generate --template 'Investment Discovery' --persona Nurse --emotion worried --dry-run";

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
    /// What they talk about
    #[arg(long, value_name = "NAME", default_value = "")]
    topic: String,
    /// A variable of the template (repeat for several)
    #[arg(long, value_name = "NAME=VALUE", value_parser = assignment)]
    set: Vec<(String, String)>,
    /// Print the prompt and the estimate; send nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    ask: AskArgs,
    #[command(flatten)]
    limits: LimitArgs,
}

/// Subject and variables from the arguments, checked before a database is opened.
fn values(args: &Args) -> Result<(Subject, BTreeMap<String, String>), Failure> {
    let subject = subject::subject(&args.persona, &args.emotion, &args.topic)?;
    for axis in Axis::required() {
        if subject.on(axis).is_empty() {
            return Err(Failure::bad_input(format!("--{axis} is empty"))
                .hint("Say in a few words who talks and how they feel."));
        }
    }
    Ok((subject, subject::variables(&args.set)?))
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let (subject, variables) = values(&args)?;
    let generation = args.ask.table()?.over(&app.settings.generation);
    let limits_table = args.limits.table(None)?.over(&app.settings.limits);
    limits_table.settle()?;
    let store = app.store().await?;
    let template = Arc::new(store.usable_template(&args.template).await?);
    let request = ItemRequest { template: template.text.name.clone(), subject, variables, tier: None, ordinal: 0 };
    let terms = asking::terms(app, &generation, &limits_table).await?;
    let ask = terms.ask.clone();
    let view = Arc::new(RunView::new(&app.ui));
    let options = SessionOptions {
        keep_payloads: app.settings.keep_payloads,
        halt: interrupt::listen(),
        watch: view.clone(),
        ..SessionOptions::default()
    };
    let session = Session::open(store, Actor::named(&app.settings.user), terms, options);
    if args.dry_run {
        let estimate = session.estimate(&template, &request).await?;
        return dry_run(app, &ask, &estimate, &ask.question(&template, &request)?);
    }
    let made = session.generate(template, request).await;
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

fn dry_run(app: &App, ask: &AskSettings, estimate: &Estimate, prompt: &Prompt) -> Result<Exit, Failure> {
    let model = &ask.model;
    if app.ui.wants_json() {
        let prompt = json!({ "system": prompt.system, "text": prompt.text });
        app.ui.json(&json!({
            "dry_run": { "provider": ask.provider, "model": model, "estimate": estimate, "prompt": prompt }
        }))?;
    } else {
        app.ui.out(&prompt.system)?;
        app.ui.out("")?;
        app.ui.out(&prompt.text)?;
        app.ui.note(&format!("about {} with {model}; nothing was sent or stored", estimate.cost_usd));
    }
    Ok(Exit::Done)
}

impl From<GenerateError> for Failure {
    fn from(error: GenerateError) -> Failure {
        match error {
            GenerateError::Prompt(error) => error.into(),
            GenerateError::Store(error) => error.into(),
            GenerateError::Provider(error) => (*error).into(),
            GenerateError::Interrupted => Failure::new("interrupted").exit(Exit::Interrupted),
            GenerateError::Budget { .. } => {
                Failure::new(error.to_string()).exit(Exit::Budget).hint("Allow more with --max-cost.")
            }
            GenerateError::Failed { ref code, .. } => Failure::new(format!("{error} [{code}]"))
                .hint("Run the same command again, or use another model with --model."),
            GenerateError::NotSaved { spooled, interrupted } => {
                spool::failure(&spooled).exit(if interrupted { Exit::Interrupted } else { Exit::Failed })
            }
        }
    }
}
