//! The flags that say which conversations.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::app::App;
use crate::domain::axis::Axis;
use crate::domain::conversation::{ProviderName, Tier};
use crate::domain::filter::{Filter, Superseded, Unread, Without};
use crate::domain::finding::Finding;
use crate::domain::quality::{Confidence, Score};
use crate::domain::status::Status;
use crate::domain::tag::Tag;
use crate::error::Failure;

use crate::cli::args::assignment;
use crate::cli::args::axes::{AxisText, AxisValue, help, matches, of_vocabularies, value};
use crate::cli::args::time::PointInTime;
use crate::cli::args::words::one_of;
use crate::cli::args::{last, near_misses};

/// The filters that `list`, `review`, `export`, `stats` and the decisions share. `A` is what an unmarked text of an
/// axis means.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs<A: AxisText> {
    #[command(flatten)]
    pub(super) most: MostFilterArgs<A>,
    /// Only from these providers (several: comma-separated or repeated)
    #[arg(long, value_name = "NAME", value_delimiter = ',', ignore_case = true,
        value_parser = one_of::<ProviderName>(ProviderName::WORDS))]
    pub provider: Vec<ProviderName>,
}

/// All filters but that of the provider, for a command whose own `--provider` means another one.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub struct MostFilterArgs<A: AxisText> {
    #[clap(skip)]
    meaning: PhantomData<A>,
    /// Only in these states (several: comma-separated or repeated)
    #[arg(long, value_name = "STATUS", value_delimiter = ',', ignore_case = true,
        value_parser = one_of::<Status>(Status::WORDS))]
    pub status: Vec<Status>,
    /// Only these tiers (several: comma-separated or repeated)
    #[arg(long, value_name = "TIER", value_delimiter = ',', ignore_case = true,
        value_parser = one_of::<Tier>(Tier::WORDS))]
    pub tier: Vec<Tier>,
    #[arg(long, value_name = "TEXT", help = help::<A>("persona"), value_parser = value::<A>)]
    pub persona: Vec<AxisValue>,
    #[arg(long, value_name = "TEXT", help = help::<A>("emotion"), value_parser = value::<A>)]
    pub emotion: Vec<AxisValue>,
    #[arg(long, value_name = "TEXT", help = help::<A>("topic"), value_parser = value::<A>)]
    pub topic: Vec<AxisValue>,
    /// Only in this category (repeat for several)
    #[arg(long, value_name = "NAME")]
    pub category: Vec<String>,
    /// Only with this value of a parameter or drawn axis (repeat for more values or names)
    #[arg(long, value_name = "NAME=VALUE", value_parser = assignment)]
    pub param: Vec<(String, String)>,
    /// Only from this template, by name or id; NAME@3 for its version 3 (repeat for several)
    #[arg(long, value_name = "NAME|ID")]
    pub template: Vec<String>,
    /// Only from this batch, by name or id, or @last (repeat for several)
    #[arg(long, value_name = "NAME|ID")]
    pub batch: Vec<String>,
    /// Only imported from this file, as it was named (repeat for several)
    #[arg(long, value_name = "FILE")]
    pub source: Vec<String>,
    /// Only resting on this document, by name or id (repeat for several)
    #[arg(long, value_name = "NAME")]
    pub document: Vec<String>,
    /// Only resting on a text that is no longer in its document
    #[arg(long)]
    pub old_text: bool,
    /// Only at this score or above (0 to 10)
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true, value_parser = score)]
    pub min_quality: Option<Score>,
    /// Only at this score or below (0 to 10)
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true, value_parser = score)]
    pub max_quality: Option<Score>,
    /// Only with this confidence (several: comma-separated or repeated)
    #[arg(long, value_name = "WORD", value_delimiter = ',', ignore_case = true,
        value_parser = one_of::<Confidence>(Confidence::WORDS))]
    pub confidence: Vec<Confidence>,
    /// Only with this finding (several: comma-separated or repeated)
    #[arg(long, value_name = "FINDING", value_delimiter = ',', ignore_case = true, conflicts_with = "no_findings",
        value_parser = one_of::<Finding>(Finding::WORDS))]
    pub finding: Vec<Finding>,
    /// Only with this tag (several: comma-separated or repeated)
    #[arg(long, value_name = "WORD", value_delimiter = ',')]
    pub tag: Vec<Tag>,
    /// Only without any finding
    #[arg(long)]
    pub no_findings: bool,
    /// Only those that a person sent back, not those that a rule flagged
    #[arg(long)]
    pub sent_back: bool,
    /// Only with a serious finding that no person opened or named it for [default: any]
    #[arg(long, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_missing_value = "any",
        ignore_case = true, value_parser = one_of::<Unread>(Unread::WORDS))]
    pub unread_serious: Option<Unread>,
    /// Only those whose place an approved newer version took; otherwise they are left out
    #[arg(long)]
    pub superseded: bool,
    /// Only with all these words (in title, persona, emotion, topic or turns); word* for all that begin so
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
    /// Only created at this time or later: RFC 3339, a date (midnight UTC) or an age (90m, 24h, 7d, 2w)
    #[arg(long, value_name = "WHEN")]
    pub since: Option<PointInTime>,
    /// Only created before this time; same forms as --since
    #[arg(long, value_name = "WHEN")]
    pub until: Option<PointInTime>,
    /// Only created by this person (repeat for several)
    #[arg(long, value_name = "NAME")]
    pub created_by: Vec<String>,
}

