//! Wraps messages at words. What a person may copy stays whole: quoted text, and a command to type.

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, wrap};

/// Below this width nothing is wrapped: the terminal breaks lines as it can.
const LEAST: usize = 20;
/// Lines after the first are indented by this much more.
const INDENT: &str = "  ";

/// The text in lines of at most `width` columns. A part that must stay whole and is longer than a line has a line of its
/// own, which the terminal breaks: it is still copied as one.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    if width < LEAST {
        return text.to_owned();
    }
    let lines = text.split('\n').map(|line| {
        let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
        let deeper = format!("{indent}{INDENT}");
        let options = Options::new(width)
            .break_words(false)
            .word_separator(WordSeparator::Custom(parts))
            .word_splitter(WordSplitter::NoHyphenation)
            .initial_indent(indent)
            .subsequent_indent(&deeper);
        wrap(&line[indent.len()..], options).join("\n")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The parts of a line that stay whole, each with the spaces after it.
fn parts(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut rest = line;
    Box::new(std::iter::from_fn(move || {
        let end = end_of_part(line, line.len() - rest.len());
        let (part, after) = rest.split_at_checked(end)?;
        rest = after;
        (!part.is_empty()).then(|| Word::from(part))
    }))
}

/// How long the part is that begins at `begin`, with the spaces after it.
fn end_of_part(line: &str, begin: usize) -> usize {
    let rest = &line[begin..];
    let whole = if begins_command(line, begin) { command(rest) } else { word(rest) };
    let spaces = rest[whole..].len() - rest[whole..].trim_start_matches(' ').len();
    whole + spaces
}

/// Whether a command to type begins here, after a colon or in brackets. Elsewhere the name is a word of the sentence.
fn begins_command(line: &str, begin: usize) -> bool {
    let here = line[begin..].trim_start_matches('(');
    here.starts_with("dialoom ") && (here.len() < line[begin..].len() || line[..begin].ends_with(": "))
}

/// The length of a command: to the next clause, bracket or sentence, or to the end of the line.
fn command(rest: &str) -> usize {
    let mut at = 0;
    while at < rest.len() {
        at += word(&rest[at..]);
        let ended = rest[..at].ends_with([';', ')', ',']) || (rest[..at].ends_with('.') && at < rest.len());
        let spaces = rest[at..].len() - rest[at..].trim_start_matches(' ').len();
        if ended || spaces == 0 || rest[at + spaces..].starts_with('(') {
            return at;
        }
        at += spaces;
    }
    at
}

/// The length of a word. Text in quotes is part of its word, spaces and all; an apostrophe inside a word is no quote.
fn word(rest: &str) -> usize {
    let mut before = None;
    let mut skip_to = 0;
    for (at, letter) in rest.char_indices() {
        if at < skip_to {
            continue;
        }
        match letter {
            ' ' => return at,
            '"' | '\'' if !before.is_some_and(char::is_alphanumeric) => {
                // A quote that nobody closes is an ordinary letter.
                if let Some(length) = rest[at + 1..].find(letter) {
                    skip_to = at + 1 + length + 1;
                }
            }
            _ => {}
        }
        before = Some(letter);
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_the_rest_is_indented() {
        assert_eq!(
            wrapped("warning: the price of the model is unknown\n  hint: Put a price into the file.", 24),
            "warning: the price of\n  the model is unknown\n  hint: Put a price into\n    the file."
        );
        assert_eq!(wrapped("short\n\nand short", 40), "short\n\nand short");
    }

    #[test]
    fn a_number_stays_with_its_unit_only_as_far_as_words_go() {
        let line =
            "12 conversations made, 12 of 12 passed the threshold, mean score 10.0; 12 calls in 0.0 s, cost $0.07";
        for width in 20..110 {
            let text = wrapped(line, width);
            let back: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(back, line.split_whitespace().collect::<Vec<_>>(), "{width}");
            assert!(text.lines().all(|line| line.chars().count() <= width), "{width}: {text}");
        }
    }

    #[test]
    fn quoted_text_and_a_command_to_type_stay_whole() {
        let text = wrapped("3 items left; resume with: dialoom batch resume 'my own shop'", 30);
        assert_eq!(text, "3 items left; resume with:\n  dialoom batch resume 'my own shop'");
        let text = wrapped("Resume it (dialoom batch resume shop) or the batch \"a long name of it\" ends.", 34);
        assert_eq!(text, "Resume it\n  (dialoom batch resume shop) or\n  the batch \"a long name of it\"\n  ends.");
        let text = wrapped("Resume with more: dialoom batch resume shop --max-cost 5.00 (of all runs together).", 40);
        assert_eq!(text, "Resume with more:\n  dialoom batch resume shop --max-cost 5.00\n  (of all runs together).");
    }

    #[test]
    fn an_apostrophe_and_an_open_quote_hold_nothing_together() {
        let text = wrapped("the run's own exit code and the server's word differ, and \" is open", 24);
        assert!(text.lines().all(|line| line.chars().count() <= 24), "{text}");
    }

    #[test]
    fn wide_letters_and_colours_count_as_what_they_take() {
        assert_eq!(wrapped("日本語の題名 日本語の題名 日本語の題名", 26), "日本語の題名 日本語の題名\n  日本語の題名");
        let colours = "\u{1b}[33mwarning:\u{1b}[0m a price is not known";
        assert_eq!(wrapped(colours, 32), colours);
    }
}
