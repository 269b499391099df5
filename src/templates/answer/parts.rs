//! Puts together a conversation that a model wrote in several JSON values.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::domain::conversation::Role;
use crate::domain::json_search::Repair;
use crate::templates::answer::error::AnswerError;
use crate::templates::answer::turns::{self, Answer, Found};

/// A conversation, or a piece of one.
#[derive(Debug)]
pub(super) struct Part {
    title: Option<String>,
    answer: Option<Answer>,
    /// Whether its turns stand alone, outside of any list.
    is_bare: bool,
    /// The names of the fields of a piece, for the error.
    fields: String,
}

impl Part {
    pub(super) fn of(answer: Answer) -> Part {
        Part { title: answer.title.clone(), answer: Some(answer), is_bare: false, fields: String::new() }
    }

    /// A turn outside of any list, or an object with nothing but a title.
    pub(super) fn piece(value: &Value) -> Option<Part> {
        let fields = value.as_object()?;
        let names = fields.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        if let (Some(Value::String(title)), 1) = (fields.get("title"), fields.len()) {
            let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
            return Some(Part { title, answer: None, is_bare: true, fields: names });
        }
        let is_turn = [["role", "content"], ["from", "value"]]
            .iter()
            .any(|keys| keys.iter().all(|key| fields.get(*key).is_some_and(Value::is_string)));
        let found = Found { title: None, turns: vec![value.clone()], repairs: BTreeSet::new() };
        let answer = is_turn.then(|| turns::read(found).ok()).flatten()?;
        Some(Part { title: None, answer: Some(answer), is_bare: true, fields: names })
    }

    /// Whether it is no conversation by itself.
    pub(super) fn is_piece(&self) -> bool {
        self.is_bare
    }

    pub(super) fn ends_with_the_assistant(&self) -> bool {
        let last = self.answer.as_ref().and_then(|answer| answer.turns.last());
        !self.is_bare && last.is_some_and(|turn| turn.role == Role::Assistant)
    }

    /// This part and the one that follows it. Where they do not belong together, the later conversation counts.
    pub(super) fn joined(self, after: Part, between: &str) -> Part {
        if !self.goes_on_in(&after, between) {
            return if after.is_bare && !self.is_bare { self } else { after };
        }
        let Part { title, answer, is_bare, fields } = after;
        let (mut whole, later) = match (self.answer, answer) {
            (Some(whole), Some(later)) => (whole, later),
            (whole, later) => {
                let mut answer = whole.or(later);
                if let Some(answer) = &mut answer {
                    answer.title = answer.title.take().or(self.title.clone()).or(title.clone());
                    answer.repairs.insert(Repair::SeveralParts);
                }
                let is_bare = self.is_bare && is_bare;
                return Part { title: self.title.or(title), answer, is_bare, fields };
            }
        };
        whole.turns.extend(later.turns);
        whole.repairs.extend(later.repairs);
        whole.repairs.insert(Repair::SeveralParts);
        Part { title: self.title, answer: Some(whole), is_bare: self.is_bare && is_bare, fields }
    }

    /// Whether the next part belongs to this one: nothing but signs stands between, it has no title where this has one,
    /// the other speaker goes on, and says nothing again.
    fn goes_on_in(&self, after: &Part, between: &str) -> bool {
        let between = between.replace("```json", "```");
        if !between.chars().all(|letter| letter.is_whitespace() || ",`]}[".contains(letter)) {
            return false;
        }
        let (Some(this), Some(next)) = (&self.answer, &after.answer) else {
            // A title alone, and the turns.
            return self.answer.is_some() != after.answer.is_some() && (self.title.is_none() || after.title.is_none());
        };
        let changes = this.turns.last().map(|turn| turn.role) != next.turns.first().map(|turn| turn.role);
        let repeats = next.turns.iter().any(|turn| this.turns.contains(turn));
        after.title.is_none() && changes && !repeats
    }

    /// The conversation; an error where only a piece of one was found.
    pub(super) fn whole(self) -> Result<Answer, AnswerError> {
        let Part { answer, is_bare, fields, .. } = self;
        let enough = |answer: &Answer| !is_bare || answer.turns.len() > 1;
        answer.filter(enough).ok_or(AnswerError::NoTurns { fields })
    }
}
