//! The HTTP that both protocols share: one client, keys, time-outs, bounded bodies.

use std::borrow::Cow;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use chrono::Utc;
use http_body::{Body, Frame, SizeHint};
use reqwest::header::{CONTENT_ENCODING, HeaderName, HeaderValue};
use reqwest::{Client, Method, Url};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::domain::environment::Variables;
use crate::provider::base_url::BaseUrl;
use crate::provider::error::{CallError, ErrorKind};
use crate::provider::error_mapping::Asked;
use crate::provider::proxy::Proxy;
use crate::provider::response::Response;
use crate::provider::this_machine::is_this_machine;
use crate::provider::{
    ConnectError, LimitHeaders, ProviderConfig, SentBell, base_url, encoding, headers, is_dummy, json, model_list,
    whole,
};

/// The largest response read, in bytes: the size of the largest request either vendor takes.
const LARGEST_BODY: usize = 32 * 1024 * 1024;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const LIST_TIMEOUT: Duration = Duration::from_secs(30);

/// A server and its keys.
#[derive(Debug)]
pub(super) struct Http {
    client: Client,
    /// Without a trailing slash; the protocol's path is appended.
    base: String,
    /// What the base URL has after its path (`api-version=…`): it goes with each request.
    query: Option<String>,
    /// The host of the base URL, lower case.
    pub(super) host: String,
    pub(super) asked: Asked,
    /// What requests go through, if anything.
    proxy: Option<Proxy>,
    /// Header values, one for each key; marked sensitive.
    keys: Vec<(HeaderName, HeaderValue)>,
    pub(super) fingerprints: Vec<String>,
}

/// What differs between the protocols besides requests and replies.
pub(super) struct Dialect {
    pub(super) variables: Variables,
    /// The header for the key, in lower case, and the text before the key in it.
    pub(super) key_header: (&'static str, &'static str),
    /// Where calls go, under the base URL.
    pub(super) path: &'static str,
}

impl Dialect {
    /// The same with the variables of somebody else.
    pub(super) fn with(&self, variables: Option<Variables>) -> Dialect {
        Dialect { variables: variables.unwrap_or(self.variables), ..*self }
    }
}

/// A request body that signals when it is taken. hyper takes it once the connection stands and the head is written,
/// right before both go to the socket.
struct Noticed {
    bytes: Option<Bytes>,
    sent: SentBell,
}

