//! What an export tells about its conversations as a whole: counts alone, so that memory does not grow.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, Utc};

use crate::domain::conversation::Conversation;
use crate::domain::export::Include;
use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::review::{Basis, readers};
use crate::export::example::Fields;
use crate::export::metadata;
use crate::export::plain_text::plain_text;
use crate::store::FullConversation;

/// Names of one kind and their conversations; more than these count together.
const MOST_NAMES: usize = 1_000;
/// First words that are told apart.
const MOST_OPENINGS: usize = 131_072;
/// Where a conversation has no model.
const NO_MODEL: &str = "no model recorded";
/// Words of an opening.
const WORDS: usize = 4;

/// Counts over exported conversations.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Facts {
    pub(super) conversations: u64,
    pub(super) turns: u64,
    pub(super) tokens: u64,
    /// The first and the last time that one was made.
    pub(super) made: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub(super) templates: BTreeMap<String, u64>,
    pub(super) models: BTreeMap<String, u64>,
    pub(super) statuses: BTreeMap<&'static str, u64>,
    pub(super) tiers: BTreeMap<&'static str, u64>,
    /// By whole points.
    pub(super) scores: BTreeMap<u8, u64>,
    pub(super) findings: BTreeMap<Finding, u64>,
    /// Conversations with a serious finding.
    pub(super) serious: u64,
    /// Conversations that are nearly the same as an earlier one; a hint says only that they are alike.
    pub(super) near_duplicates: u64,
    /// Conversations that a person opened before deciding.
    pub(super) read: u64,
    /// Who opened them.
    pub(super) readers: BTreeSet<String>,
    /// Decided by id, unopened.
    pub(super) named: u64,
    pub(super) imported: u64,
    pub(super) personas: BTreeMap<String, u64>,
    pub(super) emotions: BTreeMap<String, u64>,
    pub(super) topics: BTreeMap<String, u64>,
    /// Persona and emotion together.
    pub(super) cells: BTreeMap<String, u64>,
    /// Hashes of the first words of conversations.
    first_words: HashSet<u64>,
    /// The metadata of one row, for the names and types of its fields.
    pub(super) about: Option<Fields<'static>>,
}

impl Facts {
    pub(super) fn add(&mut self, full: &FullConversation, include: Include) {
        let c = &full.conversation;
        self.opening(full.turns.first().map_or("", |turn| turn.content.as_str()));
        if self.about.is_none() && include != Include::default() {
            self.about = Some(metadata::sample(c, include));
        }
        self.conversations += 1;
        self.turns += u64::from(c.turn_count);
        self.tokens += c.total_tokens;
        let (first, last) = self.made.unwrap_or((c.created_at, c.created_at));
        self.made = Some((first.min(c.created_at), last.max(c.created_at)));
        *self.statuses.entry(c.status.as_str()).or_default() += 1;
        *self.tiers.entry(c.tier.as_str()).or_default() += 1;
        if let Some(score) = c.quality_score {
            *self.scores.entry(score.points() as u8).or_default() += 1;
        }
        let findings: BTreeSet<Finding> = c.quality_metrics.findings.iter().map(|note| note.finding).collect();
        findings.into_iter().for_each(|finding| *self.findings.entry(finding).or_default() += 1);
        self.serious += u64::from(c.quality_metrics.findings.iter().any(|it| it.severity == Severity::Serious));
        let is_near = |note: &Note| note.finding == Finding::NearDuplicate && note.is_serious();
        self.near_duplicates += u64::from(c.quality_metrics.findings.iter().any(is_near));
        match c.decision_basis {
            Some(Basis::Opened) => {
                self.read += 1;
                self.readers.extend(readers(&c.review_history, c.status).map(str::to_owned));
            }
            Some(Basis::Named) => self.named += 1,
            _ => {}
        }
        self.names(c);
    }

