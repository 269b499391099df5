//! The words for waits and failed calls.

use std::time::{Duration, Instant};

use crate::engine::{CallFor, Idle, Wait, WaitReason};
use crate::ui::count;

/// Nobody waits longer than this without a message.
pub(super) const LONG_WAIT: Duration = Duration::from_secs(10);
/// A server that asks for a longer pause leaves a person something to decide.
pub(super) const LONG_PAUSE: Duration = Duration::from_secs(600);

/// "the provider asks to wait: the next request starts in 11 h 6 min; …", and whether a person has something to decide.
pub(super) fn long_wait(wait: &Wait) -> (String, bool) {
    let (why, key) = match &wait.reason {
        WaitReason::Server(key) => ("the provider asks to wait", key.as_ref()),
        WaitReason::Elsewhere(key) => ("waiting for the rate limit", Some(key)),
        WaitReason::RateLimit => ("waiting for the rate limit", None),
    };
    let asked = match wait.reason {
        WaitReason::Elsewhere(_) => ", since the provider asked another process to wait",
        _ => "",
    };
    let lift = key.map(|key| format!("; to go on at once: dialoom limits --clear {key}")).unwrap_or_default();
    let time = span(wait.time);
    let line = format!("{why}: the next request starts in {time}{asked}; Ctrl-C ends the run and loses nothing{lift}");
    // The own limit ends by itself, and was set by the person.
    (line, wait.reason != WaitReason::RateLimit && wait.time > LONG_PAUSE)
}

/// "item 3: overloaded: the server is busy; retry in 12 s".
pub(super) fn retry_words(call: CallFor, code: &str, message: &str, after: Duration) -> String {
    // Without a delay of its own the item waits in the limiter, as long as the server asks.
    let wait = match after.is_zero() {
        true => "retry as soon as the limits allow".to_owned(),
        false => format!("retry in {}", span(after)),
    };
    match call {
        CallFor::Item(position) => format!("item {position}: {code}: {message}; {wait}"),
        CallFor::Conversation(id) => format!("{}: {code}: {message}; {wait}", id.short()),
        CallFor::Single => format!("{code}: {message}; {wait}"),
    }
}

/// "item 3 failed: the model refused [refusal]".
pub(super) fn failed_words(call: CallFor, code: &str, message: &str) -> String {
    match call {
        CallFor::Item(position) => format!("item {position} failed: {message} [{code}]"),
        CallFor::Conversation(id) => format!("{} failed: {message} [{code}]", id.short()),
        CallFor::Single => format!("failed: {message} [{code}]"),
    }
}

/// Why nothing is in flight, and until when.
pub(super) fn idle_words(idle: &Idle) -> String {
    match idle {
        Idle::Retry { after, last: Some((code, message)) } => format!(
            "every item left failed before; the next retry starts in {}; the last error: {code}: {message}",
            span(*after)
        ),
        Idle::Retry { after, last: None } => {
            format!("every item left failed before; the next retry starts in {}", span(*after))
        }
        Idle::OtherWorkers { items, lease } => format!(
            "waiting for {} that other workers have; this one takes over what a dead worker had within {}",
            count(*items, "item"),
            span(*lease)
        ),
        Idle::Budget => "waiting for calls of other workers to end: they have reserved the rest of the budget".into(),
    }
}

/// A length of time as people say it: "0.4 s", "12 s", "3 min", "2 h 5 min".
pub fn span(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        _ if seconds < 9.95 => format!("{seconds:.1} s"),
        _ if seconds < 99.5 => format!("{seconds:.0} s"),
        _ if seconds < 5_970.0 => format!("{:.0} min", seconds / 60.0),
        _ => format!("{} h {} min", time.as_secs() / 3600, time.as_secs() % 3600 / 60),
    }
}

/// Whether a wait is news beside the one that was told last: many items may wait for the same server.
pub(super) fn is_news(told_until: Option<Instant>, now: Instant, after: Duration) -> bool {
    after > LONG_WAIT && told_until.is_none_or(|until| until <= now || now + after > until + after / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_says_its_reason_its_end_and_how_to_lift_it() {
        let said = |seconds, reason| long_wait(&Wait { time: Duration::from_secs(seconds), reason });
        let (line, asks) = said(40_000, WaitReason::Server(Some("ab12".into())));
        assert_eq!(
            line,
            "the provider asks to wait: the next request starts in 11 h 6 min; Ctrl-C ends the run and loses nothing; \
             to go on at once: dialoom limits --clear ab12"
        );
        assert!(asks);
        let (line, asks) = said(20, WaitReason::Elsewhere("ab12".into()));
        assert!(line.contains("in 20 s, since the provider asked another process") && line.ends_with("--clear ab12"));
        assert!(!asks, "it is over before anybody reads it");
        let (line, asks) = said(55, WaitReason::RateLimit);
        assert!(line.starts_with("waiting for the rate limit: ") && line.ends_with("loses nothing") && !asks);
    }

    #[test]
    fn a_long_pause_asks_for_a_decision_whatever_the_key_and_the_own_limit_never_does() {
        let asks = |reason| long_wait(&Wait { time: Duration::from_secs(3600), reason }).1;
        assert!(asks(WaitReason::Server(None)), "nothing is limited here");
        assert!(asks(WaitReason::Elsewhere("ab12".into())));
        assert!(!asks(WaitReason::RateLimit));
    }

    #[test]
    fn a_retry_names_whose_call_it_is_the_error_and_the_time() {
        let words = |call, after| retry_words(call, "overloaded", "busy", Duration::from_secs(after));
        assert_eq!(words(CallFor::Item(3), 12), "item 3: overloaded: busy; retry in 12 s");
        assert_eq!(words(CallFor::Single, 3600), "overloaded: busy; retry in 60 min");
        let id = crate::domain::ids::ConversationId::new();
        assert_eq!(
            failed_words(CallFor::Conversation(id), "refusal", "no"),
            format!("{} failed: no [refusal]", id.short())
        );
        let last = Some(("overloaded".to_owned(), "busy".to_owned()));
        let idle = idle_words(&Idle::Retry { after: Duration::from_secs(3600), last });
        assert!(idle.contains("in 60 min") && idle.ends_with("overloaded: busy"), "{idle}");
    }

    #[test]
    fn many_items_that_wait_for_the_same_server_are_told_of_once() {
        let (now, hour) = (Instant::now(), Duration::from_secs(3600));
        assert!(!is_news(None, now, Duration::from_secs(8)), "too short");
        assert!(is_news(None, now, hour));
        let told = Some(now + hour);
        assert!(!is_news(told, now + Duration::from_secs(5), hour), "another item");
        assert!(is_news(told, now, 2 * hour), "a much longer one");
        assert!(is_news(told, now + hour, hour), "the next one");
    }
}
