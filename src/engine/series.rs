//! Single calls, one after the other: one budget is for all of them, and a halt comes between two of them.

use std::sync::{Arc, PoisonError};

use crate::domain::actor::Actor;
use crate::domain::money::Usd;
use crate::store::Store;

use crate::engine::events::Watch;
use crate::engine::generate::GenerateError;
use crate::engine::run::Halt;
use crate::engine::session::{Session, SessionOptions};
use crate::engine::terms::Terms;

/// So many calls.
pub struct Series {
    store: Store,
    actor: Actor,
    terms: Terms,
    options: SessionOptions,
    left: u32,
}

impl Series {
    /// Opens nothing yet.
    pub fn open(store: &Store, actor: Actor, terms: Terms, options: SessionOptions, calls: u32) -> Series {
        Series { store: store.clone(), actor, terms, options, left: calls }
    }

    /// The session of the next call. `None` after the last one, and after a halt.
    pub fn next(&mut self, watch: Arc<dyn Watch>) -> Option<Session> {
        if self.left == 0 || self.is_halted() {
            return None;
        }
        self.left -= 1;
        let options = SessionOptions { watch, ..self.options.clone() };
        let mut terms = self.terms.clone();
        terms.limits.max_cost = terms.limits.max_cost.map(|budget| budget.minus(self.cost()));
        Some(Session::open(&self.store, self.actor.clone(), terms, options))
    }

    /// The cost of all calls so far, those included whose answer could not be used.
    pub fn cost(&self) -> Usd {
        *self.options.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An error where a halt came before the last call.
    pub fn ended(&self) -> Result<(), GenerateError> {
        match self.left > 0 && self.is_halted() {
            true => Err(GenerateError::Interrupted { maybe_billed: Usd::ZERO }),
            false => Ok(()),
        }
    }

    fn is_halted(&self) -> bool {
        *self.options.halt.borrow() >= Halt::Gently
    }
}
