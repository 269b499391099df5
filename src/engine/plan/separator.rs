//! What stands between the cells of a CSV file: a comma, or what a spreadsheet writes instead of it.

use crate::domain::separator_line::named_by;

/// What spreadsheets write, in order of preference.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// A CSV file without the line that names its separator.
pub(super) struct Table<'a> {
    pub(super) content: &'a str,
    pub(super) separator: char,
    /// The line on which the content begins.
    pub(super) first_line: usize,
    /// The empty rows before it.
    pub(super) rows_before: usize,
}

/// A text with its separator.
pub(super) struct Separated<'a> {
    pub(super) content: &'a str,
    pub(super) separator: char,
}

impl<'a> Separated<'a> {
    pub(super) fn reader(&self) -> csv::Reader<&'a [u8]> {
        let separator = u8::try_from(self.separator).unwrap_or(b',');
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(separator).flexible(true).trim(csv::Trim::All).from_reader(self.content.as_bytes())
    }
}

/// The separator of a file: the one that Excel's first line names (`sep=;`), else the one that makes a header of the
/// first row, else a comma.
pub(super) fn find(content: &str, is_header: impl Fn(&csv::StringRecord) -> bool) -> Table<'_> {
    let (first, rest) = content.split_once('\n').unwrap_or((content, ""));
    let named = named_by(first);
    let (content, rows_before) = without_empty_rows(if named.is_some() { rest } else { content }, named);
    let first_line = rows_before + if named.is_some() { 2 } else { 1 };
    if let Some(separator) = named {
        return Table { content, separator, first_line, rows_before };
    }
    let is_header_with = |separator: &char| {
        let mut reader = Separated { content, separator: *separator }.reader();
        reader.headers().is_ok_and(&is_header)
    };
    let separator = SEPARATORS.into_iter().find(is_header_with);
    // Where no row of names is found, the most frequent one makes the best error.
    let first = content.lines().next().unwrap_or_default();
    let count = |separator: &char| first.matches(*separator).count();
    let most = || SEPARATORS.into_iter().rev().max_by_key(count).unwrap_or(',');
    Table { content, separator: separator.unwrap_or_else(most), first_line, rows_before }
}

/// The text from its first row with content on, and how many rows stand before it.
fn without_empty_rows(mut content: &str, named: Option<char>) -> (&str, usize) {
    let is_nothing =
        |letter: char| letter.is_whitespace() || letter == '"' || SEPARATORS.contains(&letter) || named == Some(letter);
    let mut rows = 0;
    while let Some((row, rest)) = content.split_once('\n').filter(|(row, _)| row.chars().all(is_nothing)) {
        // A quote that is left open goes on in the next line.
        if row.matches('"').count() % 2 == 1 {
            break;
        }
        content = rest;
        rows += 1;
    }
    (content, rows)
}

/// The separator as a word for a message.
pub(super) fn named(separator: char) -> &'static str {
    match separator {
        ';' => "a semicolon",
        '\t' => "a tab",
        ',' => "a comma",
        _ => "the separator",
    }
}

/// A cell as written, from its first letter that is no space.
pub(super) struct Cell<'a> {
    pub(super) text: &'a str,
    /// Of that letter in its line, in characters, from 1.
    pub(super) column: usize,
    /// Whether spaces stand before it.
    pub(super) is_indented: bool,
}

/// The cells of the row that a text begins with. Straight quotes protect separators and line breaks.
pub(super) fn cells(text: &str, separator: char) -> impl Iterator<Item = Cell<'_>> {
    let (mut at, mut column, mut is_over) = (0, 1, false);
    std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        let spaces: usize = text[at..].chars().take_while(|letter| *letter == ' ').count();
        let cell = Cell { text: &text[at + spaces..], column: column + spaces, is_indented: spaces > 0 };
        // As the reader does: a quote further on is a letter.
        let mut is_quoted = false;
        let starts_quoted = text[at..].starts_with('"');
        is_over = true;
        for letter in text[at..].chars() {
            at += letter.len_utf8();
            column += 1;
            match letter {
                '"' if starts_quoted => is_quoted = !is_quoted,
                '\n' if is_quoted => column = 1,
                '\n' => break,
                letter if letter == separator && !is_quoted => {
                    is_over = false;
                    break;
                }
                _ => {}
            }
        }
        Some(cell)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_their_columns() {
        let found: Vec<_> = cells("a,  “b\",\"x\ny\",ä\nnext,row", ',').map(|cell| cell.column).collect();
        assert_eq!(found, [1, 5, 9, 4]);
    }
}
