//! A native row whose turns hold control tokens: defused as everywhere, with the places of the new spaces, so that
//! `import` reads back the same text.

use serde_json::{Value, json};

use crate::export::control_tokens::ControlTokens;
use crate::store::FullConversation;

/// The row as a document; `None` where no turn holds a token, and the row is the conversation as it is.
pub(super) fn defused(full: &FullConversation) -> Option<Value> {
    let tokens = ControlTokens::default();
    let mut document: Option<Value> = None;
    for (place, turn) in full.turns.iter().enumerate() {
        let Some((text, spaces)) = tokens.with_spaces(&turn.content).filter(|(_, spaces)| !spaces.is_empty()) else {
            continue;
        };
        let document = document.get_or_insert_with(|| json!(full));
        document["turns"][place]["content"] = json!(text);
        document["turns"][place]["defused"] = json!(spaces);
    }
    let findings = document.as_mut().and_then(|it| it["quality_metrics"]["findings"].as_array_mut());
    // What a check quotes; an import finds it again.
    for note in findings.into_iter().flatten() {
        let safe = note["excerpt"].as_str().and_then(|text| tokens.defused(text)).map(|text| json!(text));
        note["excerpt"] = safe.unwrap_or_else(|| json!(""));
    }
    document
}
