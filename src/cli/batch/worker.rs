//! `dialoom batch worker`.

use std::time::Duration;

use crate::app::App;
use crate::cli::args::last;
use crate::cli::interrupt;
use crate::domain::effect::Effect;
use crate::engine::{Halt, next_to_work_on};
use crate::error::{Exit, Failure};
use crate::ui::count;

use crate::cli::batch::control::{self, Going, How};
use crate::cli::place::in_database;

/// How often `--wait` looks for a batch to work on.
const EVERY: Duration = Duration::from_secs(2);
/// How many batches it looks at each time.
const MOST: u32 = 1000;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The batch to help with, or @last [default: every batch that is pending or running, by priority, then age]
    #[arg(value_name = "BATCH")]
    batch: Option<String>,
    /// Keep running, and work on new batches as they appear
    #[arg(long, conflicts_with = "batch")]
    wait: bool,
    #[command(flatten)]
    going: Going,
}

impl Args {
    /// One that waits needs the database in which batches are to appear.
    pub fn effect(&self) -> Effect {
        if self.wait { Effect::Creates } else { Effect::Changes }
    }
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let mut halt = interrupt::listen();
    if let Some(name) = &args.batch {
        let batch = last::batch(store, &app.settings.user, name).await?;
        return control::work_on(app, batch, &args.going, How::Worker, halt).await;
    }
    let (mut worst, mut done) = (Exit::Done, 0);
    loop {
        if let Some(batch) = next_to_work_on(store.batches(MOST).await?) {
            app.ui.note(&format!("working on batch \"{}\"", batch.name));
            let exit = control::work_on(app, batch, &args.going, How::Worker, halt.clone()).await?;
            // A Ctrl-C at the very end of a batch is too late for its run, but not for this loop.
            if exit == Exit::Interrupted || *halt.borrow() != Halt::No {
                return Ok(Exit::Interrupted);
            }
            worst = if exit == Exit::Done { worst } else { exit };
            done += 1;
            continue;
        }
        if !args.wait {
            let word = if done == 0 {
                in_database(store, "no batch is pending or running")
            } else {
                format!("{} worked on", count(done, "batch"))
            };
            app.ui.note(&word);
            return Ok(worst);
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = halt.wait_for(|halt| *halt != Halt::No) => return Ok(Exit::Interrupted),
        }
    }
}
