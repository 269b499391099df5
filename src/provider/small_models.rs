//! Models too small for a long prompt, by what their names say.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Small {
    most_billions: f64,
    names: Vec<String>,
    hosted: Vec<String>,
}

/// The parts of a model's name: "smollm2:135m-instruct" has three.
fn parts(model: &str) -> impl Iterator<Item = String> {
    model.split(|letter: char| !letter.is_alphanumeric() && letter != '.').map(str::to_lowercase)
}

/// The size a part of a name says, in billions of parameters: "135m", "0.5b".
fn billions(part: &str) -> Option<f64> {
    let (digits, unit) = part.split_at_checked(part.len().checked_sub(1)?)?;
    let number: f64 = digits.parse().ok().filter(|_| digits.starts_with(|first: char| first.is_ascii_digit()))?;
    match unit {
        "b" => Some(number),
        "m" => Some(number / 1000.0),
        _ => None,
    }
}

impl Small {
    /// Whether the name says a small size. Of several the largest counts.
    pub(super) fn by_size(&self, model: &str) -> Option<bool> {
        let largest = parts(model).filter_map(|part| billions(&part)).reduce(f64::max);
        largest.map(|billions| billions <= self.most_billions)
    }

    /// Whether a model on this machine is small: a size, or else a word for one.
    pub(super) fn on_this_machine(&self, model: &str) -> bool {
        self.by_size(model).unwrap_or_else(|| {
            let begins = |part: &str, words: &[String]| words.iter().any(|word| part.starts_with(word.as_str()));
            parts(model).any(|part| begins(&part, &self.names)) && !parts(model).any(|part| begins(&part, &self.hosted))
        })
    }
}
