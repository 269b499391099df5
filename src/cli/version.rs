//! Which dialoom this is.

/// The version with the commit it was built from, as `--version` prints it.
pub(crate) const VERSION: &str = env!("DIALOOM_VERSION");
