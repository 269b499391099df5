//! The lines that stay on top: progress and facts.

use ratatui::text::{Line, Span};

use crate::domain::status::Status;
use crate::ui::review::screen::state::State;

pub(super) fn lines(state: &State) -> Vec<Line<'static>> {
    let mut lines = vec![progress(state)];
    if state.shows_facts() {
        lines.extend(state.shown.iter().flat_map(|shown| shown.facts.iter().cloned()));
    }
    lines
}

/// Below so many columns pace and status have short words.
const NARROW: usize = 80;

/// What is left, pace and time on one side; id and status on the other.
fn progress(state: &State) -> Line<'static> {
    let columns = usize::from(state.size.0);
    let is_narrow = columns < NARROW;
    let parts = state.progress.parts(is_narrow);
    let width = |text: &str| console::measure_text_width(text);
    // What is left, pace and time come before the status.
    let most_important = width(&parts[..parts.len().min(3)].join(" · "));
    let right = state.shown.as_ref().map_or_else(String::new, |shown| {
        let it = &shown.full.conversation;
        let status = match it.status {
            _ if it.sent_back => "sent back",
            Status::PendingReview if is_narrow => "pending",
            Status::NeedsRevision if is_narrow => "revision",
            status => status.shown(),
        };
        let whole = format!("{} {status}", it.short_id);
        if most_important + 2 + width(&whole) <= columns { whole } else { it.short_id.clone() }
    });
    let room = columns.saturating_sub(width(&right) + 2);
    let mut left = String::new();
    for part in parts {
        let longer = if left.is_empty() { part } else { format!("{left} · {part}") };
        if width(&longer) <= room {
            left = longer;
        }
    }
    let gap = columns.saturating_sub(width(&left) + width(&right));
    Line::from(vec![
        Span::styled(left, state.theme.strong()),
        Span::raw(" ".repeat(gap)),
        Span::styled(right, state.theme.dim()),
    ])
}
