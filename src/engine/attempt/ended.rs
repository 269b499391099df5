//! How a call ended, after everything about it was saved.

use std::time::Duration;

use tokio::time::Instant;

use crate::domain::conversation::{Conversation, NewConversation};
use crate::domain::finding::{Finding, Note};
use crate::domain::ids::ConversationId;
use crate::domain::money::Usd;
use crate::domain::quality::{JudgeMarks, Score};
use crate::provider::CallError;
use crate::store::{Marked, NewMarks};

use crate::engine::attempt::steps::vary::Varied;
use crate::engine::durability::writer::NotSaved;

#[derive(Debug)]
pub(crate) struct Call {
    /// By the provider's count of tokens, or an estimate.
    pub cost: Usd,
    /// What it may have cost beyond that: the provider may bill a call without an answer, or without a count of tokens.
    pub uncertain: Usd,
    /// When it was sent.
    pub began: Instant,
    /// From the request to the answer or error.
    pub took: Duration,
    pub sign: Sign,
    /// The token limit, where the answer ended at it.
    pub limit_reached: Option<u32>,
    pub ended: Ended,
}

#[derive(Debug)]
pub(crate) enum Ended {
    Stored(Stored),
    /// What was made, and is stored nowhere but in the log.
    Tried(Box<NewConversation>),
    /// A stored draft.
    Varied(Box<Varied>),
    Judged(Judged),
    Retry {
        code: String,
        message: String,
        after: Duration,
    },
    /// No retry is left, or none would help.
    Failed {
        code: String,
        message: String,
    },
    /// No call can work: wrong key, empty account, unknown model.
    StopRun(Box<CallError>),
    NotSaved(NotSaved),
    /// A hard stop came before the answer, or before it was read. The item is released.
    CutOff,
    /// Another worker completed or took over the item meanwhile, or a changed plan dropped it.
    Superseded,
}

/// A stored conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The id of its row.
    pub id: ConversationId,
    /// The version that it was made from.
    pub made_from: Option<ConversationId>,
    /// The model's, or made from the subject.
    pub title: String,
    /// 0 to 10.
    pub score: Score,
    /// Whether its score is at or above its threshold.
    pub at_threshold: bool,
    /// What the checks found, and the comparison with what is stored.
    pub findings: Vec<Note>,
}

impl Stored {
    pub(super) fn of(made: &NewConversation) -> Stored {
        Stored {
            id: made.id,
            made_from: made.made_from(),
            title: made.title.clone(),
            score: made.assessment.score,
            at_threshold: made.assessment.score >= made.threshold,
            findings: made.assessment.metrics.findings.clone(),
        }
    }

    /// As it is stored now.
    pub(crate) fn of_row(it: &Conversation) -> Stored {
        let score = it.quality_score.unwrap_or_default();
        Stored {
            id: it.id,
            made_from: it.made_from(),
            title: it.title.clone(),
            score,
            at_threshold: it.quality_score.is_some_and(|score| score >= it.quality_threshold),
            findings: it.quality_metrics.findings.clone(),
        }
    }

    /// Whether a model must not be trained on it before somebody has read it.
    pub fn has_serious_finding(&self) -> bool {
        self.findings.iter().any(Note::is_serious)
    }

    /// Whether it is at its threshold and has no serious finding.
    pub fn passed(&self) -> bool {
        self.at_threshold && !self.has_serious_finding()
    }
}

/// A conversation with the marks of a judge.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The conversation that was judged.
    pub id: ConversationId,
    /// Its title.
    pub title: String,
    /// The marks.
    pub marks: JudgeMarks,
    /// What they changed; `None` where only the answer of the database got lost.
    pub marked: Option<Marked>,
}

impl Judged {
    pub(super) fn of(title: String, new: &NewMarks) -> Judged {
        Judged { id: new.conversation, title, marks: new.judgement.marks, marked: None }
    }

    /// Whether one of its marks is a finding.
    pub fn is_low(&self) -> bool {
        self.findings().iter().any(|note| note.finding == Finding::LowMark)
    }

    /// All findings of the conversation.
    pub fn findings(&self) -> &[Note] {
        self.marked.as_ref().map_or(&[], |marked| &marked.findings)
    }
}

/// What a call shows about its server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It answered the prompt, with a conversation or not.
    Answered,
    /// It was reached but did not answer: it refused, limited the rate, or broke off.
    There,
    Overloaded,
    TimedOut,
    /// No connection could be made.
    Unreachable,
}