impl Body for Noticed {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::convert::Infallible>>> {
        let bytes = self.bytes.take();
        if bytes.is_some() {
            self.sent.ring();
        }
        Poll::Ready(bytes.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}

/// A short name for a key that does not reveal it: the start of a hash.
fn fingerprint(key: &str) -> String {
    let digest = Sha256::digest(format!("dialoom key fingerprint v1:{key}"));
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

fn wrong(message: String, hint: String) -> ConnectError {
    ConnectError { message, hint }
}

impl Http {
    /// `base` turns the user's URL into the one that the protocol's paths are appended to.
    pub(super) fn new(
        config: ProviderConfig,
        dialect: &Dialect,
        base: impl Fn(&Url) -> String,
    ) -> Result<Http, ConnectError> {
        let Variables { keys: key_variable, base_url: variable } = dialect.variables;
        let given = BaseUrl::read(&config.base_url, variable)?;
        let has_user = given.has_user();
        let BaseUrl { url, query, shown } = given;
        let host = url.host_str().unwrap_or_default().to_lowercase();
        let keys: Vec<SecretString> = config
            .keys
            .iter()
            .map(|key| SecretString::from(key.expose_secret().trim()))
            .filter(|key| !key.expose_secret().is_empty())
            .collect();
        if keys.is_empty() && matches!(host.as_str(), "api.anthropic.com" | "api.openai.com") {
            let hint = format!("Set {key_variable}, or try everything offline with --provider simulator.");
            return Err(wrong(format!("{shown} needs a key, and none is set"), hint));
        }
        let (name, before) = dialect.key_header;
        // The client sends a user and password in the same header.
        let is_taken = has_user && name == "authorization";
        if is_taken && keys.iter().any(|key| !is_dummy(key.expose_secret())) {
            let message = format!("a user in the base URL and a key would both be the \"authorization\" of {shown}");
            return Err(wrong(message, format!("Take the user out of {variable}, or unset {key_variable}.")));
        }
        let mut key_headers = Vec::new();
        for (index, key) in keys.iter().enumerate().filter(|_| !is_taken) {
            let text = format!("{before}{}", key.expose_secret());
            let mut value = HeaderValue::from_str(&text).ok().filter(|_| text.is_ascii()).ok_or_else(|| {
                let message = format!("key {} of {} has a character that no key has", index + 1, keys.len());
                wrong(message, format!("Check {key_variable}: it may contain line breaks, quotes or a whole file."))
            })?;
            value.set_sensitive(true);
            key_headers.push((HeaderName::from_static(name), value));
        }
        let mut fingerprints: Vec<String> = keys.iter().map(|key| fingerprint(key.expose_secret())).collect();
        if fingerprints.is_empty() {
            let machine = whoami::hostname().unwrap_or_default();
            fingerprints.push(crate::provider::rate_key::without_key(&url, &machine));
        }
        let client = client(&url, &config.user_agent).map_err(|error| {
            wrong(format!("cannot prepare a connection to {shown}: {}", chain(&error)), CERTIFICATES.to_owned())
        })?;
        Ok(Http {
            client,
            base: base(&url),
            proxy: Proxy::leading_to(&url, |name| std::env::var(name).ok()),
            query,
            host,
            asked: Asked {
                variables: dialect.variables,
                place: shown,
                has_key: !keys.is_empty(),
                calls: calls_to(&base(&url), dialect.path),
            },
            keys: key_headers,
            fingerprints,
        })
    }

    /// Sends one request and reads the whole response, of any status, before `deadline`.
    pub(super) async fn send(
        &self,
        path: &str,
        body: Option<(Vec<u8>, &SentBell)>,
        more: &[(&'static str, &'static str)],
        key: usize,
        deadline: Instant,
    ) -> Result<Response, CallError> {
        let started = Instant::now();
        let left = deadline.saturating_duration_since(started);
        let method = if body.is_some() { Method::POST } else { Method::GET };
        let mut request = self.client.request(method, self.url(path)).timeout(left);
        if let Some((name, value)) = self.keys.get(key) {
            request = request.header(name, value);
        }
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        if let Some((body, sent)) = body {
            let body = Noticed { bytes: Some(body.into()), sent: sent.clone() };
            request = request.header("content-type", "application/json").body(reqwest::Body::wrap(body));
        }
        let mut arriving = request.send().await.map_err(|error| self.broken(&error, started, None))?;
        let (status, headers) = (arriving.status().as_u16(), arriving.headers().clone());
        let mut response = Response { status, headers, body: Vec::new() };
        loop {
            match arriving.chunk().await {
                Ok(Some(chunk)) if response.body.len() + chunk.len() > LARGEST_BODY => {
                    return Err(self.asked.not_the_protocol(&response, "with more than 32 MB", Utc::now()));
                }
                Ok(Some(chunk)) => {
                    response.body.extend_from_slice(&chunk);
                    if whole::has_last_event(&response.body) {
                        return self.decoded(response);
                    }
                }
                Ok(None) => return self.decoded(response),
                Err(error) => {
                    // An answer that came whole is paid for, whatever became of its connection.
                    let (body, is_decoded) = match decompressed(&response) {
                        Ok(body) => (body.into_owned(), true),
                        Err(part) if part.is_empty() => (response.body.clone(), false),
                        Err(part) => (part, false),
                    };
                    let response = Response { body, ..response };
                    if is_decoded && response.is_answer() && whole::is_answer(&response.body) {
                        return Ok(response);
                    }
                    return Err(self.broken(&error, started, Some(&response)));
                }
            }
        }
    }

    /// The address of a path, with the query of the base URL.
    fn url(&self, path: &str) -> String {
        let Some(query) = &self.query else { return format!("{}{path}", self.base) };
        let before = if path.contains('?') { '&' } else { '?' };
        format!("{}{path}{before}{query}", self.base)
    }

    #[allow(clippy::result_large_err, reason = "one error for each call over a network: its size does not matter")]
    fn decoded(&self, response: Response) -> Result<Response, CallError> {
        match decompressed(&response) {
            Ok(Cow::Borrowed(_)) => Ok(response),
            Ok(Cow::Owned(body)) => Ok(Response { body, ..response }),
            Err(part) => {
                let what = format!("in an encoding ({}) that cannot be decoded", named_encoding(&response));
                // What could be decoded says more than the bytes that came.
                let body = if part.is_empty() { response.body } else { part };
                Err(self.asked.not_the_protocol(&Response { body, ..response }, &what, Utc::now()))
            }
        }
    }

    /// Maps a response with an error status. Where there are several keys, the message names the one used.
    pub(super) fn map_error(&self, response: &Response, model: Option<&str>, key: usize) -> CallError {
        let print = self.fingerprints.get(key).filter(|_| self.keys.len() > 1);
        let key = print.map(|print| format!("key {} of {}, fingerprint {print}", key + 1, self.keys.len()));
        let error = self.asked.map_error(response, model, key.as_deref(), Utc::now());
        match self.proxy.as_ref().filter(|_| response.status == 407) {
            Some(proxy) => {
                let message = format!("the proxy {} in {}: {}", proxy.shown, proxy.variable, error.message);
                CallError { message, hint: Some(proxy.hint(&self.host)), ..error }
            }
            None => error,
        }
    }

    /// Lists the server's models with one key, at no cost.
    pub(super) async fn models(
        &self,
        path: &str,
        more: &[(&'static str, &'static str)],
        key: usize,
    ) -> Result<Vec<String>, CallError> {
        let response = self.send(path, None, more, key, Instant::now() + LIST_TIMEOUT).await?;
        if !response.is_answer() {
            return Err(self.map_error(&response, None, key));
        }
        let not_a_list = |what: String| self.asked.not_the_protocol(&response, &what, Utc::now());
        let list = json::read(&response.body).map_err(|error| not_a_list(format!("not a list of models ({error})")))?;
        let ids = model_list::ids(&list).ok_or_else(|| not_a_list("not a list of models".to_owned()))?;
        Ok(ids)
    }

    /// Lists the models with every key, to test each. Returns the models, and a text like "2 keys accepted".
    pub(super) async fn check(
        &self,
        path: &str,
        more: &[(&'static str, &'static str)],
    ) -> Result<(Vec<String>, String), CallError> {
        let models = self.models(path, more, 0).await?;
        for key in 1..self.keys.len() {
            self.models(path, more, key).await?;
        }
        let keys = match self.keys.len() {
            0 => "no key set".to_owned(),
            1 => "key accepted".to_owned(),
            count => format!("{count} keys accepted"),
        };
        Ok((models, keys))
    }

    /// The error of a call without a complete response.
    fn broken(&self, error: &reqwest::Error, started: Instant, response: Option<&Response>) -> CallError {
        let headers = response.map(|response| &response.headers);
        let (place, url) = (&self.asked.place, self.asked.variables.base_url);
        let cause = chain(error);
        let (kind, message, hint) = if let Some(hint) = base_url::other_scheme(place, &cause) {
            (ErrorKind::Connection, format!("no connection to {place}: {cause}"), Some(hint.replace("{url}", url)))
        } else if error.is_connect() && cause.contains("ertificate") {
            (ErrorKind::Connection, format!("no secure connection to {place}: {cause}"), Some(CERTIFICATES.to_owned()))
        } else if let Some(proxy) = self.proxy.as_ref().filter(|_| error.is_connect()) {
            let message =
                format!("no connection to {place} by the proxy {} in {}: {cause}", proxy.shown, proxy.variable);
            (ErrorKind::Connection, message, Some(proxy.hint(&self.host)))
        } else if error.is_connect() {
            let hint = format!("Is the server running at {place}? Check {url}.");
            (ErrorKind::Connection, format!("no connection to {place}: {cause}"), Some(hint))
        } else if error.is_timeout() {
            let after = started.elapsed().as_secs_f64();
            let hint =
                "If the server is only slow, raise --timeout (limits.timeout_seconds), or send one request at a time \
                        with --concurrency 1."
                    .to_owned();
            (ErrorKind::Timeout, format!("no complete answer from {place} within {after:.1} s"), Some(hint))
        } else if error.is_builder() {
            (ErrorKind::BadRequest, format!("cannot build a request to {place}: {cause}"), None)
        } else {
            let part = if response.is_some() { "in the middle of the answer" } else { "before an answer" };
            (ErrorKind::Connection, format!("the connection to {place} broke {part}: {cause}"), None)
        };
        CallError {
            kind,
            status: None,
            message,
            hint,
            // Once connected, the whole request may have arrived.
            maybe_billed: !error.is_connect() && !error.is_builder(),
            retry_after: None,
            limits: headers.map_or_else(LimitHeaders::default, |headers| headers::limits(headers, Utc::now())),
            request_id: headers.and_then(headers::request_id),
            body: response.and_then(|response| self.asked.kept(&response.body)),
        }
    }
}

/// The address of calls without user and password.
fn calls_to(base: &str, path: &str) -> String {
    Url::parse(&format!("{base}{path}")).map(|url| base_url::shown(&url)).unwrap_or_default()
}

fn named_encoding(response: &Response) -> &str {
    response.headers.get(CONTENT_ENCODING).and_then(|named| named.to_str().ok()).unwrap_or_default()
}

fn decompressed(response: &Response) -> Result<Cow<'_, [u8]>, Vec<u8>> {
    encoding::decoded(&response.body, named_encoding(response), LARGEST_BODY)
}

const CERTIFICATES: &str = "Install the system's CA certificates (Debian and Ubuntu: the package ca-certificates).";

fn client(url: &Url, user_agent: &str) -> reqwest::Result<Client> {
    // Fails where another part of the program has installed one, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .user_agent(user_agent)
        .connect_timeout(CONNECT_TIMEOUT)
        .pool_max_idle_per_host(1024)
        .tcp_nodelay(true)
        // Curl and browsers pass over an odd header line, and the answer below it is paid for.
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        // No API answers with a redirect, and a key must not follow one.
        .redirect(reqwest::redirect::Policy::none());
    if url.scheme() == "http" {
        // Plain HTTP needs no certificates. Without them it starts faster, and works on a machine that has none.
        builder = builder.tls_certs_only([]);
    }
    if url.host_str().is_some_and(is_this_machine) {
        builder = builder.no_proxy();
    }
    builder.build()
}

/// The causes of an error on one line, without the URL, which may hold a password.
fn chain(error: &reqwest::Error) -> String {
    let mut text = String::new();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let part = error.to_string();
        if !text.contains(&part) {
            text.push_str(if text.is_empty() { "" } else { ": " });
            text.push_str(&part);
        }
        cause = error.source();
    }
    if text.is_empty() { "no reason given".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_fingerprint_is_eight_hex_digits_and_no_part_of_the_key() {
        let print = fingerprint("sk-ant-api03-0123456789");
        assert_eq!(print.len(), 8);
        assert!(!"sk-ant-api03-0123456789".contains(&print));
        assert_ne!(print, fingerprint("sk-ant-api03-0123456780"));
    }
}
