//! `dialoom generate`.

mod made_from;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Utc;
use serde_json::json;

use crate::app::App;
use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;
use crate::domain::effect::Effect;
use crate::domain::filter::Filter;
use crate::domain::language::{self, LANGUAGE};
use crate::domain::money::Usd;
use crate::engine::{Estimate, GenerateError, Terms, VaryTable};
use crate::error::{Exit, Failure};
use crate::library::drawn;
use crate::store::Store;
use crate::templates::Prompt;

use crate::cli::args::{AskArgs, LimitArgs, assignment, subject};
use crate::cli::asking::{self, answerer};
use crate::cli::dry_run::DryRun;
use crate::cli::hints::next_day;
use crate::cli::{single_call, spool};

const EXAMPLES: &str = "\
Examples:
  dialoom generate --template 'Investment Discovery' --persona 'New Graduate' --emotion curious --topic 'index funds'
  dialoom generate --template 'Investment Discovery' --persona Nurse --emotion worried --dry-run
  dialoom generate --edge-case 'Asks for a Guarantee' --persona Nurse";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    made_from: made_from::MadeFrom,
    /// Who talks
    #[arg(long, value_name = "NAME")]
    persona: Option<String>,
    /// How they feel
    #[arg(long, value_name = "NAME")]
    emotion: Option<String>,
    /// What they talk about
    #[arg(long, value_name = "NAME")]
    topic: Option<String>,
    /// A variable of the template (repeat for several)
    #[arg(long, value_name = "NAME=VALUE", value_parser = assignment)]
    set: Vec<(String, String)>,
    /// The chunk of a document that it rests on: its id or DOCUMENT#NUMBER
    #[arg(long, value_name = "ID")]
    chunk: Option<String>,
    /// Language of the conversation: "de", "French" [default: that of the template]
    #[arg(long, value_name = "NAME", value_parser = language::typed)]
    language: Option<String>,
    /// Show what it would cost; send nothing
    #[arg(long)]
    dry_run: bool,
    /// With --dry-run: print the prompt, too
    #[arg(long, requires = "dry_run")]
    prompt: bool,
    /// Seed of the draws (they also depend on how many conversations of the same persona, emotion and topic are stored)
    #[arg(long, value_name = "N", default_value_t = 0, hide_short_help = true)]
    seed: u64,
    /// Draw nothing: ask the same way every time
    #[arg(long)]
    no_vary: bool,
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

