//! The text of the conversation, and texts over it.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use crate::ui::review::hanging::wrapped;
use crate::ui::review::screen::layout::{GUTTER, Row};
use crate::ui::review::screen::pair::Pair;
use crate::ui::review::screen::scrolled::Scrolled;
use crate::ui::review::screen::source_pane::{SourcePane, halves};
use crate::ui::review::screen::state::{Mode, Shown, State};
use crate::ui::review::screen::theme::{Theme, bar, mark, warning};
use crate::ui::review::screen::turn::{TurnText, shown};
use crate::ui::review::screen::view::list::is_shown;
use crate::ui::review::source;

/// The rows of the text that are visible.
pub(super) fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let Some(shown) = &state.shown else {
        frame.render_widget(Paragraph::new(state.nothing.as_str()).wrap(Wrap { trim: true }), area);
        return;
    };
    let rows = shown.layout.rows.iter().enumerate().skip(shown.top).take(usize::from(area.height));
    let lines: Vec<Line<'_>> = rows.map(|(place, row)| line_of(shown, place, row, state.theme)).collect();
    let Some(pane) = &shown.source else {
        frame.render_widget(Paragraph::new(lines), area);
        return;
    };
    let (turns, source) = halves(usize::from(area.width));
    let columns = |columns: usize| Constraint::Length(u16::try_from(columns).unwrap_or(u16::MAX));
    let [left, rule, right] = Layout::horizontal([columns(turns), columns(3), columns(source)]).areas(area);
    frame.render_widget(Paragraph::new(lines), left);
    let bars = (0..rule.height).map(|_| Line::styled(" │ ", state.theme.dim())).collect::<Vec<_>>();
    frame.render_widget(Paragraph::new(bars), rule);
    draw_source(pane, shown, state.theme, frame, right);
}

/// The source beside the turns: its place, and as much of it as has room.
fn draw_source(pane: &SourcePane, shown: &Shown, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let (columns, height) = (usize::from(area.width), usize::from(area.height));
    let title = console::truncate_str(&source::title(&pane.chunk), columns, "…").into_owned();
    let mut lines = vec![Line::styled(title, theme.strong())];
    lines.extend(wrapped(&source::lines(&shown.full, &pane.chunk), columns).into_iter().map(Line::from));
    if lines.len() > height {
        lines.truncate(height.saturating_sub(1));
        lines.push(Line::styled("… S shows all of it", theme.dim()));
    }
    frame.render_widget(Paragraph::new(lines), area);
}

/// "Turn 3 of 10, user".
pub(super) fn title_of_turn(it: &TurnText, state: &State) -> String {
    let turns = state.shown.as_ref().map_or(0, |shown| shown.full.turns.len());
    let changed = if it.is_changed() { ", changed" } else { "" };
    format!("Edit turn {} of {turns}, {}{changed}", it.turn + 1, it.role)
}

/// The rows of a turn that is edited around the cursor, and the cursor.
pub(super) fn draw_turn(it: &TurnText, state: &State, frame: &mut Frame<'_>, area: Rect) {
    let (columns, height) = (state.turn_columns(), usize::from(area.height).max(1));
    let (row, column) = it.place(columns);
    let top = (row + 1).saturating_sub(height);
    let bar = || Span::styled(bar(it.role), state.theme.role(it.role));
    let rows = it.rows(columns).into_iter().skip(top).take(height);
    let lines: Vec<Line<'_>> =
        rows.map(|bytes| Line::from(vec![bar(), Span::raw(shown(&it.editor.whole()[bytes]))])).collect();
    frame.render_widget(Paragraph::new(lines), area);
    let (x, y) = (u16::try_from(GUTTER + column), u16::try_from(row - top));
    if let (Ok(x), Ok(y)) = (x, y) {
        frame.set_cursor_position((area.x + x, area.y + y));
    }
}

/// The lines of two conversations that are visible.
pub(super) fn draw_pair(pair: &Pair, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let current = pair.difference.and_then(|at| pair.differences.get(at));
    let rows = pair.lines.iter().cloned().enumerate().skip(pair.top).take(usize::from(area.height));
    let lines: Vec<Line<'_>> = rows
        .map(|(place, line)| if Some(&place) == current { line.patch_style(theme.found(true)) } else { line })
        .collect();
    frame.render_widget(Paragraph::new(lines), area);
}

