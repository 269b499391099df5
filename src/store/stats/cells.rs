//! What was made for each template and subject.

use uuid::Uuid;

use crate::domain::conversation::Subject;
use crate::domain::filter::Filter;
use crate::domain::ids::ChunkId;

use crate::store::conversations::filter::push_where;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// The conversations with one template, persona, emotion, topic and chunk, in the spelling of one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeCell {
    /// The template's name; empty without one.
    pub template: String,
    /// Persona, emotion and topic.
    pub subject: Subject,
    /// The name of the scenario or edge case; empty without one.
    pub situation: String,
    /// The chunk they rest on.
    pub chunk: Option<ChunkId>,
    /// All conversations.
    pub conversations: u64,
    /// Approved conversations.
    pub approved: u64,
    /// Rejected and failed conversations: they have to be made again.
    pub lost: u64,
}

type Row = (String, String, String, String, String, Option<Uuid>, i64, i64, i64);

impl Store {
    /// One row for each template, subject, scenario or edge case, and chunk, whatever the case of the subject.
    pub async fn made_cells(&self, filter: &Filter) -> Result<Vec<MadeCell>> {
        let rows: Vec<Row> = reading!(&self.db, |pool| {
            let mut select = Statement::new(
                "SELECT coalesce(min(t.name), ''), min(c.persona), min(c.emotion), min(c.topic), \
                 coalesce(min(c.situation ->> 'name'), ''), c.chunk_id, count(*), \
                 count(*) FILTER (WHERE c.status = 'approved'), \
                 count(*) FILTER (WHERE c.status IN ('rejected', 'failed')) \
                 FROM conversations c LEFT JOIN prompt_templates t ON t.id = c.template_id",
            );
            push_where::<Engine>(&mut select, filter);
            select.push(
                " GROUP BY c.template_id, c.persona_key, c.emotion_key, c.topic_key, c.situation ->> 'name', c.chunk_id \
                 ORDER BY 1, 2, 3, 4, 5, 6",
            );
            select.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        let cell =
            |(template, persona, emotion, topic, situation, chunk, conversations, approved, lost): Row| MadeCell {
                template,
                chunk: chunk.map(ChunkId),
                subject: Subject { persona, emotion, topic },
                situation,
                conversations: count(conversations),
                approved: count(approved),
                lost: count(lost),
            };
        Ok(rows.into_iter().map(cell).collect())
    }
}
