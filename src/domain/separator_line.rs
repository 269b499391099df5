//! The first line of a table that a spreadsheet wrote to name its separator: `sep=;`.

/// The separator of a line `sep=;`, with or without quotes.
pub(crate) fn named_by(line: &str) -> Option<char> {
    let line = line.trim_end_matches('\r').trim_matches('"');
    let name = line.get(..4).filter(|name| name.eq_ignore_ascii_case("sep="))?;
    let mut letters = line[name.len()..].chars();
    // A spreadsheet fills the line up to the number of columns.
    letters.next().filter(|letter| letter.is_ascii() && !letter.is_alphanumeric() && *letter != '"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_of_a_spreadsheet_names_the_separator() {
        for (line, separator) in [
            ("sep=;", Some(';')),
            ("SEP=,\r", Some(',')),
            ("\"sep=;\"", Some(';')),
            ("sep=\t", Some('\t')),
            ("sep=|", Some('|')),
            ("sep=;;;", Some(';')),
            ("sep=", None),
            ("sep=a", None),
            ("separator,persona", None),
            ("ä", None),
        ] {
            assert_eq!(named_by(line), separator, "{line:?}");
        }
    }
}
