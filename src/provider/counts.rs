//! The tokens that a body counts, under the names of every API.

use serde_json::Value;

use crate::domain::usage::Usage;
use crate::provider::response::{NotCounted, count};

/// The names of the count of input tokens. Under the first four, cached tokens are part of it.
const INPUT: &[&str] =
    &["prompt_tokens", "promptTokens", "promptTokenCount", "prompt_eval_count", "input_tokens", "inputTokens"];
const OUTPUT: &[&str] =
    &["completion_tokens", "completionTokens", "candidatesTokenCount", "eval_count", "output_tokens", "outputTokens"];
const TOTAL: &[&str] = &["total_tokens", "totalTokens", "totalTokenCount"];
/// The details that say how many of the input tokens were cached.
const DETAILS: &[&str] =
    &["prompt_tokens_details", "input_tokens_details", "promptTokensDetails", "inputTokensDetails"];
const READ: &[&str] = &[
    "cache_read_input_tokens",
    "cacheReadInputTokens",
    "cachedInputTokens",
    "cachedContentTokenCount",
    "prompt_cache_hit_tokens",
];
const WRITTEN: &[&str] = &["cache_creation_input_tokens", "cacheWriteInputTokens"];
/// The counts of hidden reasoning. Each stands apart from the output or is a part of it.
const REASONING: &[&str] = &[
    "/completion_tokens_details/reasoning_tokens",
    "/output_tokens_details/reasoning_tokens",
    "/thoughtsTokenCount",
    "/reasoningTokens",
];

/// The tokens, where the server counted them.
pub(super) fn usage(body: &Value) -> Option<Usage> {
    let places = ["/usage", "/usageMetadata", "/x_groq/usage", "/usage_metadata"];
    let given = places.iter().filter_map(|place| body.pointer(place)).find(|given| given.is_object());
    of_counts(given.unwrap_or(body))
}

