//! What comes most often, in bounded memory.

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::ids::ConversationId;

/// Values that are kept when there are too many; twice as many are held at most.
const KEPT: usize = 1 << 15;

/// A text that several conversations hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Repeated {
    pub text: String,
    /// Conversations with it.
    pub conversations: u64,
    /// How often it comes in all of them; a turn counts once.
    pub times: u64,
    /// The first conversation that was seen with it.
    pub example: ConversationId,
    pub example_short_id: String,
}

#[derive(Debug)]
struct Entry {
    conversations: u64,
    times: u64,
    example: ConversationId,
    last: Option<ConversationId>,
    /// Kept from the second conversation on: most values come once.
    text: Option<Box<str>>,
}

/// Counts values by their hash. Beyond `2 × KEPT` different ones it takes the count of the middle one off all and drops
/// those with nothing left (Misra and Gries 1982). What came in more conversations than [`Frequent::missed`] is then
/// surely found, and each count is at most that much too low.
#[derive(Debug, Default)]
pub(super) struct Frequent {
    entries: HashMap<u64, Entry>,
    missed: u64,
}

impl Frequent {
    /// Counts a value of a conversation. Conversations come one after the other.
    pub(super) fn add(&mut self, hash: u64, id: ConversationId, text: impl Fn() -> String) {
        let entry = self.entries.entry(hash).or_insert(Entry {
            conversations: 0,
            times: 0,
            example: id,
            last: None,
            text: None,
        });
        entry.times += 1;
        if entry.last != Some(id) {
            entry.last = Some(id);
            entry.conversations += 1;
            if entry.conversations > 1 && entry.text.is_none() {
                entry.text = Some(text().into());
            }
        }
        if self.entries.len() > 2 * KEPT {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        let mut counts: Vec<u64> = self.entries.values().map(|entry| entry.conversations).collect();
        let (_, middle, _) = counts.select_nth_unstable(KEPT);
        let middle = *middle;
        self.missed += middle;
        self.entries.retain(|_, entry| {
            entry.conversations = entry.conversations.saturating_sub(middle);
            entry.conversations > 0
        });
    }

    /// By how much a count may be too low.
    pub(super) fn missed(&self) -> u64 {
        self.missed
    }

    /// The most common values of at least two conversations, the most common first.
    pub(super) fn most(self, number: usize) -> Vec<Repeated> {
        let mut repeated: Vec<Repeated> = self
            .entries
            .into_values()
            .filter(|entry| entry.conversations > 1)
            .filter_map(|entry| {
                Some(Repeated {
                    text: entry.text?.into(),
                    conversations: entry.conversations,
                    times: entry.times,
                    example: entry.example,
                    example_short_id: entry.example.short(),
                })
            })
            .collect();
        repeated.sort_by(|one, other| {
            (other.conversations, other.times, &one.text).cmp(&(one.conversations, one.times, &other.text))
        });
        repeated.truncate(number);
        repeated
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::diversity::hash::hash;

    #[test]
    fn the_most_common_come_first_with_their_first_conversation() {
        let ids: Vec<ConversationId> = (0..3).map(|_| ConversationId::new()).collect();
        let mut frequent = Frequent::default();
        for (text, id) in [("a", 0), ("b", 0), ("b", 1), ("b", 1), ("a", 2), ("c", 2), ("b", 2)] {
            frequent.add(hash([text]), ids[id], || text.to_owned());
        }
        assert_eq!(frequent.missed(), 0);
        let most = frequent.most(5);
        let told: Vec<_> = most.iter().map(|it| (it.text.as_str(), it.conversations, it.times)).collect();
        assert_eq!(told, [("b", 3, 4), ("a", 2, 2)]);
        assert!(most.iter().all(|it| it.example == ids[0]));
    }

    #[test]
    fn memory_is_bounded_and_a_frequent_value_is_found_among_many_rare_ones() {
        let mut frequent = Frequent::default();
        let conversations = 20_000;
        for number in 0..conversations {
            let id = ConversationId::new();
            for place in 0..20 {
                let text = format!("{number} {place}");
                frequent.add(hash([text.as_str()]), id, || text.clone());
            }
            if number % 20 == 0 {
                frequent.add(hash(["often"]), id, || "often".to_owned());
            }
            assert!(frequent.entries.len() <= 2 * KEPT);
        }
        let missed = frequent.missed();
        let most = frequent.most(1);
        assert_eq!(most[0].text, "often");
        assert!(most[0].conversations <= 1000 && most[0].conversations + missed >= 1000, "{most:?} {missed}");
        assert!(missed <= conversations * 20 / KEPT as u64 + 1, "{missed}");
    }
}
