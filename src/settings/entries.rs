//! The lines of `dialoom config`.

use std::collections::BTreeMap;

use crate::domain::judge_table::JudgeTable;
use crate::domain::limits::{GenerationTable, LimitsTable};
use crate::domain::money::{OwnPrice, Usd};
use crate::domain::review::REASONS;
use crate::error::Failure;

use crate::provider::masked_base_url;
use crate::settings::file::File;
use crate::settings::keys::Keys;
use crate::settings::{Entry, OPENAI_BASE_URL, Source};

/// Where provider and model came from, where that was not the file.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    pub(super) provider: Option<Source>,
    pub(super) model: Option<Source>,
}

#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) list: Vec<Entry>,
}

impl Entries {
    pub(super) fn add(&mut self, key: &str, value: impl Into<String>, source: Source) {
        self.list.push(Entry { key: key.to_owned(), value: value.into(), source });
    }

    /// A value of the file, or the default.
    fn add_or(&mut self, key: &str, value: Option<String>, otherwise: &str, file: &File) {
        match value {
            Some(value) => self.add(key, value, file.source()),
            None => self.add(key, otherwise, Source::Default),
        }
    }

    /// Whether a key may go out in clear text: the flag, the file, or no.
    pub(super) fn insecure(&mut self, provider: &str, flag: bool, said: Option<bool>, file: &File) {
        let key = format!("{provider}.insecure");
        match flag {
            true => self.add(&key, "true", Source::Flag("--insecure")),
            false => self.add_or(&key, said.map(|said| said.to_string()), "false", file),
        }
    }

    pub(super) fn generation(&mut self, table: &GenerationTable, chosen: &Chosen, file: &File) {
        let source = |chosen: &Option<Source>| chosen.clone().unwrap_or_else(|| file.source());
        match table.provider {
            Some(provider) => self.add("generation.provider", provider.as_str(), source(&chosen.provider)),
            None => self.add("generation.provider", "the one whose key or URL is set", Source::Default),
        }
        match &table.model {
            Some(model) => self.add("generation.model", model.clone(), source(&chosen.model)),
            None => self.add("generation.model", "the provider's default", Source::Default),
        }
        let text = |value: Option<f64>| value.map(|value| value.to_string());
        self.add_or("generation.temperature", text(table.temperature), "0.7", file);
        self.add_or("generation.max_tokens", table.max_tokens.map(|n| n.to_string()), "grows with the turns", file);
        self.add_or("generation.turns", table.turns.map(|turns| turns.to_string()), "10", file);
        self.add_or(
            "generation.style",
            table.style.map(|it| it.to_string()),
            "brief for small models, else full",
            file,
        );
        self.add_or("generation.assistant_identity", table.assistant_identity.clone(), "not set", file);
        self.add_or("generation.keep_payloads", file.keep_payloads.map(|keep| keep.to_string()), "false", file);
    }

    pub(super) fn limits(&mut self, table: &LimitsTable, file: &File) -> Result<(), Failure> {
        let settled = table.settle().map_err(|error| file.out_of_range(&error))?;
        let whole = |value: Option<u64>| value.map(|value| value.to_string());
        let real = |value: Option<f64>| value.map(|value| value.to_string());
        let seconds = |duration: std::time::Duration| duration.as_secs_f64().to_string();
        let millis = |duration: std::time::Duration| duration.as_millis().to_string();
        let rows = [
            ("requests", table.requests.map(|limit| limit.to_string()), settled.requests.to_string()),
            ("input_tokens", whole(table.input_tokens), "none".into()),
            ("output_tokens", whole(table.output_tokens), "none".into()),
            ("window_seconds", real(table.window_seconds), seconds(settled.window)),
            ("threshold", real(table.threshold), settled.threshold.to_string()),
            ("concurrency", whole(table.concurrency.map(u64::from)), settled.concurrency.to_string()),
            ("max_cost_usd", table.max_cost_usd.map(|cost| cost.dollars().to_string()), "none".into()),
            ("max_cost_per_day_usd", table.max_cost_per_day_usd.map(|cost| cost.dollars().to_string()), "none".into()),
            ("max_retries", whole(table.max_retries.map(u64::from)), settled.max_retries.to_string()),
            (
                "max_answer_retries",
                whole(table.max_answer_retries.map(u64::from)),
                settled.max_answer_retries.to_string(),
            ),
            ("retry_base_ms", whole(table.retry_base_ms), millis(settled.retry_base)),
            ("retry_cap_ms", whole(table.retry_cap_ms), millis(settled.retry_cap)),
            ("timeout_seconds", real(table.timeout_seconds), seconds(settled.timeout)),
        ];
        for (name, written, default) in rows {
            self.add_or(&format!("limits.{name}"), written, &default, file);
        }
        Ok(())
    }

