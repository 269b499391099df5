//! `dialoom templates try`: some conversations to look at. The log of calls keeps every answer; nothing else is stored
//! without --keep.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::app::App;
use crate::cli::args::{AskArgs, LimitArgs, assignment, subject, whole};
use crate::cli::generate::draw;
use crate::cli::{
    asking,
    missing::{self, Asks},
    single_call,
};
use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::conversation::{NewConversation, Text};
use crate::domain::template::{Template, TemplateText};
use crate::engine::{Series, Session};
use crate::error::{Exit, Failure};
use crate::store::FullConversation;
use crate::templates::check_applicable;
use crate::ui::conversation_view;
use crate::ui::progress::RunView;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Nothing is stored but the log of the calls, with their cost and the whole answers: dialoom logs --payload. So no answer that
was paid for is lost, also where Ctrl-C or a kill ends the command. Ctrl-C waits for the answer on its way and shows it.

Examples:
  dialoom templates try 'Investment Discovery' -n 3 --persona Nurse --emotion worried --topic 'index funds'
  dialoom templates try Mine@2 --max-cost 0.10 --keep")]
pub struct TryArgs {
    /// NAME, or NAME@VERSION
    #[arg(value_name = "NAME[@VERSION]")]
    template: String,
    /// How many to make
    #[arg(short = 'n', long, value_name = "N", default_value_t = 3, allow_negative_numbers = true,
        value_parser = whole(1, 20))]
    number: u32,
    /// Store them, like those of generate
    #[arg(long)]
    keep: bool,
    /// Who talks [default: the personas the template is made for, in turn]
    #[arg(long, value_name = "NAME")]
    persona: Option<String>,
    /// How they feel [default: the emotions it is made for, in turn]
    #[arg(long, value_name = "NAME")]
    emotion: Option<String>,
    /// What they talk about [default: the topics it is made for, in turn]
    #[arg(long, value_name = "NAME")]
    topic: Option<String>,
    /// A variable of the template (repeat for several)
    #[arg(long, value_name = "NAME=VALUE", value_parser = assignment)]
    set: Vec<(String, String)>,
    /// Seed of the draws
    #[arg(long, value_name = "N", default_value_t = 0, hide_short_help = true)]
    seed: u64,
    /// Allow a persona, emotion or topic that the template is not made for
    #[arg(long, hide_short_help = true)]
    any: bool,
    #[command(flatten)]
    ask: AskArgs,
    #[command(flatten)]
    limits: LimitArgs,
}

/// One that was made.
enum Made {
    Tried(Box<NewConversation>),
    Kept(Box<FullConversation>),
}

pub(super) async fn run(app: &App, args: TryArgs) -> Result<Exit, Failure> {
    let given = [&args.persona, &args.emotion, &args.topic].map(|given| given.as_deref().unwrap_or_default());
    let subject = subject::subject(given[0], given[1], given[2])?;
    let variables = subject::variables(&args.set)?;
    let generation = args.ask.table()?.over(&app.settings.generation);
    let limits = args.limits.table(None)?.over(&app.settings.limits);
    limits.settle()?;
    let store = app.store().await?;
    let template = Arc::new(store.usable_template(&args.template).await?);
    let mut first = ItemRequest {
        template: template.text.name.clone(),
        subject,
        variables,
        situation: None,
        tier: None,
        ordinal: 0,
        drawn: Default::default(),
        source: None,
    };
    let turns_over = in_turn(&template.text, &mut first);
    missing::complete(app, &template.text, &mut first, Asks { any: args.any, topic: args.topic.is_none() })?;
    let mut requests = Vec::new();
    for number in 0..args.number {
        let mut request = first.clone();
        for (axis, values) in &turns_over {
            values[number as usize % values.len()].clone_into(request.subject.on_mut(*axis));
        }
        if !args.any {
            check_applicable(&template.text, &request.subject).map_err(|error| {
                Failure::bad_input(error.to_string()).hint("Give one that fits, or add --any to try it all the same.")
            })?;
        }
        draw(store, &mut request, (args.seed, number)).await?;
        requests.push(request);
    }
    let terms = asking::terms(app, &generation, &limits).await?;
    let series = single_call::series(app, store, terms, args.number);
    Trial { app, template, keep: args.keep }.of(requests, series).await
}

