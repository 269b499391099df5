//! The arithmetic of a pace kept together: when may the next start be, seen over everybody's starts?
//!
//! Starts of a key are numbered. Start `n` may be at the time of start `n - limit` plus the hold (the window and a
//! guard), never before start `n - 1`, never before a pause is over, and never in the past. Times only ever rise, so
//! any `limit + 1` neighbours span at least the hold: no window holds more than `limit`, whoever made the starts and
//! whatever limit each of them keeps.
//!
//! Where there is room to spare, a start may also be kept: made at any time from now on until the one it is counted at.
//! It is given only while start `n - limit` is a hold old already, so it is never made too early; and what takes its
//! place later goes by the time it is counted at, which is never before it was made. So the same holds.

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

/// How many times the starts asked for must be free for there to be room to spare: kept ones are counted longer than they
/// need be, so where places are short each is given for its own moment.
pub const MARGIN: i64 = 8;

/// Whether there is room for starts to be kept for so long: nothing is ahead of now by more than that, no pause is on,
/// and the latest of the [places they take](places_taken) is a hold old, or there is none.
pub fn is_roomy(now: i64, paused_until: i64, predecessor: i64, freed_by: Option<i64>, hold: i64, keep: i64) -> bool {
    paused_until <= now && predecessor <= now + keep && freed_by.is_none_or(|start| start + hold <= now)
}

/// The numbers of the starts whose places the next `many`, and some more, would take: after the first and up to the
/// second. `None` where the limit is too small for any room to spare.
pub fn places_taken(last: i64, many: i64, limit: i64) -> Option<(i64, i64)> {
    let until = last.saturating_add(MARGIN * many).saturating_sub(limit);
    (MARGIN * many <= limit).then_some((until - MARGIN * many, until))
}

/// The time a start is counted at that is given now and may be made until then.
pub fn kept_start(now: i64, predecessor: i64, keep: i64) -> i64 {
    predecessor.max(now + keep)
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

    proptest! {
        /// The same with starts that are kept for a while by whoever was given them, while there is room.
        #[test]
        fn kept_starts_are_made_at_any_time_and_no_window_holds_more(
            takes in proptest::collection::vec(
                (0i64..200, 1i64..6, 0i64..100, proptest::collection::vec(0i64..100, 6)), 1..200
            ),
            limit in 1i64..90,
        ) {
            const HOLD: i64 = 1000;
            let (mut now, mut counted, mut made) = (0i64, Vec::<i64>::new(), Vec::<i64>::new());
            for (wait, many, keep, shares) in takes {
                now += wait;
                let place = |number: i64| usize::try_from(number - 1).ok().and_then(|place| counted.get(place).copied());
                let last = counted.last().copied().unwrap_or(i64::MIN / 2);
                let taken = places_taken(counted.len() as i64, many, limit);
                let freed_by = taken.and_then(|(after, until)| (after + 1..=until).filter_map(place).max());
                if taken.is_some() && is_roomy(now, 0, last, freed_by, HOLD, keep) {
                    for share in shares.iter().take(many as usize) {
                        let at = kept_start(now, counted.last().copied().unwrap_or(i64::MIN / 2), keep);
                        counted.push(at);
                        made.push(now + (at - now) * share / 100);
                    }
                } else {
                    let at = next_start(now, 0, last, place(counted.len() as i64 + 1 - limit), HOLD);
                    counted.push(at);
                    made.push(at);
                }
            }
            for end in &made {
                let held = made.iter().filter(|at| *at <= end && *at + HOLD > *end).count() as i64;
                prop_assert!(held <= limit, "{held} starts within the window that ends at {end}, allowed {limit}");
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
