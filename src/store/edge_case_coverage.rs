//! What was made from each edge case.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::edge_case::{EdgeCaseText, Risk};
use crate::domain::scenario::ScenarioText;
use crate::store::conversations::filter::key;
use crate::store::entries::Stored;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::{Result, Store};

/// An edge case with what was made from it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EdgeCaseCoverage {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The harm that a wrong answer does.
    pub risk: Risk,
    /// 1 to 10; 10 is the most urgent.
    pub priority: u8,
    /// Whether a conversation was ever made from it.
    pub tested: bool,
    /// When the newest was made.
    pub last_tested_at: Option<DateTime<Utc>>,
    /// Conversations made from it, and new versions of them.
    pub tried: u64,
    /// Those at their threshold, without a serious finding and with nothing missing of the criteria.
    pub passed: u64,
    /// Approved ones.
    pub approved: u64,
    /// The scenarios that it names.
    pub related_scenarios: Vec<RelatedScenario>,
}

/// A scenario that an edge case names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelatedScenario {
    /// Its name.
    pub name: String,
    /// Conversations made from it; `None` where no such scenario is stored.
    pub made: Option<u64>,
}

type Row = (Option<String>, i64, i64, i64);

impl Store {
    /// Every edge case in use, and any other with a conversation: those never tried first, then by risk, then by name.
    pub async fn edge_case_coverage(&self) -> Result<Vec<EdgeCaseCoverage>> {
        let made = Statement::new(
            "SELECT c.situation ->> 'id', count(*), \
             count(*) FILTER (WHERE c.quality_score >= c.quality_threshold AND NOT c.has_serious AND NOT EXISTS \
             (SELECT 1 FROM conversation_findings f WHERE f.conversation_id = c.id AND f.finding = 'criteria_unmet')), \
             count(*) FILTER (WHERE c.status = 'approved') \
             FROM conversations c WHERE c.situation IS NOT NULL GROUP BY 1",
        );
        let made: Vec<Row> = reading!(&self.db, |pool| made.query_as::<Engine, _>().fetch_all(pool).await)?;
        let made: HashMap<Uuid, (i64, i64, i64)> = made
            .into_iter()
            .filter_map(|(id, tried, passed, approved)| Some((id?.parse().ok()?, (tried, passed, approved))))
            .collect();
        let tested = Statement::new("SELECT id, tested, last_tested_at FROM edge_cases");
        let tested: Vec<(Uuid, bool, Option<Time>)> =
            reading!(&self.db, |pool| tested.query_as::<Engine, _>().fetch_all(pool).await)?;
        let tested: HashMap<Uuid, (bool, Option<Time>)> =
            tested.into_iter().map(|(id, tested, at)| (id, (tested, at))).collect();
        let scenarios = self.entries::<ScenarioText>().await?.into_iter();
        let scenarios: HashMap<String, u64> =
            scenarios.map(|it| (key(&it.text.name), count(made.get(&it.id).copied().unwrap_or_default().0))).collect();
        let related = |name: String| RelatedScenario { made: scenarios.get(&key(&name)).copied(), name };
        let all: Vec<Stored<EdgeCaseText>> = self.entries().await?;
        let covered = all.into_iter().filter_map(|entry| {
            let (tried, passed, approved) = made.get(&entry.id).copied().unwrap_or_default();
            let (tested, at) = tested.get(&entry.id).copied().unwrap_or_default();
            let is_shown = tried > 0 || crate::store::LibraryEntry::is_active(&entry.text);
            is_shown.then(|| EdgeCaseCoverage {
                id: entry.id,
                name: entry.text.name,
                risk: entry.text.risk,
                priority: entry.text.priority,
                tested,
                last_tested_at: at.map(Into::into),
                tried: count(tried),
                passed: count(passed),
                approved: count(approved),
                related_scenarios: entry.text.related_scenarios.into_iter().map(related).collect(),
            })
        });
        let mut covered: Vec<EdgeCaseCoverage> = covered.collect();
        covered.sort_by_key(|it| {
            (it.tried > 0, it.passed > 0, it.approved > 0, std::cmp::Reverse((it.risk, it.priority)))
        });
        Ok(covered)
    }
}
