//! A folder with a database of known conversations, and the real binary run in it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use dialoom::domain::conversation::{NewConversation, ProviderName, Role, Subject, Tier, Turn};
use dialoom::domain::ids::ConversationId;
use dialoom::domain::money::Usd;
use dialoom::domain::quality::{Assessment, Confidence, QualityMetrics, Score};
use dialoom::store::Store;

use super::pty::Pty;
use super::sandbox::{Output, Sandbox};

/// A throwaway folder with a `dialoom.db` in it.
pub struct Shelf {
    sandbox: Sandbox,
}

/// When the first conversation of a shelf was made.
pub fn first_day() -> DateTime<Utc> {
    "2026-11-01T08:00:00Z".parse().unwrap()
}

/// A conversation for a shelf: ten turns, scored `score`, a threshold of 6, made `hours` after the first day began.
pub fn conversation(title: &str, score: f64, hours: i64) -> NewConversation {
    let turns = (1..=10)
        .map(|number| Turn {
            role: if number % 2 == 1 { Role::User } else { Role::Assistant },
            content: format!("{title}, part {number}: how does a rollover work?"),
        })
        .collect();
    NewConversation {
        id: ConversationId::new(),
        title: title.into(),
        subject: Subject {
            persona: "Anxious Investor".into(),
            emotion: "fear".into(),
            topic: "401(k) rollover".into(),
        },
        intent: None,
        tone: None,
        tier: Tier::Template,
        categories: Vec::new(),
        turns,
        assessment: Assessment {
            score: Score::new(score).unwrap(),
            confidence: Confidence::Medium,
            metrics: QualityMetrics {
                turn_count_points: 3,
                turn_length_points: 1,
                alternation_points: 4,
                average_turn_chars: 48.0,
                judge: None,
                findings: Vec::new(),
            },
        },
        threshold: Score::DEFAULT_THRESHOLD,
        total_tokens: 200,
        tokens_estimated: false,
        estimated_cost: Usd::ZERO,
        actual_cost: Usd::from_micros(12_500),
        duration_ms: 900,
        retry_count: 0,
        template: None,
        provider: ProviderName::Anthropic,
        model: "a-model".into(),
        batch: None,
        chunk: None,
        parent: None,
        parameters: BTreeMap::new(),
        created_by: "ann".into(),
        created_at: first_day() + TimeDelta::hours(hours),
    }
}

impl Shelf {
    /// A folder with nothing in it.
    pub fn empty() -> Shelf {
        Shelf { sandbox: Sandbox::new().with_env("DIALOOM_USER", "rita") }
    }

    /// A folder whose database holds these.
    pub async fn with(conversations: &[NewConversation]) -> Shelf {
        let shelf = Shelf::empty();
        let store = shelf.store().await;
        store.add_conversations(conversations).await.unwrap();
        store.close().await;
        shelf
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.sandbox.path()
    }

    /// The database, opened.
    pub async fn store(&self) -> Store {
        Store::open(self.path().join("dialoom.db").to_str().unwrap()).await.unwrap()
    }

    /// Runs dialoom here as user `rita` with nothing on stdin.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.sandbox.run(arguments)
    }

    /// Runs dialoom here as user `rita`, with this on stdin.
    #[track_caller]
    pub fn run_with(&self, arguments: &[&str], stdin: &str) -> Output {
        self.sandbox.command(arguments).stdin(stdin).run()
    }

    /// Runs dialoom here as user `rita` in a terminal of `rows` by `columns`.
    pub fn terminal(&self, arguments: &[&str], size: (u16, u16)) -> Pty {
        Pty::start(&self.path(), arguments, &[("DIALOOM_USER", "rita")], size)
    }
}
