//! Marks of judges beside the decisions of people, for each judge and rubric.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::domain::conversation::{Conversation, Turn};
use crate::domain::filter::{Filter, Order};
use crate::domain::ids::ConversationId;
use crate::domain::money::Usd;
use crate::domain::provider_name::ProviderName;
use crate::domain::quality::Judgement;
use crate::domain::review::Basis;
use crate::domain::status::Status;
use crate::quality::judge::calibration::{Calibration, Pair, Rank, calibrate};
use crate::quality::judge::text_checksum;
use crate::store::{FullConversation, Store, StoreError};

/// The most decisions that are named.
const NAMED: usize = 10;

/// Conversations in one read of the store.
const PAGE: u32 = 500;

/// A judge and a rubric. Empty names for marks of unknown origin.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub(crate) struct JudgeName {
    /// The judge's model.
    pub model: String,
    /// The judge's provider.
    pub provider: Option<ProviderName>,
    /// The checksum of the rubric.
    pub rubric: String,
}

/// How far the marks of one judge and what people decided agree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct JudgeCalibration {
    #[serde(flatten)]
    pub name: JudgeName,
    /// The overall marks beside the decisions.
    pub calibration: Calibration,
    /// Whether there are enough decisions for a verdict.
    pub is_enough: bool,
    /// What follows, in plain words.
    pub verdict: String,
    /// Decisions that the mark where they part would not have made, the farthest first: at most ten.
    pub apart: Vec<Apart>,
    /// How many such decisions there are.
    pub apart_in_all: u64,
    /// Marked conversations that nobody decided about, or that only a filter decided about: that is no reading.
    pub undecided: u64,
    /// Calls of this model as a judge, by this rubric.
    pub calls: u64,
    /// What they cost.
    pub cost_usd: Usd,
}

/// A conversation about which a judge and a person disagree: one of them is wrong, or the rubric lacks a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Apart {
    /// The short id.
    pub id: String,
    /// The judge's overall mark.
    pub mark: f64,
    /// Whether the person approved it.
    pub approved: bool,
}

/// All judges and rubrics, and how they compare.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Calibrations {
    pub calibration: Vec<JudgeCalibration>,
    /// Several judges or rubrics on the conversations that all of them marked and people decided; `None` without both
    /// decisions among these.
    pub together: Option<Together>,
}

/// Judges and rubrics on the same conversations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Together {
    /// Of the same conversations.
    pub approved: u64,
    pub rejected: u64,
    /// The best first.
    pub judges: Vec<Compared>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Compared {
    #[serde(flatten)]
    pub name: JudgeName,
    pub rank: Rank,
    /// The best balanced agreement of any mark.
    pub balanced: f64,
}

/// What one judge marked: the decided ones, and how many others.
#[derive(Debug, Default)]
struct Marked {
    pairs: BTreeMap<ConversationId, Pair>,
    undecided: u64,
}

/// Compares the marks of all conversations of a filter with the decisions about them: also marks that those of another
/// judge or rubric replaced.
pub(crate) async fn calibration(store: &Store, filter: &Filter) -> Result<Calibrations, StoreError> {
    let mut judges: BTreeMap<JudgeName, Marked> = BTreeMap::new();
    let mut cursor = None;
    loop {
        let (page, next) = store.list_full(filter, Order::OLDEST, PAGE, cursor.as_deref()).await?;
        let ids: Vec<ConversationId> = page.iter().map(|full| full.conversation.id).collect();
        let kept = store.kept_marks(&ids).await?;
        for full in &page {
            let decision = decision(&full.conversation);
            for (name, mark) in marks(full, kept.get(&full.conversation.id).map_or(&[], Vec::as_slice)) {
                let marked = judges.entry(name).or_default();
                match decision {
                    Some(approved) => drop(marked.pairs.insert(full.conversation.id, Pair { mark, approved })),
                    None => marked.undecided += 1,
                }
            }
        }
        cursor = next;
        if cursor.is_none() {
            break;
        }
    }
    let costs = store.judging_costs().await?;
    let together = together(&judges);
    let one = |(name, marked): (JudgeName, Marked)| {
        let calibration = calibrate(&marked.pairs.values().copied().collect::<Vec<_>>());
        let mut apart = apart(&marked, &calibration);
        let apart_in_all = apart.len() as u64;
        apart.truncate(NAMED);
        let (calls, cost_usd) = costs.get(&(name.model.clone(), name.rubric.clone())).copied().unwrap_or_default();
        let (is_enough, verdict) = (calibration.is_enough(), calibration.verdict());
        let undecided = marked.undecided;
        JudgeCalibration { name, is_enough, verdict, calibration, apart, apart_in_all, undecided, calls, cost_usd }
    };
    Ok(Calibrations { calibration: judges.into_iter().map(one).collect(), together })
}

