//! Saves the marks of a judge: the new score, findings and status of each conversation, in the transaction of the call.

use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::conversation::Turn;
use crate::domain::finding::Note;
use crate::domain::ids::ConversationId;
use crate::domain::quality::{Judgement, QualityMetrics, Score};
use crate::domain::review::{ReviewEntry, is_sent_back};
use crate::domain::status::Status;
use crate::quality;

use crate::store::Result;
use crate::store::conversations::rescored::{Rescored, update_of};
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, word};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;

/// What marks changed about a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The score before.
    pub from: Option<Score>,
    /// The blended score.
    pub to: Score,
    /// Whether that is at or above the threshold.
    pub at_threshold: bool,
    /// The status from now on.
    pub status: Status,
    /// All its findings, low marks among them.
    pub findings: Vec<Note>,
}

/// Saves marks in a transaction: `save_marks!(tx, marks)`. Gives what changed by fingerprint; marks of another text
/// change nothing. `marks` is a slice of [`NewMarks`](crate::store::NewMarks), each with who asked for it.
macro_rules! save_marks {
    ($tx:ident, $marks:expr) => {{
        use $crate::store::conversations::kept_marks::keep;
        use $crate::store::conversations::marked::{JudgedRow, after, select_judged, select_turns};
        let mut marked = std::collections::HashMap::new();
        // In one order, so that two processes lock the same rows alike.
        let mut marks: Vec<_> = $marks.iter().collect();
        marks.sort_by_key(|(new, _)| new.conversation);
        for (new, by) in marks {
            let select = select_judged::<Engine>(new.conversation);
            let Some(row) = select.query_as::<Engine, JudgedRow>().fetch_optional(&mut **$tx).await? else { continue };
            let turns = select_turns(new.conversation).query_as::<Engine, _>().fetch_all(&mut **$tx).await?;
            let Some((update, change)) = after(row, turns, &new.judgement, by)? else { continue };
            if update.query::<Engine>().execute(&mut **$tx).await?.rows_affected() > 0 {
                keep(new.conversation, &new.judgement).query::<Engine>().execute(&mut **$tx).await?;
                marked.insert(new.judgement.fingerprint.clone(), change);
            }
        }
        marked
    }};
}
pub(crate) use save_marks;

#[derive(sqlx::FromRow)]
pub(crate) struct JudgedRow {
    id: Uuid,
    status: String,
    quality_score: Option<f64>,
    quality_threshold: f64,
    quality_metrics: Json<QualityMetrics>,
    total_tokens: i64,
    review_history: Json<Vec<ReviewEntry>>,
    updated_at: Time,
}

/// Locks the row on PostgreSQL until the transaction ends; SQLite has one writer anyway.
pub(crate) fn select_judged<DB: Dialect>(id: ConversationId) -> Statement {
    let mut select = Statement::new(
        "SELECT id, status, quality_score, quality_threshold, quality_metrics, total_tokens, review_history, updated_at \
         FROM conversations WHERE id = ",
    );
    select.bind(id.0).push(DB::FOR_UPDATE);
    select
}

pub(crate) fn select_turns(id: ConversationId) -> Statement {
    let mut select = Statement::new("SELECT role, content FROM conversation_turns WHERE conversation_id = ");
    select.bind(id.0).push(" ORDER BY turn_number");
    select
}

/// The update of a conversation, and what it changes; `None` where the marks belong to another text.
pub(crate) fn after(
    row: JudgedRow,
    turns: Vec<(String, String)>,
    judgement: &Judgement,
    by: &str,
) -> Result<Option<(Statement, Marked)>> {
    let turn = |(role, content): (String, String)| Ok(Turn { role: word(&role)?, content });
    let turns = turns.into_iter().map(turn).collect::<Result<Vec<Turn>>>()?;
    let metrics = row.quality_metrics.0;
    let threshold = Score::new(row.quality_threshold).unwrap_or(Score::DEFAULT_THRESHOLD);
    let judged = quality::judged(&metrics, judgement.clone(), &turns, count(row.total_tokens), threshold);
    let Some(assessment) = judged else { return Ok(None) };
    let from: Status = word(&row.status)?;
    let is_bad = assessment.score < threshold || assessment.has_serious_finding();
    let to = from.after_scoring(is_bad, is_sent_back(&row.review_history.0));
    let is_news = assessment.has_serious_finding() && !metrics.has_serious_finding();
    let change = Marked {
        from: row.quality_score.and_then(Score::new),
        to: assessment.score,
        at_threshold: assessment.score >= threshold,
        status: to,
        findings: assessment.metrics.findings.clone(),
    };
    let forget_basis = is_news && !from.is_undecided();
    let seen = row.updated_at.into();
    let rescored = Rescored { id: ConversationId(row.id), from, to, seen, assessment, forget_basis };
    Ok(Some((update_of(&rescored, by), change)))
}
