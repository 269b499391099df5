//! What a report is compared with: an earlier one in a file, or a batch.

use std::path::Path;

use chrono::{DateTime, Utc};

use crate::app::App;
use crate::domain::text_file;
use crate::error::Failure;
use crate::report::coverage::of_what_is_there;
use crate::report::dataset::{Comparison, Dataset, Earlier, Next, Scope};
use crate::ui::Table;

use crate::cli::args::{ByPart, FilterArgs, last};
use crate::cli::stats::tells_calls_apart;

/// The longest report that is read, in bytes. One of ours has at most a tenth of that.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Where the figures of before come from.
pub(super) enum Before {
    /// A file, read already.
    File(Figures),
    /// To be counted when the database is open.
    Batch(String),
}

/// Figures to compare with, and what they are called.
pub(super) struct Figures {
    name: String,
    earlier: Box<Earlier>,
}

impl Before {
    /// A file where there is one of this name, else a batch.
    pub(super) fn find(given: &str) -> Result<Before, Failure> {
        let path = Path::new(given);
        if !path.exists() {
            return match given.ends_with(".json") || given.contains('/') {
                true => Err(Failure::bad_input(format!("there is no file {given}")).hint(HOW)),
                false => Ok(Before::Batch(given.to_owned())),
            };
        }
        let wrong = |why: String| Failure::bad_input(format!("{given} is no report to compare with: {why}")).hint(HOW);
        let unreadable = |error: std::io::Error| wrong(error.to_string());
        if std::fs::metadata(path).map_err(unreadable)?.len() > LONGEST {
            return Err(wrong("it is larger than 16 MiB".into()));
        }
        let text = text_file::read(path).map_err(unreadable)?;
        let earlier = Earlier::read(&text).map_err(|error| wrong(error.to_string()))?;
        Ok(Before::File(Figures { name: given.to_owned(), earlier: Box::new(earlier) }))
    }

    /// The figures; those of a batch are counted now, with the other filters of the report.
    pub(super) async fn read(
        self,
        app: &App,
        filters: &FilterArgs<ByPart>,
        now: DateTime<Utc>,
    ) -> Result<Figures, Failure> {
        let batch = match self {
            Before::File(figures) => return Ok(figures),
            Before::Batch(batch) => batch,
        };
        let store = app.store().await?;
        let named = last::batch(store, &app.settings.user, &batch).await;
        let batch = named.map_err(|failure| failure.because("given as --compare, and no file has this name"))?.name;
        let filter = filters.of_batch(&batch).checked(app, now).await?;
        let coverage = of_what_is_there(&store.made_cells(&filter).await?);
        let no_command = |_: &Next| String::new();
        let with_calls = tells_calls_apart(&filter);
        let scope = Scope { filter: &filter, with_calls, coverage, command: &no_command };
        let dataset = Dataset::gather(store, scope, now).await?;
        let earlier = Earlier::of(&dataset).map_err(not_compared)?;
        Ok(Figures { name: format!("batch {batch}"), earlier: Box::new(earlier) })
    }
}

impl Figures {
    pub(super) fn compared(self, dataset: &Dataset) -> Result<Comparison, Failure> {
        Comparison::of(self.name, &self.earlier, dataset).map_err(not_compared)
    }
}

fn not_compared(error: serde_json::Error) -> Failure {
    Failure::new("the figures of the report cannot be compared").because(error)
}

const HOW: &str = "Name the file of an earlier report, as `dialoom report --json > before.json` writes it, or a batch: \
                   dialoom batch list";

/// The changes as a table.
pub(super) fn say(app: &App, comparison: &Comparison) -> Result<(), Failure> {
    let when = comparison.written_at.format("%Y-%m-%d %H:%M");
    app.ui.out(&format!("compared with {}, {when} UTC:", comparison.with))?;
    let mut table = Table::new(&["FIGURE", "BEFORE", "NOW", "CHANGE"], &[0]).right(&[1, 2, 3]);
    for change in &comparison.figures {
        table.row(std::iter::once(change.figure.clone()).chain(change.shown()));
    }
    table.print(&app.ui)?;
    if !comparison.is_same_selection {
        app.ui.note("the two are about different selections of conversations");
    }
    Ok(())
}
