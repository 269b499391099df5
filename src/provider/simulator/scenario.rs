//! The simulator as a writer of scenarios: plain ones that differ, at once and at no cost.

use serde_json::json;

use crate::provider::ChatRequest;

const PEOPLE: [&str; 8] = [
    "a baker of 36",
    "a nurse on nights",
    "a retired welder",
    "a student of law",
    "a driver of a school bus",
    "a widow of 61",
    "a young father",
    "a florist with two shops",
];
const EVENTS: [&str; 8] = [
    "a letter from the landlord",
    "an inheritance from an aunt",
    "a repair that cannot wait",
    "the offer of a new job",
    "a sister who needs a loan",
    "the last instalment of a debt",
    "twins on the way",
    "a move to another town",
];
const FEELINGS: [&str; 8] = ["worried", "hopeful", "ashamed", "impatient", "calm", "doubtful", "relieved", "torn"];

/// A variation as JSON. It follows from the prompt alone.
pub(super) fn answer(request: &ChatRequest) -> String {
    let of = |texts: [&'static str; 8], by: u64| texts[(request.seed / by % 8) as usize];
    let (person, event, feeling) = (of(PEOPLE, 1), of(EVENTS, 8), of(FEELINGS, 64));
    let days = 2 + request.seed / 512 % 27;
    json!({
        "name": format!("{} and {}", titled(person), event),
        "description": format!("What {event} changes for {person}."),
        "context": format!("For {days} days {person} has thought of little but {event}. A decision is due this week."),
        "persona": person,
        "emotion": feeling,
        "topic": request.subject.topic,
        "emotional_arc": [feeling, "thoughtful", "settled"],
        "emotional_context": format!("The cause is {event}."),
    })
    .to_string()
}

/// "A Baker": the person without article and age.
fn titled(person: &str) -> String {
    let word = person.split(' ').nth(1).unwrap_or(person);
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
