//! The engine's door for new versions, with this program's settings.

use std::sync::Arc;

use tokio::sync::watch;

use crate::app::App;
use crate::domain::actor::Actor;
use crate::engine::{Halt, Session, SessionOptions, Terms};
use crate::error::Failure;
use crate::ui::progress::RunView;

pub(super) async fn session(
    app: &App,
    terms: &Terms,
    halt: watch::Receiver<Halt>,
    view: Option<Arc<RunView>>,
) -> Result<Session, Failure> {
    let mut options = SessionOptions { keep_payloads: app.settings.keep_payloads, halt, ..SessionOptions::default() };
    if let Some(view) = view {
        options.watch = view;
    }
    Ok(Session::open(app.store().await?, Actor::named(&app.settings.user), terms.clone(), options))
}
