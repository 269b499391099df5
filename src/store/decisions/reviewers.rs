//! Who decided how much, and how much of it was read.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::filter::{Filter, Superseded};
use crate::domain::review::{Action, Basis};

use crate::store::conversations::filter::push_where;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading, word};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

/// Reasons named for a person, the most frequent ones.
const REASONS: usize = 5;

/// The decisions of one person that stand: those taken back do not count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Reviewer {
    /// The person.
    pub name: String,
    /// All their decisions; one about a hundred conversations counts a hundred.
    pub decisions: u64,
    /// Approvals.
    pub approved: u64,
    /// Rejections.
    pub rejected: u64,
    /// Conversations sent back.
    pub sent_back: u64,
    /// Rejected ones returned to the review.
    pub reopened: u64,
    /// Decided after opening it in the review. Only these count as read.
    pub opened: u64,
    /// Decided by naming its id.
    pub named: u64,
    /// Decided by a filter.
    pub filter: u64,
    /// Decided by a version that did not note how.
    pub unknown: u64,
    /// The most frequent reasons of rejections and send-backs.
    pub reasons: Vec<Reason>,
}

/// A reason, and how often it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The words.
    pub why: String,
    /// Conversations that it was given for.
    pub count: u64,
}

type Row = (String, String, Option<String>, Option<String>, i64);

fn select<DB: Dialect>(filter: &Filter) -> Statement {
    let mut select = Statement::new(
        "SELECT a.made_by, a.action, a.basis, coalesce(d.why, a.why), count(*) FROM decisions d JOIN acts a ON a.id = d.act_id \
         WHERE a.action IN ('approve', 'reject', 'send_back', 'reopen') AND NOT EXISTS (SELECT 1 FROM acts u \
         JOIN decisions e ON e.act_id = u.id WHERE u.undoes = a.id AND e.conversation_id = d.conversation_id)",
    );
    if !filter.is_empty() {
        select.push(" AND d.conversation_id IN (SELECT c.id FROM conversations c");
        // A decision about a version that was replaced since is a decision all the same.
        push_where::<DB>(&mut select, &Filter { superseded: Superseded::Also, ..filter.clone() });
        select.push(")");
    }
    select.push(" GROUP BY a.made_by, a.action, a.basis, coalesce(d.why, a.why)");
    select
}

impl Reviewer {
    fn add(&mut self, action: Action, basis: Option<Basis>, number: u64) {
        self.decisions += number;
        match action {
            Action::Approve => self.approved += number,
            Action::Reject => self.rejected += number,
            Action::SendBack => self.sent_back += number,
            _ => self.reopened += number,
        }
        match basis {
            Some(Basis::Opened) => self.opened += number,
            Some(Basis::Named) => self.named += number,
            Some(Basis::Filter) => self.filter += number,
            None => self.unknown += number,
        }
    }
}

impl Store {
    /// The people who decided about conversations of a filter, the busiest first.
    pub async fn reviewers(&self, filter: &Filter) -> Result<Vec<Reviewer>> {
        let mut people: BTreeMap<String, (Reviewer, BTreeMap<String, u64>)> = BTreeMap::new();
        for (name, action, basis, why, number) in self.decided(filter).await? {
            let (action, number): (Action, u64) = (word(&action)?, count(number));
            let (person, reasons) = people.entry(name).or_default();
            person.add(action, basis.as_deref().map(word).transpose()?, number);
            if let Some(why) = why.filter(|_| matches!(action, Action::Reject | Action::SendBack)) {
                *reasons.entry(why).or_default() += number;
            }
        }
        let named =
            people.into_iter().map(|(name, (person, reasons))| Reviewer { name, reasons: most(reasons), ..person });
        let mut all: Vec<Reviewer> = named.collect();
        all.sort_by_key(|person| std::cmp::Reverse(person.decisions));
        Ok(all)
    }

    /// The most frequent reasons of rejections and send-backs, whoever gave them.
    pub async fn reasons(&self, filter: &Filter) -> Result<Vec<Reason>> {
        let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
        for (_, action, _, why, number) in self.decided(filter).await? {
            if let Some(why) = why.filter(|_| gives_reason(&action)) {
                *reasons.entry(why).or_default() += count(number);
            }
        }
        Ok(most(reasons))
    }

    async fn decided(&self, filter: &Filter) -> Result<Vec<Row>> {
        reading!(&self.db, |pool| select::<Engine>(filter).query_as::<Engine, _>().fetch_all(pool).await)
            .map_err(Into::into)
    }
}

/// Whether the words of an action say what is wrong with a conversation.
fn gives_reason(action: &str) -> bool {
    [Action::Reject, Action::SendBack].iter().any(|with| with.as_str() == action)
}

/// The most frequent ones.
fn most(reasons: BTreeMap<String, u64>) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = reasons.into_iter().map(|(why, count)| Reason { why, count }).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.count));
    reasons.truncate(REASONS);
    reasons
}
