//! What a saved conversation costs more than without the comparison, and what one lookup takes.
//!
//! Two databases grow side by side, one without the comparison. Each group is saved in both, so that a slower moment of
//! the machine meets both.

use std::time::{Duration, Instant};

use dialoom::domain::conversation::NewConversation;
use dialoom::store::Store;

use crate::support::{Figures, Goal, median, ms};
use crate::texts::conversation;

/// The sizes of transactions: a lone answer, the writer's group with 50 calls in flight, and an import's.
const GROUPS: [(usize, usize); 3] = [(1, 300), (50, 40), (500, 10)];
/// Conversations in a transaction while the databases grow.
const AT_ONCE: u64 = 500;
/// The most a conversation may cost more, in milliseconds.
const MOST: f64 = 0.15;
/// The lookups of which the median counts.
const LOOKUPS: u64 = 201;

pub async fn measure(engine: &str, places: &[String; 2], sizes: &[u64], figures: &mut Figures) {
    let compared = Store::open(&places[0]).await.expect("a fresh database can be opened");
    let plain = Store::open(&places[1]).await.expect("a fresh database can be opened");
    let mut both = Both { compared, plain, next: 0, is_compared_first: false };
    let mut lookups = Vec::new();
    for size in sizes {
        let mut window = Cost::default();
        while both.next < *size {
            window.add(both.save((size - both.next).min(AT_ONCE) as usize).await);
        }
        let what = format!("growing to {size}, {AT_ONCE} in a transaction");
        window.print(engine, &what, None, figures);
        window.print_slowest(engine, &what, figures);
        let lookup = both.lookup().await;
        figures.add(format!("{engine}, {size} stored: one lookup"), ms(lookup), "ms");
        lookups.push(ms(lookup));
        for (group, times) in GROUPS {
            let mut cost = Cost::default();
            for _ in 0..times {
                cost.add(both.save(group).await);
            }
            let what = format!("{size} stored: {group} in a transaction");
            cost.print(engine, &what, Some(MOST), figures);
            cost.print_slowest(engine, &what, figures);
        }
    }
    if let [first, .., last] = lookups.as_slice() {
        let what = format!("{engine}: lookup with the most stored against the fewest");
        figures.goal(what, last / first, "×", Goal::AtMost, 2.5);
    }
    both.compared.close().await;
    both.plain.close().await;
}

struct Both {
    compared: Store,
    plain: Store,
    next: u64,
    is_compared_first: bool,
}

impl Both {
    /// Saves the next conversations in both, in turns first in one and first in the other.
    async fn save(&mut self, count: usize) -> Cost {
        let group: Vec<NewConversation> = (self.next..).take(count).map(conversation).collect();
        self.next += count as u64;
        self.is_compared_first = !self.is_compared_first;
        let (compared, plain) = if self.is_compared_first {
            let compared = timed(self.compared.add_conversations(&group)).await;
            (compared, timed(self.plain.add_without_comparison(&group)).await)
        } else {
            let plain = timed(self.plain.add_without_comparison(&group)).await;
            (timed(self.compared.add_conversations(&group)).await, plain)
        };
        Cost { compared, plain, conversations: count, each: vec![(compared.wall, plain.wall)] }
    }

    /// The comparison of one conversation alone, without saving it.
    async fn lookup(&self) -> Duration {
        let mut times = Vec::new();
        for n in 0..LOOKUPS {
            let one = conversation((1 << 50) + self.next + n);
            times.push(timed(self.compared.compare_only(&one)).await.wall);
        }
        median(times)
    }
}

async fn timed<T, E: std::fmt::Debug>(job: impl Future<Output = Result<T, E>>) -> Took {
    let (began, before) = (Instant::now(), cpu());
    job.await.expect("room on the disk");
    Took { wall: began.elapsed(), cpu: cpu().saturating_sub(before) }
}

/// What a transaction took.
#[derive(Debug, Default, Clone, Copy)]
struct Took {
    wall: Duration,
    /// Of this process: with SQLite all of it, with PostgreSQL the client's part.
    cpu: Duration,
}

impl std::ops::AddAssign for Took {
    fn add_assign(&mut self, other: Took) {
        self.wall += other.wall;
        self.cpu += other.cpu;
    }
}

/// The CPU time of all threads of this process (proc(5), schedstat).
fn cpu() -> Duration {
    let threads = std::fs::read_dir("/proc/self/task").expect("Linux").flatten();
    let spent = threads.filter_map(|it| std::fs::read_to_string(it.path().join("schedstat")).ok());
    Duration::from_nanos(spent.filter_map(|text| text.split(' ').next()?.parse::<u64>().ok()).sum())
}

/// The time of a number of transactions. Sums, because a median would hide the work that only some of them do.
#[derive(Default)]
struct Cost {
    compared: Took,
    plain: Took,
    conversations: usize,
    /// The time of each transaction, with the comparison and without.
    each: Vec<(Duration, Duration)>,
}

impl Cost {
    fn add(&mut self, other: Cost) {
        self.compared += other.compared;
        self.plain += other.plain;
        self.conversations += other.conversations;
        self.each.extend(other.each);
    }

    /// The slowest transaction, and what 99 of 100 stay below: a mean hides one for which all wait.
    fn print_slowest(&self, engine: &str, what: &str, figures: &mut Figures) {
        let sorted = |time: fn(&(Duration, Duration)) -> Duration| {
            let mut times: Vec<Duration> = self.each.iter().map(time).collect();
            times.sort_unstable();
            times
        };
        for (which, times) in [("with it", sorted(|both| both.0)), ("without", sorted(|both| both.1))] {
            if let Some(slowest) = times.last() {
                figures.add(format!("{engine}, {what}: slowest transaction {which}"), ms(*slowest), "ms");
            }
            if times.len() >= 100 {
                let late = times[times.len() * 99 / 100];
                figures.add(format!("{engine}, {what}: 99 of 100 transactions {which}"), ms(late), "ms");
            }
        }
    }

    fn print(&self, engine: &str, what: &str, goal: Option<f64>, figures: &mut Figures) {
        let each = |time: Duration| ms(time) / self.conversations.max(1) as f64;
        let (compared, plain) = (self.compared, self.plain);
        figures.add(format!("{engine}, {what}: saving one"), each(compared.wall), "ms");
        figures.add(
            format!("{engine}, {what}: more CPU by the comparison"),
            each(compared.cpu) - each(plain.cpu),
            "ms",
        );
        let more = each(compared.wall) - each(plain.wall);
        let what = format!("{engine}, {what}: more time by the comparison");
        match goal {
            Some(most) => figures.goal(what, more, "ms", Goal::AtMost, most),
            None => figures.add(what, more, "ms"),
        }
    }
}
