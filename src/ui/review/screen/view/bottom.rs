//! The lines that stay below: the last decision, a question, the keys.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::conversation::Conversation;
use crate::domain::status::Move;
use crate::ui::printable::printable;
use crate::ui::review::screen::pair::Pair;
use crate::ui::review::screen::state::{Mode, State};

/// From so many columns on, the keys beside another conversation say which of the two they mean.
const NAMES_PAIR: u16 = 80;

const LIST_KEYS: [(&str, &str); 8] = [
    ("Space", "marks"),
    ("A", "all"),
    ("a", "approve"),
    ("r", "reject"),
    ("b", "send back"),
    ("?", "help"),
    ("Enter", "opens"),
    ("Esc", "back"),
];

/// The lines below the text, two or more.
pub(super) fn lines(state: &State) -> Vec<Line<'static>> {
    match &state.mode {
        Mode::Reading => {
            let mut lines = said_whole(state);
            lines.push(keys(state, &reading_keys(state)));
            lines
        }
        Mode::Text(_) => vec![said(state), keys(state, &[("Space", "further"), ("Esc", "back")])],
        Mode::Pair(pair) => vec![said(state), pair_keys(state, pair)],
        Mode::Why { step, line, .. } => {
            let mut lines = reasons(state);
            lines.push(input(state));
            let last = state.last_reason(*step).map(|reason| format!("\"{}\" again", shortened(reason)));
            let enter = match last {
                _ if !line.text().is_empty() => "saves it".to_owned(),
                Some(last) => last,
                // Enter alone would do nothing.
                None => "after a text saves it".to_owned(),
            };
            let mut used = vec![("Enter", enter.as_str()), ("Esc", "cancels")];
            // In a text a digit is a digit.
            if line.is_untouched() {
                used.insert(0, ("1-9", "a reason"));
            }
            lines.push(keys(state, &used));
            lines
        }
        Mode::List => vec![said(state), keys(state, &LIST_KEYS)],
        Mode::Turn(_) => {
            let used =
                [("Ctrl-S", "saves"), ("Esc", "cancels"), ("Tab", "next turn"), ("Shift-Tab", "the turn before")];
            vec![said(state), keys(state, &used)]
        }
        Mode::Delete { is_approved, is_asked_again } => {
            let question = state.delete_question(*is_approved, *is_asked_again);
            vec![Line::styled(question, state.theme.strong()), keys(state, &[("y", "yes"), ("n", "no")])]
        }
        Mode::Sure(decision) => {
            let question = Line::styled(state.list.question(decision), state.theme.strong());
            vec![question, keys(state, &[("y", "yes"), ("n", "no")])]
        }
        Mode::Find(_) => vec![input(state), keys(state, &[("Enter", "searches"), ("Esc", "cancels")])],
        Mode::Note(_) => vec![input(state), keys(state, &[("Enter", "keeps it"), ("Esc", "cancels")])],
        Mode::Tag(_) => {
            vec![
                said(state),
                input(state),
                keys(state, &[("Enter", "puts it on"), ("-word", "off"), ("Esc", "cancels")]),
            ]
        }
        Mode::Anew(_) => {
            let used = [("Enter", "makes it anew"), ("Esc", "cancels"), ("empty", "by its findings")];
            vec![input(state), keys(state, &used)]
        }
        Mode::OpenId(_) => {
            let enter = state
                .anew
                .newest()
                .or(state.newer())
                .map_or("opens it".into(), |id| format!("opens {id}, or what you type"));
            vec![input(state), keys(state, &[("Enter", &enter), ("Esc", "cancels")])]
        }
    }
}

/// Where the cursor of a line of text stands, from the first of the lines below.
pub(super) fn cursor(state: &State) -> Option<(u16, u16)> {
    let (prompt, editor) = asked(state)?;
    let room = room_for(state, prompt);
    let column = console::measure_text_width(prompt) + editor.shown(room).1;
    let row = lines(state).len().saturating_sub(2);
    Some((u16::try_from(column).ok()?, u16::try_from(row).ok()?))
}

fn asked(state: &State) -> Option<(&'static str, &crate::ui::review::editor::Editor)> {
    match &state.mode {
        Mode::Why { step: Move::SendBack, line, .. } => Some(("what to change: ", line)),
        Mode::Why { step: Move::Reopen, line, .. } => Some(("why reopen: ", line)),
        Mode::Why { line, .. } => Some(("why reject: ", line)),
        Mode::Find(line) => Some(("search: ", line)),
        Mode::Note(line) => Some(("note: ", line)),
        Mode::Tag(line) => Some(("tag: ", line)),
        Mode::Anew(line) => Some(("what to do differently: ", line)),
        Mode::OpenId(line) => Some(("id: ", line)),
        Mode::Reading
        | Mode::Text(_)
        | Mode::Pair(_)
        | Mode::List
        | Mode::Sure(_)
        | Mode::Turn(_)
        | Mode::Delete { .. } => None,
    }
}

fn room_for(state: &State, prompt: &str) -> usize {
    usize::from(state.size.0).saturating_sub(console::measure_text_width(prompt)).max(1)
}

fn input(state: &State) -> Line<'static> {
    let Some((prompt, editor)) = asked(state) else { return Line::default() };
    let text = printable(editor.shown(room_for(state, prompt)).0);
    Line::from(vec![Span::styled(prompt, state.theme.strong()), Span::raw(text)])
}

/// The message in as many rows as it needs, where it stands nowhere else; else in one.
fn said_whole(state: &State) -> Vec<Line<'static>> {
    let mut rows = state.said_in_rows();
    rows.pop();
    let style = said_style(state);
    let above = rows.into_iter().map(|row| Line::from(Span::styled(row, style)));
    above.chain([said(state)]).collect()
}

