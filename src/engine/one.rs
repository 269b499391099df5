//! One conversation, outside any batch: the same calls, retries and saving.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::domain::batch::ItemRequest;
use crate::domain::money::Usd;
use crate::domain::template::Template;
use crate::provider::CallError;
use crate::templates::PromptError;

use crate::engine::attempt::{Call, Caller, Ended, Job, Stored};
use crate::engine::budget::Budget;
use crate::engine::durability::writer::{LAST_WORDS, Spooled};
use crate::engine::events::{Event, Watch};
use crate::engine::run::Halt;
use crate::engine::settings::worst_cost;

/// Why there is no conversation.
#[derive(Debug, thiserror::Error)]
pub enum OneError {
    /// The prompt cannot be made.
    #[error(transparent)]
    Prompt(#[from] PromptError),
    /// Every attempt failed.
    #[error("{message}")]
    Failed {
        /// The named error.
        code: String,
        /// In words.
        message: String,
    },
    /// Wrong key, empty account, unknown model.
    #[error(transparent)]
    Provider(Box<CallError>),
    /// The answer could not be stored.
    #[error("{}", spooled.reason)]
    NotSaved {
        /// Where it is instead.
        spooled: Spooled,
        /// Whether it was cut short by Ctrl-C.
        interrupted: bool,
    },
    /// The budget does not cover the next call's worst case.
    #[error("the next call may cost up to {worst}, and {left} of the budget is left")]
    Budget {
        /// What the call could cost.
        worst: Usd,
        /// What is left.
        left: Usd,
    },
    /// Ctrl-C.
    #[error("interrupted")]
    Interrupted,
}

/// Makes one conversation, with retries as in a batch. A first Ctrl-C lets the call in flight be saved and starts no
/// other; a second one leaves at once.
pub async fn generate(
    caller: Caller,
    writer: JoinHandle<Spooled>,
    template: Arc<Template>,
    request: ItemRequest,
    estimate: Usd,
    watch: &dyn Watch,
    mut halt: watch::Receiver<Halt>,
) -> Result<Stored, OneError> {
    let max_tokens = caller.ask.first_max_tokens(&caller.info);
    let mut job = Job::single(request, template, estimate, max_tokens);
    let mut budget = Budget::new(caller.limits.max_cost, Usd::ZERO);
    let result = loop {
        let question = caller.request_for(&job)?;
        let worst = worst_cost(&question, &caller.info);
        if !budget.reserve(worst) {
            break Err(OneError::Budget { worst, left: budget.left().unwrap_or(Usd::ZERO) });
        }
        let gently = reaches(halt.clone(), Halt::Gently);
        let flown = tokio::select! {
            flown = caller.attempt(job, question, gently) => flown,
            () = reaches(halt.clone(), Halt::Now) => break Err(OneError::Interrupted),
        };
        let (back, Some(Call { cost, uncertain, ended, .. })) = flown else { break Err(OneError::Interrupted) };
        job = back;
        budget.settle(worst, cost.plus(uncertain));
        match ended {
            Ended::Stored(stored) => break Ok(stored),
            Ended::Failed { code, message } => break Err(OneError::Failed { code, message }),
            Ended::StopRun(error) => break Err(OneError::Provider(error)),
            Ended::NotSaved(not_saved) => {
                break Err(OneError::NotSaved { spooled: not_saved.into(), interrupted: false });
            }
            Ended::Superseded => break Err(OneError::Interrupted),
            Ended::Retry { code, message, after } => {
                watch.event(Event::Retrying { position: 1, code, message, after });
                tokio::select! {
                    () = tokio::time::sleep(after) => {}
                    _ = halt.wait_for(|halt| *halt >= Halt::Gently) => break Err(OneError::Interrupted),
                }
            }
        }
    };
    caller.limiter.close().await;
    drop(caller);
    // The writer has saved everything handed in, or put it aside, once it ends; with nobody waiting it hurries.
    match tokio::time::timeout(LAST_WORDS, writer).await {
        Ok(Ok(spooled)) if !spooled.is_empty() => {
            Err(OneError::NotSaved { spooled, interrupted: *halt.borrow() >= Halt::Gently })
        }
        _ => result,
    }
}

/// Completes once the halt is that urgent; never, when nobody can say so any more.
async fn reaches(mut halt: watch::Receiver<Halt>, level: Halt) {
    if halt.wait_for(|halt| *halt >= level).await.is_err() {
        std::future::pending::<()>().await;
    }
}
