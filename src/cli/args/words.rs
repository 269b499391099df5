//! A word out of a fixed list.

use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::domain::UnknownWord;

/// A parser for one of a fixed list of words, with `-`, `_` and a space alike; the words show in help and completions.
pub(crate) fn one_of<T>(words: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = UnknownWord> + Clone + Send + Sync + 'static,
{
    let values = words.iter().map(|word| {
        let value = PossibleValue::new(*word);
        let spelled = |between: &str| word.replace(['_', '-'], between);
        value.aliases(["_", "-", " "].map(spelled).into_iter().filter(|other| other != word))
    });
    PossibleValuesParser::new(values).try_map(|word| word.parse::<T>())
}
