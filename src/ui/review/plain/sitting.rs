//! One conversation after the other, line by line, and a key for each decision.

use std::io;
use std::time::Duration;

use chrono::Utc;
use console::{Key, Term};

use crate::domain::review::Decision;
use crate::domain::status::Move;
use crate::error::{Exit, Failure};
use crate::review::{Command, Counts, Done, Next, Session};
use crate::store::FullConversation;

use crate::ui::conversation_view;
use crate::ui::paint::Paint;
use crate::ui::printable::printable;
use crate::ui::review::editor::{Edit, Editor};
use crate::ui::review::plain::keys::{Keys, Pressed};
use crate::ui::review::plain::menu::{HELP, menu};
use crate::ui::review::words::{passed_over, said_of};

/// A letter within this time after Enter belongs to the same paste.
const PASTE: Duration = Duration::from_millis(25);

/// What the reviewer wants to do with this conversation.
enum Wish {
    Do(Command),
    ShowAgain,
    Quit(Exit),
}

/// The reviewer's answer to "why".
enum Reason {
    Given(String),
    TakenBack,
    Quit(Exit),
}

/// The reviewer's terminal. Everything goes to stderr: stdout is for `--json`.
pub(crate) struct Plain {
    term: Term,
    keys: Keys,
    total: u64,
}

impl Plain {
    /// The terminal of this process, for a sitting over `total` conversations.
    pub(crate) fn new(total: u64) -> Result<Plain, Failure> {
        let keys = Keys::new().map_err(|error| Failure::new("cannot listen for signals").because(error))?;
        Ok(Plain { term: Term::stderr(), keys, total })
    }

    /// One sitting, until nothing is left or the reviewer quits.
    pub(crate) async fn sit(&mut self, session: &mut Session) -> Result<Exit, Failure> {
        loop {
            let full = match session.next(Utc::now()).await? {
                Next::End => return Ok(Exit::Done),
                Next::PassedOver(meanwhile) => {
                    self.say(&passed_over(&meanwhile))?;
                    continue;
                }
                Next::Read(full) => full,
            };
            self.show(&full, session.counts())?;
            loop {
                match self.wish(&full).await? {
                    Wish::Quit(exit) => return Ok(exit),
                    Wish::ShowAgain => self.show(&full, session.counts())?,
                    Wish::Do(command) => match session.apply(command, Utc::now()).await? {
                        Done::Refused(refused) => self.say(&refused.to_string())?,
                        done => {
                            self.say(&said_of(&full, &done))?;
                            break;
                        }
                    },
                }
            }
        }
    }

    fn show(&self, full: &FullConversation, counts: Counts) -> Result<(), Failure> {
        let width = self.width();
        let place = (counts.handled() + 1).min(self.total.max(1));
        self.say("")?;
        self.say(&"─".repeat(width.min(100)))?;
        self.say(&format!("{place} of {}", self.total))?;
        self.say(&conversation_view::text(full, width, Paint::default()))?;
        self.say("")
    }

    /// Waits for a key with a meaning.
    async fn wish(&mut self, full: &FullConversation) -> Result<Wish, Failure> {
        let it = &full.conversation;
        loop {
            let width = self.width();
            self.draw(&console::truncate_str(
                &format!("{} ", menu(|step| it.after(step).is_ok(), width.saturating_sub(2))),
                width.saturating_sub(1),
                "…",
            ))?;
            let key = match self.keys.next().await {
                Pressed::End(exit) => return Ok(Wish::Quit(exit)),
                Pressed::Key(Key::Char(letter)) => letter.to_ascii_lowercase(),
                Pressed::Key(_) => continue,
            };
            let step = match key {
                'q' => return Ok(Wish::Quit(Exit::Done)),
                's' => return Ok(Wish::Do(Command::Skip)),
                'v' => return Ok(Wish::ShowAgain),
                '?' | 'h' => {
                    self.say("")?;
                    self.say(HELP)?;
                    continue;
                }
                'a' => Move::Approve,
                'r' => Move::Reject,
                'b' => Move::SendBack,
                'o' => Move::Reopen,
                _ => continue,
            };
            // Before anybody types a reason in vain.
            if let Err(refused) = it.after(step) {
                self.say("")?;
                self.say(&refused.to_string())?;
                continue;
            }
            let decision = match step {
                Move::Approve => Decision::Approve { note: None },
                _ => {
                    let why = match self.reason(step).await? {
                        Reason::Given(why) => why,
                        Reason::TakenBack => continue,
                        Reason::Quit(exit) => return Ok(Wish::Quit(exit)),
                    };
                    match step {
                        Move::Reject => Decision::Reject { reason: why },
                        Move::SendBack => Decision::SendBack { note: why },
                        _ => Decision::Reopen { reason: why },
                    }
                }
            };
            return Ok(Wish::Do(Command::Decide(decision)));
        }
    }

    /// Why: one line, never empty.
    async fn reason(&mut self, step: Move) -> Result<Reason, Failure> {
        let prompt = if step == Move::SendBack { "what to change: " } else { "why: " };
        let mut line = Editor::default();
        self.say("")?;
        self.say("Enter saves it, Esc cancels.")?;
        loop {
            let width = self.width();
            let prompt = console::truncate_str(prompt, width.saturating_sub(2), "");
            let room = width.saturating_sub(console::measure_text_width(&prompt)).max(1);
            self.draw(&format!("{prompt}{}", line.shown(room).0))?;
            let key = match self.keys.next().await {
                Pressed::Key(key) => key,
                Pressed::End(exit) => return Ok(Reason::Quit(exit)),
            };
            match key {
                Key::Enter if line.text().is_empty() => {
                    line = Editor::default();
                    self.say("")?;
                    self.say("Type a reason first; Esc cancels.")?;
                }
                Key::Enter => match self.keys.within(PASTE).await {
                    // Nobody types that fast: a paste continues, and its letters are no commands.
                    Some(Pressed::Key(key)) => {
                        line.apply(&Edit::Insert(' '));
                        edit_of(&key).iter().for_each(|edit| line.apply(edit));
                    }
                    Some(Pressed::End(_)) | None => {
                        self.say("")?;
                        return Ok(Reason::Given(line.text().to_owned()));
                    }
                },
                Key::Escape => {
                    self.say("")?;
                    return Ok(Reason::TakenBack);
                }
                key => edit_of(&key).iter().for_each(|edit| line.apply(edit)),
            }
        }
    }

    fn width(&self) -> usize {
        // Read each time: a window may change its size.
        self.term.size_checked().map_or(80, |(_, columns)| usize::from(columns)).max(1)
    }

    fn say(&self, text: &str) -> Result<(), Failure> {
        self.term.write_line(&printable(text)).map_err(gone)
    }

    /// Replaces the line that the cursor is on.
    fn draw(&self, text: &str) -> Result<(), Failure> {
        self.term.clear_line().and_then(|()| self.term.write_str(&printable(text))).map_err(gone)
    }
}

/// The cursor stays at the end of the line: more would need to move it on the terminal.
fn edit_of(key: &Key) -> Option<Edit> {
    match key {
        Key::Backspace => Some(Edit::Back),
        Key::Char('\u{15}') => Some(Edit::CutToStart),
        Key::Char('\u{17}') => Some(Edit::CutWord),
        Key::Char(letter) => Some(Edit::Insert(*letter)),
        _ => None,
    }
}

fn gone(error: io::Error) -> Failure {
    Failure::new("the terminal was closed; everything decided so far is kept").because(error)
}
