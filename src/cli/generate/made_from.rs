//! What the conversation is made from: the template, and the scenario or edge case.

use crate::app::App;
use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::template::Template;
use crate::domain::value::cleaned;
use crate::engine::SituationSource;
use crate::error::Failure;
use crate::store::Store;
use crate::templates::{Blank, blanks, check_applicable};

use crate::cli::missing::{self, Asks};

#[derive(Debug, clap::Args)]
pub struct MadeFrom {
    /// The template, by name or id; NAME@3 is its version 3
    #[arg(long, short = 't', value_name = "NAME|ID", required_unless_present_any = ["scenario", "edge_case"])]
    template: Option<String>,
    /// A scenario (NAME@2: its version 2); it gives what other flags leave out
    #[arg(long, value_name = "NAME|ID", conflicts_with = "edge_case")]
    scenario: Option<String>,
    /// An edge case, or one sentence that tells one
    #[arg(long, value_name = "NAME|ID")]
    edge_case: Option<String>,
    /// Allow a persona, emotion or topic that the template is not made for
    #[arg(long, hide_short_help = true)]
    any: bool,
}

impl MadeFrom {
    /// The template, and in the request what the scenario or edge case gives. What flags say counts first, and has to fit
    /// the template; what the scenario itself says does not. `asks_topic`: whether a person is asked for a topic alone.
    pub async fn fill(
        &self,
        app: &App,
        store: &Store,
        request: &mut ItemRequest,
        asks_topic: bool,
    ) -> Result<Template, Failure> {
        let source = self.source(store).await?;
        let template = match (&self.template, &source) {
            (Some(name), _) => Some(store.usable_template(name).await?),
            (None, Some(source)) => source.template(store).await?,
            (None, None) => None,
        };
        let template = template.ok_or_else(|| {
            Failure::bad_input("the scenario names no template")
                .hint("Add --template NAME; see them with: dialoom templates list")
        })?;
        template.text.name.clone_into(&mut request.template);
        if source.is_none() {
            missing::complete(app, &template.text, request, Asks { any: self.any, topic: asks_topic })?;
        }
        if !self.any {
            check_applicable(&template.text, &request.subject).map_err(|error| {
                Failure::bad_input(error.to_string()).hint("Give one that fits, or add --any to make it all the same.")
            })?;
        }
        if let Some(source) = &source {
            source.fill(request);
            if Axis::required().any(|axis| request.subject.on(axis).is_empty()) {
                return Err(without(source, &blanks(&template.text, request)));
            }
            missing::complete(app, &template.text, request, Asks { any: self.any, topic: false })?;
        }
        Ok(template)
    }

    async fn source(&self, store: &Store) -> Result<Option<SituationSource>, Failure> {
        Ok(match (&self.scenario, &self.edge_case) {
            (Some(name), _) => Some(SituationSource::scenario(store, name).await?),
            (None, Some(given)) => {
                let given = cleaned(given);
                let given = given.map_err(|control| Failure::bad_input(format!("--edge-case holds {control}")))?;
                Some(SituationSource::edge_case(store, &given).await?)
            }
            (None, None) => None,
        })
    }
}

/// Names all that is missing, that of the template, too.
fn without(source: &SituationSource, blanks: &[Blank]) -> Failure {
    let all = blanks.iter().map(|blank| (blank, Axis::named(&blank.variable.name)));
    let needed: Vec<_> = all.filter(|(blank, axis)| blank.is_needed || axis.is_some_and(Axis::is_required)).collect();
    let needed = || needed.iter().copied();
    let axes: Vec<String> = needed().filter_map(|(_, axis)| axis).map(|axis| axis.to_string()).collect();
    let (what, write) = match source {
        SituationSource::Scenario(_) => ("the scenario gives", "the scenario"),
        SituationSource::EdgeCase(_) => ("the edge case gives", "the edge case"),
        SituationSource::Sentence(_) => ("an edge case in one sentence gives", ""),
    };
    let failure = Failure::bad_input(format!("{what} no {}", axes.join(" and no ")));
    let own: Vec<String> = needed()
        .filter(|(_, axis)| axis.is_none())
        .map(|(blank, _)| format!("{{{{{}}}}}", blank.variable.name))
        .collect();
    let failure = match own.as_slice() {
        [] => failure,
        own => failure.because(format!("the template needs a value for {}", own.join(", "))),
    };
    let flags: Vec<String> = needed()
        .map(|(blank, axis)| match axis {
            Some(axis) => format!("--{axis} NAME"),
            None => format!("--set {}=VALUE", blank.variable.name),
        })
        .collect();
    let write = match write {
        "" => String::new(),
        entry => {
            let lines: Vec<String> = axes.iter().map(|axis| format!("{axis} = \"…\"")).collect();
            format!(", or write it into {entry}: {}", lines.join(", "))
        }
    };
    failure.hint(format!("Add {}{write}", flags.join(" ")))
}
