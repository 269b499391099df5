//! The arithmetic of a rate limit that several processes share: when may the next requests of a key start?
//!
//! The starts of a key are numbered in the order of their times. Start `n` is at least a hold (the window and a guard)
//! after start `n - limit`, and no earlier than start `n - 1`. So any `limit + 1` neighbours span at least a hold, and
//! no window holds more than `limit` starts. This is true for all processes together, even if their limits differ. A
//! late start moves to its real time and a cancelled one is removed: both keep the numbers in order.
//!
//! Requests are served in the order of their waiting. A process knows its own queue, and since when the first request
//! of each other queue waits. A request leaves a place free for each of those that came before it.
//!
//! All times have one unit and one clock.

/// The earliest time of a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earliest<T> {
    /// This time, if nothing changes before; now, if it is past.
    At(T),
    /// After a request in flight is settled.
    AfterSettling,
}

/// The state of a key before a reservation.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The number and the time of the last start; number 0 without any start.
    pub last: (i64, i64),
    /// No start before this time: a pause, or tokens that do not fit earlier. `None` if the time is not known yet.
    pub open_from: Option<i64>,
    /// The starts whose places the next ones take, by number.
    pub freed: Vec<(i64, i64)>,
    /// The most starts within a hold.
    pub limit: i64,
    /// How long a start occupies its place: window plus guard.
    pub hold: i64,
    /// Since when the first request of each other queue waits.
    pub others: Vec<i64>,
}

/// A reserved start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The index of its key.
    pub key: usize,
    /// Its number among the starts of the key.
    pub number: i64,
    /// When the request may start.
    pub at: i64,
}

/// The result of a reservation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reserved {
    /// Starts for the first requests of the queue.
    pub places: Vec<Place>,
    /// When the next request may start, if nothing changes. `None` if none waits or the time is not known.
    pub next: Option<i64>,
}

/// The next starts of one key; the first `taken` are reserved.
struct Line<'a> {
    standing: &'a Standing,
    starts: Vec<i64>,
    taken: usize,
}

impl Line<'_> {
    /// The time of the start `index + 1` places after the last one.
    fn start(&mut self, index: usize, now: i64) -> Option<i64> {
        let Standing { last, open_from, freed, limit, hold, .. } = self.standing;
        let open_from = (*open_from)?;
        while self.starts.len() <= index {
            let place = self.starts.len();
            let wanted = (last.0 + 1 + place as i64).saturating_sub(*limit);
            let freed = match usize::try_from(wanted - last.0 - 1) {
                Ok(own) => self.starts.get(own).copied(),
                Err(_) => freed.iter().find(|(number, _)| *number == wanted).map(|(_, at)| *at),
            };
            let previous = self.starts.last().copied().unwrap_or(if last.0 == 0 { i64::MIN } else { last.1 });
            let freed = freed.map_or(i64::MIN, |start| start.saturating_add(*hold));
            self.starts.push(now.max(open_from).max(previous).max(freed));
        }
        self.starts.get(index).copied()
    }
}

/// Reserves starts up to `until` for the requests that wait since the times `waiting`. Each goes to the key with the
/// earliest start; `first` wins the first tie, and later ties go round.
pub fn reserve(keys: &[Standing], first: usize, waiting: &[i64], now: i64, until: i64) -> Reserved {
    let mut lines: Vec<Line<'_>> =
        keys.iter().map(|standing| Line { standing, starts: Vec::new(), taken: 0 }).collect();
    let mut reserved = Reserved::default();
    for since in waiting {
        let preferred = first + reserved.places.len();
        let count = lines.len();
        let soonest = (0..count)
            .map(|offset| (preferred + offset) % count)
            .filter_map(|key| {
                let line = &mut lines[key];
                let before = line.standing.others.iter().filter(|other| *other < since).count();
                Some((line.start(line.taken + before, now)?, key))
            })
            .min_by_key(|(at, _)| *at);
        let Some((at, key)) = soonest else { break };
        if at > until {
            reserved.next = Some(at);
            break;
        }
        let line = &mut lines[key];
        let Some(at) = line.start(line.taken, now) else { break };
        line.taken += 1;
        reserved.places.push(Place { key, number: line.standing.last.0 + line.taken as i64, at });
    }
    reserved
}

