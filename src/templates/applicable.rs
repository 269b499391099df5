//! Whether a template fits a persona, an emotion and a topic.

use crate::domain::axis::Axis;
use crate::domain::conversation::Subject;
use crate::domain::nearest;
use crate::domain::quoted::{listed, quoted};
use crate::domain::template::TemplateText;

/// A value that the template is not made for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("template {} is not for the {axis} {}; it fits: {}{}", quoted(template), quoted(value), listed(fits), near.as_ref().map(|near| format!(" (did you mean {}?)", quoted(near))).unwrap_or_default())]
pub(crate) struct NotApplicable {
    pub template: String,
    pub axis: Axis,
    pub value: String,
    pub fits: Vec<String>,
    pub near: Option<String>,
}

/// The first value of a subject that is not in the template's list. An empty list fits any; so does an empty topic.
pub(crate) fn check_applicable(template: &TemplateText, subject: &Subject) -> Result<(), NotApplicable> {
    Axis::ALL.iter().try_for_each(|axis| check_value(template, *axis, subject.on(*axis)))
}

/// Whether one value is in the template's list.
pub(crate) fn check_value(template: &TemplateText, axis: Axis, value: &str) -> Result<(), NotApplicable> {
    let plain = |text: &str| text.trim().to_lowercase();
    let fits = template.applicable(axis);
    if fits.is_empty() || value.trim().is_empty() || fits.iter().any(|fit| plain(fit) == plain(value)) {
        return Ok(());
    }
    let near = nearest(value, fits.iter().map(String::as_str)).map(str::to_owned);
    let (template, value, fits) = (template.name.clone(), value.to_owned(), fits.to_vec());
    Err(NotApplicable { template, axis, value, fits, near })
}
