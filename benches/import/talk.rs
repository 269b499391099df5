//! Conversations as people have them, as many as wanted, each with a text of its own.

use serde_json::{Value, json};

const WHO: [&str; 30] = [
    "my sister",
    "my landlord",
    "our neighbour",
    "the doctor",
    "my manager",
    "a friend from school",
    "my father",
    "the bank clerk",
    "our daughter",
    "my old coach",
    "the plumber",
    "my flatmate",
    "the team lead",
    "my grandmother",
    "a colleague",
    "the teacher",
    "my partner",
    "the new tenant",
    "my cousin",
    "the mechanic",
    "an old client",
    "the nurse",
    "my uncle",
    "the landlady",
    "our son",
    "the accountant",
    "my brother",
    "the gardener",
    "the caretaker",
    "my boss",
];
const DID: [&str; 20] = [
    "told me about",
    "complained about",
    "asked again about",
    "forgot",
    "keeps bringing up",
    "would not stop talking about",
    "made a joke about",
    "sent me a long letter about",
    "called me early in the morning about",
    "promised to sort out",
    "refused to pay for",
    "helped me with",
    "warned me about",
    "was very kind about",
    "wrote down everything on",
    "had second thoughts about",
    "never mentioned",
    "wants to argue about",
    "laughed at",
    "apologised for",
];
const WHAT: [&str; 32] = [
    "the leaking tap",
    "the savings account",
    "the rent increase",
    "the garden fence",
    "the math exam",
    "the broken heater",
    "the trip to Lisbon",
    "the job in Leeds",
    "the wedding list",
    "the old car",
    "the second mortgage",
    "the piano lessons",
    "the tax letter",
    "the noisy dog",
    "the hospital bill",
    "the train tickets",
    "the allotment",
    "the pension plan",
    "the school play",
    "the recipe for plum cake",
    "the running shoes",
    "the kitchen floor",
    "the visa form",
    "the birthday dinner",
    "the insurance claim",
    "the missing parcel",
    "the swimming course",
    "the loan from the bank",
    "the cracked phone",
    "the holiday rota",
    "the bathroom tiles",
    "the choir practice",
];
const WHEN: [&str; 16] = [
    "last night",
    "on Tuesday",
    "two weeks ago",
    "during lunch",
    "before the holidays",
    "after the meeting",
    "this morning",
    "in the middle of March",
    "while we were packing",
    "at the end of the month",
    "on the way home",
    "just before dinner",
    "over the weekend",
    "when the rain began",
    "yesterday at the market",
    "in the spring",
];
const FELT: [&str; 12] = [
    "I felt angry",
    "I was relieved",
    "I could not sleep",
    "it made me laugh",
    "I am still worried",
    "I do not know what to say",
    "I was rather proud",
    "it left me tired",
    "I wanted to cry",
    "I feel a bit lost",
    "I was surprised",
    "it gave me hope",
];
const ADVICE: [&str; 16] = [
    "start with a short list",
    "write down the numbers",
    "ask for the terms in writing",
    "wait a day before you answer",
    "call the office before noon",
    "put a little money aside each week",
    "say plainly what you need",
    "take a photo of every page",
    "talk to somebody who has done it",
    "measure the space twice",
    "keep the receipts together",
    "set a date for the next step",
    "break it into three small parts",
    "check the small print",
    "agree on a limit",
    "leave the rest for Sunday",
];
const REASON: [&str; 10] = [
    "it keeps the cost low",
    "nobody has to guess",
    "you will see the pattern",
    "it is easier to change later",
    "you can compare offers",
    "it calms things down",
    "mistakes show up early",
    "you stay in charge of the pace",
    "the other side must answer",
    "you sleep better",
];

/// Draws numbers that look random and are the same in every run (splitmix64).
pub struct Draw(u64);

impl Draw {
    pub fn of(seed: u64) -> Draw {
        Draw(seed.wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % limit as u64) as usize
    }

    fn one(&mut self, of: &[&'static str]) -> &'static str {
        of[self.below(of.len())]
    }

    pub fn letter(&mut self) -> char {
        char::from(b'a' + self.below(26) as u8)
    }

    /// A sentence of the user's.
    fn told(&mut self) -> String {
        let kind = self.below(5);
        let (who, did, what, when, felt) =
            (self.one(&WHO), self.one(&DID), self.one(&WHAT), self.one(&WHEN), self.one(&FELT));
        let (other, number) = (self.one(&WHAT), 2 + self.below(995));
        match kind {
            0 => format!("And {who} {did} {what} {when}, and {felt}."),
            1 => format!("Is it wise to spend {number} euros on {what} when {who} {did} {other}?"),
            2 => format!("It was {when} that {who} {did} {what} for {number} euros."),
            3 => format!("What would you do about {what} if {who} {did} {other} {when}?"),
            _ => format!("I have {number} days left to settle {what}, and {felt} because {who} {did} {other}."),
        }
    }

    /// A sentence of the assistant's.
    fn advised(&mut self) -> String {
        let kind = self.below(5);
        let (who, did, what, when) = (self.one(&WHO), self.one(&DID), self.one(&WHAT), self.one(&WHEN));
        let (advice, next, reason, number) =
            (self.one(&ADVICE), self.one(&ADVICE), self.one(&REASON), 2 + self.below(995));
        match kind {
            0 => format!("With {what}, {advice} first, because {reason}."),
            1 => format!("If {who} {did} {what}, {advice} and then {next}."),
            2 => format!("About {number} euros for {what} sounds fair, but {advice}: {reason}."),
            3 => format!("You could {advice} {when}, so that {reason} and {who} has time to think about {what}."),
            _ => format!("Many people find {what} hard; {advice}, since {reason}."),
        }
    }

    /// A turn of at least so many bytes.
    pub fn turn(&mut self, is_user: bool, least: usize) -> Value {
        let mut text = String::with_capacity(least + 200);
        while text.len() < least || text.is_empty() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&if is_user { self.told() } else { self.advised() });
        }
        json!({"role": if is_user { "user" } else { "assistant" }, "content": text})
    }
}

/// A line of four to eight turns, of 60 to 250 characters each.
pub fn line(number: u64) -> String {
    let mut draw = Draw::of(number);
    let turns = 4 + 2 * draw.below(3);
    let turns: Vec<Value> = (0..turns)
        .map(|place| {
            let least = 60 + draw.below(90);
            draw.turn(place % 2 == 0, least)
        })
        .collect();
    json!({ "messages": turns }).to_string() + "\n"
}
