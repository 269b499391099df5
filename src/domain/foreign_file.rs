//! Files that are no text of ours, told by their first bytes, and what to do with each.

use std::path::Path;

/// First bytes, and what the file is; the sentence begins with the file's name.
const BY_START: [(&[u8], &str); 13] = [
    (b"\xfd7zXZ\0", "it is compressed by xz; unpack it with: xz -dk"),
    (b"BZh", "it is compressed by bzip2; unpack it with: bzip2 -dk"),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7z archive; unpack it first"),
    (b"PAR1", "it is Parquet; write it as JSONL first"),
    (b"ARROW1", "it is Arrow; write it as JSONL first"),
    (b"\xff\xff\xff\xff", "it is a stream of Arrow; write it as JSONL first"),
    (b"SQLite format 3\0", "it is a database of SQLite; write its rows as JSONL or CSV first"),
    (b"%PDF-", "it is a PDF; save its text as JSONL or CSV first"),
    (b"{\\rtf", "it is a text of a word processor (RTF); save it as plain text"),
    (b"\xd0\xcf\x11\xe0", SPREADSHEET),
    (
        b"version https://git-lfs.github.com/spec/",
        "it is a pointer of Git LFS, not the file; fetch it with: git lfs pull",
    ),
    (b"\xff\xfe", UTF_16),
    (b"\xfe\xff", UTF_16),
];
const ZIP: &[u8] = b"PK\x03\x04";
/// Endings of spreadsheets, which are zip archives, and what one of them has in its first bytes.
const SPREADSHEETS: [&str; 5] = ["xlsx", "xlsm", "xls", "ods", "numbers"];
const PARTS: [&[u8]; 3] = [b"[Content_Types].xml", b"xl/", b"mimetypeapplication/vnd.oasis.opendocument"];
const SPREADSHEET: &str = "it is a spreadsheet; save it as CSV in UTF-8";
const UTF_16: &str = "it is UTF-16; save it as UTF-8";
/// Where the name of the first part of a zip archive begins.
const PART: usize = 30;

/// What a file is that begins so; `None` where it may be a text.
pub(crate) fn described(start: &[u8], path: &Path) -> Option<&'static str> {
    if start.starts_with(ZIP) {
        let is_spreadsheet = start.get(PART..).is_some_and(|name| PARTS.iter().any(|part| name.starts_with(part)));
        let archive = "it is a zip archive; unpack it first";
        return Some(if is_spreadsheet || is_named_spreadsheet(path) { SPREADSHEET } else { archive });
    }
    let found = BY_START.iter().find(|(magic, _)| start.starts_with(magic)).map(|(_, what)| *what);
    found.or_else(|| {
        is_page(start).then_some("it is an HTML page, perhaps one that reports an error; download the file itself")
    })
}

/// Whether the file's ending is that of a spreadsheet.
pub(crate) fn is_named_spreadsheet(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    SPREADSHEETS.contains(&ending.as_str())
}

fn is_page(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let begins = |tag: &[u8]| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    begins(b"<!doctype html") || begins(b"<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_program_is_named_and_a_text_is_not() {
        let mut sheet = vec![0_u8; 60];
        sheet[..4].copy_from_slice(ZIP);
        let zip = sheet.clone();
        sheet[PART..PART + 19].copy_from_slice(b"[Content_Types].xml");
        for (start, name, expected) in [
            (&sheet[..], "x", "it is a spreadsheet"),
            (&zip[..], "x.zip", "it is a zip archive"),
            (b"PK\x03\x04", "x.XLSX", "it is a spreadsheet"),
            (b"ARROW1\0\0", "x", "it is Arrow"),
            (b"%PDF-1.4", "x", "it is a PDF"),
            (b"\xef\xbb\xbf\n<!DOCTYPE HTML>", "x", "it is an HTML page"),
            (b"version https://git-lfs.github.com/spec/v1\n", "x", "it is a pointer of Git LFS"),
            (b"\xff\xfe{\0", "x", "it is UTF-16"),
        ] {
            let said = described(start, Path::new(name)).unwrap_or_default();
            assert!(said.starts_with(expected), "{name}: {said}");
        }
        for text in [&b""[..], b"{\"a\":1}", b"instruction,output", b"<s>[INST]", b"version,output", b"PK"] {
            assert_eq!(described(text, Path::new("x.jsonl")), None);
        }
    }
}
