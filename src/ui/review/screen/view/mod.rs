//! The state as a picture: each part is a function of the state, and changes nothing.

mod body;
mod bottom;
mod list;
mod top;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout};
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Wrap};

use crate::ui::printable::printable;
use crate::ui::review::screen::anew::SEPARATOR;
use crate::ui::review::screen::state::{LEAST, Mode, State};

/// Draws the whole screen.
pub(super) fn draw(state: &State, frame: &mut Frame<'_>) {
    if !state.has_room() {
        let (columns, rows) = state.size;
        let leave = if state.holds_edit() { "to go on with the turn" } else { "or q quits" };
        let text = format!(
            "This window is {columns}×{rows}; the review needs {}×{}. Make it larger, {leave}.",
            LEAST.0, LEAST.1
        );
        frame.render_widget(Paragraph::new(text).wrap(Wrap { trim: true }), frame.area());
        return;
    }
    let bottom = bottom::lines(state);
    let has_list = list::is_shown(state);
    let facts = state.shown.as_ref().filter(|_| state.shows_facts()).map_or(0, |shown| shown.facts.len());
    let height = |rows: usize| Constraint::Length(u16::try_from(rows).unwrap_or(u16::MAX));
    let areas = Layout::vertical([height(1 + facts), height(1), Constraint::Min(1), height(1), height(bottom.len())]);
    let [top, rule, text, other_rule, below] = areas.areas(frame.area());
    frame.render_widget(Paragraph::new(top::lines(state)), top);
    frame.render_widget(line_of(state, &title(state)), rule);
    match &state.mode {
        Mode::Text(scrolled) => body::draw_text(scrolled, state.theme, frame, text),
        Mode::Turn(it) => body::draw_turn(it, state, frame, text),
        Mode::Pair(pair) => body::draw_pair(pair, state.theme, frame, text),
        _ if has_list => list::draw(state, frame, text),
        _ => body::draw(state, frame, text),
    }
    frame.render_widget(line_of(state, &below_the_text(state)), other_rule);
    frame.render_widget(Paragraph::new(bottom), below);
    if let Some((x, y)) = bottom::cursor(state) {
        frame.set_cursor_position((below.x + x, below.y + y));
    }
}

/// What is shown below the facts.
fn title(state: &State) -> String {
    match &state.mode {
        Mode::Text(scrolled) => scrolled.title.clone(),
        Mode::Turn(it) => body::title_of_turn(it, state),
        Mode::Pair(pair) => printable(&pair.title),
        _ if list::is_shown(state) => list::title(state, usize::from(state.size.0).saturating_sub(RULE_AROUND)),
        _ => String::new(),
    }
}

/// The place in the text, and the news of new versions; the news alone where both have no room.
fn below_the_text(state: &State) -> String {
    let room = usize::from(state.size.0).saturating_sub(RULE_AROUND);
    let (place, news) = (body::place(state), state.anew.said(room));
    if news.is_empty() || place.is_empty() {
        return place + &news;
    }
    let both = format!("{place}{SEPARATOR}{news}");
    if console::measure_text_width(&both) <= room { both } else { news }
}

/// Columns of a rule around the word in it.
const RULE_AROUND: usize = 6;

/// A rule across the window, with a word in it.
fn line_of(state: &State, word: &str) -> Line<'static> {
    let columns = usize::from(state.size.0);
    let word = if word.is_empty() { String::new() } else { format!(" {word} ") };
    let rest = columns.saturating_sub(console::measure_text_width(&word) + 2);
    Line::styled(format!("──{word}{}", "─".repeat(rest)), state.theme.dim())
}
