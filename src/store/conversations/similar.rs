//! Near-duplicates: compares new conversations with all stored ones, in the transaction that saves them.
//!
//! Who shares a hash with a new one is a candidate (`quality/similarity.rs`); candidates are compared exactly.

use std::collections::{BTreeSet, HashMap, HashSet};

use uuid::Uuid;

use crate::domain::conversation::Role;
use crate::domain::finding::{Finding, Note};
use crate::domain::ids::ConversationId;

use crate::store::conversations::print::{Contents, OPENING_TURNS, Print};
use crate::store::sql::bulk::{in_filled_shapes, in_shapes};
use crate::store::sql::statement::Statement;

/// The conversations stored for a hash. More would only name the same first ones again, at a cost for each lookup.
const FIRSTS: usize = 8;

/// A conversation that is compared with earlier ones.
#[derive(Debug)]
pub(crate) struct Newcomer<'n> {
    pub(crate) id: Uuid,
    /// The conversation it was made from.
    pub(crate) parent: Option<Uuid>,
    pub(crate) print: &'n Print,
    /// Whether it was saved before some of the stored ones: then only earlier ones count.
    pub(crate) is_older: bool,
}

/// The comparison of new conversations with each other and with stored ones. The caller runs its statements in order.
#[derive(Debug)]
pub(crate) struct Comparison<'n> {
    new: Vec<Newcomer<'n>>,
    /// The first conversations of each hash.
    members: HashMap<u32, Vec<Uuid>>,
    stored: HashMap<Uuid, Contents>,
    /// Each new conversation with those it was made from.
    ancestors: HashSet<(Uuid, Uuid)>,
}

/// A turn of a stored candidate: conversation, role, content.
pub(crate) type TurnOfCandidate = (Uuid, String, String);

impl<'n> Comparison<'n> {
    /// In the order in which they are saved.
    pub(crate) fn of(new: Vec<Newcomer<'n>>) -> Comparison<'n> {
        Comparison { new, members: HashMap::new(), stored: HashMap::new(), ancestors: HashSet::new() }
    }

    /// Rows: a hash, and a stored conversation that has it. Rejected and superseded ones are no candidates.
    pub(crate) fn select_members(&self) -> Vec<Statement> {
        let hashes: BTreeSet<u32> = self.new.iter().flat_map(|new| new.print.hashes()).collect();
        let hashes: Vec<u32> = hashes.into_iter().collect();
        let selects = in_filled_shapes(&hashes).map(|some| {
            let mut select =
                Statement::new("SELECT b.hash, b.conversation_id FROM conversation_bands b WHERE b.hash IN ");
            select.bind_list(some.iter().map(|hash| i64::from(*hash)));
            // No join: without statistics of these tables PostgreSQL would read all conversations for it.
            select.push(" AND (SELECT c.status FROM conversations c WHERE c.id = b.conversation_id) <> 'rejected'");
            select.push(" AND b.conversation_id NOT IN (SELECT conversation_id FROM superseded)");
            select
        });
        selects.collect()
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
        let mut bands = Vec::new();
        let mut earlier: HashMap<Uuid, &Contents> = HashMap::new();
        for Newcomer { id, print, is_older, .. } in &self.new {
            let candidates = self.candidates(print);
            let new = id;
            let compared = candidates.into_iter().filter(|id| {
                let is_earlier = !is_older || id < new;
                is_earlier && !self.ancestors.contains(&(*new, *id))
            });
            let found = compared.filter_map(|id| {
                let other = self.stored.get(&id).or_else(|| earlier.get(&id).copied())?;
                print.contents.note(other, ConversationId(id))
            });
            // The worst finding, and of equal ones the first conversation.
            if let Some(note) = found.min_by_key(|note| (note.finding != Finding::NearDuplicate, !note.is_serious())) {
                notes.insert(ConversationId(*id), note);
            }
            for hash in print.hashes() {
                let members = self.members.entry(hash).or_default();
                if members.len() < FIRSTS {
                    members.push(*id);
                    bands.push((i64::from(hash), *id));
                }
            }
            earlier.insert(*id, &print.contents);
        }
        // In the order of the index, so that rows of one page are written together.
        bands.sort_unstable();
        bands.dedup();
        (notes, in_shapes(&bands).map(insert_bands).collect())
    }

    /// The conversations that share a hash, the first ones first.
    fn candidates(&self, print: &Print) -> BTreeSet<Uuid> {
        print.hashes().filter_map(|hash| self.members.get(&hash)).flatten().copied().collect()
    }
}

/// Runs a comparison in a transaction: `compared!(tx, newcomers)`. Gives the findings by id, and the statements that store
/// the hashes.
macro_rules! compared {
    ($tx:ident, $newcomers:expr) => {{
        let mut comparison = $crate::store::conversations::similar::Comparison::of($newcomers);
        for select in comparison.select_members() {
            comparison.add_members(select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
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

/// The turns of conversations, in order; each statement gives all of its conversations.
fn turns_of(ids: &[Uuid], and: &str) -> Vec<Statement> {
    let selects = in_filled_shapes(ids).map(|some| {
        let mut select =
            Statement::new("SELECT conversation_id, role, content FROM conversation_turns WHERE conversation_id IN ");
        select.bind_list(some.iter().copied()).push(and).push(" ORDER BY conversation_id, turn_number");
        select
    });
    selects.collect()
}

fn conversations_in(
    rows: &[TurnOfCandidate],
) -> impl Iterator<Item = (Uuid, impl Iterator<Item = (Role, &str)> + Clone)> {
    let role = |role: &str| if role == Role::User.as_str() { Role::User } else { Role::Assistant };
    let chunks = rows.chunk_by(|one, next| one.0 == next.0);
    chunks.filter_map(move |turns| {
        let read = turns.iter().map(move |(_, said_by, content)| (role(said_by), content.as_str()));
        Some((turns.first()?.0, read))
    })
}

fn insert_bands(bands: &[(i64, Uuid)]) -> Statement {
    let mut insert = Statement::new("INSERT INTO conversation_bands (hash, conversation_id) VALUES ");
    insert.bind_rows(bands, |(hash, id)| [(*hash).into(), (*id).into()]);
    insert
}
