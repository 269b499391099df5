//! Groups of conversations that are almost the same, among all that match a filter.
//!
//! One pass, oldest first: it keeps 48 bytes of hashes for each conversation in memory, and reads the turns of a candidate
//! again to compare them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use crate::domain::conversation::{Conversation, Role};
use crate::domain::filter::{Filter, Order};
use crate::domain::ids::ConversationId;
use crate::domain::quality::Score;
use crate::domain::status::Status;
use crate::domain::word::words;
use crate::quality::similarity::{Bands, Shingles};
use crate::store::{FullConversation, Store, StoreError};

/// Conversations in one read of the store.
const PAGE: u32 = 200;
/// The first conversations of a hash that a later one is compared with.
const FIRSTS: usize = 20;

words! {
    /// The part of a conversation that is compared.
    Part is "part" {
        /// All turns.
        Turns = "turns",
        /// The first turn of the user.
        Opening = "opening",
        /// The last turn.
        Closing = "closing",
        /// The title: the same words, in any case.
        Title = "title",
    }
}

/// A conversation of a group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Member {
    pub id: ConversationId,
    pub short_id: String,
    pub title: String,
    pub status: Status,
    pub quality_score: Option<Score>,
    /// Serious findings, a near-duplicate's own left out.
    pub serious: usize,
    /// The share of common three-word runs with the first of the group, 0 to 1.
    pub similarity: f64,
}

/// Conversations that are almost the same, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Group {
    pub members: Vec<Member>,
}

impl Group {
    /// The member to keep where the best one counts: an approved one, then without serious findings, then by score, then
    /// the oldest.
    pub(crate) fn best(&self) -> Option<&Member> {
        self.members
            .iter()
            .rev()
            .max_by_key(|it| (it.status == Status::Approved, std::cmp::Reverse(it.serious), it.quality_score))
    }
}

/// The groups, the largest first. Each later conversation joins the group of the first that it resembles.
///
/// Of pairs at a similarity of 0.8 this finds 99 in 100; of pairs at 0.5 one in three.
pub(crate) async fn groups(
    store: &Store,
    filter: &Filter,
    part: Part,
    threshold: f64,
) -> Result<Vec<Group>, StoreError> {
    let mut search = Search {
        part,
        threshold,
        members: HashMap::new(),
        titles: HashMap::new(),
        groups: BTreeMap::new(),
        firsts: HashMap::new(),
    };
    let mut filter = filter.clone();
    if filter.status.is_empty() {
        filter.status = Status::ALL.iter().copied().filter(|status| *status != Status::Rejected).collect();
    }
    let mut cursor = None;
    loop {
        let (page, next) = store.list_full(&filter, Order::OLDEST, PAGE, cursor.as_deref()).await?;
        for full in page {
            search.add(store, full).await?;
        }
        cursor = next;
        if cursor.is_none() {
            break;
        }
    }
    let mut groups: Vec<Group> =
        search.groups.into_values().filter(|members| members.len() > 1).map(|members| Group { members }).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.members.len()));
    Ok(groups)
}

#[derive(Debug)]
struct Search {
    part: Part,
    threshold: f64,
    members: HashMap<u32, Vec<ConversationId>>,
    titles: HashMap<String, ConversationId>,
    /// By the first of the group.
    groups: BTreeMap<ConversationId, Vec<Member>>,
    /// The first of the group of each later conversation.
    firsts: HashMap<ConversationId, ConversationId>,
}

impl Search {
    async fn add(&mut self, store: &Store, full: FullConversation) -> Result<(), StoreError> {
        let id = full.conversation.id;
        let (first, similarity) = match self.part {
            Part::Title => {
                let words: Vec<String> = full
                    .conversation
                    .title
                    .split(|letter: char| !letter.is_alphanumeric())
                    .filter(|word| !word.is_empty())
                    .map(str::to_lowercase)
                    .collect();
                (*self.titles.entry(words.join(" ")).or_insert(id), 1.0)
            }
            part => self.compared(store, &full, part).await?,
        };
        // A group grows by its first one, so that a chain of small changes does not become one group.
        let first = self.firsts.get(&first).copied().unwrap_or(first);
        if first != id {
            self.firsts.insert(id, first);
        }
        self.groups.entry(first).or_default().push(member(&full.conversation, similarity));
        Ok(())
    }

    /// The first conversation that this one resembles, else itself; it becomes a candidate for later ones.
    async fn compared(
        &mut self,
        store: &Store,
        full: &FullConversation,
        part: Part,
    ) -> Result<(ConversationId, f64), StoreError> {
        let id = full.conversation.id;
        let (shingles, bands) = print(full, part);
        let candidates: BTreeSet<ConversationId> =
            bands.iter().filter_map(|hash| self.members.get(hash)).flatten().copied().collect();
        for candidate in candidates {
            let other = store.conversation(candidate).await?;
            let similarity = shingles.jaccard(&print(&other, part).0);
            if similarity >= self.threshold {
                return Ok((candidate, similarity));
            }
        }
        for hash in bands {
            let members = self.members.entry(hash).or_default();
            if members.len() < FIRSTS {
                members.push(id);
            }
        }
        Ok((id, 1.0))
    }
}

fn print(full: &FullConversation, part: Part) -> (Shingles, Bands) {
    let turns = &full.turns;
    let one = match part {
        Part::Turns | Part::Title => {
            let shingles = Shingles::of(turns.iter().map(|turn| turn.content.as_str()));
            let bands = shingles.bands();
            return (shingles, bands);
        }
        Part::Opening => turns.iter().find(|turn| turn.role == Role::User),
        Part::Closing => turns.last(),
    };
    let shingles = Shingles::of(one.map(|turn| turn.content.as_str()));
    let bands = shingles.opening_bands();
    (shingles, bands)
}

fn member(it: &Conversation, similarity: f64) -> Member {
    let is_own = |word: &str| word == "near_duplicate";
    let serious = it.quality_metrics.findings.iter().filter(|note| note.is_serious() && !is_own(note.finding.as_str()));
    Member {
        id: it.id,
        short_id: it.short_id.clone(),
        title: it.title.clone(),
        status: it.status,
        quality_score: it.quality_score,
        serious: serious.count(),
        similarity: (similarity * 1000.0).round() / 1000.0,
    }
}
