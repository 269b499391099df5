//! The facts about a conversation that stay on top of the screen.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::conversation::Conversation;
use crate::domain::finding::{Note, Severity};
use crate::domain::review::send_back;
use crate::ui::printable::printable;
use crate::ui::review::screen::theme::{Theme, warning};
use crate::ui::score_parts::score_in_brief;

/// Title, subject, score with its parts, findings; each wrapped to at most `most` lines. Two of them that fit share a line.
pub(super) fn lines(
    it: &Conversation,
    newer: Option<&str>,
    (columns, most): (usize, usize),
    theme: Theme,
) -> Vec<Line<'static>> {
    let mut lines = subject(it, (columns, most), theme);
    if let Some((by, note)) = send_back(&it.review_history).filter(|_| it.sent_back) {
        let told = limited(&format!("sent back by {by}: {note}"), columns, most);
        lines.extend(told.into_iter().map(|line| Line::styled(line, theme.bad())));
    }
    if let Some(newer) = newer {
        let told = limited(&format!("its new version waits: o opens {newer}"), columns, 1);
        lines.extend(told.into_iter().map(|line| Line::styled(line, theme.bad())));
    }
    let mut findings = findings(&it.quality_metrics.findings, columns, most, theme);
    let score = limited(&score(it), columns, most);
    if let ([score], [found]) = (&score[..], &mut findings[..])
        && console::measure_text_width(score) + BETWEEN_SCORE.len() + found.width() <= columns
    {
        found.spans.insert(0, Span::raw(format!("{score}{BETWEEN_SCORE}")));
    } else {
        lines.extend(score.into_iter().map(Line::from));
    }
    lines.extend(findings);
    lines
}

/// The title, and what the conversation is about.
fn subject(it: &Conversation, (columns, most): (usize, usize), theme: Theme) -> Vec<Line<'static>> {
    let title = limited(&it.title, columns, most);
    let about = [&it.persona, &it.emotion, &it.topic].map(|part| part.trim());
    let simulated = it.is_simulated().then_some("simulated");
    let version = it.made_from().map(|old| format!("old version: {}", old.short()));
    let tags: Vec<String> = it.tags.iter().map(|tag| format!("#{tag}")).collect();
    // What is cut off where there is no room stands last.
    let document = it.rests_on().map(|document| format!("rests on {document}"));
    let marks = version.as_deref().into_iter().chain(simulated);
    let parts = marks.chain(about).chain(document.as_deref()).chain(tags.iter().map(String::as_str));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    // Many a title is "persona on topic": a line of the text is worth more than the same once more.
    let is_told = |part: &&str| [it.persona.trim(), it.topic.trim()].contains(part) && it.title.contains(*part);
    let rest: Vec<&str> = parts.iter().copied().filter(|part| !is_told(part)).collect();
    let in_words: String =
        rest.iter().map(|part| format!("{BETWEEN}{}", limited(part, usize::MAX, 1).concat())).collect();
    if let [title] = &title[..]
        && rest.len() < parts.len()
        && console::measure_text_width(title) + console::measure_text_width(&in_words) <= columns
    {
        return vec![Line::from(vec![Span::styled(title.clone(), theme.strong()), Span::raw(in_words)])];
    }
    let has_room = limited(&parts.join(BETWEEN), columns, usize::MAX).len() == 1;
    let is_whole = limited(&it.title, columns, usize::MAX).len() <= most;
    let parts = if most > 1 && is_whole && !has_room { rest } else { parts };
    let about = if most == 1 { joined(&parts, columns) } else { parts.join(BETWEEN) };
    let title = title.into_iter().map(|line| Line::styled(line, theme.strong()));
    title.chain(limited(&about, columns, most).into_iter().map(Line::from)).collect()
}

/// Between the score and the findings, where one line has room for both.
const BETWEEN_SCORE: &str = "   ";

/// Between two parts of the subject.
const BETWEEN: &str = " · ";
/// No part is made shorter than this.
const LEAST: usize = 8;

