//! Marks of judges beside the decisions of people, for each judge and rubric.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::conversation::Conversation;
use crate::domain::filter::{Filter, Order};
use crate::domain::money::Usd;
use crate::domain::review::Basis;
use crate::domain::status::Status;
use crate::quality::judge::calibration::{Calibration, Pair, calibrate};
use crate::store::{Store, StoreError};

/// Conversations in one read of the store.
const PAGE: u32 = 500;

/// How far the marks of one judge and what people decided agree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct JudgeCalibration {
    /// The judge's model; empty for marks of unknown origin.
    pub model: String,
    /// The checksum of the rubric.
    pub rubric: String,
    /// The overall marks beside the decisions.
    pub calibration: Calibration,
    /// Whether there are enough decisions for a verdict.
    pub is_enough: bool,
    /// What follows, in plain words.
    pub verdict: String,
    /// Marked conversations that nobody decided about, or that only a filter decided about: that is no reading.
    pub undecided: u64,
    /// Calls of this model as a judge, by any rubric.
    pub calls: u64,
    /// What they cost.
    pub cost_usd: Usd,
}

/// Compares the stored marks of all conversations of a filter with the decisions about them.
pub(crate) async fn calibration(store: &Store, filter: &Filter) -> Result<Vec<JudgeCalibration>, StoreError> {
    let mut judges: BTreeMap<(String, String), (Vec<Pair>, u64)> = BTreeMap::new();
    let mut cursor = None;
    loop {
        let page = store.list(filter, Order::OLDEST, PAGE, cursor.as_deref()).await?;
        for it in &page.conversations {
            let Some((judgement, mark)) =
                it.quality_metrics.judge.as_ref().and_then(|judgement| Some((judgement, judgement.marks.overall?)))
            else {
                continue;
            };
            let (pairs, undecided) = judges.entry((judgement.model.clone(), judgement.rubric.clone())).or_default();
            match decision(it) {
                Some(approved) => pairs.push(Pair { mark, approved }),
                None => *undecided += 1,
            }
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    let costs = store.judging_costs().await?;
    let one = |((model, rubric), (pairs, undecided)): ((String, String), (Vec<Pair>, u64))| {
        let calibration = calibrate(&pairs);
        let (calls, cost_usd) = costs.get(&model).copied().unwrap_or_default();
        let (is_enough, verdict) = (calibration.is_enough(), calibration.verdict());
        JudgeCalibration { model, rubric, is_enough, verdict, calibration, undecided, calls, cost_usd }
    };
    Ok(judges.into_iter().map(one).collect())
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
