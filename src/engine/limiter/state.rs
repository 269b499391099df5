//! How a key stands, for people and programs to look at.

use std::time::Duration;

use crate::domain::limits::TokenUse;
use crate::store::rate::LaneState;

/// How a key stands, for the progress display and as JSON.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct KeyState {
    /// The key's fingerprint.
    pub key: String,
    /// Requests in the window.
    pub used: u64,
    /// Requests from which on others queue.
    pub limit: u64,
    /// How many more may start now.
    pub remaining: u64,
    /// Seconds until the oldest request leaves the window, or a pause ends.
    pub reset_seconds: f64,
    /// Requests waiting for any key.
    pub queued: u64,
    /// Input tokens, where they are limited.
    pub input_tokens: Option<TokenUse>,
    /// Output tokens, where they are limited.
    pub output_tokens: Option<TokenUse>,
}

/// A length of time in seconds, to the millisecond.
pub(super) fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1000.0).round() / 1000.0
}

impl From<LaneState> for KeyState {
    fn from(lane: LaneState) -> KeyState {
        KeyState {
            remaining: if lane.is_paused { 0 } else { lane.limit.saturating_sub(lane.used) },
            reset_seconds: seconds(lane.reset_after),
            key: lane.key,
            used: lane.used,
            limit: lane.limit,
            queued: lane.queued,
            input_tokens: lane.input_tokens,
            output_tokens: lane.output_tokens,
        }
    }
}
