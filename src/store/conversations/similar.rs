//! Near-duplicates: compares new conversations with all stored ones, in the transaction that saves them.
//!
//! Who shares a hash with a new one is a candidate (`quality/similarity.rs`); candidates are compared exactly.

use std::collections::{BTreeSet, HashMap, HashSet};

use uuid::Uuid;

use crate::domain::conversation::Role;
use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::ids::ConversationId;
use crate::quality::similarity::Shingles;

use crate::store::sql::bulk::in_shapes;
use crate::store::sql::statement::Statement;

/// From this share of common shingles on, two conversations are near-duplicates.
const ALIKE: f64 = 0.7;
/// From this share on, a near-duplicate is a serious finding.
const SERIOUS: f64 = 0.8;
/// From this share on, two openings are the same.
const SAME_OPENING: f64 = 0.8;
/// The conversations stored for a hash. More would only name the same first ones again, at a cost for each lookup.
const FIRSTS: usize = 8;

/// What a conversation is compared by.
#[derive(Debug, Default)]
pub(crate) struct Print {
    all: Shingles,
    opening: Shingles,
    /// Of the whole, then of the opening.
    hashes: Vec<u32>,
}

impl Print {
    pub(crate) fn new<'a>(turns: impl Iterator<Item = (Role, &'a str)> + Clone) -> Print {
        let all = Shingles::of(turns.clone().map(|(_, content)| content));
        let opening = Shingles::of(turns.clone().find(|(role, _)| *role == Role::User).map(|(_, content)| content));
        let hashes = all.bands().into_iter().chain(opening.opening_bands()).collect();
        Print { all, opening, hashes }
    }

    /// The finding that this one is almost the same as another.
    fn compared(&self, other: &Print, id: ConversationId) -> Option<Note> {
        let share = self.all.jaccard(&other.all);
        if share >= ALIKE {
            let severity = if share >= SERIOUS { Severity::Serious } else { Severity::Hint };
            return Some(note(Finding::NearDuplicate, severity, id, share));
        }
        let opening = self.opening.jaccard(&other.opening);
        (opening >= SAME_OPENING).then(|| note(Finding::SameOpening, Severity::Hint, id, opening))
    }
}

/// The excerpt is the short id of the other conversation.
fn note(finding: Finding, severity: Severity, other: ConversationId, share: f64) -> Note {
    let what = if finding == Finding::SameOpening { "opening" } else { "text" };
    let detail = format!("shares {:.0} % of its {what} with {}", share * 100.0, other.short());
    Note { finding, severity, turns: Vec::new(), excerpt: other.short(), detail }
}

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
    stored: HashMap<Uuid, Print>,
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

    /// Rows: a hash, and a stored conversation that has it. Rejected conversations are no candidates.
    pub(crate) fn select_members(&self) -> Vec<Statement> {
        let hashes: BTreeSet<u32> = self.new.iter().flat_map(|new| &new.print.hashes).copied().collect();
        let hashes: Vec<u32> = hashes.into_iter().collect();
        let selects = in_shapes(&hashes).map(|some| {
            let mut select = Statement::new(
                "SELECT b.hash, b.conversation_id FROM conversation_bands b \
                 JOIN conversations c ON c.id = b.conversation_id WHERE c.status <> 'rejected' AND b.hash IN ",
            );
            select.bind_list(some.iter().map(|hash| i64::from(*hash)));
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

    /// Rows: the turns of stored candidates, in order.
    pub(crate) fn select_turns(&self) -> Vec<Statement> {
        let ids: BTreeSet<Uuid> = self.members.values().flatten().copied().collect();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let selects = in_shapes(&ids).map(|some| {
            let mut select = Statement::new(
                "SELECT conversation_id, role, content FROM conversation_turns WHERE conversation_id IN ",
            );
            select.bind_list(some.iter().copied()).push(" ORDER BY conversation_id, turn_number");
            select
        });
        selects.collect()
    }

    /// Each statement gives all turns of its conversations.
    pub(crate) fn add_turns(&mut self, rows: &[TurnOfCandidate]) {
        for turns in rows.chunk_by(|one, next| one.0 == next.0) {
            let read = turns.iter().map(|(_, role, content)| {
                let role = if role == Role::User.as_str() { Role::User } else { Role::Assistant };
                (role, content.as_str())
            });
            if let Some((id, ..)) = turns.first() {
                self.stored.insert(*id, Print::new(read));
            }
        }
    }

    /// The findings, and the statements that store the hashes of the new ones.
    pub(crate) fn finish(mut self) -> (HashMap<ConversationId, Note>, Vec<Statement>) {
        let mut notes = HashMap::new();
        let mut bands = Vec::new();
        let mut earlier: HashMap<Uuid, &Print> = HashMap::new();
        for Newcomer { id, print, is_older, .. } in &self.new {
            let candidates = self.candidates(print);
            let new = id;
            let compared = candidates.into_iter().filter(|id| {
                let is_earlier = !is_older || id < new;
                is_earlier && !self.ancestors.contains(&(*new, *id))
            });
            let found = compared.filter_map(|id| {
                let other = self.stored.get(&id).or_else(|| earlier.get(&id).copied())?;
                print.compared(other, ConversationId(id))
            });
            // The worst finding, and of equal ones the first conversation.
            if let Some(note) = found.min_by_key(|note| (note.finding != Finding::NearDuplicate, !note.is_serious())) {
                notes.insert(ConversationId(*id), note);
            }
            for hash in &print.hashes {
                let members = self.members.entry(*hash).or_default();
                if members.len() < FIRSTS {
                    members.push(*id);
                    bands.push((i64::from(*hash), *id));
                }
            }
            earlier.insert(*id, print);
        }
        // In the order of the index, so that rows of one page are written together.
        bands.sort_unstable();
        bands.dedup();
        (notes, in_shapes(&bands).map(insert_bands).collect())
    }

    /// The conversations that share a hash, the first ones first.
    fn candidates(&self, print: &Print) -> BTreeSet<Uuid> {
        print.hashes.iter().filter_map(|hash| self.members.get(hash)).flatten().copied().collect()
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
        for select in comparison.select_turns() {
            comparison.add_turns(&select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
        }
        comparison.finish()
    }};
}
pub(crate) use compared;

fn insert_bands(bands: &[(i64, Uuid)]) -> Statement {
    let mut insert = Statement::new("INSERT INTO conversation_bands (hash, conversation_id) VALUES ");
    insert.bind_rows(bands, |(hash, id)| [(*hash).into(), (*id).into()]);
    insert
}
