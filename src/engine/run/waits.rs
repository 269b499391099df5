//! No silent wait: the run says why nothing starts, and when it goes on.

use tokio::time::Instant;

use crate::store::StoreError;

use crate::engine::events::{Event, Idle, StopReason};
use crate::engine::limiter::LONG_WAIT;
use crate::engine::run::state::Run;

impl Run {
    /// Reports that the shared rates cannot be read, or can again, and that the next request must wait long.
    pub(super) fn report_limiter(&mut self) {
        match self.caller.limiter.trouble() {
            Some(StoreError::Damaged { reason, .. }) => {
                let reason =
                    format!("the file with the rate limits is damaged ({reason}); the next run makes a new one");
                self.stop_for(StopReason::Store { error: StoreError::Other(reason) });
            }
            Some(error) if !std::mem::replace(&mut self.limiter_stalled, true) => {
                self.options.watch.event(Event::StoreStalled { reason: error.to_string(), held: 0 });
            }
            None if std::mem::take(&mut self.limiter_stalled) => self.options.watch.event(Event::StoreRecovered),
            _ => {}
        }
        if let Some(wait) = self.told_waits.news(self.caller.limiter.wait()) {
            self.options.watch.event(Event::Waiting(wait));
        }
    }

    /// Reports once why nothing has been in flight for long, where no limit is the reason.
    pub(super) fn report_idling(&mut self) {
        if self.stop.is_some() || self.caller.limiter.in_flight() > 0 || self.caller.limiter.wait().is_some() {
            (self.idle_since, self.told_of_idling) = (None, false);
            return;
        }
        let since = *self.idle_since.get_or_insert_with(Instant::now);
        if since.elapsed() < LONG_WAIT || self.told_of_idling {
            return;
        }
        if let Some(idle) = self.idle() {
            self.told_of_idling = true;
            self.options.watch.event(Event::Idle(idle));
        }
    }

    fn idle(&self) -> Option<Idle> {
        let lease = self.caller.lease.length();
        let now = Instant::now();
        let next_due = match self.queue.has_ready() {
            true => self.unanswered.next_due(),
            false => self.queue.next_due().max(self.unanswered.next_due()),
        };
        match next_due {
            _ if self.waits_for_money => Some(Idle::Budget),
            // The writer says itself that it cannot save.
            _ if self.in_flight > 0 => None,
            Some(due) if due > now => Some(Idle::Retry { after: due - now, last: self.last_error.clone() }),
            None if self.queue.is_empty() => {
                Some(Idle::OtherWorkers { items: self.summary.batch.counts.open(), lease })
            }
            _ => None,
        }
    }
}
