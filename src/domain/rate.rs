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

/// When a start may be that was given long before its time and is looked at again; `None` where it is to be let go by.
///
/// `freed_by` is the `limit`-th latest of all starts numbered before it, whatever order they were made in. It never
/// passes its `successor`, who was told to come after it, and is not made [too late](is_too_late).
pub fn reconsidered(
    now: i64,
    start: i64,
    open_from: i64,
    neighbours: (Option<i64>, Option<i64>),
    freed_by: Option<i64>,
    hold: i64,
) -> Option<i64> {
    let (predecessor, successor) = neighbours;
    // Where its time has come it is made by whoever waited for that, and what little later that is, is told of.
    let floor = if start > now { now } else { start };
    let at = next_start(floor, open_from, predecessor.unwrap_or(floor), freed_by, hold);
    let passes = at > start && successor.is_some_and(|successor| at > successor);
    (!passes && !is_too_late(now, start, hold)).then_some(at)
}

/// Whether a start is so late that it is let go by: what takes its place may be on its way already.
pub fn is_too_late(now: i64, start: i64, hold: i64) -> bool {
    now - start > hold / 4
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

    proptest! {
        /// The same with starts given far ahead and looked at again at any time, moved later by whoever makes them late,
        /// and given back, the last one for good.
        #[test]
        fn starts_that_are_looked_at_again_stay_a_hold_apart(
            steps in proptest::collection::vec((0u8..6, 0i64..300, 0usize..8), 1..300),
            limit in 1usize..6,
        ) {
            const HOLD: i64 = 1000;
            let (mut now, mut paused) = (0i64, 0i64);
            // When each is counted, and when it was made.
            let mut starts: Vec<(i64, Option<i64>)> = Vec::new();
            let again = |starts: &[(i64, Option<i64>)], place: usize, now: i64, paused: i64| {
                let time = |place: usize| starts.get(place).map(|(at, _)| *at);
                let mut before: Vec<i64> = starts[..place].iter().map(|(at, _)| *at).collect();
                before.sort_unstable_by(|left, right| right.cmp(left));
                let neighbours = (place.checked_sub(1).and_then(time), time(place + 1));
                reconsidered(now, starts[place].0, paused, neighbours, before.get(limit - 1).copied(), HOLD)
            };
            const LET_GO: Option<i64> = Some(i64::MIN);
            for (what, by, which) in steps {
                now += by / 3;
                let open: Vec<usize> = (0..starts.len()).filter(|place| starts[*place].1.is_none()).collect();
                let chosen = open.get(which).copied();
                match (what, chosen) {
                    (0 | 1, _) => {
                        let last = starts.last().map_or(i64::MIN, |(at, _)| *at);
                        let ago = starts.len().checked_sub(limit).map(|place| starts[place].0);
                        starts.push((next_start(now, paused, last, ago, HOLD), None));
                    }
                    (2, _) => paused = paused.max(now + by),
                    (3, Some(place)) => match again(&starts, place, now, paused) {
                        Some(at) => starts[place].0 = at,
                        None => starts[place].1 = LET_GO,
                    },
                    (4, Some(place)) if place + 1 == starts.len() => {
                        starts.pop();
                    }
                    (_, Some(place)) if starts[place].0 <= now => match again(&starts, place, now, paused) {
                        // Made now, and counted from then, as a late one is.
                        Some(at) if at <= now => starts[place] = (now, Some(now)),
                        Some(at) => starts[place].0 = at,
                        None => starts[place].1 = LET_GO,
                    },
                    _ => {}
                }
            }
            let made: Vec<i64> = starts.iter().filter_map(|(_, made)| made.filter(|at| *at > i64::MIN)).collect();
            for end in &made {
                let held = made.iter().filter(|at| *at <= end && *at + HOLD > *end).count();
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
