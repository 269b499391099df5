//! The result of a run.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::domain::batch::Batch;
use crate::domain::conversation::Conversation;
use crate::domain::finding::Note;
use crate::domain::money::Usd;

use crate::engine::attempt::{Judged, Stored};
use crate::engine::durability::writer::Spooled;
use crate::engine::events::StopReason;
use crate::engine::run::target::Reached;

/// How many stored conversations a summary lists. The rest is only counted, so that memory does not grow with the
/// batch.
const NAMED: usize = 1000;

/// One kind of failure in a run.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct FailureCount {
    /// Items that failed with it.
    pub items: u64,
    /// Calls that failed with it, retried ones included.
    pub calls: u64,
    /// The last message.
    pub message: String,
}

/// How often a run had one kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct FindingCount {
    /// Conversations with it.
    pub conversations: u64,
    /// Those for which it is serious.
    pub serious: u64,
}

/// What a run judged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JudgedSummary {
    /// The first thousand.
    pub named: Vec<Judged>,
    /// How many conversations.
    pub judged: u64,
    /// How many of them have a low mark.
    pub low: u64,
    /// How many of them have a serious finding.
    pub serious: u64,
    /// The sums of the scores before and after, in tenths of a point, of those whose change is known.
    pub score_tenths: (u64, u64),
    /// How many changes are known.
    pub compared: u64,
    /// Conversations of a batch that got no marks, after its judge was asked.
    pub failed: u64,
    /// Conversations of a batch that its judge was not asked about yet.
    pub open: u64,
    /// What the judge of a batch cost in all runs, with what may have been billed.
    pub spent: Usd,
}

/// The result of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The batch after the run.
    pub batch: Batch,
    /// The first thousand conversations this run stored.
    pub stored: Vec<Stored>,
    /// How many conversations this run stored.
    pub made: u64,
    /// How many of them are at or above their threshold.
    pub at_threshold: u64,
    /// How many of them passed: at their threshold, without a serious finding.
    pub passed: u64,
    /// How many of them have each finding, by its word.
    pub findings: BTreeMap<&'static str, FindingCount>,
    /// How many of them have a serious finding.
    pub serious: u64,
    /// The sum of their scores, in tenths of a point.
    pub score_tenths: u64,
    /// What this run judged.
    pub judged: JudgedSummary,
    /// Items that failed in this run.
    pub failed: u64,
    /// Calls that ended in this run.
    pub calls: u64,
    /// What those calls cost.
    pub cost: Usd,
    /// From start to end.
    pub took: Duration,
    /// Failures by the stored name of their error.
    pub failures: BTreeMap<String, FailureCount>,
    /// The largest token limit that an answer ended at which could not be used.
    pub cut_at: Option<u32>,
    /// Progress towards the target, where there is one.
    pub target: Option<Reached>,
    /// Why the run stopped early; `None` when every item ended.
    pub stop: Option<StopReason>,
    /// Answers the database did not take.
    pub spooled: Spooled,
    /// Whether no item was open.
    pub was_idle: bool,
}

impl Summary {
    pub(super) fn new(batch: Batch) -> Summary {
        Summary {
            batch,
            stored: Vec::new(),
            made: 0,
            at_threshold: 0,
            passed: 0,
            findings: BTreeMap::new(),
            serious: 0,
            score_tenths: 0,
            judged: JudgedSummary::default(),
            failed: 0,
            calls: 0,
            cost: Usd::ZERO,
            took: Duration::ZERO,
            failures: BTreeMap::new(),
            cut_at: None,
            target: None,
            stop: None,
            spooled: Spooled::default(),
            was_idle: false,
        }
    }

    /// For a batch without open items.
    pub(super) fn idle(batch: Batch, target: Option<Reached>) -> Summary {
        Summary { target, was_idle: true, ..Summary::new(batch) }
    }

    /// Adds what a later run of the same batch did.
    pub(super) fn absorb(&mut self, next: Summary) {
        let room = NAMED.saturating_sub(self.stored.len());
        self.stored.extend(next.stored.into_iter().take(room));
        self.made += next.made;
        self.at_threshold += next.at_threshold;
        self.passed += next.passed;
        self.serious += next.serious;
        self.score_tenths += next.score_tenths;
        for (kind, count) in next.findings {
            let all = self.findings.entry(kind).or_default();
            all.conversations += count.conversations;
            all.serious += count.serious;
        }
        self.failed += next.failed;
        self.target = next.target;
        self.cut_at = self.cut_at.max(next.cut_at);
        self.was_idle &= next.was_idle;
        self.batch = next.batch;
        self.absorb_calls(next.calls, (next.cost, next.took), next.failures, (next.stop, next.spooled));
    }

