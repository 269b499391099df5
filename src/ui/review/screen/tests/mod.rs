//! The state machine without a terminal, and its pictures.

mod acts;
mod looks;
mod several;
mod sources;
mod walks;

use std::path::Path;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use crate::domain::status::Status;
use crate::review::Counts;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::sample::conversation;
use crate::ui::review::screen::state::State;
use crate::ui::review::screen::theme::Theme;
use crate::ui::review::screen::view;

fn reasons() -> Vec<String> {
    crate::domain::review::REASONS.map(str::to_owned).to_vec()
}

/// A conversation on the screen that the terminal has drawn.
fn reading(size: (u16, u16)) -> State {
    let mut state = State::new(size, Theme { has_color: true }, 120, reasons());
    state.again = "dialoom review".into();
    state.progress.counts = Counts { approved: 9, rejected: 2, skipped: 1, ..Counts::default() };
    state.progress.left = 108;
    state.progress.elapsed = Duration::from_secs(180);
    state.show(conversation(Status::PendingReview));
    state.drawn();
    state
}

fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn control(letter: char) -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL))
}

/// Types a text, one key each letter; "\n" is Enter.
fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    let code = |letter| if letter == '\n' { KeyCode::Enter } else { KeyCode::Char(letter) };
    text.chars().flat_map(|letter| state.press(&key(code(letter)))).collect()
}

fn picture(state: &State) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(state.size.0, state.size.1)).expect("no terminal to fail");
    terminal.draw(|frame| view::draw(state, frame)).expect("drawn");
    terminal.backend().buffer().clone()
}

fn text(state: &State) -> String {
    let buffer = picture(state);
    let rows = buffer.area.height;
    let row = |y| {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(console::measure_text_width(symbol)).unwrap_or(1).max(1);
        }
        line.trim_end().to_owned() + "\n"
    };
    (0..rows).map(row).collect()
}

#[track_caller]
fn looks_like(state: &State, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/ui/review/screen/pictures/{name}.txt"));
    let drawn = text(state);
    if std::env::var_os("DIALOOM_KEEP_SCREENS").is_some() {
        std::fs::write(&path, &drawn).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(drawn, kept, "{name}: DIALOOM_KEEP_SCREENS=1 keeps the new one");
}
