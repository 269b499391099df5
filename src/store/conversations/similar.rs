//! Near-duplicates: compares new conversations with all stored ones, in the transaction that saves them.
//!
//! Who shares a hash with a new one is a candidate (`quality/similarity.rs`); candidates are compared exactly. On SQLite
//! the hashes of the newest ones are not in the index yet (`recent_bands.rs`): both are searched.

use std::collections::{BTreeSet, HashMap, HashSet};

use uuid::Uuid;

use crate::domain::finding::{Finding, Note};
use crate::domain::ids::ConversationId;

use crate::store::Result;
use crate::store::conversations::candidate_turns::{TurnOfCandidate, conversations_in, turns_of};
use crate::store::conversations::indexed_bands::{insert_all, select_candidates, select_members};
use crate::store::conversations::packed_bands::Banded;
use crate::store::conversations::print::{Contents, OPENING_TURNS, Print};
use crate::store::conversations::recent_bands::{News, RecentBands};
use crate::store::sql::statement::Statement;

/// The conversations stored for a hash. More would only name the same first ones again, at a cost for each lookup.
const FIRSTS: usize = 8;

/// Why a conversation is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// It is about to be saved.
    New,
    /// It was saved before some of the stored ones, and never compared: only earlier ones count.
    Older,
    /// It is stored, and gets another text.
    Edited,
}

/// A conversation that is compared with earlier ones.
#[derive(Debug)]
pub(crate) struct Newcomer<'n> {
    pub(crate) id: Uuid,
    /// The conversation it was made from.
    pub(crate) parent: Option<Uuid>,
    pub(crate) print: &'n Print,
    pub(crate) arrival: Arrival,
}

/// The comparison of new conversations with each other and with stored ones. The caller runs its statements in order.
#[derive(Debug)]
pub(crate) struct Comparison<'n> {
    new: Vec<Newcomer<'n>>,
    /// On SQLite.
    recent: Option<&'n RecentBands>,
    /// Conversations that are not in the index by a hash of a new one.
    recent_members: Vec<(u32, Uuid)>,
    /// The first conversations of each hash.
    members: HashMap<u32, Vec<Uuid>>,
    stored: HashMap<Uuid, Contents>,
    /// Each new conversation with those it was made from.
    ancestors: HashSet<(Uuid, Uuid)>,
}

