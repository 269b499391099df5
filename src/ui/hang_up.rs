//! Whether the process outlives its terminal.

use std::sync::LazyLock;

/// Read once, before anybody listens to signals: a listener ends the ignoring.
static IS_IGNORED: LazyLock<bool> =
    LazyLock::new(|| ignores_hang_up(&std::fs::read_to_string("/proc/self/status").unwrap_or_default()));

/// Whether this process was started to ignore hang-up (nohup). Known on Linux alone.
pub(crate) fn hang_up_is_ignored() -> bool {
    *IS_IGNORED
}

/// proc(5): "SigIgn:" and a mask in hexadecimal digits, whose lowest bit is signal 1, SIGHUP.
fn ignores_hang_up(status: &str) -> bool {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_says_whether_hang_up_is_ignored() {
        assert!(ignores_hang_up("Name:\tx\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000001001\n"));
        assert!(!ignores_hang_up("Name:\tx\nSigBlk:\t0000000000000001\nSigIgn:\t0000000000001000\n"));
        assert!(!ignores_hang_up(""));
    }
}
