//! Which templates of the library are meant.

use crate::domain::axis::Axis;
use crate::domain::conversation::Tier;
use crate::domain::template::Template;

/// Every field must match; several values in a field match any of them; an empty field matches all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Selection {
    pub tiers: Vec<Tier>,
    /// In any case.
    pub categories: Vec<String>,
    /// In any case; a template that is made for no persona in particular fits all.
    pub personas: Vec<String>,
}

impl Selection {
    pub(crate) fn has(&self, template: &Template) -> bool {
        let text = &template.text;
        let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
        let fits = text.applicable(Axis::Persona);
        (self.tiers.is_empty() || self.tiers.contains(&text.tier))
            && (self.categories.is_empty() || self.categories.iter().any(|name| same(name, &text.category)))
            && (self.personas.is_empty()
                || fits.is_empty()
                || self.personas.iter().any(|name| fits.iter().any(|fit| same(fit, name))))
    }
}
