//! API keys: from the environment or a key file, never from an argument or the configuration file itself.

use std::path::{Path, PathBuf};

use secrecy::SecretString;

use crate::domain::ordinary_file::check_readable;
use crate::domain::shell::quoted_os;
use crate::error::Failure;
use crate::provider::without_key;

use crate::settings::file::{File, ProviderTable};
use crate::settings::{Source, Surroundings, Warning, shown};

/// The keys of one provider.
pub(super) struct Keys {
    pub(super) keys: Vec<SecretString>,
    pub(super) source: Source,
    pub(super) key_file: Option<PathBuf>,
    pub(super) file_source: Source,
}

/// The keys in `variable`, else in the file that `table.key_file` names.
pub(super) fn load(
    variable: &'static str,
    name: &str,
    table: &ProviderTable,
    file: &File,
    around: &Surroundings<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Keys, Failure> {
    let key_file = table.key_file.as_ref().map(|written| file.folder().join(written));
    let mut found = Keys { keys: Vec::new(), source: Source::Default, key_file, file_source: file.source() };
    if let Some(path) = &found.key_file {
        // Read even where the variable wins: a file that is named must exist.
        let place = file.place(&format!("{name}.key_file"));
        found.keys = read(path, &place, variable)?;
        found.source = file.source();
        if is_open_to_all(path) {
            let command = format!("chmod 600 {}", quoted_os(path.as_os_str()));
            let text = format!("others on this machine can read the keys in {}; run: {command}", shown(path));
            warnings.push(Warning { text, can_wait: true });
        }
    }
    if let Some((value, source)) = around.var(variable) {
        let keys: Vec<SecretString> = split(value.split(','), variable)?;
        if !keys.is_empty() {
            found.keys = keys;
            found.source = source;
        }
    }
    Ok(found)
}

fn read(path: &Path, place: &str, variable: &str) -> Result<Vec<SecretString>, Failure> {
    let bytes = check_readable(path).and_then(|()| std::fs::read(path)).map_err(|error| {
        // A person may have written the key itself there.
        Failure::bad_input(format!("{place}: the key file {} cannot be read", without_key(&shown(path))))
            .because(error)
            .hint(format!("Write one key per line into a file and name that, or set {variable} and remove key_file."))
    })?;
    let text = decoded(&bytes).ok_or_else(|| {
        Failure::bad_input(format!("{place}: the key file {} is no text", shown(path))).hint("Save it as UTF-8.")
    })?;
    // Files of Windows end lines with both characters, and old ones of the Mac with the first alone.
    let lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.starts_with('#'));
    let keys = split(lines, &shown(path))?;
    if keys.is_empty() {
        return Err(Failure::bad_input(format!("{place}: the key file {} holds no key", shown(path)))
            .hint("Write one key per line into it."));
    }
    Ok(keys)
}

/// The text of a file in UTF-8, or in UTF-16 as Windows writes it; without a byte order mark.
fn decoded(bytes: &[u8]) -> Option<String> {
    let units = |pair: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes[2..].chunks(2).map(|unit| pair([unit[0], unit.get(1).copied().unwrap_or(0)])).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => String::from_utf16(&units(u16::from_le_bytes)).ok(),
        [0xfe, 0xff, ..] => String::from_utf16(&units(u16::from_be_bytes)).ok(),
        _ => std::str::from_utf8(bytes).ok().map(|text| text.trim_start_matches('\u{feff}').to_owned()),
    }
}

/// Trims keys and skips empty ones. Refuses a key that no header can hold here, where its place is known.
fn split<'a>(parts: impl Iterator<Item = &'a str>, place: &str) -> Result<Vec<SecretString>, Failure> {
    let keys = parts.map(str::trim).filter(|key| !key.is_empty());
    keys.map(|key| match around_key(key) {
        Some(what) => Err(Failure::bad_input(format!("a key in {place} {what}")).hint(
            "Write the key alone, as in sk-…, without a name, quotes or brackets; in a key file one on each line.",
        )),
        None if key.bytes().all(|byte| byte.is_ascii_graphic()) => Ok(SecretString::from(key)),
        None => {
            Err(Failure::bad_input(format!("a key in {place} contains white space, or characters that no key has"))
                .hint("Separate keys by commas in the variable, by line ends in a key file. Check what you pasted."))
        }
    })
    .collect()
}

/// What a text has around its key, as files of other programs do; `None` for a key alone. It is never repeated.
fn around_key(text: &str) -> Option<&'static str> {
    let has_name = |text: &str| {
        text.split_once('=').is_some_and(|(name, value)| {
            let name = name.trim_end();
            let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            // Some keys end with equals signs.
            is_name && !name.is_empty() && !value.trim_matches(['=', ' ']).is_empty()
        })
    };
    let shells = ["export ", "set ", "setx ", "$env:"];
    match text.bytes().next() {
        Some(b'{' | b'[' | b'}' | b']') => Some("is JSON, or has a bracket around it"),
        Some(b'"' | b'\'' | b'`') => Some("has quotes around it"),
        _ if shells.iter().any(|shell| text.starts_with(shell)) || has_name(text) => {
            Some("has the name of a variable before it")
        }
        _ => None,
    }
}

#[cfg(unix)]
fn is_open_to_all(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o004 != 0)
}

#[cfg(not(unix))]
fn is_open_to_all(_path: &Path) -> bool {
    false
}
