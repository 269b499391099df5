//! Templates that include a changed partial. Each becomes a new version together with it, so that the next conversation
//! has the new text, and every conversation still shows the text that it was made with.

use crate::domain::template::{Template, TemplateText};
use crate::library::templates::partials::with_partials;
use crate::store::NewVersion;

/// A template whose text changes with a partial.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Renewed {
    pub of: Template,
    pub text: TemplateText,
}

impl Renewed {
    pub(crate) fn version(&self) -> NewVersion {
        let of = Some((self.of.id, self.of.version));
        NewVersion { of, text: self.text.clone(), source: self.of.source.clone() }
    }
}

/// Those of the stored templates that include a partial of these names and would read otherwise with this library, where
/// the first partial of a name counts.
pub(crate) fn renewed(stored: &[Template], library: &[TemplateText], changed: &[&str]) -> Vec<Renewed> {
    let renew = |of: &Template| Renewed { of: of.clone(), text: with_partials(of.text.clone(), library) };
    let of_changed = stored.iter().filter(|template| changed.iter().any(|name| includes(template, name)));
    of_changed.map(renew).filter(|renewed| renewed.text != renewed.of.text).collect()
}

/// Whether the newest version includes the partial, itself or by another one.
pub(crate) fn includes(template: &Template, partial: &str) -> bool {
    template.text.partials.keys().any(|name| name.to_lowercase() == partial.to_lowercase())
}
