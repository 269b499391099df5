//! Every file of the example libraries makes a prompt, in every combination that it allows.

use std::collections::BTreeSet;

use dialoom::domain::batch::ItemRequest;
use dialoom::domain::conversation::{ProviderName, Subject};
use dialoom::domain::limits::{GenerationTable, Style};
use dialoom::domain::template::TemplateText;
use dialoom::domain::vocabulary::VocabularyText;
use dialoom::engine::{AskSettings, SituationSource};
use dialoom::provider::Models;
use dialoom::store::Store;

use crate::support::world::World;

/// Persona, emotion and topic: the values of the library's own vocabularies.
type Words = [Vec<String>; 3];

async fn words(store: &Store) -> Words {
    let stored = store.entries::<VocabularyText>().await.unwrap();
    ["persona", "emotion", "topic"].map(|axis| {
        let of_axis = stored.iter().filter(|one| one.text.axis.to_string() == axis);
        of_axis.flat_map(|one| one.text.values.clone()).collect()
    })
}

/// Each combination of what a template is made for. Where a list allows any, every value of the vocabularies comes.
fn subjects(text: &TemplateText, words: &Words) -> Vec<Subject> {
    let fits = [&text.applicable_personas, &text.applicable_emotions, &text.applicable_topics];
    let sizes = fits.map(|fits| fits.len().max(1));
    let combinations: usize = sizes.iter().product();
    let open = fits.iter().zip(words).filter(|(fits, _)| fits.is_empty()).map(|(_, words)| words.len());
    let steps = open.max().unwrap_or(0).max(combinations);
    let value = |step: usize, axis: usize| match fits[axis].as_slice() {
        [] => words[axis][step % words[axis].len()].clone(),
        fits => fits[step % combinations / sizes[axis + 1..].iter().product::<usize>() % fits.len()].clone(),
    };
    let subject = |step| Subject { persona: value(step, 0), emotion: value(step, 1), topic: value(step, 2) };
    (0..steps).map(subject).collect()
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
    let (asks, words) = (asks(), words(store).await);
    let mut used: [BTreeSet<String>; 3] = Default::default();
    let (mut prompts, mut made) = (BTreeSet::new(), [0; 3]);
    for template in store.templates(false).await.unwrap() {
        for subject in subjects(&template.text, &words) {
            for ask in &asks {
                let prompt = ask.question(&template, &request(&template.text.name, subject.clone())).unwrap();
                for (used, value) in used.iter_mut().zip([&subject.persona, &subject.emotion, &subject.topic]) {
                    used.insert(value.clone());
                }
                for value in [&subject.persona, &subject.emotion, &subject.topic] {
                    assert!(prompt.text.contains(value.as_str()), "{value} is not in {}", prompt.text);
                }
                assert!(prompts.insert((prompt.system.to_string(), prompt.text)), "{}: twice", template.text.name);
            }
            made[0] += 1;
        }
    }
    // Every word of the vocabularies that any template is open for.
    for (axis, used) in used.iter().enumerate() {
        let is_open = |text: &TemplateText| {
            [&text.applicable_personas, &text.applicable_emotions, &text.applicable_topics][axis].is_empty()
        };
        let any_open = store.templates(false).await.unwrap().iter().any(|template| is_open(&template.text));
        assert!(!any_open || words[axis].iter().all(|word| used.contains(word)), "{axis}: {:?}", words[axis]);
        assert!(!words[axis].is_empty());
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
        for subject in [Subject::default()].into_iter().chain(subjects(&template.text, &words)) {
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
            ("vocabulary", "vocabulary", 3),
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
