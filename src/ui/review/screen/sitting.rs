//! The loop of a session: draws, waits for a key, carries out what the state machine wants.

use std::time::{Duration, Instant};

use chrono::Utc;

use crate::domain::ids::ConversationId;
use crate::domain::review::Decision;
use crate::error::{Exit, Failure};
use crate::review::{Command, DecideError, Done, Next, Session, TakenBack};
use crate::store::StoreError;
use crate::ui::act::described;
use crate::ui::figures::count;
use crate::ui::keyboard::Keyboard;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::list::List;
use crate::ui::review::screen::state::{LEAST, State};
use crate::ui::review::screen::terminal::{Window, size};
use crate::ui::review::screen::theme::Theme;
use crate::ui::review::words::{passed_over, said_of, said_of_undo};
use crate::ui::signals::{Heard, Signals};

/// Between two keys the pace and the time left are drawn again after so long.
const TICK: Duration = Duration::from_secs(5);

/// The reviewer's terminal. Everything goes to stderr: stdout is for `--json`.
pub(crate) struct Screen {
    window: Window,
    keyboard: Keyboard,
    signals: Signals,
    state: State,
    began: Instant,
}

/// How a session looks.
pub(crate) struct Look {
    /// Whether to use colour.
    pub(crate) has_color: bool,
    /// The reasons on the number keys.
    pub(crate) reasons: Vec<String>,
}