/// The first of these counts that is not zero. Some servers send both names, and zeros under one.
fn first(counts: &Value, names: &[&'static str]) -> Result<(u64, Option<&'static str>), NotCounted> {
    for name in names {
        match count(counts, name)? {
            0 => {}
            number => return Ok((number, Some(name))),
        }
    }
    Ok((0, None))
}

fn of_counts(counts: &Value) -> Option<Usage> {
    let (input, name) = first(counts, INPUT).ok()?;
    let (output, _) = first(counts, OUTPUT).ok()?;
    let details = DETAILS.iter().find_map(|name| counts.get(name).filter(|given| given.is_object()));
    let is_apart = name.is_none_or(|name| name.starts_with("input")) && details.is_none();
    let of = |names: &[&'static str]| first(counts, names);
    if is_apart && counts.get("cachedInputTokens").is_none() {
        return Some(Usage {
            input_tokens: input,
            output_tokens: output.max(reasoning(counts)),
            cache_write_tokens: of(WRITTEN).ok()?.0,
            cache_read_tokens: of(READ).ok()?.0,
        });
    }
    let detail = |name: &str| details.and_then(|details| count(details, name).ok()).filter(|number| *number > 0);
    let other = |names: &[&'static str]| of(names).map_or(0, |(number, _)| number);
    // Without these every token is counted at the full price.
    let read = detail("cached_tokens").unwrap_or_else(|| other(READ)).min(input);
    let write = detail("cache_write_tokens").unwrap_or_else(|| other(WRITTEN)).min(input - read);
    Some(Usage {
        input_tokens: input - read - write,
        output_tokens: whole_output(counts, input, output),
        cache_write_tokens: write,
        cache_read_tokens: read,
    })
}

fn reasoning(counts: &Value) -> u64 {
    REASONING.iter().filter_map(|place| counts.pointer(place)?.as_u64()).max().unwrap_or(0)
}

/// The output tokens, hidden reasoning included. Some servers count reasoning apart from the text: then only the total
/// has it (Gemini, xAI), or the detail.
fn whole_output(counts: &Value, input: u64, output: u64) -> u64 {
    let total = first(counts, TOTAL).map_or(0, |(number, _)| number);
    // A smaller total is no sum of the two.
    output.max(reasoning(counts)).max(total.saturating_sub(input))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use serde_json::json;

    use super::*;

    #[test]
    fn cached_tokens_are_counted_once() {
        for counts in [
            json!({"prompt_tokens": 100, "completion_tokens": 7, "prompt_tokens_details": {"cached_tokens": 64}}),
            json!({"input_tokens": 100, "output_tokens": 7, "input_tokens_details": {"cached_tokens": 64}}),
            json!({"input_tokens": 36, "output_tokens": 7, "cache_read_input_tokens": 64}),
            json!({"inputTokens": 36, "outputTokens": 7, "cacheReadInputTokens": 64}),
            json!({"inputTokens": 100, "outputTokens": 7, "cachedInputTokens": 64}),
            json!({"prompt_tokens": 100, "completion_tokens": 7, "cache_read_input_tokens": 64}),
            json!({"prompt_tokens": 100, "completion_tokens": 7, "prompt_cache_hit_tokens": 64}),
        ] {
            let counted = of_counts(&counts).unwrap();
            assert_eq!(
                (counted.input_tokens, counted.cache_read_tokens, counted.output_tokens),
                (36, 64, 7),
                "{counts}"
            );
        }
        assert_eq!(of_counts(&json!({"prompt_tokens": null})), Some(Usage::default()));
    }

    #[test]
    fn counts_are_found_under_the_names_of_every_api() {
        for body in [
            json!({"usage": {"promptTokens": 9, "completionTokens": 3}}),
            json!({"usage": {"inputTokens": 9, "outputTokens": 3, "totalTokens": 12}}),
            json!({"usage": {"input_tokens": 9, "output_tokens": 3}}),
            json!({"usage": {"prompt_tokens": 9, "completion_tokens": 3, "input_tokens": 0, "output_tokens": 0}}),
            json!({"usage": {"prompt_tokens": 0, "completion_tokens": 0, "input_tokens": 9, "output_tokens": 3}}),
            json!({"usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 3}}),
            json!({"prompt_eval_count": 9, "eval_count": 3}),
            json!({"usage": null, "x_groq": {"usage": {"prompt_tokens": 9, "completion_tokens": 3}}}),
        ] {
            let counted = usage(&body).unwrap();
            assert_eq!((counted.input_tokens, counted.output_tokens), (9, 3), "{body}");
        }
    }

    #[test]
    fn reasoning_that_is_counted_apart_is_output_too() {
        for (counts, output) in [
            (json!({"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": 1200}), 300),
            (json!({"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": 2200}), 1300),
            (
                json!({"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": 2200,
                    "completion_tokens_details": {"reasoning_tokens": 1000}}),
                1300,
            ),
            (
                json!({"prompt_tokens": 900, "completion_tokens": 300,
                    "completion_tokens_details": {"reasoning_tokens": 1500}}),
                1500,
            ),
            (
                json!({"prompt_tokens": 900, "completion_tokens": 1300, "total_tokens": 2200,
                    "completion_tokens_details": {"reasoning_tokens": 1000}}),
                1300,
            ),
            (json!({"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": 300}), 300),
            (json!({"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": "many"}), 300),
        ] {
            assert_eq!(of_counts(&counts).unwrap().output_tokens, output, "{counts}");
        }
    }

    #[test]
    fn odd_counts_are_not_counted() {
        for odd in [json!(910.5), json!("900"), json!(-1), json!(true), json!([]), json!(1e300)] {
            assert_eq!(of_counts(&json!({"prompt_tokens": odd, "completion_tokens": 7})), None, "{odd}");
            assert_eq!(of_counts(&json!({"prompt_tokens": 7, "completion_tokens": odd})), None, "{odd}");
            assert_eq!(of_counts(&json!({"input_tokens": 7, "output_tokens": odd})), None, "{odd}");
        }
        let odd_detail =
            json!({"prompt_tokens": 9, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": "5"}});
        assert_eq!(of_counts(&odd_detail).unwrap().input_tokens, 9);
    }
}