/// The overall mark of each judge and rubric for the text as it is: those that count, else the newest.
fn marks(full: &FullConversation, kept: &[Judgement]) -> HashMap<JudgeName, f64> {
    let counting = full.conversation.quality_metrics.judge.as_ref();
    let mut found = HashMap::new();
    if counting.is_none() && kept.is_empty() {
        return found;
    }
    let turns: Vec<Turn> =
        full.turns.iter().map(|turn| Turn { role: turn.role, content: turn.content.clone() }).collect();
    let text = text_checksum(&turns);
    for marks in counting.into_iter().chain(kept.iter().filter(|marks| marks.text == text)) {
        if let Some(mark) = marks.marks.overall {
            let (model, rubric) = (marks.model.clone(), marks.rubric.clone());
            found.entry(JudgeName { model, provider: marks.provider, rubric }).or_insert(mark);
        }
    }
    found
}

/// The decisions on the other side of the mark where they part; none where the marks tell nothing.
fn apart(marked: &Marked, calibration: &Calibration) -> Vec<Apart> {
    let Some(from) = calibration.parts_at.first().copied().map(f64::from) else { return Vec::new() };
    let is_apart = |pair: &Pair| (pair.mark >= from) != pair.approved;
    let mut found: Vec<_> = marked.pairs.iter().filter(|(_, pair)| is_apart(pair)).collect();
    // Half a mark below it is as far from both sides.
    let distance = |pair: &Pair| (pair.mark - from + 0.5).abs();
    found.sort_by(|(_, one), (_, other)| distance(other).total_cmp(&distance(one)));
    found.into_iter().map(|(id, pair)| Apart { id: id.short(), mark: pair.mark, approved: pair.approved }).collect()
}

fn together(judges: &BTreeMap<JudgeName, Marked>) -> Option<Together> {
    let judges: Vec<_> = judges.iter().filter(|(_, marked)| !marked.pairs.is_empty()).collect();
    let ((_, first), others) = judges.split_first().filter(|(_, others)| !others.is_empty())?;
    let is_common = |id: &&ConversationId| others.iter().all(|(_, marked)| marked.pairs.contains_key(*id));
    let common: Vec<ConversationId> = first.pairs.keys().filter(is_common).copied().collect();
    let compared = |(name, marked): &(&JudgeName, &Marked)| {
        let found = calibrate(&common.iter().filter_map(|id| marked.pairs.get(id).copied()).collect::<Vec<_>>());
        let balanced = found.at.iter().map(|at| at.balanced).fold(0.0, f64::max);
        Some((found.approved, found.rejected, Compared { name: (*name).clone(), rank: found.rank?, balanced }))
    };
    let compared: Vec<_> = judges.iter().map(compared).collect::<Option<_>>()?;
    let (approved, rejected) = compared.first().map(|(approved, rejected, _)| (*approved, *rejected))?;
    let mut judges: Vec<Compared> = compared.into_iter().map(|(_, _, compared)| compared).collect();
    judges.sort_by(|one, other| other.rank.auc.total_cmp(&one.rank.auc));
    Some(Together { approved, rejected, judges })
}

/// Whether a person approved or rejected it, having opened or named it.
fn decision(it: &Conversation) -> Option<bool> {
    let is_word = it.decision_basis != Some(Basis::Filter);
    match it.status {
        Status::Approved if is_word => Some(true),
        Status::Rejected if is_word => Some(false),
        _ => None,
    }
}
