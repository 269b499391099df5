//! One conversation after the other, line by line, and a key for each act.

use std::io;

use chrono::Utc;
use console::{Key, Term};

use crate::domain::status::Move;
use crate::error::{Exit, Failure};
use crate::review::{Next, Session};
use crate::store::{FullConversation, StoreError};
use crate::ui::conversation_view;
use crate::ui::paint::Paint;
use crate::ui::printable::printable;
use crate::ui::review::makes_anew::{Landed, MakesAnew};
use crate::ui::review::plain::keys::{Keys, Pressed};
use crate::ui::review::plain::menu::{HELP, menu};
use crate::ui::review::words::passed_over;

/// What a key came to.
pub(super) enum After {
    /// The same conversation, and the keys again.
    Stay,
    /// The same, with what changed beside its text.
    Changed(Box<FullConversation>),
    /// Another one, or another text.
    Read(Box<FullConversation>),
    Leave(Exit),
}

/// What woke the sitting.
enum Woken {
    Pressed(Pressed),
    /// A new version is there, or will not be.
    Landed(Landed),
}

/// The reviewer's terminal. Everything goes to stderr: stdout is for `--json`.
pub(crate) struct Plain {
    term: Term,
    pub(super) keys: Keys,
    total: u64,
    /// The reasons that have a number.
    pub(super) reasons: Vec<String>,
    /// The last reason of each kind of decision.
    pub(super) last: Vec<(Move, String)>,
    /// The new version that came back last.
    pub(super) newest: Option<String>,
    /// Who reads.
    by: String,
}

impl Plain {
    /// The terminal of this process, for a sitting over `total` conversations.
    pub(crate) fn new(total: u64, reasons: Vec<String>) -> Result<Plain, Failure> {
        let keys = Keys::new().map_err(|error| Failure::new("cannot listen for signals").because(error))?;
        Ok(Plain { term: Term::stderr(), keys, total, reasons, last: Vec::new(), newest: None, by: String::new() })
    }

    /// One sitting, until nothing is left or the reviewer quits.
    pub(crate) async fn sit(&mut self, session: &mut Session, anew: &mut dyn MakesAnew) -> Result<Exit, Failure> {
        self.by = session.by().to_owned();
        let mut after = self.advance(session).await?;
        loop {
            let mut full = match after {
                After::Read(full) | After::Changed(full) => full,
                After::Leave(exit) => return Ok(exit),
                After::Stay => return Ok(Exit::Done),
            };
            self.show(&full, session).await?;
            session.drawn(Utc::now());
            self.say_newer(session).await?;
            after = loop {
                match self.act(&full, session, anew).await? {
                    After::Stay => {}
                    After::Changed(changed) => full = changed,
                    after => break after,
                }
            };
        }
    }

    /// Names the new version that waits, if there is one.
    async fn say_newer(&mut self, session: &Session) -> Result<(), Failure> {
        let newer = session.newer().await;
        let Some(newer) = self.or_said(newer)?.flatten() else { return Ok(()) };
        self.say(&format!("its new version waits: {newer}; o and Enter open it"))?;
        self.newest = Some(newer);
        Ok(())
    }

    /// Draws the keys, waits for one, and does what it means.
    async fn act(
        &mut self,
        full: &FullConversation,
        session: &mut Session,
        anew: &mut dyn MakesAnew,
    ) -> Result<After, Failure> {
        let key = match self.key(full, anew).await? {
            Woken::Landed(landed) => {
                self.say("")?;
                self.tell(&landed)?;
                return Ok(After::Stay);
            }
            Woken::Pressed(Pressed::End(exit)) => return Ok(After::Leave(exit)),
            Woken::Pressed(Pressed::Continued) => 'v',
            Woken::Pressed(Pressed::Key(Key::Char(letter))) => letter,
            Woken::Pressed(Pressed::Key(_)) => return Ok(After::Stay),
        };
        match key {
            'a' => self.decide(full, Move::Approve, session).await,
            'r' => self.decide(full, Move::Reject, session).await,
            'b' => self.decide(full, Move::SendBack, session).await,
            'R' => self.decide(full, Move::Reopen, session).await,
            's' => self.skip(full, session).await,
            'n' => {
                session.leave();
                self.advance(session).await
            }
            'p' => self.previous(session).await,
            'o' => self.open(session).await,
            'u' => self.undo(session).await,
            'e' => self.edit(full, session).await,
            'E' => self.edit_turn(full, session).await,
            'l' => self.list(session).await,
            'N' => self.note(session).await,
            'T' => self.tag(session).await,
            'd' => self.delete(full, session).await,
            'G' => self.make_anew(full, anew).await,
            'D' => self.beside(full, session).await,
            '/' => self.find(full).await,
            'i' => self.explain(full, session).await,
            'S' => self.source(full, session).await,
            'v' => {
                self.show(full, session).await?;
                Ok(After::Stay)
            }
            'q' => Ok(After::Leave(Exit::Done)),
            '?' | 'h' => {
                self.say("")?;
                self.say_wrapped(HELP)?;
                Ok(After::Stay)
            }
            unknown => {
                // Not behind the keys, where a narrow window breaks the line.
                self.say("")?;
                let named = if unknown.is_control() { String::new() } else { format!(": {unknown}") };
                self.say(&format!("no such key{named} (? lists them)"))?;
                Ok(After::Stay)
            }
        }
    }

