//! The engine's door for calls outside any batch, with this program's settings.

use std::sync::Arc;

use tokio::sync::watch;

use crate::app::App;
use crate::domain::actor::Actor;
use crate::engine::{Halt, Series, Session, SessionOptions, Terms};
use crate::store::Store;
use crate::ui::progress::RunView;

use crate::cli::interrupt;

/// One call, and what shows it.
pub(crate) fn session(app: &App, store: &Store, terms: Terms) -> (Session, Arc<RunView>) {
    let view = Arc::new(RunView::new(&app.ui));
    let options = SessionOptions { watch: view.clone(), ..options(app, interrupt::listen()) };
    (Session::open(store, Actor::named(&app.settings.user), terms, options), view)
}

/// So many calls, one after the other. Each has a view of its own: what it made is printed before the next.
pub(crate) fn series(app: &App, store: &Store, terms: Terms, calls: u32) -> Series {
    let options = options(app, interrupt::listen());
    Series::open(store, Actor::named(&app.settings.user), terms, options, calls)
}

fn options(app: &App, halt: watch::Receiver<Halt>) -> SessionOptions {
    SessionOptions { keep_payloads: app.settings.keep_payloads, halt, ..SessionOptions::default() }
}
