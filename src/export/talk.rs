//! A conversation as a trainer may read it: clean turns, and the system prompt apart.

use std::borrow::Cow;

use crate::domain::conversation::Role;
use crate::export::control_tokens::ControlTokens;
use crate::export::plain_text::plain_text;
use crate::export::unfit::Unfit;
use crate::store::FullConversation;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn<'a> {
    pub(super) role: Role,
    pub(super) content: Cow<'a, str>,
}

/// Turns that begin with the user, alternate, and end with the assistant; none is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Talk<'a> {
    pub(super) system: Option<Cow<'a, str>>,
    pub(super) turns: Vec<Turn<'a>>,
    /// Whether a control token in it was defused.
    pub(super) was_defused: bool,
}

/// What makes a conversation a talk.
#[derive(Debug, Clone, Default)]
pub(super) struct Cleaning {
    /// The system prompt of every conversation, in place of its own.
    pub(super) system: Option<String>,
    pub(super) tokens: ControlTokens,
    /// Whether control tokens may be defused where nobody opened or named the conversation.
    pub(super) unread: bool,
}

impl Cleaning {
    /// Refuses what no trainer takes. `own` is the system prompt of the conversation where the user gives none.
    pub(super) fn talk<'a>(&'a self, full: &'a FullConversation, own: Option<&'a str>) -> Result<Talk<'a>, Unfit> {
        let mut was_defused = false;
        let mut defused = |text: &'a str| -> Result<Cow<'a, str>, Unfit> {
            let plain = plain_text(text);
            let safe = match self.tokens.defused(&plain).ok_or(Unfit::ControlToken)? {
                Cow::Borrowed(_) => None,
                Cow::Owned(text) => Some(text),
            };
            was_defused |= safe.is_some();
            Ok(safe.map_or(plain, Cow::Owned))
        };
        let mut turns = Vec::with_capacity(full.turns.len());
        for turn in &full.turns {
            turns.push(Turn { role: turn.role, content: defused(&turn.content)? });
        }
        let system = self.system.as_deref().or(own).map(&mut defused).transpose()?;
        let system = system.filter(|text| !text.is_empty());
        // Every known token was defused, so nothing defused means none.
        let is_unread = was_defused && !self.unread && full.conversation.is_unread();
        // One that the user gives is the user's own.
        let imported = full.conversation.imported_system().filter(|_| self.system.is_none());
        let texts = full.turns.iter().map(|turn| turn.content.as_str()).chain(imported);
        if is_unread && texts.into_iter().any(holds_known) {
            return Err(Unfit::ControlToken);
        }
        check(&turns)?;
        Ok(Talk { system, turns, was_defused })
    }
}

/// Whether it holds a token that the checks know: a serious finding, whether or not it was checked.
fn holds_known(text: &str) -> bool {
    crate::quality::control_token(&plain_text(text)).is_some()
}

fn check(turns: &[Turn<'_>]) -> Result<(), Unfit> {
    let speaker = |place: usize| if place.is_multiple_of(2) { Role::User } else { Role::Assistant };
    match turns.last() {
        None => Err(Unfit::NoTurns),
        Some(_) if turns.iter().any(|turn| turn.content.is_empty()) => Err(Unfit::EmptyTurn),
        Some(_) if turns.iter().enumerate().any(|(place, turn)| turn.role != speaker(place)) => {
            Err(Unfit::RolesNotAlternating)
        }
        Some(last) if last.role == Role::User => Err(Unfit::EndsOnUser),
        Some(_) => Ok(()),
    }
}
