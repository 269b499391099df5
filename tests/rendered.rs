//! Every file of the example libraries makes a prompt, in every combination that it allows.

use std::collections::BTreeSet;

use dialoom::domain::batch::ItemRequest;
use dialoom::domain::conversation::{ProviderName, Subject};
use dialoom::domain::limits::{GenerationTable, Style};
use dialoom::domain::template::TemplateText;
use dialoom::engine::{AskSettings, SituationSource};
use dialoom::provider::Models;
use dialoom::store::Store;

use crate::support::world::World;

/// Each persona, emotion and topic that a template is made for; one for a list that allows any.
fn subjects(text: &TemplateText) -> Vec<Subject> {
    let values = |fits: &[String], any: &str| if fits.is_empty() { vec![any.to_owned()] } else { fits.to_vec() };
    let mut all = Vec::new();
    for persona in values(&text.applicable_personas, "some person") {
        for emotion in values(&text.applicable_emotions, "some feeling") {
            for topic in values(&text.applicable_topics, "some topic") {
                all.push(Subject { persona: persona.clone(), emotion: emotion.clone(), topic });
            }
        }
    }
    all
}

fn request(template: &str, subject: Subject) -> ItemRequest {
    ItemRequest {
        template: template.into(),
        subject,
        variables: Default::default(),
        tier: None,
        situation: None,
        ordinal: 0,
        drawn: Default::default(),
        source: None,
    }
}

/// How the model is asked, in both styles.
fn asks() -> [AskSettings; 2] {
    let info = Models::with_overrides(&Default::default()).info(ProviderName::Simulator, "simulator");
    [Style::Full, Style::Brief].map(|style| {
        let table = GenerationTable { style: Some(style), ..GenerationTable::default() };
        AskSettings::new(&table, ProviderName::Simulator, "simulator".into(), &info)
    })
}

async fn render_all(store: &Store) -> [usize; 3] {
    let asks = asks();
    let (mut prompts, mut made) = (BTreeSet::new(), [0; 3]);
    for template in store.templates(false).await.unwrap() {
        for subject in subjects(&template.text) {
            for ask in &asks {
                let prompt = ask.question(&template, &request(&template.text.name, subject.clone())).unwrap();
                for value in [&subject.persona, &subject.emotion, &subject.topic] {
                    assert!(prompt.text.contains(value.as_str()), "{value} is not in {}", prompt.text);
                }
                assert!(prompts.insert((prompt.system.to_string(), prompt.text)), "{}: twice", template.text.name);
            }
            made[0] += 1;
        }
    }
    let scenarios = store.entries::<dialoom::domain::scenario::ScenarioText>().await.unwrap();
    let edge_cases = store.entries::<dialoom::domain::edge_case::EdgeCaseText>().await.unwrap();
    let mut sources = Vec::new();
    for entry in &scenarios {
        let told = [entry.text.context.clone(), entry.text.persona.clone(), entry.text.emotional_arc.join(" → ")];
        sources.push((1, SituationSource::scenario(store, &entry.text.name).await.unwrap(), told));
    }
    for entry in &edge_cases {
        let it = &entry.text;
        let told = [it.trigger_condition.clone(), it.expected_behavior.clone(), it.test_scenario.clone()];
        sources.push((2, SituationSource::edge_case(store, &it.name).await.unwrap(), told));
    }
    for (kind, source, told) in sources {
        let template = source.template(store).await.unwrap().expect("each names a template");
        // Its own values, and each that the template is made for in their place.
        for subject in [Subject::default()].into_iter().chain(subjects(&template.text)) {
            let mut request = request(&template.text.name, subject.clone());
            source.fill(&mut request);
            for ask in &asks {
                let prompt = ask.question(&template, &request).unwrap();
                for part in &told[..if subject == Subject::default() { 3 } else { 1 }] {
                    assert!(prompt.text.contains(part.trim()), "{part} is not in {}", prompt.text);
                }
                assert!(prompt.text.contains(&subject.persona) && prompt.text.contains(&subject.topic));
                assert!(prompts.insert((prompt.system.to_string(), prompt.text)), "{told:?}: twice");
            }
            made[kind] += 1;
        }
    }
    made
}

#[tokio::test(flavor = "multi_thread")]
async fn every_file_of_both_libraries_makes_a_prompt_in_every_combination() {
    for (name, templates, scenarios, edge_cases) in [("library", 13, 22, 21), ("veterinary", 4, 6, 6)] {
        let world = World::new();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        for (command, below, files) in [
            ("templates", "templates", templates),
            ("scenarios", "scenarios", scenarios),
            ("edge-cases", "edge-cases", edge_cases),
        ] {
            let path = folder.join(below);
            let stored = tokio::task::block_in_place(|| world.run([command, "import", path.to_str().unwrap()]));
            stored.ok();
            assert_eq!(std::fs::read_dir(&path).unwrap().count(), files);
        }
        let store = world.store().await;
        let made = render_all(&store).await;
        assert!(made[0] > templates && made[1] > scenarios && made[2] > edge_cases, "{name}: {made:?}");
        store.close().await;
    }
}
