//! All that is known about the conversations of a filter, for somebody who did not make them: `dialoom report`.

mod commands;
mod comparison;
mod samples;
mod verdict;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::filter::Filter;
use crate::domain::log::CallFilter;
use crate::domain::status::Status;
use crate::report::coverage::Coverage;
use crate::report::diversity;
use crate::report::duplicates::{self, Group, Part};
use crate::report::reviewing::{Agreement, Pace, agreements, paces};
use crate::report::scoreboard::{TemplateScore, scoreboard};
use crate::report::stats::{Report, Scope as StatsScope};
use crate::store::{CallBreakdown, CallCosts, Origin, Reviewer, Store, StoreError, Totals};

pub(crate) use commands::Commands;
pub(crate) use comparison::{Change, Comparison, Earlier};
pub(crate) use samples::{FindingSamples, FoundPlace, Sample};
use samples::{finding_samples, with_scores};
pub(crate) use verdict::{Concern, Fitness, Next, Verdict, Weight, carrying};

/// Near-duplicates are groups of at least this similarity.
const ALIKE: f64 = 0.8;
/// Groups of near-duplicates that are kept, the largest ones.
const GROUPS: usize = 10;
/// Best and worst conversations.
const SAMPLES: u32 = 3;

/// What a report is about.
pub(crate) struct Scope<'a> {
    pub filter: &'a Filter,
    /// Whether the filter means the same for calls as for conversations.
    pub with_calls: bool,
    /// The cells; by a plan, or by what is there.
    pub coverage: Coverage,
    /// The command to type for what is to be done next.
    pub command: &'a dyn Fn(&Next) -> String,
}

/// Groups of conversations that are almost the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct NearDuplicates {
    pub similarity: f64,
    pub groups: u64,
    /// Conversations that repeat an earlier one.
    pub repeating: u64,
    /// The ten largest groups.
    pub largest: Vec<Group>,
}

/// In the shape of `report --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Dataset {
    /// Of dialoom.
    pub version: &'static str,
    pub written_at: DateTime<Utc>,
    pub filter: Filter,
    pub verdict: Verdict,
    /// What changed since the report that the user names; `None` where none is named.
    pub compared: Option<Comparison>,
    /// What lists the conversations behind each figure.
    pub commands: Commands,
    pub stats: Report,
    /// The approved ones alone.
    pub approved: Totals,
    pub by_tier: Vec<Totals>,
    pub coverage: Coverage,
    /// What all calls cost by day; empty where the filter leaves calls out.
    pub cost_by_day: Vec<CallCosts>,
    pub templates: Vec<TemplateScore>,
    pub findings: Vec<FindingSamples>,
    /// Of those that an export takes; of all, where it takes none.
    pub near_duplicates: NearDuplicates,
    /// Likewise.
    pub diversity: diversity::Report,
    pub reviewers: Vec<Reviewer>,
    /// How fast each of them decides.
    pub paces: BTreeMap<String, Pace>,
    /// How two of them agree.
    pub agreement: Vec<Agreement>,
    /// By score; of those that an export takes, or of all.
    pub best: Vec<Sample>,
    /// Without those that are among the best.
    pub worst: Vec<Sample>,
    pub origins: Vec<Origin>,
}

impl Dataset {
    pub(crate) async fn gather(store: &Store, scope: Scope<'_>, now: DateTime<Utc>) -> Result<Dataset, StoreError> {
        let Scope { filter, with_calls, coverage, command } = scope;
        let stats = Report::gather(store, StatsScope { filter, by: &[], with_calls }).await?;
        let (cost_by_day, by_template) = match with_calls {
            true => {
                let calls = CallFilter { shared: filter.clone(), ..CallFilter::default() };
                let by_day = store.call_costs(&calls, CallBreakdown::Day).await?;
                (by_day, store.call_costs(&calls, CallBreakdown::Template).await?)
            }
            false => Default::default(),
        };
        let approved = match of_status(filter, Status::Approved) {
            Some(approved) => store.totals(&approved).await?,
            None => Totals::default(),
        };
        let taken = verdict::Taken::count(store, filter).await?;
        let examined = taken.filter.as_ref().filter(|_| taken.conversations > 0).unwrap_or(filter);
        let near_duplicates = near_duplicates(store, examined).await?;
        let readings = store.readings(filter).await?;
        let facts = verdict::Facts {
            filter,
            examined,
            stats: &stats,
            approved: &approved,
            taken: &taken,
            repeating: near_duplicates.repeating,
            coverage: &coverage,
        };
        let best = with_scores(store, examined, true, SAMPLES).await?;
        let mut worst = with_scores(store, examined, false, SAMPLES).await?;
        worst.retain(|it| best.iter().all(|shown| shown.short_id != it.short_id));
        Ok(Dataset {
            version: env!("CARGO_PKG_VERSION"),
            written_at: now,
            filter: filter.clone(),
            verdict: verdict::verdict(&facts, command),
            compared: None,
            commands: Commands::of(&facts, command),
            approved,
            by_tier: store.totals_by(filter, crate::store::Breakdown::Tier).await?,
            cost_by_day,
            templates: scoreboard(store, filter, &by_template).await?,
            findings: finding_samples(store, filter, &stats.findings, command).await?,
            near_duplicates,
            diversity: diversity::gather(store, examined).await?,
            reviewers: store.reviewers(filter).await?,
            paces: paces(&readings),
            agreement: agreements(&readings),
            best,
            worst,
            origins: store.origins(filter).await?,
            stats,
            coverage,
        })
    }
}

/// The filter for one status; `None` where it leaves that status out.
fn of_status(filter: &Filter, status: Status) -> Option<Filter> {
    let is_meant = filter.status.is_empty() || filter.status.contains(&status);
    is_meant.then(|| Filter { status: vec![status], ..filter.clone() })
}

async fn near_duplicates(store: &Store, filter: &Filter) -> Result<NearDuplicates, StoreError> {
    let mut groups = duplicates::groups(store, filter, Part::Turns, ALIKE).await?;
    let repeating = groups.iter().map(|group| group.members.len() as u64 - 1).sum();
    let number = groups.len() as u64;
    groups.truncate(GROUPS);
    Ok(NearDuplicates { similarity: ALIKE, groups: number, repeating, largest: groups })
}