impl<A: AxisText> FilterArgs<A> {
    /// The same of another batch.
    pub(crate) fn of_batch(&self, batch: &str) -> Self
    where
        A: Clone,
    {
        let mut other = self.clone();
        other.most.batch = vec![batch.to_owned()];
        other
    }

    /// The states given.
    pub fn status(&self) -> &[Status] {
        &self.most.status
    }

    /// Whether any of these flags was given.
    pub fn is_given(&self) -> bool {
        self.most.is_given() || !self.provider.is_empty()
    }

    /// The filter these flags mean. Flags that contradict each other are bad input: nothing could ever match.
    pub fn filter(&self, now: DateTime<Utc>) -> Result<Filter, Failure> {
        Ok(Filter { provider: self.provider.clone(), ..self.most.filter(now)? })
    }

    /// Like `checked`, with those whose place a newer version took, for commands that reach everything.
    pub async fn reaching_all(&self, app: &App, now: DateTime<Utc>) -> Result<Filter, Failure> {
        Ok(Filter { provider: self.provider.clone(), ..self.most.reaching_all(app, now).await? })
    }

    /// The filter these flags mean. Looks up templates and batches: a misspelt one is an error, not an empty list. Says
    /// which values of the axes no conversation has.
    pub async fn checked(&self, app: &App, now: DateTime<Utc>) -> Result<Filter, Failure> {
        Ok(Filter { provider: self.provider.clone(), ..self.most.checked(app, now).await? })
    }
}

impl<A: AxisText> MostFilterArgs<A> {
    /// Whether any of these flags was given.
    pub fn is_given(&self) -> bool {
        !(self.status.is_empty()
            && self.tier.is_empty()
            && self.persona.is_empty()
            && self.emotion.is_empty()
            && self.topic.is_empty()
            && self.category.is_empty()
            && self.param.is_empty()
            && self.template.is_empty()
            && self.batch.is_empty()
            && self.source.is_empty()
            && self.document.is_empty()
            && !self.old_text
            && self.min_quality.is_none()
            && self.max_quality.is_none()
            && self.confidence.is_empty()
            && self.finding.is_empty()
            && self.tag.is_empty()
            && !self.no_findings
            && !self.sent_back
            && self.unread_serious.is_none()
            && !self.superseded
            && self.search.is_none()
            && self.since.is_none()
            && self.until.is_none()
            && self.created_by.is_empty())
    }

    /// As for all filters.
    pub fn filter(&self, now: DateTime<Utc>) -> Result<Filter, Failure> {
        if let (Some(min), Some(max)) = (self.min_quality, self.max_quality)
            && min > max
        {
            return Err(Failure::bad_input(format!("--min-quality {min} is above --max-quality {max}"))
                .hint("Swap the two values."));
        }
        let since = point_in_time("--since", self.since, now)?;
        let until = point_in_time("--until", self.until, now)?;
        if let (Some(since), Some(until)) = (since, until)
            && since >= until
        {
            let shown = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
            let message = format!("--since {} is not before --until {}", shown(since), shown(until));
            return Err(Failure::bad_input(message).hint("--until is exclusive: for one day, give it the next day."));
        }
        if self.search.as_deref().is_some_and(|words| words.trim().is_empty()) {
            return Err(Failure::bad_input("--search has no words").hint("Give --search a word, or leave it out."));
        }
        Ok(Filter {
            status: self.status.clone(),
            tier: self.tier.clone(),
            persona: matches(&self.persona),
            emotion: matches(&self.emotion),
            topic: matches(&self.topic),
            category: self.category.clone(),
            param: self.param.iter().cloned().fold(BTreeMap::new(), |mut all, (name, value)| {
                all.entry(name).or_insert_with(Vec::new).push(value);
                all
            }),
            template: self.template.clone(),
            batch: self.batch.clone(),
            provider: Vec::new(),
            source: self.source.clone(),
            document: self.document.clone(),
            old_text: self.old_text,
            min_quality: self.min_quality,
            max_quality: self.max_quality,
            confidence: self.confidence.clone(),
            finding: self.finding.clone(),
            tag: self.tag.iter().map(Tag::to_string).collect(),
            without: if self.no_findings { Without::Findings } else { Without::Nothing },
            search: self.search.clone(),
            since,
            until,
            since_age: self.since.and_then(PointInTime::age_seconds),
            until_age: self.until.and_then(PointInTime::age_seconds),
            created_by: self.created_by.clone(),
            sent_back: self.sent_back,
            due_for: None,
            unread_serious: self.unread_serious,
            superseded: if self.superseded { Superseded::Only } else { Superseded::LeftOut },
            without_simulated: false,
        })
    }

