//! The outcome of a call: everything to save of it, in the database or in a spool file.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::batch::ItemState;
use crate::domain::conversation::NewConversation;
use crate::domain::ids::ItemId;
use crate::domain::log::Attempt;

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
}

impl Outcome {
    /// The conversation that the call made.
    pub fn conversation(&self) -> Option<&NewConversation> {
        match self.made.as_ref()? {
            Made::Conversation(conversation) => Some(conversation),
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
    item: Option<ItemUpdate>,
    #[serde(default)]
    reservation: Option<Uuid>,
}

impl From<SpoolLine> for Outcome {
    fn from(line: SpoolLine) -> Outcome {
        let SpoolLine { attempt, conversation, item, reservation } = line;
        Outcome { attempt, made: conversation.map(Made::Conversation), item, reservation }
    }
}

impl From<Outcome> for SpoolLine {
    fn from(outcome: Outcome) -> SpoolLine {
        let Outcome { attempt, made, item, reservation } = outcome;
        let conversation = made.map(|Made::Conversation(conversation)| conversation);
        SpoolLine { attempt, conversation, item, reservation }
    }
}
