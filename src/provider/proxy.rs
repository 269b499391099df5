//! The proxy that leads to a server, for messages. The HTTP client reads the same variables.

use reqwest::Url;

use crate::provider::base_url;
use crate::provider::this_machine::is_this_machine;

/// A proxy that requests go through.
#[derive(Debug, PartialEq)]
pub(super) struct Proxy {
    /// The environment variable that names it.
    pub(super) variable: &'static str,
    /// Its address without credentials.
    pub(super) shown: String,
}

impl Proxy {
    /// The proxy on the way to `url`. `read` reads an environment variable.
    pub(super) fn leading_to(url: &Url, read: impl Fn(&str) -> Option<String>) -> Option<Proxy> {
        let host = url.host_str()?.to_lowercase();
        let set = |name: &'static str| Some((name, read(name)?)).filter(|(_, value)| !value.trim().is_empty());
        let first = |names: [&'static str; 2]| names.into_iter().find_map(set);
        let direct = first(["NO_PROXY", "no_proxy"]).is_some_and(|(_, hosts)| names_host(&hosts, &host));
        if direct || is_this_machine(&host) {
            return None;
        }
        let own = if url.scheme() == "http" { ["HTTP_PROXY", "http_proxy"] } else { ["HTTPS_PROXY", "https_proxy"] };
        let (variable, address) = first(own).or_else(|| first(["ALL_PROXY", "all_proxy"]))?;
        let address = address.trim();
        let parsed = match address.contains("://") {
            true => Url::parse(address),
            false => Url::parse(&format!("http://{address}")),
        };
        Some(Proxy { variable, shown: base_url::shown(&parsed.ok()?) })
    }

    /// What to do where it does not work.
    pub(super) fn hint(&self, host: &str) -> String {
        format!("Check the proxy in {}, or add {host} to NO_PROXY to reach it without one.", self.variable)
    }
}

/// Whether a list of hosts without a proxy has this one, or a domain above it.
fn names_host(hosts: &str, host: &str) -> bool {
    hosts.split(',').map(|name| name.trim().trim_start_matches('.').to_lowercase()).any(|name| {
        let is_above = || host.strip_suffix(&name).is_some_and(|sub| sub.ends_with('.'));
        name == "*" || name == host || !name.is_empty() && is_above()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn told(url: &str, set: &[(&str, &str)]) -> Option<(&'static str, String)> {
        let read = |name: &str| set.iter().find(|(given, _)| *given == name).map(|(_, value)| (*value).to_owned());
        Proxy::leading_to(&url.parse().unwrap(), read).map(|proxy| (proxy.variable, proxy.shown))
    }

    #[test]
    fn the_variable_of_the_scheme_names_the_proxy_without_its_password() {
        let all = ("ALL_PROXY", "socks5://h:1");
        for (url, set, proxy) in [
            ("http://a.example", vec![("http_proxy", "http://u:secret@h:8")], Some(("http_proxy", "http://h:8"))),
            ("https://a.example", vec![("HTTPS_PROXY", "h:8"), all], Some(("HTTPS_PROXY", "http://h:8"))),
            ("https://a.example", vec![("http_proxy", "http://h:8"), all], Some(("ALL_PROXY", "socks5://h:1"))),
            ("http://a.example", vec![("http_proxy", " ")], None),
            ("http://127.0.0.1:1", vec![("http_proxy", "http://h:8")], None),
            ("http://a.example", vec![("http_proxy", "http://h:8"), ("NO_PROXY", "b, .example")], None),
            (
                "http://an.example",
                vec![("http_proxy", "h:8"), ("NO_PROXY", "n.example")],
                Some(("http_proxy", "http://h:8")),
            ),
            ("http://a.example", vec![("http_proxy", "h:8"), ("NO_PROXY", "*")], None),
        ] {
            let proxy = proxy.map(|(variable, shown)| (variable, shown.to_owned()));
            assert_eq!(told(url, &set), proxy, "{url} {set:?}");
        }
    }
}
