//! One conversation outside any batch, with the calls, retries and saving of a run.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::domain::batch::ItemCounts;
use crate::domain::conversation::NewConversation;
use crate::domain::money::{DayUsedUp, Usd};
use crate::provider::CallError;
use crate::store::{SingleCall, Store, StoreError};
use crate::templates::PromptError;

use crate::engine::attempt::{Call, Caller, Ended, Job, Stored, Varied};
use crate::engine::durability::writer::{LAST_WORDS, Spooled};
use crate::engine::estimate::EstimateError;
use crate::engine::events::{CallFor, Event, Progress, StopReason, Watch};
use crate::engine::limiter::{Limiter, ToldWaits};
use crate::engine::run::{Halt, reaches};
use crate::engine::terms::worst_cost;

/// Why there is no conversation.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The prompt cannot be made.
    #[error(transparent)]
    Prompt(#[from] PromptError),
    /// The store failed before the first call.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Every attempt failed.
    #[error("{message}")]
    Failed {
        /// The stored name of the last error.
        code: String,
        /// In words.
        message: String,
        /// The token limit, where the last answer ended at it.
        limit_reached: Option<u32>,
    },
    /// No call can work: wrong key, empty account, unknown model.
    #[error(transparent)]
    Provider(Box<CallError>),
    /// The answer could not be stored.
    #[error("the answer could not be saved")]
    NotSaved {
        /// The file that holds it instead.
        spooled: Spooled,
        /// Whether Ctrl-C stopped it.
        interrupted: bool,
    },
    /// The budget does not cover the next call's worst case.
    #[error("the next call may cost {}; {} of the budget is left", worst.rounded_up(), left.rounded_down())]
    Budget {
        /// The most the call can cost.
        worst: Usd,
        /// The rest of the budget.
        left: Usd,
    },
    /// The day's ceiling does not cover the next call's worst case.
    #[error(transparent)]
    DayBudget(DayUsedUp),
    /// Ctrl-C came before an answer.
    #[error("interrupted")]
    Interrupted {
        /// What the calls so far may have cost without an answer.
        maybe_billed: Usd,
    },
}

impl From<EstimateError> for GenerateError {
    fn from(error: EstimateError) -> GenerateError {
        match error {
            EstimateError::Prompt(error) => error.into(),
            EstimateError::Store(error) => error.into(),
        }
    }
}

/// A conversation that was made outside any batch.
#[derive(Debug)]
pub(super) enum Single {
    Stored(Stored),
    Tried(Box<NewConversation>),
    Varied(Box<Varied>),
}

/// What watches a single call, what stops it, and where its costs are added.
pub(super) struct Around {
    pub watch: Arc<dyn Watch>,
    pub halt: watch::Receiver<Halt>,
    pub spent: Arc<Mutex<Usd>>,
}

/// Makes one conversation. After a first halt it saves the call in flight and starts no other; a second halt ends it at
/// once.
pub(super) async fn generate(
    caller: Caller,
    writer: JoinHandle<Spooled>,
    store: &Store,
    job: Job,
    Around { watch, halt, spent }: Around,
) -> Result<Single, GenerateError> {
    let watch = watch.as_ref();
    let made = tokio::select! {
        made = attempts(&caller, store, job, &spent, watch, halt.clone()) => made,
        never = report_halt(&caller.limiter, halt.clone(), watch) => match never {},
        never = report_wait(&caller.limiter, &spent, watch) => match never {},
        () = last_words(&caller, halt.clone()) => Err(GenerateError::Interrupted { maybe_billed: Usd::ZERO }),
    };
    caller.limiter.close().await;
    drop(caller);
    // When the writer ends, every outcome is saved or spooled. With no caller left it does not wait for the database.
    match tokio::time::timeout(LAST_WORDS, writer).await {
        Ok(Ok(spooled)) if !spooled.is_empty() => {
            Err(GenerateError::NotSaved { spooled, interrupted: *halt.borrow() >= Halt::Gently })
        }
        _ => made,
    }
}

