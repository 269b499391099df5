//! The history of a conversation as a person reads it, edits as differences.

use std::fmt::Write as _;

use similar::{ChangeTag, TextDiff};

use crate::domain::review::Action;
use crate::review::{Edit, History, Told};
use crate::store::Relative;
use crate::ui::conversation_view::wrap;
use crate::ui::rewritten::is_rewritten;

/// No line is shorter than this many columns, however narrow the window.
const NARROWEST: usize = 20;
/// No line is longer than this, to stay readable.
const WIDEST: usize = 100;
/// Words that stay the same, shown before and after a difference.
const AROUND: usize = 6;

/// The whole history, wrapped to `width` columns, oldest first.
pub(crate) fn text(history: &History, width: usize) -> String {
    let width = width.clamp(NARROWEST, WIDEST);
    let mut out = String::new();
    wrap(&mut out, "", &format!("{}  {}", history.short_id, history.title), width);
    for parent in &history.relatives.parents {
        wrap(&mut out, "", &format!("made from {}", named(parent)), width);
    }
    if let Some(by) = history.relatives.superseded_by {
        wrap(&mut out, "", &format!("superseded by {}, which is approved", by.short()), width);
    }
    if history.entries.is_empty() {
        out.push_str("nobody has decided or changed anything\n");
    }
    for told in &history.entries {
        wrap(&mut out, "", &line(told), width);
        for edit in &told.edits {
            out.push_str(&difference(edit, width));
        }
    }
    for child in &history.relatives.children {
        wrap(&mut out, "", &format!("made from it: {}", named(child)), width);
    }
    out.truncate(out.trim_end().len());
    out
}

fn named(relative: &Relative) -> String {
    format!("{} ({})  {}", relative.short_id, relative.status.shown(), relative.title)
}

fn line(told: &Told) -> String {
    let entry = &told.entry;
    let action = entry.action.as_str().replace('_', " ");
    let mut line = format!("{}  {}  {action}", entry.at.format("%Y-%m-%d %H:%M UTC"), entry.by);
    if let Some(undone) = entry.undoes {
        let _ = write!(line, " of {}", undone.as_str().replace('_', " "));
    }
    match (entry.from, entry.to) {
        _ if entry.action.is_remark() || entry.undoes.is_some_and(Action::is_remark) => {}
        (Some(from), Some(to)) => {
            let to = if entry.action == Action::SendBack { "sent back" } else { to.shown() };
            let _ = write!(line, "  {} → {to}", from.shown());
        }
        (Some(from), None) => {
            let _ = write!(line, "  {} → trash", from.shown());
        }
        (None, Some(to)) => {
            let _ = write!(line, "  → {}", to.shown());
        }
        (None, None) => {}
    }
    if let Some(basis) = entry.basis {
        let _ = write!(line, "  ({basis})");
    }
    if entry.undone {
        line.push_str("  [undone]");
    }
    if let Some(why) = &entry.why {
        let _ = write!(line, ": {why}");
    }
    line
}

/// A changed title or turn: `[-old words-]` and `{+new words+}`, with some words around; both whole where few words stayed.
pub(crate) fn difference(edit: &Edit, width: usize) -> String {
    let width = width.clamp(NARROWEST, WIDEST);
    let text = match (&edit.before, &edit.after) {
        (Some(before), Some(after)) => words(before, after),
        (Some(before), None) => format!("[-{before}-]"),
        (None, Some(after)) => format!("{{+{after}+}}"),
        (None, None) => String::new(),
    };
    let mut out = String::new();
    wrap(&mut out, "  ", &format!("{}: {text}", edit.part), width);
    out
}

fn words(before: &str, after: &str) -> String {
    let difference = TextDiff::from_words(before, after);
    if is_rewritten(&difference) {
        let between = if before.len() + after.len() > WIDEST { "\n" } else { "" };
        return format!("[-{before}-]{between}{{+{after}+}}");
    }
    let mut out = String::new();
    let groups = difference.grouped_ops(2 * AROUND);
    for (place, group) in groups.iter().enumerate() {
        let begins = group.first().is_some_and(|first| first.old_range().start == 0 && first.new_range().start == 0);
        if place == 0 && !begins {
            out.push_str("… ");
        }
        let mut tag = ChangeTag::Equal;
        for change in group.iter().flat_map(|op| difference.iter_changes(op)) {
            if change.tag() != tag {
                out.push_str(closing(tag));
                out.push_str(opening(change.tag()));
                tag = change.tag();
            }
            out.push_str(change.value());
        }
        out.push_str(closing(tag));
        let ends = group.last().is_some_and(|last| {
            last.old_range().end == difference.old_len() && last.new_range().end == difference.new_len()
        });
        if !ends {
            out.push_str("… ");
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn opening(tag: ChangeTag) -> &'static str {
    match tag {
        ChangeTag::Equal => "",
        ChangeTag::Delete => "[-",
        ChangeTag::Insert => "{+",
    }
}

fn closing(tag: ChangeTag) -> &'static str {
    match tag {
        ChangeTag::Equal => "",
        ChangeTag::Delete => "-]",
        ChangeTag::Insert => "+}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_shows_what_went_and_what_came() {
        let edit = Edit { part: "turn 3".into(), before: Some("a b c d".into()), after: Some("a b x d".into()) };
        assert_eq!(difference(&edit, 80), "  turn 3: a b [-c-]{+x+} d\n");
        let gone = Edit { part: "title".into(), before: Some("old".into()), after: None };
        assert_eq!(difference(&gone, 80), "  title: [-old-]\n");
    }
}
