//! What a command may do, declared once for each command.

/// What a command may do to what is stored. It decides which found files are trusted, and whether a missing database is
/// created.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Effect {
    /// It neither changes what is stored, nor writes over a file, nor calls a provider. It works without what it does
    /// not trust, and creates no database.
    Reads,
    /// It changes what is stored, writes a file or calls a provider. Without a database there is nothing to change.
    Changes,
    /// It stores something new, and so creates the database.
    #[default]
    Creates,
}