    async fn key(&mut self, full: &FullConversation, anew: &mut dyn MakesAnew) -> Result<Woken, Failure> {
        let (it, width) = (&full.conversation, self.width());
        let keys = format!("{} ", menu(|step| it.after(step, &self.by).is_ok(), width.saturating_sub(2)));
        self.draw(&console::truncate_str(&keys, width.saturating_sub(1), "…"))?;
        Ok(tokio::select! {
            biased;
            pressed = self.keys.next() => Woken::Pressed(pressed),
            landed = anew.landed() => Woken::Landed(landed),
        })
    }

    /// Shows a conversation, in one write. What was typed before decides nothing.
    async fn show(&self, full: &FullConversation, session: &mut Session) -> Result<(), Failure> {
        let width = self.width();
        let left = session.left_now().await;
        let left = self.or_said(left)?.unwrap_or_default();
        let rule = "─".repeat(width.min(100));
        let text = conversation_view::text(full, width, Paint::default());
        self.keys.drop_pending();
        self.say(&format!("\n{rule}\n{left} of {} left\n{text}\n", self.total.max(left)))
    }

    /// The next one of the queue.
    pub(super) async fn advance(&self, session: &mut Session) -> Result<After, Failure> {
        loop {
            match session.next(Utc::now()).await? {
                Next::End => return Ok(After::Leave(Exit::Done)),
                Next::PassedOver(meanwhile) => self.say(&passed_over(&meanwhile))?,
                Next::Read(full) => return Ok(After::Read(full)),
            }
        }
    }

    /// What a session read: shown, or said why not.
    pub(super) fn taken(&self, next: Next) -> Result<After, Failure> {
        match next {
            Next::Read(full) => return Ok(After::Read(full)),
            Next::PassedOver(meanwhile) => self.say(&passed_over(&meanwhile))?,
            Next::End => {}
        }
        Ok(After::Stay)
    }

    /// The result, or `None` where the database failed and may not fail the next time; then that is said.
    pub(super) fn or_said<T>(&self, result: Result<T, StoreError>) -> Result<Option<T>, Failure> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is_passing() => {
                self.say(&format!("{error}. Press the key again."))?;
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn width(&self) -> usize {
        // Read each time: a window may change its size.
        self.term.size_checked().map_or(80, |(_, columns)| usize::from(columns)).max(1)
    }

    pub(super) fn say(&self, text: &str) -> Result<(), Failure> {
        self.term.write_line(&printable(text)).map_err(gone)
    }

    /// A text for reading, no line wider than the window. What stands before two spaces stays alone in its column.
    pub(super) fn say_wrapped(&self, text: &str) -> Result<(), Failure> {
        let width = self.width().saturating_sub(1).max(1);
        let lines = text.lines().map(|line| {
            let hang = " ".repeat(line.find("  ").map_or(0, |at| at + 2).min(width / 2));
            textwrap::fill(line, textwrap::Options::new(width).subsequent_indent(&hang))
        });
        self.say(&lines.collect::<Vec<_>>().join("\n"))
    }

    /// A failure with all that a person may have to copy.
    pub(super) fn say_failure(&self, title: &str, failure: &Failure) -> Result<(), Failure> {
        self.say(&format!("{title}: {}", failure.message()))?;
        failure.causes().iter().map(|cause| format!("  {cause}")).try_for_each(|cause| self.say(&cause))?;
        failure.hints.iter().try_for_each(|hint| self.say(hint))
    }

    /// Replaces the line that the cursor is on; begins a new one where the terminal cannot.
    pub(super) fn draw(&self, text: &str) -> Result<(), Failure> {
        let cleared = match is_dumb() {
            true => self.term.write_str("\n"),
            false => self.term.clear_line(),
        };
        cleared.and_then(|()| self.term.write_str(&printable(text))).map_err(gone)
    }
}

/// Whether the terminal knows no control sequences.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb")
}

fn gone(error: io::Error) -> Failure {
    Failure::new("the terminal was closed; everything decided so far is kept").because(error)
}
