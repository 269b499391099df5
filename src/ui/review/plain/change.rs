//! Undo, edits, remarks, deletion and new versions, line by line.

use chrono::Utc;

use crate::domain::conversation::{Revised, Text, without_blank_edges};
use crate::domain::status::Status;
use crate::engine;
use crate::error::Failure;
use crate::review::{Next, Session, TakenBack, form, parse};
use crate::store::{FullConversation, StoreError};
use crate::ui::review::makes_anew::{Landed, MakesAnew};
use crate::ui::review::plain::ask::Answer;
use crate::ui::review::plain::sitting::{After, Plain};
use crate::ui::review::words::{delete_question, passed_over, said_of_edit, said_of_tag, said_of_undo, tagging};
use crate::ui::text_editor::Draft;
use crate::ui::written::written;

impl Plain {
    pub(super) async fn undo(&mut self, session: &mut Session) -> Result<After, Failure> {
        self.say("")?;
        let undone = session.undo(Utc::now()).await;
        match self.or_said(undone)? {
            Some(Some(TakenBack { undone, next })) => {
                self.say(&said_of_undo(&undone))?;
                next.map_or(Ok(After::Stay), |next| self.taken(next))
            }
            Some(None) => {
                self.say("There is nothing to undo in this session. For earlier sessions: dialoom undo")?;
                Ok(After::Stay)
            }
            None => Ok(After::Stay),
        }
    }

    /// Hands the terminal to the person's editor. What they wrote is kept until it is stored.
    pub(super) async fn edit(&mut self, seen: &FullConversation, session: &mut Session) -> Result<After, Failure> {
        let before = Revised::from(Text::of(&seen.conversation, &seen.turns));
        let above = format!(
            "Conversation {}. Save and close to store it; unchanged, nothing happens.",
            seen.conversation.short_id
        );
        self.say("")?;
        let wrote = written(true, &form(&before, &above), |text| parse(text, Some(&before)));
        self.store_edit(seen, wrote, session).await
    }

    /// The same with the text of one turn alone.
    pub(super) async fn edit_turn(&mut self, seen: &FullConversation, session: &mut Session) -> Result<After, Failure> {
        let mut revised = Revised::from(Text::of(&seen.conversation, &seen.turns));
        let number = match self.ask_something(&format!("turn (1 to {}): ", revised.turns.len())).await? {
            Answer::Given(number) => number,
            Answer::TakenBack => return Ok(After::Stay),
            Answer::Quit(exit) => return Ok(After::Leave(exit)),
        };
        let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let Some(turn) = place.and_then(|place| revised.turns.get_mut(place)) else {
            self.say(&format!("there is no turn {number}"))?;
            return Ok(After::Stay);
        };
        self.say("")?;
        let wrote = match written(true, &turn.content, |text| Ok(without_blank_edges(text).to_owned())) {
            Ok((text, draft)) => {
                if text != without_blank_edges(&turn.content) {
                    turn.content = text;
                }
                Ok((revised, draft))
            }
            Err(failure) => Err(failure),
        };
        self.store_edit(seen, wrote, session).await
    }

    /// Stores what was written, and shows it. Where that fails, the text stays in its file.
    async fn store_edit(
        &mut self,
        seen: &FullConversation,
        wrote: Result<(Revised, Draft), Failure>,
        session: &mut Session,
    ) -> Result<After, Failure> {
        let (revised, draft) = match wrote {
            Ok(written) => written,
            Err(failure) => {
                self.say_failure("Not stored", &failure)?;
                return Ok(After::Stay);
            }
        };
        let now = Utc::now();
        match engine::edit(session.store(), seen, revised, session.by(), now).await {
            Ok(None) => self.say("The text is the same: nothing was changed.")?,
            Ok(Some(change)) => {
                let read = session.edited(now).await;
                if let Some(Next::Read(full)) = self.or_said(read)? {
                    self.say(&said_of_edit(&change, seen, &full))?;
                    return Ok(After::Read(full));
                }
            }
            Err(error) => {
                let mut failure = Failure::from(error);
                if let Some(path) = draft.keep() {
                    failure = failure.hint(format!("Your text is kept in {}", path.display()));
                }
                self.say_failure("Not stored", &failure)?;
            }
        }
        Ok(After::Stay)
    }

