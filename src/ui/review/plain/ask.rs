//! What a person types on one line: a reason, a note, an id; or a yes.

use std::time::Duration;

use console::Key;

use crate::error::{Exit, Failure};
use crate::ui::review::editor::{Edit, Editor};
use crate::ui::review::plain::keys::Pressed;
use crate::ui::review::plain::sitting::Plain;

/// A letter within this time after Enter belongs to the same paste.
const PASTE: Duration = Duration::from_millis(25);

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// What was typed; empty after Enter alone.
    Given(String),
    TakenBack,
    Quit(Exit),
}

impl Plain {
    /// Asks for one line.
    pub(super) async fn ask(&mut self, question: &str) -> Result<Answer, Failure> {
        let mut line = Editor::default();
        self.say("")?;
        self.say("Enter saves it, Esc cancels.")?;
        loop {
            let width = self.width();
            let question = console::truncate_str(question, width.saturating_sub(2), "");
            let room = width.saturating_sub(console::measure_text_width(&question)).max(1);
            self.draw(&format!("{question}{}", line.shown(room).0))?;
            let key = match self.keys.next().await {
                Pressed::Key(key) => key,
                Pressed::Continued => continue,
                Pressed::End(exit) => return Ok(Answer::Quit(exit)),
            };
            match key {
                // Nobody types that fast: a paste continues, and its letters are no commands.
                Key::Enter if self.keys.has_more_within(PASTE) => line.apply(&Edit::Insert(' ')),
                Key::Enter => {
                    self.say("")?;
                    return Ok(Answer::Given(line.text().trim().to_owned()));
                }
                Key::Escape => {
                    self.say("")?;
                    return Ok(Answer::TakenBack);
                }
                key => edit_of(&key).iter().for_each(|edit| line.apply(edit)),
            }
        }
    }

    /// Asks for a line that is not empty.
    pub(super) async fn ask_something(&mut self, question: &str) -> Result<Answer, Failure> {
        loop {
            match self.ask(question).await? {
                Answer::Given(text) if text.is_empty() => self.say("Type something first; Esc cancels.")?,
                answer => return Ok(answer),
            }
        }
    }

    /// Asks a question that only "y" answers with yes. What was typed before it answers nothing.
    pub(super) async fn is_sure(&mut self, question: &str) -> Result<Result<bool, Exit>, Failure> {
        self.say("")?;
        self.keys.drop_pending();
        let answer = loop {
            self.draw(&format!("{question} [y/N] "))?;
            match self.keys.next().await {
                Pressed::Key(key) => break Ok(matches!(key, Key::Char('y' | 'Y'))),
                Pressed::Continued => {}
                Pressed::End(exit) => break Err(exit),
            }
        };
        self.say("")?;
        Ok(answer)
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
