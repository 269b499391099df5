//! From a template and an item to what the model is asked. Strict: a name nobody filled is an error.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::{AutoEscape, Environment, UndefinedBehavior, filters, tests};

use crate::domain::batch::ItemRequest;
use crate::domain::ids::TemplateId;
use crate::domain::nearest;
use crate::domain::template::{Template, TemplateText};

/// What the model is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// The same for every item of a template and number of turns, so that a provider can cache it: the role, the arc,
    /// how each side speaks, how long, the exact JSON to return.
    pub system: Arc<str>,
    /// The rendered template text: what differs from item to item.
    pub text: String,
}

/// Why a prompt cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PromptError {
    /// A required variable without a value.
    #[error("template \"{template}\" needs a value for {{{{{name}}}}}{}", help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default())]
    Missing {
        /// Which template.
        template: String,
        /// Which variable.
        name: String,
        /// Its help text.
        help: Option<String>,
    },
    /// A value for a variable the template does not have.
    #[error("template \"{template}\" has no variable \"{given}\"; it has: {}{}", known.join(", "), near.as_ref().map(|near| format!(" (did you mean \"{near}\"?)")).unwrap_or_default())]
    Unknown {
        /// Which template.
        template: String,
        /// What was given.
        given: String,
        /// The nearest name it has.
        near: Option<String>,
        /// All it has.
        known: Vec<String>,
    },
    /// The text of the template is broken.
    #[error("template \"{template}\", line {line}: {message}")]
    Syntax {
        /// Which template.
        template: String,
        /// Which line of its text.
        line: usize,
        /// What is wrong.
        message: String,
    },
}

/// The variables every template has without declaring them.
pub const IMPLICIT: [&str; 3] = ["persona", "emotion", "topic"];

/// Every variable of an item with its value, defaults put in: what is stored as the conversation's parameters.
/// `persona`, `emotion` and `topic` are always among them.
///
/// White space alone counts as no value. Persona and emotion are required of every template, the topic of one that
/// declares it so. An optional variable without a default is empty.
pub fn variables(template: &TemplateText, request: &ItemRequest) -> Result<BTreeMap<String, String>, PromptError> {
    let declared = |name: &str| template.variables.iter().find(|variable| variable.name == name);
    for given in request.variables.keys() {
        if declared(given).is_none() && !IMPLICIT.contains(&given.as_str()) {
            let known = known_names(template);
            let near = nearest(given, known.iter().map(String::as_str)).map(str::to_owned);
            return Err(PromptError::Unknown { template: template.name.clone(), given: given.clone(), near, known });
        }
    }
    let subject = &request.subject;
    let implicit =
        [("persona", &subject.persona, true), ("emotion", &subject.emotion, true), ("topic", &subject.topic, false)];
    let mut values = BTreeMap::new();
    let mut put = |name: &str, given: Option<&String>, required: bool| {
        let variable = declared(name);
        let is_given = |value: &&String| !value.trim().is_empty();
        let value = given
            .filter(is_given)
            .or_else(|| request.variables.get(name).filter(is_given))
            .or_else(|| variable.and_then(|it| it.default.as_ref()));
        if value.is_none_or(|value| value.trim().is_empty()) && required {
            let help = variable.and_then(|it| it.help.clone());
            return Err(PromptError::Missing { template: template.name.clone(), name: name.to_owned(), help });
        }
        values.insert(name.to_owned(), value.cloned().unwrap_or_default());
        Ok(())
    };
    for (name, given, always) in implicit {
        put(name, Some(given), always || declared(name).is_some_and(|it| it.required))?;
    }
    for variable in template.variables.iter().filter(|it| !IMPLICIT.contains(&it.name.as_str())) {
        put(&variable.name, None, variable.required)?;
    }
    Ok(values)
}

/// Every name a template's text may use: the implicit ones, then those it declares.
pub(super) fn known_names(template: &TemplateText) -> Vec<String> {
    let mut known: Vec<String> = IMPLICIT.iter().map(|name| (*name).to_owned()).collect();
    known.extend(template.variables.iter().map(|it| it.name.clone()).filter(|it| !IMPLICIT.contains(&it.as_str())));
    known
}

/// What a template's text may use: substitution, `if` and `for`, and six filters on strings. Nothing that reads files,
/// includes other templates or makes long ranges.
pub(super) fn environment<'a>() -> Environment<'a> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.add_filter("upper", filters::upper);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("title", filters::title);
    environment.add_filter("capitalize", filters::capitalize);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("default", filters::default);
    environment.add_test("defined", tests::is_defined);
    environment
}

/// A template made ready to be filled in for many items: reading its text costs more than rendering it.
#[derive(Debug)]
pub struct Form {
    system: Arc<str>,
    environment: Environment<'static>,
}

/// What the text of a template is called within its form.
const TEXT: &str = "text";

impl Form {
    /// The form of a template for so many turns. An odd number is raised by one, so that the assistant has the last word.
    pub fn new(template: &TemplateText, turns: u32) -> Result<Form, PromptError> {
        let mut environment = environment();
        environment.add_template_owned(TEXT, template.text.clone()).map_err(|error| wrong_text(template, &error))?;
        Ok(Form { system: system(template, turns).into(), environment })
    }

    /// The prompt for one item of the same template. Values are data: whatever they hold, braces included, is put in as
    /// it stands and never evaluated.
    pub fn fill(&self, template: &TemplateText, request: &ItemRequest) -> Result<Prompt, PromptError> {
        let values = variables(template, request)?;
        let text = self.environment.get_template(TEXT).and_then(|text| text.render(&values));
        let text = text.map_err(|error| wrong_text(template, &error))?;
        Ok(Prompt { system: self.system.clone(), text: text.trim().to_owned() })
    }
}

