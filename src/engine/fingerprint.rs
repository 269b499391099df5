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
    // For the same reason, only where the item has them. The name and the criteria shape no answer.
    if request.tier.is_some() || request.situation.is_some() {
        let told = request.situation.as_ref().map(|situation| (situation.id, &situation.told));
        bytes.extend(serde_json::to_vec(&(request.tier, told)).expect("plain data has a JSON form"));
    }
    Ok(Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use super::*;
    use crate::domain::conversation::{ProviderName, Subject, Tier};
    use crate::domain::ids::TemplateId;
    use crate::domain::situation::Situation;
    use crate::templates::builtin;

    fn template() -> Template {
        let mut text = builtin().remove(0);
        text.variables = Vec::new();
        Template {
            id: TemplateId(uuid::Uuid::from_u128(7)),
            version: 3,
            text,
            source: None,
            is_active: true,
            usage_count: 0,
            rating: None,
            rating_count: 0,
            success_rate: None,
            created_by: "ann".into(),
            created_at: Utc::now(),
            updated_at: Utc::now(),
        }
    }

    fn request() -> ItemRequest {
        ItemRequest {
            template: "T".into(),
            subject: Subject { persona: "A".into(), emotion: "fear".into(), topic: String::new() },
            variables: Default::default(),
            tier: None,
            situation: None,
            ordinal: 2,
            drawn: [("channel".to_owned(), "phone".to_owned())].into(),
            source: None,
        }
    }

    fn of(request: &ItemRequest) -> String {
        let ask = AskSettings {
            provider: ProviderName::Simulator,
            model: "m".into(),
            temperature: Some(0.7),
            max_tokens: None,
            turns: 10,
            style: Style::Full,
            assistant_identity: None,
            today: chrono::NaiveDate::from_ymd_opt(2026, 11, 26),
        };
        fingerprint(&ask, &template(), request).expect("a fingerprint")
    }

    #[test]
    fn an_item_of_a_template_keeps_the_fingerprint_it_always_had() {
        let bytes = r#"[["00000000-0000-0000-0000-000000000007",3],{"emotion":"fear","persona":"A","topic":"","vary.channel":"phone"},["simulator","m"],[0.7,null,10],2]"#;
        let digest: String = Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(of(&request()), digest);
    }

    #[test]
    fn what_the_model_reads_of_a_situation_counts_and_its_name_does_not() {
        let with = |situation| ItemRequest { situation: Some(Box::new(situation)), ..request() };
        let sentence = Situation::sentence("The user shouts.");
        let renamed = Situation { name: "Shouting".into(), criteria: vec!["calm".into()], ..sentence.clone() };
        assert_eq!(of(&with(sentence.clone())), of(&with(renamed)));
        let others = [request(), with(Situation::sentence("The user whispers.")), {
            ItemRequest { tier: Some(Tier::Scenario), ..request() }
        }];
        assert!(others.iter().all(|other| of(other) != of(&with(sentence.clone()))));
    }
}
