//! One conversation at a time on the screen, and a key for each decision.

use std::io;
use std::time::Duration;

use chrono::Utc;
use console::{Key, Term};

use crate::domain::review::Decision;
use crate::domain::status::{Move, Status};
use crate::error::{Exit, Failure};
use crate::review::{Command, Counts, Done, Meanwhile, Next, Session};
use crate::store::FullConversation;

use crate::ui::conversation_view;
use crate::ui::printable::printable;
use crate::ui::review::editor::{Edited, Editor};
use crate::ui::review::keys::{Keys, Pressed};

/// How long after Enter the next letter still belongs to the same paste.
const PASTE: Duration = Duration::from_millis(25);

const HELP: &str = "\
a  approve: accept for training
r  reject, with a reason
b  send back to be made again, with a note
o  reopen a rejected one, with a reason
s  skip: leave it as it is
v  view it again
q  quit; everything decided so far is kept (Ctrl-C does the same)";

/// What the reviewer wants with the conversation shown.
enum Wish {
    Do(Command),
    ShowAgain,
    Quit(Exit),
}

/// What came of asking why.
enum Reason {
    Given(String),
    TakenBack,
    Quit(Exit),
}

/// The reviewer's side: keys come in here, conversations go out.
///
/// Everything is shown on stderr, so that `--json` has stdout to itself.
pub(crate) struct Screen {
    term: Term,
    keys: Keys,
    total: u64,
}

impl Screen {
    /// The screen of this process, for a sitting over `total` conversations.
    pub(crate) fn new(total: u64) -> Result<Screen, Failure> {
        let keys = Keys::new().map_err(|error| Failure::new("cannot listen for signals").because(error))?;
        Ok(Screen { term: Term::stderr(), keys, total })
    }

    /// One sitting, until nothing is left or the reviewer has had enough.
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
        let place = (counts.passed() + 1).min(self.total.max(1));
        self.say("")?;
        self.say(&"─".repeat(width.min(100)))?;
        self.say(&format!("{place} of {}", self.total))?;
        self.say(&conversation_view::text(full, width))?;
        self.say("")
    }

    /// Waits for a key that means something here.
    async fn wish(&mut self, full: &FullConversation) -> Result<Wish, Failure> {
        let status = full.conversation.status;
        loop {
            let width = self.width();
            self.draw(&console::truncate_str(
                &format!("{} ", menu(status, width.saturating_sub(2))),
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
            // Said before anybody types a reason in vain.
            if let Err(refused) = status.after(step) {
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
        self.say("Enter keeps it, Esc takes it back.")?;
        loop {
            self.draw(&line.shown(prompt, self.width()))?;
            let key = match self.keys.next().await {
                Pressed::Key(key) => key,
                Pressed::End(exit) => return Ok(Reason::Quit(exit)),
            };
            match line.press(&key) {
                Edited::More => {}
                Edited::Done(why) => match self.keys.within(PASTE).await {
                    // Nobody types that fast: a pasted text goes on, and its letters must not be taken for commands.
                    Some(Pressed::Key(key)) => {
                        line.go_on();
                        line.press(&key);
                    }
                    Some(Pressed::End(_)) | None => {
                        self.say("")?;
                        return Ok(Reason::Given(why));
                    }
                },
                Edited::Empty => {
                    self.say("")?;
                    self.say("It needs a reason, for the record; Esc takes it back.")?;
                }
                Edited::Cancelled => {
                    self.say("")?;
                    return Ok(Reason::TakenBack);
                }
            }
        }
    }

    fn width(&self) -> usize {
        // Asked each time: a window changes its size during a sitting.
        self.term.size_checked().map_or(80, |(_, columns)| usize::from(columns)).max(1)
    }

    fn say(&self, text: &str) -> Result<(), Failure> {
        self.term.write_line(&printable(text)).map_err(gone)
    }

    /// Puts a line in place of the one the cursor is on.
    fn draw(&self, text: &str) -> Result<(), Failure> {
        self.term.clear_line().and_then(|()| self.term.write_str(&printable(text))).map_err(gone)
    }
}

/// The keys that do something, in words where `width` columns have room for them.
fn menu(status: Status, width: usize) -> String {
    let moves = status.moves();
    let mut words: Vec<&str> = [
        (Move::Approve, "[a]pprove"),
        (Move::Reject, "[r]eject"),
        (Move::SendBack, "send [b]ack"),
        (Move::Reopen, "re[o]pen"),
    ]
    .iter()
    .filter(|(step, _)| moves.contains(step))
    .map(|(_, word)| *word)
    .collect();
    words.extend(["[s]kip", "[q]uit", "[?]"]);
    let whole = words.join("  ");
    if console::measure_text_width(&whole) <= width {
        return whole;
    }
    // The letters alone: half a word helps nobody, and [?] says what they mean.
    let letter = |word: &&str| word.split(['[', ']']).nth(1).unwrap_or_default().to_owned();
    format!("[{}]", words.iter().map(letter).collect::<Vec<_>>().join("/"))
}

fn said_of(full: &FullConversation, done: &Done) -> String {
    let short_id = &full.conversation.short_id;
    match done {
        Done::Decided(status) => format!("\n{short_id} is {status}"),
        Done::Skipped => format!("\n{short_id} skipped"),
        Done::TooLate(meanwhile) => format!("\nnot changed: {}", passed_over(meanwhile)),
        Done::Refused(refused) => refused.to_string(),
    }
}

fn passed_over(meanwhile: &Meanwhile) -> String {
    match meanwhile {
        Meanwhile::Decided { short_id, status, by } => {
            let by = by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
            format!("{short_id} was decided meanwhile{by} and is {status}; passed over")
        }
        Meanwhile::Gone { short_id } => format!("{short_id} was deleted meanwhile; passed over"),
    }
}

fn gone(error: io::Error) -> Failure {
    Failure::new("the terminal is gone; everything decided so far is kept").because(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_offers_what_the_state_allows() {
        assert_eq!(menu(Status::Generated, 40), "[a/r/b/s/q/?]");
        assert_eq!(menu(Status::Generated, 80), "[a]pprove  [r]eject  send [b]ack  [s]kip  [q]uit  [?]");
        assert_eq!(menu(Status::Rejected, 80), "re[o]pen  [s]kip  [q]uit  [?]");
        assert_eq!(menu(Status::Failed, 80), "[s]kip  [q]uit  [?]");
    }
}
