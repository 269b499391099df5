//! Answers offline from a seeded grammar, at once and at no cost: for trying commands and for benchmarks.

mod marks;
mod scenario;

use std::collections::HashSet;

use async_trait::async_trait;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::json;

use crate::domain::conversation::{ProviderName, Subject};
use crate::domain::usage::{Usage, estimate_tokens};
use crate::provider::error::CallError;
use crate::provider::{ChatRequest, LimitHeaders, Provider, Reply, Stop, Wants};
use crate::quality::ages_of;

pub(crate) const MODEL: &str = "simulator";

#[derive(Debug)]
pub(crate) struct Simulator {
    keys: [String; 1],
}

impl Simulator {
    pub(crate) fn new() -> Simulator {
        Simulator { keys: ["none".to_owned()] }
    }
}

/// How good a simulated conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quality {
    /// As asked: scores 10 when 8 to 16 turns were asked for.
    Good,
    /// Five short turns that end on the user: scores 6.
    Short,
    /// Four short turns whose roles do not alternate: scores 3.
    Broken,
}

/// One seed in twelve gives a weak conversation, so that a review has something to find.
pub(crate) fn quality(seed: u64) -> Quality {
    match ChaCha8Rng::seed_from_u64(seed).next_u64() % 24 {
        0 => Quality::Short,
        1 => Quality::Broken,
        _ => Quality::Good,
    }
}

const OPENINGS: &[&str] = &[
    "Hi, I've been putting this off for months, and I'd really like to talk about {topic}.",
    "I finally sat down with our statements last night, and {topic} is what kept me awake.",
    "A friend told me you explain things without jargon, so here I am with a question about {topic}.",
    "To be honest I feel {emotion} every time somebody brings up {topic}.",
    "My situation changed this spring, and now {topic} can't wait any longer.",
    "I've read so many articles on {topic} that I understand less than before.",
    "We had a long talk at home this weekend, and it all came back to {topic}.",
    "I wrote down three questions before this call, and all of them are about {topic}.",
];
const USER_POINTS: &[&str] = &[
    "Right now about ${k},000 sits in a savings account that pays almost nothing.",
    "I'm {age}, and I keep thinking that I should have started ten years earlier.",
    "My take-home pay is close to ${m}00 a month, and roughly a third of it goes to the mortgage.",
    "I tried a spreadsheet once, but after two evenings I could not tell what mattered.",
    "What scares me is that one bad year in the market could undo everything we saved.",
    "My parents never talked about money, so I have no idea what a normal plan looks like.",
    "I could set aside ${s} a month, but only if I know exactly what it is for.",
    "There is also a workplace plan with a {p} percent match that I have never fully used.",
    "My partner would rather pay off debt first, and I can see why.",
    "We still owe ${k},500 on the car, and the rate on it is {p} percent.",
    "I'd like to stop working at {later}, though I don't know whether that is a dream.",
    "Last month I moved money twice because of headlines, and I regretted it both times.",
    "Our emergency fund would last maybe {n} months if one of us lost a job.",
    "I inherited a small portfolio, and I don't even know what half of it holds.",
];
const USER_ASKS: &[&str] = &[
    "What would you look at first if you were in my place?",
    "Does that make sense, or am I missing something obvious?",
    "How would I know that it is working after the first year?",
    "Could you walk me through what that means month by month?",
    "Is there a mistake people in my position usually make here?",
    "How much of this can I undo later if life turns out differently?",
    "What happens to that plan if prices keep rising the way they did?",
    "Would it be reckless to wait until the end of the year with this?",
    "Which of these steps matters most if I only manage one?",
    "Can you put that into numbers that I can show at home tonight?",
];
const ASSISTANT_OPENINGS: &[&str] = &[
    "Thank you for being so open about that; many people feel {emotion} at this point, and it is a good place to start.",
    "That is a sensible question, and the fact that you ask it now already puts you ahead.",
    "I can hear how much this matters to you, so let's take it one piece at a time.",
    "You are not behind; you simply have not had a plan that fits your life yet.",
    "Let me say back what I heard, so that we work on the same picture.",
    "It is completely understandable to see it that way after the year you describe.",
    "Good, that detail helps more than you might think.",
    "Let's slow down for a moment, because there are really two decisions hidden in there.",
    "I'm glad you mention it, since it changes the order in which I would do things.",
    "That worry is reasonable, and there is a calm way to answer it.",
];
const ADVICE: &[&str] = &[
    "For {topic} I would begin with a cushion of {n} months of expenses before anything else.",
    "Take the full {p} percent match first, because nothing else you can buy returns as much on the first day.",
    "If you move ${s} a month automatically on payday, you would have about ${k},000 set aside within a few years.",
    "Split the goal into what you need by {later} and what would merely be nice, and fund them separately.",
    "A simple mix of broad index funds, rebalanced once a year, does most of the work here.",
    "Paying down the balance at {p} percent is a return without risk, so it deserves a share of every raise.",
    "Write the rule down while you are calm, so that a bad headline cannot make the decision for you.",
    "We can test the plan against a market that falls by a third in the first year and see what you would change.",
    "Keep money that you need within {n} years out of stocks, and let the rest have time.",
    "Put one evening in the calendar each quarter, look at three numbers, and leave everything else alone.",
    "Ask what each account is for; an account without a purpose is the first one to be raided.",
    "At {age} you still have more working years than you think, and steady saving counts for more than clever timing.",
    "Start with one account and one transfer this week, and add the next step only when the first one feels dull.",
    "Before you sign anything, compare the yearly costs, since one percent a year is a large share of the growth.",
];
const ASSISTANT_CLOSINGS: &[&str] = &[
    "How does that sit with you?",
    "Which part of that feels hardest to begin?",
    "Would it help to put your own figures beside it?",
    "You can change course at any review, so nothing here is a one-way door.",
    "That way you know what the next step is, and why it comes first.",
    "Small and regular beats large and heroic nearly every time.",
    "If that feels right, we can turn it into a short list for this month.",
    "The aim is that you sleep well and still get where you want to go.",
    "We can look at it again in {n} months and adjust what did not fit.",
    "What matters is that the plan survives an ordinary, busy week.",
];