    /// Adds what a judge said about the batch. Its own job is no part of the summary.
    pub(super) fn absorb_judging(&mut self, job: Summary) {
        let (all, judged) = (&mut self.judged, job.judged);
        all.judged += judged.judged;
        all.low += judged.low;
        all.serious += judged.serious;
        all.compared += judged.compared;
        all.score_tenths.0 += judged.score_tenths.0;
        all.score_tenths.1 += judged.score_tenths.1;
        all.failed = job.batch.counts.failed;
        all.open = job.batch.counts.open();
        let room = NAMED.saturating_sub(all.named.len());
        all.named.extend(judged.named.into_iter().take(room));
        self.was_idle = false;
        self.absorb_calls(job.calls, (job.cost, job.took), job.failures, (job.stop, job.spooled));
    }

    fn absorb_calls(
        &mut self,
        calls: u64,
        (cost, took): (Usd, Duration),
        failures: BTreeMap<String, FailureCount>,
        (stop, spooled): (Option<StopReason>, Spooled),
    ) {
        self.calls += calls;
        self.cost = self.cost.plus(cost);
        self.took += took;
        for (code, count) in failures {
            let all = self.failures.entry(code).or_default();
            all.items += count.items;
            all.calls += count.calls;
            all.message = count.message;
        }
        self.stop = stop;
        self.spooled = spooled;
    }

    /// Whether the run cannot go on.
    pub(super) fn has_stopped(&self) -> bool {
        self.stop.is_some() || !self.spooled.is_empty()
    }

    pub(super) fn add_call(&mut self, cost: Usd) {
        self.calls += 1;
        self.cost = self.cost.plus(cost);
        self.batch.actual_cost_usd = self.batch.actual_cost_usd.plus(cost);
    }

    pub(super) fn add_stored(&mut self, stored: Stored) {
        self.made += 1;
        self.batch.counts.completed += 1;
        self.count_quality(&stored);
        if self.stored.len() < NAMED {
            self.stored.push(stored);
        }
    }

    /// This summary before anything is known of how good its conversations are.
    pub(super) fn without_quality(&self) -> Summary {
        let findings = BTreeMap::new();
        Summary { at_threshold: 0, passed: 0, serious: 0, score_tenths: 0, findings, ..self.clone() }
    }

    /// Counts a conversation that this run made as it is stored now.
    pub(super) fn count_as_it_is(&mut self, it: &Conversation) {
        let now = Stored::of_row(it);
        self.count_quality(&now);
        if let Some(named) = self.stored.iter_mut().find(|stored| stored.id == it.id) {
            *named = now;
        }
    }

    fn count_quality(&mut self, stored: &Stored) {
        self.at_threshold += u64::from(stored.at_threshold);
        self.passed += u64::from(stored.passed());
        self.serious += u64::from(stored.has_serious_finding());
        let mut kinds: BTreeMap<&'static str, bool> = BTreeMap::new();
        for note in &stored.findings {
            *kinds.entry(note.finding.as_str()).or_default() |= note.is_serious();
        }
        for (kind, is_serious) in kinds {
            let count = self.findings.entry(kind).or_default();
            count.conversations += 1;
            count.serious += u64::from(is_serious);
        }
        self.score_tenths += u64::from(stored.score.tenths());
    }

    pub(super) fn add_judged(&mut self, one: Judged) {
        self.batch.counts.completed += 1;
        let all = &mut self.judged;
        all.judged += 1;
        all.low += u64::from(one.is_low());
        all.serious += u64::from(one.findings().iter().any(Note::is_serious));
        if let Some((from, to)) = one.marked.as_ref().and_then(|marked| Some((marked.from?, marked.to))) {
            all.compared += 1;
            all.score_tenths.0 += u64::from(from.tenths());
            all.score_tenths.1 += u64::from(to.tenths());
        }
        if all.named.len() < NAMED {
            all.named.push(one);
        }
    }

    /// Counts a failed call. `item_failed`: no retry follows.
    pub(super) fn add_failure(&mut self, code: &str, message: &str, item_failed: bool) {
        let count = self.failures.entry(code.to_owned()).or_default();
        count.calls += 1;
        message.clone_into(&mut count.message);
        if item_failed {
            count.items += 1;
            self.failed += 1;
            self.batch.counts.failed += 1;
        }
    }
}
