//! The arithmetic of a pace kept together: when may the next start be, seen over everybody's starts?
//!
//! Starts of a key are numbered. Start `n` may be at the time of start `n - limit` plus the hold (the window and a
//! guard), never before start `n - 1`, never before a pause is over, and never in the past. Times only ever rise, so
//! any `limit + 1` neighbours span at least the hold: no window holds more than `limit`, whoever made the starts and
//! whatever limit each of them keeps.

/// When something may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earliest<T> {
    /// At this time, if nothing changes meanwhile; now, if it is not in the future.
    At(T),
    /// When a request in flight has been settled.
    AfterSettling,
}

/// When the next start may be. `predecessor` is the start before it, `window_ago` the one `limit` places before it,
/// where there is one. All times and the hold are in one unit.
pub fn next_start(now: i64, paused_until: i64, predecessor: i64, window_ago: Option<i64>, hold: i64) -> i64 {
    let freed = window_ago.map_or(i64::MIN, |start| start.saturating_add(hold));
    now.max(paused_until).max(predecessor).max(freed)
}

/// When `amount` more tokens fit under `limit`. `held` are the tokens in the window: when they leave it (`None` while
/// their request is in flight) and how many. More than the limit itself fits once nothing is held: otherwise it would
/// wait for ever.
pub fn tokens_fit<T: Ord + Copy>(
    held: impl IntoIterator<Item = (Option<T>, u64)>,
    amount: u64,
    limit: u64,
    now: T,
) -> Earliest<T> {
    let amount = amount.min(limit);
    let (mut leaving, mut sum) = (Vec::new(), 0u64);
    for (leaves, tokens) in held {
        sum = sum.saturating_add(tokens);
        leaving.extend(leaves.map(|leaves| (leaves, tokens)));
    }
    if sum + amount <= limit {
        return Earliest::At(now);
    }
    leaving.sort_unstable();
    for (leaves, freed) in leaving {
        sum -= freed;
        if sum + amount <= limit {
            return Earliest::At(leaves.max(now));
        }
    }
    Earliest::AfterSettling
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Several processes with limits of their own take turns on one key, with pauses and waits between.
        #[test]
        fn no_window_holds_more_than_the_limit_of_whoever_starts(
            takes in proptest::collection::vec((0usize..3, 0i64..400, proptest::option::of(0i64..900)), 1..300),
            limits in proptest::array::uniform3(1usize..7),
        ) {
            const HOLD: i64 = 1000;
            let (mut now, mut paused, mut starts) = (0i64, 0i64, Vec::<(i64, usize)>::new());
            for (who, wait, pause) in takes {
                now += wait;
                if let Some(pause) = pause {
                    paused = paused.max(now + pause);
                }
                let limit = limits[who];
                let ago = starts.len().checked_sub(limit).map(|place| starts[place].0);
                let last = starts.last().map_or(i64::MIN, |(at, _)| *at);
                let at = next_start(now, paused, last, ago, HOLD);
                prop_assert!(at >= paused.max(now));
                starts.push((at, limit));
            }
            for (place, (at, limit)) in starts.iter().enumerate() {
                let held = starts[..=place].iter().filter(|(earlier, _)| earlier + HOLD > *at).count();
                prop_assert!(held <= *limit, "{held} starts within the window that ends at {at}, allowed {limit}");
            }
        }
    }

    #[test]
    fn tokens_wait_for_those_that_leave_and_then_for_those_in_flight() {
        assert_eq!(tokens_fit([(Some(5), 60)], 40, 100, 1), Earliest::At(1));
        assert_eq!(tokens_fit([(Some(5), 60), (Some(9), 30)], 40, 100, 1), Earliest::At(5));
        assert_eq!(tokens_fit([(None, 80), (Some(9), 10)], 40, 100, 1), Earliest::AfterSettling);
        assert_eq!(tokens_fit([(Some(5), 10)], 900, 100, 1), Earliest::At(5));
    }
}
