//! The name a process holds items by, and whether another such process is still alive.

use std::path::Path;

/// A process on a machine: `host/pid/nonce`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    host: String,
    pid: u32,
    nonce: String,
}

impl Holder {
    /// This process.
    pub fn this_process() -> Holder {
        Holder { host: host(), pid: std::process::id(), nonce: short_random() }
    }

    /// The name as stored with items.
    pub fn name(&self) -> String {
        format!("{}/{}/{}", self.host, self.pid, self.nonce)
    }

    /// Whether the holder of that name ran on this machine and is surely gone, so that its items can be taken over
    /// before its lease is over. In doubt: no.
    pub fn is_surely_gone(&self, name: &str) -> bool {
        let mut parts = name.rsplitn(3, '/');
        let (Some(nonce), Some(pid), Some(host)) = (parts.next(), parts.next(), parts.next()) else { return false };
        let Ok(pid) = pid.parse::<u32>() else { return false };
        if host != self.host || !Path::new("/proc/self").exists() {
            return false;
        }
        // The same pid under another nonce is an earlier process whose number we were given.
        if pid == self.pid { nonce != self.nonce } else { !runs(pid) }
    }
}

/// Whether a process of that number runs. One that has ended and whom nobody has asked how (state Z) does not.
fn runs(pid: u32) -> bool {
    // proc(5): the state stands after the name, which is in parentheses and may hold any character.
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{pid}/stat")) else { return false };
    stat.rsplit(')').next().is_none_or(|rest| !rest.trim_start().starts_with(['Z', 'X']))
}

/// The machine's name, and which space of process numbers this is: two containers can share a name but not that.
fn host() -> String {
    let name = whoami::hostname().unwrap_or_else(|_| "unknown".into()).replace('/', "-");
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let space = std::fs::read_link("/proc/self/ns/pid").map(|path| path.display().to_string()).unwrap_or_default();
    let digest = <sha2::Sha256 as sha2::Digest>::digest(format!("{}{space}", boot.trim()));
    format!("{name}-{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2])
}

fn short_random() -> String {
    format!("{:08x}", uuid::Uuid::now_v7().as_u128() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_ended_on_this_machine_is_surely_gone() {
        let me = Holder::this_process();
        let mut child = std::process::Command::new("true").spawn().expect("true runs");
        let dead = Holder { pid: child.id(), ..me.clone() }.name();
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
        while !me.is_surely_gone(&dead) && std::time::Instant::now() < deadline {
            std::thread::yield_now();
        }
        assert!(me.is_surely_gone(&dead), "though nobody has asked yet how it ended");
        child.wait().expect("it ends");
        assert!(me.is_surely_gone(&dead));
    }

    #[test]
    fn this_process_other_machines_and_strange_names_are_not() {
        let me = Holder::this_process();
        assert!(!me.is_surely_gone(&me.name()));
        assert!(!me.is_surely_gone(&Holder { host: "elsewhere".into(), pid: 1_999_999_999, ..me.clone() }.name()));
        assert!(!me.is_surely_gone("somebody"));
    }

    #[test]
    fn an_earlier_process_with_our_number_is_gone() {
        let me = Holder::this_process();
        assert!(me.is_surely_gone(&Holder { nonce: "00000000".into(), ..me.clone() }.name()));
    }
}
