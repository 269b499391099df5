//! Selects the conversations of an export, reads them page by page, and counts what is left out.

use std::sync::Arc;

use crate::domain::conversation::Conversation;
use crate::domain::export::{ExportRecord, ExportScope, ExportShape};
use crate::domain::filter::{Filter, Superseded, Without};
use crate::domain::ids::ConversationId;
use crate::domain::status::Status;
use crate::store::{Breadth, Cursor, Exportable, FullConversation, Store, StoreError};

/// Conversations in one page: read, formatted and written together.
const PAGE: u32 = 200;

/// The conversations to export; without a status, the approved ones.
#[derive(Debug, Clone, PartialEq)]
pub enum Selection {
    /// These, where they have one of the statuses.
    Ids {
        /// Exported once each, oldest first.
        ids: Vec<ConversationId>,
        /// The statuses allowed; empty means approved.
        status: Vec<Status>,
    },
    /// All that match the filter, oldest first.
    Filter(Box<Filter>),
    /// Those of an earlier export that are still there and still fit, in its order.
    Again(Box<ExportRecord>),
}

/// Conversations that were left out, though the user may want them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct LeftOut {
    /// Conversations of another status, whoever made them.
    pub not_approved: u64,
    /// Those of them that are rejected.
    #[serde(default)]
    pub rejected: u64,
    /// Conversations of the simulator that have the status.
    pub simulated: u64,
    /// Approved by a filter, with a serious finding: nobody opened or named them.
    pub findings: u64,
}

/// What is exported only where the user asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Included {
    /// Conversations of the simulator.
    pub simulated: bool,
    /// Conversations with a serious finding that nobody opened or named to decide about them.
    pub unread_serious: bool,
}

pub(super) struct Chosen {
    /// The filter with its defaults filled in.
    pub(super) filter: Filter,
    pub(super) left_out: LeftOut,
    /// How many it holds, before anything else is left out.
    pub(super) found: u64,
    pub(super) source: Source,
    /// What `left_out` counted, where another count may have to be taken off it.
    counted: Option<Counted>,
}

/// What was looked at to count what is left out.
#[derive(Debug, Clone)]
struct Counted {
    filter: Filter,
    /// `None` for all that match.
    among: Option<Vec<ConversationId>>,
}

/// Where the conversations come from, page by page.
#[derive(Debug, Clone)]
pub(super) enum Source {
    Filter {
        filter: Box<Filter>,
        cursor: Option<Cursor>,
    },
    /// From the place on. Clones share them.
    Ids {
        ids: Arc<Vec<ConversationId>>,
        from: usize,
    },
    End,
}

impl Chosen {
    fn of_ids(filter: Filter, left_out: LeftOut, kept: Vec<ConversationId>) -> Chosen {
        let (found, source) = (kept.len() as u64, Source::of_ids(kept));
        Chosen { filter, left_out, found, source, counted: None }
    }

    /// What is left out where these stand in the export, as what others are preferred to. A rejected conversation that
    /// the selection never looked at was not counted.
    pub(super) async fn left_out_beside(
        &self,
        store: &Store,
        mut in_pairs: Vec<ConversationId>,
    ) -> Result<LeftOut, StoreError> {
        let Some(Counted { filter, among }) = &self.counted else { return Ok(self.left_out) };
        in_pairs.sort_unstable();
        in_pairs.dedup();
        if let Some(among) = among {
            in_pairs.retain(|id| among.binary_search(id).is_ok());
        }
        let (others, rejected) = store.of_other_status(filter, &in_pairs).await?;
        let LeftOut { not_approved, rejected: all_rejected, .. } = self.left_out;
        Ok(LeftOut {
            not_approved: not_approved.saturating_sub(others),
            rejected: all_rejected.saturating_sub(rejected),
            ..self.left_out
        })
    }
}

impl Selection {
    /// How it was chosen, and the filter with its defaults filled in.
    pub(super) fn settled(&self, include: Included, shape: ExportShape) -> (ExportScope, Filter) {
        let (scope, mut filter) = match self {
            Selection::Ids { status, .. } => {
                (ExportScope::Selected, Filter { status: status.clone(), ..Filter::default() })
            }
            Selection::Filter(asked) if asked.is_empty() => (ExportScope::All, asked.as_ref().clone()),
            Selection::Filter(asked) => (ExportScope::Filtered, asked.as_ref().clone()),
            Selection::Again(record) => return (record.scope, record.filter.clone()),
        };
        if filter.status.is_empty() {
            // What is wanted is told by what is not.
            filter.status = match shape {
                ExportShape::Kto => vec![Status::Approved, Status::Rejected],
                _ => vec![Status::Approved],
            };
        }
        filter.without_simulated = !include.simulated;
        if !include.unread_serious && filter.without == Without::Nothing {
            filter.without = Without::UnreadSerious;
        }
        (scope, filter)
    }
}

