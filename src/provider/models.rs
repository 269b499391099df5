//! Prices, limits and quirks of models, from `data/models.toml` and the user's own prices.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::conversation::ProviderName;
use crate::domain::limits::Style;
use crate::domain::money::{OwnPrice, Price, Usd};
use crate::domain::usage::Usage;
use crate::provider::small_models::Small;

/// The largest `max_tokens` sent to the Messages API. Above it, the vendor's own clients must stream
/// (3600 s × max_tokens / 128,000 > 600 s), and dialoom does not stream.
pub(crate) const WHOLE_ANSWER_MAX_TOKENS: u32 = 21_333;

/// Price, limits and quirks of one model.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelInfo {
    /// The price of a million tokens, by kind.
    pub price: Price,
    /// Whether the model is unknown and its price a guess. Messages must say so.
    pub price_is_guess: bool,
    /// A higher price for the whole request where its prompt has more tokens than the number.
    pub price_above: Option<(u64, Price)>,
    /// Whether it takes a temperature.
    pub takes_temperature: bool,
    /// The most tokens of one answer, where known; for the Messages API never above [`WHOLE_ANSWER_MAX_TOKENS`].
    pub max_output: Option<u32>,
    /// Tokens to add to `max_tokens`, since hidden reasoning counts against it; 0 where the model does not think.
    pub thinking_reserve: u32,
    /// The shortest prefix it caches, in tokens; `None` where it caches none.
    pub cache_min_tokens: Option<u32>,
    /// Whether it is too small for a long prompt.
    pub is_small: bool,
    /// The first day without it, where known.
    pub retires: Option<NaiveDate>,
}

impl ModelInfo {
    /// How much a prompt says where nobody chose: a small model loses itself in a long one.
    pub fn default_style(&self) -> Style {
        if self.is_small { Style::Brief } else { Style::Full }
    }

    /// The price of a call. `prompt_tokens` includes cached ones.
    pub fn price_for(&self, prompt_tokens: u64) -> Price {
        match self.price_above {
            Some((above, price)) if prompt_tokens > above => price,
            _ => self.price,
        }
    }

    /// The cost of one call with this usage.
    pub fn cost(&self, usage: &Usage) -> Usd {
        self.price_for(usage.total_input()).cost(usage)
    }

    /// `max_tokens`, or the model's own limit where that is lower.
    pub fn cap(&self, max_tokens: u32) -> u32 {
        self.max_output.map_or(max_tokens, |most| max_tokens.min(most))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    default: BTreeMap<String, String>,
    thinking_reserve: u32,
    anthropic: Vec<Entry>,
    openai: Vec<Entry>,
    retired: BTreeMap<String, NaiveDate>,
    small: Small,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    input: f64,
    output: f64,
    cache_read: Option<f64>,
    cache_write: Option<f64>,
    above: Option<Above>,
    max_output: Option<u32>,
    cache_min: Option<u32>,
    #[serde(default)]
    temperature: bool,
    #[serde(default)]
    thinks: bool,
    retires: Option<NaiveDate>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Above {
    prompt_tokens: u64,
    input: f64,
    output: f64,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/models.toml")).expect("the embedded table is read by a test")
});

fn price(provider: ProviderName, input: f64, output: f64, read: Option<f64>, write: Option<f64>) -> Price {
    let usd = |dollars| Usd::from_dollars(dollars).unwrap_or(Usd::MAX);
    let write_factor = match provider {
        // OpenAI bills what it writes to its cache as ordinary input.
        ProviderName::OpenAi => 1.0,
        ProviderName::Anthropic | ProviderName::Simulator => 1.25,
    };
    Price {
        input: usd(input),
        output: usd(output),
        cache_write: usd(write.unwrap_or(input * write_factor)),
        cache_read: usd(read.unwrap_or(input * 0.1)),
    }
}

/// A price that is not from the table, with the protocol's usual cache prices where they are missing. Chat completions
/// may come from any gateway, and many give no discount for cached tokens.
fn own_price(provider: ProviderName, own: &OwnPrice) -> Price {
    let (read, write) = match provider {
        ProviderName::OpenAi => (own.input, own.input),
        ProviderName::Anthropic | ProviderName::Simulator => {
            (Usd::from_micros(own.input.micros() / 10), Usd::from_micros(own.input.micros() / 4 * 5))
        }
    };
    Price {
        input: own.input,
        output: own.output,
        cache_write: own.cache_write.unwrap_or(write),
        cache_read: own.cache_read.unwrap_or(read),
    }
}

/// Whether `model` is `id` itself or `id` followed by a date or tag.
fn is_same(id: &str, model: &str) -> bool {
    let Some(rest) = model.strip_prefix(id) else { return false };
    if rest.is_empty() || rest.starts_with([':', '@']) || rest == "-latest" {
        return true;
    }
    let Some(date) = rest.strip_prefix('-') else { return false };
    let digits = date.chars().filter(char::is_ascii_digit).count();
    digits == 8 && (date.len() == 8 || (date.len() == 10 && date.matches('-').count() == 2))
}

fn longest<'a, T>(model: &str, known: impl Iterator<Item = (&'a str, T)>) -> Option<T> {
    known.filter(|(id, _)| is_same(id, model)).max_by_key(|(id, _)| id.len()).map(|(_, what)| what)
}

