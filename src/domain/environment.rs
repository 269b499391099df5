//! The environment variables for the access to a provider.

use crate::domain::conversation::ProviderName;

/// The variables of one provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variables {
    /// For its API keys, separated by commas.
    pub keys: &'static str,
    pub base_url: &'static str,
}

impl Variables {
    pub const ANTHROPIC: Variables = Variables { keys: "ANTHROPIC_API_KEY", base_url: "ANTHROPIC_BASE_URL" };
    pub const OPENAI: Variables = Variables { keys: "OPENAI_API_KEY", base_url: "OPENAI_BASE_URL" };
    /// Those of a judge with a server or keys of its own.
    pub const JUDGE: Variables = Variables { keys: "DIALOOM_JUDGE_API_KEY", base_url: "DIALOOM_JUDGE_BASE_URL" };
}

impl ProviderName {
    /// `None` for the built-in simulator.
    pub(crate) const fn variables(self) -> Option<Variables> {
        match self {
            ProviderName::Anthropic => Some(Variables::ANTHROPIC),
            ProviderName::OpenAi => Some(Variables::OPENAI),
            ProviderName::Simulator => None,
        }
    }

    /// Every variable for keys, for messages: "A or B".
    pub(crate) fn key_variables() -> String {
        let names = ProviderName::ALL.iter().filter_map(|name| name.variables());
        names.map(|variables| variables.keys).collect::<Vec<_>>().join(" or ")
    }
}