/// Resolves a selection and counts what it leaves out.
pub(super) async fn choose(
    store: &Store,
    selection: Selection,
    include: Included,
    shape: ExportShape,
) -> Result<Chosen, StoreError> {
    let (_, filter) = selection.settled(include, shape);
    let has_pairs = shape == ExportShape::Dpo;
    match selection {
        Selection::Ids { ids, .. } => {
            let ids = oldest_first(ids);
            let counted = has_pairs.then(|| Counted {
                filter: Filter { superseded: Superseded::Also, ..filter.clone() },
                among: Some(ids.clone()),
            });
            let (kept, left_out) = fit_in_order(store, ids, &filter).await?;
            Ok(Chosen { counted, ..Chosen::of_ids(filter, left_out, kept) })
        }
        Selection::Filter(asked) => {
            let by_default = asked.status.is_empty();
            let (found, left_out) = left_out(store, &filter, by_default).await?;
            let source = Source::Filter { filter: Box::new(filter.clone()), cursor: None };
            // A status that is named leaves nothing out.
            let counted = (has_pairs && by_default).then(|| Counted { filter: filter.clone(), among: None });
            Ok(Chosen { filter, left_out, found, source, counted })
        }
        Selection::Again(record) => {
            let (kept, left_out) = fit_in_order(store, store.exported_by(&record).await?, &filter).await?;
            Ok(Chosen::of_ids(filter, left_out, kept))
        }
    }
}

/// Ids sort by the time they were made.
fn oldest_first(mut ids: Vec<ConversationId>) -> Vec<ConversationId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Those that are there and may be exported. They move up in their list, so that it stays the only one.
async fn fit_in_order(
    store: &Store,
    mut ids: Vec<ConversationId>,
    filter: &Filter,
) -> Result<(Vec<ConversationId>, LeftOut), StoreError> {
    let mut left_out = LeftOut::default();
    let mut kept = 0;
    for from in (0..ids.len()).step_by(PAGE as usize) {
        let to = ids.len().min(from + PAGE as usize);
        for conversation in store.conversations_named(&ids[from..to]).await? {
            if is_fit(&conversation, filter, &mut left_out) {
                ids[kept] = conversation.id;
                kept += 1;
            }
        }
    }
    ids.truncate(kept);
    Ok((ids, left_out))
}

fn is_fit(conversation: &Conversation, filter: &Filter, left_out: &mut LeftOut) -> bool {
    if !filter.status.contains(&conversation.status) {
        left_out.not_approved += 1;
        left_out.rejected += u64::from(conversation.status == Status::Rejected);
    } else if filter.without_simulated && conversation.is_simulated() {
        left_out.simulated += 1;
    } else if filter.without == Without::UnreadSerious && conversation.has_unread_serious_finding() {
        left_out.findings += 1;
    } else {
        return true;
    }
    false
}

/// Counts what the filter finds and leaves out. Where the user named a status, that leaves nothing out.
async fn left_out(store: &Store, filter: &Filter, by_default: bool) -> Result<(u64, LeftOut), StoreError> {
    let Exportable { any, rejected, of_status, read, exported } = store.exportable(filter).await?;
    let left_out = LeftOut {
        not_approved: if by_default { any - of_status } else { 0 },
        rejected: if by_default && !filter.status.contains(&Status::Rejected) { rejected } else { 0 },
        simulated: read - exported,
        findings: of_status - read,
    };
    Ok((exported, left_out))
}

impl Source {
    pub(super) fn of_ids(ids: Vec<ConversationId>) -> Source {
        Source::Ids { ids: Arc::new(ids), from: 0 }
    }

    /// The next conversations; `None` at the end.
    pub(super) async fn next_page(
        &mut self,
        store: &Store,
        breadth: Breadth,
    ) -> Result<Option<Vec<FullConversation>>, StoreError> {
        match self {
            Source::End => Ok(None),
            Source::Filter { filter, cursor } => {
                let (page, next) = store.list_full_in(breadth, filter, PAGE, cursor.take()).await?;
                match next {
                    Some(_) => *cursor = next,
                    None => *self = Source::End,
                }
                Ok(Some(page))
            }
            Source::Ids { ids, from } => {
                let to = ids.len().min(*from + PAGE as usize);
                let page = store.full_in(breadth, &ids[*from..to]).await?;
                match to == ids.len() {
                    true => *self = Source::End,
                    false => *from = to,
                }
                Ok(Some(page))
            }
        }
    }
}