/// Subject and variables from the arguments, checked before a database is opened.
fn values(args: &Args) -> Result<(Subject, BTreeMap<String, String>), Failure> {
    let given = [&args.persona, &args.emotion].map(|given| given.as_deref());
    let [persona, emotion] = given.map(Option::unwrap_or_default);
    let subject = subject::subject(persona, emotion, args.topic.as_deref().unwrap_or_default())?;
    for (axis, given) in Axis::required().zip(given) {
        if given.is_some() && subject.on(axis).is_empty() {
            return Err(Failure::bad_input(format!("--{axis} is empty"))
                .hint("Say in a few words who talks and how they feel."));
        }
    }
    let mut variables = subject::variables(&args.set)?;
    variables.extend(args.language.iter().map(|language| (LANGUAGE.to_owned(), language.clone())));
    Ok((subject, variables))
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let (subject, variables) = values(&args)?;
    let generation = args.ask.table()?.over(&app.settings.generation);
    let limits_table = args.limits.table(None)?.over(&app.settings.limits);
    limits_table.settle()?;
    let store = app.store().await?;
    let subject = drawn(store, subject).await?;
    let mut request = ItemRequest {
        template: String::new(),
        subject,
        variables,
        tier: None,
        situation: None,
        ordinal: 0,
        drawn: Default::default(),
        source: None,
    };
    if let Some(chunk) = &args.chunk {
        request.source = Some(Box::new(store.chunk(chunk).await?.into()));
    }
    // Who gives an empty one wants none, and a chunk says what it is about.
    let asks_topic = args.topic.is_none() && args.chunk.is_none();
    let template = Arc::new(args.made_from.fill(app, store, &mut request, asks_topic).await?);
    if !args.no_vary {
        draw(store, &mut request, (args.seed, 0)).await?;
    }
    let terms = asking::terms(app, &generation, &limits_table).await?;
    let (session, view) = single_call::session(app, store, terms.clone());
    if args.dry_run {
        let estimate = session.estimate(&template, &request).await?;
        let prompt = terms.ask.question(&template, &request)?;
        return dry_run(app, &terms, &estimate, (request, prompt), args.prompt);
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
    let (status, cost) = (conversation.status.shown(), conversation.actual_cost_usd);
    app.ui.note(&format!("{} turns, {status}, cost {cost}", conversation.turn_count));
    app.ui.note(&format!("next: dialoom show {}", conversation.short_id));
    Ok(Exit::Done)
}

/// Makes the request the next of its persona, emotion and topic, and lets it draw as the next item of a batch would.
/// `more`: so many further on.
pub(super) async fn draw(store: &Store, request: &mut ItemRequest, (seed, more): (u64, u32)) -> Result<(), Failure> {
    let Subject { persona, emotion, topic } = request.subject.clone();
    let filter = Filter {
        persona: vec![persona.into()],
        emotion: vec![emotion.into()],
        topic: Some(topic).filter(|topic| !topic.is_empty()).into_iter().map(Into::into).collect(),
        ..Filter::all()
    };
    request.ordinal = u32::try_from(store.count(&filter).await?).unwrap_or(u32::MAX).saturating_add(more);
    request.drawn = VaryTable::starter(Utc::now().date_naive()).draw(seed, request);
    Ok(())
}

fn dry_run(
    app: &App,
    terms: &Terms,
    estimate: &Estimate,
    (request, prompt): (ItemRequest, Prompt),
    with_prompt: bool,
) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        let prompt = json!({ "system": prompt.system, "text": prompt.text });
        let (provider, model) = (terms.ask.provider, &terms.ask.model);
        app.ui.json(&json!({
            "dry_run": { "provider": provider, "model": model, "estimate": estimate, "prompt": prompt }
        }))?;
        return Ok(Exit::Done);
    }
    let name = format!("{} with {}", request.template, answerer(&terms.ask));
    let dry = DryRun { terms, estimate, named: "template", spent: Usd::ZERO };
    dry.print(app, [name, "1 (1 new)".into()], &[request], Some(&prompt).filter(|_| with_prompt))?;
    Ok(Exit::Done)
}

impl From<GenerateError> for Failure {
    fn from(error: GenerateError) -> Failure {
        match error {
            GenerateError::Prompt(error) => error.into(),
            GenerateError::Store(error) => error.into(),
            GenerateError::Provider(error) => (*error).into(),
            GenerateError::Interrupted { maybe_billed } => {
                let failure = Failure::new("interrupted").exit(Exit::Interrupted);
                if maybe_billed == Usd::ZERO {
                    return failure;
                }
                failure.because(format!(
                    "calls without an answer may have been billed: up to {}",
                    maybe_billed.rounded_up()
                ))
            }
            GenerateError::DayBudget(used_up) => Failure::new(used_up.to_string())
                .exit(Exit::Budget)
                .hint(format!("The next day begins {}: run the same command again then.", next_day(Utc::now())))
                .hint(format!("Or allow more today with --max-cost-per-day {:.2}.", used_up.enough_for(1).dollars())),
            GenerateError::Budget { .. } => {
                Failure::new(error.to_string()).exit(Exit::Budget).hint("Allow more with --max-cost.")
            }
            GenerateError::Failed { ref code, limit_reached, .. } => {
                let more = limit_reached.map(|limit| {
                    let twice = limit.saturating_mul(2);
                    format!("Allow longer answers: --max-tokens {twice}. If they end there too, use another model with --model.")
                });
                let hint = match code.as_str() {
                    "protocol" => "Check the base URL, and what answers there: dialoom doctor",
                    _ if more.is_some() => more.as_deref().unwrap_or_default(),
                    "answer_only_reasoning" => "Raise --max-tokens, or switch the model's reasoning off at its server.",
                    "context_length" => {
                        "Lower --turns and --max-tokens, or use a model with a larger context: --model."
                    }
                    _ => "Run the same command again, or use another model with --model.",
                };
                Failure::new(format!("{error} [{code}]")).hint(hint)
            }
            GenerateError::NotSaved { spooled, interrupted } => spool::failure(&spooled, spool::Next::Replay)
                .exit(if interrupted { Exit::Interrupted } else { Exit::Failed }),
        }
    }
}
