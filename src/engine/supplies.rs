//! What a run needs to turn its items into work: the templates to make conversations of, or the conversations to
//! judge or to make anew.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::batch::{Item, Task};
use crate::domain::ids::{ItemId, TemplateId};
use crate::domain::money::Usd;
use crate::domain::template::Template;
use crate::store::{Result, StoreError};

use crate::engine::attempt::steps::Work;
use crate::engine::attempt::steps::generate::Generation;
use crate::engine::judging::subjects::Subjects;
use crate::engine::regenerating::parents::Parents;

/// The templates of a run, by the names the plan uses.
pub type Templates = BTreeMap<String, Arc<Template>>;

/// What a run needs to turn its items into work.
#[derive(Debug)]
pub(crate) enum Supplies {
    Make {
        /// In the versions the batch uses.
        templates: Templates,
        /// What one conversation is expected to cost, by template.
        cost_each: BTreeMap<TemplateId, Usd>,
    },
    Judge(Box<Subjects>),
    Regenerate(Box<Parents>),
}

/// The work of claimed items.
#[derive(Debug, Default)]
pub(crate) struct Supplied {
    pub works: Vec<(Item, Work)>,
    /// Items whose conversation is gone or has another text.
    pub outdated: Vec<ItemId>,
}

impl Supplies {
    /// The work of each item, in order.
    pub async fn works(&mut self, items: Vec<Item>) -> Result<Supplied> {
        match self {
            Supplies::Make { templates, cost_each } => {
                let mut supplied = Supplied::default();
                for item in items {
                    let generation = generation(templates, cost_each, &item)?;
                    supplied.works.push((item, Work::Generate(generation)));
                }
                Ok(supplied)
            }
            Supplies::Judge(subjects) => {
                let (works, outdated) = subjects.judgings(items).await?;
                let works = works.into_iter().map(|(item, judging)| (item, Work::Judge(judging))).collect();
                Ok(Supplied { works, outdated })
            }
            Supplies::Regenerate(parents) => {
                let (works, outdated) = parents.regenerations(items).await?;
                let works = works.into_iter().map(|(item, it)| (item, Work::Regenerate(Box::new(it)))).collect();
                Ok(Supplied { works, outdated })
            }
        }
    }
}

fn generation(templates: &Templates, cost_each: &BTreeMap<TemplateId, Usd>, item: &Item) -> Result<Generation> {
    let Task::Make(request) = &item.request else {
        return Err(StoreError::Other(format!(
            "item {} is about a stored conversation, in a batch that makes conversations",
            item.id
        )));
    };
    let name = &request.template;
    let Some(template) = templates.get(name) else {
        return Err(StoreError::NotFound { what: "template", given: name.clone(), near: None });
    };
    let estimate = cost_each.get(&template.id).copied().unwrap_or(Usd::ZERO);
    Ok(Generation { request: request.clone(), template: template.clone(), estimate })
}
