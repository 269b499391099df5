//! The bodies of answers and errors, as both protocols spell them.

use super::marks;
use super::script::{Answer, Protocol};

pub(super) const MODELS: &str = r#"{"object":"list","data":[{"id":"stand-in","object":"model"}]}"#;

pub(super) fn error_body(answer: &Answer, protocol: Protocol) -> (u16, String) {
    let (status, kind, message) = match answer {
        Answer::Error(status, kind, message) => (*status, *kind, *message),
        _ => (429, "rate_limit_error", "too many requests"),
    };
    let error = serde_json::json!({"type": kind, "message": message});
    let body = match protocol {
        Protocol::Anthropic => serde_json::json!({"type": "error", "error": error, "request_id": "req_x"}),
        _ => serde_json::json!({"error": {"type": kind, "message": message, "param": null, "code": null}}),
    };
    (status, body.to_string())
}

/// What a user says: each `#` stands for a word of [`WORDS`], close enough that no three words in a row are alike in two
/// answers. There are as many as a side needs, so that nobody says anything twice.
const ASKED: [&str; 10] = [
    "I have turned the # over since the #, and would like to see the # before the # decides.",
    "The # pays us for the #, yet moving the # feels like leaving the # behind.",
    "My # sees the # in another way, and the # was argued over at the #.",
    "I never saw the # that way, and the # takes a # off my #.",
    "How would our # notice the # early, once a # no longer fits the #?",
    "My # kept a # by the #, so the # was never mine to lose.",
    "Since the # ended, each # costs me a # and half a #.",
    "Our # wrote about the #, but neither # nor # was in it.",
    "Then the # can stay, I think, while my # finds a # near the #?",
    "I told my # of the #, and a # later the # was gone.",
];

/// What an assistant says.
const ANSWERED: [&str; 10] = [
    "Let us begin with the # you have, then the #, and look at the # last.",
    "A # for half the # lets every # be calm about the #.",
    "That # is common, and the # can be tested against the # of a bad #.",
    "If the # has to wait for a #, it should be the # that the # undoes.",
    "Which # would you change first if the # and the # were on your #?",
    "Put the # on the day of the #, and the # never asks for a #.",
    "You can look at the # each #, and leave the # to the #.",
    "Your # needs no # until the #, so keep the # where it is.",
    "Write the # beside each #, and show your # the # on Sunday.",
    "When a # outlasts its #, you may sell the # or mend the #.",
];

const WORDS: &[&str] = &[
    "mortgage",
    "pension",
    "salary",
    "letter",
    "garden",
    "winter",
    "brother",
    "sister",
    "account",
    "budget",
    "transfer",
    "kitchen",
    "morning",
    "bridge",
    "number",
    "quarter",
    "window",
    "ledger",
    "holiday",
    "repair",
    "tenant",
    "lawyer",
    "doctor",
    "meeting",
    "weekend",
    "option",
    "buffer",
    "cushion",
    "payment",
    "surprise",
    "question",
    "neighbour",
    "shop",
    "engine",
    "journey",
    "harvest",
    "signature",
    "folder",
    "calendar",
    "promise",
    "envelope",
    "market",
    "village",
    "teacher",
    "daughter",
    "insurance",
    "contract",
    "station",
    "recipe",
    "autumn",
];

/// What the plans of the tests ask about, so that no answer is off its subject.
const SUBJECTS: &str = "It is about index funds, my pension, a 401(k) rollover and the risk of a bad sequence.";

/// What an answer follows from: the prompt, and the place of the request, so that no two are alike.
#[derive(Debug, Clone)]
pub(super) struct Seed {
    pub(super) prompt: u64,
    pub(super) place: u64,
    /// The turns to mark, where marks are asked for.
    pub(super) to_mark: Option<Vec<String>>,
}

/// What was asked for: marks or a conversation.
fn good(answer: &Answer, seed: &Seed) -> String {
    match (&seed.to_mark, answer) {
        (Some(turns), Answer::Marks(values)) => marks::marks(turns, *values),
        (Some(turns), Answer::FaultyMarks(fault)) => marks::faulty(turns, *fault),
        (Some(turns), _) => marks::fair(turns),
        (None, _) => conversation(seed.prompt, seed.place),
    }
}

