//! The error mapping as data: which status, code or word means which kind. The first row that fits counts.

use crate::provider::error::ErrorKind;
use crate::provider::error::ErrorKind as K;

/// One row of the table.
struct Row {
    kind: ErrorKind,
    /// The statuses it is for; empty for all.
    statuses: &'static [u16],
    /// Codes as servers spell them, lower case. `*` at the end stands for any end.
    codes: &'static [&'static str],
    /// Parts of the message, lower case. A row without codes and words fits by its status alone.
    words: &'static [&'static str],
}

const ANY: &[u16] = &[];

const TABLE: &[Row] = &[
    Row {
        kind: K::SpendLimit,
        statuses: ANY,
        codes: &[
            "enforced_spend_limit_reached",
            "contract_spend_limit_reached",
            "organization_spend_limit_exceeded",
            "project_spend_limit_exceeded",
            "organization_usage_limit_exceeded",
            "billing_hard_limit_reached",
            "spend_limit_exceeded",
            "budget_exceeded",
        ],
        words: &[
            "budget has been exceeded",
            "spend limit reached",
            "spending limit reached",
            "hard limit reached",
            "reached your specified api usage limits",
        ],
    },
    Row {
        kind: K::NoCredit,
        statuses: ANY,
        codes: &[
            "insufficient_quota",
            "insufficient_user_quota",
            "insufficient_balance",
            "insufficientbalance",
            "insufficient_account_balance",
            "insufficient_credit*",
            "insufficient_funds",
            "credit_balance_exhausted",
            "exceeded_current_quota_error",
            "billing_error",
            "billing_not_active",
            "payment_required",
            "account_overdue*",
            "accountoverdue*",
            "arrearage",
            "1113",
        ],
        words: &[],
    },
    Row {
        // An empty prepaid account: often only the message tells.
        kind: K::NoCredit,
        statuses: &[200, 400, 401, 402, 403, 422, 429, 500],
        codes: &[],
        words: &[
            "credit balance",
            "insufficient balance",
            "insufficient account balance",
            "insufficient credit",
            "insufficient fund",
            "insufficient quota",
            "balance is insufficient",
            "balance is too low",
            "balance not enough",
            "not enough balance",
            "not enough credit",
            "negative balance",
            "no credits",
            "out of credit",
            "run out of credit",
            "more credits",
            "credits exhausted",
            "add credits",
            "purchase credits",
            "recharge",
            "top up",
            "top-up",
            "in arrears",
            "overdue payment",
            "payment required",
            "billing is not active",
            "余额不足",
            "欠费",
        ],
    },
    Row {
        // Prompt and token limit are above what a minute allows, so no wait helps.
        kind: K::TooLarge,
        statuses: &[200, 400, 413, 429],
        codes: &[],
        words: &["request too large for"],
    },
    // The model's answer did not fit the schema (Groq): another try may.
    Row { kind: K::Protocol, statuses: &[200, 400, 422], codes: &["json_validate_failed"], words: &[] },
    Row {
        kind: K::ContextLength,
        statuses: ANY,
        codes: &["context_length_exceeded", "exceed_context_size_error", "context_window_exceeded"],
        words: &[],
    },
    Row {
        kind: K::ContextLength,
        statuses: &[200, 400, 413, 422, 500],
        codes: &[],
        words: &[
            "prompt is too long",
            "maximum context length",
            "maximum prompt length",
            "exceeds the available context size",
            "context window",
        ],
    },
    Row {
        kind: K::BadKey,
        statuses: &[200, 400, 401, 403, 404, 422],
        codes: &[
            "invalid_api_key",
            "incorrect_api_key*",
            "api_key_invalid",
            "api_key_expired",
            "api_key_service_blocked",
            "authentication_error",
            "invalid_authentication*",
            "authentication_failed",
            "unauthenticated",
            "unauthorized",
        ],
        words: &[
            "api key not valid",
            "api key not found",
            "api key expired",
            "api key is invalid",
            "api key is missing",
            "api key missing",
            "invalid api key",
            "invalid api-key",
            "invalid x-api-key",
            "invalid_api_key",
            "incorrect api key",
            "wrong api key",
            "missing api key",
            "no api key",
            "valid api key",
            "invalid authentication",
            "authentication failed",
            "invalid access token",
            "无效的令牌",
        ],
    },
    Row {
        kind: K::Overloaded,
        statuses: ANY,
        codes: &[
            "overloaded*",
            "server_is_overloaded",
            "server_overloaded",
            "engine_overloaded*",
            "model_overloaded",
            "capacity_exceeded",
            "over_capacity",
        ],
        words: &[],
    },
    Row {
        kind: K::Overloaded,
        statuses: &[200],
        codes: &["unavailable*", "service_unavailable*", "503", "529", "498"],
        words: &["overloaded", "capacity exceeded", "at capacity", "over capacity", "server busy", "server is busy"],
    },
    Row {
        kind: K::RateLimited,
        statuses: &[200, 400, 403],
        codes: &[
            "rate_limit*",
            "ratelimit*",
            "rate-limit*",
            "too_many_requests",
            "toomanyrequests",
            "throttl*",
            "slow_down",
            "resource_exhausted",
            "requests_limit*",
            "429",
        ],
        words: &["rate limit", "rate-limit", "ratelimit", "too many requests", "throttled", "slow down", "限流"],
    },
    Row { kind: K::UnknownModel, statuses: &[200, 400], codes: &["model_not_found"], words: &[] },
    // A wrong path (LM Studio, OpenAI), or http to a port for https (Go, nginx).
    Row {
        kind: K::UnknownModel,
        statuses: &[200, 400],
        codes: &[],
        words: &[
            "unexpected endpoint or method",
            "unknown request url",
            "http request to an https server",
            "http request was sent to https port",
        ],
    },
    Row { kind: K::Forbidden, statuses: &[200, 400], codes: &[], words: &["organization has been disabled"] },
    // The proxy on the way asks for a user and a password.
    Row { kind: K::Forbidden, statuses: &[407], codes: &[], words: &[] },
    Row {
        kind: K::Timeout,
        statuses: &[200],
        codes: &["timeout*", "gateway_timeout", "408", "504"],
        words: &["timed out"],
    },
    Row {
        kind: K::Server,
        statuses: &[200],
        codes: &["server_error", "internal_server_error", "internal_error", "api_error", "bad_gateway", "500", "502"],
        words: &["bad gateway", "internal server error"],
    },
    Row { kind: K::BadKey, statuses: &[401], codes: &[], words: &[] },
    Row { kind: K::NoCredit, statuses: &[402], codes: &[], words: &[] },
    Row { kind: K::Forbidden, statuses: &[403], codes: &[], words: &[] },
    // A wrong method or a moved page means a wrong base URL: no request can work.
    Row { kind: K::UnknownModel, statuses: &[404, 405, 410], codes: &[], words: &[] },
    Row { kind: K::Timeout, statuses: &[408, 504], codes: &[], words: &[] },
    Row { kind: K::Conflict, statuses: &[409], codes: &[], words: &[] },
    Row { kind: K::TooLarge, statuses: &[413], codes: &[], words: &[] },
    Row { kind: K::RateLimited, statuses: &[420, 429], codes: &[], words: &[] },
    // What it depends on failed; too early; retry with; the gateway's own client went away.
    Row { kind: K::Server, statuses: &[424, 425, 449, 499], codes: &[], words: &[] },
    // A tier without capacity; overloaded.
    Row { kind: K::Overloaded, statuses: &[498, 503, 529], codes: &[], words: &[] },
];

/// The kind of an error with this status, these codes and this message, all lower case. `None` where no row fits.
pub(super) fn kind(status: u16, codes: &[String], message: &str) -> Option<ErrorKind> {
    let has_code = |known: &str| match known.strip_suffix('*') {
        Some(start) => codes.iter().any(|code| code.starts_with(start)),
        None => codes.iter().any(|code| code == known),
    };
    let fits = |row: &&Row| {
        (row.statuses.is_empty() || row.statuses.contains(&status))
            && ((row.codes.is_empty() && row.words.is_empty())
                || row.codes.iter().any(|code| has_code(code))
                || row.words.iter().any(|word| message.contains(word)))
    };
    TABLE.iter().find(fits).map(|row| row.kind)
}
