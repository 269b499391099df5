//! The quick words: filters that people need often, and how many each would list.

use serde::Serialize;

use crate::domain::filter::{Filter, Without};
use crate::domain::quality::Score;
use crate::domain::status::Status;
use crate::domain::word::words;
use crate::error::Failure;
use crate::store::Store;

words! {
    /// A filter people need so often that it has a word of its own.
    Quick is "quick word" {
        /// All conversations.
        All = "all",
        /// Undecided conversations.
        NeedsReview = "needs-review",
        /// Conversations that a person sent back.
        SentBack = "sent-back",
        /// Approved conversations.
        Approved = "approved",
        /// Conversations that score 8 or more, without a serious finding.
        HighQuality = "high-quality",
    }
}

impl Quick {
    /// The same filter, narrowed to what the word means.
    pub(super) fn narrow(self, filter: &Filter) -> Filter {
        let mut filter = filter.clone();
        match self {
            Quick::All => {}
            Quick::NeedsReview => keep_states(&mut filter, Status::is_undecided),
            Quick::SentBack => {
                keep_states(&mut filter, |status| status == Status::NeedsRevision);
                filter.sent_back = true;
            }
            Quick::Approved => keep_states(&mut filter, |status| status == Status::Approved),
            Quick::HighQuality => {
                filter.min_quality = filter.min_quality.max(Some(Score::HIGH));
                if filter.without != Without::Findings {
                    filter.without = Without::Serious;
                }
            }
        }
        filter
    }

    /// Whether the narrowed filter can match anything at all: `approved --status rejected` cannot.
    pub(super) fn agrees_with(self, filter: &Filter) -> bool {
        match self {
            Quick::All => true,
            Quick::NeedsReview => filter.status.is_empty() || filter.status.iter().any(|status| status.is_undecided()),
            Quick::SentBack => filter.status.is_empty() || filter.status.contains(&Status::NeedsRevision),
            Quick::Approved => filter.status.is_empty() || filter.status.contains(&Status::Approved),
            Quick::HighQuality => filter.max_quality.is_none_or(|max| max >= Score::HIGH),
        }
    }

    /// The failure where the flags exclude all that the word selects.
    pub(super) fn contradiction(self) -> Failure {
        let flag = if self == Quick::HighQuality { "--max-quality" } else { "--status" };
        Failure::bad_input(format!("\"{self}\" and {flag} leave nothing to list"))
            .hint(format!("Leave out the word {self} or {flag}."))
    }
}

fn keep_states(filter: &mut Filter, keep: impl Fn(Status) -> bool) {
    let among: &[Status] = if filter.status.is_empty() { Status::ALL } else { &filter.status };
    filter.status = among.iter().copied().filter(|status| keep(*status)).collect();
}

/// Counting stops here, so that a list stays fast while the database grows: this count means "or more". JSON names it
/// `counted_to`. `stats` counts exactly.
pub(super) const COUNTED_TO: u32 = 1000;

/// The total counts further: a person wants to know it, and one index has it.
pub(super) const ALL_COUNTED_TO: u32 = 1_000_000;

/// How many each quick word would list under the same filters.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Counts {
    all: u64,
    needs_review: u64,
    sent_back: u64,
    approved: u64,
    high_quality: u64,
}

impl Counts {
    /// Each counted up to [`COUNTED_TO`], all up to [`ALL_COUNTED_TO`].
    pub(super) async fn under(store: &Store, filter: &Filter) -> Result<Counts, Failure> {
        let count = async |quick: Quick| {
            if quick.agrees_with(filter) { store.count_up_to(&quick.narrow(filter), COUNTED_TO).await } else { Ok(0) }
        };
        // Side by side: the total takes longer than all the others.
        let (all, needs_review, sent_back, approved, high_quality) = tokio::try_join!(
            store.count_up_to(filter, ALL_COUNTED_TO),
            count(Quick::NeedsReview),
            count(Quick::SentBack),
            count(Quick::Approved),
            count(Quick::HighQuality),
        )?;
        Ok(Counts { all, needs_review, sent_back, approved, high_quality })
    }

    /// The counts on one line; `None` where there is nothing to count.
    pub(super) fn line(&self) -> Option<String> {
        let Counts { all, needs_review, sent_back, approved, high_quality } = *self;
        let [needs_review, approved, high_quality] =
            [needs_review, approved, high_quality].map(|count| said(count, COUNTED_TO));
        let all = said(all, ALL_COUNTED_TO);
        // Most often nobody sent anything back.
        let sent_back = Some(sent_back).filter(|some| *some > 0).map(|some| said(some, COUNTED_TO));
        let sent_back = sent_back.map(|some| format!(" · sent-back {some}")).unwrap_or_default();
        (self.all > 0).then(|| {
            format!(
                "all {all} · needs-review {needs_review}{sent_back} · approved {approved} · high-quality {high_quality}"
            )
        })
    }
}

/// A count as a person reads it: "1000+" where counting stopped.
fn said(count: u64, counted_to: u32) -> String {
    let more = if count >= u64::from(counted_to) { "+" } else { "" };
    format!("{count}{more}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_says_where_counting_stopped() {
        assert_eq!([0, 999, 1000].map(|count| said(count, 1000)), ["0", "999", "1000+"]);
    }

    #[test]
    fn a_quick_word_narrows_what_the_flags_say() {
        let flags = Filter { status: vec![Status::Generated, Status::Approved], ..Filter::default() };
        assert_eq!(Quick::Approved.narrow(&flags).status, [Status::Approved]);
        assert_eq!(Quick::NeedsReview.narrow(&flags).status, [Status::Generated]);
        let strict = Filter { min_quality: Score::new(9.0), ..Filter::default() };
        assert_eq!(Quick::HighQuality.narrow(&strict).min_quality, Score::new(9.0));
        assert_eq!(Quick::HighQuality.narrow(&Filter::default()).min_quality, Some(Score::HIGH));
    }

    #[test]
    fn a_quick_word_that_the_flags_rule_out_is_noticed() {
        let rejected = Filter { status: vec![Status::Rejected], ..Filter::default() };
        assert!(!Quick::Approved.agrees_with(&rejected) && !Quick::NeedsReview.agrees_with(&rejected));
        let low = Filter { max_quality: Score::new(7.9), ..Filter::default() };
        assert!(!Quick::HighQuality.agrees_with(&low) && Quick::Approved.agrees_with(&low));
    }
}
