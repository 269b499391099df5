//! The marks of every judge and rubric that a conversation got, also those that others replaced.

use std::collections::HashMap;

use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::ids::ConversationId;
use crate::domain::quality::Judgement;

use crate::store::sql::bulk::in_filled_shapes;
use crate::store::sql::engine::reading;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Value;
use crate::store::{Result, Store};

/// Keeps marks; those of the same question take the place of earlier ones.
pub(crate) fn keep(id: ConversationId, judgement: &Judgement) -> Statement {
    let mut keep = Statement::new("INSERT INTO judge_marks (conversation_id, question, judgement) VALUES ");
    keep.bind_list([Value::from(id.0), judgement.asked().into(), Value::json(judgement)]);
    keep.push(" ON CONFLICT (conversation_id, question) DO UPDATE SET judgement = excluded.judgement");
    keep
}

impl Store {
    /// All marks of these conversations, the newest first.
    pub(crate) async fn kept_marks(&self, ids: &[ConversationId]) -> Result<HashMap<ConversationId, Vec<Judgement>>> {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        let mut found: HashMap<ConversationId, Vec<Judgement>> = HashMap::new();
        for some in in_filled_shapes(&ids) {
            let mut select =
                Statement::new("SELECT conversation_id, judgement FROM judge_marks WHERE conversation_id IN ");
            select.bind_list(some);
            let rows: Vec<(Uuid, Json<Judgement>)> =
                reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
            for (id, judgement) in rows {
                found.entry(ConversationId(id)).or_default().push(judgement.0);
            }
        }
        for marks in found.values_mut() {
            marks.sort_by_key(|judgement| std::cmp::Reverse(judgement.at));
        }
        Ok(found)
    }
}
