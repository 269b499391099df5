//! `dialoom scenarios …`: what edge cases have too, and variations by a model.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::money::Usd;
use crate::domain::scenario::ScenarioText;
use crate::engine::{Series, Terms, Variations, Varied};
use crate::error::{Exit, Failure};
use crate::ui::count;
use crate::ui::progress::RunView;

use crate::cli::args::{LimitArgs, ModelArgs, whole};
use crate::cli::asking::{self, answerer};
use crate::cli::dry_run::DryRun;
use crate::cli::shell::operand;
use crate::cli::{entries, single_call};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    #[command(flatten)]
    Entries(entries::Command),
    /// Let a model write variations of one, as drafts
    Vary(Box<VaryArgs>),
}

#[derive(Debug, clap::Args)]
#[command(mut_arg("max_tokens", |arg| arg.help("Most tokens in one answer [default: at least 2048]")), after_help = "\
Each variation is a call of its own and is stored as it comes, as a draft that --tiers leaves out.
Read it with `scenarios show`, and set its status to active with `scenarios edit`.

Examples:
  dialoom scenarios vary 'Coffee Tins' -n 5 --dry-run
  dialoom scenarios vary 'Coffee Tins@2' --max-cost 0.10 --provider anthropic")]
pub struct VaryArgs {
    /// Name, id or a unique prefix of either; NAME@2 is its version 2
    #[arg(id = "entry", value_name = "NAME")]
    name: String,
    /// How many to write
    #[arg(short = 'n', long, value_name = "N", default_value_t = 5, allow_negative_numbers = true,
        value_parser = whole(1, 50))]
    number: u32,
    /// Show what it would cost; send nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    model: ModelArgs,
    #[command(flatten)]
    limits: LimitArgs,
}

impl Command {
    /// What the command may do.
    pub fn effect(&self) -> Effect {
        match self {
            Command::Entries(command) => command.effect(),
            Command::Vary(_) => Effect::Changes,
        }
    }
}

pub async fn run(app: &App, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Entries(command) => entries::run::<ScenarioText>(app, command).await,
        Command::Vary(args) => vary(app, *args).await,
    }
}

async fn vary(app: &App, args: VaryArgs) -> Result<Exit, Failure> {
    let generation = args.model.table()?.over(&app.settings.generation);
    let limits = args.limits.table(None)?.over(&app.settings.limits);
    limits.settle()?;
    let store = app.store().await?;
    let of = store.entry_version::<ScenarioText>(&args.name).await.map_err(entries::not_found::<ScenarioText>)?;
    let variations = Variations::of(store, of).await?;
    let terms = asking::terms(app, &generation, &limits).await?;
    if args.dry_run {
        return dry_run(app, &terms, &variations, args.number);
    }
    let series = single_call::series(app, store, terms, args.number);
    Writing { app, series, written: Vec::new() }.all(variations).await
}

fn dry_run(app: &App, terms: &Terms, variations: &Variations, number: u32) -> Result<Exit, Failure> {
    let estimate = variations.estimate(terms, number);
    if app.ui.wants_json() {
        let [system, text] = variations.prompt();
        app.ui.json(&json!({ "dry_run": {
            "provider": terms.ask.provider, "model": terms.ask.model, "estimate": estimate,
            "prompt": { "system": system, "text": text },
        } }))?;
        return Ok(Exit::Done);
    }
    let dry = DryRun { terms, estimate: &estimate, named: "model", spent: Usd::ZERO };
    let items = format!("{} of {}", count(u64::from(number), "variation"), variations.original().text.name);
    dry.print_terms(app, [answerer(&terms.ask), items])?;
    app.ui.note("nothing was sent or stored");
    Ok(Exit::Done)
}

struct Writing<'a> {
    app: &'a App,
    series: Series,
    written: Vec<Varied>,
}

impl Writing<'_> {
    /// Has one after the other written.
    async fn all(mut self, mut variations: Variations) -> Result<Exit, Failure> {
        let ended = loop {
            let view = Arc::new(RunView::new(&self.app.ui));
            let Some(session) = self.series.next(view.clone()) else { break self.series.ended() };
            let varied = session.vary(&variations).await;
            view.finish();
            let varied = match varied {
                Ok(varied) => varied,
                Err(error) => break Err(error),
            };
            if !self.app.ui.wants_json() {
                let text = &varied.draft.text;
                self.app.ui.out(&format!("{}  {}  {}", text.name, text.persona, text.emotion))?;
            }
            variations.wrote(&varied);
            self.written.push(varied);
        };
        self.report(&variations, ended.is_ok())?;
        ended?;
        Ok(Exit::Done)
    }

    /// The document, or what to do next.
    fn report(&self, variations: &Variations, is_done: bool) -> Result<(), Failure> {
        let (ui, of, cost) = (&self.app.ui, variations.original(), self.series.cost());
        if ui.wants_json() {
            if is_done || !self.written.is_empty() {
                let written: Vec<Value> = self.written.iter().map(document).collect();
                let of = json!({ "name": of.text.name, "version": of.version });
                ui.json(&json!({ "variations": written, "of": of, "cost_usd": cost }))?;
            }
            return Ok(());
        }
        let Some(first) = self.written.first() else {
            if cost > Usd::ZERO {
                ui.note(&format!("cost {cost}; stored: nothing but the log of the calls"));
            }
            return Ok(());
        };
        let (written, name) = (count(self.written.len() as u64, "draft"), operand(&first.draft.text.name));
        ui.note(&format!("stored {written} from {}, cost {cost}", of.text.name));
        ui.note(&format!("next: dialoom scenarios show {name}"));
        ui.note(&format!("to make it active, set its status in: dialoom scenarios edit {name}"));
        Ok(())
    }
}

fn document(varied: &Varied) -> Value {
    let mut document = json!(varied.draft.text);
    document["cost_usd"] = json!(varied.cost);
    document
}
