//! The ids of an export, in the order of its rows, on their way to the audit row. Many wait in a temporary file, so that
//! memory does not grow.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use tempfile::SpooledTempFile;
use uuid::Uuid;

use crate::domain::ids::ConversationId;

/// The most ids of one piece of the audit row.
const PIECE: u64 = 4096;
const ID_BYTES: u64 = 16;

/// The ids of one file of an export.
#[derive(Debug)]
pub(super) struct PartIds {
    file: SpooledTempFile,
    count: u64,
}

impl Default for PartIds {
    fn default() -> PartIds {
        PartIds { file: SpooledTempFile::new((PIECE * ID_BYTES) as usize), count: 0 }
    }
}

impl PartIds {
    pub(super) fn add(&mut self, ids: &[ConversationId]) -> io::Result<()> {
        let bytes: Vec<u8> = ids.iter().flat_map(|id| id.0.into_bytes()).collect();
        self.count += ids.len() as u64;
        self.file.write_all(&bytes)
    }

    fn pieces(&self) -> u64 {
        self.count.div_ceil(PIECE)
    }

    fn piece(&mut self, number: u64) -> io::Result<Vec<ConversationId>> {
        let first = number * PIECE;
        let mut bytes = vec![0; (self.count.saturating_sub(first).min(PIECE) * ID_BYTES) as usize];
        self.file.seek(SeekFrom::Start(first * ID_BYTES))?;
        self.file.read_exact(&mut bytes)?;
        let (ids, _) = bytes.as_chunks::<{ ID_BYTES as usize }>();
        Ok(ids.iter().map(|id| ConversationId(Uuid::from_bytes(*id))).collect())
    }
}

/// The ids of all files of an export, in the order of the files.
#[derive(Debug, Default)]
pub struct ExportedIds(Mutex<Vec<PartIds>>);

impl ExportedIds {
    pub(super) fn of(parts: Vec<PartIds>) -> ExportedIds {
        ExportedIds(Mutex::new(parts))
    }

    /// Up to 4,096 of them; none behind the last piece.
    pub(super) fn piece(&self, mut number: u64) -> io::Result<Vec<ConversationId>> {
        for part in self.0.lock().unwrap_or_else(PoisonError::into_inner).iter_mut() {
            match number.checked_sub(part.pieces()) {
                None => return part.piece(number),
                Some(rest) => number = rest,
            }
        }
        Ok(Vec::new())
    }

    /// All of them, 16 bytes each.
    pub fn all(&self) -> io::Result<Vec<ConversationId>> {
        let mut all = Vec::new();
        for number in 0.. {
            let piece = self.piece(number)?;
            if piece.is_empty() {
                break;
            }
            all.extend(piece);
        }
        Ok(all)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_in_order_part_by_part_from_memory_and_from_a_file() {
        let ids = |from: u128, count: u128| -> Vec<ConversationId> {
            (from..from + count).map(|number| ConversationId(Uuid::from_u128(number))).collect()
        };
        let (many, few) = (ids(1, 10_000), ids(20_000, 3));
        let [mut large, mut empty, mut small] = [(); 3].map(|()| PartIds::default());
        many.chunks(200).for_each(|some| large.add(some).unwrap());
        empty.add(&[]).unwrap();
        small.add(&few).unwrap();
        assert!(large.file.is_rolled() && !small.file.is_rolled());
        let exported = ExportedIds::of(vec![large, empty, small]);
        let sizes: Vec<usize> = (0..5).map(|number| exported.piece(number).unwrap().len()).collect();
        assert_eq!(sizes, [4096, 4096, 1808, 3, 0]);
        assert_eq!(exported.all().unwrap(), [many, few].concat());
    }
}
