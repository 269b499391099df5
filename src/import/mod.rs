//! Imports conversations that others made, or dialoom elsewhere.
//!
//! [`check`] is the one door. Data flows: bytes → rows (`rows/`) → a format (`formats/`) → an arrival → scored and stored.
//! A row that cannot be read is a fault with its file, line and field.

mod about;
mod arrival;
mod arrivals;
mod bytes;
mod compressed;
mod fault;
mod formats;
#[cfg(test)]
mod fuzz;
mod input;
mod job;
mod json;
mod options;
mod rows;
mod summary;

pub use fault::Fault;
pub use input::Input;
pub use job::{Checked, ImportError, Job, check};
pub use options::{Mapping, Options};
pub use summary::{FileRead, Found, PersonaCount, Summary};

#[cfg(test)]
mod tests;
