//! An item in one run, with its tries so far.

use uuid::Uuid;

use crate::domain::batch::Item;
use crate::domain::money::Usd;

use crate::engine::attempt::steps::Work;

#[derive(Debug, Clone)]
pub(crate) struct Job {
    /// `None` for a single conversation.
    pub item: Option<Item>,
    pub work: Work,
    /// What its failed calls cost so far.
    pub spent: Usd,
    pub tries: Tries,
    /// What the store reserved for a call outside any batch.
    pub reservation: Option<Uuid>,
}

impl Job {
    /// Outside any batch.
    pub fn single(work: Work, max_tokens: u32) -> Job {
        let tries = Tries::new(max_tokens);
        Job { item: None, work, spent: Usd::ZERO, tries, reservation: None }
    }

    /// An item of a batch, with the calls and cost of earlier runs.
    pub fn of_item(item: Item, work: Work, max_tokens: u32) -> Job {
        let tries = Tries { calls: item.attempts, ..Tries::new(max_tokens) };
        Job { work, spent: item.spent, tries, item: Some(item), reservation: None }
    }

    /// Its place in the batch from 1, for messages; `None` outside any batch.
    pub fn position(&self) -> Option<u64> {
        self.item.as_ref().map(|item| item.position + 1)
    }
}

/// How often a call for an item went wrong, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tries {
    /// The token limit of the next call.
    pub max_tokens: u32,
    /// Calls made, over all runs.
    pub calls: u32,
    /// Calls of this run that failed and count against the retries.
    pub failures: u32,
    /// Calls of this run that met an overloaded server.
    pub overloaded: u32,
    /// Answers of this run without what was asked for.
    pub bad_answers: u32,
    /// Rate limits met in this run.
    pub rate_limited: u32,
    /// Fields left out in this run after the server refused them.
    pub adapted: u32,
}

impl Tries {
    /// No tries yet, with the token limit of the first call.
    pub fn new(max_tokens: u32) -> Tries {
        Tries { max_tokens, calls: 0, failures: 0, overloaded: 0, bad_answers: 0, rate_limited: 0, adapted: 0 }
    }
}
