//! What the text of a template may use: which variables, and how much of the template language.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, filters, tests};

use crate::domain::axis::Axis;
use crate::domain::template::TemplateText;

/// Every name a template's text may use: the implicit ones, then those it declares.
pub(super) fn known_names(template: &TemplateText) -> Vec<String> {
    let mut known: Vec<String> = Axis::WORDS.iter().map(|name| (*name).to_owned()).collect();
    known.extend(template.variables.iter().map(|it| it.name.clone()).filter(|name| Axis::named(name).is_none()));
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

/// What the renderer says, in one lower-case line.
pub(super) fn describe(error: &minijinja::Error) -> String {
    match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}
