//! How many tokens a conversation has: counted by a tokenizer, or estimated.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use kitoken::Kitoken;
use serde_json::{Map, Value};

use crate::domain::usage::estimate_tokens;
use crate::export::control_tokens::TokenizerError;

/// Around each turn, for its role; chat templates differ.
const AROUND_A_TURN: u64 = 4;

/// Who counts; an estimate where there is no tokenizer.
#[derive(Clone, Default)]
pub struct TokenCount(Option<Arc<Kitoken>>);

impl TokenCount {
    /// By a `tokenizer.json`. Its `truncation` and `padding` do not count: they are for a model's input, and would make
    /// every turn as long as they say.
    pub fn of_tokenizer(path: &Path) -> Result<TokenCount, TokenizerError> {
        let failed = |error: &dyn fmt::Display| TokenizerError::new(path, error.to_string());
        let bytes = std::fs::read(path).map_err(|error| failed(&error))?;
        let mut file: Map<String, Value> = serde_json::from_slice(&bytes).map_err(|error| failed(&error))?;
        for block in ["truncation", "padding"] {
            file.insert(block.into(), Value::Null);
        }
        let bytes = serde_json::to_vec(&file).map_err(|error| failed(&error))?;
        let tokenizer = Kitoken::from_tokenizers_slice(&bytes).map_err(|error| failed(&error))?;
        Ok(TokenCount(Some(Arc::new(tokenizer))))
    }

    /// Whether nothing is counted exactly.
    pub fn is_estimate(&self) -> bool {
        self.0.is_none()
    }

    /// The tokens of turns. A text that the tokenizer cannot read counts as endless.
    pub(super) fn of<'a>(&self, turns: impl Iterator<Item = &'a str>) -> u64 {
        let turn = |text: &str| match &self.0 {
            None => estimate_tokens(text),
            Some(tokenizer) => tokenizer.encode(text, false).map_or(u64::from(u32::MAX), |tokens| tokens.len() as u64),
        };
        turns.map(|text| turn(text) + AROUND_A_TURN).sum()
    }
}

impl PartialEq for TokenCount {
    fn eq(&self, other: &TokenCount) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

impl fmt::Debug for TokenCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_estimate() { "estimate" } else { "tokenizer" })
    }
}
