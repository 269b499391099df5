//! The name of a worker, and whether the process of another worker is gone.

use std::path::Path;

/// A process on a machine: `host/pid/nonce`. The nonce begins with the start time of the process, if it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerId {
    host: String,
    pid: u32,
    nonce: String,
}

impl WorkerId {
    pub fn this_process() -> WorkerId {
        WorkerId { host: host(), pid: std::process::id(), nonce: nonce() }
    }

    /// As stored with leases.
    pub fn name(&self) -> String {
        format!("{}/{}/{}", self.host, self.pid, self.nonce)
    }

    /// Whether the worker of that name ran on this machine and its process has surely ended. Then its items can be
    /// claimed before its lease is over. In doubt `false`.
    pub fn is_surely_gone(&self, name: &str) -> bool {
        let mut parts = name.rsplitn(3, '/');
        let (Some(nonce), Some(pid), Some(host)) = (parts.next(), parts.next(), parts.next()) else { return false };
        let Ok(pid) = pid.parse::<u32>() else { return false };
        if host != self.host || !Path::new("/proc/self").exists() {
            return false;
        }
        // The same pid with another nonce was an earlier process.
        if pid == self.pid {
            return nonce != self.nonce;
        }
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok();
        has_ended(pid, nonce, stat.as_deref())
    }
}

/// Whether the process with that pid and nonce has ended. `stat` is its file in /proc, which may be hidden while the
/// process runs (proc(5), hidepid); the kernel says whether any process has the pid.
fn has_ended(pid: u32, nonce: &str, stat: Option<&str>) -> bool {
    if no_process_has(pid) {
        return true;
    }
    let Some(stat) = stat.and_then(Stat::read) else { return false };
    // A zombie (Z) or dead (X) process has ended.
    let started = nonce.split_once('-').map(|(started, _)| started);
    ['Z', 'X'].contains(&stat.state) || started.is_some_and(|started| started != stat.started)
}

/// Whether the kernel knows no process with that pid. One that may not be signalled exists.
#[cfg(unix)]
fn no_process_has(pid: u32) -> bool {
    let pid = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw);
    pid.is_some_and(|pid| rustix::process::test_kill_process(pid) == Err(rustix::io::Errno::SRCH))
}

/// Other systems cannot be asked.
#[cfg(not(unix))]
fn no_process_has(_pid: u32) -> bool {
    false
}

/// A process as /proc/PID/stat shows it.
struct Stat<'a> {
    /// R, S, Z and so on (proc(5)).
    state: char,
    /// In clock ticks since the machine started.
    started: &'a str,
}

impl<'a> Stat<'a> {
    /// proc(5): the state follows the name, which is in parentheses and may hold any character. The start is field 22.
    fn read(stat: &'a str) -> Option<Stat<'a>> {
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
        let state = fields.next()?.chars().next()?;
        Some(Stat { state, started: fields.nth(18)? })
    }
}

/// The machine's name and a hash of its pid namespace: two containers can share a name but not that.
fn host() -> String {
    let name = whoami::hostname().unwrap_or_else(|_| "unknown".into()).replace('/', "-");
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let space = std::fs::read_link("/proc/self/ns/pid").map(|path| path.display().to_string()).unwrap_or_default();
    let digest = <sha2::Sha256 as sha2::Digest>::digest(format!("{}{space}", boot.trim()));
    format!("{name}-{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2])
}

fn nonce() -> String {
    let random = format!("{:08x}", uuid::Uuid::now_v7().as_u128() as u32);
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    match Stat::read(&stat) {
        Some(stat) => format!("{}-{random}", stat.started),
        None => random,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_ended_on_this_machine_is_surely_gone() {
        let me = WorkerId::this_process();
        let mut child = std::process::Command::new("true").spawn().expect("true runs");
        let dead = WorkerId { pid: child.id(), ..me.clone() }.name();
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
        let me = WorkerId::this_process();
        assert!(!me.is_surely_gone(&me.name()));
        assert!(!me.is_surely_gone(&WorkerId { host: "elsewhere".into(), pid: 1_999_999_999, ..me.clone() }.name()));
        assert!(!me.is_surely_gone("somebody"));
    }

    #[test]
    fn an_earlier_process_with_our_number_is_gone() {
        let me = WorkerId::this_process();
        assert!(me.is_surely_gone(&WorkerId { nonce: "00000000".into(), ..me.clone() }.name()));
    }

    #[test]
    fn a_process_hidden_from_us_is_not_gone() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().expect("sleep runs");
        let nonce = WorkerId::this_process().nonce;
        assert!(!has_ended(child.id(), &nonce, None), "it runs, though /proc does not show it");
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        assert!(has_ended(child.id(), &nonce, None), "and now nobody has its number");
    }

    #[test]
    fn a_process_that_was_given_the_number_of_another_is_not_that_one() {
        let me = WorkerId::this_process();
        let mut child = std::process::Command::new("sleep").arg("60").spawn().expect("sleep runs");
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).expect("Linux");
        let started = Stat::read(&stat).expect("a start").started;
        let worker_id = |nonce: String| WorkerId { pid: child.id(), nonce, ..me.clone() }.name();
        let (alive, gone) = (worker_id(format!("{started}-00000000")), worker_id("1-00000000".into()));
        let unknown = worker_id("00000000".into());
        let interpretation = [alive, gone, unknown].map(|name| me.is_surely_gone(&name));
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        assert_eq!(interpretation, [false, true, false]);
    }
}
