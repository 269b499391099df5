//! Curly quotes where a file's syntax wants straight ones: word processors and chats put them in.

/// What a person may have meant as a double quote.
const DOUBLE: &[char] = &['“', '”', '„', '‟', '＂'];
/// What a person may have meant as a single quote.
const SINGLE: &[char] = &['‘', '’', '‚', '‛'];

/// A curly quote in a line; its message continues "… has ".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the curly quote {quote} in column {column}; expected the straight {}", if SINGLE.contains(quote) { '\'' } else { '"' })]
pub(crate) struct CurlyQuote {
    pub(crate) quote: char,
    /// Counted in characters, from 1.
    pub(crate) column: usize,
}

/// What to do about one.
pub(crate) const HINT: &str = "Replace “ and ” by \" (and ‘ and ’ by '): a word processor or a chat has changed them.";

pub(crate) fn is_double(letter: char) -> bool {
    DOUBLE.contains(&letter)
}

/// The first curly quote of a line of JSON or TOML that its parser took for something else: outside the strings, or
/// where a string was meant to end. A line without a fault may have one in its text; ask only about a line with one.
pub(crate) fn in_place_of_a_quote(line: &str) -> Option<CurlyQuote> {
    let letters: Vec<char> = line.chars().collect();
    let at = |index: usize| CurlyQuote { quote: letters[index], column: index + 1 };
    let is_curly = |letter: char| DOUBLE.contains(&letter) || SINGLE.contains(&letter);
    let mut open = None;
    let mut in_string = None;
    let mut index = 0;
    while index < letters.len() {
        match (open, letters[index]) {
            (None, letter) if is_curly(letter) => return Some(at(index)),
            (None, '#') => break,
            (None, quote @ ('"' | '\'')) => open = Some(quote),
            (Some('"'), '\\') => index += 1,
            (Some(quote), letter) if letter == quote => open = None,
            (Some(_), letter) if is_curly(letter) && in_string.is_none() => {
                let next = letters[index + 1..].iter().find(|letter| !letter.is_whitespace());
                let ends = next.is_none_or(|next| matches!(next, ':' | ',' | '}' | ']' | '='));
                in_string = ends.then_some(index);
            }
            _ => {}
        }
        index += 1;
    }
    in_string.map(at)
}

/// The same where a parser stopped at this line of a text, from 1: it may notice a quote one line late.
pub(crate) fn near_line(text: &str, line: usize) -> Option<(usize, CurlyQuote)> {
    [line, line.saturating_sub(1)].into_iter().filter(|line| *line > 0).find_map(|line| {
        let found = in_place_of_a_quote(text.lines().nth(line - 1)?)?;
        Some((line, found))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curly_quote_counts_where_a_straight_one_belongs() {
        for (line, found) in [
            ("template = “T”", Some(('“', 12))),
            ("{“template”: \"T\"}", Some(('“', 2))),
            ("{\"template”: \"T\"}", Some(('”', 11))),
            ("{\"ä”, \"T\"", Some(('”', 4))),
            ("name = ‘T’", Some(('‘', 8))),
            ("name = \"it’s “fine” here\"", None),
            ("name = 'a \\' # “x”", None),
            ("name = \"a \\\" “b” c\"", None),
            ("", None),
        ] {
            let told = in_place_of_a_quote(line).map(|found| (found.quote, found.column));
            assert_eq!(told, found, "{line}");
        }
        assert_eq!(near_line("a = “x\nb = 1", 2).map(|(line, found)| (line, found.column)), Some((1, 5)));
        assert_eq!(near_line("", 0), None);
    }
}
