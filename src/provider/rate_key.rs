//! The rate key of a server that takes no API key: its address.

use reqwest::Url;
use sha2::{Digest, Sha256};

use crate::provider::this_machine::is_this_machine;

/// "gpu.example:8000" for everybody, or "localhost:11434@rita-laptop" where only this machine can reach the server. A
/// path may hold a secret, so it is hashed.
pub(crate) fn without_key(base: &Url, machine: &str) -> String {
    let host = base.host_str().unwrap_or_default().to_lowercase();
    let is_here = is_this_machine(&host);
    let mut name = if is_here { "localhost".to_owned() } else { host };
    if let Some(port) = base.port() {
        name.push_str(&format!(":{port}"));
    }
    // Both protocols of a server share a rate key, with or without the usual end of the path.
    let mut path = base.path().trim_end_matches('/');
    for end in ["/chat/completions", "/messages", "/v1"] {
        path = path.strip_suffix(end).unwrap_or(path).trim_end_matches('/');
    }
    if !path.is_empty() {
        let digest = Sha256::digest(path);
        name.push_str(&format!("#{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2]));
    }
    if is_here {
        let is_plain = |c: &char| c.is_alphanumeric() || "-._".contains(*c);
        let machine: String = machine.chars().filter(is_plain).take(40).collect();
        name.push_str(&format!("@{machine}"));
    }
    name
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn name(url: &str, machine: &str) -> String {
        without_key(&Url::parse(url).unwrap(), machine)
    }

    #[test]
    fn a_server_on_this_machine_is_told_from_those_on_others() {
        assert_eq!(name("http://127.0.0.1:11434/v1", "rita-laptop"), "localhost:11434@rita-laptop");
        for same in [
            "http://localhost:11434",
            "http://LOCALHOST.:11434",
            "http://[::1]:11434/v1/",
            "http://[::ffff:127.0.0.1]:11434",
            "http://0.0.0.0:11434/v1/chat/completions",
        ] {
            assert_eq!(name(same, "rita-laptop"), "localhost:11434@rita-laptop", "{same}");
        }
        assert_ne!(name("http://127.0.0.1:11434", "rita-laptop"), name("http://127.0.0.1:11434", "toms-desktop"));
        assert_ne!(name("http://127.0.0.1:11434", "rita-laptop"), name("http://127.0.0.1:8080", "rita-laptop"));
        assert_eq!(name("http://127.0.0.1:1", "a\u{1b}[2J b"), "localhost:1@a2Jb");
    }

    #[test]
    fn a_server_elsewhere_is_the_same_for_everybody() {
        assert_eq!(name("http://GPU.example:8000/v1", "a"), "gpu.example:8000");
        assert_eq!(name("http://gpu.example:8000/v1", "a"), name("http://gpu.example:8000/v1/messages", "b"));
    }

    #[test]
    fn nothing_of_a_password_or_a_path_is_shown() {
        let name = name("https://me:secret@gateway.example/token-1/v1", "a");
        assert!(name.starts_with("gateway.example#") && name.len() == 22, "{name}");
        assert!(!name.contains("secret") && !name.contains("token"));
        assert_ne!(name, super::tests::name("https://gateway.example/token-2/v1", "a"));
    }
}
