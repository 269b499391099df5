//! What the owner of a data set states about it: the `[dataset]` table of `dialoom.toml`.

use serde::{Deserialize, Serialize};

/// Everything that no program can know. What is not stated says so in the card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DatasetTable {
    /// The title of the card.
    pub name: Option<String>,
    /// What it is, in a sentence or two.
    pub description: Option<String>,
    /// As hubs spell it, such as `cc-by-4.0`.
    pub license: Option<String>,
    /// Where the text of another licence stands.
    pub license_link: Option<String>,
    /// Languages by their codes, such as `en`.
    pub language: Option<Vec<String>>,
    /// Who publishes it.
    pub creator: Option<String>,
    /// Where it lives.
    pub url: Option<String>,
    /// Its own version.
    pub version: Option<String>,
    /// How to cite it.
    pub citation: Option<String>,
    /// What the terms of the providers say about training on their answers.
    pub provider_terms: Option<String>,
    /// What it is for.
    pub intended_use: Option<String>,
    /// What it is not good for.
    pub limitations: Option<String>,
    /// Known biases.
    pub biases: Option<String>,
    /// What was done about personal data.
    pub personal_data: Option<String>,
    /// Who reviewed it.
    pub reviewers: Option<String>,
    /// How it is kept up to date.
    pub maintenance: Option<String>,
}