/// The listed models of a provider; `None` for the simulator.
fn entries(provider: ProviderName) -> Option<&'static [Entry]> {
    match provider {
        ProviderName::Anthropic => Some(&TABLE.anthropic),
        ProviderName::OpenAi => Some(&TABLE.openai),
        ProviderName::Simulator => None,
    }
}

fn find(listed: &'static [Entry], model: &str) -> Option<&'static Entry> {
    longest(model, listed.iter().map(|entry| (entry.id.as_str(), entry)))
}

/// The table of models.
#[derive(Debug, Clone, Default)]
pub struct Models {
    overrides: Arc<BTreeMap<String, OwnPrice>>,
}

impl Models {
    /// The built-in table with the user's prices over it: `[prices."model-id"]` in the configuration, with input,
    /// output and optionally cache_read and cache_write, in USD per million tokens.
    pub fn with_overrides(overrides: &BTreeMap<String, OwnPrice>) -> Models {
        Models { overrides: Arc::new(overrides.clone()) }
    }

    /// Finds a model by its exact id, else by the longest listed id that a date or tag follows. An unknown model costs
    /// $15 in and $75 out per million tokens; the simulator is free.
    pub fn info(&self, provider: ProviderName, model: &str) -> ModelInfo {
        let (input, output) = (Price::UNKNOWN.input, Price::UNKNOWN.output);
        let unknown = ModelInfo {
            price: own_price(provider, &OwnPrice { input, output, cache_read: None, cache_write: None }),
            price_is_guess: true,
            price_above: None,
            // A Claude model newer than the table refuses a temperature; models of other servers take one.
            takes_temperature: !(provider == ProviderName::Anthropic && model.starts_with("claude-")),
            max_output: None,
            thinking_reserve: 0,
            cache_min_tokens: None,
            is_small: TABLE.small.by_size(model).unwrap_or(false),
            retires: longest(model, TABLE.retired.iter().map(|(id, day)| (id.as_str(), *day))),
        };
        let Some(listed) = entries(provider) else {
            return ModelInfo { price: Price::FREE, price_is_guess: false, is_small: false, retires: None, ..unknown };
        };
        let mut info = match find(listed, model) {
            None => unknown,
            Some(entry) => ModelInfo {
                price: price(provider, entry.input, entry.output, entry.cache_read, entry.cache_write),
                price_is_guess: false,
                price_above: entry
                    .above
                    .as_ref()
                    .map(|above| (above.prompt_tokens, price(provider, above.input, above.output, None, None))),
                takes_temperature: entry.temperature,
                max_output: entry.max_output,
                thinking_reserve: if entry.thinks { TABLE.thinking_reserve } else { 0 },
                cache_min_tokens: entry.cache_min,
                is_small: false,
                retires: unknown.retires.or(entry.retires),
            },
        };
        if provider == ProviderName::Anthropic {
            info.max_output = Some(info.max_output.unwrap_or(u32::MAX).min(WHOLE_ANSWER_MAX_TOKENS));
        }
        if let Some(own) = longest(model, self.overrides.iter().map(|(id, price)| (id.as_str(), *price))) {
            info = ModelInfo { price: own_price(provider, &own), price_is_guess: false, price_above: None, ..info };
        }
        info
    }

    /// Like `info`, for a server on this machine: there, a word such as "mini" in an unlisted name says small too.
    pub fn info_on_this_machine(&self, provider: ProviderName, model: &str) -> ModelInfo {
        let info = self.info(provider, model);
        let is_small = match entries(provider) {
            Some(listed) if find(listed, model).is_none() => TABLE.small.on_this_machine(model),
            _ => false,
        };
        ModelInfo { is_small, ..info }
    }

    /// The model where the user names none; `None` where the table has no default.
    pub fn default_model(&self, provider: ProviderName) -> Option<&str> {
        match provider {
            ProviderName::Simulator => Some(crate::provider::simulator::MODEL),
            other => TABLE.default.get(other.as_str()).map(String::as_str),
        }
    }

    /// A warning where the model is retired, or will be within 60 days of `today`.
    pub fn retirement_warning(&self, provider: ProviderName, model: &str, today: NaiveDate) -> Option<String> {
        let day = self.info(provider, model).retires?;
        let instead = self.default_model(provider).unwrap_or_default();
        if day <= today {
            Some(format!("the model \"{model}\" was retired on {day}; use a current one, like \"{instead}\""))
        } else if (day - today).num_days() <= 60 {
            Some(format!("the model \"{model}\" will be retired on {day}; use a current one, like \"{instead}\""))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use ProviderName::{Anthropic, OpenAi, Simulator};

    fn dollars(amount: f64) -> Usd {
        Usd::from_dollars(amount).unwrap()
    }

    fn own(input: f64, output: f64) -> OwnPrice {
        OwnPrice { input: dollars(input), output: dollars(output), cache_read: None, cache_write: None }
    }

    #[test]
    fn a_small_model_is_known_by_its_size_and_on_this_machine_by_a_word() {
        let models = Models::default();
        let small =
            |model: &str| (models.info(OpenAi, model).is_small, models.info_on_this_machine(OpenAi, model).is_small);
        for model in ["llama3.2:1b", "smollm2-135m-instruct-q4_1.gguf", "Qwen/Qwen2.5-0.5B-Instruct", "gemma-2-2b-it"] {
            assert_eq!(small(model), (true, true), "{model}");
        }
        for model in ["smol", "SmolLM2", "tinyllama", "phi-3-mini", "phi4-mini:latest"] {
            assert_eq!(small(model), (false, true), "{model}");
        }
        let large = [
            "gpt-4o-mini",
            "openai/gpt-4o-mini",
            "o3-mini",
            "gpt-5.4-nano",
            "llama3.1:8b",
            "qwen3:30b-a3b",
            "mixtral-8x7b",
            "llama-3.3-70b-1m",
            "ministral-latest",
            "a-model",
            "deepseek-v3",
            "claude-haiku-5-5",
            "gemma",
            "1",
            "b",
            "",
        ];
        for model in large {
            assert_eq!(small(model), (false, false), "{model}");
        }
        assert!(!models.info(Simulator, "simulator").is_small);
        let own = Models::with_overrides(&BTreeMap::from([("smol".to_owned(), own(0.0, 0.0))]));
        assert!(own.info_on_this_machine(OpenAi, "smol").is_small, "its price does not change its size");
    }

    #[test]
    fn every_listed_model_is_found_and_costs_something() {
        let models = Models::default();
        for (provider, entries) in [(Anthropic, &TABLE.anthropic), (OpenAi, &TABLE.openai)] {
            assert!(entries.len() > 10);
            for entry in entries {
                let info = models.info(provider, &entry.id);
                assert!(!info.price_is_guess && info.price.input > Usd::ZERO, "{}", entry.id);
                assert!(
                    info.price.output > info.price.input && info.price.cache_read < info.price.input,
                    "{}",
                    entry.id
                );
            }
        }
    }

    #[test]
    fn prices_and_special_cache_reads_are_those_published() {
        let models = Models::default();
        for (model, input, output, write, read) in [
            ("claude-sonnet-5-5", 2.0, 10.0, 2.5, 0.10),
            ("claude-opus-5-5", 4.0, 20.0, 5.0, 0.20),
            ("claude-fable-5-1", 10.0, 50.0, 12.5, 0.25),
            ("claude-opus-4-5-20251101", 5.0, 25.0, 6.25, 0.50),
            ("claude-haiku-4-5-20251001", 1.0, 5.0, 1.25, 0.10),
            ("claude-haiku-5-5", 0.10, 0.50, 0.125, 0.01),
        ] {
            let price = models.info(Anthropic, model).price;
            let expected = Price {
                input: dollars(input),
                output: dollars(output),
                cache_write: dollars(write),
                cache_read: dollars(read),
            };
            assert_eq!(price, expected, "{model}");
        }
    }

    #[test]
    fn a_long_prompt_costs_the_higher_price() {
        let info = Models::default().info(Anthropic, "claude-haiku-5-5");
        assert_eq!(info.price_for(100_000).input, dollars(0.10));
        assert_eq!(info.price_for(100_001).input, dollars(0.50));
        let usage = Usage { input_tokens: 100_000, cache_read_tokens: 1_000_000, ..Usage::default() };
        assert_eq!(info.cost(&usage), dollars(0.05 + 0.05));
        let luna = Models::default().info(OpenAi, "gpt-6-luna").price_for(272_001);
        assert_eq!((luna.input, luna.output), (dollars(0.20), dollars(0.75)));
    }

    #[test]
    fn a_date_or_tag_is_the_same_model_and_a_newer_number_is_not() {
        for (id, model) in [
            ("gpt-5.4", "gpt-5.4-2026-03-01"),
            ("claude-opus-5", "claude-opus-5-20260101"),
            ("qwen3", "qwen3:8b"),
            ("claude-opus-5", "claude-opus-5@20260101"),
            ("gpt-5.4", "gpt-5.4-latest"),
        ] {
            assert!(is_same(id, model), "{model}");
        }
        for (id, model) in [("claude-opus-5", "claude-opus-5-7"), ("gpt-4", "gpt-4o"), ("gpt-4", "gpt-4.2")] {
            assert!(!is_same(id, model), "{model}");
        }
        let newer = Models::default().info(Anthropic, "claude-opus-5-7");
        assert!(newer.price_is_guess && !newer.takes_temperature);
    }

    #[test]
    fn an_unknown_model_is_fifteen_in_and_seventy_five_out_unless_the_user_says_otherwise() {
        let info = Models::default().info(OpenAi, "my-own");
        assert_eq!((info.price.input, info.price.output), (Price::UNKNOWN.input, Price::UNKNOWN.output));
        assert!(info.price_is_guess && info.takes_temperature);
        assert_eq!(Models::default().info(Anthropic, "my-own").price, Price::UNKNOWN);
        let own = Models::with_overrides(&[("my-own".to_owned(), own(0.0, 0.0))].into());
        let info = own.info(OpenAi, "my-own:q4");
        assert_eq!((info.price, info.price_is_guess), (Price::FREE, false));
        assert_eq!(Models::default().info(Simulator, "simulator").price, Price::FREE);
    }

    #[test]
    fn an_override_replaces_the_price_alone() {
        let own = Models::with_overrides(&[("claude-haiku-5-5".to_owned(), own(15.0, 75.0))].into());
        let info = own.info(Anthropic, "claude-haiku-5-5");
        assert_eq!((info.price, info.price_above, info.cache_min_tokens), (Price::UNKNOWN, None, Some(512)));
    }

    #[test]
    fn what_the_cache_costs_where_nobody_says_depends_on_the_protocol() {
        let said = OwnPrice { cache_read: Some(dollars(0.3)), cache_write: Some(dollars(3.0)), ..own(2.0, 8.0) };
        let models = Models::with_overrides(&[("a".to_owned(), own(2.0, 8.0)), ("b".to_owned(), said)].into());
        for (provider, model, read, write) in [
            (Anthropic, "a", 0.2, 2.5),
            (OpenAi, "a", 2.0, 2.0),
            (Anthropic, "b", 0.3, 3.0),
            (OpenAi, "b", 0.3, 3.0),
            // A gateway nobody knows may well give no discount.
            (OpenAi, "unknown", 15.0, 15.0),
        ] {
            let price = models.info(provider, model).price;
            assert_eq!((price.cache_read, price.cache_write), (dollars(read), dollars(write)), "{provider} {model}");
        }
    }

    #[test]
    fn a_temperature_goes_only_to_models_that_take_one() {
        let takes = |provider, model: &str| Models::default().info(provider, model).takes_temperature;
        assert!(takes(Anthropic, "claude-sonnet-4-6") && takes(OpenAi, "gpt-4.1"));
        assert!(!takes(Anthropic, "claude-sonnet-5-5") && !takes(Anthropic, "claude-opus-4-7"));
        assert!(!takes(OpenAi, "gpt-6.1-terra"));
    }

    #[test]
    fn a_whole_answer_of_the_messages_api_is_capped() {
        let models = Models::default();
        assert_eq!(models.info(Anthropic, "claude-sonnet-5-5").cap(64_000), WHOLE_ANSWER_MAX_TOKENS);
        assert_eq!(models.info(OpenAi, "anything").cap(64_000), 64_000);
    }

    #[test]
    fn the_defaults_are_in_the_table_and_not_retiring() {
        let today = "2026-11-22".parse().unwrap();
        for provider in [Anthropic, OpenAi] {
            let models = Models::default();
            let model = models.default_model(provider).unwrap();
            assert!(!models.info(provider, model).price_is_guess);
            assert_eq!(models.retirement_warning(provider, model, today), None);
        }
    }

    #[test]
    fn a_model_near_its_retirement_brings_a_warning() {
        let models = Models::default();
        let warning = |provider, model: &str| models.retirement_warning(provider, model, "2026-11-22".parse().unwrap());
        assert_eq!(
            warning(Anthropic, "claude-3-5-sonnet-20241022").unwrap(),
            "the model \"claude-3-5-sonnet-20241022\" was retired on 2025-10-28; use a current one, like \"claude-sonnet-5-5\""
        );
        assert!(warning(Anthropic, "claude-sonnet-4-5-20250929").unwrap().contains("will be retired on 2026-11-30"));
        assert!(warning(OpenAi, "gpt-4o-mini").unwrap().contains("2027-01-14"));
        assert_eq!(warning(OpenAi, "gpt-5.1"), None);
        assert_eq!(
            warning(OpenAi, "gpt-4o-2024-05-13").unwrap().split(';').next(),
            Some("the model \"gpt-4o-2024-05-13\" was retired on 2026-10-23")
        );
    }
}
