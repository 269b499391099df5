//! What to do with a file that was found by searching and that others may write.

use std::path::Path;

use crate::domain::effect::Effect;
use crate::domain::shell::quoted_os;
use crate::error::Failure;
use crate::settings::{Warning, shown, trust};

/// A kind of file that dialoom looks for here and above.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    name: &'static str,
    /// What somebody could do who writes it.
    danger: &'static str,
    /// The flag that names it.
    flag: &'static str,
}

pub(super) const SETTINGS: Kind = Kind {
    name: "configuration file",
    danger: "it decides which server gets the key, and where the data goes",
    flag: "--config",
};
pub(super) const DATABASE: Kind = Kind {
    name: "database",
    danger: "it holds the templates and answers that would be used, and gets the new ones",
    flag: "--db",
};

impl Kind {
    /// Whether this file may be used. One that others may write is refused; a command that only reads passes it over
    /// with a warning.
    pub(super) fn admits(self, path: &Path, effect: Effect, warnings: &mut Vec<Warning>) -> Result<bool, Failure> {
        let Some(reason) = trust::fault(path) else { return Ok(true) };
        let Kind { name, danger, flag } = self;
        let told = format!("the {name} {} is not trusted: {reason}", shown(path));
        if effect != Effect::Reads {
            return Err(Failure::bad_input(told)
                .because(danger)
                .hint(format!(
                    "If its content is right, name it with {flag} FILE, and it is trusted: {flag} {}",
                    quoted_os(path.as_os_str())
                ))
                .hint(format!("Or let only yourself write the file and its folder: {}", close(path))));
        }
        let text = format!("{told}; it is passed over ({flag} FILE uses it)");
        warnings.push(Warning { text, can_wait: false });
        Ok(false)
    }
}

/// The command that takes the right to write from others.
fn close(path: &Path) -> String {
    let folder = path.parent().map(|folder| format!(" {}", quoted_os(folder.as_os_str()))).unwrap_or_default();
    format!("chmod go-w {}{folder}", quoted_os(path.as_os_str()))
}
