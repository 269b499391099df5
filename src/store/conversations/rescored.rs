//! Score and findings that were computed anew.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::conversation::{ParentType, Role};
use crate::domain::finding::Note;
use crate::domain::ids::ConversationId;
use crate::domain::quality::{Assessment, Confidence, QualityMetrics, Score};
use crate::domain::status::Status;
use crate::quality;
use crate::quality::similarity::SCHEME;

use crate::store::conversations::print::Print;
use crate::store::conversations::similar::{Arrival, Newcomer, compared};
use crate::store::sql::engine::{count, reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store};

/// The new assessment of a stored conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct Rescored {
    /// The conversation.
    pub id: ConversationId,
    /// Its status when it was read.
    pub from: Status,
    /// Its status from now on.
    pub to: Status,
    /// When it was last changed, as it was read.
    pub seen: DateTime<Utc>,
    /// Score, confidence and findings.
    pub assessment: Assessment,
    /// Whether nobody has decided with knowledge of a serious finding.
    pub forget_basis: bool,
}

/// Older conversations that were compared with all others for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Compared {
    pub compared: u64,
    /// Those with a finding.
    pub alike: u64,
}

impl Store {
    /// Stores these in one transaction. Skips what somebody changed meanwhile; returns how many changed.
    pub(crate) async fn rescore(&self, rescored: &[Rescored], by: &str) -> Result<u64> {
        writing!(self, |tx| {
            let mut changed = 0;
            for one in rescored {
                changed += update_of(one, by).query::<Engine>().execute(&mut **tx).await?.rows_affected();
            }
            Ok(changed)
        })
    }

    /// How many conversations were saved by a version that did not compare.
    pub(crate) async fn not_compared(&self) -> Result<u64> {
        let select = Statement::new("SELECT count(*) FROM conversations WHERE similarity_scheme = 0");
        let (found,): (i64,) = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_one(pool).await)?;
        Ok(count(found))
    }

    /// Compares the oldest conversations that were never compared, in one transaction; `None` where there are none.
    pub(crate) async fn compare_older(&self, most: u32) -> Result<Option<Compared>> {
        writing!(self, |tx| {
            let select = Statement::new(&format!("{OLDER} LIMIT {most}"));
            let older: Vec<Older> = select.query_as::<Engine, _>().fetch_all(&mut **tx).await?;
            if older.is_empty() {
                return Ok(None);
            }
            let mut prints = Vec::with_capacity(older.len());
            for one in &older {
                let turns = turns_of(one.id).query_as::<Engine, _>().fetch_all(&mut **tx).await?;
                prints.push(print_of(&turns));
            }
            let newcomers = older.iter().zip(&prints).map(|(one, print)| one.newcomer(print)).collect();
            let (notes, bands) = compared!(self, tx, newcomers);
            let updates = older.iter().map(|one| one.update(notes.get(&ConversationId(one.id))));
            for statement in bands.into_iter().chain(updates) {
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(Some(Compared { compared: older.len() as u64, alike: notes.len() as u64 }))
        })
    }
}

pub(crate) fn update_of(one: &Rescored, by: &str) -> Statement {
    let mut update = Statement::new("UPDATE conversations SET quality_score = ");
    update.bind(one.assessment.score.points());
    update.push(", quality_metrics = ").bind(Value::json(&one.assessment.metrics));
    update.push(", confidence = ").bind(one.assessment.confidence.as_str());
    update.push(", status = ").bind(one.to.as_str());
    if one.forget_basis {
        update.push(", decision_basis = NULL");
    }
    update.push(", updated_by = ").bind(by).push(", updated_at = ").bind(Time::now());
    update.push(" WHERE id = ").bind(one.id.0).push(" AND status = ").bind(one.from.as_str());
    update.push(" AND updated_at = ").bind(one.seen);
    update
}

const OLDER: &str = "SELECT id, parent_type, parent_id, quality_score, quality_threshold, quality_metrics \
    FROM conversations WHERE similarity_scheme = 0 ORDER BY id";

/// A conversation that was never compared.
#[derive(sqlx::FromRow)]
struct Older {
    id: Uuid,
    parent_type: Option<String>,
    parent_id: Option<Uuid>,
    quality_score: Option<f64>,
    quality_threshold: f64,
    quality_metrics: Json<serde_json::Value>,
}

impl Older {
    fn newcomer<'p>(&self, print: &'p Print) -> Newcomer<'p> {
        let is_child = self.parent_type.as_deref() == Some(ParentType::Conversation.as_str());
        Newcomer { id: self.id, parent: self.parent_id.filter(|_| is_child), print, arrival: Arrival::Older }
    }

    /// Marks it as compared, and adds what was found; a trigger changes the status.
    fn update(&self, note: Option<&Note>) -> Statement {
        let mut update = Statement::new("UPDATE conversations SET similarity_scheme = ");
        update.bind(SCHEME);
        if let Some(note) = note {
            let metrics: QualityMetrics = serde_json::from_value(self.quality_metrics.0.clone()).unwrap_or_default();
            let score = self.quality_score.and_then(Score::new).unwrap_or_default();
            let mut assessment = Assessment { score, confidence: Confidence::Low, metrics };
            let threshold = Score::new(self.quality_threshold).unwrap_or(Score::DEFAULT_THRESHOLD);
            quality::add_finding(&mut assessment, note.clone(), threshold);
            update.push(", quality_metrics = ").bind(Value::json(&assessment.metrics));
            update.push(", confidence = ").bind(assessment.confidence.as_str());
        }
        update.push(" WHERE id = ").bind(self.id);
        update
    }
}

fn turns_of(id: Uuid) -> Statement {
    let mut select = Statement::new("SELECT role, content FROM conversation_turns WHERE conversation_id = ");
    select.bind(id).push(" ORDER BY turn_number");
    select
}

fn print_of(turns: &[(String, String)]) -> Print {
    let role = |role: &str| if role == Role::User.as_str() { Role::User } else { Role::Assistant };
    Print::new(turns.iter().map(|(said_by, content)| (role(said_by), content.as_str())))
}
