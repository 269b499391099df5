//! A judging command as a job that a run can take.

use serde_json::json;

use crate::domain::actor::Actor;
use crate::domain::batch::BatchType;
use crate::store::{ItemsAbout, Reopen, Result, Store};

use crate::engine::batch::ReadyBatch;
use crate::engine::judging::subjects::Subjects;
use crate::engine::judging::{Judge, JudgeSurvey};
use crate::engine::shared_job::{Wanted, store_job};
use crate::engine::supplies::Supplies;
use crate::engine::terms::Terms;

/// Stores the job and its items.
pub(crate) async fn prepare(
    store: &Store,
    terms: &Terms,
    judge: &Judge,
    survey: &JudgeSurvey,
    by: (&Actor, &str),
) -> Result<(ReadyBatch, ItemsAbout)> {
    let wanted = Wanted {
        kind: BatchType::Validation,
        name: &survey.name,
        configuration: json!({
            "judge": { "rubric": judge.rubric.checksum(), "min_mark": judge.min_mark },
            "ask": terms.ask,
        }),
        estimated_cost: survey.estimate.cost_usd,
        items: &survey.items,
        reopen: Reopen::MarksAreGone,
    };
    let (job, found) = store_job(store, terms, &wanted, by).await?;
    let work = ReadyBatch {
        batch: job.id,
        seen: job.status,
        supplies: Supplies::Judge(Box::new(Subjects::new(store, judge, &terms.ask))),
        estimate: survey.estimate,
        retried: 0,
        target: None,
        stop_on_error: false,
    };
    Ok((work, found))
}
