//! Renders a template and an item into a prompt. A name without a value is an error.

mod drawn;
mod situation;
mod source;
mod system;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use minijinja::{Environment, Value};

use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::ids::TemplateId;
use crate::domain::language::{LANGUAGE, name_of};
use crate::domain::limits::Style;
use crate::domain::nearest;
use crate::domain::quoted::{listed, quoted, shortened, words};
use crate::domain::template::{Template, TemplateText};
use crate::templates::bounds;
use crate::templates::check::check;
use crate::templates::draws;
use crate::templates::syntax::{BRIEF, TEXT, VARY, add_texts, describe, environment, known_names};
use crate::templates::values;

/// Variables of a template that say when the conversation takes place.
const DATES: [&str; 4] = ["date", "today", "month", "year"];

/// What the model is asked, in two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// The fixed part: the same bytes for each template and number of turns, so that a provider can cache it.
    pub system: Arc<str>,
    /// The rendered text of the template, what the item drew, and an example: it differs from item to item.
    pub text: String,
}

/// What a prompt tells beside the template and the item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Directions {
    /// An odd number is raised by one, so that the assistant has the last turn.
    pub turns: u32,
    pub style: Style,
    /// What the assistant says about being an AI and about declining; `None` for nothing.
    pub assistant_identity: Option<String>,
    /// The day of the conversation, unless the item has a month of its own. A model left alone takes that of its training.
    pub today: Option<NaiveDate>,
}

impl Directions {
    /// The full prompt for so many turns.
    pub(crate) fn full(turns: u32) -> Directions {
        Directions { turns, style: Style::Full, assistant_identity: None, today: None }
    }
}

/// Why a prompt cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PromptError {
    /// A required variable has no value.
    #[error("template {} needs a value for {{{{{}}}}}{}", quoted(template), shortened(name), help.as_ref().map(|help| format!(" ({})", words(help))).unwrap_or_default())]
    Missing {
        /// The template's name.
        template: String,
        /// The variable's name.
        name: String,
        /// The variable's help text.
        help: Option<String>,
    },
    /// The template has no variable of that name.
    #[error("template {} has no variable {}; it has: {}{}", quoted(template), quoted(given), listed(known), near.as_ref().map(|near| format!(" (did you mean {}?)", quoted(near))).unwrap_or_default())]
    Unknown {
        /// The template's name.
        template: String,
        /// The name that was given.
        given: String,
        /// The nearest name the template has.
        near: Option<String>,
        /// All names the template has.
        known: Vec<String>,
    },
    /// A value is not of the variable's type.
    #[error("template {}: {{{{{}}}}} is {}; expected {expected}", quoted(template), shortened(name), quoted(given))]
    Unfit {
        /// The template's name.
        template: String,
        /// The variable's name.
        name: String,
        /// The value that was given.
        given: String,
        /// What was expected, with the nearest choice.
        expected: String,
    },
    /// The template's text cannot be parsed or rendered.
    #[error("template {}, line {line}: {message}", quoted(template))]
    Syntax {
        /// The template's name.
        template: String,
        /// The line of its text, from 1.
        line: usize,
        /// The error, on one line.
        message: String,
    },
}

/// Every variable of an item with its value or default, and every draw as `vary.NAME`, which no variable can be called.
/// The conversation stores them as its parameters.
///
/// White space counts as no value. Persona and emotion are always required, the topic where the template declares it
/// so. An optional variable without a default is empty.
pub(crate) fn variables(
    template: &TemplateText,
    request: &ItemRequest,
) -> Result<BTreeMap<String, String>, PromptError> {
    let declared = |name: &str| template.variables.iter().find(|variable| variable.name == name);
    for given in request.variables.keys() {
        if declared(given).is_none() && Axis::named(given).is_none() && given != LANGUAGE {
            let known = known_names(template);
            let near = nearest(given, known.iter().map(String::as_str)).map(str::to_owned);
            return Err(PromptError::Unknown { template: template.name.clone(), given: given.clone(), near, known });
        }
    }
    let subject = &request.subject;
    let facts = request.situation.as_ref().and_then(|situation| situation.facts());
    let mut values = BTreeMap::new();
    let mut put = |name: &str, given: Option<&String>, required: bool| {
        let variable = declared(name);
        let is_given = |value: &&String| !value.trim().is_empty();
        let value = given
            .filter(is_given)
            .or_else(|| request.variables.get(name).filter(is_given))
            .or_else(|| facts.and_then(|facts| facts.get(name)).filter(is_given))
            .or_else(|| variable.and_then(|it| it.default.as_ref()));
        if value.is_none_or(|value| value.trim().is_empty()) && required {
            let help = variable.and_then(|it| it.help.clone());
            return Err(PromptError::Missing { template: template.name.clone(), name: name.to_owned(), help });
        }
        let value = value.cloned().unwrap_or_default();
        if let Some(expected) = variable.filter(|_| !value.trim().is_empty()).and_then(|it| values::misfit(it, &value))
        {
            return Err(PromptError::Unfit {
                template: template.name.clone(),
                name: name.to_owned(),
                given: value,
                expected,
            });
        }
        values.insert(name.to_owned(), value);
        Ok(())
    };
    for axis in Axis::ALL {
        let name = axis.as_str();
        put(name, Some(subject.on(*axis)), axis.is_required() || declared(name).is_some_and(|it| it.required))?;
    }
    for variable in template.variables.iter().filter(|it| Axis::named(&it.name).is_none()) {
        put(&variable.name, None, variable.required)?;
    }
    if declared(LANGUAGE).is_none() && request.variables.get(LANGUAGE).is_some_and(|given| !given.trim().is_empty()) {
        put(LANGUAGE, None, false)?;
    }
    values.extend(request.drawn.iter().map(|(name, value)| (format!("{VARY}.{name}"), value.clone())));
    Ok(values)
}

