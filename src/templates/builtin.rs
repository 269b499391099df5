//! The three built-in templates, embedded from `data/templates/*.toml`.

use std::path::Path;

use crate::domain::template::TemplateText;
use crate::templates::file;

/// File name and content of each.
const FILES: [(&str, &str); 3] = [
    ("financial-planning-triumph.toml", include_str!("../../data/templates/financial-planning-triumph.toml")),
    ("investment-discovery.toml", include_str!("../../data/templates/investment-discovery.toml")),
    (
        "retirement-planning-anxiety-to-relief.toml",
        include_str!("../../data/templates/retirement-planning-anxiety-to-relief.toml"),
    ),
];

/// Texts that earlier programs stored as built in: a database with one of them gets the newest as a new version.
const EARLIER: [(&str, &str); 3] = [
    (
        "financial-planning-triumph-1.toml",
        include_str!("../../data/templates/earlier/financial-planning-triumph-1.toml"),
    ),
    ("investment-discovery-1.toml", include_str!("../../data/templates/earlier/investment-discovery-1.toml")),
    (
        "retirement-planning-anxiety-to-relief-1.toml",
        include_str!("../../data/templates/earlier/retirement-planning-anxiety-to-relief-1.toml"),
    ),
];

pub(crate) fn builtin() -> Vec<TemplateText> {
    read(&FILES)
}

/// The template of edge cases that name none. It is no part of the library until one is made.
pub(crate) fn for_edge_cases() -> TemplateText {
    let content = include_str!("../../data/templates/edge-case.toml");
    file::parse(Path::new("edge-case.toml"), content).expect("a test in this file reads the embedded template")
}

pub(crate) fn earlier() -> Vec<TemplateText> {
    read(&EARLIER)
}

fn read(files: &[(&str, &str)]) -> Vec<TemplateText> {
    files
        .iter()
        .map(|(name, content)| {
            file::parse(Path::new(name), content).expect("the embedded templates are read by a test in this file")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_of_edge_cases_is_read_and_has_a_name_of_its_own() {
        let text = for_edge_cases();
        assert!(builtin().iter().all(|builtin| builtin.name != text.name));
    }

    #[test]
    fn the_three_of_the_handbook_are_there_with_arc_and_complexity() {
        let found: Vec<_> =
            builtin().into_iter().map(|it| (it.name, it.category, it.structure.join(" → "), it.complexity)).collect();
        let expected = [
            (
                "Financial Planning Triumph",
                "Financial Planning",
                "Introduction → Problem Identification → Strategy Development → Implementation → Success",
                7,
            ),
            (
                "Investment Discovery",
                "Investment Strategy",
                "Curiosity → Exploration → Understanding → Confidence → Action",
                6,
            ),
            (
                "Retirement Planning Anxiety to Relief",
                "Retirement Planning",
                "Anxiety → Clarification → Planning → Reassurance → Confidence",
                8,
            ),
        ];
        let names: Vec<_> = builtin().into_iter().map(|it| it.name).collect();
        assert!(earlier().iter().all(|it| names.contains(&it.name) && !builtin().contains(it)), "renewed for ever");
        assert_eq!(found, expected.map(|(a, b, c, d)| (a.to_owned(), b.to_owned(), c.to_owned(), d)));
    }
}
