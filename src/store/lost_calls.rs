//! Log rows of calls whose process ended before their outcome was saved.

use uuid::Uuid;

use crate::domain::log::AttemptStatus;

use crate::store::sql::engine::number;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;

/// The `error_code` and message of the log row of a call whose process ended before its outcome was saved.
const LOST: (&str, &str) =
    ("process_ended", "the process ended before the outcome of this call was saved; it may have been billed");

/// A call whose outcome nobody saved.
#[derive(Debug)]
pub(crate) struct LostCall {
    pub batch: Option<Uuid>,
    pub item: Option<Uuid>,
    pub reserved: i64,
    /// Calls for its item before this one.
    pub attempts: i64,
    pub provider: String,
    pub model: String,
    pub created_by: String,
}

/// The log rows of calls whose outcome nobody saved: their whole worst case is uncertain.
pub(crate) fn insert_lost(calls: &[LostCall], now: Time) -> Statement {
    let mut insert = Statement::new(
        "INSERT INTO generation_logs (id, batch_id, item_id, provider, model, max_tokens, uncertain_micros, status, \
         error_code, error_message, retry_attempt, created_by, created_at) VALUES ",
    );
    insert.bind_rows(calls, |call| {
        let (code, message) = LOST;
        [
            Uuid::now_v7().into(),
            call.batch.into(),
            call.item.into(),
            call.provider.as_str().into(),
            call.model.as_str().into(),
            number(0).into(),
            call.reserved.into(),
            AttemptStatus::Failed.as_str().into(),
            code.into(),
            message.into(),
            call.attempts.into(),
            call.created_by.as_str().into(),
            now.into(),
        ]
    });
    insert
}
