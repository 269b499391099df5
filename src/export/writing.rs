//! Formats an export, counts what goes into it, and hashes every byte.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::conversation::Tier;
use crate::domain::export::ExportFormat;
use crate::domain::ids::ConversationId;
use crate::domain::quality::Score;
use crate::store::FullConversation;

use crate::export::formats::{self, Format, Options, Part, Unfit};

pub(crate) struct Writing {
    format: Box<dyn Format>,
    hash: Sha256,
    summary: Summary,
    score_sum: u64,
}

/// What an export contains.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Summary {
    /// The conversations, in their order in the file.
    pub conversation_ids: Vec<ConversationId>,
    /// Conversations the format refused, by reason.
    pub unfit: BTreeMap<Unfit, u64>,
    /// The size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes in hexadecimal; empty until the end.
    pub checksum: String,
    /// Conversations of each tier.
    pub tiers: BTreeMap<Tier, u64>,
    /// `None` where no conversation has a score.
    pub quality: Option<QualityStats>,
}

/// The scores in an export.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct QualityStats {
    /// How many conversations have a score.
    pub scored: u64,
    /// The lowest score.
    pub lowest: Score,
    /// The mean score, to two decimals.
    pub mean: f64,
    /// The highest score.
    pub highest: Score,
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writing").field("summary", &self.summary).finish_non_exhaustive()
    }
}

impl Writing {
    /// Returns the first bytes of the file too.
    pub(super) fn begin(format: ExportFormat, options: Options) -> (Writing, Vec<u8>) {
        let mut writing = Writing {
            format: formats::of(format, options),
            hash: Sha256::new(),
            summary: Summary::default(),
            score_sum: 0,
        };
        let bytes = writing.part(Part::Begin);
        (writing, bytes)
    }

    /// The bytes of the next conversations.
    pub(super) fn page(&mut self, conversations: &[FullConversation]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for full in conversations {
            match self.format.write(Part::One(full), &mut bytes) {
                Ok(()) => self.count(full),
                Err(unfit) => *self.summary.unfit.entry(unfit).or_default() += 1,
            }
        }
        self.seen(&bytes);
        bytes
    }

    /// The last bytes of the file.
    pub(super) fn end(mut self) -> (Vec<u8>, Summary) {
        let bytes = self.part(Part::End);
        self.summary.checksum = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        (bytes, self.summary)
    }

    /// Conversations written so far.
    pub(super) fn written(&self) -> u64 {
        self.summary.conversation_ids.len() as u64
    }

    fn part(&mut self, part: Part<'_>) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Only a conversation can be unfit.
        let _ = self.format.write(part, &mut bytes);
        self.seen(&bytes);
        bytes
    }

    fn seen(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.summary.size += bytes.len() as u64;
    }

    fn count(&mut self, full: &FullConversation) {
        let summary = &mut self.summary;
        summary.conversation_ids.push(full.conversation.id);
        *summary.tiers.entry(full.conversation.tier).or_default() += 1;
        if let Some(score) = full.conversation.quality_score {
            self.score_sum += u64::from(score.tenths());
            let before =
                summary.quality.unwrap_or(QualityStats { scored: 0, lowest: score, mean: 0.0, highest: score });
            let scored = before.scored + 1;
            summary.quality = Some(QualityStats {
                scored,
                lowest: before.lowest.min(score),
                mean: (self.score_sum as f64 * 10.0 / scored as f64).round() / 100.0,
                highest: before.highest.max(score),
            });
        }
    }
}
