//! The list of what waits, with marks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::domain::conversation::Conversation;
use crate::quality::in_brief;
use crate::ui::label::{Labels, titled};
use crate::ui::review::list::{Item, List};
use crate::ui::review::screen::state::{Mode, State};
use crate::ui::shorten::text_width;

/// Columns between a label and the checks.
const GAP: usize = 2;

/// Whether the list covers the conversation.
pub(super) fn is_shown(state: &State) -> bool {
    matches!(state.mode, Mode::List | Mode::Sure(_) | Mode::Why { is_for_marked: true, .. })
}

/// "12 waiting, 3 marked; all: Ann · fear". What all rows of the page share stands in no label.
pub(super) fn title(state: &State, columns: usize) -> String {
    let list = &state.list;
    let rows = match list.items.len() as u64 {
        rows if rows == list.total => format!("{rows} waiting"),
        rows => format!("the first {rows} of {} waiting", list.total),
    };
    let with = list.finding.map(|finding| format!(" with {}", finding.as_str().replace('_', " "))).unwrap_or_default();
    let title = format!("{rows}{with}, {} marked", list.marked.len());
    match Labels::of(&conversations(page(list, state.list_page()))).common() {
        Some(common) => console::truncate_str(&format!("{title}; all: {common}"), columns, "…").into_owned(),
        None => title,
    }
}

pub(super) fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let (list, columns) = (&state.list, usize::from(area.width));
    let rows = page(list, usize::from(area.height));
    let checks: Vec<String> = rows.iter().map(|item| checks(item, columns / 3)).collect();
    let begins = begins(list, rows);
    let begin = begins.iter().map(|text| text_width(text)).max().unwrap_or_default();
    let labels = labels(rows, &checks, columns.saturating_sub(begin));
    let current = list.items.get(list.at).map(|item| item.it.id);
    let lines: Vec<Line<'_>> = rows
        .iter()
        .zip(begins.iter().zip(labels.iter().zip(&checks)))
        .map(|(item, (begin, (label, checks)))| {
            line_of(state, item, current == Some(item.it.id), [begin, label, checks])
        })
        .collect();
    frame.render_widget(Paragraph::new(lines), area);
}

/// What stands between the score and the checks, which end at the right edge: each row's label has what its own checks
/// leave, so that one long finding cuts no other title.
fn labels(rows: &[Item], checks: &[String], columns: usize) -> Vec<String> {
    let room = |checks: &String| match text_width(checks) {
        0 => columns,
        width => columns.saturating_sub(width + GAP),
    };
    let rows = conversations(rows);
    let label = |(at, checks): (usize, &String)| {
        let label = titled(&rows, room(checks)).swap_remove(at);
        if checks.is_empty() { label } else { padded(&label, columns.saturating_sub(text_width(checks))) }
    };
    checks.iter().enumerate().map(label).collect()
}

/// The rows on the screen: whole pages, so that they stand still while the cursor moves.
fn page(list: &List, height: usize) -> &[Item] {
    let top = list.at / height.max(1) * height.max(1);
    let end = (top + height.max(1)).min(list.items.len());
    list.items.get(top..end).unwrap_or_default()
}

fn conversations(rows: &[Item]) -> Vec<&Conversation> {
    rows.iter().map(|item| &item.it).collect()
}

/// Mark, id and score; where some row was opened, whether this one was.
fn begins(list: &List, rows: &[Item]) -> Vec<String> {
    let has_opened = rows.iter().any(|item| item.is_opened);
    let begin = |item: &Item| {
        let it = &item.it;
        let score = it.quality_score.map_or_else(|| "-".to_owned(), |score| score.to_string());
        let mark = if list.marked.contains(&it.id) { "[x]" } else { "[ ]" };
        let opened = match (has_opened, item.is_opened) {
            (false, _) => "",
            (true, true) => "opened ",
            (true, false) => "       ",
        };
        format!("{mark} {} {score:>4} {opened}", it.short_id)
    };
    rows.iter().map(begin).collect()
}

/// Serious findings, or the number of hints; empty where there is nothing.
fn checks(item: &Item, most: usize) -> String {
    let findings = &item.it.quality_metrics.findings;
    let checks = if findings.is_empty() { String::new() } else { in_brief(findings).replace('_', " ") };
    console::truncate_str(&checks, most, "…").into_owned()
}

fn padded(text: &str, columns: usize) -> String {
    console::pad_str(text, columns, console::Alignment::Left, None).into_owned()
}

fn line_of(state: &State, item: &Item, is_current: bool, [begin, label, checks]: [&str; 3]) -> Line<'static> {
    let it = &item.it;
    let style = if is_current { state.theme.found(true) } else { ratatui::style::Style::new() };
    let begin_style = if state.list.marked.contains(&it.id) { style.patch(state.theme.key()) } else { style };
    let checks_style = if it.quality_metrics.has_serious_finding() { style.patch(state.theme.bad()) } else { style };
    Line::from(vec![
        Span::styled(begin.to_owned(), begin_style),
        Span::styled(label.to_owned(), style),
        Span::styled(checks.to_owned(), checks_style),
    ])
}
