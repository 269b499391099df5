//! How fast people decide, and how they agree about what two of them read.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use crate::domain::ids::ConversationId;
use crate::domain::review::Action;
use crate::store::Reading;

/// A longer pause begins another session.
const PAUSE: TimeDelta = TimeDelta::minutes(10);
/// Fewer decisions after the first of their session say nothing about the pace.
pub(crate) const LEAST_TIMED: u64 = 10;
/// Fewer conversations that two people decided about say nothing about how they agree.
pub(crate) const LEAST_SHARED: u64 = 10;

/// How fast one person decides, by sessions without a pause of more than ten minutes.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub(crate) struct Pace {
    /// Sessions with a decision.
    pub sessions: u64,
    /// From the first to the last decision of each session, in seconds.
    pub seconds: u64,
    /// Decisions after the first of their session, by that time. `None`: not enough of them.
    pub decisions_per_hour: Option<f64>,
}

/// What two people decided about the same text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Agreement {
    pub reviewers: [String; 2],
    /// Conversations that both decided about, as their text is now.
    pub both: u64,
    /// Where both approved, or neither did.
    pub alike: u64,
    /// Where both approved.
    pub both_approved: u64,
    /// Cohen's kappa: 0 is chance, 1 is full agreement. `None`: not enough conversations, or no two verdicts to tell apart.
    pub kappa: Option<f64>,
}

/// Of each person. The readings are in the order of time.
pub(crate) fn paces(readings: &[Reading]) -> BTreeMap<String, Pace> {
    let mut people: BTreeMap<&str, Timed> = BTreeMap::new();
    for reading in readings.iter().filter(|reading| reading.action != Action::Edit) {
        people.entry(&reading.by).or_default().add(reading.at);
    }
    people.into_iter().map(|(name, timed)| (name.to_owned(), timed.pace())).collect()
}

/// The sessions of one person so far.
#[derive(Debug, Clone, Copy, Default)]
struct Timed {
    sessions: u64,
    /// Decisions after the first of their session.
    decisions: u64,
    time: TimeDelta,
    last: Option<DateTime<Utc>>,
}

impl Timed {
    fn add(&mut self, at: DateTime<Utc>) {
        match self.last.map(|last| at - last).filter(|gap| *gap <= PAUSE) {
            Some(gap) => {
                self.decisions += 1;
                self.time += gap.max(TimeDelta::zero());
            }
            None => self.sessions += 1,
        }
        self.last = Some(at);
    }

    fn pace(self) -> Pace {
        let hours = self.time.num_milliseconds() as f64 / 3_600_000.0;
        let is_enough = self.decisions >= LEAST_TIMED && hours > 0.0;
        Pace {
            sessions: self.sessions,
            seconds: self.time.num_seconds().unsigned_abs(),
            decisions_per_hour: is_enough.then(|| (self.decisions as f64 / hours).round()),
        }
    }
}

/// Of each pair of people that decided about the same text, the pair with most of them first.
pub(crate) fn agreements(readings: &[Reading]) -> Vec<Agreement> {
    let mut verdicts: HashMap<ConversationId, BTreeMap<&str, bool>> = HashMap::new();
    for reading in readings {
        let of_one = verdicts.entry(reading.id).or_default();
        match reading.action {
            // Another text: nobody has decided about it yet.
            Action::Edit => of_one.clear(),
            Action::Approve => drop(of_one.insert(&reading.by, true)),
            Action::Reject | Action::SendBack => drop(of_one.insert(&reading.by, false)),
            _ => {}
        }
    }
    let mut pairs: BTreeMap<[&str; 2], Counts> = BTreeMap::new();
    for of_one in verdicts.into_values() {
        let people: Vec<(&str, bool)> = of_one.into_iter().collect();
        for (place, (one, yes)) in people.iter().enumerate() {
            for (other, other_yes) in &people[place + 1..] {
                pairs.entry([one, other]).or_default().add(*yes, *other_yes);
            }
        }
    }
    let mut all: Vec<Agreement> = pairs.into_iter().map(|(pair, counts)| counts.agreement(pair)).collect();
    all.sort_by_key(|pair| std::cmp::Reverse(pair.both));
    all
}

/// How often two people said yes and no.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    yes_yes: u64,
    yes_no: u64,
    no_yes: u64,
    no_no: u64,
}

impl Counts {
    fn add(&mut self, one: bool, other: bool) {
        let count = match (one, other) {
            (true, true) => &mut self.yes_yes,
            (true, false) => &mut self.yes_no,
            (false, true) => &mut self.no_yes,
            (false, false) => &mut self.no_no,
        };
        *count += 1;
    }

    fn agreement(self, pair: [&str; 2]) -> Agreement {
        let Counts { yes_yes, yes_no, no_yes, no_no } = self;
        let (both, alike) = (yes_yes + yes_no + no_yes + no_no, yes_yes + no_no);
        let share = |number: u64| number as f64 / both as f64;
        let (one_yes, other_yes) = (share(yes_yes + yes_no), share(yes_yes + no_yes));
        let by_chance = one_yes * other_yes + (1.0 - one_yes) * (1.0 - other_yes);
        let is_enough = both >= LEAST_SHARED && by_chance < 1.0;
        let kappa = is_enough.then(|| ((share(alike) - by_chance) / (1.0 - by_chance) * 100.0).round() / 100.0);
        Agreement { reviewers: pair.map(str::to_owned), both, alike, both_approved: yes_yes, kappa }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(id: u128, by: &str, seconds: i64, action: Action) -> Reading {
        let at = DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds);
        Reading { id: ConversationId(uuid::Uuid::from_u128(id)), by: by.into(), at, action }
    }

    #[test]
    fn the_pace_leaves_pauses_out_and_needs_enough_decisions() {
        let mut all: Vec<Reading> = (0..6).map(|it| reading(it, "ann", it as i64 * 30, Action::Approve)).collect();
        assert_eq!(paces(&all)["ann"], Pace { sessions: 1, seconds: 150, decisions_per_hour: None });
        // After an hour, another session; an edit is no decision.
        all.extend((0..6).map(|it| reading(10 + it, "ann", 4000 + it as i64 * 30, Action::Reject)));
        all.push(reading(20, "ann", 4400, Action::Edit));
        assert_eq!(paces(&all)["ann"], Pace { sessions: 2, seconds: 300, decisions_per_hour: Some(120.0) });
    }

    #[test]
    fn two_agree_about_the_same_text_only() {
        let mut all = Vec::new();
        for id in 0..20 {
            all.push(reading(id, "ann", 0, if id < 10 { Action::Approve } else { Action::Reject }));
            all.push(reading(id, "bob", 1, if id < 15 { Action::Approve } else { Action::SendBack }));
        }
        let expected = Agreement {
            reviewers: ["ann".into(), "bob".into()],
            both: 20,
            alike: 15,
            both_approved: 10,
            kappa: Some(0.5),
        };
        assert_eq!(agreements(&all), [expected]);
        // Another text, and the last word of each counts.
        all.extend((1..20).map(|id| reading(id, "ann", 2, Action::Edit)));
        all.push(reading(0, "bob", 3, Action::Reject));
        let few = agreements(&all);
        assert_eq!((few[0].both, few[0].alike, few[0].kappa), (1, 0, None), "not enough");
    }

    #[test]
    fn who_always_says_the_same_has_no_kappa() {
        let all: Vec<Reading> =
            (0..40).map(|it| reading(it / 2, ["ann", "bob"][it as usize % 2], 0, Action::Approve)).collect();
        assert_eq!((agreements(&all)[0].alike, agreements(&all)[0].kappa), (20, None));
    }
}
