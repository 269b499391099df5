//! One request, its reply or error, and the cost.

use std::time::Duration;

use crate::domain::money::Usd;
use crate::domain::usage::{Usage, estimate_tokens};
use crate::provider::{CallError, ChatRequest, ErrorKind, ModelInfo, Reply, Stop};

use crate::engine::attempt::ended::Sign;
use crate::engine::terms::worst_cost;

pub(super) struct Exchange<'a> {
    pub request: &'a ChatRequest,
    pub result: &'a Result<Reply, CallError>,
    pub usage: Usage,
    pub cost: Usd,
    /// The most it may have cost beyond `cost`: without an answer or a count of tokens the cost is unknown.
    pub uncertain: Usd,
    pub took: Duration,
}

impl<'a> Exchange<'a> {
    pub fn new(
        request: &'a ChatRequest,
        result: &'a Result<Reply, CallError>,
        took: Duration,
        info: &ModelInfo,
    ) -> Exchange<'a> {
        let usage = match result {
            Ok(reply) => reply.usage.unwrap_or_else(|| estimated_usage(request, reply)),
            Err(_) => Usage::default(),
        };
        let cost = info.cost(&usage);
        let uncertain = match result {
            Err(error) if error.maybe_billed => worst_cost(request, info),
            // The text shows neither hidden reasoning nor this model's count of tokens.
            Ok(Reply { usage: None, .. }) => worst_cost(request, info).minus(cost).max(Usd::ZERO),
            _ => Usd::ZERO,
        };
        Exchange { request, result, cost, usage, uncertain, took }
    }

    /// The token limit, where the answer ended at it.
    pub fn limit_reached(&self) -> Option<u32> {
        self.result.as_ref().ok().filter(|reply| reply.stop == Stop::MaxTokens).map(|_| self.request.max_tokens)
    }

    pub fn sign(&self) -> Sign {
        match self.result {
            Ok(_) => Sign::Answered,
            Err(error) if error.kind == ErrorKind::Overloaded => Sign::Overloaded,
            Err(error) if error.kind == ErrorKind::Timeout => Sign::TimedOut,
            Err(error) if error.kind == ErrorKind::Connection && !error.maybe_billed => Sign::Unreachable,
            Err(_) => Sign::There,
        }
    }
}

/// An estimate for a provider that counts no tokens.
pub(super) fn estimated_usage(request: &ChatRequest, reply: &Reply) -> Usage {
    Usage {
        input_tokens: estimate_tokens(&request.system) + estimate_tokens(&request.prompt),
        output_tokens: estimate_tokens(&reply.text),
        ..Usage::default()
    }
}
