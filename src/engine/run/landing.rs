//! What the run does when a call has ended.

use std::time::Duration;

use tokio::time::Instant;

use crate::domain::money::Usd;
use crate::provider::ErrorKind;

use crate::engine::attempt::{Call, Ended, Job, Sign};
use crate::engine::events::{CallFor, Event, StopReason};
use crate::engine::run::adaptive_concurrency::Ending;
use crate::engine::run::state::{Flown, Run};
use crate::engine::run::unanswered;
use crate::engine::run::unusable::{self, AskedFor, is_unreadable, is_unusable_answer};

/// The fewest answers in a row that could not be used before the run stops, where none could be used so far, and where
/// some could. A weak model on a machine of one's own may use one answer in three: it would fail five in a row in every
/// sixth run, and sixteen in one of three hundred.
const LEAST_UNUSABLE: [u32; 2] = [8, 16];

impl Run {
    /// Records the end of a call in queue and summary, reports it, and stops the run where it must.
    pub(super) fn land(&mut self, (job, call): Flown) {
        self.in_flight -= 1;
        self.waits_for_money = false;
        let Some(call) = call else {
            self.queue.not_begun(&job);
            self.unstarted.extend(job.item.as_ref().map(|item| item.id));
            self.queue.put_back(std::iter::once(job));
            self.unsure = true;
            return;
        };
        self.count(&job, &call);
        self.heed_answer(&call);
        self.heed_silence(&call);
        let of = call_for(&job);
        let sign = call.sign;
        match call.ended {
            Ended::Stored(stored) => {
                self.options.watch.event(Event::Stored {
                    id: stored.id,
                    title: stored.title.clone(),
                    score: stored.score,
                    passed: stored.passed(),
                });
                self.summary.add_stored(stored);
            }
            Ended::Judged(judged) => {
                self.options.watch.event(Event::Judged(judged.clone()));
                self.summary.add_judged(judged);
            }
            // No item of a batch is a trial.
            Ended::Superseded | Ended::CutOff | Ended::Tried(_) | Ended::Varied(_) => {}
            Ended::Retry { code, message, after } => {
                self.summary.add_failure(&code, &message, false);
                self.last_error = Some((code.clone(), message.clone()));
                self.options.watch.event(Event::Retrying { call: of, code, message, after });
                self.queue.try_later(job, after);
            }
            Ended::Failed { code, message } => {
                self.summary.add_failure(&code, &message, true);
                self.heed_failure(sign, &code, &message);
                self.options.watch.event(Event::ItemFailed { call: of, code, message });
                if self.work.stop_on_error {
                    self.stop_for(StopReason::ItemFailed);
                }
            }
            Ended::StopRun(error) => {
                self.summary.add_failure(error.kind.as_str(), &error.message, false);
                self.stop_for(StopReason::Provider { kind: error.kind, message: error.message, hint: error.hint });
            }
            // The writer reports at the end where the answer is.
            Ended::NotSaved(not_saved) => self.stop_for(StopReason::Store { error: not_saved.error }),
        }
    }

    /// Counts a call, whatever came of it.
    fn count(&mut self, job: &Job, Call { cost, began, took, sign, ended, .. }: &Call) {
        self.adapt(*began, *took, *sign);
        self.unreachable = if *sign == Sign::Unreachable { self.unreachable + 1 } else { 0 };
        if *sign == Sign::Answered {
            self.refused = 0;
            // A refusal comes at once, and says nothing about how long answers take.
            self.answers = (self.answers.0.saturating_add(*took), self.answers.1.saturating_add(1));
        }
        self.summary.add_call(*cost);
        self.queue.ended(job, *sign == Sign::Answered, matches!(ended, Ended::Stored(stored) if stored.passed()));
    }

