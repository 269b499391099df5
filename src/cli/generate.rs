//! `dialoom generate`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;

use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;
use crate::engine::{AskSettings, Estimate, GenerateError, Session, SessionOptions};
use crate::error::{Exit, Failure};
use crate::templates::Prompt;
use crate::ui::about;
use crate::ui::progress::RunView;

use crate::cli::args::{AskArgs, LimitArgs, assignment};
use crate::cli::{asking, interrupt, spool};

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

/// What the arguments must keep to before anything is opened.
fn check(args: &Args) -> Result<(), Failure> {
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
    Ok(())
}

/// Makes one conversation and prints it.
pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    check(&args)?;
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
        app.ui.note(&format!("about {} with {model}; nothing was sent or stored", about(estimate.cost_usd)));
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
                .hint("The answer is kept in the log where there was one; try again, or another model with --model."),
            GenerateError::NotSaved { spooled, interrupted } => {
                spool::failure(&spooled).exit(if interrupted { Exit::Interrupted } else { Exit::Failed })
            }
        }
    }
}
