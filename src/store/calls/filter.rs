//! The one builder of WHERE clauses over the log of generation.

use crate::domain::log::CallFilter;

use crate::store::conversations::filter::push_shared;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::statement::Statement;

/// Whether a call `c` gave nothing that is kept: it failed, or its answer came too late. A conversation that somebody
/// deletes later was usable.
pub(super) const IS_UNUSED: &str =
    "(c.status <> 'success' OR coalesce(c.error_code, '') IN ('superseded', 'text_changed'))";

/// Adds ` WHERE …` for rows `c` of `generation_logs`.
pub(super) fn push_call_where<DB: Dialect>(statement: &mut Statement, filter: &CallFilter) {
    statement.push(" WHERE 1 = 1");
    push_shared::<DB>(statement, &filter.shared, "c");
    if !filter.model.is_empty() {
        statement.push(" AND c.model").bind_any::<DB>(&filter.model);
    }
    if !filter.status.is_empty() {
        statement.push(" AND c.status IN ").bind_list(filter.status.iter().map(|status| status.as_str()));
    }
    if !filter.conversations.is_empty() {
        let ids = || filter.conversations.iter().map(|id| id.0);
        statement.push(" AND (c.conversation_id IN ").bind_list(ids());
        // A failed call knows its item alone.
        statement.push(" OR c.item_id IN (SELECT id FROM batch_items WHERE conversation_id IN ").bind_list(ids());
        statement.push("))");
    }
}
