//! The text of a PDF, page by page.

use pdf_extract::{Document, PlainTextOutput, output_doc_page};

use crate::library::documents::readers::reading::{LONGEST_TEXT, ReadError, Reading};

/// The most pages.
const MOST_PAGES: usize = 2_000;

/// Calls `at_page` before each page, so that a crash names it.
pub(super) fn pdf(bytes: &[u8], at_page: &mut dyn FnMut(u32)) -> Result<Reading, ReadError> {
    let mut document = Document::load_mem(bytes).map_err(|error| ReadError::damaged("PDF", error))?;
    // Many files only forbid to change them, and open with an empty password.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(ReadError::Encrypted);
    }
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    if pages.is_empty() {
        return Err(ReadError::damaged("PDF", "no page was found"));
    }
    if pages.len() > MOST_PAGES {
        let (what, most) = (format!("{} pages", pages.len()), format!("{MOST_PAGES}: split the file"));
        return Err(ReadError::TooLarge { what, most });
    }
    let mut reading = Reading { text: String::new(), headings: Vec::new(), pages: Vec::with_capacity(pages.len()) };
    for page in pages {
        at_page(page);
        let mut text = String::new();
        let mut output: PlainTextOutput<&mut String> = PlainTextOutput::new(&mut text);
        let wrong = |error| ReadError::damaged("PDF", format!("page {page}: {error}"));
        output_doc_page(&document, &mut output, page).map_err(wrong)?;
        if reading.text.len() + text.len() > LONGEST_TEXT {
            return Err(ReadError::text_too_long());
        }
        reading.pages.push(reading.text.len());
        let text = text.replace('\0', "\u{fffd}");
        reading.text.push_str(text.trim());
        reading.text.push_str("\n\n");
    }
    reading.text.truncate(reading.text.trim_end().len());
    Ok(reading)
}
