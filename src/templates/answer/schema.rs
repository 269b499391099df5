//! The JSON schema of an answer, for servers that enforce one.

use serde_json::{Value, json};

use crate::domain::conversation::Role;

/// The schema in the subset every server takes: closed objects, all fields required, no numeric or length keywords.
/// Always the same bytes, so that servers can cache the compiled schema.
pub fn schema() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["title", "turns"],
        "properties": {
            "title": { "type": "string" },
            "turns": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["role", "content"],
                    "properties": {
                        "role": { "type": "string", "enum": Role::WORDS },
                        "content": { "type": "string" }
                    }
                }
            }
        }
    })
}

/// The most characters of a turn: twice the longest average that scores more than 1 point, so that no good answer is
/// cut.
const LONGEST_TURN: u32 = 1200;
const LONGEST_TITLE: u32 = 120;

/// The schema with a fixed number of turns (an odd one is raised by one, as in the prompt) and a limit for each text.
///
/// For servers that compile the schema into a grammar (llama.cpp, Ollama, LM Studio, vLLM). OpenAI's strict mode and
/// the Messages API refuse these keywords.
pub fn bounded_schema(turns: u32) -> Value {
    let turns = turns.saturating_add(turns % 2);
    let mut schema = schema();
    let fields = &mut schema["properties"];
    fields["title"]["maxLength"] = json!(LONGEST_TITLE);
    fields["turns"]["minItems"] = json!(turns);
    fields["turns"]["maxItems"] = json!(turns);
    fields["turns"]["items"]["properties"]["content"]["maxLength"] = json!(LONGEST_TURN);
    schema
}

/// The bounds of a turn from a small model: below, it says nothing; above, it repeats itself.
const SMALL_MODELS_TURN: (u32, u32) = (40, 400);

/// The most characters of a turn in each of the schemas: a turn that is as long was cut there.
pub(crate) const TURN_LIMITS: [u32; 2] = [SMALL_MODELS_TURN.1, LONGEST_TURN];

/// The bounded schema with the role of each turn fixed: a small model does not keep the order by itself.
pub fn alternating_schema(turns: u32) -> Value {
    let mut schema = bounded_schema(turns);
    let list = &mut schema["properties"]["turns"];
    let mut turn = list["items"].take();
    let (least, most) = SMALL_MODELS_TURN;
    turn["properties"]["content"]["minLength"] = json!(least);
    turn["properties"]["content"]["maxLength"] = json!(most);
    let of = |role: &str| {
        let mut turn = turn.clone();
        turn["properties"]["role"] = json!({ "const": role });
        turn
    };
    let count = list["minItems"].as_u64().unwrap_or_default();
    let roles = [Role::User, Role::Assistant];
    *list = json!({
        "type": "array",
        "minItems": count,
        "maxItems": count,
        "prefixItems": (0..count).map(|at| of(roles[(at % 2) as usize].as_str())).collect::<Vec<_>>()
    });
    schema
}