/// The parts in one line: where they have no room, the widest gives way first, so that each says something.
fn joined(parts: &[&str], columns: usize) -> String {
    let parts: Vec<String> = parts.iter().map(|part| limited(part, usize::MAX, 1).concat()).collect();
    let mut widths: Vec<usize> = parts.iter().map(|part| console::measure_text_width(part)).collect();
    let room = columns.saturating_sub(console::measure_text_width(BETWEEN) * parts.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max().filter(|width| **width > LEAST) {
            Some(widest) => *widest -= 1,
            None => break,
        }
    }
    let parts = parts.iter().zip(widths).map(|(part, width)| console::truncate_str(part, width, "…").into_owned());
    parts.collect::<Vec<_>>().join(BETWEEN)
}

fn limited(text: &str, columns: usize, most: usize) -> Vec<String> {
    let text = printable(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> =
        textwrap::wrap(&text, columns.max(1)).into_iter().map(|line| line.trim_end().to_owned()).collect();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            // Room for the sign that something is left out.
            *last = format!("{}…", console::truncate_str(last, columns.saturating_sub(1), ""));
        }
    }
    lines
}

fn score(it: &Conversation) -> String {
    let Some(score) = it.quality_score else { return "no score".into() };
    format!("{score}, passes at {}: {}", it.quality_threshold, score_in_brief(it))
}

/// Serious ones first, each with the turns it points at, those of one kind and place once; what has no room is counted.
fn findings(notes: &[Note], columns: usize, most: usize, theme: Theme) -> Vec<Line<'static>> {
    if notes.is_empty() {
        return vec![Line::from(Span::styled("no findings", theme.dim()))];
    }
    let mut kinds: Vec<Vec<&Note>> = Vec::new();
    for note in notes {
        match kinds.iter_mut().find(|kind| kind[0].finding == note.finding && kind[0].turns == note.turns) {
            Some(kind) => kind.push(note),
            None => kinds.push(vec![note]),
        }
    }
    let is_serious = |kind: &[&Note]| kind.iter().any(|note| note.is_serious());
    kinds.sort_by_key(|kind| !is_serious(kind));
    let mut lines: Vec<Vec<Span<'static>>> = vec![Vec::new()];
    let mut used = 0;
    for (place, kind) in kinds.iter().enumerate() {
        let severity = if is_serious(kind) { Severity::Serious } else { Severity::Hint };
        let times = if kind.len() > 1 { format!(" ×{}", kind.len()) } else { String::new() };
        let text = format!("{}{}{times}", warning(severity), brief(kind[0]));
        let width = console::measure_text_width(&text) + 2;
        // "+12 hints" must fit behind the last one.
        let rest = if place + 1 == kinds.len() { 0 } else { 10 };
        let room = if lines.len() == most { columns.saturating_sub(rest) } else { columns };
        if used > 0 && used + width > room {
            if lines.len() == most {
                let rest = kinds.len() - place;
                let all = if kinds[place..].iter().any(|kind| is_serious(kind)) { "more" } else { "hints" };
                lines[most - 1].push(Span::styled(format!("+{rest} {all}"), theme.dim()));
                break;
            }
            lines.push(Vec::new());
            used = 0;
        }
        used += width;
        let line = lines.len() - 1;
        lines[line].push(Span::styled(text, theme.severity(severity)));
        lines[line].push(Span::styled("  ", Style::new()));
    }
    lines.into_iter().map(Line::from).collect()
}

/// "personal data 3": the finding and its turns.
fn brief(note: &Note) -> String {
    let turns: Vec<String> = note.turns.iter().take(4).map(u32::to_string).collect();
    let more = if note.turns.len() > 4 { "…" } else { "" };
    let name = note.finding.as_str().replace('_', " ");
    let space = if turns.is_empty() { "" } else { " " };
    format!("{name}{space}{}{more}", turns.join(","))
}
