//! Documents and their chunks.

use std::collections::{HashMap, VecDeque};

use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::document::{Chunk, Dimensions, Document, NewDocument, Splitting};
use crate::domain::ids::{ChunkId, DocumentId};
use crate::domain::nearest;

use crate::store::conversations::filter::{id_range, is_whole, key};
use crate::store::sql::engine::{count, reading, word, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

/// Positions from here on belong to superseded chunks.
const SUPERSEDED: i64 = 1_000_000_000;
const CHUNKS_AT_ONCE: usize = 200;

const COLUMNS: &str = "d.id, d.title, d.source_file, d.format, d.checksum, d.chunk_tokens, d.overlap, d.created_by, \
    d.created_at, d.updated_at, \
    (SELECT count(*) FROM chunks k WHERE k.document_id = d.id AND k.superseded_at IS NULL) AS chunk_count, \
    (SELECT count(*) FROM conversations c WHERE c.document_id = d.id) AS conversation_count, \
    (SELECT CAST(coalesce(sum(u.uses), 0) AS bigint) FROM (SELECT c.chunk_id, count(*) AS uses FROM conversations c \
     WHERE c.document_id = d.id GROUP BY c.chunk_id) u JOIN chunks k ON k.id = u.chunk_id \
     WHERE k.superseded_at IS NOT NULL AND replace(d.text, k.text, '') = d.text) AS on_old_text FROM documents d";

#[derive(sqlx::FromRow)]
struct DocumentRow {
    id: Uuid,
    title: String,
    source_file: Option<String>,
    format: String,
    checksum: String,
    chunk_tokens: i64,
    overlap: i64,
    created_by: String,
    created_at: Time,
    updated_at: Time,
    chunk_count: i64,
    conversation_count: i64,
    on_old_text: i64,
}

impl DocumentRow {
    fn document(self) -> Result<Document> {
        let small = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(Document {
            id: DocumentId(self.id),
            title: self.title,
            source_file: self.source_file,
            format: word(&self.format)?,
            checksum: self.checksum,
            splitting: Splitting { chunk_tokens: small(self.chunk_tokens), overlap: small(self.overlap) },
            chunk_count: count(self.chunk_count),
            conversation_count: count(self.conversation_count),
            on_old_text: count(self.on_old_text),
            created_by: self.created_by,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

const CHUNK_COLUMNS: &str = "k.id, k.document_id, d.title, k.position, k.text, k.dimensions, \
    (SELECT count(*) FROM conversations c WHERE c.chunk_id = k.id) AS conversation_count \
    FROM chunks k JOIN documents d ON d.id = k.document_id";

#[derive(sqlx::FromRow)]
struct ChunkRow {
    id: Uuid,
    document_id: Uuid,
    title: String,
    position: i64,
    text: String,
    dimensions: Json<Dimensions>,
    conversation_count: i64,
}

impl ChunkRow {
    fn chunk(self) -> Chunk {
        let id = ChunkId(self.id);
        let number = (self.position < SUPERSEDED).then(|| u32::try_from(self.position + 1).unwrap_or(u32::MAX));
        Chunk {
            id,
            short_id: id.short(),
            document_id: DocumentId(self.document_id),
            document: self.title,
            number,
            text: self.text,
            dimensions: self.dimensions.0,
            conversation_count: count(self.conversation_count),
        }
    }
}

/// What saving a document changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SavedDocument {
    /// Whether there was none of that name.
    pub is_new: bool,
    /// Chunks that are as they were.
    pub kept: u64,
    /// New chunks.
    pub new: u64,
    /// Chunks that a newer text replaced.
    pub superseded: u64,
}

impl Store {
    /// Every document, by name.
    pub async fn documents(&self) -> Result<Vec<Document>> {
        self.document_rows(Statement::new(&format!("SELECT {COLUMNS} ORDER BY d.title_key"))).await
    }

    async fn document_rows(&self, statement: Statement) -> Result<Vec<Document>> {
        let rows = reading!(&self.db, |pool| statement.query_as::<Engine, DocumentRow>().fetch_all(pool).await)?;
        rows.into_iter().map(DocumentRow::document).collect()
    }

    /// The document with this name, in any case.
    pub async fn document_named(&self, title: &str) -> Result<Option<Document>> {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS} WHERE d.title_key = "));
        statement.bind(key(title));
        Ok(self.document_rows(statement).await?.into_iter().next())
    }

    /// The document that was read from this file, else one with these bytes.
    pub async fn document_of(&self, source_file: &str, checksum: &str) -> Result<Option<Document>> {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS} WHERE d.source_file = "));
        statement.bind(source_file).push(" OR d.checksum = ").bind(checksum);
        let mut found = self.document_rows(statement).await?;
        found.sort_by_key(|document| document.source_file.as_deref() != Some(source_file));
        Ok(found.into_iter().next())
    }

    /// The document with this name (in any case) or id, or with a unique prefix of either.
    pub async fn document(&self, name_or_id: &str) -> Result<Document> {
        let given = key(name_or_id.trim());
        let mut all = self.documents().await?;
        if let Some(exact) = all.iter().position(|document| key(&document.title) == given) {
            return Ok(all.swap_remove(exact));
        }
        let range = id_range(&given);
        let fits = |document: &Document| {
            !given.is_empty()
                && (key(&document.title).starts_with(&given)
                    || range.is_some_and(|(low, high)| (low..=high).contains(&document.id.0)))
        };
        let titles = |some: &[Document]| some.iter().map(|document| document.title.clone()).collect::<Vec<_>>();
        let names = titles(&all);
        all.retain(fits);
        let (what, given) = ("document", name_or_id.to_owned());
        match all.len() {
            1 => Ok(all.remove(0)),
            0 => {
                let near = nearest(name_or_id, names.iter().map(String::as_str)).map(str::to_owned);
                Err(StoreError::NotFound { what, given, near })
            }
            _ => Err(StoreError::Ambiguous { what, given, matches: titles(&all[..all.len().min(5)]) }),
        }
    }

    /// Like `document`, but a prefix is an error that names what it may mean: for what cannot be taken back.
    pub async fn whole_document(&self, name_or_id: &str) -> Result<Document> {
        let found = self.document(name_or_id).await?;
        match is_whole(name_or_id, &found.title, found.id.0) {
            true => Ok(found),
            false => {
                Err(StoreError::NotFound { what: "document", given: name_or_id.to_owned(), near: Some(found.title) })
            }
        }
    }

    /// The chunks of a document in order, without superseded ones.
    pub async fn chunks(&self, document: DocumentId) -> Result<Vec<Chunk>> {
        let mut statement = Statement::new(&format!("SELECT {CHUNK_COLUMNS} WHERE k.document_id = "));
        statement.bind(document.0).push(" AND k.superseded_at IS NULL ORDER BY k.position");
        self.chunk_rows(statement).await
    }

    async fn chunk_rows(&self, statement: Statement) -> Result<Vec<Chunk>> {
        let rows = reading!(&self.db, |pool| statement.query_as::<Engine, ChunkRow>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(ChunkRow::chunk).collect())
    }

    /// A chunk by its short or long id, a unique prefix of either, or as `DOCUMENT#NUMBER`. Superseded chunks have
    /// their ids alone.
    pub async fn chunk(&self, given: &str) -> Result<Chunk> {
        let unknown = || StoreError::NotFound { what: "chunk", given: given.to_owned(), near: None };
        if let Some((name, number)) = given.rsplit_once('#') {
            let document = self.document(name).await?;
            let position: u32 = number.trim().parse().map_err(|_| unknown())?;
            let mut statement = Statement::new(&format!("SELECT {CHUNK_COLUMNS} WHERE k.document_id = "));
            statement.bind(document.id.0).push(" AND k.position = ").bind(i64::from(position) - 1);
            return self.chunk_rows(statement).await?.into_iter().next().ok_or_else(unknown);
        }
        let prefix = given.trim().to_lowercase();
        if prefix.is_empty() {
            return Err(unknown());
        }
        let ids = Statement::new("SELECT k.id FROM chunks k");
        let ids: Vec<(Uuid,)> = reading!(&self.db, |pool| ids.query_as::<Engine, _>().fetch_all(pool).await)?;
        let range = id_range(&prefix);
        let fits = |id: &Uuid| {
            ChunkId(*id).short().starts_with(&prefix) || range.is_some_and(|(low, high)| (low..=high).contains(id))
        };
        let found: Vec<Uuid> = ids.into_iter().map(|(id,)| id).filter(fits).collect();
        match found.as_slice() {
            [] => Err(unknown()),
            [only] => self.chunk_by_id(ChunkId(*only)).await?.ok_or_else(unknown),
            several => Err(StoreError::Ambiguous {
                what: "chunk",
                given: given.to_owned(),
                matches: several.iter().take(5).map(|id| ChunkId(*id).short()).collect(),
            }),
        }
    }

    /// The chunk with this id, superseded or not.
    pub async fn chunk_by_id(&self, id: ChunkId) -> Result<Option<Chunk>> {
        let mut statement = Statement::new(&format!("SELECT {CHUNK_COLUMNS} WHERE k.id = "));
        statement.bind(id.0);
        Ok(self.chunk_rows(statement).await?.into_iter().next())
    }

    /// Chunks with all these words, in any case, by document and position.
    pub async fn search_chunks(&self, words: &[String], limit: u32) -> Result<Vec<Chunk>> {
        let mut statement = Statement::new(&format!("SELECT {CHUNK_COLUMNS} WHERE k.superseded_at IS NULL"));
        for word in words {
            let quoted = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            statement.push(" AND lower(k.text) LIKE ").bind(format!("%{quoted}%")).push(" ESCAPE '\\'");
        }
        statement.push(" ORDER BY d.title_key, k.position LIMIT ").bind(i64::from(limit));
        self.chunk_rows(statement).await
    }

    /// Stores a document, or the newer text of the one with its name: chunks that it still has keep their ids.
    pub async fn save_document(&self, new: &NewDocument, by: &str) -> Result<SavedDocument> {
        let now = Time::now();
        writing!(self, |tx| {
            let mut known = Statement::new("SELECT id FROM documents WHERE title_key = ");
            known.bind(key(&new.title));
            let known: Option<(Uuid,)> = known.query_as::<Engine, _>().fetch_optional(&mut **tx).await?;
            let id = known.map_or_else(|| DocumentId::new().0, |(id,)| id);
            let head = if known.is_some() { change(id, new, by, now) } else { insertion(id, new, by, now) };
            head.query::<Engine>().execute(&mut **tx).await?;
            // A text that comes back comes back as the chunk it was.
            let mut old = Statement::new("SELECT id, text, superseded_at IS NULL FROM chunks WHERE document_id = ");
            old.bind(id).push(" ORDER BY superseded_at IS NOT NULL, superseded_at DESC, position");
            let old: Vec<OldChunk> = old.query_as::<Engine, _>().fetch_all(&mut **tx).await?;
            let mut highest = Statement::new("SELECT coalesce(max(position), 0) FROM chunks WHERE document_id = ");
            highest.bind(id);
            let (highest,): (i64,) = highest.query_as::<Engine, _>().fetch_one(&mut **tx).await?;
            let (statements, saved) = renewal(id, new, &old, highest, now);
            for statement in statements {
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(SavedDocument { is_new: known.is_none(), ..saved })
        })
    }

    /// Removes a document with all its chunks. Conversations that rest on it stay, and lose their source.
    pub async fn remove_document(&self, id: DocumentId) -> Result<()> {
        writing!(self, |tx| {
            let mut statement = Statement::new("DELETE FROM documents WHERE id = ");
            statement.bind(id.0);
            statement.query::<Engine>().execute(&mut **tx).await?;
            Ok(())
        })
    }
}

fn insertion(id: Uuid, new: &NewDocument, by: &str, now: Time) -> Statement {
    let mut statement = Statement::new(
        "INSERT INTO documents (id, title, title_key, source_file, format, checksum, text, chunk_tokens, overlap, \
         created_by, updated_by, created_at, updated_at) VALUES ",
    );
    statement.bind_list([
        Value::from(id),
        new.title.as_str().into(),
        key(&new.title).into(),
        new.source_file.as_str().into(),
        new.format.as_str().into(),
        new.checksum.as_str().into(),
        new.text.as_str().into(),
        i64::from(new.splitting.chunk_tokens).into(),
        i64::from(new.splitting.overlap).into(),
        by.into(),
        by.into(),
        now.into(),
        now.into(),
    ]);
    statement
}

fn change(id: Uuid, new: &NewDocument, by: &str, now: Time) -> Statement {
    let mut statement = Statement::new("UPDATE documents SET source_file = ");
    statement.bind(new.source_file.as_str()).push(", format = ").bind(new.format.as_str());
    statement.push(", checksum = ").bind(new.checksum.as_str()).push(", text = ").bind(new.text.as_str());
    statement.push(", chunk_tokens = ").bind(i64::from(new.splitting.chunk_tokens));
    statement.push(", overlap = ").bind(i64::from(new.splitting.overlap));
    statement.push(", updated_by = ").bind(by).push(", updated_at = ").bind(now).push(" WHERE id = ").bind(id);
    statement
}

/// Id, text, and whether no newer text replaced it.
type OldChunk = (Uuid, String, bool);

/// The statements that put new chunks in the place of old ones: first of those that are current, then of replaced ones, the
/// newest first. `highest` is the highest position so far.
fn renewal(id: Uuid, new: &NewDocument, old: &[OldChunk], highest: i64, now: Time) -> (Vec<Statement>, SavedDocument) {
    let mut statements = Vec::new();
    let current = old.iter().filter(|(_, _, is_current)| *is_current).count() as u64;
    if current > 0 {
        // All old ones move behind; those that are still there come back to their new place.
        let mut moved = Statement::new("UPDATE chunks SET superseded_at = ");
        moved.bind(now).push(", position = position + ").bind(SUPERSEDED.max(highest + 1));
        moved.push(" WHERE superseded_at IS NULL AND document_id = ").bind(id);
        statements.push(moved);
    }
    let mut there: HashMap<&str, VecDeque<(Uuid, bool)>> = HashMap::new();
    for (id, text, is_current) in old {
        there.entry(text).or_default().push_back((*id, *is_current));
    }
    let (mut rows, mut stayed) = (Vec::new(), 0);
    for (position, chunk) in (0i64..).zip(&new.chunks) {
        let Some((kept, is_current)) = there.get_mut(chunk.text.as_str()).and_then(VecDeque::pop_front) else {
            rows.push((position, chunk));
            continue;
        };
        stayed += u64::from(is_current);
        let mut back = Statement::new("UPDATE chunks SET superseded_at = NULL, position = ");
        back.bind(position).push(", dimensions = ").bind(Value::json(&chunk.dimensions));
        back.push(" WHERE id = ").bind(kept);
        statements.push(back);
    }
    for some in rows.chunks(CHUNKS_AT_ONCE) {
        let mut insert =
            Statement::new("INSERT INTO chunks (id, document_id, position, text, dimensions, created_at) VALUES ");
        for (place, (position, chunk)) in some.iter().enumerate() {
            if place > 0 {
                insert.push(", ");
            }
            insert.bind_list([
                Value::from(ChunkId::new().0),
                id.into(),
                (*position).into(),
                chunk.text.as_str().into(),
                Value::json(&chunk.dimensions),
                now.into(),
            ]);
        }
        statements.push(insert);
    }
    let (fresh, kept) = (rows.len() as u64, (new.chunks.len() - rows.len()) as u64);
    (statements, SavedDocument { is_new: false, kept, new: fresh, superseded: current - stayed })
}
