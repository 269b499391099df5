//! Two templates, or two versions of one, beside each other.
//!
//! `samples` reads what counts, `measures` compares it with intervals, `verdict` says what follows. Where both were given
//! the same cells, as by a plan with `variants`, the difference is taken over pairs of conversations.

mod measures;
mod samples;
mod verdict;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::filter::Filter;
use crate::domain::ids::TemplateId;
use crate::store::{Store, StoreError};

pub(crate) use measures::{Figure, Measure, Tells, Unit};
use samples::{JudgeKey, Samples};
pub(crate) use verdict::Needed;

/// One of the two.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Side {
    /// Its name; `NAME@3` for version 3 alone.
    pub template: String,
    pub conversations: u64,
    /// Those that a person approved or rejected.
    pub decided: u64,
    /// Those that only a filter decided about, and that nobody read: their decision does not count.
    pub decided_by_filter: u64,
}

/// Whose marks are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ComparedJudge {
    pub model: String,
    pub rubric: String,
    /// Whether other judges marked some of the conversations, too; marks of two judges are no measure.
    pub has_others: bool,
}

/// Two templates beside each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Comparison {
    pub a: Side,
    pub b: Side,
    pub judge: Option<ComparedJudge>,
    /// Approval first.
    pub measures: Vec<Measure>,
    /// What would tell the approval apart, where it does not yet.
    pub needed: Option<Needed>,
    /// What follows, in plain words.
    pub verdict: Vec<String>,
}

/// Compares two templates over the conversations of a filter. Each is given by the name that a filter takes, and its id.
pub(crate) async fn compare(
    store: &Store,
    filter: &Filter,
    [a, b]: [(&str, TemplateId); 2],
) -> Result<Comparison, StoreError> {
    let of = |name: &str| Filter { template: vec![name.to_owned()], ..filter.clone() };
    let first = Samples::read(store, &of(a.0), a.1).await?;
    let second = Samples::read(store, &of(b.0), b.1).await?;
    let (judge, has_others) = common_judge(&first, &second).map_or((None, false), |(judge, more)| (Some(judge), more));
    let measures = measures::measures(&first, &second, judge.as_ref());
    let needed = measures.first().and_then(verdict::needed);
    let verdict = verdict::verdict(&measures, needed.as_ref());
    let side = |name: &str, samples: &Samples| Side {
        template: name.to_owned(),
        conversations: samples.all.len() as u64,
        decided: samples.decided(),
        decided_by_filter: samples.decided_by_filter,
    };
    let judge = judge.map(|(model, rubric)| ComparedJudge { model, rubric, has_others });
    Ok(Comparison { a: side(a.0, &first), b: side(b.0, &second), judge, measures, needed, verdict })
}

/// The judge that marked the most on the side where it marked fewer, and whether there are others.
fn common_judge(a: &Samples, b: &Samples) -> Option<(JudgeKey, bool)> {
    let mut marked: BTreeMap<&JudgeKey, [u64; 2]> = BTreeMap::new();
    for (side, samples) in [a, b].into_iter().enumerate() {
        for (judge, _) in samples.all.iter().filter_map(|sample| sample.judged.as_ref()) {
            marked.entry(judge).or_default()[side] += 1;
        }
    }
    let (judge, _) = marked.iter().max_by_key(|(_, [first, second])| first.min(second))?;
    Some(((*judge).clone(), marked.len() > 1))
}

#[cfg(test)]
mod tests;
