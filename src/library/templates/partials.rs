//! The texts that a template includes. A version keeps them as they were when it was stored, so that a changed partial
//! changes nothing of a running batch.

use std::collections::BTreeMap;

use crate::domain::template::TemplateText;
use crate::templates::included;

/// The text with every partial it includes, by those of the library. One that is missing stays out: `check` names it.
pub(crate) fn with_partials(mut text: TemplateText, library: &[TemplateText]) -> TemplateText {
    let mut found = BTreeMap::new();
    let mut open: Vec<String> = included(&text.text).into_iter().map(|(_, name)| name).collect();
    while let Some(name) = open.pop() {
        if found.contains_key(&name) {
            continue;
        }
        let same = |partial: &&TemplateText| partial.name.to_lowercase() == name.to_lowercase();
        if let Some(partial) = library.iter().find(same) {
            open.extend(included(&partial.text).into_iter().map(|(_, name)| name));
            found.insert(name, partial.text.clone());
        }
    }
    text.partials = found;
    text
}
