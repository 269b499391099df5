//! Which waits a person was told of. A full window comes again and again: one message is enough. A server's word is news
//! each time.

use super::{LONG_WAIT, Wait, WaitReason};

/// What was told so far.
#[derive(Debug, Default)]
pub struct ToldWaits {
    closing: bool,
    full_window: bool,
}

impl ToldWaits {
    /// The wait, where it is long and new.
    pub fn news(&mut self, wait: Option<Wait>) -> Option<Wait> {
        let Some(wait) = wait.filter(|wait| wait.time > LONG_WAIT) else {
            self.closing = false;
            return None;
        };
        let told = match wait.reason {
            WaitReason::Server(_) | WaitReason::Elsewhere(_) => &mut self.closing,
            WaitReason::RateLimit => &mut self.full_window,
        };
        (!std::mem::replace(told, true)).then_some(wait)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_full_window_is_told_once_and_a_server_each_time() {
        let wait = |reason, seconds| Some(Wait { time: Duration::from_secs(seconds), reason });
        let mut told = ToldWaits::default();
        assert_eq!(told.news(wait(WaitReason::RateLimit, 5)), None, "too short");
        assert!(told.news(wait(WaitReason::RateLimit, 50)).is_some());
        assert!(told.news(wait(WaitReason::Server(None), 3000)).is_some(), "another reason");
        assert_eq!(told.news(wait(WaitReason::Server(None), 2999)), None);
        assert_eq!(told.news(None), None);
        assert_eq!(told.news(wait(WaitReason::RateLimit, 50)), None);
        assert!(told.news(wait(WaitReason::Server(None), 60)).is_some());
    }
}