/// What woke the loop.
enum Woken {
    Event(crossterm::event::Event),
    Heard(Heard),
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
        let state = State::new(size(), theme, total, look.reasons);
        Ok(Screen { window, keyboard, signals, state, began: Instant::now() })
    }

    /// One session, until the reviewer quits. What was decided is stored, however it ends.
    pub(crate) async fn sit(&mut self, session: &mut Session) -> Result<Exit, Failure> {
        self.advance(session).await?;
        loop {
            if self.draw(session).is_err() {
                return Ok(Exit::Interrupted);
            }
            let event = match self.wait().await {
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
                Woken::Tick => continue,
            };
            for effect in self.state.press(&event) {
                if let Some(exit) = self.carry_out(effect, session).await? {
                    return Ok(exit);
                }
            }
        }
    }

    /// Draws the state. Where it shows another conversation, what was typed before is dropped.
    fn draw(&mut self, session: &Session) -> std::io::Result<()> {
        let progress = &mut self.state.progress;
        (progress.place, progress.counts, progress.elapsed) = (session.place(), session.counts(), self.began.elapsed());
        self.state.undo = session.last_act().map(described);
        self.state.resize(size());
        let (keyboard, is_new) = (&mut self.keyboard, self.state.is_new());
        self.window.draw(&self.state, || {
            if is_new {
                keyboard.drop_pending();
            }
        })?;
        self.state.drawn();
        Ok(())
    }

    async fn wait(&mut self) -> Woken {
        tokio::select! {
            biased;
            heard = self.signals.next() => Woken::Heard(heard),
            event = self.keyboard.next() => event.map_or(Woken::Gone, Woken::Event),
            () = tokio::time::sleep(TICK) => {
                use std::io::IsTerminal as _;
                if std::io::stdin().is_terminal() { Woken::Tick } else { Woken::Gone }
            }
        }
    }

    async fn carry_out(&mut self, effect: Effect, session: &mut Session) -> Result<Option<Exit>, Failure> {
        match effect {
            Effect::Approve => self.decide(Decision::Approve { note: None }, session).await?,
            Effect::Reject { reason } => self.decide(Decision::Reject { reason }, session).await?,
            Effect::SendBack { note } => self.decide(Decision::SendBack { note }, session).await?,
            Effect::Reopen { reason } => self.decide(Decision::Reopen { reason }, session).await?,
            Effect::Skip => self.apply(Command::Skip, session).await?,
            Effect::Next => {
                session.leave();
                self.state.say("", false);
                self.advance(session).await?;
            }
            Effect::Previous => {
                let previous = session.previous(Utc::now()).await;
                match self.or_said(previous)? {
                    Some(Some(next)) => self.take(next),
                    Some(None) => self.state.say("This is the first one.", false),
                    None => {}
                }
            }
            Effect::Undo => self.undo(session).await?,
            Effect::Open(given) => {
                let opened = session.open(&given, Utc::now()).await;
                match opened {
                    Err(error @ (StoreError::NotFound { .. } | StoreError::Ambiguous { .. })) => {
                        self.state.say(error.to_string(), true);
                    }
                    opened => {
                        if let Some(next) = self.or_said(opened)? {
                            self.take(next);
                        }
                    }
                }
            }
            Effect::Beside { id, title, names } => {
                let other = session.other(&id).await;
                match other {
                    Err(error) if !error.is_passing() => self.state.say(error.to_string(), true),
                    other => {
                        if let Some(other) = self.or_said(other)? {
                            self.state.show_beside(title, Box::new(other), names);
                        }
                    }
                }
            }
            Effect::ReadBackground => {
                let background = session.background().await;
                if let Some(Some(background)) = self.or_said(background)? {
                    self.state.explain(&background);
                }
            }
            Effect::List => {
                let waiting = session.waiting().await;
                if let Some(waiting) = self.or_said(waiting)? {
                    self.state.open_list(List::new(waiting));
                }
            }
            Effect::DecideAll { ids, decision, is_all_at_once } => {
                self.decide_all(session, ids, decision, is_all_at_once).await?;
            }
            Effect::Redraw => self.window.redraw()?,
            Effect::Suspend => return self.suspend().await,
            Effect::Leave(exit) => return Ok(Some(exit)),
        }
        Ok(None)
    }

    /// Gives the terminal to the shell until it continues the process.
    async fn suspend(&mut self) -> Result<Option<Exit>, Failure> {
        let before = Instant::now();
        self.window.leave();
        Signals::stop();
        // The shell continues it with a signal, which needs no second answer.
        let heard = tokio::time::timeout(Duration::from_millis(50), self.signals.next()).await;
        self.window.enter()?;
        self.began += before.elapsed();
        Ok((heard == Ok(Heard::End)).then_some(Exit::Interrupted))
    }

    async fn decide(&mut self, decision: Decision, session: &mut Session) -> Result<(), Failure> {
        self.apply(Command::Decide(decision), session).await
    }

    async fn apply(&mut self, command: Command, session: &mut Session) -> Result<(), Failure> {
        let Some(shown) = &self.state.shown else { return Ok(()) };
        let full = shown.full.clone();
        match session.apply(command, Utc::now()).await {
            Ok(Done::Refused(refused)) => self.state.say(refused.to_string(), true),
            Ok(done) => {
                self.state.say(said_of(&full, &done).trim(), matches!(done, Done::TooLate(_)));
                self.advance(session).await?;
            }
            // It is still on the screen, and the key can be pressed again.
            Err(DecideError::Store(error)) if error.is_passing() => {
                self.state.say(format!("not stored: {error}. Press the key again."), true);
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    async fn undo(&mut self, session: &mut Session) -> Result<(), Failure> {
        // One key, one undo: what comes next must be drawn first.
        self.state.must_draw();
        let undone = session.undo(Utc::now()).await;
        let Some(Some(TakenBack { undone, next })) = self.or_said(undone)? else { return Ok(()) };
        if let Some(next) = next {
            self.take(next);
        }
        self.state.say(said_of_undo(&undone), undone.undone.is_empty());
        Ok(())
    }

    async fn decide_all(
        &mut self,
        session: &mut Session,
        ids: Vec<ConversationId>,
        decision: Decision,
        is_all_at_once: bool,
    ) -> Result<(), Failure> {
        let had_one = session.has_current();
        match session.decide_all(ids, decision.clone(), is_all_at_once, Utc::now()).await {
            Ok(changed) => {
                let status = decision.leads_to().as_str().replace('_', " ");
                self.state.say(format!("{} now {status}", count(changed, "conversation")), false);
                let waiting = session.waiting().await;
                if had_one && !session.has_current() {
                    self.advance(session).await?;
                }
                if let Some(waiting) = self.or_said(waiting)? {
                    self.state.open_list(List::new(waiting));
                }
            }
            Err(DecideError::Store(error)) if !error.is_passing() && !matches!(error, StoreError::NotFound { .. }) => {
                return Err(error.into());
            }
            Err(error) => self.state.say(format!("Nothing was changed: {error}"), true),
        }
        Ok(())
    }

    /// Shows the next conversation, or that there is none.
    async fn advance(&mut self, session: &mut Session) -> Result<(), Failure> {
        loop {
            match session.next(Utc::now()).await {
                Ok(Next::PassedOver(meanwhile)) => self.state.say(passed_over(&meanwhile), true),
                Ok(next) => {
                    self.take(next);
                    return Ok(());
                }
                Err(error) if error.is_passing() => {
                    self.state.fail(&error.to_string());
                    return Ok(());
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn take(&mut self, next: Next) {
        match next {
            Next::Read(full) => self.state.show(full),
            Next::PassedOver(meanwhile) => self.state.say(passed_over(&meanwhile), true),
            Next::End => self.state.end(),
        }
    }

    /// The result, or `None` where the database failed and may not fail the next time; then the screen says it.
    fn or_said<T>(&mut self, result: Result<T, StoreError>) -> Result<Option<T>, Failure> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is_passing() => {
                self.state.say(format!("{error}. Press the key again."), true);
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }
}
