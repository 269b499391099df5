//! Carries out what changes the conversation itself: undo, edits, deletion.

use chrono::Utc;

use crate::domain::conversation::{Revised, Text};
use crate::domain::tag::Tag;
use crate::engine;
use crate::error::Failure;
use crate::review::{Next, Session, TakenBack, form, parse};
use crate::store::{FullConversation, StoreError, Tagging};
use crate::ui::review::hanging::Hanging;
use crate::ui::review::screen::scrolled::Scrolled;
use crate::ui::review::screen::sitting::Screen;
use crate::ui::review::screen::state::Mode;
use crate::ui::review::words::{passed_over, said_of_edit, said_of_tag, said_of_undo};
use crate::ui::text_editor::Draft;
use crate::ui::written::written;

impl Screen {
    pub(super) async fn undo(&mut self, session: &mut Session) -> Result<(), Failure> {
        // One key, one undo: what comes next must be drawn first.
        self.state.must_draw();
        let undone = session.undo(Utc::now()).await;
        let Some(Some(TakenBack { undone, next })) = self.or_said(undone)? else { return Ok(()) };
        self.count_left(session).await;
        if let Some(next) = next {
            self.take(next);
        }
        self.state.say(said_of_undo(&undone), undone.undone.is_empty());
        Ok(())
    }

    /// Hands the terminal to the person's editor, and takes it back. What they wrote is kept until it is stored.
    pub(super) async fn edit(&mut self, session: &mut Session) -> Result<(), Failure> {
        let Some(seen) = self.seen() else { return Ok(()) };
        let before = Revised::from(Text::of(&seen.conversation, &seen.turns));
        let above = format!(
            "Conversation {}. Save and close to store it; unchanged, nothing happens.",
            seen.conversation.short_id
        );
        self.window.leave();
        let wrote = written(true, &form(&before, &above), |text| parse(text, Some(&before)));
        self.window.enter()?;
        self.state.must_draw();
        match wrote {
            Ok((revised, draft)) => self.store_edit(session, &seen, revised, Some(draft)).await,
            Err(failure) => {
                self.explain_failure("Not stored", &failure.hint("E edits one turn here, without an editor."));
                Ok(())
            }
        }
    }

    pub(super) async fn edit_turn(
        &mut self,
        session: &mut Session,
        turn: usize,
        content: String,
    ) -> Result<(), Failure> {
        let Some(seen) = self.seen() else { return Ok(()) };
        let mut revised = Revised::from(Text::of(&seen.conversation, &seen.turns));
        if let Some(turn) = revised.turns.get_mut(turn) {
            turn.content = content;
        }
        self.store_edit(session, &seen, revised, None).await
    }

    /// Stores a new text, and shows it. Where that fails, the screen stays as it is, and a draft stays in its file.
    async fn store_edit(
        &mut self,
        session: &mut Session,
        seen: &FullConversation,
        revised: Revised,
        draft: Option<Draft>,
    ) -> Result<(), Failure> {
        let now = Utc::now();
        match engine::edit(session.store(), seen, revised, session.by(), now).await {
            Ok(None) => self.state.say("The text is the same: nothing was changed.", false),
            Ok(Some(change)) => {
                let read = session.edited(now).await;
                if let Some(Next::Read(full)) = self.or_said(read)? {
                    self.state.say(said_of_edit(&change, seen, &full), false);
                    self.state.show_again(full);
                }
            }
            Err(error) => match draft.and_then(Draft::keep) {
                Some(path) => self.explain_failure(
                    "Not stored",
                    &Failure::from(error).hint(format!("Your text is kept in {}", path.display())),
                ),
                None if matches!(error, StoreError::Changed { .. } | StoreError::NotFound { .. }) => {
                    self.state.say(format!("not stored: {error}. Esc twice gives your text up."), true);
                }
                None if error.is_passing() => {
                    self.state.say(format!("not stored: {error}. Press the key again."), true);
                }
                None => return Err(error.into()),
            },
        }
        Ok(())
    }

    pub(super) async fn note(&mut self, session: &mut Session, text: &str) -> Result<(), Failure> {
        let noted = session.note(text, Utc::now()).await;
        if let Some(Next::Read(full)) = self.or_said(noted)? {
            self.state.say(format!("noted: {text}"), false);
            self.state.show_again(full);
        }
        Ok(())
    }

    pub(super) async fn tag(&mut self, session: &mut Session, tag: &Tag, how: Tagging) -> Result<(), Failure> {
        let tagged = session.tag(tag, how, Utc::now()).await;
        match self.or_said(tagged)? {
            Some(Some(Next::Read(full))) => {
                self.state.say(said_of_tag(tag, how, Some(&full.conversation.tags)), false);
                self.state.show_again(full);
            }
            Some(None) => self.state.say(said_of_tag(tag, how, None), how == Tagging::Remove),
            _ => {}
        }
        Ok(())
    }

    pub(super) async fn delete(&mut self, session: &mut Session, force: bool) -> Result<(), Failure> {
        let Some(seen) = self.seen() else { return Ok(()) };
        match session.delete(force, Utc::now()).await {
            Ok(None) => self.state.say(format!("{} is in the trash", seen.conversation.short_id), false),
            Ok(Some(meanwhile)) => self.state.say(passed_over(&meanwhile), true),
            Err(error) if error.is_passing() || matches!(error, StoreError::Approved { .. }) => {
                self.state.say(format!("not deleted: {error}. Press the key again."), true);
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        }
        self.advance(session).await
    }

    /// The conversation on the screen, as it was read.
    fn seen(&self) -> Option<Box<FullConversation>> {
        self.state.shown.as_ref().map(|shown| shown.full.clone())
    }

    /// Shows a failure with all that a person may have to copy.
    pub(super) fn explain_failure(&mut self, title: &str, failure: &Failure) {
        let mut lines = vec![failure.message()];
        lines.extend(failure.causes().into_iter().map(|cause| format!("  {cause}")));
        lines.extend(failure.hints.iter().cloned());
        let lines = lines.iter().map(|line| Hanging::new(self.repeated.within(line), 0)).collect();
        self.state.mode = Mode::Text(Scrolled::new(title, lines, usize::from(self.state.size.0)));
    }
}