/// The prompt for a single item with so many turns: the template's form, filled once.
pub fn build(template: &TemplateText, request: &ItemRequest, turns: u32) -> Result<Prompt, PromptError> {
    Form::new(template, turns)?.fill(template, request)
}

fn wrong_text(template: &TemplateText, error: &minijinja::Error) -> PromptError {
    // The checks know the nearest name; the renderer knows only that one is missing.
    let known =
        crate::templates::check::check(template).into_iter().find(|problem| problem.fatal && problem.line.is_some());
    let (line, message) = match known {
        Some(problem) => (problem.line.unwrap_or(1), problem.message),
        None => (error.line().unwrap_or(1), describe(error)),
    };
    PromptError::Syntax { template: template.name.clone(), line, message }
}

/// The forms of the templates a run uses, each made when it is first asked for.
#[derive(Debug, Default)]
pub struct Forms(Mutex<HashMap<FormKey, Arc<Form>>>);

/// Template, version and turns.
type FormKey = (TemplateId, u32, u32);

impl Forms {
    /// The form of a template for so many turns.
    pub fn of(&self, template: &Template, turns: u32) -> Result<Arc<Form>, PromptError> {
        let key = (template.id, template.version, turns);
        let mut forms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(form) = forms.get(&key) {
            return Ok(form.clone());
        }
        let form = Arc::new(Form::new(&template.text, turns)?);
        forms.insert(key, form.clone());
        Ok(form)
    }
}

/// What the renderer says, in one lower-case line.
pub(super) fn describe(error: &minijinja::Error) -> String {
    match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}

/// The fixed part: the same bytes for every item of a template and number of turns.
fn system(template: &TemplateText, turns: u32) -> String {
    let turns = turns.max(2).next_multiple_of(2);
    let mut system = String::with_capacity(4096);
    let field = template.category.trim();
    let (specialist, about) = match field {
        "" => ("an experienced adviser".to_owned(), "somebody who needs help"),
        field => (format!("an expert in {field}"), "somebody who needs advice"),
    };
    put(
        &mut system,
        &format!(
            "You are {specialist} and a fine writer of dialogue. You write one realistic conversation between {about} \
             (role \"user\") and their adviser (role \"assistant\"). A model will be trained on it, so every assistant \
             turn must be worth imitating."
        ),
    );
    put(
        &mut system,
        &format!(
            "# Length\n\
             - Exactly {turns} turns, strictly alternating: turn 1 is the user's, turn {turns} is the assistant's.\n\
             - Each turn is 2 to 4 sentences of 150 to 380 characters. Never over 400, never a bare \"thank you\".\n\
             - Each turn adds something new: a fact, a question, a number, a decision or a change of feeling."
        ),
    );
    let stages: Vec<&str> = template.structure.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
    if !stages.is_empty() {
        put(&mut system, &format!("# Arc\n{}", arc(&stages, turns)));
    }
    put(
        &mut system,
        "# How they speak\n\
         - User: an ordinary person, in the first person, with details of daily life. The feeling shows in words, \
         hesitations and worries, not in labels, and eases step by step along the arc. They push back at least once.\n\
         - Assistant: first names the feeling it hears, then explains in plain words; asks at most one or two questions \
         a turn; gives concrete numbers worked out from the user's own, and small next steps with dates. Arithmetic is right.\n\
         - The assistant speaks as a human adviser: never as an AI, never refuses, never lectures. No product or company \
         names, no guarantees, no promised returns; risks are said.\n\
         - No names, e-mail addresses, phone or account numbers of anybody; no placeholders such as [Name] or XXX. \
         Plain prose: no lists, headings or stage directions.",
    );
    for (title, body) in [("Tone", &template.tone), ("Notes", &template.style_notes)] {
        let body = body.trim();
        if !body.is_empty() {
            put(&mut system, &format!("# {title}\n{body}"));
        }
    }
    let required: Vec<&str> =
        template.required_elements.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
    if !required.is_empty() {
        put(&mut system, &format!("# Must occur, word for word\n{}", required.join("; ")));
    }
    let example = template.example.trim();
    if !example.is_empty() {
        put(&mut system, &format!("# Example of the voices (not of the subject)\n{example}"));
    }
    put(
        &mut system,
        &format!(
            "# Answer\n\
             Return one JSON object and nothing else, no code fence, nothing before or after it:\n\
             {{\"title\": \"…\", \"turns\": [{{\"role\": \"user\", \"content\": \"…\"}}, {{\"role\": \"assistant\", \
             \"content\": \"…\"}}, …]}}\n\
             \"title\" has at most ten words; \"turns\" has exactly {turns} objects; double quotes inside a text are \
             written \\\"."
        ),
    );
    system
}

fn put(system: &mut String, part: &str) {
    if !system.is_empty() {
        system.push_str("\n\n");
    }
    system.push_str(part);
}

/// The stages with the turns that belong to each, as even as they go; without them where there are too few.
fn arc(stages: &[&str], turns: u32) -> String {
    let count = stages.len() as u64;
    let end = |stage: u64| u64::from(turns) * stage / count;
    let line = |(at, stage): (usize, &&str)| {
        let at = at as u64;
        let (first, last) = (end(at) + 1, end(at + 1));
        match u64::from(turns) < count {
            true => format!("{}. {stage}", at + 1),
            false if first == last => format!("{}. {stage} (turn {first})", at + 1),
            false => format!("{}. {stage} (turns {first} to {last})", at + 1),
        }
    };
    stages.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
#[path = "prompt/tests.rs"]
mod prompt_tests;