/// Moves starts to later times, each from its first time to its second, one after the other. The starts are ordered and
/// stay so. A start that is not among them moves nothing.
pub fn moved(starts: &[i64], moves: &[(i64, i64)]) -> Vec<i64> {
    let mut starts = starts.to_vec();
    for (from, to) in moves {
        let before = starts.partition_point(|start| start < from);
        let after = starts.partition_point(|start| start <= to);
        if starts.get(before) == Some(from) && before < after {
            starts[before] = *to;
            starts[before..after].rotate_left(1);
        }
    }
    starts
}

/// When `amount` more tokens fit under `limit`. `held` are the tokens in the window: when they leave it (`None` while
/// their request is in flight), and how many. An amount above the limit fits into an empty window: otherwise it would
/// wait forever.
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
    if sum.saturating_add(amount) <= limit {
        return Earliest::At(now);
    }
    leaving.sort_unstable();
    for (leaves, freed) in leaving {
        sum = sum.saturating_sub(freed);
        if sum.saturating_add(amount) <= limit {
            return Earliest::At(leaves.max(now));
        }
    }
    Earliest::AfterSettling
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOLD: i64 = 1000;
    const HORIZON: i64 = 50;

    /// One key and its starts, as the database stores them.
    #[derive(Default)]
    struct World {
        starts: Vec<i64>,
        paused_until: i64,
        now: i64,
    }

    impl World {
        fn standing(&self, limit: usize, others: Vec<i64>) -> Standing {
            let numbered = self.starts.iter().enumerate().map(|(place, at)| (place as i64 + 1, *at));
            Standing {
                last: numbered.clone().next_back().unwrap_or((0, 0)),
                open_from: Some(self.paused_until),
                freed: numbered.collect(),
                limit: limit as i64,
                hold: HOLD,
                others,
            }
        }

        fn reserve(&mut self, limit: usize, waiting: &[i64], others: Vec<i64>) -> Reserved {
            let reserved = reserve(&[self.standing(limit, others)], 0, waiting, self.now, self.now + HORIZON);
            self.starts.extend(reserved.places.iter().map(|place| place.at));
            reserved
        }
    }

    proptest! {
        /// Processes with different limits share a key, with pauses, late starts and cancelled starts.
        #[test]
        fn no_window_holds_more_than_the_limit_of_whoever_starts(
            steps in proptest::collection::vec((0u8..6, 0i64..400, 1usize..5, 0usize..3), 1..200),
            limits in proptest::array::uniform3(1usize..7),
        ) {
            let mut world = World::default();
            // Each start, with the limit of the process that made it.
            let mut made: Vec<(i64, usize)> = Vec::new();
            for (what, by, many, who) in steps {
                match what {
                    0 => world.now += by,
                    1 => world.paused_until = world.paused_until.max(world.now + by),
                    // A late start: at most a quarter of a window, since a later one is not made.
                    2 if !made.is_empty() => {
                        let which = many % made.len().min(4);
                        let place = world.starts.len() - 1 - which.min(world.starts.len() - 1);
                        let from = world.starts[place];
                        let to = from.max(world.now).min(from + HOLD / 4);
                        let is_settled = world.now - from > HOLD / 2;
                        if !is_settled {
                            world.starts = moved(&world.starts, &[(from, to)]);
                            let known = made.iter().position(|(at, _)| *at == from).expect("it was made");
                            made[known].0 = to;
                        }
                    }
                    3 if world.starts.last().is_some_and(|at| *at > world.now) => {
                        let at = world.starts.pop().expect("looked at");
                        let known = made.iter().rposition(|(start, _)| *start == at).expect("it was made");
                        made.remove(known);
                    }
                    _ => {
                        let waiting = vec![world.now; many];
                        let reserved = world.reserve(limits[who], &waiting, vec![]);
                        for place in &reserved.places {
                            prop_assert!(place.at >= world.now.max(world.paused_until) && place.at <= world.now + HORIZON);
                            made.push((place.at, limits[who]));
                        }
                        prop_assert!(reserved.places.len() == many || reserved.next.is_some());
                    }
                }
                prop_assert!(world.starts.is_sorted());
            }
            made.sort_unstable();
            for (index, (at, limit)) in made.iter().enumerate() {
                let held = made[..=index].iter().filter(|(earlier, _)| earlier + HOLD > *at).count();
                // The process with the highest limit may have filled the window before.
                let most = limits.iter().max().copied().unwrap_or(*limit);
                prop_assert!(held <= most, "{held} starts within the window that ends at {at}, allowed {most}");
            }
        }
    }

    #[test]
    fn a_full_window_is_used_up_at_once_and_the_next_one_as_soon_as_it_is_free() {
        let mut world = World::default();
        assert_eq!(world.reserve(3, &[0; 5], vec![]).places.len(), 3);
        world.now = HOLD - HORIZON - 1;
        assert_eq!(world.reserve(3, &[0; 2], vec![]), Reserved { places: vec![], next: Some(HOLD) });
        world.now = HOLD - HORIZON;
        let reserved = world.reserve(3, &[0; 2], vec![]);
        assert_eq!(reserved.places.iter().map(|place| place.at).collect::<Vec<_>>(), [HOLD, HOLD]);
    }

    #[test]
    fn who_comes_first_is_served_first_whichever_process_asks() {
        let mut world = World { now: 100, ..World::default() };
        // Another process waits since 10 and has not asked yet: one of three places stays free for it.
        assert_eq!(world.reserve(3, &[20, 30, 40], vec![10]).places.len(), 2);
        assert_eq!(world.reserve(3, &[30, 40], vec![10]).places.len(), 0);
        assert_eq!(world.reserve(3, &[10], vec![30]).places.len(), 1);
        // A request that waits for less time takes no place away.
        let mut world = World { now: 100, ..World::default() };
        assert_eq!(world.reserve(2, &[20, 30], vec![25]).places.len(), 1);
        assert_eq!(world.reserve(2, &[25], vec![30]).places.len(), 1);
    }

    #[test]
    fn several_keys_are_used_side_by_side_and_in_turn() {
        let free = Standing { open_from: Some(0), limit: 10, hold: HOLD, ..Standing::default() };
        let paused = Standing { open_from: Some(500), ..free.clone() };
        let keys = |reserved: Reserved| reserved.places.iter().map(|place| place.key).collect::<Vec<_>>();
        assert_eq!(keys(reserve(&[free.clone(), free.clone()], 1, &[0; 4], 0, HORIZON)), [1, 0, 1, 0]);
        assert_eq!(keys(reserve(&[paused.clone(), free.clone()], 0, &[0; 2], 0, HORIZON)), [1, 1]);
        let unknown = Standing { open_from: None, ..free };
        assert_eq!(reserve(&[paused, unknown.clone()], 0, &[0], 0, HORIZON).next, Some(500));
        assert_eq!(reserve(&[unknown], 0, &[0], 0, HORIZON), Reserved::default());
    }

    #[test]
    fn a_late_start_is_put_in_at_its_time() {
        assert_eq!(moved(&[1, 2, 3, 9], &[(1, 5)]), [2, 3, 5, 9]);
        assert_eq!(moved(&[1], &[(1, 5)]), [5]);
        assert_eq!(moved(&[1, 5], &[(1, 5)]), [5, 5]);
        assert_eq!(moved(&[1, 2, 2, 9], &[(2, 4), (1, 10), (2, 3)]), [3, 4, 9, 10]);
        assert_eq!(moved(&[1, 4], &[(2, 5), (5, 6)]), [1, 4], "what is not there moves nothing");
        assert_eq!(moved(&[1, 4], &[(4, 3)]), [1, 4], "no start moves to before it was");
    }

    #[test]
    fn tokens_wait_for_those_that_leave_and_then_for_those_in_flight() {
        assert_eq!(tokens_fit([(Some(5), 60)], 40, 100, 1), Earliest::At(1));
        assert_eq!(tokens_fit([(Some(5), 60), (Some(9), 30)], 40, 100, 1), Earliest::At(5));
        assert_eq!(tokens_fit([(None, 80), (Some(9), 10)], 40, 100, 1), Earliest::AfterSettling);
        assert_eq!(tokens_fit([(Some(5), 10)], 900, 100, 1), Earliest::At(5));
    }
}
