//! The marks that models put around their reasoning, and the part of a reply that is the answer.

use std::ops::Range;

/// A mark of reasoning in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// Whether reasoning ends here; else it begins.
    pub(super) closes: bool,
}

/// The longest mark, in characters between its brackets.
const LONGEST_MARK: usize = 48;

/// The words of the marks, in lower case and without signs.
const WORDS: [&str; 12] = [
    "think",
    "thinking",
    "thought",
    "thoughts",
    "reasoning",
    "reason",
    "reflection",
    "analysis",
    "scratchpad",
    "seedthink",
    "mmthink",
    "innerthoughts",
];

/// What is left of harmony's last mark where a server removes the control tokens.
const BARE_FINAL: &str = "assistantfinal";

/// The marks of a text in their order. Takes time linear in the length of the text.
pub(super) fn marks_in(text: &str) -> Vec<Mark> {
    let bracketed = text.match_indices(['<', '[', '◁']).filter_map(|(at, _)| mark_at(text, at));
    let bare = text.match_indices(BARE_FINAL).map(|(at, word)| Mark { at: at..at + word.len(), closes: true });
    let mut marks: Vec<Mark> = bracketed.chain(bare).collect();
    marks.sort_by_key(|mark| mark.at.start);
    marks
}

fn mark_at(text: &str, at: usize) -> Option<Mark> {
    let mut letters = text[at..].char_indices();
    let (_, open) = letters.next()?;
    let close = match open {
        '[' => ']',
        '◁' => '▷',
        _ => '>',
    };
    let (end, _) = letters.take(LONGEST_MARK).find(|(_, letter)| *letter == close || *letter == '\n')?;
    let inside = &text[at + open.len_utf8()..at + end];
    let rest = text[at + end..].strip_prefix(close)?;
    let closes = closes(open, inside, rest)?;
    Some(Mark { at: at..text.len() - rest.len(), closes })
}

/// Whether a mark ends the reasoning; `None` for any other text in brackets.
fn closes(open: char, inside: &str, rest: &str) -> Option<bool> {
    let plain = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    match inside {
        // Harmony names the channel after the mark, and so does Gemma.
        "|channel|" | "|channel" | "｜channel｜" => return Some(rest.trim_start().starts_with("final")),
        "channel|" => return Some(true),
        "unused94" => return Some(false),
        "unused95" => return Some(true),
        _ => {}
    }
    if open == '[' {
        if plain(inside) == "beginfinalresponse" {
            return Some(true);
        }
        // A person writes [thinking] as a stage direction.
        let is_mark = inside.starts_with('/') || !inside.contains(char::is_lowercase);
        return is_mark.then(|| word(&inside.replace(' ', "_"), plain)).flatten();
    }
    // A mark may have attributes: <think type="hidden">.
    let signs = |letter: char| letter.is_whitespace() || matches!(letter, '/' | '|' | '｜');
    let name = inside.trim_start_matches(signs);
    let name = name.split(char::is_whitespace).next().unwrap_or_default();
    let slash = if inside[..inside.len() - inside.trim_start_matches(signs).len()].contains('/') { "/" } else { "" };
    word(&format!("{slash}{name}"), plain)
}

fn word(name: &str, plain: impl Fn(&str) -> String) -> Option<bool> {
    let letters = plain(name);
    if WORDS.contains(&letters.as_str()) {
        return Some(name.starts_with('/'));
    }
    let after = |prefixes: [&str; 3]| {
        prefixes.iter().any(|prefix| letters.strip_prefix(prefix).is_some_and(|word| WORDS.contains(&word)))
    };
    if after(["endof", "end", "stop"]) {
        return Some(true);
    }
    (after(["beginof", "begin", "start"]) || letters == "startofthought").then_some(false)
}

/// The parts of a text that may hold the answer, the likeliest first: what follows the last reasoning, then what
/// stands before the first.
pub(super) fn outside(marks: &[Mark], length: usize) -> Vec<Range<usize>> {
    let last = marks.iter().rposition(|mark| mark.closes);
    let start = last.map_or(0, |last| marks[last].at.end);
    let opened = marks[last.map_or(0, |last| last + 1)..].first();
    let after = start..opened.map_or(length, |mark| mark.at.start);
    let first = marks.first().filter(|first| !first.closes && last.is_some());
    [Some(after), first.map(|first| 0..first.at.start)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<bool> {
        marks_in(text).into_iter().map(|mark| mark.closes).collect()
    }

    #[test]
    fn marks_of_every_family_are_read() {
        for pair in [
            "<think>a</think>",
            "<THINKING>a</ thinking >",
            "<think type=\"x\">a</think>",
            "<reasoning>a</reasoning>",
            "<thought>a</thought>",
            "[THINK]a[/THINK]",
            "[BEGIN_THINKING]a[END_THINKING]",
            "◁think▷a◁/think▷",
            "<|START_THINKING|>a<|END_THINKING|>",
            "<|begin_of_thought|>a<|end_of_thought|>",
            "<|think|>a<|/think|>",
            "<seed:think>a</seed:think>",
            "<|channel|>analysis<|message|>a<|channel|>final<|message|>",
            "<|channel>thought\na<channel|>",
            "<unused94>thought\na<unused95>",
        ] {
            assert_eq!(read(pair), [false, true], "{pair}");
        }
        assert_eq!(read("analysis: hm assistantfinal"), [true]);
    }

    #[test]
    fn other_brackets_are_no_marks() {
        assert_eq!(read("I [think] so, <b>truly</b>, <|im_end|> x < y and [1] <think"), [] as [bool; 0]);
    }
}