/// The axes that nobody gave and the template has values for. The request gets the first of each.
fn in_turn<'a>(template: &'a TemplateText, request: &mut ItemRequest) -> Vec<(Axis, &'a [String])> {
    let open = |axis: &Axis| request.subject.on(*axis).is_empty() && !template.applicable(*axis).is_empty();
    let axes: Vec<(Axis, &[String])> =
        Axis::ALL.iter().copied().filter(open).map(|axis| (axis, template.applicable(axis))).collect();
    for (axis, values) in &axes {
        values[0].clone_into(request.subject.on_mut(*axis));
    }
    axes
}

struct Trial<'a> {
    app: &'a App,
    template: Arc<Template>,
    keep: bool,
}

impl Trial<'_> {
    /// Makes one after the other and shows each as it comes.
    async fn of(self, requests: Vec<ItemRequest>, mut series: Series) -> Result<Exit, Failure> {
        let (all, mut documents) = (requests.len(), Vec::new());
        let mut requests = (1..).zip(requests);
        let ended = loop {
            let view = Arc::new(RunView::new(&self.app.ui));
            let Some(session) = series.next(view.clone()) else { break series.ended().map_err(Failure::from) };
            let Some((number, request)) = requests.next() else { break Ok(()) };
            let made = match self.one(session, &view, request).await {
                Ok(made) => made,
                Err(failure) => break Err(failure),
            };
            match self.app.ui.wants_json() {
                true => documents.push(made.document()),
                false => self.show(&made, (number, all))?,
            }
        };
        let cost = series.cost();
        if self.app.ui.wants_json() && (ended.is_ok() || !documents.is_empty()) {
            self.app.ui.json(&json!({"tried": documents, "kept": self.keep, "cost_usd": cost}))?;
        }
        if !self.keep {
            self.app.ui.note(&format!(
                "cost {cost}; stored: nothing but the log of the calls, with the answers (dialoom logs --payload)"
            ));
        }
        ended.map(|()| Exit::Done)
    }

    async fn one(&self, session: Session, view: &RunView, request: ItemRequest) -> Result<Made, Failure> {
        if self.keep {
            let stored = session.generate(self.template.clone(), request).await;
            view.finish();
            return Ok(Made::Kept(Box::new(self.app.store().await?.conversation(stored?.id).await?)));
        }
        let tried = session.try_out(self.template.clone(), request).await;
        view.finish();
        Ok(Made::Tried(tried?))
    }

    fn show(&self, made: &Made, (number, all): (usize, usize)) -> Result<(), Failure> {
        let ui = &self.app.ui;
        if number > 1 {
            ui.out("")?;
        }
        ui.out(&format!("{number} of {all}"))?;
        let text = match made {
            Made::Tried(made) => conversation_view::unstored(made, ui.width(), ui.paint()),
            Made::Kept(full) => conversation_view::text(full, ui.width(), ui.paint()),
        };
        // It has no control characters but its own colours.
        ui.out_raw(format!("{text}\n").as_bytes())
    }
}

impl Made {
    fn document(&self) -> Value {
        match self {
            Made::Kept(full) => {
                let it = &full.conversation;
                json!({
                    "id": it.short_id,
                    "title": it.title,
                    "persona": it.persona,
                    "emotion": it.emotion,
                    "topic": it.topic,
                    "quality_score": it.quality_score,
                    "quality_threshold": it.quality_threshold,
                    "findings": it.quality_metrics.findings,
                    "parameters": it.parameters,
                    "turns": Text::of(it, &full.turns).turns,
                    "actual_cost_usd": it.actual_cost_usd,
                })
            }
            Made::Tried(made) => json!({
                "id": null,
                "title": made.title,
                "persona": made.subject.persona,
                "emotion": made.subject.emotion,
                "topic": made.subject.topic,
                "quality_score": made.assessment.score,
                "quality_threshold": made.threshold,
                "findings": made.assessment.metrics.findings,
                "parameters": made.parameters,
                "turns": made.turns,
                "actual_cost_usd": made.actual_cost,
            }),
        }
    }
}
