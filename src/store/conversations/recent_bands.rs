//! The hashes of the newest conversations on SQLite. They are few, so each process holds them in memory; the file keeps
//! them packed, and they move into the index many at a time. PostgreSQL inserts into its index directly.
//!
//! ```text
//! a save ──► recent_bands ──► conversation_bands
//!            one packed row    16 rows a conversation, each on another page
//! ```
//!
//! Hashes move in their order, a part of them with each save: so neighbours change one page, and no save waits for all.
//! A process reads what others saved at the start of its own save. Whatever it knows too much is harmless, because
//! candidates are compared by their turns.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::store::Result;
use crate::store::conversations::hash_table::{Entry, HashTable};
use crate::store::conversations::indexed_bands;
use crate::store::conversations::packed_bands::{Banded, pack, unpack};
use crate::store::sql::statement::Statement;

/// The newest conversations that wait before they move: this share of the stored ones. A page of the index then takes
/// about a dozen hashes at once, however many are stored.
const SHARE: i64 = 8;
/// Their fewest, and their most. With half as many that came meanwhile, 32,000 take 8 MB of memory.
const WAITING: std::ops::RangeInclusive<i64> = 500..=32_000;
/// The hashes that move with each saved conversation, twice as many as it brings: the move ends before the next begins.
const PACE: usize = 32;

/// The hashes of the newest conversations, shared by the clones of a store.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct RecentBands(Arc<Mutex<Known>>);

/// How far the move is, and a row of hashes that this process does not know yet.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct News {
    moved: i64,
    moving: i64,
    next_hash: i64,
    stored: i64,
    place: Option<i64>,
    packed: Option<Vec<u8>>,
}

/// A statement without rows of `recent_bands` still says how far the move is.
const NEWS: &str = "SELECT m.moved, m.moving, m.next_hash, coalesce((SELECT max(row) FROM conversations), 0) AS stored, \
    r.place, r.packed FROM bands_moved m LEFT JOIN recent_bands r ON r.place > ";

#[derive(Debug, Default)]
struct Known {
    /// Rows up to this place are in the index.
    moved: i64,
    /// Rows up to this place move now, and `next_hash` comes next.
    moving: i64,
    next_hash: u32,
    /// About how many conversations the database holds.
    stored: i64,
    /// The last known row.
    last: i64,
    /// The number of the first one below.
    first: u32,
    /// With the place of their row, in that order. They are numbered through.
    conversations: VecDeque<(i64, Uuid)>,
    /// A hash, and the number of a conversation.
    hashes: HashTable,
}

impl RecentBands {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rows: [`News`]. Runs in a transaction before it stores hashes itself: what is not committed must not be learned.
    pub(crate) fn select_news(&self) -> Statement {
        let mut select = Statement::new(NEWS);
        select.bind(self.known().last).push(" ORDER BY r.place");
        select
    }

    pub(crate) fn learn(&self, news: &[News]) -> Result<()> {
        self.known().learn(news)
    }

    /// The conversations that have a hash and are not in the index by it.
    pub(crate) fn members(&self, hash: u32) -> Vec<Uuid> {
        let known = self.known();
        let waiting = known.hashes.with(hash).filter(|number| hash >= known.next_hash || !known.is_moving(*number));
        waiting.map(|number| known.id(number)).collect()
    }

    /// The statements that store these hashes and move some of the others.
    pub(crate) fn store(&self, new: &[Banded]) -> Vec<Statement> {
        if new.is_empty() {
            return Vec::new();
        }
        let known = self.known();
        let mut statements = vec![insert(known.last + 1, new)];
        statements.extend(known.move_on(new));
        statements
    }

    /// The statements that leave these conversations out, whatever moves now.
    pub(crate) fn leave_out(&self, ids: &[Uuid]) -> Vec<Statement> {
        let known = self.known();
        let kept = known.kept(ids);
        let mut progress = Statement::new("UPDATE bands_moved SET next_hash = 0, moved = ");
        progress.bind(known.last).push(", moving = ").bind(known.last);
        let mut statements = vec![Statement::new("DELETE FROM recent_bands"), progress];
        if !kept.is_empty() {
            statements.push(insert(known.last + 1, &kept));
        }
        statements
    }
}

