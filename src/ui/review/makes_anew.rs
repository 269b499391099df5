//! New versions that are made while the reviewer goes on.

use std::pin::Pin;

use crate::domain::ids::ConversationId;
use crate::error::Failure;

/// Makes new versions while the review goes on.
pub(crate) trait MakesAnew {
    /// Whether `begin` has nothing to ask or warn of first. Before, it needs the terminal.
    fn is_prepared(&self) -> bool;

    /// Why there can be no new version, whatever the note: no provider is set, or its key is missing. It says and asks
    /// nothing.
    fn check(&self, id: ConversationId) -> Result<(), Failure>;

    /// Begins a new version by this note, or says why there can be none.
    fn begin<'a>(
        &'a mut self,
        id: ConversationId,
        note: Option<String>,
    ) -> Pin<Box<dyn Future<Output = Result<(), Failure>> + 'a>>;

    /// How many have not ended.
    fn running(&self) -> usize;

    /// The next one that ends; never, where none runs. Dropping the future loses none.
    fn landed<'a>(&'a mut self) -> Pin<Box<dyn Future<Output = Landed> + 'a>>;
}

/// What a request for a new version came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Landed {
    /// The short id of the old one.
    pub(crate) of: String,
    /// The short id of the new one, or why there is none.
    pub(crate) made: Result<String, String>,
    /// Makes the same again, or goes on with it.
    pub(crate) command: String,
}
