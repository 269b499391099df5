//! Where files are found; database URLs that are safe to print.

use std::path::{Path, PathBuf};

use crate::error::Failure;

use crate::settings::{FILE_NAME, Surroundings, shown};

/// The configuration file: the one named, else `dialoom.toml` here or above, else the user's own.
pub(super) fn find(named: Option<&Path>, around: &Surroundings<'_>) -> Result<Option<PathBuf>, Failure> {
    if let Some(named) = named {
        let path = around.folder.join(named);
        if !path.is_file() {
            return Err(Failure::bad_input(format!("there is no configuration file {}", shown(named)))
                .hint("Check --config, or write a configuration file with: dialoom init"));
        }
        return Ok(Some(path));
    }
    let above = around.folder.ancestors().map(|folder| folder.join(FILE_NAME));
    let users = around.user_config_folder.iter().map(|folder| folder.join("dialoom").join(FILE_NAME));
    Ok(above.chain(users).find(|path| path.is_file()))
}

/// A database named in a file of `folder`: a relative path starts there; the URL of a server stays as it is.
pub(super) fn beside(db: &str, folder: &Path) -> String {
    let (scheme, path) = match db.split_once(':') {
        Some(("sqlite", rest)) => match rest.strip_prefix("//") {
            Some(path) => ("sqlite://", path),
            None => ("sqlite:", rest),
        },
        Some((scheme, rest)) if rest.starts_with("//") && !scheme.contains(['/', '\\']) => return db.to_owned(),
        _ => ("", db),
    };
    if path.starts_with(":memory:") {
        return db.to_owned();
    }
    format!("{scheme}{}", folder.join(path).display())
}

/// A URL with `***` in place of its password, in the user part and in a `password` parameter; anything else as it is.
///
/// Works on the text, so that it covers malformed URLs, too: an error prints them.
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (before_query, query) = match rest.split_once('?') {
        Some((before, query)) => (before, Some(query)),
        None => (rest, None),
    };
    // The last @ counts, even after a /: a password may hold both where it was not escaped.
    let safe = match before_query.rsplit_once('@') {
        Some((account, host)) => match account.split_once(':') {
            Some((user, _)) => format!("{user}:***@{host}"),
            None => format!("{account}@{host}"),
        },
        None => before_query.to_owned(),
    };
    let hidden = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if ["password", "sslpassword"].contains(&name.to_lowercase().as_str()) => format!("{name}=***"),
        _ => pair.to_owned(),
    };
    let query = query.map(|query| format!("?{}", query.split('&').map(hidden).collect::<Vec<_>>().join("&")));
    format!("{scheme}://{safe}{}", query.unwrap_or_default())
}
