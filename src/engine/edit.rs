//! Edits: a conversation gets another text, and a new look at it.

use chrono::{DateTime, Utc};

use crate::domain::conversation::{Revised, StoredTurn, Text};
use crate::domain::finding::Finding;
use crate::domain::review::Change;
use crate::store::{FullConversation, Store, StoreError};

use crate::engine::look::Look;

/// Gives a conversation another text, scored anew; `None` where the text is the same. It must be as it was read. It goes
/// back to the review, or to revision with a serious finding; the old text stays in its history.
pub async fn edit(
    store: &Store,
    seen: &FullConversation,
    revised: Revised,
    by: &str,
    now: DateTime<Utc>,
) -> Result<Option<Change>, StoreError> {
    let before = Text::of(&seen.conversation, &seen.turns);
    let same = (&before.title, &before.subject, &before.turns) == (&revised.title, &revised.subject, &revised.turns);
    if same {
        return Ok(None);
    }
    let assessment = Look::new(store).again(&as_revised(seen, &revised)).await?;
    let Revised { title, subject, turns } = revised;
    let text = Text {
        title,
        subject,
        turns,
        quality_score: Some(assessment.score),
        confidence: Some(assessment.confidence),
        quality_metrics: assessment.metrics,
    };
    let change = store.edit(seen, &text, by, now).await?;
    if let Some(batch) = seen.conversation.batch_id {
        store.recount_results(Some(batch)).await?;
    }
    Ok(Some(change))
}

/// The conversation with the other text, and without what was said of the old one: marks of a judge, near-duplicates, and
/// that its end was cut off, where the end is another.
fn as_revised(seen: &FullConversation, revised: &Revised) -> FullConversation {
    let mut full = seen.clone();
    let it = &mut full.conversation;
    it.title.clone_from(&revised.title);
    it.persona.clone_from(&revised.subject.persona);
    it.emotion.clone_from(&revised.subject.emotion);
    it.topic.clone_from(&revised.subject.topic);
    it.quality_metrics.judge = None;
    let same_end = seen.turns.last().map(|turn| &turn.content) == revised.turns.last().map(|turn| &turn.content);
    it.quality_metrics.findings.retain(|note| match note.finding {
        Finding::NearDuplicate | Finding::SameOpening => false,
        Finding::CutOff => same_end,
        _ => true,
    });
    let stored = |(turn, turn_number): (&crate::domain::conversation::Turn, u32)| StoredTurn {
        turn_number,
        role: turn.role,
        content: turn.content.clone(),
        token_count: 0,
        char_count: 0,
    };
    full.turns = revised.turns.iter().zip(1..).map(stored).collect();
    full
}
