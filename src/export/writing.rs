//! Formats an export, counts what goes into it, and hashes every byte.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::conversation::Tier;
use crate::domain::export::{ExportFormat, ExportShape, Include};
use crate::domain::ids::ConversationId;
use crate::domain::quality::Score;
use crate::domain::status::Status;

use crate::export::compress::Compress;
use crate::export::facts::Facts;
use crate::export::formats::{self, Format, Row};
use crate::export::native;
use crate::export::options::Options;
use crate::export::shapes::sample;
use crate::export::shaping::{Shaping, Told};
use crate::export::unfit::Unfit;
use crate::store::FullConversation;

pub(crate) struct Writing {
    format: Box<dyn Format>,
    shaping: Shaping,
    /// Whether the row is read back by an import.
    is_native: bool,
    skip_invalid: bool,
    include: Include,
    compress: Compress,
    hash: Sha256,
    summary: Summary,
    score_sum: u64,
    /// The conversations that were written and not taken yet.
    ids: Vec<ConversationId>,
}

/// A conversation that the shape cannot express.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Invalid {
    pub(super) short_id: String,
    pub(super) unfit: Unfit,
}

/// What an export contains.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Summary {
    /// Conversations.
    pub conversations: u64,
    /// What each of them is preferred to, in their order, where pairs are asked for.
    #[serde(skip)]
    pub(super) rejected_ids: Vec<ConversationId>,
    /// Those of them that a person rejected.
    #[serde(skip)]
    pub rejected: u64,
    /// Rows: several of a conversation where each answer is one.
    pub examples: u64,
    /// Conversations that make no example, by reason.
    pub unfit: BTreeMap<Unfit, u64>,
    /// Conversations with control tokens, each of which got a space that no tokenizer takes for structure.
    pub defused: u64,
    /// The size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes in hexadecimal; empty until the end.
    pub checksum: String,
    /// Conversations of each tier.
    pub tiers: BTreeMap<Tier, u64>,
    /// `None` where no conversation has a score.
    pub quality: Option<QualityStats>,
    /// What the card of a dataset folder tells; `None` where there is none.
    #[serde(skip)]
    pub(super) facts: Option<Facts>,
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

impl Summary {
    /// The parts of a split as one: its checksum is that of the parts' checksums, one a line.
    pub(super) fn of_all(mut parts: Vec<Summary>) -> Summary {
        if parts.len() == 1 {
            return parts.remove(0);
        }
        let lines: String = parts.iter().map(|part| format!("{}\n", part.checksum)).collect();
        let mut all = Summary { checksum: hexadecimal(Sha256::digest(lines.as_bytes())), ..Summary::default() };
        for part in parts {
            all.facts = match (all.facts, part.facts) {
                (Some(one), Some(other)) => Some(one.with(other)),
                (one, other) => one.or(other),
            };
            all.conversations += part.conversations;
            all.rejected_ids.extend(part.rejected_ids);
            all.rejected += part.rejected;
            all.examples += part.examples;
            all.add_unfit(part.unfit);
            all.defused += part.defused;
            all.size += part.size;
            part.tiers.into_iter().for_each(|(tier, number)| *all.tiers.entry(tier).or_default() += number);
            all.quality = match (all.quality, part.quality) {
                (Some(one), Some(other)) => Some(one.with(other)),
                (one, other) => one.or(other),
            };
        }
        all
    }
}

impl Summary {
    /// Counts more that make no example.
    pub(super) fn add_unfit(&mut self, more: BTreeMap<Unfit, u64>) {
        more.into_iter().for_each(|(unfit, number)| *self.unfit.entry(unfit).or_default() += number);
    }
}

impl QualityStats {
    fn with(self, other: QualityStats) -> QualityStats {
        let scored = self.scored + other.scored;
        let sum = self.mean * self.scored as f64 + other.mean * other.scored as f64;
        QualityStats {
            scored,
            lowest: self.lowest.min(other.lowest),
            mean: (sum * 100.0 / scored as f64).round() / 100.0,
            highest: self.highest.max(other.highest),
        }
    }
}

fn hexadecimal(digest: impl AsRef<[u8]>) -> String {
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writing").field("summary", &self.summary).finish_non_exhaustive()
    }
}

