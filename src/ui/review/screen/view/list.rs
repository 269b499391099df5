//! The list of what waits, with marks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::quality::in_brief;
use crate::ui::printable::printable;
use crate::ui::review::list::Item;
use crate::ui::review::screen::state::{Mode, State};

/// Whether the list covers the conversation.
pub(super) fn is_shown(state: &State) -> bool {
    matches!(state.mode, Mode::List | Mode::Sure(_) | Mode::Why { is_for_marked: true, .. })
}

/// "12 waiting, 3 marked".
pub(super) fn title(state: &State) -> String {
    let list = &state.list;
    let rows = match list.items.len() as u64 {
        rows if rows == list.total => format!("{rows} waiting"),
        rows => format!("the first {rows} of {} waiting", list.total),
    };
    let with = list.finding.map(|finding| format!(" with {}", finding.as_str().replace('_', " "))).unwrap_or_default();
    format!("{rows}{with}, {} marked", list.marked.len())
}

pub(super) fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let (list, height) = (&state.list, usize::from(area.height).max(1));
    // Whole pages, so that the rows stand still while the cursor moves.
    let top = list.at / height * height;
    let rows = list.items.iter().enumerate().skip(top).take(height);
    let columns = usize::from(area.width);
    let lines: Vec<Line<'_>> = rows.map(|(place, item)| line_of(state, item, place == list.at, columns)).collect();
    frame.render_widget(Paragraph::new(lines), area);
}

fn line_of(state: &State, item: &Item, is_current: bool, columns: usize) -> Line<'static> {
    let it = &item.it;
    let is_marked = state.list.marked.contains(&it.id);
    let score = it.quality_score.map_or_else(|| "-".to_owned(), |score| score.to_string());
    let mark = if is_marked { "[x]" } else { "[ ]" };
    let opened = if item.is_opened { "opened" } else { "" };
    let begin = format!("{mark} {} {score:>4} {opened:<6} ", it.short_id);
    let checks = format!("  {}", in_brief(&it.quality_metrics.findings).replace('_', " "));
    let title = printable(&it.title).split_whitespace().collect::<Vec<_>>().join(" ");
    let checks = console::truncate_str(&checks, columns / 3, "…").into_owned();
    let room = columns.saturating_sub(console::measure_text_width(&begin) + console::measure_text_width(&checks));
    let title = console::truncate_str(&title, room, "…").into_owned();
    let gap = " ".repeat(room.saturating_sub(console::measure_text_width(&title)));
    let style = if is_current { state.theme.found(true) } else { ratatui::style::Style::new() };
    let begin_style = if is_marked { style.patch(state.theme.key()) } else { style };
    let checks_style = if it.quality_metrics.has_serious_finding() { style.patch(state.theme.bad()) } else { style };
    Line::from(vec![
        Span::styled(begin, begin_style),
        Span::styled(format!("{title}{gap}"), style),
        Span::styled(checks, checks_style),
    ])
}
