//! Bounds on a template's text, checked before it is compiled: the compiler needs a stack as deep as its expressions.

/// The longest text of a template, in bytes.
const LONGEST_TEXT: usize = 256 * 1024;
/// The most operators in one tag, and the most `elif` in a text.
const MOST_OPERATORS: usize = 200;

/// Words that are operators.
const WORDS: [&str; 7] = ["and", "or", "not", "in", "is", "if", "else"];

/// The line (from 1) and the message of the first bound that a text exceeds.
pub(super) fn exceeded(text: &str) -> Option<(usize, String)> {
    if text.len() > LONGEST_TEXT {
        return Some((1, format!("the text has {} bytes; at most {LONGEST_TEXT} are allowed", text.len())));
    }
    let (mut from, mut branches) = (0, 0);
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let line = || text[..open].matches('\n').count() + 1;
        from = open + 1;
        if !text[from..].starts_with(['{', '%']) {
            continue;
        }
        from += 1;
        let tag = Tag::read(&text[from..]);
        from += tag.length;
        branches += usize::from(tag.first_word == "elif");
        if tag.operators > MOST_OPERATORS {
            return Some((line(), format!("a tag has more than {MOST_OPERATORS} operators; use several tags")));
        }
        if branches > MOST_OPERATORS {
            return Some((line(), format!("the text has more than {MOST_OPERATORS} elif branches")));
        }
    }
    None
}

/// A tag from behind its opening braces to its end.
#[derive(Default)]
struct Tag<'a> {
    length: usize,
    operators: usize,
    first_word: &'a str,
}

impl<'a> Tag<'a> {
    fn read(text: &'a str) -> Tag<'a> {
        let mut tag = Tag::default();
        let mut open = 0_usize;
        while let Some(letter) = text[tag.length..].chars().next() {
            let rest = &text[tag.length..];
            if open == 0 && (rest.starts_with("}}") || rest.starts_with("%}")) {
                break;
            }
            match letter {
                '(' | '[' | '{' => open += 1,
                ')' | ']' | '}' => open = open.saturating_sub(1),
                _ => {}
            }
            tag.length += match letter {
                '"' | '\'' => length_of_string(rest, letter),
                letter if is_word(letter) => tag.word(rest),
                letter => {
                    tag.operators += usize::from(!letter.is_whitespace() && !",:)]}".contains(letter));
                    letter.len_utf8()
                }
            };
        }
        tag
    }

    /// Counts a word or number and returns its length. A number keeps its decimal point.
    fn word(&mut self, rest: &'a str) -> usize {
        let is_number = rest.starts_with(|first: char| first.is_ascii_digit());
        let end = rest.find(|letter| !(is_word(letter) || is_number && letter == '.')).unwrap_or(rest.len());
        let word = &rest[..end];
        if self.first_word.is_empty() {
            self.first_word = word;
        }
        self.operators += usize::from(WORDS.contains(&word));
        end
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The length of a quoted string at the beginning of the text; the whole text where it never ends.
fn length_of_string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, letter)| {
        let ends = *letter == quote && !escaped;
        escaped = *letter == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_overflow_the_compiler_is_refused_with_its_line() {
        let deep = [
            format!("{{{{ {}1 }}}}", "1+".repeat(40_000)),
            format!("{{{{ {}persona }}}}", "not ".repeat(40_000)),
            format!("{{{{ persona{} }}}}", "|trim".repeat(40_000)),
            format!("{{{{ {{'a': {{'b': 1}}}} ~ {}1 }}}}", "1+".repeat(40_000)),
            format!("{{% if persona %}}{}{{% endif %}}", "{% elif topic %}x".repeat(1_000)),
        ];
        for text in deep {
            let (line, message) = exceeded(&format!("a\n{text}")).unwrap_or_default();
            assert!(line == 2 && message.contains("more than"), "{line}: {message}");
        }
        assert!(exceeded(&"x".repeat(LONGEST_TEXT + 1)).is_some());
    }

    #[test]
    fn long_lists_and_plain_text_are_within_the_bounds() {
        let list = format!("{{% for it in [{}] %}}{{{{ it }}}}{{% endfor %}}", "\"a + b\", 1.5, ".repeat(500));
        assert_eq!(exceeded(&list), None);
        assert_eq!(exceeded(&"a { b + c } ".repeat(5_000)), None);
    }
}
