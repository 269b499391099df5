//! Templates as text: the built-in ones, files, rendering, checking, and what an answer must look like.

pub mod answer;
mod builtin;
mod check;
pub(crate) mod file;
pub(crate) mod prompt;
mod syntax;

pub use builtin::builtin;
pub use check::{Problem, check};
pub use file::TemplateFileError;
pub use prompt::{Forms, Prompt, PromptError};
