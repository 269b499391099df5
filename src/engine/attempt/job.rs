//! An item on its way through one run, with what was tried for it.

use std::sync::Arc;

use crate::domain::batch::{Item, ItemRequest};
use crate::domain::money::Usd;
use crate::domain::template::Template;

/// An item on its way, with what happened to it in this run.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    /// The item; `None` for a single conversation.
    pub item: Option<Item>,
    /// What it asks for.
    pub request: ItemRequest,
    /// The template it is made with.
    pub template: Arc<Template>,
    /// What it is expected to cost.
    pub estimate: Usd,
    /// What its failed calls cost so far.
    pub spent: Usd,
    /// What was tried for it.
    pub tries: Tries,
}

impl Job {
    /// A single conversation, outside any batch.
    pub fn single(request: ItemRequest, template: Arc<Template>, estimate: Usd, max_tokens: u32) -> Job {
        Job { item: None, request, template, estimate, spent: Usd::ZERO, tries: Tries::new(max_tokens) }
    }

    /// An item of a batch, with the calls of earlier runs counted in.
    pub fn of_item(item: Item, template: Arc<Template>, estimate: Usd, max_tokens: u32) -> Job {
        let tries = Tries { calls: item.attempts, ..Tries::new(max_tokens) };
        Job { request: item.request.clone(), template, estimate, spent: item.spent, tries, item: Some(item) }
    }

    /// Its place, from 1, for messages.
    pub fn position(&self) -> u64 {
        self.item.as_ref().map_or(1, |item| item.position + 1)
    }
}

/// What was tried for an item, and how often what went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tries {
    /// The token limit of the next call.
    pub max_tokens: u32,
    /// Calls made, over all runs.
    pub calls: u32,
    /// Calls of this run that failed and count against the retries.
    pub failures: u32,
    /// Times in this run the server was overloaded.
    pub overloaded: u32,
    /// Answers of this run that were no conversation.
    pub bad_answers: u32,
    /// Times in this run the server said to slow down.
    pub rate_limited: u32,
    /// Times in this run the server refused a field that was then left out.
    pub adapted: u32,
}

impl Tries {
    /// Nothing yet; the first call may answer with so many tokens.
    pub fn new(max_tokens: u32) -> Tries {
        Tries { max_tokens, calls: 0, failures: 0, overloaded: 0, bad_answers: 0, rate_limited: 0, adapted: 0 }
    }
}
