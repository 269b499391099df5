//! Saves imported conversations, each text once.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::domain::conversation::NewConversation;
use crate::domain::finding::Note;
use crate::domain::ids::ConversationId;

use crate::store::conversations::save::{prints, save_compared};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store, StoreError};

/// What became of some imported conversations.
#[derive(Debug, Default)]
pub struct Saved {
    /// The ids of those that were stored.
    pub added: Vec<ConversationId>,
    /// What the comparison with stored ones found, by id.
    pub notes: HashMap<ConversationId, Note>,
}

/// What tells whether a conversation is in the database: its id, or the checksum of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportKey {
    /// The id it would get.
    pub id: ConversationId,
    /// SHA-256 of its text, in hexadecimal.
    pub checksum: String,
}

/// A stored conversation that was looked for: checksum, id, short id.
type Known = (Option<String>, Uuid, String);

/// What the database holds, of some keys.
#[derive(Default)]
struct There {
    checksums: HashSet<String>,
    ids: HashSet<Uuid>,
    short_ids: HashSet<String>,
}

impl There {
    fn add(&mut self, rows: Vec<Known>) {
        for (checksum, id, short_id) in rows {
            self.checksums.extend(checksum);
            self.ids.insert(id);
            self.short_ids.insert(short_id);
        }
    }

    /// Whether it was not there; it is from then on. A short id that is another's makes it no less new.
    fn take(&mut self, key: &ImportKey) -> bool {
        let is_new = !self.ids.contains(&key.id.0) && !self.checksums.contains(&key.checksum);
        if is_new {
            self.checksums.insert(key.checksum.clone());
            self.ids.insert(key.id.0);
        }
        is_new
    }
}

/// Selects by checksum and by short id: whatever has the id has its short id.
fn select_known(keys: &[ImportKey]) -> Vec<Statement> {
    let select = |column: &str, texts: &[String]| -> Vec<Statement> {
        let selects = in_shapes(texts).map(|some| {
            let sql = format!("SELECT source_checksum, id, short_id FROM conversations WHERE {column} IN ");
            let mut select = Statement::new(&sql);
            select.bind_list(some.iter().map(String::as_str));
            select
        });
        selects.collect()
    };
    let checksums: Vec<String> = keys.iter().map(|key| key.checksum.clone()).collect();
    let short_ids: Vec<String> = keys.iter().map(|key| key.id.short()).collect();
    [select("source_checksum", &checksums), select("short_id", &short_ids)].concat()
}

/// Selects the short ids of deleted conversations: one that comes back must find its id free.
fn select_trashed(keys: &[ImportKey]) -> Vec<Statement> {
    let short_ids: Vec<String> = keys.iter().map(|key| key.id.short()).collect();
    let selects = in_shapes(&short_ids).map(|some| {
        let mut select = Statement::new("SELECT short_id FROM trash WHERE short_id IN ");
        select.bind_list(some.iter().map(String::as_str));
        select
    });
    selects.collect()
}

fn key_of(new: &NewConversation) -> ImportKey {
    let checksum = new.imported.as_ref().map(|imported| imported.checksum.clone()).unwrap_or_default();
    ImportKey { id: new.id, checksum }
}

/// Of more bytes of text, most pages are written once, and the next texts are checked while a cache would keep them.
const LONG_TEXTS: usize = 1024 * 1024;

/// How often an import begins again. Each time another program has stored one of its conversations at this moment.
const MOST_TRIES: usize = 10;

impl Store {
    /// Stores those whose text and id are new, in one transaction. One whose short id is another's gets a new id.
    pub async fn import(&self, conversations: &mut [NewConversation]) -> Result<Saved> {
        for _ in 1..MOST_TRIES {
            match self.try_import(conversations).await {
                Err(StoreError::Twice { .. }) => {}
                done => return done,
            }
        }
        self.try_import(conversations).await
    }

    async fn try_import(&self, conversations: &mut [NewConversation]) -> Result<Saved> {
        let mut prints = prints(conversations.iter());
        let bytes = conversations.iter().flat_map(|new| &new.turns).map(|turn| turn.content.len()).sum::<usize>();
        writing!(self, |tx| {
            if let Some((small, large)) = <Engine as Dialect>::CACHES {
                let cache = Statement::new(if bytes > LONG_TEXTS { small } else { large });
                cache.query::<Engine>().execute(&mut **tx).await?;
            }
            let keys: Vec<ImportKey> = conversations.iter().map(key_of).collect();
            let mut there = There::default();
            for select in select_known(&keys) {
                there.add(select.query_as::<Engine, _>().fetch_all(&mut **tx).await?);
            }
            for select in select_trashed(&keys) {
                let trashed: Vec<(String,)> = select.query_as::<Engine, _>().fetch_all(&mut **tx).await?;
                there.short_ids.extend(trashed.into_iter().map(|(short_id,)| short_id));
            }
            let is_new: Vec<bool> = keys.iter().map(|key| there.take(key)).collect();
            for (new, _) in conversations.iter_mut().zip(&is_new).filter(|(_, is_new)| **is_new) {
                if !there.short_ids.insert(new.id.short()) {
                    let print = prints.remove(&new.id);
                    new.id = ConversationId::new();
                    prints.extend(print.map(|print| (new.id, print)));
                }
            }
            let new = conversations.iter().zip(&is_new).filter(|(_, is_new)| **is_new);
            let new: Vec<&NewConversation> = new.map(|(new, _)| new).collect();
            let notes = save_compared!(self, tx, &new, &prints);
            Ok(Saved { added: new.iter().map(|new| new.id).collect(), notes })
        })
    }

    /// Which of these the database does not hold. Of two alike, the second is not new.
    pub async fn new_among(&self, keys: &[ImportKey]) -> Result<Vec<bool>> {
        let mut there = There::default();
        for select in select_known(keys) {
            there.add(reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?);
        }
        Ok(keys.iter().map(|key| there.take(key)).collect())
    }
}