fn said_style(state: &State) -> Style {
    if state.said.is_bad { state.theme.bad() } else { state.theme.good() }
}

fn said(state: &State) -> Line<'static> {
    let style = said_style(state);
    let mut text = state.said_in_rows().pop().unwrap_or_else(|| printable(&state.said.text));
    text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(unknown) = state.unknown {
        let unknown = format!("no such key: {unknown} (? lists them)");
        text = if text.is_empty() { unknown } else { format!("{unknown} · {text}") };
    }
    let undo = undo(state, console::measure_text_width(&text));
    let columns = usize::from(state.size.0);
    let room = columns.saturating_sub(undo.width());
    let text = console::truncate_str(&text, room, "…").into_owned();
    let gap = room.saturating_sub(console::measure_text_width(&text));
    let mut line = Line::from(vec![Span::styled(text, style), Span::raw(" ".repeat(gap))]);
    line.extend(undo.spans);
    line
}

/// What `u` would take back, as far as the message leaves room for it.
fn undo(state: &State, message: usize) -> Line<'static> {
    let Some(undo) = state.undo.as_ref().filter(|_| matches!(state.mode, Mode::Reading | Mode::List)) else {
        return Line::default();
    };
    let key = |text: String| Line::from(vec![Span::styled("  u", state.theme.key()), Span::raw(format!(" {text}"))]);
    let whole = key(format!("undo {}", printable(undo)));
    let (short, columns) = (key("undo".into()), usize::from(state.size.0));
    match (message + whole.width() <= columns, message + short.width() <= columns) {
        (true, _) => whole,
        // The key stands in the help as well, and the message nowhere else.
        (false, false) if message <= columns => Line::default(),
        _ => short,
    }
}

/// The reasons with their numbers, as many in a line as fit.
fn reasons(state: &State) -> Vec<Line<'static>> {
    let columns = usize::from(state.size.0);
    let mut lines: Vec<Vec<Span<'static>>> = Vec::new();
    let mut used = columns;
    for (place, reason) in state.reasons.iter().take(9).enumerate() {
        let reason = console::truncate_str(&printable(reason), columns.saturating_sub(4), "…").into_owned();
        let width = console::measure_text_width(&reason) + 4;
        if used + width > columns {
            lines.push(Vec::new());
            used = 0;
        }
        used += width;
        if let Some(line) = lines.last_mut() {
            line.push(Span::styled((place + 1).to_string(), state.theme.key()));
            line.push(Span::raw(format!(" {reason}  ")));
        }
    }
    lines.into_iter().map(Line::from).collect()
}

fn shortened(reason: &str) -> String {
    console::truncate_str(&printable(reason), 24, "…").into_owned()
}

/// The keys beside another conversation. Where there is room they say which of the two they decide about.
fn pair_keys(state: &State, pair: &Pair) -> Line<'static> {
    let letters =
        decisions(&pair.left.conversation, &state.by).iter().map(|(key, _)| *key).collect::<Vec<_>>().join("/");
    let decide = match state.size.0 >= NAMES_PAIR {
        true => format!("decide about {}", pair.names[0]),
        false => "decide".to_owned(),
    };
    let mut used =
        vec![("Esc", "back"), ("Tab", "next difference"), ("Space", "further"), ("Shift-Tab", "difference before")];
    if !letters.is_empty() {
        used.insert(0, (&letters, &decide));
    }
    keys(state, &used)
}

/// The decisions that the status allows this person, each with its key. One that stands already is agreed with.
fn decisions(it: &Conversation, by: &str) -> Vec<(&'static str, &'static str)> {
    let all = [
        (Move::Approve, "a", "approve"),
        (Move::Reject, "r", "reject"),
        (Move::SendBack, "b", "send back"),
        (Move::Reopen, "R", "reopen"),
    ];
    let allowed = all.into_iter().filter(|(step, ..)| it.after(*step, by).is_ok());
    let agrees = |step: Move| step != Move::SendBack && step.leads_to() == it.status;
    allowed.map(|(step, key, word)| (key, if agrees(step) { "agree" } else { word })).collect()
}

/// The keys of the reading mode, the most important first.
fn reading_keys(state: &State) -> Vec<(&'static str, &'static str)> {
    let Some(shown) = &state.shown else { return vec![("p", "back"), ("o", "open"), ("?", "help"), ("q", "quit")] };
    let mut keys = decisions(&shown.full.conversation, &state.by);
    keys.extend([
        ("s", "skip"),
        ("?", "help"),
        ("q", "quit"),
        ("n/p", "next/previous"),
        ("Tab/Shift-Tab", "findings"),
        ("e/E", "edit text/turn"),
        ("d", "delete"),
        ("G", "make anew"),
        ("/", "search"),
        ("l", "list"),
        ("i", "info"),
    ]);
    if shown.full.conversation.chunk_id.is_some() {
        // Before the keys that no conversation lacks.
        keys.insert(keys.len() - 4, ("S", "source"));
    }
    keys
}

/// As many of the keys as fit in a line.
fn keys(state: &State, keys: &[(&str, &str)]) -> Line<'static> {
    let mut spans = Vec::new();
    let mut used = 0;
    for (key, word) in keys {
        let width = console::measure_text_width(key) + console::measure_text_width(word) + 1;
        if used + width > usize::from(state.size.0) {
            break;
        }
        used += width + 2;
        spans.push(Span::styled((*key).to_owned(), state.theme.key()));
        spans.push(Span::raw(format!(" {word}  ")));
    }
    Line::from(spans)
}
