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
    paragraph: Paragraph,
    /// The paragraphs around the text boxes that are open.
    outer: Vec<Paragraph>,
    in_text: bool,
    /// The runs that are open: one holds another where it has a text box.
    runs: Vec<Run>,
    /// How many elements are open inside one that is left out, with that one.
    left_out: usize,
    /// What was read before each `mc:AlternateContent` that is open, in bytes.
    alternatives: Vec<usize>,
    /// What was read so far, in bytes.
    read: usize,
    /// How many tables are open, one in another.
    tables: usize,
    /// The cells of the row at work, in the outermost table.
    cells: Vec<String>,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    level: Option<u8>,
    /// Whether its last letter is raised.
    is_raised: bool,
}

/// What the properties of a run say.
#[derive(Default, Clone, Copy)]
struct Run {
    /// Struck out, or hidden.
    is_left_out: bool,
    is_raised: bool,
}

impl Parts {
    fn take(&mut self, event: &Event<'_>) {
        if self.left_out > 0 {
            match event {
                Event::Start(_) => self.left_out += 1,
                Event::End(_) => self.left_out -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.open(tag, false),
            Event::Empty(tag) => self.open(tag, true),
            Event::End(tag) => self.close(tag.local_name().as_ref()),
            Event::Text(text) if self.in_text => self.push(&text.xml10_content()),
            Event::CData(text) if self.in_text => self.push(&text.xml10_content()),
            // A name of the file's own is never expanded: it could grow without end.
            Event::GeneralRef(name) if self.in_text => {
                let letter = match &**name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                if let Some(letter) = letter {
                    self.push(letter.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    /// Adds to the paragraph what its run shows. A raised number keeps a sign: "10^6".
    fn push(&mut self, text: &str) {
        let run = self.runs.last().copied().unwrap_or_default();
        if run.is_left_out || text.is_empty() {
            return;
        }
        let paragraph = &mut self.paragraph;
        if run.is_raised && !paragraph.is_raised && is_power(&paragraph.text, text) {
            paragraph.text.push('^');
        }
        paragraph.is_raised = run.is_raised;
        paragraph.text.push_str(text);
        self.read += text.len();
    }

    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        match tag.local_name().as_ref() {
            "t" => self.in_text = !is_empty,
            // What somebody struck out or moved away, and what properties were before somebody changed them.
            "del" | "moveFrom" | "rPrChange" | "pPrChange" if !is_empty => self.left_out = 1,
            "AlternateContent" if !is_empty => self.alternatives.push(self.read),
            // Each says the same for another version of Word: the first that says anything is enough.
            "Choice" | "Fallback"
                if !is_empty && self.alternatives.last().is_some_and(|before| self.read > *before) =>
            {
                self.left_out = 1;
            }
            "txbxContent" if !is_empty => {
                self.outer.push(std::mem::take(&mut self.paragraph));
                // What the paragraphs of the box say of their marks is not for the run around it.
                self.runs.push(Run::default());
            }
            // Of an equation: x to the power of 2, 1 over 2.
            "sup" if !is_empty => self.push("^"),
            "den" if !is_empty => self.push("/"),
            "r" if !is_empty => self.runs.push(Run::default()),
            "strike" | "dstrike" | "vanish" if is_on(tag) => {
                if let Some(run) = self.runs.last_mut() {
                    run.is_left_out = true;
                }
            }
            "vertAlign" => {
                let raised = attribute(tag, "val").is_some_and(|val| val == "superscript");
                if let Some(run) = self.runs.last_mut() {
                    run.is_raised = raised;
                }
            }
            "tbl" if !is_empty => self.tables += 1,
            "tc" if self.tables == 1 => self.cells.push(String::new()),
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "pStyle" => self.set_level(attribute(tag, "val").and_then(|style| style_level(&style))),
            "outlineLvl" => self.set_level(attribute(tag, "val").and_then(|level| outline_level(&level))),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => drop(self.runs.pop()),
            "p" => self.end_paragraph(),
            "tr" if self.tables == 1 => self.end_row(),
            "tbl" => self.end_table(),
            "AlternateContent" => drop(self.alternatives.pop()),
            "txbxContent" => {
                self.end_paragraph();
                self.runs.pop();
                self.paragraph = self.outer.pop().unwrap_or_default();
            }
            _ => {}
        }
    }

    fn set_level(&mut self, level: Option<u8>) {
        self.paragraph.level = self.paragraph.level.or(level);
    }

    fn end_paragraph(&mut self) {
        let Paragraph { text, level, .. } = std::mem::take(&mut self.paragraph);
        let paragraph = text.trim().replace('\0', "\u{fffd}");
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

/// Whether a raised text is a power or the number of a note; not "1st", nor a trade mark.
fn is_power(before: &str, raised: &str) -> bool {
    let starts = raised.starts_with(|letter: char| letter.is_numeric() || matches!(letter, '+' | '-' | '−' | '–'));
    match before.chars().next_back() {
        Some(')' | ']') => true,
        Some(letter) => letter.is_alphanumeric() && starts,
        None => false,
    }
}

/// Whether a property that is there holds: `w:val` may say that it does not.
fn is_on(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "val").is_none_or(|val| !matches!(&*val, "false" | "0" | "off"))
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    Some(attribute.value.into_owned())
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

    /// A paragraph with these runs, each with its properties.
    fn runs(runs: &[(&str, &str)]) -> String {
        let run = |(properties, text): &(&str, &str)| format!("<w:r><w:rPr>{properties}</w:rPr>{text}</w:r>");
        format!("<w:p>{}</w:p>", runs.iter().map(run).collect::<String>())
    }

    fn read(paragraphs: &str) -> String {
        docx(&file(&format!("<w:body>{paragraphs}</w:body>"))).expect("a document").text
    }

    #[test]
    fn signs_between_texts_are_kept() {
        let text =
            "<w:t>5</w:t><w:noBreakHyphen/><w:t>10 percent</w:t><w:ptab w:alignment=\"right\"/><w:t>page 3</w:t>";
        assert_eq!(read(&runs(&[("", text)])), "5\u{2011}10 percent\tpage 3");
    }

    #[test]
    fn a_raised_number_has_a_sign_before_it_and_a_raised_ending_none() {
        let raised = "<w:vertAlign w:val=\"superscript\"/>";
        for (before, above, said) in [
            ("10", "6", "10^6 euros"),
            ("10", "−2", "10^−2 euros"),
            ("(1+r)", "n", "(1+r)^n euros"),
            ("1", "st", "1st euros"),
            ("Acme", "TM", "AcmeTM euros"),
            ("", "2", "2 euros"),
        ] {
            let texts = [before, above, " euros"].map(|text| format!("<w:t>{text}</w:t>"));
            assert_eq!(read(&runs(&[("", &texts[0]), (raised, &texts[1]), ("", &texts[2])])), said);
        }
        let texts = ["10", "1", "2"].map(|text| format!("<w:t>{text}</w:t>"));
        assert_eq!(read(&runs(&[("", &texts[0]), (raised, &texts[1]), (raised, &texts[2])])), "10^12");
        let lowered = "<w:vertAlign w:val=\"subscript\"/>";
        assert_eq!(read(&runs(&[("", "<w:t>CO</w:t>"), (lowered, "<w:t>2</w:t>")])), "CO2");
    }

    #[test]
    fn parts_of_an_equation_do_not_run_together() {
        let of = |name: &str, text: &str| format!("<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>");
        let power = format!("<m:oMath><m:sSup>{}{}</m:sSup></m:oMath>", of("e", "10"), of("sup", "6"));
        let fraction = format!("<m:oMath><m:f>{}{}</m:f></m:oMath>", of("num", "1"), of("den", "12"));
        assert_eq!(read(&format!("<w:p>{power}</w:p><w:p>{fraction}</w:p>")), "10^6\n\n1/12");
    }

    #[test]
    fn what_is_struck_out_hidden_or_moved_away_is_left_out() {
        let gone = "<w:t>gone</w:t><w:tab/>";
        let kept = "<w:t>kept</w:t>";
        for out in ["<w:strike/>", "<w:dstrike w:val=\"true\"/>", "<w:vanish w:val=\"1\"/>"] {
            assert_eq!(read(&runs(&[(out, gone), ("", kept)])), "kept", "{out}");
        }
        let changed = "<w:rPrChange w:id=\"1\"><w:rPr><w:strike/></w:rPr></w:rPrChange>";
        for on in ["<w:strike w:val=\"false\"/>", "<w:dstrike w:val=\"0\"/>", "<w:vanish w:val=\"off\"/>", changed] {
            assert_eq!(read(&runs(&[(on, kept)])), "kept", "{on}");
        }
        // The mark at the end of a paragraph has properties of its own.
        assert_eq!(read(&format!("<w:p><w:pPr><w:rPr><w:strike/></w:rPr></w:pPr><w:r>{kept}</w:r></w:p>")), "kept");
        let moved = format!(
            "<w:p><w:moveFrom><w:r>{kept}</w:r></w:moveFrom></w:p><w:p><w:moveTo><w:r>{kept}</w:r></w:moveTo></w:p>"
        );
        assert_eq!(read(&moved), "kept");
    }

    #[test]
    fn a_text_box_is_read_once_and_beside_its_paragraph() {
        let inner = "<w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent>";
        let both = format!(
            "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{inner}</w:drawing></mc:Choice>\
             <mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent>"
        );
        assert_eq!(read(&runs(&[("", "<w:t>One </w:t>"), ("", &both), ("", "<w:t>two.</w:t>")])), "Box\n\nOne two.");
        let marked = inner.replace("<w:p>", "<w:p><w:pPr><w:rPr><w:strike/></w:rPr></w:pPr>");
        assert_eq!(read(&runs(&[("", &format!("{marked}<w:t>Kept</w:t>"))])), "Box\n\nKept");
        let smile = "<mc:AlternateContent><mc:Choice Requires=\"w16se\"><w16se:symEx w16se:char=\"1F60A\"/></mc:Choice>\
            <mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent>";
        assert_eq!(read(&runs(&[("", smile)])), "😊");
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
