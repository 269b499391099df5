//! All ids of a list, in constant memory.

use std::ops::ControlFlow;

use crate::app::App;
use crate::domain::filter::{Filter, Order};
use crate::error::{Exit, Failure};

/// Bytes printed at once.
const AT_ONCE: usize = 8 * 1024;

pub(super) async fn print(app: &App, filter: &Filter, order: Order) -> Result<Exit, Failure> {
    let mut lines = String::with_capacity(AT_ONCE);
    let mut printed = Ok(());
    let each = |short_id: &str| {
        lines.push_str(short_id);
        lines.push('\n');
        if lines.len() < AT_ONCE {
            return ControlFlow::Continue(());
        }
        printed = app.ui.out_raw(lines.as_bytes());
        lines.clear();
        if printed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    app.store().await?.each_short_id(filter, order, each).await?;
    printed?;
    app.ui.out_raw(lines.as_bytes())?;
    Ok(Exit::Done)
}
