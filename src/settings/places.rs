//! Where files are found; database URLs that are safe to print.

use std::path::{Path, PathBuf};

use crate::error::Failure;

use crate::settings::{FILE_NAME, Flags, Source, Surroundings, Warning, found, shown};

/// A configuration file, and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// Whether it lay here or above, so that anybody may have put it there.
    pub(super) by_searching: bool,
}

/// The configuration file: the one named, else `dialoom.toml` here or above, else the user's own.
///
/// One that was found here or above and that others can write is refused, or with a warning passed over where the
/// command only reads.
pub(super) fn find(
    flags: &Flags,
    around: &Surroundings<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Found>, Failure> {
    if let Some(named) = flags.config.as_deref() {
        let path = around.folder.join(named);
        if !path.is_file() {
            return Err(Failure::bad_input(format!("there is no configuration file {}", shown(named)))
                .hint("Check --config, or write a configuration file with: dialoom init"));
        }
        return Ok(Some(Found { path, by_searching: false }));
    }
    for path in around.folder.ancestors().map(|folder| folder.join(FILE_NAME)).filter(|path| path.is_file()) {
        if found::SETTINGS.admits(&path, flags.effect, warnings)? {
            return Ok(Some(Found { path, by_searching: true }));
        }
    }
    let own = around.user_config_folder.iter().map(|folder| folder.join("dialoom").join(FILE_NAME));
    Ok(own.filter(|path| path.is_file()).map(|path| Found { path, by_searching: false }).next())
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

/// Refuses a database that is neither a path nor a good URL, but may hold a password: nothing later may print it.
pub(super) fn check_db(db: &str, source: &Source) -> Result<(), Failure> {
    let scheme = scheme(db);
    let name = scheme.trim_end_matches([':', '/']).to_lowercase();
    let is_url = ["postgres://", "postgresql://"].iter().any(|good| db.starts_with(good));
    let is_path = name == "sqlite" || (name.len() <= 1 && without_password(db) == db);
    // An unknown scheme with "://" is refused when it is opened.
    let is_other_url = scheme.ends_with("://") && !name.starts_with("postgre");
    if is_url || is_path || is_other_url || (without_password(db) == db && !name.starts_with("postgre")) {
        return Ok(());
    }
    let shown = without_password(db);
    Err(Failure::bad_input(format!("{source}: \"{shown}\" is no database"))
        .hint("Write a server like postgres://name@host/database, and a file as a path or sqlite:PATH."))
}

/// What a text begins with that is or was meant as the scheme of a URL: `postgres://`, `postgres:/`, `postgres//`.
fn scheme(text: &str) -> &str {
    let name = text.find(|c: char| !c.is_ascii_alphanumeric() && !"+-. ".contains(c)).unwrap_or(text.len());
    let marks = text[name..].find(|c| c != ':' && c != '/').map_or(text.len(), |length| name + length);
    match &text[name..marks] {
        "" | "/" => "",
        _ => &text[..marks],
    }
}

/// A URL with `***` in place of its password, in the user part and in a `password` parameter; anything else as it is.
///
/// Works on the text, so that it covers malformed URLs, too: an error prints them.
pub fn without_password(url: &str) -> String {
    let scheme = scheme(url);
    let rest = &url[scheme.len()..];
    // The last @ before the query counts; a password may hold / ? and @ where it was not escaped.
    let query = rest.find('?').unwrap_or(rest.len());
    let at = match rest[..query].rfind('@') {
        None if has_password(&rest[..query]) => rest.rfind('@'),
        at => at,
    };
    let safe = match at {
        Some(at) => match rest[..at].split_once(':') {
            Some((user, _)) => format!("{scheme}{user}:***{}", &rest[at..]),
            // "name:password@host" alone looks like a scheme.
            None if !scheme.is_empty() && !scheme.contains("//") => format!("{scheme}***{}", &rest[at..]),
            None => url.to_owned(),
        },
        None => url.to_owned(),
    };
    without_password_parameters(&safe)
}

/// A URL without its password, to be typed again; anything else as it is.
pub fn without_given_password(url: &str) -> String {
    let hidden = without_password(url);
    if hidden == url {
        return hidden;
    }
    let bare = hidden.replace(":***@", "@");
    let Some((before, parameters)) = bare.split_once('?') else { return bare };
    let kept: Vec<&str> = parameters.split('&').filter(|pair| !pair.ends_with("=***")).collect();
    if kept.is_empty() { before.to_owned() } else { format!("{before}?{}", kept.join("&")) }
}

/// Whether a colon is followed by what is no port.
fn has_password(authority: &str) -> bool {
    let after = authority.split_once(':').map(|(_, after)| after.split('/').next().unwrap_or(after));
    after.is_some_and(|port| port.is_empty() || !port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `password=…` hidden, in a query and in libpq's "host=… password=…".
fn without_password_parameters(text: &str) -> String {
    let hidden = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if is_secret(name) => {
            let end = if pair.ends_with(['&', ' ']) { &pair[pair.len() - 1..] } else { "" };
            format!("{name}=***{end}")
        }
        _ => pair.to_owned(),
    };
    text.split_inclusive(['&', ' ']).map(hidden).collect()
}

fn is_secret(name: &str) -> bool {
    let name = name.rsplit(['?', ';']).next().unwrap_or(name).trim().to_lowercase();
    ["password", "sslpassword", "passwd", "pwd", "pass", "key", "api_key", "apikey", "api-key", "token", "access_token"]
        .contains(&name.as_str())
}