/// "1 to 12 of 80 lines", and where a search stands.
pub(super) fn place(state: &State) -> String {
    if let Mode::Text(text) = &state.mode {
        return lines_of(text.top, state.page(), text.lines.len());
    }
    if let Mode::Turn(it) = &state.mode {
        let columns = state.turn_columns();
        return format!("row {} of {}", it.place(columns).0 + 1, it.rows(columns).len());
    }
    if let Mode::Pair(pair) = &state.mode {
        return format!("{} · {}", lines_of(pair.top, state.page(), pair.lines.len()), pair.said());
    }
    if is_shown(state) {
        let rows = state.list.items.len();
        let row = (state.list.at + 1).min(rows);
        return match state.list.total > rows as u64 {
            false => format!("row {row} of {rows}"),
            true => format!("row {row} of {rows} · others: q, then dialoom review with a filter (--tag …)"),
        };
    }
    let Some(shown) = &state.shown else { return String::new() };
    let place = lines_of(shown.top, state.page(), shown.layout.rows.len());
    match &shown.search {
        Some(search) if !search.matches.is_empty() => {
            let matches = search.matches.len();
            format!("{place} · match {} of {matches}: Enter next, Esc ends", search.current + 1)
        }
        _ => place,
    }
}

fn lines_of(top: usize, page: usize, lines: usize) -> String {
    match lines <= page {
        true => "all".to_owned(),
        false => format!("{} to {} of {lines} lines", top + 1, (top + page).min(lines)),
    }
}

/// A text over the conversation, without its first lines where it scrolled.
pub(super) fn draw_text(text: &Scrolled, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let is_heading = |line: &str| !line.is_empty() && !line.starts_with(' ');
    let lines: Vec<Line<'_>> = text
        .lines
        .iter()
        .skip(text.top)
        .take(usize::from(area.height))
        .map(|line| Line::styled(line.as_str(), if is_heading(line) { theme.strong() } else { Style::new() }))
        .collect();
    frame.render_widget(Paragraph::new(lines), area);
}

fn line_of<'a>(shown: &'a Shown, place: usize, row: &'a Row, theme: Theme) -> Line<'a> {
    match row {
        Row::Blank => Line::default(),
        Row::Label { number, role } => {
            let style = theme.role(*role).patch(theme.strong());
            Line::from(vec![Span::styled(mark(*role), style), Span::styled(format!("{number} {role}"), style)])
        }
        Row::Finding { severity, text, is_first, .. } => {
            let style = theme.severity(*severity);
            let is_current = shown.finding.is_some_and(|at| shown.layout.findings.get(at) == Some(&place));
            let style = if is_current { style.patch(theme.found(true)) } else { style };
            let sign = if *is_first { warning(*severity) } else { "  " };
            Line::from(vec![Span::raw("  "), Span::styled(sign, style), Span::styled(text.as_str(), style)])
        }
        Row::Text { turn, role, bytes } => {
            let mut spans = vec![Span::styled(bar(*role), theme.role(*role))];
            spans.extend(highlighted(shown, *turn, bytes.start, bytes.end, theme));
            Line::from(spans)
        }
    }
}

/// What a search found; without one, what the source beside the turns lacks.
fn marks(shown: &Shown, theme: Theme) -> Vec<(usize, &Range<usize>, Style)> {
    match (&shown.search, &shown.source) {
        (Some(search), _) => {
            let all = search.matches.iter().enumerate();
            all.map(|(place, (turn, bytes))| (*turn, bytes, theme.found(place == search.current))).collect()
        }
        (None, Some(pane)) => pane
            .beyond
            .iter()
            .map(|(turn, bytes)| (*turn, bytes, theme.differing().patch(theme.found(false))))
            .collect(),
        (None, None) => Vec::new(),
    }
}

/// A part of a turn's text, with what is marked in it.
fn highlighted(shown: &Shown, turn: usize, start: usize, end: usize, theme: Theme) -> Vec<Span<'_>> {
    let text = &shown.layout.texts[turn];
    let mut spans = Vec::new();
    let mut at = start;
    for (of_turn, bytes, style) in marks(shown, theme) {
        let (from, to) = (bytes.start.max(at), bytes.end.min(end));
        if of_turn == turn && from < to {
            spans.push(Span::raw(&text[at..from]));
            spans.push(Span::styled(&text[from..to], style));
            at = to;
        }
    }
    spans.push(Span::raw(&text[at..end]));
    spans
}
