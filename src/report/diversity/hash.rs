//! 64-bit hashes whose every bit depends on the whole text.

/// The hash of these words in this order.
pub(super) fn hash<'a>(words: impl IntoIterator<Item = &'a str>) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let whole = words.into_iter().fold(START, |hash, word| step(word.bytes().fold(hash, step), b' '));
    // FNV-1a leaves the high bits alike; the finalizer of MurmurHash3 spreads them.
    let whole = (whole ^ (whole >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let whole = (whole ^ (whole >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    whole ^ (whole >> 33)
}
