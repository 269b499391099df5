//! Calls about a conversation that end after their item is gone: it was deleted or purged meanwhile, or another worker
//! judged it.

use uuid::Uuid;

use crate::store::sql::statement::Statement;

/// Ties the log row to the conversation, stored or in the trash, so that a purge finds its text. Where the conversation is
/// nowhere, it was purged: the row keeps the cost alone.
pub(super) fn tie(log: Uuid, conversation: Uuid) -> [Statement; 3] {
    let mut stored = Statement::new("UPDATE generation_logs SET conversation_id = ");
    stored.bind(conversation).push(" WHERE id = ").bind(log);
    stored.push(" AND EXISTS (SELECT 1 FROM conversations WHERE id = ").bind(conversation).push(")");
    let mut in_trash = Statement::new(
        "INSERT INTO trash_links (row_id, conversation_id) SELECT g.id, t.conversation_id \
         FROM generation_logs g, trash t WHERE g.id = ",
    );
    in_trash.bind(log).push(" AND t.conversation_id = ").bind(conversation);
    let mut purged = Statement::new(
        "UPDATE generation_logs SET request = NULL, response = NULL, error_message = NULL, request_id = NULL, parameters = '{}' WHERE id = ",
    );
    purged.bind(log).push(
        " AND conversation_id IS NULL AND NOT EXISTS (SELECT 1 FROM trash_links l WHERE l.row_id = generation_logs.id)",
    );
    [stored, in_trash, purged]
}
