//! Near-duplicates: compares new conversations with all stored ones, in the transaction that saves them.
//!
//! Who shares a hash with a new one is a candidate (`quality/similarity.rs`); candidates are compared exactly, each as its
//! turns are read: a group of new ones may have thousands of candidates, and one may be a book. On SQLite the hashes of
//! the newest ones are not in the index yet (`recent_bands.rs`): both are searched.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::mem::take;

use uuid::Uuid;

use crate::domain::finding::{Finding, Note};
use crate::domain::ids::ConversationId;

use crate::store::Result;
use crate::store::conversations::candidate_turns::{self, TurnOfCandidate, all_turns_of, openings_of, turns_of};
use crate::store::conversations::indexed_bands::{insert_all, select_members, select_ruled_out};
use crate::store::conversations::packed_bands::Banded;
use crate::store::conversations::print::{Contents, Opening, Print, Reader};
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
    /// The first conversations of each hash.
    members: HashMap<u32, Vec<Uuid>>,
    /// Each new conversation with those it was made from.
    ancestors: HashSet<(Uuid, Uuid)>,
    /// The stored candidates, with the places of the new ones that they are compared with.
    compared_with: HashMap<Uuid, Vec<usize>>,
    /// Candidates with the same opening as a new one: they are read whole.
    alike: BTreeSet<Uuid>,
    /// Candidates with a long turn: they are read alone.
    long: BTreeSet<Uuid>,
    /// The candidate whose turns are being read.
    reading: Option<(Uuid, Reader)>,
    /// The candidate whose opening was read last.
    opened: Option<Uuid>,
    /// The finding of each new conversation so far, by its place.
    found: Vec<Option<Found>>,
}

/// The finding that a new conversation is almost the same as another.
#[derive(Debug)]
struct Found {
    with: Uuid,
    note: Note,
}

impl Found {
    /// The worst finding comes first, and of equal ones that of the first conversation.
    fn order(&self) -> impl Ord + use<> {
        (self.note.finding != Finding::NearDuplicate, !self.note.is_serious(), self.with)
    }
}

