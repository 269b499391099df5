//! A job about stored conversations: a command that judges them, or makes new versions of them. The same command continues
//! the job that it began, unless that is over; its budget counts all its runs.

use crate::domain::actor::Actor;
use crate::domain::batch::{Batch, BatchStatus, BatchType, NewBatch, NewItemAbout};
use crate::domain::ids::BatchId;
use crate::domain::money::Usd;
use crate::store::{ItemsAbout, Reopen, Result, Store, StoreError};

use crate::engine::durability::orphans::release_orphans;
use crate::engine::terms::Terms;

/// Items in one transaction.
const CHUNK: usize = 500;

/// What a command asks for.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    pub kind: BatchType,
    /// The same for the same command.
    pub name: &'a str,
    pub configuration: serde_json::Value,
    pub estimated_cost: Usd,
    pub items: &'a [NewItemAbout],
    pub reopen: Reopen,
}

/// Stores the job and its items. After an interruption at any instant it can be repeated.
pub(crate) async fn store_job(
    store: &Store,
    terms: &Terms,
    wanted: &Wanted<'_>,
    (actor, worker_id): (&Actor, &str),
) -> Result<(Batch, ItemsAbout)> {
    release_dead(store, worker_id).await?;
    let job = find_or_create(store, terms, wanted, actor).await?;
    let mut found = ItemsAbout::default();
    for some in wanted.items.chunks(CHUNK) {
        let ItemsAbout { open, elsewhere, done } =
            store.add_items_about(job.id, some, wanted.reopen, store.now().await?).await?;
        found.open += open;
        found.elsewhere += elsewhere;
        found.done += done;
    }
    Ok((job, found))
}

/// Frees what workers had that are gone, whatever their job, so that this job can take it over.
async fn release_dead(store: &Store, worker_id: &str) -> Result<()> {
    let now = store.now().await?;
    for job in store.running_jobs_about().await? {
        release_orphans(store, job, worker_id, now).await?;
    }
    store.write_off_expired(now).await
}

async fn find_or_create(store: &Store, terms: &Terms, wanted: &Wanted<'_>, actor: &Actor) -> Result<Batch> {
    loop {
        let newest = store.newest_job(wanted.kind, wanted.name).await?;
        let number = match newest {
            Some(job) if !is_over(&job) => return Ok(job),
            Some(job) => 1 + job.name.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0_u64),
            None => 1,
        };
        let id = BatchId::new();
        let new = NewBatch {
            id,
            batch_type: wanted.kind,
            name: format!("{} {number}", wanted.name),
            configuration: wanted.configuration.clone(),
            description: String::new(),
            target_tier: None,
            priority: 5,
            concurrency: terms.limits.concurrency,
            max_retries: terms.limits.max_retries,
            estimated_cost: wanted.estimated_cost,
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

pub(crate) fn is_over(job: &Batch) -> bool {
    job.status == BatchStatus::Cancelled || job.status == BatchStatus::Completed && job.counts.open() == 0
}
