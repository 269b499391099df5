//! Markdown or HTML where the prompt asks for plain prose.

use std::ops::Range;

use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};

pub(super) const MARKUP: Check =
    Check { finding: Finding::Markup, rule: "The prompt asks for plain prose, without markup.", look: markup };

fn markup(view: &View<'_>) -> Vec<Fault> {
    if !view.context.plain_prose {
        return Vec::new();
    }
    let turns = view.text.turns.iter().enumerate();
    together(turns.filter_map(|(at, turn)| Some(Fault::part(at, turn, sign(turn.content)?))).collect())
}

/// The first sign of markup: bold, a heading, a fence, a list of two lines and more, a table, a tag, a stage direction.
fn sign(text: &str) -> Option<Range<usize>> {
    let bold = |mark: &str| {
        let start = text.find(mark)?;
        let end = text[start + mark.len()..].find(mark)? + start + 2 * mark.len();
        (end - start > 2 * mark.len()).then_some(start..end)
    };
    let lines = || text.split('\n').map(|line| (line.as_ptr() as usize - text.as_ptr() as usize, line.trim_start()));
    let is_item = |line: &str| {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        line.starts_with("- ")
            || line.starts_with("* ")
            || line.starts_with("• ")
            || digits > 0 && line[digits..].starts_with(['.', ')'])
    };
    let is_heading = |line: &str| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
    let list = || {
        let mut items = lines().filter(|(_, line)| is_item(line));
        let first = items.next()?;
        items.next().map(|_| first.0..first.0 + first.1.len())
    };
    let line = |is: &dyn Fn(&str) -> bool| lines().find(|(_, line)| is(line)).map(|(at, line)| at..at + line.len());
    let tag = || {
        const TAGS: &[&str] = &["<b>", "<br", "<p>", "<i>", "<strong>", "<em>", "<ul>", "<li>", "<div", "<h1"];
        TAGS.iter().find_map(|tag| text.find(tag).map(|at| at..at + tag.len()))
    };
    bold("**")
        .or_else(|| bold("```"))
        .or_else(|| line(&is_heading))
        .or_else(|| line(&|line: &str| line.starts_with('|') && line.trim_end().ends_with('|')))
        .or_else(list)
        .or_else(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_plain_prose() {
        for text in [
            "Do **this** first.",
            "# Plan\nPay.",
            "Do:\n- rent\n- car",
            "1. rent\n2. car",
            "| a | b |",
            "a<br>b",
            "```\nx\n```",
            "Do <b>this</b>.",
            "### Next\nPay.",
            "• rent\n• car",
        ] {
            assert!(sign(text).is_some(), "{text}");
        }
        for text in [
            "2 * 3 * 4 is 24",
            "a - b",
            "#1 on the list",
            "x < y",
            "It's 5 ** odd",
            "1. May is the day.",
            "- and so on",
        ] {
            assert_eq!(sign(text), None, "{text}");
        }
    }
}
