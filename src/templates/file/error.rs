//! What is wrong with a template file.

/// A fault in a template file, and its place.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct TemplateFileError {
    /// The file and the line: `my.toml:12`.
    pub place: String,
    /// What is wrong and what was expected.
    pub message: String,
}
