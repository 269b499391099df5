//! The flags that say which calls of the log.

use chrono::{Days, NaiveDate, NaiveTime, Utc};

use crate::app::App;
use crate::domain::conversation::ProviderName;
use crate::domain::log::{AttemptStatus, CallFilter};
use crate::error::Failure;

use crate::cli::args::axes::ByWhole;
use crate::cli::args::filters::FilterArgs;
use crate::cli::args::time::PointInTime;
use crate::cli::args::words::one_of;

/// The filters that `logs`, `cost` and `performance` share. A failed call has no score and no text, so filters of
/// conversations do not apply.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub struct CallFilterArgs {
    /// Only of this batch, by name or id, or @last (repeat for several)
    #[arg(long, value_name = "NAME|ID")]
    batch: Vec<String>,
    /// Only with this template, by name or id (repeat for several)
    #[arg(long, value_name = "NAME|ID")]
    template: Vec<String>,
    /// Only of this model (repeat for several)
    #[arg(long, value_name = "NAME")]
    model: Vec<String>,
    /// Only of these providers (several: comma-separated or repeated)
    #[arg(long, value_name = "NAME", value_delimiter = ',', ignore_case = true,
        value_parser = one_of::<ProviderName>(ProviderName::WORDS))]
    provider: Vec<ProviderName>,
    /// Only calls that ended so (several: comma-separated or repeated)
    #[arg(long, value_name = "STATUS", value_delimiter = ',', ignore_case = true,
        value_parser = one_of::<AttemptStatus>(AttemptStatus::WORDS))]
    status: Vec<AttemptStatus>,
    /// Only on this day (UTC), as 2026-11-01
    #[arg(long, value_name = "DATE", conflicts_with_all = ["since", "until"])]
    day: Option<NaiveDate>,
    /// Only ended at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)
    #[arg(long, value_name = "WHEN")]
    since: Option<PointInTime>,
    /// Only ended before this time; same forms as --since
    #[arg(long, value_name = "WHEN")]
    until: Option<PointInTime>,
    /// Only made by this person (repeat for several)
    #[arg(long, value_name = "NAME")]
    created_by: Vec<String>,
}

impl CallFilterArgs {
    /// The filter these flags mean. Flags that contradict each other fail before the database is opened; an unknown
    /// batch or template is an error, not an empty list.
    pub async fn checked(&self, app: &App) -> Result<CallFilter, Failure> {
        let now = Utc::now();
        let of_day = |date: NaiveDate| PointInTime::At(date.and_time(NaiveTime::MIN).and_utc());
        let next = self.day.and_then(|day| day.checked_add_days(Days::new(1)));
        let mut flags = FilterArgs::<ByWhole> { provider: self.provider.clone(), ..FilterArgs::default() };
        flags.most.batch.clone_from(&self.batch);
        flags.most.template.clone_from(&self.template);
        flags.most.created_by.clone_from(&self.created_by);
        flags.most.since = self.day.map(of_day).or(self.since);
        flags.most.until = next.map(of_day).or(self.until);
        flags.filter(now)?;
        let shared = flags.checked(app, now).await?;
        Ok(CallFilter { shared, model: self.model.clone(), status: self.status.clone(), conversations: Vec::new() })
    }
}