impl Writing {
    /// `unread` also defuses control tokens where nobody opened or named the conversation. Returns the first bytes too.
    pub(super) fn begin(format: ExportFormat, options: Options, unread: bool) -> (Writing, Vec<u8>) {
        let (shape, include) = (options.shape_in(format), options.include_in(format));
        let mut writing = Writing {
            format: formats::of(format, shape, include, options.spreadsheet_safe, sample(shape)),
            shaping: Shaping::of(format, &options, unread),
            is_native: shape == ExportShape::Native,
            skip_invalid: options.skip_invalid,
            include,
            compress: Compress::begin(options.compression),
            hash: Sha256::new(),
            summary: Summary { facts: options.card.map(|_| Facts::default()), ..Summary::default() },
            score_sum: 0,
            ids: Vec::new(),
        };
        let mut first = Vec::new();
        writing.format.begin(&mut first);
        let bytes = writing.packed(first);
        (writing, bytes)
    }

    /// Appends the bytes of the next conversations.
    pub(super) fn page<'a>(
        &mut self,
        told: impl IntoIterator<Item = Told<'a>>,
        out: &mut Vec<u8>,
    ) -> Result<(), Invalid> {
        let from = out.len();
        for told in told {
            match self.rows(told, out) {
                Ok(()) => self.count(told),
                Err(unfit) if self.skip_invalid || unfit.is_left_out() => {
                    *self.summary.unfit.entry(unfit).or_default() += 1;
                }
                Err(unfit) => return Err(Invalid { short_id: told.full.conversation.short_id.clone(), unfit }),
            }
        }
        if self.compress.is_none() {
            self.seen(&out[from..]);
        } else {
            let rows = out.split_off(from);
            out.extend(self.packed(rows));
        }
        Ok(())
    }

    /// The last bytes of the file.
    pub(super) fn end(mut self) -> (Vec<u8>, Summary) {
        let mut last = Vec::new();
        self.format.end(&mut last);
        let mut bytes = self.packed(last);
        let packed = std::mem::replace(&mut self.compress, Compress::None).end();
        self.seen(&packed);
        bytes.extend(packed);
        self.summary.checksum = hexadecimal(self.hash.finalize());
        (bytes, self.summary)
    }

    /// Bytes written so far. Rows of parquet wait for their group.
    pub(super) fn size(&self) -> u64 {
        self.summary.size
    }

    /// Conversations written so far.
    pub(super) fn written(&self) -> u64 {
        self.summary.conversations
    }

    /// The conversations written since this was asked last, in order.
    pub(super) fn take_ids(&mut self) -> Vec<ConversationId> {
        std::mem::take(&mut self.ids)
    }

    fn rows(&mut self, told: Told<'_>, out: &mut Vec<u8>) -> Result<(), Unfit> {
        let Some(shape) = self.shaping.shape else {
            match self.is_native.then(|| native::defused(told.full)).flatten() {
                Some(document) => {
                    self.format.row(Row::Document(&document), out);
                    self.summary.defused += 1;
                }
                None => self.format.row(Row::Native(told.full), out),
            }
            self.summary.examples += 1;
            return Ok(());
        };
        let (format, summary) = (&mut self.format, &mut self.summary);
        self.shaping.shaped(shape, told, |examples, was_defused| {
            for example in examples {
                format.row(Row::Example(example, &told.full.conversation), out);
            }
            summary.examples += examples.len() as u64;
            summary.defused += u64::from(was_defused);
        })
    }

    fn packed(&mut self, bytes: Vec<u8>) -> Vec<u8> {
        let packed = self.compress.pack(bytes);
        self.seen(&packed);
        packed
    }

    fn seen(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.summary.size += bytes.len() as u64;
    }

    fn count(&mut self, Told { full, rejected, .. }: Told<'_>) {
        self.ids.push(full.conversation.id);
        let summary = &mut self.summary;
        if let Some(FullConversation { conversation, .. }) = rejected {
            summary.rejected_ids.push(conversation.id);
        }
        if let Some(facts) = &mut summary.facts {
            facts.add(full, self.include);
        }
        summary.conversations += 1;
        summary.rejected += u64::from(full.conversation.status == Status::Rejected);
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
