//! What conversations were asked to be.

use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::batch::{ItemRequest, Task};
use crate::domain::ids::{BatchId, ConversationId, TemplateId};

use crate::store::sql::engine::reading;
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

impl Store {
    /// The request and the batch of every conversation that items of a batch made with a template, in any version.
    pub async fn asked_of(&self, template: TemplateId) -> Result<Vec<(ConversationId, BatchId, ItemRequest)>> {
        let mut statement = Statement::new(
            "SELECT i.conversation_id, i.batch_id, i.request FROM batch_items i \
             JOIN conversations c ON c.id = i.conversation_id WHERE c.template_id = ",
        );
        statement.bind(template.0);
        let rows: Vec<(Uuid, Uuid, Json<Task>)> =
            reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_all(pool).await)?;
        let asked = |(conversation, batch, task): (Uuid, Uuid, Json<Task>)| match task.0 {
            Task::Make(request) => Some((ConversationId(conversation), BatchId(batch), request)),
            Task::Judge(_) | Task::Regenerate(_) => None,
        };
        Ok(rows.into_iter().filter_map(asked).collect())
    }
}
