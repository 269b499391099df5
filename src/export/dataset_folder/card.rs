//! The card: for people, and for the hub in its front matter.

use crate::domain::markdown::line;
use crate::export::dataset_folder::{Dataset, NOT_STATED, front_matter, sections};

pub(super) fn text(dataset: &Dataset<'_>) -> String {
    let stated = dataset.stated;
    let said = |text: &Option<String>| text.as_deref().map_or(NOT_STATED.into(), |text| text.trim().to_owned());
    let mut card = front_matter::text(dataset);
    card.push_str(&format!("\n# {}\n\n{}\n", line(dataset.title()), said(&stated.description)));
    card.push_str(&sections::content(dataset));
    card.push_str(&sections::making(dataset));
    card.push_str(&sections::quality(dataset));
    card.push_str(&sections::reading(dataset));
    card.push_str(&sections::variety(dataset));
    card.push_str(&sections::leakage(dataset));
    card.push_str(&sections::left_out(dataset));
    let language = stated.language.as_ref().map(|all| all.join(", "));
    card.push_str("\n## Use, terms and licence\n\n");
    for (name, text) in [
        ("Intended use", &stated.intended_use),
        ("Limitations", &stated.limitations),
        ("Biases", &stated.biases),
        ("Personal data", &stated.personal_data),
        ("Reviewers", &stated.reviewers),
        ("Terms of the providers", &stated.provider_terms),
        ("Licence", &stated.license),
        ("Text of the licence", &stated.license_link),
        ("Language", &language),
        ("Creator", &stated.creator),
        ("Version", &stated.version),
        ("Place", &stated.url),
        ("Upkeep", &stated.maintenance),
        ("Citation", &stated.citation),
    ] {
        card.push_str(&format!("- {name}: {}\n", said(text).replace('\n', "\n  ")));
    }
    card
}
