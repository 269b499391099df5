//! What approved conversations were made from.

use uuid::Uuid;

use crate::domain::conversation::{Subject, Tier};
use crate::domain::filter::Filter;
use crate::domain::ids::TemplateId;
use crate::domain::status::Status;

use crate::store::conversations::filter::push_where;
use crate::store::sql::engine::{count, reading, word};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// The approved conversations of one cell of one tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierUse {
    /// Their tier.
    pub tier: Tier,
    /// Their template; `None` for those that nobody made from one.
    pub template: Option<Uuid>,
    /// The scenario or edge case.
    pub parent: Option<Uuid>,
    /// Persona, emotion and topic.
    pub subject: Subject,
    /// How many there are.
    pub conversations: u64,
}

impl Store {
    /// One row for each cell of approved conversations.
    pub async fn tier_uses(&self) -> Result<Vec<TierUse>> {
        type Row = (String, Option<Uuid>, Option<Uuid>, String, String, String, i64);
        let filter = Filter { status: vec![Status::Approved], ..Filter::default() };
        let rows: Vec<Row> = reading!(&self.db, |pool| {
            let mut statement = Statement::new(
                "SELECT c.tier, c.template_id, c.parent_id, c.persona, c.emotion, c.topic, count(*) FROM conversations c",
            );
            push_where::<Engine>(&mut statement, &filter);
            statement.push(" GROUP BY c.tier, c.template_id, c.parent_id, c.persona, c.emotion, c.topic");
            statement.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        let one = |(tier, template, parent, persona, emotion, topic, conversations): Row| {
            let subject = Subject { persona, emotion, topic };
            Ok(TierUse { tier: word(&tier)?, template, parent, subject, conversations: count(conversations) })
        };
        rows.into_iter().map(one).collect()
    }

    /// The templates that came with the program.
    pub async fn builtin_templates(&self) -> Result<Vec<TemplateId>> {
        let mut statement = Statement::new("SELECT id FROM prompt_templates WHERE is_builtin = ");
        statement.bind(true);
        let rows: Vec<(Uuid,)> = reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(id,)| TemplateId(id)).collect())
    }
}
