//! The trait of the export formats, and the row that they write.

use crate::domain::conversation::Conversation;
use crate::export::example::Fields;
use crate::store::FullConversation;

/// One row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Row<'a> {
    /// Every field of a conversation.
    Native(&'a FullConversation),
    /// The same as a document, with what makes it safe.
    Document(&'a serde_json::Value),
    /// A training example, and the conversation that it comes from.
    Example(&'a Fields<'a>, &'a Conversation),
}

/// Writes one file format. The same rows and options give the same bytes.
pub(crate) trait Format: Send {
    /// What stands before the first row.
    fn begin(&mut self, _out: &mut Vec<u8>) {}

    fn row(&mut self, row: Row<'_>, out: &mut Vec<u8>);

    /// What stands behind the last row.
    fn end(&mut self, _out: &mut Vec<u8>) {}
}
