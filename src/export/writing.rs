//! An export being written: bytes out, and what went into them counted.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::conversation::Tier;
use crate::domain::export::ExportFormat;
use crate::domain::ids::ConversationId;
use crate::domain::quality::Score;
use crate::store::FullConversation;

use crate::export::formats::{self, Format, Options, Part, Unfit};

/// An export being written: formats each page, and keeps count of what went in, what did not, and every byte.
pub struct Writing {
    format: Box<dyn Format>,
    hash: Sha256,
    summary: Summary,
    score_sum: u64,
}

/// What an export holds.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Summary {
    /// The conversations in it, in order.
    pub conversation_ids: Vec<ConversationId>,
    /// How many were refused by the format, for each reason.
    pub unfit: BTreeMap<Unfit, u64>,
    /// Control tokens of chat templates taken out of texts.
    pub control_tokens_removed: u64,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes in hexadecimal; empty until the end.
    pub checksum: String,
    /// How many of each tier.
    pub tiers: BTreeMap<Tier, u64>,
    /// The scores, where any conversation had one.
    pub quality: Option<QualityStats>,
}

/// The scores of an export.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct QualityStats {
    /// How many conversations had one.
    pub scored: u64,
    /// The lowest.
    pub lowest: Score,
    /// The mean, to two decimals.
    pub mean: f64,
    /// The highest.
    pub highest: Score,
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writing").field("summary", &self.summary).finish_non_exhaustive()
    }
}

impl Writing {
    /// A new export and its first bytes.
    pub fn begin(format: ExportFormat, options: Options) -> (Writing, Vec<u8>) {
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
    pub fn page(&mut self, conversations: &[FullConversation]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for full in conversations {
            match self.format.write(Part::One(full), &mut bytes) {
                Ok(tokens) => self.count(full, tokens),
                Err(unfit) => *self.summary.unfit.entry(unfit).or_default() += 1,
            }
        }
        self.seen(&bytes);
        bytes
    }

    /// The last bytes, and what was written.
    pub fn end(mut self) -> (Vec<u8>, Summary) {
        let bytes = self.part(Part::End);
        self.summary.checksum = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        (bytes, self.summary)
    }

    /// How many conversations were written so far.
    pub fn written(&self) -> u64 {
        self.summary.conversation_ids.len() as u64
    }

    fn part(&mut self, part: Part<'_>) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Only conversations are ever unfit; a beginning or an end has nothing to refuse.
        let _ = self.format.write(part, &mut bytes);
        self.seen(&bytes);
        bytes
    }

    fn seen(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.summary.size += bytes.len() as u64;
    }

    fn count(&mut self, full: &FullConversation, tokens: u64) {
        let summary = &mut self.summary;
        summary.conversation_ids.push(full.conversation.id);
        summary.control_tokens_removed += tokens;
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
