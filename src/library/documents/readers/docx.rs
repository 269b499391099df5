//! A DOCX file: an archive whose `word/document.xml` holds the paragraphs.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::library::documents::outline::Heading;
use crate::library::documents::readers::reading::{LONGEST_TEXT, ReadError, Reading};

/// The most bytes of `word/document.xml`: its markup is several times as long as its text.
const LONGEST_XML: u64 = 128 << 20;
const BODY: &str = "word/document.xml";

pub(super) fn docx(bytes: &[u8]) -> Result<Reading, ReadError> {
    let wrong = |reason: &dyn std::fmt::Display| ReadError::damaged("DOCX", reason);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| wrong(&error))?;
    let body = archive.by_name(BODY).map_err(|error| wrong(&format!("{BODY}: {error}")))?;
    // What the archive says of the size may be a lie: the bytes are counted, too.
    let mut reader = Reader::from_reader(BufReader::new(body.take(LONGEST_XML + 1)));
    let mut parts = Parts::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| wrong(&format!("{BODY}: {error}")))?;
        if matches!(event, Event::Eof) {
            break;
        }
        parts.take(&event);
        if reader.buffer_position() > LONGEST_XML || parts.text.len() > LONGEST_TEXT {
            return Err(ReadError::text_too_long());
        }
    }
    parts.end_paragraph();
    Ok(Reading { text: parts.text.trim_end().to_owned(), headings: parts.headings, pages: Vec::new() })
}

/// The text so far, and the paragraph at work.
#[derive(Default)]
struct Parts {
    text: String,
    headings: Vec<Heading>,
    paragraph: String,
    level: Option<u8>,
    in_text: bool,
    /// Inside `w:del`: what somebody struck out.
    deleted: usize,
    /// How many tables are open, one in another.
    tables: usize,
    /// The cells of the row at work, in the outermost table.
    cells: Vec<String>,
}

impl Parts {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.open(tag, false),
            Event::Empty(tag) => self.open(tag, true),
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => self.in_text = false,
                "p" => self.end_paragraph(),
                "tr" if self.tables == 1 => self.end_row(),
                "tbl" => self.end_table(),
                "del" => self.deleted = self.deleted.saturating_sub(1),
                _ => {}
            },
            Event::Text(text) if self.takes_text() => self.paragraph.push_str(&text.xml10_content()),
            Event::CData(text) if self.takes_text() => self.paragraph.push_str(&text.xml10_content()),
            // A name of the file's own is never expanded: it could grow without end.
            Event::GeneralRef(name) if self.takes_text() => {
                let letter = match &**name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                self.paragraph.extend(letter);
            }
            _ => {}
        }
    }

    fn takes_text(&self) -> bool {
        self.in_text && self.deleted == 0
    }

    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        match tag.local_name().as_ref() {
            "t" => self.in_text = !is_empty,
            "del" if !is_empty => self.deleted += 1,
            "tbl" if !is_empty => self.tables += 1,
            "tc" if self.tables == 1 => self.cells.push(String::new()),
            "tab" => self.paragraph.push('\t'),
            "br" | "cr" => self.paragraph.push('\n'),
            "pStyle" => self.level = self.level.or(level_of(tag, "val", style_level)),
            "outlineLvl" => self.level = self.level.or(level_of(tag, "val", outline_level)),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let level = self.level.take();
        let paragraph = paragraph.trim().replace('\0', "\u{fffd}");
        if paragraph.is_empty() {
            return;
        }
        if let Some(cell) = self.cells.last_mut().filter(|_| self.tables > 0) {
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&paragraph.replace(['\n', '\t'], " "));
            return;
        }
        if let Some(level) = level {
            self.headings.push(Heading { at: self.text.len(), level, title: paragraph.replace('\n', " ") });
        }
        self.text.push_str(&paragraph);
        self.text.push_str("\n\n");
    }
}

/// Tables: a row is a line, with a tab between its cells.
impl Parts {
    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.cells).join("\t");
        if !row.trim().is_empty() {
            self.text.push_str(row.trim_end());
            self.text.push('\n');
        }
    }

    fn end_table(&mut self) {
        self.tables = self.tables.saturating_sub(1);
        if self.tables == 0 {
            self.end_row();
            self.text.push('\n');
        }
    }
}

fn level_of(tag: &BytesStart<'_>, name: &str, level: fn(&str) -> Option<u8>) -> Option<u8> {
    let attribute = tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    level(&attribute.value)
}

/// "Heading2", and what other languages call it: "berschrift2", "Titre2", "Ttulo2".
fn style_level(style: &str) -> Option<u8> {
    let style = style.to_lowercase();
    if style == "title" {
        return Some(1);
    }
    let number = style.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let name = style[..style.len() - number.len()].trim();
    let is_heading =
        ["heading", "berschrift", "überschrift", "titre", "ttulo", "título", "titolo", "kop"].contains(&name);
    number.parse().ok().filter(|level| is_heading && (1..=9).contains(level))
}

fn outline_level(level: &str) -> Option<u8> {
    level.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn file(xml: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file(BODY, zip::write::SimpleFileOptions::default()).expect("a file");
        archive.write_all(xml.as_bytes()).expect("written");
        archive.finish().expect("an archive").into_inner()
    }

    #[test]
    fn paragraphs_headings_and_entities_are_read_and_deleted_text_is_not() {
        let xml = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Fees</w:t></w:r></w:p>\
            <w:p><w:r><w:t>A &amp; B</w:t><w:tab/><w:t>C&#8364;</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>\
            </w:body></w:document>";
        let reading = docx(&file(xml)).expect("a document");
        assert_eq!(reading.text, "Fees\n\nA & B\tC€");
        assert_eq!(reading.headings, [Heading { at: 0, level: 1, title: "Fees".into() }]);
    }

    #[test]
    fn a_row_of_a_table_is_a_line_with_a_tab_between_its_cells() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let inner = format!("<w:tc><w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p/></w:tc>", cell("5"), cell("percent"));
        let rows = [[cell("Fee"), cell("12"), cell("")].concat(), [cell("Rate"), inner].concat(), cell("")];
        let rows: String = rows.iter().map(|cells| format!("<w:tr>{cells}</w:tr>")).collect();
        let before = "<w:p><w:r><w:t>Prices</w:t></w:r></w:p>";
        let after = "<w:p><w:r><w:t>End</w:t></w:r></w:p>";
        let reading = docx(&file(&format!("<w:body>{before}<w:tbl>{rows}</w:tbl>{after}</w:body>"))).expect("read");
        assert_eq!(reading.text, "Prices\n\nFee\t12\nRate\t5 percent\n\nEnd");
    }

    #[test]
    fn names_of_the_file_are_never_expanded() {
        let laughs = "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><w:p><w:t>x&b;y</w:t></w:p>";
        assert_eq!(docx(&file(laughs)).expect("a document").text, "xy");
    }

    #[test]
    fn an_archive_that_unpacks_without_end_is_bounded() {
        let bomb = file(&format!("<w:p><w:t>{}</w:t></w:p>", " ".repeat(LONGEST_XML as usize + 10)));
        assert!(bomb.len() < 1 << 20);
        assert!(docx(&bomb).is_err());
    }

    #[test]
    fn what_is_no_archive_is_damaged() {
        assert!(matches!(docx(b"PK no"), Err(ReadError::Damaged { .. })));
    }
}
