//! The outcome of a call: everything to save of it, in the database or in a spool file.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::batch::ItemState;
use crate::domain::conversation::NewConversation;
use crate::domain::ids::{ConversationId, ItemId};
use crate::domain::log::Attempt;
use crate::domain::quality::Judgement;

use crate::store::drafts::NewDraft;

/// The outcome of one call of a provider.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "SpoolLine", into = "SpoolLine")]
pub struct Outcome {
    /// The log row.
    pub attempt: Attempt,
    /// What the reply held, if it held what was asked for.
    pub made: Option<Made>,
    /// The change of the item, if the call was for one.
    pub item: Option<ItemUpdate>,
    /// The reservation of a call outside any batch.
    pub reservation: Option<Uuid>,
}

/// What a call made.
#[derive(Debug, Clone, PartialEq)]
pub enum Made {
    /// A conversation.
    Conversation(Box<NewConversation>),
    /// Marks for a stored conversation.
    Marks(Box<NewMarks>),
    /// A draft of a scenario.
    Draft(Box<NewDraft>),
}

/// Marks of a judge for a stored conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewMarks {
    /// The conversation that was judged.
    pub conversation: ConversationId,
    /// The marks, and what they belong to.
    pub judgement: Judgement,
}

impl Outcome {
    /// The conversation that the call made.
    pub fn conversation(&self) -> Option<&NewConversation> {
        match self.made.as_ref()? {
            Made::Conversation(conversation) => Some(conversation),
            Made::Marks(_) | Made::Draft(_) => None,
        }
    }

    /// The marks that the call gave.
    pub fn marks(&self) -> Option<&NewMarks> {
        match self.made.as_ref()? {
            Made::Conversation(_) | Made::Draft(_) => None,
            Made::Marks(marks) => Some(marks),
        }
    }

    /// The draft that the call wrote.
    pub fn draft(&self) -> Option<&NewDraft> {
        match self.made.as_ref()? {
            Made::Conversation(_) | Made::Marks(_) => None,
            Made::Draft(draft) => Some(draft),
        }
    }
}

/// The change of an item after a call. It also counts one attempt and adds the cost to the item and its batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemUpdate {
    /// The item to change.
    pub id: ItemId,
    /// The worker that made the call; an item of another worker is not changed.
    pub worker_id: String,
    /// `Running` before a retry, `Pending` to release it, else its final state.
    pub state: ItemState,
}

/// An outcome as it stands in a spool file, where a line of an earlier version may wait.
#[derive(Serialize, Deserialize)]
struct SpoolLine {
    attempt: Attempt,
    conversation: Option<Box<NewConversation>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    marks: Option<Box<NewMarks>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    draft: Option<Box<NewDraft>>,
    item: Option<ItemUpdate>,
    #[serde(default)]
    reservation: Option<Uuid>,
}

impl From<SpoolLine> for Outcome {
    fn from(line: SpoolLine) -> Outcome {
        let SpoolLine { attempt, conversation, marks, draft, item, reservation } = line;
        let made = conversation.map(Made::Conversation).or(marks.map(Made::Marks)).or(draft.map(Made::Draft));
        Outcome { attempt, made, item, reservation }
    }
}

impl From<Outcome> for SpoolLine {
    fn from(outcome: Outcome) -> SpoolLine {
        let Outcome { attempt, made, item, reservation } = outcome;
        let (mut conversation, mut marks, mut draft) = (None, None, None);
        match made {
            Some(Made::Conversation(made)) => conversation = Some(made),
            Some(Made::Marks(made)) => marks = Some(made),
            Some(Made::Draft(made)) => draft = Some(made),
            None => {}
        }
        SpoolLine { attempt, conversation, marks, draft, item, reservation }
    }
}
