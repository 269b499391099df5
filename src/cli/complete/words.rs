//! The words of a line that is still being typed, as bash reads them.

/// A line up to the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Without quotes. The last is the one being typed; it may be empty.
    pub(super) words: Vec<String>,
    /// The quote that is open at the cursor.
    pub(super) quote: Option<char>,
}

/// Reads the line.
pub(super) fn words(line: &str) -> Line {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    let mut letters = line.trim_start().chars();
    let mut is_between = false;
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, ' ' | '\t') => {
                if !is_between {
                    words.push(std::mem::take(&mut word));
                }
                is_between = true;
                continue;
            }
            (None, '\'' | '"') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            (None, '\\') => word.extend(letters.next()),
            (Some('"'), '\\') => match letters.next() {
                Some(escaped @ ('"' | '\\' | '$' | '`')) => word.push(escaped),
                other => {
                    word.push('\\');
                    word.extend(other);
                }
            },
            (_, letter) => word.push(letter),
        }
        is_between = false;
    }
    words.push(word);
    Line { words, quote }
}

/// A value as bash reads it where it stands: behind an open quote, or with a backslash before each special sign.
pub(super) fn escaped(value: &str, quote: Option<char>) -> String {
    let mut safe = String::with_capacity(value.len());
    for letter in value.chars() {
        let is_plain = letter.is_alphanumeric() || "-_./,%+=:@".contains(letter);
        match quote {
            Some('\'') if letter == '\'' => safe.push_str(r"'\''"),
            Some('"') if "\"\\$`".contains(letter) => safe.extend(['\\', letter]),
            None if !is_plain => safe.extend(['\\', letter]),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_are_read_even_where_they_are_open() {
        for (line, expected) in [
            ("a  b ", &["a", "b", ""][..]),
            ("a 'b c", &["a", "b c"]),
            (r"a b\ c", &["a", "b c"]),
            (r#"a "b \" c" d"#, &["a", "b \" c", "d"]),
            (r"a 'it'\''s", &["a", "it's"]),
            (r#"a --batch="x y"#, &["a", "--batch=x y"]),
            ("a b\\", &["a", "b"]),
            ("", &[""]),
        ] {
            assert_eq!(words(line).words, expected, "{line}");
        }
    }

    #[test]
    fn a_value_reads_back_in_every_quote() {
        for value in ["it's $HOME `x`", "a\\b \"c\"", "é ~*?[!{", "plain"] {
            for (open, quote) in [("", None), ("'", Some('\'')), ("\"", Some('"'))] {
                let line = format!("{open}{}{open}", escaped(value, quote));
                assert_eq!(words(&line), Line { words: vec![value.to_owned()], quote: None }, "{line}");
            }
        }
    }
}
