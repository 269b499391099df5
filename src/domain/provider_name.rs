//! The names of the providers.

use crate::domain::word::words;

words! {
    /// The provider of the answers.
    ProviderName is "provider" {
        /// Anthropic's Messages API.
        Anthropic = "anthropic",
        /// The chat completions API at any base URL.
        OpenAi = "openai",
        /// Built in and offline; exports leave its conversations out unless asked.
        Simulator = "simulator",
    }
}
