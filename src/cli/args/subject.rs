//! Values for a prompt on the command line: `--persona`, `--emotion`, `--topic` and `--set NAME=VALUE`.

use std::collections::BTreeMap;

use crate::domain::axis::Axis;
use crate::domain::conversation::Subject;
use crate::domain::value::cleaned;
use crate::domain::vocabulary::NoVocabulary;
use crate::error::Failure;
use crate::library::DrawError;

/// The subject that `--persona`, `--emotion` and `--topic` give.
pub(crate) fn subject(persona: &str, emotion: &str, topic: &str) -> Result<Subject, Failure> {
    let mut subject = Subject::default();
    for (axis, given) in [(Axis::Persona, persona), (Axis::Emotion, emotion), (Axis::Topic, topic)] {
        *subject.on_mut(axis) = value(&format!("--{axis}"), given)?;
    }
    Ok(subject)
}

impl From<DrawError> for Failure {
    fn from(error: DrawError) -> Failure {
        match error {
            DrawError::Store(error) => error.into(),
            DrawError::Unknown { error: NoVocabulary { hint, .. }, .. } => {
                Failure::bad_input(error.to_string()).hint(hint)
            }
        }
    }
}

/// The variables that `--set` gives. An empty one counts as not given, like an empty cell of a plan.
pub(crate) fn variables(set: &[(String, String)]) -> Result<BTreeMap<String, String>, Failure> {
    let mut variables = BTreeMap::new();
    for (name, given) in set {
        if let Some(axis) = Axis::named(name) {
            return Err(Failure::bad_input(format!("--set {axis} and --{axis} are the same variable"))
                .hint(format!("Give it with --{axis} only.")));
        }
        variables.insert(name.clone(), value("--set", given)?);
    }
    variables.retain(|_, value| !value.is_empty());
    Ok(variables)
}

fn value(flag: &str, given: &str) -> Result<String, Failure> {
    cleaned(given).map_err(|control| {
        Failure::bad_input(format!("{flag} holds {control}"))
            .hint("Give plain text: the only control characters allowed are line ends and tabs.")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::path::Path;

    use super::*;
    use crate::cli::args::assignment;
    use crate::domain::batch::ItemRequest;
    use crate::engine::Plan;

    fn of_plan(name: &str, content: &str) -> ItemRequest {
        let plan = Plan::parse(Path::new(name), content).unwrap();
        plan.items().next().unwrap().0
    }

    #[test]
    fn the_same_words_ask_for_the_same_item_wherever_they_are_written() {
        let set = [assignment("note= one\r\ntwo ").unwrap(), assignment("age=41").unwrap(), assignment("no=").unwrap()];
        let given = ItemRequest {
            template: "T".into(),
            subject: subject(" Nurse", "calm\r\n", "").unwrap(),
            variables: variables(&set).unwrap(),
            tier: None,
            situation: None,
            ordinal: 0,
            drawn: Default::default(),
            source: None,
        };
        let toml =
            "template = 'T'\n[[items]]\npersona = 'Nurse '\nemotion = 'calm'\nage = 41\nnote = \"one\\r\\ntwo\"\n";
        let line = r#"{"template":"T","persona":"Nurse","emotion":"calm ","topic":"","age":"41","note":"one\ntwo"}"#;
        let json = format!("{{\"items\":[{line}]}}");
        let csv = "template,persona,emotion,topic,age,note,no\r\nT,Nurse,calm,,41,\"one\r\ntwo\",\r\n";
        for (name, content) in [("p.toml", toml), ("p.jsonl", line), ("p.json", &json), ("p.csv", csv)] {
            assert_eq!(of_plan(name, content), given, "{name}");
        }
    }

    #[test]
    fn a_control_character_is_refused_by_the_name_of_its_flag() {
        assert_eq!(subject("a\rb", "c", "").unwrap_err().message(), "--persona holds the control character U+000D");
        let set = [("age".to_owned(), "4\u{1b}1".to_owned())];
        assert_eq!(variables(&set).unwrap_err().message(), "--set holds the control character U+001B");
    }
}
