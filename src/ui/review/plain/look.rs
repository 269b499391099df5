//! What a reviewer looks at beside the conversation, line by line: another one, a word in it, its history.

use chrono::Utc;

use crate::domain::conversation::{Revised, Text};
use crate::error::Failure;
use crate::review::{Session, edits};
use crate::store::{FullConversation, StoreError};
use crate::ui::figures::count;
use crate::ui::history_view;
use crate::ui::review::beside::{Beside, NOTHING_BESIDE};
use crate::ui::review::find::matches;
use crate::ui::review::hanging::{Hanging, wrapped};
use crate::ui::review::info;
use crate::ui::review::plain::ask::Answer;
use crate::ui::review::plain::sitting::{After, Plain};
use crate::ui::review::source;

/// Letters of text before and after what a search found.
const AROUND: usize = 60;

impl Plain {
    pub(super) async fn previous(&mut self, session: &mut Session) -> Result<After, Failure> {
        let previous = session.previous(Utc::now()).await;
        match self.or_said(previous)? {
            Some(Some(next)) => self.taken(next),
            Some(None) => {
                self.say("\nThis is the first one.")?;
                Ok(After::Stay)
            }
            None => Ok(After::Stay),
        }
    }

    /// Opens one by its id; Enter alone opens the new version that came back last.
    pub(super) async fn open(&mut self, session: &mut Session) -> Result<After, Failure> {
        let given = match self.ask("id: ").await? {
            Answer::Given(given) => given,
            Answer::TakenBack => return Ok(After::Stay),
            Answer::Quit(exit) => return Ok(After::Leave(exit)),
        };
        let Some(id) = Some(given).filter(|id| !id.is_empty()).or_else(|| self.newest.take()) else {
            return Ok(After::Stay);
        };
        match session.open(&id, Utc::now()).await {
            Err(error @ (StoreError::NotFound { .. } | StoreError::Ambiguous { .. } | StoreError::Trashed { .. })) => {
                self.say(&error.to_string())?;
                Ok(After::Stay)
            }
            opened => self.or_said(opened)?.map_or(Ok(After::Stay), |next| self.taken(next)),
        }
    }

    /// How it differs from the version it was made from, or from its near-duplicate.
    pub(super) async fn beside(&mut self, full: &FullConversation, session: &Session) -> Result<After, Failure> {
        self.say("")?;
        let Some(Beside { id, title, names: [this, that] }) = Beside::of(&full.conversation) else {
            self.say(NOTHING_BESIDE)?;
            return Ok(After::Stay);
        };
        let other = match session.other(&id).await {
            Err(error) if !error.is_passing() => {
                self.say(&error.to_string())?;
                return Ok(After::Stay);
            }
            other => match self.or_said(other)? {
                Some(other) => other,
                None => return Ok(After::Stay),
            },
        };
        let text = |full: &FullConversation| Revised::from(Text::of(&full.conversation, &full.turns));
        let differences = edits(&text(&other), &text(full));
        self.say(&format!("{title}: [-words of {that}-] {{+words of {this}+}}"))?;
        for edit in &differences {
            self.say(history_view::difference(edit, self.width()).trim_end())?;
        }
        self.say(&format!("{} differ", count(differences.len() as u64, "part")))?;
        Ok(After::Stay)
    }

    /// The places where a text stands, each with its turn.
    pub(super) async fn find(&mut self, full: &FullConversation) -> Result<After, Failure> {
        let query = match self.ask_something("search: ").await? {
            Answer::Given(query) => query,
            Answer::TakenBack => return Ok(After::Stay),
            Answer::Quit(exit) => return Ok(After::Leave(exit)),
        };
        let mut is_found = false;
        for turn in &full.turns {
            for found in matches(&turn.content, &query) {
                is_found = true;
                let (before, after) = (&turn.content[..found.start], &turn.content[found.end..]);
                let begin = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
                let end = found.end + after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
                let words: Vec<&str> = turn.content[begin..end].split_whitespace().collect();
                self.say(&format!("turn {}: … {} …", turn.turn_number, words.join(" ")))?;
            }
        }
        if !is_found {
            self.say(&format!("\"{query}\" is not in this text"))?;
        }
        Ok(After::Stay)
    }

    /// Metadata, template, prompt, calls and history.
    pub(super) async fn explain(&mut self, full: &FullConversation, session: &Session) -> Result<After, Failure> {
        self.say("")?;
        let background = session.background().await;
        if let Some(Some(background)) = self.or_said(background)? {
            self.say_lines(&info::lines(full, &background))?;
        }
        Ok(After::Stay)
    }

    /// The chunk that it rests on.
    pub(super) async fn source(&mut self, full: &FullConversation, session: &Session) -> Result<After, Failure> {
        self.say("")?;
        let background = session.background().await;
        let Some(Some(background)) = self.or_said(background)? else { return Ok(After::Stay) };
        let Some(chunk) = &background.source else {
            self.say(source::NO_SOURCE)?;
            return Ok(After::Stay);
        };
        self.say(&format!("Source: {}", source::title(chunk)))?;
        self.say_lines(&source::lines(full, chunk))?;
        Ok(After::Stay)
    }

    fn say_lines(&self, lines: &[Hanging]) -> Result<(), Failure> {
        wrapped(lines, self.width()).iter().try_for_each(|line| self.say(line))
    }
}
