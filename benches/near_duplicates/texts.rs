//! Texts with as much in common as one plan's conversations have, and pairs of texts that are nearly the same.

use chrono::Utc;
use dialoom::domain::conversation::NewConversation;

use crate::sample;

/// Numbers that look drawn, and are the same in each run.
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Draw {
        Draw(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d)
    }

    /// The next one, below `end` (SplitMix64).
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut next = self.0;
        next = (next ^ (next >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        next = (next ^ (next >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((u128::from(next ^ (next >> 31)) * u128::from(end)) >> 64) as u64
    }

    /// A word of a vocabulary, the first ones far more often than the last.
    fn word(&mut self, vocabulary: u64, salt: u64) -> String {
        let place = self.below(vocabulary).min(self.below(vocabulary)).min(self.below(vocabulary));
        format!("w{salt}x{place}")
    }
}

/// Sentences with which the turns of a plan's conversations begin.
const STOCK: u64 = 10;

/// The `n`th conversation: ten turns of 40 words. A tenth of all conversations begin with the same twelve words, and so
/// do their later turns.
pub fn conversation(n: u64) -> NewConversation {
    let mut draw = Draw::new(n);
    let turns: Vec<String> = (0..10)
        .map(|_| {
            let stock = draw.below(STOCK);
            let begin = (0..12).map(|place| format!("stock{stock}of{place}"));
            let words: Vec<String> = begin.chain((0..28).map(|_| draw.word(8000, 0))).collect();
            words.join(" ")
        })
        .collect();
    of_turns(&format!("Talk {n}"), &turns)
}

pub fn of_turns(title: &str, turns: &[String]) -> NewConversation {
    NewConversation {
        turns: sample::turns(turns.len(), |number| turns[number - 1].clone()),
        created_at: Utc::now(),
        ..sample::conversation(title, 8.0, 0)
    }
}

/// Two texts, the second one edited: words replaced, turns dropped, or sentences in another order.
pub fn pair(n: u64) -> (Vec<String>, Vec<String>) {
    let mut draw = Draw::new(n + (1 << 40));
    // Small vocabularies repeat their word triples, large ones never do. No two pairs share a word.
    let vocabulary = [60, 300, 2000, 20_000][draw.below(4) as usize];
    let turns: Vec<Vec<Vec<String>>> = (0..6 + draw.below(9))
        .map(|_| {
            let sentence = |draw: &mut Draw| (0..5 + draw.below(14)).map(|_| draw.word(vocabulary, n)).collect();
            (0..1 + draw.below(5)).map(|_| sentence(&mut draw)).collect()
        })
        .collect();
    let mut edited = turns.clone();
    match n % 3 {
        0 => {
            let of_1000 = draw.below(250);
            for word in edited.iter_mut().flatten().flatten() {
                if draw.below(1000) < of_1000 {
                    *word = draw.word(vocabulary, n);
                }
            }
        }
        1 => {
            for _ in 0..1 + draw.below(edited.len() as u64 * 2 / 3) {
                edited.remove(draw.below(edited.len() as u64) as usize);
            }
        }
        _ => {
            for sentences in &mut edited {
                let count = sentences.len() as u64;
                if draw.below(2) == 0 {
                    sentences.swap(draw.below(count) as usize, draw.below(count) as usize);
                }
            }
        }
    }
    (written(&turns), written(&edited))
}

fn written(turns: &[Vec<Vec<String>>]) -> Vec<String> {
    let sentence = |words: &Vec<String>| format!("{}.", words.join(" "));
    turns.iter().map(|sentences| sentences.iter().map(sentence).collect::<Vec<_>>().join(" ")).collect()
}
