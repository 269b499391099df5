//! Recognizes servers on this machine: no proxy leads to them, nobody else can reach them, and they cost nothing.

use std::net::IpAddr;

use reqwest::Url;

/// Whether a host is this machine on any network: a loopback address, the unspecified address (0.0.0.0 or ::, which
/// connects to this machine), or a name that RFC 6761 reserves. `[::1]` may have its brackets.
pub(crate) fn is_this_machine(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host).to_lowercase();
    if host == "localhost" || host.ends_with(".localhost") {
        return true;
    }
    let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() else { return false };
    // ::ffff:127.0.0.1 is the IPv4 loopback address, which is_loopback alone does not recognize.
    let address = address.to_canonical();
    address.is_loopback() || address.is_unspecified()
}

/// Whether a provider's place is on this machine. `place` is what [`Provider::place`](crate::provider::Provider::place)
/// returns.
pub fn is_on_this_machine(place: &str) -> bool {
    Url::parse(place).is_ok_and(|url| url.host_str().is_some_and(is_this_machine))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_this_machine_is_this_machine() {
        for host in [
            "localhost",
            "LocalHost",
            "localhost.",
            "api.localhost",
            "API.LOCALHOST.",
            "127.0.0.1",
            "127.255.3.9",
            "127.0.0.1.",
            "0.0.0.0",
            "::1",
            "[::1]",
            "::",
            "[::]",
            "::ffff:127.0.0.1",
            "[::ffff:7f00:1]",
            "::ffff:0.0.0.0",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            ".",
            "10.0.0.1",
            "128.0.0.1",
            "192.168.0.7",
            "localhost.example",
            "notlocalhost",
            "127.0.0.1.example",
            "::2",
            "fe80::1",
            "::ffff:10.0.0.1",
            "api.anthropic.com",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn only_the_host_of_a_place_counts() {
        for place in ["http://LOCALHOST:8080/v1", "http://127.1:1", "https://[::1]", "http://0.0.0.0:11434"] {
            assert!(is_on_this_machine(place), "{place}");
        }
        for place in ["built in", "http://localhost.example", "https://127.example.com", "http://gpu/localhost"] {
            assert!(!is_on_this_machine(place), "{place}");
        }
    }
}
