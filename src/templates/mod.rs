//! Templates as text: the built-in ones, files, rendering, checking, and what an answer must look like.

pub mod answer;
pub mod builtin;
pub mod check;
pub mod file;
pub mod prompt;
mod syntax;