    /// Stops the run after many answers in a row of which none could be read or used: the rest would be paid for in vain.
    fn heed_answer(&mut self, Call { ended, limit_reached, .. }: &Call) {
        let (code, message) = match ended {
            Ended::Stored(_) | Ended::Tried(_) | Ended::Varied(_) | Ended::Judged(_) => {
                self.unusable = 0;
                self.any_usable = true;
                return;
            }
            Ended::Retry { code, message, .. } | Ended::Failed { code, message } => (code, message),
            _ => return,
        };
        if !is_unusable_answer(code) {
            return;
        }
        self.unusable += 1;
        self.summary.cut_at = self.summary.cut_at.max(*limit_reached);
        let least = LEAST_UNUSABLE[usize::from(self.any_usable)];
        if self.unusable >= (2 * self.caller.terms.limits.concurrency).max(least) {
            let message = format!("{} answers in a row could not be used; the last: {message}", self.unusable);
            let hint = unusable::hint(AskedFor::of(&self.work.supplies), code, *limit_reached);
            self.stop_for(StopReason::Provider { kind: ErrorKind::Protocol, message, hint: Some(hint) });
        }
    }

    /// Stops the run after many calls in a row that got no answer and may have been billed.
    fn heed_silence(&mut self, Call { uncertain, sign, ended, .. }: &Call) {
        let (Ended::Retry { code, message, .. } | Ended::Failed { code, message }) = ended else {
            if *sign == Sign::Answered {
                self.unanswered.answered();
            }
            return;
        };
        if *sign == Sign::Answered || is_unreadable(code) {
            return self.unanswered.answered();
        }
        // What was refused costs nothing, and may be tried as often as it takes.
        if *uncertain == Usd::ZERO {
            return;
        }
        if let Some(happened) = self.unanswered.add(*uncertain, *sign == Sign::TimedOut, Instant::now()) {
            let kind = code.parse().unwrap_or(ErrorKind::Connection);
            let hint = Some(unanswered::hint(kind, self.caller.terms.limits.timeout));
            let message = format!("{happened}; the last: {message}");
            self.stop_for(StopReason::Provider { kind, message, hint });
        }
    }

    /// Stops the run if items failed in a row, with none answered in between, and every other would fail alike: the
    /// server cannot be reached, or refuses every request.
    fn heed_failure(&mut self, sign: Sign, code: &str, message: &str) {
        let many = 2 * self.caller.terms.limits.concurrency;
        if sign == Sign::Unreachable && self.unreachable > many {
            let hint = Some("Check that the server is running: dialoom doctor".to_owned());
            self.stop_for(StopReason::Provider { kind: ErrorKind::Connection, message: message.to_owned(), hint });
        }
        if code == ErrorKind::BadRequest.as_str() {
            self.refused += 1;
            if self.refused > many {
                let count = self.refused;
                let message =
                    format!("the server refused {count} items in a row and answered none; the last: {message}");
                let hint =
                    "Change the setting or the account that the message names; --dry-run shows what a run asks for. \
                     Check the key and the model with: dialoom doctor"
                        .to_owned();
                self.stop_for(StopReason::Provider { kind: ErrorKind::BadRequest, message, hint: Some(hint) });
            }
        }
    }

    /// Adapts the concurrency to how a call ended. A refusal for another reason than overload says nothing.
    fn adapt(&mut self, began: Instant, took: Duration, sign: Sign) {
        let ending = match sign {
            Sign::Answered => Ending::Answered,
            Sign::TimedOut => Ending::TimedOut,
            Sign::Overloaded => Ending::Overloaded,
            Sign::There | Sign::Unreachable => return,
        };
        if let Some(change) = self.adaptive.observe(began.saturating_duration_since(self.began), took, ending) {
            self.options.watch.event(Event::ConcurrencyChanged(change));
        }
    }
}

/// What a call was for, in messages.
fn call_for(job: &Job) -> CallFor {
    match (job.work.about(), job.position()) {
        (Some(id), _) => CallFor::Conversation(id),
        (None, Some(position)) => CallFor::Item(position),
        (None, None) => CallFor::Single,
    }
}
