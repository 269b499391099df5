//! Files become text. Web pages, PDF and DOCX are read in a child process with limits: their parsers may panic, overflow
//! the stack or fill the memory, which cannot be caught here.

mod child;
mod docx;
mod html;
mod parent;
mod pdf;
mod plain;
mod reading;

pub use child::answer_parent;
pub use reading::ReadError;
pub(super) use reading::Reading;

use std::path::Path;

use crate::domain::document::DocumentFormat;

/// The largest file.
pub(super) const LARGEST_FILE: u64 = 64 << 20;

/// The format that a file's name tells.
pub(super) fn format_of(path: &Path) -> Option<DocumentFormat> {
    match path.extension()?.to_str()?.to_lowercase().as_str() {
        "txt" | "text" => Some(DocumentFormat::Text),
        "md" | "markdown" => Some(DocumentFormat::Markdown),
        "html" | "htm" | "xhtml" => Some(DocumentFormat::Html),
        "pdf" => Some(DocumentFormat::Pdf),
        "docx" => Some(DocumentFormat::Docx),
        _ => None,
    }
}

/// Reads the bytes of a file.
pub(super) async fn read(bytes: Vec<u8>, format: DocumentFormat) -> Result<Reading, ReadError> {
    let reading = match format {
        DocumentFormat::Text => plain::text(&bytes)?,
        DocumentFormat::Markdown => plain::markdown(&bytes)?,
        DocumentFormat::Html | DocumentFormat::Pdf | DocumentFormat::Docx => parent::ask_child(bytes, format).await?,
    };
    if reading.text.trim().is_empty() {
        return Err(if format == DocumentFormat::Pdf {
            ReadError::Scan { pages: reading.pages.len() as u32 }
        } else {
            ReadError::Empty
        });
    }
    Ok(reading)
}
