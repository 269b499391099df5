//! A template's system prompt, filled in with the values of a conversation when it is exported.

use std::collections::BTreeMap;

use crate::domain::template::TemplateText;
use crate::templates::syntax::{VARY, environment};
use crate::templates::{draws, values};

/// Whether a text has anything that is filled in.
pub(crate) fn has_placeholder(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// The template's system prompt with the parameters of a conversation in it; `None` where it cannot be filled in, as
/// with braces that are no placeholder.
pub(crate) fn system_prompt(template: &TemplateText, parameters: &BTreeMap<String, String>) -> Option<String> {
    let (mut context, mut drawn) = (BTreeMap::new(), BTreeMap::new());
    for (name, given) in parameters {
        match name.strip_prefix(VARY).and_then(|name| name.strip_prefix('.')) {
            Some(name) => drop(drawn.insert(name.to_owned(), given.clone())),
            None => {
                let variable = template.variables.iter().find(|variable| variable.name == *name);
                context.insert(name.clone(), values::value(variable, given.clone()));
            }
        }
    }
    context.entry(VARY.to_owned()).or_insert_with(|| draws::value(&drawn));
    environment().render_str(&template.system_prompt, &context).ok()
}
