//! Documents, their chunks, and a chunk as the source of a conversation.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::ids::{ChunkId, DocumentId, spelled};
use crate::domain::word::words;

words! {
    /// The format of a document.
    DocumentFormat is "document format" {
        /// Paragraphs with empty lines between them.
        Text = "text",
        /// Headings, paragraphs, lists.
        Markdown = "markdown",
        /// A web page.
        Html = "html",
        /// Pages with text; a scan has none.
        Pdf = "pdf",
        /// A file of Word or LibreOffice.
        Docx = "docx",
    }
}

/// How a document is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Splitting {
    /// The most tokens of a chunk, estimated.
    pub chunk_tokens: u32,
    /// The most tokens that a chunk repeats from the one before it.
    pub overlap: u32,
}

impl Default for Splitting {
    fn default() -> Splitting {
        Splitting { chunk_tokens: 400, overlap: 40 }
    }
}

/// Where a chunk stands in its document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dimensions {
    /// The headings above it, the outermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<String>,
    /// The page on which it begins, behind what it repeats of the chunk before, from 1; `None` for a format without pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The first byte of it in the document's text.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
}

/// A chunk to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChunk {
    /// The text, exactly as in the document.
    pub text: String,
    /// Where it stands.
    pub dimensions: Dimensions,
}

/// A document to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDocument {
    /// The name, unique in any case.
    pub title: String,
    /// The absolute path of its file.
    pub source_file: String,
    /// The format of that file.
    pub format: DocumentFormat,
    /// SHA-256 of the file, in hexadecimal digits.
    pub checksum: String,
    /// The whole text.
    pub text: String,
    /// How it was split.
    pub splitting: Splitting,
    /// The chunks in order.
    pub chunks: Vec<NewChunk>,
}

/// A document as stored, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// The id.
    pub id: DocumentId,
    /// The name.
    pub title: String,
    /// The file it was read from.
    pub source_file: Option<String>,
    /// The format of that file.
    pub format: DocumentFormat,
    /// SHA-256 of that file.
    pub checksum: String,
    /// How it is split.
    #[serde(flatten)]
    pub splitting: Splitting,
    /// The number of its chunks, without superseded ones.
    pub chunk_count: u64,
    /// The number of conversations that rest on it.
    pub conversation_count: u64,
    /// How many of these rest on a text that is no longer in it.
    pub on_old_text: u64,
    /// Who added it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When its text changed last.
    pub updated_at: DateTime<Utc>,
}

/// A chunk as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chunk {
    /// The id.
    pub id: ChunkId,
    /// The id that people type.
    pub short_id: String,
    /// Its document.
    pub document_id: DocumentId,
    /// The name of its document.
    pub document: String,
    /// Its number in the document, from 1; `None` where a newer text took its place.
    pub number: Option<u32>,
    /// The text.
    pub text: String,
    /// Where it stands.
    pub dimensions: Dimensions,
    /// The number of conversations that rest on it.
    pub conversation_count: u64,
}

impl Chunk {
    /// "fees#3, page 2, Loans > Rates".
    pub fn place(&self) -> String {
        let number = match self.number {
            Some(number) => format!("#{number}"),
            None => ", older text".into(),
        };
        let page = self.dimensions.page.map(|page| format!(", page {page}")).unwrap_or_default();
        let headings = match self.dimensions.headings.join(" > ") {
            path if path.is_empty() => path,
            path => format!(", {path}"),
        };
        format!("{}{number}{page}{headings}", self.document)
    }
}

impl ChunkId {
    /// The id that people type: eight letters from the 40 low bits, which are random.
    pub fn short(self) -> String {
        spelled(self.0.as_u128() as u64, 8)
    }
}

/// A chunk as the source of a conversation, frozen with its item: a later change of the document does not change it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The document.
    pub document_id: DocumentId,
    /// The chunk.
    pub chunk_id: ChunkId,
    /// The document's name.
    pub title: String,
    /// The headings above the chunk.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<String>,
    /// The text of the chunk.
    pub text: String,
}

impl Source {
    /// All that the prompt quotes: title, headings and text.
    pub(crate) fn quoted(&self) -> String {
        format!("{}\n{}\n{}", self.title, self.headings.join("\n"), self.text)
    }
}

impl From<Chunk> for Source {
    fn from(chunk: Chunk) -> Source {
        Source {
            document_id: chunk.document_id,
            chunk_id: chunk.id,
            title: chunk.document,
            headings: chunk.dimensions.headings,
            text: chunk.text,
        }
    }
}

/// The first argument of the child process that reads a file. It is no command for people.
pub(crate) const READER: &str = "read-document";