/// The same for the first answer: it takes up what the user came for.
const FIRST_CLOSINGS: [&str; 10] = [
    "How does that sit with you, where {topic} is concerned?",
    "Which part of {topic} feels hardest to begin?",
    "Would it help to put your own figures for {topic} beside it?",
    "With {topic} you can change course at any review, so nothing here is a one-way door.",
    "That way you know what the next step in {topic} is, and why it comes first.",
    "In {topic}, small and regular beats large and heroic nearly every time.",
    "If that feels right, we can turn {topic} into a short list for this month.",
    "The aim is that you sleep well about {topic} and still get where you want to go.",
    "We can look at {topic} again in {n} months and adjust what did not fit.",
    "What matters with {topic} is that the plan survives an ordinary, busy week.",
];

/// A closing as the first answer says it.
fn of_first_answer(closing: &'static str) -> &'static str {
    let place = ASSISTANT_CLOSINGS.iter().position(|entry| *entry == closing);
    place.and_then(|place| FIRST_CLOSINGS.get(place).copied()).unwrap_or(closing)
}

/// Draws each entry once before it repeats any.
struct Pool {
    entries: Vec<&'static str>,
    left: Vec<usize>,
}

impl Pool {
    fn new(entries: &[&'static str]) -> Pool {
        Pool { entries: entries.to_vec(), left: Vec::new() }
    }

    /// Only what claims no number, where the conversation rests on a source that may lack it.
    fn of_assistant(entries: &[&'static str], rests_on_source: bool) -> Pool {
        let claims = |entry: &str| {
            ["{k}", "{m}", "{s}", "{p}", "{n}", "{age}", "{later}", "percent"]
                .iter()
                .any(|number| entry.contains(number))
        };
        Pool {
            entries: entries.iter().copied().filter(|entry| !rests_on_source || !claims(entry)).collect(),
            left: Vec::new(),
        }
    }

    fn draw(&mut self, dice: &mut Dice) -> &'static str {
        if self.left.is_empty() {
            self.left = (0..self.entries.len()).collect();
        }
        let chosen = dice.below(self.left.len() as u64) as usize;
        self.entries[self.left.swap_remove(chosen)]
    }
}

struct Dice(ChaCha8Rng);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0.next_u64() % sides.max(1)
    }

    fn fill(&mut self, sentence: &str, subject: &Subject) -> String {
        let topic = if subject.topic.trim().is_empty() { "our finances" } else { subject.topic.trim() };
        let mut filled = String::with_capacity(sentence.len() + 24);
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else { break };
            match name {
                "topic" => filled.push_str(&short(topic)),
                "emotion" => filled.push_str(&short(&subject.emotion.to_lowercase())),
                "k" => filled.push_str(&(4 + self.below(55)).to_string()),
                "m" => filled.push_str(&(31 + self.below(50)).to_string()),
                "s" => filled.push_str(&(50 * (2 + self.below(18))).to_string()),
                "age" => {
                    let drawn = 28 + self.below(33);
                    let own = ages_of(&subject.persona).first().copied().map(u64::from);
                    filled.push_str(&own.unwrap_or(drawn).to_string());
                }
                "later" => filled.push_str(&(58 + self.below(10)).to_string()),
                _ => filled.push_str(&(3 + self.below(6)).to_string()),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// At most 60 characters, so that turns keep their length whatever the subject is called.
fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

fn turns(request: &ChatRequest) -> Vec<(&'static str, String)> {
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(request.seed));
    // Skip the number that `quality` used.
    let quality = quality(request.seed);
    dice.below(1);
    let subject = &request.subject;
    match quality {
        Quality::Short => {
            let topic = short(if subject.topic.is_empty() { "this" } else { &subject.topic });
            return vec![
                ("user", format!("A word on {topic}?")),
                ("assistant", "Sure. What is it?".to_owned()),
                ("user", format!("Is ${} enough?", 1_000 + dice.below(900_000))),
                ("assistant", "It depends on your goals.".to_owned()),
                ("user", "I see.".to_owned()),
            ];
        }
        Quality::Broken => {
            return vec![
                ("assistant", "Hello, what brings you here?".to_owned()),
                ("user", format!("I have ${} and no plan.", 1_000 + dice.below(900_000))),
                ("user", "Maybe later.".to_owned()),
                ("assistant", "All right, call again.".to_owned()),
            ];
        }
        Quality::Good => {}
    }
    let count = if request.turns > 0 { request.turns } else { 8 + 2 * dice.below(5) as u32 };
    let mut openings = Pool::new(OPENINGS);
    let mut points = Pool::new(USER_POINTS);
    let mut asks = Pool::new(USER_ASKS);
    let mut hellos = Pool::of_assistant(ASSISTANT_OPENINGS, request.rests_on_source);
    let mut advice = Pool::of_assistant(ADVICE, request.rests_on_source);
    let mut closings = Pool::of_assistant(ASSISTANT_CLOSINGS, request.rests_on_source);
    let mut said = HashSet::new();
    let mut turns = Vec::with_capacity(count as usize);
    for place in 0..count {
        let is_user = place % 2 == 0;
        let text = loop {
            let parts = match (is_user, place) {
                (true, 0) => [openings.draw(&mut dice), points.draw(&mut dice), asks.draw(&mut dice)],
                (true, _) => [points.draw(&mut dice), "", asks.draw(&mut dice)],
                (false, 1) => {
                    [hellos.draw(&mut dice), advice.draw(&mut dice), of_first_answer(closings.draw(&mut dice))]
                }
                (false, _) => [hellos.draw(&mut dice), advice.draw(&mut dice), closings.draw(&mut dice)],
            };
            let sentences: Vec<String> =
                parts.iter().filter(|part| !part.is_empty()).map(|part| dice.fill(part, subject)).collect();
            let text = sentences.join(" ");
            if said.insert(text.clone()) {
                break text;
            }
        };
        turns.push((if is_user { "user" } else { "assistant" }, text));
    }
    turns
}

fn conversation(request: &ChatRequest) -> String {
    let turns: Vec<_> =
        turns(request).into_iter().map(|(role, content)| json!({"role": role, "content": content})).collect();
    let subject = &request.subject;
    let about = if subject.topic.is_empty() { &subject.emotion } else { &subject.topic };
    json!({"title": format!("{} on {about}", subject.persona), "turns": turns}).to_string()
}

#[async_trait]
impl Provider for Simulator {
    fn name(&self) -> ProviderName {
        ProviderName::Simulator
    }

    fn keys(&self) -> &[String] {
        &self.keys
    }

    fn place(&self) -> String {
        "built in".to_owned()
    }

    async fn complete(&self, request: &ChatRequest, _key: usize) -> Result<Reply, CallError> {
        let text = match request.schema.wants() {
            Wants::Marks => marks::answer(&request.prompt),
            Wants::Scenario => scenario::answer(request),
            Wants::Conversation => conversation(request),
        };
        Ok(Reply {
            usage: Some(Usage {
                input_tokens: estimate_tokens(&request.system) + estimate_tokens(&request.prompt),
                output_tokens: estimate_tokens(&text),
                ..Usage::default()
            }),
            text,
            stop: Stop::Complete,
            model: MODEL.to_owned(),
            request_id: None,
            limits: LimitHeaders::default(),
        })
    }

    async fn check(&self) -> Result<String, CallError> {
        Ok("built in: nothing leaves this machine".to_owned())
    }

    async fn list_models(&self) -> Result<Vec<String>, CallError> {
        Ok(vec![MODEL.to_owned()])
    }

    async fn default_model(&self) -> Result<Option<String>, CallError> {
        Ok(Some(MODEL.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::time::Duration;

    use super::*;
    use crate::domain::conversation::Turn;
    use crate::domain::finding::Severity;
    use crate::provider::{Schema, SentBell};
    use crate::quality::{Context, assess};

    fn request(seed: u64, turns: u32) -> ChatRequest {
        let subject = Subject {
            persona: "Nurse".into(),
            emotion: "Anxious".into(),
            topic: "retirement in a high-cost city".into(),
        };
        ChatRequest {
            model: MODEL.into(),
            system: "s".repeat(40).into(),
            prompt: "p".into(),
            schema: Schema::new(&json!({}), &json!({})),
            max_tokens: 2048,
            temperature: None,
            timeout: Duration::from_secs(1),
            subject,
            turns,
            rests_on_source: false,
            seed,
            sent: SentBell::default(),
        }
    }

    /// A sound conversation of ten turns, one of many.
    pub(super) fn good_turns(number: u64) -> Vec<(&'static str, String)> {
        let seed = (number * 100..).find(|seed| quality(*seed) == Quality::Good).unwrap();
        turns(&request(seed, 10))
    }

    #[test]
    fn a_good_conversation_has_the_turns_asked_for_and_the_right_length() {
        let mut all = HashSet::new();
        for seed in 0..300 {
            let turns = turns(&request(seed, if seed % 2 == 0 { 0 } else { 10 }));
            assert!(all.insert(turns.clone()), "seed {seed} says what another one said");
            if quality(seed) != Quality::Good {
                continue;
            }
            assert!((8..=16).contains(&turns.len()) && (seed % 2 == 0 || turns.len() == 10), "{}", turns.len());
            let average = turns.iter().map(|(_, text)| text.chars().count()).sum::<usize>() / turns.len();
            assert!((110..=390).contains(&average), "seed {seed}: {average} characters a turn");
            for (place, (role, text)) in turns.iter().enumerate() {
                assert_eq!(*role, if place % 2 == 0 { "user" } else { "assistant" });
                assert!((60..=450).contains(&text.chars().count()), "{text}");
                assert!(!text.contains(['{', '}', '[']), "{text}");
            }
        }
    }

    #[test]
    fn a_good_conversation_has_no_serious_finding() {
        let emotions = ["Anxious", "fear of running out", "quiet hope", "overwhelm", "shame to relief"];
        let topics = ["retirement in a high-cost city", "when to claim Social Security", "index funds"];
        for (seed, turns) in (0..150).flat_map(|seed| [6, 8, 12].map(|turns| (seed, turns))) {
            if quality(seed) != Quality::Good {
                continue;
            }
            let mut asked = request(seed, turns);
            asked.subject.emotion = emotions[seed as usize % emotions.len()].into();
            asked.subject.topic = topics[seed as usize % topics.len()].into();
            let said = super::turns(&asked).into_iter();
            let said: Vec<Turn> = said.map(|(role, content)| Turn { role: role.parse().unwrap(), content }).collect();
            let context = Context { subject: Some(&asked.subject), turns_asked: turns, ..Context::default() };
            let findings = assess(&said, &context).metrics.findings;
            let serious: Vec<_> = findings.iter().filter(|note| note.severity == Severity::Serious).collect();
            assert!(serious.is_empty(), "seed {seed}, {turns} turns: {serious:?}");
        }
    }

    #[test]
    fn about_one_in_twelve_is_weak() {
        let weak = (0..2400).filter(|seed| quality(*seed) != Quality::Good).count();
        assert!((140..=260).contains(&weak), "{weak} of 2400");
    }

    #[test]
    fn the_same_seed_says_the_same_and_any_number_of_turns_can_be_had() {
        assert_eq!(turns(&request(7, 10)), turns(&request(7, 10)));
        let good = (0..).find(|seed| quality(*seed) == Quality::Good).unwrap();
        for count in [2, 9, 16, 100] {
            let turns = turns(&request(good, count));
            assert_eq!(turns.len(), count as usize);
            assert_eq!(turns.iter().collect::<HashSet<_>>().len(), turns.len());
        }
    }
}
