//! A judging command as a job that a run can take.

use serde_json::json;

use crate::domain::actor::Actor;
use crate::domain::batch::{Batch, BatchStatus, BatchType, NewBatch};
use crate::domain::ids::BatchId;
use crate::store::{JudgingItems, Result, Store, StoreError};

use crate::engine::batch::ReadyBatch;
use crate::engine::durability::orphans::release_orphans;
use crate::engine::judging::subjects::Subjects;
use crate::engine::judging::{Judge, JudgeSurvey};
use crate::engine::supplies::Supplies;
use crate::engine::terms::Terms;

/// Items in one transaction.
const CHUNK: usize = 500;

/// Stores the job and its items. The same command continues the job that it began, unless that is done; its budget counts
/// all its runs. After an interruption at any instant it can be repeated.
pub(crate) async fn prepare(
    store: &Store,
    terms: &Terms,
    judge: &Judge,
    survey: &JudgeSurvey,
    (actor, worker_id): (&Actor, &str),
) -> Result<(ReadyBatch, JudgingItems)> {
    release_dead(store, worker_id).await?;
    let job = find_or_create(store, terms, judge, survey, actor).await?;
    let mut found = JudgingItems::default();
    for some in survey.items.chunks(CHUNK) {
        let JudgingItems { open, elsewhere, done } = store.add_judging(job.id, some, store.now().await?).await?;
        found.open += open;
        found.elsewhere += elsewhere;
        found.done += done;
    }
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

/// Frees what judging workers had that are gone, whatever their job, so that this job can take it over.
async fn release_dead(store: &Store, worker_id: &str) -> Result<()> {
    let now = store.now().await?;
    for job in store.judging_now().await? {
        release_orphans(store, job, worker_id, now).await?;
    }
    store.write_off_expired(now).await
}

async fn find_or_create(
    store: &Store,
    terms: &Terms,
    judge: &Judge,
    survey: &JudgeSurvey,
    actor: &Actor,
) -> Result<Batch> {
    loop {
        let newest = store.newest_judging(&survey.name).await?;
        let number = match newest {
            Some(job) if !is_over(&job) => return Ok(job),
            Some(job) => 1 + job.name.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0_u64),
            None => 1,
        };
        let id = BatchId::new();
        let new = NewBatch {
            id,
            batch_type: BatchType::Validation,
            name: format!("{} {number}", survey.name),
            configuration: json!({
                "judge": { "rubric": judge.rubric.checksum(), "min_mark": judge.min_mark },
                "ask": terms.ask,
            }),
            target_tier: None,
            priority: 5,
            concurrency: terms.limits.concurrency,
            max_retries: terms.limits.max_retries,
            estimated_cost: survey.estimate.cost_usd,
            created_by: actor.name().to_owned(),
            created_at: store.now().await?,
        };
        match store.create_batch(&new).await {
            Ok(()) => return store.job(id).await,
            // The same command runs twice: the other one was first.
            Err(StoreError::Taken { .. }) => {}
            Err(error) => return Err(error),
        }
    }
}

pub(super) fn is_over(job: &Batch) -> bool {
    job.status == BatchStatus::Cancelled || job.status == BatchStatus::Completed && job.counts.open() == 0
}
