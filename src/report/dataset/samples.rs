//! Conversations that show what the figures mean.

use serde::Serialize;

use crate::domain::conversation::Role;
use crate::domain::excerpt::cut;
use crate::domain::filter::{Direction, Filter, Order, SortKey};
use crate::domain::finding::{Finding, Severity};
use crate::domain::quality::Score;
use crate::domain::status::Status;
use crate::quality::is_rule;
use crate::report::dataset::verdict::Next;
use crate::store::{FindingTotal, FullConversation, Store, StoreError};

/// Examples of each kind of finding.
const EXAMPLES: u32 = 2;
/// Turns that are shown of a conversation, and how much of each, in characters.
const TURNS: usize = 4;
const TURN_CHARS: usize = 300;
const TITLE_CHARS: usize = 100;

/// The beginning of a conversation, its texts on one line and without invisible characters.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Sample {
    pub short_id: String,
    pub title: String,
    pub status: Status,
    pub quality_score: Option<Score>,
    pub findings: Vec<Finding>,
    /// Those of them that are serious.
    pub serious: Vec<Finding>,
    /// The first four turns, cut.
    pub turns: Vec<SampleTurn>,
    /// All turns.
    pub turn_count: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct SampleTurn {
    pub role: Role,
    pub content: String,
}

impl Sample {
    fn of(full: &FullConversation) -> Sample {
        let it = &full.conversation;
        let shown = full.turns.iter().take(TURNS);
        Sample {
            short_id: it.short_id.clone(),
            title: cut(&it.title, TITLE_CHARS),
            status: it.status,
            quality_score: it.quality_score,
            findings: it.quality_metrics.findings.iter().map(|note| note.finding).collect(),
            serious: it
                .quality_metrics
                .findings
                .iter()
                .filter(|note| note.is_serious())
                .map(|note| note.finding)
                .collect(),
            turns: shown.map(|it| SampleTurn { role: it.role, content: cut(&it.content, TURN_CHARS) }).collect(),
            turn_count: full.turns.len() as u64,
        }
    }
}

/// One place that a check found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct FoundPlace {
    pub short_id: String,
    pub title: String,
    pub severity: Severity,
    /// From 1; empty for the whole conversation.
    pub turns: Vec<u32>,
    pub excerpt: String,
    /// What the check says of this place; empty where it has its rule alone.
    pub detail: String,
}

/// One kind of finding with examples.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct FindingSamples {
    #[serde(flatten)]
    pub total: FindingTotal,
    pub examples: Vec<FoundPlace>,
    /// The command that lists all of them.
    pub command: String,
}

/// The findings with the newest examples of each.
pub(super) async fn finding_samples(
    store: &Store,
    filter: &Filter,
    totals: &[FindingTotal],
    command: &dyn Fn(&Next) -> String,
) -> Result<Vec<FindingSamples>, StoreError> {
    let mut all = Vec::new();
    for total in totals {
        let Some(finding) = Finding::ALL.iter().find(|it| it.as_str() == total.finding).copied() else { continue };
        let is_meant = filter.finding.is_empty() || filter.finding.contains(&finding);
        let with = Filter { finding: vec![finding], ..filter.clone() };
        // With a filter by finding, its others come along; they have no list of their own.
        let listed = if is_meant { &with } else { filter };
        let found = store.list(listed, Order::NEWEST, EXAMPLES, None).await?;
        let place = |it: &crate::domain::conversation::Conversation| {
            let note = it.quality_metrics.findings.iter().find(|note| note.finding == finding)?;
            Some(FoundPlace {
                short_id: it.short_id.clone(),
                title: cut(&it.title, TITLE_CHARS),
                severity: note.severity,
                turns: note.turns.clone(),
                excerpt: cut(&note.excerpt, TITLE_CHARS),
                detail: if is_rule(finding, &note.detail) { String::new() } else { cut(&note.detail, TITLE_CHARS) },
            })
        };
        let examples = found.conversations.iter().filter_map(place).collect();
        all.push(FindingSamples { total: total.clone(), examples, command: command(&Next::List(listed.clone())) });
    }
    Ok(all)
}

/// The conversations with the best or the worst scores.
pub(super) async fn with_scores(
    store: &Store,
    filter: &Filter,
    is_best: bool,
    number: u32,
) -> Result<Vec<Sample>, StoreError> {
    let direction = if is_best { Direction::Descending } else { Direction::Ascending };
    let (page, _) = store.list_full(filter, Order { key: SortKey::Quality, direction }, number, None).await?;
    Ok(page.iter().filter(|full| full.conversation.quality_score.is_some()).map(Sample::of).collect())
}