    fn opening(&mut self, text: &str) {
        let words = text.split_whitespace().take(WORDS).map(str::to_lowercase).collect::<Vec<_>>();
        let mut hash = DefaultHasher::new();
        words.hash(&mut hash);
        if self.first_words.len() < MOST_OPENINGS {
            self.first_words.insert(hash.finish());
        }
    }

    /// How many conversations begin with other words than any before.
    pub(super) fn openings(&self) -> String {
        match self.first_words.len() {
            MOST_OPENINGS => format!("at least {MOST_OPENINGS}"),
            number => number.to_string(),
        }
    }

    /// Whether the writer of any is known.
    pub(super) fn is_known(&self) -> bool {
        self.imported < self.conversations || self.models.keys().any(|model| model != NO_MODEL)
    }

    /// Who wrote the conversations, as far as that is known: the source of an import is the user's.
    pub(super) fn origin(&self) -> String {
        let imported = "imported from files; what wrote them is not recorded";
        match self.imported {
            0 => "A language model wrote the conversations.".into(),
            all if all == self.conversations => format!("The conversations were {imported}."),
            some => format!(
                "A language model wrote {} of the conversations; {some} were {imported}.",
                self.conversations.saturating_sub(some)
            ),
        }
    }

    fn names(&mut self, c: &Conversation) {
        let version = c.template_version.map(|version| format!(", version {version}")).unwrap_or_default();
        let template = c.template.as_ref().map(|name| format!("{}{version}", line(name)));
        let model = c.model.as_ref().map(|model| match c.provider {
            Some(provider) => format!("{} ({provider})", line(model)),
            None => line(model),
        });
        self.imported += u64::from(c.source.is_some());
        let (persona, emotion) = (line(&c.persona), line(&c.emotion));
        count(&mut self.cells, format!("{persona}, {emotion}"));
        count(&mut self.templates, template.unwrap_or_else(|| "without a template".into()));
        count(&mut self.models, model.unwrap_or_else(|| NO_MODEL.into()));
        count(&mut self.personas, persona);
        count(&mut self.emotions, emotion);
        count(&mut self.topics, line(&c.topic));
    }

    /// Those of two parts together.
    pub(super) fn with(mut self, other: Facts) -> Facts {
        self.conversations += other.conversations;
        self.turns += other.turns;
        self.tokens += other.tokens;
        self.made = match (self.made, other.made) {
            (Some(one), Some(two)) => Some((one.0.min(two.0), one.1.max(two.1))),
            (one, two) => one.or(two),
        };
        for (names, more) in [
            (&mut self.templates, other.templates),
            (&mut self.models, other.models),
            (&mut self.personas, other.personas),
            (&mut self.emotions, other.emotions),
            (&mut self.topics, other.topics),
            (&mut self.cells, other.cells),
        ] {
            more.into_iter().for_each(|(name, number)| *names.entry(name).or_default() += number);
        }
        other.statuses.into_iter().for_each(|(name, number)| *self.statuses.entry(name).or_default() += number);
        other.tiers.into_iter().for_each(|(name, number)| *self.tiers.entry(name).or_default() += number);
        other.scores.into_iter().for_each(|(points, number)| *self.scores.entry(points).or_default() += number);
        other.findings.into_iter().for_each(|(it, number)| *self.findings.entry(it).or_default() += number);
        self.serious += other.serious;
        self.near_duplicates += other.near_duplicates;
        self.read += other.read;
        self.readers.extend(other.readers);
        self.first_words.extend(other.first_words.iter().take(MOST_OPENINGS.saturating_sub(self.first_words.len())));
        self.named += other.named;
        self.imported += other.imported;
        self.about = self.about.or(other.about);
        self
    }
}

fn count(names: &mut BTreeMap<String, u64>, name: String) {
    let is_full = names.len() >= MOST_NAMES && !names.contains_key(&name);
    *names.entry(if is_full { "all others".into() } else { name }).or_default() += 1;
}

/// On one line.
fn line(text: &str) -> String {
    plain_text(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
