//! Whether a file that was found by searching may be believed: only where nobody else can have written it.

use std::path::Path;

/// Why a found file cannot be trusted; `None` where it belongs to this user or root and only they may write it and its
/// folder. A link counts with its own folder and its target's.
#[cfg(unix)]
pub(crate) fn fault(path: &Path) -> Option<String> {
    let machine = unix::Machine::of_process();
    let target = path.canonicalize().ok()?;
    let folders = [path.parent(), target.parent()].into_iter().flatten();
    let folders = folders.map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    std::iter::once((target.as_path(), "it")).chain(folders.map(|folder| (folder, "its folder"))).find_map(
        |(path, name)| {
            let reason = match unix::Rights::of(path) {
                Ok(rights) => rights.fault(&machine)?,
                Err(error) => format!("cannot be looked at: {error}"),
            };
            Some(format!("{name} {reason}"))
        },
    )
}

/// Elsewhere the rights of a file say nothing that could be read here.
#[cfg(not(unix))]
pub(crate) fn fault(_path: &Path) -> Option<String> {
    None
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;

    const ROOT: u32 = 0;

    /// Who this is, and who else there is.
    #[derive(Debug, Default)]
    pub(super) struct Machine {
        pub(super) user: u32,
        /// The text of /etc/passwd.
        pub(super) passwd: String,
        /// The text of /etc/group.
        pub(super) group: String,
    }

    impl Machine {
        pub(super) fn of_process() -> Machine {
            // Where a file cannot be read, every group counts as shared.
            let read = |path| std::fs::read_to_string(path).unwrap_or_default();
            let user = rustix::process::geteuid().as_raw();
            Machine { user, passwd: read("/etc/passwd"), group: read("/etc/group") }
        }

        /// Whether a group may have members beside this user and root. One that the files do not list may have any.
        fn is_shared(&self, group: u32) -> bool {
            let Some(members) = fields(&self.group).find(|line| line.get(2) == Some(&group.to_string().as_str()))
            else {
                return true;
            };
            let is_other = |user: &str| user.parse::<u32>().is_ok_and(|user| user != self.user && user != ROOT);
            let is_other_name = |name: &str| {
                let known = fields(&self.passwd).find(|line| line.first() == Some(&name));
                known.and_then(|line| line.get(2).copied()).is_none_or(is_other)
            };
            let named = members.get(3).copied().unwrap_or_default().split(',').filter(|name| !name.is_empty());
            let primary = fields(&self.passwd).filter(|line| line.get(3).is_some_and(|gid| *gid == group.to_string()));
            named.map(str::trim).any(is_other_name) || primary.filter_map(|line| line.get(2).copied()).any(is_other)
        }
    }

    fn fields(text: &str) -> impl Iterator<Item = Vec<&str>> {
        text.lines().map(|line| line.split(':').collect())
    }

    /// Who owns and may write a file or folder.
    #[derive(Debug, Clone, Copy)]
    pub(super) struct Rights {
        pub(super) owner: u32,
        pub(super) group: u32,
        pub(super) mode: u32,
    }

    impl Rights {
        pub(super) fn of(path: &Path) -> std::io::Result<Rights> {
            let metadata = path.metadata()?;
            Ok(Rights { owner: metadata.uid(), group: metadata.gid(), mode: metadata.mode() })
        }

        pub(super) fn fault(self, machine: &Machine) -> Option<String> {
            if self.owner != machine.user && self.owner != ROOT {
                return Some(format!("belongs to another user (number {})", self.owner));
            }
            if self.mode & 0o002 != 0 {
                return Some("may be written by everybody".to_owned());
            }
            let is_shared = self.mode & 0o020 != 0 && machine.is_shared(self.group);
            is_shared.then(|| format!("may be written by its group (number {})", self.group))
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn only_this_user_and_root_may_write_it() {
            let machine = Machine {
                user: 1000,
                passwd: "root:x:0:0::/root:/bin/sh\nada:x:1000:1000::/:/\nbob:x:1001:100::/:/\n".into(),
                group: "root:x:0:\nada:x:1000:\nusers:x:100:\nboth:x:50:ada,bob\nmine:x:51:ada,root\nlost:x:52:eve\n"
                    .into(),
            };
            for (owner, group, mode, is_good) in [
                (1000, 1000, 0o644, true),
                (0, 0, 0o755, true),
                (1001, 1000, 0o644, false),
                (1000, 1000, 0o666, false),
                (1000, 1000, 0o1777, false),
                (1000, 1000, 0o664, true),
                (1000, 51, 0o664, true),
                (1000, 50, 0o664, false),
                (1000, 50, 0o644, true),
                (1000, 100, 0o664, false),
                (1000, 52, 0o664, false),
                (1000, 999, 0o664, false),
                (0, 0, 0o775, true),
            ] {
                let fault = Rights { owner, group, mode }.fault(&machine);
                assert_eq!(fault.is_none(), is_good, "{owner} {group} {mode:o}: {fault:?}");
            }
        }
    }
}
