//! The base URL that a person gives: checked, without what is secret where it is shown.

use std::borrow::Cow;

use reqwest::Url;

use crate::domain::quoted::quoted;
use crate::provider::{ConnectError, without_key};

/// Whether the text can be the base URL of a provider: http or https with a host.
pub fn is_base_url(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// The text with `***` in place of user and password, of the fragment, and of what its query may keep secret, and
/// `[key]` in place of a key in its path; as it is without such.
pub fn masked_base_url(given: &str) -> String {
    let Some((scheme, rest)) = given.split_once("://").filter(|_| is_base_url(given)) else { return given.to_owned() };
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].rfind('@').map_or(0, |at| at + 1);
    let user = if host > 0 { "***@" } else { "" };
    let (rest, fragment) = match rest[host..].split_once('#') {
        Some((rest, _)) => (rest, "#***"),
        None => (&rest[host..], ""),
    };
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (rest, None),
    };
    let pair = |pair: &str| match pair.split_once('=') {
        Some((name, value)) if may_be_secret(&decoded(name), value) => format!("{name}=***"),
        Some(_) => pair.to_owned(),
        None if may_be_secret("", pair) => "***".to_owned(),
        None => pair.to_owned(),
    };
    let query = query.map(|query| query.split('&').map(pair).collect::<Vec<_>>().join("&"));
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    // The host stays in front, since a host is no key.
    format!("{}{query}{fragment}", without_key(&format!("{scheme}://{path}")).replacen("://", &format!("://{user}"), 1))
}

/// Whether a field of a query may hold a secret: by its name, or by a value that is no short word under a name that
/// nobody knows.
fn may_be_secret(name: &str, value: &str) -> bool {
    const SECRET: [&str; 9] = ["key", "token", "secret", "sig", "signature", "password", "pwd", "auth", "code"];
    const PUBLIC: [&str; 6] = ["version", "region", "model", "deployment", "project", "location"];
    let name = name.to_lowercase();
    let ends_with = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    ends_with(&SECRET) || (value.len() >= LIKE_A_KEY && !ends_with(&PUBLIC))
}

/// So many letters under a name that nobody knows may be a key.
const LIKE_A_KEY: usize = 8;

/// A base URL and its parts.
#[derive(Debug)]
pub(super) struct BaseUrl {
    /// Without query and fragment. A user and password stay: the client sends them as Basic authentication.
    pub(super) url: Url,
    /// What the given URL has after its path (`api-version=…`).
    pub(super) query: Option<String>,
    /// For people: without credentials, query and trailing slash.
    pub(super) shown: String,
}

impl BaseUrl {
    /// `variable` is named in errors.
    pub(super) fn read(given: &str, variable: &str) -> Result<BaseUrl, ConnectError> {
        let hint = || format!("Set {variable} to something like https://api.example.com or http://127.0.0.1:8080/v1.");
        let wrong = |message: String| ConnectError { message, hint: hint() };
        let mut url = Url::parse(given.trim())
            .map_err(|error| wrong(format!("the base URL of the provider is not a URL: {error}")))?;
        if !is_base_url(url.as_str()) {
            return Err(wrong(format!(
                "the base URL of the provider begins with {}, not http: or https:",
                quoted(&format!("{}:", url.scheme()))
            )));
        }
        let query = url.query().filter(|query| !query.is_empty()).map(str::to_owned);
        url.set_query(None);
        url.set_fragment(None);
        let shown = shown(&url);
        Ok(BaseUrl { url, query, shown })
    }

    /// Whether a user or a password goes with each request.
    pub(super) fn has_user(&self) -> bool {
        !self.url.username().is_empty() || self.url.password().is_some()
    }
}

/// A URL for people: without credentials, query and trailing slash, and without a key in its path.
pub(super) fn shown(url: &Url) -> String {
    let mut url = url.clone();
    // Neither can fail for http and https.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_query(None);
    url.set_fragment(None);
    without_key(url.as_str().trim_end_matches('/'))
}

