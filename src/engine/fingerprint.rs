//! What identifies an item across runs.

use sha2::{Digest, Sha256};

use crate::domain::batch::ItemRequest;
use crate::domain::limits::Style;
use crate::domain::template::Template;
use crate::templates::{PromptError, prompt};

use crate::engine::terms::AskSettings;

/// 32 hexadecimal digits of a SHA-256 over template version, variables, draws, model, settings and the place among equal
/// items. Nothing of the run is in it: an item whose fingerprint changes is made and paid for again.
pub(crate) fn fingerprint(
    ask: &AskSettings,
    template: &Template,
    request: &ItemRequest,
) -> Result<String, PromptError> {
    let variables = prompt::variables(&template.text, request)?;
    let whole = (
        (template.id, template.version),
        variables,
        (ask.provider, &ask.model),
        (ask.temperature, ask.max_tokens, ask.turns),
        request.ordinal,
    );
    let mut bytes = serde_json::to_vec(&whole).expect("plain data has a JSON form");
    // Only where they are not the default, so that items stored before these settings existed keep their fingerprint.
    if ask.style != Style::Full || ask.assistant_identity.is_some() {
        let more = serde_json::to_vec(&(ask.style, &ask.assistant_identity)).expect("plain data has a JSON form");
        bytes.extend(more);
    }
    // The ids are not in it: a document that was removed and added again is the same source.
    if let Some(source) = &request.source {
        let more = serde_json::to_vec(&(&source.title, &source.headings, &source.text));
        bytes.extend(more.expect("plain data has a JSON form"));
    }
    Ok(Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}
