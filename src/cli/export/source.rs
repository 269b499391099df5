//! Which conversations are exported, where they come from, and what is left out.

use std::collections::BTreeSet;

use crate::app::App;
use crate::cli::args::Ids;
use crate::domain::filter::{Filter, Order};
use crate::domain::ids::ConversationId;
use crate::error::Failure;
use crate::store::{FullConversation, Store};

/// Conversations read, formatted and written at once.
const PAGE: u32 = 200;

/// What was not exported though it might have been meant.
#[derive(Debug, Clone, Copy, Default, serde::Serialize)]
pub(super) struct LeftOut {
    pub not_approved: u64,
    pub simulated: u64,
}

/// Which conversations, and where they come from.
pub(super) enum Source {
    Filter(Box<Filter>),
    Ids(Vec<ConversationId>),
}

/// The named conversations that may be exported, oldest first, each once.
pub(super) async fn select(
    app: &App,
    store: &Store,
    given: &Ids,
    filter: &Filter,
) -> Result<(Source, LeftOut), Failure> {
    let named: BTreeSet<_> = given.resolve(app).await?.into_iter().collect();
    let mut left_out = LeftOut::default();
    let mut kept = Vec::new();
    for id in named {
        let conversation = store.conversation(id).await?.conversation;
        if !filter.status.contains(&conversation.status) {
            left_out.not_approved += 1;
        } else if filter.without_simulated && conversation.is_simulated() {
            left_out.simulated += 1;
        } else {
            kept.push(id);
        }
    }
    Ok((Source::Ids(kept), left_out))
}

pub(super) async fn left_out(store: &Store, filter: &Filter, by_default: bool) -> Result<LeftOut, Failure> {
    let exported = store.count(filter).await?;
    let with_simulated = store.count(&Filter { without_simulated: false, ..filter.clone() }).await?;
    let not_approved = if by_default {
        let any = Filter { status: Vec::new(), ..filter.clone() };
        store.count(&any).await?.saturating_sub(exported)
    } else {
        0
    };
    Ok(LeftOut { not_approved, simulated: with_simulated.saturating_sub(exported) })
}

pub(super) async fn next_page(
    store: &Store,
    source: &mut Source,
    cursor: Option<&str>,
) -> Result<(Vec<FullConversation>, Option<String>), Failure> {
    match source {
        Source::Filter(filter) => Ok(store.list_full(filter, Order::OLDEST, PAGE, cursor).await?),
        Source::Ids(ids) => {
            let rest = ids.split_off(ids.len().min(PAGE as usize));
            let mut page = Vec::with_capacity(ids.len());
            for id in std::mem::replace(ids, rest) {
                page.push(store.conversation(id).await?);
            }
            Ok((page, (!ids.is_empty()).then(String::new)))
        }
    }
}
