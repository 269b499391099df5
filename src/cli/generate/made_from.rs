//! What the conversation is made from: the template, and the scenario or edge case.

use crate::app::App;
use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::template::Template;
use crate::domain::value::cleaned;
use crate::engine::SituationSource;
use crate::error::Failure;
use crate::store::Store;
use crate::templates::check_applicable;

use crate::cli::missing;

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
        if source.is_none() && !missing::complete(app, &template.text, request)? && asks_topic {
            missing::complete_topic(app, &template.text, request)?;
        }
        if !self.any {
            check_applicable(&template.text, &request.subject).map_err(|error| {
                Failure::bad_input(error.to_string()).hint("Give one that fits, or add --any to make it all the same.")
            })?;
        }
        if let Some(source) = &source {
            source.fill(request);
            if let Some(axis) = Axis::required().find(|axis| request.subject.on(*axis).is_empty()) {
                return Err(without(axis, source));
            }
            missing::complete(app, &template.text, request)?;
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

fn without(axis: Axis, source: &SituationSource) -> Failure {
    let (what, write) = match source {
        SituationSource::Scenario(_) => {
            ("the scenario gives", format!(", or write it into the scenario: {axis} = \"…\""))
        }
        SituationSource::EdgeCase(_) => {
            ("the edge case gives", format!(", or write it into the edge case: {axis} = \"…\""))
        }
        SituationSource::Sentence(_) => ("an edge case in one sentence gives", String::new()),
    };
    Failure::bad_input(format!("{what} no {axis}")).hint(format!("Add --{axis} NAME{write}"))
}
