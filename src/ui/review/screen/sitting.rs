//! The loop of a session: draws, waits for a key, carries out what the state machine wants.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;

use crate::error::{Exit, Failure};
use crate::review::Session;
use crate::ui::act::described;
use crate::ui::commands::Repeated;
use crate::ui::keyboard::Keyboard;
use crate::ui::review::makes_anew::{Landed, MakesAnew};
use crate::ui::review::screen::state::{LEAST, State};
use crate::ui::review::screen::terminal::{Window, size};
use crate::ui::review::screen::theme::Theme;
use crate::ui::signals::{Heard, Signals};

/// Between two keys the pace and the time left are drawn again after so long.
const TICK: Duration = Duration::from_secs(5);

/// The reviewer's terminal. Everything goes to stderr: stdout is for `--json`.
pub(crate) struct Screen {
    pub(super) window: Window,
    keyboard: Keyboard,
    signals: Signals,
    pub(super) state: State,
    pub(super) repeated: Arc<Repeated>,
    began: Instant,
}

/// How a session looks.
pub(crate) struct Look {
    /// Whether to use colour.
    pub(crate) has_color: bool,
    /// The reasons on the number keys.
    pub(crate) reasons: Vec<String>,
    /// The command that goes on with what is left.
    pub(crate) again: String,
    /// The flags for each command that a message names.
    pub(crate) repeated: Arc<Repeated>,
}

/// What woke the loop.
enum Woken {
    Event(crossterm::event::Event),
    Heard(Heard),
    /// A new version is there, or will not be.
    Landed(Landed),
    Tick,
    /// The terminal is gone.
    Gone,
}

impl Screen {
    /// Whether the terminal can show it, and its window is large enough.
    pub(crate) fn fits() -> bool {
        let (columns, rows) = size();
        let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        columns >= LEAST.0 && rows >= LEAST.1 && !is_dumb
    }

    /// Takes the terminal of this process, for a session over `total` conversations.
    pub(crate) fn open(total: u64, look: Look) -> Result<Screen, Failure> {
        let failed = |error| Failure::new("the terminal cannot be used").because(error).hint("Add --plain.");
        let signals = Signals::listen().map_err(failed)?;
        let keyboard = Keyboard::open().map_err(failed)?;
        let window = Window::open().map_err(failed)?;
        let theme = Theme { has_color: look.has_color };
        let mut state = State::new(size(), theme, total, look.reasons);
        state.again = look.again;
        Ok(Screen { window, keyboard, signals, state, repeated: look.repeated, began: Instant::now() })
    }

    /// One session, until the reviewer quits. What was decided is stored, however it ends.
    pub(crate) async fn sit(&mut self, session: &mut Session, anew: &mut dyn MakesAnew) -> Result<Exit, Failure> {
        self.state.by = session.by().to_owned();
        self.advance(session).await?;
        loop {
            self.state.anew.running = anew.running();
            self.bring_source(session).await?;
            self.tell_newer(session).await?;
            if self.draw(session).is_err() {
                return Ok(Exit::Interrupted);
            }
            let event = match self.wait(anew).await {
                Woken::Event(event) => event,
                Woken::Heard(Heard::End) | Woken::Gone => return Ok(Exit::Interrupted),
                Woken::Heard(Heard::Redraw { was_stopped }) => {
                    // The shell had the terminal meanwhile.
                    if was_stopped {
                        self.window.leave();
                        self.window.enter()?;
                    }
                    continue;
                }
                Woken::Landed(landed) => {
                    self.state.anew.news.push(landed);
                    continue;
                }
                Woken::Tick => continue,
            };
            for effect in self.state.press(&event) {
                if let Some(exit) = self.carry_out(effect, session, anew).await? {
                    return Ok(exit);
                }
            }
        }
    }

    /// Draws the state. Where it shows another conversation, what was typed before is dropped.
    fn draw(&mut self, session: &mut Session) -> std::io::Result<()> {
        let progress = &mut self.state.progress;
        (progress.counts, progress.elapsed) = (session.counts(), self.began.elapsed());
        self.state.undo = session.last_act().map(described);
        self.state.resize(size());
        let (keyboard, is_new) = (&mut self.keyboard, self.state.is_new());
        if is_new {
            // Terminals disagree about the width of some letters: what they left would stay on the next screen.
            self.window.redraw()?;
        }
        self.window.draw(&self.state, || {
            if is_new {
                keyboard.drop_pending();
            }
        })?;
        self.state.drawn();
        session.drawn(Utc::now());
        Ok(())
    }

    async fn wait(&mut self, anew: &mut dyn MakesAnew) -> Woken {
        tokio::select! {
            biased;
            heard = self.signals.next() => Woken::Heard(heard),
            event = self.keyboard.next() => event.map_or(Woken::Gone, Woken::Event),
            landed = anew.landed() => Woken::Landed(landed),
            () = tokio::time::sleep(TICK) => {
                use std::io::IsTerminal as _;
                if std::io::stdin().is_terminal() { Woken::Tick } else { Woken::Gone }
            }
        }
    }

    /// Gives the terminal to the shell until it continues the process.
    pub(super) async fn suspend(&mut self) -> Result<Option<Exit>, Failure> {
        let before = Instant::now();
        self.window.leave();
        Signals::stop();
        // The shell continues it with a signal, which needs no second answer.
        let heard = tokio::time::timeout(Duration::from_millis(50), self.signals.next()).await;
        self.window.enter()?;
        self.began += before.elapsed();
        Ok((heard == Ok(Heard::End)).then_some(Exit::Interrupted))
    }
}