impl Known {
    fn learn(&mut self, news: &[News]) -> Result<()> {
        let Some(News { moved, moving, next_hash, stored, .. }) = news.first() else { return Ok(()) };
        (self.moved, self.moving, self.stored) = (*moved, *moving, *stored);
        self.next_hash = u32::try_from(*next_hash).unwrap_or_default();
        self.last = self.last.max(self.moved);
        self.forget_moved();
        let mut added = Vec::new();
        for News { place, packed, .. } in news {
            let (Some(place), Some(packed)) = (place, packed) else { continue };
            for Banded { id, replaces, hashes } in unpack(packed)? {
                if replaces {
                    self.forget(id, &mut added);
                }
                let number = self.end();
                self.conversations.push_back((*place, id));
                added.extend(hashes.into_iter().map(|hash| (hash, number)));
            }
            self.last = *place;
        }
        self.hashes.add(&added);
        Ok(())
    }

    fn forget_moved(&mut self) {
        let count = self.conversations.partition_point(|(place, _)| *place <= self.moved);
        if count > 0 {
            self.conversations.drain(..count);
            self.first += count as u32;
            self.hashes.retain(|number| number >= self.first);
        }
    }

    /// Forgets the hashes of an earlier text, also of those that are being added.
    fn forget(&mut self, id: Uuid, added: &mut Vec<Entry>) {
        let numbers = (self.first..).zip(&self.conversations).filter(|(_, (_, one))| *one == id);
        let earlier: HashSet<u32> = numbers.map(|(number, _)| number).collect();
        if !earlier.is_empty() {
            self.hashes.retain(|number| !earlier.contains(&number));
            added.retain(|(_, number)| !earlier.contains(number));
        }
    }

    /// The number of the next conversation.
    fn end(&self) -> u32 {
        self.first + self.conversations.len() as u32
    }

    fn id(&self, number: u32) -> Uuid {
        self.conversations[(number - self.first) as usize].1
    }

    fn is_moving(&self, number: u32) -> bool {
        self.conversations[(number - self.first) as usize].0 <= self.moving
    }

    /// The statements that move the next hashes, or begin with the next rows once enough wait.
    fn move_on(&self, new: &[Banded]) -> Vec<Statement> {
        if self.moving == self.moved {
            let enough = (self.stored / SHARE).clamp(*WAITING.start(), *WAITING.end());
            let mut begin = Statement::new("UPDATE bands_moved SET moving = ");
            begin.bind(self.last);
            return if self.conversations.len() as i64 >= enough { vec![begin] } else { Vec::new() };
        }
        let (next, next_hash) = self.next_to_move(PACE * new.len());
        // The old hashes of an edited conversation are no longer wanted.
        let is_current = |id: Uuid| !new.iter().any(|new| new.replaces && new.id == id);
        let rows: Vec<(i64, Uuid)> = next.into_iter().filter(|(_, id)| is_current(*id)).collect();
        let mut statements = indexed_bands::insert(&rows);
        match next_hash {
            Some(hash) => {
                let mut progress = Statement::new("UPDATE bands_moved SET next_hash = ");
                progress.bind(i64::from(hash));
                statements.push(progress);
            }
            None => {
                let mut delete = Statement::new("DELETE FROM recent_bands WHERE place <= ");
                delete.bind(self.moving);
                statements.extend([delete, Statement::new("UPDATE bands_moved SET moved = moving, next_hash = 0")]);
            }
        }
        statements
    }

    /// The hashes to move, in order, and the first that stays; `None` where none does. Equal hashes move together.
    fn next_to_move(&self, most: usize) -> (Vec<(i64, Uuid)>, Option<u32>) {
        let mut next: Vec<(i64, Uuid)> = Vec::with_capacity(most);
        for (hash, number) in self.hashes.starting_at(self.next_hash).filter(|(_, number)| self.is_moving(*number)) {
            let row = (i64::from(hash), self.id(number));
            if next.len() >= most && next.last().is_some_and(|last| last.0 != row.0) {
                return (next, Some(hash));
            }
            next.push(row);
        }
        (next, None)
    }

    /// All that are not in the index, without some conversations.
    fn kept(&self, without: &[Uuid]) -> Vec<Banded> {
        let without: HashSet<&Uuid> = without.iter().collect();
        let kept = self.conversations.iter().map(|(_, id)| Banded { id: *id, replaces: false, hashes: Vec::new() });
        let mut kept: Vec<Banded> = kept.collect();
        for (hash, number) in self.hashes.starting_at(0) {
            if hash >= self.next_hash || !self.is_moving(number) {
                kept[(number - self.first) as usize].hashes.push(hash);
            }
        }
        kept.retain(|one| !one.hashes.is_empty() && !without.contains(&one.id));
        kept
    }
}

fn insert(place: i64, all: &[Banded]) -> Statement {
    let mut insert = Statement::new("INSERT INTO recent_bands (place, packed) VALUES (");
    insert.bind(place).push(", ").bind(pack(all)).push(")");
    insert
}
