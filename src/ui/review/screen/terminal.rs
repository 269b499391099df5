//! The terminal of the full-screen review: its modes, and one write for each picture.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, Once, PoisonError};

use crossterm::{cursor, event, execute, queue, style, terminal};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::ui::review::screen::state::State;
use crate::ui::review::screen::view;

/// Reports of clicks and the wheel, in the form without a limit of columns. Not those of every movement.
const WHEEL_ON: &str = "\x1b[?1000h\x1b[?1006h";
const WHEEL_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// A picture in the making. The backend writes many small parts, and the terminal gets them at once.
#[derive(Debug, Clone, Default)]
struct Picture(Arc<Mutex<Vec<u8>>>);

impl Picture {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Picture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal in the modes of the review. Gives it back as it was, at the latest when dropped.
pub(super) struct Window {
    terminal: Terminal<CrosstermBackend<Picture>>,
    picture: Picture,
    is_entered: bool,
}

impl Window {
    pub(super) fn open() -> io::Result<Window> {
        restore_on_panic();
        let picture = Picture::default();
        let terminal = Terminal::new(CrosstermBackend::new(picture.clone()))?;
        let mut window = Window { terminal, picture, is_entered: false };
        window.enter()?;
        Ok(window)
    }

    /// Takes the terminal. The next picture is drawn whole.
    pub(super) fn enter(&mut self) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        self.is_entered = true;
        execute!(io::stderr(), terminal::EnterAlternateScreen, event::EnableBracketedPaste, style::Print(WHEEL_ON))?;
        self.redraw()
    }

    /// Gives the terminal back.
    pub(super) fn leave(&mut self) {
        if std::mem::take(&mut self.is_entered) {
            give_back();
        }
    }

    /// Forgets what the terminal shows, so that the next picture is drawn whole.
    pub(super) fn redraw(&mut self) -> io::Result<()> {
        // Not `clear`, which asks the terminal for its cursor and waits for the answer.
        let (columns, rows) = size();
        self.terminal.resize(Rect::new(0, 0, columns, rows))
    }

    /// Draws the state. What was typed before goes to `before`, at the last moment before the picture is there.
    pub(super) fn draw(&mut self, state: &State, before: impl FnOnce()) -> io::Result<()> {
        self.terminal.draw(|frame| view::draw(state, frame))?;
        let bytes = self.picture.take();
        before();
        let mut stderr = io::stderr().lock();
        stderr.write_all(&bytes)?;
        stderr.flush()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Columns and rows of the window now; none where there is no window.
pub(crate) fn size() -> (u16, u16) {
    terminal::size().unwrap_or_default()
}

/// Best effort: a terminal that is gone needs nothing back.
fn give_back() {
    let mut end = Vec::new();
    let queued = queue!(
        end,
        style::Print(WHEEL_OFF),
        event::DisableBracketedPaste,
        terminal::LeaveAlternateScreen,
        cursor::Show
    );
    drop(queued);
    drop(io::stderr().lock().write_all(&end));
    drop(terminal::disable_raw_mode());
}

/// A message of a panic belongs on a terminal that shows it.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // Not where no review has the terminal: a program may be in a mode of its own.
            if terminal::is_raw_mode_enabled().unwrap_or(false) {
                give_back();
            }
            before(panic);
        }));
    });
}
