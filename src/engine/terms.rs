//! On which terms a model is asked.

use std::sync::Arc;

use crate::domain::conversation::ProviderName;
use crate::domain::limits::{Limits, LimitsTable, OutOfRange, RequestLimit};
use crate::provider::ModelInfo;
use crate::provider::Provider;

use crate::engine::settings::AskSettings;

/// Who is asked, how, and within which limits: everything decided.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Who answers.
    pub provider: Arc<dyn Provider>,
    /// How it is asked.
    pub ask: AskSettings,
    /// What is known of the model.
    pub info: ModelInfo,
    /// The limits, with defaults.
    pub limits: Limits,
}

impl Terms {
    /// Terms with the limits of a table, and defaults for what it leaves open. The simulator is not held back unless
    /// somebody says so.
    pub fn new(
        provider: Arc<dyn Provider>,
        ask: AskSettings,
        info: ModelInfo,
        limits: &LimitsTable,
    ) -> Result<Terms, OutOfRange> {
        let mut limits = limits.settle()?;
        if ask.provider == ProviderName::Simulator && !limits.requests_are_set {
            limits.requests = RequestLimit::Unlimited;
        }
        Ok(Terms { provider, ask, info, limits })
    }
}