/// Ten alternating turns of 150 to 350 characters whose words follow from the seed. The title names the prompt.
fn conversation(prompt: u64, place: u64) -> String {
    let mut text = format!("{{\"title\":\"Talk {prompt:016x}\",\"turns\":[");
    let seed = prompt ^ (place + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut dice = seed | 1;
    let mut draw = |sides: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) as usize % sides
    };
    let (mut asked, mut answered) = (ASKED.to_vec(), ANSWERED.to_vec());
    for turn in 0..10 {
        let (role, sentences) = if turn % 2 == 0 { ("user", &mut asked) } else { ("assistant", &mut answered) };
        text.push_str(if turn == 0 { "" } else { "," });
        text.push_str(&format!("{{\"role\":\"{role}\",\"content\":\"Point {} of {:04x}.", turn + 1, seed >> 48));
        if turn == 0 {
            text.push(' ');
            text.push_str(SUBJECTS);
        }
        for _ in 0..2 {
            text.push(' ');
            for letter in sentences.swap_remove(draw(sentences.len())).chars() {
                match letter {
                    '#' => text.push_str(WORDS[draw(WORDS.len())]),
                    letter => text.push(letter),
                }
            }
        }
        text.push_str("\"}");
    }
    text.push_str("]}");
    text
}

fn half(text: &str) -> String {
    text[..text.len() / 2].to_owned()
}

/// The body of an answer, and the input and output tokens its usage tells.
pub(super) fn answer_body(answer: &Answer, protocol: Protocol, seed: &Seed) -> (String, (u64, u64)) {
    let good = || good(answer, seed);
    let is_anthropic = protocol == Protocol::Anthropic;
    let (complete, cut) = if is_anthropic { ("end_turn", "max_tokens") } else { ("stop", "length") };
    let (text, stop) = match answer {
        Answer::Text(text) => (text.clone(), complete),
        Answer::Stopped(text, stop) => (text.clone(), *stop),
        Answer::Prose => (format!("Here is {{the}} conversation:\n\n{}\n\nI hope that helps!", good()), complete),
        Answer::Fence => (format!("```json\n{}\n```", good()), complete),
        Answer::CutJson => (half(&good()), complete),
        Answer::MaxTokens => (half(&good()), cut),
        Answer::BadRoles => (good().replace("\"role\":\"user\"", "\"role\":\"customer\""), complete),
        Answer::Empty => (String::new(), complete),
        Answer::Refusal => (String::new(), if is_anthropic { "refusal" } else { "stop" }),
        _ => (good(), complete),
    };
    let quoted = serde_json::Value::String(text).to_string();
    let (read, wrote) = (600, quoted.len() as u64 / 4);
    let usage = match (answer, is_anthropic) {
        (Answer::NoUsage, _) => String::new(),
        (Answer::Usage(told), _) => format!(r#","usage":{told}"#),
        (_, true) => format!(
            r#","usage":{{"input_tokens":{read},"output_tokens":{wrote},"cache_creation_input_tokens":null,"cache_read_input_tokens":0}}"#
        ),
        (_, false) => format!(
            r#","usage":{{"prompt_tokens":{read},"completion_tokens":{wrote},"total_tokens":{}}}"#,
            read + wrote
        ),
    };
    let body = if is_anthropic {
        let details = if *answer == Answer::Refusal {
            r#","stop_details":{"type":"refusal","category":"general_harms","explanation":"not this one"}"#
        } else {
            ""
        };
        format!(
            r#"{{"id":"msg_1","type":"message","role":"assistant","model":"stand-in","content":[{{"type":"thinking","thinking":"hm","signature":"x"}},{{"type":"text","text":{quoted}}}],"stop_reason":"{stop}","stop_sequence":null{details}{usage}}}"#
        )
    } else {
        let message = if *answer == Answer::Refusal {
            r#"{"role":"assistant","content":null,"refusal":"not this one"}"#.to_owned()
        } else {
            format!(r#"{{"role":"assistant","content":{quoted},"reasoning_content":"hm"}}"#)
        };
        format!(
            r#"{{"id":"c1","object":"chat.completion","created":1,"model":"stand-in","choices":[{{"index":0,"message":{message},"finish_reason":"{stop}"}}]{usage}}}"#
        )
    };
    (body, (read, wrote))
}