/// Calls until there is a conversation, no retry is left, or the budget does not cover another call. Adds what they cost
/// to `total`.
async fn attempts(
    caller: &Caller,
    store: &Store,
    mut job: Job,
    total: &Mutex<Usd>,
    watch: &dyn Watch,
    halt: watch::Receiver<Halt>,
) -> Result<Single, GenerateError> {
    let (mut spent, mut maybe_billed) = (Usd::ZERO, Usd::ZERO);
    loop {
        store.check_in_place()?;
        let request = caller.request_for(&job)?;
        let worst = worst_cost(&request, &caller.terms.info);
        let left = caller.terms.limits.max_cost.map(|limit| limit.minus(spent));
        if let Some(left) = left.filter(|left| worst > *left) {
            return Err(GenerateError::Budget { worst, left });
        }
        job.reservation = reserve(caller, store, worst, halt.clone()).await?;
        let reservation = job.reservation;
        let (gently, now) = (reaches(halt.clone(), Halt::Gently), reaches(halt.clone(), Halt::Now));
        let flown = tokio::select! {
            flown = caller.attempt(job, request, gently, now) => flown,
            never = keep_lease(caller, store, reservation) => match never {},
        };
        let (back, Some(Call { cost, uncertain, limit_reached, ended, .. })) = flown else {
            if let Some(id) = reservation {
                store.unreserve_single(id).await?;
            }
            return Err(GenerateError::Interrupted { maybe_billed });
        };
        job = back;
        spent = spent.plus(cost).plus(uncertain);
        {
            let mut total = total.lock().unwrap_or_else(PoisonError::into_inner);
            *total = total.plus(cost).plus(uncertain);
        }
        maybe_billed = maybe_billed.plus(uncertain);
        match ended {
            Ended::Stored(stored) => return Ok(Single::Stored(stored)),
            Ended::Tried(made) => return Ok(Single::Tried(made)),
            Ended::Varied(varied) => return Ok(Single::Varied(varied)),
            Ended::Failed { code, message } => return Err(GenerateError::Failed { code, message, limit_reached }),
            Ended::StopRun(error) => return Err(GenerateError::Provider(error)),
            Ended::NotSaved(not_saved) => {
                return Err(GenerateError::NotSaved { spooled: not_saved.into(), interrupted: false });
            }
            // A single call judges nothing.
            Ended::Superseded | Ended::CutOff | Ended::Judged(_) => {
                return Err(GenerateError::Interrupted { maybe_billed });
            }
            Ended::Retry { code, message, after } => {
                watch.event(Event::Retrying { call: CallFor::Single, code, message, after });
                tokio::select! {
                    () = tokio::time::sleep(after) => {}
                    () = reaches(halt.clone(), Halt::Gently) => {
                        return Err(GenerateError::Interrupted { maybe_billed });
                    }
                }
            }
        }
    }
}

/// Reserves the worst case of the next call under the day's ceiling, where there is one. Waits while calls in flight,
/// here or in other processes, may still leave enough.
async fn reserve(
    caller: &Caller,
    store: &Store,
    worst: Usd,
    halt: watch::Receiver<Halt>,
) -> Result<Option<Uuid>, GenerateError> {
    let Some(ceiling) = caller.terms.limits.max_cost_per_day else { return Ok(None) };
    let call = SingleCall {
        id: Uuid::now_v7(),
        provider: caller.terms.ask.provider.as_str(),
        model: caller.terms.ask.model.clone(),
        created_by: caller.actor.name().to_owned(),
    };
    loop {
        let room = store.reserve_single(&call, ceiling, worst, caller.lease.length()).await?;
        if worst <= room.left {
            return Ok(Some(call.id));
        }
        if worst > room.at_best() {
            let spent = ceiling.minus(room.at_best());
            return Err(GenerateError::DayBudget(DayUsedUp { worst, spent, ceiling }));
        }
        store.write_off_expired(store.now().await?).await?;
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(500)) => {}
            () = reaches(halt.clone(), Halt::Gently) => {
                return Err(GenerateError::Interrupted { maybe_billed: Usd::ZERO });
            }
        }
    }
}

/// Renews the lease of a reservation, so that no other process takes this one for dead.
async fn keep_lease(caller: &Caller, store: &Store, reservation: Option<Uuid>) -> Infallible {
    let Some(id) = reservation else { return std::future::pending().await };
    loop {
        tokio::time::sleep(caller.lease.length() / 3).await;
        if let Err(error) = store.prolong_single(id, caller.lease.length()).await {
            tracing::warn!(%error, "the lease of a reservation cannot be renewed");
        }
    }
}

/// Ends some seconds after a hard stop: the call that was cut off has been saved or spooled until then.
async fn last_words(caller: &Caller, halt: watch::Receiver<Halt>) {
    reaches(halt, Halt::Now).await;
    caller.writer.hurry();
    tokio::time::sleep(LAST_WORDS).await;
}

/// Reports a first halt: the wait for the call in flight must not look like a program that hangs.
async fn report_halt(limiter: &Limiter, halt: watch::Receiver<Halt>, watch: &dyn Watch) -> Infallible {
    reaches(halt, Halt::Gently).await;
    watch.event(Event::Stopping { reason: StopReason::Interrupted, in_flight: limiter.in_flight() });
    std::future::pending().await
}

/// Reports the state twice a second, and that the next request must wait long.
async fn report_wait(limiter: &Limiter, spent: &Mutex<Usd>, watch: &dyn Watch) -> Infallible {
    let mut told = ToldWaits::default();
    loop {
        // It also hears that somebody lifted a pause.
        limiter.refresh().await;
        let cost = *spent.lock().unwrap_or_else(PoisonError::into_inner);
        watch.event(Event::Progress(Progress {
            counts: ItemCounts { total: 1, pending: 1, ..ItemCounts::default() },
            in_flight: limiter.in_flight(),
            at_most: None,
            cost,
            keys: limiter.snapshot(),
            remaining: None,
        }));
        if let Some(wait) = told.news(limiter.wait()) {
            watch.event(Event::Waiting(wait));
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}
