//! The slips that models make outside of the strings of their JSON, and where a string in single quotes ends.

/// The longest key that is looked at, in bytes.
const LONGEST_KEY: usize = 64;

/// The longest comment that is passed over, in bytes.
const LONGEST_COMMENT: usize = 1000;

/// The longest end of a text that is looked through for brackets, in bytes.
const LONGEST_END: usize = 200;

/// A blank that JSON does not know: a no-break space, a zero-width space and the like.
pub(super) fn is_odd_blank(letter: char) -> bool {
    !letter.is_ascii() && (letter.is_whitespace() || matches!(letter, '\u{200b}'..='\u{200d}' | '\u{2060}'))
        || matches!(letter, '\u{b}' | '\u{c}')
}

/// The text without the blanks it begins with, and without comments.
pub(super) fn after_blanks(text: &str) -> &str {
    let mut rest = text;
    loop {
        let left = rest.trim_start_matches(|letter: char| {
            letter.is_ascii_whitespace() || letter == '\u{feff}' || is_odd_blank(letter)
        });
        match comment(left) {
            0 => return left,
            length => rest = &left[length..],
        }
    }
}

/// The length of the comment that the text begins with; 0 for none.
pub(super) fn comment(text: &str) -> usize {
    let near = &text.as_bytes()[..text.len().min(LONGEST_COMMENT)];
    let is_line = near.starts_with(b"//") || near.starts_with(b"# ");
    let line = || near.iter().position(|byte| *byte == b'\n').or((near.len() == text.len()).then_some(text.len()));
    let block = || near.windows(2).skip(2).position(|two| two == b"*/").map(|end| end + 4);
    let length = if is_line { line() } else { near.starts_with(b"/*").then(block).flatten() };
    length.unwrap_or(0)
}

/// Whether nothing but a code fence follows.
pub(super) fn is_fence_at_end(text: &str) -> bool {
    text.trim_end().bytes().all(|byte| byte == b'`')
}

/// Whether nothing but closing brackets, blanks and a code fence follows.
pub(super) fn is_all_closing(text: &str) -> bool {
    text.len() <= LONGEST_END
        && text
            .trim_end_matches(|letter: char| letter.is_whitespace() || letter == '`')
            .chars()
            .all(|letter| matches!(letter, '}' | ']') || letter.is_whitespace())
}

pub(super) fn begins_word(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '_' | '$')
}

/// The letters and digits that the text begins with.
pub(super) fn word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '_' | '$' | '-'));
    &text[..end.unwrap_or(text.len())]
}

/// What a constant of Python or JavaScript is in JSON.
pub(super) fn constant(word: &str) -> Option<&'static str> {
    Some(match word {
        "None" | "NaN" | "nan" | "undefined" | "Infinity" | "nil" | "NULL" | "Null" => "null",
        "True" | "TRUE" => "true",
        "False" | "FALSE" => "false",
        _ => return None,
    })
}

/// Where a string in single quotes ends, the place of its last quote; `None` where no place is sure. `text` begins with
/// its first quote.
pub(super) fn end_of_single_quoted(text: &str, is_key: bool, in_array: bool) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\'' if ends(&text[at + 1..], is_key, in_array) => return Some(at),
            // Keys are short, and have no line breaks.
            '\n' if is_key => return None,
            _ if is_key && at > LONGEST_KEY => return None,
            _ => {}
        }
    }
    None
}

/// Whether what follows a quote shows that it ended a string.
fn ends(text: &str, is_key: bool, in_array: bool) -> bool {
    let rest = after_blanks(text);
    if is_key {
        return rest.starts_with(':');
    }
    match rest.chars().next() {
        Some(']') if in_array => true,
        Some('}') if !in_array => true,
        Some(',') if in_array => after_blanks(&rest[1..]).starts_with(['\'', '"', '{', '[', ']']),
        Some(',') => begins_field(after_blanks(&rest[1..])),
        _ => false,
    }
}

/// Whether a key and a colon follow, or the end of the object.
fn begins_field(text: &str) -> bool {
    let after_key = match text.chars().next() {
        Some('}') => return true,
        Some(quote @ ('\'' | '"')) => {
            let most = text.char_indices().nth(LONGEST_KEY).map_or(text.len(), |(at, _)| at);
            text[1..most].find([quote, '\n']).map(|end| &text[end + 1..]).and_then(|rest| rest.strip_prefix(quote))
        }
        Some(letter) if begins_word(letter) => Some(&text[word(text).len()..]),
        _ => None,
    };
    after_key.is_some_and(|rest| after_blanks(rest).starts_with(':'))
}

/// Whether a brace opens an object by a key without double quotes, or behind a comment or an odd blank. Prose may look
/// the same.
pub(super) fn may_open_object(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('{') else { return false };
    let rest = after_blanks(inside);
    rest.starts_with('"') || begins_field(rest) && !rest.starts_with('}')
}

/// The same for an array of such objects.
pub(super) fn may_open_array(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('[') else { return false };
    may_open_object(after_blanks(inside))
}
