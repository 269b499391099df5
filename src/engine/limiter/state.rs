//! The use of a key's limits, for progress and JSON.

use std::time::Duration;

use crate::domain::limits::TokenUse;
use crate::store::rate::KeyUsage;

/// The use of a key's limits.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct KeyState {
    /// The key's fingerprint.
    pub key: String,
    /// Requests in the window.
    pub used: u64,
    /// How many requests a window allows before others queue; `None` without a limit.
    pub limit: Option<u64>,
    /// How many more may start now; `None` without a limit.
    pub remaining: Option<u64>,
    /// Seconds until the oldest request leaves the window, or a pause ends.
    pub reset_seconds: f64,
    /// Requests waiting for any key.
    pub queued: u64,
    /// Input tokens, if they are limited.
    pub input_tokens: Option<TokenUse>,
    /// Output tokens, if they are limited.
    pub output_tokens: Option<TokenUse>,
    /// Whether a server told some process to wait.
    #[serde(skip)]
    pub is_paused: bool,
}

impl KeyState {
    /// A key without any known use.
    pub(crate) fn unused(key: &str, limit: Option<u64>, queued: u64) -> KeyState {
        KeyState {
            key: key.to_owned(),
            used: 0,
            limit,
            remaining: limit,
            reset_seconds: 0.0,
            queued,
            input_tokens: None,
            output_tokens: None,
            is_paused: false,
        }
    }

    /// The same, but closed by its server for this long.
    pub(super) fn closed_for(self, wait: Duration) -> KeyState {
        if wait.is_zero() {
            return self;
        }
        KeyState { remaining: Some(0), reset_seconds: self.reset_seconds.max(seconds(wait)), ..self }
    }
}

/// In seconds, to the millisecond.
fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1000.0).round() / 1000.0
}

impl From<KeyUsage> for KeyState {
    fn from(usage: KeyUsage) -> KeyState {
        let left = usage.limit.map(|limit| limit.saturating_sub(usage.used));
        KeyState {
            remaining: if usage.is_paused { Some(0) } else { left },
            reset_seconds: seconds(usage.reset_after),
            key: usage.key,
            used: usage.used,
            limit: usage.limit,
            queued: usage.queued,
            input_tokens: usage.input_tokens,
            output_tokens: usage.output_tokens,
            is_paused: usage.is_paused,
        }
    }
}