/// A parsed template, for many items: parsing costs more than rendering.
#[derive(Debug)]
pub(crate) struct Form {
    system: Arc<str>,
    environment: Environment<'static>,
    style: Style,
    today: Option<NaiveDate>,
    /// The draws that the text itself says, as `vary.NAME`.
    said: HashSet<String>,
    /// Where there are several, each item shows one; a single one is part of the fixed text.
    examples: Vec<String>,
}

impl Form {
    pub(crate) fn new(template: &TemplateText, directions: &Directions) -> Result<Form, PromptError> {
        if let Some((line, message)) = bounds::exceeded(&template.text) {
            return Err(PromptError::Syntax { template: template.name.clone(), line, message });
        }
        let mut environment = environment();
        add_texts(&mut environment, template).map_err(|error| wrong_text(template, &error))?;
        let said = environment.templates().flat_map(|(_, text)| text.undeclared_variables(true)).collect();
        let system = system::system(template, directions).into();
        let examples = system::rotating_examples(template, directions.style);
        Ok(Form { system, environment, style: directions.style, today: directions.today, said, examples })
    }

    /// The prompt for one item of the same template. Values are data: braces in them are never evaluated.
    pub(crate) fn fill(&self, template: &TemplateText, request: &ItemRequest) -> Result<Prompt, PromptError> {
        let mut context = BTreeMap::from([
            (VARY.to_owned(), draws::value(&request.drawn)),
            (BRIEF.to_owned(), Value::from(self.style == Style::Brief)),
        ]);
        let declared = |name: &str| template.variables.iter().find(|variable| variable.name == name);
        context.extend(variables(template, request)?.into_iter().map(|(name, value)| {
            let value = values::value(declared(&name), value);
            (name, value)
        }));
        let text = self.environment.get_template(TEXT).and_then(|text| text.render(&context));
        let text = text.map_err(|error| wrong_text(template, &error))?;
        let is_said = |name: &str| self.said.contains(&format!("{VARY}.{name}"));
        let is_variable = |name: &str| template.variables.iter().any(|variable| variable.name == name);
        let has_date = drawn::has_month(&request.drawn) || DATES.into_iter().any(is_variable);
        let today = self.today.filter(|_| !has_date);
        let parts = [
            Some(text.trim().to_owned()),
            request.situation.as_ref().map(|given| situation::section(given, self.style, is_variable)),
            request.source.as_deref().map(source::quotation),
            request.variables.get(LANGUAGE).and_then(|given| in_language(given)),
            drawn::notes(&request.drawn, self.style, today, is_said),
            drawn::example(&self.examples, &request.drawn),
        ];
        Ok(Prompt { system: self.system.clone(), text: parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n") })
    }
}

/// A template in one language can ask for another.
fn in_language(given: &str) -> Option<String> {
    let name = name_of(given);
    (!name.is_empty()).then(|| format!("Write the title and every turn in {name}."))
}

/// The prompt for a single item.
pub(crate) fn build(
    template: &TemplateText,
    request: &ItemRequest,
    directions: &Directions,
) -> Result<Prompt, PromptError> {
    Form::new(template, directions)?.fill(template, request)
}

fn wrong_text(template: &TemplateText, error: &minijinja::Error) -> PromptError {
    // The checks know the nearest name; the renderer does not.
    let known = check(template).into_iter().find(|problem| problem.fatal && problem.line.is_some());
    let (line, message) = match known {
        Some(problem) => (problem.line.unwrap_or(1), problem.message),
        None => (error.line().unwrap_or(1), describe(error)),
    };
    PromptError::Syntax { template: template.name.clone(), line, message }
}

/// The forms of the templates in a run, each parsed at its first use.
#[derive(Debug, Default)]
pub(crate) struct Forms(Mutex<HashMap<FormKey, Arc<Form>>>);

/// Template, version and directions.
type FormKey = (TemplateId, u32, Directions);

impl Forms {
    pub(crate) fn of(&self, template: &Template, directions: &Directions) -> Result<Arc<Form>, PromptError> {
        let key = (template.id, template.version, directions.clone());
        let mut forms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(form) = forms.get(&key) {
            return Ok(form.clone());
        }
        let form = Arc::new(Form::new(&template.text, directions)?);
        forms.insert(key, form.clone());
        Ok(form)
    }
}

#[cfg(test)]
mod tests;