/// What of a base URL no text may show: user and password, and what its query may hold, as written and decoded.
pub(super) fn secrets(given: &str) -> Vec<String> {
    let Ok(url) = Url::parse(given.trim()) else { return Vec::new() };
    let (user, password) = (decoded(url.username()), decoded(url.password().unwrap_or_default()));
    let pair = if password.is_empty() { user } else { format!("{user}:{password}") };
    let written = url.password().unwrap_or(url.username()).to_owned();
    let secret = |(name, value): (Cow<'_, str>, Cow<'_, str>)| match value.is_empty() {
        true => may_be_secret("", &name).then(|| name.into_owned()),
        false => may_be_secret(&name, &value).then(|| value.into_owned()),
    };
    let query = url.query_pairs().filter_map(secret);
    [password, pair, written].into_iter().chain(query).filter(|secret| !secret.is_empty()).collect()
}

/// Without percent signs, as the server reads it.
fn decoded(text: &str) -> String {
    // The pairs of a query are decoded alike, but for two signs.
    let pair = format!("http://x/?v={}", text.replace('+', "%2B").replace('&', "%26"));
    let value = |url: Url| url.query_pairs().next().map(|(_, value)| value.into_owned());
    Url::parse(&pair).ok().and_then(value).unwrap_or_else(|| text.to_owned())
}

/// The paths of vendors who have their own.
const PATHS: &[(&str, &str)] = &[
    ("api.groq.com", "/openai/v1"),
    ("openrouter.ai", "/api/v1"),
    ("generativelanguage.googleapis.com", "/v1beta/openai"),
    ("api.fireworks.ai", "/inference/v1"),
    ("api.deepinfra.com", "/v1/openai"),
];

/// The ends of addresses that belong to a call and not to the base.
const CALLS: &[&str] = &[
    "/chat/completions",
    "/completions",
    "/chat",
    "/messages",
    "/responses",
    "/models",
    "/embeddings",
    "/api/generate",
    "/api/tags",
    "/generate",
];