    pub(super) fn judge(&mut self, table: &JudgeTable, url: Option<Source>, keys: &Keys, file: &File) {
        let rows = [
            ("provider", table.provider.map(|it| it.to_string()), "not set"),
            ("model", table.model.clone(), "the provider's default"),
            ("min_mark", table.min_mark.map(|mark| mark.to_string()), "6"),
            ("rubric", table.rubric.as_ref().map(|path| path.display().to_string()), "built in"),
            ("temperature", table.temperature.map(|value| value.to_string()), "0"),
            ("max_tokens", table.max_tokens.map(|n| n.to_string()), "2048"),
        ];
        for (name, written, default) in rows {
            self.add_or(&format!("judge.{name}"), written, default, file);
        }
        match (&table.base_url, url) {
            (Some(url), Some(source)) => self.add("judge.base_url", masked_base_url(url), source),
            _ => self.add("judge.base_url", "that of its provider", Source::Default),
        }
        let state = if keys.keys.is_empty() { "those of its provider" } else { "set" };
        self.add("judge.api_key", state, keys.source.clone());
    }

    /// What is stated about data sets; nothing where nothing is.
    pub(super) fn dataset(&mut self, file: &File) {
        let stated = serde_json::to_value(&file.dataset).unwrap_or_default();
        for (name, value) in stated.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null()) {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            self.add(&format!("dataset.{name}"), value, file.source());
        }
    }

    /// The reasons on the number keys of the review: those of the file, or the built-in ones.
    pub(super) fn reasons(&mut self, file: &File) -> Vec<String> {
        let written = file.review.reasons.as_ref().map(|all| all.iter().map(|one| one.trim().to_owned()).collect());
        let source = if written.is_some() { file.source() } else { Source::Default };
        let reasons: Vec<String> = written.unwrap_or_else(|| REASONS.map(str::to_owned).to_vec());
        self.add("review.reasons", reasons.join("; "), source);
        reasons
    }

    pub(super) fn openai_base_url(&mut self, url: Option<&(String, Source)>, keys: &Keys) {
        match url {
            Some((url, source)) => self.add("openai.base_url", masked_base_url(url), source.clone()),
            None if keys.keys.is_empty() => self.add("openai.base_url", "not set", Source::Default),
            None => self.add("openai.base_url", OPENAI_BASE_URL, Source::Default),
        }
    }

    /// The key file and whether keys are set; never a part of a key.
    pub(super) fn secret(&mut self, provider: &str, keys: &Keys) {
        let path = keys.key_file.as_ref().map(|path| path.display().to_string());
        match path {
            Some(path) => self.add(&format!("{provider}.key_file"), path, keys.file_source.clone()),
            None => self.add(&format!("{provider}.key_file"), "not set", Source::Default),
        }
        let state = if keys.keys.is_empty() { "not set" } else { "set" };
        self.add(&format!("{provider}.api_key"), state, keys.source.clone());
    }

    pub(super) fn prices(&mut self, prices: &BTreeMap<String, OwnPrice>, file: &File) {
        // The default for a cache price depends on the provider.
        let cache = |price: Option<Usd>, kind| {
            price.map(|price| format!(", {} cache {kind}", price.exact())).unwrap_or_default()
        };
        for (model, price) in prices {
            let OwnPrice { input, output, cache_read, cache_write } = price;
            let (read, write) = (cache(*cache_read, "read"), cache(*cache_write, "write"));
            let value = format!("{} in, {} out{read}{write}", input.exact(), output.exact());
            self.add(&format!("prices.\"{model}\""), value, file.source());
        }
    }
}