    /// Like `checked`, with those whose place a newer version took, for commands that reach everything.
    pub async fn reaching_all(&self, app: &App, now: DateTime<Utc>) -> Result<Filter, Failure> {
        let filter = self.checked(app, now).await?;
        let superseded = if self.superseded { Superseded::Only } else { Superseded::Also };
        Ok(Filter { superseded, ..filter })
    }

    /// As for all filters.
    pub async fn checked(&self, app: &App, now: DateTime<Utc>) -> Result<Filter, Failure> {
        let (store, user) = (app.store().await?, &app.settings.user);
        let mut filter = self.filter(now)?;
        for given in &mut filter.template {
            let called = store.called(given).await;
            *given = called.map_err(|error| Failure::from(error).because("given as --template"))?.1;
        }
        for given in &mut filter.batch {
            *given = last::job(store, user, given).await.map_err(|failure| failure.because("given as --batch"))?;
        }
        for given in &mut filter.document {
            let document = store.document(given).await;
            *given = document.map_err(|error| Failure::from(error).because("given as --document"))?.title;
        }
        near_misses::say(app, &filter).await?;
        for (axis, given) in
            [(Axis::Persona, &self.persona), (Axis::Emotion, &self.emotion), (Axis::Topic, &self.topic)]
        {
            filter.on_mut(axis).extend(of_vocabularies(store, axis, given).await?);
        }
        Ok(filter)
    }
}

fn score(given: &str) -> Result<Score, String> {
    let expected = || "expected a number from 0 to 10 with at most one decimal, such as 7.5".to_owned();
    let value: f64 = given.trim().parse().map_err(|_| expected())?;
    let score = Score::new(value).ok_or_else(expected)?;
    // 7.25 would become 7.3 without a word, and leave out conversations that were asked for.
    if (score.points() - value).abs() > 1e-9 { Err(expected()) } else { Ok(score) }
}

fn point_in_time(flag: &str, given: Option<PointInTime>, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Failure> {
    given
        .map(|given| given.at(now).ok_or_else(|| Failure::bad_input(format!("{flag} is before the year 1"))))
        .transpose()
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::ByWhole;
    use crate::domain::axis_match::AxisMatch;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        filters: FilterArgs<ByWhole>,
    }

    fn args(line: &[&str]) -> Result<FilterArgs<ByWhole>, clap::Error> {
        Line::try_parse_from(std::iter::once(&"list").chain(line)).map(|line| line.filters)
    }

    fn filter(line: &[&str]) -> Result<Filter, Failure> {
        let now = "2026-11-22T12:00:00Z".parse().expect("a time");
        args(line).expect("flags that parse").filter(now)
    }

    #[test]
    fn no_flag_means_everything() {
        assert!(!args(&[]).expect("parses").is_given());
        assert!(filter(&[]).expect("a filter").is_empty());
    }

    #[test]
    fn words_come_comma_separated_or_repeated_and_in_any_spelling() {
        let filter = filter(&["--status", "needs-revision,Approved", "--status", "failed"]).expect("a filter");
        assert_eq!(filter.status, [Status::NeedsRevision, Status::Approved, Status::Failed]);
    }

    #[test]
    fn a_persona_may_hold_a_comma() {
        let filter = filter(&["--persona", "Teacher, newly widowed", "--persona", "b"]).expect("a filter");
        assert_eq!(filter.persona, ["Teacher, newly widowed", "b"].map(AxisMatch::from));
    }

    #[test]
    fn a_misspelt_status_is_offered_the_nearest() {
        let message = args(&["--status", "aproved"]).expect_err("not a status").to_string();
        assert!(message.contains("--status") && message.contains("'approved'"), "{message}");
    }

    #[test]
    fn a_quality_outside_the_scale_or_finer_than_it_is_refused() {
        for bad in ["10.1", "-1", "NaN", "high", "7.25", "inf", ""] {
            let message = args(&["--min-quality", bad]).expect_err("no score").to_string();
            assert!(message.contains("--min-quality"), "{bad}: {message}");
        }
        for good in ["0", "10", "7.5", "6.10"] {
            assert!(args(&["--max-quality", good]).is_ok(), "{good}");
        }
    }

    #[test]
    fn flags_that_contradict_each_other_are_refused() {
        let failure = filter(&["--min-quality", "8", "--max-quality", "7.9"]).expect_err("contradiction");
        assert_eq!(failure.to_string(), "--min-quality 8.0 is above --max-quality 7.9");
        assert!(filter(&["--min-quality", "8", "--max-quality", "8"]).is_ok());
        assert!(filter(&["--since", "1d", "--until", "2d"]).is_err());
        assert!(filter(&["--since", "2d", "--until", "1d"]).is_ok());
        assert!(filter(&["--search", "  "]).is_err());
    }

    #[test]
    fn an_age_is_counted_from_now() {
        let filter = filter(&["--since", "24h"]).expect("a filter");
        assert_eq!(filter.since.map(|at| at.to_rfc3339()), Some("2026-11-21T12:00:00+00:00".into()));
    }
}