impl<'n> Comparison<'n> {
    /// In the order in which they are saved.
    pub(crate) fn of(new: Vec<Newcomer<'n>>, recent: Option<&'n RecentBands>) -> Comparison<'n> {
        Comparison {
            found: new.iter().map(|_| None).collect(),
            new,
            recent,
            members: HashMap::new(),
            ancestors: HashSet::new(),
            compared_with: HashMap::new(),
            alike: BTreeSet::new(),
            long: BTreeSet::new(),
            reading: None,
            opened: None,
        }
    }

    /// Rows: what other transactions stored beside the index.
    pub(crate) fn select_news(&self) -> Option<Statement> {
        self.recent.map(RecentBands::select_news)
    }

    pub(crate) fn add_news(&mut self, news: &[News]) -> Result<()> {
        let Some(recent) = self.recent else { return Ok(()) };
        recent.learn(news)?;
        for hash in self.hashes() {
            let mut members = recent.members(hash);
            // The earlier text of an edited one is gone.
            members.retain(|id| !self.new.iter().any(|new| new.id == *id));
            if !members.is_empty() {
                self.members.entry(hash).or_default().extend(members);
            }
        }
        Ok(())
    }

    fn hashes(&self) -> BTreeSet<u32> {
        self.new.iter().flat_map(|new| new.print.hashes()).collect()
    }

    /// Rows: a hash, and a conversation that the index has by it.
    pub(crate) fn select_members(&self) -> Vec<Statement> {
        select_members(&self.hashes().into_iter().collect::<Vec<_>>())
    }

    pub(crate) fn add_members(&mut self, rows: Vec<(i64, Uuid)>) {
        for (hash, id) in rows {
            self.members.entry(hash as u32).or_default().push(id);
        }
    }

    /// Rows: those that are no candidates.
    pub(crate) fn select_ruled_out(&self) -> Vec<Statement> {
        let ids: BTreeSet<Uuid> = self.members.values().flatten().copied().collect();
        select_ruled_out(&ids.into_iter().collect::<Vec<_>>())
    }

    pub(crate) fn rule_out(&mut self, rows: Vec<(Uuid,)>) {
        let out: HashSet<Uuid> = rows.into_iter().map(|(id,)| id).collect();
        if !out.is_empty() {
            self.members.values_mut().for_each(|members| members.retain(|id| !out.contains(id)));
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

    /// Rows: the openings of the candidates that share a hash of the opening alone. They are many and short.
    pub(crate) fn select_openings(&mut self) -> Vec<Statement> {
        self.meet();
        let whole = self.stored_members(|print| &print.bands);
        let ids = self.stored_members(|print| &print.opening_bands);
        openings_of(&ids.difference(&whole).copied().collect::<Vec<_>>())
    }

    /// Finds out which new ones each stored candidate is compared with.
    fn meet(&mut self) {
        let mut compared_with: HashMap<Uuid, Vec<usize>> = HashMap::new();
        for (place, new) in self.new.iter().enumerate() {
            for id in self.candidates(new) {
                compared_with.entry(id).or_default().push(place);
            }
        }
        self.compared_with = compared_with;
    }

    /// Takes an opening. The first turn of a candidate counts.
    pub(crate) fn add_opening(&mut self, turn: &TurnOfCandidate) {
        let id = turn.conversation_id;
        if self.opened.replace(id) == Some(id) {
            return;
        }
        let Some(content) = &turn.content else {
            self.long.insert(id);
            return;
        };
        let opening = Opening::of(content);
        if self.places_of(id).any(|place| self.new[place].print.contents.has_opening(&opening)) {
            self.alike.insert(id);
        }
    }

    /// Rows: the turns of the candidates that share a hash of the whole, or have the same opening.
    pub(crate) fn select_turns(&mut self) -> Vec<Statement> {
        let mut ids = self.stored_members(|print| &print.bands);
        ids.extend(take(&mut self.alike));
        turns_of(&ids.difference(&self.long).copied().collect::<Vec<_>>())
    }

    /// Rows: the turns of the candidates that are too long to be read among others, each by a statement of its own.
    pub(crate) fn select_long(&mut self) -> impl Iterator<Item = Statement> + use<> {
        take(&mut self.long).into_iter().map(all_turns_of)
    }

    /// Takes a turn, and compares a candidate whose turns it has. They follow one another.
    pub(crate) fn add_turn(&mut self, turn: &TurnOfCandidate) {
        if let Some((id, other)) = self.read(turn) {
            self.compare(id, &other);
        }
    }

    pub(crate) fn end_turns(&mut self) {
        if let Some((id, reader)) = self.reading.take() {
            self.compare(id, &reader.end());
        }
    }

    /// The candidate before, if a turn is the first of the next one. One with a long turn is left for later.
    fn read(&mut self, turn: &TurnOfCandidate) -> Option<(Uuid, Contents)> {
        let TurnOfCandidate { conversation_id: id, content, .. } = turn;
        let before = self.reading.take_if(|(reading, _)| reading != id);
        match content {
            Some(content) if !self.long.contains(id) => {
                let (_, reader) = self.reading.get_or_insert_with(|| (*id, Reader::default()));
                reader.add(candidate_turns::role(turn), content);
            }
            Some(_) => {}
            None => {
                self.long.insert(*id);
                self.reading = None;
            }
        }
        before.map(|(id, reader)| (id, reader.end()))
    }

    fn compare(&mut self, id: Uuid, other: &Contents) {
        for place in self.places_of(id).collect::<Vec<_>>() {
            let found = self.new[place].print.contents.note(other, ConversationId(id));
            keep_worst(&mut self.found[place], found.map(|note| Found { with: id, note }));
        }
    }

    fn places_of(&self, id: Uuid) -> impl Iterator<Item = usize> + '_ {
        self.compared_with.get(&id).into_iter().flatten().copied()
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
        for (new, mut found) in self.new.iter().zip(take(&mut self.found)) {
            let Newcomer { id, print, arrival, .. } = new;
            for with in self.candidates(new) {
                let note = earlier.get(&with).and_then(|other| print.contents.note(other, ConversationId(with)));
                keep_worst(&mut found, note.map(|note| Found { with, note }));
            }
            notes.extend(found.map(|found| (ConversationId(*id), found.note)));
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

    /// The conversations that share a hash with a new one and may be compared with it.
    fn candidates(&self, new: &Newcomer<'_>) -> BTreeSet<Uuid> {
        let members = new.print.hashes().filter_map(|hash| self.members.get(&hash)).flatten().copied();
        let may_be = |id: &Uuid| {
            let is_earlier = new.arrival != Arrival::Older || *id < new.id;
            *id != new.id && is_earlier && !self.ancestors.contains(&(new.id, *id))
        };
        members.filter(may_be).collect()
    }
}

fn keep_worst(kept: &mut Option<Found>, found: Option<Found>) {
    let Some(found) = found else { return };
    if kept.as_ref().is_none_or(|kept| found.order() < kept.order()) {
        *kept = Some(found);
    }
}

/// Gives each row of a statement as it is read: `each_row!(tx, select, |row: Row| …)`.
macro_rules! each_row {
    ($tx:ident, $select:expr, |$row:ident| $each:expr) => {{
        let mut rows = $select.query_as::<Engine, _>().fetch(&mut **$tx);
        while let Some($row) = std::future::poll_fn(|context| rows.as_mut().poll_next(context)).await {
            let $row = $row?;
            $each;
        }
    }};
}
pub(crate) use each_row;

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
        for select in comparison.select_ruled_out() {
            comparison.rule_out(select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
        }
        if let Some(select) = comparison.select_ancestors() {
            comparison.add_ancestors(select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
        }
        for select in comparison.select_openings() {
            $crate::store::conversations::similar::each_row!($tx, select, |turn| comparison.add_opening(&turn));
        }
        for select in comparison.select_turns() {
            $crate::store::conversations::similar::each_row!($tx, select, |turn| comparison.add_turn(&turn));
            comparison.end_turns();
        }
        for select in comparison.select_long() {
            $crate::store::conversations::similar::each_row!($tx, select, |turn| comparison.add_turn(&turn));
            comparison.end_turns();
        }
        comparison.finish()
    }};
}
pub(crate) use compared;
