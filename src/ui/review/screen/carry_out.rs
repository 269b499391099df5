//! Carries out what the state machine wants, through the door of the review.

use chrono::Utc;

use crate::domain::ids::ConversationId;
use crate::domain::review::Decision;
use crate::error::{Exit, Failure};
use crate::review::{Command, DecideError, Done, Next, Session};
use crate::store::StoreError;
use crate::ui::figures::count;
use crate::ui::review::alike::others_alike;
use crate::ui::review::beside::Beside;
use crate::ui::review::list::List;
use crate::ui::review::makes_anew::MakesAnew;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::sitting::Screen;
use crate::ui::review::words::{passed_over, said_of};

impl Screen {
    pub(super) async fn carry_out(
        &mut self,
        effect: Effect,
        session: &mut Session,
        anew: &mut dyn MakesAnew,
    ) -> Result<Option<Exit>, Failure> {
        if !matches!(effect, Effect::Redraw | Effect::Suspend | Effect::Leave(_)) {
            self.state.forget_error();
        }
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
            Effect::Edit => self.edit(session).await?,
            Effect::EditTurn { turn, content } => self.edit_turn(session, turn, content).await?,
            Effect::Note(text) => self.note(session, &text).await?,
            Effect::CheckAnew => self.check_anew(anew),
            Effect::MakeAnew(note) => self.make_anew(note, anew).await?,
            Effect::Tag(tag, how) => self.tag(session, &tag, how).await?,
            Effect::Delete { force } => self.delete(session, force).await?,
            Effect::Open(given) => self.open_id(session, &given).await?,
            Effect::Beside(beside) => self.beside(session, beside).await?,
            Effect::ReadBackground => {
                let background = session.background().await;
                if let Some(Some(background)) = self.or_said(background)? {
                    self.state.explain(&background);
                }
            }
            Effect::ReadSource => {
                let background = session.background().await;
                if let Some(Some(background)) = self.or_said(background)? {
                    self.state.show_source(background.source);
                }
            }
            Effect::List(finding) => {
                let waiting = session.waiting(finding).await;
                if let Some(waiting) = self.or_said(waiting)? {
                    self.state.open_list(List::new(waiting, finding));
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

    /// Says why the conversation on the screen can have no new version, in the place of the question for a note.
    fn check_anew(&mut self, anew: &dyn MakesAnew) {
        let Some(id) = self.state.shown.as_ref().map(|shown| shown.full.conversation.id) else { return };
        if let Err(failure) = anew.check(id) {
            self.explain_failure("Not made anew", &failure);
            // What was typed as a note is no answer to this.
            self.state.must_draw();
        }
    }

    /// Begins a new version of the conversation on the screen. The first one may ask and warn on the terminal.
    async fn make_anew(&mut self, note: Option<String>, anew: &mut dyn MakesAnew) -> Result<(), Failure> {
        let Some(id) = self.state.shown.as_ref().map(|shown| shown.full.conversation.id) else { return Ok(()) };
        let takes_terminal = !anew.is_prepared();
        if takes_terminal {
            self.window.leave();
        }
        let begun = anew.begin(id, note).await;
        if takes_terminal {
            self.window.enter()?;
            self.state.must_draw();
        }
        match begun {
            Ok(()) => self.state.say("", false),
            Err(failure) => self.explain_failure("Not made anew", &failure),
        }
        Ok(())
    }

    async fn open_id(&mut self, session: &mut Session, given: &str) -> Result<(), Failure> {
        match session.open(given, Utc::now()).await {
            Err(error @ (StoreError::NotFound { .. } | StoreError::Ambiguous { .. } | StoreError::Trashed { .. })) => {
                self.state.say(error.to_string(), true);
            }
            opened => {
                if let Some(next) = self.or_said(opened)? {
                    self.take(next);
                }
            }
        }
        Ok(())
    }

    /// Shows another conversation beside the one on the screen.
    async fn beside(&mut self, session: &Session, beside: Beside) -> Result<(), Failure> {
        let Beside { id, title, names } = beside;
        match session.other(&id).await {
            Err(error) if !error.is_passing() => self.state.say(error.to_string(), true),
            other => {
                if let Some(other) = self.or_said(other)? {
                    self.state.show_beside(title, Box::new(other), names);
                }
            }
        }
        Ok(())
    }

    async fn decide(&mut self, decision: Decision, session: &mut Session) -> Result<(), Failure> {
        self.apply(Command::Decide(decision), session).await
    }

    async fn apply(&mut self, command: Command, session: &mut Session) -> Result<(), Failure> {
        let Some(shown) = &self.state.shown else { return Ok(()) };
        let (full, at) = (shown.full.clone(), shown.current_finding());
        let decision = if let Command::Decide(decision) = &command { Some(decision.clone()) } else { None };
        match session.apply(command, Utc::now()).await {
            Ok(Done::Refused(refused)) => self.state.say(refused.to_string(), true),
            Ok(done) => {
                let mut said = said_of(&full, &done).trim().to_owned();
                let mut offer = None;
                if let Some(decision) = decision.filter(|_| matches!(done, Done::Decided(_) | Done::Unread(_)))
                    && let Some((finding, number)) = others_alike(session, &full, at, &decision).await
                {
                    said.push_str(&format!(
                        ". {number} more with {}: l lists them",
                        finding.as_str().replace('_', " ")
                    ));
                    offer = Some(finding);
                }
                self.state.say(said, matches!(done, Done::TooLate(_) | Done::Unread(_)));
                self.advance(session).await?;
                self.state.offer = offer;
            }
            // It is still on the screen, and the key can be pressed again.
            Err(DecideError::Store(error)) if error.is_passing() => {
                self.state.say(format!("not stored: {error}. Press the key again."), true);
            }
            Err(error) => return Err(error.into()),
        }
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
                let status = match decision {
                    Decision::SendBack { .. } => "sent back",
                    _ => decision.leads_to().shown(),
                };
                self.state.say(format!("{} now {status}", count(changed, "conversation")), false);
                let finding = self.state.list.finding;
                let waiting = session.waiting(finding).await;
                self.count_left(session).await;
                if had_one && !session.has_current() {
                    self.advance(session).await?;
                }
                if let Some(waiting) = self.or_said(waiting)? {
                    self.state.open_list(List::new(waiting, finding));
                }
            }
            Err(DecideError::Store(error)) if !error.is_passing() && !matches!(error, StoreError::NotFound { .. }) => {
                return Err(error.into());
            }
            Err(error) => self.state.say(format!("Nothing was changed: {error}"), true),
        }
        Ok(())
    }

    /// Counts what is left. A database that fails now says so at the next step.
    pub(super) async fn count_left(&mut self, session: &mut Session) {
        if let Ok(left) = session.left_now().await {
            self.state.progress.left = left;
        }
    }

    /// Shows the next conversation, or that there is none.
    pub(super) async fn advance(&mut self, session: &mut Session) -> Result<(), Failure> {
        self.count_left(session).await;
        loop {
            match session.next(Utc::now()).await {
                Ok(Next::PassedOver(meanwhile)) => self.state.say(passed_over(&meanwhile), true),
                Ok(Next::End) => {
                    let left = session.remaining().await;
                    let left = self.or_said(left)?;
                    self.state.end(left);
                    return Ok(());
                }
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

    pub(super) fn take(&mut self, next: Next) {
        match next {
            Next::Read(full) => self.state.show(full),
            Next::PassedOver(meanwhile) => self.state.say(passed_over(&meanwhile), true),
            Next::End => self.state.end(None),
        }
    }

    /// Shows the source beside the turns where it is to come by itself.
    pub(super) async fn bring_source(&mut self, session: &Session) -> Result<(), Failure> {
        if self.state.wants_source() {
            let background = session.background().await;
            if let Some(Some(chunk)) = self.or_said(background)?.map(|found| found.and_then(|it| it.source)) {
                self.state.bring_source(chunk);
            }
        }
        Ok(())
    }

    /// Asks once for each conversation on the screen whether a new version of it waits.
    pub(super) async fn tell_newer(&mut self, session: &Session) -> Result<(), Failure> {
        if self.state.shown.as_ref().is_some_and(|shown| shown.newer.is_none()) {
            let newer = session.newer().await;
            if let Some(newer) = self.or_said(newer)? {
                self.state.tell_newer(newer);
            }
        }
        Ok(())
    }

    /// The result, or `None` where the database failed and may not fail the next time; then the screen says it.
    pub(super) fn or_said<T>(&mut self, result: Result<T, StoreError>) -> Result<Option<T>, Failure> {
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
