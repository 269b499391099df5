//! How much variety the conversations of a filter have.
//!
//! One pass with bounded memory (docs/diversity.md has what was measured). Counts are exact up to 131,072 different
//! values for each figure; beyond, they are estimates and say so.

mod compressed;
mod distinct;
mod draws;
mod frequent;
mod hash;
mod lengths;
mod repeats;
mod speech;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::conversation::Role;
use crate::domain::filter::{Filter, Order};
use crate::domain::finding::{Finding, Note};
use crate::store::{FullConversation, Store, StoreError};

use compressed::Compressed;
pub(crate) use draws::{DrawnAxis, DrawnValue};
use draws::{Draws, TableAxis};
use repeats::Part;
pub(crate) use repeats::Repeats;
pub(crate) use speech::Speaker;
use speech::Speech;

/// Conversations in one read of the store.
const PAGE: u32 = 200;

/// Turns of a conversation, and how many have as many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct TurnCount {
    pub turns: u64,
    pub conversations: u64,
}

/// The figures of `stats diversity`, in the shape of its `--json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Report {
    pub conversations: u64,
    pub user: Speaker,
    pub assistant: Speaker,
    pub titles: Repeats,
    /// The first four words of the first user turn.
    pub openings: Repeats,
    /// The first four words of the first assistant turn.
    pub first_answers: Repeats,
    /// Its first sentence.
    pub first_answer_sentences: Repeats,
    /// The last sentence of the last turn.
    pub closings: Repeats,
    /// The most common first.
    pub turns: Vec<TurnCount>,
    /// Conversations with the serious finding `near_duplicate`, from a share of 0.8 on: they repeat an earlier one of all that are stored.
    pub near_duplicates: u64,
    /// Bytes of all turns ÷ bytes after deflate; higher means more repetition.
    pub compression_ratio: Option<f64>,
    /// One row for each axis of variation.
    pub draws: Vec<DrawnAxis>,
}

/// Reads all conversations of a filter.
pub(crate) async fn gather(store: &Store, filter: &Filter) -> Result<Report, StoreError> {
    let mut seen = Seen::new();
    let mut cursor = None;
    loop {
        let (page, next) = store.list_full(filter, Order::OLDEST, PAGE, cursor.as_deref()).await?;
        page.iter().for_each(|full| seen.add(full));
        cursor = next;
        if cursor.is_none() {
            break;
        }
    }
    let mut tables = BTreeMap::new();
    for batch in seen.draws.batches() {
        if let Some(stored) = store.batch_named(&batch).await?
            && let Some(table) = stored.configuration.get("vary")
            && let Ok(axes) = serde_json::from_value::<Vec<TableAxis>>(table.clone())
        {
            tables.insert(batch, axes);
        }
    }
    Ok(seen.finish(&tables))
}

/// What was read so far.
#[derive(Debug)]
struct Seen {
    conversations: u64,
    user: Speech,
    assistant: Speech,
    titles: Part,
    openings: Part,
    first_answers: Part,
    first_answer_sentences: Part,
    closings: Part,
    turns: BTreeMap<u64, u64>,
    near_duplicates: u64,
    compressed: Compressed,
    draws: Draws,
}

impl Seen {
    fn new() -> Seen {
        Seen {
            conversations: 0,
            user: Speech::default(),
            assistant: Speech::default(),
            titles: Part::default(),
            openings: Part::default(),
            first_answers: Part::default(),
            first_answer_sentences: Part::default(),
            closings: Part::default(),
            turns: BTreeMap::new(),
            near_duplicates: 0,
            compressed: Compressed::new(),
            draws: Draws::default(),
        }
    }

    fn add(&mut self, full: &FullConversation) {
        let FullConversation { conversation, turns, .. } = full;
        let id = conversation.id;
        self.conversations += 1;
        self.titles.add(id, &conversation.title);
        let first = |role: Role| turns.iter().find(|turn| turn.role == role).map(|turn| turn.content.as_str());
        self.openings.add(id, &first(Role::User).map(words::opening).unwrap_or_default());
        let answer = first(Role::Assistant).unwrap_or_default();
        self.first_answers.add(id, &words::opening(answer));
        self.first_answer_sentences.add(id, words::first_sentence(answer));
        let last = turns.last().map(|turn| turn.content.as_str()).unwrap_or_default();
        self.closings.add(id, words::last_sentence(last));
        for turn in turns {
            let speech = match turn.role {
                Role::User => &mut self.user,
                Role::Assistant => &mut self.assistant,
            };
            speech.add(id, &words::words(&turn.content), turn.char_count);
            self.compressed.add(&turn.content);
        }
        *self.turns.entry(turns.len() as u64).or_default() += 1;
        // A hint is alike, and no near-duplicate: the same share as in `duplicates`.
        let is_near = |note: &Note| note.finding == Finding::NearDuplicate && note.is_serious();
        self.near_duplicates += u64::from(conversation.quality_metrics.findings.iter().any(is_near));
        self.draws.add(conversation);
    }

    fn finish(self, tables: &BTreeMap<String, Vec<TableAxis>>) -> Report {
        let mut turns: Vec<TurnCount> =
            self.turns.into_iter().map(|(turns, conversations)| TurnCount { turns, conversations }).collect();
        turns.sort_by_key(|count| std::cmp::Reverse(count.conversations));
        Report {
            conversations: self.conversations,
            user: self.user.finish(),
            assistant: self.assistant.finish(),
            titles: self.titles.finish(),
            openings: self.openings.finish(),
            first_answers: self.first_answers.finish(),
            first_answer_sentences: self.first_answer_sentences.finish(),
            closings: self.closings.finish(),
            turns,
            near_duplicates: self.near_duplicates,
            compression_ratio: self.compressed.ratio().map(|ratio| (ratio * 100.0).round() / 100.0),
            draws: self.draws.finish(tables),
        }
    }
}
