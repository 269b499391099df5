//! Decisions line by line, and the reasons for them.

use chrono::Utc;

use crate::domain::review::Decision;
use crate::domain::status::Move;
use crate::error::Failure;
use crate::review::{Command, DecideError, Done, Session};
use crate::store::FullConversation;
use crate::ui::review::alike::others_alike;
use crate::ui::review::plain::ask::Answer;
use crate::ui::review::plain::sitting::{After, Plain};
use crate::ui::review::words::said_of;

impl Plain {
    pub(super) async fn decide(
        &mut self,
        full: &FullConversation,
        step: Move,
        session: &mut Session,
    ) -> Result<After, Failure> {
        // Before anybody types a reason in vain.
        if let Err(refused) = full.conversation.after(step, session.by()) {
            self.say("")?;
            self.say(&refused.to_string())?;
            return Ok(After::Stay);
        }
        if step == Move::Approve {
            return self.apply(full, Command::Decide(Decision::Approve { note: None }), session).await;
        }
        let why = match self.reason(step).await? {
            Answer::Given(why) => why,
            Answer::TakenBack => return Ok(After::Stay),
            Answer::Quit(exit) => return Ok(After::Leave(exit)),
        };
        self.last.retain(|(of, _)| *of != step);
        self.last.push((step, why.clone()));
        let decision = match step {
            Move::Reject => Decision::Reject { reason: why },
            Move::SendBack => Decision::SendBack { note: why },
            _ => Decision::Reopen { reason: why },
        };
        self.apply(full, Command::Decide(decision), session).await
    }

    pub(super) async fn skip(&mut self, full: &FullConversation, session: &mut Session) -> Result<After, Failure> {
        self.apply(full, Command::Skip, session).await
    }

    async fn apply(
        &mut self,
        full: &FullConversation,
        command: Command,
        session: &mut Session,
    ) -> Result<After, Failure> {
        let decision = if let Command::Decide(decision) = &command { Some(decision.clone()) } else { None };
        let done = match session.apply(command, Utc::now()).await {
            Ok(done) => done,
            // It is still there, and the key can be pressed again.
            Err(DecideError::Store(error)) if error.is_passing() => {
                self.say(&format!("\nnot stored: {error}. Press the key again."))?;
                return Ok(After::Stay);
            }
            Err(error) => return Err(error.into()),
        };
        self.say(&said_of(full, &done))?;
        match done {
            Done::Refused(_) => return Ok(After::Stay),
            Done::Decided(_) | Done::Unread(_) => {
                if let Some(decision) = decision
                    && let Some((finding, number)) = others_alike(session, full, None, &decision).await
                {
                    self.say(&format!("{number} more with it: dialoom review --finding {finding}"))?;
                }
            }
            _ => {}
        }
        self.advance(session).await
    }

    /// Why: a number, Enter alone for the last one, or a line that is not empty.
    pub(super) async fn reason(&mut self, step: Move) -> Result<Answer, Failure> {
        let question = if step == Move::SendBack { "what to change: " } else { "why: " };
        let numbered: Vec<String> =
            self.reasons.iter().enumerate().map(|(at, reason)| format!("{} {reason}", at + 1)).collect();
        self.say("")?;
        self.say_wrapped(&numbered.join(" · "))?;
        loop {
            let given = match self.ask(question).await? {
                Answer::Given(given) => given,
                answer => return Ok(answer),
            };
            let number = given.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let last = || self.last.iter().find(|(of, _)| *of == step).map(|(_, reason)| reason.clone());
            match (number.and_then(|at| self.reasons.get(at)), last()) {
                (Some(reason), _) => return Ok(Answer::Given(reason.clone())),
                (None, Some(last)) if given.is_empty() => return Ok(Answer::Given(last)),
                (None, None) if given.is_empty() => self.say("Type a reason first, or its number; Esc cancels.")?,
                _ => return Ok(Answer::Given(given)),
            }
        }
    }
}
