//! The environment variables that say how a provider is reached.

use crate::domain::conversation::ProviderName;

/// The variables of one provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variables {
    /// Holds its keys, separated by commas.
    pub keys: &'static str,
    /// Holds its base URL.
    pub base_url: &'static str,
}

impl Variables {
    /// Of the Messages API.
    pub const ANTHROPIC: Variables = Variables { keys: "ANTHROPIC_API_KEY", base_url: "ANTHROPIC_BASE_URL" };
    /// Of chat completions.
    pub const OPENAI: Variables = Variables { keys: "OPENAI_API_KEY", base_url: "OPENAI_BASE_URL" };
}

impl ProviderName {
    /// The variables of this provider; none for one that is built in.
    pub const fn variables(self) -> Option<Variables> {
        match self {
            ProviderName::Anthropic => Some(Variables::ANTHROPIC),
            ProviderName::OpenAi => Some(Variables::OPENAI),
            ProviderName::Simulator => None,
        }
    }

    /// Every variable that may hold keys, for messages: "A or B".
    pub fn key_variables() -> String {
        let names = ProviderName::ALL.iter().filter_map(|name| name.variables());
        names.map(|variables| variables.keys).collect::<Vec<_>>().join(" or ")
    }
}
