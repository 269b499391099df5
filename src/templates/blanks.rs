//! What a request still leaves open of a template.

use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::template::{TemplateText, Variable, VariableType};
use crate::templates::values;

/// A variable without a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Blank {
    pub variable: Variable,
    /// Without a value there is no prompt; otherwise a default counts, or nothing.
    pub is_needed: bool,
}

impl Blank {
    /// What was expected instead of this value; `None` where it fits.
    pub(crate) fn misfit(&self, value: &str) -> Option<String> {
        values::misfit(&self.variable, value)
    }

    /// A value that fits, for a command to be typed as it is.
    pub(crate) fn stand_in(&self) -> String {
        match self.variable.kind {
            VariableType::Text => "TEXT".to_owned(),
            VariableType::Number => "1".to_owned(),
            VariableType::Choice => self.variable.choices.first().cloned().unwrap_or_default(),
            VariableType::List => "TEXT; TEXT".to_owned(),
        }
    }
}

/// The variables that the request gives no value: persona, emotion and topic first, then as the template has them.
pub(crate) fn blanks(template: &TemplateText, request: &ItemRequest) -> Vec<Blank> {
    let declared = |name: &str| template.variables.iter().find(|variable| variable.name == name);
    let mut blanks = Vec::new();
    for axis in Axis::ALL.iter().filter(|axis| request.subject.on(**axis).trim().is_empty()) {
        let of_template = declared(axis.as_str());
        if of_template.is_none() && !axis.is_required() && !is_used(template, *axis) {
            continue;
        }
        let is_required = axis.is_required() || of_template.is_some_and(|variable| variable.required);
        let variable = of_template.cloned().unwrap_or_else(|| undeclared(*axis));
        blanks.push(blank(variable, is_required));
    }
    let facts = request.situation.as_ref().and_then(|situation| situation.facts());
    let is_given = |name: &str| {
        let given = [request.variables.get(name), facts.and_then(|facts| facts.get(name))];
        given.into_iter().flatten().any(|value| !value.trim().is_empty())
    };
    let own = template.variables.iter().filter(|it| Axis::named(&it.name).is_none() && !is_given(&it.name));
    blanks.extend(own.map(|variable| blank(variable.clone(), variable.required)));
    blanks
}

/// Whether the text speaks of it.
fn is_used(template: &TemplateText, axis: Axis) -> bool {
    let text = std::iter::once(&template.text).chain(template.partials.values());
    let mut placeholders = text.flat_map(|text| text.split("{{").skip(1));
    placeholders.any(|after| after.trim_start_matches(['-', '+']).trim_start().starts_with(axis.as_str()))
}

fn blank(variable: Variable, is_required: bool) -> Blank {
    let has_default = variable.default.as_ref().is_some_and(|default| !default.trim().is_empty());
    Blank { variable, is_needed: is_required && !has_default }
}

fn undeclared(axis: Axis) -> Variable {
    let help = match axis {
        Axis::Persona => "who talks",
        Axis::Emotion => "how they feel",
        Axis::Topic => "what they talk about",
    };
    Variable {
        name: axis.to_string(),
        kind: VariableType::Text,
        choices: Vec::new(),
        required: axis.is_required(),
        default: None,
        help: Some(help.to_owned()),
    }
}