impl<'n> Comparison<'n> {
    /// In the order in which they are saved.
    pub(crate) fn of(new: Vec<Newcomer<'n>>, recent: Option<&'n RecentBands>) -> Comparison<'n> {
        Comparison {
            new,
            recent,
            recent_members: Vec::new(),
            members: HashMap::new(),
            stored: HashMap::new(),
            ancestors: HashSet::new(),
        }
    }

    /// Rows: what other transactions stored beside the index.
    pub(crate) fn select_news(&self) -> Option<Statement> {
        self.recent.map(RecentBands::select_news)
    }

    pub(crate) fn add_news(&mut self, news: &[News]) -> Result<()> {
        let Some(recent) = self.recent else { return Ok(()) };
        recent.learn(news)?;
        let members = |hash: u32| recent.members(hash).into_iter().map(move |id| (hash, id));
        self.recent_members = self.hashes().into_iter().flat_map(members).collect();
        // The earlier text of an edited one is gone.
        self.recent_members.retain(|(_, id)| !self.new.iter().any(|new| new.id == *id));
        Ok(())
    }

    fn hashes(&self) -> BTreeSet<u32> {
        self.new.iter().flat_map(|new| new.print.hashes()).collect()
    }

    /// Rows: those that are not in the index and may be candidates.
    pub(crate) fn select_recent(&self) -> Vec<Statement> {
        let ids: BTreeSet<Uuid> = self.recent_members.iter().map(|(_, id)| *id).collect();
        select_candidates(&ids.into_iter().collect::<Vec<_>>())
    }

    pub(crate) fn add_recent(&mut self, rows: Vec<(Uuid,)>) {
        let ids: HashSet<Uuid> = rows.into_iter().map(|(id,)| id).collect();
        for (hash, id) in self.recent_members.iter().filter(|(_, id)| ids.contains(id)) {
            self.members.entry(*hash).or_default().push(*id);
        }
    }

    /// Rows: a hash, and a conversation that the index has by it. Rejected and superseded ones are no candidates.
    pub(crate) fn select_members(&self) -> Vec<Statement> {
        select_members(&self.hashes().into_iter().collect::<Vec<_>>())
    }

    pub(crate) fn add_members(&mut self, rows: Vec<(i64, Uuid)>) {
        for (hash, id) in rows {
            self.members.entry(hash as u32).or_default().push(id);
        }
    }

    /// Rows: a new conversation, and one it was made from, over any number of steps.
    pub(crate) fn select_ancestors(&self) -> Option<Statement> {
        let parents: Vec<(Uuid, Uuid)> = self.new.iter().filter_map(|new| Some((new.id, new.parent?))).collect();
        if parents.is_empty() {
            return None;
        }
        let mut select =
            Statement::new("WITH RECURSIVE line (child, id) AS (SELECT v.column1, v.column2 FROM (VALUES ");
        select.bind_rows(&parents, |(child, parent)| [(*child).into(), (*parent).into()]);
        select.push(
            ") AS v UNION SELECT line.child, c.parent_id FROM line JOIN conversations c ON c.id = line.id \
             WHERE c.parent_type = 'conversation') SELECT child, id FROM line",
        );
        Some(select)
    }

    pub(crate) fn add_ancestors(&mut self, rows: Vec<(Uuid, Uuid)>) {
        self.ancestors.extend(rows);
    }

    /// Rows: the first turns of the candidates that share a hash of the opening alone. They are many and short.
    pub(crate) fn select_openings(&self) -> Vec<Statement> {
        let whole = self.stored_members(|print| &print.bands);
        let ids = self.stored_members(|print| &print.opening_bands);
        turns_of(&ids.difference(&whole).copied().collect::<Vec<_>>(), &format!(" AND turn_number <= {OPENING_TURNS}"))
    }

    pub(crate) fn add_openings(&mut self, rows: &[TurnOfCandidate]) {
        for (id, turns) in conversations_in(rows) {
            self.stored.insert(id, Contents::opening(turns));
        }
    }

    /// Rows: the turns of the candidates that share a hash of the whole, or have the same opening.
    pub(crate) fn select_turns(&self) -> Vec<Statement> {
        let mut ids = self.stored_members(|print| &print.bands);
        for Newcomer { print, .. } in &self.new {
            let members = print.opening_bands.iter().filter_map(|hash| self.members.get(hash)).flatten();
            let alike = members.filter(|id| self.stored.get(id).is_some_and(|it| it.has_opening_of(&print.contents)));
            ids.extend(alike);
        }
        turns_of(&ids.into_iter().collect::<Vec<_>>(), "")
    }

    pub(crate) fn add_turns(&mut self, rows: &[TurnOfCandidate]) {
        for (id, turns) in conversations_in(rows) {
            self.stored.insert(id, Contents::whole(turns));
        }
    }

    /// The stored conversations that share one of these hashes.
    fn stored_members(&self, hashes: impl Fn(&Print) -> &Vec<u32>) -> BTreeSet<Uuid> {
        let hashes = self.new.iter().flat_map(|new| hashes(new.print));
        hashes.filter_map(|hash| self.members.get(hash)).flatten().copied().collect()
    }

    /// The findings, and the statements that store the hashes of the new ones.
    pub(crate) fn finish(mut self) -> (HashMap<ConversationId, Note>, Vec<Statement>) {
        let mut notes = HashMap::new();
        let mut stored = Vec::with_capacity(self.new.len());
        let mut earlier: HashMap<Uuid, &Contents> = HashMap::new();
        for Newcomer { id, print, arrival, .. } in &self.new {
            let candidates = self.candidates(print);
            let new = id;
            let compared = candidates.into_iter().filter(|id| {
                let is_earlier = *arrival != Arrival::Older || id < new;
                id != new && is_earlier && !self.ancestors.contains(&(*new, *id))
            });
            let found = compared.filter_map(|id| {
                let other = self.stored.get(&id).or_else(|| earlier.get(&id).copied())?;
                print.contents.note(other, ConversationId(id))
            });
            // The worst finding, and of equal ones the first conversation.
            if let Some(note) = found.min_by_key(|note| (note.finding != Finding::NearDuplicate, !note.is_serious())) {
                notes.insert(ConversationId(*id), note);
            }
            let mut hashes: Vec<u32> = print.hashes().collect();
            hashes.retain(|hash| {
                let members = self.members.entry(*hash).or_default();
                let is_first = members.len() < FIRSTS;
                if is_first {
                    members.push(*id);
                }
                is_first
            });
            let replaces = *arrival == Arrival::Edited;
            if replaces || !hashes.is_empty() {
                stored.push(Banded { id: *id, replaces, hashes });
            }
            earlier.insert(*id, &print.contents);
        }
        let statements = match self.recent {
            Some(recent) => recent.store(&stored),
            None => insert_all(&stored),
        };
        (notes, statements)
    }

    /// The conversations that share a hash, the first ones first.
    fn candidates(&self, print: &Print) -> BTreeSet<Uuid> {
        print.hashes().filter_map(|hash| self.members.get(&hash)).flatten().copied().collect()
    }
}

/// Runs a comparison in a transaction of a store: `compared!(store, tx, newcomers)`. Gives the findings by id, and the
/// statements that store the hashes. Once in a transaction: the second would learn hashes that are not committed.
macro_rules! compared {
    ($store:ident, $tx:ident, $newcomers:expr) => {{
        let mut comparison =
            $crate::store::conversations::similar::Comparison::of($newcomers, $store.recent_bands.as_ref());
        if let Some(select) = comparison.select_news() {
            comparison.add_news(&select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?)?;
        }
        for select in comparison.select_members() {
            comparison.add_members(select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
        }
        for select in comparison.select_recent() {
            comparison.add_recent(select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
        }
        if let Some(select) = comparison.select_ancestors() {
            comparison.add_ancestors(select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
        }
        for select in comparison.select_openings() {
            comparison.add_openings(&select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
        }
        for select in comparison.select_turns() {
            comparison.add_turns(&select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
        }
        comparison.finish()
    }};
}
pub(crate) use compared;