/// What to write for a base URL whose path a server does not know: without the path of a call, a doubled part and a
/// blank, and with the version that chat completions need. `None` where nothing better is known.
pub(super) fn better(given: &str, needs_version: bool) -> Option<String> {
    let mut url = Url::parse(given).ok()?;
    let mut path = url.path().trim_end_matches('/').to_owned();
    while let Some(shorter) = CALLS.iter().find_map(|call| path.strip_suffix(call)) {
        path = shorter.trim_end_matches('/').to_owned();
    }
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    parts.dedup();
    // Ollama's own protocol.
    if parts == ["api"] && url.port() == Some(11434) {
        parts.clear();
    }
    let is_version = |part: &&str| {
        part.strip_prefix('v').is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    let known = PATHS.iter().find(|(host, _)| url.host_str() == Some(host));
    let path = match known {
        Some((_, path)) if needs_version => (*path).to_owned(),
        _ if needs_version && !parts.iter().any(is_version) => format!("/{}", [&parts[..], &["v1"]].concat().join("/")),
        _ => format!("/{}", parts.join("/")),
    };
    url.set_path(&path);
    let better = shown(&url);
    // A bare host gets its version by itself.
    let asked =
        if needs_version && given.ends_with(url.host_str()?) { format!("{given}/v1") } else { given.to_owned() };
    (better != asked.trim_end_matches('/')).then_some(better)
}

/// What to write where the server speaks http and the base URL says https, or the other way round. `{url}` stands for
/// the variable.
pub(super) fn other_scheme(place: &str, cause: &str) -> Option<String> {
    let lower = cause.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if let Some(rest) = place.strip_prefix("https://")
        && says(&["invalidcontenttype", "corrupt message", "wrong version number"])
    {
        return Some(format!("The server speaks http, not https. Set {{url}} to http://{rest}."));
    }
    if let Some(rest) = place.strip_prefix("http://")
        && says(&[
            "http request to an https server",
            "http request was sent to https port",
            "requires tls",
            "invalid http version",
        ])
    {
        return Some(format!("The server seems to speak https, not http. Set {{url}} to https://{rest}."));
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_place_shown_has_no_password() {
        let base = BaseUrl::read("https://me:secret@host.example/v1/?key=x#y", "X").unwrap();
        assert_eq!((base.shown.as_str(), base.query.as_deref()), ("https://host.example/v1", Some("key=x")));
        for bad in ["", "host:8080", "ftp://host", "http://"] {
            let error = BaseUrl::read(bad, "OPENAI_BASE_URL").unwrap_err();
            assert!(error.hint.contains("OPENAI_BASE_URL"), "{bad}");
        }
    }

    #[test]
    fn a_masked_url_shows_neither_user_nor_password_nor_secrets_of_its_query() {
        for (given, shown) in [
            ("https://me:p%40ss@h.example/v1", "https://***@h.example/v1"),
            ("https://token-0123@h", "https://***@h"),
            ("https://a:b@c@h/v1?x=1&Subscription-Key=abc&sig=d", "https://***@h/v1?x=1&Subscription-Key=***&sig=***"),
            ("https://h/v1?api%2Dkey=abc", "https://h/v1?api%2Dkey=***"),
            ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
            ("https://h/a@b", "https://h/a@b"),
            (
                "https://h/v1?team=AbCdEf0123456789&api-version=2024-10-21",
                "https://h/v1?team=***&api-version=2024-10-21",
            ),
            ("https://h/v1?AbCdEf0123456789", "https://h/v1?***"),
            ("https://h/v1#sk-AbCdEf012345", "https://h/v1#***"),
            ("https://me@sk-host.example/sk-AbCdEf012345/v1", "https://***@sk-host.example/[key]/v1"),
        ] {
            assert_eq!(masked_base_url(given), shown);
        }
    }

    #[test]
    fn what_a_url_keeps_secret_is_known_as_written_and_decoded() {
        for (given, expected) in [
            ("https://me:p%40ss+w%25&d@h/v1", vec!["p@ss+w%&d", "me:p@ss+w%&d", "p%40ss+w%25&d"]),
            ("https://token-0123@h", vec!["token-0123", "token-0123"]),
            ("https://h/v1?api-version=3&subscription-key=abc%2Fd", vec!["abc/d"]),
            ("https://h/v1?v=3&team=AbCdEf01", vec!["AbCdEf01"]),
            ("https://h/v1", vec![]),
            ("no url", vec![]),
        ] {
            assert_eq!(secrets(given), expected, "{given}");
        }
    }

    #[test]
    fn a_path_that_no_server_knows_is_named_with_a_better_one() {
        for (given, better_one) in [
            ("http://h:1/v1/v1", Some("http://h:1/v1")),
            ("http://h:1/v1/chat", Some("http://h:1/v1")),
            ("http://h:1/v1/models", Some("http://h:1/v1")),
            ("http://h:1/v1/v1/chat/completions", Some("http://h:1/v1")),
            ("http://h:1/openai", Some("http://h:1/openai/v1")),
            ("http://localhost:11434/api", Some("http://localhost:11434/v1")),
            ("http://localhost:11434/api/chat", Some("http://localhost:11434/v1")),
            ("https://openrouter.ai/api", Some("https://openrouter.ai/api/v1")),
            ("https://openrouter.ai", Some("https://openrouter.ai/api/v1")),
            ("https://api.groq.com/v1", Some("https://api.groq.com/openai/v1")),
            ("https://h/api/v4", None),
            ("https://h/v1", None),
            ("https://h", None),
        ] {
            assert_eq!(better(given, true).as_deref(), better_one, "{given}");
        }
        for (given, better_one) in [
            ("http://h/v1/v1", Some("http://h/v1")),
            ("http://h/proxy", None),
            ("http://h", None),
            ("http://h/v1", None),
        ] {
            assert_eq!(better(given, false).as_deref(), better_one, "{given}");
        }
    }

    #[test]
    fn a_scheme_that_the_server_does_not_speak_is_named() {
        let http = other_scheme("https://h:1/v1", "received corrupt message of type InvalidContentType").unwrap();
        assert!(http.ends_with("Set {url} to http://h:1/v1."), "{http}");
        let https = other_scheme("http://h:1", "400 The plain HTTP request was sent to HTTPS port").unwrap();
        assert!(https.ends_with("Set {url} to https://h:1."), "{https}");
        assert_eq!(other_scheme("https://h", "connection refused"), None);
        assert_eq!(other_scheme("http://h", "InvalidContentType"), None);
    }
}
