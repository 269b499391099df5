//! The hashes of the conversations of one transaction, packed into a few bytes.

use uuid::Uuid;

use crate::store::{Result, StoreError};

/// A conversation and the hashes that lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Banded {
    pub(crate) id: Uuid,
    /// Whether an edit made them: then the earlier hashes of this conversation count no more.
    pub(crate) replaces: bool,
    pub(crate) hashes: Vec<u32>,
}

/// The bit of the number of hashes that says `replaces`.
const REPLACES: u8 = 0x80;

/// An id (16 bytes), the number of its hashes (one), and the hashes (four each, the lowest byte first); then the next.
pub(super) fn pack(all: &[Banded]) -> Vec<u8> {
    let mut packed = Vec::new();
    for Banded { id, replaces, hashes } in all {
        // A conversation has 16; the bit is free.
        let kept = &hashes[..hashes.len().min(usize::from(REPLACES - 1))];
        packed.extend_from_slice(id.as_bytes());
        packed.push(kept.len() as u8 | if *replaces { REPLACES } else { 0 });
        packed.extend(kept.iter().flat_map(|hash| hash.to_le_bytes()));
    }
    packed
}

pub(super) fn unpack(packed: &[u8]) -> Result<Vec<Banded>> {
    let mut all = Vec::new();
    let mut rest = packed;
    while !rest.is_empty() {
        let (banded, behind) = first_of(rest).ok_or_else(|| StoreError::Damaged {
            place: None,
            reason: "a row of recent_bands ends in the middle of a conversation".into(),
        })?;
        all.push(banded);
        rest = behind;
    }
    Ok(all)
}

fn first_of(packed: &[u8]) -> Option<(Banded, &[u8])> {
    let (id, rest) = packed.split_first_chunk()?;
    let (count, rest) = rest.split_first()?;
    let (hashes, rest) = rest.split_at_checked(4 * usize::from(count & !REPLACES))?;
    let (hashes, _) = hashes.as_chunks();
    let hashes = hashes.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
    Some((Banded { id: Uuid::from_bytes(*id), replaces: count & REPLACES != 0, hashes }, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_packed_comes_out_again(
            all in prop::collection::vec((any::<u128>(), any::<bool>(), prop::collection::vec(any::<u32>(), 0..17)), 0..9)
        ) {
            let all = all.into_iter().map(|(id, replaces, hashes)| Banded { id: Uuid::from_u128(id), replaces, hashes });
            let all: Vec<Banded> = all.collect();
            prop_assert_eq!(unpack(&pack(&all)), Ok(all));
        }

        #[test]
        fn cut_bytes_are_damage_and_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpack(&bytes);
        }
    }

    #[test]
    fn a_row_that_is_cut_off_is_damaged() {
        let packed = pack(&[Banded { id: Uuid::nil(), replaces: false, hashes: vec![1, 2] }]);
        assert!(matches!(unpack(&packed[..packed.len() - 1]), Err(StoreError::Damaged { .. })));
    }
}