    pub(super) async fn note(&mut self, session: &mut Session) -> Result<After, Failure> {
        let text = match self.ask_something("note: ").await? {
            Answer::Given(text) => text,
            Answer::TakenBack => return Ok(After::Stay),
            Answer::Quit(exit) => return Ok(After::Leave(exit)),
        };
        let noted = session.note(&text, Utc::now()).await;
        if let Some(Next::Read(full)) = self.or_said(noted)? {
            self.say(&format!("noted: {text}"))?;
            return Ok(After::Changed(full));
        }
        Ok(After::Stay)
    }

    pub(super) async fn tag(&mut self, session: &mut Session) -> Result<After, Failure> {
        let given = match self.ask_something("tag (-word takes it off): ").await? {
            Answer::Given(given) => given,
            Answer::TakenBack => return Ok(After::Stay),
            Answer::Quit(exit) => return Ok(After::Leave(exit)),
        };
        let (tag, how) = match tagging(&given) {
            Ok(wanted) => wanted,
            Err(error) => {
                self.say(&error.to_string())?;
                return Ok(After::Stay);
            }
        };
        let tagged = session.tag(&tag, how, Utc::now()).await;
        match self.or_said(tagged)? {
            Some(Some(Next::Read(full))) => {
                self.say(&said_of_tag(&tag, how, Some(&full.conversation.tags)))?;
                return Ok(After::Changed(full));
            }
            Some(None) => self.say(&said_of_tag(&tag, how, None))?,
            _ => {}
        }
        Ok(After::Stay)
    }

    pub(super) async fn delete(&mut self, seen: &FullConversation, session: &mut Session) -> Result<After, Failure> {
        let it = &seen.conversation;
        let is_approved = it.status == Status::Approved;
        for is_asked_again in [false, true].into_iter().take(1 + usize::from(is_approved)) {
            match self.is_sure(&delete_question(&it.short_id, is_approved, is_asked_again)).await? {
                Ok(true) => {}
                Ok(false) => {
                    self.say("Nothing was deleted.")?;
                    return Ok(After::Stay);
                }
                Err(exit) => return Ok(After::Leave(exit)),
            }
        }
        match session.delete(is_approved, Utc::now()).await {
            Ok(None) => self.say(&format!("{} is in the trash", it.short_id))?,
            Ok(Some(meanwhile)) => self.say(&passed_over(&meanwhile))?,
            Err(error) if error.is_passing() || matches!(error, StoreError::Approved { .. }) => {
                self.say(&format!("not deleted: {error}. Press the key again."))?;
                return Ok(After::Stay);
            }
            Err(error) => return Err(error.into()),
        }
        self.advance(session).await
    }

    /// Begins a new version, which is made while the reviewer goes on.
    pub(super) async fn make_anew(
        &mut self,
        seen: &FullConversation,
        anew: &mut dyn MakesAnew,
    ) -> Result<After, Failure> {
        if let Err(failure) = anew.check(seen.conversation.id) {
            self.say_failure("Not made anew", &failure)?;
            return Ok(After::Stay);
        }
        let note = match self.ask("what to do differently (Enter: its last note and findings): ").await? {
            Answer::Given(note) => Some(note).filter(|note| !note.is_empty()),
            Answer::TakenBack => return Ok(After::Stay),
            Answer::Quit(exit) => return Ok(After::Leave(exit)),
        };
        match anew.begin(seen.conversation.id, note).await {
            Ok(()) => self.say(&format!("{} being made anew", anew.running()))?,
            Err(failure) => self.say_failure("Not made anew", &failure)?,
        }
        Ok(After::Stay)
    }

    /// The news of a new version.
    pub(super) fn tell(&mut self, landed: &Landed) -> Result<(), Failure> {
        match &landed.made {
            Ok(id) => {
                self.newest = Some(id.clone());
                self.say(&format!("{} came back as {id}; o and Enter open it", landed.of))
            }
            Err(why) => self.say(&format!("{} has no new version: {why}; again: {}", landed.of, landed.command)),
        }
    }
}
