//! The variables and the part of the template language that a template's text may use.

use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, filters, tests};

use crate::domain::axis::Axis;
use crate::domain::quoted::words;
use crate::domain::template::TemplateText;

/// The draws of an item, in every text: `vary.channel`. A variable of this name hides them.
pub(super) const VARY: &str = "vary";
/// Whether the prompt is to be brief, in every text. A variable of this name hides it.
pub(super) const BRIEF: &str = "brief";

/// Every name a template's text may use: persona, emotion and topic, then those it declares.
pub(super) fn known_names(template: &TemplateText) -> Vec<String> {
    let mut known: Vec<String> = Axis::WORDS.iter().map(|name| (*name).to_owned()).collect();
    known.extend(template.variables.iter().map(|it| it.name.clone()).filter(|name| Axis::named(name).is_none()));
    known
}

/// The most a rendering may cost: about as many steps, or 64 bytes of data for each.
const FUEL: u64 = 500_000;

/// The name of the text in an environment. No partial can have it: that name has letters.
pub(super) const TEXT: &str = "";

/// Adds the text and the partials it includes.
pub(super) fn add_texts(environment: &mut Environment<'_>, template: &TemplateText) -> Result<(), minijinja::Error> {
    for (name, text) in &template.partials {
        environment.add_template_owned(name.clone(), text.clone())?;
    }
    environment.add_template_owned(TEXT, template.text.clone())
}

/// Allows substitution, `if`, `for`, partials and a few filters. Forbids files and long ranges.
pub(super) fn environment<'a>() -> Environment<'a> {
    let mut environment = Environment::empty();
    environment.set_fuel(Some(FUEL));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.add_filter("upper", filters::upper);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("title", filters::title);
    environment.add_filter("capitalize", filters::capitalize);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("join", filters::join);
    environment.add_filter("length", filters::length);
    environment.add_filter("default", filters::default);
    environment.add_test("defined", tests::is_defined);
    environment
}

/// The renderer's error, as one lower-case line.
pub(super) fn describe(error: &minijinja::Error) -> String {
    match error.detail() {
        _ if error.kind() == ErrorKind::OutOfFuel => "the text takes too many steps or makes too much text".to_owned(),
        Some(detail) => format!("{}: {}", error.kind(), words(detail)),
        None => error.kind().to_string(),
    }
}
